#pragma once

/// @file
/// How duties on the same goods overlap.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "truceline/calendar/fuzzy_date.hpp"

namespace truceline {
inline namespace v0 {

/// What one duty does to others on the same goods.
enum class StackingEffect : std::uint8_t {
  Excludes,    ///< where `when` is charged, the others are not
  Replaces,    ///< where `when` reaches the goods, even at a rate of zero, it stands in place of the others
  OnRemainder  ///< where `when` is charged on part of the value (a metal's content), the others are charged on the rest
};

/// Of which value a share-based rule speaks.
enum class StackingBase : std::uint8_t { Full, Content };

/// One dated rule of how duties overlap. Duties that no rule names add up. Rules have no order: what they exclude is
/// the same however they are listed, and check() refuses rules of one day that exclude or replace each other in a
/// circle.
struct StackingRule {
  std::string id;
  std::string when;  ///< a measure, or a package for each of its parts
  StackingEffect effect = StackingEffect::Excludes;
  std::vector<std::string> others;         ///< measures, or packages for each of their parts
  StackingBase base = StackingBase::Full;  ///< Content only with OnRemainder
  /// first day of entry that it holds for, whenever it was made; unknown: always
  FuzzyDate from;
  std::optional<FuzzyDate> until;  ///< half-open
  FuzzyDate known;                 ///< from when it could be known; unknown: from the first day of `from`
  std::string source;              ///< the act that sets it, by id; may be empty
  std::string note;
  friend bool operator==(const StackingRule&, const StackingRule&) = default;
};

}  // namespace v0
}  // namespace truceline
