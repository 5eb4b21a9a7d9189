// What a shipment pays: by hand-made records for each rule, by the public record for what really was charged, and by chance for the
// laws that hold whatever is charged.

#include <truceline/duty/duty.hpp>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

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
using Big = boost::multiprecision::cpp_int;

Measure on_list(const std::string& id, const std::string& list) {
  Measure result = measure(id);
  result.goods.list = list;
  return result;
}
Measure on_codes(const std::string& id, std::vector<std::string> hs, std::vector<std::string> except = {}) {
  Measure result = measure(id);
  result.goods.hs = std::move(hs);
  result.goods.except = std::move(except);
  return result;
}
Says imposed(const std::string& id, int percent, const std::string& from = "2025-04-05") {
  return Says(Said::Imposed, "c-" + id, "2025-03-01").on(id).from(from).rate(percent);
}
Limits listed_on(const std::string& list) {
  Limits limits;
  limits.goods.list = list;
  return limits;
}
Limits under_code(const std::string& hs) {
  Limits limits;
  limits.goods.hs = {hs};
  return limits;
}
Limits for_party(const std::string& party) {
  Limits limits;
  limits.parties = {party};
  return limits;
}
/// A change of scope, with limits that the caller sets.
Dataset changed(Dataset dataset, const Says& says, const Limits& limits) {
  dataset.sources.push_back(says.source());
  dataset.claims.push_back(says.claim());
  dataset.claims.back().action.limits = limits;
  return dataset;
}
Dataset charged(Dataset dataset, const Charge& charge) {
  dataset.claims.front().action.charge = charge;
  return dataset;
}
Specific per(std::int64_t minor, std::string unit, Currency currency = usd) {
  return {{minor, currency}, std::move(unit)};
}

Charge by_unit(const Specific& specific) { return {specific, std::nullopt, std::nullopt}; }

// ---- what is charged --------------------------------------------------------------------------------

TEST(Duty, IsWhatIsInForceBetweenTheTwoOnTheDay) {
  Measure other = measure("other-way");
  other.imposed_by = {cn};
  other.target = {us};
  Measure elsewhere = measure("elsewhere");
  elsewhere.target = {de};
  Measure world = measure("world");
  world.target = {Jurisdiction()};
  const Dataset dataset =
      told({imposed("m", 20), imposed("other-way", 7), imposed("elsewhere", 8), imposed("world", 5)},
           {measure("m"), other, elsewhere, world});
  const Assessment assessment = pays(dataset, shipment("2025-06-02", "8507", 100'00));
  EXPECT_THAT(lines_of(assessment), ElementsAre("m", "world"));
  EXPECT_EQ(assessment.on, day("2025-06-02"));
  EXPECT_EQ(assessment.total, Rate::percent(25));
  EXPECT_EQ(assessment.amount, (Money{25'00, usd}));
  EXPECT_THAT(line(assessment, "m")->because, ElementsAre("c-m"));
  EXPECT_EQ(rates(pays(dataset, shipment("2025-04-04", "8507"))), "-") << "not yet in force";

  Shipment german = shipment("2025-06-02", "8507");
  german.origin = de;
  EXPECT_THAT(lines_of(pays(dataset, german)), ElementsAre("elsewhere", "world"));
}

TEST(Duty, OfNothingIsZeroAndSettled) {
  const Assessment assessment = pays(Dataset{}, shipment("2025-06-02", "8507", 100'00));
  EXPECT_THAT(assessment.lines, IsEmpty());
  EXPECT_EQ(assessment.total, Rate());
  EXPECT_EQ(assessment.amount, (Money{0, usd}));
  EXPECT_TRUE(mentions(assessment.not_included, "base (MFN) duty"));
  EXPECT_TRUE(mentions(assessment.not_included, "trade-defence"));
}

TEST(Duty, WithoutAValueHasRatesOnly) {
  const Assessment assessment = pays(told({imposed("m", 20)}), shipment("2025-06-02", "8507"));
  EXPECT_EQ(assessment.total, Rate::percent(20));
  EXPECT_FALSE(assessment.amount);
  EXPECT_FALSE(assessment.lines.front().amount);
}

TEST(Duty, IsChargedNetOfWhatIsSuspended) {
  const Dataset dataset = told(
      {imposed("m", 34), Says(Said::Suspended, "s", "2025-05-12").from("2025-05-14").until("2025-08-12").portion(24),
       Says(Said::Suspended, "w", "2025-08-11").from("2025-08-12").until("2025-11-10")});
  EXPECT_EQ(rates(pays(dataset, shipment("2025-05-13", "8507"))), "34");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-05-14", "8507"))), "10");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-08-12", "8507"))), "-") << "suspended whole: no line";
  EXPECT_EQ(rates(pays(dataset, shipment("2025-11-10", "8507"))), "34");
}

TEST(Duty, IsWhatTheDayOfKnowingKnew) {
  const Timeline timeline =
      compiled(told({imposed("m", 20), Says(Said::Raised, "r", "2025-09-01").from("2025-06-01").rate(30)}));
  const Shipment one = shipment("2025-06-02", "8507");
  EXPECT_EQ(rates(pays(timeline.hindsight(), one)), "30");
  const Assessment then = pays(timeline.as_known_on(day("2025-06-02")), one);
  EXPECT_EQ(rates(then), "20");
  EXPECT_EQ(then.known, day("2025-06-02"));
  EXPECT_FALSE(then.projected);
  EXPECT_TRUE(pays(timeline.as_known_on(day("2025-05-01")), one).projected);
}

TEST(Duty, OfPackagesIsThatOfTheirParts) {
  const Dataset dataset = told({imposed("part", 20)}, {measure("package"), measure("part", "package")});
  EXPECT_THAT(lines_of(pays(dataset, shipment("2025-06-02", "8507"))), ElementsAre("part"));
}

TEST(Duty, TellsWhereNoDateDecides) {
  const Assessment assessment = pays(told({imposed("m", 20, "2025-06")}), shipment("2025-06-02", "8507"));
  ASSERT_EQ(assessment.lines.size(), 1U);
  EXPECT_EQ(assessment.lines.front().certainty, Certainty::Possible);
  const Assessment later = pays(told({imposed("m", 20), Says(Said::Ended, "e", "2025-05-01").from("2025-06")}),
                                shipment("2025-06-02", "8507"));
  EXPECT_THAT(later.lines, IsEmpty());
  EXPECT_TRUE(mentions(later.not_included, "m: whether it is in force on the day is not known"));
}

TEST(Duty, VoidedByARulingIsRefundable) {
  const Dataset dataset =
      told({imposed("m", 20), Says(Said::StruckDown, "court", "2026-02-20").from("2026-02-24").from_beginning()});
  const Timeline timeline = compiled(dataset);
  const Shipment one = shipment("2025-06-02", "8507", 100'00);
  EXPECT_TRUE(pays(timeline.hindsight(), one).lines.at(0).refundable);
  EXPECT_EQ(pays(timeline.hindsight(), one).amount, (Money{20'00, usd})) << "rates stay as collected";
  EXPECT_FALSE(pays(timeline.as_known_on(day("2025-06-02")), one).lines.at(0).refundable);
}

// ---- goods ------------------------------------------------------------------------------------------

TEST(Duty, ReachesCodesByTheLongestMatch) {
  const Dataset dataset = told({imposed("m", 20)}, {on_codes("m", {"85", "85076010"}, {"8507"})});
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8501"))), "20");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8507.20"))), "-");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8507.60.10.00"))), "20") << "back in";
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "1201"))), "-");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02"))), "-") << "goods in general are under no heading";
  const Assessment part = pays(dataset, shipment("2025-06-02", "85"));
  EXPECT_EQ(rates(part), "?") << "a part of the chapter is excepted";
  EXPECT_EQ(range(part), "0..20");
}

