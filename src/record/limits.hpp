#pragma once

// The largest things that records hold.

#include <cstddef>

#include "truceline/record/rate.hpp"

namespace truceline {
inline namespace v0 {

/// Above any rate ever set, and far below where sums of rates would overflow.
inline constexpr Rate max_rate = Rate::percent(1'000'000);

/// Faults told at once.
inline constexpr std::size_t max_faults = 100;

/// Brackets within brackets in a dataset's text. The form itself needs six.
inline constexpr std::size_t max_depth = 32;

/// Bytes of a dataset's file.
inline constexpr std::size_t max_file = std::size_t{1} << 30;

}  // namespace v0
}  // namespace truceline
