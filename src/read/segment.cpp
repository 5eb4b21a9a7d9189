#include "read/segment.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_ascii;
using detail::is_digit;
using detail::is_letter;
using detail::is_lower;
using detail::is_upper;

constexpr std::string_view full_stop = "。";

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// ---- Language -------------------------------------------------------------------------------------------------------

/// Which script the Han characters of a line, or of a text, are of; nullopt if none of them tells.
std::optional<Language> script_of(const Line& counts) noexcept {
  if (counts.traditional == counts.simplified) return std::nullopt;
  return counts.traditional > counts.simplified ? Language::TraditionalChinese : Language::SimplifiedChinese;
}

/// A line is Chinese if at least every second of its words is, a Han character counting as one and so six other bytes.
enum class Writing : std::uint8_t { None, Latin, Han };
Writing writing_of(std::string_view normal, const Line& line) noexcept {
  const std::string_view text = normal.substr(line.at.begin, line.at.size());
  const std::size_t other = text.size() - std::min(text.size(), std::size_t{3} * line.han);
  if (line.han > 0) return 6 * std::size_t{line.han} >= other ? Writing::Han : Writing::Latin;
  return std::any_of(text.begin(), text.end(), is_letter) ? Writing::Latin : Writing::None;
}

/// The language of lines that do not show their own.
Language language_of_most(std::string_view normal, const std::vector<Line>& lines) noexcept {
  std::size_t han = 0;
  std::size_t latin = 0;
  for (const Line& line : lines) {
    const Writing writing = writing_of(normal, line);
    if (writing == Writing::Han) han += line.at.size();
    if (writing == Writing::Latin) latin += line.at.size();
  }
  return han > latin ? Language::SimplifiedChinese : Language::English;
}

// ---- Marks that begin an item of a list -----------------------------------------------------------------------------

enum class Marker : std::uint8_t { None, Number, Bracketed, Letter, HanNumber, HanBracketed, Sign };

/// The length of a number of up to three of 一 to 十 that begins a text.
std::size_t han_number(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 10> digits{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  std::size_t length = 0;
  while (length < 9 && is_one_of(text.substr(length, 3), digits)) length += 3;
  return length;
}

/// The length of a number of one or two ASCII digits that begins a text.
std::size_t short_number(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length <= 2 ? length : 0;
}

Marker marker_of(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 8> signs{"•", "●", "▪", "■", "◆", "◇", "○", "·"};
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  if ((at(0) == '-' || at(0) == '*') && at(1) == ' ') return Marker::Sign;
  for (const std::string_view sign : signs) {
    if (text.starts_with(sign)) return Marker::Sign;
  }
  if (text >= "①" && text < "⓿" && text.starts_with("\xE2")) return Marker::Number;  // circled numbers

  const bool bracket = at(0) == '(';
  const std::string_view inside = text.substr(bracket ? 1 : 0);
  const std::size_t number = short_number(inside);
  const std::size_t han = han_number(inside);
  const bool letter = is_lower(at(bracket ? 1 : 0)) && at(bracket ? 2 : 1) == ')';
  if (bracket) {
    if (letter || (number > 0 && inside.substr(number).starts_with(')'))) return Marker::Bracketed;
    return han > 0 && inside.substr(han).starts_with(')') ? Marker::HanBracketed : Marker::None;
  }
  if (letter) return Marker::Letter;
  if (number > 0) {
    const std::string_view rest = text.substr(number);
    const bool point = rest.starts_with('.') && !(rest.size() > 1 && is_digit(rest[1]));
    return point || rest.starts_with(')') || rest.starts_with("、") ? Marker::Number : Marker::None;
  }
  return han > 0 && (text.substr(han).starts_with("、") || text.substr(han).starts_with('.')) ? Marker::HanNumber
                                                                                              : Marker::None;
}

// ---- Sentences ------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 20> titles{"Mr",   "Mrs", "Ms",  "Messrs", "Dr",   "Prof", "Sen",
                                                  "Rep",  "Gov", "Gen", "Col",    "Lt",   "Sgt",  "Adm",
                                                  "Capt", "Hon", "St",  "vs",     "Pres", "Amb"};
/// Before a number they are short for a word.
constexpr std::array<std::string_view, 28> before_numbers{
    "No", "Nos", "no",  "nos", "Art", "art", "Arts", "Sec", "sec", "Secs", "Ch",   "ch",  "Fig", "para",
    "pp", "p",   "Jan", "Feb", "Mar", "Apr", "Jun",  "Jul", "Aug", "Sep",  "Sept", "Oct", "Nov", "Dec"};
/// They end a sentence only if another plainly begins.
constexpr std::array<std::string_view, 12> after_names{"Inc", "Ltd",  "Co",  "Corp", "Jr",   "Sr",
                                                       "etc", "Bros", "Cos", "al",   "Dept", "approx"};
