#pragma once
#include <optional>
#include <string>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/record/claim.hpp>
#include <truceline/record/measure.hpp>
#include <truceline/timeline/finding.hpp>

namespace truceline {
inline namespace v0 {

/// What to look for on a day. Every field that is not empty narrows; the values of one field are alternatives.
///     view.find({.on = day, .status = {Status::Suspended}, .kind = {MeasureKind::Tariff}})
struct Query {
  Date on;
  std::vector<Status> status = {};  ///< empty: every status but `None`
  std::vector<Standing> standing = {};
  std::vector<MeasureKind> kind = {};
  std::vector<Jurisdiction> imposed_by = {};
  std::vector<Jurisdiction> target = {};  ///< a measure against the world meets every target
  std::string goods = {};                 ///< an HS code or a word; see names()
  std::optional<Certainty> certainty = std::nullopt;
};

/// True if the finding, of a measure with these goods, is one that the query looks for.
[[nodiscard]] TRUCELINE_EXPORT bool matches(const Query& query, const Finding& finding, const Goods& goods);

}  // namespace v0
}  // namespace truceline
