#include "truceline/record/rate.hpp"

#include <charconv>
#include <system_error>

#include "calendar/fault.hpp"
#include "record/limits.hpp"

namespace truceline {
inline namespace v0 {
namespace {

bool all_digits(std::string_view text) noexcept { return text.find_first_not_of("0123456789") == text.npos; }

/// Digits as a number; `none` where they are more than fit.
std::int64_t number_of(std::string_view digits, std::int64_t none) noexcept {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? value : none;
}

}  // namespace

Result<Rate> parse_percent(std::string_view text) {
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == text.npos ? std::string_view() : text.substr(point + 1);
  const bool leading_zero = whole.size() > 1 && whole.front() == '0';
  if (whole.empty() || leading_zero || !all_digits(whole) || !all_digits(fraction) ||
      (point != text.npos && fraction.empty())) {
    return fault({.id = "TL-211",
                  .message = "not a rate: " + quoted(text),
                  .fix = R"(write percent in plain decimals, without sign, exponent or "%": 24 or 7.5)"});
  }
  if (fraction.size() > 4) {
    return fault({.id = "TL-212",
                  .message = "rate finer than a part per million: " + quoted(text),
                  .fix = "write at most four decimals"});
  }
  std::string decimals(fraction);
  decimals.resize(4, '0');
  const std::int64_t percent = number_of(whole, max_rate.ppm());
  const Rate rate = percent > max_rate.ppm() / 10'000 ? Rate::ppm(max_rate.ppm() + 1)
                                                      : Rate::percent(percent) + Rate::ppm(number_of(decimals, 0));
  if (rate > max_rate) {
    return fault(
        {.id = "TL-212", .message = "rate above 1000000 %: " + quoted(text), .fix = "write the rate in percent"});
  }
  return rate;
}

std::string to_percent(Rate rate) {
  // Negative differences print, too; they come from subtraction only.
  const bool negative = rate.ppm() < 0;
  const std::uint64_t ppm =
      negative ? 0 - static_cast<std::uint64_t>(rate.ppm()) : static_cast<std::uint64_t>(rate.ppm());
  std::string text = (negative ? "-" : "") + std::to_string(ppm / 10'000);
  std::string decimals = std::to_string(ppm % 10'000 + 10'000).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  if (!decimals.empty()) text += '.' + decimals;
  return text;
}

}  // namespace v0
}  // namespace truceline
