// What building the indexes costs.

#include <algorithm>
#include <optional>

#include <truceline/timeline/bitemporal_index.hpp>
#include <truceline/timeline/segment_index.hpp>

#include "common/contest.hpp"
#include "common/periods.hpp"

namespace truceline::bench {
namespace {

// By first day: the cheapest order that serves anyone.
bool before(const Period& a, const Period& b) { return a.from() < b.from(); }

bool counts_right(const Periods& data) {
  const SegmentIndex index(data.periods);
  return std::ranges::all_of(random_days(20, 1), [&](Date day) {
    const auto holds = [day](const Period& period) { return period.contains(day); };
    return index.count(day) == static_cast<std::size_t>(std::ranges::count_if(data.periods, holds));
  });
}

void build(Report& report, const Mix& mix, std::size_t n) {
  const Periods data(mix, n);
  const bool right = counts_right(data);
  std::optional<SegmentIndex> index;
  std::vector<Period> sorted;
  Contest contest(report, "build the indexes", n, mix.name);
  contest.ours({.questions = 1, .run = [&] { index.emplace(data.periods); }, .before = [&] { index.reset(); }});
  if (n == 300) {
    contest.to_reach(within(300'000), right);
  } else {
    contest.against("std::sort",
                    {.questions = 1,
                     .run = [&] { std::sort(sorted.begin(), sorted.end(), before); },
                     .before = [&] { sorted = data.periods; }},
                    right, at_most(1.2));
  }
  contest.run(n >= 1'000'000 ? 3 : 0);
}

void build_bitemporal(Report& report, const Mix& mix, std::size_t n) {
  std::vector<Bitemporal> records;
  for (const Period& period : Periods(mix, n).periods) records.push_back({period, Period::since(period.from())});
  const bool right = std::ranges::all_of(random_days(20, 1), [built = BitemporalIndex(records), &records](Date day) {
    const auto holds = [day](const Bitemporal& record) { return record.valid.contains(day); };  // all are known then
    return built.count(day, Date::max()) == static_cast<std::size_t>(std::ranges::count_if(records, holds));
  });
  std::optional<BitemporalIndex> index;
  Contest(report, "build the bitemporal index", n, mix.name)
      .ours({.questions = 1, .run = [&] { index.emplace(records); }, .before = [&] { index.reset(); }})
      .to_reach({}, right)
      .run();
}

int run(int argc, char** argv) {
  Report report(argc, argv);
  const std::vector<std::size_t> sizes = report.quick() ? std::vector<std::size_t>{300, 100'000, 1'000'000}
                                                        : std::vector<std::size_t>{300, 100'000, 1'000'000, 10'000'000};
  for (const Mix& mix : mixes) {
    for (const std::size_t n : sizes) build(report, mix, n);
    for (const std::size_t n : {300, 2'000, 100'000}) build_bitemporal(report, mix, n);
  }
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
