#pragma once
#include <optional>
#include <string>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/timeline/timeline.hpp>
#include <truceline/write/export.hpp>

namespace truceline {
inline namespace v0 {

/// What a calendar holds.
struct CalendarOptions {
  Period period = Period::since(Date::min());  ///< days whose changes are told; and where one has left them, whither
  std::string name = "Trade measures";         ///< of the calendar
  int alarm_days = 7;                          ///< how many days ahead to remind; 0: never
};

/// What starts, resumes, changes or ends within a period, as known on a day (absent: in hindsight), as an iCalendar
/// (RFC 5545) of all-day events.
///
/// An event keeps its UID whatever becomes known later, so importing a later calendar updates an earlier one and doubles
/// nothing: the UID names the measure, what happens, and the how-manieth time it does. SEQUENCE counts the known days
/// that changed the event; one that was told once and has been overtaken stays as CANCELLED, and one that an earlier known
/// day expected within the period stays wherever it has moved. A calendar so keeps no old day that is still to come; what
/// has left the period's days before it began is not told. STATUS is CONFIRMED where the day is certain, TENTATIVE where it
/// is assumed or one of several. The text depends on the timeline alone,
/// never on the day it is written. O(known days × changes).
[[nodiscard]] TRUCELINE_WRITE_EXPORT std::string to_icalendar(const Timeline& timeline, std::optional<Date> known,
                                                              const CalendarOptions& options = {});

}  // namespace v0
}  // namespace truceline
