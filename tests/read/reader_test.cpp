// What the reader takes from a sentence: who acts, what is done, to which measure, how firmly.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/read/reader.hpp>
#include <truceline/record/words.hpp>
#include <truceline/timeline/timeline.hpp>

namespace truceline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Date published = *Date::from_ymd(2025, 11, 6);

const Reader& reader() {
  static const Reader reader;
  return reader;
}

std::vector<ReadClaim> read(std::string_view text) {
  const auto reading = reader().read({"a", std::string(text), published, {}});
  EXPECT_TRUE(reading.ok()) << message_of(reading.status());
  return reading.ok() ? reading->claims : std::vector<ReadClaim>{};
}

/// "US tariff lowered": the core of a claim.
std::string core(const ReadClaim& claim) {
  std::string text;
  for (const Jurisdiction by : claim.imposed_by) text += (text.empty() ? "" : ",") + to_string(by);
  return text + " " + std::string(word(claim.kind)) + " " + std::string(word(claim.action));
}

std::vector<std::string> cores(std::string_view text) {
  std::vector<std::string> result;
  for (const ReadClaim& claim : read(text)) result.push_back(core(claim));
  return result;
}

// ---- when -----------------------------------------------------------------------------------------------------------

/// The first day of effect of the only claim.
std::string day_of(std::string_view text) {
  const auto claims = read(text);
  EXPECT_EQ(claims.size(), 1U) << text;
  return claims.empty() ? "" : to_string(claims.front().effective);
}

TEST(Effect, IsNotTheDayOfADateline) {
  EXPECT_EQ(
      day_of("WASHINGTON, Nov. 5 - The United States will cut its fentanyl tariff on Chinese goods on November 10."),
      "2025-11-10");
  EXPECT_EQ(day_of("BEIJING/WASHINGTON, Nov 5 (Wire) - The US lowered its fentanyl tariff on Chinese goods."),
            "unknown");
}

TEST(Effect, IsNotTheDayOnWhichItIsSaid) {
  EXPECT_EQ(
      day_of("The US will cut its fentanyl tariff on Chinese goods on November 10, the White House said on Tuesday."),
      "2025-11-10");
  EXPECT_EQ(day_of("Trump threatened on Monday to impose a 100% tariff on Chinese goods starting December 1."),
            "2025-12-01");
  EXPECT_EQ(day_of("Trump signed an order on Tuesday that cuts the US fentanyl tariff on Chinese goods."), "unknown");
}

TEST(Effect, IsNotTheDayThatTellsWhichMeasureIsMeant) {
  EXPECT_EQ(day_of("China suspends its rare-earth export controls of October 9 on US buyers from November 10."),
            "2025-11-10");
  EXPECT_EQ(day_of("China told the US that it suspends its October 9 rare-earth export controls."), "unknown");
}

// ---- how much -------------------------------------------------------------------------------------------------------

TEST(Amount, IsTheOneBesideTheMeasureInTheTextsWords) {
  const auto tonnes = read("China will buy 12 million tonnes of US soybeans this season.");
  ASSERT_EQ(tonnes.size(), 1U);
  EXPECT_EQ(tonnes.front().amount, "12 million tonnes");
  const auto money = read("On Sept. 24 the US imposed a 10% tariff on $200 billion of Chinese goods.");
  ASSERT_EQ(money.size(), 1U);
  EXPECT_EQ(money.front().amount, "$200 billion");
  const auto none = read("The US imposed a 10% tariff on Chinese goods.");
  ASSERT_EQ(none.size(), 1U);
  EXPECT_EQ(none.front().amount, "");
}

// ---- who acts -------------------------------------------------------------------------------------------------------

TEST(Side, IsTheOneWhoseNameStandsWithTheMeasure) {
  EXPECT_THAT(cores("China welcomed it when the US tariffs were suspended."), ElementsAre("US tariff suspended"));
  EXPECT_THAT(cores("美国对中国的出口管制暂停一年。"), ElementsAre("US export_control suspended"));
}

TEST(Side, IsTheOppositeOfWhomTheMeasureMeets) {
  EXPECT_THAT(cores("Tariffs on Chinese goods will be lowered next week, American importers were told."),
              ElementsAre("US tariff lowered"));
  EXPECT_THAT(cores("对美国大豆加征的关税下周取消,中国进口商说。"), ElementsAre("CN tariff revoked"));
}

TEST(Side, IsKnownOfSomeInstruments) {
  EXPECT_THAT(cores("The fentanyl tariffs were halved, Chinese and American traders said."),
              ElementsAre("US tariff lowered"));
  EXPECT_THAT(cores("稀土出口管制将暂停,中美官员证实。"), ElementsAre("CN export_control suspended"));
  EXPECT_THAT(cores("Three American firms were removed from the unreliable entity list."), IsEmpty())
      << "a text that names one side only is about no measure between the two";
}

