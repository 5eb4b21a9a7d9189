// What comes, what was believed, and what would be: countdown, as_known and what_if.

#include "examples/program.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Answers : public Programs {
 protected:
  void SetUp() override {
    Programs::SetUp();
    write(folder_ / "small.json", small_dataset);
    write(folder_ / "rise.json", small_scenario);
  }
  json answer(const std::string& command) {
    const Outcome result = run(command + " --json");
    EXPECT_EQ(result.exit, 0) << command << result.err;
    return result.json();
  }
};

class Countdown : public Answers {};
class AsKnown : public Answers {};
class WhatIf : public Answers {};

std::vector<std::string> events_of(const json& answer) {
  std::vector<std::string> events;
  for (const auto& change : answer.at("changes")) {
    events.push_back(change.at("on").get<std::string>() + " " + change.at("measure").get<std::string>() + " " +
                     change.at("event").get<std::string>());
  }
  return events;
}

TEST_F(Countdown, TellsInOrderWhatIsToCome) {
  const json all = answer("countdown --from 2025-06-15 --dataset small.json");
  EXPECT_EQ(all.at("from"), "2025-06-15");
  EXPECT_EQ(all.at("within"), "P1Y");
  EXPECT_EQ(all.at("known"), nullptr);
  EXPECT_THAT(events_of(all),
              ElementsAre("2025-07-01 us-widget-tariff is_suspended", "2025-08-01 cn-widget-control starts",
                          "2025-09-29 us-widget-tariff resumes", "2025-12-01 cn-widget-control expires"));
  EXPECT_EQ(all.at("changes").at(2),
            json::parse(R"({"on": "2025-09-29", "in_days": 106, "event": "resumes", "measure": "us-widget-tariff",
    "kind": "tariff", "before": {"status": "suspended", "rate_percent": 0},
    "after": {"status": "in_force", "rate_percent": 12.5}, "certainty": "certain", "assumed": false, "sources": ["notice", "news"]})"));
}

TEST_F(Countdown, TheDayItselfIsPastAndTheLastDayCounts) {
  EXPECT_THAT(events_of(answer("countdown --from 2025-07-01 --within P31D --dataset small.json")),
              ElementsAre("2025-08-01 cn-widget-control starts"));
  EXPECT_THAT(events_of(answer("countdown --from 2025-07-01 --within P30D --dataset small.json")), IsEmpty());
  EXPECT_THAT(events_of(answer("countdown --from 2025-07-01 --within P0D --dataset small.json")), IsEmpty());
  EXPECT_THAT(run("countdown --from 2025-07-01 --within P0D --dataset small.json").out, HasSubstr("nothing"));
}

TEST_F(Countdown, WhatIsNotKnownYetIsNotToCome) {
  EXPECT_THAT(events_of(answer("countdown --from 2025-05-01 --known 2025-05-01 --dataset small.json")), IsEmpty());
}

TEST_F(Countdown, TheArticlesFreezesEndInAYear) {
  const json year = answer("countdown --from 2025-11-15");
  std::set<std::string> resuming;
  for (const auto& change : year.at("changes")) {
    if (change.at("on") != "2026-10-30") continue;
    EXPECT_EQ(change.at("in_days"), 349);
    EXPECT_EQ(change.at("assumed"), true) << change;
    if (change.at("event") == "resumes") resuming.insert(change.at("measure"));
  }
  EXPECT_EQ(resuming, (std::set<std::string>{"us-reciprocal-tariff", "cn-rare-earth-controls-2025-10",
                                             "us-301-maritime", "us-export-controls-2025"}));
}

TEST_F(Countdown, PeopleReadTheSame) {
  EXPECT_EQ(run("countdown --from 2025-06-15 --dataset small.json").out,
            R"(What comes within P1Y from 2025-06-15, in hindsight

  2025-07-01  in 16 days   us-widget-tariff                   is suspended  of 12.5 %
  2025-08-01  in 47 days   cn-widget-control                  starts
  2025-09-29  in 106 days  us-widget-tariff                   resumes       at 12.5 %
  2025-12-01  in 169 days  cn-widget-control                  expires
)");
}

json measure_in(const json& answer, const std::string& measure) {
  for (const auto& belief : answer.at("measures")) {
    if (belief.at("measure") == measure) return belief;
  }
  return nullptr;
}

TEST_F(AsKnown, TellsWhatWasBelievedAsMoreBecameKnown) {
  const json belief =
      answer("as-known --on 2025-07-15 --known 2025-01-01 --known 2025-03-01 --known hindsight --dataset small.json");
  EXPECT_EQ(belief.at("known"), json::parse(R"(["2025-01-01", "2025-03-01", null])"));
  const json tariff = measure_in(belief, "us-widget-tariff");
  EXPECT_EQ(tariff.at("changed"), true);
  EXPECT_EQ(tariff.at("answers").at(0).at("status"), "none");
  EXPECT_EQ(tariff.at("answers").at(1).at("status"), "in_force");
  EXPECT_EQ(tariff.at("answers").at(1).at("rate_percent"), 12.5);
  EXPECT_EQ(tariff.at("answers").at(2),
            json::parse(R"({"known": null, "status": "suspended", "ending": null, "standing": null,
    "certainty": "certain", "may_be": ["suspended"], "rate_percent": 0, "suspended_percent": 12.5,
    "since": "2025-07-01", "until": "2025-09-29", "assumed": []})"));
}

