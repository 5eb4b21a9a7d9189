// Numbers in digits, in English words and in Chinese characters.

#include "read/numeral.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace truceline {
namespace {

struct Reads {
  std::string_view text;
  std::int64_t whole;
  std::int32_t millionths = 0;
};

std::string_view read_bytes(std::string_view text, const Numeral& number) { return text.substr(0, number.end); }

TEST(Numeral, ReadsDigitsWithGroupsPointsAndSizes) {
  for (const Reads& expected : std::vector<Reads>{{"7", 7},
                                                  {"1,075", 1075},
                                                  {"12,345,678", 12'345'678},
                                                  {"7.5", 7, 500'000},
                                                  {"0.0001", 0, 100},
                                                  {"200 billion", 200'000'000'000},
                                                  {"1.2 million", 1'200'000},
                                                  {"1.5k", 1500},
                                                  {"3万", 30'000},
                                                  {"3.5万亿", 3'500'000'000'000},
                                                  {"2000亿", 200'000'000'000},
                                                  {"21st", 21},
                                                  {"12th", 12}}) {
    const auto number = numeral_at(expected.text, 0);
    ASSERT_TRUE(number) << expected.text;
    EXPECT_EQ(number->whole, expected.whole) << expected.text;
    EXPECT_EQ(number->millionths, expected.millionths) << expected.text;
    EXPECT_EQ(read_bytes(expected.text, *number), expected.text);
    EXPECT_TRUE(number->in_digits);
  }
}

TEST(Numeral, TakesOnlyWhatIsANumber) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"12,2015", "12"},  {"2015.5.13", "2015"}, {"11st", "11"}, {"5.", "5"},
      {"1,0755", "1"},    {"7 billions", "7"},   {"百分", "百"}, {"nineteen ninety", "nineteen"},
      {"20百分点", "20"}, {"one two", "one"}};
  for (const auto& [text, taken] : cases) {
    const auto number = numeral_at(text, 0);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(read_bytes(text, *number), taken) << text;
  }
  for (const std::string_view text : {"", "x", "hundred", "万", "点五", "and", "二三十", "999999999999999999999"}) {
    EXPECT_FALSE(numeral_at(text, 0)) << text;
  }
}

TEST(Numeral, ReadsEnglishWords) {
  for (const Reads& expected : std::vector<Reads>{{"zero", 0},
                                                  {"Ten", 10},
                                                  {"twenty-one", 21},
                                                  {"ninety nine", 99},
                                                  {"two thousand and eighteen", 2018},
                                                  {"nineteen hundred ninety three", 1993},
                                                  {"one hundred and five", 105},
                                                  {"three million two hundred thousand", 3'200'000},
                                                  {"five billion", 5'000'000'000},
                                                  {"twenty-second", 22},
                                                  {"third", 3}}) {
    const auto number = numeral_at(expected.text, 0);
    ASSERT_TRUE(number) << expected.text;
    EXPECT_EQ(number->whole, expected.whole) << expected.text;
    EXPECT_EQ(read_bytes(expected.text, *number), expected.text);
    EXPECT_FALSE(number->in_digits);
  }
  EXPECT_TRUE(numeral_at("twenty-second", 0)->ordinal);
  EXPECT_TRUE(numeral_at("3rd", 0)->ordinal);
  EXPECT_FALSE(numeral_at("thirty", 0)->ordinal);
}

TEST(Numeral, ReadsChineseCharacters) {
  for (const Reads& expected : std::vector<Reads>{{"零", 0},
                                                  {"十", 10},
                                                  {"十二", 12},
                                                  {"二十", 20},
                                                  {"三十五", 35},
                                                  {"一百", 100},
                                                  {"一百零二", 102},
                                                  {"一百二", 120},
                                                  {"一百一十一点一一二", 111, 112'000},
                                                  {"两千零四", 2004},
                                                  {"二零二五", 2025},
                                                  {"二〇二五", 2025},
                                                  {"七十五万", 750'000},
                                                  {"拾万零五十六点叁叁", 100'056, 330'000},
                                                  {"三亿五千万", 350'000'000},
                                                  {"六点五", 6, 500'000},
                                                  {"半", 0, 500'000},
                                                  {"一 百 五 十", 150}}) {
    const auto number = numeral_at(expected.text, 0);
    ASSERT_TRUE(number) << expected.text;
    EXPECT_EQ(number->whole, expected.whole) << expected.text;
    EXPECT_EQ(number->millionths, expected.millionths) << expected.text;
    EXPECT_EQ(read_bytes(expected.text, *number), expected.text);
  }
}

/// Chinese for a number below 10^8, by the school rule, to compare with.
std::string in_chinese(int number) {
  static constexpr std::string_view digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number == 0) return std::string(digits[0]);
  const auto section = [&](int value) {
    std::string text;
    bool gap = false;
    for (const auto& [place, name] : {std::pair{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}) {
      const int digit = value / place % 10;
      if (digit == 0) {
        gap = gap || !text.empty();
        continue;
      }
      if (gap) text += digits[0];
      gap = false;
      text += digits[digit];
      text += name;
    }
    return text;
  };
  std::string text;
  if (number >= 10'000) text = section(number / 10'000) + "万";
  const int rest = number % 10'000;
  if (rest != 0 && !text.empty() && rest < 1000) text += digits[0];
  return text + section(rest);
}

TEST(Numeral, ReadsBackWhatTheSchoolRuleWrites) {
  for (int number = 0; number < 100'000'000; number = number < 30'000 ? number + 1 : number + 99'991) {
    const std::string text = in_chinese(number);
    const auto read = numeral_at(text, 0);
    ASSERT_TRUE(read) << text;
    ASSERT_EQ(read->whole, number) << text;
    ASSERT_EQ(read->end, text.size()) << text;
  }
}

/// English for a number below a million.
std::string in_english(int number) {
  static constexpr std::string_view small[] = {
      "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr std::string_view tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                              "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (number < 20) return std::string(small[number]);
  if (number < 100) {
    return std::string(tens[number / 10]) + (number % 10 == 0 ? "" : "-" + std::string(small[number % 10]));
  }
  if (number < 1000) {
    return in_english(number / 100) + " hundred" + (number % 100 == 0 ? "" : " and " + in_english(number % 100));
  }
  const int rest = number % 1000;
  return in_english(number / 1000) + " thousand" + (rest == 0 ? "" : (rest < 100 ? " and " : " ") + in_english(rest));
}

TEST(Numeral, ReadsBackEnglishWords) {
  for (int number = 0; number < 1'000'000; number = number < 3'000 ? number + 1 : number + 997) {
    const std::string text = in_english(number);
    const auto read = numeral_at(text, 0);
    ASSERT_TRUE(read) << text;
    ASSERT_EQ(read->whole, number) << text;
    ASSERT_EQ(read->end, text.size()) << text;
  }
}

}  // namespace
}  // namespace truceline
