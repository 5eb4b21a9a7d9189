// How far purchase commitments are told to be fulfilled.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::Says;
using oracle::told;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Jurisdiction buyer('C', 'N'), seller('U', 'S');

/// 12 million tons through 2025, then 25 a year.
Measure beans() {
  Measure result = oracle::measure("m");
  result.kind = MeasureKind::PurchaseCommitment;
  result.imposed_by = {buyer};
  result.target = {seller};
  PurchaseCommitment terms;
  terms.tranches.resize(2);
  for (Tranche& one : terms.tranches) one.goods = "soybeans";
  terms.tranches[0].period = *Period::make(day("2025-11-01"), day("2026-01-01"));
  terms.tranches[0].quantity = {12'000'000, "t"};
  terms.tranches[1].period = *Period::make(day("2026-01-01"), day("2027-01-01"));
  terms.tranches[1].quantity = {25'000'000, "t"};
  result.details = terms;
  return result;
}
Says committed() { return Says(Said::Committed, "c", "2025-11-01").from("2025-11-01"); }

/// Progress of so many units, with its day if it has one.
struct Told {
  std::string id, known, on;
  Quantity quantity;
};
Dataset with(const std::vector<Told>& all) {
  Dataset dataset = told({committed()}, {beans()});
  for (const Told& one : all) {
    Says says(Said::Progress, one.id, one.known);
    if (!one.on.empty()) says.from(one.on);
    dataset.sources.push_back(says.source());
    dataset.claims.push_back(says.claim());
    dataset.claims.back().action.quantity = one.quantity;
  }
  return dataset;
}
std::vector<std::string> shown(const std::vector<TrancheProgress>& all) {
  std::vector<std::string> texts;
  for (const TrancheProgress& one : all) {
    texts.push_back(one.reported ? to_string(*one.reported) + " on " + to_string(*one.as_of) : "none");
  }
  return texts;
}

TEST(Progress, IsToldByTranche) {
  const Dataset dataset =
      with({{"p", "2025-12-10", "2025-12-09", {3'000'000, "t"}}, {"q", "2026-03-10", "2026-03-09", {2'000'000, "t"}}});
  const std::vector<TrancheProgress> all = progress(compiled(dataset).hindsight(), "m");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].tranche.quantity, (Quantity{12'000'000, "t"}));
  EXPECT_THAT(shown(all), ElementsAre("3000000 t on 2025-12-09", "2000000 t on 2026-03-09"));
  EXPECT_THAT(all[0].because, ElementsAre("p"));
}

TEST(Progress, IsNotZeroWhereNothingIsTold) {
  EXPECT_THAT(shown(progress(compiled(with({})).hindsight(), "m")), ElementsAre("none", "none"));
}

TEST(Progress, IsTheLastByItsDayWhateverTheOrder) {
  const Told early{"p", "2025-12-10", "2025-12-09", {3'000'000, "t"}},
      late{"q", "2025-12-20", "2025-12-19", {5'000'000, "t"}};
  for (const auto& all : {std::vector{early, late}, std::vector{late, early}}) {
    const std::vector<TrancheProgress> told = progress(compiled(with(all)).hindsight(), "m");
    EXPECT_THAT(shown(told), ElementsAre("5000000 t on 2025-12-19", "none"));
    EXPECT_EQ(told.front().because.size(), 2U);
  }
}

TEST(Progress, IsWhatWasKnown) {
  const Timeline timeline = compiled(with({{"p", "2025-12-10", "2025-12-09", {3'000'000, "t"}}}));
  EXPECT_THAT(shown(progress(timeline.as_known_on(day("2025-12-09")), "m")), ElementsAre("none", "none"));
  EXPECT_THAT(shown(progress(timeline.as_known_on(day("2025-12-10")), "m")),
              ElementsAre("3000000 t on 2025-12-09", "none"));
}

TEST(Progress, WithoutADayCountsFromItsPublication) {
  EXPECT_THAT(shown(progress(compiled(with({{"p", "2025-12-10", "", {3'000'000, "t"}}})).hindsight(), "m")),
              ElementsAre("3000000 t on 2025-12-10", "none"));
}

/// What was bought from November to January is the first tranche's, told as of January.
TEST(Progress, OverASpanIsThatOfItsFirstDayAsOfItsLast) {
  EXPECT_THAT(shown(progress(compiled(with({{"p", "2026-01-20", "2025-11-01/2026-01-20", {12'000'000, "t"}},
                                            {"q", "2026-01-20", "2025-11-01/2026-01-08", {8'000'000, "t"}}}))
                                 .hindsight(),
                             "m")),
              ElementsAre("12000000 t on 2026-01-20", "none"));
}

TEST(Progress, InAnotherUnitSaysNothing) {
  EXPECT_THAT(shown(progress(compiled(with({{"p", "2025-12-10", "2025-12-09", {3'000'000, "USD"}}})).hindsight(), "m")),
              ElementsAre("none", "none"));
}

TEST(Progress, ThatIsCorrectedIsGone) {
  Dataset dataset =
      with({{"p", "2025-12-10", "2025-12-09", {3'000'000, "t"}}, {"q", "2025-12-20", "2025-12-08", {1'000'000, "t"}}});
  dataset.claims.back().corrects = {"p"};
  EXPECT_THAT(shown(progress(compiled(dataset).hindsight(), "m")), ElementsAre("1000000 t on 2025-12-08", "none"));
}

TEST(Progress, IsFoundThroughAnAlias) {
  Dataset dataset = with({{"p", "2025-12-10", "2025-12-09", {3'000'000, "t"}}});
  dataset.aliases.push_back({"beans", {"m"}, "a short name"});
  dataset.claims.back().measure = "beans";
  EXPECT_THAT(shown(progress(compiled(dataset).hindsight(), "beans")), ElementsAre("3000000 t on 2025-12-09", "none"));
}

TEST(Progress, IsOfCommitmentsOnly) {
  const View view = compiled(told({Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05").rate(10)})).hindsight();
  EXPECT_THAT(progress(view, "m"), IsEmpty());
  EXPECT_THAT(progress(view, "no such measure"), IsEmpty());
}

TEST(ProgressOfTheRecord, OfSoybeans) {
  const std::string id = "cn-soybean-purchase-commitment-2025";
  const std::vector<TrancheProgress> before = progress(chronology().as_known_on(day("2025-12-31")), id);
  ASSERT_EQ(before.size(), 4U);
  EXPECT_FALSE(before[0].reported);
  EXPECT_THAT(shown(progress(chronology().hindsight(), id)),
              ElementsAre("12000000 t on 2026-01-20", "none", "none", "none"));
}

}  // namespace
}  // namespace truceline
