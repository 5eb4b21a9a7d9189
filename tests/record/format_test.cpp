#include <gtest/gtest.h>

#include <truceline/record/record.hpp>

#include "record/random_dataset.hpp"

namespace truceline {
namespace {

TEST(Format, ValuesAndWords) {
  EXPECT_EQ(fmt::format("{} {}", Jurisdiction('U', 'S'), Jurisdiction()), "US *");
  EXPECT_EQ(fmt::format("{}", Rate::ppm(75'000)), "7.5 %");
  EXPECT_EQ(fmt::format("{} {} {} {} {} {}", MeasureKind::PortFee, SourceKind::Act, Said::RateSet, Verb::Ended,
                        Ending::Expired, Standing::Done),
            "port_fee act rate_set ended expired done");
  EXPECT_EQ(fmt::format("[{:>8}] [{:<6}]", Rate::percent(24), Said::Held), "[    24 %] [held  ]");
}

TEST(Format, GoodsLimitsAndPlaces) {
  const Goods goods{
      .words = {"rare earths", "magnets"}, .hs = {"2805", "2846"}, .except = {"284690"}, .list = "Annex I"};
  EXPECT_EQ(fmt::format("{}", goods), "rare earths, magnets, HS 2805 2846 except 284690, list Annex I");
  EXPECT_EQ(fmt::format("{}", Goods{}), "");
  Limits limits;
  limits.parties = {"one", "two"};
  limits.loaded_before = Date::from_ymd(2025, 4, 5);
  limits.exported_before = Date::from_ymd(2025, 4, 9);
  limits.entered_before = Date::from_ymd(2025, 5, 27);
  limits.condition = "for own use";
  EXPECT_EQ(
      fmt::format("{}", limits),
      "parties one, two; loaded before 2025-04-05; exported before 2025-04-09; entered before 2025-05-27; for own use");
  EXPECT_EQ(fmt::format("{}", Place{.paragraph = 3, .begin = 1200, .end = 1320, .language = "zh-Hant"}),
            "paragraph 3, bytes 1200 to 1320 (zh-Hant)");
}

TEST(Format, AnActionReadsAsASentence) {
  Action action;
  action.said = Said::Suspended;
  action.portion = Rate::percent(24);
  action.from = FuzzyDate::day(*Date::from_ymd(2025, 5, 14));
  action.from_time = TimeOfDay::from_hm(0, 1);
  action.term = Term{.months = 0, .days = 90};
  action.zone = *Zone::from_name("America/New_York");
  action.anchor = "talks";
  EXPECT_EQ(fmt::format("{}", action), "suspended 24 % from 2025-05-14 00:01 for P90D (America/New_York) at [talks]");
  Action open;
  open.said = Said::Imposed;
  open.undecided = true;
  open.varying = true;
  EXPECT_EQ(fmt::format("{}", open), "imposed at varying rates from a day undecided");
}

TEST(Format, AmountsAndWhatTheyStandIn) {
  EXPECT_EQ(fmt::format("{} {} [{:>10}]", Currency(), Money{5'000, {}}, Money{7, {'J', 'P', 'Y'}}),
            "USD USD 50.00 [     JPY 7]");
  EXPECT_EQ(fmt::format("{}; {}", Specific{{22, {}}, "kg"}, Quantity{12'000'000, "t"}), "USD 0.22 per kg; 12000000 t");
  EXPECT_EQ(fmt::format("{}", Charge{}), "");
  Action action;
  action.said = Said::RateSet;
  action.charge.specific = Specific{{5'000, {}}, "net ton"};
  EXPECT_EQ(fmt::format("{}", action), "rate_set to USD 50.00 per net ton");
  action.rate = Rate::ppm(3'464);
  action.charge = {std::nullopt, Specific{{3'271, {}}, "entry"}, Specific{{63'462, {}}, "entry"}};
  EXPECT_EQ(fmt::format("{}", action),
            "rate_set to 0.3464 % and at least USD 32.71 per entry, at most USD 634.62 per entry");
  Action progress;
  progress.said = Said::Progress;
  progress.quantity = Quantity{12'000'000, "t"};
  EXPECT_EQ(fmt::format("{}", progress), "progress of 12000000 t");
  Tranche tranche{*parse_period("2026-01-01/2027-01-01"), {25'000'000, "t"}, std::nullopt, ""};
  EXPECT_EQ(fmt::format("{}", tranche), "25000000 t over 2026-01-01/2027-01-01");
  tranche.baseline = Quantity{1'000, "t"};
  tranche.goods = "soybeans";
  EXPECT_EQ(fmt::format("{}", tranche), "25000000 t soybeans over 2026-01-01/2027-01-01, on top of 1000 t");
}

TEST(Format, StackingRulesReadAsASentence) {
  StackingRule rule;
  rule.id = "r";
  rule.when = "autos";
  rule.others = {"steel", "fentanyl"};
  rule.from = *FuzzyDate::month(2025, 3);
  rule.until = FuzzyDate::day(*Date::from_ymd(2026, 2, 24));
  EXPECT_EQ(fmt::format("{}", rule), "[r] autos excludes steel, fentanyl from 2025-03 until 2026-02-24");
  rule.effect = StackingEffect::OnRemainder;
  rule.base = StackingBase::Content;
  rule.until.reset();
  EXPECT_EQ(fmt::format("{}", rule),
            "[r] autos leaves the rest of the value to steel, fentanyl, by content from 2025-03");
  EXPECT_EQ(fmt::format("{} {}", rule.effect, rule.base), "on_remainder content");
}

TEST(Format, RecordsReadAsOneLine) {
  Dataset dataset = testing::small_dataset();
  dataset.sources[0].outlet = "Outlet";
  dataset.sources[0].title = "Title";
  EXPECT_EQ(fmt::format("{}", dataset.sources[0]), "[s] article, Outlet: Title (2025-05-12)");
  dataset.sources[0].published = FuzzyDate();
  dataset.sources[0].proven = Proof{*Date::from_ymd(2025, 6, 5), ""};
  EXPECT_EQ(fmt::format("{}", dataset.sources[0]), "[s] article, Outlet: Title (by 2025-06-05 at the latest)");
  dataset.measures[0].target = {{'C', 'N'}};
  dataset.measures[0].title = "A tariff";
  EXPECT_EQ(fmt::format("{}", dataset.measures[0]), "[m] tariff by US on CN: A tariff");
  dataset.claims[1].location = "Busan";
  EXPECT_EQ(fmt::format("{}", dataset.claims[1]), "[t] talks held in Busan (done)");
  dataset.claims[0].standing = Standing::Hypothetical;
  dataset.claims[0].scenario = "what-if";
  dataset.claims[0].corrects = {"x", "y"};
  EXPECT_EQ(fmt::format("{}", dataset.claims[0]), "[c] m imposed (hypothetical) in scenario what-if corrects [x] [y]");
  EXPECT_EQ(fmt::format("{}", Alias{"loose", {"m", "n"}, "why"}), "loose: m, n");
  EXPECT_EQ(fmt::format("{}", dataset.scenarios[0]), "[what-if]");
  EXPECT_EQ(fmt::format("{}", Question{"q", "What?", {}, {}}), "[q] What?");
  EXPECT_EQ(fmt::format("{}", dataset), "small: 2 sources, 2 measures, 2 claims");
}

}  // namespace
}  // namespace truceline
