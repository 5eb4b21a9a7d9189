#include "read/numeral.hpp"

#include <array>
#include <limits>

#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_digit;
using detail::is_letter;
using detail::lower;
using detail::word_end;

constexpr std::int64_t greatest = 100'000'000'000'000'000;  // 10^17, as record/charge has it

/// number × size, if it fits and stays exact.
bool scale(Numeral& number, std::int64_t size) {
  if (number.whole > greatest / size) return false;
  // Fewer than 10^6 millionths times a size of at most 10^12 fits.
  const std::int64_t part = static_cast<std::int64_t>(number.millionths) * size;
  const std::int64_t whole = number.whole * size + part / million;
  if (whole > greatest) return false;
  number.whole = whole;
  number.millionths = static_cast<std::int32_t>(part % million);
  return true;
}

// ---- English --------------------------------------------------------------------------------------------------------

enum class Rank : std::uint8_t { Unit, Teen, Ten, Hundred, Size };
struct EnglishNumber {
  std::string_view text;
  Rank rank = Rank::Unit;
  bool ordinal = false;
  std::int64_t value = 0;
};

constexpr detail::WordTable english_numbers(std::to_array<EnglishNumber>({
    {"zero", Rank::Unit, false, 0},
    {"one", Rank::Unit, false, 1},
    {"two", Rank::Unit, false, 2},
    {"three", Rank::Unit, false, 3},
    {"four", Rank::Unit, false, 4},
    {"five", Rank::Unit, false, 5},
    {"six", Rank::Unit, false, 6},
    {"seven", Rank::Unit, false, 7},
    {"eight", Rank::Unit, false, 8},
    {"nine", Rank::Unit, false, 9},
    {"first", Rank::Unit, true, 1},
    {"second", Rank::Unit, true, 2},
    {"third", Rank::Unit, true, 3},
    {"fourth", Rank::Unit, true, 4},
    {"fifth", Rank::Unit, true, 5},
    {"sixth", Rank::Unit, true, 6},
    {"seventh", Rank::Unit, true, 7},
    {"eighth", Rank::Unit, true, 8},
    {"ninth", Rank::Unit, true, 9},
    {"ten", Rank::Teen, false, 10},
    {"eleven", Rank::Teen, false, 11},
    {"twelve", Rank::Teen, false, 12},
    {"thirteen", Rank::Teen, false, 13},
    {"fourteen", Rank::Teen, false, 14},
    {"fifteen", Rank::Teen, false, 15},
    {"sixteen", Rank::Teen, false, 16},
    {"seventeen", Rank::Teen, false, 17},
    {"eighteen", Rank::Teen, false, 18},
    {"nineteen", Rank::Teen, false, 19},
    {"tenth", Rank::Teen, true, 10},
    {"eleventh", Rank::Teen, true, 11},
    {"twelfth", Rank::Teen, true, 12},
    {"thirteenth", Rank::Teen, true, 13},
    {"fourteenth", Rank::Teen, true, 14},
    {"fifteenth", Rank::Teen, true, 15},
    {"sixteenth", Rank::Teen, true, 16},
    {"seventeenth", Rank::Teen, true, 17},
    {"eighteenth", Rank::Teen, true, 18},
    {"nineteenth", Rank::Teen, true, 19},
    {"twenty", Rank::Ten, false, 20},
    {"thirty", Rank::Ten, false, 30},
    {"forty", Rank::Ten, false, 40},
    {"fifty", Rank::Ten, false, 50},
    {"sixty", Rank::Ten, false, 60},
    {"seventy", Rank::Ten, false, 70},
    {"eighty", Rank::Ten, false, 80},
    {"ninety", Rank::Ten, false, 90},
    {"twentieth", Rank::Ten, true, 20},
    {"thirtieth", Rank::Ten, true, 30},
    {"hundred", Rank::Hundred, false, 100},
    {"thousand", Rank::Size, false, 1'000},
    {"million", Rank::Size, false, 1'000'000},
    {"billion", Rank::Size, false, 1'000'000'000},
    {"trillion", Rank::Size, false, 1'000'000'000'000},
    {"mn", Rank::Size, false, 1'000'000},
    {"bn", Rank::Size, false, 1'000'000'000},
    {"tn", Rank::Size, false, 1'000'000'000'000},
}));

struct EnglishWord {
  const EnglishNumber* number = nullptr;
  std::size_t end = 0;
};

/// The number word at `at`, after at most one blank or hyphen if `joined`; `also_and`: after "and", too.
EnglishWord english_word(std::string_view text, std::size_t at, bool joined, bool also_and) {
  if (joined) {
    if (at >= text.size() || (text[at] != ' ' && text[at] != '-')) return {};
    ++at;
  }
  std::size_t end = word_end(text, at);
  if (also_and && end - at == 3 && lower(text[at]) == 'a' && lower(text[at + 1]) == 'n' && lower(text[at + 2]) == 'd') {
    if (end >= text.size() || text[end] != ' ') return {};
    at = end + 1;
    end = word_end(text, at);
  }
  if (end == at || (end < text.size() && is_digit(text[end]))) return {};
  const EnglishNumber* found = english_numbers.find(text.substr(at, end - at));
  if (found == nullptr) return {};
  return {found, end};
}

}  // namespace

std::optional<Numeral> english_numeral(std::string_view text, std::size_t at) {
  EnglishWord word = english_word(text, at, false, false);
  if (word.number == nullptr || word.number->rank == Rank::Hundred || word.number->rank == Rank::Size)
    return std::nullopt;
  Numeral number;
  std::int64_t total = 0;  // what the sizes have closed
  std::int64_t open = 0;   // below the next size
  Rank last = Rank::Size;  // of the open part
  bool any = false;
  while (word.number != nullptr) {
    const EnglishNumber& next = *word.number;
    if (next.rank == Rank::Hundred) {
      if (!any || open == 0 || open >= 100 || last == Rank::Hundred) break;
      open *= 100;
    } else if (next.rank == Rank::Size) {
      if (!any || open == 0 || next.value > greatest / open || (total != 0 && total % (next.value * 1000) != 0)) break;
      total += open * next.value;
      open = 0;
    } else {
      const bool fits = !any || last == Rank::Hundred || last == Rank::Size ||
                        (last == Rank::Ten && next.rank == Rank::Unit && next.value != 0);
      if (!fits) break;
      open += next.value;
    }
    any = true;
    last = next.rank;
    number.end = word.end;
    number.ordinal = next.ordinal;
    if (next.ordinal) break;
    word = english_word(text, word.end, true, last == Rank::Hundred || last == Rank::Size);
  }
  number.whole = total + open;
  return number;
}

std::optional<Numeral> plain_digits(std::string_view text, std::size_t at) {
  Numeral number;
  number.in_digits = true;
  std::size_t p = at;
  const auto take = [&](std::size_t count) {
    for (; count > 0 && p < text.size() && is_digit(text[p]); --count, ++p) {
      if (number.whole > greatest / 10) return false;
      number.whole = number.whole * 10 + (text[p] - '0');
    }
    return true;
  };
  if (!take(std::numeric_limits<std::size_t>::max()) || p == at) return std::nullopt;
  number.digits = static_cast<std::uint8_t>(p - at);
  const auto digits_from = [&](std::size_t from) {
    std::size_t count = 0;
    while (from + count < text.size() && count < 4 && is_digit(text[from + count])) ++count;
    return count;
  };
  while (p - at <= 3 + (number.grouped ? 24U : 0U) && p < text.size() && text[p] == ',' && digits_from(p + 1) == 3) {
    ++p;
    if (!take(3)) return std::nullopt;
    number.grouped = true;
  }
  // A second point makes it a date or an address: "2015.5.13".
  if (p + 1 < text.size() && text[p] == '.' && is_digit(text[p + 1])) {
    std::size_t q = p + 1;
    std::int32_t part = 0;
    std::int32_t unit = 100'000;
    for (; q < text.size() && is_digit(text[q]); ++q) {
      part += (text[q] - '0') * unit;
      unit /= 10;
    }
    const bool another = q + 1 < text.size() && text[q] == '.' && is_digit(text[q + 1]);
    if (!another) {
      number.millionths = part;
      p = q;
    }
  } else if (!number.grouped && p + 2 <= text.size()) {
    const std::size_t end = word_end(text, p);
    if (end - p == 2) {
      const char a = lower(text[p]), b = lower(text[p + 1]);
      const std::int64_t unit = number.whole % 10;
      const bool teen = number.whole / 10 % 10 == 1;
      number.ordinal = (a == 't' && b == 'h') ||
                       (!teen && ((a == 's' && b == 't' && unit == 1) || (a == 'n' && b == 'd' && unit == 2) ||
                                  (a == 'r' && b == 'd' && unit == 3)));
      if (number.ordinal) p = end;
    }
  }
  number.end = p;
  return number;
}

// ---- Chinese --------------------------------------------------------------------------------------------------------

namespace {

enum class HanRank : std::uint8_t { Digit, Place, Size, Point };
struct HanNumber {
  std::string_view text;
  HanRank rank = HanRank::Digit;
  std::int64_t value = 0;
};

constexpr detail::HanTable han_numbers(std::to_array<HanNumber>({
    {"零", HanRank::Digit, 0},          {"一", HanRank::Digit, 1},     {"二", HanRank::Digit, 2},
    {"三", HanRank::Digit, 3},          {"四", HanRank::Digit, 4},     {"五", HanRank::Digit, 5},
    {"六", HanRank::Digit, 6},          {"七", HanRank::Digit, 7},     {"八", HanRank::Digit, 8},
    {"九", HanRank::Digit, 9},          {"两", HanRank::Digit, 2},     {"壹", HanRank::Digit, 1},
    {"贰", HanRank::Digit, 2},          {"叁", HanRank::Digit, 3},     {"肆", HanRank::Digit, 4},
    {"伍", HanRank::Digit, 5},          {"陆", HanRank::Digit, 6},     {"柒", HanRank::Digit, 7},
    {"捌", HanRank::Digit, 8},          {"玖", HanRank::Digit, 9},     {"十", HanRank::Place, 10},
    {"拾", HanRank::Place, 10},         {"百", HanRank::Place, 100},   {"佰", HanRank::Place, 100},
    {"千", HanRank::Place, 1'000},      {"仟", HanRank::Place, 1'000}, {"万", HanRank::Size, 10'000},
    {"亿", HanRank::Size, 100'000'000}, {"点", HanRank::Point, 0},
}));

struct HanDigit {
  HanRank rank = HanRank::Digit;
  std::int64_t value = 0;
  std::size_t end = 0;
};

/// The number character at `at`, after blanks if `joined`. 〇 and 廿 stand outside the table: the one is no Han character of
/// the basic block, the other a tens place and its digit at once.
std::optional<HanDigit> han_digit(std::string_view text, std::size_t at, bool joined) {
  while (joined && at < text.size() && text[at] == ' ') ++at;
  if (text.substr(at, 3) == "〇") return HanDigit{HanRank::Digit, 0, at + 3};
  const HanNumber* found = han_numbers.find(text, at);
  if (found == nullptr) return std::nullopt;
  return HanDigit{found->rank, found->value, at + found->text.size()};
}

}  // namespace

std::optional<Numeral> chinese_numeral(std::string_view text, std::size_t at) {
  if (text.substr(at, 3) == "半") return Numeral{.millionths = 500'000, .end = at + 3};
  Numeral number;
  std::int64_t total = 0;    // closed by 亿
  std::int64_t section = 0;  // closed by 万
  std::int64_t open = 0;     // below the next size
  std::int64_t digit = -1;   // waits for its place
  std::int64_t place = 0;    // the last one
  int plain = 0;             // digits in a row
  bool zero = false;         // 零 before the digit: it is of units
  std::size_t p = at;
  auto next = han_digit(text, p, false);
  if (!next || next->rank == HanRank::Size || next->rank == HanRank::Point) return std::nullopt;
  bool any = false;
  for (; next && next->rank != HanRank::Point; next = han_digit(text, next->end, true)) {
    if (next->rank == HanRank::Digit) {
      if (plain > 0 && place == 0 && open == 0 && section == 0 && total == 0) {
        if (number.whole > greatest / 10) return std::nullopt;
        number.whole = number.whole * 10 + next->value;
        ++plain;
      } else if (digit >= 0 && digit != 0) {
        break;
      } else {
        number.whole = next->value;
        plain = 1;
      }
      zero = zero || next->value == 0;
      digit = next->value;
    } else if (next->rank == HanRank::Place) {
      if (plain > 1 && !(plain == 2 && number.whole < 10)) return std::nullopt;  // 二三十: two or three tens
      if (digit <= 0 && (next->value != 10 || (place != 0 && digit < 0))) {
        if (!any && digit < 0) {
          digit = 1;  // 百 at the beginning: 百分之百
        } else {
          break;
        }
      }
      if (place != 0 && next->value >= place) break;
      open += (digit <= 0 ? 1 : digit) * next->value;
      place = next->value;
      digit = -1;
      plain = 0;
      zero = false;
    } else {
      std::int64_t amount = open + (plain > 0 ? number.whole : 0);
      if (next->value == 10'000) {
        if (section != 0) break;
        section = amount * 10'000;
      } else {
        amount += section;
        if (total != 0 || amount == 0 || amount > greatest / next->value) break;
        total = amount * next->value;
        section = 0;
      }
      open = 0;
      place = next->value;
      digit = -1;
      plain = 0;
      zero = false;
      number.whole = 0;
      // After a size, places begin anew below it.
      p = next->end;
      any = true;
      place = 0;
      if (amount == 0) return std::nullopt;
      continue;
    }
    p = next->end;
    any = true;
  }
  // 一百二 is 120, as one says it; 一百零二 is 102.
  std::int64_t units = plain > 0 ? number.whole : 0;
  if (plain == 1 && !zero && place >= 100 && units != 0) units *= place / 10;
  number.whole = total + section + open + units;
  number.end = p;
  number.digits = static_cast<std::uint8_t>(total + section + open == 0 ? plain : 0);
  if (next && next->rank == HanRank::Point) {
    std::int32_t unit = 100'000;
    std::size_t end = p;
    for (auto part = han_digit(text, next->end, true); part && part->rank == HanRank::Digit;
         part = han_digit(text, part->end, true)) {
      number.millionths += static_cast<std::int32_t>(part->value) * unit;
      unit /= 10;
      end = part->end;
    }
    number.end = end;
  }
  return number;
}

// ---- all --------------------------------------------------------------------------------------------------------------

namespace {

/// The words of size behind digits, multiplied in; as many as there are (万亿).
void take_sizes(std::string_view text, Numeral& number) {
  if (number.ordinal) return;
  if (const std::size_t end = word_end(text, number.end); end == number.end + 1 && lower(text[number.end]) == 'k') {
    if (scale(number, 1'000)) {
      number.end = end;
      number.scaled = true;
    }
    return;
  }
  for (;;) {
    std::size_t p = number.end;
    const auto han = han_digit(text, p, true);
    if (han && (han->rank == HanRank::Size || (han->rank == HanRank::Place && han->value >= 100))) {
      // 百分之 and 百分点 are no size.
      if (text.substr(han->end, 3) == "分" || !scale(number, han->value)) return;
      number.end = han->end;
      number.scaled = true;
      continue;
    }
    if (p < text.size() && (text[p] == ' ' || text[p] == '-')) ++p;
    const std::size_t end = word_end(text, p);
    if (end == p || (end < text.size() && is_digit(text[end]))) return;
    const EnglishNumber* word = english_numbers.find(text.substr(p, end - p));
    if (word == nullptr || (word->rank != Rank::Size && word->rank != Rank::Hundred) || !scale(number, word->value))
      return;
    number.end = end;
    number.scaled = true;
  }
}

}  // namespace

std::optional<Numeral> numeral_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  if (is_digit(text[at])) {
    auto number = plain_digits(text, at);
    if (number) take_sizes(text, *number);
    return number;
  }
  if (is_letter(text[at])) return english_numeral(text, at);
  return chinese_numeral(text, at);
}

}  // namespace v0
}  // namespace truceline
