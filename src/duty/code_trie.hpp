#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <truceline/duty/shipment.hpp>

#include "duty/rate_cells.hpp"

namespace truceline {
inline namespace v0 {

/// How many codes of ten digits lie under one, by its count of digits.
inline constexpr std::array<std::uint64_t, 11> codes_under{
    10'000'000'000, 1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

/// What takes a code's first eight digits out of its number and count of digits, kept as number × 16 + digits: the
/// upper half of the product. Of a shorter code it makes 0.
inline constexpr std::array<std::uint64_t, 16> per_eight{
    0, 0, 0, 0, 0, 0, 0, 0, 1ULL << 60U, ~0ULL / 160 + 1, ~0ULL / 1'600 + 1};

/// The first number that a code and what lies under it have as ten digits.
[[nodiscard]] inline std::uint64_t first_of(HsCode code) noexcept {
  return code.number() * codes_under[static_cast<std::size_t>(code.digits())];
}

/// Gives every code of 2 to 10 digits a number, where few codes matter: all codes at or under one that no mention lies
/// under have the same. A table for the first four digits, then nodes for two digits each; equal nodes are one. The
/// next four digits are taken at once where that is no larger: then a code of eight digits or more costs two loads.
class CodeTrie {
 public:
  /// `mentioned`: the codes that matter. `number` is asked for codes; two codes must have the same number if the same
  /// mentions cover them and the same lie under them. Numbers are below 2^31.
  CodeTrie(std::vector<HsCode> mentioned, const std::function<std::uint32_t(HsCode)>& number);
  /// The same codes with other numbers.
  [[nodiscard]] CodeTrie renumbered(const std::function<std::uint32_t(std::uint32_t)>& number) const;

  [[nodiscard]] std::uint32_t find(HsCode code) const noexcept {
    const std::uint32_t number = at_once(code);
    return number == untold ? walk(code) : number;
  }
  /// The number, or `untold` where it takes find() to tell.
  static constexpr std::uint32_t untold = 0x8000'0000U;
  [[nodiscard]] std::uint32_t at_once(HsCode code) const noexcept {
    __extension__ using Product = unsigned __int128;
    const std::uint64_t bits = code.number() << 4U | static_cast<std::uint64_t>(code.digits());
    const auto eight = static_cast<std::uint32_t>(
        static_cast<Product>(bits) * per_eight[static_cast<std::size_t>(code.digits())] >> 64U);
    const std::uint32_t rest = eight % 10'000;
    const Heading& heading = headings_[eight / 10'000];
    const Slot& slot = slots_[heading.slot(rest)];
    // Which it is cannot be guessed, so there is no branch.
    const std::uint32_t own = 0U - static_cast<std::uint32_t>(slot.rest == rest);
    return heading.other ^ ((heading.other ^ slot.entry) & own);
  }
  /// The same for many: `numbers` has room for as many as there are codes.
  void find(std::span<const HsCode> codes, std::uint32_t* numbers, Lanes lanes) const noexcept;
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  class Builder;
  /// What a code of eight digits has whose last four are `rest`. Where it is free, `rest` is more than four digits are.
  struct Slot {
    std::uint32_t rest = 10'000;
    std::uint32_t entry = 0;
  };
  /// The codes of eight digits under a heading, and those under them: what most have, and where the others are. No two
  /// of those share a slot.
  struct Heading {
    std::uint32_t other = 0;
    std::uint32_t slots = 0;
    std::uint32_t multiplier = 0;
    std::uint32_t mask = 0;
    [[nodiscard]] std::uint32_t slot(std::uint32_t rest) const noexcept {
      return slots + (rest * multiplier >> 16U & mask);
    }
  };
  CodeTrie() = default;
  void shorten();
  [[nodiscard]] Heading shortened(std::uint32_t entry);
  [[nodiscard]] std::uint32_t walk(HsCode code) const noexcept;
  /// Finds the first of many codes, as many as eight divides, and tells how many.
  std::size_t find_by_eight(std::span<const HsCode> codes, std::uint32_t* numbers) const noexcept;
  // An entry is a number, or is_node and the place of a node among nodes_.
  static constexpr std::uint32_t is_node = 0x8000'0000U;
  std::vector<std::uint32_t> heads_;  ///< of two digits, of three, of four or the first four
  std::vector<std::uint32_t> nodes_;
  std::vector<Heading> headings_;  ///< by the first four digits
  std::vector<Slot> slots_;
};

}  // namespace v0
}  // namespace truceline
