#pragma once

/// @file
/// Random datasets that are crowded on purpose: few days, so that claims collide, touch and overlap.

#include <cstdint>
#include <random>

#include <truceline/record/dataset.hpp>

namespace truceline {
inline namespace v0 {
namespace oracle {

/// The days on which nearly everything in a random dataset happens: 60 from this one on.
inline constexpr Date window_begin = *Date::from_ymd(2025, 3, 1);
inline constexpr int window_days = 60;

/// A dataset that passes check(), always the same for one seed. Its imprecise dates have few hundred readings at most.
[[nodiscard]] Dataset random_dataset(std::uint64_t seed);

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
