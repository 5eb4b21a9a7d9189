// Duties from the command line: explain_duty, rate_history, and what_if with a basket.

#include "examples/program.hpp"

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class Duties : public Programs {
 protected:
  json answer(const std::string& command) {
    const Outcome result = run(command + " --json");
    EXPECT_EQ(result.exit, 0) << command << result.err;
    return result.json();
  }
  json into_us(const std::string& on, const std::string& more = "") {
    return answer("explain-duty --into US --from CN --on " + on + " " + more);
  }
  json into_cn(const std::string& on, const std::string& more = "") {
    return answer("explain-duty --into CN --from US --on " + on + " " + more);
  }
  void expect_failure(const std::string& command, int exit, const std::vector<std::string>& told) {
    const Outcome result = run(command);
    EXPECT_EQ(result.exit, exit) << command;
    EXPECT_THAT(result.out, IsEmpty()) << command;
    for (const std::string& part : told) EXPECT_THAT(result.err, HasSubstr(part)) << command;
  }
};

class ExplainDuty : public Duties {};
class RateHistory : public Duties {};
class Basket : public Duties {};

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

/// What the lines of some measures add up to, in percent.
double sum_of(const json& duty, const std::vector<std::string>& measures) {
  double sum = 0;
  for (const auto& line : duty.at("lines")) {
    for (const std::string& measure : measures) {
      if (line.at("measure") == measure) sum += line.at("rate_percent").get<double>();
    }
  }
  return sum;
}

const std::vector<std::string> ieepa{"us-ieepa-fentanyl-tariff-china", "us-reciprocal-tariff-china"};

// ---- explain_duty ---------------------------------------------------------------------------------------------------

TEST_F(ExplainDuty, JsonHasExactlyTheseKeysInThisOrder) {
  write(folder_ / "small.json", small_dataset);
  EXPECT_EQ(run("explain-duty --into US --from CN --on 2025-03-01 --dataset small.json --json").out, R"({
  "on": "2025-03-01",
  "known": null,
  "into": "US",
  "from": "CN",
  "goods": null,
  "total_percent": 12.5,
  "low_percent": 12.5,
  "high_percent": 12.5,
  "lines": [
    {
      "measure": "us-widget-tariff",
      "rate_percent": 12.5,
      "settled": true,
      "because": [
        "n:tariff"
      ]
    }
  ],
  "not_included": [
    "base (MFN) duty",
    "trade-defence duties of other records"
  ]
}
)");
}

TEST_F(ExplainDuty, TheIeepaDutyOnChineseGoodsIsThatOfTheRecord) {
  const std::vector<std::pair<std::string, int>> known_rates{
      {"2025-02-03", 0},  {"2025-02-04", 10},  {"2025-03-03", 10},  {"2025-03-04", 20},  {"2025-04-04", 20},
      {"2025-04-05", 30}, {"2025-04-09", 104}, {"2025-04-10", 145}, {"2025-05-13", 145}, {"2025-05-14", 30},
      {"2025-11-09", 30}, {"2025-11-10", 20},  {"2026-02-23", 20},  {"2026-02-24", 0}};
  for (const auto& [day, rate] : known_rates) {
    const json duty = into_us(day);
    EXPECT_EQ(sum_of(duty, ieepa), rate) << day;
    if (day < "2026-02-24") {
      EXPECT_EQ(duty.at("total_percent"), rate) << day;
    }
    EXPECT_EQ(duty.at("total_percent"), duty.at("low_percent")) << day;
    EXPECT_EQ(duty.at("total_percent"), duty.at("high_percent")) << day;
  }
}

TEST_F(ExplainDuty, TheSurchargeFollowsThenTheForcedLabourDuty) {
  for (const char* day : {"2026-02-24", "2026-05-01", "2026-07-23"}) {
    const json duty = into_us(day);
    EXPECT_EQ(duty.at("total_percent"), 10) << day;
    EXPECT_EQ(sum_of(duty, {"us-section-122-surcharge"}), 10) << day;
  }
  const json later = into_us("2026-07-24");
  EXPECT_EQ(later.at("total_percent"), 12.5);
  EXPECT_EQ(sum_of(later, {"us-301-forced-labor-tariff"}), 12.5);
}

