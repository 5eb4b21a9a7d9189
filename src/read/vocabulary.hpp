#pragma once

/// @file
/// What the rows of the lexicons mean to the reader, taken apart once.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <truceline/read/lexicon.hpp>
#include <truceline/record/claim.hpp>
#include <truceline/record/jurisdiction.hpp>
#include <truceline/record/measure.hpp>

namespace truceline {
inline namespace v0 {

/// What part a word plays in a sentence: the class of its row.
enum class Role : std::uint8_t {
  None,  ///< a longer word that holds another one's letters and means nothing here
  Actor,
  Place,
  Instrument,  ///< names a measure, or an event about measures
  Buy,
  Action,
  Goods,
  Standing,
  Condition,
  Negation,
  Both,      ///< "both sides"
  Break,     ///< begins another statement: "while"
  Payer,     ///< makes its subject the one that bears the measure: "faces"
  By,        ///< before who acts
  Toward,    ///< before whom it meets
  Object,    ///< after a country: its goods or firms, which bear the measure
  Scenario,  ///< begins a what-if
};

/// What is done to a measure, before its kind tells how that is said.
enum class Deed : std::uint8_t {
  None,
  Impose,
  Raise,
  Lower,
  Suspend,
  Stop,  ///< suspended if a length is stated, else revoked
  Resume,
  Extend,
  Ease,
  Expand,
  Withdraw,
  Revoke,
  Expire,
  Strike,
  Open,
  Commit,
  Agree,
  Hold,
  Restrict,
  Allow,
  Keep,
  List,
  Exempt,
  Adjust  ///< of controls, to narrow them; of rates it says nothing
};

/// A set of the two sides, and of all others together.
using Sides = std::uint8_t;
inline constexpr Sides us_side = 1;
inline constexpr Sides cn_side = 2;
inline constexpr Sides other_side = 4;
inline constexpr Sides both_sides = us_side | cn_side;
/// The other of the two; none of both, neither or others.
[[nodiscard]] constexpr Sides opposite(Sides side) noexcept {
  return side == us_side ? cn_side : side == cn_side ? us_side : Sides{0};
}

struct Meaning {
  Role role = Role::None;
  Deed deed = Deed::None;  ///< of an action; of an instrument, the deed that its own word tells
  MeasureKind kind = MeasureKind::Other;
  std::optional<Standing> standing;
  Sides sides = 0;                  ///< of an actor; of an instrument or goods, who is known to act by it
  std::vector<Jurisdiction> codes;  ///< of an actor, or the parties that an event's name implies
  bool target = false;              ///< the actor is named as the one met: 对华
  bool noun = false;                ///< the action is a noun: "suspension"
  bool flow = false;    ///< trade itself, not a measure: to restrict it is to impose one, to allow it to narrow one
  bool mention = true;  ///< the bare name tells that the measure is there
  bool retaliation = false;
  bool bare = false;    ///< a deed that implies its measure, where no other word of the clause names one: 加征
  bool same = false;    ///< stands for the measure named before: "these measures"
  std::string goods;    ///< a word for the goods or the law, the same in all languages
  std::string measure;  ///< the measure that the name stands for
  std::string value;    ///< as the row has it
};

/// The meanings of a lexicon's rows, by Match::entry.
class Vocabulary {
 public:
  explicit Vocabulary(const Lexicon& lexicon);
  [[nodiscard]] const Meaning& operator[](std::uint32_t entry) const noexcept { return meanings_[entry]; }

 private:
  std::vector<Meaning> meanings_;
};

/// Takes a row's value apart: "kind=tariff;side=US", "suspend;noun". False where a word of it is not known.
[[nodiscard]] bool parse_meaning(std::string_view cls, std::string_view value, Meaning& meaning);

}  // namespace v0
}  // namespace truceline
