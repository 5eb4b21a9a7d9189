#include "duty/candidate.hpp"

#include <algorithm>

#include "duty/reach.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using On = GoodsLists::On;

/// Whether the shipment meets the conditions of a change; false where they are in words only.
bool meets(const Limits& limits, const Shipment& shipment) {
  if (!limits.parties.empty() || !limits.condition.empty()) return false;
  if (limits.loaded_before && !(shipment.loaded && *shipment.loaded < *limits.loaded_before)) return false;
  if (limits.exported_before && !(shipment.exported && *shipment.exported < *limits.exported_before)) return false;
  return !limits.entered_before || shipment.entered < *limits.entered_before;
}

bool in_words_only(const Limits& limits) { return !limits.parties.empty() || !limits.condition.empty(); }

/// What the goods pay if the measure reaches them; whether it does is another question.
void change_reached(Candidate& candidate, const Option& changed) {
  for (Option& option : candidate.options) {
    if (option.reached) option = changed;
  }
}

std::string conditions(const Limits& limits) {
  std::string text;
  const auto add = [&text](const char* verb, const std::optional<Date>& day) {
    if (day) text += (text.empty() ? "" : ", ") + std::string(verb) + " before " + to_string(*day);
  };
  add("loaded", limits.loaded_before);
  add("exported", limits.exported_before);
  add("entered", limits.entered_before);
  return text.empty() ? std::string("its goods were taken out") : text;
}

}  // namespace

bool is_known(const Finding& finding, const Option& option) {
  return option.rate || (option.charge.specific && !finding.varying);
}

bool is_weighed(const ScopeChange& change) noexcept {
  return !change.limits.empty() && change.said != Said::Suspended && change.said != Said::Resumed &&
         change.said != Said::Extended;
}

Examiner::Examiner(const View& view, const Shipment& shipment, const GoodsLists& lists)
    : view_(view), shipment_(shipment), lists_(lists), day_(shipment.duty_day()) {
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    if (view.record(handle).kind == MeasureKind::Relief && view.status(handle, day_) == Status::InForce)
      reliefs_.push_back(handle);
  }
}

void Examiner::note(std::string text) {
  if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(std::move(text));
}

std::optional<Candidate> Examiner::examine(MeasureHandle handle) {
  const Measure& record = view_.record(handle);
  if (record.kind != MeasureKind::Tariff || !targets(record, shipment_.origin)) return std::nullopt;
  if (std::find(record.imposed_by.begin(), record.imposed_by.end(), shipment_.destination) == record.imposed_by.end())
    return std::nullopt;
  Finding finding = view_.state(handle, day_);
  if (finding.package) return std::nullopt;  // its parts are charged
  if (finding.status != Status::InForce) {
    const bool may = std::find(finding.may_be.begin(), finding.may_be.end(), Status::InForce) != finding.may_be.end();
    if (may || finding.status == Status::Unknown) note(record.id + ": whether it is in force on the day is not known");
    return std::nullopt;
  }
  const Reach reach = reach_of(record.goods, shipment_.goods, lists_, day_);
  Candidate candidate{.measure = handle, .finding = std::move(finding), .options = {}, .open_why = reach.why};
  if (reach.on != On::Yes) candidate.options.push_back({});
  if (reach.on != On::No) {
    Option own{.reached = true, .rate = candidate.finding.rate, .charge = candidate.finding.charge, .why = {}};
    candidate.options.push_back(std::move(own));
  }
  apply_scopes(handle, candidate);
  apply_reliefs(record, candidate);
  const bool any = std::any_of(candidate.options.begin(), candidate.options.end(),
                               [](const Option& option) { return option.reached; });
  return any ? std::optional(std::move(candidate)) : std::nullopt;
}