TEST_F(ExplainDuty, ChinasUniversalDutyOf2025) {
  EXPECT_EQ(into_cn("2025-04-09").at("total_percent"), 0);
  EXPECT_EQ(into_cn("2025-04-11").at("total_percent"), 84);
  EXPECT_EQ(into_cn("2025-04-12").at("total_percent"), 125);
  EXPECT_EQ(into_cn("2025-05-14").at("total_percent"), 10);
  EXPECT_EQ(into_cn("2025-12-31").at("total_percent"), 10);
}

TEST_F(ExplainDuty, NothingIsSeenBeforeItIsAnnounced) {
  EXPECT_EQ(into_us("2025-04-10", "--known 2025-04-08").at("total_percent"), 104);  // 125 came on the 9th
  EXPECT_EQ(into_us("2025-04-10", "--known 2025-04-01").at("total_percent"), 20);   // before the reciprocal tariff
  EXPECT_EQ(into_us("2025-11-10", "--known 2025-09-01").at("lines").at(0).at("rate_percent"), 20);
  EXPECT_EQ(into_us("2026-03-01", "--known 2026-02-19").at("total_percent"), 20);  // before the ruling
  EXPECT_EQ(into_us("2026-07-24", "--known 2026-07-20").at("total_percent"), 0);
  EXPECT_EQ(into_us("2026-07-24", "--known 2026-07-20").at("known"), "2026-07-20");
}

TEST_F(ExplainDuty, WhatWasLoadedBeforeIsExempt) {
  EXPECT_EQ(into_us("2025-04-10", "--loaded 2025-04-04").at("total_percent"), 20);
  EXPECT_EQ(into_us("2025-04-10", "--loaded 2025-04-10").at("total_percent"), 145);
}

TEST_F(ExplainDuty, AListThatIsNotBoundLeavesARangeAndABoundOneSettlesIt) {
  write(folder_ / "section-301-list-3.csv", "code\n9403.60\n");
  const auto line_of = [](const json& duty, const std::string& measure) -> json {
    for (const auto& line : duty.at("lines")) {
      if (line.at("measure") == measure) return line;
    }
    return nullptr;
  };
  const json open = into_us("2024-06-03", "--goods 9403.60.80");
  EXPECT_EQ(open.at("goods"), "9403.60.80");
  EXPECT_EQ(open.at("total_percent"), nullptr);
  EXPECT_EQ(line_of(open, "us-301-list-3").at("settled"), false);
  EXPECT_EQ(line_of(open, "us-301-list-3").at("rate_percent"), nullptr);

  const json bound = into_us("2024-06-03", "--goods 9403.60.80 --lists section-301-list-3.csv");
  const json line = line_of(bound, "us-301-list-3");
  ASSERT_FALSE(line.is_null());
  EXPECT_THAT(line.at("because"), Contains("us-301-list-3:2018-09-17:imposed"));
  EXPECT_TRUE(line_of(bound, "us-301-list-4a").is_null());  // a line stands on one list alone

  for (const char* list : {"section-301-list-1", "section-301-list-2"}) {
    write(folder_ / (std::string(list) + ".csv"), "code\n8413\n");
  }
  const std::string all =
      "--goods 9403.60.80 --lists section-301-list-3.csv --lists section-301-list-1.csv "
      "--lists 'Section 301 List 2=section-301-list-2.csv'";
  const json settled = line_of(into_us("2024-06-03", all), "us-301-list-3");
  EXPECT_EQ(settled.at("settled"), true);
  EXPECT_EQ(settled.at("rate_percent"), 25);
}

TEST_F(ExplainDuty, PeopleReadTheAmountsAndTheReasons) {
  EXPECT_THAT(
      run("explain-duty --into US --from CN --on 2025-04-10 --value 1000.10").out,
      AllOf(StartsWith("Additional duties into US from CN on 2025-04-10, in hindsight\n"
                       "goods in general, USD 1000.10\n"),
            HasSubstr("  us-ieepa-fentanyl-tariff-china              20 %                          USD 200.02\n"),
            HasSubstr("  us-reciprocal-tariff-china                  125 %                         USD 1250.13\n"),
            HasSubstr("  total                                       145 %                         USD 1450.15\n"),
            HasSubstr("The White House, 2025-02-01, Executive Order 14195"), HasSubstr("may be refunded"),
            HasSubstr("\nNot included\n  - base (MFN) duty\n")));
  const std::string open = run("explain-duty --into US --from CN --on 2024-06-03 --goods 9403.60").out;
  EXPECT_THAT(open, AllOf(HasSubstr("not settled: whether the goods are on the list \"Section 301 List 1\""),
                          HasSubstr("--lists tells which codes a list has")));
  EXPECT_THAT(run("explain-duty --into US --from CN --on 2026-07-24 --known 2026-07-20").out,
              AllOf(HasSubstr("projected"), HasSubstr("  none\n")));
}

