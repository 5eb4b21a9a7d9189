#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <truceline/read/reader.hpp>
#include <truceline/record/words.hpp>

namespace truceline {
inline namespace v0 {
namespace {

bool is_joint(MeasureKind kind) { return kind == MeasureKind::Agreement || kind == MeasureKind::Meeting; }

/// "Tariff of US", as a title for a measure that only articles tell of.
std::string title_of(const ReadClaim& claim) {
  std::string title(word(claim.kind));
  std::replace(title.begin(), title.end(), '_', ' ');
  if (!title.empty()) title.front() = static_cast<char>(title.front() - 'a' + 'A');
  for (std::size_t i = 0; i < claim.imposed_by.size(); ++i)
    title += (i == 0 ? " of " : ", ") + to_string(claim.imposed_by[i]);
  for (std::size_t i = 0; i < claim.scope.size(); ++i) title += (i == 0 ? ": " : ", ") + claim.scope[i];
  return title;
}

Measure new_measure(const ReadClaim& claim) {
  Measure measure;
  measure.id = claim.measure;
  measure.kind = claim.kind;
  measure.imposed_by = claim.imposed_by;
  if (!is_joint(claim.kind)) measure.target = claim.target;
  measure.title = title_of(claim);
  measure.goods.words = claim.scope;
  if (claim.kind == MeasureKind::Meeting) measure.place = claim.place;
  return measure;
}

Action action_of(const ReadClaim& claim) {
  Action action;
  action.said = claim.action;
  action.from = claim.effective;
  const Verb verb = verb_of(claim.action);
  if (verb == Verb::Imposed || verb == Verb::RateSet) {
    action.rate = claim.rate_to;
    action.previous = claim.rate_from;
  }
  if (verb == Verb::Suspended || verb == Verb::Extended) action.portion = claim.portion;
  if (claim.duration && claim.duration->months >= 0 && claim.duration->days >= 0 && *claim.duration != Term{}) {
    action.term = claim.duration;
  }
  if (claim.until && !claim.until->is_unknown()) {
    const bool after = action.from.is_unknown() || *action.from.earliest() < *claim.until->latest();
    if (after) action.until = claim.until;
  }
  return action;
}

class Builder {
 public:
  Builder(std::span<const Source> sources, const Dataset& known) {
    for (const Source& source : sources) sources_.emplace(source.id, &source);
    for (const Measure& measure : known.measures) known_.emplace(measure.id, &measure);
    dataset_.name = "readings";
    dataset_.title = "What articles say, as read";
  }

  void add(const Reading& reading) {
    const auto source = sources_.find(reading.article);
    if (source != sources_.end()) {
      dataset_.sources.push_back(*source->second);
    } else {
      Source own;
      own.id = reading.article;
      own.published = FuzzyDate::day(reading.published);
      dataset_.sources.push_back(std::move(own));
    }
    std::unordered_map<std::string, int> told;
    for (const ReadClaim& read : reading.claims) {
      const std::string measure = add_measure(read);
      Claim claim;
      claim.id = reading.article + ":" + std::to_string(read.paragraph) + ":" + measure;
      if (const int again = ++told[claim.id]; again > 1) claim.id += ":" + std::to_string(again);
      claim.source = reading.article;
      claim.measure = measure;
      claim.action = action_of(read);
      claim.standing = read.standing;
      claim.announced = read.announced;
      claim.location = read.place;
      claim.amount = read.amount;
      if (read.standing == Standing::Hypothetical) claim.scenario = scenario_of(reading.article);
      claim.at.paragraph = read.paragraph;
      claim.at.language = tag(read.language);
      if (!read.spans.empty()) {
        claim.at.begin = static_cast<int>(read.spans.front().at.begin);
        claim.at.end = static_cast<int>(read.spans.front().at.end);
      }
      if (read.confidence) claim.note = "read by rule " + read.rule;
      dataset_.claims.push_back(std::move(claim));
    }
  }

  Result<Dataset> take() && {
    if (const absl::Status status = check(dataset_); !status.ok()) return status;
    return std::move(dataset_);
  }

 private:
  /// The id under which the claim's measure stands in the dataset. A name that a measure of another kind or side has
  /// already is told apart by its own.
  std::string add_measure(const ReadClaim& claim) {
    const auto at_hand = known_.find(claim.measure);
    Measure measure = at_hand != known_.end() ? *at_hand->second : new_measure(claim);
    const bool fits = is_joint(measure.kind) == is_joint(claim.kind) &&
                      (measure.kind == MeasureKind::Meeting) == (claim.kind == MeasureKind::Meeting);
    if (!fits) {
      measure = new_measure(claim);
      measure.id += "-" + std::string(word(claim.kind));
    }
    measure.part_of.clear();  // what is only known from elsewhere is not told here
    measure.based_on.clear();
    measure.mirrors.clear();
    measure.relieves.clear();
    std::string id = measure.id;
    if (measures_.insert(id).second) dataset_.measures.push_back(std::move(measure));
    return id;
  }

  std::string scenario_of(const std::string& article) {
    std::string name = article + "-what-if";
    if (scenarios_.insert(name).second) {
      Scenario scenario;
      scenario.name = name;
      scenario.title = "What " + article + " holds possible";
      scenario.source = article;
      dataset_.scenarios.push_back(std::move(scenario));
    }
    return name;
  }

  std::unordered_map<std::string, const Source*> sources_;
  std::unordered_map<std::string, const Measure*> known_;
  std::unordered_set<std::string> measures_;
  std::unordered_set<std::string> scenarios_;
  Dataset dataset_;
};

}  // namespace

Result<Dataset> to_dataset(std::span<const Reading> readings, std::span<const Source> sources, const Dataset& known) {
  Builder builder(sources, known);
  for (const Reading& reading : readings) builder.add(reading);
  return std::move(builder).take();
}

}  // namespace v0
}  // namespace truceline
