#include <truceline/calendar/period.hpp>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {

Result<Period> Period::make(Date from, std::optional<Date> until) {
  if (!until || from < *until) return Period(from, until);
  return fault(
      {.id = "TL-131",
       .message = "period from " + to_string(from) + " is until " + to_string(*until) + ", which is not after it",
       .fix = "until is the first day after the period: through 9 November is until 10 November"});
}

Result<Period> parse_period(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) {
    return fault({.id = "TL-101",
                  .message = "not a period: " + quoted(text),
                  .fix = "write from/until, as in 2025-11-10/2026-11-10 or 2025-11-10/.."});
  }
  const auto from = parse_date(text.substr(0, slash));
  if (!from.ok()) return from.status();
  const auto end = text.substr(slash + 1);
  if (end == "..") return Period::since(*from);
  const auto until = parse_date(end);
  if (!until.ok()) return until.status();
  return Period::make(*from, *until);
}

std::string to_string(const Period& period) {
  return to_string(period.from()) + '/' + (period.until() ? to_string(*period.until()) : "..");
}

}  // namespace v0
}  // namespace truceline
