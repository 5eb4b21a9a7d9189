#pragma once

/// @file
/// Dates, stretches and lengths of time in a text.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/term.hpp>
#include <truceline/read/export.hpp>
#include <truceline/read/text.hpp>

namespace truceline {
inline namespace v0 {

/// What an expression of time is.
enum class TimeKind : std::uint8_t {
  Date,   ///< "on 10 November", 11月10日, "last month": `date`
  Range,  ///< "from 14 May to 12 August", "within two years": `date` and `until`
  Length  ///< "for 90 days", 一年: `term`
};

/// Where an expression stands to the day it is told on.
enum class Direction : std::uint8_t { None, Past, Future };

/// What a word beside a date makes of it.
enum class TimeBound : std::uint8_t {
  None,
  Since,    ///< "from", "since", "effective", 自…起: it begins on that day
  After,    ///< "after", 之后
  Until,    ///< "until", 至: it ends there; whether that day counts, the words leave open
  Through,  ///< "through", 及之前: that day is the last
  Before    ///< "by", "before", 前: at the latest, or earlier
};

/// An expression of time in a text, resolved to calendar values. As precise as the words: "two months ago" is a month, "in
/// early May" the days 1 to 10 (docs/reading.md lists these conventions).
struct TimeMention {
  Span at;  ///< in the normalised text; of a date without the preposition before it
  TimeKind kind = TimeKind::Date;
  FuzzyDate date;                  ///< of a range, its first day
  std::optional<FuzzyDate> until;  ///< of a range, the first day after it
  std::optional<Term> term;        ///< of a length; of a range that is stated by its length
  TimeBound bound = TimeBound::None;
  Direction direction = Direction::None;  ///< as far as the words tell
  bool relative = false;                  ///< resolved against the day of publication or a date named before
  bool lacks_year = false;                ///< the year (or month) is a guess: the nearest that the direction allows
  std::optional<FuzzyDate>
      other;  ///< for `lacks_year` or a bare weekday: the reading on the other side of the reference
  friend bool operator==(const TimeMention&, const TimeMention&) = default;
};

/// Every expression of time in a stretch of normalised text, in order, none overlapping. `reference` is the day of
/// publication; `anchor`, where given, the date named before, against which "the same day" and 同日 are told, until the
/// stretch names another. Numeric dates without a leading year are month before day, as the US press writes them. Times
/// of day are left. A date that does not exist (30 February) is no mention. O(n).
[[nodiscard]] TRUCELINE_READ_EXPORT std::vector<TimeMention> find_times(std::string_view normal, Date reference,
                                                                        std::optional<FuzzyDate> anchor = std::nullopt);

}  // namespace v0
}  // namespace truceline
