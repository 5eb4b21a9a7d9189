// The step function of a shipment's duty by its day of entry.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::measure;
using oracle::Says;
using oracle::told;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Period span(const std::string& from, const std::string& until) { return *Period::make(day(from), day(until)); }

std::vector<DutyStep> steps_of(const View& view, const Shipment& one, const Period& period,
                               const GoodsLists& lists = {}, const BaseDuties& base = {}) {
  Result<std::vector<DutyStep>> steps = rate_history(view, one, period, lists, base);
  if (!steps.ok()) {
    ADD_FAILURE() << message_of(steps.status());
    return {};
  }
  return *std::move(steps);
}

/// What makes two assessments the same step.
struct Core {
  std::string measure;
  std::optional<Rate> rate, base;
  std::optional<Specific> specific;
  bool settled;
  Rate low;
  std::optional<Rate> high;
  friend bool operator==(const Core&, const Core&) = default;
};
std::vector<Core> cores(const Assessment& assessment) {
  std::vector<Core> all;
  for (const DutyLine& one : assessment.lines)
    all.push_back({one.measure, one.rate, one.base, one.specific, one.settled, one.low, one.high});
  return all;
}

/// Steps cover the period without gaps, no two in a row are alike, each names what changed, and each day of it pays what assess() says.
void expect_true(const View& view, const Shipment& one, const Period& period, const GoodsLists& lists = {},
                 const BaseDuties& base = {}) {
  const std::vector<DutyStep> steps = steps_of(view, one, period, lists, base);
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps.front().period.from(), period.from());
  EXPECT_EQ(steps.back().period.until(), period.until());
  EXPECT_THAT(steps.front().cause, IsEmpty()) << "nothing came before";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::vector<Core> now = cores(steps[i].assessment);
    EXPECT_EQ(steps[i].assessment.on, steps[i].period.from());
    if (i > 0) {
      EXPECT_EQ(steps[i - 1].period.until(), steps[i].period.from());
      const std::vector<Core> before = cores(steps[i - 1].assessment);
      EXPECT_NE(before, now) << "on " << to_string(steps[i].period.from());
      std::set<std::string> changed;
      for (const Core& core : now) {
        if (std::find(before.begin(), before.end(), core) == before.end()) changed.insert(core.measure);
      }
      for (const Core& core : before) {
        if (std::find(now.begin(), now.end(), core) == now.end()) changed.insert(core.measure);
      }
      EXPECT_EQ(std::set<std::string>(steps[i].cause.begin(), steps[i].cause.end()), changed)
          << "on " << to_string(steps[i].period.from());
    }
    for (Date on = steps[i].period.from(); on < *steps[i].period.until(); on = on + 1) {
      Shipment asked = one;
      asked.entered = on;
      if (asked.loaded && *asked.loaded > on) asked.loaded.reset();
      if (asked.exported && *asked.exported > on) asked.exported.reset();
      ASSERT_EQ(cores(pays(view, asked, lists, base)), now) << to_string(on);
    }
  }
}

std::vector<std::string> told_as(const std::vector<DutyStep>& steps) {
  std::vector<std::string> texts;
  for (const DutyStep& step : steps) texts.push_back(to_string(step.period.from()) + ' ' + rates(step.assessment));
  return texts;
}

TEST(RateHistory, StepsWhereALineChanges) {
  const Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").on("a").from("2025-04-05").rate(10),
                                Says(Said::Raised, "r", "2025-03-02").on("a").from("2025-05-01").rate(20),
                                Says(Said::Imposed, "b", "2025-03-01").on("b").from("2025-05-01").rate(5),
                                Says(Said::Ended, "e", "2025-03-03").on("b").from("2025-06-01")},
                               {measure("a"), measure("b")});
  const std::vector<DutyStep> steps =
      steps_of(compiled(dataset).hindsight(), shipment("2025-01-01"), span("2025-04-01", "2025-07-01"));
  EXPECT_THAT(told_as(steps), ElementsAre("2025-04-01 -", "2025-04-05 10", "2025-05-01 20+5", "2025-06-01 20"));
  EXPECT_THAT(steps[1].cause, ElementsAre("a"));
  EXPECT_THAT(steps[2].cause, UnorderedElementsAre("a", "b"));
  EXPECT_THAT(steps[3].cause, ElementsAre("b"));
  EXPECT_EQ(steps[3].period, span("2025-06-01", "2025-07-01"));
}

TEST(RateHistory, OfAnOpenPeriodHasAnOpenEnd) {
  const Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").rate(10)});
  const std::vector<DutyStep> steps =
      steps_of(compiled(dataset).hindsight(), shipment("2025-01-01"), Period::since(day("2025-04-01")));
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_FALSE(steps.back().period.until());
}

TEST(RateHistory, IsOneStepWhereNothingChanges) {
  const Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").rate(10),
                                Says(Said::RateSet, "r", "2025-03-02").from("2025-05-01").rate(10)});
  EXPECT_THAT(
      told_as(steps_of(compiled(dataset).hindsight(), shipment("2025-01-01"), span("2025-04-10", "2025-07-01"))),
      ElementsAre("2025-04-10 10"));
}

