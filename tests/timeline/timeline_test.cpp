// From records to a timeline: what is refused, who knows what when, and what if.

#include <set>

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
using testing::IsEmpty;
using testing::IsSupersetOf;

const Says opened_once = Says(Said::Imposed, "a", "2025-01-10").from("2025-02-01").rate(10);

std::vector<std::string> ids_of(const absl::Status& status) {
  std::vector<std::string> ids;
  for (const Diagnostic& diagnostic : diagnostics(status)) ids.push_back(diagnostic.id);
  return ids;
}

// ---- compiling ------------------------------------------------------------------------------------------------------

TEST(Timeline, refuses_bad_records_with_every_fault) {
  Dataset dataset =
      told({opened_once, Says(Said::RateSet, "b", "2025-03-01").on("elsewhere").from("2025-03-01").rate(20),
            Says(Said::Suspended, "c", "2025-03-01").from("2025-05-01").until("2025-04-01")});
  dataset.measures.front().imposed_by.push_back(Jurisdiction('C', 'N'));
  dataset.sources.front().published = FuzzyDate();
  const Result<Timeline> timeline = Timeline::compile(dataset);
  ASSERT_FALSE(timeline.ok());
  EXPECT_THAT(ids_of(timeline.status()), IsSupersetOf({"TL-323", "TL-330", "TL-334", "TL-337"}));
  EXPECT_EQ(ids_of(timeline.status()), ids_of(check(dataset)));
}

TEST(Timeline, of_no_records_knows_nothing) {
  const Timeline timeline = compiled({});
  const View view = timeline.hindsight();
  EXPECT_THAT(view.measures(), IsEmpty());
  EXPECT_THAT(view.in_force(day("2025-01-01")), IsEmpty());
  EXPECT_EQ(view.count_in_force(day("2025-01-01")), 0U);
  EXPECT_THAT(view.changes(Period::since(Date::min())), IsEmpty());
  EXPECT_THAT(view.conflicts(), IsEmpty());
  EXPECT_THAT(timeline.segments(), IsEmpty());
}

TEST(Timeline, of_a_measure_without_claims_is_none_for_ever) {
  const View view = compiled(told({})).hindsight();
  EXPECT_EQ(state_of(view, "m", "2025-01-01").status, Status::None);
  EXPECT_EQ(view.history("m").size(), 1U);
}

TEST(Timeline, keeps_the_records) {
  const Dataset dataset = *builtin_dataset("articles");
  EXPECT_EQ(articles().dataset(), dataset);
  EXPECT_EQ(compiled(articles().dataset()).hindsight().segments(), articles().hindsight().segments());
}

TEST(Timeline, does_not_depend_on_the_order_of_claims) {
  Dataset dataset = *builtin_dataset("articles");
  std::reverse(dataset.claims.begin(), dataset.claims.end());
  std::reverse(dataset.sources.begin(), dataset.sources.end());
  const Timeline reversed = compiled(dataset);
  for (const char* const by : {"2025-06-05", "2025-10-24", "2025-10-28", "2025-11-05", "2025-11-25"}) {
    EXPECT_THAT(compare(articles().as_known_on(day(by)), reversed.as_known_on(day(by))), IsEmpty()) << by;
  }
}

// ---- known days -----------------------------------------------------------------------------------------------------

TEST(Timeline, sees_what_was_published) {
  const Timeline timeline = compiled(told({opened_once}));
  EXPECT_EQ(state_of(timeline.as_known_on(day("2025-01-09")), "m", "2025-02-01").status, Status::None);
  EXPECT_EQ(state_of(timeline.as_known_on(day("2025-01-10")), "m", "2025-02-01").status, Status::InForce);
  EXPECT_TRUE(state_of(timeline.as_known_on(day("2025-01-10")), "m", "2025-02-01").projected);
  EXPECT_FALSE(state_of(timeline.as_known_on(day("2025-02-01")), "m", "2025-02-01").projected);
}

