#include <algorithm>
#include <array>

#include "read/ascii.hpp"
#include "read/time_expression.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using Form = TimeExpression::Form;

/// The grammar of English expressions of time, by recursive descent over a run of words. Each function reads what begins
/// at word i, or nothing.
class English {
 public:
  English(const TimeContext& context, Tag lead) noexcept : in_(context), lead_(lead) {}

  std::optional<TimeExpression> expression(std::size_t i) const {
    if (in_.word(i).han && in_.tag(i) != Tag::Number) return std::nullopt;
    for (const auto rule :
         {&English::relative_day, &English::rest, &English::nth_of, &English::part_of_period, &English::count_span,
          &English::period, &English::month_alone, &English::number_date, &English::weekday_date, &English::length}) {
      if (auto found = (this->*rule)(i)) return found;
    }
    if (in_.tag(i) == Tag::The) {
      if (in_.tag(i + 1) != Tag::The) {
        if (auto found = English(in_, lead_).after_the(i + 1)) return found;
      }
    }
    return std::nullopt;
  }

 private:
  static TimeExpression fixed(std::size_t next, FuzzyDate date, Direction direction = Direction::None) {
    TimeExpression found;
    found.form = Form::Fixed;
    found.next = next;
    found.date = date;
    found.direction = direction;
    found.relative = true;
    return found;
  }
  static Direction side(int steps) {
    return steps < 0 ? Direction::Past : steps > 0 ? Direction::Future : Direction::None;
  }
  bool prepositional() const { return lead_ != Tag::Other; }
  std::size_t skip(std::size_t i, Tag tag) const { return in_.tag(i) == tag ? i + 1 : i; }
  std::size_t skip(std::size_t i, char c) const { return in_.punct(i, c) ? i + 1 : i; }

  std::optional<TimeExpression> after_the(std::size_t i) const {
    for (const auto rule : {&English::nth_of, &English::part_of_period, &English::count_span, &English::period}) {
      if (auto found = (this->*rule)(i)) return found;
    }
    if (in_.tag(i) == Tag::Month) return month_date(i);
    if (auto found = decade(i)) return found;
    if (in_.tag(i) == Tag::Number && in_.word(i).ordinal) {
      if (auto found = number_date(i)) return found;
    }
    // "the 2025 truce"
    if (in_.tag(i) == Tag::Number && in_.word(i).digits == 4 && in_.word(i).value % 100 != 0) {
      const int year = in_.word(i).value;
      if (year >= 1950 && year <= 2049 && !in_.punct(i + 1, '-')) return year_alone(i + 1, year);
    }
    return std::nullopt;
  }

  // ---- numbers ------------------------------------------------------------------------------------------------------

  /// A year of four digits or in words; moves i behind it.
  int year_at(std::size_t& i) const {
    const TimeWord& first = in_.word(i);
    if (first.tag != Tag::Number || first.grouped || first.ordinal || first.millionths != 0 || first.han) return 0;
    if (first.digits == 4 || (first.digits == 0 && first.value >= 1000)) {
      if (first.value < 1400 || first.value > 2199) return 0;
      ++i;
      return first.value;
    }
    // "nineteen seventy eight", "nineteen zero one", "twenty twenty-five"
    const TimeWord& second = in_.word(i + 1);
    if (first.digits == 0 && first.value >= 15 && first.value <= 21 && second.tag == Tag::Number &&
        second.digits == 0 && !second.ordinal && second.value < 100) {
      const TimeWord& third = in_.word(i + 2);
      if (second.value == 0 && third.tag == Tag::Number && third.digits == 0 && third.value < 10) {
        i += 3;
        return first.value * 100 + third.value;
      }
      if (second.value >= 10) {
        i += 2;
        return first.value * 100 + second.value;
      }
    }
    return 0;
  }

  /// The year behind a month or day: ", 2025", " of 2025", " in 2025", "-2025", "next year"; two digits behind "of" or if
  /// no day of the month.
  int year_behind(std::size_t& i, bool with_day) const {
    std::size_t p = i;
    bool linked = false;
    if (in_.punct(p, ',') || in_.punct(p, '-') || in_.punct(p, '/')) {
      linked = in_.punct(p, ',') && in_.adjacent(p);
      ++p;
    } else if (in_.tag(p) == Tag::Of || (in_.tag(p) == Tag::In && in_.word(p).end - in_.word(p).begin == 2)) {
      linked = in_.tag(p) == Tag::Of;
      ++p;
    }
    if (const int year = relative_year(p)) {
      i = p;
      return year;
    }
    std::size_t q = p;
    if (const int year = year_at(q)) {
      // "October 2000 companies" counts; "Oct. 2025" does not.
      if (p == i && !with_day && in_.word(i).value % 100 == 0 && in_.counts_something(i)) return 0;
      i = q;
      return year;
    }
    const TimeWord& number = in_.word(p);
    if (number.tag == Tag::Number && number.digits == 2 && !number.ordinal &&
        (linked || (p == i && number.value > 31)) && !in_.punct(p + 1, '/') && !in_.punct(p + 1, ',')) {
      if (number.value > 31 || (with_day && linked && in_.punct(p - 1, ',') && in_.adjacent(p - 1))) {
        i = p + 1;
        return full_year(number.value);
      }
    }
    return 0;
  }

  static int full_year(int two_digits) { return two_digits + (two_digits < 40 ? 2000 : 1900); }

  /// "this year", "next year", "last year" behind a month; moves i.
  int relative_year(std::size_t& i) const {
    const std::size_t p = skip(i, Tag::The);
    if (in_.tag(p) != Tag::Deictic || in_.tag(p + 1) != Tag::Unit ||
        in_.word(p + 1).value != static_cast<int>(TimeUnit::Year)) {
      return 0;
    }
    const int year = in_.reference.year() + in_.word(p).value;
    i = p + 2;
    return year;
  }

  static TimeExpression year_alone(std::size_t next, int year) {
    TimeExpression found;
    found.next = next;
    found.year = year;
    return found;
  }

  // ---- relative -----------------------------------------------------------------------------------------------------

  Date anchor_day() const { return in_.anchor && in_.anchor->is_day() ? *in_.anchor->earliest() : in_.reference; }
  bool unit_is(std::size_t i, TimeUnit unit) const {
    return in_.tag(i) == Tag::Unit && in_.word(i).value == static_cast<int>(unit);
  }

  /// "today", "the day before yesterday", "the next day", "that day", "the same day".
  std::optional<TimeExpression> relative_day(std::size_t i) const {
    if (in_.tag(i) == Tag::Day) {
      return fixed(i + 1, FuzzyDate::day(in_.reference + in_.word(i).value), side(in_.word(i).value));
    }
    const std::size_t p = skip(i, Tag::The);
    if (unit_is(p, TimeUnit::Day) && p > i) {
      const int step = in_.tag(p + 1) == Tag::Before ? -1 : in_.tag(p + 1) == Tag::After ? 1 : 0;
      if (step != 0) {
        if (in_.tag(p + 2) == Tag::Day) return fixed(p + 3, FuzzyDate::day(in_.reference + 2 * step), side(step));
        if (in_.tag(p + 2) == Tag::The || in_.tag(p + 2) == Tag::A || in_.counts_something(p + 1)) return std::nullopt;
        return fixed(p + 2, FuzzyDate::day(anchor_day() + step), side(step));
      }
    }
    const bool same = in_.tag(p) == Tag::Same;
    if ((in_.tag(p) == Tag::Deictic || same) && unit_is(p + 1, TimeUnit::Day) &&
        in_.word(p + 1).end - in_.word(p + 1).begin == 3) {
      const int step = same ? 0 : in_.word(p).value;
      return fixed(p + 2, FuzzyDate::day(anchor_day() + step));
    }
    // "now", "to date" only as the end of a range
    const bool begins_range = (lead_ == Tag::Between || lead_ == Tag::From) &&
                              (in_.tag(i + 1) == Tag::And || in_.tag(i + 1) == Tag::To ||
                               in_.tag(i + 1) == Tag::Until || in_.tag(i + 1) == Tag::Through);
    if (in_.tag(i) == Tag::Now && (lead_ == Tag::To || lead_ == Tag::Until || lead_ == Tag::And || begins_range)) {
      return fixed(i + 1, FuzzyDate::day(in_.reference));
    }
    if (in_.tag(i) == Tag::Date && lead_ == Tag::To) return fixed(i + 1, FuzzyDate::day(in_.reference));
    if (in_.tag(i) == Tag::Deictic && in_.tag(i + 1) == Tag::Date && in_.word(i).value == 0) {
      return fixed(i + 2, FuzzyDate::day(in_.reference));
    }
    return std::nullopt;
  }

