#pragma once

// What the grammars of time read, and what it means on a given day.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/term.hpp>
#include <truceline/read/time.hpp>

#include "read/time_word.hpp"

namespace truceline {
inline namespace v0 {

/// An expression of time as stated, before a missing year is filled in.
struct TimeExpression {
  enum class Form : std::uint8_t {
    Calendar,  ///< year, month, day, weekday as far as they are stated
    Fixed,     ///< `date`, resolved already
    Span,      ///< `date` until `until`, resolved already
    Length     ///< `term`
  };
  Form form = Form::Calendar;
  std::size_t next = 0;  ///< one past its last word in the run

  int year = 0, month = 0, day = 0, weekday = 0;  ///< 0: not stated
  TimePart part = TimePart::Whole;
  int nth = 0;          ///< "third week of", "last Friday of": -1 is the last; of the calendar period above
  int nth_weekday = 0;  ///< 0: weeks are counted
  bool approximate = false;

  FuzzyDate date;
  FuzzyDate until;
  Term term;
  TimeUnit unit = TimeUnit::Day;  ///< the finest of a length
  Direction direction = Direction::None;
  bool relative = false;
};

/// What the grammars read in: a run of words, and the days that relative expressions refer to.
struct TimeContext {
  const std::vector<TimeWord>& run;
  std::string_view text;
  Date reference;
  std::optional<FuzzyDate> anchor;
  int named_year = 0;                ///< of the date named last, for 当年 and 次年; 0: none
  static constexpr TimeWord none{};  ///< stands behind the last word

  [[nodiscard]] const TimeWord& word(std::size_t i) const noexcept { return i < run.size() ? run[i] : none; }
  [[nodiscard]] Tag tag(std::size_t i) const noexcept { return word(i).tag; }
  [[nodiscard]] bool punct(std::size_t i, char c) const noexcept { return tag(i) == Tag::Punct && word(i).value == c; }
  /// Whether no blank stands between word i and the next.
  [[nodiscard]] bool adjacent(std::size_t i) const noexcept { return word(i).end == word(i + 1).begin; }
  /// A day of the month: 1 to 31, at most two digits.
  [[nodiscard]] bool day_number(std::size_t i) const noexcept;
  /// Whether the text goes on behind word i with a word in small letters that is none of grammar: "2000 pieces".
  [[nodiscard]] bool counts_something(std::size_t i) const noexcept;
};

/// The expression that begins at word i, without what binds it to others; `lead` is the preposition before it, Tag::Other
/// if none. O(its length).
[[nodiscard]] std::optional<TimeExpression> english_expression(const TimeContext& context, std::size_t i, Tag lead);
[[nodiscard]] std::optional<TimeExpression> chinese_expression(const TimeContext& context, std::size_t i, Tag lead);

// ---- arithmetic of weeks, parts and lengths -------------------------------------------------------------------------

[[nodiscard]] FuzzyDate days(Date first, Date last);       ///< a day, a month, a year, or the interval
[[nodiscard]] FuzzyDate week_of(Date day, int weeks = 0);  ///< Monday to Sunday
[[nodiscard]] std::optional<FuzzyDate> part_of(FuzzyDate period, TimePart part);
/// The nth week of a period, which is the one that holds its nth Thursday (ISO 8601); the nth weekday. -1 is the last.
[[nodiscard]] std::optional<FuzzyDate> nth_week(FuzzyDate period, int nth);
[[nodiscard]] std::optional<FuzzyDate> nth_weekday(FuzzyDate period, int weekday, int nth);
[[nodiscard]] FuzzyDate quarter_of(Date day, int quarters);  ///< the quarter that many after the day's
[[nodiscard]] Date plus(Date day, Term term, int sign);
/// What a length before or after a day means: a day for days, the days around for weeks, else the month or year.
[[nodiscard]] FuzzyDate away(Date day, Term term, TimeUnit finest, int sign);
[[nodiscard]] Term term_of(TimeUnit unit, std::int64_t count, std::int64_t millionths = 0);

/// A calendar expression's days on a given day of reading.
struct Resolved {
  FuzzyDate date;
  std::optional<FuzzyDate> other;
  bool lacks_year = false;
};
/// nullopt if there is no such day.
[[nodiscard]] std::optional<Resolved> resolve(const TimeExpression& expression, Date reference, Direction direction);

}  // namespace v0
}  // namespace truceline
