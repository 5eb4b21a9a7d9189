#include <gtest/gtest.h>

#include <truceline/record/goods.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Goods>);

const Goods batteries{.words = {"Lithium batteries", "rare earths"},
                      .hs = {"8507", "85079010"},
                      .except = {"850790", "2846"},
                      .list = ""};

TEST(Goods, TheLongestPrefixDecides) {
  EXPECT_TRUE(names(batteries, "8507"));
  EXPECT_TRUE(names(batteries, "850760"));
  EXPECT_FALSE(names(batteries, "850790"));
  EXPECT_FALSE(names(batteries, "85079099"));
  EXPECT_TRUE(names(batteries, "8507901000"));
  EXPECT_FALSE(names(batteries, "85"));  // wider than what is named
  EXPECT_FALSE(names(batteries, "8508"));
  EXPECT_FALSE(names(batteries, "2846"));
}

TEST(Goods, APrefixBothNamedAndExceptedIsExcepted) {
  EXPECT_FALSE(names({.words = {}, .hs = {"85"}, .except = {"85"}, .list = ""}, "8507"));
}

TEST(Goods, WordsMatchFromTheStartOfAWordWhateverTheirCase) {
  EXPECT_TRUE(names(batteries, "rare earths"));
  EXPECT_TRUE(names(batteries, "Rare Earth"));
  EXPECT_TRUE(names(batteries, "batter"));
  EXPECT_TRUE(names(batteries, "EARTHS"));
  EXPECT_FALSE(names(batteries, "are"));
  EXPECT_FALSE(names(batteries, "rare earths and magnets"));
  EXPECT_TRUE(names({.words = {"unearthed earth"}, .hs = {}, .except = {}, .list = ""}, "earth"));
}

TEST(Goods, UnstatedGoodsMatchNothing) {
  EXPECT_TRUE(Goods{}.empty());
  EXPECT_FALSE(names({}, "8507"));
  EXPECT_FALSE(names({}, "ships"));
  EXPECT_FALSE(names(batteries, ""));
  EXPECT_FALSE((Goods{.words = {}, .hs = {}, .except = {}, .list = "List 3"}.empty()));
}

}  // namespace
}  // namespace truceline
