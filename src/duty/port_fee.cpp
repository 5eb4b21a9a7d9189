#include <algorithm>

#include <truceline/duty/duty.hpp>

#include "calendar/fault.hpp"
#include "duty/amount.hpp"
#include "duty/reach.hpp"

namespace truceline {
inline namespace v0 {

Result<Assessment> assess(const View& view, const Voyage& voyage) {
  if (voyage.net_tons < 0 || voyage.containers < 0 || voyage.charged_this_year < 0) {
    return fault({.id = "TL-517",
                  .source = "voyage",
                  .message = "a negative number",
                  .fix = "state tons, containers and earlier charges as zero or more"});
  }
  Assessment result{.on = voyage.arrived,
                    .known = view.known(),
                    .lines = {},
                    .total = std::nullopt,
                    .low = {},
                    .high = std::nullopt,
                    .amount = std::nullopt,
                    .not_included = {}};
  bool settled = true;
  std::optional<Money> sum;
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    const Measure& record = view.record(handle);
    if (record.kind != MeasureKind::PortFee ||
        std::find(record.imposed_by.begin(), record.imposed_by.end(), voyage.port) == record.imposed_by.end())
      continue;
    const Finding finding = view.state(handle, voyage.arrived);
    if (finding.status != Status::InForce || finding.package) continue;
    const auto hits = [&](const std::optional<Jurisdiction>& who) { return who && targets(record, *who); };
    const auto* const terms = std::get_if<PortFee>(&record.details);
    if (terms != nullptr && terms->charges_a_year > 0 && voyage.charged_this_year >= terms->charges_a_year) {
      result.not_included.push_back(record.id + ": charged " + std::to_string(voyage.charged_this_year) +
                                    " times this year already, which is the most");
      continue;
    }
    DutyLine line{.measure = record.id,
                  .rate = std::nullopt,
                  .base = std::nullopt,
                  .specific = finding.charge.specific,
                  .amount = std::nullopt,
                  .low = {},
                  .high = std::nullopt,
                  .why = {},
                  .certainty = finding.certainty,
                  .because = finding.because};
    line.settled = false;
    if (hits(voyage.operated_by) && finding.charge.specific) {
      const Specific& fee = *finding.charge.specific;
      const std::optional<std::int64_t> units = fee.per == "net ton"     ? std::optional(voyage.net_tons)
                                                : fee.per == "container" ? std::optional(voyage.containers)
                                                                         : std::nullopt;
      const auto minor = units ? told(Wide{fee.amount.minor} * *units) : std::nullopt;
      if (minor) {
        line.amount = Money{*minor, fee.amount.currency};
        line.settled = true;
      } else if (units) {
        line.why = too_large;
      } else {
        line.why = "the voyage does not state how many " + fee.per;
      }
    } else if (hits(voyage.built_in)) {
      line.why = "the ship was built there: a fee of its own kind, see the measure's scope changes";
    } else if (!voyage.operated_by) {
      line.why = "who operates or owns the ship is not stated";
    } else if (!hits(voyage.operated_by)) {
      if (!voyage.built_in)
        result.not_included.push_back(
            record.id + ": what it charges ships built there is not weighed; where this one was built is not stated");
      continue;
    } else {
      line.why = "its amount is not known";
    }
    for (const ScopeChange& change : view.scope_changes(handle)) {
      if (holds_on(change.from, change.until, voyage.arrived) && !change.limits.parties.empty()) {
        result.not_included.push_back(record.id + ": its terms for " + change.limits.parties.front() +
                                      " are not weighed");
      }
    }
    const auto more = line.amount ? told(Wide{sum ? sum->minor : 0} + line.amount->minor) : std::nullopt;
    settled = settled && line.settled && more && (!sum || sum->currency == line.amount->currency);
    if (more) sum = Money{*more, line.amount->currency};
    result.projected = result.projected || finding.projected;
    result.lines.push_back(std::move(line));
  }
  if (settled) result.amount = sum;
  return result;
}

}  // namespace v0
}  // namespace truceline
