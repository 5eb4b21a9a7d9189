#pragma once

/// @file
/// Who acts by a measure, and whom it meets.

#include <cstddef>
#include <string_view>
#include <vector>

#include "read/deed.hpp"
#include "read/phrase.hpp"

namespace truceline {
inline namespace v0 {

/// Who was last said to act, for clauses that name nobody.
struct Carried {
  Sides subject = 0;
  bool foreign = false;  ///< the talk is of measures between others
};

struct Acting {
  Sides sides = 0;           ///< who acts: one, or both, each by a measure of its own; 0 where nobody can be told
  Sides target = 0;          ///< whom it is said to meet; 0 where not said
  bool foreign = false;      ///< others act, or only others are met: no measure between the two
  std::string_view how;      ///< "named", "agent", "target", "known", "subject", "carried"
  std::size_t actor = npos;  ///< the word that tells it
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// Whoever's name stands with the measure, else who is said to act after "by", else the opposite of whom it meets, else
/// who is known to act by it, else the subject, else who acted before.
[[nodiscard]] Acting find_acting(const Phrase& phrase, std::size_t instrument, const Governor& governor,
                                 Sides known_for_goods, const Carried& carried);

/// The parties of an event: those that the clause names, else the sentence; a third country alone meets who acted before.
[[nodiscard]] std::vector<Jurisdiction> find_parties(const Phrase& phrase, std::size_t instrument,
                                                     const Carried& carried);

/// Who acts in a sentence, to be carried to the next.
[[nodiscard]] Sides subject_of(const Phrase& phrase);

}  // namespace v0
}  // namespace truceline
