#pragma once

/// @file
/// How often each rule of the reader was right on the development texts.

#include <optional>
#include <string>
#include <string_view>

namespace truceline {
inline namespace v0 {

/// The measured precision of a rule (data/confidence.tsv, which scripts/evaluate --calibrate writes); nullopt for a rule
/// that made too few claims to tell.
[[nodiscard]] std::optional<double> confidence_of(std::string_view rule);

}  // namespace v0
}  // namespace truceline
