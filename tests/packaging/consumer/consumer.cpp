// Uses a little of each floor, so that it compiles against the installed headers and links what they need.
#include <fmt/core.h>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/version.hpp>

int main() {
  const auto day = truceline::parse_date("2025-11-10");
  const auto no_day = truceline::parse_date("2025-02-30");
  if (!day.ok() || no_day.ok()) return 1;
  fmt::print("truceline {} {}\n", truceline::version, day->days_since_epoch());
}
