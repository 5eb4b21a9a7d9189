#include "read/link.hpp"

#include <algorithm>

#include <truceline/record/words.hpp>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Goods as measures' titles write them.
std::string spelled(std::string_view goods) {
  std::string text(goods);
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c == '-' ? ' ' : detail::lower(c);
  return result;
}

bool meet(FuzzyDate a, FuzzyDate b) {
  if (a.is_unknown() || b.is_unknown()) return false;
  return *a.earliest() <= *b.latest() && *b.earliest() <= *a.latest();
}

std::string new_id(const Draft& draft) {
  const ReadClaim& claim = draft.claim;
  std::string id;
  for (const Jurisdiction by : claim.imposed_by) id += lowered(by.is_world() ? "all" : to_string(by)) + "-";
  std::string kind(word(claim.kind));
  std::replace(kind.begin(), kind.end(), '_', '-');
  id += kind;
  std::string tail = claim.kind == MeasureKind::Meeting && !claim.place.empty() ? lowered(claim.place) : draft.goods;
  std::replace(tail.begin(), tail.end(), ' ', '-');
  if (!tail.empty()) id += "-" + tail;
  if (claim.kind == MeasureKind::Meeting && !claim.effective.is_unknown()) {
    id += "-" + to_string(*claim.effective.earliest());
  }
  return id;
}

}  // namespace

Linker::Linker(const Dataset& known) {
  for (const Measure& measure : known.measures) {
    Known entry{measure.id, measure.kind, measure.imposed_by, lowered(measure.id + " " + measure.title), {}};
    for (const std::string& goods : measure.goods.words) entry.words += " " + lowered(goods);
    names_.emplace(measure.id, measure.id);
    measures_.push_back(std::move(entry));
  }
  for (const Alias& alias : known.aliases) {
    if (alias.means.size() == 1) names_.emplace(alias.alias, alias.means.front());
  }
  std::unordered_map<std::string_view, Known*> by_id;
  for (Known& entry : measures_) by_id.emplace(entry.id, &entry);
  for (const Claim& claim : known.claims) {
    if (claim.action.from.is_unknown()) continue;
    if (const auto at = by_id.find(claim.measure); at != by_id.end()) at->second->from.push_back(claim.action.from);
  }
}

void Linker::link(Draft& draft) const {
  ReadClaim& claim = draft.claim;
  if (!claim.measure.empty()) {
    if (const auto at = names_.find(claim.measure); at != names_.end()) {
      claim.measure = at->second;
      claim.linked = true;
      return;
    }
  }
  if (!draft.goods.empty() || claim.kind == MeasureKind::Meeting) {
    const std::string goods = spelled(claim.kind == MeasureKind::Meeting ? std::string_view() : draft.goods);
    const Known* only = nullptr;
    const Known* dated = nullptr;
    int found = 0;
    int found_dated = 0;
    for (const Known& known : measures_) {
      if (known.kind != claim.kind || known.by != claim.imposed_by) continue;
      if (known.words.find(goods) == std::string::npos) continue;
      ++found;
      only = &known;
      if (std::any_of(known.from.begin(), known.from.end(),
                      [&](FuzzyDate day) { return meet(day, claim.effective); })) {
        ++found_dated;
        dated = &known;
      }
    }
    if (found_dated == 1) only = dated;
    if (found_dated == 1 || (found == 1 && claim.kind != MeasureKind::Meeting)) {
      claim.measure = only->id;
      claim.linked = true;
      return;
    }
  }
  if (claim.measure.empty()) claim.measure = new_id(draft);
}

}  // namespace v0
}  // namespace truceline
