#include <array>
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/record/dataset.hpp>

#include "record/random_dataset.hpp"

namespace truceline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Result<Dataset> combine_two(const Dataset& first, const Dataset& second) { return combine(std::array{first, second}); }

TEST(DatasetCombine, OfNoneOrOneIsThat) {
  EXPECT_EQ(*combine({}), Dataset());
  const Dataset small = testing::small_dataset();
  EXPECT_EQ(*combine(std::array{small}), small);
}

TEST(DatasetCombine, WithItselfChangesNothing) {
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    const Dataset dataset = testing::random_dataset(seed);
    const auto both = combine_two(dataset, dataset);
    ASSERT_TRUE(both.ok()) << message_of(both.status());
    EXPECT_EQ(*both, dataset);
  }
}

TEST(DatasetCombine, KeepsTheOrderAndAddsWhatIsNew) {
  const Dataset first = testing::small_dataset();
  Dataset second = first;
  second.name = "second";
  second.title = "Second";
  second.note = "more";
  second.claims[1].id = "u";
  second.complete_through = Date::from_ymd(2025, 6, 1);
  const auto both = combine_two(first, second);
  ASSERT_TRUE(both.ok()) << message_of(both.status());
  EXPECT_EQ(both->name, "small+second");
  EXPECT_EQ(both->title, "Second");
  EXPECT_EQ(both->note, "more");
  std::vector<std::string> ids;
  for (const Claim& claim : both->claims) ids.push_back(claim.id);
  EXPECT_THAT(ids, ElementsAre("c", "t", "u"));
  EXPECT_THAT(both->sources, SizeIs(2));
  EXPECT_EQ(both->complete_through, Date::from_ymd(2025, 6, 1));
}

TEST(DatasetCombine, IsCompleteThroughTheEarliestStatedDay) {
  Dataset first = testing::small_dataset(), second = first;
  first.complete_through = Date::from_ymd(2025, 6, 1);
  second.complete_through = Date::from_ymd(2025, 5, 1);
  EXPECT_EQ(combine_two(first, second)->complete_through, Date::from_ymd(2025, 5, 1));
  EXPECT_EQ(combine_two(second, first)->complete_through, Date::from_ymd(2025, 5, 1));
}

TEST(DatasetCombine, AMeasureKeepsTheFirstProseAndWhatOnlyOneStates) {
  Dataset first = testing::small_dataset(), second = first;
  first.measures[0].title = "First";
  second.measures[0].title = "Second";
  second.measures[0].authority = "Section 301";
  second.measures[0].goods.words = {"ships"};
  second.measures[0].goods.hs = {"8901"};
  second.measures[0].target = {{'C', 'N'}};
  second.measures[0].details = Tariff{true};
  second.measures[0].based_on = {"talks"};
  const auto both = combine_two(first, second);
  ASSERT_TRUE(both.ok()) << message_of(both.status());
  const Measure& measure = both->measures[0];
  EXPECT_EQ(measure.title, "First");
  EXPECT_EQ(measure.authority, "Section 301");
  EXPECT_THAT(measure.goods.words, ElementsAre("ships"));
  EXPECT_THAT(measure.goods.hs, ElementsAre("8901"));
  EXPECT_THAT(measure.target, ElementsAre(Jurisdiction('C', 'N')));
  EXPECT_EQ(measure.details, Details(Tariff{true}));
  EXPECT_THAT(measure.based_on, ElementsAre("talks"));
  EXPECT_THAT(both->questions, IsEmpty());
}