TEST(Duty, OnAHeadingReachedInPartIsOpen) {
  const Assessment assessment =
      pays(told({imposed("m", 20)}, {on_codes("m", {"85076000"})}), shipment("2025-06-02", "8507"));
  EXPECT_EQ(rates(assessment), "?");
  EXPECT_EQ(range(assessment), "0..20");
  EXPECT_FALSE(assessment.total);
}

TEST(Duty, OnGoodsNamedInWordsOnlyIsOpen) {
  Measure words = measure("m");
  words.goods.words = {"batteries"};
  const Assessment assessment = pays(told({imposed("m", 20)}, {words}), shipment("2025-06-02", "8507", 100'00));
  EXPECT_EQ(rates(assessment), "?");
  EXPECT_THAT(assessment.lines.front().why, HasSubstr("in words only"));
  EXPECT_FALSE(assessment.amount);
  words.goods.words = {"all goods"};
  EXPECT_EQ(rates(pays(told({imposed("m", 20)}, {words}), shipment("2025-06-02", "8507"))), "20");
}

TEST(Duty, NotSettledIsNeverZero) {
  const Dataset dataset = told({imposed("m", 25), imposed("all", 10)}, {on_list("m", "L"), measure("all")});
  const Shipment one = shipment("2025-06-02", "8507.60.00", 100'00);
  const Assessment open = pays(dataset, one);
  EXPECT_EQ(rates(open), "?+10");
  EXPECT_FALSE(open.total);
  EXPECT_FALSE(open.amount);
  EXPECT_EQ(range(open), "10..35");
  EXPECT_FALSE(line(open, "m")->amount);
  EXPECT_EQ(line(open, "m")->low, Rate());
  EXPECT_EQ(line(open, "m")->high, Rate::percent(25));
  EXPECT_THAT(line(open, "m")->why, HasSubstr("\"L\""));

  const Assessment yes = pays(dataset, one, listed("L", "code\n8507.60\n"));
  EXPECT_EQ(rates(yes), "25+10");
  EXPECT_EQ(yes.amount, (Money{35'00, usd}));
  const Assessment no = pays(dataset, one, listed("L", "code\n1201\n"));
  EXPECT_EQ(rates(no), "10");
  EXPECT_EQ(no.amount, (Money{10'00, usd}));
  EXPECT_EQ(pays(dataset, shipment("2025-06-02", std::nullopt, 100'00)).total, Rate::percent(10))
      << "goods in general are on no list";
}

TEST(Duty, OfAnUnknownRateHasNoUpperEnd) {
  for (Says says : {Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05"),
                    Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05").varying()}) {
    const Assessment assessment = pays(told({says}), shipment("2025-06-02", "8507", 100'00));
    EXPECT_EQ(rates(assessment), "?");
    EXPECT_EQ(range(assessment), "0..");
    EXPECT_FALSE(assessment.total);
    EXPECT_FALSE(assessment.amount);
    EXPECT_EQ(assessment.lines.front().why, "its rate is not known");
  }
}

// ---- scopes -----------------------------------------------------------------------------------------

TEST(Duty, VariesBySubList) {
  Dataset dataset = told({Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05").varying()}, {on_list("m", "L")});
  dataset = changed(dataset, Says(Said::ScopeSet, "a", "2025-03-01").from("2025-04-05").rate(10), listed_on("A"));
  dataset = changed(dataset, Says(Said::ScopeSet, "b", "2025-03-01").from("2025-04-05").rate(5), listed_on("B"));
  const Shipment one = shipment("2025-06-02", "8507", 100'00);
  EXPECT_EQ(rates(pays(dataset, one)), "?");
  EXPECT_EQ(range(pays(dataset, one)), "0..10") << "or on none of the lists";
  EXPECT_EQ(range(pays(dataset, one, listed("L", "code\n8507\n"))), "5..10");
  EXPECT_EQ(rates(pays(dataset, one, listed("L", "code\n1201\n"))), "?") << "the sub-lists are bound to nothing yet";

  GoodsLists lists = listed("A", "code\n8507\n");
  EXPECT_EQ(rates(pays(dataset, one, lists)), "10") << "what is on a sub-list is on the list";
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8508"), listed("B", "code\n8508\n"))), "5")
      << "in either order";
  ASSERT_TRUE(lists.bind("B", "code\n8508\n").ok());
  EXPECT_EQ(rates(pays(dataset, one, lists)), "10");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8508"), lists)), "5");
  ASSERT_TRUE(lists.bind("L", "code\n85\n").ok());
  const Assessment neither = pays(dataset, shipment("2025-06-02", "8509"), lists);
  EXPECT_EQ(rates(neither), "?") << "on the list, at a rate that no sub-list states";
  EXPECT_EQ(range(neither), "0..");
}

TEST(Duty, OfOneOpenSubListIsNotSettled) {
  Dataset dataset = told({Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05").varying()});
  dataset = changed(dataset, Says(Said::ScopeSet, "a", "2025-03-01").from("2025-04-05").rate(10), listed_on("A"));
  const Assessment assessment = pays(dataset, shipment("2025-06-02", "8507"));
  EXPECT_EQ(rates(assessment), "?");
  EXPECT_EQ(range(assessment), "0..") << "what is not on it varies";
}

TEST(Duty, ExceptsAndWidens) {
  Dataset dataset = told({imposed("m", 20)}, {on_codes("m", {"85"})});
  dataset = changed(dataset, Says(Said::Narrowed, "n", "2025-04-11").from("2025-04-05").rate(0), under_code("8507"));
  dataset = changed(dataset, Says(Said::Expanded, "x", "2025-08-15").from("2025-08-18"), under_code("1201"));
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8507.60"))), "-");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8501"))), "20");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-08-17", "1201"))), "-");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-08-18", "1201"))), "20");
  // Retroactive: told on 11 April for goods from 5 April on.
  const Timeline timeline = compiled(dataset);
  EXPECT_EQ(rates(pays(timeline.as_known_on(day("2025-04-10")), shipment("2025-04-06", "8507.60"))), "20");
  EXPECT_EQ(rates(pays(timeline.as_known_on(day("2025-04-11")), shipment("2025-04-06", "8507.60"))), "-");
}

TEST(Duty, ExceptedByAListThatIsNotBoundIsChargedWithANote) {
  Dataset dataset = told({imposed("m", 20)});
  dataset = changed(dataset, Says(Said::Narrowed, "n", "2025-03-01").from("2025-04-05").rate(0), listed_on("Annex"));
  const Shipment one = shipment("2025-06-02", "8507");
  EXPECT_EQ(rates(pays(dataset, one)), "20");
  EXPECT_TRUE(mentions(pays(dataset, one).not_included, "\"Annex\""));
  EXPECT_EQ(rates(pays(dataset, one, listed("Annex", "code\n8507\n"))), "-");
  const Assessment charged = pays(dataset, one, listed("Annex", "code\n8508\n"));
  EXPECT_EQ(rates(charged), "20");
  EXPECT_FALSE(mentions(charged.not_included, "Annex"));
}

TEST(Duty, ExceptedInWordsIsChargedWithANote) {
  Dataset dataset = told({imposed("m", 20)});
  dataset =
      changed(dataset, Says(Said::Narrowed, "n", "2025-03-01").from("2025-04-05").rate(0), for_party("some companies"));
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8507"))), "20");
  EXPECT_TRUE(mentions(pays(dataset, shipment("2025-06-02", "8507")).not_included, "some companies"));
}

TEST(Duty, IsLiftedByAnExclusion) {
  Measure relief = on_list("relief", "X");
  relief.kind = MeasureKind::Relief;
  relief.relieves = {"m"};
  const Dataset dataset =
      told({imposed("m", 25),
            Says(Said::Imposed, "r", "2025-03-01").on("relief").from("2025-05-01").until("2025-09-01").rate(0)},
           {measure("m"), relief});
  const GoodsLists lists = listed("X", "code\n8507\n");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-04-30", "8507"), lists)), "25");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-05-01", "8507"), lists)), "-");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-08-31", "8507"), lists)), "-");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-09-01", "8507"), lists)), "25") << "run out";
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8508"), lists)), "25");
  const Assessment open = pays(dataset, shipment("2025-06-02", "8507"));
  EXPECT_EQ(rates(open), "25");
  EXPECT_TRUE(mentions(open.not_included, "\"X\" is not bound"));
}

TEST(Duty, IsLiftedForThoseWhomTheExclusionMeets) {
  Measure world = measure("m");
  world.target = {Jurisdiction()};
  Measure relief = measure("relief");
  relief.kind = MeasureKind::Relief;
  relief.relieves = {"m"};
  const Dataset dataset = told({imposed("m", 25), imposed("relief", 0)}, {world, relief});
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "8507"))), "-");
  Shipment german = shipment("2025-06-02", "8507");
  german.origin = de;
  EXPECT_EQ(rates(pays(dataset, german)), "25");
}

