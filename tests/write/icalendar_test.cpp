// Calendars of changes: their form (RFC 5545), and that a later one updates an earlier one.

#include <truceline/write/icalendar.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/build.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using oracle::day;

/// One event's properties, unfolded and as they stand; those of its alarm with "VALARM." before.
using Properties = std::map<std::string, std::string>;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find("\r\n", begin);
    if (end == std::string::npos) {
      ADD_FAILURE() << "a line without its end";
      break;
    }
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return lines;
}

/// By UID.
std::map<std::string, Properties> events_of(const std::string& text) {
  std::vector<std::string> unfolded;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with(' ')) {
      unfolded.back() += line.substr(1);
    } else {
      unfolded.push_back(line);
    }
  }
  std::map<std::string, Properties> events;
  Properties event;
  std::string within;
  for (const std::string& line : unfolded) {
    if (line == "BEGIN:VEVENT") {
      event.clear();
    } else if (line == "BEGIN:VALARM") {
      within = "VALARM.";
    } else if (line == "END:VALARM") {
      within.clear();
    } else if (line == "END:VEVENT") {
      EXPECT_TRUE(events.emplace(event["UID"], event).second) << "twice: " << event["UID"];
    } else {
      const std::size_t colon = line.find(':');
      event[within + line.substr(0, colon)] = line.substr(colon + 1);
    }
  }
  return events;
}

TEST(ICalendar, EveryLineIsShortAndEndsAsTheStandardSays) {
  for (const Timeline* timeline : {&articles(), &chronology()}) {
    const std::string text = to_icalendar(*timeline, std::nullopt);
    const auto lines = lines_of(text);
    ASSERT_GT(lines.size(), 100U);
    EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
    EXPECT_EQ(lines.back(), "END:VCALENDAR");
    for (const std::string& line : lines) {
      EXPECT_LE(line.size(), 75U) << line;
      EXPECT_EQ(line.find('\n'), std::string::npos) << line;
      // Neither the first byte nor the last is of a character cut in two.
      if (line.starts_with(' ')) {
        EXPECT_NE(static_cast<unsigned char>(line[1]) & 0xC0, 0x80) << line;
      }
    }
  }
}

std::string compact(Date day) {
  std::string text = to_string(day);
  std::erase(text, '-');
  return text;
}

TEST(ICalendar, HoldsEveryChangeOfThePeriodAndNoOther) {
  const Period year = *Period::make(day("2025-01-01"), day("2026-12-31"));
  const std::string text = to_icalendar(chronology(), std::nullopt, {.period = year});
  std::multiset<std::string> told;
  std::map<std::string, Properties> moved_away;  // by UID
  for (const auto& [uid, event] : events_of(text)) {
    const std::string& on = event.at("DTSTART;VALUE=DATE");
    const bool within = on >= compact(year.from()) && on < compact(*year.until());
    if (!within) {
      moved_away[uid] = event;
    } else if (event.at("STATUS") != "CANCELLED") {
      told.insert(on + " " + uid.substr(0, uid.find('.')));
    }
  }
  std::multiset<std::string> expected;
  for (const Change& change : chronology().hindsight().changes(year))
    expected.insert(compact(change.on) + " " + change.measure);
  EXPECT_GT(expected.size(), 50U);
  EXPECT_EQ(told, expected);

  // What stands outside has moved there, and stands where a calendar of all days has it.
  const auto all = events_of(to_icalendar(chronology(), std::nullopt));
  EXPECT_FALSE(moved_away.empty());
  for (const auto& [uid, event] : moved_away) {
    EXPECT_EQ(event, all.at(uid));
    EXPECT_GT(std::stoi(event.at("SEQUENCE")), 0) << uid;
  }
  // What an earlier export of the period had, this one has, too.
  const auto latest = events_of(text);
  for (const char* known : {"2025-01-10", "2025-04-10", "2025-05-20", "2025-10-15", "2026-03-01"}) {
    for (const auto& [uid, event] : events_of(to_icalendar(chronology(), day(known), {.period = year})))
      EXPECT_TRUE(latest.contains(uid)) << uid << " is left behind";
  }
}

TEST(ICalendar, AnEventThatLeavesThePeriodTakesItsEntryAlong) {
  // On 1 October 2025 the reciprocal tariff was to change on 10 November; ten days before that it was known to do so a
  // year later. A calendar of the next sixty days must not keep the old entry.
  const auto sixty_days = [](const char* known) {
    return events_of(to_icalendar(chronology(), day(known), {.period = *Period::make(day(known), day(known) + 60)}));
  };
  const auto before = sixty_days("2025-10-01");
  const auto after = sixty_days("2025-11-05");
  int moved = 0;
  for (const auto& [uid, event] : before) {
    if (!uid.starts_with("us-reciprocal-tariff-china.changes.")) continue;
    EXPECT_EQ(event.at("DTSTART;VALUE=DATE"), "20251110");
    ASSERT_TRUE(after.contains(uid));
    EXPECT_EQ(after.at(uid).at("DTSTART;VALUE=DATE"), "20261110");
    EXPECT_GT(std::stoi(after.at(uid).at("SEQUENCE")), std::stoi(event.at("SEQUENCE")));
    ++moved;
  }
  EXPECT_EQ(moved, 1);
}

