#pragma once

// The largest things that records hold.

#include <cstddef>
#include <cstdint>

#include "truceline/record/rate.hpp"

namespace truceline {
inline namespace v0 {

/// Above any rate ever set, and far below where sums of rates would overflow.
inline constexpr Rate max_rate = Rate::percent(1'000'000);

/// Of money in minor units, and of quantities: above any yearly trade, and far below where sums overflow.
inline constexpr std::int64_t max_amount = 100'000'000'000'000'000;

/// Faults told at once.
inline constexpr std::size_t max_faults = 100;

/// Brackets within brackets in a dataset's text. The form itself needs six.
inline constexpr std::size_t max_depth = 32;

/// Columns of a line of a dataset's text, beyond which an object or list stands on several.
inline constexpr std::size_t max_columns = 100;

/// Bytes of a dataset's file.
inline constexpr std::size_t max_file = std::size_t{1} << 30;

}  // namespace v0
}  // namespace truceline
