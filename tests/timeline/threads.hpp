#pragma once

/// @file
/// Threads that meet, for tests of what many may do at once.

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace truceline {

inline constexpr int thread_count = 8;

/// Calls work(number) on that many threads, which begin together.
inline void in_threads(const std::function<void(int)>& work) {
  std::atomic<int> ready{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < thread_count; ++number) {
    threads.emplace_back([&, number] {
      ++ready;
      while (ready < thread_count) std::this_thread::yield();
      work(number);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace truceline
