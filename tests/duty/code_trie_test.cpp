// The trie tells of every code what the rule says of it, whatever is mentioned.

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "duty/code_trie.hpp"

namespace truceline {
namespace {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  std::string digits(std::size_t count) {
    std::string text;
    while (text.size() < count) text += static_cast<char>('0' + below(10));
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

/// Codes that are told apart by what covers them and what lies under them, in the plainest way.
class Classes {
 public:
  explicit Classes(std::vector<HsCode> mentioned) : mentioned_(std::move(mentioned)) {}
  std::uint32_t operator()(HsCode code) {
    std::vector<bool> key;
    for (const HsCode one : mentioned_) {
      key.push_back(one.covers(code));
      key.push_back(code.covers(one) && one != code);
    }
    return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::vector<HsCode> mentioned_;
  std::map<std::vector<bool>, std::uint32_t> numbers_;
};

/// Asks for all of the codes one by one and together.
void expect_numbers(const CodeTrie& trie, const std::vector<HsCode>& codes,
                    const std::function<std::uint32_t(HsCode)>& number) {
  for (const Lanes lanes : {Lanes::One, Lanes::Eight, Lanes::Sixteen}) {
    if (lanes > most_lanes()) continue;
    std::vector<std::uint32_t> together(codes.size());
    trie.find(codes, together.data(), lanes);
    for (std::size_t i = 0; i < codes.size(); ++i) ASSERT_EQ(together[i], number(codes[i])) << to_string(codes[i]);
  }
  for (std::size_t i = 0; i < codes.size(); ++i) {
    ASSERT_EQ(trie.find(codes[i]), number(codes[i])) << to_string(codes[i]);
    const std::uint32_t at_once = trie.at_once(codes[i]);
    ASSERT_TRUE(at_once == CodeTrie::untold || at_once == number(codes[i])) << to_string(codes[i]);
  }
}

/// The codes, what lies above, beside and under them, and others.
std::vector<HsCode> around(const std::vector<HsCode>& mentioned, Chance& chance) {
  std::vector<HsCode> codes;
  const auto add = [&codes](const std::string& text) { codes.push_back(*parse_hs(text)); };
  for (const HsCode one : mentioned) {
    std::string full;
    for (const char c : to_string(one)) {
      if (c != '.') full += c;
    }
    std::string beside = full;
    beside.back() = static_cast<char>('0' + chance.below(10));
    full += chance.digits(10 - full.size());
    beside += chance.digits(10 - beside.size());
    for (std::size_t count = 2; count <= 10; ++count) {
      add(full.substr(0, count));
      add(beside.substr(0, count));
    }
  }
  for (std::size_t i = 0; i < 100; ++i) add(chance.digits(2 + i % 9));
  add("00");
  add("0000000000");
  add("9999999999");
  return codes;
}

TEST(CodeTrie, NumbersCodesOfEveryLengthByWhatIsMentioned) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    // Few headings, so that mentions of all lengths lie under and beside each other.
    std::vector<HsCode> mentioned;
    const std::size_t shortest = seed % 3 == 0 ? 8 : 2, longest = seed % 4 == 0 ? 8 : 10;
    for (std::size_t count = chance.below(60); count > 0; --count) {
      const std::string code = "85" + std::string(1, static_cast<char>('0' + chance.below(2))) + chance.digits(7);
      mentioned.push_back(*parse_hs(code.substr(0, shortest + chance.below(longest - shortest + 1))));
    }
    if (seed % 2 == 0) mentioned.push_back(*parse_hs("00000001"));
    Classes classes(mentioned);
    const CodeTrie trie(mentioned, std::ref(classes));
    const std::vector<HsCode> codes = around(mentioned, chance);
    ASSERT_NO_FATAL_FAILURE(expect_numbers(trie, codes, std::ref(classes)));
    const auto merged = [&classes](HsCode code) { return classes(code) % 3; };
    const CodeTrie fewer = trie.renumbered([](std::uint32_t number) { return number % 3; });
    ASSERT_NO_FATAL_FAILURE(expect_numbers(fewer, codes, merged));
  }
}

TEST(CodeTrie, TakesFourDigitsAtOnceHoweverManyAreMentionedThere) {
  for (const std::size_t count : {1U, 2U, 3U, 9U, 40U, 150U}) {
    SCOPED_TRACE(count);
    Chance chance(count);
    std::vector<HsCode> mentioned;
    while (mentioned.size() < count) {
      const HsCode code = *parse_hs("8517" + chance.digits(4));
      if (std::find(mentioned.begin(), mentioned.end(), code) == mentioned.end()) mentioned.push_back(code);
    }
    Classes classes(mentioned);
    const CodeTrie trie(mentioned, std::ref(classes));
    std::vector<HsCode> all;
    for (std::uint64_t rest = 0; rest < 10'000; ++rest) {
      all.push_back(*HsCode::from_digits(85'170'000 + rest, 8));
      all.push_back(*HsCode::from_digits((85'170'000 + rest) * 100 + chance.below(100), 10));
    }
    ASSERT_NO_FATAL_FAILURE(expect_numbers(trie, all, std::ref(classes)));
    for (const HsCode code : all) ASSERT_NE(trie.at_once(code), CodeTrie::untold) << to_string(code);
    ASSERT_EQ(trie.at_once(*parse_hs("8517121")), CodeTrie::untold);
  }
}

}  // namespace
}  // namespace truceline
