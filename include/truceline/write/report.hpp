#pragma once

/// @file
/// One page for a busy reader: what holds on a day, what changed over a period, the life of a measure, what a scenario
/// would change. Every line is made of what the view answers, and cites its sources as footnotes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/record/jurisdiction.hpp>
#include <truceline/record/source.hpp>
#include <truceline/timeline/timeline.hpp>
#include <truceline/write/export.hpp>

namespace truceline {
inline namespace v0 {

struct ReportOptions {
  /// The page: as text, a report has no more lines. What is left out is counted: "and 4 more". 0: all of it, however
  /// long. Fewer than 40 count as 40.
  int lines = 80;
  /// Two countries, whose additional duties on each other's goods are told; absent: none. Without tariffs between them
  /// there is nothing to tell either.
  std::optional<std::pair<Jurisdiction, Jurisdiction>> duties =
      std::pair(Jurisdiction('U', 'S'), Jurisdiction('C', 'N'));
};

/// One statement.
struct ReportItem {
  std::string text;
  std::string measure = {};             ///< id; empty where the item is about no single one
  std::vector<std::size_t> notes = {};  ///< numbers of footnotes, from 1, rising
  bool more_notes = false;              ///< further sources are left out
  friend bool operator==(const ReportItem&, const ReportItem&) = default;
};

/// A line of a table, whose last column is a list.
struct ReportRow {
  std::vector<std::string> cells = {};  ///< all columns but the last
  std::vector<ReportItem> items = {};
  std::size_t more = 0;  ///< items left out
  friend bool operator==(const ReportRow&, const ReportRow&) = default;
};

struct ReportSection {
  std::string heading;
  std::vector<std::string> columns = {};  ///< their names
  std::vector<ReportRow> rows = {};
  std::size_t more = 0;  ///< rows left out
  friend bool operator==(const ReportSection&, const ReportSection&) = default;
};

/// A report as a plain value, to be written in the form that is wanted.
struct Report {
  std::string title;
  std::string subtitle;  ///< in whose eyes, and of which dataset
  std::vector<ReportSection> sections;
  std::vector<Source> notes;  ///< the footnotes: number 1 is the first
  friend bool operator==(const Report&, const Report&) = default;
};

/// A day: what holds on it, by side and kind, what is suspended until when, what comes next and how sure that is, what
/// is proposed, and what is open. Errors: TL-721 a timeline without measures. O(segments).
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<Report> report_on(const View& view, Date day,
                                                              const ReportOptions& options = {});

/// A period: what changed in it, day by day, and the duties before and after. Errors: TL-721.
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<Report> report_over(const View& view, Period period,
                                                                const ReportOptions& options = {});

/// A measure, by its id or alias: its life with rates and suspensions, what it reaches, why, and where sources leave it
/// open or disagree. Errors: TL-721, TL-722 no such measure.
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<Report> report_of(const View& view, std::string_view measure,
                                                              const ReportOptions& options = {});

/// A scenario of the timeline's dataset: what it supposes, where it differs, and what that does to duties, as known on a
/// day (absent: in hindsight). Errors: TL-721, TL-401 no such scenario.
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<Report> report_what_if(const Timeline& timeline, std::string_view scenario,
                                                                   std::optional<Date> known = std::nullopt,
                                                                   const ReportOptions& options = {});

/// Lines of at most 100 columns; a Chinese sign takes two.
[[nodiscard]] TRUCELINE_WRITE_EXPORT std::string to_text(const Report& report);

/// Markdown with tables and footnotes, as GitHub, MkDocs and Pandoc read them; what comes from the records is escaped.
[[nodiscard]] TRUCELINE_WRITE_EXPORT std::string to_markdown(const Report& report);

}  // namespace v0
}  // namespace truceline
