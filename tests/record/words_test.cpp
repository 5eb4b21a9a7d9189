#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <truceline/record/words.hpp>

namespace truceline {
namespace {

template <class Enum>
class Words : public ::testing::Test {};
using Enums = ::testing::Types<SourceKind, MeasureKind, Said, Verb, Ending, Standing, StackingEffect, StackingBase>;
TYPED_TEST_SUITE(Words, Enums);

TYPED_TEST(Words, AreDistinctAndReadBack) {
  std::set<std::string_view> seen;
  int next = 0;
  for (const TypeParam value : all_of<TypeParam>()) {
    EXPECT_EQ(static_cast<int>(value), next++);
    const std::string_view text = word(value);
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), text.npos) << text;
    EXPECT_TRUE(seen.insert(text).second) << text;
    EXPECT_EQ(from_word<TypeParam>(text), value);
    EXPECT_EQ(from_word<TypeParam>(std::string(text) + "s"), std::nullopt);
  }
  EXPECT_EQ(word(static_cast<TypeParam>(next)), "");
  EXPECT_EQ(from_word<TypeParam>(""), std::nullopt);
}

TEST(WordsOfTheRecord, AreTheEnumeratorsInSnakeCase) {
  EXPECT_EQ(word(MeasureKind::ExportControl), "export_control");
  EXPECT_EQ(word(MeasureKind::Other), "other");
  EXPECT_EQ(word(Said::StruckDown), "struck_down");
  EXPECT_EQ(word(Said::Noted), "noted");
  EXPECT_EQ(word(Verb::Occurred), "occurred");
  EXPECT_EQ(word(Ending::Held), "held");
  EXPECT_EQ(word(Standing::Hypothetical), "hypothetical");
  EXPECT_EQ(word(SourceKind::Act), "act");
  EXPECT_EQ(word(StackingEffect::OnRemainder), "on_remainder");
  EXPECT_EQ(word(StackingBase::Content), "content");
  EXPECT_EQ(from_word<Said>("Imposed"), std::nullopt);
}

}  // namespace
}  // namespace truceline
