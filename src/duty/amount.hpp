#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <truceline/record/rate.hpp>

namespace truceline {
inline namespace v0 {

__extension__ using Wide = __int128;  // products of money and rates

inline constexpr Rate whole = Rate::percent(100);

/// a × b / 10^6, exact where the result is a whole number of parts per million, else rounded half away from zero.
inline Rate product(Rate a, Rate b) noexcept {
  const Wide exact = Wide{a.ppm()} * b.ppm();
  return Rate::ppm(static_cast<std::int64_t>((exact + (exact >= 0 ? 500'000 : -500'000)) / 1'000'000));
}

/// An amount that can be told; nullopt beyond 64 bits.
inline std::optional<std::int64_t> told(Wide minor) noexcept {
  if (minor > std::numeric_limits<std::int64_t>::max() || minor < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(minor);
}
inline constexpr std::string_view too_large = "its amount is too large to be told";

/// The amount that a rate on a share of the value comes to, rounded once, half away from zero; nullopt if it is too
/// large to be told.
inline std::optional<std::int64_t> charge_on(std::int64_t minor, Rate rate, Rate base) noexcept {
  constexpr Wide unit = Wide{1'000'000} * 1'000'000;
  const Wide exact = Wide{minor} * rate.ppm() * base.ppm();
  return told((exact + (exact >= 0 ? unit / 2 : -unit / 2)) / unit);
}

}  // namespace v0
}  // namespace truceline