/// Words that begin sentences and are no part of a name.
constexpr std::array<std::string_view, 44> openers{
    "The",   "A",      "An",    "In",        "On",    "At",    "It",      "He",   "She",      "They",      "We",
    "But",   "And",    "This",  "That",      "These", "Those", "If",      "When", "As",       "While",     "For",
    "After", "Before", "Under", "According", "Both",  "Since", "However", "Its",  "His",      "Her",       "Their",
    "There", "With",   "By",    "From",      "To",    "Such",  "Some",    "Many", "Although", "Meanwhile", "Instead"};

/// The ASCII word that begins a text.
std::string_view first_word(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size() && is_letter(text[length])) ++length;
  return text.substr(0, length);
}

/// Whether the point at `point` in a paragraph ends the sentence that begins at `begin`.
bool point_ends(std::string_view paragraph, std::size_t begin, std::size_t point) noexcept {
  std::size_t next = point + 1;
  while (next < paragraph.size() && (paragraph[next] == '"' || paragraph[next] == '\'' || paragraph[next] == ')'))
    ++next;
  if (next >= paragraph.size()) return true;
  if (point == begin) return false;
  const char before = paragraph[point - 1];

  std::size_t start = point;  // of the word with its inner points: "U.S"
  while (start > begin && (is_letter(paragraph[start - 1]) || paragraph[start - 1] == '.')) --start;
  const std::string_view word = paragraph.substr(start, point - start);

  if (paragraph[next] != ' ') {  // no end in English; in Chinese, a point for 。
    if (!is_ascii(before))
      return !(is_ascii(paragraph[next]) && (is_digit(paragraph[next]) || is_letter(paragraph[next])));
    return !is_ascii(paragraph[next]) && word.size() > 1 && word.find('.') == std::string_view::npos;
  }
  while (next < paragraph.size() && paragraph[next] == ' ') ++next;
  std::string_view rest = paragraph.substr(next);
  while (!rest.empty() && (rest[0] == '"' || rest[0] == '\'' || rest[0] == '(')) rest.remove_prefix(1);
  if (rest.empty()) return true;
  if (is_lower(rest[0]) || rest[0] == ',' || rest[0] == ';') return false;
  if (marker_of(paragraph.substr(begin)) != Marker::None && point - begin <= 9 &&
      paragraph.substr(begin, point - begin).find(' ') == std::string_view::npos) {
    return false;  // "1. The ministry"
  }
  if (word.empty()) return true;
  if (is_one_of(word, titles)) return false;
  if (is_one_of(word, before_numbers) && is_digit(rest[0])) return false;
  const bool initials = word.find('.') != std::string_view::npos || (word.size() == 1 && is_upper(word[0]));
  if (initials || is_one_of(word, after_names)) return is_one_of(first_word(rest), openers);
  return true;
}

// ---- Clauses --------------------------------------------------------------------------------------------------------

/// After a comma, they begin a clause of their own.
constexpr std::array<std::string_view, 26> conjunctions{
    "but",   "while",  "whereas", "which", "who",    "whose", "although",  "though", "because",
    "since", "if",     "unless",  "until", "when",   "where", "as",        "so",     "yet",
    "after", "before", "then",    "nor",   "whilst", "even",  "prompting", "making"};
/// After a comma and "and" or "or", they show that a clause follows and not the last of a list.
constexpr std::array<std::string_view, 32> after_and{
    "it",   "he",  "she",  "they", "we",    "you",  "has",   "have", "had",    "will",  "would",
    "is",   "are", "was",  "were", "could", "may",  "might", "must", "should", "can",   "did",
    "does", "do",  "also", "then", "that",  "said", "to",    "in",   "on",     "agreed"};

/// Whether a comma in a paragraph parts two clauses. In Chinese every comma does that is not within a number.
bool comma_parts(std::string_view paragraph, std::size_t comma, bool english) noexcept {
  const std::string_view after = paragraph.substr(comma + 1);
  if (after.empty()) return false;
  if (is_digit(after[0]) && comma > 0 && is_digit(paragraph[comma - 1])) return false;
  if (!english) return true;
  if (!after.starts_with(' ')) return false;
  const std::string_view word = first_word(after.substr(1));
  if (is_one_of(word, conjunctions)) return true;
  if (word != "and" && word != "or") return false;
  const std::size_t next = 1 + word.size() + 1;
  return next < after.size() && is_one_of(first_word(after.substr(next)), after_and);
}

