#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "truceline/calendar/export.hpp"

namespace truceline {
inline namespace v0 {

/// What goods, services or technology a measure or a change reaches, as its source names them. Empty: not stated, or
/// everything.
struct Goods {
  std::vector<std::string> words;   ///< in plain English, lower case: "rare earths", "soybeans"
  std::vector<std::string> hs;      ///< Harmonized System prefixes, 2 to 10 digits: "8507"
  std::vector<std::string> except;  ///< prefixes taken out again; the longest match decides
  std::string list;                 ///< a named list that only an annex spells out: "Section 301 List 3"

  [[nodiscard]] bool empty() const noexcept { return words.empty() && hs.empty() && except.empty() && list.empty(); }
  friend bool operator==(const Goods&, const Goods&) = default;
};

/// True if the goods are named by `what`: an HS code, all digits, that a prefix covers (the longest prefix of hs and
/// except decides, except where both are as long), or words that stand in one of the goods' words from the start of a
/// word on, ASCII case aside: "rare earth" names "rare earths", "art" not "smart". Unstated goods match nothing.
/// O(size of goods).
[[nodiscard]] TRUCELINE_EXPORT bool names(const Goods& goods, std::string_view what);

}  // namespace v0
}  // namespace truceline
