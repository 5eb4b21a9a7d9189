// What changes, what comes next, who sees it differently, what was learned, and why.

#include <map>

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::fuzzy;
using oracle::measure;
using oracle::Says;
using oracle::told;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr Term one_month{.months = 1};

// "m": in force at 10 % in 2025, suspended in May, at 20 % from September. "n": in force from September.
Dataset a_year() {
  return told({Says(Said::Imposed, "a", "2024-12-20").from("2025-01-01").rate(10),
               Says(Said::Suspended, "b", "2025-04-20").from("2025-05-01").until("2025-06-01"),
               Says(Said::Raised, "c", "2025-08-20").from("2025-09-01").rate(20),
               Says(Said::Imposed, "d", "2025-08-01").on("n").from("2025-09-01").until("2026-01-01"),
               Says(Said::RateSet, "e", "2025-10-01").standing(Standing::Threatened).from("2025-11-01").rate(90)},
              {measure("n"), measure("m")});
}

std::vector<std::string> lines_of(const std::vector<Change>& changes) {
  std::vector<std::string> lines;
  for (const Change& change : changes) {
    lines.push_back(to_string(change.on) + " " + change.measure + " " + std::string(word(change.before.status)) + " " +
                    std::string(word(change.after.status)));
  }
  return lines;
}

// ---- changes --------------------------------------------------------------------------------------------------------

TEST(Changes, of_a_year) {
  EXPECT_THAT(
      lines_of(compiled(a_year()).hindsight().changes(period("2025-01-01/2026-02-01"))),
      ElementsAre("2025-01-01 m scheduled in_force", "2025-05-01 m in_force suspended",
                  "2025-06-01 m suspended in_force", "2025-08-01 n none scheduled", "2025-09-01 n scheduled in_force",
                  "2025-09-01 m in_force in_force", "2026-01-01 n in_force ended"));
}

TEST(Changes, a_period_is_half_open) {
  const View view = compiled(a_year()).hindsight();
  EXPECT_THAT(view.changes(period("2025-05-02/2025-06-01")), IsEmpty());
  EXPECT_THAT(view.changes(period("2025-05-01/2025-05-02")), SizeIs(1));
  EXPECT_THAT(view.changes(period("2025-04-30/2025-05-01")), IsEmpty());
}

TEST(Changes, tell_what_was_and_what_is) {
  const View view = compiled(a_year()).hindsight();
  const auto changes = view.changes(period("2025-09-01/2025-09-02"));
  ASSERT_THAT(changes, SizeIs(2));
  const Change& raised = changes[1];
  EXPECT_EQ(raised.measure, "m");
  EXPECT_EQ(raised.before, state_of(view, "m", "2025-08-31"));
  EXPECT_EQ(raised.after, state_of(view, "m", "2025-09-01"));
  EXPECT_EQ(raised.before.rate, Rate::percent(10));
  EXPECT_EQ(raised.after.rate, Rate::percent(20));
  EXPECT_FALSE(raised.assumed);
}

TEST(Changes, a_threat_is_no_change) {
  EXPECT_THAT(lines_of(compiled(a_year()).hindsight().changes(period("2025-10-01/2025-12-01"))), IsEmpty());
  for (const Change& change : articles().hindsight().changes(period("2025-01-01/2026-12-31"))) {
    EXPECT_NE(change.measure, "us-additional-100-tariff");
    EXPECT_NE(change.after.status, Status::Proposed);
  }
}

TEST(Changes, of_the_summit_are_assumed) {
  const auto changes = articles().hindsight().changes(period("2025-10-30/2025-10-31"));
  for (const char* const id :
       {"us-reciprocal-tariff", "us-fentanyl-tariff", "cn-rare-earth-controls-2025-10", "us-301-maritime"}) {
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const Change& c) { return c.measure == id; });
    ASSERT_NE(change, changes.end()) << id;
    EXPECT_TRUE(change->assumed) << id;
  }
}

TEST(Changes, are_where_state_changes) {
  const View view = articles().hindsight();
  const auto same = [](const Finding& a, const Finding& b) {
    return a.status == b.status && a.ending == b.ending && a.rate == b.rate && a.varying == b.varying &&
           a.suspended_rate == b.suspended_rate;
  };
  const Period span = period("2025-10-01/2026-12-01");
  std::vector<std::string> expected;
  for (const Date on : days("2025-10-01", "2026-11-30")) {
    for (const std::string& id : view.measures()) {
      const Finding before = *view.state(id, on - 1);
      const Finding after = *view.state(id, on);
      if (!same(before, after) && after.status != Status::Proposed) expected.push_back(to_string(on) + " " + id);
    }
  }
  std::vector<std::string> told_changes;
  for (const Change& change : view.changes(span)) told_changes.push_back(to_string(change.on) + " " + change.measure);
  EXPECT_EQ(told_changes, expected);
}

