#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <truceline/duty/shipment.hpp>

namespace truceline {
inline namespace v0 {

/// Gives every code of 2 to 10 digits a number, where few codes matter: all codes at or under one that no mention lies
/// under have the same. A table for the first four digits, then nodes for two digits each; equal nodes are one.
class CodeTrie {
 public:
  /// `mentioned`: the codes that matter. `number` is asked for codes; two codes must have the same number if the same
  /// mentions cover them and the same lie under them. Numbers are below 2^31.
  CodeTrie(std::vector<HsCode> mentioned, const std::function<std::uint32_t(HsCode)>& number);
  /// The same codes with other numbers.
  [[nodiscard]] CodeTrie renumbered(const std::function<std::uint32_t(std::uint32_t)>& number) const;

  [[nodiscard]] std::uint32_t find(HsCode code) const noexcept;
  /// The same for many: `numbers` has room for as many as there are codes.
  void find(std::span<const HsCode> codes, std::uint32_t* numbers) const noexcept;
  [[nodiscard]] std::size_t memory() const noexcept { return (heads_.size() + nodes_.size()) * sizeof(std::uint32_t); }

 private:
  class Builder;
  CodeTrie() = default;
  // An entry is a number, or is_node and the place of a node among nodes_.
  static constexpr std::uint32_t is_node = 0x8000'0000U;
  std::vector<std::uint32_t> heads_;  ///< of two digits, of three, of four or the first four
  std::vector<std::uint32_t> nodes_;
};

}  // namespace v0
}  // namespace truceline
