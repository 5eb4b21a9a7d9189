// The rules by example, asked of the library. The cases are the oracle's (tests/oracle/cases.cpp), rule by rule.

#include <gtest/gtest.h>

#include <truceline/timeline/timeline.hpp>

#include "oracle/build.hpp"
#include "oracle/cases.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::Ask;
using oracle::Belief;
using oracle::Case;
using oracle::day;
using oracle::measure;
using oracle::meeting;
using oracle::Refusal;
using oracle::Says;
using oracle::told;

View view_of(const Timeline& timeline, const Ask& ask) {
  return ask.known ? timeline.as_known_on(*ask.known, ask.knowledge) : timeline.hindsight();
}

// Every case of the rule holds, and what it refuses is refused.
void rule_holds(int rule) {
  int asked = 0;
  for (const Case& each : oracle::cases()) {
    if (each.rule != rule) continue;
    SCOPED_TRACE(each.name);
    const Result<Timeline> timeline = Timeline::compile(each.dataset);
    ASSERT_TRUE(timeline.ok()) << message_of(timeline.status());
    for (const Ask& ask : each.asks) {
      const std::optional<Finding> finding = view_of(*timeline, ask).state(ask.measure, ask.day);
      ASSERT_TRUE(finding);
      Belief expected = ask.expected;
      expected.projected = ask.projected.value_or(false);
      EXPECT_EQ(to_string(oracle::comparable(oracle::belief_of(*finding), ask)), to_string(expected))
          << ask.measure << " on " << to_string(ask.day) << " as known on "
          << (ask.known ? to_string(*ask.known) : "any");
      ++asked;
    }
  }
  EXPECT_GT(asked, 0);
  for (const Refusal& refused : oracle::refusals()) {
    if (refused.rule != rule) continue;
    EXPECT_FALSE(Timeline::compile(refused.dataset).ok()) << refused.name;
  }
}

Finding finding_of(const Dataset& dataset, const std::string& on, const std::string& id = "m") {
  return *compiled(dataset).hindsight().state(id, day(on));
}

const Says imposed_at_34 = Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(34);

TEST(Rules, rule_01_days) { rule_holds(1); }

