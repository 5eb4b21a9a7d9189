#include <truceline/timeline/view.hpp>

#include <algorithm>

#include "timeline/rep.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::array<std::string_view, 7> status_words{"none",     "unknown",   "proposed", "scheduled",
                                                       "in_force", "suspended", "ended"};

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
  for (int measure = 0; measure < ledger->measure_count(); ++measure) {
    rep->ids.emplace_back(ledger->id(measure));
    rep->accounts.push_back(&ledger->account_by(measure, rep->by));
    rep->scopes.push_back(&ledger->scopes_by(measure, rep->by));
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
    if (!same_core(*account[i].answer, *account[index].answer)) next = &*account[i].answer;
  }
  return dress(measure, *account[index].answer, day, next);
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
          *account[stretch].answer};
}

std::optional<Date> View::known() const noexcept { return rep_->known; }

const std::vector<std::string>& View::measures() const noexcept { return rep_->ids; }

std::optional<MeasureHandle> View::measure(std::string_view id) const noexcept {
  const auto found = rep_->ledger->find_measure(id);
  if (!found) return std::nullopt;
  return MeasureHandle(static_cast<std::uint32_t>(*found));
}

MeasureHandle View::measure(std::uint32_t number) const noexcept { return MeasureHandle(number); }

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
  return (*rep_->accounts[measure.index_])[rep_->stretch_at(index, day.days_since_epoch())].answer->status;
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
  const auto consider = [&](std::uint32_t index) {
    Finding finding = rep_->finding(static_cast<int>(index), query.on.days_since_epoch());
    const bool found = matches(query, finding, query.goods.empty() ? unasked : record(MeasureHandle(index)).goods);
    if (found) findings.push_back(std::move(finding));
  };
  if (query.status == std::vector{Status::InForce}) {
    std::vector<std::uint32_t> numbers = numbers_in_force(query.on).numbers();
    std::sort(numbers.begin(), numbers.end());
    for (const std::uint32_t index : numbers) consider(index);
  } else {
    for (std::uint32_t index = 0; index < rep_->accounts.size(); ++index) consider(index);
  }
  return findings;
}

std::vector<Finding> View::in_force(Date day) const { return find({.on = day, .status = {Status::InForce}}); }

std::size_t View::count_in_force(Date day) const noexcept { return rep_->by_day.in_force(rep_->accounts).count(day); }

Runs View::numbers_in_force(Date day) const noexcept { return rep_->by_day.in_force(rep_->accounts).on(day); }

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
  const IndexedStretches& all = rep_->by_day.changes(rep_->accounts);
  std::vector<Change> changes;
  for (const std::uint32_t place : all.index.beginning(period)) {
    const auto [measure, stretch] = all.stretches[place];
    const auto index = static_cast<int>(measure);
    const Stretch& after = (*rep_->accounts[measure])[stretch];
    const auto& marks = after.answer->assumed;
    changes.push_back({date_of(after.from), rep_->ids[measure], rep_->finding(index, after.from - 1),
                       rep_->finding(index, after.from),
                       std::find(marks.begin(), marks.end(), Assumed::Since) != marks.end()});
  }
  return changes;
}

std::vector<Change> View::next_change(Date day) const {
  const auto next = next_change_day(day);
  return next ? changes(Period::from_day(*next)) : std::vector<Change>();
}

std::optional<Date> View::next_change_day(Date day) const noexcept {
  return rep_->by_day.changes(rep_->accounts).index.next_change(day);
}

std::vector<Finding> View::expiring(Date day, Term within) const {
  const Date by = day + within;
  std::vector<Finding> findings;
  for (const std::uint32_t measure : rep_->by_day.expiring(rep_->accounts, day, by)) {
    Finding finding = rep_->finding(static_cast<int>(measure), day.days_since_epoch());
    if (is_live(finding.status) && finding.until && *finding.until->earliest() <= by)
      findings.push_back(std::move(finding));
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return *a.until->earliest() < *b.until->earliest(); });
  return findings;
}

std::vector<Segment> View::overlapping(Period period) const {
  const IndexedStretches& live = rep_->by_day.live(rep_->accounts);
  std::vector<std::uint32_t> places = live.index.on(period.from()).numbers();
  if (const auto later = period.intersection(Period::since(period.from() + 1));
      later && later->from() > period.from()) {
    const auto beginning = live.index.beginning(*later);
    places.insert(places.end(), beginning.begin(), beginning.end());
  }
  std::sort(places.begin(), places.end());
  std::vector<Segment> segments;
  for (const std::uint32_t place : places)
    segments.push_back(rep_->segment(static_cast<int>(live.stretches[place].measure), live.stretches[place].stretch));
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
      if (account == nullptr) return *nothing_known().front().answer;
      return *(*account)[truceline::stretch_at(*account, day)].answer;
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
