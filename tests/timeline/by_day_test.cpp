// What a view looks up by day, against the same gone through measure by measure: over random records, and over the
// built-in ones.

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "oracle/generator.hpp"
#include "timeline/account.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;

bool live(Status status) { return status == Status::InForce || status == Status::Suspended; }

// The definitions, by way of states and histories.
struct Plainly {
  const View& view;

  [[nodiscard]] std::vector<Finding> all_on(Date on) const {
    std::vector<Finding> findings;
    for (const std::string& id : view.measures()) findings.push_back(*view.state(id, on));
    return findings;
  }
  [[nodiscard]] std::vector<std::uint32_t> numbers_in_force(Date on) const {
    std::vector<std::uint32_t> numbers;
    const auto findings = all_on(on);
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
      if (findings[i].status == Status::InForce) numbers.push_back(i);
    }
    return numbers;
  }
  [[nodiscard]] std::vector<Finding> in_force(Date on) const {
    auto findings = all_on(on);
    std::erase_if(findings, [](const Finding& finding) { return finding.status != Status::InForce; });
    return findings;
  }
  [[nodiscard]] std::vector<Change> changes(Period period) const {
    std::vector<Change> changes;
    for (const std::string& id : view.measures()) {
      const auto history = view.history(id);
      for (std::size_t i = 1; i < history.size(); ++i) {
        const Date on = history[i].valid.from();
        const Answer& after = history[i].answer;
        if (same_core(history[i - 1].answer, after) || !period.contains(on)) continue;
        if (after.status == Status::Proposed || after.status == Status::None) continue;
        changes.push_back({on, id, *view.state(id, on - 1), *view.state(id, on), has(after.assumed, Assumed::Since)});
      }
    }
    std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.on < b.on; });
    return changes;
  }
  [[nodiscard]] std::vector<Change> next_change(Date on) const {
    if (on == Date::max()) return {};
    auto changes = this->changes(Period::since(on + 1));
    std::erase_if(changes, [first = changes.empty() ? on : changes.front().on](const Change& change) {
      return change.on != first;
    });
    return changes;
  }
  [[nodiscard]] std::vector<Finding> expiring(Date on, Term within) const {
    auto findings = all_on(on);
    std::erase_if(findings, [&](const Finding& finding) {
      return !live(finding.status) || !finding.until || *finding.until->earliest() > on + within;
    });
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return *a.until->earliest() < *b.until->earliest(); });
    return findings;
  }
  [[nodiscard]] std::vector<Segment> overlapping(Period period) const {
    auto segments = view.segments();
    std::erase_if(segments, [&](const Segment& segment) {
      return !live(segment.answer.status) || !segment.valid.overlaps(period);
    });
    return segments;
  }
};

