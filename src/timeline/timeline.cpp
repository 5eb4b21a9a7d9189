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
  const Answer last = joined.back().answer;
  const Answer& next = changed[first].answer;
  const bool goes_on = same_core(last, next);
  const bool begins_there = next.since == seam;  // else it began earlier where the base answers
  const auto mark = [](Answer& answer, Assumed what, bool assumed) {
    std::erase(answer.assumed, what);
    if (assumed) answer.assumed.insert(what == Assumed::Since ? answer.assumed.begin() : answer.assumed.end(), what);
  };
  const auto marked = [](const Answer& answer, Assumed what) {
    return std::find(answer.assumed.begin(), answer.assumed.end(), what) != answer.assumed.end();
  };
  for (auto stretch = joined.rbegin(); stretch != joined.rend() && same_core(stretch->answer, last); ++stretch) {
    stretch->answer.until = goes_on ? next.until : seam;
    mark(stretch->answer, Assumed::Until,
         goes_on ? marked(next, Assumed::Until) : begins_there && marked(next, Assumed::Since));
  }
  bool first_run = true;  // of equal cores, from the seam on
  for (std::size_t i = first; i < changed.size(); ++i) {
    Stretch stretch = changed[i];
    stretch.from = std::max(stretch.from, from);
    first_run = first_run && same_core(stretch.answer, next);
    if (first_run && goes_on) {
      stretch.answer.since = last.since;
      mark(stretch.answer, Assumed::Since, marked(last, Assumed::Since));
    } else if (first_run && !begins_there) {
      stretch.answer.since = seam;
      mark(stretch.answer, Assumed::Since, false);
    }
    if (joined.back().answer == stretch.answer) continue;
    joined.push_back(std::move(stretch));
  }
  return joined;
}

/// The earliest start among what a scenario adds and takes away, in hindsight (rule 25); nullopt where it changes
/// nothing.
std::optional<DayNumber> earliest_change(const Compiled& base, const Compiled& changed, const Overlay& overlay) {
  std::optional<DayNumber> earliest;
  const auto consider = [&](const Compiled& compiled, const absl::flat_hash_set<std::string>& ids) {
    Eyes eyes(compiled.book, compiled.book.last_known());
    for (const std::string& id : ids) {
      const auto claim = compiled.book.find_claim(id);
      if (!claim) continue;
      for (const int measure : compiled.book.measures_of(*claim)) {
        for (const Happening& what : eyes.happenings(measure)) {
          if (std::find(what.claims.begin(), what.claims.end(), *claim) == what.claims.end()) continue;
          const bool undated = what.start == Happening::Start::Undecided;
          const DayNumber start = undated ? compiled.book.told(*claim) : what.from.first;
          earliest = std::min(earliest.value_or(start), start);
        }
      }
      if (!compiled.book.moves(*claim))
        earliest = std::min(earliest.value_or(compiled.book.told(*claim)), compiled.book.told(*claim));
    }
  };
  consider(base, overlay.ignored);
  consider(changed, overlay.applied);
  return earliest;
}

std::shared_ptr<const Compiled> compile_with(const Dataset& dataset, Knowledge knowledge, const Overlay& overlay,
                                             const Compiled* base) {
  auto compiled = std::make_shared<Compiled>(Compiled{Book(dataset, knowledge, overlay), {}});
  const Book& book = compiled->book;
  const auto change = base == nullptr ? std::nullopt : earliest_change(*base, *compiled, overlay);
  compiled->epochs.resize(static_cast<std::size_t>(book.measure_count()));
  for (int measure = 0; measure < book.measure_count(); ++measure) {
    auto& epochs = compiled->epochs[static_cast<std::size_t>(measure)];
    std::vector<DayNumber> days = book.epochs_of(measure);
    if (base != nullptr) {
      const auto also = base->book.epochs_of(measure);
      days.insert(days.end(), also.begin(), also.end());
      std::sort(days.begin(), days.end());
      days.erase(std::unique(days.begin(), days.end()), days.end());
    }
    for (const DayNumber day : days) {
      Eyes eyes(book, day);
      Account account = account_of(eyes, measure);
      if (base != nullptr) {
        const Account& before = base->account(measure, day);
        account = change ? before_the_change(before, std::move(account), *change) : before;
      }
      std::vector<ScopeChange> scopes = scope_changes_of(eyes, measure);
      if (!epochs.empty() && epochs.back().account == account && epochs.back().scopes == scopes) continue;
      epochs.push_back({day, std::move(account), std::move(scopes)});
    }
  }
  return compiled;
}

}  // namespace

const Account& nothing_known() noexcept {
  static const Account account = [] {
    Answer none;
    none.may_be = {Status::None};
    return Account{{Date::min().days_since_epoch(), none}};
  }();
  return account;
}

const Epoch* Compiled::epoch(int measure, DayNumber known) const noexcept {
  const auto& list = epochs[static_cast<std::size_t>(measure)];
  const auto after = std::upper_bound(list.begin(), list.end(), known,
                                      [](DayNumber day, const Epoch& epoch) { return day < epoch.known_from; });
  return after == list.begin() ? nullptr : &*std::prev(after);
}

