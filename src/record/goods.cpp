#include "truceline/record/goods.hpp"

#include <algorithm>
#include <cstddef>

namespace truceline {
inline namespace v0 {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_letter_or_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Length of the longest prefix that covers the code; 0 where none does.
std::size_t longest_prefix(const std::vector<std::string>& prefixes, std::string_view code) noexcept {
  std::size_t longest = 0;
  for (const std::string& prefix : prefixes) {
    if (code.starts_with(prefix)) longest = std::max(longest, prefix.size());
  }
  return longest;
}

/// True if `part` stands in `text` from the start of a word on: "rare earth" in "rare earths", not "earth" in
/// "unearthed".
bool stands_in(std::string_view text, std::string_view part) noexcept {
  const auto equal = [](char a, char b) { return lower(a) == lower(b); };
  for (auto at = text.begin();;) {
    at = std::search(at, text.end(), part.begin(), part.end(), equal);
    if (at == text.end()) return false;
    if (at == text.begin() || !is_letter_or_digit(*(at - 1)) || !is_letter_or_digit(part.front())) return true;
    ++at;
  }
}

}  // namespace

bool names(const Goods& goods, std::string_view what) {
  if (what.empty()) return false;
  if (what.find_first_not_of("0123456789") == what.npos) {
    return longest_prefix(goods.hs, what) > longest_prefix(goods.except, what);
  }
  return std::ranges::any_of(goods.words, [&](const std::string& words) { return stands_in(words, what); });
}

}  // namespace v0
}  // namespace truceline