void expect_agreement(const View& view, const std::vector<Date>& days, const std::vector<Period>& periods) {
  const Plainly plainly{view};
  for (const Date on : days) {
    SCOPED_TRACE(to_string(on));
    auto numbers = view.numbers_in_force(on).numbers();
    std::sort(numbers.begin(), numbers.end());
    ASSERT_EQ(numbers, plainly.numbers_in_force(on));
    ASSERT_EQ(view.count_in_force(on), numbers.size());
    for (const std::uint32_t number : numbers) ASSERT_EQ(view.status(view.measure(number), on), Status::InForce);
    ASSERT_EQ(view.in_force(on), plainly.in_force(on));
    auto certain = plainly.in_force(on);
    std::erase_if(certain, [](const Finding& finding) { return finding.certainty != Certainty::Certain; });
    ASSERT_EQ(view.find({.on = on, .status = {Status::InForce}, .certainty = Certainty::Certain}), certain);
    const auto next = plainly.next_change(on);
    ASSERT_EQ(view.next_change(on), next);
    ASSERT_EQ(view.next_change_day(on), next.empty() ? std::nullopt : std::optional(next.front().on));
    for (const Term within : {Term{}, Term{.days = 1}, Term{.days = 10}, Term{.months = 3}, Term{.months = 1'000}})
      ASSERT_EQ(view.expiring(on, within), plainly.expiring(on, within)) << to_string(within);
  }
  for (const Period& period : periods) {
    SCOPED_TRACE(to_string(period));
    ASSERT_EQ(view.changes(period), plainly.changes(period));
    ASSERT_EQ(view.overlapping(period), plainly.overlapping(period));
  }
}

// Days about [first, first + size), and the ends of time.
std::vector<Date> some_days(std::mt19937_64& random, Date first, int size, int count) {
  std::vector<Date> days{Date::min(), Date::max()};
  for (int i = 0; i < count; ++i) days.push_back(first + std::uniform_int_distribution<int>(-5, size + 60)(random));
  return days;
}

std::vector<Period> some_periods(const std::vector<Date>& days) {
  std::vector<Period> periods{Period::since(Date::min())};
  for (std::size_t i = 0; i + 1 < days.size(); i += 2) {
    periods.push_back(Period::from_day(days[i]));
    periods.push_back(Period::since(days[i + 1]));
    const auto [from, until] = std::minmax(days[i], days[i + 1]);
    if (from < until) periods.push_back(*Period::make(from, until));
  }
  return periods;
}

// What each known day counts, by the timeline's own index and by the view's.
void expect_counts_of_views(const Timeline& timeline, const std::vector<Date>& days, const std::vector<Date>& known) {
  for (const Date by : known) {
    const View view = timeline.as_known_on(by);
    for (const Date on : days)
      ASSERT_EQ(timeline.count_in_force(on, by), view.count_in_force(on)) << to_string(on) << " by " << to_string(by);
  }
}

// Every day on which anything becomes known, the day before, and the ends of time.
std::vector<Date> known_days(const Timeline& timeline) {
  std::vector<Date> days{Date::min(), Date::max()};
  for (const Segment& segment : timeline.segments()) {
    days.push_back(segment.known.from());
    days.push_back(segment.known.from() - 1);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

TEST(ByDayLaws, of_random_records) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const Timeline timeline = compiled(oracle::random_dataset(seed));
    const auto days = some_days(random, oracle::window_begin, oracle::window_days, 12);
    const auto periods = some_periods(days);
    expect_agreement(timeline.hindsight(), days, periods);
    const Date known = oracle::window_begin + std::uniform_int_distribution<int>(0, oracle::window_days)(random);
    expect_agreement(timeline.as_known_on(known), days, periods);
    expect_agreement(timeline.as_known_on(known, Knowledge::Strict), days, periods);
    expect_counts_of_views(timeline, days, known_days(timeline));
  }
}

void expect_laws_of_builtin(const char* name, Date first, int size) {
  std::mt19937_64 random(1);
  const Timeline timeline = compiled(*builtin_dataset(name));
  const auto days = some_days(random, first, size, 40);
  const auto periods = some_periods({days.begin(), days.begin() + 12});
  expect_agreement(timeline.hindsight(), days, periods);
  for (const char* const known : {"2018-09-01", "2025-06-05", "2025-10-24", "2025-11-25"})
    expect_agreement(timeline.as_known_on(day(known)), {days.begin(), days.begin() + 12}, periods);
  expect_counts_of_views(timeline, days, known_days(timeline));
}

TEST(ByDayLaws, of_the_articles) { expect_laws_of_builtin("articles", day("2025-03-01"), 700); }

TEST(ByDayLaws, of_the_chronology) { expect_laws_of_builtin("chronology", day("2017-06-01"), 3'500); }

TEST(ByDay, scenarios_count_what_they_change) {
  const Timeline timeline = *articles().apply("full-escalation");
  std::mt19937_64 random(2);
  const auto days = some_days(random, day("2025-10-01"), 400, 40);
  expect_agreement(timeline.hindsight(), days, some_periods({days.begin(), days.begin() + 6}));
  expect_counts_of_views(timeline, days, known_days(timeline));
}

TEST(ByDay, no_records_no_changes) {
  const Timeline timeline = compiled({});
  const View view = timeline.hindsight();
  EXPECT_TRUE(view.numbers_in_force(Date()).empty());
  EXPECT_EQ(view.next_change_day(Date::min()), std::nullopt);
  EXPECT_EQ(timeline.count_in_force(Date(), Date::max()), 0U);
}

TEST(ByDay, a_number_is_a_place_among_the_measures) {
  const View view = articles().hindsight();
  for (std::uint32_t number = 0; number < view.measures().size(); ++number)
    EXPECT_EQ(view.measure(number), view.measure(view.measures()[number]));
}

}  // namespace
}  // namespace truceline
