#pragma once

// Numbers in fixed-width text, strictly: ASCII digits, no signs, no spaces, no locale.

#include <cstddef>
#include <optional>
#include <string_view>

namespace truceline {
inline namespace v0 {

/// The number that all of `text` spells; nullopt if it is empty, longer than nine digits or not digits only.
[[nodiscard]] constexpr std::optional<int> read_number(std::string_view text) noexcept {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// Writes the last `width` digits of a non-negative number, from `out` on.
constexpr void write_number(char* out, std::size_t width, int number) noexcept {
  for (; width > 0; number /= 10) out[--width] = static_cast<char>('0' + number % 10);
}

}  // namespace v0
}  // namespace truceline
