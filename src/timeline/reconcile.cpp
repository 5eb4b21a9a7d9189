#include <truceline/timeline/reconcile.hpp>

#include <algorithm>

#include "timeline/grouping.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// The happening as a record: field by field what prevails.
Reconciled record_of(const Book& book, const Happening& what) {
  Reconciled result;
  result.measure = book.measure(what.measure).id;
  Action& action = result.action;
  action.said = book.claim(what.claims.back()).action.said;
  for (const int claim : what.claims) {
    const Said said = book.claim(claim).action.said;
    if (what.extended ? said == Said::Extended : family_of(said) == what.family) action.said = said;
    if (!book.claim(claim).action.anchor.empty() && !what.states_start) action.anchor = book.claim(claim).action.anchor;
    if (!book.claim(claim).action.limits.empty() && what.limited) action.limits = book.claim(claim).action.limits;
    result.claims.push_back(book.claim(claim).id);
  }
  const auto day_span = [](DaySpan span) { return FuzzyDate::between(date_of(span.first), date_of(span.last)); };
  const auto time = [](Minute minute) {
    return minute == 0 ? std::nullopt : TimeOfDay::from_minutes(static_cast<int>(minute));
  };
  action.undecided = what.start == Happening::Start::Undecided;
  const bool undated = action.undecided || (what.family == Family::StruckDown && !what.states_start);
  if (!undated) result.start = day_span(what.from);
  if (what.states_start) action.from = day_span(what.from);
  action.from_time = time(what.from_time);
  if (what.until) action.until = day_span(*what.until);
  action.until_time = time(what.until_time);
  action.term = what.term;
  action.rate = what.rate;
  action.varying = what.varying;
  action.previous = what.previous;
  action.portion = what.portion;
  action.from_beginning = what.from_beginning;
  action.stayed = what.stayed;
  if (what.of >= 0) action.of = book.claim(what.of).id;
  result.standing = what.done ? Standing::Done : Standing::Announced;
  result.known = date_of(what.known);
  result.assumed = what.start == Happening::Start::Assumed;
  return result;
}

}  // namespace

Result<std::vector<Reconciled>> reconcile(const Dataset& dataset, std::optional<Date> known) {
  if (absl::Status status = check(dataset); !status.ok()) return status;
  const Book book(dataset, Knowledge::Lenient, {});
  Eyes eyes(book, known ? known->days_since_epoch() : book.last_known());
  std::vector<Reconciled> result;
  for (int measure = 0; measure < book.measure_count(); ++measure) {
    std::vector<const Happening*> ordered;
    for (const Happening& what : eyes.happenings(measure)) ordered.push_back(&what);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Happening* a, const Happening* b) { return a->from.first < b->from.first; });
    for (const Happening* const what : ordered) result.push_back(record_of(book, *what));
  }
  return result;
}

}  // namespace v0
}  // namespace truceline