TEST(Side, IsNotThePayer) {
  EXPECT_THAT(cores("China faces a tariff of 145% on most of what it sells to the United States."),
              ElementsAre("US tariff imposed"));
  EXPECT_THAT(cores("中国商品目前面临美国30%的关税。"), ElementsAre("US tariff imposed"));
}

TEST(Side, IsCarriedFromTheSentenceBefore) {
  EXPECT_THAT(cores("Washington spoke of China at length. It would raise tariffs to 50%."),
              ElementsAre("US tariff raised"));
}

TEST(Side, BothSidesMakeTwoClaims) {
  EXPECT_THAT(cores("中美双方同意各自降低关税。"), UnorderedElementsAre("US tariff lowered", "CN tariff lowered"));
  EXPECT_THAT(cores("The US and China said both sides would suspend port fees for a year."),
              UnorderedElementsAre("US port_fee suspended", "CN port_fee suspended"));
}

TEST(Side, OfAThirdCountryIsNoClaim) {
  EXPECT_THAT(cores("China and the US looked on. India imposed tariffs on steel."), IsEmpty());
  EXPECT_THAT(cores("美国与中国关注此事。美国对印度商品加征50%关税。"), IsEmpty());
}

TEST(Side, WhatIsHadInExchangeIsTheOthers) {
  EXPECT_THAT(cores("中国恢复购买美国大豆,以换取关税减免。"),
              UnorderedElementsAre("CN purchase_commitment resumed", "US tariff lowered"));
}

// ---- what is done ---------------------------------------------------------------------------------------------------

TEST(Deed, StandsBeforeOrAfterTheMeasure) {
  EXPECT_THAT(cores("China suspended its export controls on graphite for American buyers."),
              ElementsAre("CN export_control suspended"));
  EXPECT_THAT(cores("The port fees on Chinese ships have been suspended by the United States."),
              ElementsAre("US port_fee suspended"));
  EXPECT_THAT(cores("美国将对华商品的对等关税冻结一年。"), ElementsAre("US tariff suspended"));
}

TEST(Deed, UponAnotherIsOne) {
  EXPECT_THAT(cores("The US delayed the imposition of tariffs on Chinese furniture."),
              ElementsAre("US tariff suspended"));
  EXPECT_THAT(cores("中国暂停对美国货物加征关税。"), ElementsAre("CN tariff suspended"));
  EXPECT_THAT(cores("美国宣布不再对中国商品加征关税。"), ElementsAre("US tariff withdrawn"));
}

TEST(Deed, GovernsAWholeList) {
  EXPECT_THAT(
      cores("Washington will suspend its port fees on Chinese ships and the Section 301 investigation of China."),
      UnorderedElementsAre("US port_fee suspended", "US investigation suspended"));
}

TEST(Deed, UponTradeItselfIsToldByWhatItDoesToTrade) {
  EXPECT_THAT(cores("Beijing restricted rare earth exports to American firms."),
              ElementsAre("CN export_control imposed"));
  EXPECT_THAT(cores("Washington allowed sales of H20 chips to China."), ElementsAre("US export_control narrowed"));
}

TEST(Deed, OfALeadInIsThatOfItsBullets) {
  EXPECT_THAT(cores("The United States and China met. China will suspend:\n- its port fees on American ships;\n"
                    "- export controls on graphite.\n"),
              ::testing::IsSupersetOf({"CN port_fee suspended", "CN export_control suspended"}));
}

TEST(Deed, DeniedIsNoClaim) {
  EXPECT_THAT(cores("The US will not raise tariffs on Chinese goods, Bessent said."), IsEmpty());
  EXPECT_THAT(cores("美国没有取消对中国商品的关税。"), IsEmpty());
}

TEST(Side, OfARequitalIsTheOthers) {
  EXPECT_THAT(cores("The US spoke. If China gives way, he may lift the steep tariffs."),
              ElementsAre("US tariff revoked"));
  EXPECT_THAT(cores("Donald Trump announced on Sunday that the United States would raise tariffs on Chinese goods."),
              ElementsAre("US tariff raised"));
}

TEST(Side, OfAMinistryIsItsCountrys) {
  EXPECT_THAT(cores("加拿大财政部对美国商品加征25%的关税。中国在看。"), IsEmpty());
  EXPECT_THAT(cores("中国财政部对美国商品加征25%的关税。"), ElementsAre("CN tariff imposed"));
}

