#include <truceline/duty/shipment.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// ---- codes ------------------------------------------------------------------------------------------

TEST(HsCode, ReadsDigitsDotsAndBlanks) {
  for (const std::string_view text : {"85076000", "8507.60.00", "8507 60 00", " 8507.6000 "}) {
    EXPECT_EQ(code(text).number(), 85076000U) << text;
    EXPECT_EQ(code(text).digits(), 8) << text;
  }
  EXPECT_EQ(code("01").number(), 1U);
  EXPECT_EQ(code("01").digits(), 2);
  EXPECT_NE(code("01"), code("010")) << "zeros at the end count";
}

TEST(HsCode, RefusesOtherFormsAndLengths) {
  const auto refusal = [](std::string_view text) {
    const Result<HsCode> result = parse_hs(text);
    return result.ok() ? "" : diagnostics(result.status()).front().id;
  };
  for (const std::string_view text : {"85a7", "-8507", "8507,60", "８５", "85\t07", "8507.60.x"})
    EXPECT_EQ(refusal(text), "TL-501") << text;
  for (const std::string_view text : {"", "8", " . ", "85076000001", "99999999999999999999999999"})
    EXPECT_EQ(refusal(text), "TL-502") << text;
}

TEST(HsCode, IsMadeOfANumberAndItsDigits) {
  EXPECT_EQ(HsCode::from_digits(850760, 6), code("8507.60"));
  EXPECT_EQ(HsCode::from_digits(1, 2), code("01"));
  EXPECT_EQ(HsCode::from_digits(9'999'999'999, 10), code("9999999999"));
  EXPECT_FALSE(HsCode::from_digits(100, 2)) << "has three digits";
  EXPECT_FALSE(HsCode::from_digits(1, 1));
  EXPECT_FALSE(HsCode::from_digits(1, 11));
  EXPECT_FALSE(HsCode::from_digits(1, -1));
}

TEST(HsCode, ReadsBackWhatItWrites) {
  EXPECT_EQ(to_string(code("85")), "85");
  EXPECT_EQ(to_string(code("850")), "850");
  EXPECT_EQ(to_string(code("8507")), "8507");
  EXPECT_EQ(to_string(code("85076")), "8507.6");
  EXPECT_EQ(to_string(code("8507600010")), "8507.60.00.10");
  EXPECT_EQ(to_string(code("0101")), "0101");
  std::mt19937_64 random(7);
  for (int i = 0; i < 10'000; ++i) {
    const int digits = static_cast<int>(2 + random() % 9);
    std::string text;
    for (int d = 0; d < digits; ++d) text += static_cast<char>('0' + random() % 10);
    const HsCode one = code(text);
    ASSERT_EQ(code(to_string(one)), one) << text;
  }
}

/// On the digits as text, a code covers what begins with it, and nomenclatures are in the order of text.
TEST(HsCode, CoversCutsAndOrdersAsItsDigitsDo) {
  std::mt19937_64 random(8);
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (auto digits = 2 + random() % 9; digits > 0; --digits) text += static_cast<char>('0' + random() % 2);
    texts.push_back(text);
  }
  for (const std::string& left : texts) {
    for (const std::string& right : texts) {
      ASSERT_EQ(code(left).covers(code(right)), right.starts_with(left)) << left << ' ' << right;
      ASSERT_EQ(in_order(code(left), code(right)), left < right) << left << ' ' << right;
    }
    for (int kept = 2; kept <= static_cast<int>(left.size()); ++kept) {
      ASSERT_EQ(code(left).prefix(kept), code(left.substr(0, static_cast<std::size_t>(kept))));
    }
    EXPECT_EQ(code(left).prefix(20), code(left));
    EXPECT_EQ(code(left).prefix(0), code(left.substr(0, 2)));
  }
}

TEST(HsCode, CoversItselfAndWhatLiesUnderIt) {
  EXPECT_TRUE(code("8507").covers(code("8507.60.00")));
  EXPECT_TRUE(code("8507").covers(code("8507")));
  EXPECT_FALSE(code("8507.60.00").covers(code("8507")));
  EXPECT_FALSE(code("8507").covers(code("8508.60.00")));
  EXPECT_FALSE(code("01").covers(code("1010"))) << "a leading zero is a digit";
}

// ---- shipments --------------------------------------------------------------------------------------

std::vector<std::string> refusals(const Shipment& one) {
  std::vector<std::string> texts;
  for (const Diagnostic& found : diagnostics(check(one))) texts.push_back(found.id + ' ' + found.pointer);
  return texts;
}

TEST(ShipmentCheck, TakesWhatCanBeTold) {
  Shipment one = shipment("2025-06-02", "8507.60", 0);
  EXPECT_TRUE(check(one).ok()) << "a value of zero is a value";
  one.loaded = one.exported = one.withdrawn = one.entered;
  EXPECT_TRUE(check(one).ok()) << "all on one day";
  for (const Rate share : {Rate(), Rate::percent(100)}) {
    one.content = share;
    EXPECT_TRUE(check(one).ok()) << to_percent(share);
  }
  one.quantities = {{0, "kg"}};
  EXPECT_TRUE(check(one).ok());
}

TEST(ShipmentCheck, RefusesANegativeValue) {
  EXPECT_THAT(refusals(shipment("2025-06-02", "8507", -1)), ElementsAre("TL-511 /value"));
}

TEST(ShipmentCheck, RefusesAShareThatIsNone) {
  Shipment one = shipment("2025-06-02");
  one.content = Rate::ppm(1'000'001);
  EXPECT_THAT(refusals(one), ElementsAre("TL-512 /content"));
  one.content = Rate::ppm(-1);
  EXPECT_THAT(refusals(one), ElementsAre("TL-512 /content"));
}

TEST(ShipmentCheck, RefusesDaysThatRunBackwards) {
  Shipment one = shipment("2025-06-02");
  one.withdrawn = day("2025-06-01");
  EXPECT_THAT(refusals(one), ElementsAre("TL-513 /withdrawn"));
  one = shipment("2025-06-02");
  one.loaded = day("2025-06-03");
  EXPECT_THAT(refusals(one), ElementsAre("TL-514 /loaded"));
  one = shipment("2025-06-02");
  one.exported = day("2025-06-03");
  EXPECT_THAT(refusals(one), ElementsAre("TL-514 /exported"));
}

TEST(ShipmentCheck, RefusesWhatCrossesNoBorder) {
  Shipment one = shipment("2025-06-02");
  one.origin = us;
  EXPECT_THAT(refusals(one), ElementsAre("TL-515 /origin"));
  one.origin = Jurisdiction();
  EXPECT_THAT(refusals(one), ElementsAre("TL-515 /origin"));
  one = shipment("2025-06-02");
  one.destination = Jurisdiction();
  EXPECT_THAT(refusals(one), ElementsAre("TL-515 /origin"));
}

TEST(ShipmentCheck, RefusesANegativeQuantity) {
  Shipment one = shipment("2025-06-02");
  one.quantities = {{1, "kg"}, {-1, "item"}};
  EXPECT_THAT(refusals(one), ElementsAre("TL-516 /quantities/1"));
}

TEST(ShipmentCheck, TellsAllAtOnceAndHowToMendIt) {
  Shipment one = shipment("2025-06-02", "8507", -1);
  one.origin = us;
  one.content = Rate::percent(101);
  one.withdrawn = day("2025-06-01");
  one.loaded = day("2025-06-03");
  const auto found = diagnostics(check(one));
  EXPECT_EQ(found.size(), 5U);
  for (const Diagnostic& fault : found) {
    EXPECT_EQ(fault.source, "shipment");
    EXPECT_FALSE(fault.fix.empty()) << fault.id;
  }
  const Result<Assessment> refused = assess(compiled({}).hindsight(), one);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(message_of(refused.status()), HasSubstr("TL-511"));
}

TEST(Shipment, ItsWithdrawalDecidesTheDay) {
  Shipment one = shipment("2025-06-02");
  EXPECT_EQ(one.duty_day(), day("2025-06-02"));
  one.withdrawn = day("2025-09-01");
  EXPECT_EQ(one.duty_day(), day("2025-09-01"));
}

}  // namespace
}  // namespace truceline
