#pragma once
// The tables that are compiled in, as the build found them (cmake/embed.cmake writes the definitions).
#include <span>

#include "record/embedded.hpp"

namespace truceline {
inline namespace v0 {

/// data/lexicon/*.tsv, in the order of their names.
[[nodiscard]] std::span<const Embedded> embedded_lexicons() noexcept;

/// data/folding/*.tsv: "characters", by which Traditional Chinese is folded to Simplified.
[[nodiscard]] std::span<const Embedded> embedded_foldings() noexcept;

/// data/confidence.tsv: how often each rule of the reader was right.
[[nodiscard]] std::span<const Embedded> embedded_confidence() noexcept;

}  // namespace v0
}  // namespace truceline
