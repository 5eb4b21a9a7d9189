#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/record/goods.hpp>

namespace truceline {
inline namespace v0 {

/// What one duty does to another on the same goods.
enum class StackingEffect : std::uint8_t {
  Excludes,    ///< where `when` is charged, `other` is not
  Replaces,    ///< where `when` reaches the goods, even at a rate of zero, it stands in place of `other`
  OnRemainder  ///< where `when` is charged on part of the value (a metal's content), `other` is charged on the rest
};

/// Of which value a share-based rule speaks.
enum class StackingBase : std::uint8_t { Full, Content };

/// One dated rule of how duties overlap. Duties that no rule names add up. Rules have no order: what they exclude is the same however they are listed, and
/// a cycle among rules of one day is refused.
struct StackingRule {
  std::string id;
  std::string when;                          ///< a measure, or a package for each of its parts
  StackingEffect effect = StackingEffect::Excludes;
  std::vector<std::string> others;           ///< measures, or packages for each of their parts
  StackingBase base = StackingBase::Full;
  FuzzyDate from;                            ///< first day of entry that it holds for, whenever it was made (EO 14289 reached back); unknown: always
  std::optional<FuzzyDate> until;            ///< half-open
  FuzzyDate known;                           ///< from when it could be known; unknown: from the first day of `from`
  std::string source;                        ///< where it stands
  std::string note;
  friend bool operator==(const StackingRule&, const StackingRule&) = default;
};

}  // namespace v0
}  // namespace truceline
