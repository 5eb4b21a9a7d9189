#include <algorithm>

#include <truceline/record/words.hpp>

#include "timeline/rep.hpp"

namespace truceline {
inline namespace v0 {
namespace {

std::string day_text(DaySpan span) { return to_string(FuzzyDate::between(date_of(span.first), date_of(span.last))); }

int rule_of(const Happening& what) noexcept {
  switch (what.family) {
    case Family::RateSet:
      return 13;
    case Family::ScopeSet:
      return 21;
    case Family::Suspension:
      return what.extended ? 17 : 14;
    case Family::Resumed:
      return 18;
    case Family::Withdrawn:
      return 11;
    case Family::StruckDown:
    case Family::Reinstated:
      return 19;
    default:
      return 9;
  }
}

/// "suspended 24 of the rate from 2025-10-30 (assumed: the day of what it is anchored to) for P1Y".
std::string tell(const Book& book, const Happening& what) {
  std::string text;
  Said said = book.claim(what.claims.front()).action.said;
  std::string anchor;
  for (const int claim : what.claims) {
    if (what.extended && book.claim(claim).action.said == Said::Extended) said = Said::Extended;
    if (anchor.empty()) anchor = book.claim(claim).action.anchor;
  }
  text += std::string(word(said));
  if (what.rate) text += " at " + to_percent(*what.rate) + " %";
  if (what.varying) text += " at varying rates";
  if (what.portion) text += " for " + to_percent(*what.portion) + " points of the rate";
  if (what.limited) text += " for some only";
  if (what.start == Happening::Start::Undecided) {
    text += ", from a day that the source leaves open";
  } else if (what.start == Happening::Start::Stated) {
    text += " from " + day_text(what.from);
  } else if (what.rests_on_done) {
    text += " from " + day_text(what.from) + " at the latest, by when a source tells it as done (assumed)";
  } else if (what.extended && !what.states_start) {
    text += " from where it would have ended";
  } else {
    text += " from " + day_text(what.from) + " (assumed: no source states the day; " +
            (anchor.empty() || what.from.first == what.known ? std::string("it is the day on which it became known")
                                                             : "it is the day of " + anchor) +
            ")";
  }
  if (what.until) {
    text += " until " + day_text(*what.until);
  } else if (what.term) {
    text += " for " + to_string(*what.term);
  }
  text += what.done ? "; told as done" : "; announced";
  if (what.known != always_known) text += ", known on " + to_string(date_of(what.known));
  return text;
}

}  // namespace

std::optional<Explanation> View::why(std::string_view measure, Date day) const {
  const Book& book = rep_->ledger->book();
  const auto index = book.find_measure(measure);
  if (!index) return std::nullopt;
  Explanation explanation;
  explanation.finding = rep_->finding(*index, day.days_since_epoch());
  const Finding& finding = explanation.finding;
  const auto rests_on = [&](const Happening& what) {
    return std::all_of(what.claims.begin(), what.claims.end(), [&](int claim) {
      return std::find(finding.because.begin(), finding.because.end(), book.claim(claim).id) != finding.because.end();
    });
  };
  Eyes eyes(book, rep_->by);
  std::vector<const Happening*> happenings;
  std::vector<int> measures{*index};
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (book.parent_of(measures[i]) >= 0) measures.push_back(book.parent_of(measures[i]));
    if (measures[i] == *index)
      measures.insert(measures.end(), book.parts_of(*index).begin(), book.parts_of(*index).end());
    for (const Happening& what : eyes.happenings(measures[i])) {
      if (rests_on(what) && std::find(happenings.begin(), happenings.end(), &what) == happenings.end())
        happenings.push_back(&what);
    }
    if (measures.size() > static_cast<std::size_t>(book.measure_count()) * 2) break;
  }
  std::stable_sort(happenings.begin(), happenings.end(),
                   [](const Happening* a, const Happening* b) { return a->from.first < b->from.first; });
  for (const Happening* const what : happenings) {
    Step step{.rule = rule_of(*what), .text = tell(book, *what), .claims = {}};
    for (const int claim : what->claims) step.claims.push_back(book.claim(claim).id);
    explanation.steps.push_back(std::move(step));
  }
  const auto note = [&](int rule, std::string text, std::vector<std::string> claims = {}) {
    explanation.steps.push_back({rule, std::move(text), std::move(claims)});
  };
  if (finding.status == Status::Proposed)
    note(8, "only proposed, at its firmest " + std::string(word(*finding.standing)) + "; nothing has moved it",
         finding.because);
  if (finding.status == Status::Unknown) note(10, "something happens to it later, but no source says when it began");
  if (finding.status == Status::None) note(8, "nothing was known of it by this day");
  if (finding.package) note(20, "a package: it sums up its parts");
  if (finding.may_be.size() > 1) {
    std::string text = "its dates allow more than one answer:";
    for (const Status status : finding.may_be) text += " " + std::string(word(status));
    note(6, text);
  }
  for (const Assumed assumed : finding.assumed) {
    note(7, assumed == Assumed::Since ? "the day since which it is so is assumed"
                                      : "the day until which it is so is assumed");
  }
  if (finding.voided) note(19, "a court has since held it void from the beginning; what was collected may be refunded");
  if (!finding.proposals.empty()) note(8, "proposals about it are listed, and change nothing", finding.proposals);
  if (finding.projected) note(3, "projected: the day lies after what was known");
  for (const int claim : book.claims_of(*index)) {
    const std::string& id = book.claim(claim).id;
    if (!book.counts(claim, rep_->by)) continue;
    if (std::find(finding.because.begin(), finding.because.end(), id) != finding.because.end()) continue;
    if (std::find(finding.proposals.begin(), finding.proposals.end(), id) != finding.proposals.end()) continue;
    explanation.others.push_back(id);
  }
  return explanation;
}

}  // namespace v0
}  // namespace truceline
