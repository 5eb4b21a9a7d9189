#include <truceline/calendar/boost.hpp>

#include <gtest/gtest.h>

#include "value.hpp"

namespace truceline {
namespace {

namespace bg = boost::gregorian;

TEST(Boost, DatesGoBothWays) {
  EXPECT_EQ(to_boost(day("2025-11-10")), bg::date(2025, 11, 10));
  for (std::int32_t n = Date::min().days_since_epoch(); n <= Date::max().days_since_epoch(); n += 101) {
    const Date date = *Date::from_days(n);
    const auto back = from_boost(to_boost(date));
    ASSERT_TRUE(back.ok()) << to_string(date);
    ASSERT_EQ(*back, date);
  }
  EXPECT_EQ(*from_boost(to_boost(Date::max())), Date::max());
}

TEST(Boost, SpecialDatesAreRefused) {
  EXPECT_EQ(refusal(from_boost(bg::date())), "TL-151");  // Boost's default is not a date
  EXPECT_EQ(refusal(from_boost(bg::date(boost::date_time::pos_infin))), "TL-151");
  EXPECT_EQ(refusal(from_boost(bg::date(boost::date_time::neg_infin))), "TL-151");
}

TEST(Boost, DaysBeyondItsOwnCalendarAreRefused) {
  EXPECT_EQ(refusal(from_boost(bg::date(9999, 12, 31) + bg::days(1))), "TL-151");
  EXPECT_EQ(refusal(from_boost(bg::date(1400, 1, 1) - bg::days(1))), "TL-151");
}

TEST(Boost, PeriodsGoBothWays) {
  const Period truce = *Period::make(day("2025-11-10"), day("2026-11-10"));
  EXPECT_EQ(to_boost(truce), bg::date_period(bg::date(2025, 11, 10), bg::date(2026, 11, 10)));
  EXPECT_EQ(to_boost(truce).last(), bg::date(2026, 11, 9));
  EXPECT_EQ(*from_boost(to_boost(truce)), truce);
}

TEST(Boost, AnOpenEndIsPositiveInfinity) {
  const Period open = Period::since(day("2025-11-10"));
  EXPECT_TRUE(to_boost(open).end().is_pos_infinity());
  EXPECT_TRUE(to_boost(open).contains(bg::date(9999, 12, 31)));
  EXPECT_EQ(*from_boost(to_boost(open)), open);
}

TEST(Boost, EmptyAndSpecialPeriodsAreRefused) {
  const bg::date ninth(2025, 11, 9);
  EXPECT_EQ(refusal(from_boost(bg::date_period(ninth, ninth))), "TL-131");
  EXPECT_EQ(refusal(from_boost(bg::date_period(bg::date(boost::date_time::neg_infin), ninth))), "TL-151");
  EXPECT_EQ(refusal(from_boost(bg::date_period(ninth, bg::date(boost::date_time::not_a_date_time)))), "TL-151");
}

TEST(Boost, DurationsGoBothWays) {
  EXPECT_EQ(*to_boost(Term{.days = 90}), bg::days(90));
  EXPECT_EQ(*from_boost(bg::days(90)), Term{.days = 90});
  EXPECT_EQ(*from_boost(bg::weeks(2)), Term{.days = 14});
  EXPECT_EQ(*from_boost(bg::days(-90)), Term{.days = -90});
}

TEST(Boost, DurationsThatHaveNoCounterpartAreRefused) {
  EXPECT_EQ(refusal(to_boost(Term{.months = 3})), "TL-152");
  EXPECT_EQ(refusal(from_boost(bg::date_duration(boost::date_time::pos_infin))), "TL-151");
  EXPECT_EQ(refusal(from_boost(bg::date_duration(boost::date_time::not_a_date_time))), "TL-151");
  EXPECT_EQ(refusal(from_boost(bg::days(3'000'000'000))), "TL-151");
}

}  // namespace
}  // namespace truceline
