#include "read/time_expression.hpp"

#include <algorithm>
#include <array>

#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {

bool TimeContext::day_number(std::size_t i) const noexcept {
  const TimeWord& number = word(i);
  return number.tag == Tag::Number && !number.grouped && number.digits <= 2 && number.millionths == 0 &&
         number.value >= 1 && number.value <= 31;
}

bool TimeContext::counts_something(std::size_t i) const noexcept {
  struct Word {
    std::string_view text;
  };
  static constexpr detail::WordTable grammar(std::to_array<Word>(
      {{"and"},   {"or"},      {"to"},      {"but"},   {"at"},    {"on"},    {"in"},    {"when"},    {"with"},
       {"was"},   {"is"},      {"are"},     {"were"},  {"the"},   {"as"},    {"after"}, {"before"},  {"by"},
       {"for"},   {"from"},    {"that"},    {"which"}, {"while"}, {"would"}, {"will"},  {"has"},     {"had"},
       {"have"},  {"than"},    {"it"},      {"he"},    {"she"},   {"they"},  {"we"},    {"of"},      {"through"},
       {"until"}, {"a"},       {"an"},      {"due"},   {"if"},    {"under"}, {"amid"},  {"against"}, {"not"},
       {"since"}, {"because"}, {"between"}, {"till"},  {"can"},   {"may"},   {"could"}, {"should"},  {"there"},
       {"their"}, {"its"},     {"his"},     {"her"},   {"our"},   {"this"}}));
  std::size_t p = word(i).end;
  if (p < text.size() && text[p] == ' ') ++p;
  if (p >= text.size() || text[p] < 'a' || text[p] > 'z') return false;
  return grammar.find(text.substr(p, detail::word_end(text, p) - p)) == nullptr;
}

FuzzyDate days(Date first, Date last) { return FuzzyDate::between(first, last); }

FuzzyDate week_of(Date day, int weeks) {
  const Date monday = day - (day.weekday() - 1) + 7 * weeks;
  return days(monday, monday + 6);
}

std::optional<FuzzyDate> part_of(FuzzyDate period, TimePart part) {
  if (part == TimePart::Whole || period.is_unknown()) return period;
  const Date first = *period.earliest();
  const Date last = *period.latest();
  const auto months = [&](int from, int count) {
    const Date begin = first + Term{.months = from};
    return days(begin, (begin + Term{.months = count}) - 1);
  };
  switch (part) {
    case TimePart::Q1:
      return months(0, 3);
    case TimePart::Q2:
      return months(3, 3);
    case TimePart::Q3:
      return months(6, 3);
    case TimePart::Q4:
      return months(9, 3);
    default:
      break;
  }
  const int length = last - first + 1;
  const int third = part == TimePart::Early ? 0 : part == TimePart::Mid ? 1 : 2;
  if (length > 360) {
    if (part == TimePart::FirstHalf) return months(0, 6);
    if (part == TimePart::SecondHalf) return months(6, 6);
    return months(4 * third, 4);
  }
  if (length >= 28 && length <= 31) {
    if (part == TimePart::FirstHalf) return days(first, first + 14);
    if (part == TimePart::SecondHalf) return days(first + 15, last);
    return days(first + 10 * third, third == 2 ? last : first + 10 * third + 9);
  }
  if (length == 7) {  // Monday to Wednesday, Tuesday to Friday, Thursday to Sunday
    if (part == TimePart::Early || part == TimePart::FirstHalf) return days(first, first + 2);
    if (part == TimePart::Mid) return days(first + 1, first + 4);
    return days(first + 3, last);
  }
  if (length < 3) return period;
  return days(first + length * third / 3, first + (length * (third + 1) / 3 - 1));
}

std::optional<FuzzyDate> nth_weekday(FuzzyDate period, int weekday, int nth) {
  if (period.is_unknown() || nth == 0) return std::nullopt;
  const Date first = *period.earliest();
  const Date last = *period.latest();
  const Date day = nth > 0 ? first + ((weekday - first.weekday() + 7) % 7 + 7 * (nth - 1))
                           : last - ((last.weekday() - weekday + 7) % 7 + 7 * (-nth - 1));
  if (day < first || day > last) return std::nullopt;
  return FuzzyDate::day(day);
}

std::optional<FuzzyDate> nth_week(FuzzyDate period, int nth) {
  const auto thursday = nth_weekday(period, 4, nth);
  if (!thursday) return std::nullopt;
  return week_of(*thursday->earliest());
}

FuzzyDate quarter_of(Date day, int quarters) {
  const Date january = *Date::from_ymd(day.year(), 1, 1);
  const Date first = january + Term{.months = (day.month() - 1) / 3 * 3 + 3 * quarters};
  return days(first, (first + Term{.months = 3}) - 1);
}

Date plus(Date day, Term term, int sign) { return day + Term{.months = sign * term.months, .days = sign * term.days}; }

FuzzyDate away(Date day, Term term, TimeUnit finest, int sign) {
  const Date there = plus(day, term, sign);
  switch (finest) {
    case TimeUnit::Day:
      return FuzzyDate::day(there);
    case TimeUnit::Week:
    case TimeUnit::Fortnight:
      return days(there - 3, there + 3);
    case TimeUnit::Month:
      return *FuzzyDate::month(there.year(), there.month());
    case TimeUnit::Quarter:
      return quarter_of(there, 0);
    default:
      return *FuzzyDate::year(there.year());
  }
}

