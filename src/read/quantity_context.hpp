#pragma once

// What the words around quantities make of them.

#include <string_view>
#include <vector>

#include <truceline/read/quantity.hpp>

namespace truceline {
inline namespace v0 {

/// Joins the ends of changes, tells increments from totals, and marks percents that are no rates of duty. O(bytes near the
/// quantities).
void weigh_context(std::string_view text, std::vector<QuantityMention>& mentions);

}  // namespace v0
}  // namespace truceline