// ---- what comes next ------------------------------------------------------------------------------------------------

TEST(NextChange, is_all_that_changes_on_the_first_day_with_a_change) {
  const View view = compiled(a_year()).hindsight();
  EXPECT_THAT(lines_of(view.next_change(day("2025-01-01"))), ElementsAre("2025-05-01 m in_force suspended"));
  EXPECT_THAT(lines_of(view.next_change(day("2025-08-01"))),
              ElementsAre("2025-09-01 n scheduled in_force", "2025-09-01 m in_force in_force"));
  EXPECT_THAT(lines_of(view.next_change(day("2025-08-31"))), SizeIs(2));
  EXPECT_THAT(lines_of(view.next_change(day("2025-09-01"))), ElementsAre("2026-01-01 n in_force ended"));
  EXPECT_THAT(view.next_change(day("2026-01-01")), IsEmpty());
  EXPECT_THAT(view.next_change(Date::max()), IsEmpty());
}

TEST(NextChange, of_the_articles) {
  const auto next = articles().hindsight().next_change(day("2026-03-01"));
  EXPECT_THAT(measures_of(next), ElementsAre("us-reciprocal-tariff", "cn-rare-earth-controls-2025-10",
                                             "us-export-controls-2025", "us-301-maritime"));
  for (const Change& change : next) {
    EXPECT_EQ(change.on, day("2026-10-30"));
    EXPECT_EQ(change.before.status, Status::Suspended);
    EXPECT_EQ(change.after.status, Status::InForce);
  }
}

TEST(Expiring, ends_and_resumptions_within_a_term) {
  const View view = compiled(a_year()).hindsight();
  EXPECT_THAT(measures_of(view.expiring(day("2025-05-01"), one_month)), ElementsAre("m"));
  EXPECT_THAT(measures_of(view.expiring(day("2025-04-30"), Term{.days = 1})), ElementsAre("m"));
  EXPECT_THAT(view.expiring(day("2025-04-30"), Term{.days = 0}), IsEmpty());
  EXPECT_THAT(measures_of(view.expiring(day("2025-12-01"), one_month)), ElementsAre("n"));
  EXPECT_THAT(view.expiring(day("2025-11-30"), one_month), IsEmpty());  // until 30 December
  // What is scheduled does not expire.
  EXPECT_THAT(view.expiring(day("2025-08-15"), one_month), Not(Contains(testing::Field(&Finding::measure, "n"))));
}

TEST(Expiring, soonest_first) {
  const View view =
      compiled(told({Says(Said::Imposed, "a", "2025-01-01").on("late").from("2025-01-01").until("2025-03-20"),
                     Says(Said::Imposed, "b", "2025-01-01").on("soon").from("2025-01-01").until("2025-03-10"),
                     Says(Said::Imposed, "c", "2025-01-01").on("never").from("2025-01-01")},
                    {measure("late"), measure("soon"), measure("never")}))
          .hindsight();
  EXPECT_THAT(measures_of(view.expiring(day("2025-03-01"), one_month)), ElementsAre("soon", "late"));
  EXPECT_THAT(measures_of(view.expiring(day("2025-03-10"), one_month)), ElementsAre("late"));
}

TEST(Expiring, the_freezes_of_one_year) {
  EXPECT_THAT(measures_of(articles().hindsight().expiring(day("2026-10-01"), one_month)),
              ElementsAre("us-reciprocal-tariff", "cn-rare-earth-controls-2025-10", "us-export-controls-2025",
                          "us-301-maritime"));
  EXPECT_THAT(articles().hindsight().expiring(day("2026-03-01"), one_month), IsEmpty());
}

// ---- views compared -------------------------------------------------------------------------------------------------

TEST(Compare, a_view_with_itself) { EXPECT_THAT(compare(articles().hindsight(), articles().hindsight()), IsEmpty()); }

