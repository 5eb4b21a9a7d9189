// From claims to what was done.

#include <numeric>

#include <gmock/gmock.h>

#include <truceline/timeline/reconcile.hpp>

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
using testing::SizeIs;
using testing::UnorderedElementsAre;

std::vector<Reconciled> reconciled(const Dataset& dataset, std::optional<Date> known = std::nullopt) {
  Result<std::vector<Reconciled>> result = reconcile(dataset, known);
  EXPECT_TRUE(result.ok()) << message_of(result.status());
  return result.ok() ? *std::move(result) : std::vector<Reconciled>();
}

// What was done to one measure of the articles.
std::vector<Reconciled> done_to(const std::string& id, std::optional<Date> known = std::nullopt) {
  auto all = reconciled(articles().dataset(), known);
  std::erase_if(all, [&](const Reconciled& each) { return each.measure != id; });
  return all;
}

// ---- the articles ---------------------------------------------------------------------------------------------------

TEST(ReconcileArticles, two_languages_tell_of_one_cut) {
  const auto done = done_to("us-fentanyl-tariff");
  ASSERT_THAT(done, SizeIs(2));
  EXPECT_EQ(done[0].action.said, Said::Imposed);
  EXPECT_EQ(done[0].action.rate, Rate::percent(20));
  EXPECT_EQ(done[0].start, fuzzy("2025-10-24"));
  EXPECT_TRUE(done[0].assumed);
  EXPECT_EQ(done[1].action.said, Said::Lowered);
  EXPECT_EQ(done[1].action.rate, Rate::percent(10));
  EXPECT_EQ(done[1].action.previous, Rate::percent(20));
  EXPECT_TRUE(done[1].action.from.is_unknown());  // no source states it
  EXPECT_EQ(done[1].start, fuzzy("2025-10-30"));  // the meeting's day
  EXPECT_TRUE(done[1].assumed);
  EXPECT_EQ(done[1].standing, Standing::Announced);
  EXPECT_EQ(done[1].known, day("2025-11-25"));
  EXPECT_THAT(done[1].claims, ElementsAre("mna-apec-assertive-diplomacy:2:us-fentanyl-tariff",
                                          "mna-apec-assertive-diplomacy:32:us-fentanyl-tariff"));
}

TEST(ReconcileArticles, a_freeze_of_24_points_for_a_year) {
  const auto done = done_to("us-reciprocal-tariff");
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].action.said, Said::Suspended);
  EXPECT_EQ(done[0].action.portion, Rate::percent(24));
  EXPECT_EQ(done[0].action.term, (Term{.months = 12}));
  EXPECT_FALSE(done[0].action.until);
  EXPECT_FALSE(done[0].action.rate);
  EXPECT_EQ(done[0].start, fuzzy("2025-10-30"));
  EXPECT_TRUE(done[0].assumed);
}

TEST(ReconcileArticles, one_start_is_stated_for_the_controls_of_october) {
  const auto announced = done_to("cn-rare-earth-controls-2025-10", day("2025-10-24"));
  ASSERT_THAT(announced, SizeIs(1));
  EXPECT_EQ(announced[0].start, fuzzy("2025-12-01"));
  EXPECT_EQ(announced[0].action.from, fuzzy("2025-12-01"));
  EXPECT_FALSE(announced[0].assumed);
  EXPECT_EQ(announced[0].standing, Standing::Announced);
  EXPECT_THAT(announced[0].claims, UnorderedElementsAre("hk01-escalation-dominance:3:cn-rare-earth-controls-2025-10",
                                                        "hk01-escalation-dominance:8:cn-rare-earth-controls-2025-10",
                                                        "hk01-escalation-dominance:11:cn-rare-earth-controls-2025-10",
                                                        "hk01-escalation-dominance:22:cn-rare-earth-controls-2025-10",
                                                        "hk01-escalation-dominance:27:cn-rare-earth-controls-2025-10"));
  // Four days later a source tells it as done.
  const auto begun = done_to("cn-rare-earth-controls-2025-10", day("2025-10-28"));
  const auto told_begun = std::find_if(begun.begin(), begun.end(),
                                       [](const Reconciled& each) { return each.action.said == Said::Imposed; });
  ASSERT_NE(told_begun, begun.end());
  EXPECT_EQ(told_begun->standing, Standing::Done);
  EXPECT_THAT(told_begun->claims, Contains("diplomat-fortress-summit:18:cn-rare-earth-controls-2025-10"));
}

TEST(ReconcileArticles, the_meeting_is_one_however_often_it_is_told) {
  const auto done = done_to("xi-trump-apec-2025");
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].start, fuzzy("2025-10-30"));
  EXPECT_FALSE(done[0].assumed);
  EXPECT_EQ(done[0].standing, Standing::Done);
  EXPECT_EQ(done[0].known, day("2025-10-24"));
  EXPECT_THAT(done[0].claims, Contains("hk01-escalation-dominance:1:xi-trump-apec-2025"));
  EXPECT_THAT(done[0].claims, Contains("mna-apec-assertive-diplomacy:50:xi-trump-apec-2025"));
}

TEST(ReconcileArticles, an_alias_is_about_each_of_its_measures) {
  EXPECT_THAT(done_to("us-mutual-tariff-cut-2025"), SizeIs(1));
  EXPECT_THAT(done_to("cn-mutual-tariff-cut-2025"), SizeIs(1));
}

TEST(ReconcileArticles, threats_are_no_actions) {
  EXPECT_THAT(done_to("us-additional-100-tariff"), IsEmpty());
  for (const Reconciled& each : reconciled(articles().dataset())) EXPECT_TRUE(moves(each.standing)) << each.measure;
}

