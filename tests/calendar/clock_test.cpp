#include <truceline/calendar/clock.hpp>

#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "value.hpp"

namespace truceline {
namespace {

static_assert(SmallValue<TimeOfDay, 2> && std::totally_ordered<TimeOfDay>);
static_assert(SmallValue<Zone, 1> && !std::totally_ordered<Zone>);
static_assert(SmallValue<Instant, 8> && std::totally_ordered<Instant>);
static_assert(SmallValue<LocalTime, 8> && std::totally_ordered<LocalTime>);
static_assert(!std::is_constructible_v<Instant, Date>, "a day is an instant only in a zone");
static_assert(!TimeOfDay::from_minutes(-1) && !TimeOfDay::from_minutes(1440) && !TimeOfDay::from_hm(24, 0) &&
              !TimeOfDay::from_hm(0, 60) && !TimeOfDay::from_hm(1, -1));
static_assert(TimeOfDay::from_hm(23, 59)->minutes() == 1439 && TimeOfDay::from_minutes(301)->hour() == 5 &&
              TimeOfDay::from_minutes(301)->minute() == 1);
static_assert(Instant::min() < Instant() && Instant() < Instant::max() &&
              !Instant::from_minutes(Instant::max() - Instant() + 1));

constexpr const char* all_zones[] = {"UTC",
                                     "America/Los_Angeles",
                                     "America/Mexico_City",
                                     "America/New_York",
                                     "America/Toronto",
                                     "Asia/Hong_Kong",
                                     "Asia/Kuala_Lumpur",
                                     "Asia/Seoul",
                                     "Asia/Shanghai",
                                     "Asia/Singapore",
                                     "Asia/Taipei",
                                     "Asia/Tokyo",
                                     "Australia/Sydney",
                                     "Europe/Brussels",
                                     "Europe/London",
                                     "Europe/Madrid",
                                     "Europe/Moscow",
                                     "Europe/Paris",
                                     "Europe/Zurich"};

LocalTime local(std::string_view text) {
  const auto time = parse_time_of_day(text.substr(11));
  EXPECT_TRUE(time.ok()) << text;
  return {day(text.substr(0, 10)), time.ok() ? *time : TimeOfDay()};
}

Instant instant(std::string_view text) {
  const auto result = parse_instant(text);
  EXPECT_TRUE(result.ok()) << text;
  return result.ok() ? *result : Instant();
}

Instant after(Instant start, std::int64_t minutes) { return *Instant::from_minutes((start - Instant()) + minutes); }

TEST(TimeOfDay, TextComesBack) {
  for (int minutes = 0; minutes < 1440; ++minutes) {
    const TimeOfDay time = *TimeOfDay::from_minutes(minutes);
    ASSERT_EQ(TimeOfDay::from_hm(time.hour(), time.minute()), time);
    const auto back = parse_time_of_day(to_string(time));
    ASSERT_TRUE(back.ok());
    ASSERT_EQ(*back, time);
  }
  EXPECT_EQ(to_string(*TimeOfDay::from_hm(0, 1)), "00:01");
}

TEST(TimeOfDay, RefusesEveryOtherForm) {
  for (const char* text : {"", "5:01", "05:1", "0501", "05:01:00", "24:00", "23:60", "-1:00", "+5:01", " 5:01", "05.01",
                           "05:01Z", "5:01 ", "12:0x", "noon"}) {
    EXPECT_EQ(refusal(parse_time_of_day(text)), "TL-141") << text;
  }
}

TEST(Zone, KnowsItsNames) {
  for (const char* name : all_zones) EXPECT_EQ(zone(name).name(), name);
  EXPECT_EQ(Zone(), zone("UTC"));
  EXPECT_EQ(zone("Europe/Geneva"), zone("Europe/Zurich"));
  EXPECT_NE(zone("Asia/Shanghai"), zone("Asia/Taipei"));  // the same clock, but other places
  EXPECT_EQ(to_string(zone("America/New_York")), "America/New_York");
}

TEST(Zone, RefusesOtherNames) {
  for (const char* name : {"", "utc", "America/new_york", "America/New_York ", "EST", "Asia/Beijing", "Mars/Olympus"}) {
    EXPECT_EQ(refusal(Zone::from_name(name)), "TL-142") << name;
  }
}

TEST(Instant, ReadsUtcAndOffsets) {
  EXPECT_EQ(instant("1970-01-01T00:00Z"), Instant());
  EXPECT_EQ(instant("2025-11-10T05:01Z") - Instant(), (day("2025-11-10") - Date()) * 1440 + 301);
  EXPECT_EQ(instant("2025-11-10T00:01-05:00"), instant("2025-11-10T05:01Z"));
  EXPECT_EQ(instant("2025-11-10T13:01+08:00"), instant("2025-11-10T05:01Z"));
  EXPECT_EQ(instant("2025-01-01T00:00+05:45"), instant("2024-12-31T18:15Z"));
  EXPECT_EQ(instant("2025-11-10T05:01+00:00"), instant("2025-11-10T05:01Z"));
}

TEST(Instant, RefusesEveryOtherForm) {
  for (const char* text :
       {"", "2025-11-10", "2025-11-10T05:01", "2025-11-10T05:01z", "2025-11-10 05:01Z", "2025-11-10t05:01Z",
        "2025-11-10T05:01:00Z", "2025-11-10T24:00Z", "2025-11-10T05:01+8:00", "2025-11-10T05:01+0800",
        "2025-11-10T05:01+18:01", "2025-11-10T05:01+08:60", "2025-11-10T05:01ZZ", "2025-1-10T05:01Z00",
        "1400-01-01T00:00+01:00", "9999-12-31T23:59-00:01"}) {
    EXPECT_EQ(refusal(parse_instant(text)), "TL-143") << text;
  }
  EXPECT_EQ(refusal(parse_instant("2025-11-31T05:01Z")), "TL-102");
}

TEST(Instant, TextComesBack) {
  EXPECT_EQ(to_string(instant("2025-11-10T00:01-05:00")), "2025-11-10T05:01Z");
  EXPECT_EQ(to_string(Instant::min()), "1400-01-01T00:00Z");
  EXPECT_EQ(to_string(Instant::max()), "9999-12-31T23:59Z");
  for (Instant at = Instant::min(); Instant::max() - at > 7'777'777; at = after(at, 7'777'777)) {
    ASSERT_EQ(instant(to_string(at)), at);
  }
}

TEST(Clock, ATruceBeginsAMinutePastMidnightInWashington) {
  EXPECT_EQ(to_instant(local("2025-11-10T00:01"), zone("America/New_York")), instant("2025-11-10T05:01Z"));
  EXPECT_EQ(to_local(instant("2025-11-10T05:01Z"), zone("Asia/Shanghai")), local("2025-11-10T13:01"));
  EXPECT_EQ(to_instant(local("2025-05-14T00:01"), zone("America/New_York")), instant("2025-05-14T04:01Z"));
}

// The days on which clocks change, as the authorities published them; the hours follow from the rule of each place.
struct Change {
  const char* zone;
  const char* spring;  // the first minute that the clock skips
  const char* spring_utc;
  const char* autumn;  // the first minute that the clock shows twice
  const char* autumn_utc;
};
constexpr Change changes[] = {
    {"America/New_York", "2018-03-11T02:00", "2018-03-11T07:00Z", "2018-11-04T01:00", "2018-11-04T05:00Z"},
    {"America/New_York", "2019-03-10T02:00", "2019-03-10T07:00Z", "2019-11-03T01:00", "2019-11-03T05:00Z"},
    {"America/New_York", "2020-03-08T02:00", "2020-03-08T07:00Z", "2020-11-01T01:00", "2020-11-01T05:00Z"},
    {"America/New_York", "2021-03-14T02:00", "2021-03-14T07:00Z", "2021-11-07T01:00", "2021-11-07T05:00Z"},
    {"America/New_York", "2022-03-13T02:00", "2022-03-13T07:00Z", "2022-11-06T01:00", "2022-11-06T05:00Z"},
    {"America/New_York", "2023-03-12T02:00", "2023-03-12T07:00Z", "2023-11-05T01:00", "2023-11-05T05:00Z"},
    {"America/New_York", "2024-03-10T02:00", "2024-03-10T07:00Z", "2024-11-03T01:00", "2024-11-03T05:00Z"},
    {"America/New_York", "2025-03-09T02:00", "2025-03-09T07:00Z", "2025-11-02T01:00", "2025-11-02T05:00Z"},
    {"America/New_York", "2026-03-08T02:00", "2026-03-08T07:00Z", "2026-11-01T01:00", "2026-11-01T05:00Z"},
    {"America/New_York", "2027-03-14T02:00", "2027-03-14T07:00Z", "2027-11-07T01:00", "2027-11-07T05:00Z"},
    {"Europe/London", "2018-03-25T01:00", "2018-03-25T01:00Z", "2018-10-28T01:00", "2018-10-28T00:00Z"},
    {"Europe/London", "2019-03-31T01:00", "2019-03-31T01:00Z", "2019-10-27T01:00", "2019-10-27T00:00Z"},
    {"Europe/London", "2020-03-29T01:00", "2020-03-29T01:00Z", "2020-10-25T01:00", "2020-10-25T00:00Z"},
    {"Europe/London", "2021-03-28T01:00", "2021-03-28T01:00Z", "2021-10-31T01:00", "2021-10-31T00:00Z"},
    {"Europe/London", "2022-03-27T01:00", "2022-03-27T01:00Z", "2022-10-30T01:00", "2022-10-30T00:00Z"},
    {"Europe/London", "2023-03-26T01:00", "2023-03-26T01:00Z", "2023-10-29T01:00", "2023-10-29T00:00Z"},
    {"Europe/London", "2024-03-31T01:00", "2024-03-31T01:00Z", "2024-10-27T01:00", "2024-10-27T00:00Z"},
    {"Europe/London", "2025-03-30T01:00", "2025-03-30T01:00Z", "2025-10-26T01:00", "2025-10-26T00:00Z"},
    {"Europe/London", "2026-03-29T01:00", "2026-03-29T01:00Z", "2026-10-25T01:00", "2026-10-25T00:00Z"},
    {"Europe/London", "2027-03-28T01:00", "2027-03-28T01:00Z", "2027-10-31T01:00", "2027-10-31T00:00Z"},
    {"Australia/Sydney", "2018-10-07T02:00", "2018-10-06T16:00Z", "2018-04-01T02:00", "2018-03-31T15:00Z"},
    {"Australia/Sydney", "2019-10-06T02:00", "2019-10-05T16:00Z", "2019-04-07T02:00", "2019-04-06T15:00Z"},
    {"Australia/Sydney", "2020-10-04T02:00", "2020-10-03T16:00Z", "2020-04-05T02:00", "2020-04-04T15:00Z"},
    {"Australia/Sydney", "2021-10-03T02:00", "2021-10-02T16:00Z", "2021-04-04T02:00", "2021-04-03T15:00Z"},
    {"Australia/Sydney", "2022-10-02T02:00", "2022-10-01T16:00Z", "2022-04-03T02:00", "2022-04-02T15:00Z"},
    {"Australia/Sydney", "2023-10-01T02:00", "2023-09-30T16:00Z", "2023-04-02T02:00", "2023-04-01T15:00Z"},
    {"Australia/Sydney", "2024-10-06T02:00", "2024-10-05T16:00Z", "2024-04-07T02:00", "2024-04-06T15:00Z"},
    {"Australia/Sydney", "2025-10-05T02:00", "2025-10-04T16:00Z", "2025-04-06T02:00", "2025-04-05T15:00Z"},
    {"Australia/Sydney", "2026-10-04T02:00", "2026-10-03T16:00Z", "2026-04-05T02:00", "2026-04-04T15:00Z"},
    {"Australia/Sydney", "2027-10-03T02:00", "2027-10-02T16:00Z", "2027-04-04T02:00", "2027-04-03T15:00Z"},
};

LocalTime later(LocalTime start, int minutes) {
  const int sum = start.time.minutes() + minutes;
  return {start.day + (sum < 0 ? -1 : sum / 1440), *TimeOfDay::from_minutes((sum + 1440) % 1440)};
}

TEST(Clock, TheHourThatSpringSkipsIsTheChange) {
  for (const Change& c : changes) {
    const Zone place = zone(c.zone);
    const LocalTime skipped = local(c.spring);
    const Instant change = instant(c.spring_utc);
    for (int minute = 0; minute <= 60; ++minute) {
      ASSERT_EQ(to_instant(later(skipped, minute), place), change) << c.zone << ' ' << c.spring << ' ' << minute;
    }
    EXPECT_EQ(to_instant(later(skipped, -1), place), after(change, -1)) << c.spring;
    EXPECT_EQ(to_instant(later(skipped, 61), place), after(change, 1)) << c.spring;
    EXPECT_EQ(to_local(after(change, -1), place), later(skipped, -1)) << c.spring;
    EXPECT_EQ(to_local(change, place), later(skipped, 60)) << c.spring;
  }
}

TEST(Clock, OfTheHourThatAutumnRepeatsTheFirstIsMeant) {
  for (const Change& c : changes) {
    const Zone place = zone(c.zone);
    const LocalTime repeated = local(c.autumn);
    const Instant first = instant(c.autumn_utc);
    for (int minute = 0; minute < 60; ++minute) {
      ASSERT_EQ(to_instant(later(repeated, minute), place), after(first, minute))
          << c.zone << ' ' << c.autumn << ' ' << minute;
      ASSERT_EQ(to_local(after(first, minute), place), later(repeated, minute)) << c.zone << ' ' << c.autumn;
      ASSERT_EQ(to_local(after(first, minute + 60), place), later(repeated, minute)) << c.zone << ' ' << c.autumn;
    }
    EXPECT_EQ(to_instant(later(repeated, -1), place), after(first, -1)) << c.autumn;
    EXPECT_EQ(to_instant(later(repeated, 60), place), after(first, 120)) << c.autumn;
    EXPECT_EQ(to_local(after(first, 120), place), later(repeated, 60)) << c.autumn;
  }
}

// What the system's own clock shows in a place; the test's oracle where the system has the time zone database.
LocalTime shown_by_system(Instant at) {
  const auto seconds = static_cast<std::time_t>((at - Instant()) * 60);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  return {*Date::from_ymd(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
          *TimeOfDay::from_hm(parts.tm_hour, parts.tm_min)};
}

TEST(Clock, AgreesWithTheSystemsDatabase) {
  const std::filesystem::path database = "/usr/share/zoneinfo";
  for (const char* name : all_zones) {
    // Without the file the C library would take any name for UTC; the fixed table above holds in any case.
    if (!std::filesystem::exists(database / name)) continue;
    const Zone place = zone(name);
    setenv("TZ", name, 1);
    tzset();
    for (Instant at = instant("2018-01-01T00:00Z"); at < instant("2028-01-01T00:00Z"); at = after(at, 30)) {
      ASSERT_EQ(to_string(to_local(at, place)), to_string(shown_by_system(at))) << name << ' ' << to_string(at);
    }
  }
  unsetenv("TZ");
  tzset();
}

TEST(Clock, OfferedRulesReachBackTo2007) {
  EXPECT_EQ(to_instant(local("2007-03-11T03:00"), zone("America/New_York")), instant("2007-03-11T07:00Z"));
  EXPECT_EQ(to_instant(local("2007-07-01T00:00"), zone("Europe/Paris")), instant("2007-06-30T22:00Z"));
  EXPECT_EQ(to_instant(local("2022-07-01T00:00"), zone("America/Mexico_City")), instant("2022-07-01T05:00Z"));
  EXPECT_EQ(to_instant(local("2023-07-01T00:00"), zone("America/Mexico_City")), instant("2023-07-01T06:00Z"));
}

TEST(Clock, LocalTimesComeBackUnlessSkipped) {
  for (const char* name : all_zones) {
    const Zone place = zone(name);
    Instant before = to_instant(local("2024-12-31T23:59"), place);
    for (LocalTime at = local("2025-01-01T00:00"); at < local("2026-01-02T00:00"); at = later(at, 15)) {
      const Instant now = to_instant(at, place);
      ASSERT_GE(now, before) << name << ' ' << to_string(at);  // later local times never give earlier instants
      const LocalTime back = to_local(now, place);
      // A skipped time comes back as the end of the gap, which is at most an hour later; all others as themselves.
      if (back != at) {
        ASSERT_EQ(to_instant(back, place), now);
        ASSERT_GT(back, at);
        ASSERT_LE(back, later(at, 60));
      }
      before = now;
    }
  }
}

TEST(Clock, SaturatesAtTheCalendarsEnds) {
  EXPECT_EQ(to_local(Instant::min(), zone("America/New_York")), (LocalTime{Date::min(), TimeOfDay()}));
  EXPECT_EQ(to_local(Instant::max(), zone("Asia/Shanghai")), (LocalTime{Date::max(), *TimeOfDay::from_hm(23, 59)}));
  EXPECT_EQ(to_instant({Date::min(), TimeOfDay()}, zone("Asia/Shanghai")), Instant::min());
  EXPECT_EQ(to_instant({Date::max(), *TimeOfDay::from_hm(23, 59)}, zone("America/New_York")), Instant::max());
}

}  // namespace
}  // namespace truceline