  /// "the rest of the year": from the day of publication.
  std::optional<TimeExpression> rest(std::size_t i) const {
    std::size_t p = skip(i, Tag::The);
    if (in_.tag(p) != Tag::Rest) return std::nullopt;
    p = skip(skip(p + 1, Tag::Of), Tag::The);
    std::optional<FuzzyDate> whole;
    if (in_.tag(p) == Tag::Deictic && in_.word(p).value == 0) ++p;
    if (in_.tag(p) == Tag::Unit && !unit_is(p, TimeUnit::Day)) {
      whole = unit_away(static_cast<TimeUnit>(in_.word(p).value), 0);
      ++p;
    } else if (const int year = year_at(p)) {
      whole = FuzzyDate::year(year);
    }
    if (!whole || *whole->latest() < in_.reference) return std::nullopt;
    return stretch(p, std::max(in_.reference, *whole->earliest()), *whole->latest() + 1, Direction::Future);
  }

  static TimeExpression stretch(std::size_t next, Date from, Date until, Direction direction) {
    TimeExpression found = fixed(next, FuzzyDate::day(from), direction);
    found.form = Form::Span;
    found.until = FuzzyDate::day(until);
    return found;
  }

  FuzzyDate unit_away(TimeUnit unit, int steps) const {
    const Date reference = in_.reference;
    switch (unit) {
      case TimeUnit::Day:
        return FuzzyDate::day(reference + steps);
      case TimeUnit::Week:
        return week_of(reference, steps);
      case TimeUnit::Fortnight:
        return days(*week_of(reference, 2 * steps).earliest(), *week_of(reference, 2 * steps + 1).latest());
      case TimeUnit::Month: {
        const int number = reference.year() * 12 + reference.month() - 1 + steps;
        return *FuzzyDate::month(number / 12, number % 12 + 1);
      }
      case TimeUnit::Quarter:
        return quarter_of(reference, steps);
      case TimeUnit::Year:
        return *FuzzyDate::year(reference.year() + steps);
      case TimeUnit::Decade: {
        const int first = reference.year() / 10 * 10 + 10 * steps;
        return days(*Date::from_ymd(first, 1, 1), *Date::from_ymd(first + 9, 12, 31));
      }
      case TimeUnit::Century: {
        const int first = reference.year() / 100 * 100 + 100 * steps;
        return days(*Date::from_ymd(first, 1, 1), *Date::from_ymd(first + 99, 12, 31));
      }
    }
    return FuzzyDate::unknown();
  }

  /// "last week", "this Friday", "next June", "earlier this month", "the week after next", "week of April 10".
  std::optional<TimeExpression> period(std::size_t i) const {
    i = skip(i, Tag::The);
    // "earlier this month", "later in the year"
    if (in_.tag(i) == Tag::Earlier || in_.tag(i) == Tag::Later) {
      const bool later = in_.tag(i) == Tag::Later;
      std::size_t p = skip(i + 1, Tag::In);
      const bool deictic = in_.tag(p) == Tag::Deictic;
      if (!deictic && !(p > i + 1 && in_.tag(p) == Tag::The)) return std::nullopt;
      if (in_.tag(p + 1) != Tag::Unit) return std::nullopt;
      const FuzzyDate whole = unit_away(static_cast<TimeUnit>(in_.word(p + 1).value), deictic ? in_.word(p).value : 0);
      const Date first = *whole.earliest(), last = *whole.latest();
      if (deictic && in_.word(p).value != 0) {
        return fixed(p + 2, *part_of(whole, later ? TimePart::Late : TimePart::Early), side(in_.word(p).value));
      }
      return later ? fixed(p + 2, days(in_.reference, last), Direction::Future)
                   : fixed(p + 2, days(first, std::max(first, in_.reference - 1)), Direction::Past);
    }
    // "the same month", "that year": those of the day named before
    if (in_.tag(i) == Tag::Same && in_.tag(i + 1) == Tag::Unit && !unit_is(i + 1, TimeUnit::Day)) {
      const bool same = in_.text[in_.word(i).begin] == 's';
      if ((!same && !in_.anchor) || in_.text[in_.word(i + 1).end - 1] == 's') return std::nullopt;
      const TimeContext then{in_.run, in_.text, anchor_day(), in_.anchor, in_.named_year};
      return fixed(i + 2, English(then, lead_).unit_away(static_cast<TimeUnit>(in_.word(i + 1).value), 0));
    }
    // "in the year", "of the month", at the end of a clause
    if (i > 0 && in_.tag(i - 1) == Tag::The && (lead_ == Tag::In || lead_ == Tag::Of || lead_ == Tag::For) &&
        (unit_is(i, TimeUnit::Week) || unit_is(i, TimeUnit::Month) || unit_is(i, TimeUnit::Year)) && ends_clause(i)) {
      return fixed(i + 1, unit_away(static_cast<TimeUnit>(in_.word(i).value), 0));
    }
    // "this past Wednesday", "this coming Friday"
    std::size_t p = i;
    if (in_.tag(p) == Tag::Deictic && in_.word(p).value == 0 && in_.tag(p + 1) == Tag::Deictic) ++p;
    if (in_.tag(p) != Tag::Deictic) return week_named(i);
    const TimeWord& deictic = in_.word(p);
    const std::string_view said = in_.text.substr(deictic.begin, deictic.end - deictic.begin);
    const int steps = deictic.value;
    const TimeWord& next = in_.word(p + 1);
    if (in_.tag(p + 1) == Tag::Weekday && (!next.weak || said != "the")) return deictic_weekday(p, p > i, said);
    if (in_.tag(p + 1) == Tag::Month) return deictic_month(p);
    if (in_.tag(p + 1) == Tag::Quarter || in_.tag(p + 1) == Tag::Half) return std::nullopt;
    std::size_t q = p + 1;
    bool fiscal = false;
    if (in_.tag(q) == Tag::Fiscal) {
      fiscal = in_.word(q).value == 0;
      ++q;
    }
    if (in_.tag(q) != Tag::Unit) {
      // "this 5/12"
      if (in_.tag(q) == Tag::Number && in_.punct(q + 1, '/')) {
        auto found = number_date(q);
        if (found && found->year == 0 && found->month != 0) {
          found->year = in_.reference.year() + steps;
          found->relative = true;
          return found;
        }
      }
      return std::nullopt;
    }
    const auto unit = static_cast<TimeUnit>(in_.word(q).value);
    if (unit == TimeUnit::Day) return std::nullopt;
    FuzzyDate date = unit_away(unit, steps);
    if (fiscal) date = date.approximately();
    // "next week on Friday", "last week Sunday"
    if (unit == TimeUnit::Week) {
      std::size_t w = skip(skip(q + 1, '-'), Tag::On);
      if (in_.tag(w) == Tag::Weekday && (!in_.word(w).weak || in_.text[in_.word(w).begin] < 'a')) {
        return fixed(w + 1, FuzzyDate::day(*date.earliest() + (in_.word(w).value - 1)), side(steps));
      }
    }
    // "next year's first quarter"
    if (unit == TimeUnit::Year && in_.tag(q + 1) == Tag::Possessive) {
      const std::size_t w = q + 2;
      if (in_.tag(w) == Tag::Number && in_.word(w).ordinal && unit_is(w + 1, TimeUnit::Quarter) &&
          in_.word(w).value <= 4) {
        TimeExpression found = year_alone(w + 2, in_.reference.year() + steps);
        found.part = quarter(in_.word(w).value);
        return found;
      }
    }
    return fixed(q + 1, date, side(steps));
  }

