#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "truceline/calendar/export.hpp"
#include "truceline/calendar/result.hpp"

namespace truceline {
inline namespace v0 {

/// An ad valorem rate, exact, in parts per million of customs value: 24 % is 240'000, 7.5 % is 75'000. Never a double.
///     static_assert(Rate::percent(34) - Rate::percent(24) == Rate::percent(10));
class Rate {
 public:
  constexpr Rate() noexcept = default;  ///< zero, which is a rate; "unknown" is an absent optional
  [[nodiscard]] static constexpr Rate ppm(std::int64_t parts) noexcept {
    Rate rate;
    rate.ppm_ = parts;
    return rate;
  }
  /// Whole percent.
  [[nodiscard]] static constexpr Rate percent(std::int64_t value) noexcept { return ppm(value * 10'000); }
  [[nodiscard]] constexpr std::int64_t ppm() const noexcept { return ppm_; }
  friend constexpr auto operator<=>(const Rate&, const Rate&) noexcept = default;
  friend constexpr Rate operator+(Rate a, Rate b) noexcept { return ppm(a.ppm_ + b.ppm_); }
  friend constexpr Rate operator-(Rate a, Rate b) noexcept { return ppm(a.ppm_ - b.ppm_); }

 private:
  std::int64_t ppm_ = 0;
};

/// Percent with at most four decimals, the finest that parts per million hold: "24", "7.5", "0.0001". No sign, no "%".
/// Errors: TL-211 form, TL-212 finer than a part per million or above 1'000'000 %.
[[nodiscard]] TRUCELINE_EXPORT Result<Rate> parse_percent(std::string_view text);
/// The shortest percent that reads back: "24", "7.5".
[[nodiscard]] TRUCELINE_EXPORT std::string to_percent(Rate rate);

}  // namespace v0
}  // namespace truceline
