#include <truceline/calendar/fuzzy_date.hpp>

#include <string>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>

#include "value.hpp"

namespace truceline {
namespace {

static_assert(SmallValue<FuzzyDate, 16>);
static_assert(!std::totally_ordered<FuzzyDate>, "which of two spans comes first depends on the question");
static_assert(!std::is_convertible_v<Date, FuzzyDate>, "that a day is exact is said, not implied");

static_assert(FuzzyDate() == FuzzyDate::unknown());
static_assert(FuzzyDate::month(2025, 2)->latest() == Date::from_ymd(2025, 2, 28));
static_assert(!FuzzyDate::month(2025, 13) && !FuzzyDate::month(1399, 12) && !FuzzyDate::year(10000) &&
              !FuzzyDate::year(1399));

struct Case {
  std::string text;
  Grain grain;
  bool approximate;
  std::string earliest;
  std::string latest;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"2025-10-30", Grain::Day, false, "2025-10-30", "2025-10-30"},
      {"2025-10-30~", Grain::Day, true, "2025-10-29", "2025-10-31"},
      {"2025-10", Grain::Month, false, "2025-10-01", "2025-10-31"},
      {"2025-10~", Grain::Month, true, "2025-09-01", "2025-11-30"},
      {"2024-01~", Grain::Month, true, "2023-12-01", "2024-02-29"},
      {"2025-12~", Grain::Month, true, "2025-11-01", "2026-01-31"},
      {"2025", Grain::Year, false, "2025-01-01", "2025-12-31"},
      {"2025~", Grain::Year, true, "2024-01-01", "2026-12-31"},
      {"2025-09-21/2025-09-30", Grain::Interval, false, "2025-09-21", "2025-09-30"},
      {"2025-10-01/2025-10-31", Grain::Interval, false, "2025-10-01", "2025-10-31"},
      {"2025-10-01/2025-10-01", Grain::Interval, false, "2025-10-01", "2025-10-01"},
      // At the calendar's ends what would widen beyond them stops there.
      {"1400-01-01~", Grain::Day, true, "1400-01-01", "1400-01-02"},
      {"9999-12-31~", Grain::Day, true, "9999-12-30", "9999-12-31"},
      {"1400-01~", Grain::Month, true, "1400-01-01", "1400-02-28"},
      {"1400-02~", Grain::Month, true, "1400-01-01", "1400-03-31"},
      {"9999-11~", Grain::Month, true, "9999-10-01", "9999-12-31"},
      {"9999-12~", Grain::Month, true, "9999-11-01", "9999-12-31"},
      {"1400~", Grain::Year, true, "1400-01-01", "1401-12-31"},
      {"9998~", Grain::Year, true, "9997-01-01", "9999-12-31"},
      {"9999~", Grain::Year, true, "9998-01-01", "9999-12-31"},
  };
  return all;
}

TEST(FuzzyDate, CoversWhatItSays) {
  for (const Case& c : cases()) {
    const FuzzyDate date = fuzzy(c.text);
    EXPECT_EQ(date.grain(), c.grain) << c.text;
    EXPECT_EQ(date.is_approximate(), c.approximate) << c.text;
    EXPECT_EQ(date.earliest(), day(c.earliest)) << c.text;
    EXPECT_EQ(date.latest(), day(c.latest)) << c.text;
    EXPECT_EQ(date.is_day(), c.earliest == c.latest) << c.text;
    EXPECT_FALSE(date.is_unknown()) << c.text;
  }
}

TEST(FuzzyDate, TextComesBackAsWritten) {
  for (const Case& c : cases()) EXPECT_EQ(to_string(fuzzy(c.text)), c.text);
  EXPECT_EQ(to_string(fuzzy("unknown")), "unknown");
}

TEST(FuzzyDate, EveryMonthAndYearComesBack) {
  for (int year = 1400; year <= 9999; ++year) {
    const FuzzyDate whole = *FuzzyDate::year(year);
    ASSERT_EQ(fuzzy(to_string(whole)), whole);
    ASSERT_EQ(fuzzy(to_string(whole.approximately())), whole.approximately());
    const FuzzyDate month = *FuzzyDate::month(year, year % 12 + 1);
    ASSERT_EQ(fuzzy(to_string(month)), month);
    ASSERT_EQ(fuzzy(to_string(month.approximately())), month.approximately());
  }
}

TEST(FuzzyDate, UnknownHasNoDays) {
  const FuzzyDate unknown = fuzzy("unknown");
  EXPECT_EQ(unknown, FuzzyDate());
  EXPECT_TRUE(unknown.is_unknown());
  EXPECT_FALSE(unknown.is_day());
  EXPECT_EQ(unknown.grain(), Grain::Unknown);
  EXPECT_EQ(unknown.earliest(), std::nullopt);
  EXPECT_EQ(unknown.latest(), std::nullopt);
  EXPECT_EQ(unknown.approximately(), unknown);
}

