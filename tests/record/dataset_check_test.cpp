#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/calendar/result.hpp>
#include <truceline/record/dataset.hpp>

#include "record/random_dataset.hpp"

namespace truceline {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Date day(int month, int number) { return *Date::from_ymd(2025, month, number); }
FuzzyDate on(int month, int number) { return FuzzyDate::day(day(month, number)); }

TEST(DatasetCheck, SmallAndRandomDatasetsHold) {
  EXPECT_TRUE(check({}).ok());
  EXPECT_TRUE(check(testing::small_dataset()).ok()) << message_of(check(testing::small_dataset()));
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    EXPECT_TRUE(check(testing::random_dataset(seed)).ok()) << message_of(check(testing::random_dataset(seed)));
  }
}

/// A way to break the small dataset in one place, and how that must be told.
struct Breach {
  std::string id;
  std::string pointer;
  std::function<void(Dataset&)> make;
};
void PrintTo(const Breach& breach, std::ostream* out) { *out << breach.id << " at " << breach.pointer; }

class Broken : public ::testing::TestWithParam<Breach> {};

TEST_P(Broken, IsToldByIdAndPlace) {
  Dataset dataset = testing::small_dataset();
  GetParam().make(dataset);
  const std::vector<Diagnostic> all = diagnostics(check(dataset));
  ASSERT_THAT(all, SizeIs(1)) << message_of(check(dataset));
  EXPECT_EQ(all[0].id, GetParam().id) << all[0].message;
  EXPECT_EQ(all[0].pointer, GetParam().pointer);
  EXPECT_EQ(all[0].source, "small");
  EXPECT_THAT(all[0].message, Not(IsEmpty()));
  EXPECT_THAT(all[0].fix, Not(IsEmpty()));
}

/// The claim that the tariff is imposed.
Claim& imposed(Dataset& dataset) { return dataset.claims[0]; }
Action& action(Dataset& dataset) { return dataset.claims[0].action; }

INSTANTIATE_TEST_SUITE_P(
    Values, Broken,
    ::testing::Values(
        Breach{"TL-221", "/measures/0/goods/hs/1",
               [](Dataset& d) {
                 d.measures[0].goods.hs = {"85", "8"};
               }},
        Breach{"TL-221", "/measures/0/goods/except/0",
               [](Dataset& d) { d.measures[0].goods.except = {"12345678901"}; }},
        Breach{"TL-221", "/claims/0/limits/goods/hs/0", [](Dataset& d) { action(d).limits.goods.hs = {"85.07"}; }},
        Breach{"TL-222", "/claims/0/at", [](Dataset& d) { imposed(d).at.paragraph = -1; }},
        Breach{"TL-222", "/claims/0/at", [](Dataset& d) { imposed(d).at.begin = -1; }},
        Breach{"TL-222", "/claims/0/at",
               [](Dataset& d) {
                 imposed(d).at = {1, 5, 4, ""};
               }},
        Breach{"TL-223", "/claims/0/rate", [](Dataset& d) { action(d).rate = Rate::ppm(-1); }},
        Breach{"TL-223", "/claims/0/previous", [](Dataset& d) { action(d).previous = Rate::percent(1'000'001); }},
        Breach{"TL-224", "/note", [](Dataset& d) { d.note = "\xFF"; }},
        Breach{"TL-224", "/claims/0/limits/parties/0", [](Dataset& d) { action(d).limits.parties = {"\xC0\x80"}; }},
        Breach{"TL-224", "/sources/0/proven/by",
               [](Dataset& d) {
                 d.sources[0].proven = Proof{day(1, 1), "\xED\xA0\x80"};
               }},
        Breach{"TL-224", "/measures/0/port_fee/per", [](Dataset& d) {
                 d.measures[0].kind = MeasureKind::PortFee;
                 d.measures[0].details = PortFee{"\xF4\x90\x80\x80"};
               }}));

Specific dollars(std::int64_t cents, std::string per) { return {{cents, {}}, std::move(per)}; }

