#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <truceline/read/export.hpp>

namespace truceline {
inline namespace v0 {

/// What a paragraph is written in.
enum class Language : std::uint8_t { English, TraditionalChinese, SimplifiedChinese };

/// Its tag in BCP 47: "en", "zh-Hant", "zh-Hans".
[[nodiscard]] TRUCELINE_READ_EXPORT std::string_view tag(Language language) noexcept;

/// The language of a tag, in any case; what follows a tag's script or region ("en-GB", "zh-Hant-HK") is ignored, and
/// Chinese without a script is told by its region ("zh-TW"), else Simplified. nullopt for any other language.
[[nodiscard]] TRUCELINE_READ_EXPORT std::optional<Language> language_from_tag(std::string_view tag) noexcept;

}  // namespace v0
}  // namespace truceline
