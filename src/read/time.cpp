#include <truceline/read/time.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "read/time_expression.hpp"
#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using Form = TimeExpression::Form;

// ---- direction ------------------------------------------------------------------------------------------------------

struct TimeCue {
  std::string_view text;
  Direction direction = Direction::None;
  bool says = false;  ///< tells of a day of speech only; what is said may lie on either side
};

constexpr detail::WordTable english_time_cues(std::to_array<TimeCue>({
    {"will", Direction::Future},
    {"united", Direction::None},
    {"would", Direction::Future},
    {"shall", Direction::Future},
    {"plans", Direction::Future},
    {"planned", Direction::Future},
    {"plan", Direction::Future},
    {"scheduled", Direction::Future},
    {"due", Direction::Future},
    {"set", Direction::Future},
    {"expected", Direction::Future},
    {"expects", Direction::Future},
    {"slated", Direction::Future},
    {"poised", Direction::Future},
    {"upcoming", Direction::Future},
    {"going", Direction::Future},
    {"intends", Direction::Future},
    {"threatened", Direction::Future},
    {"ahead", Direction::Future},
    {"was", Direction::Past},
    {"were", Direction::Past},
    {"had", Direction::Past},
    {"did", Direction::Past},
    {"said", Direction::Past, true},
    {"announced", Direction::Past, true},
    {"took", Direction::Past},
    {"met", Direction::Past},
    {"signed", Direction::Past},
    {"imposed", Direction::Past},
    {"agreed", Direction::Past},
    {"came", Direction::Past},
    {"went", Direction::Past},
    {"began", Direction::Past},
    {"started", Direction::Past},
    {"ended", Direction::Past},
    {"expired", Direction::Past},
    {"raised", Direction::Past},
    {"cut", Direction::Past},
    {"suspended", Direction::Past},
    {"published", Direction::Past},
    {"issued", Direction::Past},
    {"released", Direction::Past},
    {"told", Direction::Past, true},
    {"held", Direction::Past},
    {"ordered", Direction::Past},
    {"ruled", Direction::Past},
    {"ago", Direction::Past},
    {"launched", Direction::Past},
    {"wrote", Direction::Past, true},
    {"grew", Direction::Past},
    {"rose", Direction::Past},
    {"fell", Direction::Past},
    {"doubled", Direction::Past},
    {"gained", Direction::Past},
    {"dropped", Direction::Past},
    {"lost", Direction::Past},
    {"made", Direction::Past},
}));

constexpr detail::HanTable chinese_time_cues(std::to_array<TimeCue>({
    {"将", Direction::Future},       {"拟", Direction::Future},       {"预计", Direction::Future},
    {"计划", Direction::Future},     {"届时", Direction::Future},     {"即将", Direction::Future},
    {"定于", Direction::Future},     {"料", Direction::Future},       {"已", Direction::Past},
    {"曾", Direction::Past},         {"了", Direction::Past},         {"宣布", Direction::Past, true},
    {"表示", Direction::Past, true}, {"公布", Direction::Past, true}, {"发布", Direction::Past, true},
    {"举行", Direction::Past},       {"签署", Direction::Past},       {"指出", Direction::Past, true},
    {"会见", Direction::Past},       {"会晤", Direction::Past},       {"报道", Direction::Past, true},
    {"将领", Direction::None},       {"原计划", Direction::None},     {"原定", Direction::None},
    {"为了", Direction::None},       {"除了", Direction::None},       {"了解", Direction::None},
    {"料理", Direction::None},       {"材料", Direction::None},
}));