INSTANTIATE_TEST_SUITE_P(
    Amounts, Broken,
    ::testing::Values(
        Breach{"TL-234", "/claims/0/specific", [](Dataset& d) { action(d).charge.specific = dollars(-1, "kg"); }},
        Breach{"TL-234", "/claims/0/specific", [](Dataset& d) { action(d).charge.specific = dollars(1, ""); }},
        Breach{"TL-234", "/claims/0/minimum", [](Dataset& d) { action(d).charge.minimum = dollars(1, "20 kg"); }},
        Breach{"TL-234", "/claims/0/maximum", [](Dataset& d) { action(d).charge.maximum = dollars(1, "\xFF"); }},
        Breach{"TL-234", "/claims/0/maximum",
               [](Dataset& d) { action(d).charge.maximum = dollars(100'000'000'000'000'001, "kg"); }},
        Breach{"TL-234", "/claims/0/specific",
               [](Dataset& d) {
                 action(d).charge.specific = Specific{{1, {'u', 's', 'd'}}, "kg"};
               }},
        Breach{"TL-234", "/claims/0/specific",  // is written RMB, and would read as CNY
               [](Dataset& d) {
                 action(d).charge.specific = Specific{{1, {'R', 'M', 'B'}}, "kg"};
               }},
        Breach{"TL-235", "/claims/0/quantity",
               [](Dataset& d) {
                 action(d).said = Said::Progress;
                 action(d).quantity = Quantity{-1, "t"};
               }},
        Breach{"TL-336", "/claims/0/specific",
               [](Dataset& d) {
                 action(d).said = Said::Suspended;
                 action(d).charge.specific = dollars(1, "kg");
               }},
        Breach{"TL-336", "/claims/0/minimum",
               [](Dataset& d) {
                 action(d).said = Said::Noted;
                 action(d).charge.minimum = dollars(1, "kg");
               }},
        Breach{"TL-336", "/claims/0/quantity",
               [](Dataset& d) {
                 action(d).quantity = Quantity{1, "t"};
               }},
        Breach{"TL-339", "/claims/0/minimum", [](Dataset& d) {
                 action(d).charge.minimum = dollars(101, "kg");
                 action(d).charge.maximum = dollars(100, "kg");
               }}));

/// The tariff made a commitment to buy in one tranche.
Tranche& tranche(Dataset& dataset) {
  Measure& measure = dataset.measures[0];
  measure.kind = MeasureKind::PurchaseCommitment;
  measure.details = PurchaseCommitment{
      {Tranche{*Period::make(day(1, 1), *Date::from_ymd(2026, 1, 1)), {25, "t"}, Quantity{10, "t"}, "soybeans"}}};
  return std::get<PurchaseCommitment>(measure.details).tranches[0];
}

INSTANTIATE_TEST_SUITE_P(Tranches, Broken,
                         ::testing::Values(Breach{"TL-235", "/measures/0/purchase_commitment/tranches/0/quantity",
                                                  [](Dataset& d) { tranche(d).quantity.value = -1; }},
                                           Breach{"TL-235", "/measures/0/purchase_commitment/tranches/0/baseline",
                                                  [](Dataset& d) {
                                                    tranche(d).baseline = Quantity{1, ""};
                                                  }},
                                           Breach{"TL-354", "/measures/0/purchase_commitment/tranches/0/period",
                                                  [](Dataset& d) { tranche(d).period = Period::since(day(1, 1)); }},
                                           Breach{"TL-354", "/measures/0/purchase_commitment/tranches/0/quantity",
                                                  [](Dataset& d) { tranche(d).quantity.value = 0; }},
                                           Breach{"TL-354", "/measures/0/purchase_commitment/tranches/0/baseline",
                                                  [](Dataset& d) { tranche(d).baseline->unit = "USD"; }},
                                           Breach{"TL-224", "/measures/0/purchase_commitment/tranches/0/goods",
                                                  [](Dataset& d) { tranche(d).goods = "\xFF"; }}));

/// A rule that holds always.
StackingRule rule(std::string id, std::string when, StackingEffect effect, std::vector<std::string> others) {
  StackingRule rule;
  rule.id = std::move(id);
  rule.when = std::move(when);
  rule.effect = effect;
  rule.others = std::move(others);
  return rule;
}
StackingRule excludes(std::string id, std::string when, std::vector<std::string> others) {
  return rule(std::move(id), std::move(when), StackingEffect::Excludes, std::move(others));
}
/// The small dataset's, which holds.
StackingRule& one_rule(Dataset& dataset) {
  dataset.stacking = {excludes("r", "m", {"talks"})};
  return dataset.stacking[0];
}

INSTANTIATE_TEST_SUITE_P(
    Stacking, Broken,
    ::testing::Values(Breach{"TL-320", "/stacking/0/id", [](Dataset& d) { one_rule(d).id.clear(); }},
                      Breach{"TL-321", "/stacking/1/id",
                             [](Dataset& d) {
                               one_rule(d);
                               d.stacking.push_back(d.stacking[0]);
                             }},
                      Breach{"TL-322", "/stacking/0/source", [](Dataset& d) { one_rule(d).source = "S"; }},
                      Breach{"TL-323", "/stacking/0/when", [](Dataset& d) { one_rule(d).when = "M"; }},
                      Breach{"TL-323", "/stacking/0/others/1",
                             [](Dataset& d) {
                               d.aliases = {{"alias", {"m"}, ""}};
                               one_rule(d).others.push_back("alias");
                             }},
                      Breach{"TL-328", "/stacking/0/others/1", [](Dataset& d) { one_rule(d).others.push_back("m"); }},
                      Breach{"TL-337", "/stacking/0/until",
                             [](Dataset& d) {
                               one_rule(d).from = on(3, 4);
                               d.stacking[0].until = on(3, 4);
                             }},
                      Breach{"TL-351", "/stacking/0/others", [](Dataset& d) { one_rule(d).others.clear(); }},
                      Breach{"TL-352", "/stacking/0/base",
                             [](Dataset& d) { one_rule(d).base = StackingBase::Content; }},
                      Breach{"TL-353", "/stacking/0",
                             [](Dataset& d) {
                               one_rule(d);
                               d.stacking.push_back(rule("q", "talks", StackingEffect::Replaces, {"m"}));
                             }},
                      Breach{"TL-353", "/stacking/0", [](Dataset& d) {
                               one_rule(d).others = {"package"};  // that m itself is part of
                               d.measures.push_back(d.measures[0]);
                               d.measures.back().id = "package";
                               d.measures[0].part_of = "package";
                             }}));

/// The messages of a dataset of three tariffs, a, b and c, under these rules.
std::vector<std::string> circles(std::vector<StackingRule> rules) {
  Dataset dataset = testing::small_dataset();
  for (const char* id : {"a", "b", "c"}) {
    dataset.measures.push_back(dataset.measures[0]);
    dataset.measures.back().id = id;
  }
  dataset.stacking = std::move(rules);
  std::vector<std::string> told;
  for (const Diagnostic& fault : diagnostics(check(dataset))) {
    EXPECT_EQ(fault.id, "TL-353") << fault.message;
    told.push_back(fault.message);
  }
  return told;
}

TEST(DatasetCheck, StackingRulesTurnInCirclesOnlyOnOneDay) {
  StackingRule ab = excludes("ab", "a", {"b"}), bc = excludes("bc", "b", {"c"}), ca = excludes("ca", "c", {"a"});
  EXPECT_THAT(circles({ab, bc}), IsEmpty());
  EXPECT_THAT(circles({ca, ab, bc}),
              ElementsAre("a circle of rules: a excludes b (ab), b excludes c (bc), c excludes a (ca)"));

  // The day is the first on which all of them hold; however many days begin within it, it is told once.
  ab.from = on(3, 4);
  bc.from = on(4, 5);
  EXPECT_THAT(circles({ab, bc, ca}),
              ElementsAre("a circle of rules on 2025-04-05: a excludes b (ab), b excludes c (bc), c excludes a (ca)"));
  EXPECT_THAT(circles({ab, bc, ca, excludes("mc", "m", {"c"})}), SizeIs(1));

  // One takes over from the other: no day has both.
  ab.until = on(4, 5);
  EXPECT_THAT(circles({ab, bc, ca}), IsEmpty());
  ab.until = on(4, 6);
  EXPECT_THAT(circles({ab, bc, ca}), SizeIs(1));
  ab.until = FuzzyDate();  // no end is known
  EXPECT_THAT(circles({ab, bc, ca}), SizeIs(1));

  // Who shares the value takes nothing away.
  ca.effect = StackingEffect::OnRemainder;
  EXPECT_THAT(circles({ab, bc, ca}), IsEmpty());
}

TEST(DatasetCheck, AmountsThatOnlyLookWrong) {
  Dataset dataset = testing::small_dataset();
  Charge& charge = action(dataset).charge;
  charge.specific = dollars(0, "kg");
  charge.minimum = dollars(200, "item");
  charge.maximum = dollars(100, "kg");  // of another unit: not to be compared
  EXPECT_TRUE(check(dataset).ok()) << message_of(check(dataset));
  charge.maximum = Specific{{100, {'C', 'N', 'Y'}}, "item"};
  EXPECT_TRUE(check(dataset).ok()) << message_of(check(dataset));
  charge.maximum = dollars(200, "item");
  EXPECT_TRUE(check(dataset).ok()) << message_of(check(dataset));
  for (const Said said : {Said::Raised, Said::Opened, Said::Expanded}) {
    action(dataset).said = said;
    EXPECT_TRUE(check(dataset).ok()) << message_of(check(dataset));
  }
}

INSTANTIATE_TEST_SUITE_P(
    References, Broken,
    ::testing::Values(Breach{"TL-320", "/scenarios/0/name", [](Dataset& d) { d.scenarios[0].name.clear(); }},
                      Breach{"TL-320", "/questions/0/id",
                             [](Dataset& d) {
                               d.questions = {{"", "what?", {}, {}}};
                             }},
                      Breach{"TL-321", "/sources/2/id", [](Dataset& d) { d.sources.push_back(d.sources[0]); }},
                      Breach{"TL-321", "/claims/2/id", [](Dataset& d) { d.claims.push_back(d.claims[0]); }},
                      Breach{"TL-321", "/aliases/0/alias",
                             [](Dataset& d) {
                               d.aliases = {{"talks", {"m"}, ""}};
                             }},
                      Breach{"TL-322", "/claims/0/source", [](Dataset& d) { imposed(d).source = "S"; }},
                      Breach{"TL-322", "/scenarios/0/source", [](Dataset& d) { d.scenarios[0].source = "S"; }},
                      Breach{"TL-323", "/claims/0/measure", [](Dataset& d) { imposed(d).measure = "M"; }},
                      Breach{"TL-323", "/measures/0/part_of", [](Dataset& d) { d.measures[0].part_of = "M"; }},
                      Breach{"TL-323", "/measures/0/based_on/1",
                             [](Dataset& d) {
                               d.measures[0].based_on = {"talks", "M"};
                             }},
                      Breach{"TL-323", "/measures/0/mirrors/0", [](Dataset& d) { d.measures[0].mirrors = {"M"}; }},
                      Breach{"TL-323", "/measures/0/relieves/0", [](Dataset& d) { d.measures[0].relieves = {"M"}; }},
                      Breach{"TL-323", "/aliases/0/means/0",
                             [](Dataset& d) {
                               d.aliases = {{"alias", {"M"}, ""}};
                             }},
                      Breach{"TL-323", "/questions/0/about/0",
                             [](Dataset& d) {
                               d.questions = {{"q", "what?", {"M"}, {}}};
                             }},
                      Breach{"TL-324", "/claims/0/of", [](Dataset& d) { action(d).of = "C"; }},
                      Breach{"TL-324", "/claims/0/anchor", [](Dataset& d) { action(d).anchor = "C"; }},
                      Breach{"TL-324", "/claims/0/corrects/0", [](Dataset& d) { imposed(d).corrects = {"C"}; }},
                      Breach{"TL-324", "/scenarios/0/ignores/1",
                             [](Dataset& d) {
                               d.scenarios[0].ignores = {"c", "C"};
                             }},
                      Breach{"TL-324", "/questions/0/claims/0",
                             [](Dataset& d) {
                               d.questions = {{"q", "what?", {}, {"C"}}};
                             }},
                      Breach{"TL-325", "/claims/0/scenario",
                             [](Dataset& d) {
                               imposed(d).standing = Standing::Hypothetical;
                               imposed(d).scenario = "what-else";
                             }},
                      Breach{"TL-326", "/measures/0/part_of",
                             [](Dataset& d) {
                               d.measures[0].part_of = "talks";
                               d.measures[1].part_of = "m";
                             }},
                      Breach{"TL-326", "/aliases/0/means",
                             [](Dataset& d) {
                               d.aliases = {{"x", {"y"}, ""}, {"y", {"m", "x"}, ""}};
                             }},
                      Breach{"TL-326", "/claims/0/corrects",
                             [](Dataset& d) {
                               d.claims[0].corrects = {"t"};
                               d.claims[1].corrects = {"c"};
                             }},
                      Breach{"TL-326", "/claims/0",
                             [](Dataset& d) {
                               d.claims[0].action.anchor = "t";
                               d.claims[1].action.anchor = "c";
                             }},
                      Breach{"TL-326", "/claims/0",
                             [](Dataset& d) {
                               d.claims[0].action.anchor = "t";
                               d.claims[1].action.of = "c";
                             }},
                      Breach{"TL-327", "/claims/0/of", [](Dataset& d) { action(d).of = "t"; }},
                      Breach{"TL-328", "/measures/0/part_of", [](Dataset& d) { d.measures[0].part_of = "m"; }},
                      Breach{"TL-328", "/measures/0/mirrors/0", [](Dataset& d) { d.measures[0].mirrors = {"m"}; }},
                      Breach{"TL-328", "/aliases/0/means/1", [](Dataset& d) { d.aliases = {{"x", {"m", "x"}, ""}}; }},
                      Breach{"TL-328", "/claims/0/of", [](Dataset& d) { action(d).of = "c"; }},
                      Breach{"TL-328", "/claims/0/anchor", [](Dataset& d) { action(d).anchor = "c"; }},
                      Breach{"TL-328", "/claims/0/corrects/0", [](Dataset& d) { imposed(d).corrects = {"c"}; }},
                      Breach{"TL-329", "/aliases/0/means", [](Dataset& d) {
                               d.aliases = {{"x", {}, ""}};
                             }}));

INSTANTIATE_TEST_SUITE_P(
    Rules, Broken,
    ::testing::Values(
        Breach{"TL-330", "/measures/0/imposed_by", [](Dataset& d) { d.measures[0].imposed_by.clear(); }},
        Breach{"TL-330", "/measures/0/imposed_by",
               [](Dataset& d) {
                 d.measures[0].imposed_by.push_back({'C', 'N'});
               }},
        Breach{"TL-330", "/measures/1/imposed_by",
               [](Dataset& d) {
                 d.measures[1].imposed_by.push_back({'U', 'S'});
               }},
        Breach{"TL-331", "/measures/0/port_fee", [](Dataset& d) { d.measures[0].details = PortFee{"net ton"}; }},
        Breach{"TL-331", "/measures/0/export_control", [](Dataset& d) { d.measures[0].details = ExportControl{}; }},
        Breach{"TL-331", "/measures/1/tariff", [](Dataset& d) { d.measures[1].details = Tariff{}; }},
        Breach{"TL-331", "/measures/0/purchase_commitment",
               [](Dataset& d) { d.measures[0].details = PurchaseCommitment{}; }},
        Breach{"TL-332", "/claims/0/said", [](Dataset& d) { action(d).said = Said::Held; }},
        Breach{"TL-333", "/claims/0/standing", [](Dataset& d) { imposed(d).standing = Standing::Hypothetical; }},
        Breach{"TL-333", "/claims/0/scenario", [](Dataset& d) { imposed(d).scenario = "what-if"; }},
        Breach{"TL-334", "/sources/1", [](Dataset& d) { d.sources[1].published = FuzzyDate(); }},
        Breach{"TL-335", "/claims/0/from",
               [](Dataset& d) {
                 action(d).from = on(5, 14);
                 action(d).undecided = true;
               }},
        Breach{"TL-335", "/claims/0/rate",
               [](Dataset& d) {
                 action(d).rate = Rate::percent(10);
                 action(d).varying = true;
               }},
        Breach{"TL-336", "/claims/0/portion", [](Dataset& d) { action(d).portion = Rate::percent(24); }},
        Breach{"TL-336", "/claims/0/previous",
               [](Dataset& d) {
                 action(d).said = Said::Suspended;
                 action(d).previous = Rate::percent(24);
               }},
        Breach{"TL-336", "/claims/0/from_beginning",
               [](Dataset& d) {
                 action(d).said = Said::Revoked;
                 action(d).from_beginning = true;
               }},
        Breach{"TL-336", "/claims/0/stayed", [](Dataset& d) { action(d).stayed = true; }},
        Breach{"TL-337", "/claims/0/until",
               [](Dataset& d) {
                 action(d).from = on(5, 14);
                 action(d).until = on(5, 14);
               }},
        Breach{"TL-337", "/claims/0/until",
               [](Dataset& d) {
                 action(d).from = *FuzzyDate::month(2025, 6);
                 action(d).until = *FuzzyDate::month(2025, 5);
               }},
        Breach{"TL-337", "/claims/0/until",
               [](Dataset& d) {
                 action(d).from = on(5, 14);
                 action(d).from_time = TimeOfDay::from_hm(9, 0);
                 action(d).until = on(5, 14);
                 action(d).until_time = TimeOfDay::from_hm(9, 0);
               }},
        Breach{"TL-337", "/claims/0/term", [](Dataset& d) { action(d).term = Term{}; }},
        Breach{"TL-337", "/claims/0/term", [](Dataset& d) { action(d).term = Term{.months = -1, .days = 40}; }},
        Breach{"TL-338", "/claims/0/from_time",
               [](Dataset& d) {
                 action(d).from = *FuzzyDate::month(2025, 5);
                 action(d).from_time = TimeOfDay();
               }},
        Breach{"TL-338", "/claims/0/until_time", [](Dataset& d) { action(d).until_time = TimeOfDay(); }}));

TEST(DatasetCheck, AcceptsWhatOnlyLooksWrong) {
  Dataset dataset = testing::small_dataset();
  Claim next = dataset.claims[0];
  const auto with = [&](const std::function<void(Claim&)>& change) {
    Dataset changed = dataset;
    Claim claim = next;
    claim.id = "next";
    change(claim);
    changed.claims.push_back(claim);
    return check(changed);
  };
  dataset.aliases = {{"inner", {"m"}, ""}, {"outer", {"inner", "talks"}, ""}};
  Measure package = dataset.measures[0];
  package.id = "package";
  dataset.measures.push_back(package);
  dataset.measures[0].part_of = "package";
  Claim of_package = dataset.claims[0];
  of_package.id = "p";
  of_package.measure = "package";
  dataset.claims.push_back(of_package);

  // An overlap of from and until that leaves a reading open.
  EXPECT_TRUE(with([](Claim& claim) {
                claim.action.from = *FuzzyDate::month(2025, 5);
                claim.action.until = on(5, 2);
              }).ok());
  // Hours within one day.
  EXPECT_TRUE(with([](Claim& claim) {
                claim.action.from = claim.action.until.emplace(on(5, 2));
                claim.action.until_time = TimeOfDay::from_hm(12, 0);
              }).ok());
  // `of` by an alias, of the package, and in a scenario of anything; `anchor` of anything.
  EXPECT_TRUE(with([](Claim& claim) {
                claim.measure = "outer";
                claim.action.of = "c";
              }).ok());
  EXPECT_TRUE(with([](Claim& claim) { claim.action.of = "p"; }).ok());
  EXPECT_TRUE(with([](Claim& claim) {
                claim.standing = Standing::Hypothetical;
                claim.scenario = "what-if";
                claim.action.of = "t";
              }).ok());
  EXPECT_TRUE(with([](Claim& claim) { claim.action.anchor = "t"; }).ok());
  // A package's claim does not extend a part's.
  EXPECT_EQ(diagnostics(with([](Claim& claim) {
              claim.measure = "package";
              claim.action.of = "c";
            }))
                .front()
                .id,
            "TL-327");
  // Diamonds are no circles.
  dataset.aliases = {{"a", {"m"}, ""}, {"b", {"a"}, ""}, {"c", {"a"}, ""}, {"d", {"b", "c"}, ""}};
  EXPECT_TRUE(check(dataset).ok()) << message_of(check(dataset));
}

TEST(DatasetCheck, LongChainsAndManyAliasesStayCheap) {
  Dataset dataset = testing::small_dataset();
  for (int i = 0; i < 50'000; ++i) {
    Claim claim = dataset.claims[0];
    claim.id = "c" + std::to_string(i);
    claim.action.of = i == 0 ? "c" : "c" + std::to_string(i - 1);
    dataset.claims.push_back(claim);
  }
  // Each doubles the ways to the measure.
  dataset.aliases.push_back({"x0", {"m"}, ""});
  for (int i = 1; i < 60; ++i) {
    const std::string before = "x" + std::to_string(i - 1);
    dataset.aliases.push_back({"x" + std::to_string(i), {before, before}, ""});
  }
  Claim claim = dataset.claims[0];
  claim.id = "by alias";
  claim.measure = "x59";
  claim.action.of = "c";
  dataset.claims.push_back(claim);
  EXPECT_TRUE(check(dataset).ok()) << message_of(check(dataset));
}

TEST(DatasetCheck, TellsManyFaultsAtOnceUpToAHundred) {
  Dataset dataset = testing::small_dataset();
  dataset.claims.assign(500, dataset.claims[0]);
  for (std::size_t i = 0; i < dataset.claims.size(); ++i) {
    dataset.claims[i].id = std::to_string(i);
    dataset.claims[i].source = "nobody";
  }
  const auto all = diagnostics(check(dataset));
  EXPECT_THAT(all, SizeIs(100));
  EXPECT_THAT(all, Each(Field(&Diagnostic::id, "TL-322")));
}

}  // namespace
}  // namespace truceline
