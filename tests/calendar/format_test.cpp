#include <truceline/calendar/format.hpp>

#include <iterator>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "value.hpp"

namespace truceline {
namespace {

TEST(Format, IsTheValuesText) {
  EXPECT_EQ(fmt::format("{}", day("2025-11-10")), "2025-11-10");
  EXPECT_EQ(fmt::format("{}", Term{.months = 18}), "P1Y6M");
  EXPECT_EQ(fmt::format("{}", fuzzy("2025-10~")), "2025-10~");
  EXPECT_EQ(fmt::format("{}", Period::since(day("2025-11-10"))), "2025-11-10/..");
  EXPECT_EQ(fmt::format("{}", *TimeOfDay::from_hm(5, 1)), "05:01");
  EXPECT_EQ(fmt::format("{}", zone("Asia/Shanghai")), "Asia/Shanghai");
  EXPECT_EQ(fmt::format("{}", Instant()), "1970-01-01T00:00Z");
  EXPECT_EQ(fmt::format("{}", LocalTime{day("2025-11-10"), *TimeOfDay::from_hm(0, 1)}), "2025-11-10T00:01");
  EXPECT_EQ(fmt::format("{}", Diagnostic{.id = "TL-101", .message = "not a date"}), "[TL-101] not a date");
}

TEST(Format, TakesWidthAndAlignment) {
  EXPECT_EQ(fmt::format("{:>12}|", day("2025-11-10")), "  2025-11-10|");
  EXPECT_EQ(fmt::format("{:<8}|", Term{.days = 90}), "P90D    |");
  EXPECT_EQ(fmt::format("{:*^9}", fuzzy("2025-10")), "*2025-10*");
}

TEST(Format, WritesToAnyOutput) {
  std::string out;
  fmt::format_to(std::back_inserter(out), "{}..{}", day("2025-11-10"), day("2026-11-10"));
  EXPECT_EQ(out, "2025-11-10..2026-11-10");
}

}  // namespace
}  // namespace truceline
