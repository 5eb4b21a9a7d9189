#include "read/confidence.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <map>

#include <truceline/record/words.hpp>

#include "read/embedded.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// What is claimed is calibrated by at least so many claims.
constexpr int least_support = 8;
/// So many claims of average fate are added to each part's, so that few tell little.
constexpr double prior = 8;
/// The parts are not independent: each moves the odds by less than it would alone.
constexpr double weight = 0.6;

struct Fate {
  int right = 0;
  int made = 0;
};
using Fates = std::map<std::string, Fate, std::less<>>;

Fates read_fates() {
  Fates table;
  for (const Embedded& file : embedded_confidence()) {
    std::string_view text = file.text;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      const std::string_view row = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      const std::size_t first = row.find('\t');
      const std::size_t second = first == std::string_view::npos ? first : row.find('\t', first + 1);
      if (second == std::string_view::npos) continue;
      Fate fate;
      const auto read = std::from_chars(row.data() + first + 1, row.data() + second, fate.right);
      if (read.ec != std::errc()) continue;  // the header
      std::from_chars(row.data() + second + 1, row.data() + row.size(), fate.made);
      table.emplace(row.substr(0, first), fate);
    }
  }
  return table;
}

double log_odds(double share) { return std::log(share / (1 - share)); }

}  // namespace

std::string rule_of(const ReadClaim& claim, std::string_view how) {
  std::string rule(word(claim.kind));
  rule.append(" ").append(word(claim.action)).append("/").append(how);
  rule += claim.rate_to || claim.portion ? "/rate" : claim.scope.empty() ? "/bare" : "/goods";
  return rule;
}

std::optional<double> confidence_of(std::string_view rule) {
  static const Fates table = read_fates();
  const auto whole = table.find("all");
  if (whole == table.end() || whole->second.made == 0) return std::nullopt;
  const double mean = std::clamp(static_cast<double>(whole->second.right) / whole->second.made, 0.01, 0.99);
  double odds = log_odds(mean);
  bool first = true;
  while (!rule.empty()) {
    const std::string_view part = rule.substr(0, rule.find('/'));
    rule.remove_prefix(std::min(rule.size(), part.size() + 1));
    const auto at = table.find(part);
    const Fate fate = at == table.end() ? Fate{} : at->second;
    if (first && fate.made < least_support) return std::nullopt;
    odds += weight * (log_odds((fate.right + prior * mean) / (fate.made + prior)) - log_odds(mean));
    first = false;
  }
  return 1 / (1 + std::exp(-odds));
}

}  // namespace v0
}  // namespace truceline