TEST(Compare, two_known_days) {
  const Timeline timeline = compiled(a_year());
  const auto differences = compare(timeline.as_known_on(day("2025-04-19")), timeline.as_known_on(day("2025-04-20")));
  ASSERT_THAT(differences, SizeIs(1));
  EXPECT_EQ(differences[0].measure, "m");
  EXPECT_EQ(to_string(differences[0].valid), "2025-05-01/2025-06-01");
  EXPECT_EQ(differences[0].left.status, Status::InForce);
  EXPECT_EQ(differences[0].right.status, Status::Suspended);
}

TEST(Compare, is_where_states_differ) {
  const View left = articles().as_known_on(day("2025-10-24"));
  const View right = articles().hindsight();
  const auto differences = compare(left, right);
  const auto covered = [&](const std::string& id, Date on) {
    return std::any_of(differences.begin(), differences.end(),
                       [&](const Difference& d) { return d.measure == id && d.valid.contains(on); });
  };
  for (const std::string& id : left.measures()) {
    for (const Date on : days("2025-10-20", "2025-12-10")) {
      const Finding l = *left.state(id, on);
      const Finding r = *right.state(id, on);
      const bool differ = l.status != r.status || l.ending != r.ending || l.standing != r.standing ||
                          l.certainty != r.certainty || l.rate != r.rate || l.varying != r.varying ||
                          l.suspended_rate != r.suspended_rate || l.may_be != r.may_be || l.voided != r.voided;
      ASSERT_EQ(covered(id, on), differ) << id << " on " << to_string(on);
    }
  }
}

TEST(Compare, a_measure_that_only_one_has_is_none_in_the_other) {
  Dataset fewer = a_year();
  std::erase_if(fewer.measures, [](const Measure& m) { return m.id == "n"; });
  std::erase_if(fewer.claims, [](const Claim& c) { return c.measure == "n"; });
  const View all = compiled(a_year()).hindsight();
  const View some = compiled(fewer).hindsight();
  for (const auto& differences : {compare(all, some), compare(some, all)}) {
    ASSERT_FALSE(differences.empty());
    for (const Difference& difference : differences) EXPECT_EQ(difference.measure, "n");
  }
  for (const Difference& difference : compare(all, some)) EXPECT_EQ(difference.right.status, Status::None);
  for (const Difference& difference : compare(some, all)) EXPECT_EQ(difference.left.status, Status::None);
}

// ---- learned --------------------------------------------------------------------------------------------------------

TEST(Learned, in_the_order_of_days) {
  const auto learned = compiled(a_year()).learned(period("2025-04-20/2025-10-01"));
  std::vector<std::string> claims;
  for (const Learned& each : learned) claims.push_back(each.claim);
  EXPECT_THAT(claims, ElementsAre("b", "d", "c"));
  EXPECT_EQ(learned.front().known, day("2025-04-20"));
  EXPECT_EQ(learned.front().measure, "m");
  EXPECT_FALSE(learned.front().assumed);
}

TEST(Learned, every_claim_of_the_articles_once) {
  const auto all = articles().learned(Period::since(Date::min()));
  EXPECT_EQ(all.size(), articles().dataset().claims.size());
  std::map<Date, int> by_day;
  for (const Learned& each : all) {
    ++by_day[each.known];
    EXPECT_EQ(each.assumed, each.known != day("2025-10-24") && each.known != day("2025-10-28")) << each.claim;
  }
  EXPECT_EQ(by_day, (std::map<Date, int>{{day("2025-06-05"), 26},
                                         {day("2025-10-24"), 57},
                                         {day("2025-10-28"), 33},
                                         {day("2025-11-05"), 15},
                                         {day("2025-11-25"), 47}}));
  EXPECT_THAT(articles().learned(period("2025-10-25/2025-10-28")), IsEmpty());
}

// ---- why ------------------------------------------------------------------------------------------------------------

