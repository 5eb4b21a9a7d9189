#include <truceline/calendar/date.hpp>

#include <limits>
#include <string>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>
#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "value.hpp"

namespace truceline {
namespace {

static_assert(SmallValue<Date, 4>);
static_assert(std::totally_ordered<Date> && std::three_way_comparable<Date, std::strong_ordering>);
static_assert(!std::is_constructible_v<Date, int>, "a number is no day: its epoch must be said");

// The header's own example, and the landmarks.
constexpr Date d = *Date::from_ymd(2025, 4, 5);
static_assert((d + 90) - d == 90);
static_assert(Date() == *Date::from_ymd(1970, 1, 1) && Date().days_since_epoch() == 0);
static_assert(Date::min() == *Date::from_ymd(1400, 1, 1) && Date::max() == *Date::from_ymd(9999, 12, 31));
static_assert(*Date::from_days(20182) == *Date::from_ymd(2025, 4, 4));
static_assert(d.ymd() == YearMonthDay{2025, 4, 5} && d.year() == 2025 && d.month() == 4 && d.day() == 5);
static_assert(d.weekday() == 6, "5 April 2025 was a Saturday");

static_assert(!Date::from_ymd(2025, 2, 29) && Date::from_ymd(2024, 2, 29));
static_assert(!Date::from_ymd(1900, 2, 29) && Date::from_ymd(2000, 2, 29));
static_assert(!Date::from_ymd(2025, 0, 1) && !Date::from_ymd(2025, 13, 1) && !Date::from_ymd(2025, 1, 0));
static_assert(!Date::from_ymd(2025, 4, 31) && !Date::from_ymd(2025, 1, 32) && !Date::from_ymd(2025, -1, -1));
static_assert(!Date::from_ymd(1399, 12, 31) && !Date::from_ymd(10000, 1, 1));
static_assert(!Date::from_days(Date::min().days_since_epoch() - 1) &&
              !Date::from_days(Date::max().days_since_epoch() + 1));
static_assert(days_in_month(2025, 0) == 0 && days_in_month(2025, 13) == 0);

constexpr auto most = std::numeric_limits<std::int32_t>::max();
constexpr auto least = std::numeric_limits<std::int32_t>::min();
static_assert(Date::max() + 1 == Date::max() && d + most == Date::max() && d - least == Date::max());
static_assert(Date::min() - 1 == Date::min() && d - most == Date::min() && d + least == Date::min());

TEST(Date, AgreesWithBoostOnEveryDay) {
  boost::gregorian::date theirs(1400, 1, 1);
  const boost::gregorian::days one(1);
  for (std::int32_t n = Date::min().days_since_epoch(); n <= Date::max().days_since_epoch(); ++n, theirs += one) {
    const Date ours = *Date::from_days(n);
    const auto parts = theirs.year_month_day();
    ASSERT_EQ(ours.ymd(), (YearMonthDay{parts.year, parts.month, parts.day})) << n;
    ASSERT_EQ(Date::from_ymd(parts.year, parts.month, parts.day), ours) << n;
    ASSERT_EQ(ours.weekday() % 7, static_cast<int>(theirs.day_of_week())) << n;  // Boost's Sunday is 0
  }
}

TEST(Date, AgreesWithBoostOnEveryMonthsLength) {
  for (int year = 1400; year <= 9999; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int theirs = boost::gregorian::gregorian_calendar::end_of_month_day(static_cast<unsigned short>(year),
                                                                                static_cast<unsigned short>(month));
      ASSERT_EQ(days_in_month(year, month), theirs) << year << '-' << month;
      ASSERT_TRUE(Date::from_ymd(year, month, theirs));
      ASSERT_FALSE(Date::from_ymd(year, month, theirs + 1));
    }
  }
}

TEST(Date, ArithmeticKeepsItsLaws) {
  for (std::int32_t a = Date::min().days_since_epoch(); a <= Date::max().days_since_epoch(); a += 9973) {
    const Date x = *Date::from_days(a);
    for (std::int32_t b = Date::min().days_since_epoch(); b <= Date::max().days_since_epoch(); b += 9967) {
      const Date y = *Date::from_days(b);
      ASSERT_EQ(x + (y - x), y);
      ASSERT_EQ(y - (y - x), x);
      ASSERT_EQ(x - y, -(y - x));
      ASSERT_EQ(x<y, (y - x)> 0);
    }
  }
}

TEST(Date, TextComesBack) {
  for (std::int32_t n = Date::min().days_since_epoch(); n <= Date::max().days_since_epoch(); n += 17) {
    const Date date = *Date::from_days(n);
    const auto back = parse_date(to_string(date));
    ASSERT_TRUE(back.ok()) << n;
    ASSERT_EQ(*back, date);
  }
  EXPECT_EQ(to_string(d), "2025-04-05");
  EXPECT_EQ(to_string(Date::min()), "1400-01-01");
  EXPECT_EQ(to_string(Date::max()), "9999-12-31");
}

TEST(Date, TextOrderIsDayOrder) {
  EXPECT_LT(day("2025-04-05"), day("2025-04-10"));
  EXPECT_LT(day("2025-09-30"), day("2025-10-01"));
}

TEST(ParseDate, RefusesEveryOtherForm) {
  for (const char* text : {"", "2025", "2025-4-5", "2025-04", "2025/04/05", "20250405", " 2025-04-05", "2025-04-05 ",
                           "2025-04-05T", "+025-04-05", "-025-04-05", "2025-+4-05", "2025-04- 5", "2025-04-0x",
                           "abcd-ef-gh", "2025-04-05\n", "２０２５-04-05", "2025-04~05", "12025-04-05"}) {
    EXPECT_EQ(refusal(parse_date(text)), "TL-101") << text;
  }
  EXPECT_EQ(refusal(parse_date(std::string_view("2025-04-0\0", 10))), "TL-101");
}

TEST(ParseDate, RefusesDaysThatAreNot) {
  for (const char* text : {"2025-02-30", "2025-02-29", "2025-00-01", "2025-13-01", "2025-04-31", "2025-04-00",
                           "1399-12-31", "0000-00-00", "1900-02-29"}) {
    EXPECT_EQ(refusal(parse_date(text)), "TL-102") << text;
  }
  EXPECT_EQ(diagnostics(parse_date("2025-02-30").status()).front().message, "no such day: 2025-02-30");
}

TEST(Date, HashesOfNeighboursDiffer) {
  std::unordered_set<std::size_t> low_bits;
  for (std::int32_t n = 0; n < 4096; ++n) low_bits.insert(std::hash<Date>()(*Date::from_days(n)) % 65536);
  EXPECT_GT(low_bits.size(), 3800U);  // as many as a random spread leaves distinct
}

}  // namespace
}  // namespace truceline
