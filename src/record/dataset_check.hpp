#pragma once

#include <vector>

#include "truceline/calendar/result.hpp"
#include "truceline/record/dataset.hpp"

namespace truceline {
inline namespace v0 {

/// What check() refuses, in the order of the records, at most 100; the sources are named after the dataset.
[[nodiscard]] std::vector<Diagnostic> faults_of(const Dataset& dataset);

}  // namespace v0
}  // namespace truceline