/// Rule 21: what narrows or widens the measure, or sets a rate for some of its goods, in the order of its starts.
void Examiner::apply_scopes(MeasureHandle handle, Candidate& candidate) {
  std::vector<Option> sub_rates;  // of sub-lists that the goods may be on
  std::string sub_why;
  std::optional<FuzzyDate>
      listed_from;  // the start of the sub-list that the goods are on; those of the same day are for other goods
  for (const ScopeChange& change : view_.scope_changes(handle)) {
    if (!is_weighed(change) || !holds_on(change.from, change.until, day_)) continue;
    const std::string what = change.limits.goods.list.empty() ? std::string("a change of its scope")
                                                              : "the list \"" + change.limits.goods.list + "\"";
    const Reach reach =
        change.limits.goods.empty() ? Reach{} : reach_of(change.limits.goods, shipment_.goods, lists_, day_);
    if (reach.on == On::No) continue;
    if (in_words_only(change.limits)) {
      note(candidate.finding.measure + ": " +
           (change.limits.condition.empty() ? "an exception for " + change.limits.parties.front()
                                            : "an exception (" + change.limits.condition + ")") +
           " is not weighed");
      continue;
    }
    if (!meets(change.limits, shipment_)) continue;
    Option changed{.reached = true, .rate = change.rate, .charge = {}, .why = {}};
    if (change.said == Said::Narrowed) {
      changed.reached = change.rate && *change.rate > Rate();
      changed.why = "exempt: " + (change.limits.goods.list.empty() ? conditions(change.limits) : what);
      if (reach.on == On::Open) {
        note(candidate.finding.measure + ": goods on " + what + ", which is not bound, would be exempt");
        continue;
      }
      change_reached(candidate, changed);
      sub_rates.clear();
    } else if (change.said == Said::Expanded) {
      if (!change.rate) changed.rate = candidate.finding.rate, changed.charge = candidate.finding.charge;
      if (reach.on == On::Open) {
        candidate.options.push_back(changed);
        if (candidate.open_why.empty()) candidate.open_why = reach.why;
      } else {
        candidate.options = {changed};
      }
    } else if (reach.on == On::Open) {
      if (listed_from == change.from) continue;
      sub_rates.push_back(changed);
      sub_why = reach.why;
    } else {
      changed.why = "its rate for " + what;
      if (change.limits.goods.empty()) {
        change_reached(candidate, changed);
      } else {
        candidate.options = {changed};  // what is on a sub-list is on the list
        listed_from = change.from;
      }
      sub_rates.clear();
    }
  }
  if (sub_rates.empty() || candidate.options.empty()) return;
  // The goods may be on one of several sub-lists: each is a way in which they may be charged, besides the rate for
  // what is on none.
  std::vector<Option> options;
  for (const Option& option : candidate.options) {
    if (!option.reached || is_known(candidate.finding, option) || sub_rates.size() == 1) options.push_back(option);
  }
  options.insert(options.end(), sub_rates.begin(), sub_rates.end());
  candidate.options = std::move(options);
  candidate.open_why = sub_why;
}

void Examiner::apply_reliefs(const Measure& record, Candidate& candidate) {
  for (const MeasureHandle relief : reliefs_) {
    const Measure& exclusion = view_.record(relief);
    const bool relieves = std::any_of(exclusion.relieves.begin(), exclusion.relieves.end(),
                                      [&](const std::string& id) { return is_or_holds(view_, id, record); });
    if (!relieves || !shipment_.goods || (!exclusion.target.empty() && !targets(exclusion, shipment_.origin))) continue;
    const Reach reach = reach_of(exclusion.goods, shipment_.goods, lists_, day_);
    if (reach.on == On::Yes) {
      candidate.options = {{}};
    } else if (reach.on == On::Open) {
      note(record.id + ": goods that " + exclusion.id + " excludes would be exempt; " +
           (exclusion.goods.list.empty() ? "its goods are not spelled out"
                                         : "the list \"" + exclusion.goods.list + "\" is not bound"));
    }
  }
}

}  // namespace v0
}  // namespace truceline
