#include <algorithm>

#include <truceline/duty/duty.hpp>

namespace truceline {
inline namespace v0 {

std::vector<TrancheProgress> progress(const View& view, std::string_view commitment) {
  std::vector<TrancheProgress> result;
  const auto handle = view.measure(commitment);
  if (!handle) return result;
  const Measure& record = view.record(*handle);
  const auto* const terms = std::get_if<PurchaseCommitment>(&record.details);
  if (terms == nullptr) return result;
  for (const Tranche& tranche : terms->tranches) result.push_back({tranche, std::nullopt, std::nullopt, {}});
  for (const Claim& claim : view.dataset().claims) {
    if (view.measure(claim.measure) != handle || claim.action.said != Said::Progress || !claim.action.quantity ||
        !view.knows(claim.id))
      continue;
    const auto source = std::find_if(view.dataset().sources.begin(), view.dataset().sources.end(),
                                     [&](const Source& one) { return one.id == claim.source; });
    const FuzzyDate told = claim.action.from.is_unknown() ? known_of(*source) : claim.action.from;  // rule 7
    const auto day = told.earliest();
    if (!day) continue;
    for (TrancheProgress& tranche : result) {
      // What is told over a span of days was bought from its first on; told after the last tranche, it may be about
      // that one.
      const bool later_one = std::any_of(result.begin(), result.end(), [&](const TrancheProgress& other) {
        return other.tranche.period.from() > tranche.tranche.period.from() && other.tranche.period.from() <= *day;
      });
      if (tranche.tranche.period.from() > *day || later_one ||
          tranche.tranche.quantity.unit != claim.action.quantity->unit)
        continue;
      tranche.because.push_back(claim.id);
      if (!tranche.as_of || *tranche.as_of <= *told.latest()) {
        tranche.as_of = told.latest();
        tranche.reported = claim.action.quantity;
      }
    }
  }
  return result;
}

}  // namespace v0
}  // namespace truceline
