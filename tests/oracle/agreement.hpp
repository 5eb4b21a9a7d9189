#pragma once

/// @file
/// Asks the library and the oracle the same questions, and makes a disagreement small enough to read.

#include <optional>
#include <string>

#include <truceline/record/dataset.hpp>
#include <truceline/timeline/timeline.hpp>

#include "oracle/oracle.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {

/// A question to which the two give different answers.
struct Disagreement {
  std::string measure;
  Date day;
  std::optional<Date> known;
  Knowledge knowledge = Knowledge::Lenient;
  std::string library, oracle;
};

/// The first question on which they differ: of every measure, on 40 days, as known on 20 days, each also strictly, and
/// in hindsight. The days depend on the seed alone.
[[nodiscard]] std::optional<Disagreement> disagreement(const Dataset& dataset, std::uint64_t seed);

/// Drops claims, measures and fields while they still disagree.
[[nodiscard]] Dataset shrunk(Dataset dataset, std::uint64_t seed);

/// Both answers, the question, and the dataset as JSON.
[[nodiscard]] std::string report(const Dataset& dataset, std::uint64_t seed);

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
