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
  EXPECT_EQ(fmt::format("{}", Limits{.goods = {}, .parties = {"one", "two"}, .condition = "loaded before 2025-04-10"}),
            "parties one, two; loaded before 2025-04-10");
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
