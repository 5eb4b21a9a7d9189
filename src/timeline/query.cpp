#include <truceline/timeline/query.hpp>

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

template <class T>
bool among(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool shares(const std::vector<Jurisdiction>& wanted, const std::vector<Jurisdiction>& has, bool world_meets_all) {
  return wanted.empty() || std::any_of(has.begin(), has.end(), [&](Jurisdiction j) {
           return (world_meets_all && j.is_world()) || std::find(wanted.begin(), wanted.end(), j) != wanted.end();
         });
}

}  // namespace

bool matches(const Query& query, const Finding& finding, const Goods& goods) {
  if (query.status.empty() ? finding.status == Status::None : !among(query.status, finding.status)) return false;
  if (!query.standing.empty() && (!finding.standing || !among(query.standing, *finding.standing))) return false;
  if (query.certainty && finding.certainty != *query.certainty) return false;
  return among(query.kind, finding.kind) && shares(query.imposed_by, finding.imposed_by, false) &&
         shares(query.target, finding.target, true) && (query.goods.empty() || names(goods, query.goods));
}

}  // namespace v0
}  // namespace truceline