const Account& Compiled::account(int measure, DayNumber known) const noexcept {
  const Epoch* const found = epoch(measure, known);
  return found == nullptr ? nothing_known() : found->account;
}

const std::vector<ScopeChange>& Compiled::scopes(int measure, DayNumber known) const noexcept {
  static const std::vector<ScopeChange> none;
  const Epoch* const found = epoch(measure, known);
  return found == nullptr ? none : found->scopes;
}

std::shared_ptr<const Timeline::Rep> Timeline::Rep::make(Dataset dataset, Overlay overlay, const Rep* base) {
  auto rep = std::make_shared<Rep>(Rep{std::move(dataset), std::move(overlay), nullptr, nullptr});
  const bool precise = std::all_of(rep->dataset.sources.begin(), rep->dataset.sources.end(), [](const Source& source) {
    const FuzzyDate known = known_of(source);
    return known.earliest() == known.latest();
  });
  rep->lenient =
      compile_with(rep->dataset, Knowledge::Lenient, rep->overlay, base == nullptr ? nullptr : base->lenient.get());
  rep->strict = precise ? rep->lenient
                        : compile_with(rep->dataset, Knowledge::Strict, rep->overlay,
                                       base == nullptr ? nullptr : base->strict.get());
  return rep;
}

Result<Timeline> Timeline::compile(Dataset dataset) {
  if (absl::Status status = check(dataset); !status.ok()) return status;
  return Timeline(Rep::make(std::move(dataset), {}, nullptr));
}

Result<Timeline> Timeline::apply(std::string_view scenario) const {
  const auto& scenarios = rep_->dataset.scenarios;
  const auto found =
      std::find_if(scenarios.begin(), scenarios.end(), [&](const Scenario& s) { return s.name == scenario; });
  if (found == scenarios.end()) {
    std::string known;
    for (const Scenario& s : scenarios) known += (known.empty() ? "" : ", ") + s.name;
    return fault({.id = "TL-401",
                  .source = rep_->dataset.name,
                  .message = "no scenario " + std::string(scenario),
                  .fix = known.empty() ? "the dataset has none" : "use one of: " + known},
                 absl::StatusCode::kNotFound);
  }
  return apply(*found);
}

Result<Timeline> Timeline::apply(const Scenario& scenario, const std::vector<Claim>& claims) const {
  Dataset dataset = rep_->dataset;
  Overlay overlay = rep_->overlay;
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
  const Book& book = rep_->lenient->book;
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

const Dataset& Timeline::dataset() const noexcept { return rep_->dataset; }

View Timeline::as_known_on(Date known, Knowledge knowledge) const {
  return View(View::Rep::make(rep_, knowledge == Knowledge::Strict ? rep_->strict : rep_->lenient, known));
}

View Timeline::hindsight() const { return View(View::Rep::make(rep_, rep_->lenient, std::nullopt)); }

std::vector<Learned> Timeline::learned(Period period) const {
  const Book& book = rep_->lenient->book;
  absl::flat_hash_map<std::string_view, bool> undated;
  for (const Source& source : rep_->dataset.sources) undated.emplace(source.id, source.published.is_unknown());
  std::vector<Learned> learned;
  for (std::size_t i = 0; i < rep_->dataset.claims.size(); ++i) {
    const Claim& claim = rep_->dataset.claims[i];
    const Date known = date_of(book.told(static_cast<int>(i)));
    if (period.contains(known)) learned.push_back({known, undated.at(claim.source), claim.id, claim.measure});
  }
  std::stable_sort(learned.begin(), learned.end(),
                   [](const Learned& a, const Learned& b) { return a.known < b.known; });
  return learned;
}

std::vector<Segment> Timeline::segments() const {
  std::vector<Segment> segments;
  const Compiled& compiled = *rep_->lenient;
  for (std::size_t measure = 0; measure < compiled.epochs.size(); ++measure) {
    const auto& epochs = compiled.epochs[measure];
    const std::string& id = rep_->dataset.measures[measure].id;
    const auto add = [&](const Account& account, Period known) {
      for (std::size_t i = 0; i < account.size(); ++i) {
        const auto until = i + 1 < account.size() ? std::optional<Date>(date_of(account[i + 1].from)) : std::nullopt;
        segments.push_back({id, *Period::make(date_of(account[i].from), until), known, account[i].answer});
      }
    };
    const Date first = epochs.empty() ? Date::max() : date_of(epochs.front().known_from);
    if (epochs.empty()) {
      add(nothing_known(), Period::since(Date::min()));
    } else if (first > Date::min()) {
      add(nothing_known(), *Period::make(Date::min(), first));
    }
    for (std::size_t i = 0; i < epochs.size(); ++i) {
      const auto until = i + 1 < epochs.size() ? std::optional<Date>(date_of(epochs[i + 1].known_from)) : std::nullopt;
      add(epochs[i].account, *Period::make(date_of(epochs[i].known_from), until));
    }
  }
  return segments;
}

}  // namespace v0
}  // namespace truceline
