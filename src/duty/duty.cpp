#include <truceline/duty/duty.hpp>

#include <algorithm>

#include "calendar/fault.hpp"
#include "duty/amount.hpp"
#include "duty/candidate.hpp"
#include "duty/stacking.hpp"

namespace truceline {
inline namespace v0 {

Result<Assessment> assess(const View& view, const Shipment& shipment, const GoodsLists& lists, const BaseDuties& base) {
  if (absl::Status status = check(shipment); !status.ok()) return status;
  const Date day = shipment.duty_day();
  Examiner examiner(view, shipment, lists);
  std::vector<Candidate> examined;
  for (const std::string& id : view.measures()) {
    if (auto candidate = examiner.examine(*view.measure(id))) examined.push_back(*std::move(candidate));
  }
  Candidates candidates;
  for (const Candidate& candidate : examined) candidates.push_back(&candidate);
  const Weight weight = weigh(candidates, rules_on(view, candidates, day), shipment.content);

  Assessment result{.on = day,
                    .known = view.known(),
                    .lines = {},
                    .total = std::nullopt,
                    .low = weight.low,
                    .high = weight.high,
                    .amount = std::nullopt,
                    .not_included = examiner.take_notes()};
  bool settled = weight.settled;
  Wide amount = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = *candidates[i];
    const Weight::Line& weighed = weight.lines[i];
    if (!weighed.ever) continue;
    DutyLine line{.measure = candidate.finding.measure,
                  .rate = std::nullopt,
                  .base = std::nullopt,
                  .specific = std::nullopt,
                  .amount = std::nullopt,
                  .settled = weighed.settled,
                  .low = weighed.low,
                  .high = weighed.high,
                  .why = candidate.open_why,
                  .because = {}};
    const Charged& charged = weighed.charged;
    const Option& option = *charged.option;
    if (line.settled) {
      line.rate = option.rate;
      line.why = option.why;
      if (charged.by != nullptr) line.why = "rule " + charged.by->id;
      if (charged.base != whole) line.base = charged.base;
      if (option.charge.specific) line.specific = option.charge.specific;
    } else if (line.why.empty()) {
      line.why = !is_known(candidate.finding, option)     ? "its rate is not known"
                 : weight.by_content && !shipment.content ? "the share of metal is not stated"
                                                          : "it depends on what else is charged";
    }
    line.refundable = candidate.finding.voided;
    line.certainty = candidate.finding.certainty;
    line.because = candidate.finding.because;
    if (line.settled && shipment.value) {
      const std::string why = line.why;  // before a reason why there is no amount
      std::optional<std::int64_t> minor =
          option.rate ? charge_on(shipment.value->minor, *option.rate, charged.base) : 0;
      const auto by_units = [&](const Specific& specific) -> std::optional<std::int64_t> {
        const auto quantity = std::find_if(shipment.quantities.begin(), shipment.quantities.end(),
                                           [&](const Quantity& q) { return q.unit == specific.per; });
        if (quantity == shipment.quantities.end()) {
          line.why = "the shipment does not state how many " + specific.per;
          return std::nullopt;
        }
        if (specific.amount.currency != shipment.value->currency) {
          line.why = "it is charged in " + to_string(specific.amount.currency);
          return std::nullopt;
        }
        return told(Wide{specific.amount.minor} * quantity->value);
      };
      if (option.charge.specific) {
        const auto more = by_units(*option.charge.specific);
        minor = minor && more ? told(Wide{*minor} + *more) : std::nullopt;
      }
      for (const auto& [bound, least] :
           {std::pair{option.charge.minimum, true}, std::pair{option.charge.maximum, false}}) {
        if (!bound || !minor) continue;
        const auto limit = by_units(*bound);
        minor = limit ? std::optional<std::int64_t>(least ? std::max(*minor, *limit) : std::min(*minor, *limit))
                      : std::nullopt;
      }
      if (minor) {
        line.amount = Money{*minor, shipment.value->currency};
        amount += *minor;
      } else {
        line.settled = false;
        if (line.why == why) line.why = too_large;
      }
    }
    settled = settled && line.settled;
    result.projected = result.projected || candidate.finding.projected;
    result.lines.push_back(std::move(line));
  }
  if (const auto rate =
          shipment.goods && !base.empty() ? base.rate(*shipment.goods, shipment.origin, day) : std::nullopt) {
    DutyLine line{.measure = "base duty",
                  .rate = rate,
                  .base = std::nullopt,
                  .specific = std::nullopt,
                  .amount = std::nullopt,
                  .low = *rate,
                  .high = rate,
                  .why = "from the user's table",
                  .because = {}};
    if (shipment.value) {
      if (const auto minor = charge_on(shipment.value->minor, *rate, whole)) {
        line.amount = Money{*minor, shipment.value->currency};
        amount += *minor;
      } else {
        line.settled = settled = false;
        line.why = too_large;
      }
    }
    result.low = result.low + *rate;
    if (result.high) result.high = *result.high + *rate;
    result.lines.push_back(std::move(line));
  } else {
    result.not_included.insert(result.not_included.begin(), "base (MFN) duty");
  }
  result.not_included.insert(
      result.not_included.begin() +
          (result.not_included.empty() || result.not_included.front() != "base (MFN) duty" ? 0 : 1),
      "trade-defence duties of other records");
  if (settled && !weight.by_unit) result.total = result.low;
  if (const auto sum = told(amount); sum && settled && shipment.value)
    result.amount = Money{*sum, shipment.value->currency};
  return result;
}

}  // namespace v0
}  // namespace truceline
