// What the five articles say, asked of the library: answers that a reader of the articles would give.

#include <map>

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::fuzzy;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// Of 24 October 2025: the day of the article that tells of threat and controls.
View october() { return articles().as_known_on(day("2025-10-24")); }

TEST(Articles, a_threat_stays_a_threat) {
  for (const char* const on : {"2025-10-24", "2025-11-01", "2025-11-02", "2026-03-01", "2035-01-01"}) {
    const Finding finding = state_of(october(), "us-additional-100-tariff", on);
    EXPECT_EQ(finding.status, Status::Proposed) << on;
    EXPECT_EQ(finding.standing, Standing::Threatened) << on;
    EXPECT_FALSE(finding.rate) << on;
  }
  EXPECT_EQ(state_of(articles().hindsight(), "us-additional-100-tariff", "2026-03-01").status, Status::Proposed);
}

TEST(Articles, announced_controls_start_on_their_day) {
  const Finding before = state_of(october(), "cn-rare-earth-controls-2025-10", "2025-11-30");
  EXPECT_EQ(before.status, Status::Scheduled);
  EXPECT_TRUE(before.projected);
  ASSERT_TRUE(before.next);
  EXPECT_EQ(before.next->on, fuzzy("2025-12-01"));
  EXPECT_EQ(before.next->status, Status::InForce);
  const Finding after = state_of(october(), "cn-rare-earth-controls-2025-10", "2025-12-01");
  EXPECT_EQ(after.status, Status::InForce);
  EXPECT_TRUE(after.projected);
  EXPECT_EQ(after.since, fuzzy("2025-12-01"));
}

TEST(Articles, the_fentanyl_tariff_stood_at_20_before_the_summit) {
  const Finding finding = state_of(october(), "us-fentanyl-tariff", "2025-10-24");
  EXPECT_EQ(finding.status, Status::InForce);
  EXPECT_EQ(finding.rate, Rate::percent(20));
  EXPECT_FALSE(finding.projected);
  EXPECT_THAT(finding.assumed, Contains(Assumed::Since));  // that it is in force is told, since when is not
  EXPECT_THAT(finding.sources, ElementsAre("hk01-escalation-dominance"));
}

TEST(Articles, nothing_is_known_before_it_is_told) {
  const View before = articles().as_known_on(day("2025-10-01"));
  for (const char* const id : {"us-additional-100-tariff", "cn-rare-earth-controls-2025-10", "us-fentanyl-tariff"}) {
    for (const char* const on : {"2025-10-01", "2025-12-01", "2026-03-01"})
      EXPECT_EQ(state_of(before, id, on).status, Status::None) << id << on;
  }
  // The article of June was known by then.
  EXPECT_EQ(state_of(before, "us-baseline-tariff", "2025-10-01").rate, Rate::percent(10));
  EXPECT_THAT(articles().as_known_on(day("2025-06-04")).in_force(day("2025-06-04")), IsEmpty());
}

TEST(Articles, the_fentanyl_tariff_is_at_10_after_the_summit) {
  const View view = articles().hindsight();
  const Finding after = state_of(view, "us-fentanyl-tariff", "2026-03-01");
  EXPECT_EQ(after.status, Status::InForce);
  EXPECT_EQ(after.rate, Rate::percent(10));
  EXPECT_EQ(after.since, fuzzy("2025-10-30"));  // the meeting's day, which no article gives to the cut
  EXPECT_THAT(after.assumed, ElementsAre(Assumed::Since));
  EXPECT_EQ(after.certainty, Certainty::Possible);
  EXPECT_FALSE(after.until);
  EXPECT_EQ(state_of(view, "us-fentanyl-tariff", "2025-10-29").rate, Rate::percent(20));
  EXPECT_EQ(state_of(view, "us-fentanyl-tariff", "2025-10-30").rate, Rate::percent(10));
}

TEST(Articles, four_freezes_of_one_year) {
  const View view = articles().hindsight();
  for (const char* const on : {"2025-10-30", "2026-03-01", "2026-10-29"}) {
    EXPECT_THAT(measures_of(view.find({.on = day(on), .status = {Status::Suspended}})),
                ElementsAre("us-reciprocal-tariff", "cn-rare-earth-controls-2025-10", "us-export-controls-2025",
                            "us-301-maritime"))
        << on;
  }
  for (const Finding& finding : view.find({.on = day("2026-03-01"), .status = {Status::Suspended}})) {
    SCOPED_TRACE(finding.measure);
    EXPECT_EQ(finding.since, fuzzy("2025-10-30"));
    ASSERT_TRUE(finding.until);
    EXPECT_EQ(*finding.until, fuzzy("2026-10-30"));
    EXPECT_THAT(finding.assumed, ElementsAre(Assumed::Since, Assumed::Until));
    EXPECT_EQ(finding.certainty, Certainty::Possible);
    EXPECT_THAT(finding.sources, Contains("mna-apec-assertive-diplomacy"));
  }
  EXPECT_THAT(view.find({.on = day("2025-10-29"), .status = {Status::Suspended}}), IsEmpty());
  EXPECT_THAT(view.find({.on = day("2026-10-30"), .status = {Status::Suspended}}), IsEmpty());
}

