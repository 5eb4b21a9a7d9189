// Where claims disagree, every side must come out, and what nobody tells must be asked.

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::measure;
using oracle::Says;
using oracle::told;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::SizeIs;
using testing::UnorderedElementsAre;

std::vector<Conflict> conflicts_about(const View& view, const std::string& measure, const std::string& field) {
  std::vector<Conflict> found;
  for (Conflict& conflict : view.conflicts()) {
    if (conflict.measure == measure && conflict.field == field) found.push_back(std::move(conflict));
  }
  return found;
}

std::vector<std::string> values_of(const Conflict& conflict) {
  std::vector<std::string> values;
  for (const Contention& side : conflict.sides) {
    if (!has(values, side.value)) values.push_back(side.value);
  }
  return values;
}

std::vector<std::string> claims_of(const Conflict& conflict) {
  std::vector<std::string> claims;
  for (const Contention& side : conflict.sides) claims.push_back(side.claim);
  return claims;
}

std::optional<OpenQuestion> question(const View& view, const std::string& id) {
  for (OpenQuestion& each : view.open_questions()) {
    if (each.id == id) return std::move(each);
  }
  return std::nullopt;
}

// ---- the articles ---------------------------------------------------------------------------------------------------

struct Disagreement {
  std::string measure, field;
  std::vector<std::string> values;
  std::vector<std::string> claims;  // some that must be among the sides
};

TEST(ConflictsOfTheArticles, every_side_is_listed) {
  const std::vector<Disagreement> disagreements{
      {"xi-trump-apec-2025",
       "location",
       {"Gyeongju", "Busan"},
       {"diplomat-fortress-summit:5:xi-trump-apec-2025", "mna-apec-assertive-diplomacy:1:xi-trump-apec-2025",
        "mna-apec-assertive-diplomacy:29:xi-trump-apec-2025", "mna-apec-assertive-diplomacy:31:xi-trump-apec-2025",
        "mna-apec-assertive-diplomacy:50:xi-trump-apec-2025"}},
      {"cn-rare-earth-controls-2025-10",
       "announced",
       {"2025-10", "2025-09"},
       {"hk01-escalation-dominance:3:cn-rare-earth-controls-2025-10",
        "diplomat-fortress-summit:14:cn-rare-earth-controls-2025-10"}},
      {"xi-mishustin-2025",
       "from",
       {"2025-11-05", "2025-11-04"},
       {"independent-media-xi-mishustin:2:xi-mishustin-2025", "independent-media-xi-mishustin:43:xi-mishustin-2025",
        "independent-media-xi-mishustin:45:xi-mishustin-2025"}},
      {"us-baseline-tariff",
       "amount",
       {"about 60 countries", "over 60 countries"},
       {"scdaily-us-china-thaw:11:us-baseline-tariff", "scdaily-us-china-thaw:27:us-baseline-tariff"}},
  };
  const View view = articles().hindsight();
  for (const Disagreement& expected : disagreements) {
    SCOPED_TRACE(expected.measure + ", " + expected.field);
    const auto found = conflicts_about(view, expected.measure, expected.field);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(values_of(found.front()), testing::UnorderedElementsAreArray(expected.values));
    EXPECT_THAT(claims_of(found.front()), IsSupersetOf(expected.claims));
    EXPECT_FALSE(found.front().text.empty());
  }
}

TEST(ConflictsOfTheArticles, whom_the_freeze_covers) {
  const auto found = conflicts_about(articles().hindsight(), "us-export-controls-2025", "limits");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(claims_of(found.front()),
              UnorderedElementsAre("mna-apec-assertive-diplomacy:3:us-export-controls-2025",
                                   "mna-apec-assertive-diplomacy:32:us-export-controls-2025"));
  EXPECT_THAT(values_of(found.front()), SizeIs(2));
  EXPECT_THAT(values_of(found.front()), testing::Contains(testing::HasSubstr("some Chinese companies")));
}