  std::optional<TimeExpression> deictic_weekday(std::size_t p, bool doubled, std::string_view said) const {
    const int steps = in_.word(p).value;
    const int weekday = in_.word(p + 1).value;
    // A date beside it is what counts: "this Friday, Nov. 7".
    const std::size_t d = skip(skip(skip(p + 2, ','), '('), '-');
    const bool digits = in_.tag(d) == Tag::Number && (in_.punct(d + 1, '/') || in_.punct(d + 1, '.')) &&
                        in_.adjacent(d) && in_.tag(d + 2) == Tag::Number;
    if (in_.tag(d) == Tag::Month || digits) {
      auto found = in_.tag(d) == Tag::Month ? month_date(d) : English(in_, Tag::On).number_date(d);
      if (found && found->year == 0) {
        found->year = in_.reference.year();
        found->relative = true;
        if (in_.punct(found->next, ')')) ++found->next;
        return found;
      }
    }
    Date day = *week_of(in_.reference, steps).earliest() + (weekday - 1);
    // "past" and "coming" mean the nearest, "last" and "next" that of the other week.
    if (doubled || said == "past") {
      const int back = (in_.reference.weekday() - weekday + 7) % 7;
      if (steps < 0) day = in_.reference - (back == 0 ? 7 : back);
      if (steps > 0) day = in_.reference + (7 - back);
    }
    return fixed(p + 2, FuzzyDate::day(day), side(steps));
  }

  std::optional<TimeExpression> deictic_month(std::size_t p) const {
    const bool capital = in_.text[in_.word(p + 1).begin] < 'a';
    if (in_.word(p + 1).weak && !capital) return std::nullopt;
    auto found = month_date(p + 1, true);
    if (!found || found->year != 0) return std::nullopt;
    const int steps = in_.word(p).value;
    const int now = in_.reference.month();
    found->year = in_.reference.year() + (steps < 0 && found->month >= now   ? -1
                                          : steps > 0 && found->month <= now ? 1
                                                                             : 0);
    found->relative = true;
    found->direction = side(steps);
    return found;
  }

  /// "the week of April 10", "week 31", "the week after next".
  std::optional<TimeExpression> week_named(std::size_t i) const {
    if (in_.tag(i) != Tag::Unit) return std::nullopt;
    const auto unit = static_cast<TimeUnit>(in_.word(i).value);
    const bool plural = in_.text[in_.word(i).end - 1] == 's';
    if (plural || unit == TimeUnit::Day) return std::nullopt;
    if (in_.tag(i + 1) == Tag::After) {
      const std::size_t p = skip(i + 2, Tag::The);
      if (in_.tag(p) == Tag::Deictic && in_.word(p).value == 1 && in_.tag(p + 1) != Tag::Unit) {
        return fixed(p + 1, unit_away(unit, 2), Direction::Future);
      }
    }
    if (unit == TimeUnit::Week) {
      std::size_t p = i + 1;
      if (in_.tag(p) == Tag::Of || in_.tag(p) == Tag::Start) {
        p = skip(skip(p + 1, Tag::On), Tag::The);
        auto day = in_.tag(p) == Tag::Month ? month_date(p) : English(in_, Tag::On).number_date(p);
        if (day && day->form == Form::Calendar && day->day != 0) {
          const auto resolved = resolve(*day, in_.reference, Direction::None);
          if (resolved && resolved->date.is_day()) return fixed(day->next, week_of(*resolved->date.earliest()));
        }
        return std::nullopt;
      }
      const TimeWord& number = in_.word(p);
      if (number.tag == Tag::Number && number.digits >= 1 && number.digits <= 2 && number.value >= 1 &&
          number.value <= 53) {
        std::size_t q = p + 1;
        int year = 0;
        if (in_.tag(q) == Tag::Of) {
          ++q;
          year = relative_year(q);
          if (year == 0) year = year_at(q);
        }
        if (year == 0) {
          q = p + 1;
          year = in_.reference.year();
        }
        if (const auto week = nth_week(*FuzzyDate::year(year), number.value)) return fixed(q, *week);
      }
    }
    // "year-end"
    if (unit == TimeUnit::Year && in_.punct(i + 1, '-') && in_.tag(i + 2) == Tag::Part) {
      TimeExpression found = year_alone(i + 3, in_.reference.year());
      found.part = TimePart::Late;
      found.relative = true;
      return found;
    }
    if (unit == TimeUnit::Year && lead_ != Tag::For) {
      // "the year 2008", "in the year to date"
      std::size_t p = skip(i + 1, Tag::Of);
      if (const int year = year_at(p)) return year_alone(p, year);
      if (in_.tag(i + 1) == Tag::To && in_.tag(i + 2) == Tag::Date) {
        return stretch(i + 3, *Date::from_ymd(in_.reference.year(), 1, 1), in_.reference + 1, Direction::Past);
      }
    }
    return std::nullopt;
  }

  // ---- parts of periods ---------------------------------------------------------------------------------------------

  static TimePart quarter(int number) { return static_cast<TimePart>(static_cast<int>(TimePart::Q1) + number - 1); }

  /// The period behind "of": a month, a year, "this year", "the year".
  std::optional<TimeExpression> containing(std::size_t i, bool bare_unit) const {
    const std::size_t p = skip(i, Tag::The);
    if (in_.tag(p) == Tag::Month) return month_date(p, true);
    if (in_.tag(p) == Tag::Fiscal) return fiscal_year(p);
    std::size_t q = p;
    if (const int year = year_at(q)) return year_alone(q, year);
    if (in_.tag(p) == Tag::Deictic && in_.tag(p + 1) == Tag::Unit && !unit_is(p + 1, TimeUnit::Day)) {
      return fixed(p + 2, unit_away(static_cast<TimeUnit>(in_.word(p + 1).value), in_.word(p).value),
                   side(in_.word(p).value));
    }
    if (bare_unit && in_.tag(p) == Tag::Unit && !unit_is(p, TimeUnit::Day)) {
      const auto unit = static_cast<TimeUnit>(in_.word(p).value);
      if (unit == TimeUnit::Week || unit == TimeUnit::Month || unit == TimeUnit::Year) {
        return fixed(p + 1, unit_away(unit, 0));
      }
    }
    return std::nullopt;
  }

  /// The expression narrowed to a part; nullopt if it has none.
  static std::optional<TimeExpression> narrowed(TimeExpression whole, TimePart part) {
    if (whole.form == Form::Fixed) {
      const auto date = part_of(whole.date, part);
      if (!date) return std::nullopt;
      whole.date = *date;
      return whole;
    }
    if (whole.day != 0 || whole.part != TimePart::Whole) return std::nullopt;
    whole.part = part;
    return whole;
  }