TEST(Timeline, an_imprecise_publication_counts_twice) {
  // Told in some day of March, of the first of February.
  const Timeline timeline = compiled(told({Says(Said::Imposed, "a", "2025-03").from("2025-02-01").rate(10)}));
  const auto lenient = [&](const char* by) { return state_of(timeline.as_known_on(day(by)), "m", "2025-02-10"); };
  const auto strict = [&](const char* by) {
    return state_of(timeline.as_known_on(day(by), Knowledge::Strict), "m", "2025-02-10");
  };
  EXPECT_EQ(lenient("2025-02-28").status, Status::None);
  EXPECT_EQ(lenient("2025-03-01").status, Status::InForce);
  EXPECT_EQ(lenient("2025-03-01").certainty, Certainty::Possible);
  EXPECT_EQ(lenient("2025-03-30").certainty, Certainty::Possible);
  EXPECT_EQ(lenient("2025-03-31").certainty, Certainty::Certain);
  EXPECT_EQ(strict("2025-03-30").status, Status::None);
  EXPECT_EQ(strict("2025-03-31").status, Status::InForce);
  EXPECT_EQ(strict("2025-03-31").certainty, Certainty::Certain);
}

TEST(Timeline, a_strict_view_never_sees_more_than_a_lenient_one) {
  const Timeline timeline =
      compiled(told({opened_once, Says(Said::RateSet, "b", "2025-03-05/2025-03-20").from("2025-03-01").rate(20),
                     Says(Said::Suspended, "c", "2025-04").from("2025-04-01").term("P1M")}));
  for (const Date by : days("2025-01-01", "2025-05-10")) {
    std::set<std::string> lenient;
    for (const Segment& segment : timeline.as_known_on(by).segments()) {
      lenient.insert(segment.answer.because.begin(), segment.answer.because.end());
    }
    for (const Segment& segment : timeline.as_known_on(by, Knowledge::Strict).segments()) {
      for (const std::string& claim : segment.answer.because) EXPECT_THAT(lenient, Contains(claim)) << to_string(by);
    }
  }
}

TEST(Timeline, precise_publications_are_seen_alike) {
  const Date by = day("2025-11-10");
  EXPECT_EQ(articles().as_known_on(by).segments(), articles().as_known_on(by, Knowledge::Strict).segments());
}

TEST(Timeline, hindsight_is_the_last_known_day) {
  EXPECT_THAT(compare(articles().hindsight(), articles().as_known_on(day("2025-11-25"))), IsEmpty());
  EXPECT_THAT(compare(articles().hindsight(), articles().as_known_on(Date::max())), IsEmpty());
}

TEST(Timeline, later_knowledge_changes_no_earlier_view) {
  const Says retroactive = Says(Said::Revoked, "b", "2025-06-01").from("2025-03-01");
  const Timeline before = compiled(told({opened_once}));
  const Timeline after = compiled(told({opened_once, retroactive}));
  EXPECT_EQ(state_of(after.as_known_on(day("2025-05-31")), "m", "2025-04-01"),
            state_of(before.as_known_on(day("2025-05-31")), "m", "2025-04-01"));
  EXPECT_EQ(state_of(after.hindsight(), "m", "2025-04-01").status, Status::Ended);
}

// ---- segments -------------------------------------------------------------------------------------------------------

// Valid and known days at which segments begin, their eves, and the ends of time.
std::set<Date> corners(const std::vector<Segment>& segments, Period Segment::*side) {
  std::set<Date> found{Date::min(), Date::max()};
  for (const Segment& segment : segments) {
    for (const auto& edge : {std::optional<Date>((segment.*side).from()), (segment.*side).until()}) {
      if (edge) found.insert({*edge - 1, *edge});
    }
  }
  return found;
}

// Disjoint and covering: each pair of days is in just one segment, and that is what the view says.
void tiles(const Timeline& timeline) {
  const auto segments = timeline.segments();
  const std::vector<std::string> ids = timeline.hindsight().measures();
  for (const std::string& id : ids) {
    std::vector<Segment> own;
    std::copy_if(segments.begin(), segments.end(), std::back_inserter(own),
                 [&](const Segment& s) { return s.measure == id; });
    for (const Date known : corners(own, &Segment::known)) {
      const View view = timeline.as_known_on(known);
      for (const Date valid : corners(own, &Segment::valid)) {
        const auto covers = [&](const Segment& s) { return s.valid.contains(valid) && s.known.contains(known); };
        ASSERT_EQ(std::count_if(own.begin(), own.end(), covers), 1)
            << id << " on " << to_string(valid) << " known " << to_string(known);
        const Segment& segment = *std::find_if(own.begin(), own.end(), covers);
        ASSERT_EQ(segment.answer, static_cast<const Answer&>(*view.state(id, valid)))
            << to_string(segment) << " on " << to_string(valid) << " known " << to_string(known);
      }
    }
  }
}

