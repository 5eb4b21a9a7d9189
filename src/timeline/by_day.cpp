#include "timeline/by_day.hpp"

namespace truceline {
inline namespace v0 {
namespace {

// Calls use(StretchOf, account, i) for every stretch, in the order of the dataset.
template <class Use>
void each_stretch(const ByDay::Accounts& accounts, Use use) {
  for (std::size_t measure = 0; measure < accounts.size(); ++measure) {
    const Account& account = *accounts[measure];
    for (std::size_t i = 0; i < account.size(); ++i)
      use(StretchOf{static_cast<std::uint32_t>(measure), static_cast<std::uint32_t>(i)}, account, i);
  }
}

std::optional<Date> end_of(const Account& account, std::size_t i) {
  return i + 1 < account.size() ? std::optional(date_of(account[i + 1].from)) : std::nullopt;
}

}  // namespace

const SegmentIndex& ByDay::in_force(const Accounts& accounts) const {
  return in_force_.get([&] {
    std::vector<Period> periods;
    std::vector<std::uint32_t> measures;
    for (std::size_t measure = 0; measure < accounts.size(); ++measure) {
      each_in_force(*accounts[measure], [&](const Period& period) {
        periods.push_back(period);
        measures.push_back(static_cast<std::uint32_t>(measure));
      });
    }
    return SegmentIndex(periods, measures);
  });
}

const IndexedStretches& ByDay::live(const Accounts& accounts) const {
  return live_.get([&] {
    IndexedStretches live;
    std::vector<Period> periods;
    each_stretch(accounts, [&](StretchOf stretch, const Account& account, std::size_t i) {
      if (!is_live(account[i].answer->status)) return;
      live.stretches.push_back(stretch);
      periods.push_back(*Period::make(date_of(account[i].from), end_of(account, i)));
    });
    live.index = SegmentIndex(periods);
    return live;
  });
}

const IndexedStretches& ByDay::changes(const Accounts& accounts) const {
  return changes_.get([&] {
    IndexedStretches changes;
    std::vector<Period> periods;
    each_stretch(accounts, [&](StretchOf stretch, const Account& account, std::size_t i) {
      const Status after = account[i].answer->status;
      if (i == 0 || same_core(*account[i - 1].answer, *account[i].answer)) return;
      if (after == Status::Proposed || after == Status::None) return;
      changes.stretches.push_back(stretch);
      periods.push_back(Period::since(date_of(account[i].from)));
    });
    changes.index = SegmentIndex(periods);
    return changes;
  });
}

// What ends in the term is a slice of what ends at all; what began later, or has another end meanwhile, is left to the
// caller to see.
std::vector<std::uint32_t> ByDay::expiring(const Accounts& accounts, Date day, Date by) const {
  const Expiries& expiries = expiries_.get([&] {
    Expiries made;
    std::vector<Period> periods;
    std::vector<std::uint32_t> measures;
    each_stretch(accounts, [&](StretchOf stretch, const Account& account, std::size_t i) {
      const Answer& answer = *account[i].answer;
      if (!is_live(answer.status) || !answer.until) return;
      const Date from = date_of(account[i].from);
      const Date until = *answer.until->earliest();
      const std::optional<Date> end = end_of(account, i);
      if (!end || until < *end) made.overdue.push_back(stretch.measure);
      if (until <= from) return;
      periods.push_back(*Period::make(from, until));
      measures.push_back(stretch.measure);
    });
    made.index = SegmentIndex(periods, measures);
    return made;
  });
  std::vector<std::uint32_t> measures = expiries.overdue;
  if (day < by) {
    const Period term = by == Date::max() ? Period::since(day + 1) : *Period::make(day + 1, by + 1);
    const auto ending = expiries.index.ending(term);
    measures.insert(measures.end(), ending.begin(), ending.end());
  }
  std::sort(measures.begin(), measures.end());
  measures.erase(std::unique(measures.begin(), measures.end()), measures.end());
  return measures;
}

}  // namespace v0
}  // namespace truceline
