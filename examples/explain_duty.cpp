// What a shipment pays in additional duties, and why.

#include <algorithm>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape =
    R"({"on", "known": day or null in hindsight, "into", "from", "goods", "total_percent", "low_percent",
"high_percent", "lines": [{"measure", "rate_percent": of the whole value, "settled", "because": []}],
"not_included": []}; null where absent: total_percent where it is not settled, high_percent where
nothing bounds it.)";

Json json_of(const Assessment& duty, const Shipment& shipment) {
  Json lines = Json::array();
  for (const DutyLine& line : duty.lines) {
    lines.push_back({{"measure", line.measure},
                     {"rate_percent", rate_json(line)},
                     {"settled", line.settled},
                     {"because", to_json(line.because)}});
  }
  return {{"on", to_string(duty.on)},
          {"known", duty.known ? Json(to_string(*duty.known)) : Json()},
          {"into", to_string(shipment.destination)},
          {"from", to_string(shipment.origin)},
          {"goods", shipment.goods ? Json(to_string(*shipment.goods)) : Json()},
          {"total_percent", to_json(duty.total)},
          {"low_percent", to_json(std::optional(duty.low))},
          {"high_percent", to_json(duty.high)},
          {"lines", std::move(lines)},
          {"not_included", to_json(duty.not_included)}};
}

/// What a claim says and where: "raised 20 % from 2025-03-04: White House, 2025-03-03 [claim]".
std::string evidence(const Dataset& dataset, const std::string& id) {
  const auto claim =
      std::find_if(dataset.claims.begin(), dataset.claims.end(), [&](const Claim& c) { return c.id == id; });
  if (claim == dataset.claims.end()) return fmt::format("[{}]", id);
  const auto source = std::find_if(dataset.sources.begin(), dataset.sources.end(),
                                   [&](const Source& s) { return s.id == claim->source; });
  const std::string place = to_string(claim->at);
  return fmt::format("{}: {}, {}{}{} [{}]", claim->action, source->outlet, known_of(*source),
                     source->title.empty() ? "" : ", " + source->title, place.empty() ? "" : ", " + place, id);
}

std::string notes_of(const DutyLine& line, const Dataset& dataset) {
  std::string text = line.why;
  for (const StackingRule& rule : dataset.stacking) {
    if (line.why == "rule " + rule.id && !rule.note.empty()) text += ": " + rule.note;
  }
  if (text.ends_with('.')) text.pop_back();
  const auto add = [&text](std::string_view note) { text += (text.empty() ? "" : "; ") + std::string(note); };
  if (!line.settled) text = "not settled: " + text;
  if (line.certainty == Certainty::Possible) add("possible: a day that it rests on is imprecise or assumed");
  if (line.refundable) add("a ruling has since undone it, and what was paid may be refunded");
  return text;
}

std::string text_of(const Assessment& duty, const Shipment& shipment, const View& view, Known known) {
  std::string text = fmt::format("Additional duties into {} from {} on {}, {}\n", shipment.destination, shipment.origin,
                                 duty.on, to_string(known));
  const bool projected = duty.projected || (duty.known && *duty.known < duty.on);
  text += fmt::format("{}{}{}\n\n", goods_of(shipment), shipment.value ? fmt::format(", {}", *shipment.value) : "",
                      projected ? "; projected: the day lies after what was known" : "");
  const Table table(2, {42, 28});
  for (const DutyLine& line : duty.lines) {
    text += table.row({line.measure, charge_of(line), line.amount ? to_string(*line.amount) : ""});
  }
  if (duty.lines.empty()) text += "  none\n";
  text += table.row({"total", range_of(duty.low, duty.high), duty.amount ? to_string(*duty.amount) : ""});

  const bool open = std::any_of(duty.lines.begin(), duty.lines.end(), [](const DutyLine& l) { return !l.settled; });
  if (open)
    text += "\n" + wrapped("  ", "A range is not settled, for the reason below; --lists tells which codes a list has.");

  for (const DutyLine& line : duty.lines) {
    const auto measure = view.measure(line.measure);
    text +=
        "\n" + wrapped("", measure ? fmt::format("{}: {}", line.measure, view.record(*measure).title) : line.measure);
    if (const std::string notes = notes_of(line, view.dataset()); !notes.empty()) text += wrapped("    ", notes);
    for (const std::string& claim : line.because) text += wrapped("  - ", evidence(view.dataset(), claim));
  }
  text += "\nNot included\n";
  for (const std::string& note : duty.not_included) text += wrapped("  - ", note);
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells what a shipment pays in additional duties: line by line, the total or its range, and why.",
                  json_shape, "chronology");
  Trade trade;
  Known known;
  Shipment& shipment = trade.shipment;
  trade.add_route(command);
  command.required("--on", shipment.entered, "the day of entry");
  trade.add_goods(command);
  command.option("--value", shipment.value, "customs value: \"USD 1000\", or 1000 in USD");
  command.option("--loaded", shipment.loaded, "the day of loading; some goods on the way are exempt");
  command.option("--exported", shipment.exported, "the day of export");
  command.option("--content", shipment.content, "percent of the value that is metal, where a duty is charged on it");
  command.option("--quantity", shipment.quantities, "for duties by unit: \"1200 kg\"; repeatable");
  trade.add_base(command);
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    const Result<GoodsLists> lists = trade.lists(timeline->dataset());
    if (!lists.ok()) return lists.status();
    const Result<BaseDuties> base = trade.base();
    if (!base.ok()) return base.status();
    const View view = view_of(*timeline, known);
    const Result<Assessment> duty = assess(view, shipment, *lists, *base);
    if (!duty.ok()) return duty.status();
    return command.json ? examples::text_of(json_of(*duty, shipment)) : text_of(*duty, shipment, view, known);
  });
}