TEST(TimelineSegments, of_the_articles_tile_valid_and_known_days) { tiles(articles()); }

TEST(TimelineSegments, of_imprecise_days_and_packages_tile_them_too) {
  tiles(compiled(told({Says(Said::Imposed, "a", "2025-01-10/2025-01-20").announced().from("2025-02").rate(30),
                       Says(Said::Suspended, "b", "2025-03-01").on("package").from("2025-03-10").term("P90D"),
                       Says(Said::Extended, "c", "2025-05-01").on("package").of("b").term("P30D"),
                       Says(Said::Imposed, "d", "2025-02-20").on("n").from("2025-01-01~").rate(5),
                       Says(Said::Revoked, "e", "2025-04-01").on("n").from("2025-03-01"),
                       Says(Said::Revoked, "f", "2025-04-10").on("n").from("2025-03-20").corrects("e")},
                      {measure("package"), measure("m", "package"), measure("n", "package")})));
}

// ---- scenarios ------------------------------------------------------------------------------------------------------

Timeline what_if(const std::string& scenario) {
  Result<Timeline> timeline = articles().apply(scenario);
  EXPECT_TRUE(timeline.ok()) << message_of(timeline.status());
  return timeline.ok() ? *std::move(timeline) : compiled({});
}

TEST(Scenario, no_such_one) {
  const Result<Timeline> timeline = articles().apply("eternal-peace");
  ASSERT_FALSE(timeline.ok());
  EXPECT_THAT(ids_of(timeline.status()), ElementsAre("TL-401"));
}

TEST(Scenario, trump_concedes) {
  const View view = what_if("trump-concedes").hindsight();
  // The threat is gone, fees and rule are lifted; the controls go ahead, and tariffs stay as they are.
  for (const char* const id : {"us-additional-100-tariff", "us-software-content-controls"}) {
    EXPECT_EQ(state_of(view, id, "2025-10-29").status, Status::Proposed) << id;
    EXPECT_EQ(state_of(view, id, "2025-10-30").status, Status::Ended) << id;
    EXPECT_EQ(state_of(view, id, "2025-11-01").ending, Ending::Withdrawn) << id;
  }
  for (const char* const id : {"us-port-fees", "us-50-percent-rule"}) {
    EXPECT_EQ(state_of(view, id, "2025-10-29").status, Status::InForce) << id;
    EXPECT_EQ(state_of(view, id, "2025-10-30").ending, Ending::Revoked) << id;
  }
  EXPECT_EQ(state_of(view, "cn-rare-earth-controls-2025-10", "2025-12-01").status, Status::InForce);
  EXPECT_EQ(state_of(view, "cn-rare-earth-controls-2025-10", "2026-03-01").status, Status::InForce);
  EXPECT_EQ(state_of(view, "us-fentanyl-tariff", "2026-03-01").rate, Rate::percent(20));
  EXPECT_EQ(state_of(view, "cn-rare-earth-release-pledge", "2025-10-30").status, Status::InForce);
}

TEST(Scenario, both_ease) {
  const View view = what_if("both-ease").hindsight();
  EXPECT_EQ(state_of(view, "cn-rare-earth-controls-2025-10", "2025-12-01").status, Status::Suspended);
  EXPECT_EQ(state_of(view, "cn-rare-earth-controls-2025-10", "2027-03-01").status,
            Status::Suspended);  // no length is stated
  for (const char* const id : {"cn-fentanyl-controls", "cn-soybean-purchases", "cn-tiktok-sale", "us-port-fees",
                               "us-50-percent-rule", "us-chip-export-controls", "us-fentanyl-tariff"}) {
    EXPECT_EQ(state_of(view, id, "2025-11-01").status, Status::InForce) << id;
  }
  for (const char* const id : {"us-port-fees", "us-50-percent-rule", "us-chip-export-controls"}) {
    const auto changes = view.scope_changes(id);
    ASSERT_FALSE(changes.empty()) << id;
    EXPECT_EQ(changes.back().said, Said::Narrowed) << id;
    EXPECT_EQ(changes.back().from, fuzzy("2025-10-30")) << id;
  }
  EXPECT_EQ(state_of(view, "us-fentanyl-tariff", "2025-10-29").rate, Rate::percent(20));
  EXPECT_NE(state_of(view, "us-fentanyl-tariff", "2025-10-30").rate, Rate::percent(20));
  EXPECT_EQ(state_of(view, "us-additional-100-tariff", "2025-11-01").status, Status::Proposed);  // untouched
}

