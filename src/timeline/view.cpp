#include <truceline/timeline/view.hpp>

#include <algorithm>

#include "timeline/rep.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::array<std::string_view, 7> status_words{"none",     "unknown",   "proposed", "scheduled",
                                                       "in_force", "suspended", "ended"};

bool is_live(Status status) noexcept { return status == Status::InForce || status == Status::Suspended; }

}  // namespace

std::string_view word(Status value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < status_words.size() ? status_words[index] : std::string_view();
}
std::string_view word(Certainty value) noexcept { return value == Certainty::Certain ? "certain" : "possible"; }
std::string_view word(Assumed value) noexcept { return value == Assumed::Since ? "since" : "until"; }
std::optional<Status> status_from_word(std::string_view text) noexcept {
  const auto found = std::find(status_words.begin(), status_words.end(), text);
  if (found == status_words.end()) return std::nullopt;
  return static_cast<Status>(found - status_words.begin());
}

std::shared_ptr<const View::Rep> View::Rep::make(std::shared_ptr<const Ledger> ledger, std::optional<Date> known) {
  auto rep = std::make_shared<Rep>();
  rep->known = known;
  rep->by = known ? known->days_since_epoch() : ledger->last_known();
  rep->projected_after = rep->by;
  if (const auto complete = ledger->complete_through()) {
    rep->projected_after = std::min(rep->by, complete->days_since_epoch());
  }
  std::vector<std::pair<DayNumber, int>> steps;
  for (int measure = 0; measure < ledger->measure_count(); ++measure) {
    rep->ids.emplace_back(ledger->id(measure));
    const Account& account = ledger->account_by(measure, rep->by);
    rep->accounts.push_back(&account);
    rep->scopes.push_back(&ledger->scopes_by(measure, rep->by));
    for (std::size_t i = 0; i < account.size(); ++i) {
      const int now = account[i].answer.status == Status::InForce ? 1 : 0;
      const int before = i > 0 && account[i - 1].answer.status == Status::InForce ? 1 : 0;
      if (now != before) steps.emplace_back(account[i].from, now - before);
    }
  }
  std::sort(steps.begin(), steps.end());
  if (!steps.empty()) {
    rep->counted_from = steps.front().first;
    const DayNumber span = steps.back().first - rep->counted_from;
    rep->in_force.assign(static_cast<std::size_t>(span) + 1, 0);
    int count = 0;
    std::size_t next = 0;
    for (DayNumber offset = 0; offset <= span; ++offset) {
      while (next < steps.size() && steps[next].first <= rep->counted_from + offset) count += steps[next++].second;
      rep->in_force[static_cast<std::size_t>(offset)] = static_cast<std::uint32_t>(count);
    }
  }
  rep->ledger = std::move(ledger);
  return rep;
}

std::size_t View::Rep::stretch_at(int measure, DayNumber day) const noexcept {
  return truceline::stretch_at(*accounts[static_cast<std::size_t>(measure)], day);
}

Finding View::Rep::finding(int measure, DayNumber day) const {
  const Account& account = *accounts[static_cast<std::size_t>(measure)];
  const std::size_t index = stretch_at(measure, day);
  const Answer* next = nullptr;
  for (std::size_t i = index + 1; i < account.size() && next == nullptr; ++i) {
    if (!same_core(account[i].answer, account[index].answer)) next = &account[i].answer;
  }
  return dress(measure, account[index].answer, day, next);
}

Finding View::Rep::dress(int measure, Answer answer, DayNumber day, const Answer* next) const {
  Finding finding;
  static_cast<Answer&>(finding) = std::move(answer);
  ledger->head(measure, finding);
  finding.on = date_of(day);
  if (next != nullptr && finding.until) finding.next = Next{*finding.until, next->status, next->rate};
  finding.projected = day > projected_after;
  for (const std::string& id : finding.because) {
    const std::string_view source = ledger->source_of(id);
    if (std::find(finding.sources.begin(), finding.sources.end(), source) == finding.sources.end())
      finding.sources.emplace_back(source);
  }
  return finding;
}

Segment View::Rep::segment(int measure, std::size_t stretch) const {
  const auto index = static_cast<std::size_t>(measure);
  const Account& account = *accounts[index];
  const auto until =
      stretch + 1 < account.size() ? std::optional<Date>(date_of(account[stretch + 1].from)) : std::nullopt;
  const std::size_t begun = ledger->epochs_by(measure, by);
  const Date known_from = begun == 0 ? Date::min() : date_of(ledger->known_from(measure, begun - 1));
  const auto known_until = begun == ledger->epoch_count(measure)
                               ? std::nullopt
                               : std::optional<Date>(date_of(ledger->known_from(measure, begun)));
  return {ids[index], *Period::make(date_of(account[stretch].from), until), *Period::make(known_from, known_until),
          account[stretch].answer};
}

