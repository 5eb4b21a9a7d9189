#include "examples/program.hpp"

#include <set>

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class InForce : public Programs {
 protected:
  json answer(const std::string& arguments) {
    const Outcome result = run("in-force " + arguments + " --json");
    EXPECT_EQ(result.exit, 0) << arguments << result.err;
    return result.json();
  }
};

std::set<std::string> measures_of(const json& answer) {
  std::set<std::string> measures;
  for (const auto& finding : answer.at("findings")) measures.insert(finding.at("measure"));
  return measures;
}

TEST_F(InForce, JsonHasExactlyTheseKeysInThisOrder) {
  write(folder_ / "small.json", small_dataset);
  const Outcome result = run("in-force --on 2025-07-01 --known 2025-06-01 --dataset small.json --json");
  EXPECT_EQ(result.out, R"({
  "on": "2025-07-01",
  "known": "2025-06-01",
  "findings": [
    {
      "measure": "us-widget-tariff",
      "kind": "tariff",
      "imposed_by": [
        "US"
      ],
      "target": [
        "CN"
      ],
      "status": "suspended",
      "standing": null,
      "certainty": "certain",
      "may_be": [
        "suspended"
      ],
      "rate_percent": 0,
      "suspended_percent": 12.5,
      "since": "2025-07-01",
      "until": "2025-09-29",
      "assumed": [],
      "projected": true,
      "sources": [
        "notice",
        "news"
      ]
    },
    {
      "measure": "cn-widget-control",
      "kind": "export_control",
      "imposed_by": [
        "CN"
      ],
      "target": [
        "*"
      ],
      "status": "scheduled",
      "standing": null,
      "certainty": "certain",
      "may_be": [
        "scheduled"
      ],
      "rate_percent": null,
      "suspended_percent": null,
      "since": "2025-06-01",
      "until": "2025-08-01",
      "assumed": [],
      "projected": true,
      "sources": [
        "news"
      ]
    }
  ]
}
)");
}

TEST_F(InForce, RatesPrintAsTheyAreWritten) {
  for (const char* rate : {"12.5", "20", "0", "0.0001", "7.25", "145", "33.3333", "999999.9999"}) {
    std::string dataset = small_dataset;
    dataset.replace(dataset.find("12.5"), 4, rate);
    write(folder_ / "small.json", dataset);
    const Outcome result = run("in-force --on 2025-03-01 --kind tariff --dataset small.json --json");
    EXPECT_THAT(result.out, HasSubstr(std::string("\"rate_percent\": ") + rate + ",\n")) << rate;
  }
}

TEST_F(InForce, AHundredPercentThreatIsProposedOnItsDayAndLater) {
  for (const char* day : {"2025-11-01", "2025-11-02", "2026-06-01", "2035-01-01"}) {
    const json finding = finding_on(answer(std::string("--known 2025-10-24 --on ") + day), "us-additional-100-tariff");
    EXPECT_EQ(finding.at("status"), "proposed") << day;
    EXPECT_EQ(finding.at("standing"), "threatened") << day;
    EXPECT_EQ(finding.at("projected"), true) << day;
  }
}

TEST_F(InForce, RareEarthControlsBeginOnTheirDay) {
  const json before = finding_on(answer("--known 2025-10-24 --on 2025-11-30"), "cn-rare-earth-controls-2025-10");
  EXPECT_EQ(before.at("status"), "scheduled");
  EXPECT_EQ(before.at("until"), "2025-12-01");
  const json from = finding_on(answer("--known 2025-10-24 --on 2025-12-01"), "cn-rare-earth-controls-2025-10");
  EXPECT_EQ(from.at("status"), "in_force");
  EXPECT_EQ(from.at("projected"), true);
  EXPECT_EQ(from.at("since"), "2025-12-01");
}

TEST_F(InForce, TheFentanylTariffStandsAtTwentyThenTen) {
  const json before = finding_on(answer("--known 2025-10-24 --on 2025-10-24"), "us-fentanyl-tariff");
  EXPECT_EQ(before.at("status"), "in_force");
  EXPECT_EQ(before.at("rate_percent"), 20);
  const json after = finding_on(answer("--on 2026-03-01"), "us-fentanyl-tariff");
  EXPECT_EQ(after.at("status"), "in_force");
  EXPECT_EQ(after.at("rate_percent"), 10);
  EXPECT_EQ(after.at("since"), "2025-10-30");
  EXPECT_EQ(after.at("assumed"), json({"since"}));
}

