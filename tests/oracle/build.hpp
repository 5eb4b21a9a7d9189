#pragma once

/// @file
/// Short ways to build claims and datasets by hand, for tests. Texts are taken to be well formed.

#include <string>
#include <utility>
#include <vector>

#include <truceline/record/dataset.hpp>

namespace truceline {
inline namespace v0 {
namespace oracle {

inline Date day(std::string_view text) { return *parse_date(text); }
inline FuzzyDate fuzzy(const std::string& text) { return *parse_fuzzy_date(text); }

/// A claim with a source of its own. Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05").rate(10)
class Says {
 public:
  Says(Said said, const std::string& id, const std::string& known) {
    claim_.id = id;
    claim_.source = "s-" + id;
    claim_.measure = "m";
    claim_.action.said = said;
    source_.id = claim_.source;
    source_.title = "on " + id;
    source_.published = fuzzy(known);
  }
  Says& on(const std::string& measure) { return claim_.measure = measure, *this; }
  Says& act() { return source_.kind = SourceKind::Act, *this; }
  Says& proven() {
    return source_.proven = Proof{*source_.published.earliest(), "the text"}, source_.published = FuzzyDate(), *this;
  }
  Says& standing(Standing standing) { return claim_.standing = standing, *this; }
  Says& announced() { return standing(Standing::Announced); }
  Says& from(const std::string& text) { return claim_.action.from = fuzzy(text), *this; }
  Says& at(int hour, int minute) { return claim_.action.from_time = TimeOfDay::from_hm(hour, minute), *this; }
  Says& undecided() { return claim_.action.undecided = true, *this; }
  Says& until(const std::string& text) { return claim_.action.until = fuzzy(text), *this; }
  Says& until_at(int hour, int minute) { return claim_.action.until_time = TimeOfDay::from_hm(hour, minute), *this; }
  Says& term(const std::string& text) { return claim_.action.term = *parse_term(text), *this; }
  Says& rate(int percent) { return claim_.action.rate = Rate::percent(percent), *this; }
  Says& varying() { return claim_.action.varying = true, *this; }
  Says& previous(int percent) { return claim_.action.previous = Rate::percent(percent), *this; }
  Says& portion(int percent) { return claim_.action.portion = Rate::percent(percent), *this; }
  Says& goods(const std::string& words) { return claim_.action.limits.goods.words = {words}, *this; }
  Says& parties(const std::string& whom) { return claim_.action.limits.parties = {whom}, *this; }
  Says& of(const std::string& claim) { return claim_.action.of = claim, *this; }
  Says& anchor(const std::string& claim) { return claim_.action.anchor = claim, *this; }
  Says& from_beginning() { return claim_.action.from_beginning = true, *this; }
  Says& stayed() { return claim_.action.stayed = true, *this; }
  Says& corrects(const std::string& claim) { return claim_.corrects = {claim}, *this; }
  Says& scenario(const std::string& name) {
    return claim_.scenario = name, claim_.standing = Standing::Hypothetical, *this;
  }
  [[nodiscard]] const Claim& claim() const { return claim_; }
  [[nodiscard]] const Source& source() const { return source_; }

 private:
  Claim claim_;
  Source source_;
};

/// A tariff of the US on China, unless told otherwise.
inline Measure measure(const std::string& id, const std::string& part_of = "") {
  Measure measure;
  measure.id = id;
  measure.kind = MeasureKind::Tariff;
  measure.imposed_by = {Jurisdiction('U', 'S')};
  measure.target = {Jurisdiction('C', 'N')};
  measure.title = id;
  measure.part_of = part_of;
  return measure;
}

inline Measure meeting(const std::string& id) {
  Measure result = measure(id);
  result.kind = MeasureKind::Meeting;
  result.imposed_by = {Jurisdiction('C', 'N'), Jurisdiction('U', 'S')};
  result.target.clear();
  return result;
}

/// A dataset of the claims about measure "m", and others if given.
inline Dataset told(const std::vector<Says>& claims, std::vector<Measure> measures = {measure("m")}) {
  Dataset dataset;
  dataset.name = "told";
  dataset.measures = std::move(measures);
  for (const Says& says : claims) {
    dataset.sources.push_back(says.source());
    dataset.claims.push_back(says.claim());
  }
  return dataset;
}

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
