#pragma once

/// @file
/// How often claims like one were right on the development texts.

#include <optional>
#include <string>
#include <string_view>

#include <truceline/read/reader.hpp>

namespace truceline {
inline namespace v0 {

/// The rule that made a claim, as three parts joined by "/": what is claimed, how the words stand to each other and tell
/// the side, and whether it states a rate, goods or neither:
/// "tariff lowered/before-target/rate". `how` is the second part.
[[nodiscard]] std::string rule_of(const ReadClaim& claim, std::string_view how);

/// The measured precision of a rule: that of what is claimed, moved by how its other parts fared (data/confidence.tsv,
/// which scripts/evaluate --calibrate writes). nullopt where too few such claims were made to tell.
[[nodiscard]] std::optional<double> confidence_of(std::string_view rule);

}  // namespace v0
}  // namespace truceline