  /// "early May", "mid-November", "late last year", "the end of September", "first half of 2026", "Q3 2025".
  std::optional<TimeExpression> part_of_period(std::size_t i) const {
    std::size_t p = skip(i, Tag::The);
    const Tag tag = in_.tag(p);
    if (tag == Tag::Part || (tag == Tag::Start && in_.word(p).value != 0)) {
      const auto part = static_cast<TimePart>(in_.word(p).value);
      const std::size_t behind = p + 1;
      std::size_t q = skip(behind, '-');
      const bool of = in_.tag(q) == Tag::Of;
      if (of) ++q;
      if (auto whole = containing(q, of && part != TimePart::Whole)) {
        if (!of && tag == Tag::Start) return std::nullopt;
        return narrowed(*whole, part);
      }

      return std::nullopt;
    }
    const auto with_year = [&](std::size_t q, TimePart part) -> std::optional<TimeExpression> {
      std::size_t r = q;
      if (in_.punct(r, '-') || in_.punct(r, ',') || in_.tag(r) == Tag::Of || in_.tag(r) == Tag::In) ++r;
      std::size_t s = r;
      if (const int year = relative_year(s)) return narrowed(year_alone(s, year), part);
      if (in_.tag(skip(r, Tag::The)) == Tag::Fiscal) {
        if (auto whole = fiscal_year(skip(r, Tag::The))) return narrowed(*whole, part);
      }
      s = r;
      if (const int year = year_at(s)) return narrowed(year_alone(s, year), part);
      TimeExpression found = year_alone(q, 0);
      found.part = part;
      s = skip(r, Tag::The);
      if (s > r && r > q && unit_is(s, TimeUnit::Year)) {
        found.year = in_.reference.year();
        found.next = s + 1;
      }
      return found;
    };
    if (tag == Tag::Quarter) return with_year(p + 1, quarter(in_.word(p).value));
    if (tag == Tag::Half) {
      auto found = with_year(p + 1, in_.word(p).value == 1 ? TimePart::FirstHalf : TimePart::SecondHalf);
      return found && found->year == 0 ? std::nullopt : found;
    }
    const bool ordinal = tag == Tag::Number && in_.word(p).ordinal;
    const bool last = tag == Tag::Deictic && in_.word(p).value == -1;
    if (ordinal || last) {
      if (unit_is(p + 1, TimeUnit::Quarter) && (last || in_.word(p).value <= 4)) {
        auto found = with_year(p + 2, last ? TimePart::Q4 : quarter(in_.word(p).value));
        return last && found && found->year == 0 ? std::nullopt : found;
      }
      if (ordinal && in_.tag(p + 1) == Tag::HalfOf && in_.word(p).value <= 2) {
        std::size_t q = p + 2;
        if (in_.tag(q) == Tag::Of) {
          if (auto whole = containing(q + 1, true)) {
            return narrowed(*whole, in_.word(p).value == 1 ? TimePart::FirstHalf : TimePart::SecondHalf);
          }
        }
      }
    }
    // "2025 Q3", "2025 third quarter" stand with years.
    return std::nullopt;
  }

  std::optional<TimeExpression> fiscal_year(std::size_t i) const {
    if (in_.tag(i) != Tag::Fiscal) return std::nullopt;
    std::size_t p = i + 1;
    if (unit_is(p, TimeUnit::Year)) ++p;
    int year = year_at(p);
    const TimeWord& number = in_.word(p);
    if (year == 0 && number.tag == Tag::Number && number.digits == 2 && in_.adjacent(i)) {
      year = full_year(number.value);
      ++p;
    }
    if (year == 0) return std::nullopt;
    TimeExpression found = year_alone(p, year);
    found.approximate = in_.word(i).value == 0;  // which months it holds differs from body to body
    return found;
  }

  /// "third week of July", "the first Friday of next month", "the last four months of 2021", "the 15th day of June".
  std::optional<TimeExpression> nth_of(std::size_t i) const {
    const std::size_t p = skip(i, Tag::The);
    const bool ordinal = in_.tag(p) == Tag::Number && in_.word(p).ordinal;
    const bool last = in_.tag(p) == Tag::Deictic && in_.word(p).value == -1;
    if (!ordinal && !last) return std::nullopt;
    const int nth = last ? -1 : in_.word(p).value;
    std::size_t q = p + 1;
    int count = 0;
    if (in_.tag(q) == Tag::Number && !in_.word(q).ordinal && in_.word(q).value > 0 && (last || nth == 1)) {
      count = in_.word(q).value;
      ++q;
    }
    const bool weekday = in_.tag(q) == Tag::Weekday && !in_.word(q).weak;
    if (!weekday && in_.tag(q) != Tag::Unit) return std::nullopt;
    const auto unit = static_cast<TimeUnit>(in_.word(q).value);
    std::size_t r = q + 1;
    const bool of = in_.tag(r) == Tag::Of || (in_.tag(r) == Tag::In && in_.word(r).end - in_.word(r).begin == 2);
    if (of) ++r;
    if (!of && in_.tag(r) != Tag::Deictic && in_.tag(r) != Tag::Month) return std::nullopt;
    auto whole = containing(r, of);
    if (!whole || (whole->form == Form::Calendar && (whole->day != 0 || whole->part != TimePart::Whole)))
      return std::nullopt;
    if (weekday || (unit == TimeUnit::Week && count == 0)) {
      const int day = weekday ? in_.word(q).value : 0;
      if (whole->form == Form::Fixed) {
        const auto date = weekday ? nth_weekday(whole->date, day, nth) : nth_week(whole->date, nth);
        if (!date) return std::nullopt;
        whole->date = *date;
        return whole;
      }
      whole->nth = nth;
      whole->nth_weekday = day;
      return whole;
    }
    // Days, months and counted weeks need a period whose year is known.
    const auto resolved = whole->form == Form::Fixed
                              ? Resolved{whole->date, std::nullopt, false}
                              : resolve(*whole, in_.reference, Direction::None).value_or(Resolved{});
    if (resolved.date.is_unknown()) return std::nullopt;
    const Date first = *resolved.date.earliest(), end = *resolved.date.latest() + 1;
    if (unit == TimeUnit::Day && count == 0 && nth > 0) {
      if (first + (nth - 1) >= end) return std::nullopt;
      if (whole->form == Form::Calendar && whole->month != 0) {
        whole->day = nth;
        return whole;
      }
      return fixed(whole->next, FuzzyDate::day(first + (nth - 1)));
    }
    if (unit == TimeUnit::Week) {
      const auto from = nth_week(resolved.date, last ? -count : 1);
      const auto to = nth_week(resolved.date, last ? -1 : count);
      if (!from || !to) return std::nullopt;
      return fixed(whole->next, days(*from->earliest(), *to->latest()));
    }
    if (unit != TimeUnit::Month && unit != TimeUnit::Day) return std::nullopt;
    const Term one = term_of(unit, count == 0 ? 1 : count);
    const Date from = last ? plus(end, one, -1) : plus(first, term_of(unit, count == 0 ? nth - 1 : 0), 1);
    return fixed(whole->next, days(from, plus(from, one, 1) - 1));
  }

