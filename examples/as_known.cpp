// How the belief about a day changed: what was known of it on one known day after the other.

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape = R"({"on", "known": [day or null for hindsight], "measures": [{"measure", "kind", "changed",
"answers": [one for each known day: {"known", "status", "ending", "standing", "certainty",
"may_be": [], "rate_percent", "suspended_percent", "since", "until", "assumed": []}]}]};
null where absent.)";

/// Two beliefs are one if they say the same of the day, whatever they rest on.
bool same(Answer left, Answer right) {
  if (left.status == Status::None && right.status == Status::None) return true;
  left.because = right.because;
  left.proposals = right.proposals;
  return left == right;
}

struct Belief {
  std::vector<Finding> answers;  ///< one for each known day
  bool changed = false;
};

Belief belief_about(const std::string& measure, Date on, const std::vector<View>& views) {
  Belief belief;
  for (const View& view : views) {
    belief.answers.push_back(*view.state(measure, on));  // each view has every measure of the timeline
    const std::size_t count = belief.answers.size();
    if (count > 1 && !same(belief.answers[count - 2], belief.answers[count - 1])) belief.changed = true;
  }
  return belief;
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells how the belief about a day changed as more became known.", json_shape);
  Date on;
  std::vector<Known> known;
  bool all = false;
  command.required("--on", on, "the day believed about");
  command.required("--known", known,
                   "a day of knowledge, or hindsight; repeatable; one alone is compared with hindsight");
  command.flag("--all", all, "also the measures about which the belief stayed the same");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    if (known.size() == 1) known.emplace_back();  // hindsight
    std::vector<View> views;
    Json known_json = Json::array();
    for (const Known day : known) {
      views.push_back(view_of(*timeline, day));
      known_json.push_back(to_json(day));
    }

    Json json{{"on", to_string(on)}, {"known", known_json}, {"measures", Json::array()}};
    std::string text = fmt::format("What was believed about {}\n", on);
    const Table table(4, {22, 23, 27});
    bool any = false;
    for (const std::string& measure : views.front().measures()) {
      const Belief belief = belief_about(measure, on, views);
      if (!belief.changed && !all) continue;
      any = true;
      Json answers = Json::array();
      text += fmt::format("\n{}\n", measure);
      for (std::size_t i = 0; i < known.size(); ++i) {
        const Finding& finding = belief.answers[i];
        Json answer{{"known", known_json[i]}};
        answer.update(to_json(static_cast<const Answer&>(finding)));
        answers.push_back(std::move(answer));
        const bool known_of = finding.status != Status::None;
        text += table.row({to_string(known[i]), state_of(finding), known_of ? period_of(finding) : "",
                           known_of ? certainty_of(finding) : ""});
      }
      json["measures"].push_back({{"measure", measure},
                                  {"kind", std::string(word(belief.answers.front().kind))},
                                  {"changed", belief.changed},
                                  {"answers", std::move(answers)}});
    }
    if (!any) text += "\nThe belief stayed the same.\n";
    return command.json ? text_of(json) : text;
  });
}
