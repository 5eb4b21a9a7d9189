#pragma once

// What stands around a match.

#include <cstddef>
#include <string_view>

#include <truceline/read/lexicon.hpp>

namespace truceline {
inline namespace v0 {

/// How many bytes around a match its context is, at most; it ends where the sentence does.
inline constexpr std::size_t context_reach = 120;

/// Whether what stands around a match, from begin to end, lets its entry stand. Of its texts, "<x" stands right before the
/// match and ">x" right after, both but for one blank. Any other text in `left` and `right` stands anywhere in the context on
/// that side; in `veto`, "~x" does on either side, and any other text shares bytes with the match, or stands right beside it.
/// ASCII words are whole words; the entry's are in small letters, the text's in any case.
[[nodiscard]] bool context_allows(const LexiconEntry& entry, std::string_view text, std::size_t begin, std::size_t end);

}  // namespace v0
}  // namespace truceline