TEST(ConflictsOfTheArticles, sides_come_in_the_order_of_becoming_known) {
  const auto found = conflicts_about(articles().hindsight(), "cn-rare-earth-controls-2025-10", "announced");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(values_of(found.front()), ElementsAre("2025-10", "2025-09"));  // 24 October, then 28 October
}

TEST(ConflictsOfTheArticles, a_day_that_is_only_reported_does_not_prevail) {
  const auto found = conflicts_about(articles().hindsight(), "xi-mishustin-2025", "from");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().prevails, "2025-11-05");
}

TEST(ConflictsOfTheArticles, a_conflict_arises_when_its_second_side_is_known) {
  EXPECT_THAT(conflicts_about(articles().as_known_on(day("2025-10-27")), "cn-rare-earth-controls-2025-10", "announced"),
              IsEmpty());
  EXPECT_THAT(conflicts_about(articles().as_known_on(day("2025-10-28")), "cn-rare-earth-controls-2025-10", "announced"),
              SizeIs(1));
  EXPECT_THAT(articles().as_known_on(day("2025-06-04")).conflicts(), IsEmpty());
}

TEST(ConflictsOfTheArticles, a_country_does_not_contradict_its_city) {
  const auto found = conflicts_about(articles().as_known_on(day("2025-10-28")), "xi-trump-apec-2025", "location");
  EXPECT_THAT(found, IsEmpty());  // KR and Gyeongju
}

struct Asked {
  std::string id;
  std::vector<std::string> about;
};

TEST(QuestionsOfTheArticles, what_no_article_answers_is_asked) {
  const std::vector<Asked> expected{
      {"fate-of-100-percent-threat", {"us-additional-100-tariff"}},
      {"port-fees-and-301", {"us-port-fees", "us-301-maritime"}},
      {"shipping-or-shipbuilding", {"us-301-maritime"}},
      {"which-export-control-frozen", {"us-export-controls-2025", "us-50-percent-rule"}},
      {"whom-the-freeze-covers", {"us-export-controls-2025"}},
      {"which-rare-earth-controls-suspended", {"cn-rare-earth-controls-2025-10", "cn-rare-earth-controls-2025-04"}},
      {"start-of-rare-earth-controls", {"cn-rare-earth-controls-2025-10"}},
      {"month-of-rare-earth-announcement", {"cn-rare-earth-controls-2025-10"}},
      {"start-of-one-year",
       {"us-reciprocal-tariff", "cn-rare-earth-controls-2025-10", "us-301-maritime", "us-export-controls-2025"}},
      {"countries-of-baseline-tariff", {"us-baseline-tariff"}},
      {"city-of-the-meeting", {"xi-trump-apec-2025"}},
      {"day-of-xi-mishustin", {"xi-mishustin-2025"}},
      {"publication-of-mna", {}},
  };
  const View view = articles().hindsight();
  for (const Asked& each : expected) {
    const auto asked = question(view, each.id);
    ASSERT_TRUE(asked) << each.id;
    EXPECT_TRUE(asked->stated);
    EXPECT_FALSE(asked->text.empty());
    EXPECT_FALSE(asked->claims.empty());
    EXPECT_THAT(asked->about, IsSupersetOf(each.about)) << each.id;
  }
}

TEST(QuestionsOfTheArticles, every_stated_question_is_asked_in_hindsight) {
  for (const Question& stated : articles().dataset().questions) {
    const auto asked = question(articles().hindsight(), stated.id);
    ASSERT_TRUE(asked) << stated.id;
    EXPECT_EQ(asked->text, stated.text);
    EXPECT_EQ(asked->about, stated.about);
    EXPECT_EQ(asked->claims, stated.claims);
  }
}