TEST(RateHistory, StepsWithListsAndBaseDuties) {
  Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").rate(10)});
  dataset.measures.front().goods.list = "L";
  const GoodsLists lists = listed("L", "code,from,until\n8507,2025-05-01,2025-06-01\n");
  const BaseDuties base = base_duties("code,rate,from\n8507,3,2025-06-15\n");
  const View view = compiled(dataset).hindsight();
  EXPECT_THAT(told_as(steps_of(view, shipment("2025-01-01", "8507"), span("2025-04-01", "2025-07-01"), lists, base)),
              ElementsAre("2025-04-01 -", "2025-05-01 10", "2025-06-01 -", "2025-06-15 3"));
  ASSERT_NO_FATAL_FAILURE(
      expect_true(view, shipment("2025-01-01", "8507"), span("2025-04-01", "2025-07-01"), lists, base));
}

TEST(RateHistory, StepsWithGoodsOnTheWayAndWithRules) {
  Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").on("a").from("2025-04-05").rate(10),
                          Says(Said::Imposed, "b", "2025-03-01").on("b").from("2025-04-05").rate(5),
                          Says(Said::Narrowed, "n", "2025-03-01").on("a").from("2025-04-05").rate(0)},
                         {measure("a"), measure("b")});
  dataset.claims.back().action.limits.loaded_before = day("2025-04-20");
  dataset.claims.back().action.limits.entered_before = day("2025-05-27");
  StackingRule rule;
  rule.id = "r";
  rule.when = "a";
  rule.others = {"b"};
  rule.from = oracle::fuzzy("2025-06-10");
  rule.until = oracle::fuzzy("2025-06-20");
  dataset.stacking = {rule};
  const View view = compiled(dataset).hindsight();
  Shipment one = shipment("2025-01-01");
  one.loaded = day("2025-04-15");
  EXPECT_THAT(told_as(steps_of(view, one, span("2025-04-01", "2025-07-01"))),
              ElementsAre("2025-04-01 -", "2025-04-05 10+5", "2025-04-15 5", "2025-05-27 10+5", "2025-06-10 10",
                          "2025-06-20 10+5"))
      << "before the day of loading the exemption is not theirs";
  ASSERT_NO_FATAL_FAILURE(expect_true(view, one, span("2025-04-01", "2025-07-01")));
}

TEST(RateHistory, RefusesWhatCannotBeTold) {
  Shipment one = shipment("2025-01-01");
  one.origin = us;
  const auto refused = rate_history(chronology().hindsight(), one, span("2025-01-01", "2026-01-01"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(diagnostics(refused.status()).front().id, "TL-515");
}

// ---- the public record ------------------------------------------------------------------------------

TEST(RateHistoryOfTheRecord, AgreesWithEveryDayOfTwoYears) {
  const Period period = span("2025-01-01", "2027-01-01");
  GoodsLists lists = listed("Section 301 List 1", "code\n8501\n");
  ASSERT_TRUE(lists.bind("Section 232 steel and aluminium", "code,from\n7308,\n8501,2025-08-18\n").ok());
  ASSERT_TRUE(lists.bind("Section 232 automobiles", "code\n8708\n").ok());
  const BaseDuties base = base_duties("code,rate,from\n85,2.5,\n8501,3,2026-01-01\n");
  for (const View& view : {chronology().hindsight(), chronology().as_known_on(day("2025-06-30"))}) {
    for (const auto goods : {std::optional<std::string_view>(), std::optional<std::string_view>("8501.10"),
                             std::optional<std::string_view>("7308.90"), std::optional<std::string_view>("8471.30")}) {
      Shipment one = shipment("2025-01-01", goods);
      ASSERT_NO_FATAL_FAILURE(expect_true(view, one, period, lists, base));
      one.content = Rate::percent(40);
      one.loaded = day("2025-04-04");
      ASSERT_NO_FATAL_FAILURE(expect_true(view, one, period, lists, base));
    }
    Shipment to_china{.origin = us,
                      .destination = cn,
                      .goods = code("1201.90"),
                      .entered = day("2025-01-01"),
                      .loaded = day("2025-03-09")};
    ASSERT_NO_FATAL_FAILURE(expect_true(view, to_china, period));
  }
}

TEST(RateHistoryOfTheRecord, OfGoodsInGeneral) {
  std::vector<std::string> totals;
  for (const DutyStep& step :
       steps_of(chronology().hindsight(), shipment("2025-01-01"), span("2025-01-01", "2026-07-01"))) {
    totals.push_back(to_string(step.period.from()) + ' ' +
                     (step.assessment.total ? to_percent(*step.assessment.total) : "?"));
  }
  EXPECT_THAT(totals, ElementsAre("2025-01-01 0", "2025-02-04 10", "2025-03-04 20", "2025-04-05 30", "2025-04-09 104",
                                  "2025-04-10 145", "2025-05-14 30", "2025-11-10 20", "2026-02-24 10"));
}

}  // namespace
}  // namespace truceline
