// The automaton against looking for every word at every place.

#include "read/matcher.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace truceline {
namespace {

using Place = std::tuple<std::size_t, std::size_t, std::uint32_t>;

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool same(char a, char b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b);
}

std::vector<Place> naive(const std::vector<Pattern>& patterns, std::string_view text) {
  std::vector<Place> all;
  for (const Pattern& pattern : patterns) {
    const std::string& word = pattern.word;
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
      const std::size_t end = at + word.size();
      if (!std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at), same)) continue;
      if (is_alnum(word.front()) && at > 0 && is_alnum(text[at - 1])) continue;
      if (is_alnum(word.back()) && end < text.size() && is_alnum(text[end])) continue;
      all.emplace_back(at, end, pattern.number);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<Place> found(const std::vector<Pattern>& patterns, std::string_view text) {
  std::vector<Place> all;
  std::size_t last_end = 0;
  Matcher(patterns).each(text, [&](std::size_t begin, std::size_t end, std::uint32_t number) {
    EXPECT_GE(end, last_end) << "in the order of their ends";
    last_end = end;
    all.emplace_back(begin, end, number);
  });
  std::sort(all.begin(), all.end());
  return all;
}

TEST(Matcher, FindsNothingWithoutWordsOrText) {
  EXPECT_TRUE(found({}, "any text").empty());
  EXPECT_TRUE(found({{"a", 1}}, "").empty());
}

TEST(Matcher, FindsEveryWordThatEndsAtOnePlace) {
  const std::vector<Pattern> patterns = {{"对等关税", 1}, {"关税", 2}, {"税", 3}, {"税", 4},
                                         {"U.S.", 5},     {"S", 6},    {"24%", 7}};
  EXPECT_EQ(found(patterns, "对等关税 u.s. 24% 124%").size(), 7u);
}

TEST(Matcher, AgreesWithTheNaiveOneOnRandomTexts) {
  std::mt19937 random(7);
  const std::vector<std::string> letters = {"a", "b", "B", "1", " ", ".", "-", "关", "税", "。", "关", "a"};
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1);
  const auto make = [&](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += letters[letter(random)];
    return text;
  };
  std::size_t places = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<Pattern> patterns;
    for (std::uint32_t i = 0; i < 1u + static_cast<std::uint32_t>(round) % 40; ++i)
      patterns.push_back({make(1 + random() % 5), i});
    const std::string text = make(random() % 300);
    const auto expected = naive(patterns, text);
    ASSERT_EQ(found(patterns, text), expected) << text;
    places += expected.size();
  }
  EXPECT_GT(places, 10'000u);
}

TEST(Matcher, AgreesWithTheNaiveOneOnManyCharacters) {
  std::mt19937 random(8);
  const auto character = [&]() -> std::string {
    const auto byte = [](unsigned long value) { return std::string(1, static_cast<char>(value)); };
    const auto tail = [&] { return byte(0x80 + random() % 64); };
    switch (random() % 4) {
      case 0:
        return byte(1 + random() % 127);
      case 1:
        return byte(0xC2 + random() % 2) + tail();
      case 2:
        return byte(0xE4 + random() % 2) + byte(0x80) + tail();
      default:
        return byte(0xF0) + byte(0x9F) + byte(0x98) + tail();
    }
  };
  const auto make = [&](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += character();
    return text;
  };
  std::vector<Pattern> patterns;
  for (std::uint32_t i = 0; i < 3000; ++i) patterns.push_back({make(1 + random() % 3), i});
  const std::string text = make(5000);
  const auto expected = naive(patterns, text);
  EXPECT_EQ(found(patterns, text), expected);
  EXPECT_GT(expected.size(), 1000u);
}

}  // namespace
}  // namespace truceline