TEST(QuestionsOfTheArticles, a_question_is_asked_once_a_claim_raises_it) {
  EXPECT_FALSE(question(articles().as_known_on(day("2025-10-23")), "fate-of-100-percent-threat"));
  EXPECT_TRUE(question(articles().as_known_on(day("2025-10-24")), "fate-of-100-percent-threat"));
  EXPECT_FALSE(question(articles().as_known_on(day("2025-11-24")), "start-of-one-year"));
  EXPECT_TRUE(question(articles().as_known_on(day("2025-11-25")), "start-of-one-year"));
}

TEST(QuestionsOfTheArticles, no_question_names_a_claim_that_is_not_known_yet) {
  const Timeline record = compiled(*builtin_dataset("chronology"));
  for (const Timeline* const timeline : {&articles(), &record}) {
    for (const Learned& learned : timeline->learned(Period::since(Date::min()))) {
      const View view = timeline->as_known_on(learned.known);
      for (const OpenQuestion& asked : view.open_questions()) {
        for (const std::string& claim : asked.claims) {
          ASSERT_TRUE(view.knows(claim)) << asked.id << " on " << to_string(learned.known) << ": " << claim;
        }
        EXPECT_EQ(asked.text.find('_'), std::string::npos) << asked.text;
      }
    }
  }
}

TEST(QuestionsOfTheArticles, assumed_starts_and_overdue_proposals_are_found_by_computing) {
  const View view = articles().hindsight();
  for (const char* const id : {"us-reciprocal-tariff", "us-301-maritime", "us-fentanyl-tariff"}) {
    const auto start = question(view, std::string("start-of-") + id);
    ASSERT_TRUE(start) << id;
    EXPECT_FALSE(start->stated);
    EXPECT_THAT(start->about, ElementsAre(id));
  }
  const auto fate = question(view, "fate-of-us-additional-100-tariff");
  ASSERT_TRUE(fate);
  EXPECT_FALSE(fate->stated);
  // On 24 October the first of November is still to come.
  EXPECT_FALSE(question(articles().as_known_on(day("2025-10-24")), "fate-of-us-additional-100-tariff"));
}

TEST(QuestionsOfTheArticles, no_id_stands_twice) {
  std::vector<std::string> ids;
  for (const OpenQuestion& each : articles().hindsight().open_questions()) {
    EXPECT_FALSE(has(ids, each.id)) << each.id;
    ids.push_back(each.id);
  }
}

// ---- by rule --------------------------------------------------------------------------------------------------------

const Says opening = Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").rate(34);

std::vector<Conflict> conflicts(const std::vector<Says>& claims) {
  return compiled(told(claims)).hindsight().conflicts();
}

// The one conflict of some claims.
Conflict the_conflict(const std::vector<Says>& claims) {
  auto found = conflicts(claims);
  EXPECT_THAT(found, SizeIs(1));
  return found.empty() ? Conflict() : found.front();
}

TEST(ConflictByRule, rule_04_term_and_until_that_disagree) {
  const auto pause = [](const std::string& until) {
    return Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").until(until).term("P90D");
  };
  const Conflict conflict = the_conflict({opening, pause("2025-06-01")});
  EXPECT_EQ(conflict.rule, 4);
  EXPECT_EQ(conflict.field, "until");
  EXPECT_EQ(conflict.prevails, "2025-06-01");
  EXPECT_THAT(values_of(conflict), ElementsAre("2025-06-01", "P90D"));
  EXPECT_THAT(conflicts({opening, pause("2025-05-02")}), IsEmpty());  // 90 days from 1 February
  EXPECT_THAT(conflicts({opening, pause("2025-05")}), IsEmpty());     // some day of May agrees
  EXPECT_THAT(conflicts({opening, pause("2025-05-03/2025-05-09")}), SizeIs(1));
}

