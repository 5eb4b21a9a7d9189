#include "read/time_word.hpp"

#include <array>
#include <optional>

#include "read/numeral.hpp"
#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_digit;
using detail::is_letter;

constexpr std::int32_t unit(TimeUnit value) { return static_cast<std::int32_t>(value); }
constexpr std::int32_t part(TimePart value) { return static_cast<std::int32_t>(value); }

struct Entry {
  std::string_view text;
  Tag tag = Tag::Other;
  std::int32_t value = 0;
  bool weak = false;    // needs company to be a word of time
  bool strong = false;  // an expression of time can be made around it
};

constexpr Entry strong(std::string_view text, Tag tag, std::int32_t value = 0) {
  return {text, tag, value, false, true};
}
constexpr Entry weak(std::string_view text, Tag tag, std::int32_t value = 0) { return {text, tag, value, true, true}; }
constexpr Entry link(std::string_view text, Tag tag, std::int32_t value = 0) {
  return {text, tag, value, false, false};
}

constexpr detail::WordTable english_words(std::to_array<Entry>({
    strong("january", Tag::Month, 1),
    strong("february", Tag::Month, 2),
    weak("march", Tag::Month, 3),
    strong("april", Tag::Month, 4),
    weak("may", Tag::Month, 5),
    strong("june", Tag::Month, 6),
    strong("july", Tag::Month, 7),
    strong("august", Tag::Month, 8),
    strong("september", Tag::Month, 9),
    strong("october", Tag::Month, 10),
    strong("november", Tag::Month, 11),
    strong("december", Tag::Month, 12),
    strong("jan", Tag::Month, 1),
    strong("feb", Tag::Month, 2),
    weak("mar", Tag::Month, 3),
    strong("apr", Tag::Month, 4),
    strong("jun", Tag::Month, 6),
    strong("jul", Tag::Month, 7),
    strong("aug", Tag::Month, 8),
    strong("sept", Tag::Month, 9),
    strong("sep", Tag::Month, 9),
    strong("oct", Tag::Month, 10),
    strong("nov", Tag::Month, 11),
    strong("dec", Tag::Month, 12),
    strong("monday", Tag::Weekday, 1),
    strong("tuesday", Tag::Weekday, 2),
    strong("wednesday", Tag::Weekday, 3),
    strong("thursday", Tag::Weekday, 4),
    strong("friday", Tag::Weekday, 5),
    strong("saturday", Tag::Weekday, 6),
    strong("sunday", Tag::Weekday, 7),
    strong("mondays", Tag::Weekday, 1),
    strong("fridays", Tag::Weekday, 5),
    strong("sundays", Tag::Weekday, 7),
    weak("mon", Tag::Weekday, 1),
    strong("tue", Tag::Weekday, 2),
    strong("tues", Tag::Weekday, 2),
    weak("wed", Tag::Weekday, 3),
    strong("thu", Tag::Weekday, 4),
    strong("thur", Tag::Weekday, 4),
    strong("thurs", Tag::Weekday, 4),
    strong("fri", Tag::Weekday, 5),
    weak("sat", Tag::Weekday, 6),
    weak("sun", Tag::Weekday, 7),
    strong("day", Tag::Unit, unit(TimeUnit::Day)),
    strong("days", Tag::Unit, unit(TimeUnit::Day)),
    strong("night", Tag::Unit, unit(TimeUnit::Day)),
    strong("nights", Tag::Unit, unit(TimeUnit::Day)),
    strong("week", Tag::Unit, unit(TimeUnit::Week)),
    strong("weeks", Tag::Unit, unit(TimeUnit::Week)),
    strong("fortnight", Tag::Unit, unit(TimeUnit::Fortnight)),
    strong("month", Tag::Unit, unit(TimeUnit::Month)),
    strong("months", Tag::Unit, unit(TimeUnit::Month)),
    strong("quarter", Tag::Unit, unit(TimeUnit::Quarter)),
    strong("quarters", Tag::Unit, unit(TimeUnit::Quarter)),
    strong("year", Tag::Unit, unit(TimeUnit::Year)),
    strong("years", Tag::Unit, unit(TimeUnit::Year)),
    strong("yr", Tag::Unit, unit(TimeUnit::Year)),
    strong("yrs", Tag::Unit, unit(TimeUnit::Year)),
    strong("decade", Tag::Unit, unit(TimeUnit::Decade)),
    strong("decades", Tag::Unit, unit(TimeUnit::Decade)),
    strong("century", Tag::Unit, unit(TimeUnit::Century)),
    strong("centuries", Tag::Unit, unit(TimeUnit::Century)),
    strong("twenties", Tag::Decade, 20),
    strong("thirties", Tag::Decade, 30),
    strong("forties", Tag::Decade, 40),
    strong("fifties", Tag::Decade, 50),
    strong("sixties", Tag::Decade, 60),
    strong("seventies", Tag::Decade, 70),
    strong("eighties", Tag::Decade, 80),
    strong("nineties", Tag::Decade, 90),
    strong("today", Tag::Day, 0),
    strong("tonight", Tag::Day, 0),
    strong("yesterday", Tag::Day, -1),
    strong("tomorrow", Tag::Day, 1),
    strong("tmrw", Tag::Day, 1),
    link("this", Tag::Deictic, 0),
    link("current", Tag::Deictic, 0),
    link("last", Tag::Deictic, -1),
    link("past", Tag::Deictic, -1),
    link("previous", Tag::Deictic, -1),
    link("prior", Tag::Deictic, -1),
    link("preceding", Tag::Deictic, -1),
    link("next", Tag::Deictic, 1),
    link("coming", Tag::Deictic, 1),
    link("upcoming", Tag::Deictic, 1),
    link("following", Tag::Deictic, 1),
    link("ensuing", Tag::Deictic, 1),
    link("early", Tag::Part, part(TimePart::Early)),
    link("start", Tag::Part, part(TimePart::Early)),
    link("beginning", Tag::Start, part(TimePart::Early)),
    link("mid", Tag::Part, part(TimePart::Mid)),
    link("middle", Tag::Part, part(TimePart::Mid)),
    link("late", Tag::Part, part(TimePart::Late)),
    link("end", Tag::Part, part(TimePart::Late)),
    link("fiscal", Tag::Fiscal),
    link("fy", Tag::Fiscal),
    link("calendar", Tag::Fiscal, 1),
    link("the", Tag::The),
    link("a", Tag::A),
    link("an", Tag::A),
    link("of", Tag::Of),
    link("in", Tag::In),
    link("during", Tag::In),
    link("throughout", Tag::In),
    link("on", Tag::On),
    link("and", Tag::And),
    link("or", Tag::And, 1),
    link("to", Tag::To),
    link("from", Tag::From),
    link("between", Tag::Between),
    link("until", Tag::Until),
    link("till", Tag::Until),
    link("til", Tag::Until),
    link("through", Tag::Through),
    link("thru", Tag::Through),
    link("since", Tag::Since),
    link("by", Tag::By),
    link("before", Tag::Before),
    link("after", Tag::After),
    link("within", Tag::Within),
    link("for", Tag::For),
    link("over", Tag::In),
    link("starting", Tag::Start),
    link("commencing", Tag::Start),
    link("effective", Tag::Start),
    link("ago", Tag::Ago),
    link("later", Tag::Later),
    link("hence", Tag::Later),
    link("earlier", Tag::Earlier),
    link("now", Tag::Now),
    link("half", Tag::HalfOf),
    link("few", Tag::Few, 3),
    link("several", Tag::Few, 3),
    link("couple", Tag::Few, 2),
    link("another", Tag::Another),
    link("additional", Tag::Another),
    link("full", Tag::Another),
    link("whole", Tag::Another),
    link("all", Tag::Another),
    link("more", Tag::More),
    link("than", Tag::More),
    link("less", Tag::More),
    link("rest", Tag::Rest),
    link("remainder", Tag::Rest),
    link("same", Tag::Same),
    link("that", Tag::Same),
    link("date", Tag::Date),
}));