TEST(ICalendar, AnEventThatMovesKeepsItsUidAndRaisesItsSequence) {
  // The truce of August 2025 ran to 10 November; that of November moved its end by a year.
  const auto before = events_of(to_icalendar(chronology(), day("2025-10-01")));
  const auto after = events_of(to_icalendar(chronology(), day("2025-12-01")));
  const std::string uid = "us-reciprocal-tariff-china.changes.";
  int moved = 0;
  for (const auto& [id, event] : before) {
    if (!id.starts_with(uid)) continue;
    const auto now = after.find(id);
    ASSERT_NE(now, after.end()) << id << " is lost";
    if (now->second.at("DTSTART;VALUE=DATE") == event.at("DTSTART;VALUE=DATE")) continue;
    ++moved;
    EXPECT_EQ(event.at("DTSTART;VALUE=DATE"), "20251110");
    EXPECT_EQ(now->second.at("DTSTART;VALUE=DATE"), "20261110");
    EXPECT_GT(std::stoi(now->second.at("SEQUENCE")), std::stoi(event.at("SEQUENCE")));
    EXPECT_EQ(now->second.at("DTEND;VALUE=DATE"), "20261111");
  }
  EXPECT_EQ(moved, 1);
}

TEST(ICalendar, SequencesNeverFallAndEventsAreNeverLost) {
  std::map<std::string, Properties> last;
  for (const char* known : {"2025-04-10", "2025-05-20", "2025-10-15", "2025-11-12", "2026-03-01", "2026-08-01"}) {
    const auto events = events_of(to_icalendar(chronology(), day(known)));
    for (const auto& [uid, event] : last) {
      const auto now = events.find(uid);
      ASSERT_NE(now, events.end()) << uid << " as known on " << known;
      EXPECT_GE(std::stoi(now->second.at("SEQUENCE")), std::stoi(event.at("SEQUENCE"))) << uid;
      const bool says_otherwise = now->second.at("DTSTART;VALUE=DATE") != event.at("DTSTART;VALUE=DATE") ||
                                  now->second.at("SUMMARY") != event.at("SUMMARY") ||
                                  now->second.at("STATUS") != event.at("STATUS");
      if (says_otherwise) {
        EXPECT_GT(std::stoi(now->second.at("SEQUENCE")), std::stoi(event.at("SEQUENCE"))) << uid;
      }
    }
    last = events;
  }
}

TEST(ICalendar, WhatIsOvertakenStaysAsCancelled) {
  // List 4B was to begin on 15 December 2019, and was suspended two days before.
  const auto before = events_of(to_icalendar(chronology(), day("2019-12-01")));
  const auto after = events_of(to_icalendar(chronology(), day("2019-12-31")));
  const std::string uid = "us-301-list-4b.starts.1@truceline";
  ASSERT_TRUE(before.contains(uid));
  EXPECT_EQ(before.at(uid).at("DTSTART;VALUE=DATE"), "20191215");
  EXPECT_EQ(before.at(uid).at("STATUS"), "CONFIRMED");
  ASSERT_TRUE(after.contains(uid));
  EXPECT_EQ(after.at(uid).at("DTSTART;VALUE=DATE"), "20191215");
  EXPECT_EQ(after.at(uid).at("STATUS"), "CANCELLED");
  EXPECT_FALSE(after.at(uid).contains("VALARM.TRIGGER"));
}

TEST(ICalendar, SaysHowSureItIsAndWhence) {
  const auto events = events_of(to_icalendar(articles(), std::nullopt));
  int tentative = 0;
  for (const auto& [uid, event] : events) {
    EXPECT_THAT(event.at("DESCRIPTION"), ::testing::HasSubstr("certainty: ")) << uid;
    EXPECT_THAT(event.at("DESCRIPTION"), ::testing::HasSubstr("source: ")) << uid;
    if (event.at("STATUS") != "CANCELLED") {
      EXPECT_EQ(event.at("VALARM.TRIGGER"), "-P7D") << uid;
    }
    tentative += event.at("STATUS") == "TENTATIVE" ? 1 : 0;
  }
  EXPECT_GT(tentative, 0);
  EXPECT_EQ(to_icalendar(articles(), std::nullopt, {.alarm_days = 0}).find("VALARM"), std::string::npos);
}

TEST(ICalendar, DependsOnTheTimelineAlone) {
  EXPECT_EQ(to_icalendar(chronology(), day("2026-01-01")), to_icalendar(chronology(), day("2026-01-01")));
  EXPECT_THAT(to_icalendar(chronology(), day("2026-01-01")), ::testing::HasSubstr("DTSTAMP:20260101T000000Z\r\n"));
}

TEST(ICalendar, OfNothingIsACalendarWithoutEvents) {
  const std::string text = to_icalendar(compiled({}), std::nullopt);
  EXPECT_TRUE(events_of(text).empty());
  EXPECT_THAT(text, ::testing::StartsWith("BEGIN:VCALENDAR\r\n"));
}

TEST(ICalendar, EscapesWhatTheStandardReserves) {
  const std::string text = to_icalendar(articles(), std::nullopt, {.name = "a;b,c\\d\ne"});
  EXPECT_THAT(text, ::testing::HasSubstr("X-WR-CALNAME:a\\;b\\,c\\\\d\\ne\r\n"));
}

}  // namespace
}  // namespace v0
}  // namespace truceline