// ---- goods on the way -------------------------------------------------------------------------------

Limits on_the_way(std::string_view loaded, std::string_view entered) {
  Limits limits;
  limits.loaded_before = day(std::string(loaded));
  limits.entered_before = day(std::string(entered));
  return limits;
}
Shipment sailed(const std::string& loaded, const std::string& entered) {
  Shipment one = shipment(entered, "8507");
  one.loaded = day(loaded);
  return one;
}

TEST(GoodsOnTheWay, AreExemptOnTheRightSideOfEachDay) {
  const Dataset dataset = changed(
      told({imposed("m", 10)}), Says(Said::Narrowed, "n", "2025-04-02").from("2025-04-05").until("2025-05-27").rate(0),
      on_the_way("2025-04-05", "2025-05-27"));
  EXPECT_EQ(rates(pays(dataset, sailed("2025-04-04", "2025-04-20"))), "-");
  EXPECT_EQ(rates(pays(dataset, sailed("2025-04-05", "2025-04-20"))), "10") << "loaded too late";
  EXPECT_EQ(rates(pays(dataset, sailed("2025-04-04", "2025-05-26"))), "-");
  EXPECT_EQ(rates(pays(dataset, sailed("2025-04-04", "2025-05-27"))), "10") << "entered too late";
  EXPECT_EQ(rates(pays(dataset, shipment("2025-04-20", "8507"))), "10") << "a day that is not stated grants nothing";
}

