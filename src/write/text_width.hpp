#pragma once

// How wide a text will be, without a font at hand: what pictures need so that names never collide.

#include <string>
#include <string_view>
#include <vector>

namespace truceline {
inline namespace v0 {

/// The width at least of a text in a common sans-serif font of this size, with a tenth to spare. Latin letters by the
/// metrics that Arial, Helvetica and Liberation Sans share; Chinese, Japanese and Korean signs full width. O(length).
[[nodiscard]] double text_width(std::string_view text, double size, bool bold = false);

/// The text in lines no wider than `width`, broken at blanks, between Chinese signs, and within a word only where that
/// alone is too wide. At least one line, none empty unless the text is.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double width, double size, bool bold = false);

/// Well-formed UTF-8 without control characters: what is neither becomes U+FFFD.
[[nodiscard]] std::string clean(std::string_view text);

}  // namespace v0
}  // namespace truceline
