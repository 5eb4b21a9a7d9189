// What a ship's call costs.

#include <limits>
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Measure fee(const std::string& id, int charges_a_year = 0) {
  Measure result = measure(id);
  result.kind = MeasureKind::PortFee;
  result.details = PortFee{"net ton", charges_a_year};
  return result;
}
/// A fee of the US on Chinese ships, USD 50 a net ton from October on.
Dataset fees(const Specific& specific = {{50'00, usd}, "net ton"}, int charges_a_year = 0) {
  Dataset dataset = told({Says(Said::Imposed, "c", "2025-04-17").from("2025-10-14")}, {fee("m", charges_a_year)});
  dataset.claims.front().action.charge.specific = specific;
  return dataset;
}
Voyage call(const std::string& arrived, std::optional<Jurisdiction> operated_by = cn) {
  return {.arrived = day(arrived), .port = us, .operated_by = operated_by, .built_in = std::nullopt, .net_tons = 1'000};
}
Assessment costs(const View& view, const Voyage& voyage) {
  const Result<Assessment> result = assess(view, voyage);
  if (!result.ok()) {
    ADD_FAILURE() << message_of(result.status());
    return {};
  }
  return *result;
}
Assessment costs(const Dataset& dataset, const Voyage& voyage) { return costs(compiled(dataset).hindsight(), voyage); }

TEST(Voyage, PaysByTheNetTon) {
  const Assessment assessment = costs(fees(), call("2025-10-14"));
  ASSERT_THAT(lines_of(assessment), ElementsAre("m"));
  EXPECT_TRUE(assessment.lines.front().settled);
  EXPECT_EQ(assessment.lines.front().specific, (Specific{{50'00, usd}, "net ton"}));
  EXPECT_EQ(assessment.amount, (Money{50'000'00, usd}));
  EXPECT_THAT(assessment.lines.front().because, ElementsAre("c"));
  EXPECT_THAT(costs(fees(), call("2025-10-13")).lines, IsEmpty());
}

TEST(Voyage, PaysByTheContainer) {
  Voyage one = call("2025-10-14");
  one.containers = 300;
  EXPECT_EQ(costs(fees({{120'00, usd}, "container"}), one).amount, (Money{36'000'00, usd}));
}

TEST(Voyage, PaysInTheCurrencyOfTheFee) {
  EXPECT_EQ(costs(fees({{400'00, cny}, "net ton"}), call("2025-10-14")).amount, (Money{400'000'00, cny}));
}

TEST(Voyage, PaysNothingElsewhereNorForOthers) {
  Voyage elsewhere = call("2025-10-14");
  elsewhere.port = de;
  EXPECT_THAT(costs(fees(), elsewhere).lines, IsEmpty());
  Voyage other = call("2025-10-14", de);
  other.built_in = de;
  const Assessment assessment = costs(fees(), other);
  EXPECT_THAT(assessment.lines, IsEmpty());
  EXPECT_THAT(assessment.not_included, IsEmpty());
}

TEST(Voyage, OfAShipOfUnknownOperatorIsNotSettled) {
  const Assessment assessment = costs(fees(), call("2025-10-14", std::nullopt));
  ASSERT_THAT(lines_of(assessment), ElementsAre("m"));
  EXPECT_FALSE(assessment.lines.front().settled);
  EXPECT_FALSE(assessment.lines.front().amount);
  EXPECT_FALSE(assessment.amount) << "and not zero";
  EXPECT_THAT(assessment.lines.front().why, HasSubstr("operates or owns"));
}

TEST(Voyage, OfAShipBuiltThereIsNotSettled) {
  Voyage one = call("2025-10-14", de);
  one.built_in = cn;
  const Assessment assessment = costs(fees(), one);
  ASSERT_THAT(lines_of(assessment), ElementsAre("m"));
  EXPECT_FALSE(assessment.lines.front().settled);
  EXPECT_THAT(assessment.lines.front().why, HasSubstr("built there"));
  one.operated_by = cn;
  EXPECT_TRUE(costs(fees(), one).lines.front().settled) << "its operator's fee comes first";
}

TEST(Voyage, OfAShipOfUnstatedBuildIsNoted) {
  const Assessment assessment = costs(fees(), call("2025-10-14", de));
  EXPECT_THAT(assessment.lines, IsEmpty());
  EXPECT_TRUE(mentions(assessment.not_included, "where this one was built is not stated"));
}

TEST(Voyage, PaysUpToTheCapOfTheYear) {
  Voyage one = call("2025-10-14");
  const Dataset capped = fees({{50'00, usd}, "net ton"}, 5);
  one.charged_this_year = 4;
  EXPECT_EQ(costs(capped, one).amount, (Money{50'000'00, usd}));
  one.charged_this_year = 5;
  EXPECT_THAT(costs(capped, one).lines, IsEmpty());
  EXPECT_TRUE(mentions(costs(capped, one).not_included, "charged 5 times this year already"));
  EXPECT_EQ(costs(fees(), one).amount, (Money{50'000'00, usd})) << "no limit stated";
}

TEST(Voyage, PaysNothingWhileTheFeeIsSuspended) {
  Dataset dataset = fees();
  const Says pause = Says(Said::Suspended, "s", "2025-11-01").from("2025-11-10").until("2026-11-10");
  dataset.sources.push_back(pause.source());
  dataset.claims.push_back(pause.claim());
  EXPECT_EQ(costs(dataset, call("2025-11-09")).amount, (Money{50'000'00, usd}));
  EXPECT_THAT(costs(dataset, call("2025-11-10")).lines, IsEmpty());
  EXPECT_THAT(costs(dataset, call("2026-11-09")).lines, IsEmpty());
  EXPECT_EQ(costs(dataset, call("2026-11-10")).amount, (Money{50'000'00, usd})) << "it applies again by itself";
}

TEST(Voyage, WithoutAKnownAmountIsNotSettled) {
  Dataset dataset = fees();
  dataset.claims.front().action.charge = {};
  EXPECT_FALSE(costs(dataset, call("2025-10-14")).lines.at(0).settled);
  EXPECT_THAT(costs(fees({{50'00, usd}, "crane"}), call("2025-10-14")).lines.at(0).why, HasSubstr("how many crane"));
}

TEST(Voyage, InTwoCurrenciesHasNoSum) {
  Dataset dataset = fees();
  Says second = Says(Said::Imposed, "d", "2025-04-17").on("n").from("2025-10-14");
  dataset.measures.push_back(fee("n"));
  dataset.sources.push_back(second.source());
  dataset.claims.push_back(second.claim());
  dataset.claims.back().action.charge.specific = Specific{{1'00, cny}, "net ton"};
  EXPECT_FALSE(costs(dataset, call("2025-10-14")).amount);
  EXPECT_TRUE(costs(dataset, call("2025-10-14")).lines.at(1).amount);
  dataset.claims.back().action.charge.specific = Specific{{1'00, usd}, "net ton"};
  EXPECT_EQ(costs(dataset, call("2025-10-14")).amount, (Money{51'000'00, usd}));
}

TEST(Voyage, BeyondWhatCanBeToldIsNotSettled) {
  Voyage one = call("2025-10-14");
  one.net_tons = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(costs(fees(), one).lines.at(0).settled);
  EXPECT_FALSE(costs(fees(), one).amount);
  EXPECT_EQ(costs(fees({{1, usd}, "net ton"}), one).amount, (Money{one.net_tons, usd}));
}

TEST(Voyage, RefusesNegativeNumbers) {
  for (const int which : {0, 1, 2}) {
    Voyage one = call("2025-10-14");
    (which == 0 ? one.net_tons : one.containers) = which == 2 ? 0 : -1;
    one.charged_this_year = which == 2 ? -1 : 0;
    const Result<Assessment> refused = assess(compiled(fees()).hindsight(), one);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(diagnostics(refused.status()).front().id, "TL-517");
  }
}

// ---- the public record ------------------------------------------------------------------------------

TEST(VoyageOfTheRecord, PaysOnBothSidesUntilTheTruce) {
  const View view = chronology().hindsight();
  const Assessment to_us = costs(view, call("2025-11-01"));
  EXPECT_EQ(to_us.amount, (Money{50'000'00, usd}));
  EXPECT_TRUE(mentions(to_us.not_included, "operators of Chinese-built vessels"));
  Voyage to_china{.arrived = day("2025-11-01"), .port = cn, .operated_by = us, .built_in = de, .net_tons = 1'000};
  EXPECT_EQ(costs(view, to_china).amount, (Money{400'000'00, cny}));
  to_china.arrived = day("2025-11-10");
  EXPECT_THAT(costs(view, to_china).lines, IsEmpty());
  EXPECT_THAT(costs(view, call("2025-11-10")).lines, IsEmpty());
  // As known before the truce, the fee of the second year is the raised one.
  EXPECT_EQ(costs(chronology().as_known_on(day("2025-10-20")), call("2026-04-17")).amount, (Money{80'000'00, usd}));
}

}  // namespace
}  // namespace truceline