TEST(Why, the_fentanyl_tariff_is_at_10) {
  const auto why = articles().hindsight().why("us-fentanyl-tariff", day("2026-03-01"));
  ASSERT_TRUE(why);
  EXPECT_EQ(why->finding, state_of(articles().hindsight(), "us-fentanyl-tariff", "2026-03-01"));
  const auto lowered =
      std::find_if(why->steps.begin(), why->steps.end(), [](const Step& step) { return step.rule == 13; });
  ASSERT_NE(lowered, why->steps.end());
  EXPECT_THAT(lowered->text, HasSubstr("10 %"));
  EXPECT_THAT(lowered->text, HasSubstr("2025-10-30"));
  EXPECT_THAT(lowered->text, HasSubstr("assumed"));
  EXPECT_THAT(lowered->claims, UnorderedElementsAre("mna-apec-assertive-diplomacy:2:us-fentanyl-tariff",
                                                    "mna-apec-assertive-diplomacy:32:us-fentanyl-tariff"));
  EXPECT_TRUE(std::any_of(why->steps.begin(), why->steps.end(), [](const Step& step) { return step.rule == 7; }));
  EXPECT_TRUE(std::any_of(why->steps.begin(), why->steps.end(), [](const Step& step) { return step.rule == 3; }));
  // What an outcome supposes is a proposal, and bears on nothing.
  EXPECT_THAT(why->finding.because, Not(Contains("hk01-escalation-dominance:25:us-fentanyl-tariff")));
  EXPECT_THAT(why->finding.proposals, Contains("hk01-escalation-dominance:25:us-fentanyl-tariff"));
}

TEST(Why, what_comes_later_does_not_bear_on_a_day) {
  const auto why = articles().hindsight().why("us-fentanyl-tariff", day("2025-10-25"));
  ASSERT_TRUE(why);
  EXPECT_THAT(why->finding.because, ElementsAre("hk01-escalation-dominance:25:us-fentanyl-tariff:2"));
  EXPECT_THAT(why->others, Contains("mna-apec-assertive-diplomacy:2:us-fentanyl-tariff"));
  EXPECT_FALSE(articles().hindsight().why("no-such-measure", day("2025-10-25")));
}

TEST(Why, a_threat_is_only_a_threat) {
  const auto why = articles().hindsight().why("us-additional-100-tariff", day("2025-11-01"));
  ASSERT_TRUE(why);
  ASSERT_FALSE(why->steps.empty());
  EXPECT_TRUE(std::any_of(why->steps.begin(), why->steps.end(), [](const Step& step) { return step.rule == 8; }));
  EXPECT_THAT(why->steps.front().text, HasSubstr("threatened"));
}

TEST(Why, steps_come_in_the_order_of_time) {
  const auto why = compiled(a_year()).hindsight().why("m", day("2025-10-10"));
  ASSERT_TRUE(why);
  std::vector<std::string> claims;
  for (const Step& step : why->steps) claims.insert(claims.end(), step.claims.begin(), step.claims.end());
  EXPECT_LT(std::find(claims.begin(), claims.end(), "a"), std::find(claims.begin(), claims.end(), "c"));
  EXPECT_THAT(claims, Contains("c"));
  EXPECT_THAT(why->others, Contains("b"));  // over since June
}

TEST(Why, every_known_claim_bears_on_the_day_or_is_another) {
  for (const char* const by : {"2025-06-05", "2025-10-24", "2025-11-25"}) {
    const View view = articles().as_known_on(day(by));
    std::map<std::string, std::vector<std::string>> known;
    for (const Learned& learned : articles().learned(*Period::make(Date::min(), day(by) + 1)))
      known[learned.measure].push_back(learned.claim);
    for (const std::string& id : view.measures()) {
      for (const char* const on : {"2025-06-01", "2025-10-30", "2026-03-01"}) {
        const auto why = view.why(id, day(on));
        ASSERT_TRUE(why);
        auto told_claims = why->finding.because;
        for (const std::string& claim : why->finding.proposals) {
          if (!has(told_claims, claim)) told_claims.push_back(claim);
        }
        for (const std::string& claim : why->others) {
          EXPECT_FALSE(has(told_claims, claim)) << claim << " on " << on;
          told_claims.push_back(claim);
        }
        EXPECT_THAT(told_claims, testing::UnorderedElementsAreArray(known[id]))
            << id << " on " << on << " known " << by;
      }
    }
  }
}

TEST(Why, steps_rest_on_what_the_finding_rests_on) {
  const View view = articles().hindsight();
  for (const std::string& id : view.measures()) {
    const auto why = view.why(id, day("2025-12-15"));
    ASSERT_TRUE(why);
    EXPECT_FALSE(why->steps.empty()) << id;
    std::vector<std::string> claims;
    for (const Step& step : why->steps) {
      EXPECT_GE(step.rule, 1) << id;
      EXPECT_LE(step.rule, 25) << id;
      EXPECT_FALSE(step.text.empty()) << id;
      claims.insert(claims.end(), step.claims.begin(), step.claims.end());
    }
    for (const std::string& claim : why->finding.because) EXPECT_THAT(claims, Contains(claim)) << id;
  }
}

}  // namespace
}  // namespace truceline