TEST(FuzzyDate, FactoriesAgreeWithText) {
  EXPECT_EQ(FuzzyDate::day(day("2025-10-30")), fuzzy("2025-10-30"));
  EXPECT_EQ(*FuzzyDate::month(2025, 10), fuzzy("2025-10"));
  EXPECT_EQ(*FuzzyDate::year(2025), fuzzy("2025"));
  EXPECT_EQ(*FuzzyDate::interval(day("2025-09-21"), day("2025-09-30")), fuzzy("2025-09-21/2025-09-30"));
  EXPECT_EQ(FuzzyDate::month(2025, 10)->approximately(), fuzzy("2025-10~"));
  EXPECT_FALSE(FuzzyDate::interval(day("2025-09-30"), day("2025-09-29")));
}

TEST(FuzzyDate, BetweenIsTheSimplestForm) {
  const auto between = [](const char* a, const char* b) { return to_string(FuzzyDate::between(day(a), day(b))); };
  EXPECT_EQ(between("2025-10-30", "2025-10-30"), "2025-10-30");
  EXPECT_EQ(between("2025-10-01", "2025-10-31"), "2025-10");
  EXPECT_EQ(between("2024-02-01", "2024-02-29"), "2024-02");
  EXPECT_EQ(between("2024-02-01", "2024-02-28"), "2024-02-01/2024-02-28");
  EXPECT_EQ(between("2025-01-01", "2025-12-31"), "2025");
  EXPECT_EQ(between("2025-01-01", "2026-12-31"), "2025-01-01/2026-12-31");
  EXPECT_EQ(between("2025-10-02", "2025-10-31"), "2025-10-02/2025-10-31");
  EXPECT_EQ(between("2025-10-31", "2025-10-01"), "2025-10");  // in either order
  EXPECT_EQ(between("9999-12-01", "9999-12-31"), "9999-12");
}

TEST(FuzzyDate, BetweenKeepsItsEnds) {
  for (Date first = day("2023-12-25"); first < day("2024-04-05"); first = first + 1) {
    for (std::int32_t length = 0; length < 400; ++length) {
      const FuzzyDate date = FuzzyDate::between(first, first + length);
      ASSERT_EQ(date.earliest(), first);
      ASSERT_EQ(date.latest(), first + length);
      ASSERT_FALSE(date.is_approximate());
    }
  }
}

TEST(FuzzyDate, ApproximatelyWidensOnce) {
  const FuzzyDate month = fuzzy("2025-10~");
  EXPECT_EQ(month.approximately(), month);
  EXPECT_EQ(to_string(fuzzy("2025-09-21/2025-09-30").approximately()), "2025-09-20/2025-10-01");
}

TEST(FuzzyDate, EqualMeansWrittenAlike) {
  EXPECT_NE(fuzzy("2025-10"), fuzzy("2025-10-01/2025-10-31"));
  EXPECT_NE(fuzzy("2025-10"), fuzzy("2025-10~"));
  EXPECT_NE(FuzzyDate::day(Date()), FuzzyDate());  // the default's days are not told
}

TEST(ParseFuzzyDate, RefusesEveryOtherForm) {
  for (const char* text : {"",
                           "~",
                           "Unknown",
                           "unknown~",
                           "2025-1",
                           "202",
                           "20251",
                           "2025-10-",
                           "2025-10-3",
                           "2025/10",
                           "2025-W42",
                           "2025-21~~",
                           "2025~-10",
                           "~2025",
                           "2025?",
                           "2025%",
                           "202X",
                           "2025-XX",
                           "2025-10-30~~",
                           "2025-10/2025-11",
                           "2025-09-21/",
                           "/2025-09-21",
                           "2025-09-21/..",
                           "../2025-09-21",
                           "2025-09-21/2025-09-30~",
                           "2025-09-21~/2025-09-30",
                           "2025-09-21/2025-09-30/2025-10-01",
                           "Y2025",
                           " 2025",
                           "2025 ",
                           "-025",
                           "+2025-10",
                           "2025-+1",
                           "2025 -10",
                           "2025-10-30T00:00"}) {
    EXPECT_EQ(refusal(parse_fuzzy_date(text)), "TL-121") << text;
  }
}

TEST(ParseFuzzyDate, RefusesDaysMonthsAndYearsThatAreNot) {
  for (const char* text : {"2025-02-30", "2025-13", "2025-00", "1399", "0000", "1399-12~", "2025-02-30~",
                           "2025-09-31/2025-10-01", "2025-09-01/2025-09-31", "2025-21"}) {
    EXPECT_EQ(refusal(parse_fuzzy_date(text)), "TL-122") << text;
  }
}

TEST(ParseFuzzyDate, RefusesAnIntervalThatEndsBeforeItBegins) {
  EXPECT_EQ(refusal(parse_fuzzy_date("2025-09-30/2025-09-21")), "TL-123");
}

TEST(FuzzyDate, HashesTellFormsApart) {
  std::unordered_set<std::size_t> hashes;
  for (const Case& c : cases()) hashes.insert(std::hash<FuzzyDate>()(fuzzy(c.text)));
  EXPECT_EQ(hashes.size(), cases().size());
  EXPECT_EQ(std::hash<FuzzyDate>()(fuzzy("2025-10")), std::hash<FuzzyDate>()(*FuzzyDate::month(2025, 10)));
}

}  // namespace
}  // namespace truceline
