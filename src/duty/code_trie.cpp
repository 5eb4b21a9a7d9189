#include "duty/code_trie.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <absl/container/flat_hash_map.h>

namespace truceline {
inline namespace v0 {
namespace {

// A node's entries: what goes on with two digits, what goes on with one and ends there, and what ends before.
constexpr std::size_t singles = 100;
constexpr std::size_t self = 110;
constexpr std::size_t node_size = 112;
using Node = std::array<std::uint32_t, node_size>;

constexpr std::array<std::size_t, 5> head_at{0, 0, 0, 100, 1'100};  // by count of digits
constexpr std::size_t heads = 11'100;

constexpr std::array<std::uint64_t, 11> scale{
    10'000'000'000, 1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

/// The first number that a code and what lies under it have as ten digits.
std::uint64_t first_of(HsCode code) noexcept { return code.number() * scale[static_cast<std::size_t>(code.digits())]; }

/// Where a code goes: its place among the heads, then one among the entries of each node on the way.
struct Way {
  std::uint32_t head;
  std::array<std::uint32_t, 3> steps;
};

inline Way way_of(HsCode code) noexcept {
  const auto digits = static_cast<std::uint32_t>(code.digits());
  if (digits < 4) return {static_cast<std::uint32_t>(head_at[digits] + code.number()), {self, self, self}};
  const std::uint64_t full = first_of(code);
  const auto rest = static_cast<std::uint32_t>(full % 1'000'000);
  Way way{static_cast<std::uint32_t>(head_at[4] + full / 1'000'000), {rest / 10'000, rest / 100 % 100, rest % 100}};
  for (std::uint32_t level = 0; level < 3; ++level) {
    const std::uint32_t before = 4 + 2 * level;
    std::uint32_t& step = way.steps[level];
    step = digits >= before + 2 ? step : digits == before + 1 ? singles + step / 10 : self;
  }
  return way;
}

}  // namespace

/// Gathers nodes, equal ones once.
class CodeTrie::Builder {
 public:
  explicit Builder(CodeTrie& trie) : trie_(trie) {}

  /// The entry for a node: where all is the same below, that number.
  std::uint32_t entry(const Node& node) {
    if ((node[self] & is_node) == 0 &&
        std::all_of(node.begin(), node.begin() + self + 1, [&](std::uint32_t one) { return one == node[self]; }))
      return node[self];
    const auto [found, fresh] =
        places_.try_emplace(std::string(reinterpret_cast<const char*>(node.data()), sizeof node),
                            static_cast<std::uint32_t>(trie_.nodes_.size()));
    if (fresh) trie_.nodes_.insert(trie_.nodes_.end(), node.begin(), node.end());
    return is_node | found->second;
  }

 private:
  CodeTrie& trie_;
  absl::flat_hash_map<std::string, std::uint32_t> places_;
};

CodeTrie::CodeTrie(std::vector<HsCode> mentioned, const std::function<std::uint32_t(HsCode)>& number) {
  std::sort(mentioned.begin(), mentioned.end(), in_order);
  mentioned.erase(std::unique(mentioned.begin(), mentioned.end()), mentioned.end());
  Builder builder(*this);
  using Range = std::span<const HsCode>;
  /// What of a range lies at or under a code.
  const auto within = [](Range range, HsCode code) {
    const std::uint64_t first = first_of(code);
    const std::uint64_t end = first + scale[static_cast<std::size_t>(code.digits())];
    const auto before = [](HsCode one, std::uint64_t bound) { return first_of(one) < bound; };
    auto from = std::lower_bound(range.begin(), range.end(), first, before);
    const auto until = std::lower_bound(from, range.end(), end, before);
    while (from != until && from->digits() < code.digits()) ++from;  // shorter codes that begin at the same number
    return Range(from, until);
  };
  const auto under = [](Range range, HsCode code) {
    return !range.empty() && range.front() == code ? range.subspan(1) : range;
  };
  const auto longer = [](HsCode code, std::uint64_t digits, int count) {
    return *HsCode::from_digits(code.number() * scale[static_cast<std::size_t>(10 - count)] + digits,
                                code.digits() + count);
  };

  constexpr std::uint32_t unasked = is_node;  // no number
  const std::function<std::uint32_t(HsCode, Range)> build = [&](HsCode code, Range mentions) {
    if (mentions.empty()) return number(code);
    Node node{};
    node[self] = number(code);
    std::uint32_t unmentioned = unasked;
    for (std::uint64_t one = 0; one < 10; ++one) {
      const HsCode next = longer(code, one, 1);
      const Range there = within(mentions, next);
      if (there.empty() && unmentioned == unasked) unmentioned = number(next);
      const std::uint32_t own = there.empty() ? unmentioned : number(next);
      node[singles + one] = own;
      std::uint32_t rest = there.empty() ? unmentioned : unasked;
      for (std::uint64_t two = one * 10; two < one * 10 + 10; ++two) {
        const HsCode pair = longer(code, two, 2);
        const Range below = there.empty() ? Range() : within(there, pair);
        if (below.empty() && rest == unasked) rest = number(pair);
        node[two] = below.empty() ? rest : build(pair, under(below, pair));
      }
    }
    return builder.entry(node);
  };
  heads_.resize(heads);
  for (std::uint64_t code = 0; code < 100; ++code) heads_[code] = number(*HsCode::from_digits(code, 2));
  for (std::uint64_t code = 0; code < 1'000; ++code) heads_[head_at[3] + code] = number(*HsCode::from_digits(code, 3));
  for (std::uint64_t code = 0; code < 10'000; ++code) {
    const HsCode head = *HsCode::from_digits(code, 4);
    heads_[head_at[4] + code] = build(head, under(within(mentioned, head), head));
  }
}

CodeTrie CodeTrie::renumbered(const std::function<std::uint32_t(std::uint32_t)>& number) const {
  CodeTrie result;
  Builder builder(result);
  std::vector<std::uint32_t> moved(nodes_.size() / node_size);  // a node comes after those below it
  const auto renumber = [&](std::uint32_t entry) {
    return (entry & is_node) != 0 ? moved[(entry & ~is_node) / node_size] : number(entry);
  };
  for (std::size_t at = 0; at < nodes_.size(); at += node_size) {
    Node node{};
    for (std::size_t i = 0; i <= self; ++i) node[i] = renumber(nodes_[at + i]);
    moved[at / node_size] = builder.entry(node);
  }
  for (const std::uint32_t entry : heads_) result.heads_.push_back(renumber(entry));
  return result;
}

std::uint32_t CodeTrie::find(HsCode code) const noexcept {
  const Way way = way_of(code);
  std::uint32_t entry = heads_[way.head];
  for (const std::uint32_t step : way.steps) {
    if ((entry & is_node) == 0) break;
    entry = nodes_[(entry & ~is_node) + step];
  }
  return entry;
}

void CodeTrie::find(std::span<const HsCode> codes, std::uint32_t* numbers) const noexcept {
  // Level by level for a stretch of codes at once, so that many loads are under way together; only codes that go on
  // are taken along, without a branch that could be guessed wrong.
  constexpr std::size_t stretch = 256;
  std::array<Way, stretch> ways;
  std::array<std::uint32_t, stretch> open;
  for (std::size_t from = 0; from < codes.size(); from += stretch) {
    const std::size_t count = std::min(stretch, codes.size() - from);
    std::uint32_t* const out = numbers + from;
    std::size_t left = 0;
    for (std::size_t i = 0; i < count; ++i) {
      ways[i] = way_of(codes[from + i]);
      const std::uint32_t entry = heads_[ways[i].head];
      out[i] = entry;
      open[left] = static_cast<std::uint32_t>(i);
      left += entry >> 31U;
    }
    for (std::size_t level = 0; level < 3 && left > 0; ++level) {
      const std::size_t taken = left;
      left = 0;
      for (std::size_t k = 0; k < taken; ++k) {
        const std::uint32_t i = open[k];
        const std::uint32_t entry = nodes_[(out[i] & ~is_node) + ways[i].steps[level]];
        out[i] = entry;
        open[left] = i;
        left += entry >> 31U;
      }
    }
  }
}

}  // namespace v0
}  // namespace truceline
