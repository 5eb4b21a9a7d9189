// Uses a little of each floor, so that it compiles against the installed headers and links what they need.
#include <fmt/core.h>

#include <truceline/truceline.hpp>

int main() {
  const auto dataset = truceline::builtin_dataset("articles");
  const auto day = truceline::parse_date("2025-11-10");
  if (!dataset.ok() || !day.ok()) return 1;
  const auto timeline = truceline::Timeline::compile(*dataset);
  if (!timeline.ok()) return 1;
  fmt::print("truceline {} on {}: {} in force\n", truceline::version, *day, timeline->hindsight().count_in_force(*day));
}
