#pragma once

/// @file
/// What is done to a measure that a sentence names.

#include <cstddef>
#include <optional>

#include <truceline/record/action.hpp>

#include "read/phrase.hpp"

namespace truceline {
inline namespace v0 {

/// How the words of a deed stand to the name of the measure.
enum class Link : std::uint8_t { Before, After, Beside, Own, Mention };

struct Governor {
  Deed deed = Deed::None;
  Link link = Link::Mention;
  std::size_t token = 0;  ///< the word of the deed; the name's own where the link is Own or Mention
  std::size_t first = 0;  ///< the first word where several make one deed: "suspend" of "suspend the imposition of"
};

/// The deed that governs the instrument at a place in the phrase.
[[nodiscard]] Governor find_deed(const Phrase& phrase, std::size_t instrument);

/// One deed upon another: to suspend what would be imposed is to suspend; to extend a suspension is to extend. None
/// where the outer says nothing about the inner.
[[nodiscard]] Deed upon(Deed outer, Deed inner) noexcept;

/// How a deed upon a measure of a kind is said: to ease a tariff is to lower it. nullopt where the two do not go
/// together. `flow`: the deed is upon trade itself. `lasting`: a length is stated.
[[nodiscard]] std::optional<Said> said_of(Deed deed, MeasureKind kind, bool flow, bool lasting) noexcept;

}  // namespace v0
}  // namespace truceline
