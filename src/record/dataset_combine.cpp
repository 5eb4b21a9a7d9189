#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <fmt/format.h>

#include "calendar/fault.hpp"
#include "record/limits.hpp"
#include "truceline/record/dataset.hpp"
#include "truceline/record/words.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Takes over what only the other states. False if both state something, and not the same.
template <class T>
bool fill(T& ours, const T& theirs) {
  if (ours == T{}) ours = theirs;
  return theirs == T{} || ours == theirs;
}

/// The same for what is told in prose: the first teller's words stay.
template <class T>
void keep_first(T& ours, const T& theirs) {
  (void)fill(ours, theirs);
}

void unite(std::vector<std::string>& ours, const std::vector<std::string>& theirs) {
  for (const std::string& id : theirs) {
    if (std::ranges::find(ours, id) == ours.end()) ours.push_back(id);
  }
}

/// Adds a piece to a dataset's own texts unless it stands there.
void append(std::string& text, std::string_view piece, std::string_view separator) {
  if (piece.empty() || text == piece) return;
  if (!text.empty()) text += separator;
  text += piece;
}

/// The measures on which a dataset has claims from acts.
absl::flat_hash_set<std::string_view> told_by_acts(const Dataset& dataset) {
  absl::flat_hash_set<std::string_view> acts, measures;
  for (const Source& source : dataset.sources) {
    if (source.kind == SourceKind::Act) acts.insert(source.id);
  }
  for (const Claim& claim : dataset.claims) {
    if (acts.contains(claim.source)) measures.insert(claim.measure);
  }
  return measures;
}

class Combiner {
 public:
  void take(const Dataset& dataset) {
    name_ = dataset.name;
    append(all_.name, dataset.name, "+");
    append(all_.title, dataset.title, " + ");
    append(all_.note, dataset.note, "\n");
    if (dataset.complete_through) {
      all_.complete_through =
          std::min(all_.complete_through.value_or(*dataset.complete_through), *dataset.complete_through);
    }
    take_same(all_.sources, dataset.sources, &Source::id, "TL-341", "sources");
    take_measures(dataset);
    take_same(all_.claims, dataset.claims, &Claim::id, "TL-344", "claims");
    take_same(all_.aliases, dataset.aliases, &Alias::alias, "TL-345", "aliases");
    take_same(all_.scenarios, dataset.scenarios, &Scenario::name, "TL-345", "scenarios");
    take_same(all_.questions, dataset.questions, &Question::id, "TL-345", "questions");
    take_same(all_.stacking, dataset.stacking, &StackingRule::id, "TL-345", "stacking");
  }

  Result<Dataset> finish() && {
    give_way();
    for (Question& question : kinds_) {
      // Combining what was combined before asks the same again.
      if (std::ranges::find(all_.questions, question.id, &Question::id) == all_.questions.end()) {
        all_.questions.push_back(std::move(question));
      }
    }
    if (!faults_.empty()) return faults(std::move(faults_));
    if (absl::Status status = check(all_); !status.ok()) return status;
    return std::move(all_);
  }

 private:
  using Index = absl::flat_hash_map<std::string, std::size_t>;

  void refuse(std::string_view id, std::string_view list, std::size_t i, std::string message) {
    if (faults_.size() == max_faults) return;
    faults_.push_back({.id = std::string(id),
                       .source = name_,
                       .pointer = fmt::format("/{}/{}", list, i),
                       .message = std::move(message),
                       .fix = "make them the same, or give one another id"});
  }