/// Whether a colon parts a clause from the next: not in "10:30" and "https://".
bool colon_parts(std::string_view paragraph, std::size_t colon) noexcept {
  const std::string_view after = paragraph.substr(colon + 1);
  if (after.empty() || after[0] == ' ') return true;
  if (!is_ascii(after[0])) return true;
  return colon > 0 && !is_ascii(paragraph[colon - 1]) && after[0] != '/';
}

/// What a byte may begin.
enum class Sign : std::uint8_t { None, Point, End, Part, Comma, Quote, Dash, Wide };
constexpr std::array<Sign, 256> signs = [] {
  std::array<Sign, 256> table{};
  table['.'] = Sign::Point;
  table['!'] = table['?'] = Sign::End;
  table[';'] = table[':'] = Sign::Part;
  table[','] = Sign::Comma;
  table['"'] = Sign::Quote;
  table['-'] = Sign::Dash;
  table[0xE3] = Sign::Wide;  // 。
  return table;
}();

/// The length of a character by its first byte, if it is nothing special.
constexpr std::array<std::uint8_t, 256> plain_sizes = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const int size = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    table[byte] = signs[byte] == Sign::None ? static_cast<std::uint8_t>(size) : std::uint8_t{0};
  }
  return table;
}();

/// Cuts one paragraph.
class Cutter {
 public:
  Cutter(std::string_view normal, const Paragraph& paragraph, Segments& made) noexcept
      : text_(normal.substr(paragraph.at.begin, paragraph.at.size())),
        offset_(paragraph.at.begin),
        english_(paragraph.language == Language::English),
        made_(made) {}

  void cut() {
    first_clause_ = made_.clauses.size();
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::uint8_t plain = plain_sizes[static_cast<unsigned char>(text_[at])];
      at = plain > 0 ? at + plain : step(at);
    }
    end_sentence(text_.size());
  }

 private:
  /// Looks at one byte; returns the next to look at.
  std::size_t step(std::size_t at) {
    switch (signs[static_cast<unsigned char>(text_[at])]) {
      case Sign::None:
        return at + 1;
      case Sign::Quote:
        quoted_ = !quoted_;
        return at + 1;
      case Sign::Wide:
        return text_.substr(at).starts_with(full_stop) ? end_at(at, at + full_stop.size()) : at + 3;
      case Sign::End:
        return end_at(at, at + 1);
      case Sign::Point:
        return point_ends(text_, sentence_, at) ? end_at(at, at + 1) : at + 1;
      case Sign::Comma:
        if (comma_parts(text_, at, english_)) part_at(at, at + 1);
        return at + 1;
      case Sign::Part:
        if (text_[at] == ';' || colon_parts(text_, at)) part_at(at, at + 1);
        return at + 1;
      case Sign::Dash: {  // " - " and "--", but no hyphen
        const bool doubled = text_.substr(at + 1).starts_with('-');
        const bool apart = at > 0 && text_[at - 1] == ' ' && text_.substr(at + 1).starts_with(' ');
        if (doubled || apart) part_at(at, at + (doubled ? 2 : 1));
        return at + (doubled ? 2 : 1);
      }
    }
    return at + 1;
  }

  /// A sentence ends with the mark from `mark` to `after`, with what closes it and with other marks that follow at once.
  std::size_t end_at(std::size_t mark, std::size_t after) {
    if (mark == skip_blanks(sentence_)) return after;  // nothing but marks
    while (after < text_.size()) {
      const std::string_view rest = text_.substr(after);
      if (rest[0] == '!' || rest[0] == '?' || rest[0] == ')' || rest[0] == ']' || rest[0] == '\'' || rest[0] == '.') {
        ++after;
      } else if (rest[0] == '"' && quoted_) {
        quoted_ = false;
        ++after;
      } else if (rest.starts_with(full_stop) || rest.starts_with("…")) {
        after += 3;
      } else {
        break;
      }
    }
    end_sentence(after);
    return after;
  }

  void part_at(std::size_t mark, std::size_t after) {
    if (mark > skip_blanks(clause_)) end_clause(after);
  }

  void end_clause(std::size_t end) {
    if (const auto span = trimmed(clause_, end); span.size() > 0) made_.clauses.push_back(span);
    clause_ = end;
  }

  void end_sentence(std::size_t end) {
    end_clause(end);
    if (const auto span = trimmed(sentence_, end); span.size() > 0) {
      made_.sentences.push_back({.at = span,
                                 .first_clause = static_cast<std::uint32_t>(first_clause_),
                                 .clause_count = static_cast<std::uint32_t>(made_.clauses.size() - first_clause_)});
    }
    sentence_ = end;
    first_clause_ = made_.clauses.size();
  }

  [[nodiscard]] std::size_t skip_blanks(std::size_t at) const noexcept {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }

  [[nodiscard]] Span trimmed(std::size_t begin, std::size_t end) const noexcept {
    begin = std::min(skip_blanks(begin), end);
    while (begin < end && text_[end - 1] == ' ') --end;
    return {static_cast<std::uint32_t>(offset_ + begin), static_cast<std::uint32_t>(offset_ + end)};
  }

  std::string_view text_;
  std::size_t offset_;
  bool english_;
  Segments& made_;
  std::size_t sentence_ = 0;      // where the sentence at hand begins
  std::size_t clause_ = 0;        // where the clause at hand begins
  std::size_t first_clause_ = 0;  // of the sentence at hand
  bool quoted_ = false;           // within quotation marks
};

