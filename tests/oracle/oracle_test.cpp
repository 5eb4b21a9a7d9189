// The oracle against the rules by example. What both it and the library get wrong no comparison would show.

#include "oracle/oracle.hpp"

#include <gtest/gtest.h>

#include "oracle/build.hpp"
#include "oracle/cases.hpp"

namespace truceline {
namespace {

using oracle::Ask;
using oracle::Belief;
using oracle::Case;

class OracleCase : public testing::TestWithParam<int> {};

TEST_P(OracleCase, holds) {
  int asked = 0;
  for (const Case& each : oracle::cases()) {
    if (each.rule != GetParam()) continue;
    SCOPED_TRACE(each.name);
    ASSERT_TRUE(check(each.dataset).ok()) << message_of(check(each.dataset));
    for (const Ask& ask : each.asks) {
      Belief expected = ask.expected;
      expected.projected = ask.projected.value_or(false);
      const Belief answer =
          oracle::comparable(oracle::believe(each.dataset, ask.measure, ask.day, ask.known, ask.knowledge), ask);
      EXPECT_EQ(to_string(answer), to_string(expected))
          << ask.measure << " on " << to_string(ask.day) << " as known on "
          << (ask.known ? to_string(*ask.known) : "any");
      ++asked;
    }
  }
  EXPECT_GT(asked, 0);
}

INSTANTIATE_TEST_SUITE_P(Rule, OracleCase, testing::Range(1, 26), [](const auto& each) {
  return std::string(each.param < 10 ? "0" : "").append(std::to_string(each.param));
});

}  // namespace
}  // namespace truceline
