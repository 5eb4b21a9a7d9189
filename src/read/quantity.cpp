#include <truceline/read/quantity.hpp>

#include <array>
#include <utility>

#include "read/numeral.hpp"
#include "read/quantity_context.hpp"
#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_digit;
using detail::is_letter;
using detail::word_end;

/// A currency or a unit of amounts.
struct Unit {
  std::string_view text;
  std::string_view name;  ///< three capitals for a currency
  [[nodiscard]] constexpr bool currency() const { return name.size() == 3 && detail::is_upper(name[0]); }
};

constexpr detail::WordTable english_units(std::to_array<Unit>({
    {"dollar", "USD"},
    {"dollars", "USD"},
    {"usd", "USD"},
    {"yuan", "CNY"},
    {"rmb", "CNY"},
    {"renminbi", "CNY"},
    {"cny", "CNY"},
    {"euro", "EUR"},
    {"euros", "EUR"},
    {"eur", "EUR"},
    {"yen", "JPY"},
    {"jpy", "JPY"},
    {"pounds", "GBP"},
    {"gbp", "GBP"},
    {"hkd", "HKD"},
    {"won", "KRW"},
    {"tonnes", "t"},
    {"tonne", "t"},
    {"tons", "t"},
    {"ton", "t"},
    {"mt", "t"},
    {"bushels", "bushel"},
    {"bushel", "bushel"},
    {"barrels", "barrel"},
    {"barrel", "barrel"},
    {"kilograms", "kg"},
    {"kg", "kg"},
    {"vehicles", "vehicle"},
    {"cars", "vehicle"},
    {"aircraft", "aircraft"},
    {"planes", "aircraft"},
    {"jets", "aircraft"},
    {"airplanes", "aircraft"},
    {"companies", "company"},
    {"company", "company"},
    {"firms", "company"},
    {"entities", "company"},
    {"countries", "country"},
    {"nations", "country"},
    {"items", "item"},
    {"products", "item"},
    {"categories", "item"},
    {"goods", "item"},
    {"elements", "item"},
    {"lines", "item"},
    {"ships", "ship"},
    {"vessels", "ship"},
    {"containers", "container"},
    {"parcels", "parcel"},
    {"packages", "parcel"},
    {"chips", "chip"},
    {"units", "unit"},
    {"people", "person"},
}));

constexpr detail::HanTable chinese_units(std::to_array<Unit>({
    {"美元", "USD"},       {"美金", "USD"},       {"元", "CNY"},         {"元人民币", "CNY"},
    {"人民币", "CNY"},     {"欧元", "EUR"},       {"日元", "JPY"},       {"港元", "HKD"},
    {"港币", "HKD"},       {"英镑", "GBP"},       {"韩元", "KRW"},       {"新台币", "TWD"},
    {"吨", "t"},           {"公吨", "t"},         {"净吨", "net ton"},   {"蒲式耳", "bushel"},
    {"桶", "barrel"},      {"公斤", "kg"},        {"辆", "vehicle"},     {"架", "aircraft"},
    {"家", "company"},     {"家企业", "company"}, {"家公司", "company"}, {"家实体", "company"},
    {"种", "item"},        {"项", "item"},        {"类", "item"},        {"个国家", "country"},
    {"国", "country"},     {"个税目", "item"},    {"艘", "ship"},        {"个集装箱", "container"},
    {"标箱", "container"}, {"件", "item"},        {"枚", "chip"},        {"国语", ""},
    {"国会", ""},          {"国际", ""},          {"国内", ""},          {"国家", ""},
    {"国务", ""},          {"国防", ""},          {"国企", ""},          {"家庭", ""},
    {"家具", ""},          {"家电", ""},          {"项目", ""},          {"种植", ""},
    {"种子", ""},          {"类似", ""},          {"件事", ""},          {"元首", ""},
    {"元素", ""},          {"元旦", ""},          {"架构", ""},          {"国关系", ""},
    {"国元首", ""},        {"国领导", ""},        {"国经贸", ""},
}));

