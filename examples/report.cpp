// One page for a busy reader: a day, a period, a measure or a scenario, with sources as footnotes.

#include <truceline/write/report.hpp>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape =
    R"({"title", "subtitle", "sections": [{"heading", "columns": [], "rows": [{"cells": [all columns but
the last], "items": [the last: {"text", "measure" or null, "notes": [numbers], "more_notes"}],
"more": items left out}], "more": rows left out}], "notes": [{"number", "source", "outlet", "title",
"published" or null, "address"}]}.)";

Json json_of(const Report& report) {
  Json sections = Json::array();
  for (const ReportSection& section : report.sections) {
    Json rows = Json::array();
    for (const ReportRow& row : section.rows) {
      Json items = Json::array();
      for (const ReportItem& item : row.items) {
        items.push_back({{"text", item.text},
                         {"measure", item.measure.empty() ? Json() : Json(item.measure)},
                         {"notes", item.notes},
                         {"more_notes", item.more_notes}});
      }
      rows.push_back({{"cells", to_json(row.cells)}, {"items", std::move(items)}, {"more", row.more}});
    }
    sections.push_back({{"heading", section.heading},
                        {"columns", to_json(section.columns)},
                        {"rows", std::move(rows)},
                        {"more", section.more}});
  }
  Json notes = Json::array();
  for (std::size_t i = 0; i < report.notes.size(); ++i) {
    const Source& source = report.notes[i];
    notes.push_back({{"number", i + 1},
                     {"source", source.id},
                     {"outlet", source.outlet},
                     {"title", source.title},
                     {"published", source.published.is_unknown() ? Json() : Json(to_string(source.published))},
                     {"address", source.address}});
  }
  return {{"title", report.title},
          {"subtitle", report.subtitle},
          {"sections", std::move(sections)},
          {"notes", std::move(notes)}};
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Reports on a day, a period, a measure or a scenario: one page, with its sources as footnotes.",
                  json_shape, "chronology");
  std::optional<Date> on;
  std::vector<Period> period;
  std::string measure;
  std::string scenario;
  std::string format = "text";
  std::string output;
  Known known;
  ReportOptions options;
  command.option("--on", on, "what holds on this day, what is suspended, and what comes next");
  command.option("--period", period, "what changed over these days, the last one left out: 2025-04-01/2025-06-01");
  command.option("--measure", measure, "the life of this measure, by its id");
  command.option("--scenario", scenario, "what this scenario of the dataset would change");
  command.option("--format", format, "text or md, for Markdown (default: text)");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");
  command.option("--lines", options.lines, "how long the page is as text; 0: no end (default: 80)");
  command.option("-o", output, "write it to this file instead of printing it");
  command.rule([&] {
    const int asked =
        (on ? 1 : 0) + static_cast<int>(period.size()) + (measure.empty() ? 0 : 1) + (scenario.empty() ? 0 : 1);
    if (asked != 1) return refusal("give one of --on, --period, --measure and --scenario");
    if (format != "text" && format != "md") return refusal(fmt::format("--format: {} is neither text nor md", format));
    if (options.lines != 0 && options.lines < 40) return refusal("--lines: 0, or 40 and more");
    return absl::OkStatus();
  });

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    const View view = view_of(*timeline, known);
    const Result<Report> report = on                 ? report_on(view, *on, options)
                                  : !period.empty()  ? report_over(view, period.front(), options)
                                  : !measure.empty() ? report_of(view, measure, options)
                                                     : report_what_if(*timeline, scenario, known.day, options);
    if (!report.ok()) return report.status();
    std::string text = command.json     ? text_of(json_of(*report))
                       : format == "md" ? to_markdown(*report)
                                        : to_text(*report);
    if (output.empty()) return text;
    const absl::Status written = write_file(output, text);
    if (!written.ok()) return written;
    return std::string();
  });
}
