#include "read/phrase.hpp"

#include <algorithm>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_digit;
using detail::is_letter;

bool is_mark(std::string_view text, std::size_t at) noexcept {
  const char c = text[at];
  if (c == ';') return true;
  if (c != ',' && c != ':') return false;
  return at == 0 || at + 1 >= text.size() || !is_digit(text[at - 1]) || !is_digit(text[at + 1]);
}

/// The last word, in ASCII letters, before a place.
std::string_view word_before(std::string_view text, std::size_t at) noexcept {
  while (at > 0 && text[at - 1] == ' ') --at;
  std::size_t begin = at;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return text.substr(begin, at - begin);
}

bool stands_in(const Phrase& phrase, const Token& actor) {
  const std::string_view before = phrase.words(phrase.at.begin, actor.at.begin);
  if (phrase.chinese) return before.ends_with("在") || before.ends_with("于") || before.ends_with("抵达");
  std::string_view word = word_before(before, before.size());
  if (word == "the") word = word_before(before, before.size() - 4);
  return word == "in" || word == "In" || word == "at" || word == "near" || word == "inside";
}

/// Whether a day, or a word that begins a statement, stands between.
bool is_dated(const Phrase& phrase, std::uint32_t begin, std::uint32_t end) {
  if (phrase.words(begin, end).find(" that ") != std::string_view::npos) return true;
  return std::any_of(phrase.times.begin(), phrase.times.end(),
                     [&](const TimeMention& time) { return time.at.end > begin && time.at.end <= end; });
}

/// Whether a word like "on" or 对 stands before the actor with no more between than what describes the goods.
bool is_met(const Phrase& phrase, std::size_t index) {
  const Token& actor = phrase.tokens[index];
  for (std::size_t i = index; i-- > 0;) {
    const Token& token = phrase.tokens[i];
    const Role role = token.means->role;
    if (token.at.end > actor.at.begin) continue;
    const std::string_view between = phrase.words(token.at.end, actor.at.begin);
    if (between.size() > phrase.reach(45, 12) || phrase.parted(token.at.end, actor.at.begin)) return false;
    // "announced on Sunday that China": the day is what stands after "on".
    if (!phrase.chinese && is_dated(phrase, token.at.end, actor.at.begin)) return false;
    if (role == Role::Toward) {
      // "of" and the like only next to the name: "a fifth of what China buys" has no target.
      if (phrase.chinese) return true;
      const std::string_view word = phrase.words(token);
      const bool loose = word != "of" && word != "to" && word != "for" && word != "from" && word != "with";
      return loose || between.size() <= 5;
    }
    if (role != Role::Goods && role != Role::Object && role != Role::None) return false;
  }
  return false;
}

/// Whether a ministry that every country has is another's, named right before it or as the clause's subject: 加拿大财政部.
bool is_anothers_ministry(const Phrase& phrase, std::size_t index) {
  const Token& ministry = phrase.tokens[index];
  const std::string_view word = phrase.words(ministry);
  if (word != "商务部" && word != "财政部" && word != "外交部" && word != "交通部" && word != "海关总署") return false;
  const Span clause = phrase.clause(ministry.at.begin);
  for (std::size_t i = index; i-- > 0;) {
    const Token& token = phrase.tokens[i];
    if (token.at.begin < clause.begin) return false;
    if (token.means->role != Role::Actor || token.at.end > ministry.at.begin) continue;
    return (token.means->sides & ministry.means->sides) == 0;
  }
  return false;
}

/// Whether goods, ships or firms follow the name.
bool owns_what_follows(const Phrase& phrase, std::size_t index) {
  const Token& actor = phrase.tokens[index];
  const std::uint32_t reach = phrase.reach(16, 9);
  for (std::size_t i = index + 1; i < phrase.tokens.size(); ++i) {
    const Token& token = phrase.tokens[i];
    if (token.at.begin < actor.at.end) continue;
    if (token.at.begin > actor.at.end + reach || phrase.parted(actor.at.end, token.at.begin)) return false;
    const Role role = token.means->role;
    if (role == Role::Object) {
      const std::string_view between = phrase.words(actor.at.end, token.at.begin);
      return between.find("'s") == std::string_view::npos && between.find("的") == std::string_view::npos;
    }
    if (role == Role::Instrument || role == Role::Action || role == Role::Standing || role == Role::Actor) return false;
  }
  return false;
}

}  // namespace

void Phrase::find_marks() {
  marks.clear();
  for (std::uint32_t i = at.begin; i < at.end; ++i) {
    const char c = text[i];
    if ((c == ',' || c == ':' || c == ';') && is_mark(text, i)) marks.push_back(i);
  }
}

bool Phrase::parted(std::uint32_t begin, std::uint32_t end) const {
  const auto mark = std::lower_bound(marks.begin(), marks.end(), begin);
  return mark != marks.end() && *mark < end;
}

Span Phrase::clause(std::uint32_t at_byte) const {
  const auto after = std::lower_bound(marks.begin(), marks.end(), at_byte);
  return {after == marks.begin() ? at.begin : *(after - 1) + 1, after == marks.end() ? at.end : *after};
}

bool Phrase::has(Role role, std::uint32_t begin, std::uint32_t end) const {
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.means->role == role && token.at.begin >= begin && token.at.begin < end;
  });
}

void find_uses(Phrase& phrase) {
  phrase.actors.clear();
  for (std::size_t i = 0; i < phrase.tokens.size(); ++i) {
    const Token& token = phrase.tokens[i];
    const Role role = token.means->role;
    if (role == Role::Both) {
      phrase.actors.push_back({i, Use::Subject});
      continue;
    }
    if (role != Role::Actor || is_anothers_ministry(phrase, i)) continue;
    // "of the US tariff": it is the tariff that stands after "of".
    if (!phrase.chinese && i + 1 < phrase.tokens.size() && !token.means->target) {
      const Token& next = phrase.tokens[i + 1];
      const bool owned = phrase.words(token.at.end, next.at.begin).starts_with("'s");
      if (next.means->role == Role::Instrument && next.at.begin >= token.at.end &&
          (next.at.begin - token.at.end <= 3 || (owned && next.at.begin - token.at.end <= 14))) {
        phrase.actors.push_back({i, Use::Subject});
        continue;
      }
    }
    if (token.means->target || owns_what_follows(phrase, i)) {
      phrase.actors.push_back({i, Use::Target});
    } else if (stands_in(phrase, token)) {
      phrase.actors.push_back({i, Use::Where});
    } else if (i > 0 && phrase.tokens[i - 1].means->role == Role::By &&
               token.at.begin - phrase.tokens[i - 1].at.end <= 5) {
      phrase.actors.push_back({i, Use::Agent});
    } else {
      phrase.actors.push_back({i, is_met(phrase, i) ? Use::Target : Use::Subject});
    }
  }
}

}  // namespace v0
}  // namespace truceline
