#pragma once

/// @file
/// Picking numbers out of many without a branch, as wide as the machine at hand can.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace truceline {
inline namespace v0 {

/// Numbers, and the epochs [from, until) of each, below 2^31.
struct Spans {
  const std::uint32_t* from;
  const std::uint32_t* until;
  const std::uint32_t* numbers;
};

/// One way of picking; all pick the same.
struct Picker {
  static constexpr std::size_t slack = 16;

  /// Of the first so many those that the epoch is in, in their order. Writes from `to` on, up to `slack` numbers more
  /// than it picks, and returns the end of what it picked.
  std::uint32_t* (*around)(const Spans& spans, std::size_t size, std::uint32_t epoch, std::uint32_t* to) noexcept;
};

/// The quickest that this machine can run.
[[nodiscard]] const Picker& picker() noexcept;

/// All that this machine can run, the plain one first.
[[nodiscard]] std::vector<Picker> pickers();

}  // namespace v0
}  // namespace truceline
