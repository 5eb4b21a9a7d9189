// One table, asked by many threads at once.

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include <truceline/duty/rate_table.hpp>

#include "duty/random_trade.hpp"

namespace truceline {
namespace {

constexpr std::size_t thread_count = 4;

/// Takes pieces of work off a counter, on four threads.
void run_on_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < thread_count; ++t) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(RateTableConcurrent, ARunnersThreadsTellTheSame) {
  const View view = chronology().hindsight();
  const Lane lane{.destination = us};
  const RateTable table = *RateTable::compile(view, lane);
  Dice dice(11);
  const TradeLines some = random_lines(Crowd(view, lane), 1'000, dice);
  TradeLines lines;
  for (std::size_t i = 0; i < 300'001; ++i) {  // several pieces, the last with a tail
    const std::size_t one = dice.below(1'000);
    lines.entered.push_back(some.entered[one]);
    lines.goods.push_back(some.goods[one]);
    lines.origin.push_back(some.origin[one]);
    lines.loaded.push_back(some.loaded[one]);
  }
  const std::size_t count = lines.entered.size();
  TradeRates alone(count), together(count);
  ASSERT_TRUE(table.assess(lines.columns(), alone.columns()).ok());
  ASSERT_TRUE(table.assess(lines.columns(), together.columns(), run_on_threads).ok());
  EXPECT_EQ(alone, together);

  const auto products = *table.products(some.goods, some.origin);
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < count; ++i) numbers.push_back(static_cast<std::uint32_t>(dice.below(1'001)));
  const ProductColumns columns{lines.entered, numbers};
  ASSERT_TRUE(table.assess(products, columns, alone.columns()).ok());
  ASSERT_TRUE(table.assess(products, columns, together.columns(), run_on_threads).ok());
  EXPECT_EQ(alone, together);
}

TEST(RateTableConcurrent, ARunnerMayDoNothingForNoLines) {
  const RateTable table = *RateTable::compile(chronology().hindsight(), {.destination = us});
  TradeRates none(0);
  std::size_t pieces = 7;
  const Runner counting = [&pieces](std::size_t count, const auto&) { pieces = count; };
  ASSERT_TRUE(table.assess(ShipmentColumns{}, none.columns(), counting).ok());
  EXPECT_EQ(pieces, 0U);
}

}  // namespace
}  // namespace truceline
