#include <truceline/timeline/timeline.hpp>

#include <algorithm>

#include "calendar/fault.hpp"
#include "timeline/rep.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Before `changed` the base answers, `until` apart (rule 25).
Account before_the_change(const Account& base, Account changed, DayNumber from) {
  Account joined;
  for (const Stretch& stretch : base) {
    if (stretch.from < from) joined.push_back(stretch);
  }
  const auto after = std::upper_bound(changed.begin(), changed.end(), from,
                                      [](DayNumber day, const Stretch& s) { return day < s.from; });
  const std::size_t first = static_cast<std::size_t>(after - changed.begin()) - 1;
  const FuzzyDate seam = FuzzyDate::day(date_of(from));
  if (joined.empty()) return changed;
  const Answer last = *joined.back().answer;
  const Answer next = *changed[first].answer;
  const bool goes_on = same_core(last, next);
  const bool begins_there = next.since == seam;  // else it began earlier where the base answers
  const auto mark = [](Answer& answer, Assumed what, bool assumed) {
    std::erase(answer.assumed, what);
    if (assumed) answer.assumed.insert(what == Assumed::Since ? answer.assumed.begin() : answer.assumed.end(), what);
  };
  const auto marked = [](const Answer& answer, Assumed what) {
    return std::find(answer.assumed.begin(), answer.assumed.end(), what) != answer.assumed.end();
  };
  for (auto stretch = joined.rbegin(); stretch != joined.rend() && same_core(*stretch->answer, last); ++stretch) {
    stretch->answer.edit([&](Answer& answer) {
      answer.until = goes_on ? next.until : seam;
      mark(answer, Assumed::Until,
           goes_on ? marked(next, Assumed::Until) : begins_there && marked(next, Assumed::Since));
    });
  }
  bool first_run = true;  // of equal cores, from the seam on
  for (std::size_t i = first; i < changed.size(); ++i) {
    Stretch stretch = changed[i];
    stretch.from = std::max(stretch.from, from);
    first_run = first_run && same_core(*stretch.answer, next);
    if (first_run && (goes_on || !begins_there)) {
      stretch.answer.edit([&](Answer& answer) {
        answer.since = goes_on ? last.since : seam;
        mark(answer, Assumed::Since, goes_on && marked(last, Assumed::Since));
      });
    }
    if (joined.back().answer == stretch.answer) continue;
    joined.push_back(std::move(stretch));
  }
  return joined;
}

/// The earliest start among what a scenario adds and takes away, in hindsight (rule 25); nullopt where it changes
/// nothing.
std::optional<DayNumber> earliest_change(const Book& base, const Book& changed, const Overlay& overlay) {
  std::optional<DayNumber> earliest;
  const auto consider = [&](const Book& book, const absl::flat_hash_set<std::string>& ids) {
    Eyes eyes(book, book.last_known());
    for (const std::string& id : ids) {
      const auto claim = book.find_claim(id);
      if (!claim) continue;
      for (const int measure : book.measures_of(*claim)) {
        for (const Happening& what : eyes.happenings(measure)) {
          if (std::find(what.claims.begin(), what.claims.end(), *claim) == what.claims.end()) continue;
          const bool undated = what.start == Happening::Start::Undecided;
          const DayNumber start = undated ? book.told(*claim) : what.from.first;
          earliest = std::min(earliest.value_or(start), start);
        }
      }
      if (!book.moves(*claim)) earliest = std::min(earliest.value_or(book.told(*claim)), book.told(*claim));
    }
  };
  consider(base, overlay.ignored);
  consider(changed, overlay.applied);
  return earliest;
}

/// What one epoch's known days are told.
struct Epoch {
  DayNumber known_from = 0;
  Account account;
  std::vector<ScopeChange> scopes;
};

/// What is in force by valid and known days; runs of days that known days after one another see alike are one record.
BitemporalIndex index_in_force(const Ledger& ledger) {
  struct Seen {
    Period valid;
    Date known_from;
  };
  std::vector<Bitemporal> records;
  for (int measure = 0; measure < ledger.measure_count(); ++measure) {
    std::vector<Seen> seen;  // by the epoch before
    for (std::size_t epoch = 0; epoch < ledger.epoch_count(measure); ++epoch) {
      const Date known_from = date_of(ledger.known_from(measure, epoch));
      std::vector<Seen> now;
      each_in_force(ledger.account(measure, epoch), [&](const Period& valid) {
        const auto before = std::find_if(seen.begin(), seen.end(), [&](const Seen& s) { return s.valid == valid; });
        now.push_back({valid, before == seen.end() ? known_from : before->known_from});
        if (before != seen.end()) seen.erase(before);
      });
      for (const Seen& gone : seen) records.push_back({gone.valid, *Period::make(gone.known_from, known_from)});
      seen = std::move(now);
    }
    for (const Seen& lasting : seen) records.push_back({lasting.valid, Period::since(lasting.known_from)});
  }
  return BitemporalIndex(records);
}

