#include <truceline/calendar/fuzzy_date.hpp>

#include "calendar/digits.hpp"
#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

absl::Status not_a_date(std::string_view text) {
  return fault({.id = "TL-121",
                .message = "not a date, precise or not: " + quoted(text),
                .fix = "write a day, month, year or interval, as in 2025-10-30, 2025-10, 2025~, 2025-09-21/2025-09-30, "
                       "or unknown"});
}

absl::Status missing(std::string_view text) {
  return fault({.id = "TL-122",
                .message = "no such day, month or year: " + quoted(text),
                .fix = "days run from 1400-01-01 to 9999-12-31 by the Gregorian calendar"});
}

// A day as part of a fuzzy date: the same form as parse_date() takes, faulted in this type's own terms.
Result<Date> parse_end(std::string_view end, std::string_view whole) {
  auto date = parse_date(end);
  if (date.ok()) return date;
  return diagnostics(date.status()).front().id == "TL-102" ? missing(whole) : not_a_date(whole);
}

Result<FuzzyDate> parse_interval(std::string_view text, std::size_t slash) {
  const auto first = parse_end(text.substr(0, slash), text);
  if (!first.ok()) return first.status();
  const auto last = parse_end(text.substr(slash + 1), text);
  if (!last.ok()) return last.status();
  if (const auto interval = FuzzyDate::interval(*first, *last)) return *interval;
  return fault({.id = "TL-123",
                .message = "interval ends before it begins: " + quoted(text),
                .fix = "write the earlier day first; both are included"});
}

// A day, month or year, without "~".
Result<FuzzyDate> parse_plain(std::string_view plain, std::string_view text) {
  if (plain.size() == 10) {
    const auto day = parse_end(plain, text);
    if (!day.ok()) return day.status();
    return FuzzyDate::day(*day);
  }
  const auto year = read_number(plain.substr(0, 4));
  if (!year) return not_a_date(text);
  std::optional<FuzzyDate> date;
  if (plain.size() == 4) {
    date = FuzzyDate::year(*year);
  } else {
    if (plain.size() != 7 || plain[4] != '-') return not_a_date(text);
    const auto month = read_number(plain.substr(5));
    if (!month) return not_a_date(text);
    date = FuzzyDate::month(*year, *month);
  }
  if (!date) return missing(text);
  return *date;
}

}  // namespace

Result<FuzzyDate> parse_fuzzy_date(std::string_view text) {
  if (text == "unknown") return FuzzyDate::unknown();
  if (const auto slash = text.find('/'); slash != std::string_view::npos) return parse_interval(text, slash);
  if (!text.ends_with('~')) return parse_plain(text, text);
  auto date = parse_plain(text.substr(0, text.size() - 1), text);
  if (!date.ok()) return date;
  return date->approximately();
}

std::string to_string(FuzzyDate date) {
  if (date.is_unknown()) return "unknown";
  std::string text = to_string(date.first_);
  switch (date.grain_) {
    case Grain::Unknown:
    case Grain::Day:
      break;
    case Grain::Month:
      text.resize(7);
      break;
    case Grain::Year:
      text.resize(4);
      break;
    case Grain::Interval:
      (text += '/') += to_string(date.last_);
      break;
  }
  if (date.approximate_) text += '~';
  return text;
}

}  // namespace v0
}  // namespace truceline
