// Many claims, and more readings of imprecise dates than can be tried together: the answers stay right.

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::measure;
using oracle::Says;
using oracle::told;
using testing::ElementsAre;

constexpr int measure_count = 10'000;
const Date first_day = day("2020-01-01");

std::string id_of(int number) { return "m" + std::to_string(number); }
Date begin_of(int number) { return first_day + number % 200; }
Rate first_rate(int number) { return Rate::percent(10 + number % 20); }

// Ten claims on each measure, by one newspaper a day: begun at 10 to 29 %, raised to 40 % after 100 days, suspended
// after 200, extended beyond 230, resumed after 250, revoked after 400; some told twice, less precisely; and a threat.
Dataset generated() {
  Dataset dataset;
  dataset.name = "generated";
  for (int number = 0; number < 600; ++number) {
    Source source;
    source.id = "day" + std::to_string(number);
    source.published = FuzzyDate::day(first_day + number);
    dataset.sources.push_back(source);
  }
  for (int number = 0; number < measure_count; ++number) {
    dataset.measures.push_back(measure(id_of(number)));
    int told_claims = 0;
    const auto claim = [&](Said said, int known, std::optional<int> from) -> Claim& {
      Claim& result = dataset.claims.emplace_back();
      result.id = id_of(number) + ":" + std::to_string(told_claims++);
      result.source = "day" + std::to_string(number % 200 + known);
      result.measure = id_of(number);
      result.action.said = said;
      if (from) result.action.from = FuzzyDate::day(begin_of(number) + *from);
      return result;
    };
    claim(Said::Imposed, 0, 0).action.rate = first_rate(number);
    claim(Said::Imposed, 5, std::nullopt);
    claim(Said::Raised, 90, 100).action.rate = Rate::percent(40);
    const Date raised = begin_of(number) + 100;
    claim(Said::Raised, 110, std::nullopt).action.from = *FuzzyDate::month(raised.year(), raised.month());
    claim(Said::Suspended, 190, 200).action.term = Term{.days = 30};
    claim(Said::Suspended, 201, std::nullopt);
    Claim& extended = claim(Said::Extended, 220, std::nullopt);
    extended.action.of = id_of(number) + ":4";
    extended.action.term = Term{.days = 30};
    claim(Said::Resumed, 245, 250);
    Claim& threat = claim(Said::RateSet, 260, 300);
    threat.standing = Standing::Threatened;
    threat.action.rate = Rate::percent(100);
    claim(Said::Revoked, 390, 400);
  }
  return dataset;
}

const Timeline& large() {
  static const Timeline timeline = compiled(generated());
  return timeline;
}

Finding at(const View& view, int number, int day_of_life) {
  return *view.state(id_of(number), begin_of(number) + day_of_life);
}

void states_are_right() {
  const View view = large().hindsight();
  for (int number = 0; number < measure_count; number += 7) {
    SCOPED_TRACE(id_of(number));
    ASSERT_EQ(at(view, number, -1).status, Status::None);
    for (const int on : {0, 99}) {
      ASSERT_EQ(at(view, number, on).status, Status::InForce);
      ASSERT_EQ(at(view, number, on).rate, first_rate(number));
    }
    for (const int on : {100, 199, 250, 399}) {
      ASSERT_EQ(at(view, number, on).status, Status::InForce);
      ASSERT_EQ(at(view, number, on).rate, Rate::percent(40));
    }
    for (const int on : {200, 229, 230, 249}) {
      ASSERT_EQ(at(view, number, on).status, Status::Suspended);
      ASSERT_EQ(at(view, number, on).suspended_rate, Rate::percent(40));
    }
    ASSERT_EQ(at(view, number, 400).ending, Ending::Revoked);
    ASSERT_THAT(at(view, number, 300).proposals, ElementsAre(id_of(number) + ":8"));
    ASSERT_EQ(at(view, number, 300).certainty, Certainty::Certain);
    ASSERT_THAT(at(view, number, 50).because, ElementsAre(id_of(number) + ":0", id_of(number) + ":1"));
  }
}

void nothing_is_known_early() {
  const int on = 210;  // of each measure's life, for those that began on the first day
  const View view = large().as_known_on(first_day + on);
  for (int number = 0; number < measure_count; number += 200) {
    ASSERT_EQ(at(view, number, 229).status, Status::Suspended);
    ASSERT_EQ(at(view, number, 230).status, Status::InForce);  // the extension is not known yet
    ASSERT_TRUE(at(view, number, 230).projected);
  }
  const View later = large().as_known_on(first_day + 230);
  for (int number = 0; number < measure_count; number += 200) {
    ASSERT_EQ(at(later, number, 259).status, Status::Suspended);  // nor is the resumption
    ASSERT_EQ(at(later, number, 260).status, Status::InForce);
  }
}

void counts_are_right() {
  const View view = large().hindsight();
  for (int on = 0; on < 620; on += 10) {
    std::size_t expected = 0;
    for (int number = 0; number < measure_count; ++number) {
      const int age = on - number % 200;
      if ((age >= 0 && age < 200) || (age >= 250 && age < 400)) ++expected;
    }
    ASSERT_EQ(view.count_in_force(first_day + on), expected) << on;
  }
  EXPECT_EQ(view.in_force(first_day + 150).size(), view.count_in_force(first_day + 150));
}

