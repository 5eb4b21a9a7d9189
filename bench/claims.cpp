// From claims to segments: compiling a timeline, ten claims a measure.

#include <fmt/format.h>
#include <truceline/timeline/timeline.hpp>

#include "common/contest.hpp"
#include "common/random.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t claims_a_measure = 10;

// Each tariff is imposed on a random day, retold, raised after 100 days, suspended after 200 for 30, resumed after 220,
// lowered, retold and threatened with more, and revoked after 400; each claim is known a few days ahead.
Dataset random_dataset(std::size_t claims) {
  Random random(claims);
  Dataset dataset;
  dataset.name = "random";
  for (int day = -10; day < day_count + 400; ++day) {
    Source source;
    source.id = fmt::format("day {}", day);
    source.published = FuzzyDate::day(first_day + day);
    dataset.sources.push_back(std::move(source));
  }
  for (std::size_t number = 0; number < claims / claims_a_measure; ++number) {
    Measure measure;
    measure.id = fmt::format("measure-{}", number);
    measure.kind = MeasureKind::Tariff;
    measure.imposed_by = {Jurisdiction('U', 'S')};
    measure.target = {Jurisdiction('C', 'N')};
    const int begin = static_cast<int>(random.below(day_count));
    const auto claim = [&](Said said, int age, std::optional<Rate> rate = {}) -> Claim& {
      Claim& result = dataset.claims.emplace_back();
      result.id = fmt::format("claim-{}", dataset.claims.size());
      result.source = fmt::format("day {}", begin + age - 1 - static_cast<int>(random.below(9)));
      result.measure = measure.id;
      result.action.said = said;
      result.action.from = FuzzyDate::day(first_day + begin + age);
      result.action.rate = rate;
      return result;
    };
    claim(Said::Imposed, 0, Rate::percent(10));
    claim(Said::Imposed, 0, Rate::percent(10));
    claim(Said::Raised, 100, Rate::percent(25));
    claim(Said::Suspended, 200).action.term = Term{.days = 30};
    claim(Said::Suspended, 200).action.term = Term{.days = 30};
    claim(Said::Resumed, 220);
    claim(Said::Lowered, 300, Rate::percent(20));
    claim(Said::Lowered, 300, Rate::percent(20));
    claim(Said::RateSet, 350, Rate::percent(100)).standing = Standing::Threatened;
    claim(Said::Revoked, 400);
    dataset.measures.push_back(std::move(measure));
  }
  return dataset;
}

// In force from the first day to the 200th, and from the 220th to the 400th.
bool counts_right(const Timeline& timeline) {
  std::vector<int> change(day_count + 401);
  for (const Claim& claim : timeline.dataset().claims) {
    if (claim.action.said != Said::Revoked) continue;
    const auto age = static_cast<std::size_t>(claim.action.from.earliest().value_or(first_day) - first_day) - 400;
    ++change[age];
    --change[age + 200];
    ++change[age + 220];
    --change[age + 400];
  }
  const View view = timeline.hindsight();
  int count = 0;
  for (int day = 0; day < day_count; ++day) {
    count += change[static_cast<std::size_t>(day)];
    if (view.count_in_force(first_day + day) != static_cast<std::size_t>(count)) return false;
  }
  return true;
}

class Compiling {
 public:
  explicit Compiling(std::size_t claims) : dataset_(random_dataset(claims)) {}
  [[nodiscard]] Work work() {
    return {.questions = 1,
            .run = [&] { timeline_.emplace(*Timeline::compile(std::move(copy_))); },
            .before =
                [&] {
                  timeline_.reset();
                  copy_ = dataset_;
                }};
  }
  [[nodiscard]] bool right() const { return counts_right(*Timeline::compile(dataset_)); }

 private:
  Dataset dataset_;
  Dataset copy_;
  std::optional<Timeline> timeline_;
};

int run(int argc, char** argv) {
  Report report(argc, argv);
  const std::string query = "claims to segments";
  Compiling ten_thousand(10'000);
  Compiling hundred_thousand(100'000);
  Contest(report, query, 10'000).ours(ten_thousand.work()).to_reach({}, ten_thousand.right()).run(3);
  if (report.quick()) {
    Contest(report, query, 100'000)
        .ours(hundred_thousand.work())
        .against("itself at 1e4", ten_thousand.work(), hundred_thousand.right(), at_most(12))
        .run(1);
    return report.exit_status();
  }
  Contest(report, query, 100'000).ours(hundred_thousand.work()).to_reach({}, hundred_thousand.right()).run(3);
  Compiling million(1'000'000);
  Contest(report, query, 1'000'000)
      .ours(million.work())
      .against("itself at 1e5", hundred_thousand.work(), million.right(), at_most(12))
      .run(3);
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