TEST(ConflictByRule, rule_09_an_action_without_effect) {
  const Says end = Says(Said::Revoked, "b", "2025-02-01").from("2025-02-01");
  const Conflict conflict =
      the_conflict({opening, end, Says(Said::RateSet, "c", "2025-03-01").from("2025-03-01").rate(20)});
  EXPECT_EQ(conflict.rule, 9);
  EXPECT_THAT(claims_of(conflict), testing::Contains("c"));
  EXPECT_THAT(conflicts({opening, end}), IsEmpty());
  // An expiry that only confirms an end is no conflict.
  EXPECT_THAT(conflicts({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01").until("2025-02-01"),
                         Says(Said::Expired, "b", "2025-02-05").from("2025-02-01")}),
              IsEmpty());
}

TEST(ConflictByRule, rule_11_withdrawn_too_late) {
  const Conflict conflict = the_conflict({opening, Says(Said::Withdrawn, "b", "2025-03-20")});
  EXPECT_EQ(conflict.rule, 11);
  EXPECT_THAT(claims_of(conflict), testing::Contains("b"));
  // In time it is none.
  EXPECT_THAT(conflicts({Says(Said::Imposed, "a", "2025-01-01").announced().from("2025-04-01"),
                         Says(Said::Withdrawn, "b", "2025-03-20")}),
              IsEmpty());
}

TEST(ConflictByRule, rule_13_a_previous_rate_that_was_another) {
  const auto raised = [](int previous) {
    return Says(Said::Raised, "b", "2025-02-01").from("2025-02-01").rate(84).previous(previous);
  };
  const Conflict conflict = the_conflict({opening, raised(20)});
  EXPECT_EQ(conflict.rule, 13);
  EXPECT_THAT(claims_of(conflict), testing::Contains("b"));
  EXPECT_THAT(conflicts({opening, raised(34)}), IsEmpty());
  // Where no rate was stated, the previous one tells it.
  EXPECT_THAT(conflicts({Says(Said::Imposed, "a", "2025-01-01").from("2025-01-01"), raised(20)}), IsEmpty());
}

TEST(ConflictByRule, rule_14_a_portion_above_the_gross_rate) {
  const auto pause = [](int portion) {
    return Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").portion(portion);
  };
  const Conflict conflict = the_conflict({opening, pause(40)});
  EXPECT_THAT(conflict.rule, testing::AnyOf(13, 14));
  EXPECT_THAT(claims_of(conflict), testing::Contains("b"));
  EXPECT_FALSE(compiled(told({opening, pause(40)})).hindsight().state("m", day("2025-03-01"))->rate);
  EXPECT_THAT(conflicts({opening, pause(34)}), IsEmpty());
  EXPECT_THAT(conflicts({opening, pause(24)}), IsEmpty());
}

TEST(ConflictByRule, rule_17_an_extension_that_is_shorter) {
  const Says pause = Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01").until("2025-05-01");
  const auto extended = [](const std::string& until) {
    return Says(Said::Extended, "c", "2025-04-20").from("2025-04-25").until(until).of("b");
  };
  const Conflict conflict = the_conflict({opening, pause, extended("2025-04-28")});
  EXPECT_EQ(conflict.rule, 17);
  EXPECT_THAT(claims_of(conflict), testing::Contains("c"));
  EXPECT_EQ(compiled(told({opening, pause, extended("2025-04-28")})).hindsight().state("m", day("2025-04-30"))->status,
            Status::Suspended);
  EXPECT_THAT(conflicts({opening, pause, extended("2025-07-01")}), IsEmpty());
}

TEST(ConflictByRule, rule_18_nothing_to_resume) {
  const Says resumed = Says(Said::Resumed, "c", "2025-03-01").from("2025-03-01");
  const Conflict conflict = the_conflict({opening, resumed});
  EXPECT_EQ(conflict.rule, 18);
  EXPECT_THAT(claims_of(conflict), testing::Contains("c"));
  EXPECT_THAT(conflicts({opening, Says(Said::Suspended, "b", "2025-02-01").from("2025-02-01"), resumed}), IsEmpty());
}

