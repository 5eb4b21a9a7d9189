#pragma once

/// @file
/// Spans of civil days.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// Consecutive civil days, half-open: [from, until), never empty, without an end where `until` is absent. "Through 9
/// November" is until 10 November. Adapters to closed ends live at the edges only.
///     const auto truce = *Period::make(*Date::from_ymd(2025, 11, 10), *Date::from_ymd(2026, 11, 10));
///     truce.contains(*Date::from_ymd(2026, 11, 9));   // true; the 10th is false
class Period {
 public:
  constexpr Period() noexcept : Period(Date(), Date() + 1) {}  ///< the day 1970-01-01

  /// From `from` until `until`, or without an end. Errors: TL-131 until is not after from.
  [[nodiscard]] static TRUCELINE_EXPORT Result<Period> make(Date from, std::optional<Date> until);

  /// From `from` on, without an end.
  [[nodiscard]] static constexpr Period since(Date from) noexcept { return {from, std::nullopt}; }

  /// One day. That of Date::max() has no end, since there is no day after it.
  [[nodiscard]] static constexpr Period from_day(Date day) noexcept {
    if (day == Date::max()) return since(day);
    return {day, day + 1};
  }

  /// The first day.
  [[nodiscard]] constexpr Date from() const noexcept { return from_; }
  /// The first day after; absent if open.
  [[nodiscard]] constexpr std::optional<Date> until() const noexcept { return until_; }
  /// Number of days; absent if open.
  [[nodiscard]] constexpr std::optional<std::int32_t> days() const noexcept {
    if (!until_) return std::nullopt;
    return *until_ - from_;
  }

  [[nodiscard]] constexpr bool contains(Date day) const noexcept { return from_ <= day && (!until_ || day < *until_); }

  /// Whether they share a day. Periods that only touch do not.
  [[nodiscard]] constexpr bool overlaps(const Period& other) const noexcept {
    return (!until_ || other.from_ < *until_) && (!other.until_ || from_ < *other.until_);
  }

  /// The days both have; nullopt if none.
  [[nodiscard]] constexpr std::optional<Period> intersection(const Period& other) const noexcept {
    if (!overlaps(other)) return std::nullopt;
    const Date from = std::max(from_, other.from_);
    if (!until_ || !other.until_) return Period(from, until_ ? until_ : other.until_);
    return Period(from, std::min(*until_, *other.until_));
  }

  friend constexpr bool operator==(const Period&, const Period&) noexcept = default;

 private:
  constexpr Period(Date from, std::optional<Date> until) noexcept : from_(from), until_(until) {}

  Date from_;
  std::optional<Date> until_;
};

/// Reads "2025-10-01/2025-11-10", half-open, or "2025-10-01/..", without an end. Note that a FuzzyDate's interval,
/// written alike, is closed. Errors: TL-101 form, TL-102 no such day, TL-131 until is not after from.
[[nodiscard]] TRUCELINE_EXPORT Result<Period> parse_period(std::string_view text);

/// "2025-10-01/2025-11-10" or "2025-10-01/.."; parse_period() reads it back.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Period& period);

}  // namespace v0
}  // namespace truceline
