#include <truceline/calendar/period.hpp>

#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "value.hpp"

namespace truceline {
namespace {

static_assert(SmallValue<Period, 12>);
static_assert(!std::totally_ordered<Period>);
static_assert(Period().days() == 1 && Period().contains(Date()));

Period period(std::string_view text) {
  const auto result = parse_period(text);
  EXPECT_TRUE(result.ok()) << text;
  return result.ok() ? *result : Period();
}

TEST(Period, IsHalfOpen) {
  const Period truce = *Period::make(day("2025-11-10"), day("2026-11-10"));
  EXPECT_FALSE(truce.contains(day("2025-11-09")));
  EXPECT_TRUE(truce.contains(day("2025-11-10")));
  EXPECT_TRUE(truce.contains(day("2026-11-09")));
  EXPECT_FALSE(truce.contains(day("2026-11-10")));
  EXPECT_EQ(truce.days(), 365);
}

TEST(Period, OpenHasNoEnd) {
  const Period open = Period::since(day("2025-11-10"));
  EXPECT_EQ(open.until(), std::nullopt);
  EXPECT_EQ(open.days(), std::nullopt);
  EXPECT_TRUE(open.contains(Date::max()));
  EXPECT_FALSE(open.contains(day("2025-11-09")));
  EXPECT_EQ(open, *Period::make(day("2025-11-10"), std::nullopt));
}

TEST(Period, OfADay) {
  const Period one = Period::from_day(day("2025-11-10"));
  EXPECT_EQ(one.days(), 1);
  EXPECT_TRUE(one.contains(day("2025-11-10")));
  EXPECT_FALSE(one.contains(day("2025-11-11")));
  EXPECT_TRUE(Period::from_day(Date::max()).contains(Date::max()));
}

TEST(Period, IsNeverEmpty) {
  EXPECT_EQ(refusal(Period::make(day("2025-11-10"), day("2025-11-10"))), "TL-131");
  EXPECT_EQ(refusal(Period::make(day("2025-11-10"), day("2025-11-09"))), "TL-131");
}

TEST(Period, OverlapAndIntersectionAreWhatTheirDaysSay) {
  const Date zero = day("2025-11-10");
  std::vector<Period> all;
  for (std::int32_t from = 0; from < 6; ++from) {
    all.push_back(Period::since(zero + from));
    for (std::int32_t until = from + 1; until < 8; ++until) all.push_back(*Period::make(zero + from, zero + until));
  }
  for (const Period& a : all) {
    for (const Period& b : all) {
      const auto both = a.intersection(b);
      ASSERT_EQ(a.overlaps(b), both.has_value());
      ASSERT_EQ(both, b.intersection(a));
      bool shared = false;
      for (std::int32_t n = -1; n < 10; ++n) {
        const Date date = zero + n;
        const bool in_both = a.contains(date) && b.contains(date);
        shared = shared || in_both;
        ASSERT_EQ(both && both->contains(date), in_both) << to_string(a) << ' ' << to_string(b);
      }
      ASSERT_EQ(a.overlaps(b), shared);
    }
  }
}

TEST(ParsePeriod, ReadsBothForms) {
  EXPECT_EQ(period("2025-10-01/2025-11-10"), *Period::make(day("2025-10-01"), day("2025-11-10")));
  EXPECT_EQ(period("2025-10-01/.."), Period::since(day("2025-10-01")));
}

TEST(ParsePeriod, RefusesTheRest) {
  for (const char* text : {"", "/", "2025-10-01", "2025-10-01/", "../2025-10-01", "../..", "2025-10-01/.",
                           "2025-10/2025-11", "2025-10-01/2025-11-10/..", "2025-10-01--2025-11-10"}) {
    EXPECT_EQ(refusal(parse_period(text)), "TL-101") << text;
  }
  EXPECT_EQ(refusal(parse_period("2025-10-01/2025-11-31")), "TL-102");
  EXPECT_EQ(refusal(parse_period("2025-02-29/..")), "TL-102");
  EXPECT_EQ(refusal(parse_period("2025-10-01/2025-10-01")), "TL-131");
}

TEST(Period, TextComesBack) {
  for (const char* text : {"2025-10-01/2025-11-10", "2025-10-01/..", "1400-01-01/9999-12-31"}) {
    EXPECT_EQ(to_string(period(text)), text);
  }
}

}  // namespace
}  // namespace truceline