/// A ledger over records that check() has passed.
class Compiled final : public Ledger {
 public:
  /// With a base, what the overlay leaves as it was is the base's.
  Compiled(std::shared_ptr<const Records> records, Knowledge knowledge, const Ledger* base)
      : records_(std::move(records)), book_(records_->dataset, knowledge, records_->overlay) {
    const auto change = base == nullptr ? std::nullopt : earliest_change(base->book(), book_, records_->overlay);
    epochs_.resize(static_cast<std::size_t>(book_.measure_count()));
    for (int measure = 0; measure < book_.measure_count(); ++measure) {
      std::vector<Epoch>& epochs = epochs_[static_cast<std::size_t>(measure)];
      std::vector<DayNumber> days = book_.epochs_of(measure);
      if (base != nullptr) {
        const auto also = base->book().epochs_of(measure);
        days.insert(days.end(), also.begin(), also.end());
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
      }
      for (const DayNumber day : days) {
        Eyes eyes(book_, day);
        Account account = account_of(eyes, measure);
        if (base != nullptr) {
          const Account& before = base->account_by(measure, day);
          account = change ? before_the_change(before, std::move(account), *change) : before;
        }
        std::vector<ScopeChange> scopes = scope_changes_of(eyes, measure);
        if (!epochs.empty()) {
          share_answers(account, epochs.back().account);
          if (epochs.back().account == account && epochs.back().scopes == scopes) continue;
        }
        epochs.push_back({day, std::move(account), std::move(scopes)});
      }
    }
  }

  [[nodiscard]] int measure_count() const noexcept override { return book_.measure_count(); }
  [[nodiscard]] std::string_view id(int measure) const noexcept override { return book_.measure(measure).id; }
  [[nodiscard]] std::optional<int> find_measure(std::string_view name) const noexcept override {
    return book_.find_measure(name);
  }
  void head(int measure, Finding& finding) const override {
    const Measure& record = book_.measure(measure);
    finding.measure = record.id;
    finding.kind = record.kind;
    finding.imposed_by = record.imposed_by;
    finding.target = record.target;
    finding.package = !book_.parts_of(measure).empty();
  }
  [[nodiscard]] std::string_view source_of(std::string_view claim) const noexcept override {
    return book_.claim(*book_.find_claim(claim)).source;
  }
  [[nodiscard]] std::optional<Date> complete_through() const noexcept override {
    return records_->dataset.complete_through;
  }
  [[nodiscard]] DayNumber last_known() const noexcept override { return book_.last_known(); }

  [[nodiscard]] std::size_t epoch_count(int measure) const noexcept override { return epochs_of(measure).size(); }
  [[nodiscard]] DayNumber known_from(int measure, std::size_t epoch) const noexcept override {
    return epochs_of(measure)[epoch].known_from;
  }
  [[nodiscard]] const Account& account(int measure, std::size_t epoch) const override {
    return epochs_of(measure)[epoch].account;
  }
  [[nodiscard]] const std::vector<ScopeChange>& scopes(int measure, std::size_t epoch) const override {
    return epochs_of(measure)[epoch].scopes;
  }

  [[nodiscard]] const Records& records() const override { return *records_; }
  [[nodiscard]] const Book& book() const override { return book_; }

 private:
  [[nodiscard]] const std::vector<Epoch>& epochs_of(int measure) const noexcept {
    return epochs_[static_cast<std::size_t>(measure)];
  }

  std::shared_ptr<const Records> records_;
  Book book_;
  std::vector<std::vector<Epoch>> epochs_;  ///< by measure
};

}  // namespace

std::shared_ptr<const Timeline::Rep> Timeline::Rep::make(Dataset dataset, Overlay overlay, const Rep* base) {
  const auto records = std::make_shared<const Records>(Records{std::move(dataset), std::move(overlay)});
  const auto& sources = records->dataset.sources;
  const bool precise = std::all_of(sources.begin(), sources.end(), [](const Source& source) {
    const FuzzyDate known = known_of(source);
    return known.earliest() == known.latest();
  });
  auto rep = std::make_shared<Rep>();
  rep->lenient =
      std::make_shared<const Compiled>(records, Knowledge::Lenient, base == nullptr ? nullptr : base->lenient.get());
  rep->strict = precise ? rep->lenient
                        : std::make_shared<const Compiled>(records, Knowledge::Strict,
                                                           base == nullptr ? nullptr : base->strict.get());
  return rep;
}

Result<Timeline> Timeline::compile(Dataset dataset) {
  if (absl::Status status = check(dataset); !status.ok()) return status;
  return Timeline(Rep::make(std::move(dataset), {}, nullptr));
}

