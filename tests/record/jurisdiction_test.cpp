#include <string_view>

#include <gtest/gtest.h>

#include <truceline/record/jurisdiction.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Jurisdiction> && sizeof(Jurisdiction) == 2 && std::is_trivially_copyable_v<Jurisdiction>);
static_assert(Jurisdiction().is_world() && !Jurisdiction('U', 'S').is_world());
static_assert(Jurisdiction('C', 'N') < Jurisdiction('U', 'S') && Jurisdiction('C', 'N') != Jurisdiction());

TEST(Jurisdiction, ReadsWhatItWrites) {
  for (const std::string_view text : {"US", "CN", "EU", "*", "ZZ"}) {
    const auto value = parse_jurisdiction(text);
    ASSERT_TRUE(value.ok()) << text;
    EXPECT_EQ(to_string(*value), text);
  }
  EXPECT_EQ(*parse_jurisdiction("*"), Jurisdiction());
}

TEST(Jurisdiction, RefusesAllElse) {
  for (const std::string_view text : {"", "U", "us", "Us", "USA", "**", "U1", " US", "US ", "\xC3\x84"}) {
    const auto value = parse_jurisdiction(text);
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_EQ(diagnostics(value.status()).front().id, "TL-201");
  }
}

TEST(Jurisdiction, HasTheClockOfItsCustomsOrCapital) {
  EXPECT_EQ(clock_of({'U', 'S'}).name(), "America/New_York");
  EXPECT_EQ(clock_of({'C', 'N'}).name(), "Asia/Shanghai");
  EXPECT_EQ(clock_of({'E', 'U'}).name(), "Europe/Brussels");
  EXPECT_EQ(clock_of({'C', 'H'}).name(), "Europe/Zurich");
  EXPECT_EQ(clock_of(Jurisdiction()), Zone());
  EXPECT_EQ(clock_of({'Z', 'Z'}), Zone());
  // Each clock that is told is one that the calendar knows: none falls back to UTC.
  for (const std::string_view code :
       {"AU", "BE", "CA", "CH", "CN", "ES", "EU", "FR", "GB", "HK", "JP", "KR", "MX", "MY", "RU", "SG", "TW", "US"}) {
    EXPECT_NE(clock_of(Jurisdiction(code[0], code[1])), Zone()) << code;
  }
}

}  // namespace
}  // namespace truceline
