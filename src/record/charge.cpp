#include "truceline/record/charge.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <system_error>
#include <utility>

#include <absl/strings/ascii.h>

#include "calendar/fault.hpp"
#include "record/limits.hpp"

namespace truceline {
inline namespace v0 {
namespace {

// Abseil's functions are not to be passed on by their addresses.
constexpr auto is_digit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
constexpr auto is_upper = [](char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); };
constexpr auto is_letter = [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); };

// ISO 4217 as of 2025: the currencies whose minor unit is not a hundredth.
constexpr std::array undivided{
    Currency('B', 'I', 'F'), Currency('C', 'L', 'P'), Currency('D', 'J', 'F'), Currency('G', 'N', 'F'),
    Currency('I', 'S', 'K'), Currency('J', 'P', 'Y'), Currency('K', 'M', 'F'), Currency('K', 'R', 'W'),
    Currency('P', 'Y', 'G'), Currency('R', 'W', 'F'), Currency('U', 'G', 'X'), Currency('V', 'N', 'D'),
    Currency('V', 'U', 'V'), Currency('X', 'A', 'F'), Currency('X', 'O', 'F'), Currency('X', 'P', 'F')};
constexpr std::array in_thousandths{Currency('B', 'H', 'D'), Currency('I', 'Q', 'D'), Currency('J', 'O', 'D'),
                                    Currency('K', 'W', 'D'), Currency('L', 'Y', 'D'), Currency('O', 'M', 'R'),
                                    Currency('T', 'N', 'D')};

constexpr std::string_view per_sign = " per ";

/// One or more digits, without a zero in front of others.
bool is_whole(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, is_digit) && (text.size() == 1 || text.front() != '0');
}

/// Digits as a number; above the limit where they are more than fit.
std::int64_t number_of(std::string_view digits) noexcept {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? value : max_amount + 1;
}

/// Words of letters, digits and hyphens, one space apart, the first of which begins with a letter.
bool is_unit(std::string_view text) noexcept {
  if (text.empty() || !is_letter(text.front()) || text.back() == ' ' || text.find("  ") != text.npos) return false;
  return std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == ' ' || c == '-'; });
}

}  // namespace

Result<Currency> parse_currency(std::string_view text) {
  if (text.size() != 3 || !std::ranges::all_of(text, is_upper)) {
    return fault({.id = "TL-231", .message = "not a currency: " + quoted(text), .fix = "write the ISO 4217 code: USD"});
  }
  if (text == "RMB") return Currency('C', 'N', 'Y');
  return Currency(text[0], text[1], text[2]);
}

int decimals(Currency currency) noexcept {
  if (std::ranges::find(undivided, currency) != undivided.end()) return 0;
  return std::ranges::find(in_thousandths, currency) != in_thousandths.end() ? 3 : 2;
}

Result<Money> parse_money(std::string_view text) {
  const auto space = text.find(' ');
  const std::string_view amount = space == text.npos ? std::string_view() : text.substr(space + 1);
  const auto point = amount.find('.');
  const std::string_view whole = amount.substr(0, point);
  const std::string_view fraction = point == amount.npos ? std::string_view() : amount.substr(point + 1);
  if (!is_whole(whole) || !std::ranges::all_of(fraction, is_digit) || (point != amount.npos && fraction.empty())) {
    return fault({.id = "TL-232",
                  .message = "not an amount of money: " + quoted(text),
                  .fix = "write the currency, then plain decimals without sign or separators: USD 50, USD 0.22"});
  }
  const Result<Currency> currency = parse_currency(text.substr(0, space));
  if (!currency.ok()) return currency.status();
  const auto places = static_cast<std::size_t>(decimals(*currency));
  if (fraction.size() > places) {
    return fault({.id = "TL-233",
                  .message = "finer than the currency's minor unit: " + quoted(text),
                  .fix = "write at most " + std::to_string(places) + " decimals, or the amount for a larger unit"});
  }
  std::string digits(whole);
  digits += fraction;
  digits.append(places - fraction.size(), '0');
  const std::int64_t minor = number_of(digits);
  if (minor > max_amount) {
    return fault({.id = "TL-233",
                  .message = "amount out of range: " + quoted(text),
                  .fix = "amounts are below a quadrillion dollars"});
  }
  return Money{minor, *currency};
}

std::string to_string(Money money) {
  // Negative differences print, too; they come from subtraction only.
  const bool negative = money.minor < 0;
  const auto minor = static_cast<std::uint64_t>(money.minor);
  std::string digits = std::to_string(negative ? 0 - minor : minor);
  if (const auto places = static_cast<std::size_t>(decimals(money.currency)); places > 0) {
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  return to_string(money.currency) + (negative ? " -" : " ") + digits;
}

Result<Specific> parse_specific(std::string_view text) {
  const auto per = text.find(per_sign);
  const std::string_view unit = per == text.npos ? std::string_view() : text.substr(per + per_sign.size());
  if (!is_unit(unit)) {
    return fault({.id = "TL-234",
                  .message = "not an amount by unit: " + quoted(text),
                  .fix = "write the amount for one unit: USD 50 per net ton"});
  }
  Result<Money> amount = parse_money(text.substr(0, per));
  if (!amount.ok()) return amount.status();
  return Specific{*amount, std::string(unit)};
}

std::string to_string(const Specific& specific) {
  return to_string(specific.amount) + std::string(per_sign) + specific.per;
}

Result<Quantity> parse_quantity(std::string_view text) {
  const auto space = text.find(' ');
  const std::string_view digits = text.substr(0, space);
  const std::string_view unit = space == text.npos ? std::string_view() : text.substr(space + 1);
  if (!is_whole(digits) || !is_unit(unit)) {
    return fault({.id = "TL-235",
                  .message = "not a quantity: " + quoted(text),
                  .fix = "write digits without separators, then the unit: 12000000 t"});
  }
  const std::int64_t value = number_of(digits);
  if (value > max_amount) {
    return fault(
        {.id = "TL-235", .message = "quantity out of range: " + quoted(text), .fix = "count in a larger unit"});
  }
  return Quantity{value, std::string(unit)};
}

std::string to_string(const Quantity& quantity) { return std::to_string(quantity.value) + ' ' + quantity.unit; }

}  // namespace v0
}  // namespace truceline
