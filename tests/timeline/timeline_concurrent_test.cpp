// Many threads ask one timeline and its views at once; each gets what a single thread gets.

#include <atomic>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include <truceline/timeline/reconcile.hpp>

#include "timeline/compiled.hpp"
#include "timeline/threads.hpp"

namespace truceline {
namespace {

using oracle::day;

const std::vector<std::string> known_days{"2025-06-04", "2025-06-05", "2025-10-24",
                                          "2025-10-28", "2025-11-05", "2025-11-25"};
const Period autumn = *parse_period("2025-10-01/2026-12-01");

// Everything that a view can be asked.
struct Answers {
  std::vector<Segment> segments;
  std::vector<Finding> findings;
  std::vector<Finding> by_minute;
  std::vector<Finding> in_force;
  std::vector<Finding> expiring;
  std::size_t count = 0;
  std::vector<std::uint32_t> numbers;
  std::vector<Change> changes;
  std::optional<Date> next_change;
  std::vector<Segment> overlapping;
  std::vector<Conflict> conflicts;
  std::vector<OpenQuestion> questions;
  std::vector<std::optional<Explanation>> reasons;
  friend bool operator==(const Answers&, const Answers&) = default;
};

Answers ask(const View& view) {
  Answers answers;
  answers.segments = view.segments();
  for (const std::string& id : view.measures()) {
    answers.findings.push_back(view.state(*view.measure(id), day("2025-11-01")));
    answers.by_minute.push_back(*view.at(id, *parse_instant("2025-11-01T05:00Z")));
  }
  answers.in_force = view.in_force(day("2025-12-01"));
  answers.expiring = view.expiring(day("2026-10-01"), Term{.months = 1});
  answers.count = view.count_in_force(day("2025-12-01"));
  answers.numbers = view.numbers_in_force(day("2025-12-01")).numbers();
  answers.changes = view.changes(autumn);
  answers.next_change = view.next_change_day(day("2025-12-01"));
  answers.overlapping = view.overlapping(autumn);
  answers.conflicts = view.conflicts();
  answers.questions = view.open_questions();
  for (const char* const id : {"us-fentanyl-tariff", "us-additional-100-tariff"})
    answers.reasons.push_back(view.why(id, day("2026-03-01")));
  return answers;
}

TEST(TimelineConcurrency, views_of_several_known_days) {
  const Timeline timeline = compiled(*builtin_dataset("articles"));
  std::vector<Answers> alone;
  for (const std::string& by : known_days) alone.push_back(ask(timeline.as_known_on(day(by))));
  std::atomic<int> agreed{0};
  in_threads([&](int number) {
    for (std::size_t i = 0; i < known_days.size(); ++i) {
      const std::size_t which = (i + static_cast<std::size_t>(number)) % known_days.size();  // not all the same at once
      if (ask(timeline.as_known_on(day(known_days[which]))) == alone[which]) ++agreed;
    }
  });
  EXPECT_EQ(agreed, thread_count * static_cast<int>(known_days.size()));
}

TEST(TimelineConcurrency, one_view_shared_and_copied) {
  const View view = compiled(*builtin_dataset("articles")).hindsight();
  const Answers alone = ask(view);
  std::atomic<int> agreed{0};
  in_threads([&](int number) {
    const View copy = view;
    if (ask(number % 2 == 0 ? view : copy) == alone) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

TEST(TimelineConcurrency, the_timeline_itself) {
  const Timeline timeline = compiled(*builtin_dataset("articles"));
  const auto segments = timeline.segments();
  const auto learned = timeline.learned(autumn);
  const auto differences = compare(timeline.as_known_on(day("2025-10-24")), timeline.hindsight());
  const auto escalated = timeline.apply("full-escalation")->segments();
  ASSERT_FALSE(differences.empty());
  std::atomic<int> agreed{0};
  in_threads([&](int) {
    const Timeline copy = timeline;
    const auto applied = copy.apply("full-escalation");
    const bool same = copy.segments() == segments && copy.learned(autumn) == learned && applied.ok() &&
                      applied->segments() == escalated &&
                      compare(copy.as_known_on(day("2025-10-24")), copy.hindsight()) == differences;
    if (same) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

// Indexes are made when first asked for, here by all threads at once.
TEST(TimelineConcurrency, the_first_count_by_both_times) {
  const Timeline timeline = compiled(*builtin_dataset("articles"));
  std::size_t alone = 0;
  for (const std::string& by : known_days) alone += timeline.as_known_on(day(by)).count_in_force(day("2025-12-01"));
  ASSERT_GT(alone, 0U);
  std::atomic<int> agreed{0};
  in_threads([&](int) {
    std::size_t count = 0;
    for (const std::string& by : known_days) count += timeline.count_in_force(day("2025-12-01"), day(by));
    if (count == alone) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

TEST(TimelineConcurrency, threads_that_compile_each_their_own) {
  const Dataset dataset = *builtin_dataset("articles");
  const auto segments = compiled(dataset).segments();
  const auto reconciled = *reconcile(dataset);
  std::atomic<int> agreed{0};
  in_threads([&](int) {
    const auto timeline = Timeline::compile(dataset);
    const auto actions = reconcile(dataset);
    if (timeline.ok() && timeline->segments() == segments && actions.ok() && *actions == reconciled) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

TEST(TimelineConcurrency, a_timeline_dropped_while_views_are_asked) {
  const Answers alone = ask(articles().hindsight());
  std::atomic<int> agreed{0};
  std::vector<std::optional<Timeline>> own(thread_count, compiled(*builtin_dataset("articles")));  // all share one
  in_threads([&](int number) {
    auto& timeline = own[static_cast<std::size_t>(number)];
    const View view = timeline->hindsight();
    timeline.reset();
    if (ask(view) == alone) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

}  // namespace
}  // namespace truceline
