#include <truceline/calendar/clock.hpp>

#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include <boost/date_time/local_time/posix_time_zone.hpp>

#include "calendar/digits.hpp"
#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using BoostZone = boost::local_time::posix_time_zone;

// Rules as POSIX writes them, but with offsets east of Greenwich positive, as Boost reads them. Sources: the IANA time
// zone database; US Energy Policy Act of 2005 (in force since 2007), EU directive 2000/84/EC.
constexpr auto fixed_utc = "UTC+0";
constexpr auto us_eastern = "EST-5EDT,M3.2.0/02:00,M11.1.0/02:00";
constexpr auto us_pacific = "PST-8PDT,M3.2.0/02:00,M11.1.0/02:00";
constexpr auto central_europe = "CET+1CEST,M3.5.0/02:00,M10.5.0/03:00";
constexpr auto mexico_until_2022 = "CST-6CDT,M4.1.0/02:00,M10.5.0/02:00";

struct Entry {
  std::string_view name;
  const char* rule;
  int until_year = 0;                // the first year of which `rule` is no longer right; 0: it still is
  const char* later_rule = nullptr;  // from the beginning of that year on
};

// In the order of Zone's index, which no file and no ABI carries: sort as you like, but UTC is first.
constexpr Entry entries[] = {
    {"UTC", fixed_utc},
    {"America/Los_Angeles", us_pacific},
    {"America/Mexico_City", mexico_until_2022, 2023, "CST-6"},
    {"America/New_York", us_eastern},
    {"America/Toronto", us_eastern},
    {"Asia/Hong_Kong", "HKT+8"},
    {"Asia/Kuala_Lumpur", "MYT+8"},
    {"Asia/Seoul", "KST+9"},
    {"Asia/Shanghai", "CST+8"},
    {"Asia/Singapore", "SGT+8"},
    {"Asia/Taipei", "CST+8"},
    {"Asia/Tokyo", "JST+9"},
    {"Australia/Sydney", "AEST+10AEDT,M10.1.0/02:00,M4.1.0/03:00"},
    {"Europe/Brussels", central_europe},
    {"Europe/London", "GMT+0BST,M3.5.0/01:00,M10.5.0/02:00"},
    {"Europe/Madrid", central_europe},
    {"Europe/Moscow", "MSK+3"},
    {"Europe/Paris", central_europe},
    {"Europe/Zurich", central_europe},
};
constexpr std::size_t zone_count = std::size(entries);

constexpr std::int64_t minutes_a_day = 1440;

std::int64_t minutes_of(const boost::posix_time::time_duration& duration) { return duration.total_seconds() / 60; }

std::int64_t minutes_of(LocalTime local) { return minutes_a_day * local.day.days_since_epoch() + local.time.minutes(); }

// The clock of one year: its offset from UTC, and summer time on [begin, end), in minutes of the wall clock since 1970,
// each told before its change. South of the equator the end comes first.
struct YearClock {
  std::int64_t offset = 0;
  std::int64_t saving = 0;  // 0: no summer time
  std::int64_t begin = 0;
  std::int64_t end = 0;

  [[nodiscard]] bool saves(std::int64_t minute, std::int64_t from, std::int64_t until) const noexcept {
    if (saving == 0) return false;
    return from < until ? from <= minute && minute < until : from <= minute || minute < until;
  }
};

// Boost works a year's changes out of its rule; asking it is cheap next to reading the rule, which is done once a zone.
class ZoneClock {
 public:
  explicit ZoneClock(const Entry& entry)
      : rule_(entry.rule),
        later_rule_(entry.later_rule ? entry.later_rule : entry.rule),
        until_year_(entry.until_year) {}

  [[nodiscard]] YearClock of(int year) const {
    const BoostZone& zone = until_year_ == 0 || year < until_year_ ? rule_ : later_rule_;
    YearClock clock{.offset = minutes_of(zone.base_utc_offset())};
    if (!zone.has_dst()) return clock;
    const auto number = static_cast<unsigned short>(year);
    clock.saving = minutes_of(zone.dst_offset());
    clock.begin = since_1970(zone.dst_local_start_time(number));
    clock.end = since_1970(zone.dst_local_end_time(number));
    return clock;
  }

 private:
  static std::int64_t since_1970(const boost::posix_time::ptime& time) {
    return minutes_of(time.time_of_day()) + minutes_a_day * (time.date() - boost::gregorian::date(1970, 1, 1)).days();
  }

  BoostZone rule_, later_rule_;
  int until_year_;
};

Instant saturated(std::int64_t minutes) noexcept {
  if (minutes < Instant::min().minutes_since_epoch()) return Instant::min();
  return Instant::from_minutes(minutes).value_or(Instant::max());
}

// Day and time of a count of wall clock minutes, at the ends of the calendar the first or last.
LocalTime split(std::int64_t minutes) noexcept {
  minutes = saturated(minutes).minutes_since_epoch();
  const std::int64_t time = (minutes % minutes_a_day + minutes_a_day) % minutes_a_day;
  return {*Date::from_days(static_cast<std::int32_t>((minutes - time) / minutes_a_day)),
          *TimeOfDay::from_minutes(static_cast<int>(time))};
}

}  // namespace

