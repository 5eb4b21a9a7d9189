#pragma once

/// @file
/// Rates, shares, money and amounts in a text.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/read/export.hpp>
#include <truceline/read/text.hpp>
#include <truceline/record/charge.hpp>
#include <truceline/record/rate.hpp>

namespace truceline {
inline namespace v0 {

/// What a quantity is.
enum class QuantityKind : std::uint8_t {
  Percent,  ///< "24%", 百分之二十四, "24 percentage points", "50 basis points", 九成: `rate`
  Change,   ///< "from 20% to 10%", 由20%降至10%, "20% cut to 10%", "to 10% from 20%": `previous` and `rate`
  Money,    ///< "$200 billion", 2000亿美元: `money`
  Amount    ///< "12 million tonnes", 1200万吨, "60 countries", "5 items": `amount`
};

/// A quantity in a text.
struct QuantityMention {
  Span at;  ///< in the normalised text; of a change, from the first number to the last
  QuantityKind kind = QuantityKind::Percent;
  std::optional<Rate> rate;      ///< always positive; of a change, the new one
  std::optional<Rate> previous;  ///< of a change
  std::optional<Rate> by;        ///< the increment, where the total is stated too: "another 50%, to 84%"
  std::optional<Money> money;
  std::optional<Quantity> amount;  ///< its unit in English, in the singular: "t", "item", "company"
  std::string per;                 ///< "$50 per net ton": "net ton"
  bool points = false;             ///< said in percentage or basis points
  bool step = false;         ///< `rate` is an increment whose total is not stated: "another 50%", "raised by 10 points"
  bool negative = false;     ///< "-3%", 负3%
  bool approximate = false;  ///< "about", 约, "more than", "up to", and either end of "5% to 10%"
  bool no_rate = false;      ///< a percent that is no rate of duty: growth, a share, a poll, a market, a discount
  friend bool operator==(const QuantityMention&, const QuantityMention&) = default;
};

/// Every quantity in a stretch of normalised text, in order, none overlapping. Rates finer than a part per million and
/// money finer than the currency's minor unit, which no record can hold, are left out. O(n).
[[nodiscard]] TRUCELINE_READ_EXPORT std::vector<QuantityMention> find_quantities(std::string_view normal);

}  // namespace v0
}  // namespace truceline
