// What a scenario would change: the timeline with and without it, side by side.

#include <algorithm>
#include <filesystem>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape = R"({"scenario", "title", "known": day or null in hindsight, "differences": [{"measure",
"from", "until", "without": answer, "with": answer}]}; answer: {"status", "ending", "standing",
"certainty", "may_be": [], "rate_percent", "suspended_percent", "since", "until", "assumed": []};
null where absent.)";

/// Finds the scenario by its name in the dataset; else reads it from the file, whose records join the dataset.
Result<Scenario> find_scenario(const std::string& name, Dataset& dataset) {
  const auto named = std::find_if(dataset.scenarios.begin(), dataset.scenarios.end(),
                                  [&](const Scenario& scenario) { return scenario.name == name; });
  if (named != dataset.scenarios.end()) return *named;

  std::error_code error;
  if (!std::filesystem::exists(name, error)) {
    std::vector<std::string> names;
    for (const Scenario& scenario : dataset.scenarios) names.push_back(scenario.name);
    return refusal(fmt::format("no scenario and no file: {}; scenarios: {}", name, fmt::join(names, ", ")));
  }
  const Result<Dataset> file = load_dataset(name);
  if (!file.ok()) return file.status();
  if (file->scenarios.size() != 1) {
    return refusal(fmt::format("{} holds {} scenarios, not one; give it as --dataset and name a scenario", name,
                               file->scenarios.size()));
  }
  Result<Dataset> both = combine(std::vector{dataset, *file});
  if (!both.ok()) return both.status();
  dataset = *std::move(both);
  return file->scenarios.front();
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells what a scenario would change: each measure with and without it.", json_shape);
  std::string name;
  Known known;
  command.required("scenario", name, "the name of a scenario of the datasets, or a dataset file that holds one");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    Result<Dataset> dataset = command.dataset();
    if (!dataset.ok()) return dataset.status();
    const Result<Scenario> scenario = find_scenario(name, *dataset);
    if (!scenario.ok()) return scenario.status();
    const Result<Timeline> without = Timeline::compile(*std::move(dataset));
    if (!without.ok()) return without.status();
    const Result<Timeline> with = without->apply(scenario->name);
    if (!with.ok()) return with.status();
    const std::vector<Difference> differences = compare(view_of(*without, known), view_of(*with, known));

    if (command.json) {
      Json json{{"scenario", scenario->name},
                {"title", scenario->title},
                {"known", to_json(known)},
                {"differences", Json::array()}};
      for (const Difference& difference : differences) {
        const auto from = difference.valid.from();
        const auto until = difference.valid.until();
        json["differences"].push_back({{"measure", difference.measure},
                                       {"from", from == Date::min() ? Json() : Json(to_string(from))},
                                       {"until", until ? Json(to_string(*until)) : Json()},
                                       {"without", to_json(difference.left)},
                                       {"with", to_json(difference.right)}});
      }
      return text_of(json);
    }

    std::string text =
        wrapped("What if: ", fmt::format("{} ({}), {}", scenario->title, scenario->name, to_string(known)));
    const Table table(4, {27, 31});
    const std::string* measure = nullptr;
    for (const Difference& difference : differences) {
      if (measure == nullptr) text += "\n" + table.row({"", "without", "with"});
      if (measure == nullptr || *measure != difference.measure) text += fmt::format("{}\n", difference.measure);
      measure = &difference.measure;
      const auto answer = [](const Answer& side) {
        return state_of(side) + (side.certainty == Certainty::Possible ? ", possible" : "");
      };
      const auto until = difference.valid.until();
      text += table.row({until ? fmt::format("{} until {}", difference.valid.from(), *until)
                               : fmt::format("{} on", difference.valid.from()),
                         answer(difference.left), answer(difference.right)});
    }
    if (differences.empty()) text += "\nIt would change nothing.\n";
    return text;
  });
}