TEST(GoodsOnTheWay, AreExemptByTheDayOfExport) {
  Limits limits;
  limits.exported_before = day("2019-05-10");
  limits.entered_before = day("2019-06-01");
  const Dataset dataset =
      changed(told({imposed("m", 25, "2019-05-10")}),
              Says(Said::Narrowed, "n", "2019-05-09").from("2019-05-10").until("2019-06-01").rate(10), limits);
  Shipment one = shipment("2019-05-31", "8507");
  EXPECT_EQ(rates(pays(dataset, one)), "25");
  one.exported = day("2019-05-09");
  EXPECT_EQ(rates(pays(dataset, one)), "10") << "at the rate of before";
  one.exported = day("2019-05-10");
  EXPECT_EQ(rates(pays(dataset, one)), "25");
}

TEST(GoodsOnTheWay, ThatTheMeasureDoesNotReachStayFree) {
  Dataset dataset = changed(told({imposed("m", 25)}, {on_list("m", "L")}),
                            Says(Said::Narrowed, "n", "2025-03-01").from("2025-04-05").rate(10),
                            on_the_way("2025-04-05", "2025-06-01"));
  const Shipment one = sailed("2025-04-01", "2025-05-01");
  EXPECT_EQ(rates(pays(dataset, one, listed("L", "code\n8507\n"))), "10");
  EXPECT_EQ(rates(pays(dataset, one, listed("L", "code\n1201\n"))), "-")
      << "a lower rate is no reason to charge what is on no list";
  EXPECT_EQ(rates(pays(dataset, one)), "?");
  EXPECT_EQ(range(pays(dataset, one)), "0..10");
}

TEST(GoodsOnTheWay, AreJudgedByEntryAndChargedByWithdrawal) {
  Dataset dataset = told({imposed("m", 10), Says(Said::Raised, "r", "2025-05-01").from("2025-06-01").rate(30)});
  Shipment one = shipment("2025-05-20", "8507");
  EXPECT_EQ(rates(pays(dataset, one)), "10");
  one.withdrawn = day("2025-06-01");
  const Assessment assessment = pays(dataset, one);
  EXPECT_EQ(rates(assessment), "30") << "the day of withdrawal decides";
  EXPECT_EQ(assessment.on, day("2025-06-01"));
}

// ---- by unit ----------------------------------------------------------------------------------------