/// The tense around [begin, end): the last cue before it in the sentence, else the first not far behind. O(1): it looks at
/// no more than `reach` bytes.
struct Tense {
  Direction direction = Direction::None;
  bool close = false;  // right before: it outweighs nearness
};
Tense tense(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t reach = 120;
  // A full stop before a capital ends a sentence, but not after initials ("U.S. Trade") and short titles ("Mr. Li").
  const auto stops = [&](std::size_t p) {
    if (text[p] == '\n' || text[p] == ';' || text[p] == '!' || text[p] == '?') return true;
    if (text.substr(p, 3) == "。") return true;
    if (text[p] != '.' || p < 3 || p + 2 >= text.size() || text[p + 1] != ' ') return false;
    if (text[p + 2] < 'A' || text[p + 2] > 'Z') return false;
    return !detail::is_letter(text[p - 1]) || (detail::is_letter(text[p - 2]) && detail::is_letter(text[p - 3]));
  };
  constexpr std::size_t near = 24;
  bool close = false;  // whether the last cue stands right before
  const auto scan = [&](std::size_t from, std::size_t to, bool first) {
    Direction found = Direction::None;
    close = false;
    for (std::size_t p = from; p < to;) {
      if (stops(p)) {
        if (first) return found;
        found = Direction::None;
        ++p;
      } else if (detail::is_letter(text[p])) {
        const std::size_t word = detail::word_end(text, p);
        const std::string_view said = text.substr(p, word - p);
        if (const TimeCue* cue = english_time_cues.find(said)) {
          if (cue->direction != Direction::None) found = cue->direction;
          close = !cue->says && begin - word <= near;
        } else if (said.size() > 4 && said.ends_with("ed")) {
          found = Direction::Past;
          close = false;
        }
        p = word;
      } else if (const TimeCue* cue = chinese_time_cues.find(text, p)) {
        p += cue->text.size();
        if (cue->direction != Direction::None || cue->text.starts_with("原")) {
          found = cue->direction;  // 原定 and 原计划 tell of a plan that may lie on either side
          close = !cue->says && begin - p <= near;
        }
      } else {
        ++p;
      }
      if (first && found != Direction::None) return found;
    }
    return found;
  };
  std::size_t from = begin > reach ? begin - reach : 0;
  while (from > 0 && from < begin && detail::is_letter(text[from])) ++from;
  const Direction before = scan(from, begin, false);
  if (before != Direction::None) return {before, close};
  return {scan(end, std::min(text.size(), end + reach / 2), true), false};
}

// ---- mentions -------------------------------------------------------------------------------------------------------

/// Reads a run of words into mentions.
class Tagger {
 public:
  Tagger(std::string_view text, Date reference, std::optional<FuzzyDate> anchor, std::vector<TimeMention>& out) noexcept
      : text_(text), reference_(reference), anchor_(anchor), out_(out) {
    if (anchor && !anchor->is_unknown()) year_ = anchor->earliest()->year();
  }