struct ZoneRules {
  static Zone zone(std::size_t index) noexcept { return Zone(static_cast<std::uint8_t>(index)); }
  static const Entry& entry(Zone zone) noexcept { return entries[zone.index_]; }

  // Made at first need and never destroyed, so that clocks can be asked while the program ends.
  static const ZoneClock& clock(Zone zone) {
    static const auto& clocks = *new std::array(make_all(std::make_index_sequence<zone_count>()));
    return clocks[zone.index_];
  }

 private:
  template <std::size_t... I>
  static std::array<ZoneClock, zone_count> make_all(std::index_sequence<I...>) {
    return {ZoneClock(entries[I])...};
  }
};

Result<Zone> Zone::from_name(std::string_view name) {
  // Not in the database, but what a reader of news from Geneva looks for.
  if (name == "Europe/Geneva") name = "Europe/Zurich";
  for (std::size_t index = 0; index < zone_count; ++index) {
    if (entries[index].name == name) return ZoneRules::zone(index);
  }
  return fault({.id = "TL-142",
                .message = "no such time zone: " + quoted(name),
                .fix = "name one of the zones that clock.hpp lists, as in America/New_York"});
}

std::string_view Zone::name() const noexcept { return ZoneRules::entry(*this).name; }

std::string to_string(Zone zone) { return std::string(zone.name()); }

namespace {

std::optional<TimeOfDay> read_time(std::string_view text) noexcept {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = read_number(text.substr(0, 2));
  const auto minute = read_number(text.substr(3));
  if (!hour || !minute) return std::nullopt;
  return TimeOfDay::from_hm(*hour, *minute);
}

// Minutes east of Greenwich that "Z", "+08:00" or "-05:00" stand for. The farthest offset in use is 14 hours.
std::optional<int> read_offset(std::string_view text) noexcept {
  if (text == "Z") return 0;
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const auto offset = read_time(text.substr(1));
  if (!offset || offset->minutes() > 18 * 60) return std::nullopt;
  return text.front() == '-' ? -offset->minutes() : offset->minutes();
}

}  // namespace

Result<TimeOfDay> parse_time_of_day(std::string_view text) {
  if (const auto time = read_time(text)) return *time;
  return fault({.id = "TL-141",
                .message = "not a time of day: " + quoted(text),
                .fix = "write HH:MM from 00:00 to 23:59; midnight at a day's end is 00:00 of the next"});
}

std::string to_string(TimeOfDay time) {
  std::string text = "00:00";
  write_number(text.data(), 2, time.hour());
  write_number(text.data() + 3, 2, time.minute());
  return text;
}

Result<Instant> parse_instant(std::string_view text) {
  const auto malformed = [text] {
    return fault({.id = "TL-143",
                  .message = "not an instant: " + quoted(text),
                  .fix = "write UTC or an offset from it, as in 2025-11-10T05:01Z or 2025-11-10T00:01-05:00"});
  };
  if (text.size() < 17 || text[10] != 'T') return malformed();
  const auto time = read_time(text.substr(11, 5));
  const auto offset = read_offset(text.substr(16));
  if (!time || !offset) return malformed();
  const auto day = parse_date(text.substr(0, 10));
  if (!day.ok()) return diagnostics(day.status()).front().id == "TL-102" ? day.status() : malformed();
  if (const auto instant = Instant::from_minutes(minutes_of(LocalTime{*day, *time}) - *offset)) return *instant;
  return malformed();
}

std::string to_string(Instant instant) { return to_string(split(instant.minutes_since_epoch())) + 'Z'; }

std::string to_string(LocalTime local) { return to_string(local.day) + 'T' + to_string(local.time); }

Instant to_instant(LocalTime local, Zone zone) noexcept {
  const YearClock clock = ZoneRules::clock(zone).of(local.day.year());
  const std::int64_t wall = minutes_of(local);
  // What the spring change skips is read as its first minute, which is the change itself.
  if (clock.saving != 0 && wall >= clock.begin && wall < clock.begin + clock.saving)
    return saturated(clock.begin - clock.offset);
  // Up to its end summer time keeps the repeated hour, so that the first of the two is meant.
  const bool summer = clock.saves(wall, clock.begin, clock.end);
  return saturated(wall - clock.offset - (summer ? clock.saving : 0));
}

LocalTime to_local(Instant instant, Zone zone) noexcept {
  const std::int64_t minutes = instant.minutes_since_epoch();
  // No zone changes its clock within a day of the new year, so that any near reading of the year does.
  const YearClock clock = ZoneRules::clock(zone).of(split(minutes).day.year());
  const std::int64_t standard = minutes + clock.offset;
  const bool summer = clock.saves(standard, clock.begin, clock.end - clock.saving);
  return split(standard + (summer ? clock.saving : 0));
}

}  // namespace v0
}  // namespace truceline
