// Measures on both sides of the Pacific, to the minute.

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::Says;
using oracle::told;

Instant instant(std::string_view text) {
  const Result<Instant> parsed = parse_instant(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.ok() ? *parsed : Instant();
}
Zone zone(std::string_view name) { return *Zone::from_name(name); }

/// "in_force 10" at an instant.
std::string at(const View& view, std::string_view measure, Instant when) {
  const auto finding = view.at(measure, when);
  if (!finding) return "no such measure";
  return std::string(word(finding->status)) + (finding->rate ? ' ' + to_percent(*finding->rate) : "");
}
std::string at(std::string_view measure, std::string_view when) {
  return at(chronology().hindsight(), measure, instant(when));
}

TEST(BothSidesOfThePacific, TheTruceBeginsInOneMinute) {
  // 00:01 of 10 November in New York is 13:01 in Beijing.
  EXPECT_EQ(to_local(instant("2025-11-10T05:01Z"), zone("America/New_York")),
            (LocalTime{day("2025-11-10"), *TimeOfDay::from_hm(0, 1)}));
  EXPECT_EQ(to_local(instant("2025-11-10T05:01Z"), zone("Asia/Shanghai")),
            (LocalTime{day("2025-11-10"), *TimeOfDay::from_hm(13, 1)}));
  for (const std::string_view before : {"2025-11-10T04:59Z", "2025-11-10T05:00Z"}) {
    EXPECT_EQ(at("us-ieepa-fentanyl-tariff-china", before), "in_force 20") << before;
    EXPECT_EQ(at("us-section-301-port-fees", before).substr(0, 8), "in_force") << before;
    EXPECT_EQ(at("cn-port-fees-us-vessels", before).substr(0, 8), "in_force") << before;
    EXPECT_EQ(at("cn-retaliation-tariff-2025-03", before).substr(0, 8), "in_force") << before;
  }
  EXPECT_EQ(at("us-ieepa-fentanyl-tariff-china", "2025-11-10T05:01Z"), "in_force 10");
  EXPECT_EQ(at("us-section-301-port-fees", "2025-11-10T05:01Z").substr(0, 9), "suspended");
  EXPECT_EQ(at("cn-port-fees-us-vessels", "2025-11-10T05:01Z").substr(0, 9), "suspended");
  EXPECT_EQ(at("cn-retaliation-tariff-2025-03", "2025-11-10T05:01Z").substr(0, 5), "ended");
}

TEST(BothSidesOfThePacific, TheRetaliationAnswersInTheSameMinute) {
  // 12:01 of 10 April in Beijing is 00:01 in New York, in summer.
  EXPECT_EQ(to_local(instant("2025-04-10T04:01Z"), zone("America/New_York")),
            (LocalTime{day("2025-04-10"), *TimeOfDay::from_hm(0, 1)}));
  EXPECT_EQ(to_local(instant("2025-04-10T04:01Z"), zone("Asia/Shanghai")),
            (LocalTime{day("2025-04-10"), *TimeOfDay::from_hm(12, 1)}));
  EXPECT_EQ(at("cn-retaliation-tariff-2025-04", "2025-04-10T04:00Z").substr(0, 9), "scheduled");
  EXPECT_EQ(at("cn-retaliation-tariff-2025-04", "2025-04-10T04:01Z"), "in_force 84");
  EXPECT_EQ(at("us-reciprocal-tariff-china", "2025-04-10T04:00Z"), "in_force 84");
  EXPECT_EQ(at("us-reciprocal-tariff-china", "2025-04-10T04:01Z"), "in_force 125");
}

TEST(BothSidesOfThePacific, TheExtensionLeavesNoMinuteOpen) {
  // The suspension of August runs until 10 November, and is extended from 13:01 of that day on: the end of the target is its start.
  EXPECT_EQ(at("cn-retaliation-tariff-2025-04", "2025-11-09T15:59Z"), "in_force 10")
      << "the last minute of 9 November in Beijing";
  EXPECT_EQ(at("us-reciprocal-tariff-china", "2025-11-10T05:00Z"), "in_force 10");
  EXPECT_EQ(at("us-reciprocal-tariff-china", "2025-11-10T05:01Z"), "in_force 10");
  EXPECT_EQ(at("cn-retaliation-tariff-2025-04", "2025-11-10T05:01Z"), "in_force 10");
  EXPECT_EQ(at("cn-retaliation-tariff-2025-04", "2025-11-10T16:00Z"), "in_force 10");
}

TEST(BothSidesOfThePacific, ADayIsItsLastMinuteThere) {
  const View view = chronology().hindsight();
  for (const auto& [measure, place] : {std::pair{"us-ieepa-fentanyl-tariff-china", "America/New_York"},
                                       {"us-reciprocal-tariff-china", "America/New_York"},
                                       {"cn-retaliation-tariff-2025-04", "Asia/Shanghai"},
                                       {"cn-port-fees-us-vessels", "Asia/Shanghai"}}) {
    for (Date on = day("2025-02-01"); on < day("2025-12-01"); on = on + 1) {
      const Finding whole = *view.state(measure, on);
      const Finding last = *view.at(measure, to_instant({on, *TimeOfDay::from_hm(23, 59)}, zone(place)));
      ASSERT_EQ(whole.status, last.status) << measure << ' ' << to_string(on);
      ASSERT_EQ(whole.rate, last.rate) << measure << ' ' << to_string(on);
    }
  }
}

// ---- changes of the clock ---------------------------------------------------------------------------

/// The Sunday by its number in a month, from the Gregorian calendar alone.
Date sunday(int year, int month, int which) {
  Date on = *Date::from_ymd(year, month, 1);
  while (on.weekday() != 7) on = on + 1;
  return on + 7 * (which - 1);
}

/// A US measure from a minute of the clock on its first day.
View from_minute(Date on, int hour, int minute) {
  return compiled(told({Says(Said::Imposed, "c", "2017-01-01").from(to_string(on)).at(hour, minute).rate(10)}))
      .hindsight();
}
void expect_begin(const View& view, Date on, Instant first, const std::string& what) {
  const Instant before = *Instant::from_minutes(first.minutes_since_epoch() - 1);
  EXPECT_EQ(at(view, "m", before), "scheduled") << what << ' ' << to_string(on);
  EXPECT_EQ(at(view, "m", first), "in_force 10") << what << ' ' << to_string(on);
  EXPECT_EQ(view.state("m", on)->status, Status::InForce) << "the day carries it";
  EXPECT_EQ(view.state("m", on - 1)->status, Status::Scheduled);
}
Instant utc(Date on, int minutes) {
  return *Instant::from_minutes(std::int64_t{1440} * on.days_since_epoch() + minutes);
}

TEST(ChangesOfTheClock, OfTenYearsMoveNoBegin) {
  for (int year = 2018; year <= 2027; ++year) {
    // In spring 02:00 to 02:59 is missing: 02:00 EST is 07:00Z, and reads 03:00 EDT.
    const Date spring = sunday(year, 3, 2);
    expect_begin(from_minute(spring, 1, 59), spring, utc(spring, 6 * 60 + 59), "the last minute of winter");
    expect_begin(from_minute(spring, 2, 0), spring, utc(spring, 7 * 60), "the first missing minute");
    expect_begin(from_minute(spring, 2, 30), spring, utc(spring, 7 * 60),
                 "a missing minute is the minute of the change");
    expect_begin(from_minute(spring, 2, 59), spring, utc(spring, 7 * 60), "the last missing minute");
    expect_begin(from_minute(spring, 3, 0), spring, utc(spring, 7 * 60), "the first minute of summer");
    expect_begin(from_minute(spring, 0, 1), spring, utc(spring, 5 * 60 + 1), "winter");
    expect_begin(from_minute(spring + 1, 0, 1), spring + 1, utc(spring + 1, 4 * 60 + 1), "summer");

    // In autumn 01:00 to 01:59 comes twice: first at 05:00Z in EDT, then at 06:00Z in EST. The first is meant.
    const Date autumn = sunday(year, 11, 1);
    expect_begin(from_minute(autumn, 0, 59), autumn, utc(autumn, 4 * 60 + 59), "before the doubled hour");
    expect_begin(from_minute(autumn, 1, 0), autumn, utc(autumn, 5 * 60), "the first doubled minute");
    expect_begin(from_minute(autumn, 1, 30), autumn, utc(autumn, 5 * 60 + 30), "of a doubled minute the first");
    expect_begin(from_minute(autumn, 1, 59), autumn, utc(autumn, 5 * 60 + 59), "the last doubled minute");
    expect_begin(from_minute(autumn, 2, 0), autumn, utc(autumn, 7 * 60), "the first minute of winter");
    expect_begin(from_minute(autumn + 1, 0, 1), autumn + 1, utc(autumn + 1, 5 * 60 + 1), "winter");
  }
}

/// In the doubled hour, a measure that has begun does not stop when the clock goes back.
TEST(ChangesOfTheClock, OnceBegunItHasBegun) {
  for (int year = 2018; year <= 2027; ++year) {
    const Date autumn = sunday(year, 11, 1);
    const View view = from_minute(autumn, 1, 30);
    for (int minute = 5 * 60 + 30; minute < 8 * 60; ++minute) {
      ASSERT_EQ(at(view, "m", utc(autumn, minute)), "in_force 10") << year << ' ' << minute;
    }
  }
}

}  // namespace
}  // namespace truceline
