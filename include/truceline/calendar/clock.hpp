#pragma once

/// @file
/// Times of day and the zones they are told in. Most of Truceline counts civil days; clocks matter where a measure
/// begins at 00:01 in Washington or where an instant must be told as a day.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// A time of day to the minute, 00:00 to 23:59.
class TimeOfDay {
 public:
  constexpr TimeOfDay() noexcept = default;  ///< 00:00
  /// nullopt unless 0 to 1439.
  [[nodiscard]] static constexpr std::optional<TimeOfDay> from_minutes(int minutes_since_midnight) noexcept {
    if (minutes_since_midnight < 0 || minutes_since_midnight >= 24 * 60) return std::nullopt;
    return TimeOfDay(static_cast<std::int16_t>(minutes_since_midnight));
  }
  /// nullopt unless hour is 0 to 23 and minute 0 to 59.
  [[nodiscard]] static constexpr std::optional<TimeOfDay> from_hm(int hour, int minute) noexcept {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return TimeOfDay(static_cast<std::int16_t>(hour * 60 + minute));
  }

  [[nodiscard]] constexpr int minutes() const noexcept { return minutes_; }      ///< since midnight, 0 to 1439
  [[nodiscard]] constexpr int hour() const noexcept { return minutes_ / 60; }    ///< 0 to 23
  [[nodiscard]] constexpr int minute() const noexcept { return minutes_ % 60; }  ///< 0 to 59
  friend constexpr auto operator<=>(const TimeOfDay&, const TimeOfDay&) noexcept = default;

 private:
  constexpr explicit TimeOfDay(std::int16_t minutes) noexcept : minutes_(minutes) {}
  std::int16_t minutes_ = 0;
};

/// Accepts exactly "HH:MM", 00:00 to 23:59. Errors: TL-141.
[[nodiscard]] TRUCELINE_EXPORT Result<TimeOfDay> parse_time_of_day(std::string_view text);
/// "05:01".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(TimeOfDay time);

/// A place's clock, by its name in the IANA time zone database; one byte, free to copy. Truceline carries the rules of
/// the places that impose trade measures or meet about them, and reads no file of the system. They are right from 2007
/// on (Sydney from 2008, Moscow from 2015); earlier days are read by the earliest rule carried.
class Zone {
 public:
  constexpr Zone() noexcept = default;  ///< UTC
  /// Known: UTC, America/{Los_Angeles, Mexico_City, New_York, Toronto}, Asia/{Hong_Kong, Kuala_Lumpur, Seoul, Shanghai,
  /// Singapore, Taipei, Tokyo}, Australia/Sydney, Europe/{Brussels, London, Madrid, Moscow, Paris, Zurich}, and
  /// Europe/Geneva for the last. Errors: TL-142.
  [[nodiscard]] static TRUCELINE_EXPORT Result<Zone> from_name(std::string_view name);
  /// "America/New_York"; lives as long as the program.
  [[nodiscard]] TRUCELINE_EXPORT std::string_view name() const noexcept;
  friend constexpr bool operator==(const Zone&, const Zone&) noexcept = default;

 private:
  friend struct ZoneRules;
  constexpr explicit Zone(std::uint8_t index) noexcept : index_(index) {}
  std::uint8_t index_ = 0;
};
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Zone zone);

/// A point in time to the minute, the same everywhere; no leap seconds. From Date::min() 00:00 to Date::max() 23:59,
/// UTC.
class Instant {
 public:
  constexpr Instant() noexcept = default;  ///< 1970-01-01T00:00Z
  /// Minutes since 1970-01-01T00:00Z; nullopt outside of min() to max().
  [[nodiscard]] static constexpr std::optional<Instant> from_minutes(std::int64_t minutes_since_epoch) noexcept {
    if (minutes_since_epoch < min().minutes_ || minutes_since_epoch > max().minutes_) return std::nullopt;
    return Instant(minutes_since_epoch);
  }
  [[nodiscard]] static constexpr Instant min() noexcept {
    return Instant(std::int64_t{1440} * Date::min().days_since_epoch());
  }
  [[nodiscard]] static constexpr Instant max() noexcept {
    return Instant(std::int64_t{1440} * Date::max().days_since_epoch() + 1439);
  }
  [[nodiscard]] constexpr std::int64_t minutes_since_epoch() const noexcept { return minutes_; }
  friend constexpr auto operator<=>(const Instant&, const Instant&) noexcept = default;
  /// Minutes from b to a.
  friend constexpr std::int64_t operator-(Instant a, Instant b) noexcept { return a.minutes_ - b.minutes_; }

 private:
  constexpr explicit Instant(std::int64_t minutes) noexcept : minutes_(minutes) {}
  std::int64_t minutes_ = 0;
};

/// Accepts "2025-11-10T05:01Z" or an offset, "2025-11-10T00:01-05:00", up to 18 hours. Errors: TL-143 form, TL-102 no
/// such day.
[[nodiscard]] TRUCELINE_EXPORT Result<Instant> parse_instant(std::string_view text);
/// "2025-11-10T05:01Z"; parse_instant() reads it back.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Instant instant);

/// What calendar and clock of some place show. Without the zone it is no instant.
struct LocalTime {
  Date day;
  TimeOfDay time;
  friend constexpr auto operator<=>(const LocalTime&, const LocalTime&) noexcept = default;
};
/// "2025-11-10T00:01".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(LocalTime local);

/// The instant at which the place's clock shows `local`. A time in the hour that a spring change skips is the instant
/// of the change; of an hour that an autumn change repeats, the first is meant. So later local times never give earlier
/// instants. Saturates at Instant::min() and max(). O(1).
[[nodiscard]] TRUCELINE_EXPORT Instant to_instant(LocalTime local, Zone zone) noexcept;

/// What the place's clock shows at an instant; saturates at the first and last minute of Date's range. O(1).
[[nodiscard]] TRUCELINE_EXPORT LocalTime to_local(Instant instant, Zone zone) noexcept;

}  // namespace v0
}  // namespace truceline
