#include <truceline/read/language.hpp>

#include <gtest/gtest.h>

namespace truceline {
namespace {

TEST(Language, TagsComeBack) {
  for (const Language language : {Language::English, Language::TraditionalChinese, Language::SimplifiedChinese}) {
    EXPECT_EQ(language_from_tag(tag(language)), language);
  }
}

TEST(Language, TagsAreReadInAnyCaseAndWithWhatFollows) {
  EXPECT_EQ(language_from_tag("EN-gb"), Language::English);
  EXPECT_EQ(language_from_tag("zh"), Language::SimplifiedChinese);
  EXPECT_EQ(language_from_tag("zh-CN"), Language::SimplifiedChinese);
  EXPECT_EQ(language_from_tag("zh-hans-HK"), Language::SimplifiedChinese);
  EXPECT_EQ(language_from_tag("zh-TW"), Language::TraditionalChinese);
  EXPECT_EQ(language_from_tag("zh-hk"), Language::TraditionalChinese);
  EXPECT_EQ(language_from_tag("ZH-HANT-MO"), Language::TraditionalChinese);
}

TEST(Language, OthersAreNone) {
  for (const char* const other : {"", "-", "fr", "english", "e", "zho"}) {
    EXPECT_FALSE(language_from_tag(other).has_value()) << other;
  }
}

}  // namespace
}  // namespace truceline