TEST(Scenario, full_escalation) {
  const View view = what_if("full-escalation").hindsight();
  EXPECT_EQ(state_of(view, "us-additional-100-tariff", "2025-10-31").status, Status::Scheduled);
  const Finding imposed = state_of(view, "us-additional-100-tariff", "2025-11-01");
  EXPECT_EQ(imposed.status, Status::InForce);
  EXPECT_EQ(imposed.rate, Rate::percent(100));
  for (const char* const id : {"us-software-content-controls", "allied-trade-barriers", "us-dollar-ban-on-cn-banks"}) {
    EXPECT_NE(state_of(view, id, "2025-10-29").status, Status::InForce) << id;
    EXPECT_EQ(state_of(view, id, "2025-10-30").status, Status::InForce) << id;
  }
  // No easing is agreed.
  EXPECT_THAT(view.find({.on = day("2026-03-01"), .status = {Status::Suspended}}), IsEmpty());
  EXPECT_EQ(state_of(view, "cn-rare-earth-controls-2025-10", "2025-12-01").status, Status::InForce);
  EXPECT_EQ(state_of(view, "us-fentanyl-tariff", "2026-03-01").rate, Rate::percent(20));
  EXPECT_EQ(state_of(view, "us-cn-truce-apec-2025", "2025-11-30").status, Status::Proposed);
  for (const char* const id : {"cn-fentanyl-controls", "cn-alaska-energy", "cn-soybean-purchases"}) {
    EXPECT_NE(state_of(view, id, "2025-11-30").status, Status::InForce) << id;
  }
}

TEST(Scenario, leaves_the_base_as_it_is) {
  const Timeline base = compiled(*builtin_dataset("articles"));
  const auto before = base.segments();
  ASSERT_TRUE(base.apply("full-escalation").ok());
  EXPECT_EQ(base.segments(), before);
  EXPECT_EQ(base.dataset(), *builtin_dataset("articles"));
}

TEST(Scenario, before_its_first_change_the_base_answers) {
  const View before = articles().hindsight();
  for (const char* const scenario : {"trump-concedes", "both-ease", "full-escalation"}) {
    const View after = what_if(scenario).hindsight();
    const auto differences = compare(before, after);
    EXPECT_FALSE(differences.empty()) << scenario;
    for (const auto& difference : differences) {
      EXPECT_GE(difference.valid.from(), day("2025-10-30")) << scenario << ": " << to_string(difference);
    }
    for (const std::string& id : before.measures()) {
      Finding base = state_of(before, id, "2025-10-29");
      Finding changed = state_of(after, id, "2025-10-29");
      for (Finding* const finding : {&base, &changed}) {  // what comes after may differ
        finding->until.reset();
        finding->next.reset();
        std::erase(finding->assumed, Assumed::Until);
      }
      EXPECT_EQ(base, changed) << scenario << ": " << to_string(base) << "; " << to_string(changed);
    }
  }
}

TEST(Scenario, holds_on_every_known_day) {
  const Timeline escalated = what_if("full-escalation");
  for (const char* const by : {"2025-10-01", "2025-10-24", "2025-11-25"}) {
    EXPECT_EQ(state_of(escalated.as_known_on(day(by)), "us-additional-100-tariff", "2025-11-01").status,
              Status::InForce)
        << by;
  }
}

TEST(Scenario, a_day_that_no_source_states_stays_marked) {
  // The outcome begins at the meeting because nothing dates it; the base's freeze does so, too.
  const View view = what_if("both-ease").hindsight();
  const Finding eased = state_of(view, "cn-rare-earth-controls-2025-10", "2025-11-01");
  EXPECT_EQ(eased.since, fuzzy("2025-10-30"));
  EXPECT_THAT(eased.assumed, Contains(Assumed::Since));
  const Finding before = state_of(view, "cn-rare-earth-controls-2025-10", "2025-10-29");
  EXPECT_EQ(before.until, fuzzy("2025-10-30"));
  EXPECT_THAT(before.assumed, Contains(Assumed::Until));
  // A threat that is carried out on its day begins on a day that a source states.
  const Finding imposed = state_of(what_if("full-escalation").hindsight(), "us-additional-100-tariff", "2025-11-01");
  EXPECT_EQ(imposed.since, fuzzy("2025-11-01"));
}

