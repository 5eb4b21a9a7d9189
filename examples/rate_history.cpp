// The additional duties between two countries over time: a step whenever a duty changes, and what changed it.

#include <algorithm>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape =
    R"({"into", "from", "goods", "known": day or null in hindsight, "steps": [{"from", "until",
"total_percent", "low_percent", "high_percent", "cause": [], "lines": [{"measure", "rate_percent":
of the whole value, "settled"}]}]}; null where absent: total_percent where it is not settled,
high_percent where nothing bounds it.)";

Json json_of(const DutyStep& step) {
  const Assessment& duty = step.assessment;
  Json lines = Json::array();
  for (const DutyLine& line : duty.lines) {
    lines.push_back({{"measure", line.measure}, {"rate_percent", rate_json(line)}, {"settled", line.settled}});
  }
  const auto until = step.period.until();
  return {{"from", to_string(step.period.from())},
          {"until", until ? Json(to_string(*until)) : Json()},
          {"total_percent", to_json(duty.total)},
          {"low_percent", to_json(std::optional(duty.low))},
          {"high_percent", to_json(duty.high)},
          {"cause", to_json(step.cause)},
          {"lines", std::move(lines)}};
}

/// What a measure charges in a step; "none" without a line.
std::string charge_in(const DutyStep& step, const std::string& measure) {
  const auto& lines = step.assessment.lines;
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const DutyLine& l) { return l.measure == measure; });
  return line == lines.end() ? "none" : charge_of(*line);
}

/// One line a change: "us-x: 10 % -> 20 %". The first step tells what it begins with.
std::vector<std::string> changes_of(const std::vector<DutyStep>& steps, std::size_t index) {
  const DutyStep& step = steps[index];
  std::vector<std::string> changes;
  if (index == 0) {
    for (const DutyLine& line : step.assessment.lines) changes.push_back(line.measure + ": " + charge_of(line));
  }
  for (const std::string& measure : step.cause) {
    changes.push_back(
        fmt::format("{}: {} -> {}", measure, charge_in(steps[index - 1], measure), charge_in(step, measure)));
  }
  if (changes.empty()) changes.emplace_back();
  return changes;
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells the additional duties between two countries over time, and what changed them.", json_shape,
                  "chronology");
  Trade trade;
  Known known;
  Period period = *Period::make(*Date::from_ymd(2018, 1, 1), *Date::from_ymd(2027, 1, 1));
  trade.add_route(command);
  trade.add_goods(command);
  command.option("--period", period, fmt::format("days of entry, the last one left out (default: {})", period));
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    const Result<GoodsLists> lists = trade.lists(timeline->dataset());
    if (!lists.ok()) return lists.status();
    const Shipment& shipment = trade.shipment;
    const Result<std::vector<DutyStep>> steps = rate_history(view_of(*timeline, known), shipment, period, *lists);
    if (!steps.ok()) return steps.status();

    if (command.json) {
      Json json{{"into", to_string(shipment.destination)},
                {"from", to_string(shipment.origin)},
                {"goods", shipment.goods ? Json(to_string(*shipment.goods)) : Json()},
                {"known", to_json(known)},
                {"steps", Json::array()}};
      for (const DutyStep& step : *steps) json["steps"].push_back(json_of(step));
      return text_of(json);
    }

    std::string text = fmt::format("Additional duties into {} from {}, {}, {}\n\n", shipment.destination,
                                   shipment.origin, goods_of(shipment), to_string(known));
    const Table table(2, {10, 10, 16});
    text += table.row({"from", "until", "total", "what changed"});
    for (std::size_t i = 0; i < steps->size(); ++i) {
      const DutyStep& step = (*steps)[i];
      const auto until = step.period.until();
      const std::string total = range_of(step.assessment.low, step.assessment.high);
      bool first = true;
      for (const std::string& change : changes_of(*steps, i)) {
        text += first ? table.row({to_string(step.period.from()), until ? to_string(*until) : "", total, change})
                      : table.row({"", "", "", change});
        first = false;
      }
    }
    return text;
  });
}