TEST_F(AsKnown, LeavesOutWhatStayedTheSameUnlessAskedForAll) {
  const std::string command = "as-known --on 2025-03-15 --known 2025-02-01 --known 2025-05-01 --dataset small.json";
  EXPECT_THAT(answer(command).at("measures"), IsEmpty());
  EXPECT_THAT(run(command).out, HasSubstr("stayed the same"));
  const json all = answer(command + " --all");
  EXPECT_EQ(all.at("measures").size(), 2U);
  EXPECT_EQ(measure_in(all, "us-widget-tariff").at("changed"), false);
}

TEST_F(AsKnown, OneDayAloneIsComparedWithHindsight) {
  EXPECT_EQ(answer("as-known --on 2025-07-15 --known 2025-03-01 --dataset small.json"),
            answer("as-known --on 2025-07-15 --known 2025-03-01 --known hindsight --dataset small.json"));
}

TEST_F(AsKnown, TheRareEarthControlsWereExpectedAndThenSuspended) {
  const json belief = answer("as-known --on 2025-12-15 --known 2025-10-01 --known 2025-10-24 --known 2025-11-25");
  const json controls = measure_in(belief, "cn-rare-earth-controls-2025-10");
  std::vector<std::string> statuses;
  for (const auto& view : controls.at("answers")) statuses.push_back(view.at("status"));
  EXPECT_THAT(statuses, ElementsAre("none", "in_force", "suspended"));
}

TEST_F(AsKnown, PeopleReadTheSame) {
  EXPECT_EQ(
      run("as-known --on 2025-07-15 --known 2025-01-01 --known 2025-03-01 --known hindsight --dataset small.json").out,
      R"(What was believed about 2025-07-15

us-widget-tariff
    as known on 2025-01-01  nothing known
    as known on 2025-03-01  in force at 12.5 %       2025-02-01 on                certain
    in hindsight            suspended (12.5 %)       2025-07-01 until 2025-09-29  certain

cn-widget-control
    as known on 2025-01-01  nothing known
    as known on 2025-03-01  nothing known
    in hindsight            scheduled                2025-06-01 until 2025-08-01  certain
)");
}

TEST_F(WhatIf, AFileHoldsAScenarioForTheDatasetsLoaded) {
  const json answered = answer("what-if rise.json --dataset small.json");
  EXPECT_EQ(answered.at("scenario"), "rise");
  EXPECT_EQ(answered.at("title"), "The tariff rises");
  ASSERT_EQ(answered.at("differences").size(), 1U);
  const json difference = answered.at("differences").at(0);
  EXPECT_EQ(difference.at("measure"), "us-widget-tariff");
  EXPECT_EQ(difference.at("from"), "2025-10-15");
  EXPECT_EQ(difference.at("until"), nullptr);
  EXPECT_EQ(difference.at("without").at("rate_percent"), 12.5);
  EXPECT_EQ(difference.at("with").at("rate_percent"), 50);
}

TEST_F(WhatIf, AScenarioOfTheDatasetsGoesByItsName) {
  EXPECT_EQ(answer("what-if rise --dataset small.json --dataset rise.json"),
            answer("what-if rise.json --dataset small.json"));
}

TEST_F(WhatIf, AFileWithoutOneScenarioIsRefused) {
  const Outcome result = run("what-if small.json");
  EXPECT_EQ(result.exit, 1);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("small.json holds 0 scenarios"));
}

json difference_on(const json& answered, const std::string& measure, const std::string& day) {
  for (const auto& difference : answered.at("differences")) {
    if (difference.at("measure") == measure && (difference.at("from").is_null() || difference.at("from") <= day) &&
        (difference.at("until").is_null() || difference.at("until") > day)) {
      return difference;
    }
  }
  return nullptr;
}

TEST_F(WhatIf, TheThreeOutcomesOfTheMeetingDiffer) {
  const json concedes = answer("what-if trump-concedes --known 2025-10-24");
  const json threat = difference_on(concedes, "us-additional-100-tariff", "2025-11-15");
  EXPECT_EQ(threat.at("without").at("status"), "proposed");
  EXPECT_EQ(threat.at("with").at("status"), "ended");
  EXPECT_EQ(threat.at("with").at("ending"), "withdrawn");
  // They begin on their day with and without it.
  EXPECT_TRUE(difference_on(concedes, "cn-rare-earth-controls-2025-10", "2025-12-15").is_null());

  const json ease = answer("what-if both-ease --known 2025-10-24");
  EXPECT_EQ(difference_on(ease, "cn-rare-earth-controls-2025-10", "2025-12-15").at("with").at("status"), "suspended");

  const json escalation = answer("what-if full-escalation --known 2025-10-24");
  const json tariff = difference_on(escalation, "us-additional-100-tariff", "2025-11-15");
  EXPECT_EQ(tariff.at("with").at("status"), "in_force");
  EXPECT_EQ(tariff.at("with").at("rate_percent"), 100);
  EXPECT_EQ(tariff.at("with").at("since"), "2025-11-01");
}

TEST_F(WhatIf, InHindsightAnOutcomeUndoesWhatTheMeetingBrought) {
  const json escalation = answer("what-if full-escalation");
  const json fentanyl = difference_on(escalation, "us-fentanyl-tariff", "2025-12-15");
  EXPECT_EQ(fentanyl.at("without").at("rate_percent"), 10);
  EXPECT_EQ(fentanyl.at("with").at("rate_percent"), 20);
}

TEST_F(WhatIf, PeopleReadTheSame) {
  EXPECT_EQ(run("what-if rise.json --dataset small.json").out, R"(What if: The tariff rises (rise), in hindsight

                                 without                          with
us-widget-tariff
    2025-10-15 on                in force at 12.5 %               in force at 50 %
)");
}

}  // namespace
}  // namespace truceline::testing