TEST_F(ExplainDuty, WhatIsChargedByUnitNeedsTheQuantity) {
  std::string dataset = small_dataset;
  dataset.replace(dataset.find("\"rate\": 12.5"), 12, "\"specific\": \"USD 0.50 per kg\"");
  write(folder_ / "small.json", dataset);
  const std::string asked = "explain-duty --into US --from CN --on 2025-03-01 --dataset small.json --value 1000";
  EXPECT_THAT(run(asked + " --quantity '1200 kg'").out, AllOf(HasSubstr("USD 0.50 per kg"), HasSubstr("USD 600.00\n")));
  const json known = answer(asked + " --quantity '1200 kg'");
  EXPECT_EQ(known.at("lines").at(0).at("settled"), true);
  EXPECT_EQ(known.at("lines").at(0).at("rate_percent"), nullptr);
  EXPECT_EQ(known.at("total_percent"), nullptr);
  EXPECT_EQ(known.at("high_percent"), nullptr);
  EXPECT_THAT(run(asked).out, HasSubstr("does not state how many kg"));
  EXPECT_EQ(answer(asked).at("lines").at(0).at("settled"), false);
}

TEST_F(ExplainDuty, MetalPaysOnItsShareAndTheRuleIsTold) {
  const std::vector<std::string> elsewhere{"section-232-automobiles",
                                           "section-301-list-1",
                                           "section-301-list-2",
                                           "section-301-list-4a",
                                           "section-301-four-year-review-syringes-and-needles",
                                           "section-301-four-year-review-disposable-textile-masks",
                                           "section-301-four-year-review-facemasks",
                                           "section-301-four-year-review-steel-and-aluminium",
                                           "section-201-solar-and-washers",
                                           "section-201-solar",
                                           "section-201-washers",
                                           "section-301-four-year-review-enteral-syringes",
                                           "section-232-automobile-parts"};
  std::string lists;
  for (const std::string& name : elsewhere) {
    write(folder_ / (name + ".csv"), "code\n0101\n");
    lists += " --lists " + name + ".csv";
  }
  for (const char* name : {"section-301-list-3", "section-232-steel-and-aluminium"}) {
    write(folder_ / (std::string(name) + ".csv"), "code\n7308.90\n");
    lists += std::string(" --lists ") + name + ".csv";
  }
  const std::string shipment = "--goods 7308.90 --value 10000" + lists;
  const json open = into_us("2025-07-10", shipment);
  EXPECT_EQ(open.at("total_percent"), nullptr);
  EXPECT_EQ(open.at("low_percent"), 55);   // 25 + 20, and 10 on all of it
  EXPECT_EQ(open.at("high_percent"), 95);  // 25 + 20, and 50 on all of it

  const json part = into_us("2025-07-10", shipment + " --content 40");
  EXPECT_EQ(part.at("total_percent"), 71);
  EXPECT_EQ(sum_of(part, {"us-232-steel-aluminum"}), 20);
  EXPECT_EQ(sum_of(part, {"us-reciprocal-tariff-china"}), 6);
  EXPECT_THAT(run("explain-duty --into US --from CN --on 2025-07-10 --content 40 " + shipment).out,
              AllOf(HasSubstr("50 % of 40 % of the value"), HasSubstr("USD 7100.00\n"),
                    HasSubstr("rule steel-aluminum-reciprocal-on-remainder: The metal content pays")));
}

TEST_F(ExplainDuty, BaseDutiesAreALineOfTheirOwn) {
  write(folder_ / "base.csv", "code,rate\n9403,2.5\n");
  write(folder_ / "small.json", small_dataset);
  const std::string shipment = "--dataset small.json --goods 9403.60";
  EXPECT_EQ(into_us("2025-03-01", shipment).at("total_percent"), 12.5);
  const json duty = into_us("2025-03-01", shipment + " --base base.csv");
  EXPECT_EQ(duty.at("total_percent"), 15);
  EXPECT_EQ(duty.at("lines").back().at("rate_percent"), 2.5);
  EXPECT_THAT(duty.at("not_included"), Not(Contains("base (MFN) duty")));
}