  template <class Record>
  void take_same(std::vector<Record>& ours, const std::vector<Record>& theirs, std::string Record::*id,
                 std::string_view fault, std::string_view list) {
    Index& index = indexes_[list];
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      const auto [at, is_new] = index.try_emplace(theirs[i].*id, ours.size());
      if (is_new) {
        ours.push_back(theirs[i]);
      } else if (ours[at->second] != theirs[i]) {
        refuse(fault, list, i, "differs from an earlier dataset's: " + truceline::quoted(theirs[i].*id));
      }
    }
  }

  void take_measures(const Dataset& dataset) {
    const auto acts = told_by_acts(dataset);
    Index& index = indexes_["measures"];
    for (std::size_t i = 0; i < dataset.measures.size(); ++i) {
      const Measure& theirs = dataset.measures[i];
      const auto [at, is_new] = index.try_emplace(theirs.id, all_.measures.size());
      if (is_new) {
        all_.measures.push_back(theirs);
      } else {
        merge(all_.measures[at->second], theirs, dataset, acts.contains(theirs.id), i);
      }
    }
    for (const std::string_view measure : acts) acts_.emplace(measure);
  }

  void merge(Measure& ours, const Measure& theirs, const Dataset& dataset, bool theirs_from_act, std::size_t i) {
    if (ours.imposed_by != theirs.imposed_by) {
      refuse("TL-342", "measures", i, "imposers differ from an earlier dataset's: " + truceline::quoted(theirs.id));
      return;
    }
    const bool theirs_wins = theirs_from_act && !acts_.contains(ours.id);
    if (ours.kind != theirs.kind) {
      ask_kind(ours, theirs, dataset, theirs_wins);
      if (theirs_wins) {
        ours.kind = theirs.kind;
        ours.details = theirs.details;
      }
    } else if (!fill(ours.details, theirs.details)) {
      refuse("TL-343", "measures", i, "terms differ from an earlier dataset's: " + truceline::quoted(theirs.id));
    }
    if (!fill(ours.target, theirs.target) || !fill(ours.part_of, theirs.part_of) ||
        !fill(ours.goods.hs, theirs.goods.hs) || !fill(ours.goods.except, theirs.goods.except) ||
        !fill(ours.goods.list, theirs.goods.list)) {
      refuse("TL-343", "measures", i,
             "target, package or goods differ from an earlier dataset's: " + truceline::quoted(theirs.id));
    }
    keep_first(ours.title, theirs.title);
    keep_first(ours.authority, theirs.authority);
    keep_first(ours.goods.words, theirs.goods.words);
    keep_first(ours.place, theirs.place);
    keep_first(ours.note, theirs.note);
    unite(ours.based_on, theirs.based_on);
    unite(ours.mirrors, theirs.mirrors);
    unite(ours.relieves, theirs.relieves);
  }

  /// A measure that another dataset has an alias for gives way to what the alias means: its claims go there, and so
  /// does whatever named it.
  void give_way() {
    absl::flat_hash_map<std::string_view, const Alias*> aliases;
    for (const Alias& alias : all_.aliases) aliases.emplace(alias.alias, &alias);
    const auto gives_way = [&](const Measure& measure) { return aliases.contains(measure.id); };
    absl::flat_hash_map<std::string, std::vector<std::string>> meant;
    for (const Measure& measure : all_.measures) {
      if (!gives_way(measure)) continue;
      mean(aliases, measure.id, meant[measure.id]);
      for (const std::string& id : meant[measure.id]) ask_kind_of_alias(measure, id);
    }
    if (meant.empty()) return;
    std::erase_if(all_.measures, gives_way);
    const auto rename = [&](std::vector<std::string>& ids) {
      std::vector<std::string> renamed;
      for (const std::string& id : ids) {
        const auto found = meant.find(id);
        unite(renamed, found == meant.end() ? std::vector{id} : found->second);
      }
      ids = std::move(renamed);
    };
    for (Measure& measure : all_.measures) {
      rename(measure.based_on);
      rename(measure.mirrors);
      rename(measure.relieves);
      std::erase(measure.mirrors, measure.id);
      std::erase(measure.based_on, measure.id);
    }
    for (Question& question : all_.questions) rename(question.about);
    for (StackingRule& rule : all_.stacking) rename(rule.others);
  }

  static void mean(const absl::flat_hash_map<std::string_view, const Alias*>& aliases, const std::string& name,
                   std::vector<std::string>& into, std::size_t depth = 0) {
    const auto alias = aliases.find(name);
    if (alias == aliases.end()) {
      unite(into, {name});
    } else if (depth <= aliases.size()) {  // else a circle, which check() refuses
      for (const std::string& id : alias->second->means) {
        mean(aliases, id, into, depth + 1);
      }
    }
  }

  /// A measure that gives way to one of another kind leaves the question which it is (rule 24).
  void ask_kind_of_alias(const Measure& loose, const std::string& id) {
    const auto named = std::ranges::find(all_.measures, id, &Measure::id);
    if (named == all_.measures.end() || named->kind == loose.kind) return;
    Question question{
        .id = "kind-of-" + loose.id,
        .text = fmt::format("Is {} of kind {}, as it stands here, or of kind {}, as another dataset has it "
                            "under the name {}?",
                            id, word(named->kind), word(loose.kind), loose.id),
        .about = {id},
        .claims = {}};
    if (std::ranges::find(kinds_, question.id, &Question::id) != kinds_.end()) return;
    for (const Claim& claim : all_.claims) {
      if (claim.measure == loose.id) question.claims.push_back(claim.id);
    }
    kinds_.push_back(std::move(question));
  }

  /// The kind that does not stand is kept as a question, asked from the day on which the losing dataset's claims are
  /// known.
  void ask_kind(const Measure& ours, const Measure& theirs, const Dataset& dataset, bool theirs_wins) {
    const std::string id = "kind-of-" + ours.id;
    if (std::ranges::find(kinds_, id, &Question::id) != kinds_.end()) return;
    const MeasureKind kept = theirs_wins ? theirs.kind : ours.kind, lost = theirs_wins ? ours.kind : theirs.kind;
    Question question{
        .id = id,
        .text = fmt::format("Is {} of kind {}, as it stands here, or of kind {}, as another dataset has it?", ours.id,
                            word(kept), word(lost)),
        .about = {ours.id},
        .claims = {}};
    for (const Claim& claim : theirs_wins ? all_.claims : dataset.claims) {
      if (claim.measure == ours.id) question.claims.push_back(claim.id);
    }
    kinds_.push_back(std::move(question));
  }

  Dataset all_;
  std::string name_;  // of the dataset in hand
  absl::flat_hash_map<std::string_view, Index> indexes_;
  absl::flat_hash_set<std::string> acts_;  // measures that acts tell of so far
  std::vector<Question> kinds_;
  std::vector<Diagnostic> faults_;
};

}  // namespace

Result<Dataset> combine(std::span<const Dataset> datasets) {
  Combiner combiner;
  for (const Dataset& dataset : datasets) combiner.take(dataset);
  return std::move(combiner).finish();
}

}  // namespace v0
}  // namespace truceline
