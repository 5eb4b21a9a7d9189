#include "read/matcher.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

constexpr unsigned char lower(unsigned char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32) : c;
}
constexpr bool is_alnum(unsigned char c) noexcept {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

}  // namespace

std::string Matcher::symbols_of(std::string_view word) const {
  std::string symbols;
  bool within = false;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (alnum_[byte] != within) symbols += static_cast<char>(boundary);
    within = alnum_[byte];
    symbols += static_cast<char>(symbol_[byte]);
  }
  if (within) symbols += static_cast<char>(boundary);
  return symbols;
}

/// A base for a state with these successors, first fit. Everything before the hint is taken.
std::int32_t Matcher::place_for(const std::string& symbols, std::size_t& hint) {
  const auto symbol = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(symbols[i])); };
  const auto taken = [&](std::size_t place) { return place < states_.size() && states_[place].parent != none; };
  while (taken(hint)) ++hint;
  std::size_t base = hint > symbol(0) ? hint - symbol(0) : 0;
  for (;; ++base) {
    bool fits = true;
    for (std::size_t i = 0; fits && i < symbols.size(); ++i) fits = !taken(base + symbol(i));
    if (fits) break;
  }
  // A whole alphabet of room, so that no transition looks past the end.
  states_.resize(std::max(states_.size(), base + 256));
  return static_cast<std::int32_t>(base);
}

Matcher::Matcher(const std::vector<Pattern>& patterns) {
  for (std::size_t c = 0; c < 256; ++c) alnum_[c] = is_alnum(static_cast<unsigned char>(c));
  std::array<bool, 256> used{};
  for (const Pattern& pattern : patterns) {
    for (const char c : pattern.word) used[lower(static_cast<unsigned char>(c))] = true;
  }
  Symbol last = boundary;
  for (std::size_t c = 0; c < 256; ++c) {
    if (used[c]) symbol_[c] = ++last;
  }
  for (std::size_t c = 'A'; c <= 'Z'; ++c) symbol_[c] = symbol_[c + 32];

  // Words in the order of their symbols: each state of the tree is then a range of them.
  struct Key {
    std::string symbols;
    const Pattern* pattern;
  };
  std::vector<Key> keys;
  keys.reserve(patterns.size());
  for (const Pattern& pattern : patterns) {
    if (!pattern.word.empty()) keys.push_back({symbols_of(pattern.word), &pattern});
  }
  std::stable_sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.symbols < b.symbols; });

  struct Node {
    std::size_t begin, end, depth;  // the keys that pass through, and how many of their symbols led here
    std::int32_t state;
    Symbol symbol;
    std::int32_t from;
  };
  states_.resize(256);
  states_[root].parent = root;  // taken; no base is such that a successor would fall here
  std::vector<Node> nodes{{0, keys.size(), 0, root, 0, root}};
  std::size_t hint = 1;
  std::string symbols;
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    const Node node = nodes[n];
    const auto here = static_cast<std::size_t>(node.state);

    if (node.depth > 1) {
      std::int32_t suffix = states_[static_cast<std::size_t>(node.from)].suffix;
      states_[here].suffix = next(suffix, node.symbol);
    }
    states_[here].ending = states_[static_cast<std::size_t>(states_[here].suffix)].ending;

    std::size_t k = node.begin;
    const auto first_word = static_cast<std::uint32_t>(words_.size());
    for (; k < node.end && keys[k].symbols.size() == node.depth; ++k) {
      words_.push_back({static_cast<std::uint32_t>(keys[k].pattern->word.size()), keys[k].pattern->number});
    }
    if (words_.size() > first_word) {
      endings_.push_back({first_word, static_cast<std::uint32_t>(words_.size()) - first_word, states_[here].ending});
      states_[here].ending = static_cast<std::int32_t>(endings_.size()) - 1;
    }

    const std::size_t first_child = nodes.size();
    symbols.clear();
    while (k < node.end) {
      const char symbol = keys[k].symbols[node.depth];
      const std::size_t begin = k;
      while (k < node.end && keys[k].symbols[node.depth] == symbol) ++k;
      symbols += symbol;
      nodes.push_back({begin, k, node.depth + 1, none, static_cast<Symbol>(symbol), node.state});
    }
    if (symbols.empty()) continue;
    const std::int32_t base = place_for(symbols, hint);
    states_[here].base = base;
    for (std::size_t child = first_child; child < nodes.size(); ++child) {
      nodes[child].state = base + nodes[child].symbol;
      states_[static_cast<std::size_t>(nodes[child].state)].parent = node.state;
    }
  }
}

}  // namespace v0
}  // namespace truceline