void changes_are_right() {
  const View view = large().hindsight();
  // Fifty measures began 100 days ago and are raised, fifty began 200 days ago and are suspended.
  const auto changes = view.changes(Period::from_day(first_day + 200));
  ASSERT_EQ(changes.size(), 100U);
  for (const Change& change : changes) EXPECT_NE(change.before.rate, change.after.rate) << change.measure;
  EXPECT_EQ(view.history(id_of(0)).size(), view.history(id_of(9'999)).size());
}

// One case, since each case is a process of its own that compiles the claims.
TEST(Scale, a_hundred_thousand_claims) {
  ASSERT_EQ(large().dataset().claims.size(), 100'000U);
  states_are_right();
  nothing_is_known_early();
  counts_are_right();
  changes_are_right();
}

// ---- more readings than can be tried --------------------------------------------------------------------------------

// Five months of 30 days and more, of which each is the day of something: over 25 million readings.
const std::vector<Says> five_months{Says(Said::Imposed, "a", "2024-12-01").announced().from("2025-01").rate(10),
                                    Says(Said::Raised, "b", "2024-12-01").announced().from("2025-03").rate(20),
                                    Says(Said::Suspended, "c", "2024-12-01").announced().from("2025-05"),
                                    Says(Said::Resumed, "d", "2024-12-01").announced().from("2025-07"),
                                    Says(Said::Revoked, "e", "2024-12-01").announced().from("2025-09")};

TEST(Readings, of_dates_that_do_not_touch_are_told_apart) {
  const View view = compiled(told(five_months)).hindsight();
  const auto may_be = [&](const char* on) { return state_of(view, "m", on).may_be; };
  EXPECT_THAT(may_be("2024-12-31"), ElementsAre(Status::Scheduled));
  EXPECT_THAT(may_be("2025-01-15"), ElementsAre(Status::Scheduled, Status::InForce));
  EXPECT_THAT(may_be("2025-02-15"), ElementsAre(Status::InForce));
  EXPECT_THAT(may_be("2025-05-15"), ElementsAre(Status::InForce, Status::Suspended));
  EXPECT_THAT(may_be("2025-06-15"), ElementsAre(Status::Suspended));
  EXPECT_THAT(may_be("2025-07-15"), ElementsAre(Status::InForce, Status::Suspended));
  EXPECT_THAT(may_be("2025-08-15"), ElementsAre(Status::InForce));
  EXPECT_THAT(may_be("2025-09-15"), ElementsAre(Status::InForce, Status::Ended));
  EXPECT_THAT(may_be("2025-10-01"), ElementsAre(Status::Ended));
}

TEST(Readings, settled_days_are_certain_however_many_there_are) {
  const View view = compiled(told(five_months)).hindsight();
  for (const char* const on : {"2025-02-15", "2025-04-15", "2025-06-15", "2025-08-15", "2025-10-01"}) {
    EXPECT_EQ(state_of(view, "m", on).certainty, Certainty::Certain) << on;
  }
  for (const char* const on : {"2025-01-15", "2025-03-15", "2025-05-15", "2025-07-15", "2025-09-15"}) {
    EXPECT_EQ(state_of(view, "m", on).certainty, Certainty::Possible) << on;
  }
  EXPECT_EQ(state_of(view, "m", "2025-02-15").rate, Rate::percent(10));
  EXPECT_EQ(state_of(view, "m", "2025-04-15").rate, Rate::percent(20));
}

TEST(Readings, of_dates_that_overlap_still_answer) {
  // Some day of the same year each.
  const View view = compiled(told({Says(Said::Imposed, "a", "2024-12-01").announced().from("2025").rate(10),
                                   Says(Said::Raised, "b", "2024-12-01").announced().from("2025").rate(20),
                                   Says(Said::Suspended, "c", "2024-12-01").announced().from("2025").term("P1M"),
                                   Says(Said::Resumed, "d", "2024-12-01").announced().from("2025"),
                                   Says(Said::Revoked, "e", "2024-12-01").announced().from("2025~")}))
                        .hindsight();
  for (const Date on : days("2024-06-01", "2027-02-01")) {
    const Finding finding = *view.state("m", on);
    ASSERT_TRUE(has(finding.may_be, finding.status)) << to_string(finding);
    ASSERT_TRUE(finding.may_be.size() == 1 || finding.certainty == Certainty::Possible) << to_string(finding);
  }
  // A day in the middle of it all: it may not have begun, be in force, or be over.
  const auto middle = state_of(view, "m", "2025-07-01").may_be;
  EXPECT_TRUE(has(middle, Status::InForce));
  EXPECT_TRUE(has(middle, Status::Ended));
  EXPECT_EQ(state_of(view, "m", "2027-01-01").status, Status::Ended);
  EXPECT_EQ(state_of(view, "m", "2027-01-01").certainty, Certainty::Certain);
}

TEST(Readings, of_half_a_century) {
  const View view =
      compiled(
          told({Says(Said::Imposed, "a", "1940-01-01").announced().from("1950-01-01/1999-12-31").term("P1Y").rate(10)}))
          .hindsight();
  EXPECT_THAT(state_of(view, "m", "1939-12-31").may_be, ElementsAre(Status::None));
  EXPECT_THAT(state_of(view, "m", "1975-06-01").may_be, ElementsAre(Status::Scheduled, Status::InForce, Status::Ended));
  EXPECT_THAT(state_of(view, "m", "1999-12-31").may_be, ElementsAre(Status::InForce, Status::Ended));
  EXPECT_THAT(state_of(view, "m", "2000-12-31").may_be, ElementsAre(Status::Ended));
}

}  // namespace
}  // namespace truceline