TEST_F(ExplainDuty, BadUsageIsTwoAndBadDataOneEachWithItsRemedy) {
  const std::string asked = "explain-duty --into US --from CN --on 2025-06-10 ";
  expect_failure(asked + "--goods 85x", 2, {"--goods", "[TL-501]", "write digits"});
  expect_failure(asked + "--goods 8", 2, {"--goods", "[TL-502]"});
  expect_failure(asked + "--value -5", 2, {"--value", "[TL-232]"});
  expect_failure(asked + "--value 'EURO 5'", 2, {"--value", "[TL-23"});
  expect_failure(asked + "--content 120", 2, {"[TL-512]"});
  expect_failure(asked + "--loaded 2025-07-01", 2, {"[TL-514]", "swap the days"});
  expect_failure("explain-duty --into US --from US --on 2025-06-10", 2, {"[TL-515]"});
  expect_failure("explain-duty --into usa --from CN --on 2025-06-10", 2, {"--into", "[TL-201]"});
  expect_failure("explain-duty --into US --on 2025-06-10", 2, {"--from is required"});

  write(folder_ / "section-301-list-3.csv", "code,from\n8507.60,2025-01-01\n85.x,\n8508,2025-13-01\n");
  expect_failure(
      asked + "--lists section-301-list-3.csv", 1,
      {"[TL-522]", "section-301-list-3.csv:3:1", "write 2 to 10 digits", "[TL-523]", "section-301-list-3.csv:4:6"});
  write(folder_ / "nonsense.csv", "code\n8507\n");
  expect_failure(asked + "--lists nonsense.csv", 1, {"no such list: nonsense", "Section 301 List 4A"});
  expect_failure(asked + "--lists section-301-list-1.csv", 1, {"[TL-301]", "section-301-list-1.csv"});
  write(folder_ / "base.csv", "code,rate\n9403,dear\n");
  expect_failure(asked + "--base base.csv", 1, {"[TL-525]", "base.csv:2"});
}

// ---- rate_history ---------------------------------------------------------------------------------------------------

/// "2025-04-09 104" a step.
std::vector<std::string> totals_of(const json& history) {
  std::vector<std::string> totals;
  for (const auto& step : history.at("steps")) {
    totals.push_back(step.at("from").get<std::string>() + " " + step.at("total_percent").dump());
  }
  return totals;
}

TEST_F(RateHistory, BothDirectionsComeOutAsTheRecordHasThem) {
  const json into_us = answer("rate-history --into US --from CN");
  EXPECT_THAT(totals_of(into_us),
              ElementsAre("2018-01-01 0", "2025-02-04 10", "2025-03-04 20", "2025-04-05 30", "2025-04-09 104",
                          "2025-04-10 145", "2025-05-14 30", "2025-11-10 20", "2026-02-24 10", "2026-07-24 12.5"));
  EXPECT_THAT(totals_of(answer("rate-history --into CN --from US")),
              ElementsAre("2018-01-01 0", "2025-04-10 84", "2025-04-12 125", "2025-05-14 10"));
}

TEST_F(RateHistory, StepsMeetAndCoverThePeriodAndEachHasItsCause) {
  const json history = answer("rate-history --into US --from CN --period 2025-04-01/2025-06-01");
  EXPECT_THAT(keys_of(history), ElementsAre("from", "goods", "into", "known", "steps"));  // json sorts them
  const json& steps = history.at("steps");
  EXPECT_EQ(steps.front().at("from"), "2025-04-01");
  EXPECT_EQ(steps.back().at("until"), "2025-06-01");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_THAT(keys_of(steps[i]),
                ElementsAre("cause", "from", "high_percent", "lines", "low_percent", "total_percent", "until"));
    EXPECT_EQ(steps[i].at("cause").empty(), i == 0) << steps[i];
    if (i > 0) {
      EXPECT_EQ(steps[i].at("from"), steps[i - 1].at("until"));
    }
    for (const auto& line : steps[i].at("lines")) {
      EXPECT_THAT(keys_of(line), ElementsAre("measure", "rate_percent", "settled"));
    }
  }
  EXPECT_EQ(steps.at(1).at("cause"), json({"us-reciprocal-tariff-china"}));
}

