#pragma once

/// @file
/// Lengths of time as acts state them.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// A calendar length, as acts state it: "one year", "90 days". Months are added before days, and a day past the month's
/// end becomes its last: 31 January plus P1M is 28 February, 29 in a leap year. It never snaps the other way: 28
/// February plus P1M is 28 March. Terms have no order: whether P3M exceeds P90D depends on the start.
///     static_assert(*Date::from_ymd(2025, 11, 10) + Term{.months = 12} == *Date::from_ymd(2026, 11, 10));
struct Term {
  std::int32_t months = 0;
  std::int32_t days = 0;
  friend constexpr bool operator==(const Term&, const Term&) noexcept = default;
};

/// The day a term after `date`: as `until`, which is exclusive, so that one year from 10 November runs through 9
/// November. Saturates at Date::min() and Date::max(), after the months and again after the days. Adding twice is not
/// adding the sum: 31 January plus P1M plus P1M is 28 March, plus P2M is 31 March.
[[nodiscard]] constexpr Date operator+(Date date, Term term) noexcept {
  if (term.months == 0) return date + term.days;
  const YearMonthDay start = date.ymd();
  const std::int64_t month_number = std::int64_t{start.year} * 12 + (start.month - 1) + term.months;
  if (month_number < std::int64_t{1400} * 12) return Date::min() + term.days;
  if (month_number >= std::int64_t{10000} * 12) return Date::max() + term.days;
  const int year = static_cast<int>(month_number / 12);
  const int month = static_cast<int>(month_number % 12) + 1;
  return *Date::from_ymd(year, month, std::min(start.day, days_in_month(year, month))) + term.days;
}

/// Reads an ISO 8601 duration of years, months and days ("P1Y", "P90D", "P1Y6M", "P18M") or of weeks alone ("P2W"). A
/// year is twelve months, a week seven days. Errors: TL-111 form (signs, fractions, times of day and an empty "P" are
/// refused), TL-112 longer than 10,000 years.
[[nodiscard]] TRUCELINE_EXPORT Result<Term> parse_term(std::string_view text);

/// Canonical: "P1Y" for twelve months, "P1Y6M" for eighteen, "P90D", "P0D" for nothing; parse_term() reads it back. The
/// parts of a negative term, which no text yields, carry their signs ("P-3M").
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Term term);

}  // namespace v0
}  // namespace truceline

template <>
struct std::hash<truceline::Term> {
  std::size_t operator()(truceline::Term term) const noexcept {
    return truceline::detail::spread(std::uint64_t{static_cast<std::uint32_t>(term.months)} << 32 |
                                     static_cast<std::uint32_t>(term.days));
  }
};