TEST(Side, OfAListThatHoldsFirmsOfThirdCountriesIsStillToldByTheOthers) {
  EXPECT_THAT(cores("中国将美国公司甲、加拿大公司乙等企业列入不可靠实体清单。"),
              ElementsAre("CN entity_listing imposed"));
}

TEST(Side, OfWhatOnlyOthersAreToldOfIsNoClaim) {
  EXPECT_THAT(cores("China looked on. Canada answered the 25% tariffs that Washington has imposed on steel."),
              IsEmpty());
}

TEST(Deed, KeptOrOpposedOrAnsweredIsNotDone) {
  EXPECT_THAT(cores("中国将暂停对美国商品加征的24%关税,同时保留10%的关税。美国欢迎。"),
              ElementsAre("CN tariff suspended"));
  EXPECT_THAT(cores("中方反对美方的单边关税。"), IsEmpty());
  EXPECT_THAT(cores("中方将调整针对美方芬太尼关税的反制措施。"), IsEmpty());
  EXPECT_THAT(cores("Beijing is reviewing its countermeasures against the US fentanyl tariffs."), IsEmpty());
}

TEST(Deed, IsNotInTheNameOfALaw) { EXPECT_THAT(cores("美方注意到,中方依据出口管制法办理许可。"), IsEmpty()); }

TEST(Deed, ThatDidNotComeToPassIsNoClaim) {
  EXPECT_THAT(cores("The US dropped a rule that would have extended its export controls on China."), IsEmpty());
}

TEST(Deed, OfAListingIsNotWhatTellsWhichFirmsAreMeant) {
  EXPECT_THAT(cores("被列入美国实体清单的中国企业出席了论坛。"), IsEmpty());
}

TEST(Deed, OfATariffWarIsNone) { EXPECT_THAT(cores("The US and China paused the tariff dispute."), IsEmpty()); }

TEST(Detail, ARateBeforeTheNameIsWhatWas) {
  const auto claims = read("The US will reduce a 20% tariff on Chinese goods to 10%.");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].rate_from, Rate::percent(20));
  EXPECT_EQ(claims[0].rate_to, Rate::percent(10));
}

TEST(Standing, OfTalksWhoseFruitIsToldLacksADay) {
  EXPECT_THAT(cores("11月10日起,为落实中美经贸磋商达成的成果,中方停止对美国商品加征的关税。"),
              ElementsAre("CN tariff revoked"));
}

// ---- what belongs to it ---------------------------------------------------------------------------------------------

TEST(Detail, RatesBelongToTheNearestMeasure) {
  const auto claims = read("美国将对华商品24%的对等关税暂停一年,并将芬太尼关税从20%降至10%。");
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].portion, Rate::percent(24));
  EXPECT_EQ(claims[0].duration, (Term{12, 0}));
  EXPECT_EQ(claims[1].rate_from, Rate::percent(20));
  EXPECT_EQ(claims[1].rate_to, Rate::percent(10));
}

TEST(Detail, FromOneRateToAnotherIsARiseOrAFall) {
  EXPECT_THAT(cores("美国对中国电动车加征的关税税率,由25%提高至100%。"), ElementsAre("US tariff raised"));
}

TEST(Detail, SpansLeadToTheBytesOfTheOriginal) {
  const std::string text = "美國宣布,將對中國商品的關稅由２０％降至１０％。";
  const auto claims = read(text);
  ASSERT_EQ(claims.size(), 1U);
  const auto word_of = [&](std::string_view field) {
    const auto at = std::find_if(claims[0].spans.begin(), claims[0].spans.end(),
                                 [&](const FieldSpan& span) { return span.field == field; });
    return at == claims[0].spans.end() ? std::string() : text.substr(at->at.begin, at->at.size());
  };
  EXPECT_EQ(word_of("kind"), "關稅");
  EXPECT_EQ(word_of("rate_to"), "２０％降至１０％");
  EXPECT_EQ(word_of("imposed_by"), "對中國");
}

// ---- how firmly -----------------------------------------------------------------------------------------------------

struct Said_ {
  const char* text;
  Standing standing;
};

TEST(Standing, IsToldByTheWordsAround) {
  for (const auto& [text, standing] : {
           Said_{"The US threatened to impose tariffs on Chinese chips.", Standing::Threatened},
           Said_{"The US is considering export controls on software for China.", Standing::Considered},
           Said_{"China urged the US to lift its tariffs.", Standing::Recommended},
           Said_{"If China refuses, the US would raise tariffs on Chinese goods.", Standing::Hypothetical},
           Said_{"Washington lowered tariffs on Chinese goods.", Standing::Done},
           Said_{"Washington will lower tariffs on Chinese goods.", Standing::Announced},
           Said_{"美国威胁对中国商品加征关税。", Standing::Threatened},
           Said_{"如果谈判破裂,美国将对中国商品加征关税。", Standing::Hypothetical},
           Said_{"中国敦促美国取消关税。", Standing::Recommended},
       }) {
    const auto claims = read(text);
    ASSERT_EQ(claims.size(), 1U) << text;
    EXPECT_EQ(word(claims[0].standing), word(standing)) << text;
  }
}

