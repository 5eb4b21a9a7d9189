#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "truceline/calendar/clock.hpp"
#include "truceline/calendar/export.hpp"
#include "truceline/calendar/result.hpp"

namespace truceline {
inline namespace v0 {

/// Who imposes a measure, or whom it meets: an ISO 3166-1 alpha-2 code ("US", "CN", also "EU"), or "*" for the world
/// at large. Always valid; the default is the world.
class Jurisdiction {
 public:
  constexpr Jurisdiction() noexcept = default;  ///< "*", the world
  /// From two capital letters known to be such. parse_jurisdiction() checks text.
  constexpr Jurisdiction(char first, char second) noexcept : code_{first, second} {}
  [[nodiscard]] constexpr bool is_world() const noexcept { return code_[0] == '*'; }
  friend constexpr auto operator<=>(const Jurisdiction&, const Jurisdiction&) noexcept = default;
  [[nodiscard]] friend std::string to_string(Jurisdiction value) {
    return value.is_world() ? std::string("*") : std::string(value.code_.data(), 2);
  }

 private:
  std::array<char, 2> code_{'*', '\0'};
};

/// Accepts "*" or two capital letters. Errors: TL-201.
[[nodiscard]] TRUCELINE_EXPORT Result<Jurisdiction> parse_jurisdiction(std::string_view text);

/// The clock by which a jurisdiction's civil days are counted: the capital's, but New York for the US (its customs
/// day) and UTC for the world or where none is known. Source: rules.md 1.
[[nodiscard]] TRUCELINE_EXPORT Zone clock_of(Jurisdiction jurisdiction);

}  // namespace v0
}  // namespace truceline
