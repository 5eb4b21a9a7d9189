#pragma once

// What becomes of each character when a text is normalised.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace truceline {
inline namespace v0 {

/// A character's normal form in UTF-8, at most three bytes, and what the character shows of its text, packed for speed.
class NormalForm {
 public:
  constexpr NormalForm() noexcept = default;
  /// The form is a code point of the basic plane; none: the character vanishes.
  [[nodiscard]] static constexpr NormalForm of(char32_t point) noexcept {
    if (point < 0x80) return NormalForm(static_cast<std::uint32_t>(point) | 1U << 24);
    const auto tail = [&](int shift) { return 0x80U | (static_cast<std::uint32_t>(point >> shift) & 0x3FU); };
    if (point < 0x800) return NormalForm((0xC0U | static_cast<std::uint32_t>(point >> 6)) | tail(0) << 8 | 2U << 24);
    return NormalForm((0xE0U | static_cast<std::uint32_t>(point >> 12)) | tail(6) << 8 | tail(0) << 16 | 3U << 24);
  }

  /// Its bytes, the first lowest.
  [[nodiscard]] constexpr std::uint32_t bytes() const noexcept { return packed_ & 0xFFFFFFU; }
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return packed_ >> 24 & 3U; }
  [[nodiscard]] constexpr bool ends_line() const noexcept { return (packed_ & 0xFF0000FFU) == (1U << 24 | '\n'); }
  /// 1 if the character is Han; if it is of Traditional text only; of Simplified text only; else 0.
  [[nodiscard]] constexpr std::uint32_t han() const noexcept { return packed_ >> 26 & 1U; }
  [[nodiscard]] constexpr std::uint32_t traditional() const noexcept { return packed_ >> 27 & 1U; }
  [[nodiscard]] constexpr std::uint32_t simplified() const noexcept { return packed_ >> 28 & 1U; }

  constexpr void set_han() noexcept { packed_ |= 1U << 26; }
  constexpr void set_traditional() noexcept { packed_ |= 1U << 27; }
  constexpr void set_simplified() noexcept { packed_ |= 1U << 28; }

 private:
  constexpr explicit NormalForm(std::uint32_t packed) noexcept : packed_(packed) {}
  std::uint32_t packed_ = 0;
};

/// The normal forms of all code points of the basic plane; those above it are their own. A form is never longer than the
/// character it stands for, and its own form.
[[nodiscard]] const NormalForm* normal_forms();

}  // namespace v0
}  // namespace truceline