  void read(const std::vector<TimeWord>& run) {
    for (std::size_t i = 0; i < run.size();) {
      const TimeContext context{run, text_, reference_, anchor_, year_};
      const std::size_t next = mention(context, i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  struct Lead {
    Tag tag = Tag::Other;
    TimeBound bound = TimeBound::None;
    std::size_t next = 0;
  };

  /// The preposition at word i, if it is one.
  static Lead lead_at(const TimeContext& in, std::size_t i) {
    const TimeWord& word = in.word(i);
    Lead lead{Tag::Other, TimeBound::None, i};
    const auto is = [&](Tag tag, TimeBound bound) { lead = {tag, bound, i + 1}; };
    switch (word.tag) {
      case Tag::On:
      case Tag::In:
      case Tag::Of:
      case Tag::For:
        is(word.tag, TimeBound::None);
        break;
      case Tag::From:
      case Tag::Since:
        is(word.tag, TimeBound::Since);
        break;
      case Tag::Start:
        is(Tag::Start, TimeBound::Since);
        if (in.tag(i + 1) == Tag::On || in.tag(i + 1) == Tag::From || in.tag(i + 1) == Tag::In) ++lead.next;
        break;
      case Tag::Between:
        is(Tag::Between, TimeBound::None);
        break;
      case Tag::Within:
        is(Tag::Within, TimeBound::None);
        break;
      case Tag::Until:
      case Tag::To:
        is(word.tag, TimeBound::Until);
        break;
      case Tag::Bound: {  // 截至 tells the last day counted, 直至 the end
        const bool as_of = in.text.substr(word.begin, 3) == "截";
        is(Tag::Until, as_of ? TimeBound::Through : TimeBound::Until);
        break;
      }
      case Tag::Through:
        is(Tag::Through, TimeBound::Through);
        break;
      case Tag::By:
        is(Tag::By, TimeBound::Before);
        break;
      case Tag::Before:
        is(Tag::Before, TimeBound::Before);
        break;
      case Tag::After:
        is(Tag::After, TimeBound::After);
        break;
      case Tag::Later:
      case Tag::Earlier:
        if (in.tag(i + 1) == Tag::More) {  // "no later than", "earlier than"
          const bool no =
              word.begin >= 3 && detail::lower(in.text[word.begin - 3]) == 'n' && in.text[word.begin - 2] == 'o';
          const bool later = (word.tag == Tag::Later) != no;
          lead = {Tag::Before, later ? TimeBound::After : no ? TimeBound::Through : TimeBound::Before, i + 2};
        }
        break;
      case Tag::More:  // "more than two weeks after"
        if (in.tag(i + 1) == Tag::More && in.text[word.begin] == 'm') lead = {Tag::More, TimeBound::None, i + 2};
        break;
      case Tag::Deictic:
        if (in.tag(i + 1) == Tag::To && in.text.substr(word.begin, 5) == "prior") {
          lead = {Tag::Before, TimeBound::Before, i + 2};
        }
        break;
      default:
        break;
    }
    return lead;
  }

  static std::optional<TimeExpression> expression(const TimeContext& in, std::size_t i, Tag lead) {
    // Digits and dates without a word of either language are read alike; Chinese words choose their grammar.
    if (auto found = chinese_expression(in, i, lead)) return found;
    return english_expression(in, i, lead);
  }

  /// What joins two ends of a range at word i: the words between, and whether the second day still counts.
  struct Link {
    std::size_t next = 0;
    bool inclusive = true;
    Tag lead = Tag::Other;
  };
  static std::optional<Link> link_at(const TimeContext& in, std::size_t i, bool between) {
    const TimeWord& word = in.word(i);
    switch (word.tag) {
      case Tag::To:
        return Link{i + 1, true, Tag::To};
      case Tag::Through:
        return Link{i + 1, true, Tag::Through};
      case Tag::Until:
        return Link{i + 1, false, Tag::Until};
      case Tag::Punct:
        if (word.value == '-' || word.value == '~') return Link{i + 1, true, Tag::To};
        return std::nullopt;
      case Tag::And:
        if (between && word.value == 0) return Link{i + 1, true, Tag::And};
        return std::nullopt;
      case Tag::With:
        return Link{i + 1, true, Tag::With};
      default:
        return std::nullopt;
    }
  }

  /// The mention that begins at word i, put out; the word behind it, or i if there is none.
  std::size_t mention(const TimeContext& in, std::size_t i) {
    const Lead lead = lead_at(in, i);
    const std::size_t begin = lead.next;
    if (lead.tag == Tag::Between || lead.tag == Tag::From || lead.tag == Tag::Other || lead.tag == Tag::On ||
        lead.tag == Tag::In || lead.tag == Tag::For || lead.tag == Tag::Start) {
      if (const std::size_t next = days_of_month(in, begin)) return next;
    }
    if (in.tag(begin) == Tag::Date && lead.tag == Tag::To) return i;  // "to date" ends a range only
    auto first = expression(in, begin, lead.tag);
    if (!first) return i;
    if (first->form == Form::Calendar || first->form == Form::Fixed) {
      if (const std::size_t next = range(in, i, lead, *first)) return next;
    }
    return single(in, begin, lead, *first);
  }

  /// "4 to 22 January", "between 3 and 12 of September", "4-23 next month": a bare day of the month before a range's sign.
  std::size_t days_of_month(const TimeContext& in, std::size_t i) {
    std::size_t p = in.tag(i) == Tag::The ? i + 1 : i;
    if (!in.day_number(p) || in.word(p).han) return 0;
    const auto link = link_at(in, p + 1, true);
    if (!link || (in.punct(p + 1, '-') && i > 0 && in.tag(i - 1) == Tag::Punct)) return 0;
    auto second = english_expression(in, link->next, link->lead);
    if (!second || second->form != Form::Calendar || second->day == 0 || second->month == 0) return 0;
    const bool day_first = in.day_number(in.tag(link->next) == Tag::The ? link->next + 1 : link->next);
    if (!day_first && in.punct(p + 1, '-')) return 0;
    if (!day_first && (link->lead != Tag::To || in.punct(p + 1, '-'))) return 0;
    TimeExpression first = *second;
    first.day = in.word(p).value;
    first.weekday = 0;
    if (first.day >= second->day) return 0;
    return put_range(in, i, first, *second, link->inclusive, second->next);
  }

  std::size_t range(const TimeContext& in, std::size_t i, const Lead& lead, const TimeExpression& first) {
    const auto link = link_at(in, first.next, lead.tag == Tag::Between);
    if (!link) {
      // "Feb between 2 and 7", "next week between Wednesday and Friday", "this week from Tuesday to Thursday"
      const Tag tag = in.tag(first.next);
      if (tag == Tag::Between || tag == Tag::From) {
        if (const std::size_t next = narrowed_range(in, i, first)) return next;
      }
      return 0;
    }
    const bool han = in.word(first.next).tag == Tag::With;
    std::size_t p = link->next;
    p = in.tag(p) == Tag::In && in.word(p).han ? p + 1 : p;
    auto second = expression(in, p, link->lead);
    if (!second && in.day_number(p) && first.day != 0 && first.form == Form::Calendar && first.month != 0 &&
        !in.counts_something(p) && in.tag(p + 1) != Tag::Unit && in.tag(p + 1) != Tag::Month) {
      second = TimeExpression{};  // "November 19-20"
      second->day = in.word(p).value;
      second->next = p + 1;
      std::size_t q = p + 1;
      if (in.punct(q, ',')) ++q;
      if (in.tag(q) == Tag::Number && in.word(q).digits == 4 && in.word(q).value >= 1400 && in.word(q).value < 2200) {
        second->year = in.word(q).value;
        second->next = q + 1;
      } else if (const auto worded = expression(in, q, Tag::In);
                 worded && in.word(q).digits == 0 && q == p + 1 && worded->form == Form::Calendar &&
                 worded->month == 0 && worded->day == 0 && worded->year != 0 && in.tag(q) == Tag::Number) {
        second->year = worded->year;
        second->next = worded->next;
      }
    }
    if (second && second->form == Form::Calendar && second->day != 0 && second->month == 0 && second->weekday == 0 &&
        !(first.form == Form::Calendar && first.month != 0)) {
      return 0;
    }
    if (!second && link->lead != Tag::With && first.form == Form::Calendar && first.day != 0 && in.tag(p) == Tag::The &&
        in.day_number(p + 1) && in.word(p + 1).ordinal) {
      second = TimeExpression{};
      second->day = in.word(p + 1).value;
      second->next = p + 2;
    }
    // 1995-1997年: the sign stands once.
    if (!second || (second->form != Form::Calendar && second->form != Form::Fixed)) return 0;
    std::size_t next = second->next;
    const bool amid = in.tag(next) == Tag::Amid;
    if (han && !amid) return 0;
    if (amid) ++next;
    // "Friday to Monday" names two days; "from May to" without order is none.
    if (first.form == Form::Fixed && second->form == Form::Fixed && *second->date.earliest() < *first.date.earliest())
      return 0;
    return put_range(in, i, first, *second, link->inclusive, next);
  }

  std::size_t narrowed_range(const TimeContext& in, std::size_t i, const TimeExpression& whole) {
    const std::size_t p = whole.next + 1;
    const bool weekdays = in.tag(p) == Tag::Weekday;
    if (!weekdays && !in.day_number(p)) return 0;
    const auto link = link_at(in, p + 1, true);
    if (!link) return 0;
    const std::size_t q = link->next;
    if (weekdays) {
      if (in.tag(q) != Tag::Weekday || whole.form != Form::Fixed || whole.date.is_unknown()) return 0;
      const Date monday = *week_of(*whole.date.earliest()).earliest();
      if (*whole.date.latest() != monday + 6) return 0;
      const Date from = monday + (in.word(p).value - 1), to = monday + (in.word(q).value - 1);
      if (to < from) return 0;
      TimeMention mention;
      mention.kind = TimeKind::Range;
      mention.date = FuzzyDate::day(from);
      mention.until = FuzzyDate::day(to + (link->inclusive ? 1 : 0));
      mention.direction = whole.direction;
      mention.relative = true;
      put(std::move(mention), in.word(i).begin, in.word(q).end);
      return q + 1;
    }
    if (whole.form != Form::Calendar || whole.month == 0 || whole.day != 0 || !in.day_number(q)) return 0;
    TimeExpression first = whole, second = whole;
    first.day = in.word(p).value;
    second.day = in.word(q).value;
    second.next = q + 1;
    if (const auto year = english_expression(in, q + 1, Tag::In);
        whole.year == 0 && year && year->form == Form::Calendar && year->year != 0 && year->month == 0) {
      second.year = year->year;
      second.next = year->next;
    }
    return put_range(in, i, first, second, link->inclusive, second.next);
  }

  /// What one end of a range leaves out, the other says.
  static void share(TimeExpression& first, TimeExpression& second) {
    const bool calendar = first.form == Form::Calendar && second.form == Form::Calendar;
    if (!calendar) return;
    if (second.month == 0 && second.day != 0 && second.weekday == 0 && first.month != 0) {
      second.month = first.month;
      if (second.year == 0) second.year = first.year;
      if (second.day < first.day && second.year == first.year) {
        second.month = first.month % 12 + 1;
        if (first.month == 12 && second.year != 0) ++second.year;
      }
    }
    if (first.month == 0 && first.day != 0 && second.month != 0) {
      first.month = second.month;
      first.year = second.year;
    }
    const bool months = first.month != 0 && second.month != 0;
    const bool later = first.month < second.month || (first.month == second.month && first.day <= second.day);
    if (first.year == 0 && second.year != 0 && months) first.year = second.year - (later ? 0 : 1);
    if (second.year == 0 && first.year != 0 && months) second.year = first.year + (later ? 0 : 1);
    if (second.year != 0 && first.year == 0 && first.month != 0 && second.month == 0) first.year = second.year;
    if (first.year != 0 && second.year == 0 && second.month == 0 && second.part != TimePart::Whole)
      second.year = first.year;
  }

  std::size_t put_range(const TimeContext& in, std::size_t i, TimeExpression first, TimeExpression second,
                        bool inclusive, std::size_t next) {
    share(first, second);
    const std::size_t begin = in.word(i).begin, end = in.word(next - 1).end;
    Direction direction = first.direction;
    Tense told{direction, true};
    if (direction == Direction::None) told = tense(text_, begin, end);
    direction = told.direction;
    auto from = resolve(first, reference_, direction);
    if (!from) return 0;
    if (!told.close) prefer_near(*from);
    const Date start = *from->date.earliest();
    // The second end is the first of its kind after the first, unless it has a year.
    std::optional<Resolved> to;
    if (second.form == Form::Calendar && second.year == 0) {
      to = resolve(second, start, Direction::Future);
      if (to && *to->date.latest() < start && to->other) to->date = *to->other;
    } else {
      to = resolve(second, reference_, direction);
    }
    if (!to || to->date.is_unknown() || *to->date.latest() < start) return 0;
    const Date last = *to->date.latest();
    TimeMention mention;
    mention.kind = TimeKind::Range;
    mention.date = from->date;
    mention.until = FuzzyDate::day(inclusive || second.part == TimePart::Late ? last + 1 : *to->date.earliest());
    if (*mention.until->earliest() <= start) mention.until = FuzzyDate::day(last + 1);
    mention.direction = direction;
    mention.relative = first.relative || second.relative;
    mention.lacks_year = from->lacks_year;
    mention.other = from->other;
    put(std::move(mention), begin, end);
    return next;
  }

  std::size_t single(const TimeContext& in, std::size_t begin, const Lead& lead, TimeExpression found) {
    std::size_t next = found.next;
    const std::size_t from = in.word(begin).begin;
    const auto end = [&] { return in.word(next - 1).end; };
    if (found.form == Form::Length) return length(in, begin, lead, found);
    // "up 9% from a year earlier" compares.
    const Tag last = in.tag(next - 1);
    if (lead.tag == Tag::From && in.tag(begin) == Tag::A && (last == Tag::Earlier || last == Tag::Ago)) return next;
    TimeMention mention;
    mention.bound = lead.bound;
    mention.relative = found.relative;
    mention.direction = found.direction;
    if (lead.tag == Tag::More && found.form == Form::Fixed && found.direction != Direction::None) {
      mention.bound = found.direction == Direction::Future ? TimeBound::After : TimeBound::Before;
    }
    if (found.form == Form::Span) {
      mention.kind = TimeKind::Range;
      mention.bound = TimeBound::None;
      mention.date = found.date;
      mention.until = found.until;
      if (found.term != Term{}) mention.term = found.term;
      if (in.tag(next) == Tag::Inside) ++next;
      put(std::move(mention), from, end());
      return next;
    }
    // Chinese words behind the date
    const TimeWord& behind = in.word(next);
    const bool may_bind = behind.han;
    if (may_bind && behind.tag == Tag::Starting) {
      mention.bound = TimeBound::Since;
      ++next;
    } else if (may_bind && behind.tag == Tag::Front) {
      mention.bound = behind.value == 2 ? TimeBound::Through : TimeBound::Before;
      ++next;
    } else if (may_bind && behind.tag == Tag::Behind) {
      mention.bound = behind.value == 2 ? TimeBound::Since : TimeBound::After;
      ++next;
    } else if (may_bind && (behind.tag == Tag::Inside || behind.tag == Tag::Amid)) {
      ++next;
    } else if (behind.tag == Tag::And && (in.tag(next + 1) == Tag::Later || in.tag(next + 1) == Tag::After)) {
      // "2018 or later"
      if (!in.counts_something(next + 1) && (in.tag(next + 2) == Tag::Other || in.tag(next + 2) == Tag::Punct)) {
        mention.bound = TimeBound::Since;
        next += 2;
      }
    }
    if (found.form == Form::Calendar && found.month == 0 && found.day != 0 && found.year == 0)
      inherit(in, begin, found);
    const bool unsettled = found.form == Form::Calendar && found.year == 0;
    Tense told{mention.direction, true};
    if (unsettled && told.direction == Direction::None) {
      const bool begins = mention.bound == TimeBound::Since;
      const bool ever_since = lead.tag == Tag::Since || in.text.substr(in.word(next - 1).begin, 6) == "以来";
      told = begins && ever_since ? Tense{Direction::Past, true} : tense(text_, from, end());
      // What was announced begins later: "said that from Nov. 10", 宣布自11月10日起.
      if (begins && !ever_since && told.direction == Direction::Past) told = {};
      // A limit lies ahead: "comments are due by July 1".
      const bool limit = mention.bound == TimeBound::Before || mention.bound == TimeBound::Until;
      if (limit && !told.close && found.month != 0) told.direction = Direction::Future;
      // News tells of the days gone by; what is to come it says.
      if (found.weekday != 0 && found.day == 0 && told.direction == Direction::None) told.direction = Direction::Past;
      mention.direction = told.direction;
    }
    auto resolved = resolve(found, reference_, mention.direction);
    if (!resolved || resolved->date.is_unknown()) return next;
    if (!told.close && found.month != 0) prefer_near(*resolved);
    if (unsettled && mention.bound == TimeBound::None && !(told.close && told.direction == Direction::Future)) {
      agree_with_told(found, from, *resolved);
    }
    if (found.form == Form::Calendar && found.month != 0 && (found.year != 0 || told_.year != 0)) {
      told_ = {found.year != 0 || resolved->date.is_unknown() ? found.year : resolved->date.earliest()->year(),
               found.month, end()};
    }
    mention.date = resolved->date;
    mention.other = resolved->other;
    mention.lacks_year = resolved->lacks_year;
    last_ = found;
    last_end_ = end();
    put(std::move(mention), from, end());
    return next;
  }

  /// In a history, a date without a year goes on from the one told right before it: "on July 6, 2018, … on August 23".
  void agree_with_told(const TimeExpression& found, std::size_t from, Resolved& resolved) const {
    constexpr std::size_t reach = 160;
    if (told_.year == 0 || told_.year >= reference_.year() || found.month < told_.month || found.month == 0) return;
    if (from < told_.end || from - told_.end > reach) return;
    if (text_.substr(told_.end, from - told_.end).find('\n') != std::string_view::npos) return;
    TimeExpression then = found;
    then.year = told_.year;
    const auto agreed = resolve(then, reference_, Direction::None);
    if (!agreed || agreed->date.is_unknown() || agreed->date == resolved.date) return;
    resolved.other = resolved.date;
    resolved.date = agreed->date;
  }

  /// A cue that stands far off does not make a date of last year or next year out of one that is near.
  void prefer_near(Resolved& resolved) const {
    if (!resolved.lacks_year || !resolved.other) return;
    const auto distance = [&](FuzzyDate date) {
      const auto days_off = *date.earliest() - reference_;
      return days_off < 0 ? -days_off : days_off;
    };
    if (4 * distance(*resolved.other) < distance(resolved.date)) std::swap(resolved.date, *resolved.other);
  }

  /// A bare day in a list takes the month of the day before it: 11月4日、5日.
  void inherit(const TimeContext& in, std::size_t begin, TimeExpression& found) const {
    if (last_.form != Form::Calendar || last_.month == 0 || last_.day == 0 || found.day <= last_.day) return;
    const std::size_t from = in.word(begin).begin;
    if (from < last_end_ || from - last_end_ > 5 || out_.empty()) return;
    const std::string_view gap = text_.substr(last_end_, from - last_end_);
    if (gap != "、" && gap != "," && gap != "和" && gap != "与" && gap != "及" && gap != ", " && gap != " and ") return;
    found.month = last_.month;
    found.year = out_.back().date.is_day() ? out_.back().date.earliest()->year() : last_.year;
  }

  std::size_t length(const TimeContext& in, std::size_t begin, const Lead& lead, const TimeExpression& found) {
    std::size_t next = found.next;
    const std::size_t from = in.word(begin).begin;
    const auto end = [&] { return in.word(next - 1).end; };
    // "ten million tons a year" is a rate by time.
    const bool a_unit = in.tag(begin) == Tag::A && next == begin + 2;
    if (a_unit && (lead.tag == Tag::Other || lead.tag == Tag::Of || lead.tag == Tag::From || lead.tag == Tag::To))
      return next;
    TimeMention mention;
    mention.kind = TimeKind::Length;
    mention.term = found.term;
    const bool inside = in.tag(next) == Tag::Inside;
    const bool within = lead.tag == Tag::Within && in.tag(next) != Tag::Of && in.tag(next) != Tag::After;
    if (inside || within) {
      if (inside) ++next;
      mention.kind = TimeKind::Range;
      mention.date = FuzzyDate::day(reference_);
      mention.until = FuzzyDate::day(plus(reference_, found.term, 1));
      mention.direction = Direction::Future;
      mention.relative = true;
      put(std::move(mention), from, end());
      return next;
    }
    const bool in_word = lead.tag == Tag::In && in.word(begin - 1).end - in.word(begin - 1).begin == 2;
    const Direction direction =
        in_word && in.tag(next) != Tag::Of ? tense(text_, from, end()).direction : Direction::Past;
    if (direction == Direction::Future || (direction == Direction::None && !record_before(in.word(begin - 1).begin))) {
      mention.kind = TimeKind::Date;
      mention.term.reset();
      mention.date = away(reference_, found.term, found.unit, 1);
      mention.direction = Direction::Future;
      mention.relative = true;
    }
    put(std::move(mention), from, end());
    return next;
  }

  /// Whether a record is told of before: "the first visit in six years", "the lowest in a decade". Then it is a length, not
  /// a day to come.
  bool record_before(std::size_t at) const {
    bool record = false;
    for (std::size_t p = at > 70 ? at - 70 : 0; p < at;) {
      if (!detail::is_letter(text_[p])) {
        record = record && text_[p] != '.' && text_[p] != ';' && text_[p] != '\n';
        ++p;
        continue;
      }
      const std::size_t stop = detail::word_end(text_, p);
      const std::string_view word = text_.substr(p, stop - p);
      record = record || word.ends_with("est") || word == "first" || word == "First" || word == "most" ||
               word == "worst" || word == "time" || word == "times" || word == "once" || word == "least" ||
               word == "only";
      p = stop;
    }
    return record;
  }

  void put(TimeMention mention, std::size_t begin, std::size_t end) {
    mention.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (mention.kind == TimeKind::Date && mention.date.is_day()) anchor_ = mention.date;
    if (mention.kind == TimeKind::Date) year_ = mention.date.earliest()->year();
    out_.push_back(std::move(mention));
  }

  std::string_view text_;
  Date reference_;
  std::optional<FuzzyDate> anchor_;
  int year_ = 0;
  std::vector<TimeMention>& out_;
  /// The last date told with its year, or going on from one.
  struct Told {
    int year = 0, month = 0;
    std::size_t end = 0;
  };
  Told told_;
  TimeExpression last_;
  std::size_t last_end_ = 0;
};

}  // namespace

std::vector<TimeMention> find_times(std::string_view normal, Date reference, std::optional<FuzzyDate> anchor) {
  std::vector<TimeMention> mentions;
  TimeWords words(normal);
  Tagger tagger(normal, reference, anchor, mentions);
  for (const std::vector<TimeWord>* run = &words.next(); !run->empty(); run = &words.next()) tagger.read(*run);
  return mentions;
}

}  // namespace v0
}  // namespace truceline
