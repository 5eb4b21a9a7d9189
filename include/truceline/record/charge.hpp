#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// An ISO 4217 currency, "USD". Two decimals are taken for all but those that have none (JPY, KRW).
class Currency {
 public:
  constexpr Currency() noexcept = default;  ///< USD
  constexpr Currency(char a, char b, char c) noexcept : code_{a, b, c} {}
  friend constexpr auto operator<=>(const Currency&, const Currency&) noexcept = default;
  [[nodiscard]] friend std::string to_string(Currency currency) { return {currency.code_.data(), currency.code_.size()}; }

 private:
  std::array<char, 3> code_{'U', 'S', 'D'};
};
/// Accepts three capital letters. Errors: TL-221.
[[nodiscard]] TRUCELINE_EXPORT Result<Currency> parse_currency(std::string_view text);
/// Decimals of the currency's minor unit: 2 for USD, 0 for JPY.
[[nodiscard]] TRUCELINE_EXPORT int decimals(Currency currency) noexcept;

/// An amount of money, exact, in the currency's minor units (cents): USD 50.00 is 5'000. Never a double.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  friend constexpr auto operator<=>(const Money&, const Money&) noexcept = default;
};
/// Accepts "USD 50", "RMB" as CNY, "USD 0.22", "1200.50 EUR" is refused. Errors: TL-222 form, TL-223 finer than the minor unit or out of range.
[[nodiscard]] TRUCELINE_EXPORT Result<Money> parse_money(std::string_view text);
/// "USD 50.00".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Money money);

/// An amount for each unit of something: USD 50 per net ton, USD 100 per item. Units are singular words: "kg", "item", "net ton", "container".
struct Specific {
  Money amount;
  std::string per;
  friend bool operator==(const Specific&, const Specific&) = default;
};

/// What is charged besides, or instead of, an ad valorem rate. Compound: a rate and a specific amount add up. The bounds hold for the sum.
struct Charge {
  std::optional<Specific> specific;
  std::optional<Specific> minimum;  ///< the duty is at least this
  std::optional<Specific> maximum;  ///< the duty is at most this
  [[nodiscard]] bool empty() const noexcept { return !specific && !minimum && !maximum; }
  friend bool operator==(const Charge&, const Charge&) = default;
};

/// An amount of goods: 25'000'000 metric tons of soybeans, or USD 32'900'000'000 of them. Whole units.
struct Quantity {
  std::int64_t value = 0;
  std::string unit;  ///< "t", "item", "USD"
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

}  // namespace v0
}  // namespace truceline
