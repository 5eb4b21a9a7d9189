// What comes next: every start, end, suspension, resumption and change of rate within a time from a day on, in order.

#include <truceline/write/icalendar.hpp>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape =
    R"({"from", "within", "known": day or null in hindsight, "changes": [{"on", "in_days", "event",
"measure", "kind", "before": {"status", "rate_percent"}, "after": {"status", "rate_percent"},
"certainty", "assumed", "sources": []}]}; null where absent; event: starts, resumes, expires, ends,
is_suspended, is_scheduled, changes.)";

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells what starts, expires or resumes next, counted from a day.", json_shape);
  Date from;
  Term within{.months = 12};
  Known known;
  std::string calendar;
  command.required("--from", from, "the day to count from; what changes on it is no longer to come");
  command.option("--within", within, "how far to look: P90D, P6M (default: P1Y)");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");
  command.option("--ics", calendar, "write the same to this file as an iCalendar, for calendar programs");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    // The last day counts: what holds for a year from today is still told.
    const Result<Period> ahead = Period::make(from + 1, from + within + 1);
    const std::vector<Change> changes = ahead.ok() ? view_of(*timeline, known).changes(*ahead) : std::vector<Change>();

    if (!calendar.empty()) {
      const CalendarOptions options{.period = ahead.ok() ? *ahead : Period::from_day(from)};
      const absl::Status status = write_file(calendar, to_icalendar(*timeline, known.day, options));
      if (!status.ok()) return status;
    }
    if (command.json) {
      Json json{{"from", to_string(from)},
                {"within", to_string(within)},
                {"known", to_json(known)},
                {"changes", Json::array()}};
      for (const Change& change : changes) {
        const auto side = [](const Finding& finding) {
          return Json{{"status", std::string(word(finding.status))}, {"rate_percent", to_json(finding.rate)}};
        };
        json["changes"].push_back({{"on", to_string(change.on)},
                                   {"in_days", change.on - from},
                                   {"event", std::string(word(turn_of(change)))},
                                   {"measure", change.measure},
                                   {"kind", std::string(word(change.after.kind))},
                                   {"before", side(change.before)},
                                   {"after", side(change.after)},
                                   {"certainty", std::string(word(change.after.certainty))},
                                   {"assumed", change.assumed},
                                   {"sources", to_json(sources_of(change))}});
      }
      return text_of(json);
    }

    std::string text = fmt::format("What comes within {} from {}, {}\n\n", within, from, to_string(known));
    const Table table(2, {10, 11, 33, 12});
    for (const Change& change : changes) {
      const int days = change.on - from;
      std::string note = detail_of(change);
      if (change.assumed) note += note.empty() ? "day assumed" : ", assumed";
      text += table.row({to_string(change.on), fmt::format("in {} day{}", days, days == 1 ? "" : "s"), change.measure,
                         spaced(word(turn_of(change))), note});
    }
    if (changes.empty()) text += "  nothing\n";
    return text;
  });
}
