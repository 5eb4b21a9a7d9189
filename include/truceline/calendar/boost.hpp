#pragma once

/// @file
/// To and from Boost.Date_Time, for programs built on it. Not part of calendar.hpp: only who includes this header needs
/// Boost's.

#include <cstdint>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/calendar/term.hpp>

namespace truceline {
inline namespace v0 {

/// Never fails: both count the same days.
[[nodiscard]] inline boost::gregorian::date to_boost(Date date) {
  return boost::gregorian::date(1970, 1, 1) + boost::gregorian::days(date.days_since_epoch());
}

/// Errors: TL-151 for what is no day (not a date, infinite) and for days past 9999, which Boost's sums can reach.
[[nodiscard]] TRUCELINE_EXPORT Result<Date> from_boost(const boost::gregorian::date& date);

/// Both are half-open; an absent end becomes positive infinity.
[[nodiscard]] inline boost::gregorian::date_period to_boost(const Period& period) {
  const auto until = period.until() ? to_boost(*period.until()) : boost::gregorian::date(boost::date_time::pos_infin);
  return {to_boost(period.from()), until};
}

/// An end at positive infinity becomes absent. Errors: TL-151 another special value, TL-131 an empty ("null") period.
[[nodiscard]] TRUCELINE_EXPORT Result<Period> from_boost(const boost::gregorian::date_period& period);

/// The days of a term. Boost's months are not handed out: added to a date they snap to month ends, which a term's never
/// do. Errors: TL-152 the term has months, which are no number of days.
[[nodiscard]] TRUCELINE_EXPORT Result<boost::gregorian::date_duration> to_boost(Term term);

/// Errors: TL-151 special value, or more days than 32 bits count.
[[nodiscard]] TRUCELINE_EXPORT Result<Term> from_boost(const boost::gregorian::date_duration& days);

}  // namespace v0
}  // namespace truceline
