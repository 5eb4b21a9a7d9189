#pragma once
#include <optional>
#include <string>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/record/dataset.hpp>

namespace truceline {
inline namespace v0 {

/// One happening on a measure, as all claims of it together tell it (rule 23).
struct Reconciled {
  std::string measure;
  Action action;  ///< field by field, the value that prevails
  Standing standing = Standing::Done;
  Date known;                       ///< the first day on which one of its claims is known
  FuzzyDate start;                  ///< where it is read to begin; unknown for an undecided start or an undated ruling
  bool assumed = false;             ///< no source states the start (rule 7, rule 10)
  std::vector<std::string> claims;  ///< all that tell of it, in the order of becoming known
  friend bool operator==(const Reconciled&, const Reconciled&) = default;
};

/// Groups the moving claims known on `known` (absent: all, in hindsight) into actions on measures, in the order of
/// measures, then of time. Claims that do not move are no actions. Errors: those of check(). O(n log n).
[[nodiscard]] TRUCELINE_EXPORT Result<std::vector<Reconciled>> reconcile(const Dataset& dataset,
                                                                         std::optional<Date> known = std::nullopt);

}  // namespace v0
}  // namespace truceline
