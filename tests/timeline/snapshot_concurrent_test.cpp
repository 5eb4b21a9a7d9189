// Many threads ask a freshly opened timeline for the first time; each gets what was saved.

#include <atomic>
#include <functional>
#include <thread>

#include "timeline/snapshot.hpp"
#include "timeline/threads.hpp"

namespace truceline {
namespace {

const std::vector<Date> asked_days{oracle::day("2025-10-20"), oracle::day("2025-11-12"), oracle::day("2026-12-01")};

View view_for(const Timeline& timeline, int number) {
  if (number % 3 == 0) return timeline.hindsight();
  return timeline.as_known_on(oracle::day("2025-10-25") + number,
                              number % 3 == 1 ? Knowledge::Lenient : Knowledge::Strict);
}

TEST(SnapshotConcurrency, first_questions_by_day) {
  std::vector<AskedByDay> alone;
  for (int number = 0; number < thread_count; ++number)
    alone.push_back(ask_by_day(view_for(articles(), number), asked_days));
  for (int round = 0; round < 5; ++round) {
    const Timeline opened = reopened(articles());
    std::atomic<int> agreed{0};
    in_threads([&](int number) {
      if (ask_by_day(view_for(opened, number), asked_days) == alone[static_cast<std::size_t>(number)]) ++agreed;
    });
    EXPECT_EQ(agreed, thread_count);
  }
}

TEST(SnapshotConcurrency, first_questions_of_the_records) {
  std::vector<ByRecord> alone;
  for (int number = 0; number < thread_count; ++number)
    alone.push_back(ask_by_record(view_for(articles(), number), {asked_days.front()}));
  const auto escalated = articles().apply("full-escalation")->segments();
  const Timeline opened = reopened(articles());
  std::atomic<int> agreed{0};
  in_threads([&](int number) {
    const bool same =
        ask_by_record(view_for(opened, number), {asked_days.front()}) == alone[static_cast<std::size_t>(number)];
    const auto applied = opened.apply("full-escalation");
    if (same && applied.ok() && applied->segments() == escalated && opened.dataset() == articles().dataset()) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

TEST(SnapshotConcurrency, threads_that_open_and_drop_each_their_own) {
  const Folder folder;
  ASSERT_TRUE(save_snapshot(articles(), folder / "t").ok());
  const AskedByDay alone = ask_by_day(articles().hindsight(), asked_days);
  std::atomic<int> agreed{0};
  in_threads([&](int number) {
    std::optional<Timeline> timeline = *open_snapshot(folder / "t");
    const View view = timeline->hindsight();
    timeline.reset();
    const bool saved = number != 0 || save_snapshot(articles(), folder / "t").ok();  // replaced while others open it
    if (saved && ask_by_day(view, asked_days) == alone) ++agreed;
  });
  EXPECT_EQ(agreed, thread_count);
}

}  // namespace
}  // namespace truceline