constexpr detail::HanTable chinese_words(std::to_array<Entry>({
    strong("年", Tag::Year),
    strong("年度", Tag::Year),
    strong("财年", Tag::Year),
    strong("月", Tag::MonthSign),
    strong("月份", Tag::MonthSign),
    strong("日", Tag::DaySign),
    strong("号", Tag::DaySign),
    strong("天", Tag::Unit, unit(TimeUnit::Day)),
    strong("周", Tag::WeekSign),
    strong("星期", Tag::WeekSign),
    strong("礼拜", Tag::WeekSign),
    strong("季度", Tag::Unit, unit(TimeUnit::Quarter)),
    strong("季", Tag::Unit, unit(TimeUnit::Quarter)),
    strong("世纪", Tag::Century),
    strong("年代", Tag::Decade),
    link("个", Tag::Counter),
    strong("今年", Tag::YearWord, 0),
    strong("当年", Tag::YearWord, of_named_year),
    strong("同年", Tag::YearWord, of_named_year),
    strong("次年", Tag::YearWord, of_named_year + 1),
    strong("翌年", Tag::YearWord, of_named_year + 1),
    strong("隔年", Tag::YearWord, of_named_year + 1),
    strong("本年", Tag::YearWord, 0),
    strong("本年度", Tag::YearWord, 0),
    strong("去年", Tag::YearWord, -1),
    strong("上年", Tag::YearWord, -1),
    strong("上年度", Tag::YearWord, -1),
    strong("前年", Tag::YearWord, -2),
    strong("大前年", Tag::YearWord, -3),
    strong("明年", Tag::YearWord, 1),
    strong("来年", Tag::YearWord, 1),
    strong("下年度", Tag::YearWord, 1),
    strong("后年", Tag::YearWord, 2),
    strong("本月", Tag::MonthWord, 0),
    strong("当月", Tag::MonthWord, 0),
    strong("这月", Tag::MonthWord, 0),
    strong("这个月", Tag::MonthWord, 0),
    strong("上月", Tag::MonthWord, -1),
    strong("上个月", Tag::MonthWord, -1),
    strong("上上个月", Tag::MonthWord, -2),
    strong("下月", Tag::MonthWord, 1),
    strong("下个月", Tag::MonthWord, 1),
    strong("下下个月", Tag::MonthWord, 2),
    strong("本周", Tag::WeekWord, 0),
    strong("这周", Tag::WeekWord, 0),
    strong("本星期", Tag::WeekWord, 0),
    strong("这星期", Tag::WeekWord, 0),
    strong("这个星期", Tag::WeekWord, 0),
    strong("这礼拜", Tag::WeekWord, 0),
    strong("上周", Tag::WeekWord, -1),
    strong("上星期", Tag::WeekWord, -1),
    strong("上个星期", Tag::WeekWord, -1),
    strong("上个周", Tag::WeekWord, -1),
    strong("上礼拜", Tag::WeekWord, -1),
    strong("上上周", Tag::WeekWord, -2),
    strong("上上个周", Tag::WeekWord, -2),
    strong("上上个星期", Tag::WeekWord, -2),
    strong("下周", Tag::WeekWord, 1),
    strong("下星期", Tag::WeekWord, 1),
    strong("下个星期", Tag::WeekWord, 1),
    strong("下个周", Tag::WeekWord, 1),
    strong("下礼拜", Tag::WeekWord, 1),
    strong("下下周", Tag::WeekWord, 2),
    strong("下下个星期", Tag::WeekWord, 2),
    strong("今天", Tag::Day, 0),
    strong("今日", Tag::Day, 0),
    strong("今晨", Tag::Day, 0),
    strong("今早", Tag::Day, 0),
    strong("今晚", Tag::Day, 0),
    strong("即日", Tag::Day, 0),
    strong("昨天", Tag::Day, -1),
    strong("昨日", Tag::Day, -1),
    strong("昨晚", Tag::Day, -1),
    strong("昨夜", Tag::Day, -1),
    strong("前天", Tag::Day, -2),
    strong("前日", Tag::Day, -2),
    strong("大前天", Tag::Day, -3),
    strong("明天", Tag::Day, 1),
    strong("明日", Tag::Day, 1),
    strong("明晚", Tag::Day, 1),
    strong("后天", Tag::Day, 2),
    strong("大后天", Tag::Day, 3),
    strong("当天", Tag::NextDay, 0),
    strong("当日", Tag::NextDay, 0),
    strong("同日", Tag::NextDay, 0),
    strong("同一天", Tag::NextDay, 0),
    strong("次日", Tag::NextDay, 1),
    strong("翌日", Tag::NextDay, 1),
    strong("隔天", Tag::NextDay, 1),
    strong("隔日", Tag::NextDay, 1),
    strong("第二天", Tag::NextDay, 1),
    strong("日前", Tag::Vague),
    strong("近日", Tag::Vague),
    strong("最近", Tag::Recent, 1),
    link("近", Tag::Recent),
    link("过去", Tag::Recent),
    link("过往", Tag::Recent),
    link("未来", Tag::Coming),
    link("今后", Tag::Coming),
    link("往后", Tag::Coming),
    link("接下来", Tag::Coming),
    link("上", Tag::Upper),
    link("下", Tag::Lower),
    link("前", Tag::Front),
    link("后", Tag::Behind),
    link("之前", Tag::Front, 1),
    link("以前", Tag::Front, 1),
    link("或之前", Tag::Front, 2),
    link("及之前", Tag::Front, 2),
    link("及以前", Tag::Front, 2),
    link("之后", Tag::Behind, 1),
    link("以后", Tag::Behind, 1),
    link("过后", Tag::Behind, 1),
    link("或之后", Tag::Behind, 2),
    link("及之后", Tag::Behind, 2),
    link("及以后", Tag::Behind, 2),
    strong("上半年", Tag::Half, 1),
    strong("前半年", Tag::Half, 1),
    strong("上个半年", Tag::Half, 1),
    strong("下半年", Tag::Half, 2),
    strong("后半年", Tag::Half, 2),
    strong("上半月", Tag::HalfMonth, 1),
    strong("下半月", Tag::HalfMonth, 2),
    strong("上旬", Tag::Part, part(TimePart::Early)),
    strong("中旬", Tag::Part, part(TimePart::Mid)),
    strong("下旬", Tag::Part, part(TimePart::Late)),
    link("初", Tag::Part, part(TimePart::Early)),
    link("中", Tag::Part, part(TimePart::Mid)),
    link("底", Tag::Part, part(TimePart::Late)),
    link("末", Tag::Part, part(TimePart::Late)),
    strong("年初", Tag::YearPart, part(TimePart::Early)),
    strong("年中", Tag::YearPart, part(TimePart::Mid)),
    strong("年底", Tag::YearPart, part(TimePart::Late)),
    strong("年末", Tag::YearPart, part(TimePart::Late)),
    strong("岁末", Tag::YearPart, part(TimePart::Late)),
    strong("月初", Tag::MonthPart, part(TimePart::Early)),
    strong("月中", Tag::MonthPart, part(TimePart::Mid)),
    strong("月底", Tag::MonthPart, part(TimePart::Late)),
    strong("月末", Tag::MonthPart, part(TimePart::Late)),
    link("从", Tag::From),
    link("自", Tag::From),
    link("自从", Tag::From, 1),
    link("由", Tag::From),
    link("在", Tag::In),
    link("于", Tag::In),
    link("至", Tag::To),
    link("到", Tag::To),
    link("延至", Tag::To),
    link("截至", Tag::Bound),
    link("截止", Tag::Bound),
    link("截止到", Tag::Bound),
    link("截止至", Tag::Bound),
    link("直至", Tag::Bound),
    link("直到", Tag::Bound),
    link("起", Tag::Starting),
    link("开始", Tag::Starting),
    link("以来", Tag::Starting),
    link("与", Tag::With),
    link("和", Tag::With),
    link("及", Tag::With),
    link("间", Tag::Amid),
    link("之间", Tag::Amid),
    link("期间", Tag::Amid),
    link("内", Tag::Inside),
    link("之内", Tag::Inside),
    link("以内", Tag::Inside),
    link("第", Tag::Ordinal),
    link("首", Tag::Ordinal, 1),
    link("最后", Tag::Final),
    link("最后一", Tag::Final, 1),
    link("的", Tag::Genitive),
    link("多", Tag::More),
    link("又", Tag::More),
    link("余", Tag::More),
    // Words that begin like one of the above and are none.
    link("年级", Tag::Other),
    link("年轻", Tag::Other),
    link("年龄", Tag::Other),
    link("年薪", Tag::Other),
    link("年报", Tag::Other),
    link("年会", Tag::Other),
    link("年均", Tag::Other),
    link("年率", Tag::Other),
    link("年化", Tag::Other),
    link("月球", Tag::Other),
    link("月饼", Tag::Other),
    link("日本", Tag::Other),
    link("日元", Tag::Other),
    link("日报", Tag::Other),
    link("日经", Tag::Other),
    link("日程", Tag::Other),
    link("日益", Tag::Other),
    link("日常", Tag::Other),
    link("日内瓦", Tag::Other),
    link("日韩", Tag::Other),
    link("日媒", Tag::Other),
    link("日渐", Tag::Other),
    link("日方", Tag::Other),
    link("号召", Tag::Other),
    link("号称", Tag::Other),
    link("号码", Tag::Other),
    link("号线", Tag::Other),
    link("天然", Tag::Other),
    link("天津", Tag::Other),
    link("天下", Tag::Other),
    link("天空", Tag::Other),
    link("天气", Tag::Other),
    link("周年", Tag::Other),
    link("周岁", Tag::Other),
    link("周边", Tag::Other),
    link("周围", Tag::Other),
    link("周转", Tag::Other),
    link("周期", Tag::Other),
    link("周末", Tag::Other),
    link("季节", Tag::Other),
    link("个人", Tag::Other),
    link("个别", Tag::Other),
    link("个性", Tag::Other),
    link("今日头条", Tag::Other),
    link("明日之后", Tag::Other),
    link("上海", Tag::Other),
    link("上述", Tag::Other),
    link("上调", Tag::Other),
    link("上升", Tag::Other),
    link("上涨", Tag::Other),
    link("上市", Tag::Other),
    link("上周末", Tag::Other),
    link("本周末", Tag::Other),
    link("下周末", Tag::Other),
    link("下调", Tag::Other),
    link("下降", Tag::Other),
    link("下跌", Tag::Other),
    link("下令", Tag::Other),
    link("下属", Tag::Other),
    link("前往", Tag::Other),
    link("前景", Tag::Other),
    link("前任", Tag::Other),
    link("前总统", Tag::Other),
    link("前夕", Tag::Other),
    link("前者", Tag::Other),
    link("前提", Tag::Other),
    link("后果", Tag::Other),
    link("后来", Tag::Other),
    link("后者", Tag::Other),
    link("后续", Tag::Other),
    link("后方", Tag::Other),
    link("中国", Tag::Other),
    link("中美", Tag::Other),
    link("中方", Tag::Other),
    link("中央", Tag::Other),
    link("中东", Tag::Other),
    link("中欧", Tag::Other),
    link("中共", Tag::Other),
    link("中韩", Tag::Other),
    link("中日", Tag::Other),
    link("中俄", Tag::Other),
    link("中心", Tag::Other),
    link("中间", Tag::Other),
    link("中企", Tag::Other),
    link("初步", Tag::Other),
    link("初级", Tag::Other),
    link("末期", Tag::Other),
    link("底部", Tag::Other),
    link("由于", Tag::Other),
    link("自己", Tag::Other),
    link("自由", Tag::Other),
    link("自动", Tag::Other),
    link("自主", Tag::Other),
    link("从而", Tag::Other),
    link("从事", Tag::Other),
    link("于是", Tag::Other),
    link("至少", Tag::Other),
    link("至于", Tag::Other),
    link("到底", Tag::Other),
    link("到达", Tag::Other),
    link("起来", Tag::Other),
    link("起诉", Tag::Other),
    link("起草", Tag::Other),
    link("起码", Tag::Other),
    link("内容", Tag::Other),
    link("内部", Tag::Other),
    link("内阁", Tag::Other),
    link("首先", Tag::Other),
    link("首次", Tag::Other),
    link("首都", Tag::Other),
    link("首席", Tag::Other),
    link("首脑", Tag::Other),
    link("多次", Tag::Other),
    link("多个", Tag::Other),
    link("多国", Tag::Other),
    link("近期", Tag::Vague, 1),
    link("近平", Tag::Other),
    link("月之暗面", Tag::Other),
    link("和平", Tag::Other),
    link("及时", Tag::Other),
}));

