#include "read/vocabulary.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <truceline/record/words.hpp>

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::array<std::pair<std::string_view, Role>, 16> roles{{
    {"actor", Role::Actor},
    {"place", Role::Place},
    {"instrument", Role::Instrument},
    {"buy", Role::Buy},
    {"action", Role::Action},
    {"goods", Role::Goods},
    {"standing", Role::Standing},
    {"condition", Role::Condition},
    {"negation", Role::Negation},
    {"both", Role::Both},
    {"break", Role::Break},
    {"payer", Role::Payer},
    {"by", Role::By},
    {"toward", Role::Toward},
    {"object", Role::Object},
    {"scenario", Role::Scenario},
}};

constexpr std::array<std::pair<std::string_view, Deed>, 23> deeds{{
    {"impose", Deed::Impose}, {"raise", Deed::Raise},       {"lower", Deed::Lower},   {"suspend", Deed::Suspend},
    {"stop", Deed::Stop},     {"resume", Deed::Resume},     {"extend", Deed::Extend}, {"ease", Deed::Ease},
    {"expand", Deed::Expand}, {"withdraw", Deed::Withdraw}, {"revoke", Deed::Revoke}, {"expire", Deed::Expire},
    {"strike", Deed::Strike}, {"open", Deed::Open},         {"commit", Deed::Commit}, {"agree", Deed::Agree},
    {"hold", Deed::Hold},     {"restrict", Deed::Restrict}, {"allow", Deed::Allow},   {"keep", Deed::Keep},
    {"list", Deed::List},     {"adjust", Deed::Adjust},     {"exempt", Deed::Exempt},
}};

template <class Table>
auto look_up(const Table& table, std::string_view word) -> decltype(table.front().second) {
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  return {};
}

template <class Visit>
void for_each_part(std::string_view text, char separator, Visit visit) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    visit(text.substr(at, end - at));
    at = end + 1;
  }
}

bool add_sides(std::string_view codes, Meaning& meaning) {
  bool good = true;
  for_each_part(codes, ',', [&](std::string_view code) {
    const auto jurisdiction = parse_jurisdiction(code);
    if (!jurisdiction.ok()) {
      good = false;
      return;
    }
    meaning.sides |= code == "US" ? us_side : code == "CN" ? cn_side : other_side;
    meaning.codes.push_back(*jurisdiction);
  });
  return good;
}

}  // namespace

bool parse_meaning(std::string_view cls, std::string_view value, Meaning& meaning) {
  meaning.role = look_up(roles, cls);
  meaning.value = value;
  if (value == "-") {
    meaning.role = Role::None;
    return true;
  }
  bool good = true;
  bool first = true;
  for_each_part(value, ';', [&](std::string_view part) {
    const std::size_t equals = part.find('=');
    const std::string_view key = part.substr(0, equals);
    const std::string_view word = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
    if (key == "kind") {
      const auto kind = from_word<MeasureKind>(word);
      good = good && kind;
      if (kind) meaning.kind = *kind;
    } else if (key == "side" || key == "parties") {
      good = add_sides(word, meaning) && good;
    } else if (key == "act") {
      meaning.deed = look_up(deeds, word);
      good = good && meaning.deed != Deed::None;
    } else if (key == "goods") {
      meaning.goods = word;
    } else if (key == "measure") {
      meaning.measure = word;
    } else if (key == "flow") {
      meaning.flow = word == "1";
    } else if (key == "mention") {
      meaning.mention = word == "1";
    } else if (key == "retaliation") {
      meaning.retaliation = word == "1";
    } else if (key == "bare") {
      meaning.bare = true;
    } else if (key == "same") {
      meaning.same = true;
    } else if (key == "buy") {
      meaning.flow = true;
    } else if (part == "target") {
      meaning.target = true;
    } else if (part == "noun") {
      meaning.noun = true;
    } else if (first) {
      switch (meaning.role) {
        case Role::Action:
          meaning.deed = look_up(deeds, part);
          good = good && meaning.deed != Deed::None;
          break;
        case Role::Actor:
          good = add_sides(part, meaning) && good;
          break;
        case Role::Standing:
          meaning.standing = from_word<Standing>(part);
          good = good && meaning.standing.has_value();
          break;
        case Role::Goods:
          meaning.goods = part;
          break;
        case Role::Both:
          meaning.sides = both_sides;
          meaning.codes = {Jurisdiction('U', 'S'), Jurisdiction('C', 'N')};
          break;
        default:
          break;
      }
    } else {
      good = false;
    }
    first = false;
  });
  return good;
}

Vocabulary::Vocabulary(const Lexicon& lexicon) {
  meanings_.reserve(lexicon.entries().size());
  for (const LexiconEntry& entry : lexicon.entries()) {
    Meaning meaning;
    if (!parse_meaning(entry.cls, entry.value, meaning)) meaning = Meaning{};
    meanings_.push_back(std::move(meaning));
  }
}

}  // namespace v0
}  // namespace truceline
