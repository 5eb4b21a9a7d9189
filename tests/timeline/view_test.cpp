// The ways of asking a view, and that they agree with one another.

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::fuzzy;
using oracle::measure;
using oracle::Says;
using oracle::told;
using testing::ElementsAre;
using testing::IsEmpty;

Status status_at(const View& view, const std::string& instant) { return view.at("m", *parse_instant(instant))->status; }

Measure chinese(const std::string& id) {
  Measure result = measure(id);
  result.imposed_by = {Jurisdiction('C', 'N')};
  result.target = {Jurisdiction('U', 'S')};
  return result;
}

// In force at 10 % in 2025, suspended in May, at 20 % from September, revoked at the year's end.
Timeline a_told_year() {
  return compiled(told({Says(Said::Imposed, "a", "2024-12-20").from("2025-01-01").rate(10),
                        Says(Said::Suspended, "b", "2025-04-20").from("2025-05-01").until("2025-06-01"),
                        Says(Said::Raised, "c", "2025-08-20").from("2025-09-01").rate(20),
                        Says(Said::Revoked, "d", "2025-12-20").from("2026-01-01")}));
}

// ---- by name and by handle ------------------------------------------------------------------------------------------

TEST(View, names_and_handles_answer_alike) {
  const View view = articles().hindsight();
  for (const std::string& id : view.measures()) {
    const auto handle = view.measure(id);
    ASSERT_TRUE(handle) << id;
    for (const char* const on : {"1400-01-01", "2025-06-05", "2025-10-30", "2025-12-01", "9999-12-31"}) {
      const auto by_name = view.state(id, day(on));
      ASSERT_TRUE(by_name);
      EXPECT_EQ(*by_name, view.state(*handle, day(on)));
      EXPECT_EQ(by_name->status, view.status(*handle, day(on)));
      EXPECT_EQ(by_name->measure, id);
      EXPECT_EQ(by_name->on, day(on));
    }
  }
}

TEST(View, no_such_measure) {
  const View view = articles().hindsight();
  EXPECT_FALSE(view.measure("us-moon-tariff"));
  EXPECT_FALSE(view.state("us-moon-tariff", day("2025-11-01")));
  EXPECT_FALSE(view.at("us-moon-tariff", Instant()));
  EXPECT_FALSE(view.why("us-moon-tariff", day("2025-11-01")));
  EXPECT_THAT(view.history("us-moon-tariff"), IsEmpty());
}

TEST(View, an_alias_of_one_measure_is_that_measure) {
  Dataset dataset = a_told_year().dataset();
  dataset.aliases.push_back({"nickname", {"m"}, ""});
  const View view = compiled(dataset).hindsight();
  EXPECT_EQ(view.measure("nickname"), view.measure("m"));
  EXPECT_EQ(view.state("nickname", day("2025-02-01")), view.state("m", day("2025-02-01")));
  EXPECT_EQ(view.history("nickname").size(), view.history("m").size());
}

TEST(View, a_handle_is_good_for_every_view_of_its_timeline) {
  const MeasureHandle handle = *articles().hindsight().measure("us-fentanyl-tariff");
  const View before = articles().as_known_on(day("2025-10-01"));
  EXPECT_EQ(before.status(handle, day("2026-03-01")), Status::None);
  EXPECT_EQ(articles().as_known_on(day("2025-10-24")).state(handle, day("2026-03-01")).rate, Rate::percent(20));
}

TEST(View, tells_from_which_day_it_sees) {
  EXPECT_EQ(articles().as_known_on(day("2025-10-24")).known(), day("2025-10-24"));
  EXPECT_FALSE(articles().hindsight().known());
  EXPECT_EQ(articles().hindsight().measures(),
            measures_of(articles().hindsight().find(
                {.on = day("2025-12-31"),
                 .status = {Status::None, Status::Unknown, Status::Proposed, Status::Scheduled, Status::InForce,
                            Status::Suspended, Status::Ended}})));
}