TEST_F(RateHistory, EachStepIsWhatTheDayItselfPays) {
  const json history = answer("rate-history --into US --from CN --goods 8507.60 --period 2024-01-01/2026-01-01");
  EXPECT_EQ(history.at("goods"), "8507.60");
  ASSERT_GT(history.at("steps").size(), 5U);
  for (const auto& step : history.at("steps")) {
    const json day = into_us(step.at("from").get<std::string>(), "--goods 8507.60");
    for (const char* key : {"total_percent", "low_percent", "high_percent"}) {
      EXPECT_EQ(step.at(key), day.at(key)) << step.at("from") << key;
    }
  }
}

TEST_F(RateHistory, WhoLooksEarlierSeesOnlyWhatWasKnown) {
  EXPECT_THAT(totals_of(answer("rate-history --into US --from CN --known 2025-03-31")),
              ElementsAre("2018-01-01 0", "2025-02-04 10", "2025-03-04 20"));
}

TEST_F(RateHistory, PeopleReadWhatChanged) {
  EXPECT_EQ(run("rate-history --into US --from CN --period 2025-03-01/2025-04-09").out,
            R"(Additional duties into US from CN, goods in general, in hindsight

  from        until       total             what changed
  2025-03-01  2025-03-04  10 %              us-ieepa-fentanyl-tariff-china: 10 %
  2025-03-04  2025-04-05  20 %              us-ieepa-fentanyl-tariff-china: 10 % -> 20 %
  2025-04-05  2025-04-09  30 %              us-reciprocal-tariff-china: none -> 10 %
)");
}

TEST_F(RateHistory, APeriodThatIsNoneIsBadUsage) {
  expect_failure("rate-history --into US --from CN --period 2025-03-01", 2, {"--period", "[TL-101] not a period"});
  expect_failure("rate-history --into US --from CN --period 2025-03-01/2025-01-01", 2, {"--period", "[TL-131]"});
}

// ---- what_if with a basket ------------------------------------------------------------------------------------------

TEST_F(Basket, TellsWhatTheGoodsWouldCostOnEachDay) {
  write(folder_ / "basket.csv", "name,code,value\n\"Tools, all\",,10000\nToys,9503.00,USD 250.50\n");
  const json answer_ = answer("what-if ieepa-never-struck-down --basket basket.csv --on 2026-03-10 --on 2025-04-10");
  EXPECT_THAT(keys_of(answer_), ElementsAre("days", "from", "into", "known", "scenario", "title"));
  ASSERT_EQ(answer_.at("days").size(), 2U);
  const json& day = answer_.at("days").at(0);
  EXPECT_EQ(day.at("on"), "2026-03-10");
  EXPECT_EQ(day.at("goods").at(0), json::parse(R"({"name": "Tools, all", "code": null, "value": 10000,
    "without": {"total_percent": 10, "low_percent": 10, "high_percent": 10, "low": 1000, "high": 1000},
    "with": {"total_percent": 20, "low_percent": 20, "high_percent": 20, "low": 2000, "high": 2000},
    "difference": {"low": 1000, "high": 1000}})"));

  const json& toys = day.at("goods").at(1);
  EXPECT_EQ(toys.at("code"), "9503.00");
  EXPECT_EQ(toys.at("value"), 250.5);
  EXPECT_EQ(toys.at("without").at("total_percent"), nullptr);  // lists that are not bound
  EXPECT_LT(toys.at("without").at("low"), toys.at("without").at("high"));

  // Before the changed day nothing differs, though the totals themselves are open.
  const json& before = answer_.at("days").at(1);
  for (const auto& item : before.at("goods")) {
    EXPECT_EQ(item.at("difference"), json::parse(R"({"low": 0, "high": 0})")) << item;
    EXPECT_EQ(item.at("with"), item.at("without"));
  }
}

TEST_F(Basket, TheTotalIsTheSumOfTheGoods) {
  write(folder_ / "basket.csv", "value,name,code\n100.10,a,\n0.07,b,\n999.99,c,8507.60\n");
  for (const char* route : {"", " --into CN --from US"}) {
    const json all = answer(std::string("what-if truce-lapses --basket basket.csv --on 2026-11-20") + route);
    const json& day = all.at("days").at(0);
    for (const char* side : {"without", "with", "difference"}) {
      for (const char* bound : {"low", "high"}) {
        double sum = 0;
        bool bounded = true;
        for (const auto& item : day.at("goods")) {
          const json& part = item.at(side).at(bound);
          bounded = bounded && !part.is_null();
          sum += part.is_null() ? 0 : part.get<double>();
        }
        const json& total = day.at("total").at(side).at(bound);
        ASSERT_EQ(total.is_null(), !bounded) << side << bound;
        if (bounded) {
          EXPECT_NEAR(total.get<double>(), sum, 0.001) << side << bound;
        }
      }
    }
  }
}