// ---- one claim of many ----------------------------------------------------------------------------------------------

TEST(Merge, TheSameIsToldOnce) {
  const auto claims = read(
      "The US cut its fentanyl tariff on Chinese goods to 10%.\n美国将芬太尼关税降至10%。\nIt lowered the fentanyl "
      "tariff, "
      "China noted.\n");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(std::count_if(claims[0].spans.begin(), claims[0].spans.end(),
                          [](const FieldSpan& span) { return span.field == "kind"; }),
            3);
}

TEST(Merge, DifferingRatesStayApartAndAreFlagged) {
  const auto claims =
      read("The US imposed a 10% tariff on Chinese goods. China said the US imposed a 25% tariff on Chinese goods.");
  ASSERT_EQ(claims.size(), 2U);
  for (const ReadClaim& claim : claims) EXPECT_THAT(claim.flags, ::testing::Contains("rates_differ"));
}

TEST(Link, NamesKnownMeasures) {
  const auto claims = read("The US cut its fentanyl tariff on Chinese goods to 10%.");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_TRUE(claims[0].linked);
  EXPECT_EQ(claims[0].measure, "us-ieepa-fentanyl-tariff-china");
  const Reader stranger(Lexicon::builtin());
  const auto alone = stranger.read({"a", "The US lowered tariffs on Chinese toys.", published, {}});
  ASSERT_TRUE(alone.ok());
  ASSERT_EQ(alone->claims.size(), 1U);
  EXPECT_FALSE(alone->claims[0].linked);
  EXPECT_EQ(alone->claims[0].measure, "us-tariff");
}

// ---- the whole ------------------------------------------------------------------------------------------------------

TEST(Reader, TakesNothingFromATextOfOneSideOrNone) {
  EXPECT_THAT(cores(""), IsEmpty());
  EXPECT_THAT(cores("Growth was 5% in China."), IsEmpty());
  EXPECT_THAT(cores("歐盟對中國電動車加徵關稅。"), IsEmpty());
}

TEST(Reader, RefusesWhatIsNoText) {
  EXPECT_FALSE(reader().read({"a", "\xff\xfe", published, {}}).ok());
  EXPECT_FALSE(reader().read({"a", std::string("US\0China", 8), published, {}}).ok());
  EXPECT_FALSE(
      reader().read({"a", "<!DOCTYPE html><html><body>US tariffs on China</body></html>", published, {}}).ok());
}

TEST(Reader, LeavesOutWhatIsLessSureThanAsked) {
  const char* text = "The US cut its fentanyl tariff on Chinese goods from 20% to 10%. China shelved a trade dialogue.";
  const Reader strict(Lexicon::builtin(), {}, {.least_confidence = 1});
  EXPECT_THAT(strict.read({"a", text, published, {}})->claims, IsEmpty());
  EXPECT_EQ(reader().read({"a", text, published, {}})->claims.size(), 1U);
}

TEST(Reader, GivesADatasetThatCompiles) {
  std::vector<Reading> readings;
  for (const char* text : {"The US cut its fentanyl tariff on Chinese goods from 20% to 10%.",
                           "如果谈判破裂,美国将对中国商品加征100%关税。中国暂停稀土出口管制一年。"}) {
    auto reading = reader().read({"article-" + std::to_string(readings.size()), text, published, {}});
    ASSERT_TRUE(reading.ok());
    readings.push_back(*std::move(reading));
  }
  Source source;
  source.id = "article-0";
  source.outlet = "Courier";
  source.published = FuzzyDate::day(published);
  const auto dataset = to_dataset(readings, std::vector{source}, *builtin_dataset("chronology"));
  ASSERT_TRUE(dataset.ok()) << message_of(dataset.status());
  EXPECT_EQ(dataset->sources.size(), 2U);
  EXPECT_EQ(dataset->sources[0].outlet, "Courier");
  ASSERT_EQ(dataset->claims.size(), 3U);
  EXPECT_EQ(dataset->claims[0].id, "article-0:1:us-ieepa-fentanyl-tariff-china");
  EXPECT_EQ(dataset->claims[1].scenario, "article-1-what-if");
  const auto timeline = Timeline::compile(*dataset);
  ASSERT_TRUE(timeline.ok()) << message_of(timeline.status());
}

}  // namespace
}  // namespace truceline
