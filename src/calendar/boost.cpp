#include <truceline/calendar/boost.hpp>

#include <string>
#include <utility>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

absl::Status no_value(std::string message, std::string fix) {
  return fault({.id = "TL-151", .message = std::move(message), .fix = std::move(fix)});
}

}  // namespace

Result<Date> from_boost(const boost::gregorian::date& date) {
  if (date.is_special()) {
    return no_value("Boost's date is not-a-date or infinite",
                    "use an absent value or FuzzyDate::unknown() in its place");
  }
  // The day number is read instead of the year, whose check throws beyond 9999.
  const auto epoch = boost::gregorian::date(1970, 1, 1).day_number();
  const auto days = std::int64_t{date.day_number()} - std::int64_t{epoch};
  if (days >= Date::min().days_since_epoch() && days <= Date::max().days_since_epoch()) {
    return *Date::from_days(static_cast<std::int32_t>(days));
  }
  return no_value("Boost's date lies outside of its own calendar", "days run from 1400-01-01 to 9999-12-31");
}

Result<Period> from_boost(const boost::gregorian::date_period& period) {
  const auto from = from_boost(period.begin());
  if (!from.ok()) return from.status();
  if (period.end().is_pos_infinity()) return Period::since(*from);
  const auto until = from_boost(period.end());
  if (!until.ok()) return until.status();
  return Period::make(*from, *until);
}

Result<boost::gregorian::date_duration> to_boost(Term term) {
  if (term.months == 0) return boost::gregorian::date_duration(term.days);
  return fault({.id = "TL-152",
                .message = "term has months, which are no number of days: " + to_string(term),
                .fix = "add the term to its first day and subtract the dates"});
}

Result<Term> from_boost(const boost::gregorian::date_duration& days) {
  if (days.is_special())
    return no_value("Boost's duration is not-a-date or infinite", "use an absent value in its place");
  const auto count = static_cast<std::int32_t>(days.days());
  if (count == days.days()) return Term{.days = count};
  return no_value("Boost's duration is longer than its calendar", "terms count days in 32 bits");
}

}  // namespace v0
}  // namespace truceline
