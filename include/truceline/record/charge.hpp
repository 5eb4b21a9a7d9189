#pragma once

/// @file
/// Exact amounts: of money, of money by unit, of goods.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "truceline/calendar/export.hpp"
#include "truceline/calendar/result.hpp"

namespace truceline {
inline namespace v0 {

/// An ISO 4217 currency, "USD".
class Currency {
 public:
  constexpr Currency() noexcept = default;  ///< USD
  constexpr Currency(char a, char b, char c) noexcept : code_{a, b, c} {}
  friend constexpr auto operator<=>(const Currency&, const Currency&) noexcept = default;
  /// Its three letters.
  [[nodiscard]] friend std::string to_string(Currency currency) {
    return {currency.code_.data(), currency.code_.size()};
  }

 private:
  std::array<char, 3> code_{'U', 'S', 'D'};
};

/// Accepts three capital letters; "RMB", as the press has it, reads as CNY. Errors: TL-231.
[[nodiscard]] TRUCELINE_EXPORT Result<Currency> parse_currency(std::string_view text);

/// Decimals of the currency's minor unit by ISO 4217: 2 for USD and for codes that are not known, 0 for JPY, 3 for KWD.
[[nodiscard]] TRUCELINE_EXPORT int decimals(Currency currency) noexcept;

/// An amount of money, exact, in the currency's minor units: USD 50 is 5'000 cents. Never a double. Amounts order
/// within a currency; between currencies the order has no meaning.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  friend constexpr bool operator==(const Money&, const Money&) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(const Money& a, const Money& b) noexcept {
    const auto by_currency = a.currency <=> b.currency;
    return by_currency != 0 ? by_currency : a.minor <=> b.minor;
  }
};

/// Accepts the currency, a space and plain decimals without sign: "USD 50", "USD 0.22", "JPY 1000". Errors: TL-231
/// currency, TL-232 form, TL-233 finer than the minor unit, or above 10^17 minor units.
[[nodiscard]] TRUCELINE_EXPORT Result<Money> parse_money(std::string_view text);
/// "USD 50.00", "JPY 1000", with all decimals of the currency; differences may be negative: "USD -0.50".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Money money);

/// An amount for each unit of something: USD 50 per net ton, USD 100 per item. Units are English words in the singular
/// that begin with a letter: "kg", "item", "net ton"; "20 kg" is refused.
struct Specific {
  Money amount;
  std::string per;
  friend bool operator==(const Specific&, const Specific&) = default;
};

/// Accepts "USD 50 per net ton". Errors: those of parse_money(), TL-234 form or unit.
[[nodiscard]] TRUCELINE_EXPORT Result<Specific> parse_specific(std::string_view text);
/// "USD 50.00 per net ton".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Specific& specific);

/// What is charged besides, or instead of, an ad valorem rate. Compound: a rate and a specific amount add up. The
/// bounds hold for the sum.
struct Charge {
  std::optional<Specific> specific;
  std::optional<Specific> minimum;  ///< the duty is at least this
  std::optional<Specific> maximum;  ///< the duty is at most this
  [[nodiscard]] bool empty() const noexcept { return !specific && !minimum && !maximum; }
  friend bool operator==(const Charge&, const Charge&) = default;
};

/// An amount of goods: 25'000'000 metric tons of soybeans, or USD 32'900'000'000 of them. Whole units, which read as
/// those of Specific, or are a currency.
struct Quantity {
  std::int64_t value = 0;
  std::string unit;  ///< "t", "item", "USD"
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// Accepts digits, a space and the unit: "12000000 t". Errors: TL-235 form, unit, or above 10^17.
[[nodiscard]] TRUCELINE_EXPORT Result<Quantity> parse_quantity(std::string_view text);
/// "12000000 t".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Quantity& quantity);

}  // namespace v0
}  // namespace truceline
