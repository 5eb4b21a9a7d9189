#pragma once

/// @file
/// The words of the record's enumerations, as datasets, programs and messages write them: "export_control",
/// "struck_down".

#include <optional>
#include <span>
#include <string_view>

#include "truceline/calendar/export.hpp"
#include "truceline/record/action.hpp"
#include "truceline/record/claim.hpp"
#include "truceline/record/measure.hpp"
#include "truceline/record/source.hpp"
#include "truceline/record/stacking.hpp"

namespace truceline {
inline namespace v0 {

/// The word of an enumerator, in snake_case; it lives as long as the program. Empty for a value that no enumerator
/// has. O(1).
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(SourceKind kind) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(MeasureKind kind) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Said said) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Verb verb) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Ending ending) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Standing standing) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(StackingEffect effect) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(StackingBase base) noexcept;

/// Every enumerator, in the order of its declaration. For the eight enumerations above.
///     for (Said said : all_of<Said>()) menu.add(word(said));
template <class Enum>
[[nodiscard]] std::span<const Enum> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const SourceKind> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const MeasureKind> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const Said> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const Verb> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const Ending> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const Standing> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const StackingEffect> all_of() noexcept;
template <>
TRUCELINE_EXPORT std::span<const StackingBase> all_of() noexcept;

/// The enumerator of a word, exactly as word() writes it; nullopt for any other text.
///     from_word<Said>("struck_down") == Said::StruckDown
template <class Enum>
[[nodiscard]] std::optional<Enum> from_word(std::string_view text) noexcept {
  for (const Enum value : all_of<Enum>()) {
    if (word(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace v0
}  // namespace truceline