std::optional<Date> View::known() const noexcept { return rep_->known; }

const std::vector<std::string>& View::measures() const noexcept { return rep_->ids; }

std::optional<MeasureHandle> View::measure(std::string_view id) const noexcept {
  const auto found = rep_->ledger->find_measure(id);
  if (!found) return std::nullopt;
  return MeasureHandle(static_cast<std::uint32_t>(*found));
}

std::optional<Finding> View::state(std::string_view measure, Date day) const {
  const auto handle = this->measure(measure);
  if (!handle) return std::nullopt;
  return state(*handle, day);
}

Finding View::state(MeasureHandle measure, Date day) const noexcept {
  return rep_->finding(static_cast<int>(measure.index_), day.days_since_epoch());
}

Status View::status(MeasureHandle measure, Date day) const noexcept {
  const int index = static_cast<int>(measure.index_);
  return (*rep_->accounts[measure.index_])[rep_->stretch_at(index, day.days_since_epoch())].answer.status;
}

std::optional<Finding> View::at(std::string_view measure, Instant instant) const {
  const auto index = rep_->ledger->find_measure(measure);
  if (!index) return std::nullopt;
  const Book& book = rep_->ledger->book();
  const Zone clock = book.clock(*index);
  LocalTime local = to_local(instant, clock);
  // In the second run of an hour that autumn repeats nothing begins, since the first is meant: the state is that at the
  // first one's end.
  while (to_instant(local, clock) < instant) {
    const auto next = TimeOfDay::from_minutes(local.time.minutes() + 1);
    if (!next || to_instant({local.day, *next}, clock) > instant) break;
    local.time = *next;
  }
  const DayNumber day = local.day.days_since_epoch();
  Eyes eyes(book, rep_->by);
  Finding finding = rep_->finding(*index, day);
  Answer answer = answer_at(eyes, *index, minute_of(day) + local.time.minutes());
  if (same_core(finding, answer)) return finding;
  return rep_->dress(*index, std::move(answer), day, nullptr);
}

std::vector<Finding> View::find(const Query& query) const {
  const Goods unasked;  // the records are not looked into for what no query asks
  std::vector<Finding> findings;
  for (std::uint32_t index = 0; index < rep_->accounts.size(); ++index) {
    Finding finding = rep_->finding(static_cast<int>(index), query.on.days_since_epoch());
    const bool found = matches(query, finding, query.goods.empty() ? unasked : record(MeasureHandle(index)).goods);
    if (found) findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> View::in_force(Date day) const { return find({.on = day, .status = {Status::InForce}}); }

std::size_t View::count_in_force(Date day) const noexcept {
  if (rep_->in_force.empty() || day.days_since_epoch() < rep_->counted_from) return 0;
  const auto offset = static_cast<std::size_t>(day.days_since_epoch() - rep_->counted_from);
  return rep_->in_force[std::min(offset, rep_->in_force.size() - 1)];
}

std::vector<Segment> View::history(std::string_view measure) const {
  const auto index = rep_->ledger->find_measure(measure);
  std::vector<Segment> segments;
  if (!index) return segments;
  for (std::size_t i = 0; i < rep_->accounts[static_cast<std::size_t>(*index)]->size(); ++i)
    segments.push_back(rep_->segment(*index, i));
  return segments;
}

std::vector<Segment> View::segments() const {
  std::vector<Segment> segments;
  for (const std::string& id : rep_->ids) {
    auto own = history(id);
    std::move(own.begin(), own.end(), std::back_inserter(segments));
  }
  return segments;
}

std::vector<Change> View::changes(Period period) const {
  std::vector<Change> changes;
  for (int measure = 0; measure < static_cast<int>(rep_->accounts.size()); ++measure) {
    const Account& account = *rep_->accounts[static_cast<std::size_t>(measure)];
    for (std::size_t i = 1; i < account.size(); ++i) {
      const Answer& after = account[i].answer;
      if (!period.contains(date_of(account[i].from)) || same_core(account[i - 1].answer, after)) continue;
      if (after.status == Status::Proposed || after.status == Status::None) continue;
      const bool assumed = std::find(after.assumed.begin(), after.assumed.end(), Assumed::Since) != after.assumed.end();
      changes.push_back({date_of(account[i].from), rep_->ids[static_cast<std::size_t>(measure)],
                         rep_->finding(measure, account[i].from - 1), rep_->finding(measure, account[i].from),
                         assumed});
    }
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.on < b.on; });
  return changes;
}

std::vector<Change> View::next_change(Date day) const {
  if (day == Date::max()) return {};
  std::vector<Change> changes = this->changes(Period::since(day + 1));
  const auto later = std::find_if(changes.begin(), changes.end(),
                                  [&](const Change& change) { return change.on != changes.front().on; });
  changes.erase(later, changes.end());
  return changes;
}

std::vector<Finding> View::expiring(Date day, Term within) const {
  std::vector<Finding> findings;
  for (int measure = 0; measure < static_cast<int>(rep_->accounts.size()); ++measure) {
    Finding finding = rep_->finding(measure, day.days_since_epoch());
    if (is_live(finding.status) && finding.until && *finding.until->earliest() <= day + within)
      findings.push_back(std::move(finding));
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return *a.until->earliest() < *b.until->earliest(); });
  return findings;
}

