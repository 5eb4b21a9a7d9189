#include "read/matcher.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
/// Appends a word as the automaton reads it; characters that are new get a symbol.
void Matcher::append_symbols(std::string_view word, std::u16string& symbols) {
  bool within = false;
  const char* const end = word.data() + word.size();
  for (const char* at = word.data(); at < end;) {
    if (detail::is_alnum(*at) != within) symbols += static_cast<char16_t>(boundary);
    within = detail::is_alnum(*at);
    const auto [point, size] = read_point(at, end);
    if (symbols_[point] == unknown) {
      const bool upper = point >= 'A' && point <= 'Z';
      const bool lower = point >= 'a' && point <= 'z';
      symbols_[point] = ++last_symbol_;
      if (upper) symbols_[point + 32] = last_symbol_;
      if (lower) symbols_[point - 32] = last_symbol_;
    }
    symbols += static_cast<char16_t>(symbols_[point]);
    at += size;
  }
  if (within) symbols += static_cast<char16_t>(boundary);
}

/// A base for a state with these successors, first fit. Everything before the hint is taken.
std::int32_t Matcher::place_for(std::u16string_view symbols, std::size_t& hint) {
  const auto symbol = [&](std::size_t i) { return static_cast<std::size_t>(symbols[i]); };
  const auto taken = [&](std::size_t place) { return place < states_.size() && states_[place].parent != none; };
  while (taken(hint)) ++hint;
  std::size_t base = hint > symbol(0) ? hint - symbol(0) : 0;
  for (;; ++base) {
    bool fits = true;
    for (std::size_t i = 0; fits && i < symbols.size(); ++i) fits = !taken(base + symbol(i));
    if (fits) break;
  }
  // A whole alphabet of room, so that no transition looks past the end.
  states_.resize(std::max(states_.size(), base + last_symbol_ + 1U));
  return static_cast<std::int32_t>(base);
}

Matcher::Matcher(const std::vector<Pattern>& patterns) : symbols_(std::size_t{1} << 16, unknown) {
  // Words in the order of their symbols: each state of the tree is then a range of them.
  struct Key {
    std::size_t begin, size;  // in `written`
    const Pattern* pattern;
  };
  std::u16string written;
  std::vector<Key> keys;
  keys.reserve(patterns.size());
  for (const Pattern& pattern : patterns) {
    const std::size_t begin = written.size();
    append_symbols(pattern.word, written);
    if (written.size() > begin) keys.push_back({begin, written.size() - begin, &pattern});
  }
  const auto symbols_of = [&](const Key& key) { return std::u16string_view(written).substr(key.begin, key.size); };
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    const int order = symbols_of(a).compare(symbols_of(b));
    return order < 0 || (order == 0 && a.begin < b.begin);
  });

  struct Node {
    std::size_t begin, end, depth;  // the keys that pass through, and how many of their symbols led here
    std::int32_t state;
    Symbol symbol;
    std::int32_t from;
  };
  states_.resize(last_symbol_ + std::size_t{1});
  states_.reserve(written.size() + last_symbol_ + std::size_t{1});
  states_[root].parent = root;  // taken; no base is such that a successor would fall here
  std::vector<Node> nodes;
  nodes.reserve(written.size() + 1);
  nodes.push_back({0, keys.size(), 0, root, 0, root});
  std::size_t hint = 1;
  std::u16string symbols;
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
    for (; k < node.end && keys[k].size == node.depth; ++k) {
      words_.push_back({static_cast<std::uint32_t>(keys[k].pattern->word.size()), keys[k].pattern->number});
    }
    if (words_.size() > first_word) {
      endings_.push_back({first_word, static_cast<std::uint32_t>(words_.size()) - first_word, states_[here].ending});
      states_[here].ending = static_cast<std::int32_t>(endings_.size()) - 1;
    }

    const std::size_t first_child = nodes.size();
    symbols.clear();
    while (k < node.end) {
      const char16_t symbol = written[keys[k].begin + node.depth];
      const std::size_t begin = k;
      while (k < node.end && written[keys[k].begin + node.depth] == symbol) ++k;
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