TEST(Articles, a_frozen_portion_of_an_unstated_rate) {
  const Finding frozen = state_of(articles().hindsight(), "us-reciprocal-tariff", "2026-03-01");
  EXPECT_EQ(frozen.suspended_rate, Rate::percent(24));
  EXPECT_FALSE(frozen.rate);
  const Finding before = state_of(articles().hindsight(), "us-reciprocal-tariff", "2025-10-29");
  EXPECT_EQ(before.status, Status::Unknown);  // it must have stood, but no article says since when
}

TEST(Articles, two_years_of_purchases_ended_in_january_2022) {
  const View view = articles().hindsight();
  EXPECT_EQ(state_of(view, "cn-phase-one-purchases", "2021-12-31").status, Status::InForce);
  const Finding between = state_of(view, "cn-phase-one-purchases", "2022-01-30");
  EXPECT_EQ(between.status, Status::Ended);
  EXPECT_THAT(between.may_be, ElementsAre(Status::InForce, Status::Ended));
  const Finding after = state_of(view, "cn-phase-one-purchases", "2022-01-31");
  EXPECT_EQ(after.status, Status::Ended);
  EXPECT_EQ(after.ending, Ending::Expired);
  EXPECT_THAT(after.may_be, ElementsAre(Status::Ended));
}

TEST(Articles, the_meeting_is_held_on_one_day) {
  const View view = articles().hindsight();
  EXPECT_EQ(state_of(view, "xi-trump-apec-2025", "2025-10-29").status, Status::Scheduled);
  EXPECT_EQ(state_of(view, "xi-trump-apec-2025", "2025-10-30").status, Status::InForce);
  EXPECT_EQ(state_of(view, "xi-trump-apec-2025", "2025-10-31").ending, Ending::Held);
}

TEST(Articles, an_alias_of_two_sides_is_no_single_measure) {
  const View view = articles().hindsight();
  EXPECT_FALSE(view.state("mutual-tariff-cut-2025", day("2025-11-01")));
  EXPECT_TRUE(view.state("us-mutual-tariff-cut-2025", day("2025-11-01")));
  EXPECT_TRUE(view.state("cn-mutual-tariff-cut-2025", day("2025-11-01")));
}

// ---- no look-ahead --------------------------------------------------------------------------------------------------

Date known_day(const Dataset& dataset, const Claim& claim) {
  const auto source = std::find_if(dataset.sources.begin(), dataset.sources.end(),
                                   [&](const Source& s) { return s.id == claim.source; });
  return *known_of(*source).latest();
}

TEST(Articles, no_answer_rests_on_what_is_known_later) {
  const Dataset& dataset = articles().dataset();
  std::map<std::string, Date> known;
  for (const Claim& claim : dataset.claims) known[claim.id] = known_day(dataset, claim);
  for (const Date by : days("2025-05-01", "2025-12-31")) {
    const View view = articles().as_known_on(by);
    for (const Segment& segment : view.segments()) {
      for (const std::string& claim : segment.answer.because)
        ASSERT_LE(known.at(claim), by) << claim << " in " << to_string(segment);
      for (const std::string& claim : segment.answer.proposals)
        ASSERT_LE(known.at(claim), by) << claim << " in " << to_string(segment);
      ASSERT_TRUE(segment.known.contains(by)) << to_string(segment);
    }
  }
}

// The records as they stood on a day.
Dataset told_by(const Dataset& dataset, Date by) {
  Dataset past = dataset;
  std::erase_if(past.claims, [&](const Claim& claim) { return known_day(dataset, claim) > by; });
  for (Scenario& scenario : past.scenarios) scenario.ignores.clear();
  past.questions.clear();
  return past;
}

TEST(Articles, later_claims_might_as_well_not_be_there) {
  const Dataset& dataset = articles().dataset();
  std::optional<Timeline> past;
  std::size_t claims = 0;
  for (const Date by : days("2025-05-01", "2025-12-31")) {
    const Dataset then = told_by(dataset, by);
    if (!past || then.claims.size() != claims) past = compiled(then);
    claims = then.claims.size();
    const auto all = articles().as_known_on(by).segments();
    const auto alone = past->as_known_on(by).segments();
    ASSERT_EQ(all.size(), alone.size()) << to_string(by);
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_EQ(all[i].measure, alone[i].measure);
      ASSERT_EQ(all[i].valid, alone[i].valid) << to_string(all[i]) << "; " << to_string(alone[i]);
      ASSERT_EQ(all[i].answer, alone[i].answer) << to_string(all[i]) << "; " << to_string(alone[i]);
    }
  }
  EXPECT_EQ(claims, dataset.claims.size());
}

}  // namespace
}  // namespace truceline
