// Uses a little of each library at hand, so that it compiles against the installed headers and links what they need.
#include <fmt/core.h>

#include <truceline/truceline.hpp>
#ifdef WITH_PARTS
#include <truceline/read/language.hpp>
#include <truceline/write/icalendar.hpp>
#endif

int main() {
  const auto dataset = truceline::builtin_dataset("articles");
  const auto day = truceline::parse_date("2025-11-10");
  if (!dataset.ok() || !day.ok()) return 1;
  const auto timeline = truceline::Timeline::compile(*dataset);
  if (!timeline.ok()) return 1;
#ifdef WITH_PARTS
  if (!truceline::language_from_tag("zh-Hant")) return 1;
  if (truceline::to_icalendar(*timeline, std::nullopt).empty()) return 1;
#endif
  fmt::print("truceline {} on {}: {} in force\n", truceline::version, *day, timeline->hindsight().count_in_force(*day));
}