  /// "the next three days", "past few weeks", "5 upcoming years".
  std::optional<TimeExpression> count_span(std::size_t i) const {
    std::size_t p = skip(i, Tag::The);
    std::size_t deictic = p, number = p + 1;
    if (in_.tag(p) == Tag::Number && in_.tag(p + 1) == Tag::Deictic) {
      deictic = p + 1;
      number = p;
    }
    if (in_.tag(deictic) != Tag::Deictic || in_.word(deictic).value == 0) return std::nullopt;
    const bool forward = in_.word(deictic).value > 0;
    const std::size_t begin = number < deictic ? deictic + 1 : number;
    std::optional<TimeExpression> length;
    if (number < deictic) {
      const bool plural = in_.tag(begin) == Tag::Unit && in_.text[in_.word(begin).end - 1] == 's';
      if (!plural || in_.word(number).ordinal) return std::nullopt;
      length = TimeExpression{};
      length->next = begin + 1;
      length->unit = static_cast<TimeUnit>(in_.word(begin).value);
      length->term = term_of(length->unit, in_.word(number).value);
    } else {
      std::size_t counted = begin;
      if (in_.tag(counted) == Tag::A) ++counted;
      if (in_.tag(counted) != Tag::Number && in_.tag(counted) != Tag::Few) return std::nullopt;
      length = plain_length(begin);
      // "the last 3 months, and 2 days ago": the second is not of the first.
      if (length && in_.tag(length->next) == Tag::Ago) length = plain_length(begin, true);
    }
    if (!length) return std::nullopt;
    TimeExpression found;
    found.form = Form::Span;
    found.next = length->next;
    found.term = length->term;
    found.unit = length->unit;
    found.relative = true;
    found.direction = forward ? Direction::Future : Direction::Past;
    if (length->unit == TimeUnit::Quarter) {  // whole ones
      const int count = length->term.months / 3;
      found.date = FuzzyDate::day(*quarter_of(in_.reference, forward ? 1 : -count).earliest());
      found.until = FuzzyDate::day(*quarter_of(in_.reference, forward ? count : -1).latest() + 1);
      return found;
    }
    const Date first = forward ? in_.reference + (lead_ == Tag::Within ? 0 : 1) : plus(in_.reference, length->term, -1);
    found.date = FuzzyDate::day(first);
    found.until = FuzzyDate::day(forward ? plus(first, length->term, 1) : in_.reference);
    return found;
  }

  // ---- dates --------------------------------------------------------------------------------------------------------

  std::optional<TimeExpression> month_alone(std::size_t i) const { return month_date(i); }

  /// "October 30, 2025", "Oct. 30th", "October 2025", "October"; `within` where the words before make it a month for sure.
  std::optional<TimeExpression> month_date(std::size_t i, bool within = false) const {
    if (in_.tag(i) != Tag::Month) return std::nullopt;
    if (i > 0 && in_.word(i - 1).end == in_.word(i).begin && in_.tag(i - 1) == Tag::Punct && i > 1 &&
        in_.tag(i - 2) == Tag::Number && in_.word(i - 2).end == in_.word(i - 1).begin && lead_ == Tag::Other &&
        !within) {
      return std::nullopt;
    }
    TimeExpression found;
    found.month = in_.word(i).value;
    std::size_t p = i + 1;
    const bool dotted = in_.punct(p, '.');
    if (dotted) ++p;
    // "Dec-2018", "2019" before: year first
    std::size_t day = p;
    if (in_.punct(day, '-') || in_.punct(day, '/') ||
        (in_.punct(day, ',') && in_.tag(day + 1) == Tag::Number && in_.word(day + 1).ordinal)) {
      ++day;
    }
    day = skip(day, Tag::The);
    const bool joined_day = in_.day_number(day) && !in_.word(day).han;
    const bool capital = in_.text[in_.word(i).begin] < 'a';
    // A full stop ends "in May. Two firms", not "Oct. 2".
    const bool stops = dotted && in_.word(day).digits == 0;
    if (joined_day && !stops) {
      found.day = in_.word(day).value;
      p = day + 1;
      // "May 9-10" and "September-2020-23" are left to ranges and oddities.
      if (in_.word(i).weak && !capital && !in_.adjacent(i) && in_.word(day).digits == 0 && !in_.word(day).ordinal &&
          !prepositional() && !within && found.day < 20) {
        return std::nullopt;
      }
      std::size_t q = p;
      found.year = year_behind(q, true);
      if (found.year != 0) p = q;

      found.next = p;
      return found;
    }
    std::size_t q = p;
    found.year = year_behind(q, false);
    if (found.year != 0) {
      // "September-2020-23"
      if (in_.punct(q, '-') && in_.day_number(q + 1) && in_.punct(i + 1, '-') && in_.word(q + 1).digits == 2) {
        found.day = in_.word(q + 1).value;
        q += 2;
      }
      found.next = q;
      return found;
    }
    found.next = i + 1;
    if (dotted && in_.word(i).end - in_.word(i).begin == 3 && found.month != 5) found.next = i + 2;
    if (in_.word(i).weak && !within) {
      const bool led = lead_ == Tag::In || lead_ == Tag::Since || lead_ == Tag::From || lead_ == Tag::To ||
                       lead_ == Tag::Until || lead_ == Tag::By || lead_ == Tag::Between || lead_ == Tag::And ||
                       lead_ == Tag::Before || lead_ == Tag::After || lead_ == Tag::Through || lead_ == Tag::Of ||
                       lead_ == Tag::Start;
      const bool range = in_.tag(i + 1) == Tag::To && in_.tag(i + 2) == Tag::Month;
      if (!led && !range) return std::nullopt;
      const bool march =
          in_.word(i).value == 3 && !capital && lead_ != Tag::In && lead_ != Tag::To && lead_ != Tag::From;
      if (march) return std::nullopt;
    }
    return found;
  }

  /// Dates that begin with a number.
  std::optional<TimeExpression> number_date(std::size_t i) const {
    const TimeWord& number = in_.word(i);
    if (number.tag != Tag::Number || number.han) return std::nullopt;
    if (auto found = digits_date(i)) return found;
    const bool within_chain = i > 0 && in_.tag(i - 1) == Tag::Punct && in_.word(i - 1).value != ',' &&
                              in_.word(i - 1).value != '(' && in_.word(i - 1).end == number.begin && i > 1 &&
                              in_.tag(i - 2) == Tag::Number && in_.word(i - 2).end == in_.word(i - 1).begin &&
                              lead_ == Tag::Other;
    if (within_chain) return std::nullopt;
    // "30 October 2025", "the 30th of October", "16. Nov. 2016", "23 September"
    if (in_.day_number(i)) {
      std::size_t p = i + 1;
      if (in_.punct(p, '.') || (in_.punct(p, '-') && in_.adjacent(i))) ++p;
      if (unit_is(p, TimeUnit::Day) && number.ordinal) ++p;
      const bool of = in_.tag(p) == Tag::Of || (in_.tag(p) == Tag::In && number.ordinal);
      if (of) ++p;
      p = skip(p, Tag::The);
      if (in_.tag(p) == Tag::Month) {
        const bool sure = number.digits != 0 || number.ordinal || of || !in_.word(p).weak;
        TimeExpression found;
        found.day = number.value;
        found.month = in_.word(p).value;
        std::size_t q = p + 1;
        if (in_.punct(q, '.')) ++q;
        found.next = p + 1;
        std::size_t r = q;
        found.year = year_behind(r, true);
        if (found.year != 0) found.next = r;
        if (sure) return found;
      }
      // "the 20th of next month", "20th of this month", "the 21st this month"
      const bool end_of_range = lead_ == Tag::To || lead_ == Tag::Until || lead_ == Tag::And || lead_ == Tag::Through;
      const std::size_t within = !of && in_.tag(p) == Tag::In ? p + 1 : p;
      if ((number.ordinal || end_of_range) && in_.tag(within) == Tag::Deictic && unit_is(within + 1, TimeUnit::Month)) {
        const FuzzyDate month = unit_away(TimeUnit::Month, in_.word(within).value);
        TimeExpression found;
        found.day = number.value;
        found.month = month.earliest()->month();
        found.year = month.earliest()->year();
        found.relative = true;
        found.next = within + 2;
        return found;
      }
      if (number.ordinal && of && in_.tag(p - 1) == Tag::The && unit_is(p, TimeUnit::Month)) {
        TimeExpression found;
        found.day = number.value;
        found.month = in_.reference.month();
        found.year = in_.reference.year();
        found.relative = true;
        found.next = p + 1;
        return found;
      }
      // "on the 18th"
      const bool the = i > 0 && in_.tag(i - 1) == Tag::The;
      const bool bound = lead_ == Tag::On || lead_ == Tag::By || lead_ == Tag::Until || lead_ == Tag::Since ||
                         lead_ == Tag::And || lead_ == Tag::To || lead_ == Tag::Through ||
                         (lead_ == Tag::For && !in_.counts_something(i));
      const bool numeral = number.ordinal || (number.digits > 0 && lead_ == Tag::On && !the);
      if (((the && number.ordinal && bound) || (lead_ == Tag::On && numeral)) && !in_.counts_something(i) &&
          in_.tag(i + 1) != Tag::Unit && in_.tag(i + 1) != Tag::Weekday && in_.tag(i + 1) != Tag::Number &&
          in_.tag(i + 1) != Tag::HalfOf && !capital_follows(i)) {
        TimeExpression found;
        found.day = number.value;
        found.next = i + 1;
        return found;
      }
    }
    if (auto found = decade(i)) return found;
    if (auto found = century(i)) return found;
    return bare_year(i);
  }