TEST(View, a_finding_tells_of_the_measure_and_what_comes_next) {
  const Finding finding = state_of(a_told_year().hindsight(), "m", "2025-07-10");
  EXPECT_EQ(finding.status, Status::InForce);
  EXPECT_EQ(finding.rate, Rate::percent(10));
  EXPECT_EQ(finding.kind, MeasureKind::Tariff);
  EXPECT_THAT(finding.imposed_by, ElementsAre(Jurisdiction('U', 'S')));
  EXPECT_THAT(finding.target, ElementsAre(Jurisdiction('C', 'N')));
  EXPECT_EQ(finding.since, fuzzy("2025-06-01"));
  ASSERT_TRUE(finding.until);
  EXPECT_EQ(*finding.until, fuzzy("2025-09-01"));
  ASSERT_TRUE(finding.next);
  EXPECT_EQ(*finding.next, (Next{fuzzy("2025-09-01"), Status::InForce, Rate::percent(20)}));
  EXPECT_FALSE(finding.package);
  EXPECT_FALSE(state_of(a_told_year().hindsight(), "m", "2026-07-10").next);
}

// ---- to the minute --------------------------------------------------------------------------------------------------

TEST(ViewAt, a_minute_past_midnight_in_washington) {
  const View view =
      compiled(told({Says(Said::Imposed, "a", "2025-11-01").from("2025-11-10").at(0, 1).rate(10)})).hindsight();
  EXPECT_EQ(status_at(view, "2025-11-10T05:00Z"),
            Status::Scheduled);  // 00:00 in New York, whose winter is five hours behind
  EXPECT_EQ(status_at(view, "2025-11-10T05:01Z"), Status::InForce);
  EXPECT_EQ(status_at(view, "2025-11-10T00:01-05:00"), Status::InForce);
  EXPECT_EQ(view.at("m", *parse_instant("2025-11-10T04:59Z"))->on, day("2025-11-09"));
  EXPECT_EQ(view.at("m", *parse_instant("2025-11-10T05:00Z"))->on, day("2025-11-10"));
  // The day carries the state in force when it ends.
  EXPECT_EQ(state_of(view, "m", "2025-11-09").status, Status::Scheduled);
  EXPECT_EQ(state_of(view, "m", "2025-11-10").status, Status::InForce);
}

TEST(ViewAt, summer_time_moves_the_instant) {
  const View view =
      compiled(told({Says(Said::Imposed, "a", "2025-07-01").from("2025-08-07").at(0, 1).rate(10)})).hindsight();
  EXPECT_EQ(status_at(view, "2025-08-07T04:00Z"), Status::Scheduled);
  EXPECT_EQ(status_at(view, "2025-08-07T04:01Z"), Status::InForce);
}

TEST(ViewAt, a_chinese_measure_on_its_own_clock) {
  const View view =
      compiled(told({Says(Said::Imposed, "a", "2025-11-01").from("2025-11-10").at(13, 1)}, {chinese("m")})).hindsight();
  EXPECT_EQ(status_at(view, "2025-11-10T05:00Z"), Status::Scheduled);
  EXPECT_EQ(status_at(view, "2025-11-10T05:01Z"), Status::InForce);
}

TEST(ViewAt, a_chinese_measure_timed_by_the_clock_of_new_york) {
  const auto timed = [](const std::string& from, int hour, int minute) {
    Dataset dataset = told({Says(Said::Imposed, "a", "2025-11-01").from(from).at(hour, minute)}, {chinese("m")});
    dataset.claims.front().action.zone = *Zone::from_name("America/New_York");
    return compiled(dataset).hindsight();
  };
  // 00:01 in New York is 13:01 of the same day in Shanghai.
  const View morning = timed("2025-11-10", 0, 1);
  EXPECT_EQ(status_at(morning, "2025-11-10T05:00Z"), Status::Scheduled);
  EXPECT_EQ(status_at(morning, "2025-11-10T05:01Z"), Status::InForce);
  EXPECT_EQ(state_of(morning, "m", "2025-11-09").status, Status::Scheduled);
  EXPECT_EQ(state_of(morning, "m", "2025-11-10").status, Status::InForce);
  // Noon in New York is 01:00 of the next day in Shanghai.
  const View noon = timed("2025-11-10", 12, 0);
  EXPECT_EQ(status_at(noon, "2025-11-10T16:59Z"), Status::Scheduled);
  EXPECT_EQ(status_at(noon, "2025-11-10T17:00Z"), Status::InForce);
  EXPECT_EQ(noon.at("m", *parse_instant("2025-11-10T17:00Z"))->on, day("2025-11-11"));
  EXPECT_EQ(state_of(noon, "m", "2025-11-10").status, Status::Scheduled);
  EXPECT_EQ(state_of(noon, "m", "2025-11-11").status, Status::InForce);
  // 11:00 in New York is midnight in Shanghai.
  const View eve = timed("2025-11-10", 10, 59);
  EXPECT_EQ(state_of(eve, "m", "2025-11-10").status, Status::InForce);  // from its last minute on
  EXPECT_EQ(state_of(timed("2025-11-10", 11, 0), "m", "2025-11-10").status, Status::Scheduled);
}