TEST_F(InForce, NothingIsKnownOfWhatNoArticleHasToldYet) {
  for (const char* day : {"2025-10-01", "2025-11-01", "2025-12-01"}) {
    const json early = answer(std::string("--known 2025-10-01 --on ") + day);
    EXPECT_TRUE(finding_on(early, "us-additional-100-tariff").is_null()) << day;
    EXPECT_TRUE(finding_on(early, "cn-rare-earth-controls-2025-10").is_null()) << day;
  }
  EXPECT_THAT(answer("--known 2025-01-01 --on 2025-11-01").at("findings"), IsEmpty());
}

TEST_F(InForce, FourMeasuresAreSuspendedForAYearAndEveryEndIsAssumed) {
  const json suspended = answer("--on 2026-03-01 --status suspended");
  EXPECT_EQ(measures_of(suspended), (std::set<std::string>{"us-reciprocal-tariff", "cn-rare-earth-controls-2025-10",
                                                           "us-301-maritime", "us-export-controls-2025"}));
  for (const auto& finding : suspended.at("findings")) {
    EXPECT_EQ(finding.at("since"), "2025-10-30") << finding;
    EXPECT_EQ(finding.at("until"), "2026-10-30") << finding;
    EXPECT_EQ(finding.at("assumed"), json({"since", "until"})) << finding;
    EXPECT_EQ(finding.at("certainty"), "possible") << finding;
    EXPECT_EQ(finding.at("sources").back(), "mna-apec-assertive-diplomacy") << finding;
  }
}

TEST_F(InForce, ThePhaseOnePurchasesEndedAfterTwoYears) {
  const json finding = finding_on(answer("--on 2022-01-31"), "cn-phase-one-purchases");
  EXPECT_EQ(finding.at("status"), "ended");
  EXPECT_EQ(finding_on(answer("--on 2021-12-31"), "cn-phase-one-purchases").at("status"), "in_force");
}

TEST_F(InForce, StatusAndKindNarrow) {
  const json all = answer("--on 2025-11-15");
  std::set<std::string> parts;
  for (const char* status : {"unknown", "proposed", "scheduled", "in_force", "suspended", "ended"}) {
    const json part = answer(std::string("--on 2025-11-15 --status ") + status);
    for (const auto& finding : part.at("findings")) EXPECT_EQ(finding.at("status"), status);
    parts.merge(measures_of(part));
  }
  EXPECT_EQ(parts, measures_of(all));
  EXPECT_THAT(answer("--on 2025-11-15 --status none").at("findings"), IsEmpty());

  for (const auto& finding : all.at("findings")) {
    EXPECT_EQ(finding.at("standing").is_null(), finding.at("status") != "proposed") << finding;
  }
  const json two = answer("--on 2025-11-15 --kind tariff --kind port_fee --status in_force --status suspended");
  for (const auto& finding : two.at("findings")) {
    EXPECT_TRUE(finding.at("kind") == "tariff" || finding.at("kind") == "port_fee") << finding;
  }
  EXPECT_FALSE(finding_on(two, "us-port-fees").is_null());
  EXPECT_FALSE(finding_on(two, "us-reciprocal-tariff").is_null());
}

TEST_F(InForce, PeopleReadTheSameByStatus) {
  write(folder_ / "small.json", small_dataset);
  EXPECT_EQ(run("in-force --on 2025-07-01 --known 2025-06-01 --dataset small.json").out,
            R"(What holds on 2025-07-01, as known on 2025-06-01

suspended (1)
  us-widget-tariff                   (12.5 %)        2025-07-01 until 2025-09-29  certain

scheduled (1)
  cn-widget-control                                  2025-06-01 until 2025-08-01  certain
)");
  const std::string text = run("in-force --on 2026-03-01").out;
  EXPECT_THAT(text, AllOf(HasSubstr("\nsuspended (4)\n"), HasSubstr("\nin force ("), Not(HasSubstr("\nnone"))));
  EXPECT_LT(text.find("\nin force ("), text.find("\nsuspended (4)\n"));
}

}  // namespace
}  // namespace truceline::testing