  /// Whether no word follows: a sign, or the end of the text.
  bool ends_clause(std::size_t i) const {
    const std::size_t p = in_.word(i).end;
    if (p >= in_.text.size()) return true;
    const bool stop = in_.text[p] == '.' || in_.text[p] == ',' || in_.text[p] == ';' || in_.text[p] == '\n';
    return stop &&
           (p + 1 == in_.text.size() || in_.text[p] == '\n' || in_.text[p + 1] == ' ' || in_.text[p + 1] == '\n');
  }

  bool capital_follows(std::size_t i) const {
    std::size_t p = in_.word(i).end;
    if (p < in_.text.size() && in_.text[p] == ' ') ++p;
    return p < in_.text.size() && detail::is_upper(in_.text[p]);
  }

  /// "2025", "2025 Q3", "2016, nov", "2016 the third quarter".
  std::optional<TimeExpression> bare_year(std::size_t i) const {
    std::size_t p = i;
    const int year = year_at(p);
    if (year == 0) return std::nullopt;
    const bool words = in_.word(i).digits == 0;
    TimeExpression found = year_alone(p, year);
    {
      std::size_t q = p;
      if (in_.punct(q, '-') || in_.punct(q, ',')) ++q;
      q = skip(q, Tag::The);
      if (in_.tag(q) == Tag::Quarter || in_.tag(q) == Tag::Half) {
        found.part = in_.tag(q) == Tag::Quarter ? quarter(in_.word(q).value)
                     : in_.word(q).value == 1   ? TimePart::FirstHalf
                                                : TimePart::SecondHalf;
        found.next = q + 1;
        return found;
      }
      if (in_.tag(q) == Tag::Number && in_.word(q).ordinal && unit_is(q + 1, TimeUnit::Quarter) &&
          in_.word(q).value <= 4) {
        found.part = quarter(in_.word(q).value);
        found.next = q + 2;
        return found;
      }
      if (in_.tag(q) == Tag::Month && !in_.word(q).weak && !words && !in_.day_number(q + 1) &&
          !(in_.tag(q + 1) == Tag::Number && in_.word(q + 1).digits == 4)) {
        found.month = in_.word(q).value;
        found.next = q + 1;
        return found;
      }
      if (in_.tag(q) == Tag::Month && !words && q == p && in_.tag(q + 1) != Tag::Number) {
        found.month = in_.word(q).value;
        found.next = q + 1;
        return found;
      }
    }
    // "32 - 2015" is no year, nor is a part of "2010-2015-86".
    if (in_.punct(p, '-') && in_.tag(p + 1) == Tag::Number) {
      if (in_.word(p + 1).digits != 4) return std::nullopt;
      if (in_.punct(p + 2, '-') && in_.tag(p + 3) == Tag::Number && in_.adjacent(p + 1) && in_.adjacent(p + 2))
        return std::nullopt;
    }
    if (i > 0 && in_.punct(i - 1, '-') && lead_ == Tag::Other) return std::nullopt;
    const bool led = lead_ == Tag::In || lead_ == Tag::Since || lead_ == Tag::From || lead_ == Tag::Until ||
                     lead_ == Tag::Before || lead_ == Tag::After || lead_ == Tag::Between || lead_ == Tag::And ||
                     lead_ == Tag::To || lead_ == Tag::By || lead_ == Tag::Through || lead_ == Tag::Start;
    if (words) return led && !in_.counts_something(p - 1) ? std::optional(found) : std::nullopt;
    if (year < 1900 && !led) return std::nullopt;
    if (year > 2100 && !(lead_ == Tag::In)) return std::nullopt;
    if (in_.counts_something(p - 1) && !(led && year % 100 != 0)) return std::nullopt;
    if (in_.tag(p) == Tag::Unit || in_.tag(p) == Tag::Number)
      return led && in_.tag(p) == Tag::Number ? std::optional(found) : std::nullopt;
    return found;
  }

  /// "the 1990s", "the '70s", "1970's".
  std::optional<TimeExpression> decade(std::size_t i) const {
    const TimeWord& number = in_.word(i);
    if (number.tag == Tag::Decade && number.value != 0) return ten_years(i + 1, full_year(number.value));
    if (number.tag == Tag::Number && number.digits == 0 && number.value >= 15 && number.value <= 20 &&
        in_.tag(i + 1) == Tag::Decade && in_.word(i + 1).value != 0) {
      return ten_years(i + 2, 100 * number.value + in_.word(i + 1).value);
    }
    if (number.tag != Tag::Number || number.value % 10 != 0) return std::nullopt;
    if (in_.tag(i + 1) != Tag::Decade && !(in_.tag(i + 1) == Tag::Possessive && number.digits != 0))
      return std::nullopt;
    int first = number.value;
    if (number.digits == 2) first = full_year(first);
    if (number.digits != 2 && number.digits != 4) return std::nullopt;
    if (first < 1400 || first > 2100) return std::nullopt;
    return ten_years(i + 2, first);
  }
  static TimeExpression ten_years(std::size_t next, int first) {
    return fixed(next, days(*Date::from_ymd(first, 1, 1), *Date::from_ymd(first + 9, 12, 31)));
  }

  std::optional<TimeExpression> century(std::size_t i) const {
    const TimeWord& number = in_.word(i);
    if (!number.ordinal || !unit_is(i + 1, TimeUnit::Century) || number.value < 15 || number.value > 30)
      return std::nullopt;
    const int first = (number.value - 1) * 100;
    return fixed(i + 2, days(*Date::from_ymd(first, 1, 1), *Date::from_ymd(first + 99, 12, 31)));
  }