TEST(ViewAt, what_comes_and_goes_within_a_day_is_seen_by_the_minute_alone) {
  const View view = compiled(told({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(10),
                                   Says(Said::Suspended, "b", "2025-01-20")
                                       .from("2025-02-03")
                                       .at(6, 0)
                                       .until("2025-02-03")
                                       .until_at(18, 0)}))
                        .hindsight();
  EXPECT_EQ(status_at(view, "2025-02-03T10:59Z"), Status::InForce);
  EXPECT_EQ(status_at(view, "2025-02-03T11:00Z"), Status::Suspended);
  EXPECT_EQ(status_at(view, "2025-02-03T22:59Z"), Status::Suspended);
  EXPECT_EQ(status_at(view, "2025-02-03T23:00Z"), Status::InForce);
  EXPECT_EQ(state_of(view, "m", "2025-02-03").status, Status::InForce);
}

TEST(ViewAt, an_end_in_the_course_of_a_day) {
  const View view =
      compiled(
          told(
              {Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(10).until("2025-11-10").until_at(12, 0)}))
          .hindsight();
  EXPECT_EQ(status_at(view, "2025-11-10T16:59Z"), Status::InForce);
  EXPECT_EQ(status_at(view, "2025-11-10T17:00Z"), Status::Ended);
  EXPECT_EQ(state_of(view, "m", "2025-11-10").status, Status::Ended);
}

TEST(ViewAt, the_last_minute_of_a_day_is_the_day) {
  const View view = articles().hindsight();
  for (const std::string& id : view.measures()) {
    const auto& records = articles().dataset().measures;
    const auto record = std::find_if(records.begin(), records.end(), [&](const Measure& m) { return m.id == id; });
    for (const char* const on : {"2025-06-05", "2025-10-30", "2025-12-01"}) {
      const auto at = view.at(id, to_instant({day(on), *TimeOfDay::from_hm(23, 59)}, clock_of(*record)));
      ASSERT_TRUE(at);
      const Finding finding = state_of(view, id, on);
      EXPECT_EQ(at->status, finding.status) << id << " " << on;
      EXPECT_EQ(at->rate, finding.rate) << id << " " << on;
      EXPECT_EQ(at->on, finding.on) << id << " " << on;
    }
  }
}

// ---- many measures at once ------------------------------------------------------------------------------------------

TEST(View, in_force_lists_what_is_in_force_and_nothing_else) {
  const View view = articles().hindsight();
  const auto in_force = measures_of(view.in_force(day("2025-12-15")));
  for (const std::string& id : view.measures()) {
    EXPECT_EQ(has(in_force, id), state_of(view, id, "2025-12-15").status == Status::InForce) << id;
  }
  EXPECT_TRUE(has(in_force, "us-fentanyl-tariff"));
  EXPECT_FALSE(has(in_force, "us-301-maritime"));
  EXPECT_FALSE(has(in_force, "us-additional-100-tariff"));
}

TEST(View, counts_what_is_in_force_on_every_day_of_ten_years) {
  for (const View& view :
       {articles().hindsight(), articles().as_known_on(day("2025-10-24")), articles().as_known_on(day("2020-01-01"))}) {
    for (const Date on : days("2018-01-01", "2027-12-31"))
      ASSERT_EQ(view.count_in_force(on), view.in_force(on).size()) << to_string(on);
    EXPECT_EQ(view.count_in_force(Date::min()), view.in_force(Date::min()).size());
    EXPECT_EQ(view.count_in_force(Date::max()), view.in_force(Date::max()).size());
  }
}

TEST(View, counts_far_from_now) {
  const View view = compiled(told({Says(Said::Imposed, "a", "1500-01-01").from("1500-01-01"),
                                   Says(Said::Revoked, "b", "1500-01-01").from("9990-01-01"),
                                   Says(Said::Imposed, "c", "1500-01-01").on("n").from("9000-01-01")},
                                  {measure("m"), measure("n")}))
                        .hindsight();
  EXPECT_EQ(view.count_in_force(day("1499-12-31")), 0U);
  EXPECT_EQ(view.count_in_force(day("1500-01-01")), 1U);
  EXPECT_EQ(view.count_in_force(day("9000-01-01")), 2U);
  EXPECT_EQ(view.count_in_force(day("9989-12-31")), 2U);
  EXPECT_EQ(view.count_in_force(day("9990-01-01")), 1U);
  EXPECT_EQ(view.count_in_force(Date::max()), 1U);
}

