#pragma once

// ASCII alone, whatever the locale: bytes of other characters are none of these.

#include <cstddef>
#include <string_view>

namespace truceline {
inline namespace v0 {
namespace detail {

[[nodiscard]] constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_upper(c) || is_lower(c); }
[[nodiscard]] constexpr bool is_alnum(char c) noexcept { return is_letter(c) || is_digit(c); }
[[nodiscard]] constexpr char lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c + 32) : c; }

/// The end of the run of letters that begins at `at`.
[[nodiscard]] constexpr std::size_t word_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_letter(text[at])) ++at;
  return at;
}

}  // namespace detail
}  // namespace v0
}  // namespace truceline