// ---- What paragraphs are to one another -----------------------------------------------------------------------------

constexpr bool is_quote_or_bracket(char c) noexcept { return c == '"' || c == '\'' || c == ')' || c == ']'; }

/// Its last byte before what closes quotes and brackets.
char last_mark(std::string_view text) noexcept {
  while (text.size() > 1 && is_quote_or_bracket(text.back())) text.remove_suffix(1);
  return text.back();
}

/// Short, of one sentence, and without a mark at its end.
bool is_heading(std::string_view text, const Paragraph& paragraph) noexcept {
  constexpr std::size_t longest_english = 100;
  constexpr std::size_t longest_chinese = 90;  // thirty characters
  const std::size_t longest = paragraph.language == Language::English ? longest_english : longest_chinese;
  if (paragraph.sentence_count != 1 || text.size() > longest) return false;
  const char last = last_mark(text);
  return last != '.' && last != '!' && last != ',' && last != ';' && last != ':' && !text.ends_with(full_stop) &&
         text.find("。") == std::string_view::npos;
}

void relate(std::string_view normal, std::vector<Paragraph>& paragraphs) noexcept {
  int heading = -1;
  int lead = -1;                      // of the list at hand: a lead-in, or a bullet that ends with a colon
  Marker lead_marker = Marker::None;  // of that bullet
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    Paragraph& paragraph = paragraphs[i];
    const auto text_of = [&](const Paragraph& p) { return normal.substr(p.at.begin, p.at.size()); };
    const std::string_view text = text_of(paragraph);
    const Marker marker = marker_of(text);
    const bool last = i + 1 == paragraphs.size();
    const Marker next_marker = last ? Marker::None : marker_of(text_of(paragraphs[i + 1]));
    const bool leads = last_mark(text) == ':' && !last;
    // "一、…" is a heading if text follows that is no item of the same list.
    const bool heads = !last && is_heading(text, paragraph) &&
                       (marker == Marker::None || (marker == Marker::HanNumber && lead < 0 && next_marker != marker));

    if (heads) {
      paragraph.part = Part::Heading;
      heading = static_cast<int>(i);
      lead = -1;
    } else if (marker != Marker::None) {
      paragraph.part = Part::Bullet;
      if (lead >= 0 && lead_marker == marker) {  // beside the bullet that led, not under it
        lead = paragraphs[static_cast<std::size_t>(lead)].governed_by;
        lead_marker = Marker::None;
        if (lead >= 0 && paragraphs[static_cast<std::size_t>(lead)].part == Part::Heading) lead = -1;
      }
      paragraph.governed_by = lead >= 0 ? lead : heading;
      if (leads) {
        lead = static_cast<int>(i);
        lead_marker = marker;
      }
    } else {
      paragraph.governed_by = heading;
      paragraph.part = leads ? Part::LeadIn : Part::Body;
      lead = leads ? static_cast<int>(i) : -1;
      lead_marker = Marker::None;
    }
  }
}

}  // namespace

Segments segment(std::string_view normal, const std::vector<Line>& lines, std::optional<Language> language) {
  Segments made;
  made.paragraphs.reserve(lines.size());
  Line all;
  for (const Line& line : lines) {
    all.traditional += line.traditional;
    all.simplified += line.simplified;
  }
  const Language of_script = script_of(all).value_or(Language::SimplifiedChinese);
  const bool mostly_english = language_of_most(normal, lines) == Language::English;
  for (const Line& line : lines) {
    Paragraph paragraph{.number = static_cast<int>(made.paragraphs.size()) + 1, .at = line.at};
    const Writing writing = writing_of(normal, line);
    const bool english = writing == Writing::Latin || (writing == Writing::None && mostly_english);
    paragraph.language = language.value_or(english ? Language::English : script_of(line).value_or(of_script));
    paragraph.first_sentence = static_cast<std::uint32_t>(made.sentences.size());
    Cutter(normal, paragraph, made).cut();
    paragraph.sentence_count = static_cast<std::uint32_t>(made.sentences.size()) - paragraph.first_sentence;
    made.paragraphs.push_back(paragraph);
  }
  relate(normal, made.paragraphs);
  return made;
}

}  // namespace v0
}  // namespace truceline
