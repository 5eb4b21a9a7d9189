// The library and the oracle agree, on random timelines. TRUCELINE_ORACLE_TIMELINES sets how many: 10,000 by default,
// fewer where the build is not optimised; any number of seeds may be tried, each is a dataset.

#include "oracle/agreement.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "oracle/generator.hpp"

namespace truceline {
namespace {

int timelines() {
  if (const char* text = std::getenv("TRUCELINE_ORACLE_TIMELINES")) return std::atoi(text);
#ifdef __OPTIMIZE__
  return 10'000;
#else
  return 1'000;
#endif
}

constexpr int ranges = 4;

// The ranges are tests of their own, so that they can run side by side.
class Agreement : public testing::TestWithParam<int> {};

TEST_P(Agreement, on_random_timelines) {
  const int count = (timelines() + ranges - 1) / ranges;
  for (int i = 0; i < count; ++i) {
    const auto seed = static_cast<std::uint64_t>(GetParam()) * 1'000'000 + static_cast<std::uint64_t>(i);
    const Dataset dataset = oracle::random_dataset(seed);
    ASSERT_TRUE(check(dataset).ok()) << message_of(check(dataset));
    ASSERT_TRUE(Timeline::compile(dataset).ok()) << message_of(Timeline::compile(dataset).status());
    if (!oracle::disagreement(dataset, seed)) continue;
    FAIL() << oracle::report(oracle::shrunk(dataset, seed), seed);
  }
}

INSTANTIATE_TEST_SUITE_P(Range, Agreement, testing::Range(0, ranges));

}  // namespace
}  // namespace truceline