TEST(Rules, rule_01_to_the_minute) {
  const Timeline timeline =
      compiled(told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").at(0, 1).rate(10)}));
  const View view = timeline.hindsight();
  // Midnight in New York is 04:00 UTC in April.
  EXPECT_EQ(view.at("m", *parse_instant("2025-04-05T04:00Z"))->status, Status::Scheduled);
  EXPECT_EQ(view.at("m", *parse_instant("2025-04-05T04:01Z"))->status, Status::InForce);
}

TEST(Rules, rule_01_times_of_another_zone) {
  Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").at(8, 0).rate(10)});
  dataset.claims.front().action.zone = *Zone::from_name("Asia/Shanghai");
  // 08:00 in Shanghai is 20:00 of the day before in New York.
  EXPECT_EQ(finding_of(dataset, "2025-04-03").status, Status::Scheduled);
  EXPECT_EQ(finding_of(dataset, "2025-04-04").status, Status::InForce);
}

TEST(Rules, rule_02_known) { rule_holds(2); }
TEST(Rules, rule_03_projected) { rule_holds(3); }

TEST(Rules, rule_04_ends) { rule_holds(4); }
TEST(Rules, rule_04_date_and_term_that_disagree) {
  const auto conflicts =
      compiled(told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").until("2025-04-20").term("P10D")}))
          .hindsight()
          .conflicts();
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts.front().rule, 4);
  EXPECT_TRUE(
      compiled(told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").until("2025-04-15").term("P10D")}))
          .hindsight()
          .conflicts()
          .empty());
}

TEST(Rules, rule_05_terms) { rule_holds(5); }

TEST(Rules, rule_06_imprecise_dates) { rule_holds(6); }
TEST(Rules, rule_06_since_and_until_span_the_readings) {
  const Finding finding = finding_of(
      told({Says(Said::Imposed, "a", "2025-03-01").announced().from("2025-04").until("2025-09-01")}), "2025-05-10");
  EXPECT_EQ(to_string(finding.since), "2025-04");
  ASSERT_TRUE(finding.until);
  EXPECT_EQ(to_string(*finding.until), "2025-09-01");
}

TEST(Rules, rule_07_unstated_starts) { rule_holds(7); }

TEST(Rules, rule_08_before_and_between) { rule_holds(8); }
TEST(Rules, rule_08_proposals_are_listed) {
  const Says threat =
      Says(Said::RateSet, "b", "2025-04-01").standing(Standing::Threatened).from("2025-04-10").rate(100);
  const Finding finding = finding_of(told({imposed_at_34, threat}), "2025-04-20");
  EXPECT_EQ(finding.proposals, std::vector<std::string>{"b"});
}

TEST(Rules, rule_09_lives) { rule_holds(9); }
TEST(Rules, rule_09_without_effect_is_a_conflict) {
  const Says ending = Says(Said::Revoked, "b", "2025-02-01").from("2025-02-01");
  const Says late = Says(Said::RateSet, "c", "2025-03-01").from("2025-03-01").rate(20);
  EXPECT_FALSE(compiled(told({imposed_at_34, ending, late})).hindsight().conflicts().empty());
  EXPECT_TRUE(compiled(told({imposed_at_34, ending})).hindsight().conflicts().empty());
}

TEST(Rules, rule_10_implied_lives) { rule_holds(10); }

TEST(Rules, rule_11_withdrawn) { rule_holds(11); }
TEST(Rules, rule_11_withdrawn_too_late_is_a_conflict) {
  EXPECT_FALSE(
      compiled(told({imposed_at_34, Says(Said::Withdrawn, "b", "2025-03-20")})).hindsight().conflicts().empty());
}

TEST(Rules, rule_12_retroactive) { rule_holds(12); }

TEST(Rules, rule_13_rates) { rule_holds(13); }
TEST(Rules, rule_13_a_previous_rate_that_was_another_is_a_conflict) {
  const auto change = [](int previous) {
    return Says(Said::RateSet, "b", "2025-02-01").from("2025-02-01").rate(84).previous(previous);
  };
  EXPECT_FALSE(compiled(told({imposed_at_34, change(20)})).hindsight().conflicts().empty());
  EXPECT_TRUE(compiled(told({imposed_at_34, change(34)})).hindsight().conflicts().empty());
}
TEST(Rules, rule_13_below_zero_is_a_conflict) {
  EXPECT_FALSE(compiled(told({imposed_at_34, Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").portion(40)}))
                   .hindsight()
                   .conflicts()
                   .empty());
}

TEST(Rules, rule_14_suspensions) { rule_holds(14); }
TEST(Rules, rule_15_suspended_and_scheduled) { rule_holds(15); }
TEST(Rules, rule_16_postponed_changes) { rule_holds(16); }

TEST(Rules, rule_17_extended) { rule_holds(17); }
TEST(Rules, rule_17_a_shorter_end_is_a_conflict) {
  const Says pause = Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").until("2025-05-01");
  const auto extended = [](const std::string& until) {
    return Says(Said::Extended, "c", "2025-04-20").from("2025-04-25").until(until).of("b");
  };
  EXPECT_FALSE(compiled(told({imposed_at_34, pause, extended("2025-04-28")})).hindsight().conflicts().empty());
  EXPECT_TRUE(compiled(told({imposed_at_34, pause, extended("2025-05-28")})).hindsight().conflicts().empty());
}
TEST(Rules, rule_17_to_the_minute) {
  const Says pause = Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").until("2025-05-01").until_at(0, 1);
  const Says longer = Says(Said::Extended, "c", "2025-04-20").from("2025-05-01").of("b").term("P1M");
  const View view = compiled(told({imposed_at_34, pause, longer})).hindsight();
  EXPECT_EQ(view.at("m", *parse_instant("2025-06-01T04:00Z"))->status, Status::Suspended);
  EXPECT_EQ(view.at("m", *parse_instant("2025-06-01T04:01Z"))->status, Status::InForce);
  EXPECT_EQ(view.at("m", *parse_instant("2025-05-01T04:00Z"))->status, Status::Suspended);
}

TEST(Rules, rule_18_resumed) { rule_holds(18); }
TEST(Rules, rule_19_struck_down) { rule_holds(19); }
TEST(Rules, rule_20_parts) { rule_holds(20); }

TEST(Rules, rule_21_scopes) { rule_holds(21); }

TEST(Rules, rule_22_sides) { rule_holds(22); }
TEST(Rules, rule_22_agreements_and_meetings_may_have_several_imposers) {
  EXPECT_TRUE(Timeline::compile(told({Says(Said::Held, "a", "2025-03-01").from("2025-03-01")}, {meeting("m")})).ok());
}

TEST(Rules, rule_23_grouping) { rule_holds(23); }
TEST(Rules, rule_23_losers_stay_visible) {
  const Says other = Says(Said::Imposed, "b", "2025-01-02").from("2025-01-01").rate(12);
  const auto conflicts = compiled(told({imposed_at_34, other})).hindsight().conflicts();
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts.front().field, "rate");
  EXPECT_EQ(conflicts.front().sides.size(), 2U);
}
TEST(Rules, rule_23_a_later_act_is_no_conflict) {
  const auto act = [](const std::string& id, const std::string& known, int rate) {
    return Says(Said::Imposed, id, known).act().from("2025-01-01").rate(rate);
  };
  EXPECT_TRUE(compiled(told({act("a", "2025-01-01", 10), act("b", "2025-01-05", 12)})).hindsight().conflicts().empty());
}

TEST(Rules, rule_24_corrections_and_aliases) { rule_holds(24); }

TEST(Rules, rule_25_scenarios) { rule_holds(25); }
TEST(Rules, rule_25_a_scenario_holds_at_every_known_day_and_leaves_the_base) {
  Dataset dataset = told({imposed_at_34, Says(Said::Revoked, "b", "2025-02-01").from("2025-02-10").scenario("lapse")});
  dataset.scenarios.push_back({"lapse", "lapse", "", {}, ""});
  const Timeline base = compiled(dataset);
  const Result<Timeline> applied = base.apply("lapse");
  ASSERT_TRUE(applied.ok()) << message_of(applied.status());
  EXPECT_EQ(applied->as_known_on(day("2025-01-15")).state("m", day("2025-02-10"))->status, Status::Ended);
  EXPECT_EQ(applied->hindsight().state("m", day("2025-02-09"))->status, Status::InForce);
  EXPECT_EQ(base.hindsight().state("m", day("2025-02-10"))->status, Status::InForce);
}
TEST(Rules, rule_25_ignoring_a_claim_ignores_its_whole_action) {
  Dataset dataset = told({imposed_at_34, Says(Said::Revoked, "b", "2025-02-01").from("2025-02-10"),
                          Says(Said::Revoked, "c", "2025-02-03").from("2025-02-10")});
  dataset.scenarios.push_back({"stays", "stays", "", {"b"}, ""});
  const Result<Timeline> applied = compiled(dataset).apply("stays");
  ASSERT_TRUE(applied.ok()) << message_of(applied.status());
  EXPECT_EQ(applied->hindsight().state("m", day("2025-02-10"))->status, Status::InForce);
}
TEST(Rules, rule_25_no_such_scenario) { EXPECT_FALSE(compiled(told({imposed_at_34})).apply("lapse").ok()); }
TEST(Rules, rule_25_segments_are_maximal_runs) {
  const auto history = compiled(told({imposed_at_34, Says(Said::Revoked, "b", "2025-01-20").from("2025-02-10")}))
                           .hindsight()
                           .history("m");
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].answer.status, Status::None);
  EXPECT_EQ(history[1].answer.status, Status::InForce);
  EXPECT_EQ(history[1].valid, *Period::make(day("2025-01-01"), day("2025-02-10")));
  EXPECT_EQ(history[2].answer.status, Status::Ended);
}

}  // namespace
}  // namespace truceline
