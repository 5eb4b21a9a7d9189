// What a finding tells, and the words it is told in.

#include <set>

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::fuzzy;
using oracle::Says;
using oracle::told;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Status every_status[] = {Status::None,    Status::Unknown,   Status::Proposed, Status::Scheduled,
                                   Status::InForce, Status::Suspended, Status::Ended};

Finding on(const std::vector<Says>& claims, const std::string& date) {
  return state_of(compiled(told(claims)).hindsight(), "m", date);
}

const Says opened_at_34 = Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(34);

TEST(FindingWords, are_those_of_data_and_output) {
  EXPECT_EQ(word(Status::None), "none");
  EXPECT_EQ(word(Status::Unknown), "unknown");
  EXPECT_EQ(word(Status::Proposed), "proposed");
  EXPECT_EQ(word(Status::Scheduled), "scheduled");
  EXPECT_EQ(word(Status::InForce), "in_force");
  EXPECT_EQ(word(Status::Suspended), "suspended");
  EXPECT_EQ(word(Status::Ended), "ended");
  EXPECT_EQ(word(Certainty::Certain), "certain");
  EXPECT_EQ(word(Certainty::Possible), "possible");
  EXPECT_EQ(word(Assumed::Since), "since");
  EXPECT_EQ(word(Assumed::Until), "until");
}

TEST(FindingWords, of_a_status_read_back) {
  std::set<std::string_view> words;
  for (const Status status : every_status) {
    EXPECT_EQ(status_from_word(word(status)), status);
    words.insert(word(status));
  }
  EXPECT_EQ(words.size(), std::size(every_status));
}

TEST(FindingWords, no_other_text_is_a_status) {
  for (const char* const text : {"", "In_force", "in force", "in_force ", "certain", "noned"})
    EXPECT_FALSE(status_from_word(text)) << text;
}

TEST(FindingWords, of_no_status) { EXPECT_EQ(word(static_cast<Status>(99)), ""); }

