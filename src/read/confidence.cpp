#include "read/confidence.hpp"

#include <charconv>
#include <cstddef>
#include <map>

#include "read/embedded.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// A rule is calibrated by at least so many claims.
constexpr int least_support = 8;

std::map<std::string, double, std::less<>> read_table() {
  std::map<std::string, double, std::less<>> table;
  for (const Embedded& file : embedded_confidence()) {
    std::string_view text = file.text;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      const std::string_view row = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      const std::size_t first = row.find('\t');
      const std::size_t second = row.find('\t', first + 1);
      if (first == std::string_view::npos || second == std::string_view::npos) continue;
      int right = 0;
      int made = 0;
      if (std::from_chars(row.data() + first + 1, row.data() + second, right).ec != std::errc()) continue;
      std::from_chars(row.data() + second + 1, row.data() + row.size(), made);
      if (made >= least_support) table.emplace(row.substr(0, first), static_cast<double>(right) / made);
    }
  }
  return table;
}

}  // namespace

std::optional<double> confidence_of(std::string_view rule) {
  static const auto table = read_table();
  const auto at = table.find(rule);
  return at == table.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace v0
}  // namespace truceline
