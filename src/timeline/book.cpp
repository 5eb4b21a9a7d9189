#include "timeline/book.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

/// The measures that a name stands for: itself, or what it is an alias of, through any number of aliases.
void resolve(const absl::flat_hash_map<std::string_view, int>& measures,
             const absl::flat_hash_map<std::string_view, const Alias*>& aliases, std::string_view name,
             std::vector<int>& into) {
  if (const auto alias = aliases.find(name); alias != aliases.end()) {
    for (const std::string& meant : alias->second->means) resolve(measures, aliases, meant, into);
  } else if (const auto measure = measures.find(name); measure != measures.end()) {
    if (std::find(into.begin(), into.end(), measure->second) == into.end()) into.push_back(measure->second);
  }
}

}  // namespace

Book::Book(const Dataset& dataset, Knowledge knowledge, const Overlay& overlay) : dataset_(&dataset) {
  const std::size_t claims = dataset.claims.size();
  const std::size_t measures = dataset.measures.size();
  claim_index_.reserve(claims);
  measure_index_.reserve(measures);
  for (std::size_t i = 0; i < claims; ++i) claim_index_.emplace(dataset.claims[i].id, static_cast<int>(i));
  for (std::size_t i = 0; i < measures; ++i) measure_index_.emplace(dataset.measures[i].id, static_cast<int>(i));
  absl::flat_hash_map<std::string_view, const Alias*> aliases;
  for (const Alias& alias : dataset.aliases) aliases.emplace(alias.alias, &alias);
  absl::flat_hash_map<std::string_view, const Source*> sources;
  for (const Source& source : dataset.sources) sources.emplace(source.id, &source);

  last_known_ = Date::min().days_since_epoch();
  known_.resize(claims);
  told_.resize(claims);
  act_.resize(claims);
  applied_.resize(claims);
  ignored_.resize(claims);
  measures_of_.resize(claims);
  correctors_of_.resize(claims);
  claims_of_.resize(measures);
  for (std::size_t i = 0; i < claims; ++i) {
    const Claim& claim = dataset.claims[i];
    const Source& source = *sources.at(claim.source);
    const FuzzyDate known = known_of(source);
    KnownSpan span{known.earliest()->days_since_epoch(), known.latest()->days_since_epoch()};
    if (knowledge == Knowledge::Strict) span.first = span.last;
    last_known_ = std::max(last_known_, span.last);
    told_[i] = span.first;
    applied_[i] = overlay.applied.contains(claim.id) ? 1 : 0;
    ignored_[i] = overlay.ignored.contains(claim.id) ? 1 : 0;
    known_[i] = applied_[i] != 0 ? KnownSpan{always_known, always_known} : span;
    act_[i] = source.kind == SourceKind::Act ? 1 : 0;
    resolve(measure_index_, aliases, claim.measure, measures_of_[i]);
    for (const int measure : measures_of_[i])
      claims_of_[static_cast<std::size_t>(measure)].push_back(static_cast<int>(i));
    for (const std::string& corrected : claim.corrects) {
      if (const auto target = find_claim(corrected))
        correctors_of_[static_cast<std::size_t>(*target)].push_back(static_cast<int>(i));
    }
  }
  for (auto& list : claims_of_) std::sort(list.begin(), list.end(), [this](int a, int b) { return before(a, b); });

  parent_of_.assign(measures, -1);
  parts_of_.resize(measures);
  clock_.reserve(measures);
  for (std::size_t i = 0; i < measures; ++i) {
    const Measure& measure = dataset.measures[i];
    clock_.push_back(clock_of(measure));
    if (measure.part_of.empty()) continue;
    std::vector<int> parents;
    resolve(measure_index_, aliases, measure.part_of, parents);
    if (parents.empty()) continue;
    parent_of_[i] = parents.front();
    parts_of_[static_cast<std::size_t>(parents.front())].push_back(static_cast<int>(i));
  }
}

std::optional<int> Book::find_claim(std::string_view id) const noexcept {
  const auto found = claim_index_.find(id);
  return found == claim_index_.end() ? std::nullopt : std::optional<int>(found->second);
}

std::optional<int> Book::find_measure(std::string_view id) const noexcept {
  if (const auto found = measure_index_.find(id); found != measure_index_.end()) return found->second;
  const auto alias =
      std::find_if(dataset_->aliases.begin(), dataset_->aliases.end(), [id](const Alias& a) { return a.alias == id; });
  if (alias == dataset_->aliases.end() || alias->means.size() != 1) return std::nullopt;
  return find_measure(alias->means.front());
}

bool Book::counts(int claim, DayNumber by) const noexcept {
  const auto index = static_cast<std::size_t>(claim);
  if (known_[index].first > by || ignored_[index] != 0) return false;
  return std::none_of(correctors_of_[index].begin(), correctors_of_[index].end(),
                      [&](int corrector) { return counts(corrector, by); });
}

bool Book::before(int left, int right) const noexcept {
  const auto l = static_cast<std::size_t>(left);
  const auto r = static_cast<std::size_t>(right);
  if (known_[l].first != known_[r].first) return known_[l].first < known_[r].first;
  if (act_[l] != act_[r]) return act_[l] < act_[r];
  return dataset_->claims[l].id < dataset_->claims[r].id;
}

std::vector<DayNumber> Book::epochs_of(int measure) const {
  std::vector<DayNumber> days;
  std::vector<int> correctors;
  std::vector<int> measures{measure};
  const auto also = [&measures](int other) {
    if (other >= 0 && std::find(measures.begin(), measures.end(), other) == measures.end()) measures.push_back(other);
  };
  for (std::size_t next = 0; next < measures.size(); ++next) {  // grows while it is walked: the parts, and theirs
    for (const int part : parts_of(measures[next])) also(part);
  }
  for (std::size_t next = 0; next < measures.size(); ++next) {
    also(parent_of(measures[next]));
    for (const int claim : claims_of(measures[next])) {
      days.push_back(known(claim).first);
      days.push_back(known(claim).last);
      correctors.push_back(claim);
      if (const int anchor = refer(this->claim(claim).action.anchor); anchor >= 0) {
        for (const int anchored : measures_of(anchor)) also(anchored);
      }
    }
  }
  for (std::size_t next = 0; next < correctors.size(); ++next) {
    for (const int corrector : correctors_of(correctors[next])) {
      days.push_back(known(corrector).first);
      correctors.push_back(corrector);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace v0
}  // namespace truceline
