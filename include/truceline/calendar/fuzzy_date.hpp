#pragma once

/// @file
/// Dates that are as precise as what the source says, and no more.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/calendar/term.hpp>

namespace truceline {
inline namespace v0 {

/// How finely a FuzzyDate is stated.
enum class Grain : std::uint8_t { Unknown, Day, Month, Year, Interval };

/// A date as precise as its source: a subset of EDTF (ISO 8601-2), all else refused. "2025-10-30", "2025-10", "2025",
/// each with "~" if approximate, a closed interval ("end of September": "2025-09-21/2025-09-30"), or "unknown". Between
/// earliest() and latest() the day may be any; an answer that depends on which is `possible`. "~" widens by one unit of
/// the date's own grain on each side: "2025-10~" is September to November.
///
/// Two are equal if they are written alike; "2025-10" and "2025-10-01/2025-10-31" cover the same days but differ. There
/// is no order: compare earliest() or latest(), whichever the question is about.
class FuzzyDate {
 public:
  constexpr FuzzyDate() noexcept = default;  ///< unknown
  [[nodiscard]] static constexpr FuzzyDate unknown() noexcept { return {}; }
  [[nodiscard]] static constexpr FuzzyDate day(Date date) noexcept { return {date, date, Grain::Day}; }

  /// Any day of a month; nullopt if there is no such month.
  [[nodiscard]] static constexpr std::optional<FuzzyDate> month(int year, int month) noexcept {
    const auto first = Date::from_ymd(year, month, 1);
    if (!first) return std::nullopt;
    return FuzzyDate(*first, *first + (days_in_month(year, month) - 1), Grain::Month);
  }

  /// Any day of a year; nullopt outside 1400 to 9999.
  [[nodiscard]] static constexpr std::optional<FuzzyDate> year(int year) noexcept {
    const auto first = Date::from_ymd(year, 1, 1);
    if (!first) return std::nullopt;
    return FuzzyDate(*first, *Date::from_ymd(year, 12, 31), Grain::Year);
  }

  /// Any day from first to last, both included; nullopt if last is before first.
  [[nodiscard]] static constexpr std::optional<FuzzyDate> interval(Date first, Date last) noexcept {
    if (last < first) return std::nullopt;
    return FuzzyDate(first, last, Grain::Interval);
  }

  /// The simplest exact form that covers just these days, both included, in either order: the day, the whole month, the
  /// whole year, else the interval.
  [[nodiscard]] static constexpr FuzzyDate between(Date earliest, Date latest) noexcept {
    const Date first = std::min(earliest, latest);
    const Date last = std::max(earliest, latest);
    if (first == last) return day(first);
    const auto covers_the_same = [&](const FuzzyDate& form) { return form.first_ == first && form.last_ == last; };
    if (const auto whole = *month(first.year(), first.month()); covers_the_same(whole)) return whole;
    if (const auto whole = *year(first.year()); covers_the_same(whole)) return whole;
    return {first, last, Grain::Interval};
  }

  /// The same with "~". An interval has no such form: its ends move out by a day. What is unknown or approximate stays
  /// so.
  [[nodiscard]] constexpr FuzzyDate approximately() const noexcept {
    if (grain_ == Grain::Interval) return {first_ - 1, last_ + 1, Grain::Interval};
    FuzzyDate result = *this;
    result.approximate_ = !is_unknown();
    return result;
  }

  /// The first day it may be; nullopt if unknown. Never before Date::min().
  [[nodiscard]] constexpr std::optional<Date> earliest() const noexcept {
    if (is_unknown()) return std::nullopt;
    if (!approximate_) return first_;
    if (grain_ == Grain::Day) return first_ - 1;
    return first_ + Term{grain_ == Grain::Month ? -1 : -12, 0};
  }

  /// The last day it may be, included; nullopt if unknown. Never after Date::max().
  [[nodiscard]] constexpr std::optional<Date> latest() const noexcept {
    if (is_unknown()) return std::nullopt;
    if (!approximate_) return last_;
    if (grain_ == Grain::Day) return last_ + 1;
    const Date next = last_ + 1;  // the following month's or year's first day, unless it saturates
    if (grain_ == Grain::Month) return next + (days_in_month(next.year(), next.month()) - 1);
    return *Date::from_ymd(next.year(), 12, 31);
  }

  [[nodiscard]] constexpr bool is_unknown() const noexcept { return grain_ == Grain::Unknown; }
  /// One single day, exactly.
  [[nodiscard]] constexpr bool is_day() const noexcept { return !is_unknown() && !approximate_ && first_ == last_; }
  [[nodiscard]] constexpr bool is_approximate() const noexcept { return approximate_; }
  [[nodiscard]] constexpr Grain grain() const noexcept { return grain_; }

  friend constexpr bool operator==(const FuzzyDate&, const FuzzyDate&) noexcept = default;

 private:
  friend struct std::hash<FuzzyDate>;
  friend TRUCELINE_EXPORT std::string to_string(FuzzyDate date);

  constexpr FuzzyDate(Date first, Date last, Grain grain) noexcept : first_(first), last_(last), grain_(grain) {}

  Date first_, last_;  // as written, before "~" widens them
  Grain grain_ = Grain::Unknown;
  bool approximate_ = false;
};

/// Reads the forms above; ends of an interval are days. Errors: TL-121 form, TL-122 no such day, month or year,
/// TL-123 interval that ends before it begins.
[[nodiscard]] TRUCELINE_EXPORT Result<FuzzyDate> parse_fuzzy_date(std::string_view text);

/// As it was written; parse_fuzzy_date() reads it back to an equal value.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(FuzzyDate date);

}  // namespace v0
}  // namespace truceline

template <>
struct std::hash<truceline::FuzzyDate> {
  std::size_t operator()(truceline::FuzzyDate date) const noexcept {
    const auto form = static_cast<std::uint64_t>(date.grain_) << 1 | static_cast<std::uint64_t>(date.approximate_);
    const auto first = static_cast<std::uint32_t>(date.first_.days_since_epoch());
    const auto last = static_cast<std::uint32_t>(date.last_.days_since_epoch());
    return truceline::detail::spread(truceline::detail::spread(std::uint64_t{first} << 32 | last) + form);
  }
};
