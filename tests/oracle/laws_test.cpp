// What holds of every timeline, whatever its claims: laws on random datasets, without the oracle where none is needed.

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include <truceline/timeline/timeline.hpp>

#include "oracle/build.hpp"
#include "oracle/generator.hpp"
#include "oracle/oracle.hpp"

namespace truceline {
namespace {

using oracle::random_dataset;
using oracle::Says;
using oracle::window_begin;
using oracle::window_days;

#ifdef __OPTIMIZE__
constexpr std::uint64_t datasets = 300;
#else
constexpr std::uint64_t datasets = 60;
#endif

Timeline compiled(const Dataset& dataset) {
  const Result<Timeline> timeline = Timeline::compile(dataset);
  EXPECT_TRUE(timeline.ok()) << message_of(timeline.status());
  return *timeline;
}

std::vector<Date> days(int step) {
  std::vector<Date> all;
  for (int i = -3; i < window_days + 20; i += step) all.push_back(window_begin + i);
  return all;
}

void expect_same_findings(const View& left, const View& right, const std::vector<std::string>& measures) {
  for (const std::string& measure : measures) {
    for (const Date day : days(3)) {
      const Finding one = *left.state(measure, day), other = *right.state(measure, day);
      if (one == other) continue;
      ADD_FAILURE() << measure << " on " << to_string(day) << "\n  " << to_string(oracle::belief_of(one)) << "\n  "
                    << to_string(oracle::belief_of(other)) << "\n  or the reasons differ";
      return;
    }
  }
}

std::vector<std::string> ids(const Dataset& dataset) {
  std::vector<std::string> all;
  for (const Measure& measure : dataset.measures) all.push_back(measure.id);
  return all;
}

TEST(Laws, the_order_of_loading_does_not_matter) {
  for (std::uint64_t seed = 0; seed < datasets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Dataset dataset = random_dataset(seed);
    Dataset shuffled = dataset;
    std::mt19937_64 engine(seed);
    std::shuffle(shuffled.claims.begin(), shuffled.claims.end(), engine);
    std::shuffle(shuffled.measures.begin(), shuffled.measures.end(), engine);
    std::shuffle(shuffled.sources.begin(), shuffled.sources.end(), engine);
    const Timeline left = compiled(dataset), right = compiled(shuffled);
    expect_same_findings(left.hindsight(), right.hindsight(), ids(dataset));
    for (const Date known : days(20))
      expect_same_findings(left.as_known_on(known), right.as_known_on(known), ids(dataset));
  }
}

TEST(Laws, knowledge_only_grows) {
  for (std::uint64_t seed = 0; seed < datasets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Dataset all = random_dataset(seed);
    const Timeline whole = compiled(all);
    for (const Date known : days(15)) {
      Dataset so_far = all;
      const auto later = [&](const Claim& claim) {
        const auto source = std::find_if(all.sources.begin(), all.sources.end(),
                                         [&](const Source& each) { return each.id == claim.source; });
        return known < *known_of(*source).earliest();
      };
      std::erase_if(so_far.claims, later);
      // What is not known yet may be named by what is; then the name leads nowhere.
      for (Claim& claim : so_far.claims) {
        const auto forget = [&](std::string& name) {
          const auto is_it = [&](const Claim& each) { return each.id == name; };
          if (std::none_of(so_far.claims.begin(), so_far.claims.end(), is_it)) name.clear();
        };
        forget(claim.action.of);
        forget(claim.action.anchor);
        std::erase_if(claim.corrects, [&](const std::string& name) {
          return std::none_of(so_far.claims.begin(), so_far.claims.end(),
                              [&](const Claim& each) { return each.id == name; });
        });
      }
      const bool names_the_unknown = [&] {
        for (const Claim& claim : so_far.claims) {
          const auto original = std::find_if(all.claims.begin(), all.claims.end(),
                                             [&](const Claim& each) { return each.id == claim.id; });
          if (original->action != claim.action) return true;
        }
        return false;
      }();
      if (names_the_unknown) continue;
      expect_same_findings(whole.as_known_on(known), compiled(so_far).as_known_on(known), ids(all));
    }
  }
}

TEST(Laws, segments_are_disjoint_cover_and_agree_with_state) {
  for (std::uint64_t seed = 0; seed < datasets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Dataset dataset = random_dataset(seed);
    const View view = compiled(dataset).hindsight();
    for (const std::string& measure : ids(dataset)) {
      const std::vector<Segment> history = view.history(measure);
      ASSERT_FALSE(history.empty());
      EXPECT_EQ(history.front().valid.from(), Date::min());
      EXPECT_FALSE(history.back().valid.until());
      for (std::size_t i = 0; i < history.size(); ++i) {
        if (i > 0) {
          EXPECT_EQ(history[i - 1].valid.until(), history[i].valid.from());
        }
        const Date last = history[i].valid.until() ? *history[i].valid.until() - 1 : history[i].valid.from() + 400;
        for (const Date day : {history[i].valid.from(), last}) {
          EXPECT_EQ(static_cast<const Answer&>(*view.state(measure, day)), history[i].answer)
              << measure << " on " << to_string(day);
        }
      }
    }
  }
}

TEST(Laws, counts_and_lists_agree_with_state) {
  for (std::uint64_t seed = 0; seed < datasets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Dataset dataset = random_dataset(seed);
    const View view = compiled(dataset).hindsight();
    for (const Date day : days(10)) {
      std::vector<Finding> in_force;
      for (const std::string& measure : ids(dataset)) {
        if (auto finding = view.state(measure, day); finding->status == Status::InForce)
          in_force.push_back(*std::move(finding));
      }
      EXPECT_EQ(view.in_force(day), in_force);
      EXPECT_EQ(view.count_in_force(day), in_force.size());
    }
  }
}

TEST(Laws, an_alias_renames_and_changes_nothing) {
  for (std::uint64_t seed = 0; seed < datasets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Dataset dataset = random_dataset(seed);
    Dataset renamed = dataset;
    const std::string measure = dataset.measures.front().id;
    renamed.aliases.push_back({"by another name", {measure}, ""});
    for (Claim& claim : renamed.claims) {
      if (claim.measure == measure) claim.measure = "by another name";
    }
    const View left = compiled(dataset).hindsight(), right = compiled(renamed).hindsight();
    expect_same_findings(left, right, ids(dataset));
    EXPECT_EQ(right.state("by another name", window_begin + 30), right.state(measure, window_begin + 30));
  }
}

TEST(Laws, a_scenario_leaves_the_base_and_one_without_effect_changes_nothing) {
  for (std::uint64_t seed = 0; seed < datasets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Dataset dataset = random_dataset(seed);
    const Timeline base = compiled(dataset);
    const View before = base.hindsight();
    const Result<Timeline> same = base.apply(Scenario{"nothing", "", "", {}, ""});
    ASSERT_TRUE(same.ok()) << message_of(same.status());
    expect_same_findings(before, same->hindsight(), ids(dataset));

    Claim ending = Says(Said::Revoked, "zz", "2025-03-01").on(dataset.measures.front().id).from("2025-04-10").claim();
    ending.source = dataset.sources.front().id;
    ending.standing = Standing::Hypothetical;
    ending.scenario = "lapse";
    const Result<Timeline> changed = base.apply(Scenario{"lapse", "", "", {}, ""}, {ending});
    ASSERT_TRUE(changed.ok()) << message_of(changed.status());
    expect_same_findings(before, base.hindsight(), ids(dataset));
    for (const std::string& measure : ids(dataset)) {
      for (const Date day : days(4)) {
        if (day >= oracle::day("2025-04-10")) continue;
        Finding left = *before.state(measure, day), right = *changed->hindsight().state(measure, day);
        left.projected = right.projected = false;  // the scenario's source may be the latest
        EXPECT_EQ(to_string(oracle::belief_of(left)), to_string(oracle::belief_of(right)))
            << measure << " on " << to_string(day);
      }
    }
  }
}

TEST(Laws, a_scenario_is_what_the_dataset_with_its_claim_would_be) {
  for (int start = 5; start < 50; start += 7) {  // from the day after the begin on
    const std::string from = to_string(window_begin + start);
    const std::vector<Says> told = {
        Says(Said::Imposed, "a", "2025-02-01").from("2025-03-05").rate(34),
        Says(Said::Suspended, "b", "2025-02-20").from("2025-03-20").until("2025-04-10").portion(24)};
    const Says more = Says(Said::RateSet, "c", "2025-02-01").from(from).rate(60);
    std::vector<Says> with = told;
    with.push_back(more);
    oracle::Oracle oracle(oracle::told(with));
    Dataset base = oracle::told(told);
    base.sources.push_back(more.source());
    Claim claim = more.claim();
    claim.standing = Standing::Hypothetical;
    claim.scenario = "more";
    const Result<Timeline> applied = compiled(base).apply(Scenario{"more", "", "", {}, ""}, {claim});
    ASSERT_TRUE(applied.ok()) << message_of(applied.status());
    for (const Date day : days(1)) {
      if (day < window_begin + 4) continue;  // the base answers before the life and the scenario
      EXPECT_EQ(to_string(oracle::belief_of(*applied->hindsight().state("m", day))),
                to_string(oracle.believe("m", day, std::nullopt, Knowledge::Lenient)))
          << from << ": " << to_string(day);
    }
  }
}

TEST(Laws, a_suspension_that_lapses_leaves_nothing_outside_its_days) {
  const std::vector<Says> plain = {Says(Said::Imposed, "a", "2025-02-01").from("2025-03-05").rate(34),
                                   Says(Said::RateSet, "c", "2025-02-01").from("2025-04-01").rate(60)};
  const View without = compiled(oracle::told(plain)).hindsight();
  for (int begin = 0; begin < 50; begin += 3) {
    for (const int length : {1, 10, 30}) {
      const Date from = window_begin + begin, until = from + length;
      std::vector<Says> paused = plain;
      paused.push_back(Says(Said::Suspended, "b", "2025-02-01").from(to_string(from)).until(to_string(until)));
      const View with = compiled(oracle::told(paused)).hindsight();
      for (const Date day : days(1)) {
        const Finding left = *without.state("m", day), right = *with.state("m", day);
        if (from <= day && day < until) {
          EXPECT_EQ(right.status, Status::Suspended) << to_string(day);
          continue;
        }
        EXPECT_EQ(to_string(oracle::belief_of(left)), to_string(oracle::belief_of(right))) << to_string(day);
      }
    }
  }
}

}  // namespace
}  // namespace truceline
