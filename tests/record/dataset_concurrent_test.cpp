#include <array>
#include <filesystem>
#include <string>
#include <thread>

#include <unistd.h>

#include <gtest/gtest.h>

#include <truceline/record/dataset.hpp>

#include "record/random_dataset.hpp"

namespace truceline {
namespace {

TEST(DatasetConcurrent, ThreadsLoadSaveAndCheckAtOnce) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("truceline-concurrent-" + std::to_string(::getpid()) + ".json");
  const Dataset dataset = testing::random_dataset(3);
  ASSERT_TRUE(save_dataset(dataset, file).ok());
  constexpr int rounds = 10;
  std::array<int, 3> same{};
  {
    std::array<std::thread, same.size()> threads;
    for (std::size_t i = 0; i < threads.size(); ++i) {
      threads[i] = std::thread([&, i] {
        for (int round = 0; round < rounds; ++round) {
          const auto loaded = load_dataset(file);  // always whole, old or new
          same[i] += loaded.ok() && *loaded == dataset && check(dataset).ok() && save_dataset(dataset, file).ok();
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  std::filesystem::remove(file);
  for (const int count : same) EXPECT_EQ(count, rounds);
}

TEST(DatasetConcurrent, ThreadsReadTheBuiltInDatasetsAtOnce) {
  std::array<bool, 2> same{};
  {
    std::array<std::thread, same.size()> threads;
    for (std::size_t i = 0; i < threads.size(); ++i) {
      threads[i] = std::thread([&same, i] {
        const auto first = builtin_dataset("articles"), second = builtin_dataset("articles");
        same[i] = first.ok() && second.ok() && *first == *second;
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  for (const bool one : same) EXPECT_TRUE(one);
}

}  // namespace
}  // namespace truceline