TEST(ConflictByRule, rule_23_articles_that_state_different_rates) {
  const Says other = Says(Said::Imposed, "b", "2025-01-02").from("2025-01-01").rate(12);
  const Conflict conflict = the_conflict({opening, other});
  EXPECT_EQ(conflict.rule, 23);
  EXPECT_EQ(conflict.field, "rate");
  EXPECT_THAT(claims_of(conflict), ElementsAre("a", "b"));
  EXPECT_THAT(values_of(conflict), ElementsAre(testing::StartsWith("34"), testing::StartsWith("12")));
  EXPECT_EQ(compiled(told({opening, other})).hindsight().state("m", day("2025-02-01"))->certainty, Certainty::Possible);
}

TEST(ConflictByRule, rule_23_an_act_prevails_over_an_article) {
  const Says act = Says(Said::Imposed, "b", "2025-01-02").act().from("2025-01-01").rate(12);
  const Finding finding = *compiled(told({opening, act})).hindsight().state("m", day("2025-02-01"));
  EXPECT_EQ(finding.rate, Rate::percent(12));
  for (const Conflict& conflict : conflicts({opening, act})) {  // losers stay visible
    EXPECT_EQ(conflict.field, "rate");
    ASSERT_TRUE(conflict.prevails);
    EXPECT_THAT(*conflict.prevails, testing::StartsWith("12"));
  }
}

TEST(ConflictByRule, rule_23_a_later_act_supersedes) {
  const auto act = [](const std::string& id, const std::string& known, int rate) {
    return Says(Said::Imposed, id, known).act().from("2025-01-01").rate(rate);
  };
  EXPECT_THAT(conflicts({act("a", "2025-01-01", 10), act("b", "2025-01-05", 12)}), IsEmpty());
  EXPECT_EQ(compiled(told({act("a", "2025-01-01", 10), act("b", "2025-01-05", 12)}))
                .hindsight()
                .state("m", day("2025-02-01"))
                ->rate,
            Rate::percent(12));
}

TEST(ConflictByRule, what_agrees_is_no_conflict) {
  EXPECT_THAT(conflicts({opening, Says(Said::Imposed, "b", "2025-01-05").from("2025-01").rate(34),
                         Says(Said::Imposed, "c", "2025-01-09").rate(34),
                         Says(Said::Suspended, "d", "2025-02-01").from("2025-02-01").until("2025-05-01"),
                         Says(Said::Extended, "e", "2025-04-20").of("d").until("2025-08-01")}),
              IsEmpty());
}

TEST(ConflictByRule, a_corrected_claim_disagrees_with_nothing) {
  const Says other = Says(Said::Imposed, "b", "2025-01-02").from("2025-01-01").rate(12);
  const Says mended = Says(Said::Imposed, "c", "2025-01-03").from("2025-01-01").rate(34).corrects("b");
  const Timeline timeline = compiled(told({opening, other, mended}));
  EXPECT_THAT(timeline.as_known_on(day("2025-01-02")).conflicts(), SizeIs(1));
  EXPECT_THAT(timeline.hindsight().conflicts(), IsEmpty());
}

TEST(ConflictByRule, conflicts_follow_the_order_of_the_dataset) {
  const auto twice = [](const std::string& id) {
    return std::vector<Says>{Says(Said::Imposed, id + "1", "2025-01-01").on(id).from("2025-01-01").rate(1),
                             Says(Said::Imposed, id + "2", "2025-01-02").on(id).from("2025-01-01").rate(2)};
  };
  auto claims = twice("n");
  for (const Says& says : twice("m")) claims.push_back(says);
  const auto found = compiled(told(claims, {measure("m"), measure("n")})).hindsight().conflicts();
  EXPECT_THAT(measures_of(found), ElementsAre("m", "n"));
}

}  // namespace
}  // namespace truceline