  /// Digits joined without blanks: 2025-10-30, 10/30/2025, 30.10.2025, 2019-sep-1, 10/30, 2025-10, 20251030.
  std::optional<TimeExpression> digits_date(std::size_t i) const {
    struct Item {
      int value;
      int digits;
      bool month;
    };
    const TimeWord& first = in_.word(i);
    if (first.digits == 0 || first.grouped) return std::nullopt;
    if (first.digits == 8) {
      return ymd(i + 1, first.value / 10'000, first.value / 100 % 100, first.value % 100);
    }
    std::array<Item, 4> items{};
    std::array<char, 4> signs{};
    std::size_t count = 0, p = i;
    for (;;) {
      const TimeWord& word = in_.word(p);
      if (count == items.size()) return std::nullopt;
      items[count] = {word.value, word.digits, word.tag == Tag::Month};
      ++count;
      const bool sign = in_.tag(p + 1) == Tag::Punct && in_.word(p + 1).value != ',' && in_.word(p + 1).value != '(' &&
                        in_.word(p + 1).value != ')' && in_.word(p + 1).value != '~' && in_.adjacent(p);
      const bool more = sign && in_.adjacent(p + 1) &&
                        ((in_.tag(p + 2) == Tag::Number && in_.word(p + 2).digits != 0 && !in_.word(p + 2).grouped) ||
                         in_.tag(p + 2) == Tag::Month);
      if (!more) break;
      // A dash between two dates is a range: "10/1-11/7", "2014-2018".
      const auto value = static_cast<char>(in_.word(p + 1).value);
      if (value == '-' && count >= 2 && signs[0] != '-') break;
      if (value == '-' && count == 3) break;
      signs[count - 1] = value;
      p += 2;
    }
    const std::size_t next = p + 1;
    const bool inside = i > 0 && in_.tag(i - 1) == Tag::Punct && in_.word(i - 1).end == first.begin && i > 1 &&
                        in_.tag(i - 2) == Tag::Number && in_.word(i - 2).end == in_.word(i - 1).begin &&
                        lead_ == Tag::Other;
    if (inside) return std::nullopt;
    if (count == 1) {
      // "2016 10 16"
      if (first.digits == 4 && in_.word(i + 1).digits == 2 && in_.word(i + 2).digits == 2 && in_.day_number(i + 1) &&
          in_.day_number(i + 2)) {
        return ymd(i + 3, first.value, in_.word(i + 1).value, in_.word(i + 2).value);
      }
      // "2015 - 3" with blanks
      if (in_.punct(i + 1, '-') || in_.punct(i + 1, '/')) {
        const TimeWord& second = in_.word(i + 2);
        if (second.tag == Tag::Number && second.digits >= 1 && !(in_.adjacent(i) && in_.adjacent(i + 1))) {
          if (first.digits == 4 && second.digits <= 2) return year_month(i + 3, first.value, second.value);
          if (first.digits <= 2 && second.digits == 4) return year_month(i + 3, second.value, first.value);
        }
      }
      return std::nullopt;
    }
    const auto year_of = [](const Item& item) { return item.digits == 4 ? item.value : full_year(item.value); };
    if (count == 3) {
      if (signs[0] != signs[1]) return std::nullopt;
      for (std::size_t month = 0; month < 3; ++month) {
        if (!items[month].month) continue;
        // "2019-sep-1", "22/Jan/2019", "2020/23/Sep"
        const Item& a = items[month == 0 ? 1 : 0];
        const Item& b = items[month == 2 ? 1 : 2];
        if (a.digits == 4) return ymd(next, a.value, items[month].value, b.value);
        if (b.digits == 4 || b.digits == 2) return ymd(next, year_of(b), items[month].value, a.value);
        return std::nullopt;
      }
      if (items[0].digits == 4) return ymd(next, items[0].value, items[1].value, items[2].value);
      if (items[2].digits != 4 && items[2].digits != 2) return std::nullopt;
      if (items[0].digits > 2 || items[1].digits > 2) return std::nullopt;
      if (signs[0] == '.') return ymd(next, year_of(items[2]), items[1].value, items[0].value);
      return month_first(next, year_of(items[2]), items[0].value, items[1].value);
    }
    if (count != 2) return std::nullopt;
    const Item &a = items[0], &b = items[1];
    if (a.month || b.month) return std::nullopt;
    // "08/12,2015"
    if (a.digits == 4 && b.digits <= 2) {
      return signs[0] == '.' && !prepositional() ? std::nullopt : year_month(next, a.value, b.value);
    }
    if (b.digits == 4 && a.digits <= 2 && signs[0] != '.') return year_month(next, b.value, a.value);
    if (a.digits > 2 || b.digits > 2) return std::nullopt;
    const bool led = lead_ != Tag::Other && lead_ != Tag::In && lead_ != Tag::Of && lead_ != Tag::For;
    if (signs[0] == '/') {
      const bool range = in_.punct(next, '-') && in_.adjacent(p) && in_.adjacent(next) && in_.punct(next + 2, '/');
      const bool written = b.digits == 2 || led || range;
      if (!written || in_.counts_something(p)) return std::nullopt;
      std::size_t q = next;
      int year = 0;
      if (in_.punct(q, ',')) {
        const TimeWord& number = in_.word(q + 1);
        if (number.tag == Tag::Number &&
            (number.digits == 4 || (number.digits == 2 && in_.adjacent(q) && in_.punct(q + 2, '/') == false))) {
          if (number.digits == 4 || in_.adjacent(q - 1)) {
            year = year_of({number.value, number.digits, false});
            q += 2;
          }
        }
      }
      const bool swapped = a.value > 12;
      if (swapped && !led && a.digits + b.digits < 4) return std::nullopt;
      auto found = month_first(year != 0 ? q : next, year, a.value, b.value);
      return found;
    }
    if (lead_ == Tag::On && signs[0] != '/') return month_first(next, 0, a.value, b.value);
    return std::nullopt;
  }

  std::optional<TimeExpression> ymd(std::size_t next, int year, int month, int day) const {
    if (year < 1400 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    TimeExpression found = year_alone(next, year);
    found.month = month;
    found.day = day;
    return found;
  }
  std::optional<TimeExpression> year_month(std::size_t next, int year, int month) const {
    if (year < 1900 || year > 2100 || month < 1 || month > 12) return std::nullopt;
    TimeExpression found = year_alone(next, year);
    found.month = month;
    return found;
  }
  /// Month before day, as the US press writes it; the other way where only that can be.
  static std::optional<TimeExpression> month_first(std::size_t next, int year, int a, int b) {
    if (a > 12) std::swap(a, b);
    if (a < 1 || a > 12 || b < 1 || b > 31) return std::nullopt;
    TimeExpression found = year_alone(next, year);
    found.month = a;
    found.day = b;
    return found;
  }

  /// "Friday", "Friday, Oct. 31", "Thursday the 21st", "Friday next week".
  std::optional<TimeExpression> weekday_date(std::size_t i) const {
    if (in_.tag(i) != Tag::Weekday) return std::nullopt;
    const int weekday = in_.word(i).value;
    const TimeWord& word = in_.word(i);
    const bool capital = in_.text[word.begin] < 'a';
    std::size_t p = i + 1;
    if (in_.punct(p, '.') && word.end - word.begin <= 5 && word.end - word.begin >= 3) ++p;
    std::size_t q = p;
    if (in_.punct(q, ',') || in_.punct(q, '-') || in_.punct(q, '(')) ++q;
    q = skip(q, Tag::On);
    // beside a date
    std::optional<TimeExpression> date;
    if (in_.tag(q) == Tag::Month) date = month_date(q);
    if (!date && in_.tag(q) == Tag::Number) date = English(in_, Tag::On).number_date(q);
    if (!date && in_.tag(q) == Tag::The && in_.day_number(q + 1)) {
      date = English(in_, Tag::On).number_date(q + 1);
      if (!date && in_.tag(q + 2) != Tag::Unit && in_.tag(q + 2) != Tag::Weekday) {
        date = TimeExpression{};
        date->day = in_.word(q + 1).value;
        date->next = q + 2;
      }
    }
    if (date && date->form == Form::Calendar && date->day != 0) {
      date->weekday = weekday;
      if (in_.punct(date->next, ')')) ++date->next;
      return date;
    }
    // "Tuesday of next week", "Friday last week"
    q = skip(skip(p, Tag::Of), Tag::The);
    if (in_.tag(q) == Tag::Deictic && unit_is(q + 1, TimeUnit::Week)) {
      const FuzzyDate week = week_of(in_.reference, in_.word(q).value);
      return fixed(q + 2, FuzzyDate::day(*week.earliest() + (weekday - 1)), side(in_.word(q).value));
    }
    if (word.weak && !capital) return std::nullopt;
    if (word.weak && i > 0 && in_.tag(i - 1) == Tag::The) return std::nullopt;
    if (word.weak && lead_ == Tag::Other && in_.text[word.end - 1] != '.') {
      // "Sun rises", "Wed ministers"
      if (in_.counts_something(i) || capital_follows(i)) return std::nullopt;
    }
    TimeExpression found;
    found.weekday = weekday;
    found.next = i + 1;
    found.relative = true;
    return found;
  }

  // ---- lengths ------------------------------------------------------------------------------------------------------

  /// "90 days", "a year and a half", "one year three months", "a few weeks", "half a year", "3.5 years".
  std::optional<TimeExpression> plain_length(std::size_t i, bool one_unit = false) const {
    TimeExpression found;
    found.form = Form::Length;
    bool any = false;
    std::size_t p = i;
    for (;;) {
      std::size_t q = p;
      if (any && one_unit) break;
      if (any) {
        if (in_.tag(q) == Tag::And || in_.punct(q, ',')) ++q;
        if (in_.tag(q) != Tag::Number) break;
      }
      std::int64_t count = 0, millionths = 0;
      if (in_.tag(q) == Tag::A) {
        ++q;
        count = 1;
        if (in_.tag(q) == Tag::Few) {
          count = in_.word(q).value;
          found.approximate = true;
          q = skip(q + 1, Tag::Of);
        } else if (in_.tag(q) == Tag::HalfOf) {
          count = 0;
          millionths = 500'000;
          ++q;
        } else if (in_.tag(q) == Tag::Another) {
          ++q;
        }
      } else if (in_.tag(q) == Tag::Number && !in_.word(q).ordinal && !in_.word(q).grouped) {
        if (in_.word(q).digits > 4) break;
        count = in_.word(q).value;
        std::size_t r = q + 1;
        if (in_.punct(r, '.') && in_.adjacent(q) && in_.adjacent(r) && in_.word(r + 1).digits != 0) {
          std::int64_t unit = 100'000;
          for (std::uint32_t c = in_.word(r + 1).begin; c < in_.word(r + 1).end; ++c, unit /= 10) {
            if (in_.text[c] < '0' || in_.text[c] > '9') break;
            millionths += (in_.text[c] - '0') * unit;
          }
          r += 2;
        } else if (in_.tag(r) == Tag::And) {  // "two and a half years", "one and a quarter year"
          const std::size_t h = skip(r + 1, Tag::A);
          if (in_.tag(h) == Tag::HalfOf && in_.tag(h + 1) == Tag::Unit) {
            millionths = 500'000;
            r = h + 1;
          } else if (unit_is(h, TimeUnit::Quarter) && in_.tag(h + 1) == Tag::Unit) {
            millionths = 250'000;
            r = h + 1;
          }
        }
        q = r;
        if (in_.tag(q) == Tag::Another || in_.tag(q) == Tag::More) ++q;
      } else if (in_.tag(q) == Tag::Few) {
        count = in_.word(q).value;
        found.approximate = true;
        q = skip(q + 1, Tag::Of);
      } else if (in_.tag(q) == Tag::HalfOf) {
        millionths = 500'000;
        q = skip(q + 1, Tag::A);
      } else if (in_.tag(q) == Tag::Another) {
        count = 1;
        ++q;
        if (in_.tag(q) == Tag::Few) {
          count = in_.word(q).value;
          ++q;
        } else if (in_.tag(q) == Tag::Number && !in_.word(q).ordinal) {
          count = in_.word(q).value;
          ++q;
        }
      } else {
        break;
      }
      if (in_.punct(q, '-') && (in_.adjacent(q - 1) || in_.adjacent(q))) ++q;
      if (in_.tag(q) != Tag::Unit) break;
      const auto unit = static_cast<TimeUnit>(in_.word(q).value);
      const Term part = term_of(unit, count, millionths);
      found.term.months += part.months;
      found.term.days += part.days;
      found.unit = any ? std::min(found.unit, unit) : unit;
      any = true;
      p = q + 1;
      found.next = p;
      // "a year and a half", "one year and a quarter"
      if (in_.tag(p) == Tag::And) {
        const std::size_t h = skip(p + 1, Tag::A);
        const std::int64_t share = in_.tag(h) == Tag::HalfOf ? 500'000 : unit_is(h, TimeUnit::Quarter) ? 250'000 : 0;
        if (share != 0 && in_.tag(h + 1) != Tag::Unit) {
          const Term more = term_of(unit, 0, share);
          found.term.months += more.months;
          found.term.days += more.days;
          found.next = p = h + 1;
        }
      }
    }
    if (!any || (found.term.months == 0 && found.term.days == 0)) return std::nullopt;
    return found;
  }

  /// A length, and what stands behind it: "ago", "later", "from now", "after 10 November".
  std::optional<TimeExpression> length(std::size_t i) const {
    auto found = plain_length(i);
    if (!found) return std::nullopt;
    const std::size_t p = found->next;
    const auto moved = [&](std::size_t next, Date from, int sign, bool exact) {
      FuzzyDate date =
          exact ? FuzzyDate::day(plus(from, found->term, sign)) : away(from, found->term, found->unit, sign);
      if (found->approximate && !exact && found->unit == TimeUnit::Day) date = date.approximately();
      return fixed(next, date, side(sign));
    };
    if (in_.tag(p) == Tag::Ago) return moved(p + 1, in_.reference, -1, false);
    if (in_.tag(p) == Tag::Earlier && in_.tag(p + 1) != Tag::More) {
      return moved(p + 1, anchor_day(), -1, false);
    }
    if (in_.tag(p) == Tag::Later) return moved(p + 1, anchor_day(), 1, false);
    if (in_.tag(p) == Tag::From && in_.tag(p + 1) == Tag::Now) return moved(p + 2, in_.reference, 1, false);
    const int sign = in_.tag(p) == Tag::From || in_.tag(p) == Tag::After || in_.tag(p) == Tag::Since ? 1
                     : in_.tag(p) == Tag::Before                                                     ? -1
                                                                                                     : 0;
    if (sign != 0) {
      const auto base = English(in_, Tag::On).expression(p + 1);
      if (base && (base->form == Form::Calendar || base->form == Form::Fixed)) {
        const auto resolved = resolve(*base, in_.reference, sign > 0 ? Direction::Future : Direction::None);
        const bool day = resolved && resolved->date.is_day();
        if (day && ((lead_ == Tag::For && in_.tag(p) == Tag::From) || (lead_ == Tag::Within && sign > 0)))
          return span_from(*found, base->next, *resolved->date.earliest());
        if (day) return moved(base->next, *resolved->date.earliest(), sign, true);
      }
    }
    // "for 3 days starting Monday", "for one year, from 10 November"
    std::size_t q = skip(p, ',');
    if (in_.tag(q) == Tag::Start || (in_.tag(q) == Tag::From && (q > p || lead_ == Tag::For))) {
      q = skip(q + 1, Tag::From);
      const auto base = English(in_, Tag::On).expression(skip(q, Tag::On));
      if (base && (base->form == Form::Calendar || base->form == Form::Fixed)) {
        const auto resolved = resolve(*base, in_.reference, Direction::None);
        if (resolved && resolved->date.is_day()) return span_from(*found, base->next, *resolved->date.earliest());
      }
    }
    return found;
  }

  static TimeExpression span_from(const TimeExpression& length, std::size_t next, Date first) {
    TimeExpression found = length;
    found.form = Form::Span;
    found.next = next;
    found.date = FuzzyDate::day(first);
    found.until = FuzzyDate::day(plus(first, length.term, 1));
    found.relative = true;
    return found;
  }

  const TimeContext& in_;
  Tag lead_;
};

}  // namespace

std::optional<TimeExpression> english_expression(const TimeContext& context, std::size_t i, Tag lead) {
  return English(context, lead).expression(i);
}

}  // namespace v0
}  // namespace truceline