Term term_of(TimeUnit unit, std::int64_t count, std::int64_t millionths) {
  if (count > 9'999) count = 9'999;
  const auto whole = static_cast<std::int32_t>(count);
  const auto share = [&](std::int64_t of) {
    return static_cast<std::int32_t>((millionths * of + 500'000) / 1'000'000);
  };
  switch (unit) {
    case TimeUnit::Day:
      return {.days = whole};
    case TimeUnit::Week:
      return {.days = 7 * whole + share(7)};
    case TimeUnit::Fortnight:
      return {.days = 14 * whole + share(14)};
    case TimeUnit::Month:
      return {.months = whole, .days = share(30)};
    case TimeUnit::Quarter:
      return {.months = 3 * whole + share(3)};
    case TimeUnit::Year:
      return {.months = 12 * whole + share(12)};
    case TimeUnit::Decade:
      return {.months = 120 * whole + share(120)};
    case TimeUnit::Century:
      return {.months = std::min(1'200 * whole, 119'988)};
  }
  return {};
}

namespace {

/// The days of an expression once its year (and month) are settled.
std::optional<FuzzyDate> settled(const TimeExpression& expression, int year, int month) {
  std::optional<FuzzyDate> date;
  if (expression.day != 0) {
    const auto day = Date::from_ymd(year, month, expression.day);
    if (!day) return std::nullopt;
    date = FuzzyDate::day(*day);
  } else if (month != 0) {
    date = FuzzyDate::month(year, month);
  } else {
    date = FuzzyDate::year(year);
  }
  if (date && expression.part != TimePart::Whole) date = part_of(*date, expression.part);
  if (date && expression.nth != 0) {
    date = expression.nth_weekday != 0 ? nth_weekday(*date, expression.nth_weekday, expression.nth)
                                       : nth_week(*date, expression.nth);
  }
  if (date && expression.approximate) date = date->approximately();
  return date;
}

/// The readings on either side of the reference, steps apart, and the one that the direction, else nearness, prefers: the
/// past, unless the future is three times as near.
template <class Make>
std::optional<Resolved> nearest(Date reference, Direction direction, int furthest, Make make) {
  std::optional<FuzzyDate> past, future;
  for (int step = 0; step <= furthest && !past; ++step) {
    const auto date = make(-step);
    if (date && *date->earliest() <= reference) past = date;
  }
  for (int step = -1; step <= furthest && !future; ++step) {
    const auto date = make(step);
    if (date && *date->earliest() > reference) future = date;
  }
  if (!past && !future) return std::nullopt;
  if (!past || !future) return Resolved{past ? *past : *future, std::nullopt, true};
  const bool running = *past->latest() >= reference;
  const bool sooner = 3 * (*future->earliest() - reference) < reference - *past->latest();
  const bool ahead = !running && (direction == Direction::Future || (direction == Direction::None && sooner));
  return ahead ? Resolved{*future, past, true} : Resolved{*past, future, true};
}

}  // namespace

std::optional<Resolved> resolve(const TimeExpression& expression, Date reference, Direction direction) {
  using Form = TimeExpression::Form;
  if (expression.form != Form::Calendar) return Resolved{expression.date, std::nullopt, false};
  const auto agrees = [&](const std::optional<FuzzyDate>& date) {
    return date &&
           (expression.weekday == 0 || expression.day == 0 || date->earliest()->weekday() == expression.weekday);
  };
  if (expression.year != 0) {
    const auto date = settled(expression, expression.year, expression.month);
    if (!date) return std::nullopt;
    return Resolved{*date, std::nullopt, false};
  }
  const auto in_year = [&](int step) { return settled(expression, reference.year() + step, expression.month); };
  const int month_number = reference.year() * 12 + reference.month() - 1;
  const auto in_month = [&](int step) {
    return settled(expression, (month_number + step) / 12, (month_number + step) % 12 + 1);
  };
  // A weekday beside the day chooses the year (or month) that it is right in, if one is near.
  const auto chosen = [&](int near, int furthest, const auto& make) {
    if (expression.weekday != 0) {
      const auto right = nearest(reference, direction, near, [&](int step) {
        const auto date = make(step);
        return agrees(date) ? date : std::nullopt;
      });
      if (right) return right;
    }
    return nearest(reference, direction, furthest, make);
  };
  if (expression.month != 0) return chosen(1, 8, in_year);
  if (expression.day != 0) return chosen(12, 3, in_month);
  if (expression.weekday != 0) {
    const auto in_week = [&](int step) {
      const FuzzyDate week = week_of(reference, step);
      return std::optional(FuzzyDate::day(*week.earliest() + (expression.weekday - 1)));
    };
    auto resolved = nearest(reference, direction, 1, in_week);
    if (resolved) resolved->lacks_year = false;
    return resolved;
  }
  return nearest(reference, direction, 1, in_year);
}

}  // namespace v0
}  // namespace truceline
