#pragma once

/// @file
/// The civil day, the unit in which measures live.

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// Whether a year of the proleptic Gregorian calendar has a 29 February.
[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// 28 to 31; 0 if there is no such month (months count from 1).
[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
  if (month < 1 || month > 12) return 0;
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// The three numbers of a day: year 1400 to 9999, month 1 to 12, day of the month 1 to 31.
struct YearMonthDay {
  int year = 1970;
  int month = 1;
  int day = 1;
  friend constexpr auto operator<=>(const YearMonthDay&, const YearMonthDay&) noexcept = default;
};

/// A civil day, proleptic Gregorian, years 1400 to 9999 as Boost.Date_Time counts them. Always valid: there is no null
/// and no infinity. "Unknown" is a FuzzyDate, "no end" an absent `until`. Converts to and from boost::gregorian::date
/// in calendar/boost.hpp. A day has no zone; which instants it covers, calendar/clock.hpp tells.
///     constexpr Date d = *Date::from_ymd(2025, 4, 5);
///     static_assert((d + 90) - d == 90);          // unit: civil days
class Date {
 public:
  constexpr Date() noexcept = default;  ///< 1970-01-01

  /// Exact: nullopt for 2025-02-30; never normalises.
  [[nodiscard]] static constexpr std::optional<Date> from_ymd(int year, int month, int day) noexcept {
    if (year < 1400 || year > 9999 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return Date(day_number(year, month, day));
  }

  /// The inverse of days_since_epoch(); nullopt outside of min() to max().
  [[nodiscard]] static constexpr std::optional<Date> from_days(std::int32_t days_since_epoch) noexcept {
    if (days_since_epoch < first_ || days_since_epoch > last_) return std::nullopt;
    return Date(days_since_epoch);
  }

  [[nodiscard]] static constexpr Date min() noexcept { return Date(first_); }  ///< 1400-01-01
  [[nodiscard]] static constexpr Date max() noexcept { return Date(last_); }   ///< 9999-12-31

  /// Days since 1970-01-01; negative before.
  [[nodiscard]] constexpr std::int32_t days_since_epoch() const noexcept { return days_; }

  /// All three numbers at once, for less than the three calls below.
  [[nodiscard]] constexpr YearMonthDay ymd() const noexcept;
  [[nodiscard]] constexpr int year() const noexcept { return ymd().year; }
  [[nodiscard]] constexpr int month() const noexcept { return ymd().month; }  ///< 1 to 12
  [[nodiscard]] constexpr int day() const noexcept { return ymd().day; }      ///< 1 to 31

  /// ISO 8601: 1 is Monday, 7 is Sunday.
  [[nodiscard]] constexpr int weekday() const noexcept { return (days_ - first_ + 2) % 7 + 1; }

  friend constexpr auto operator<=>(const Date&, const Date&) noexcept = default;

  /// Days later or earlier. Saturates: what would pass max() or min() is max() or min(), so a sum is always a day.
  friend constexpr Date operator+(Date date, std::int32_t days) noexcept {
    const std::int64_t sum = std::int64_t{date.days_} + days;
    return Date(static_cast<std::int32_t>(std::clamp(sum, std::int64_t{first_}, std::int64_t{last_})));
  }
  friend constexpr Date operator-(Date date, std::int32_t days) noexcept {
    const std::int64_t difference = std::int64_t{date.days_} - days;
    return Date(static_cast<std::int32_t>(std::clamp(difference, std::int64_t{first_}, std::int64_t{last_})));
  }
  /// Days from b to a.
  friend constexpr std::int32_t operator-(Date a, Date b) noexcept { return a.days_ - b.days_; }

 private:
  constexpr explicit Date(std::int32_t days) noexcept : days_(days) {}

  // Years are counted from March, so that the leap day is a year's last and month lengths follow one linear formula.
  static constexpr std::int32_t day_number(int year, int month, int day) noexcept {
    const int y = month > 2 ? year : year - 1;
    const int months_since_march = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * months_since_march + 2) / 5 + day - 1 - epoch_;
  }

  static constexpr std::int32_t epoch_ = 719468;   // days from 0000-03-01 to 1970-01-01
  static constexpr std::int32_t first_ = -208188;  // 1400-01-01, a Wednesday
  static constexpr std::int32_t last_ = 2932896;   // 9999-12-31

  std::int32_t days_ = 0;  // since 1970-01-01
};

constexpr YearMonthDay Date::ymd() const noexcept {
  const auto quarters = 4 * static_cast<std::uint32_t>(days_ + epoch_) + 3;  // quarter days since 0000-03-01
  const auto century = quarters / 146097;
  const auto century_quarters = quarters % 146097 | 3;
  const auto year_of_century = century_quarters / 1461;
  const auto day_of_year = century_quarters % 1461 / 4;
  const auto month = (5 * day_of_year + 2) / 153;  // from March
  const auto day = day_of_year - (153 * month + 2) / 5 + 1;
  const bool next_year = month >= 10;  // January and February
  return {static_cast<int>(100 * century + year_of_century) + (next_year ? 1 : 0),
          static_cast<int>(next_year ? month - 9 : month + 3), static_cast<int>(day)};
}

/// Accepts exactly "YYYY-MM-DD". Errors: TL-101 form, TL-102 no such day.
[[nodiscard]] TRUCELINE_EXPORT Result<Date> parse_date(std::string_view text);

/// "2025-04-05"; parse_date() reads it back.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Date date);

namespace detail {
/// Spreads the bits of a key over the whole hash (the finaliser of SplitMix64): neighbouring days must not share
/// buckets.
constexpr std::size_t spread(std::uint64_t key) noexcept {
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9U;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebU;
  return static_cast<std::size_t>(key ^ (key >> 31));
}
}  // namespace detail

}  // namespace v0
}  // namespace truceline

template <>
struct std::hash<truceline::Date> {
  std::size_t operator()(truceline::Date date) const noexcept {
    return truceline::detail::spread(static_cast<std::uint32_t>(date.days_since_epoch()));
  }
};