// ---- histories ------------------------------------------------------------------------------------------------------

TEST(View, a_history_of_a_year) {
  const auto history = a_told_year().hindsight().history("m");
  struct Run {
    std::string valid;
    Status status;
    std::optional<Rate> rate;
  };
  const std::vector<Run> runs{{"1400-01-01/2024-12-20", Status::None, std::nullopt},
                              {"2024-12-20/2025-01-01", Status::Scheduled, std::nullopt},
                              {"2025-01-01/2025-05-01", Status::InForce, Rate::percent(10)},
                              {"2025-05-01/2025-06-01", Status::Suspended, Rate()},
                              {"2025-06-01/2025-09-01", Status::InForce, Rate::percent(10)},
                              {"2025-09-01/2026-01-01", Status::InForce, Rate::percent(20)},
                              {"2026-01-01/..", Status::Ended, std::nullopt}};
  ASSERT_EQ(history.size(), runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(to_string(history[i].valid), runs[i].valid);
    EXPECT_EQ(history[i].answer.status, runs[i].status) << runs[i].valid;
    EXPECT_EQ(history[i].answer.rate, runs[i].rate) << runs[i].valid;
  }
  EXPECT_EQ(history[3].answer.suspended_rate, Rate::percent(10));
  EXPECT_EQ(history[6].answer.ending, Ending::Revoked);
}

TEST(View, history_covers_all_days_without_a_gap) {
  for (const View& view :
       {articles().hindsight(), articles().as_known_on(day("2025-10-24")), articles().as_known_on(day("2020-01-01"))}) {
    for (const std::string& id : view.measures()) {
      const auto history = view.history(id);
      ASSERT_FALSE(history.empty()) << id;
      EXPECT_EQ(history.front().valid.from(), Date::min());
      EXPECT_FALSE(history.back().valid.until());
      for (std::size_t i = 1; i < history.size(); ++i) {
        EXPECT_EQ(history[i - 1].valid.until(), history[i].valid.from()) << id;
        EXPECT_NE(history[i - 1].answer, history[i].answer) << id;  // else they were one
      }
    }
  }
}

TEST(View, history_agrees_with_state_on_every_day) {
  for (const View& view : {articles().hindsight(), articles().as_known_on(day("2025-10-24"))}) {
    for (const std::string& id : view.measures()) {
      const auto handle = *view.measure(id);
      const auto history = view.history(id);
      std::size_t at = 0;
      for (const Date on : days("2018-01-01", "2027-12-31")) {
        while (!history[at].valid.contains(on)) ++at;
        ASSERT_EQ(static_cast<const Answer&>(view.state(handle, on)), history[at].answer)
            << id << " on " << to_string(on);
      }
    }
  }
}

TEST(View, a_run_lasts_from_since_until_until) {
  const View view = articles().hindsight();
  for (const Segment& segment : view.segments()) {
    const Answer& answer = segment.answer;
    if (answer.since.is_day() && answer.status != Status::Proposed) {
      EXPECT_LE(*answer.since.earliest(), segment.valid.from()) << to_string(segment);
    }
    if (answer.until) {
      ASSERT_TRUE(segment.valid.until()) << to_string(segment);
      EXPECT_LE(*segment.valid.until(), *answer.until->latest()) << to_string(segment);
    }
  }
}

TEST(View, segments_are_the_histories_in_the_order_of_the_dataset) {
  const View view = articles().as_known_on(day("2025-11-05"));
  std::vector<Segment> histories;
  for (const std::string& id : view.measures()) {
    for (const Segment& segment : view.history(id)) histories.push_back(segment);
  }
  EXPECT_EQ(view.segments(), histories);
}

TEST(View, known_spans_the_days_that_see_the_same) {
  const Timeline timeline = a_told_year();
  const auto seen = timeline.as_known_on(day("2025-03-01")).history("m");
  for (const Segment& segment : seen) EXPECT_EQ(to_string(segment.known), "2024-12-20/2025-04-20");
  EXPECT_EQ(timeline.as_known_on(day("2025-04-19")).history("m"), seen);
  EXPECT_NE(timeline.as_known_on(day("2025-04-20")).history("m"), seen);
  EXPECT_FALSE(timeline.hindsight().history("m").front().known.until());
}