TEST(Scenario, segments_of_a_changed_timeline_tile_days_too) { tiles(what_if("trump-concedes")); }

TEST(Scenario, of_the_callers_own) {
  const Timeline base = compiled(told({opened_once}));
  const Claim lapse = Says(Said::Revoked, "lapse", "2025-01-10").from("2025-06-01").claim();
  Claim told_by_the_same = lapse;
  told_by_the_same.source = "s-a";
  const Result<Timeline> changed = base.apply(Scenario{"lapse", "It lapses in June", "", {}, ""}, {told_by_the_same});
  ASSERT_TRUE(changed.ok()) << message_of(changed.status());
  EXPECT_EQ(state_of(changed->hindsight(), "m", "2025-05-31").status, Status::InForce);
  EXPECT_EQ(state_of(changed->hindsight(), "m", "2025-06-01").ending, Ending::Revoked);
  EXPECT_EQ(state_of(base.hindsight(), "m", "2025-06-01").status, Status::InForce);
}

TEST(Scenario, of_the_callers_own_is_checked) {
  const Timeline base = compiled(told({opened_once}));
  const Claim orphan =
      Says(Said::Revoked, "lapse", "2025-01-10").from("2025-06-01").claim();  // its source is not there
  const Result<Timeline> changed = base.apply(Scenario{"lapse", "", "", {}, ""}, {orphan});
  ASSERT_FALSE(changed.ok());
  EXPECT_THAT(ids_of(changed.status()), Contains("TL-322"));
  EXPECT_FALSE(base.apply(Scenario{"lapse", "", "", {"no such claim"}, ""}).ok());
}

TEST(Scenario, that_takes_an_action_away) {
  const Timeline base = compiled(told({opened_once, Says(Said::Raised, "b", "2025-03-01").from("2025-03-01").rate(20),
                                       Says(Said::Raised, "c", "2025-03-02").from("2025-03-01").rate(20)}));
  const Result<Timeline> changed = base.apply(Scenario{"stays", "", "", {"c"}, ""});
  ASSERT_TRUE(changed.ok()) << message_of(changed.status());
  EXPECT_EQ(state_of(changed->hindsight(), "m", "2025-04-01").rate, Rate::percent(10));  // b told of the same
  EXPECT_EQ(state_of(changed->hindsight(), "m", "2025-02-15").rate, Rate::percent(10));
  EXPECT_EQ(state_of(base.hindsight(), "m", "2025-04-01").rate, Rate::percent(20));
}

// ---- lifetimes ------------------------------------------------------------------------------------------------------

TEST(Timeline, a_view_outlives_its_timeline) {
  std::optional<Timeline> timeline = compiled(*builtin_dataset("articles"));
  const View view = timeline->hindsight();
  const auto handle = *view.measure("us-fentanyl-tariff");
  timeline.reset();
  EXPECT_EQ(view.state(handle, day("2026-03-01")).rate, Rate::percent(10));
  EXPECT_EQ(view.segments(), articles().hindsight().segments());
  EXPECT_EQ(view.conflicts(), articles().hindsight().conflicts());
  EXPECT_EQ(view.open_questions(), articles().hindsight().open_questions());
  EXPECT_TRUE(view.why("us-fentanyl-tariff", day("2026-03-01")));
}

TEST(Timeline, a_copy_outlives_the_first) {
  std::optional<Timeline> timeline = compiled(*builtin_dataset("articles"));
  const Timeline copy = *timeline;
  timeline.reset();
  EXPECT_EQ(copy.segments(), articles().segments());
  EXPECT_EQ(copy.dataset(), articles().dataset());
}

TEST(Timeline, a_changed_timeline_outlives_its_base) {
  std::optional<Timeline> base = compiled(*builtin_dataset("articles"));
  const Timeline changed = *base->apply("both-ease");
  base.reset();
  EXPECT_EQ(changed.segments(), what_if("both-ease").segments());
}

TEST(Timeline, findings_own_what_they_tell) {
  std::optional<View> view = compiled(*builtin_dataset("articles")).hindsight();
  const Finding finding = state_of(*view, "us-301-maritime", "2026-03-01");
  const auto expected = state_of(articles().hindsight(), "us-301-maritime", "2026-03-01");
  view.reset();
  EXPECT_EQ(finding, expected);
}

}  // namespace
}  // namespace truceline
