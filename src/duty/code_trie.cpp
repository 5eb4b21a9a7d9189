#include "duty/code_trie.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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
    const std::uint64_t end = first + codes_under[static_cast<std::size_t>(code.digits())];
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
    return *HsCode::from_digits(code.number() * codes_under[static_cast<std::size_t>(10 - count)] + digits,
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
  shorten();
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
  result.shorten();
  return result;
}

/// Fills what steps over four digits at once, from the nodes.
void CodeTrie::shorten() {
  slots_.resize(1);                        // a free one, for headings where all is the same
  headings_.push_back({.other = untold});  // of no code that there is, and where short codes are sent
  for (std::size_t heading = 1; heading < 10'000; ++heading)
    headings_.push_back(shortened(heads_[head_at[4] + heading]));
}

CodeTrie::Heading CodeTrie::shortened(std::uint32_t entry) {
  if ((entry & is_node) == 0) return {.other = entry};
  absl::flat_hash_map<std::uint32_t, std::uint32_t> counts;
  std::uint32_t nodes = 1;
  const auto below = [this](std::uint32_t node, std::uint32_t step) { return nodes_[(node & ~is_node) + step]; };
  const auto eighth = [&](std::uint32_t next, std::uint32_t last) {
    if ((next & is_node) == 0) return next;
    const std::uint32_t own = below(next, last);
    return (own & is_node) == 0 ? own : untold;  // there is more to look at
  };
  for (std::uint32_t pair = 0; pair < 100; ++pair) {
    const std::uint32_t next = below(entry, pair);
    if ((next & is_node) == 0) {
      counts[next] += 100;
      continue;
    }
    ++nodes;
    for (std::uint32_t last = 0; last < 100; ++last) ++counts[eighth(next, last)];
  }
  const std::uint32_t other = std::max_element(counts.begin(), counts.end(), [](const auto& one, const auto& two) {
                                return std::pair(one.second, one.first) < std::pair(two.second, two.first);
                              })->first;
  std::vector<Slot> differing;
  for (std::uint32_t pair = 0; pair < 100; ++pair) {
    const std::uint32_t next = below(entry, pair);
    if (next == other) continue;
    for (std::uint32_t last = 0; last < 100; ++last) {
      const std::uint32_t own = eighth(next, last);
      if (own != other) differing.push_back({pair * 100 + last, own});
    }
  }
  // A multiplier that throws no two together is found soon once there are some tenth of the square of their number.
  constexpr std::uint32_t tries = 128;
  for (std::uint32_t bits = 1; (1U << bits) <= 64 * nodes; ++bits) {
    if (differing.size() > (std::size_t{1} << bits)) continue;
    for (std::uint32_t attempt = 0; attempt < tries; ++attempt) {
      const Heading heading{.other = other,
                            .slots = static_cast<std::uint32_t>(slots_.size()),
                            .multiplier = 0x9e37'79b1U * (2 * attempt + 1),
                            .mask = (1U << bits) - 1};
      slots_.resize(heading.slots + (std::size_t{1} << bits));
      const bool apart = std::all_of(differing.begin(), differing.end(), [&](const Slot& one) {
        Slot& slot = slots_[heading.slot(one.rest)];
        const bool free = slot.rest == Slot().rest;
        slot = one;
        return free;
      });
      if (apart) return heading;
      slots_.resize(heading.slots);
    }
  }
  return {.other = untold};
}

std::uint32_t CodeTrie::walk(HsCode code) const noexcept {
  const Way way = way_of(code);
  std::uint32_t entry = heads_[way.head];
  for (const std::uint32_t step : way.steps) {
    if ((entry & is_node) == 0) break;
    entry = nodes_[(entry & ~is_node) + step];
  }
  return entry;
}

#if defined(__x86_64__)

static_assert(sizeof(HsCode) == sizeof(std::uint64_t));

// at_once() for eight codes a turn. Divisions are products of doubles, with one half added to the number: exact, since
// that is far more than what rounding takes. With masks that take all eight, as in rate_cells.cpp.
__attribute__((target("avx512f"))) std::size_t CodeTrie::find_by_eight(std::span<const HsCode> codes,
                                                                       std::uint32_t* numbers) const noexcept {
  constexpr __mmask8 all = 0xff;
  const __m512d zeros = _mm512_setzero_pd();
  const __m512d eights = _mm512_set_pd(0, 0, 0, 0, 0, 0.01, 0.1, 1);  // by count of digits, from eight on
  const __m512d fours = _mm512_set_pd(0, 0, 0, 0, 0, 0.000001, 0.00001, 0.0001);
  const __m512i wide = _mm512_set1_epi64(0x4330'0000'0000'0000);  // 2^52, whose last bits are a number
  const __m512d narrow = _mm512_set1_pd(0x1p52 - 0.5);
  const __m512i low = _mm512_set1_epi64(0xffff'ffff);
  const __m512i zero = _mm512_setzero_si512();
  const __m256i unknown = _mm256_set1_epi32(static_cast<int>(untold));
  std::size_t from = 0;
  for (; from + 8 <= codes.size(); from += 8) {
    const __m512i code = _mm512_loadu_si512(codes.data() + from);
    const __m512d number =
        _mm512_sub_pd(_mm512_castsi512_pd(_mm512_or_si512(_mm512_maskz_srli_epi64(all, code, 4), wide)), narrow);
    const __m512d to_eight = _mm512_permutex2var_pd(zeros, code, eights);
    const __m512d to_four = _mm512_permutex2var_pd(zeros, code, fours);
    const __m256i eight = _mm512_maskz_cvttpd_epi32(all, _mm512_mul_pd(number, to_eight));
    const __m256i four = _mm512_maskz_cvttpd_epi32(all, _mm512_mul_pd(number, to_four));
    const __m512i rest =
        _mm512_maskz_cvtepu32_epi64(all, _mm256_sub_epi32(eight, _mm256_mullo_epi32(four, _mm256_set1_epi32(10'000))));
    const __m256i heading = _mm256_add_epi32(four, four);  // in halves
    const __m512i other_slots = _mm512_mask_i32gather_epi64(zero, all, heading, headings_.data(), 8);
    const __m512i multiplier_mask = _mm512_mask_i32gather_epi64(zero, all, heading, &headings_.data()->multiplier, 8);
    const __m512i hashed =
        _mm512_and_si512(_mm512_maskz_srli_epi64(all, _mm512_maskz_mul_epu32(all, rest, multiplier_mask), 16),
                         _mm512_maskz_srli_epi64(all, multiplier_mask, 32));
    const __m512i at = _mm512_add_epi64(_mm512_maskz_srli_epi64(all, other_slots, 32), hashed);
    const __m512i slot = _mm512_mask_i64gather_epi64(zero, all, at, slots_.data(), 8);
    const __mmask8 own = _mm512_cmpeq_epi64_mask(_mm512_and_si512(slot, low), rest);
    const __m512i entry = _mm512_mask_srli_epi64(other_slots, own, slot, 32);
    const __m256i told = _mm512_maskz_cvtepi64_epi32(all, entry);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(numbers + from), told);
    auto open = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(told, unknown))));
    for (; open != 0; open &= open - 1) {
      const std::size_t i = from + static_cast<std::size_t>(std::countr_zero(open));
      numbers[i] = walk(codes[i]);
    }
  }
  return from;
}

#endif

void CodeTrie::find(std::span<const HsCode> codes, std::uint32_t* numbers, Lanes lanes) const noexcept {
  std::size_t done = 0;
#if defined(__x86_64__)
  if (lanes == Lanes::Sixteen) done = find_by_eight(codes, numbers);
#endif
  // First what is told at once, without a branch that could be guessed wrong: many loads are under way together.
  constexpr std::size_t stretch = 256;
  std::array<std::uint32_t, stretch> open;
  for (std::size_t from = done; from < codes.size(); from += stretch) {
    const std::size_t until = std::min(from + stretch, codes.size());
    std::size_t left = 0;
    for (std::size_t i = from; i < until; ++i) {
      numbers[i] = at_once(codes[i]);
      open[left] = static_cast<std::uint32_t>(i - from);
      left += numbers[i] == untold ? 1 : 0;
    }
    for (std::size_t k = 0; k < left; ++k) numbers[from + open[k]] = walk(codes[from + open[k]]);
  }
}

std::size_t CodeTrie::memory() const noexcept {
  const auto bytes = [](const auto& column) { return column.size() * sizeof column[0]; };
  return bytes(heads_) + bytes(nodes_) + bytes(headings_) + bytes(slots_);
}

}  // namespace v0
}  // namespace truceline
