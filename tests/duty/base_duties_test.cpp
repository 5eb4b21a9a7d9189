#include <truceline/duty/duty.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using ::testing::Contains;
using ::testing::ElementsAre;

std::string rate(const BaseDuties& base, std::string_view goods, Jurisdiction origin = cn,
                 const std::string& on = "2025-06-02") {
  const auto found = base.rate(code(goods), origin, day(on));
  return found ? to_percent(*found) : "none";
}
std::vector<std::string> refused(std::string_view csv) {
  BaseDuties base;
  const absl::Status status = base.bind(csv, "base.csv");
  EXPECT_TRUE(base.empty());
  return faults_of(status);
}

TEST(BaseDuties, TakeTheLongestCode) {
  const BaseDuties base = base_duties("code,rate\n85,1\n8507,3.4\n8507.60.00,0\n");
  EXPECT_EQ(rate(base, "8501"), "1");
  EXPECT_EQ(rate(base, "8507.20"), "3.4");
  EXPECT_EQ(rate(base, "8507.60.00.20"), "0") << "free is a rate";
  EXPECT_EQ(rate(base, "8507.60"), "3.4") << "what lies under a code does not speak for it";
  EXPECT_EQ(rate(base, "1201"), "none") << "and what is not there is none";
}

TEST(BaseDuties, TakeTheOriginBeforeAll) {
  const BaseDuties base = base_duties("code,rate,origin\n8507,3.4,\n8507,12,DE\n85,1,CN\n");
  EXPECT_EQ(rate(base, "8507.60", de), "12");
  EXPECT_EQ(rate(base, "8507.60", cn), "3.4") << "a longer code for all comes before a shorter one for the origin";
  EXPECT_EQ(rate(base, "8501", cn), "1");
  EXPECT_EQ(rate(base, "8501", de), "none");
}

TEST(BaseDuties, HaveRowsThatComeAndGo) {
  const BaseDuties base = base_duties("code,rate,from,until\n8507,3.4,2020-01-01,2025-01-01\n8507,5,2025-01-01,\n");
  EXPECT_EQ(rate(base, "8507", cn, "2019-12-31"), "none");
  EXPECT_EQ(rate(base, "8507", cn, "2024-12-31"), "3.4");
  EXPECT_EQ(rate(base, "8507", cn, "2025-01-01"), "5");
  EXPECT_THAT(base.turns(), Contains(day("2025-01-01")));
}

TEST(BaseDuties, TellFaultsAndBindNothing) {
  EXPECT_THAT(refused(""), ElementsAre("TL-521 1:1"));
  EXPECT_THAT(refused("code\n8507\n"), ElementsAre("TL-521 1:1")) << "no rate";
  EXPECT_THAT(refused("code,rate,price\n"), ElementsAre("TL-521 1:11"));
  EXPECT_THAT(refused("code,rate,origin\n8507,3 %,\n8508,-1,\n8509,2.5,China\n"),
              ElementsAre("TL-525 2:6", "TL-525 3:6", "TL-525 4:10"));
  EXPECT_THAT(refused("code,rate\nx,1\n"), ElementsAre("TL-522 2:1"));
  EXPECT_THAT(refused("code,rate,from\n8507,1,soon\n"), ElementsAre("TL-523 2:8"));
}

/// Two rates for the same goods on the same day would leave it to chance which is charged.
TEST(BaseDuties, RefuseACodeTwiceForADay) {
  EXPECT_THAT(refused("code,rate\n8507,1\n8507,2\n"), ElementsAre("TL-524 3:1"));
  EXPECT_THAT(refused("code,rate,origin\n8507,1,CN\n8507,2,\n8507,3,CN\n"), ElementsAre("TL-524 4:1"));
  EXPECT_THAT(refused("code,rate,from,until\n8507,1,,2025-01-02\n8507,2,2025-01-01,\n"), ElementsAre("TL-524 3:1"));
}

TEST(BaseDuties, BoundAgainAreReplacedUnlessFaulty) {
  BaseDuties base = base_duties("code,rate\n8507,1\n");
  EXPECT_FALSE(base.bind("code,rate\n8507,x\n").ok());
  EXPECT_EQ(rate(base, "8507"), "1");
  ASSERT_TRUE(base.bind("code,rate\n8508,2\n").ok());
  EXPECT_EQ(rate(base, "8507"), "none");
  EXPECT_EQ(rate(base, "8508"), "2");
}

TEST(BaseDuties, AreLoaded) {
  const ScratchFile file("truceline_base.csv", "code,rate\r\n8507,3.4\r\n");
  BaseDuties base;
  ASSERT_TRUE(base.load(file.path()).ok());
  EXPECT_EQ(rate(base, "8507"), "3.4");
  EXPECT_EQ(diagnostics(base.load("no such file.csv")).front().id, "TL-301");
}

TEST(BaseDuties, AreALineOfTheirOwn) {
  const Dataset dataset = oracle::told({oracle::Says(Said::Imposed, "c", "2025-03-01").from("2025-04-05").rate(10)});
  const BaseDuties base = base_duties("code,rate\n8507,3.4\n");
  const Assessment with = pays(dataset, shipment("2025-06-02", "8507", 100'00), {}, base);
  EXPECT_THAT(lines_of(with), ElementsAre("m", "base duty"));
  EXPECT_EQ(with.total, Rate::ppm(134'000));
  EXPECT_EQ(with.amount, (Money{13'40, usd}));
  EXPECT_FALSE(mentions(with.not_included, "base (MFN) duty"));

  for (const auto goods : {std::optional<std::string_view>("1201"), std::optional<std::string_view>()}) {
    const Assessment without = pays(dataset, shipment("2025-06-02", goods, 100'00), {}, base);
    EXPECT_THAT(lines_of(without), ElementsAre("m"));
    EXPECT_TRUE(mentions(without.not_included, "base (MFN) duty"));
  }
}

}  // namespace
}  // namespace truceline
