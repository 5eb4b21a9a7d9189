#pragma once

#include <cstdint>

#include <truceline/record/dataset.hpp>

namespace truceline::testing {

/// A dataset that check() accepts, with awkward texts and over some seeds every field set. Equal seeds give equal
/// datasets.
Dataset random_dataset(std::uint32_t seed);

/// The smallest dataset with one of each: source "s", act "a", tariff "m", meeting "talks", claims "c" (m imposed,
/// from a) and "t" (talks held), scenario "what-if". Tests break it in one place each.
Dataset small_dataset();

}  // namespace truceline::testing