TEST(ReconcileArticles, nothing_is_done_before_it_is_known) {
  EXPECT_THAT(reconciled(articles().dataset(), day("2025-06-04")), IsEmpty());
  for (const char* const by : {"2025-06-05", "2025-10-24", "2025-11-05"}) {
    for (const Reconciled& each : reconciled(articles().dataset(), day(by)))
      EXPECT_LE(each.known, day(by)) << each.measure;
  }
}

TEST(ReconcileArticles, every_moving_claim_is_in_one_action) {
  std::vector<std::string> moving;
  for (const Claim& claim : articles().dataset().claims) {
    if (moves(claim.standing) && claim.action.said != Said::Progress && claim.action.said != Said::Noted)
      moving.push_back(claim.id);
  }
  std::vector<std::string> grouped;
  for (const Reconciled& each : reconciled(articles().dataset()))
    grouped.insert(grouped.end(), each.claims.begin(), each.claims.end());
  EXPECT_THAT(grouped, testing::UnorderedElementsAreArray(moving));
}

TEST(ReconcileArticles, actions_come_in_the_order_of_measures_then_of_time) {
  const auto all = reconciled(articles().dataset());
  const auto& ids = articles().dataset().measures;
  const auto place = [&](const std::string& id) {
    return std::find_if(ids.begin(), ids.end(), [&](const Measure& m) { return m.id == id; }) - ids.begin();
  };
  for (std::size_t i = 1; i < all.size(); ++i) {
    ASSERT_LE(place(all[i - 1].measure), place(all[i].measure));
    if (all[i - 1].measure != all[i].measure) continue;
    ASSERT_LE(*all[i - 1].start.earliest(), *all[i].start.earliest()) << all[i].measure;
  }
}

TEST(ReconcileArticles, the_order_of_claims_does_not_matter) {
  const auto expected = reconciled(articles().dataset());
  Dataset shuffled = articles().dataset();
  const std::size_t count = shuffled.claims.size();
  for (const std::size_t stride : {std::size_t{5}, std::size_t{71}}) {  // coprime to 178
    ASSERT_EQ(std::gcd(stride, count), 1U);
    for (std::size_t i = 0; i < count; ++i) shuffled.claims[i] = articles().dataset().claims[i * stride % count];
    std::reverse(shuffled.sources.begin(), shuffled.sources.end());
    EXPECT_EQ(reconciled(shuffled), expected);
  }
}

// ---- field by field -------------------------------------------------------------------------------------------------

TEST(Reconcile, the_more_precise_date_counts) {
  const auto done = reconciled(
      told({Says(Said::Imposed, "a", "2025-05-01").from("2025-04").rate(10),
            Says(Said::Imposed, "b", "2025-05-02").from("2025-04-05"), Says(Said::Imposed, "c", "2025-05-03")}));
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].start, fuzzy("2025-04-05"));
  EXPECT_EQ(done[0].action.rate, Rate::percent(10));
  EXPECT_EQ(done[0].known, day("2025-05-01"));
  EXPECT_THAT(done[0].claims, ElementsAre("a", "b", "c"));
  EXPECT_FALSE(done[0].assumed);
}

TEST(Reconcile, an_act_counts_over_an_article) {
  const auto done = reconciled(told({Says(Said::Imposed, "a", "2025-05-01").act().from("2025-04-05").rate(10),
                                     Says(Said::Imposed, "b", "2025-05-09").from("2025-04-05").rate(12)}));
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].action.rate, Rate::percent(10));
}

TEST(Reconcile, other_days_are_other_actions) {
  EXPECT_THAT(reconciled(told({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01"),
                               Says(Said::RateSet, "b", "2025-02-01").from("2025-02-01").rate(20),
                               Says(Said::RateSet, "c", "2025-03-01").from("2025-03-01").rate(30)})),
              SizeIs(3));
}

TEST(Reconcile, an_undecided_start_is_left_open) {
  const auto done = reconciled(told({Says(Said::Imposed, "a", "2025-01-01").announced().undecided()}));
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_TRUE(done[0].start.is_unknown());
  EXPECT_TRUE(done[0].action.undecided);
  EXPECT_FALSE(done[0].assumed);
}

TEST(Reconcile, the_firmest_standing_counts) {
  const auto done = reconciled(told({Says(Said::Imposed, "a", "2025-01-01").announced().from("2025-02-01"),
                                     Says(Said::Imposed, "b", "2025-02-02").from("2025-02-01")}));
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].standing, Standing::Done);
}

TEST(Reconcile, a_corrected_claim_does_nothing_from_then_on) {
  const Dataset dataset = told({Says(Said::Imposed, "a", "2025-01-01").from("2025-02-01").rate(10),
                                Says(Said::Imposed, "b", "2025-01-05").from("2025-02-10").rate(10).corrects("a")});
  EXPECT_EQ(reconciled(dataset, day("2025-01-04")).at(0).start, fuzzy("2025-02-01"));
  const auto done = reconciled(dataset);
  ASSERT_THAT(done, SizeIs(1));
  EXPECT_EQ(done[0].start, fuzzy("2025-02-10"));
  EXPECT_THAT(done[0].claims, ElementsAre("b"));
}

TEST(Reconcile, refuses_what_check_refuses) {
  const Dataset dataset = told({Says(Said::Imposed, "a", "2025-01-01").on("nowhere")});
  const auto result = reconcile(dataset);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.status(), check(dataset));
  EXPECT_EQ(diagnostics(result.status()).at(0).id, "TL-323");
}

TEST(Reconcile, nothing_comes_of_nothing) { EXPECT_THAT(reconciled({}), IsEmpty()); }

}  // namespace
}  // namespace truceline