/// Fractions in words: "percent", 百分之.
struct Share {
  std::string_view text;
  std::int64_t of = 100;  ///< one in how many
};
constexpr std::array<Share, 6> shares{{{"百分之", 100},
                                       {"佰分之", 100},
                                       {"千分之", 1'000},
                                       {"仟分之", 1'000},
                                       {"万分之", 10'000},
                                       {"百万分之", million}}};

/// The characters that a quantity can begin with: what most of a text does not hold.
struct Starter {
  std::string_view text;
};
constexpr detail::HanTable starters(
    std::to_array<Starter>({{"零"}, {"一"}, {"二"}, {"三"}, {"四"}, {"五"}, {"六"}, {"七"}, {"八"}, {"九"},
                            {"两"}, {"壹"}, {"贰"}, {"叁"}, {"肆"}, {"伍"}, {"陆"}, {"柒"}, {"捌"}, {"玖"},
                            {"十"}, {"拾"}, {"百"}, {"佰"}, {"千"}, {"仟"}, {"万"}, {"半"}, {"人"}, {"对"}}));

std::size_t skip_blanks(std::string_view text, std::size_t p) {
  while (p < text.size() && text[p] == ' ') ++p;
  return p;
}

/// Where `word` ends if it stands at p with blanks between its characters; 0 if it does not.
std::size_t spaced(std::string_view text, std::size_t p, std::string_view word) {
  for (std::size_t i = 0; i < word.size(); i += 3) {
    if (i != 0) p = skip_blanks(text, p);
    if (text.substr(p, 3) != word.substr(i, 3)) return 0;
    p += 3;
  }
  return p;
}

bool same_word(std::string_view text, std::size_t p, std::size_t end, std::string_view word) {
  if (end - p != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (detail::lower(text[p + i]) != word[i]) return false;
  }
  return true;
}

/// number / of, as a rate; nullopt if a part per million does not hold it.
std::optional<Rate> rate_of(const Numeral& number, std::int64_t of) {
  if (number.whole > 10'000 * of) return std::nullopt;  // 1,000,000 %
  const std::int64_t millionths = number.whole * million + number.millionths;
  if (millionths % of != 0) return std::nullopt;
  return Rate::ppm(millionths / of);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) noexcept : text_(text) {}

  std::vector<QuantityMention> scan() {
    for (std::size_t p = 0; p < text_.size();) p = step(p);
    return std::move(found_);
  }

 private:
  /// Reads what begins at p, if anything; where to go on.
  std::size_t step(std::size_t p) {
    const char c = text_[p];
    if (is_letter(c)) return at_word(p);
    if (is_digit(c)) return at_digit(p);
    if (c == '$') {
      if (const std::size_t end = money_behind_sign(p, p + 1, currency_of_dollar(p))) return end;
      return p + 1;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) return p + 1;
    if (byte >= 0xE4 && byte <= 0xE9) return at_han(p);
    for (const auto& [sign, code] :
         {std::pair<std::string_view, std::string_view>{"€", "EUR"}, {"¥", "CNY"}, {"£", "GBP"}}) {
      if (text_.substr(p, sign.size()) == sign) {
        if (const std::size_t end = money_behind_sign(p, p + sign.size(), code)) return end;
      }
    }
    ++p;
    while (p < text_.size() && (static_cast<unsigned char>(text_[p]) & 0xC0) == 0x80) ++p;
    return p;
  }

  std::size_t at_word(std::size_t p) {
    const std::size_t end = word_end(text_, p);
    const char first = detail::lower(text_[p]);
    // Addresses hold digits and signs of percent that are none.
    if ((first == 'h' || first == 'w') &&
        (text_.substr(p, 7) == "http://" || text_.substr(p, 8) == "https://" || text_.substr(p, 4) == "www.")) {
      std::size_t stop = p;
      while (stop < text_.size() && text_[stop] != ' ' && text_[stop] != '\n') ++stop;
      return stop;
    }
    if (end < text_.size() && is_digit(text_[end])) {  // "A320", "Q3": no numbers
      std::size_t stop = end;
      while (stop < text_.size() && (is_digit(text_[stop]) || is_letter(text_[stop]))) ++stop;
      return stop;
    }
    switch (first) {
      case 'u':
      case 'r':
      case 'c':
      case 'e':
        if (end - p == 3 && end < text_.size()) {  // "USD 50", "RMB 100"
          const Unit* unit = english_units.find(text_.substr(p, 3));
          if (unit != nullptr && unit->currency()) {
            const std::size_t q = text_[end] == ' ' ? end + 1 : end;
            if (const std::size_t stop = money_behind_sign(p, q, unit->name)) return stop;
          }
        }
        return end;
      case 'o':
      case 't':
      case 'f':
      case 's':
      case 'n':
      case 'z':
        break;
      default:
        if (first != 'e') return end;
    }
    if (const auto number = english_numeral(text_, p)) {
      if (!number->ordinal) {
        if (const std::size_t stop = behind(p, *number)) return stop;
      }
      return number->end;
    }
    return end;
  }

  std::size_t at_digit(std::size_t p) {
    auto number = numeral_at(text_, p);
    std::size_t all = p;
    while (all < text_.size() && is_digit(text_[all])) ++all;
    if (!number) return all;
    if (!number->ordinal) {
      if (const std::size_t stop = behind(p, *number)) return stop;
    }
    return std::max(number->end, all);
  }

  std::size_t at_han(std::size_t p) {
    if (starters.find(text_, p) == nullptr) return p + 3;
    if (const std::size_t stop = share_in_words(p)) return stop;
    if (text_.substr(p, 9) == "人民币") {
      if (const std::size_t stop = money_behind_sign(p, p + 9, "CNY")) return stop;
    }
    if (const std::size_t stop = even_discount(p)) return stop;
    const auto number = chinese_numeral(text_, p);
    if (!number) return vague(p);
    if (const std::size_t stop = behind(p, *number)) return stop;
    return number->end;
  }

  /// 二三十 is no number; its characters are not read one by one either.
  std::size_t vague(std::size_t p) const {
    std::size_t q = p;
    while (q < text_.size() && detail::is_han(text_, q) && is_numeral_character(q)) q += 3;
    return q == p ? p + 3 : q;
  }
  bool is_numeral_character(std::size_t p) const {
    static constexpr std::string_view characters = "一二三四五六七八九十百千万";
    for (std::size_t i = 0; i < characters.size(); i += 3) {
      if (text_.substr(p, 3) == characters.substr(i, 3)) return true;
    }
    return false;
  }

  // ---- percents -----------------------------------------------------------------------------------------------------

  /// 百分之二十四
  std::size_t share_in_words(std::size_t p) {
    for (const Share& share : shares) {
      std::size_t q = spaced(text_, p, share.text);
      if (q == 0) continue;
      if (p >= 3 && is_numeral_character(p - 3)) return vague(p);  // 五百分之二 is a fraction, not a percent
      q = skip_blanks(text_, q);
      auto number = numeral_at(text_, q);
      if (!number || number->ordinal) return vague(q);
      // 15 k with a blank
      std::size_t k = skip_blanks(text_, number->end);
      if (!number->scaled && k > number->end && k < text_.size() && detail::lower(text_[k]) == 'k' &&
          word_end(text_, k) == k + 1 && number->whole < million) {
        const std::int64_t all = (number->whole * million + number->millionths) * 1'000;
        number->whole = all / million;
        number->millionths = static_cast<std::int32_t>(all % million);
        number->end = k + 1;
      }
      put_percent(p, number->end, *number, share.of, false);
      return number->end;
    }
    return 0;
  }

  /// 对折, after 打: half of the price.
  std::size_t even_discount(std::size_t p) {
    if (text_.substr(p, 6) != "对折" || p < 3 || text_.substr(p - 3, 3) != "打") return 0;
    put_percent(p, p + 6, Numeral{.whole = 50}, 100, false);
    found_.back().no_rate = true;
    return p + 6;
  }

  void put_percent(std::size_t begin, std::size_t end, const Numeral& number, std::int64_t of, bool points) {
    const auto rate = rate_of(number, of);
    if (!rate) return;
    QuantityMention mention;
    mention.rate = rate;
    mention.points = points;
    std::size_t p = begin;
    if (p >= 3 && text_.substr(p - 3, 3) == "负") {
      p -= 3;
      mention.negative = true;
    } else if (p >= 6 && same_word(text_, p - 6, p - 1, "minus") && (p == 6 || !is_letter(text_[p - 7]))) {
      p -= 6;
      mention.negative = true;
    } else if (p >= 1 && text_[p - 1] == '-' &&
               (p == 1 || (!is_digit(text_[p - 2]) && !is_letter(text_[p - 2]) && text_[p - 2] != '%' &&
                           !is_han_before(p - 1)))) {
      p -= 1;
      mention.negative = true;
    }
    put(std::move(mention), p, end);
  }

  bool is_han_before(std::size_t p) const { return p >= 3 && detail::is_han(text_, p - 3); }

  /// The percent sign or word behind a number; its end, or 0.
  std::size_t percent_behind(std::size_t p, std::int64_t& of, bool& points) const {
    std::size_t q = skip_blanks(text_, p);
    of = 100;
    points = false;
    if (q < text_.size() && text_[q] == '%') {
      q += 1;
      const std::size_t word = skip_blanks(text_, q);
      const std::size_t end = word_end(text_, word);
      if (same_word(text_, word, end, "points") || same_word(text_, word, end, "point")) {
        points = true;
        return end;
      }
      return q;
    }
    if (q < text_.size() && text_[q] == '-' && q == p) ++q;
    std::size_t end = word_end(text_, q);
    const auto is = [&](std::string_view word) { return same_word(text_, q, end, word); };
    const auto word_behind = [&](std::size_t from, std::string_view word) {
      std::size_t at = from;
      if (at < text_.size() && (text_[at] == ' ' || text_[at] == '-')) ++at;
      const std::size_t stop = word_end(text_, at);
      return same_word(text_, at, stop, word) ? stop : std::size_t{0};
    };
    if (is("percent") || is("percents") || is("pct") || is("percentage")) {
      for (const std::string_view word : {"points", "point"}) {
        if (const std::size_t stop = word_behind(end, word)) {
          points = true;
          return stop;
        }
      }
      return end;
    }
    if (is("per")) {
      if (const std::size_t stop = word_behind(end, "cent")) return stop;
      return 0;
    }
    if (is("bps") || is("bp")) {
      of = 10'000;
      points = true;
      return end;
    }
    if (is("basis")) {
      for (const std::string_view word : {"points", "point"}) {
        if (const std::size_t stop = word_behind(end, word)) {
          of = 10'000;
          points = true;
          return stop;
        }
      }
      return 0;
    }
    q = skip_blanks(text_, p);
    for (const std::string_view word : {"个百分点", "百分点"}) {
      if (const std::size_t stop = spaced(text_, q, word)) {
        points = true;
        return stop;
      }
    }
    for (const std::string_view word : {"个基点", "基点"}) {
      if (const std::size_t stop = spaced(text_, q, word)) {
        of = 10'000;
        points = true;
        return stop;
      }
    }
    return 0;
  }

  /// 九成, 三成半, 7.5折: tenths. Of 成 not where it begins another word.
  std::size_t tenths(std::size_t begin, const Numeral& number) {
    std::size_t q = skip_blanks(text_, number.end);
    const bool discount = text_.substr(q, 3) == "折";
    if (!discount && text_.substr(q, 3) != "成") return 0;
    if (number.ordinal || number.grouped || number.whole > 99 || (number.scaled)) return 0;
    q += 3;
    for (const std::string_view word :
         {"员", "为", "功", "立", "本", "果", "长", "交", "分", "品", "就", "熟", "都", "份", "绩", "效", "年",
          "因", "见", "型", "套", "批", "群", "千", "百", "倍", "叠", "扣", "射", "旧", "磨", "中", "腾", "算"}) {
      if (text_.substr(q, 3) == word) return 0;
    }
    std::int64_t thousandths = (number.whole * million + number.millionths) / 1'000;
    // 九九折 and 75折 say two digits; 三成半 and 七成六 add some.
    if (discount && number.whole == 0) {
      thousandths *= 10;  // 半折 is half
    } else if (discount && number.whole >= 10) {
      thousandths /= 10;
    } else if (number.whole > 10) {
      return 0;
    }
    if (discount && number.whole == 10 && number.millionths == 0) return 0;
    if (!discount) {
      const std::size_t r = skip_blanks(text_, q);
      if (text_.substr(r, 3) == "半") {
        thousandths += 500;
        q = r + 3;
      } else if (const auto more = chinese_numeral(text_, r); more && more->whole >= 1 && more->whole <= 9 &&
                                                              more->end == r + 3 && number.millionths == 0 &&
                                                              r > q - 3) {
        const std::size_t behind = more->end;
        if (behind == text_.size() || !detail::is_han(text_, behind)) {
          thousandths += 100 * more->whole;
          q = behind;
        }
      }
    }
    const Numeral percent{.whole = thousandths / 100,
                          .millionths = static_cast<std::int32_t>(thousandths % 100) * 10'000};
    put_percent(begin, q, percent, 100, false);
    if (!found_.empty() && discount) found_.back().no_rate = true;
    return q;
  }

  // ---- money and amounts --------------------------------------------------------------------------------------------

  std::string_view currency_of_dollar(std::size_t p) const {
    if (p >= 2 && text_.substr(p - 2, 2) == "HK") return "HKD";
    if (p >= 2 && text_.substr(p - 2, 2) == "NT") return "TWD";
    if (p >= 1 && text_[p - 1] == 'C') return "CAD";
    if (p >= 1 && text_[p - 1] == 'A') return "AUD";
    return "USD";
  }

  std::size_t money_behind_sign(std::size_t begin, std::size_t p, std::string_view currency) {
    p = skip_blanks(text_, p);
    if (p >= text_.size() || !is_digit(text_[p])) return 0;
    auto number = numeral_at(text_, p);
    if (!number || number->ordinal) return 0;
    // "$5m", "$200B"
    const std::size_t end = word_end(text_, number->end);
    if (!number->scaled && end == number->end + 1) {
      const char letter = detail::lower(text_[number->end]);
      const std::int64_t size = letter == 'm' ? million : letter == 'b' ? 1'000 * million : 0;
      if (size != 0 && number->whole < 1'000'000) {
        const std::int64_t part = number->millionths * (size / 1'000) / 1'000;
        number->whole = number->whole * size + part;
        number->millionths = 0;
        number->end = end;
      }
    }
    std::size_t stop = number->end;
    // "USD 50 yuan" does not occur; 100亿美元 behind "$" neither: a unit that repeats the currency is taken in.
    if (const Unit* unit = chinese_units.find(text_, skip_blanks(text_, stop)); unit != nullptr && unit->currency()) {
      stop = skip_blanks(text_, stop) + unit->text.size();
    }
    return put_money(begin, stop, *number, currency);
  }

  std::size_t put_money(std::size_t begin, std::size_t end, const Numeral& number, std::string_view code) {
    const Currency currency(code[0], code[1], code[2]);
    std::int64_t size = 1;
    for (int i = decimals(currency); i > 0; --i) size *= 10;
    if (number.whole > 100'000'000'000'000'000 / size || number.millionths % (million / size) != 0) return 0;
    QuantityMention mention;
    mention.kind = QuantityKind::Money;
    mention.money = Money{number.whole * size + number.millionths / (million / size), currency};
    mention.per = per_behind(end);
    put(std::move(mention), begin, end);
    return end;
  }

  /// "per net ton", "a ton", 每净吨 before: what one pays for.
  std::string per_behind(std::size_t p) const {
    if (text_.substr(p, 5) != " per ") return {};
    std::size_t end = word_end(text_, p + 5);
    const std::string_view first = text_.substr(p + 5, end - p - 5);
    if (first == "net" || first == "gross" || first == "metric" || first == "short" || first == "long") {
      if (end < text_.size() && text_[end] == ' ') end = word_end(text_, end + 1);
    }
    return std::string(text_.substr(p + 5, end - p - 5));
  }

  /// What stands behind a number: a percent, a currency, a unit. The end of it all, or 0.
  std::size_t behind(std::size_t begin, const Numeral& number) {
    std::int64_t of = 100;
    bool points = false;
    if (const std::size_t end = percent_behind(number.end, of, points)) {
      const bool range = range_before(begin, of, points);
      const std::size_t count = found_.size();
      put_percent(begin, end, number, of, points);
      if (range && found_.size() > count) found_.back().approximate = true;
      return end;
    }
    if (const std::size_t end = tenths(begin, number)) return end;
    std::size_t q = skip_blanks(text_, number.end);
    if (q < text_.size() && text_[q] == '-' && q == number.end) ++q;
    if (text_.substr(q, 3) == "多" || text_.substr(q, 3) == "余") q += 3;
    if (const Unit* unit = chinese_units.find(text_, q)) {
      if (unit->name.empty() || (begin >= 3 && text_.substr(begin - 3, 3) == "第")) return 0;
      const bool whole_word = unit->text == "国" && (number.whole < 3 || !number.in_digits);
      if (whole_word) return 0;
      return put_unit(begin, q + unit->text.size(), number, unit->name);
    }
    std::size_t end = word_end(text_, q);
    if (end == q) return 0;
    // "12 million metric tons", "1.2 million US dollars"
    std::size_t word = q;
    const std::string_view first = text_.substr(q, end - q);
    if (first == "metric" || first == "US" || first == "net" || first == "short" || first == "Chinese" ||
        first == "American" || first == "foreign") {
      if (end < text_.size() && text_[end] == ' ') {
        word = end + 1;
        end = word_end(text_, word);
      }
    }
    const Unit* unit = english_units.find(text_.substr(word, end - word));
    if (unit == nullptr) return 0;
    if (unit->name == "item" && !number.in_digits && number.whole < 2) return 0;
    return put_unit(begin, end, number, first == "net" ? "net ton" : unit->name);
  }

  std::size_t put_unit(std::size_t begin, std::size_t end, const Numeral& number, std::string_view unit) {
    if (unit.size() == 3 && detail::is_upper(unit[0])) return put_money(begin, end, number, unit);
    if (number.millionths != 0) return 0;
    QuantityMention mention;
    mention.kind = QuantityKind::Amount;
    mention.amount = Quantity{number.whole, std::string(unit)};
    put(std::move(mention), begin, end);
    return end;
  }

  /// The first of "5 to 10 percent", "5-20%": a number whose sign stands with the second.
  bool range_before(std::size_t begin, std::int64_t of, bool points) {
    std::size_t p = begin;
    const auto back_over = [&](std::string_view word) {
      if (p < word.size() || text_.substr(p - word.size(), word.size()) != word) return false;
      p -= word.size();
      return true;
    };
    if (!back_over(" to ") && !back_over("-") && !back_over("至") && !back_over("到") && !back_over(" and "))
      return false;
    std::size_t from = p;
    while (from > 0 && (is_digit(text_[from - 1]) || text_[from - 1] == '.')) --from;
    if (from == p || (from > 0 && (is_letter(text_[from - 1]) || text_[from - 1] == '$' || text_[from - 1] == '-')))
      return false;
    if (!found_.empty() && found_.back().at.end > from) return false;
    const auto number = plain_digits(text_, from);
    if (!number || number->end != p) return false;
    const std::size_t count = found_.size();
    put_percent(from, p, *number, of, points);
    if (found_.size() == count) return false;
    found_.back().approximate = true;
    return true;
  }

  void put(QuantityMention mention, std::size_t begin, std::size_t end) {
    mention.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    found_.push_back(std::move(mention));
  }

  std::string_view text_;
  std::vector<QuantityMention> found_;
};

}  // namespace

std::vector<QuantityMention> find_quantities(std::string_view normal) {
  std::vector<QuantityMention> mentions = Scanner(normal).scan();
  weigh_context(normal, mentions);
  return mentions;
}

}  // namespace v0
}  // namespace truceline