Result<Timeline> Timeline::apply(std::string_view scenario) const {
  const auto& scenarios = dataset().scenarios;
  const auto found =
      std::find_if(scenarios.begin(), scenarios.end(), [&](const Scenario& s) { return s.name == scenario; });
  if (found == scenarios.end()) {
    std::string known;
    for (const Scenario& s : scenarios) known += (known.empty() ? "" : ", ") + s.name;
    return fault({.id = "TL-401",
                  .source = dataset().name,
                  .message = "no scenario " + std::string(scenario),
                  .fix = known.empty() ? "the dataset has none" : "use one of: " + known},
                 absl::StatusCode::kNotFound);
  }
  return apply(*found);
}

Result<Timeline> Timeline::apply(const Scenario& scenario, const std::vector<Claim>& claims) const {
  auto [dataset, overlay] = rep_->lenient->records();
  for (const Claim& claim : dataset.claims) {
    if (claim.standing == Standing::Hypothetical && claim.scenario == scenario.name) overlay.applied.insert(claim.id);
  }
  for (Claim claim : claims) {
    claim.standing = Standing::Hypothetical;
    claim.scenario = scenario.name;
    overlay.applied.insert(claim.id);
    dataset.claims.push_back(std::move(claim));
  }
  if (std::none_of(dataset.scenarios.begin(), dataset.scenarios.end(),
                   [&](const Scenario& s) { return s.name == scenario.name; })) {
    dataset.scenarios.push_back(scenario);
  }
  if (absl::Status status = check(dataset); !status.ok()) return status;
  // Ignoring a claim ignores its action, as hindsight groups it.
  const Book& book = rep_->lenient->book();
  Eyes eyes(book, book.last_known());
  for (const std::string& id : scenario.ignores) {
    const auto claim = book.find_claim(id);
    if (!claim) {
      return fault({.id = "TL-402",
                    .source = dataset.name,
                    .message = "scenario " + scenario.name + " ignores a claim that is not there: " + id,
                    .fix = "name a claim of the dataset"});
    }
    overlay.ignored.insert(id);
    for (const int measure : book.measures_of(*claim)) {
      for (const Happening& what : eyes.happenings(measure)) {
        if (std::find(what.claims.begin(), what.claims.end(), *claim) == what.claims.end()) continue;
        for (const int other : what.claims) overlay.ignored.insert(book.claim(other).id);
      }
    }
  }
  return Timeline(Rep::make(std::move(dataset), std::move(overlay), rep_.get()));
}

const Dataset& Timeline::dataset() const noexcept { return rep_->lenient->records().dataset; }

View Timeline::as_known_on(Date known, Knowledge knowledge) const {
  return View(View::Rep::make(knowledge == Knowledge::Strict ? rep_->strict : rep_->lenient, known));
}

View Timeline::hindsight() const { return View(View::Rep::make(rep_->lenient, std::nullopt)); }

std::size_t Timeline::count_in_force(Date day, Date known) const noexcept {
  const BitemporalIndex& index = rep_->in_force.get([&] { return index_in_force(*rep_->lenient); });
  return index.count(day, known);
}

std::vector<Learned> Timeline::learned(Period period) const {
  const Book& book = rep_->lenient->book();
  absl::flat_hash_map<std::string_view, bool> undated;
  for (const Source& source : dataset().sources) undated.emplace(source.id, source.published.is_unknown());
  std::vector<Learned> learned;
  for (std::size_t i = 0; i < dataset().claims.size(); ++i) {
    const Claim& claim = dataset().claims[i];
    const Date known = date_of(book.told(static_cast<int>(i)));
    if (period.contains(known)) learned.push_back({known, undated.at(claim.source), claim.id, claim.measure});
  }
  std::stable_sort(learned.begin(), learned.end(),
                   [](const Learned& a, const Learned& b) { return a.known < b.known; });
  return learned;
}

std::vector<Segment> Timeline::segments() const {
  std::vector<Segment> segments;
  const Ledger& ledger = *rep_->lenient;
  for (int measure = 0; measure < ledger.measure_count(); ++measure) {
    const auto add = [&](const Account& account, Period known) {
      for (std::size_t i = 0; i < account.size(); ++i) {
        const auto until = i + 1 < account.size() ? std::optional<Date>(date_of(account[i + 1].from)) : std::nullopt;
        segments.push_back({std::string(ledger.id(measure)), *Period::make(date_of(account[i].from), until), known,
                            *account[i].answer});
      }
    };
    const std::size_t epochs = ledger.epoch_count(measure);
    const Date first = epochs == 0 ? Date::max() : date_of(ledger.known_from(measure, 0));
    if (epochs == 0) {
      add(nothing_known(), Period::since(Date::min()));
    } else if (first > Date::min()) {
      add(nothing_known(), *Period::make(Date::min(), first));
    }
    for (std::size_t i = 0; i < epochs; ++i) {
      const auto until =
          i + 1 < epochs ? std::optional<Date>(date_of(ledger.known_from(measure, i + 1))) : std::nullopt;
      add(ledger.account(measure, i), *Period::make(date_of(ledger.known_from(measure, i)), until));
    }
  }
  return segments;
}

}  // namespace v0
}  // namespace truceline