/// The words of time that follow a number and would otherwise be read as the beginning of a longer word.
constexpr bool is_sign(const Entry& entry) {
  return entry.tag == Tag::Other && (entry.text == "日本" || entry.text == "日报" || entry.text == "日媒" ||
                                     entry.text == "日方" || entry.text == "日韩" || entry.text == "日渐");
}

/// No expression of time is as long: a cut there bounds the memory, whatever the text.
constexpr std::size_t longest_run = 256;

constexpr bool breaks(char c) { return c == '\n' || c == ';' || c == '!' || c == '?' || c == ':' || c == '"'; }

}  // namespace

void TimeWords::push(TimeWord word) {
  if (word.begin == 0 && word.end == 0) return;
  run_.push_back(word);
}

/// Digits, with the ending of an ordinal; no decimals, since a point may be a date's.
bool TimeWords::take_number() {
  const std::size_t begin = at_;
  const char before = begin == 0 ? ' ' : text_[begin - 1];
  std::size_t p = begin;
  std::int64_t value = 0;
  while (p < text_.size() && is_digit(text_[p])) {
    if (value < 1'000'000'000) value = value * 10 + (text_[p] - '0');
    ++p;
  }
  TimeWord word{.tag = Tag::Number, .begin = static_cast<std::uint32_t>(begin)};
  word.digits = static_cast<std::uint8_t>(p - begin < 100 ? p - begin : 100);
  const auto digits_at = [&](std::size_t from) {
    std::size_t count = 0;
    while (from + count < text_.size() && count < 4 && is_digit(text_[from + count])) ++count;
    return count;
  };
  while (p - begin <= 3 + (word.grouped ? 24U : 0U) && p < text_.size() && text_[p] == ',' && digits_at(p + 1) == 3) {
    word.grouped = true;
    p += 4;
  }
  if (value > 99'999'999) word.grouped = true;
  word.value = static_cast<std::int32_t>(value > 99'999'999 ? 0 : value);
  const bool money = before == '$' || (before == ' ' && begin > 1 && text_[begin - 2] == '$');
  bool known = !money && (p == text_.size() || text_[p] != '%');
  std::size_t letters = detail::word_end(text_, p);
  if (const auto plain = letters == p + 2 ? plain_digits(text_, begin) : std::nullopt; plain && plain->ordinal) {
    word.ordinal = true;
    p = letters;
  } else if (letters != p && !(letters == p + 1 && (text_[p] == 's' || text_[p] == 'h' || text_[p] == 'H'))) {
    const Entry* unit_word = english_words.find(text_.substr(p, letters - p));
    const char letter = detail::lower(text_[p]);
    const bool short_unit = letters == p + 1 && (letter == 'd' || letter == 'y' || letter == 'w' || letter == 'q');
    known = known &&
            ((unit_word != nullptr && (unit_word->tag == Tag::Unit || unit_word->tag == Tag::Month)) || short_unit);
  }
  // A word of size or a share makes it no number of days: "2 million", 3万, "5 percent".
  if (known && !word.ordinal && !word.grouped) {
    std::size_t q = p;
    if (q < text_.size() && text_[q] == ' ') ++q;
    const std::size_t end = detail::word_end(text_, q);
    const std::string_view next = text_.substr(q, end - q);
    if (next == "percent" || next == "per" || next == "million" || next == "billion" || next == "trillion" ||
        next == "thousand" || next == "bn" || next == "percentage" || text_.substr(q, 3) == "亿" ||
        text_.substr(q, 3) == "万" || text_.substr(q, 3) == "千") {
      known = false;
    }
  }
  if (!known) {
    while (p < text_.size() && (is_digit(text_[p]) || is_letter(text_[p]))) ++p;
    at_ = p;
    return false;
  }
  if (word.digits >= 4 || (p < text_.size() && (text_[p] == '/' || text_[p] == '-' || text_[p] == '.'))) strong_ = true;
  if (word.ordinal) strong_ = true;
  word.end = static_cast<std::uint32_t>(p);
  at_ = p;
  push(word);
  return true;
}

bool TimeWords::take_word() {
  const std::size_t begin = at_;
  std::size_t end = detail::word_end(text_, begin);
  const char before = begin == 0 ? ' ' : text_[begin - 1];
  TimeWord word{.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
  const auto unknown = [&] {
    while (end < text_.size() && (is_digit(text_[end]) || is_letter(text_[end]))) ++end;
    at_ = end;
    return false;
  };
  if (before == '$' || before == '&' || before == '@' || before == '#') return unknown();
  const bool digit_follows = end < text_.size() && is_digit(text_[end]);
  const bool digit_before = is_digit(before) && !run_.empty() && run_.back().end == begin;
  const char first = detail::lower(text_[begin]);
  if (end == begin + 1) {
    // "Q3", "H1", "1990s", "10D"
    if ((first == 'q' || first == 'h') && digit_follows && (end + 1 == text_.size() || !is_digit(text_[end + 1]))) {
      const int value = text_[end] - '0';
      const int most = first == 'q' ? 4 : 2;
      const std::size_t after = end + 1;
      if (value >= 1 && value <= most && (after == text_.size() || !is_letter(text_[after]))) {
        word.tag = first == 'q' ? Tag::Quarter : Tag::Half;
        word.value = value;
        word.end = static_cast<std::uint32_t>(after);
        strong_ = true;
        at_ = after;
        push(word);
        return true;
      }
      return unknown();
    }
    if (first == 's' && (digit_before || before == '\'')) {
      word.tag = digit_before ? Tag::Decade : Tag::Possessive;
      const bool of_digits = begin > 1 && is_digit(text_[begin - 2]) && before == '\'';
      strong_ = strong_ || digit_before || of_digits;
      at_ = end;
      push(word);
      return true;
    }
    if (digit_before && (first == 'd' || first == 'w' || first == 'y')) {
      word.tag = Tag::Unit;
      word.value = unit(first == 'd' ? TimeUnit::Day : first == 'w' ? TimeUnit::Week : TimeUnit::Year);
      strong_ = true;
      at_ = end;
      push(word);
      return true;
    }
  }
  const Entry* entry = english_words.find(text_.substr(begin, end - begin));
  if (entry != nullptr) {
    const bool joined = digit_follows && entry->tag != Tag::Month && entry->tag != Tag::Fiscal;
    if (joined) return unknown();
    word.tag = entry->tag;
    word.value = entry->value;
    word.weak = entry->weak;
    strong_ = strong_ || entry->strong;
    at_ = end;
    push(word);
    return true;
  }
  if (digit_follows) return unknown();
  if (const auto number = english_numeral(text_, begin)) {
    word.tag = Tag::Number;
    word.ordinal = number->ordinal;
    word.value = number->whole <= 9'999 ? static_cast<std::int32_t>(number->whole) : 0;
    word.grouped = number->whole > 9'999;
    word.end = static_cast<std::uint32_t>(number->end);
    // "nineteen" may begin a year in words.
    strong_ = strong_ || number->ordinal || number->whole >= 1000 || number->whole == 19 || number->whole == 20;
    at_ = number->end;
    push(word);
    return true;
  }
  return unknown();
}

bool TimeWords::take_han() {
  const std::size_t begin = at_;
  TimeWord word{.han = true, .begin = static_cast<std::uint32_t>(begin)};
  const Entry* entry = chinese_words.find(text_, begin);
  const bool after_number = !run_.empty() && run_.back().tag == Tag::Number && run_.back().end == begin;
  if (entry != nullptr && entry->tag != Tag::Other) {
    // 10日前 is before the 10th, not 10 and 日前; 2025年初 is a year's beginning.
    std::string_view taken = entry->text;
    word.tag = entry->tag;
    word.value = entry->value;
    if (after_number && taken == "日前") {
      taken = "日";
      word.tag = Tag::DaySign;
      word.value = 0;
    } else if (word.tag == Tag::YearPart || word.tag == Tag::MonthPart) {
      // 10月中国: 中 belongs to what follows; 5月中旬, too.
      const Entry* behind = chinese_words.find(text_, begin + 3);
      if (behind != nullptr && behind->text.size() > 3) {
        taken = taken.substr(0, 3);
        word.tag = taken == "年" ? Tag::Year : Tag::MonthSign;
        word.value = 0;
      }
    }
    word.weak = entry->weak;
    strong_ = strong_ || entry->strong;
    at_ = begin + taken.size();
    word.end = static_cast<std::uint32_t>(at_);
    push(word);
    return true;
  }
  if (entry != nullptr) {
    if (after_number && is_sign(*entry) && run_.size() >= 2 && run_[run_.size() - 2].tag == Tag::MonthSign) {
      word.tag = Tag::DaySign;
      at_ = begin + 3;
      word.end = static_cast<std::uint32_t>(at_);
      push(word);
      return true;
    }
    at_ = begin + entry->text.size();
    return false;
  }
  if (const auto number = chinese_numeral(text_, begin)) {
    word.tag = Tag::Number;
    word.grouped = number->whole > 9'999;
    word.value = word.grouped ? 0 : static_cast<std::int32_t>(number->whole);
    word.millionths = number->millionths;
    word.digits = number->digits;
    at_ = number->end;
    word.end = static_cast<std::uint32_t>(at_);
    push(word);
    return true;
  }
  at_ = begin + 3;
  return false;
}

bool TimeWords::take() {
  const char c = text_[at_];
  if (c == ' ') {
    ++at_;
    return true;
  }
  if (is_letter(c)) return take_word();
  if (is_digit(c)) return take_number();
  if (detail::is_han(text_, at_)) return take_han();
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x80) {
    const std::size_t begin = at_++;
    if (breaks(c)) return false;
    if (c == ',' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == '~') {
      push({.tag = Tag::Punct,
            .value = c,
            .begin = static_cast<std::uint32_t>(begin),
            .end = static_cast<std::uint32_t>(at_)});
      return true;
    }
    return c == '\'';
  }
  // 〇 begins years in Chinese digits only within them; what else is not ASCII ends a run, a list's comma does not.
  const std::string_view here = text_.substr(at_, 3);
  if (here == "〇") return take_han();
  if (here == "、" || here == "–" || here == "—") {
    push({.tag = Tag::Punct,
          .han = true,
          .value = here == "、" ? ',' : '-',
          .begin = static_cast<std::uint32_t>(at_),
          .end = static_cast<std::uint32_t>(at_ + 3)});
    at_ += 3;
    return true;
  }
  ++at_;
  while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0) == 0x80) ++at_;
  return false;
}

const std::vector<TimeWord>& TimeWords::next() {
  run_.clear();
  strong_ = false;
  while (at_ < text_.size()) {
    if (take() && run_.size() < longest_run) continue;
    if (strong_) return run_;
    run_.clear();
    strong_ = false;
  }
  if (!strong_) run_.clear();
  return run_;
}

}  // namespace v0
}  // namespace truceline
