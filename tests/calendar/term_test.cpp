#include <truceline/calendar/term.hpp>

#include <limits>
#include <unordered_set>

#include <gtest/gtest.h>

#include "value.hpp"

namespace truceline {
namespace {

static_assert(SmallValue<Term, 8>);
static_assert(!std::totally_ordered<Term>, "whether P3M exceeds P90D depends on the start");
static_assert(*Date::from_ymd(2025, 11, 10) + Term{.months = 12} == *Date::from_ymd(2026, 11, 10));

// The plainest way: month by month on the wall calendar, then day by day.
Date one_month_later(int year, int month, int day) {
  while (!Date::from_ymd(year, month, day)) --day;
  return *Date::from_ymd(year, month, day);
}
Date naively(Date start, Term term) {
  int year = start.year();
  int month = start.month();
  for (int i = 0; i < term.months; ++i) {
    if (++month > 12) {
      month = 1;
      ++year;
    }
  }
  for (int i = 0; i > term.months; --i) {
    if (--month < 1) {
      month = 12;
      --year;
    }
  }
  return one_month_later(year, month, start.day()) + term.days;
}

TEST(Term, AgreesWithTheWallCalendar) {
  for (Date start = day("2019-12-01"); start < day("2025-01-05"); start = start + 1) {
    for (int months = -30; months <= 30; ++months) {
      for (const int days : {0, 1, 90, -1}) {
        const Term term{months, days};
        ASSERT_EQ(start + term, naively(start, term)) << to_string(start) << ' ' << to_string(term);
      }
    }
  }
}

TEST(Term, MonthsClampToTheMonthsEnd) {
  EXPECT_EQ(day("2025-01-31") + Term{1}, day("2025-02-28"));
  EXPECT_EQ(day("2024-01-31") + Term{1}, day("2024-02-29"));
  EXPECT_EQ(day("2024-02-29") + Term{12}, day("2025-02-28"));
  EXPECT_EQ(day("2024-02-29") + Term{48}, day("2028-02-29"));
  EXPECT_EQ(day("2025-03-31") + Term{-1}, day("2025-02-28"));
}

TEST(Term, MonthsNeverSnapForward) { EXPECT_EQ(day("2025-02-28") + Term{1}, day("2025-03-28")); }

TEST(Term, MonthsComeBeforeDays) {
  EXPECT_EQ(day("2025-01-31") + Term({1, 1}), day("2025-03-01"));  // days first would give 1 March as well, but
  EXPECT_EQ(day("2025-01-30") + Term({1, 1}), day("2025-03-01"));  // here they would give 28 February
}

TEST(Term, OneYearOfTruceRunsThroughTheNinth) {
  const Date from = day("2025-11-10");
  EXPECT_EQ((from + Term{.months = 12}) - 1, day("2026-11-09"));
  EXPECT_EQ(day("2025-05-14") + Term{.days = 90}, day("2025-08-12"));
}

TEST(Term, SumsNeedNotAssociate) {
  EXPECT_EQ(day("2025-01-31") + Term{1} + Term{1}, day("2025-03-28"));
  EXPECT_EQ(day("2025-01-31") + Term{2}, day("2025-03-31"));
}

TEST(Term, SaturatesAtTheCalendarsEnds) {
  constexpr auto most = std::numeric_limits<std::int32_t>::max();
  constexpr auto least = std::numeric_limits<std::int32_t>::min();
  EXPECT_EQ(day("9999-12-01") + Term{1}, Date::max());
  EXPECT_EQ(day("9999-11-30") + Term{1}, day("9999-12-30"));
  EXPECT_EQ(day("1400-01-31") + Term{-1}, Date::min());
  EXPECT_EQ(day("1400-02-28") + Term{-1}, day("1400-01-28"));
  EXPECT_EQ(Date() + Term({most, most}), Date::max());
  EXPECT_EQ(Date() + Term({least, least}), Date::min());
  EXPECT_EQ(Date() + Term({0, most}), Date::max());
}

TEST(ParseTerm, ReadsTheFormsOfActs) {
  EXPECT_EQ(*parse_term("P1Y"), Term{.months = 12});
  EXPECT_EQ(*parse_term("P18M"), Term{.months = 18});
  EXPECT_EQ(*parse_term("P1Y6M"), Term{.months = 18});
  EXPECT_EQ(*parse_term("P90D"), Term{.days = 90});
  EXPECT_EQ(*parse_term("P2W"), Term{.days = 14});
  EXPECT_EQ(*parse_term("P1Y2M3D"), (Term{14, 3}));
  EXPECT_EQ(*parse_term("P1Y3D"), (Term{12, 3}));
  EXPECT_EQ(*parse_term("P0D"), Term{});
  EXPECT_EQ(*parse_term("P007D"), Term{.days = 7});
  EXPECT_EQ(*parse_term("P0000000000007D"), Term{.days = 7});
  EXPECT_EQ(*parse_term("P10000Y"), Term{.months = 120'000});
}

TEST(ParseTerm, RefusesEveryOtherForm) {
  for (const char* text :
       {"",      "P",     "1Y",   "P1",     "PY",   "p1y",   "P1y",   "P-1Y",  "-P1Y",    "+P1Y",  "P+1Y",
        "P1.5Y", "P1,5Y", "PT1H", "P1DT1H", "P1YT", "P1D1Y", "P1M1Y", "P1Y1Y", "P1W1D",   "P1Y1W", "P1M2W",
        "P1D1W", "P1Y ",  " P1Y", "P 1Y",   "P1H",  "P1Y6",  "P１Y",  "90D",   "one year"}) {
    EXPECT_EQ(refusal(parse_term(text)), "TL-111") << text;
  }
}

TEST(ParseTerm, RefusesWhatIsTooLong) {
  for (const char* text : {"P10001Y", "P10000Y1M", "P120001M", "P4000000D", "P999999999W", "P99999999999999999999D",
                           "P2147483648M", "P4294967297M"}) {
    EXPECT_EQ(refusal(parse_term(text)), "TL-112") << text;
  }
}

TEST(Term, TextIsCanonicalAndComesBack) {
  EXPECT_EQ(to_string(Term{.months = 12}), "P1Y");
  EXPECT_EQ(to_string(Term{.months = 18}), "P1Y6M");
  EXPECT_EQ(to_string(Term{.months = 3}), "P3M");
  EXPECT_EQ(to_string(Term{.days = 90}), "P90D");
  EXPECT_EQ(to_string(Term{14, 3}), "P1Y2M3D");
  EXPECT_EQ(to_string(Term{}), "P0D");
  EXPECT_EQ(to_string(Term{.months = -3}), "P-3M");
  for (int months = 0; months <= 120'000; months += 37) {
    for (const int days : {0, 1, 14, 90, 365, 3'660'000}) {
      const Term term{months, days};
      const auto back = parse_term(to_string(term));
      ASSERT_TRUE(back.ok()) << to_string(term);
      ASSERT_EQ(*back, term);
    }
  }
}

TEST(Term, HashesTellMonthsFromDays) {
  std::unordered_set<std::size_t> hashes;
  for (int months = 0; months < 50; ++months) {
    for (int days = 0; days < 50; ++days) hashes.insert(std::hash<Term>()({months, days}));
  }
  EXPECT_EQ(hashes.size(), 2500U);
}

}  // namespace
}  // namespace truceline
