#pragma once

/// @file
/// A sentence as the reader sees it: its words that mean something, and where they stand to each other.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <truceline/read/quantity.hpp>
#include <truceline/read/text.hpp>
#include <truceline/read/time.hpp>

#include "read/vocabulary.hpp"

namespace truceline {
inline namespace v0 {

struct Token {
  Span at;  ///< in the normalised text
  const Meaning* means;
};

/// How a country or person is used in a sentence.
enum class Use : std::uint8_t {
  Subject,
  Target,  ///< whom a measure meets: "on China", "Chinese goods", 对华
  Agent,   ///< "by China"
  Where    ///< "in China"
};

/// One that acts or is met, in the order of the sentence.
struct ActorUse {
  std::size_t token;
  Use use;
};

/// A sentence. Holds views: the text and the lists it was cut from must outlive it.
struct Phrase {
  std::string_view text;  ///< the whole normalised text
  Span at;
  bool chinese = false;
  std::span<const Token> tokens;  ///< in the order of their first bytes
  std::span<const QuantityMention> quantities;
  std::span<const TimeMention> times;
  std::vector<std::uint32_t> marks;  ///< commas, colons and semicolons, but those within numbers
  std::vector<ActorUse> actors;

  /// Fills `marks`; text and at must be set.
  void find_marks();

  [[nodiscard]] std::string_view words(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
  }
  [[nodiscard]] std::string_view words(const Token& token) const { return words(token.at.begin, token.at.end); }
  /// Whether a comma, colon or semicolon parts two places.
  [[nodiscard]] bool parted(std::uint32_t begin, std::uint32_t end) const;
  /// The clause around a place: from the comma before to the comma after.
  [[nodiscard]] Span clause(std::uint32_t at_byte) const;
  /// Whether some word of a role begins within [begin, end).
  [[nodiscard]] bool has(Role role, std::uint32_t begin, std::uint32_t end) const;
  /// Bytes that a reach of so many letters takes: Chinese says more in fewer.
  [[nodiscard]] std::uint32_t reach(std::uint32_t english, std::uint32_t chinese_bytes) const {
    return chinese ? chinese_bytes : english;
  }
};

/// Tells how each country or person in the sentence is used.
void find_uses(Phrase& phrase);

}  // namespace v0
}  // namespace truceline