TEST(DatasetCombine, TheActsKindWinsAndTheDifferenceIsAsked) {
  const Dataset by_act = testing::small_dataset();  // its claim on m comes from an act
  Dataset by_article = by_act;
  by_article.claims[0].id = "d";
  by_article.claims[0].source = "s";
  by_article.measures[0].kind = MeasureKind::Sanction;
  for (const auto& both : {combine_two(by_act, by_article), combine_two(by_article, by_act)}) {
    ASSERT_TRUE(both.ok()) << message_of(both.status());
    EXPECT_EQ(both->measures[0].kind, MeasureKind::Tariff);
    ASSERT_THAT(both->questions, SizeIs(1));
    EXPECT_EQ(both->questions[0].id, "kind-of-m");
    EXPECT_THAT(both->questions[0].text, HasSubstr("kind tariff, as it stands here, or of kind sanction"));
    EXPECT_THAT(both->questions[0].about, ElementsAre("m"));
    EXPECT_THAT(both->questions[0].claims, ElementsAre("d"));
    // Once asked, always asked, and only once.
    const auto again = combine_two(*both, by_article);
    ASSERT_TRUE(again.ok()) << message_of(again.status());
    EXPECT_EQ(again->questions, both->questions);
  }
}

TEST(DatasetCombine, StackingRulesMergeByTheirIds) {
  Dataset first = testing::small_dataset(), second = first;
  StackingRule rule;
  rule.id = "r";
  rule.when = "m";
  rule.others = {"talks"};
  first.stacking = {rule};
  StackingRule other = rule;
  other.id = "q";
  second.stacking = {other, rule};
  const auto both = combine_two(first, second);
  ASSERT_TRUE(both.ok()) << message_of(both.status());
  EXPECT_THAT(both->stacking, ElementsAre(rule, other));
  // Rules that hold apart may turn in a circle together.
  second.stacking[0].when = "talks";
  second.stacking[0].others = {"m"};
  const auto circle = combine_two(first, second);
  ASSERT_FALSE(circle.ok());
  EXPECT_EQ(diagnostics(circle.status()).front().id, "TL-353");
}

TEST(DatasetCombine, ClashesAreRefused) {
  const Dataset first = testing::small_dataset();
  Dataset base = first;
  base.aliases = {{"alias", {"m"}, ""}};
  base.questions = {{"q", "what?", {}, {}}};
  StackingRule rule;
  rule.id = "r";
  rule.when = "m";
  rule.others = {"talks"};
  base.stacking = {rule};
  base.measures[0].details = Tariff{false};
  base.measures[0].target = {{'C', 'N'}};
  const std::vector<std::pair<std::string, std::function<void(Dataset&)>>> clashes{
      {"TL-341 /sources/0", [](Dataset& d) { d.sources[0].title = "another"; }},
      {"TL-342 /measures/0",
       [](Dataset& d) {
         d.measures[0].imposed_by = {{'E', 'U'}};
       }},
      {"TL-343 /measures/0", [](Dataset& d) { d.measures[0].details = Tariff{true}; }},
      {"TL-343 /measures/0",
       [](Dataset& d) {
         d.measures[0].target = {{'E', 'U'}};
       }},
      {"TL-344 /claims/1", [](Dataset& d) { d.claims[1].note = "edited"; }},
      {"TL-345 /aliases/0", [](Dataset& d) { d.aliases[0].means = {"talks"}; }},
      {"TL-345 /scenarios/0", [](Dataset& d) { d.scenarios[0].title = "another"; }},
      {"TL-345 /questions/0", [](Dataset& d) { d.questions[0].text = "why?"; }},
      {"TL-345 /stacking/0", [](Dataset& d) { d.stacking[0].effect = StackingEffect::Replaces; }}};
  for (const auto& [told, make] : clashes) {
    Dataset second = base;
    second.name = "second";
    make(second);
    const auto both = combine_two(base, second);
    ASSERT_FALSE(both.ok()) << told;
    const auto all = diagnostics(both.status());
    ASSERT_THAT(all, SizeIs(1)) << told;
    EXPECT_EQ(all[0].id + " " + all[0].pointer, told);
    EXPECT_EQ(all[0].source, "second");
  }
}

TEST(DatasetCombine, CirclesThatCloseOnlyTogetherAreRefused) {
  Dataset first = testing::small_dataset();
  Dataset second = first;
  first.aliases = {{"x", {"y"}, ""}};  // a piece that does not stand alone
  second.aliases = {{"y", {"x"}, ""}};
  const auto both = combine_two(first, second);
  ASSERT_FALSE(both.ok());
  EXPECT_EQ(diagnostics(both.status()).front().id, "TL-326");
}

}  // namespace
}  // namespace truceline
