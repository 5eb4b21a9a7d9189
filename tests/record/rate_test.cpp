#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <truceline/record/rate.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Rate> && std::is_trivially_copyable_v<Rate> && sizeof(Rate) == 8);
static_assert(Rate::percent(34) - Rate::percent(24) == Rate::percent(10));
static_assert(Rate::ppm(75'000) + Rate::ppm(25'000) == Rate::percent(10));
static_assert(Rate() == Rate::percent(0) && Rate::ppm(1) < Rate::ppm(2));

TEST(Rate, ReadsPercentExactly) {
  for (const auto& [text, ppm] : {std::pair<std::string_view, std::int64_t>{"0", 0},
                                  {"24", 240'000},
                                  {"7.5", 75'000},
                                  {"7.50", 75'000},
                                  {"0.0001", 1},
                                  {"100.25", 1'002'500},
                                  {"1000000", 10'000'000'000}}) {
    const auto rate = parse_percent(text);
    ASSERT_TRUE(rate.ok()) << text;
    EXPECT_EQ(rate->ppm(), ppm) << text;
  }
}

TEST(Rate, RefusesAllElse) {
  for (const auto& [text, id] : {std::pair<std::string_view, std::string_view>{"", "TL-211"},
                                 {"-1", "TL-211"},
                                 {"+1", "TL-211"},
                                 {"1e2", "TL-211"},
                                 {"24%", "TL-211"},
                                 {" 24", "TL-211"},
                                 {"24 ", "TL-211"},
                                 {"7,5", "TL-211"},
                                 {".5", "TL-211"},
                                 {"5.", "TL-211"},
                                 {".", "TL-211"},
                                 {"1.2.3", "TL-211"},
                                 {"007", "TL-211"},
                                 {"0.00001", "TL-212"},
                                 {"1.00000", "TL-212"},
                                 {"1000000.0001", "TL-212"},
                                 {"1000001", "TL-212"},
                                 {"9223372036854775808", "TL-212"},
                                 {"99999999999999999999999999", "TL-212"}}) {
    const auto rate = parse_percent(text);
    ASSERT_FALSE(rate.ok()) << text;
    EXPECT_EQ(diagnostics(rate.status()).front().id, id) << text;
  }
}

TEST(Rate, WritesTheShortestPercent) {
  EXPECT_EQ(to_percent(Rate()), "0");
  EXPECT_EQ(to_percent(Rate::percent(24)), "24");
  EXPECT_EQ(to_percent(Rate::ppm(75'000)), "7.5");
  EXPECT_EQ(to_percent(Rate::ppm(1)), "0.0001");
  EXPECT_EQ(to_percent(Rate::ppm(100'100)), "10.01");
  EXPECT_EQ(to_percent(Rate::percent(10) - Rate::ppm(115'000)), "-1.5");
  EXPECT_EQ(to_percent(Rate::ppm(std::numeric_limits<std::int64_t>::min())), "-922337203685477.5808");
}

TEST(Rate, WhatIsWrittenReadsBack) {
  for (std::int64_t ppm = 0; ppm <= 10'000'000'000; ppm = ppm * 3 / 2 + 1) {
    const auto rate = parse_percent(to_percent(Rate::ppm(ppm)));
    ASSERT_TRUE(rate.ok()) << ppm;
    EXPECT_EQ(rate->ppm(), ppm);
  }
}

}  // namespace
}  // namespace truceline
