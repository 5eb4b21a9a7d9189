#include <algorithm>

#include <truceline/duty/duty.hpp>

namespace truceline {
inline namespace v0 {

Result<std::vector<DutyStep>> rate_history(const View& view, Shipment shipment, Period period, const GoodsLists& lists,
                                           const BaseDuties& base) {
  std::vector<Date> days{period.from()};
  const auto add = [&](Date day) {
    if (period.contains(day)) days.push_back(day);
  };
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    const Measure& record = view.record(handle);
    if (record.kind != MeasureKind::Tariff && record.kind != MeasureKind::Relief) continue;
    for (const Segment& segment : view.history(id)) add(segment.valid.from());
    for (const ScopeChange& change : view.scope_changes(handle)) {
      if (!change.from.is_unknown()) add(*change.from.earliest());
      if (change.until && !change.until->is_unknown()) add(*change.until->earliest());
      for (const auto& bound :
           {change.limits.loaded_before, change.limits.exported_before, change.limits.entered_before}) {
        if (bound) add(*bound);
      }
    }
  }
  for (const StackingRule& rule : view.dataset().stacking) {
    if (!rule.from.is_unknown()) add(*rule.from.earliest());
    if (rule.until && !rule.until->is_unknown()) add(*rule.until->earliest());
  }
  for (const auto& bound : {shipment.loaded, shipment.exported}) {
    if (bound) add(*bound);  // entered earlier, the goods are not those that were loaded on that day
  }
  for (const Date turn : lists.turns()) add(turn);
  for (const Date turn : base.turns()) add(turn);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<DutyStep> steps;
  shipment.withdrawn.reset();
  const auto same = [](const DutyLine& a, const DutyLine& b) {
    return a.measure == b.measure && a.rate == b.rate && a.base == b.base && a.specific == b.specific &&
           a.settled == b.settled && a.low == b.low && a.high == b.high;
  };
  for (const Date day : days) {
    shipment.entered = day;
    Shipment asked = shipment;
    if (asked.loaded && *asked.loaded > day) asked.loaded.reset();
    if (asked.exported && *asked.exported > day) asked.exported.reset();
    auto assessment = assess(view, asked, lists, base);
    if (!assessment.ok()) return assessment.status();
    std::vector<std::string> cause;
    const auto& now = assessment->lines;
    if (!steps.empty()) {
      const auto& before = steps.back().assessment.lines;
      for (const DutyLine& line : now) {
        if (std::none_of(before.begin(), before.end(), [&](const DutyLine& other) { return same(line, other); }))
          cause.push_back(line.measure);
      }
      for (const DutyLine& line : before) {
        const bool gone =
            std::none_of(now.begin(), now.end(), [&](const DutyLine& other) { return other.measure == line.measure; });
        if (gone) cause.push_back(line.measure);
      }
      if (cause.empty()) continue;
      steps.back().period = *Period::make(steps.back().period.from(), day);
    }
    steps.push_back({period.until() ? *Period::make(day, period.until()) : Period::since(day), *std::move(assessment),
                     std::move(cause)});
  }
  return steps;
}

}  // namespace v0
}  // namespace truceline