Shipment weighed(std::int64_t kg, std::int64_t cents) {
  Shipment one = shipment("2025-06-02", "8507", cents);
  one.quantities = {{kg, "kg"}};
  return one;
}
Says unrated() { return Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05"); }

TEST(DutyByUnit, IsChargedPerUnit) {
  const Dataset dataset = charged(told({unrated()}), by_unit(per(150, "kg")));
  const Assessment assessment = pays(dataset, weighed(1200, 100'00));
  EXPECT_EQ(rates(assessment), "unit");
  EXPECT_EQ(assessment.lines.front().specific, per(150, "kg"));
  EXPECT_EQ(assessment.amount, (Money{1800'00, usd}));
  EXPECT_FALSE(assessment.total) << "no rate tells it";
  EXPECT_FALSE(assessment.high) << "nor bounds it";
}

TEST(DutyByUnit, AddsToARate) {
  const Dataset dataset = charged(told({imposed("m", 10)}), by_unit(per(150, "kg")));
  const Assessment assessment = pays(dataset, weighed(10, 100'00));
  EXPECT_EQ(assessment.amount, (Money{25'00, usd}));
  EXPECT_EQ(range(assessment), "10..");
}

TEST(DutyByUnit, HasALeastAndAMost) {
  const Dataset dataset = charged(told({imposed("m", 10)}), Charge{std::nullopt, per(100, "kg"), per(300, "kg")});
  EXPECT_EQ(pays(dataset, weighed(10, 50'00)).amount, (Money{10'00, usd})) << "10 % is USD 5";
  EXPECT_EQ(pays(dataset, weighed(10, 200'00)).amount, (Money{20'00, usd}));
  EXPECT_EQ(pays(dataset, weighed(10, 500'00)).amount, (Money{30'00, usd})) << "10 % is USD 50";
  EXPECT_EQ(range(pays(dataset, weighed(10, 500'00))), "0..") << "with a most, the rate is no least";
}

TEST(DutyByUnit, OfAnUnknownRateIsNotItsLeast) {
  const Dataset dataset = charged(told({unrated()}), Charge{std::nullopt, per(100, "kg"), std::nullopt});
  const Assessment assessment = pays(dataset, weighed(10, 100'00));
  EXPECT_EQ(rates(assessment), "?");
  EXPECT_FALSE(assessment.amount);
}

TEST(DutyByUnit, WithoutTheQuantityIsNotSettled) {
  const Dataset dataset = charged(told({unrated()}), by_unit(per(150, "item")));
  const Assessment assessment = pays(dataset, weighed(10, 100'00));
  EXPECT_EQ(rates(assessment), "?");
  EXPECT_FALSE(assessment.amount);
  EXPECT_THAT(assessment.lines.front().why, HasSubstr("how many item"));
}

TEST(DutyByUnit, InAnotherCurrencyIsNotSettled) {
  const Dataset dataset = charged(told({unrated()}), by_unit(per(150, "kg", cny)));
  const Assessment assessment = pays(dataset, weighed(10, 100'00));
  EXPECT_EQ(rates(assessment), "?");
  EXPECT_FALSE(assessment.amount);
  EXPECT_THAT(assessment.lines.front().why, HasSubstr("in CNY"));
}

// ---- amounts ----------------------------------------------------------------------------------------

/// Half away from zero, once, in numbers without limit.
Big rounded(const Big& numerator, const Big& denominator) { return (2 * numerator + denominator) / (2 * denominator); }

TEST(Amounts, RoundHalvesUp) {
  const Dataset dataset = told({imposed("m", 10)});
  for (const auto& [value, expected] : {std::pair{4, 0}, {5, 1}, {14, 1}, {15, 2}, {25, 3}, {0, 0}}) {
    EXPECT_EQ(pays(dataset, shipment("2025-06-02", "8507", value)).amount, (Money{expected, usd})) << value;
  }
}

TEST(Amounts, RoundOnceALine) {
  const Dataset dataset = told({imposed("a", 10), imposed("b", 10)}, {measure("a"), measure("b")});
  EXPECT_EQ(pays(dataset, shipment("2025-06-02", "8507", 5)).amount, (Money{2, usd})) << "each line is a cent";
}

TEST(Amounts, RoundToTheMinorUnit) {
  Shipment one = shipment("2025-06-02", "8507");
  one.value = Money{1005, Currency('J', 'P', 'Y')};
  EXPECT_EQ(to_string(*pays(told({imposed("m", 10)}), one).amount), "JPY 101");
}

TEST(Amounts, AreThoseOfNumbersWithoutLimit) {
  std::mt19937_64 random(3);
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  int told_of = 0, too_large = 0;
  for (int round = 0; round < 2'000; ++round) {
    // TradeRates and values of all sizes, the largest among them.
    const std::int64_t rate = static_cast<std::int64_t>(random() % 10'000'000'001) >> (random() % 34);
    const std::int64_t value = round % 10 == 0 ? most - static_cast<std::int64_t>(random() % 3)
                                               : static_cast<std::int64_t>(random() >> (1 + random() % 63));
    Dataset dataset = told({imposed("m", 0)});
    dataset.claims.front().action.rate = Rate::ppm(rate);
    const Assessment assessment = pays(dataset, shipment("2025-06-02", "8507", value));
    const Big expected = rounded(Big(value) * rate, Big(1'000'000));
    if (expected <= most) {
      ++told_of;
      ASSERT_TRUE(assessment.amount) << value << " at " << rate;
      ASSERT_EQ(Big(assessment.amount->minor), expected) << value << " at " << rate;
    } else {
      ++too_large;
      ASSERT_FALSE(assessment.amount) << value << " at " << rate;
      ASSERT_EQ(assessment.lines.front().settled, false);
      ASSERT_FALSE(assessment.lines.front().why.empty());
    }
  }
  EXPECT_GT(told_of, 500);
  EXPECT_GT(too_large, 20);
}

TEST(Amounts, TooLargeInSumOrByUnitAreNotTold) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const Assessment sum = pays(told({imposed("a", 60), imposed("b", 60)}, {measure("a"), measure("b")}),
                              shipment("2025-06-02", "8507", most));
  EXPECT_TRUE(sum.lines.at(0).amount && sum.lines.at(1).amount);
  EXPECT_FALSE(sum.amount);
  EXPECT_EQ(sum.total, Rate::percent(120));

  const Dataset specific = charged(told({unrated()}), by_unit(per(100'000'000'000'000'000, "kg")));
  EXPECT_TRUE(pays(specific, weighed(92, 0)).amount);
  EXPECT_FALSE(pays(specific, weighed(93, 0)).amount);
  const Dataset compound = charged(told({imposed("m", 100)}), by_unit(per(1, "kg")));
  EXPECT_TRUE(pays(compound, weighed(0, most)).amount);
  EXPECT_FALSE(pays(compound, weighed(1, most)).amount);
  const Assessment base =
      pays(told({imposed("m", 1)}), shipment("2025-06-02", "8507", most), {}, base_duties("code,rate\n8507,1000\n"));
  EXPECT_FALSE(base.amount);
  EXPECT_FALSE(line(base, "base duty")->settled);
}

// ---- laws, by chance --------------------------------------------------------------------------------

struct ShipmentChance {
  std::mt19937_64 random;
  std::uint64_t below(std::uint64_t n) { return random() % n; }
  bool once_in(std::uint64_t n) { return below(n) == 0; }
  Rate share() { return Rate::ppm(static_cast<std::int64_t>(below(1'000'001))); }
};

constexpr const char* lists_named[] = {"L0", "L1", "L2"};
constexpr const char* codes_used[] = {"8507", "850760", "8507600010", "1201", "12019000", "72"};

Dataset some_records(ShipmentChance& chance) {
  std::vector<Measure> measures;
  std::vector<Says> claims;
  for (std::size_t i = 0, count = 1 + chance.below(6); i < count; ++i) {
    const std::string id = "m" + std::to_string(i);
    Measure one = measure(id);
    if (chance.once_in(2)) {
      one.goods.list = lists_named[chance.below(3)];
    } else if (chance.once_in(2)) {
      one.goods.hs = {codes_used[chance.below(6)]};
      if (chance.once_in(2)) one.goods.except = {codes_used[chance.below(6)]};
    }
    measures.push_back(one);
    claims.push_back(Says(Said::Imposed, "c" + std::to_string(i), "2025-01-01")
                         .on(id)
                         .from("2025-0" + std::to_string(1 + chance.below(9)) + "-01"));
    if (chance.once_in(8)) {
      claims.back().varying();
    } else {
      claims.back().rate(static_cast<int>(chance.below(60)));
    }
  }
  Dataset dataset = told(claims, measures);
  for (Claim& claim : dataset.claims) {
    if (claim.action.rate && chance.once_in(2))
      claim.action.rate = Rate::ppm(static_cast<std::int64_t>(chance.below(600'000)));
  }
  for (std::size_t i = 0, count = chance.below(4); i < count; ++i) {
    const std::string target = "m" + std::to_string(chance.below(measures.size()));
    Limits limits;
    if (chance.once_in(2)) limits.goods.list = lists_named[chance.below(3)];
    if (chance.once_in(3)) limits.goods.hs = {codes_used[chance.below(6)]};
    if (chance.once_in(3)) limits.loaded_before = day("2025-05-01");
    const Said said = chance.once_in(3) ? Said::Narrowed : chance.once_in(2) ? Said::Expanded : Said::ScopeSet;
    Says says = Says(said, "x" + std::to_string(i), "2025-01-01")
                    .on(target)
                    .from("2025-0" + std::to_string(1 + chance.below(9)) + "-01");
    if (said == Said::ScopeSet || chance.once_in(2)) says.rate(static_cast<int>(chance.below(60)));
    dataset = changed(dataset, says, limits);
  }
  for (std::size_t i = 0, count = chance.below(3); i < count && measures.size() > 1; ++i) {
    // Only downwards, so that no circle comes of it.
    const std::size_t when = chance.below(measures.size() - 1);
    const std::size_t other = when + 1 + chance.below(measures.size() - 1 - when);
    StackingRule rule;
    rule.id = "r" + std::to_string(i);
    rule.when = measures[when].id;
    rule.others = {measures[other].id};
    rule.effect = chance.once_in(3)   ? StackingEffect::Excludes
                  : chance.once_in(2) ? StackingEffect::Replaces
                                      : StackingEffect::OnRemainder;
    if (rule.effect == StackingEffect::OnRemainder && chance.once_in(2)) rule.base = StackingBase::Content;
    dataset.stacking.push_back(rule);
  }
  return dataset;
}

Shipment some_shipment(ShipmentChance& chance) {
  Shipment one = shipment("2025-0" + std::to_string(1 + chance.below(9)) + "-15");
  if (!chance.once_in(6)) one.goods = code(codes_used[chance.below(6)]);
  if (!chance.once_in(6)) one.value = Money{static_cast<std::int64_t>(chance.random() >> (8 + chance.below(50))), usd};
  if (chance.once_in(2)) one.content = chance.share();
  if (chance.once_in(2)) one.loaded = std::min(one.entered, day(chance.once_in(2) ? "2025-04-30" : "2025-05-01"));
  return one;
}

void bind_some(ShipmentChance& chance, GoodsLists& lists, std::uint64_t one_in) {
  for (const char* const list : lists_named) {
    if (lists.is_bound(list) || !chance.once_in(one_in)) continue;
    std::string csv = "code\n";
    for (const char* const one : codes_used) {
      if (chance.once_in(3)) csv += std::string(one) + '\n';
    }
    ASSERT_TRUE(lists.bind(list, csv).ok());
  }
}

void expect_sound(const Assessment& assessment, const Shipment& one) {
  Rate sum, low, high;
  Big amount = 0;
  bool settled = true, bounded = true;
  for (const DutyLine& line : assessment.lines) {
    settled = settled && line.settled;
    low = low + line.low;
    bounded = bounded && line.high.has_value();
    if (line.high) {
      high = high + *line.high;
      ASSERT_LE(line.low, *line.high);
    }
    if (!line.settled) {
      ASSERT_FALSE(line.rate);
      ASSERT_FALSE(line.amount);
      ASSERT_FALSE(line.why.empty()) << line.measure;
      continue;
    }
    ASSERT_TRUE(line.rate);
    const Rate base = line.base.value_or(Rate::percent(100));
    const Rate of_whole = Rate::ppm(static_cast<std::int64_t>(rounded(Big(line.rate->ppm()) * base.ppm(), 1'000'000)));
    ASSERT_EQ(line.low, of_whole);
    ASSERT_EQ(line.high, of_whole);
    sum = sum + of_whole;
    ASSERT_EQ(line.amount.has_value(), one.value.has_value());
    if (!line.amount) continue;
    ASSERT_EQ(Big(line.amount->minor),
              rounded(Big(one.value->minor) * line.rate->ppm() * base.ppm(), Big(1'000'000) * 1'000'000));
    amount += line.amount->minor;
  }
  ASSERT_EQ(assessment.total.has_value(), settled);
  ASSERT_EQ(assessment.amount.has_value(), settled && one.value.has_value());
  if (assessment.total) {
    ASSERT_EQ(*assessment.total, sum) << "lines add up";
    ASSERT_EQ(assessment.low, *assessment.total);
    ASSERT_EQ(assessment.high, assessment.total);
  }
  if (assessment.amount) {
    ASSERT_EQ(Big(assessment.amount->minor), amount) << "to the cent";
  }
  ASSERT_GE(assessment.low, low) << "the whole is no less than what its lines are at least";
  if (assessment.high) {
    ASSERT_LE(assessment.low, *assessment.high);
    if (bounded) {
      ASSERT_LE(*assessment.high, high);
    }
  }
}

/// Whatever an open list turns out to say, the duty lies where it was said to lie; and with all lists bound to whole headings, and all
/// rates known, it is settled.
TEST(DutyLaws, LinesAddUpAndRangesHold) {
  ShipmentChance chance{std::mt19937_64(20250405)};
  int open = 0, settled = 0, by_binding = 0;
  for (int records = 0; records < 500; ++records) {
    const View view = compiled(some_records(chance)).hindsight();
    for (int i = 0; i < 20; ++i) {
      const Shipment one = some_shipment(chance);
      GoodsLists lists;
      bind_some(chance, lists, 3);
      const Assessment before = pays(view, one, lists);
      ASSERT_NO_FATAL_FAILURE(expect_sound(before, one)) << to_json(view.dataset());
      before.total ? ++settled : ++open;

      bind_some(chance, lists, 1);
      Shipment stated = one;
      // A share that halves the value leaves products of whole millionths, so that no rounding carries the sum over its range.
      if (!stated.content) stated.content = Rate::percent(chance.once_in(3) ? 0 : 100);
      const Assessment after = pays(view, stated, lists);
      ASSERT_NO_FATAL_FAILURE(expect_sound(after, stated)) << to_json(view.dataset());
      // An exemption by an open list is not in the range: it is a note.
      const bool noted = mentions(before.not_included, "would be exempt");
      if (!noted) {
        ASSERT_LE(before.low, after.low) << to_json(view.dataset());
        if (before.high) {
          ASSERT_TRUE(after.high);
          ASSERT_LE(*after.high, *before.high) << to_json(view.dataset());
        }
        by_binding += !before.total && after.total ? 1 : 0;
      }
    }
  }
  EXPECT_GT(open, 1'000);
  EXPECT_GT(settled, 1'000);
  EXPECT_GT(by_binding, 300);
}

/// So many open lists that not all joint answers can be gone through: the range is wider, and still holds.
TEST(DutyLaws, RangesHoldWithMoreOpenListsThanCanBeGoneThrough) {
  std::vector<Measure> measures;
  std::vector<Says> claims;
  constexpr int count = 14;
  for (int i = 0; i < count; ++i) {
    const std::string id = "m" + std::to_string(i);
    measures.push_back(on_list(id, "L" + std::to_string(i)));
    claims.push_back(imposed(id, i + 1));
  }
  for (const char* const id : {"all", "other"}) {
    measures.push_back(measure(id));
    claims.push_back(imposed(id, 50));
  }
  Dataset dataset = told(claims, measures);
  const auto rule = [&](const std::string& when, const std::string& other) {
    StackingRule one;
    one.id = when + " excludes " + other;
    one.when = when;
    one.others = {other};
    dataset.stacking.push_back(one);
  };
  // "other" is free where m0 excludes it, which m1 does not let it, unless m2 stands in the way: open points that hang together.
  rule("m0", "other");
  rule("m1", "m0");
  rule("m2", "m1");
  const View view = compiled(dataset).hindsight();
  const Shipment one = shipment("2025-06-02", "8507");
  const Assessment open = pays(view, one);
  ASSERT_EQ(open.lines.size(), 16U);
  EXPECT_FALSE(open.total);
  EXPECT_TRUE(line(open, "all")->settled) << "no rule touches it";
  EXPECT_FALSE(line(open, "other")->settled);
  ASSERT_TRUE(open.high);
  ShipmentChance chance{std::mt19937_64(4)};
  for (int round = 0; round < 300; ++round) {
    GoodsLists lists;
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(lists.bind("L" + std::to_string(i), chance.once_in(2) ? "code\n8507\n" : "code\n1201\n").ok());
    }
    const Assessment bound = pays(view, one, lists);
    ASSERT_TRUE(bound.total);
    ASSERT_LE(open.low, *bound.total);
    ASSERT_LE(*bound.total, *open.high);
  }
}

// ---- the public record ------------------------------------------------------------------------------

TEST(DutyOfTheRecord, OnGoodsInGeneralIsWhatTheTwoChargeAcrossTheBoard) {
  const View view = chronology().hindsight();
  const auto total = [&](const std::string& on) {
    const Assessment assessment = pays(view, shipment(on));
    return assessment.total ? to_percent(*assessment.total) : "?";
  };
  EXPECT_EQ(total("2025-02-03"), "0");
  EXPECT_EQ(total("2025-02-04"), "10");
  EXPECT_EQ(total("2025-03-04"), "20");
  EXPECT_EQ(total("2025-04-05"), "30");
  EXPECT_EQ(total("2025-04-09"), "104");
  EXPECT_EQ(total("2025-04-10"), "145");
  EXPECT_EQ(total("2025-05-14"), "30");
  EXPECT_EQ(total("2025-11-10"), "20");
  EXPECT_EQ(total("2026-02-24"), "10") << "the surcharge alone";
}

TEST(DutyOfTheRecord, OnTheWayToChina) {
  const View view = chronology().hindsight();
  const auto charged = [&](const std::string& loaded, const std::string& entered) {
    Shipment one{.origin = us, .destination = cn, .entered = day(entered)};
    if (!loaded.empty()) one.loaded = day(loaded);
    return rates(pays(view, one));
  };
  EXPECT_EQ(charged("2025-04-09", "2025-05-13"), "-") << "loaded before 10 April, entered by 13 May";
  EXPECT_EQ(charged("2025-04-10", "2025-05-13"), "125");
  EXPECT_EQ(charged("2025-04-09", "2025-05-14"), "10");
  EXPECT_EQ(charged("", "2025-05-13"), "125");
}

TEST(DutyOfTheRecord, OnTheWayToTheUs) {
  const View view = chronology().hindsight();
  const auto charged = [&](const std::string& loaded, const std::string& entered) {
    Shipment one = shipment(entered);
    one.loaded = day(loaded);
    return line(pays(view, one), "us-reciprocal-tariff-china") != nullptr;
  };
  EXPECT_FALSE(charged("2025-04-04", "2025-05-26"));
  EXPECT_TRUE(charged("2025-04-05", "2025-05-26"));
  EXPECT_FALSE(charged("2025-04-04", "2025-06-15")) << "the last day was moved";
  EXPECT_TRUE(charged("2025-04-04", "2025-06-16"));
  const View before = chronology().as_known_on(day("2025-05-20"));
  Shipment one = shipment("2025-06-10");
  one.loaded = day("2025-04-04");
  EXPECT_NE(line(pays(before, one), "us-reciprocal-tariff-china"), nullptr) << "not yet moved";
}

TEST(DutyOfTheRecord, ElectronicsAreExemptFromTheBeginning) {
  const Shipment one = shipment("2025-04-06", "8471.30");
  EXPECT_NE(line(pays(chronology().as_known_on(day("2025-04-10")), one), "us-reciprocal-tariff-china"), nullptr);
  EXPECT_EQ(line(pays(chronology().as_known_on(day("2025-04-12")), one), "us-reciprocal-tariff-china"), nullptr);
}

TEST(DutyOfTheRecord, HongKongAndMacaoPayWhatNamesThem) {
  const View view = chronology().hindsight();
  GoodsLists lists = listed("Section 301 List 1", "code\n8501\n");
  for (const auto origin : {cn, hk, mo}) {
    Shipment one = shipment("2025-06-02", "8501");
    one.origin = origin;
    const Assessment assessment = pays(view, one, lists);
    EXPECT_NE(line(assessment, "us-ieepa-fentanyl-tariff-china"), nullptr) << to_string(origin);
    EXPECT_NE(line(assessment, "us-reciprocal-tariff-china"), nullptr) << to_string(origin);
    EXPECT_EQ(line(assessment, "us-301-list-1") != nullptr, origin == cn) << to_string(origin);
  }
}

TEST(DutyOfTheRecord, ExclusionsNeedTheirList) {
  const View view = chronology().hindsight();
  const Shipment one = shipment("2025-06-02", "8501");
  GoodsLists lists = listed("Section 301 List 1", "code\n8501\n");
  const Assessment charged = pays(view, one, lists);
  ASSERT_NE(line(charged, "us-301-list-1"), nullptr);
  EXPECT_EQ(line(charged, "us-301-list-1")->rate, Rate::percent(25));
  EXPECT_TRUE(mentions(pays(view, one, lists).not_included, "Section 301 exclusions"));
  ASSERT_TRUE(lists.bind("Section 301 exclusions", "code\n8501\n").ok());
  EXPECT_EQ(line(pays(view, one, lists), "us-301-list-1"), nullptr);
}

TEST(DutyOfTheRecord, VoidedDutiesAreRefundable) {
  const Assessment now = pays(chronology().hindsight(), shipment("2025-06-02", std::nullopt, 1'000'000'00));
  ASSERT_EQ(now.lines.size(), 2U);
  for (const DutyLine& one : now.lines) EXPECT_TRUE(one.refundable) << one.measure;
  EXPECT_EQ(now.amount, (Money{300'000'00, usd}));
  const Assessment then = pays(chronology().as_known_on(day("2025-06-02")), shipment("2025-06-02"));
  for (const DutyLine& one : then.lines) EXPECT_FALSE(one.refundable) << one.measure;
}

}  // namespace
}  // namespace truceline
