#include "read/time_expression.hpp"
#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using Form = TimeExpression::Form;

/// The grammar of Chinese expressions of time, by recursive descent over a run of words. Each function reads what begins
/// at word i, or nothing.
class Chinese {
 public:
  Chinese(const TimeContext& context, Tag lead) noexcept : in_(context), lead_(lead) {}

  std::optional<TimeExpression> expression(std::size_t i) const {
    for (const auto rule :
         {&Chinese::relative_day, &Chinese::week, &Chinese::calendar, &Chinese::count_span, &Chinese::length}) {
      if (auto found = (this->*rule)(i)) return found;
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
  bool number(std::size_t i) const {
    const TimeWord& word = in_.word(i);
    return word.tag == Tag::Number && !word.grouped && !word.ordinal;
  }
  bool unit_is(std::size_t i, TimeUnit unit) const {
    return in_.tag(i) == Tag::Unit && in_.word(i).han && in_.word(i).value == static_cast<int>(unit);
  }
  Date anchor_day() const { return in_.anchor && in_.anchor->is_day() ? *in_.anchor->earliest() : in_.reference; }

  std::optional<TimeExpression> relative_day(std::size_t i) const {
    const TimeWord& word = in_.word(i);
    if (word.tag == Tag::Day && word.han) {
      return fixed(i + 1, FuzzyDate::day(in_.reference + word.value), side(word.value));
    }
    if (word.tag == Tag::NextDay) return fixed(i + 1, FuzzyDate::day(anchor_day() + word.value));
    // 日前, 近日, 近期: some days ago, or around now
    if (word.tag == Tag::Vague && word.value == 0) {
      return fixed(i + 1, days(in_.reference - 7, in_.reference), Direction::Past);
    }
    return std::nullopt;
  }

  int weekday_at(std::size_t i) const {
    const TimeWord& word = in_.word(i);
    if (word.tag == Tag::Number && word.value >= 1 && word.value <= 6 && word.digits <= 1 && word.millionths == 0) {
      return word.value;
    }
    if (word.tag == Tag::DaySign || unit_is(i, TimeUnit::Day)) return 7;
    return 0;
  }

  /// 本周, 上周五, 下周, 星期一, 2021年的第一周
  std::optional<TimeExpression> week(std::size_t i) const {
    const TimeWord& word = in_.word(i);
    if (word.tag == Tag::WeekWord) {
      const FuzzyDate whole = week_of(in_.reference, word.value);
      if (const int weekday = weekday_at(i + 1)) {
        return fixed(i + 2, FuzzyDate::day(*whole.earliest() + (weekday - 1)), side(word.value));
      }
      return fixed(i + 1, whole, side(word.value));
    }
    if (word.tag == Tag::WeekSign && in_.adjacent(i)) {
      const int weekday = weekday_at(i + 1);
      const bool length_behind = in_.tag(i + 2) == Tag::Unit || in_.tag(i + 2) == Tag::WeekSign;
      if (weekday != 0 && !length_behind) {
        TimeExpression found;
        found.weekday = weekday;
        found.next = i + 2;
        found.relative = true;
        return found;
      }
    }
    return std::nullopt;
  }

  /// A year: 2025年, 二零二五年, 25年 (in dates), 今年, 去年, with or without blanks. Moves i.
  int year_at(std::size_t& i, bool& relative) const {
    const TimeWord& word = in_.word(i);
    if (word.tag == Tag::YearWord) {
      const bool named = word.value >= of_named_year;
      if (named && in_.named_year == 0) return 0;
      ++i;
      relative = true;
      return named ? in_.named_year + word.value - of_named_year : in_.reference.year() + word.value;
    }
    if (word.tag != Tag::Number || word.grouped || word.ordinal || word.millionths != 0) return 0;
    const Tag behind = in_.tag(i + 1);
    if (behind != Tag::Year && behind != Tag::YearPart) return 0;
    const std::size_t next = behind == Tag::Year ? i + 2 : i + 1;
    if (word.value >= 1400 && word.value <= 2199) {
      i = next;
      return word.value;
    }
    // 18年, 零八年: only of two digits, and with a month, or beginning with zero; else it is a length.
    const bool two_digits = word.digits == 2 && word.value < 100;
    const bool zero = two_digits && word.value < 10;
    const bool month = number(next) && in_.tag(next + 1) == Tag::MonthSign;
    if (two_digits && behind == Tag::Year && (zero || month)) {
      i = next;
      return word.value + (word.value < 40 ? 2000 : 1900);
    }
    return 0;
  }

  static TimePart quarter(int number) { return static_cast<TimePart>(static_cast<int>(TimePart::Q1) + number - 1); }

  std::optional<TimePart> part_at(std::size_t& i) const {
    const TimeWord& word = in_.word(i);
    if (word.tag == Tag::Part && word.han) {
      // 10月中国… was cut by the words; 中 before anything else unknown is "in", not "mid".
      ++i;
      return static_cast<TimePart>(word.value);
    }
    return std::nullopt;
  }

  /// Dates by year, month and day, as far as stated, with their parts.
  std::optional<TimeExpression> calendar(std::size_t i) const {
    if (auto found = era(i)) return found;
    TimeExpression found;
    std::size_t p = i;
    found.year = year_at(p, found.relative);
    bool any = found.year != 0;
    if (any) {
      if (in_.tag(p) == Tag::YearPart || (p > i && in_.tag(p - 1) == Tag::YearPart)) {
        const std::size_t at = in_.tag(p) == Tag::YearPart ? p : p - 1;
        found.part = static_cast<TimePart>(in_.word(at).value);
        found.next = at + 1;
        return found;
      }
      if (in_.tag(p) == Tag::Genitive && in_.tag(p + 1) != Tag::Number) ++p;
    } else if (in_.tag(i) == Tag::YearPart) {
      found.year = in_.reference.year();
      found.part = static_cast<TimePart>(in_.word(i).value);
      found.relative = true;
      found.next = i + 1;
      return found;
    }
    // halves and quarters
    if (in_.tag(p) == Tag::Half && in_.word(p).han) {
      found.part = in_.word(p).value == 1 ? TimePart::FirstHalf : TimePart::SecondHalf;
      if (!any) {
        found.year = in_.reference.year();
        found.relative = true;
      }
      found.next = p + 1;
      return found;
    }
    if (const auto quarters = quarter_at(p, any)) {
      found.part = quarter(quarters->first);
      found.next = quarters->second;
      return found;
    }
    if (const auto nth = nth_at(p, any)) {
      if (found.year == 0 && !any) return std::nullopt;
      return in_period(*FuzzyDate::year(found.year), *nth);
    }
    // month
    if (in_.tag(p) == Tag::MonthWord) {
      const int month = in_.reference.year() * 12 + in_.reference.month() - 1 + in_.word(p).value;
      found.month = month % 12 + 1;
      if (!any) found.year = month / 12;
      found.direction = side(in_.word(p).value);
      found.relative = true;
      any = true;
      ++p;
    } else if (number(p) && in_.word(p).value >= 1 && in_.word(p).value <= 12 && in_.word(p).millionths == 0 &&
               (in_.tag(p + 1) == Tag::MonthSign || in_.tag(p + 1) == Tag::MonthPart) && !counted(p)) {
      found.month = in_.word(p).value;
      any = true;
      if (in_.tag(p + 1) == Tag::MonthPart) {
        found.part = static_cast<TimePart>(in_.word(p + 1).value);
        found.next = p + 2;
        return found;
      }
      p += 2;
    } else if (in_.tag(p) == Tag::MonthPart && !any) {
      found.year = in_.reference.year();
      found.month = in_.reference.month();
      found.part = static_cast<TimePart>(in_.word(p).value);
      found.relative = true;
      found.next = p + 1;
      return found;
    } else if (in_.tag(p) == Tag::HalfMonth && !any) {
      found.year = in_.reference.year();
      found.month = in_.reference.month();
      found.part = in_.word(p).value == 1 ? TimePart::FirstHalf : TimePart::SecondHalf;
      found.relative = true;
      found.next = p + 1;
      return found;
    }
    if (found.month != 0) {
      if (in_.tag(p) == Tag::Genitive) {
        if (const auto nth = nth_at(p + 1, true)) return in_month(found, *nth);
      }
      std::size_t q = p;
      if (const auto part = part_at(q)) {
        found.part = *part;
        found.next = q;
        return found;
      }
      if (in_.tag(p) == Tag::HalfMonth) {
        found.part = in_.word(p).value == 1 ? TimePart::FirstHalf : TimePart::SecondHalf;
        found.next = p + 1;
        return found;
      }
    }
    // day
    if (in_.day_number(p) && (found.month != 0 || found.year == 0)) {
      const bool sign = in_.tag(p + 1) == Tag::DaySign && (found.month != 0 || !numbers_a_paper(p));
      // 八月十五 needs no sign in characters.
      const bool bare = found.month != 0 && in_.word(p).han && in_.word(p).value >= 10 && in_.tag(p + 1) != Tag::Unit &&
                        in_.tag(p + 1) != Tag::Counter && in_.tag(p + 1) != Tag::Year &&
                        in_.tag(p + 1) != Tag::MonthSign && !text_goes_on(p);
      if (sign || bare) {
        found.day = in_.word(p).value;
        found.next = sign ? p + 2 : p + 1;
        weekday_behind(found);
        return found;
      }
    }
    if (!any) return std::nullopt;
    found.next = p;
    // 的 was no part of it
    if (in_.tag(found.next - 1) == Tag::Genitive) --found.next;
    return found;
  }

  /// 2025年1号公告, 第5号令: 号 numbers a paper, not a day.
  bool numbers_a_paper(std::size_t i) const {
    if (in_.word(i + 1).end - in_.word(i + 1).begin != 3 || in_.text.substr(in_.word(i + 1).begin, 3) != "号")
      return false;
    if (i > 0 && (in_.tag(i - 1) == Tag::Ordinal || in_.tag(i - 1) == Tag::Year)) return true;
    static constexpr std::string_view papers[] = {"公告", "令", "文", "公报", "决议", "通知", "法案", "线", "楼", "机"};
    const std::string_view rest = in_.text.substr(in_.word(i + 1).end);
    for (const std::string_view paper : papers) {
      if (rest.starts_with(paper)) return true;
    }
    return false;
  }

  /// Whether a unit of counting follows the number, unknown to the words: 三月二十多, 五月三家.
  bool text_goes_on(std::size_t i) const {
    const std::size_t end = in_.word(i).end;
    if (end >= in_.text.size()) return false;
    static constexpr std::string_view counters[] = {"家", "名", "人", "次", "位", "项", "种",
                                                    "万", "亿", "元", "点", "分", "时"};
    for (const std::string_view counter : counters) {
      if (in_.text.substr(end, counter.size()) == counter) return true;
    }
    return in_.tag(i + 1) == Tag::More;
  }

  bool counted(std::size_t i) const { return i > 0 && in_.tag(i - 1) == Tag::Ordinal; }

  /// 10月12日(星期一), 10月12号,星期一
  void weekday_behind(TimeExpression& found) const {
    std::size_t p = found.next;
    const bool open = in_.punct(p, '(');
    if (open || in_.punct(p, ',')) ++p;
    if (in_.tag(p) != Tag::WeekSign) return;
    if (const int weekday = weekday_at(p + 1)) {
      found.weekday = weekday;
      found.next = p + 2;
      if (open && in_.punct(found.next, ')')) ++found.next;
    }
  }

  /// 第三季度, 三季度, 首季
  std::optional<std::pair<int, std::size_t>> quarter_at(std::size_t i, bool behind_year) const {
    std::size_t p = i;
    if (behind_year && in_.tag(p) == Tag::Quarter) return std::pair(in_.word(p).value, p + 1);
    if (in_.tag(p) == Tag::Ordinal && in_.word(p).value == 1) {
      ++p;
      if (in_.tag(p) == Tag::Counter) ++p;
      if (unit_is(p, TimeUnit::Quarter)) return std::pair(1, p + 1);
      return std::nullopt;
    }
    if (in_.tag(p) == Tag::Ordinal) ++p;
    if (number(p) && in_.word(p).value >= 1 && in_.word(p).value <= 4 && in_.word(p).millionths == 0 &&
        unit_is(p + 1, TimeUnit::Quarter)) {
      return std::pair(in_.word(p).value, p + 2);
    }
    return std::nullopt;
  }

  /// 第一周, 第三个月, 最后一个星期一, 前两周, 最后三周
  struct Nth {
    int nth = 0;
    int count = 0;
    int weekday = 0;
    TimeUnit unit = TimeUnit::Week;
    std::size_t next = 0;
  };
  std::optional<Nth> nth_at(std::size_t i, bool inside) const {
    Nth found;
    std::size_t p = i;
    if (in_.tag(p) == Tag::Ordinal) {
      if (!number(p + 1) || in_.word(p + 1).value < 1) return std::nullopt;
      found.nth = in_.word(p + 1).value;
      p += 2;
    } else if (in_.tag(p) == Tag::Final && inside) {
      found.nth = -1;
      const bool one = in_.word(p).value == 1;
      ++p;
      if (!one && number(p)) {
        if (in_.word(p).value > 1) found.count = in_.word(p).value;
        ++p;
      }
    } else if (in_.tag(p) == Tag::Front && inside && number(p + 1)) {
      found.nth = 1;
      found.count = in_.word(p + 1).value;
      p += 2;
    } else {
      return std::nullopt;
    }
    if (in_.tag(p) == Tag::Counter) ++p;
    if (in_.tag(p) == Tag::WeekSign) {
      found.next = p + 1;
      if (const int weekday = weekday_at(p + 1); weekday != 0 && found.count == 0 && in_.adjacent(p)) {
        found.weekday = weekday;
        found.next = p + 2;
      }
      return found;
    }
    if (in_.tag(p) == Tag::MonthSign) {
      found.unit = TimeUnit::Month;
    } else if (unit_is(p, TimeUnit::Day)) {
      found.unit = TimeUnit::Day;
    } else {
      return std::nullopt;
    }
    found.next = p + 1;
    return found;
  }

  std::optional<TimeExpression> in_month(TimeExpression month, const Nth& nth) const {
    if (nth.count != 0 || nth.unit != TimeUnit::Week) return std::nullopt;
    month.nth = nth.nth;
    month.nth_weekday = nth.weekday;
    month.next = nth.next;
    return month;
  }

  std::optional<TimeExpression> in_period(FuzzyDate period, const Nth& nth) const {
    std::optional<FuzzyDate> date;
    const Date first = *period.earliest(), end = *period.latest() + 1;
    const int count = nth.count == 0 ? 1 : nth.count;
    if (nth.weekday != 0) {
      date = nth_weekday(period, nth.weekday, nth.nth);
    } else if (nth.unit == TimeUnit::Week) {
      const auto from = nth_week(period, nth.nth < 0 ? -count : nth.nth);
      const auto to = nth_week(period, nth.nth < 0 ? -1 : nth.nth + count - 1);
      if (from && to) date = days(*from->earliest(), *to->latest());
    } else {
      const Date from =
          nth.nth < 0 ? plus(end, term_of(nth.unit, count), -1) : plus(first, term_of(nth.unit, nth.nth - 1), 1);
      date = days(from, plus(from, term_of(nth.unit, count), 1) - 1);
    }
    if (!date) return std::nullopt;
    TimeExpression found = fixed(nth.next, *date);
    found.relative = false;
    return found;
  }

  /// 20世纪80年代, 上世纪90年代, 21世纪
  std::optional<TimeExpression> era(std::size_t i) const {
    int century = 0;
    std::size_t p = i;
    if (number(p) && in_.tag(p + 1) == Tag::Century && in_.word(p).value >= 15 && in_.word(p).value <= 30) {
      century = (in_.word(p).value - 1) * 100;
      p += 2;
    } else if ((in_.tag(p) == Tag::Upper || in_.tag(p) == Tag::Same) && in_.tag(p + 1) == Tag::Century) {
      century = in_.reference.year() / 100 * 100 - 100;
      p += 2;
    }
    const bool tens =
        number(p) && in_.word(p).value % 10 == 0 && in_.word(p).value < 100 && in_.tag(p + 1) == Tag::Decade;
    if (tens) {
      const int ten = in_.word(p).value;
      if (century == 0) century = ten < 40 && ten > 0 && ten % 10 == 0 ? 2000 : 1900;
      const int first = century + ten;
      return fixed(p + 2, days(*Date::from_ymd(first, 1, 1), *Date::from_ymd(first + 9, 12, 31)));
    }
    if (century == 0) return std::nullopt;
    return fixed(p, days(*Date::from_ymd(century, 1, 1), *Date::from_ymd(century + 99, 12, 31)));
  }

  // ---- lengths ------------------------------------------------------------------------------------------------------

  /// 90天, 一年, 三年半, 两个月, 半年, 一年零三个月, 五个星期; of 日 only where `day_sign`.
  std::optional<TimeExpression> plain_length(std::size_t i, bool day_sign = false) const {
    TimeExpression found;
    found.form = Form::Length;
    bool any = false;
    std::size_t p = i;
    for (;;) {
      std::size_t q = p;
      if (any && in_.tag(q) == Tag::More) ++q;
      if (!number(q)) break;
      const TimeWord& count = in_.word(q);
      std::int64_t whole = count.value, millionths = count.millionths;
      if (count.han && count.value == 0 && count.millionths == 0) break;
      std::size_t r = q + 1;
      if (in_.punct(r, '.') && in_.adjacent(q) && in_.adjacent(r) && in_.word(r + 1).digits == 1) {
        millionths = in_.word(r + 1).value * 100'000;
        r += 2;
      }
      if (in_.tag(r) == Tag::More) ++r;
      const bool counter = in_.tag(r) == Tag::Counter;
      if (counter) ++r;
      bool half = false;
      if (counter && number(r) && in_.word(r).han && in_.word(r).millionths == 500'000) {  // 三个半月
        half = true;
        ++r;
      }
      std::optional<TimeUnit> unit;
      if (in_.tag(r) == Tag::Year && !counter) unit = TimeUnit::Year;
      if (in_.tag(r) == Tag::MonthSign && (counter || count.millionths != 0)) unit = TimeUnit::Month;
      if (in_.tag(r) == Tag::WeekSign) unit = TimeUnit::Week;
      if (unit_is(r, TimeUnit::Day) && !counter) unit = TimeUnit::Day;
      if (unit_is(r, TimeUnit::Quarter) && (counter || whole > 4)) unit = TimeUnit::Quarter;
      if (in_.tag(r) == Tag::DaySign && !counter && (day_sign || whole > 31) &&
          in_.word(r).end - in_.word(r).begin == 3) {
        unit = TimeUnit::Day;
      }
      if (!unit || whole > 9'999 || (in_.tag(r) == Tag::Year && count.digits == 4)) break;
      if (count.digits == 2 && count.han && in_.tag(r) == Tag::Year && count.value < 10) break;  // 零八年
      const Term part = term_of(*unit, whole, half ? 500'000 : millionths);
      found.term.months += part.months;
      found.term.days += part.days;
      found.unit = any ? std::min(found.unit, *unit) : *unit;
      any = true;
      p = r + 1;
      // 三年半
      if (number(p) && in_.word(p).han && in_.word(p).millionths == 500'000 && in_.word(p).value == 0 &&
          in_.tag(p + 1) != Tag::Year && in_.tag(p + 1) != Tag::Counter && in_.tag(p + 1) != Tag::MonthSign) {
        const Term more = term_of(*unit, 0, 500'000);
        found.term.months += more.months;
        found.term.days += more.days;
        ++p;
      }
      found.next = p;
    }
    if (!any || (found.term.months == 0 && found.term.days == 0)) return std::nullopt;
    return found;
  }

  /// 未来三年, 过去十年, 近两周, 前三个月
  std::optional<TimeExpression> count_span(std::size_t i) const {
    const Tag tag = in_.tag(i);
    if (tag != Tag::Recent && tag != Tag::Coming && tag != Tag::Upper && tag != Tag::Lower && tag != Tag::Front &&
        tag != Tag::Behind) {
      return std::nullopt;
    }
    // 马上, 基础上: the end of a word that is not known
    const bool whole_word = i > 0 || in_.word(i).begin < 3 || !detail::is_han(in_.text, in_.word(i).begin - 3);
    if (!whole_word && tag != Tag::Recent && tag != Tag::Coming) return std::nullopt;
    std::size_t p = i + 1;
    if (in_.tag(p) == Tag::Genitive) ++p;
    const auto length = plain_length(p, true);
    if (!length || (in_.word(i).value != 0 && (tag == Tag::Front || tag == Tag::Behind))) return std::nullopt;
    const bool forward = tag == Tag::Coming || tag == Tag::Lower || tag == Tag::Behind;
    TimeExpression found = *length;
    found.form = Form::Span;
    found.relative = true;
    found.direction = forward ? Direction::Future : Direction::Past;
    const Date first = forward ? in_.reference + 1 : plus(in_.reference, length->term, -1);
    found.date = FuzzyDate::day(first);
    found.until = FuzzyDate::day(forward ? plus(first, length->term, 1) : in_.reference);
    return found;
  }

  /// A length, or what stands that far: 三个月前, 两天后, 一年内.
  std::optional<TimeExpression> length(std::size_t i) const {
    auto found = plain_length(i, lead_ == Tag::For);
    const std::size_t p = found ? found->next : 0;
    if (!found) {
      // 90日内, 30日后 of more than a month only
      return std::nullopt;
    }
    const Tag tag = in_.tag(p);
    const bool bare = in_.word(p).value <= 1;
    if (tag == Tag::Front && bare) {
      return fixed(p + 1, away(in_.reference, found->term, found->unit, -1), Direction::Past);
    }
    if (tag == Tag::Behind && bare) {
      return fixed(p + 1, away(anchor_day(), found->term, found->unit, 1), Direction::Future);
    }
    return found;
  }

  const TimeContext& in_;
  Tag lead_;
};

}  // namespace

std::optional<TimeExpression> chinese_expression(const TimeContext& context, std::size_t i, Tag lead) {
  return Chinese(context, lead).expression(i);
}

}  // namespace v0
}  // namespace truceline
