#pragma once

/// @file
/// Timelines to look at: a picture (SVG), a specification for notebooks (Vega-Lite) and a page to explore (HTML). All
/// three draw the same segments, so they never disagree with a query. docs/pictures.md tells how to read them.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <truceline/calendar/period.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/record/jurisdiction.hpp>
#include <truceline/record/measure.hpp>
#include <truceline/timeline/timeline.hpp>
#include <truceline/write/export.hpp>

namespace truceline {
inline namespace v0 {

/// What a picture shows, and how wide it is.
struct PictureOptions {
  std::optional<Date> from = {};           ///< the first day shown; absent: a little before the first bar begins
  std::optional<Date> until = {};          ///< the first day no longer shown; absent: a little after the last bar ends
  std::vector<MeasureKind> kinds = {};     ///< empty: every kind
  std::vector<std::string> measures = {};  ///< ids; empty: every measure
  /// Two countries, whose additional duties on each other's goods are charted below; absent: no chart. Without tariffs
  /// among what is shown there is none either.
  std::optional<std::pair<Jurisdiction, Jurisdiction>> duties =
      std::pair(Jurisdiction('U', 'S'), Jurisdiction('C', 'N'));
  std::string title = {};  ///< empty: the dataset's
  int width = 960;         ///< of the SVG, in its own units; below 640 names stand above their bars, as phones want it
};

/// The view as an SVG: lanes grouped by who imposes and by kind, a bar a segment, meetings as marks, the known day as a
/// line, and below the steps of the additional duties, each with its cause. No script and nothing to fetch; text is text;
/// the same view gives the same bytes. Errors: TL-711 nothing to draw, TL-712 no such measure, TL-713 no such width,
/// those of rate_history(). O(segments).
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<std::string> to_svg(const View& view, const PictureOptions& options = {});

/// The same as a Vega-Lite (version 6) specification with its data inside. Errors: as to_svg().
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<std::string> to_vega_lite(const View& view,
                                                                      const PictureOptions& options = {});

/// A page in one file that fetches nothing: the same with a slider for the known day, filters, the dataset's scenarios
/// to switch to, and a table. It opens as known on `known` (absent: all that is known). Errors: as to_svg(), for all that
/// is ever known.
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<std::string> to_page(const Timeline& timeline,
                                                                 std::optional<Date> known = std::nullopt,
                                                                 const PictureOptions& options = {});

/// Whether this build has Vega bundled, as the page needs for its chart. Without it the page shows the SVG and the table,
/// and says so.
[[nodiscard]] TRUCELINE_WRITE_EXPORT bool pages_have_charts() noexcept;

}  // namespace v0
}  // namespace truceline