TEST(View, overlapping_finds_what_was_in_force_or_suspended) {
  const View view = a_told_year().hindsight();
  const auto overlapping = [&](const std::string& text) {
    std::vector<std::string> found;
    for (const Segment& segment : view.overlapping(period(text))) found.push_back(to_string(segment.valid));
    return found;
  };
  EXPECT_THAT(overlapping("2024-01-01/2025-01-01"), IsEmpty());
  EXPECT_THAT(overlapping("2024-01-01/2025-01-02"), ElementsAre("2025-01-01/2025-05-01"));
  EXPECT_THAT(overlapping("2025-04-30/2025-06-02"),
              ElementsAre("2025-01-01/2025-05-01", "2025-05-01/2025-06-01", "2025-06-01/2025-09-01"));
  EXPECT_THAT(overlapping("2025-05-10/2025-05-11"), ElementsAre("2025-05-01/2025-06-01"));
  EXPECT_THAT(overlapping("2025-12-31/.."), ElementsAre("2025-09-01/2026-01-01"));
  EXPECT_THAT(overlapping("2026-01-01/.."), IsEmpty());
}

TEST(View, overlapping_is_the_live_part_of_all_segments) {
  const View view = articles().hindsight();
  const Period autumn = period("2025-10-20/2025-11-05");
  std::vector<Segment> expected;
  for (const Segment& segment : view.segments()) {
    const Status status = segment.answer.status;
    if (segment.valid.overlaps(autumn) && (status == Status::InForce || status == Status::Suspended))
      expected.push_back(segment);
  }
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(view.overlapping(autumn), expected);
}

// ---- packages and scopes --------------------------------------------------------------------------------------------

TEST(View, a_package_sums_up_its_parts) {
  const View view = compiled(told({Says(Said::Imposed, "a", "2025-01-01").on("part").from("2025-01-01").rate(10),
                                   Says(Said::Suspended, "b", "2025-02-01").from("2025-02-10").until("2025-03-10")},
                                  {measure("m"), measure("part", "m")}))
                        .hindsight();
  EXPECT_TRUE(state_of(view, "m", "2025-02-20").package);
  EXPECT_FALSE(state_of(view, "part", "2025-02-20").package);
  EXPECT_EQ(state_of(view, "part", "2025-02-20").status, Status::Suspended);
  EXPECT_EQ(state_of(view, "part", "2025-03-10").status, Status::InForce);
  EXPECT_EQ(state_of(view, "m", "2025-01-20").status, Status::InForce);
  EXPECT_FALSE(state_of(view, "m", "2025-01-20").rate);  // never added to its parts
}

TEST(View, scope_changes_are_listed_and_change_no_status) {
  Dataset dataset =
      told({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(10),
            Says(Said::Narrowed, "b", "2025-02-01").from("2025-02-10").until("2025-06-01").goods("phones"),
            Says(Said::Suspended, "c", "2025-01-20").from("2025-01-25").until("2025-04-25").parties("some firms")});
  const View view = compiled(dataset).hindsight();
  EXPECT_EQ(state_of(view, "m", "2025-03-01").status, Status::InForce);
  EXPECT_EQ(state_of(view, "m", "2025-03-01").rate, Rate::percent(10));
  const auto changes = view.scope_changes("m");
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].said, Said::Suspended);
  EXPECT_EQ(changes[0].from, fuzzy("2025-01-25"));
  EXPECT_THAT(changes[0].limits.parties, ElementsAre("some firms"));
  EXPECT_EQ(changes[1].said, Said::Narrowed);
  EXPECT_EQ(changes[1].from, fuzzy("2025-02-10"));
  EXPECT_EQ(changes[1].until, fuzzy("2025-06-01"));
  EXPECT_THAT(changes[1].limits.goods.words, ElementsAre("phones"));
  EXPECT_THAT(changes[1].claims, ElementsAre("b"));
  EXPECT_FALSE(changes[1].assumed);
  EXPECT_THAT(view.scope_changes("us-moon-tariff"), IsEmpty());
  EXPECT_THAT(compiled(dataset).as_known_on(day("2025-01-10")).scope_changes("m"), IsEmpty());
}

}  // namespace
}  // namespace truceline
