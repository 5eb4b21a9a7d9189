#pragma once

/// @file
/// How firm a statement is: done, announced, threatened, or denied.

#include <cstddef>
#include <optional>

#include <truceline/record/claim.hpp>

#include "read/deed.hpp"
#include "read/phrase.hpp"

namespace truceline {
inline namespace v0 {

/// What the words around a deed say of its firmness; nullopt where it is denied. `what_if`: the sentence stands in a
/// numbered scenario.
[[nodiscard]] std::optional<Standing> find_standing(const Phrase& phrase, std::size_t instrument,
                                                    const Governor& governor, std::optional<Standing> lead_in,
                                                    bool what_if);

}  // namespace v0
}  // namespace truceline
