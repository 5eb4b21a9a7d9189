#include "record/spelling.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace truceline {
inline namespace v0 {
namespace {

/// Letters to change, add or drop to make one word of the other (Levenshtein). O(product of lengths).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string advice(std::string_view written, std::span<const std::string_view> known) {
  constexpr std::size_t longest = 64;  // no known word is longer, and long input must stay cheap
  if (written.size() <= longest) {
    std::size_t least = written.size() / 3 + 2;
    std::string_view nearest;
    for (const std::string_view candidate : known) {
      if (const std::size_t steps = distance(written, candidate); steps < least) {
        least = steps;
        nearest = candidate;
      }
    }
    if (!nearest.empty()) return fmt::format("did you mean \"{}\"?", nearest);
  }
  return known.empty() ? std::string("there are none") : fmt::format("known are {}", fmt::join(known, ", "));
}

}  // namespace v0
}  // namespace truceline
