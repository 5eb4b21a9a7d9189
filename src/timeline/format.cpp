#include "truceline/timeline/format.hpp"

#include <algorithm>
#include <string_view>

namespace truceline {
inline namespace v0 {
namespace {

/// A word as people write it: "in force".
std::string spaced(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string list_of(const std::vector<std::string>& ids) { return fmt::format("{}", fmt::join(ids, ", ")); }

bool assumes(const Answer& answer, Assumed what) {
  return std::find(answer.assumed.begin(), answer.assumed.end(), what) != answer.assumed.end();
}

/// Status and rate, without the days: "in force at 10 % (24 % suspended)", "suspended (24 %)".
std::string core_of(const Answer& answer) {
  std::string text = spaced(word(answer.status));
  if (answer.ending) text += fmt::format(" ({})", spaced(word(*answer.ending)));
  if (answer.standing) text += fmt::format(" ({})", spaced(word(*answer.standing)));
  if (answer.varying) return text + " at a varying rate";
  if (answer.status == Status::Suspended)
    return answer.suspended_rate ? fmt::format("{} ({})", text, *answer.suspended_rate) : text;
  if (answer.rate) text += fmt::format(" at {}", *answer.rate);
  if (answer.suspended_rate) text += fmt::format(" ({} suspended)", *answer.suspended_rate);
  return text;
}

}  // namespace

std::string to_string(const Answer& answer) {
  std::string text = core_of(answer);
  if (!answer.since.is_unknown()) {
    text += fmt::format(" since {}{}", answer.since, assumes(answer, Assumed::Since) ? " (assumed)" : "");
  }
  if (answer.until)
    text += fmt::format(" until {}{}", *answer.until, assumes(answer, Assumed::Until) ? " (assumed)" : "");
  text += fmt::format("; {}", word(answer.certainty));
  std::string others;
  for (const Status status : answer.may_be) {
    if (status != answer.status) others += (others.empty() ? ", may be " : " or ") + spaced(word(status));
  }
  text += others;
  if (answer.voided) text += "; voided since";
  return text;
}

std::string to_string(const Finding& finding) {
  return fmt::format("{} on {}: {}{}", finding.measure, finding.on, static_cast<const Answer&>(finding),
                     finding.projected ? "; projected" : "");
}

std::string to_string(const Segment& segment) {
  return fmt::format("{} {}: {}", segment.measure, segment.valid, segment.answer);
}

std::string to_string(const Change& change) {
  return fmt::format("{}{} {}: {}, then {}", change.on, change.assumed ? " (assumed)" : "", change.measure,
                     core_of(change.before), core_of(change.after));
}

std::string to_string(const ScopeChange& change) {
  std::string text = fmt::format("{} {}", change.measure, spaced(word(change.said)));
  if (!change.from.is_unknown()) text += fmt::format(" from {}{}", change.from, change.assumed ? " (assumed)" : "");
  if (change.until) text += fmt::format(" until {}", *change.until);
  if (change.rate) text += fmt::format(" at {}", *change.rate);
  if (!change.limits.empty()) text += fmt::format(": {}", change.limits);
  return text;
}

std::string to_string(const Difference& difference) {
  return fmt::format("{} {}: {}, or {}", difference.measure, difference.valid, core_of(difference.left),
                     core_of(difference.right));
}

std::string to_string(const Learned& learned) {
  return fmt::format("{}{} [{}] {}", learned.known, learned.assumed ? " (assumed)" : "", learned.claim,
                     learned.measure);
}

std::string to_string(const Step& step) {
  std::string text = fmt::format("rule {}: {}", step.rule, step.text);
  if (!step.claims.empty()) text += fmt::format(" [{}]", list_of(step.claims));
  return text;
}

std::string to_string(const Conflict& conflict) {
  std::string sides;
  for (const Contention& side : conflict.sides) {
    if (!sides.empty()) sides += ", ";
    sides += fmt::format("{} [{}]", side.value.empty() ? "not stated" : side.value, side.claim);
  }
  return fmt::format("{}, {} (rule {}): {}; {}", conflict.measure, spaced(conflict.field), conflict.rule, sides,
                     conflict.prevails ? *conflict.prevails + " prevails" : "both stand");
}

std::string to_string(const OpenQuestion& question) {
  std::string text = fmt::format("[{}] {}", question.id, question.text);
  if (!question.about.empty()) text += fmt::format(" ({})", list_of(question.about));
  return text;
}

std::string to_string(const Reconciled& happening) {
  return fmt::format("{} {} ({}), known {}", happening.measure, happening.action, word(happening.standing),
                     happening.known);
}

}  // namespace v0
}  // namespace truceline