TEST_F(Basket, TheTrucesEndCostsWhatItSuspends) {
  write(folder_ / "basket.csv", "name,code,value\nGoods,,1000\n");
  const auto lapse = [&](const std::string& more) {
    return answer("what-if truce-lapses --into CN --from US --basket basket.csv " + more).at("days").at(0);
  };
  EXPECT_EQ(lapse("--on 2026-11-20").at("total").at("difference"), json::parse(R"({"low": 240, "high": 240})"));
  EXPECT_EQ(lapse("--on 2026-11-09").at("total").at("difference"), json::parse(R"({"low": 0, "high": 0})"));
  const json longer = answer("what-if truce-extended-one-year --into CN --from US --basket basket.csv --on 2027-06-01");
  EXPECT_EQ(longer.at("days").at(0).at("total").at("difference"), json::parse(R"({"low": -240, "high": -240})"));
}

TEST_F(Basket, PeopleReadItDayByDay) {
  write(folder_ / "basket.csv", "name,code,value\nGoods,,10000\n");
  EXPECT_EQ(run("what-if ieepa-never-struck-down --basket basket.csv --on 2026-03-10").out,
            R"(What if: The IEEPA tariffs stand, and Section 122 is never used (ieepa-never-struck-down), in
         hindsight
Additional duties into US from CN, in USD

2026-03-10
  goods            code           value         without            with               difference
  Goods                           10000.00      1000.00 (10 %)     2000.00 (20 %)     +1000.00
  total                           10000.00      1000.00            2000.00            +1000.00
)");
}

TEST_F(Basket, FaultsNameTheFileAndTheRow) {
  write(folder_ / "basket.csv", "name,code,value\na,85x,100\nb,8507,-3\nc,8507\nd,,EUR 3\n");
  expect_failure("what-if truce-lapses --basket basket.csv --on 2026-11-20", 1,
                 {"basket.csv:2: [TL-501]", "basket.csv:3: [TL-232]", "basket.csv:4: 2 cells, not 3",
                  "basket.csv:5: a value in EUR; state it in USD"});
  write(folder_ / "columns.csv", "name,value\na,1\n");
  expect_failure("what-if truce-lapses --basket columns.csv --on 2026-11-20", 1, {"columns.csv:1", "name,code,value"});
  write(folder_ / "quote.csv", "name,code,value\n\"a,,1\n");
  expect_failure("what-if truce-lapses --basket quote.csv --on 2026-11-20", 1, {"quote.csv:2", "never closed"});
  write(folder_ / "empty.csv", "name,code,value\n");
  expect_failure("what-if truce-lapses --basket empty.csv --on 2026-11-20", 1, {"empty.csv", "no goods"});
  expect_failure("what-if truce-lapses --basket missing.csv --on 2026-11-20", 1, {"cannot read missing.csv"});
  expect_failure("what-if truce-lapses --basket empty.csv", 2, {"--basket and --on go together"});
  expect_failure("what-if truce-lapses --on 2026-11-20", 2, {"--basket and --on go together"});
}

// ---- in_force on the chronology -------------------------------------------------------------------------------------

TEST_F(Duties, OthersShowWhatIsChargedByUnitAndMarkPackages) {
  const std::string text = run("in-force --dataset chronology --on 2025-10-20").out;
  EXPECT_THAT(text, AllOf(HasSubstr("us-section-301-port-fees           USD 50.00 per"), HasSubstr("CNY 400.00 per")));
  EXPECT_THAT(text, HasSubstr("us-301-four-year-review-2024                       2024-09-27 on                "
                              "certain, sums up\n"));
  EXPECT_THAT(text, HasSubstr("us-301-fyr-ev-lithium-ion-batteries\n                                     25 %"));
  EXPECT_THAT(run("countdown --dataset chronology --from 2026-10-06").out, HasSubstr("at USD 80.00 per net ton\n"));
}

}  // namespace
}  // namespace truceline::testing