std::vector<Segment> View::overlapping(Period period) const {
  std::vector<Segment> segments;
  for (int measure = 0; measure < static_cast<int>(rep_->accounts.size()); ++measure) {
    const Account& account = *rep_->accounts[static_cast<std::size_t>(measure)];
    for (std::size_t i = rep_->stretch_at(measure, period.from().days_since_epoch()); i < account.size(); ++i) {
      if (period.until() && date_of(account[i].from) >= *period.until()) break;
      if (is_live(account[i].answer.status)) segments.push_back(rep_->segment(measure, i));
    }
  }
  return segments;
}

std::vector<ScopeChange> View::scope_changes(std::string_view measure) const {
  const auto index = rep_->ledger->find_measure(measure);
  return index ? *rep_->scopes[static_cast<std::size_t>(*index)] : std::vector<ScopeChange>();
}

const std::vector<ScopeChange>& View::scope_changes(MeasureHandle measure) const noexcept {
  return *rep_->scopes[measure.index_];
}

const Measure& View::record(MeasureHandle measure) const noexcept {
  return rep_->ledger->records().dataset.measures[measure.index_];
}

const Dataset& View::dataset() const noexcept { return rep_->ledger->records().dataset; }

bool View::knows(std::string_view claim) const noexcept {
  const Book& book = rep_->ledger->book();
  const auto index = book.find_claim(claim);
  return index && book.counts(*index, rep_->by);
}

std::vector<Difference> compare(const View& left, const View& right) {
  std::vector<std::string> ids = left.measures();
  for (const std::string& id : right.measures()) {
    if (!left.measure(id)) ids.push_back(id);
  }
  const auto equal = [](const Answer& a, const Answer& b) {
    return same_core(a, b) && a.standing == b.standing && a.certainty == b.certainty && a.may_be == b.may_be &&
           a.voided == b.voided;
  };
  std::vector<Difference> differences;
  for (const std::string& id : ids) {
    const auto account_in = [&](const View& view) -> const Account* {
      const auto index = view.rep_->ledger->find_measure(id);
      return index ? view.rep_->accounts[static_cast<std::size_t>(*index)] : nullptr;
    };
    const Account* const l = account_in(left);
    const Account* const r = account_in(right);
    std::vector<DayNumber> days;
    for (const Account* const account : {l, r}) {
      if (account == nullptr) continue;
      for (const Stretch& stretch : *account) days.push_back(stretch.from);
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    const auto at = [&](const Account* account, DayNumber day) -> const Answer& {
      if (account == nullptr) return nothing_known().front().answer;
      return (*account)[truceline::stretch_at(*account, day)].answer;
    };
    bool running = false;  // the last difference of this measure reaches up to the day
    for (std::size_t i = 0; i < days.size(); ++i) {
      const Answer& mine = at(l, days[i]);
      const Answer& theirs = at(r, days[i]);
      if (equal(mine, theirs)) {
        running = false;
        continue;
      }
      const auto until = i + 1 < days.size() ? std::optional<Date>(date_of(days[i + 1])) : std::nullopt;
      if (running && equal(differences.back().left, mine) && equal(differences.back().right, theirs)) {
        differences.back().valid = *Period::make(differences.back().valid.from(), until);
      } else {
        differences.push_back({id, *Period::make(date_of(days[i]), until), mine, theirs});
      }
      running = true;
    }
  }
  return differences;
}

}  // namespace v0
}  // namespace truceline
