#include "read/merge.hpp"

#include <algorithm>
#include <utility>

namespace truceline {
inline namespace v0 {
namespace {

/// No article tells of more; a text that seems to is not worth the time that its square would take.
constexpr std::size_t most_claims = 2000;

template <class T>
bool contradict(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b && *a != *b;
}

/// Whether no day fits both.
bool apart(FuzzyDate a, FuzzyDate b) {
  if (a.is_unknown() || b.is_unknown()) return false;
  return *a.latest() < *b.earliest() || *b.latest() < *a.earliest();
}

bool same_parties(const ReadClaim& a, const ReadClaim& b) {
  return a.imposed_by.size() == b.imposed_by.size() &&
         std::all_of(a.imposed_by.begin(), a.imposed_by.end(), [&](Jurisdiction by) {
           return std::find(b.imposed_by.begin(), b.imposed_by.end(), by) != b.imposed_by.end();
         });
}

std::string_view sort_of_meeting(std::string_view goods) {
  if (goods == "summit" || goods == "meet") return "meeting";
  return goods;
}

bool is_country(std::string_view place) { return place.size() == 2; }

bool same_event(const Draft& a, const Draft& b) {
  if (a.claim.kind == MeasureKind::Meeting) {
    // One that is not dated, placed or called otherwise is any of the parties'.
    const bool loose =
        b.claim.effective.is_unknown() && b.claim.place.empty() && b.goods != "call" && b.goods != "visit";
    if (loose) return a.goods != "call" && a.goods != "visit";
    if (sort_of_meeting(a.goods) != sort_of_meeting(b.goods)) return false;
    if (apart(a.claim.effective, b.claim.effective)) return false;
    const std::string& one = a.claim.place;
    const std::string& other = b.claim.place;
    return one.empty() || other.empty() || one == other || is_country(one) || is_country(other);
  }
  return a.goods == b.goods;
}

/// Whether two days of the action are two actions: a measure begins but once.
bool begins(const ReadClaim& claim) {
  return claim.kind == MeasureKind::Tariff && (claim.action == Said::Imposed || claim.action == Said::Raised);
}

bool same(const Draft& a, const Draft& b) {
  if (a.claim.kind != b.claim.kind || a.claim.action != b.claim.action || !same_parties(a.claim, b.claim)) return false;
  if (a.claim.kind == MeasureKind::Meeting || a.claim.kind == MeasureKind::Agreement) return same_event(a, b);
  if (!a.goods.empty() && !b.goods.empty() && a.goods != b.goods) return false;
  const bool told = a.claim.rate_to || b.claim.rate_to || a.claim.portion || b.claim.portion;
  const bool equal = a.claim.rate_to == b.claim.rate_to && a.claim.portion == b.claim.portion;
  const Draft& loose = a.goods.empty() ? a : b;
  if (a.goods != b.goods && told && !equal && (loose.claim.rate_to || loose.claim.portion)) return false;
  const bool same_rate = a.claim.rate_to && a.claim.rate_to == b.claim.rate_to;
  if (!same_rate && begins(a.claim) && apart(a.claim.effective, b.claim.effective)) return false;
  return !contradict(a.claim.rate_to, b.claim.rate_to) && !contradict(a.claim.rate_from, b.claim.rate_from) &&
         !contradict(a.claim.portion, b.claim.portion);
}

/// Whether a draft names neither side, goods nor rate: "the reduction" is one that was told.
bool is_echo(const Draft& draft) {
  const ReadClaim& claim = draft.claim;
  return claim.rule.ends_with("-carried") && draft.goods.empty() && !claim.rate_to && !claim.portion &&
         claim.effective.is_unknown();
}

/// Whether a draft only names a measure of which the text tells more elsewhere.
bool is_told_better(const Draft& draft, const std::vector<Draft>& all) {
  return draft.mention && std::any_of(all.begin(), all.end(), [&](const Draft& other) {
           return !other.mention && other.claim.kind == draft.claim.kind && same_parties(other.claim, draft.claim) &&
                  draft.goods.empty() && (draft.kept || !draft.claim.rate_to);
         });
}

void take(Draft& into, Draft& from) {
  ReadClaim& claim = into.claim;
  ReadClaim& other = from.claim;
  if (into.mention && !from.mention) {
    into.mention = false;
    into.kept = false;
    claim.rule = other.rule;
    claim.standing = other.standing;
  }
  if (!claim.rate_to) claim.rate_to = other.rate_to;
  if (!claim.rate_from) claim.rate_from = other.rate_from;
  if (!claim.portion) claim.portion = other.portion;
  if (claim.effective.is_unknown() || (!claim.effective.is_day() && other.effective.is_day())) {
    if (!other.effective.is_unknown()) claim.effective = other.effective;
  } else if (apart(claim.effective, other.effective)) {
    if (std::find(claim.flags.begin(), claim.flags.end(), "dates_differ") == claim.flags.end())
      claim.flags.emplace_back("dates_differ");
  }
  if (claim.announced.is_unknown()) claim.announced = other.announced;
  if (!claim.duration) claim.duration = other.duration;
  if (!claim.until) claim.until = other.until;
  if (claim.place.empty() || (is_country(claim.place) && !other.place.empty())) claim.place = other.place;
  if (claim.measure.empty()) claim.measure = other.measure;
  if (claim.amount.empty()) claim.amount = other.amount;
  if (into.goods.empty()) into.goods = from.goods;
  for (std::string& goods : other.scope) {
    if (std::find(claim.scope.begin(), claim.scope.end(), goods) == claim.scope.end())
      claim.scope.push_back(std::move(goods));
  }
  claim.spans.insert(claim.spans.end(), other.spans.begin(), other.spans.end());
}

}  // namespace

void merge(std::vector<Draft>& drafts) {
  std::vector<Draft> merged;
  for (Draft& draft : drafts) {
    auto home = std::find_if(merged.begin(), merged.end(), [&](const Draft& known) { return same(known, draft); });
    if (home == merged.end() && is_echo(draft)) {
      home = std::find_if(merged.begin(), merged.end(), [&](const Draft& known) {
        return known.claim.kind == draft.claim.kind && known.claim.action == draft.claim.action;
      });
    }
    if (home == merged.end()) {
      if (merged.size() >= most_claims) continue;
      merged.push_back(std::move(draft));
    } else {
      take(*home, draft);
    }
  }
  std::vector<bool> idle(merged.size());
  for (std::size_t i = 0; i < merged.size(); ++i) idle[i] = is_told_better(merged[i], merged);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < merged.size(); ++i) {
    if (idle[i]) continue;
    if (kept != i) merged[kept] = std::move(merged[i]);
    ++kept;
  }
  merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(kept), merged.end());
  for (std::size_t i = 0; i < merged.size(); ++i) {
    for (std::size_t j = 0; j < merged.size(); ++j) {
      const ReadClaim& a = merged[i].claim;
      const ReadClaim& b = merged[j].claim;
      if (i == j || a.kind != b.kind || a.action != b.action || !same_parties(a, b)) continue;
      if (!merged[i].goods.empty() && !merged[j].goods.empty() && merged[i].goods != merged[j].goods) continue;
      if (contradict(a.rate_to, b.rate_to) || contradict(a.portion, b.portion)) {
        merged[i].claim.flags.emplace_back("rates_differ");
        break;
      }
    }
  }
  drafts = std::move(merged);
}

}  // namespace v0
}  // namespace truceline
