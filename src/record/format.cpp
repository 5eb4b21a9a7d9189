#include "truceline/record/format.hpp"

#include <iterator>

#include <fmt/ranges.h>

namespace truceline {
inline namespace v0 {
namespace {

/// Adds to a line, after a separator where something stands already.
template <class... Args>
void add(std::string& line, std::string_view separator, fmt::format_string<Args...> format, Args&&... args) {
  if (!line.empty()) line += separator;
  fmt::format_to(std::back_inserter(line), format, std::forward<Args>(args)...);
}

}  // namespace

std::string to_string(Rate rate) { return to_percent(rate) + " %"; }

std::string to_string(const Charge& charge) {
  std::string line;
  if (charge.specific) add(line, ", ", "{}", *charge.specific);
  if (charge.minimum) add(line, ", ", "at least {}", *charge.minimum);
  if (charge.maximum) add(line, ", ", "at most {}", *charge.maximum);
  return line;
}

std::string to_string(const Goods& goods) {
  std::string line;
  if (!goods.words.empty()) add(line, ", ", "{}", fmt::join(goods.words, ", "));
  if (!goods.hs.empty()) add(line, ", ", "HS {}", fmt::join(goods.hs, " "));
  if (!goods.except.empty()) add(line, " ", "except {}", fmt::join(goods.except, " "));
  if (!goods.list.empty()) add(line, ", ", "list {}", goods.list);
  return line;
}

std::string to_string(const Limits& limits) {
  std::string line;
  if (!limits.goods.empty()) add(line, "; ", "goods {}", limits.goods);
  if (!limits.parties.empty()) add(line, "; ", "parties {}", fmt::join(limits.parties, ", "));
  if (limits.loaded_before) add(line, "; ", "loaded before {}", *limits.loaded_before);
  if (limits.exported_before) add(line, "; ", "exported before {}", *limits.exported_before);
  if (limits.entered_before) add(line, "; ", "entered before {}", *limits.entered_before);
  if (!limits.condition.empty()) add(line, "; ", "{}", limits.condition);
  return line;
}

std::string to_string(const Action& action) {
  std::string line(word(action.said));
  if (action.portion) add(line, " ", "{}", *action.portion);
  const std::string_view towards = verb_of(action.said) == Verb::RateSet ? "to" : "at";  // raised to, imposed at
  if (action.rate) add(line, " ", "{} {}", towards, *action.rate);
  if (action.varying) add(line, " ", "{} varying rates", towards);
  if (!action.charge.empty()) add(line, " ", "{} {}", action.rate ? std::string_view("and") : towards, action.charge);
  if (action.quantity) add(line, " ", "of {}", *action.quantity);
  if (action.previous) add(line, " ", "(before: {})", *action.previous);
  if (!action.from.is_unknown()) add(line, " ", "from {}", action.from);
  if (action.undecided) add(line, " ", "from a day undecided");
  if (action.from_time) add(line, " ", "{}", *action.from_time);
  if (action.until) add(line, " ", "until {}", *action.until);
  if (action.until_time) add(line, " ", "{}", *action.until_time);
  if (action.term) add(line, " ", "for {}", *action.term);
  if (action.zone) add(line, " ", "({})", *action.zone);
  if (!action.limits.empty()) add(line, " ", "limited to {}", action.limits);
  if (!action.of.empty()) add(line, " ", "of [{}]", action.of);
  if (!action.anchor.empty()) add(line, " ", "at [{}]", action.anchor);
  if (action.from_beginning) add(line, ", ", "void from the beginning");
  if (action.stayed) add(line, ", ", "stayed");
  return line;
}

std::string to_string(const Tranche& tranche) {
  std::string line = to_string(tranche.quantity);
  if (!tranche.goods.empty()) add(line, " ", "{}", tranche.goods);
  add(line, " ", "over {}", tranche.period);
  if (tranche.baseline) add(line, ", ", "on top of {}", *tranche.baseline);
  return line;
}

std::string to_string(const Place& place) {
  std::string line;
  if (place.paragraph != 0) add(line, ", ", "paragraph {}", place.paragraph);
  if (place.end != 0) add(line, ", ", "bytes {} to {}", place.begin, place.end);
  if (!place.language.empty()) add(line, " ", "({})", place.language);
  return line;
}

std::string to_string(const Source& source) {
  std::string line = fmt::format("[{}] {}", source.id, source.kind);
  if (!source.outlet.empty()) add(line, ", ", "{}", source.outlet);
  if (!source.title.empty()) add(line, ": ", "{}", source.title);
  if (!source.published.is_unknown()) {
    add(line, " ", "({})", source.published);
  } else if (source.proven) {
    add(line, " ", "(by {} at the latest)", source.proven->day);
  }
  return line;
}

std::string to_string(const Measure& measure) {
  std::string line = fmt::format("[{}] {}", measure.id, measure.kind);
  if (!measure.imposed_by.empty()) add(line, " ", "by {}", fmt::join(measure.imposed_by, ", "));
  if (!measure.target.empty()) add(line, " ", "on {}", fmt::join(measure.target, ", "));
  if (!measure.title.empty()) add(line, ": ", "{}", measure.title);
  return line;
}

std::string to_string(const Claim& claim) {
  std::string line = fmt::format("[{}] {} {}", claim.id, claim.measure, claim.action);
  if (!claim.location.empty()) add(line, " ", "in {}", claim.location);
  if (!claim.amount.empty()) add(line, ", ", "{}", claim.amount);
  add(line, " ", "({})", claim.standing);
  if (!claim.scenario.empty()) add(line, " ", "in scenario {}", claim.scenario);
  if (!claim.corrects.empty()) add(line, " ", "corrects [{}]", fmt::join(claim.corrects, "] ["));
  return line;
}

std::string to_string(const Alias& alias) { return fmt::format("{}: {}", alias.alias, fmt::join(alias.means, ", ")); }

std::string to_string(const Scenario& scenario) {
  return scenario.title.empty() ? fmt::format("[{}]", scenario.name)
                                : fmt::format("[{}] {}", scenario.name, scenario.title);
}

std::string to_string(const Question& question) { return fmt::format("[{}] {}", question.id, question.text); }

std::string to_string(const StackingRule& rule) {
  const bool shares = rule.effect == StackingEffect::OnRemainder;
  std::string line = fmt::format("[{}] {} {} {}", rule.id, rule.when,
                                 shares ? std::string_view("leaves the rest of the value to") : word(rule.effect),
                                 fmt::join(rule.others, ", "));
  if (rule.base == StackingBase::Content) add(line, ", ", "by content");
  if (!rule.from.is_unknown()) add(line, " ", "from {}", rule.from);
  if (rule.until) add(line, " ", "until {}", *rule.until);
  return line;
}

std::string to_string(const Dataset& dataset) {
  return fmt::format("{}: {} sources, {} measures, {} claims", dataset.name, dataset.sources.size(),
                     dataset.measures.size(), dataset.claims.size());
}

}  // namespace v0
}  // namespace truceline