TEST(Finding, absent_is_not_zero) {
  const Finding unstated = on({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01")}, "2025-02-01");
  EXPECT_EQ(unstated.status, Status::InForce);
  EXPECT_FALSE(unstated.rate);
  const Finding zero = on({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(0)}, "2025-02-01");
  EXPECT_EQ(zero.rate, Rate());
  const Finding varying = on({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").varying()}, "2025-02-01");
  EXPECT_FALSE(varying.rate);
  EXPECT_TRUE(varying.varying);
  EXPECT_FALSE(unstated.varying);
}

TEST(Finding, a_portion_that_is_suspended_leaves_the_rest) {
  const Finding finding =
      on({opened_at_34, Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").term("P1Y").portion(24)},
         "2025-03-01");
  EXPECT_EQ(finding.status, Status::InForce);
  EXPECT_EQ(finding.rate, Rate::percent(10));
  EXPECT_EQ(finding.suspended_rate, Rate::percent(24));
  EXPECT_EQ(finding.since, fuzzy("2025-02-01"));
  EXPECT_EQ(finding.until, fuzzy("2026-02-01"));
  EXPECT_THAT(finding.assumed, IsEmpty());
  EXPECT_EQ(finding.next, (Next{fuzzy("2026-02-01"), Status::InForce, Rate::percent(34)}));
  EXPECT_EQ(finding.certainty, Certainty::Certain);
}

TEST(Finding, an_end_counted_from_an_assumed_start_is_assumed) {
  const std::vector<Says> claims{opened_at_34, Says(Said::Suspended, "b", "2025-02-01").term("P1Y")};
  const Finding finding = on(claims, "2025-03-01");
  EXPECT_EQ(finding.status, Status::Suspended);
  EXPECT_THAT(finding.assumed, ElementsAre(Assumed::Since, Assumed::Until));
  EXPECT_EQ(finding.since, fuzzy("2025-02-01"));
  EXPECT_EQ(finding.until, fuzzy("2026-02-01"));
  EXPECT_EQ(finding.certainty, Certainty::Possible);
  // A stated end is not, whatever the start.
  const Finding stated = on({opened_at_34, Says(Said::Suspended, "b", "2025-02-01").until("2026-02-01")}, "2025-03-01");
  EXPECT_THAT(stated.assumed, ElementsAre(Assumed::Since));
}

TEST(Finding, imprecise_dates_bound_the_run) {
  const std::vector<Says> claims{
      Says(Said::Imposed, "a", "2025-01-10").announced().from("2025-03").term("P1M").rate(10)};
  const Finding early = on(claims, "2025-03-10");
  EXPECT_EQ(early.status, Status::InForce);
  EXPECT_EQ(early.certainty, Certainty::Possible);
  EXPECT_THAT(early.may_be, ElementsAre(Status::Scheduled, Status::InForce));
  EXPECT_EQ(early.since, fuzzy("2025-03"));
  ASSERT_TRUE(early.until);
  EXPECT_EQ(early.until->earliest(), day("2025-04-01"));
  EXPECT_EQ(early.until->latest(), day("2025-04-30"));
  const Finding settled = on(claims, "2025-03-31");
  EXPECT_EQ(settled.certainty, Certainty::Certain);
  EXPECT_THAT(settled.may_be, ElementsAre(Status::InForce));
}

TEST(Finding, rests_on_claims_and_their_sources) {
  const Finding finding = on({opened_at_34, Says(Said::Imposed, "b", "2025-01-03").from("2025-01-01").rate(34),
                              Says(Said::Raised, "c", "2025-05-01").from("2025-06-01").rate(50)},
                             "2025-03-01");
  EXPECT_THAT(finding.because, ElementsAre("a", "b"));
  EXPECT_THAT(finding.sources, ElementsAre("s-a", "s-b"));
}

TEST(Finding, no_source_stands_twice) {
  for (const Finding& finding : articles().hindsight().find({.on = day("2025-12-01")})) {
    EXPECT_FALSE(finding.because.empty()) << finding.measure;
    EXPECT_EQ(std::set<std::string>(finding.sources.begin(), finding.sources.end()).size(), finding.sources.size())
        << finding.measure;
    EXPECT_EQ(std::set<std::string>(finding.because.begin(), finding.because.end()).size(), finding.because.size())
        << finding.measure;
  }
}

TEST(Finding, may_be_holds_its_status_once_and_in_order) {
  for (const Segment& segment : articles().segments()) {
    const auto& all = segment.answer.may_be;
    EXPECT_TRUE(has(all, segment.answer.status)) << to_string(segment);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end())) << to_string(segment);
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end()) << to_string(segment);
    EXPECT_TRUE(all.size() == 1 || segment.answer.certainty == Certainty::Possible) << to_string(segment);
  }
}

TEST(Finding, ending_and_standing_are_told_of_their_states_alone) {
  for (const Segment& segment : articles().segments()) {
    EXPECT_EQ(segment.answer.ending.has_value(), segment.answer.status == Status::Ended) << to_string(segment);
    EXPECT_EQ(segment.answer.standing.has_value(), segment.answer.status == Status::Proposed) << to_string(segment);
    if (segment.answer.status != Status::InForce && segment.answer.status != Status::Suspended) {
      EXPECT_FALSE(segment.answer.rate) << to_string(segment);
      EXPECT_FALSE(segment.answer.suspended_rate) << to_string(segment);
    }
  }
}

TEST(Finding, equal_if_all_they_tell_is_equal) {
  const Finding finding = on({opened_at_34}, "2025-03-01");
  EXPECT_EQ(finding, on({opened_at_34}, "2025-03-01"));
  EXPECT_NE(finding, on({opened_at_34}, "2025-03-02"));
  Finding other = finding;
  other.because.clear();
  EXPECT_NE(finding, other);
}

}  // namespace
}  // namespace truceline
