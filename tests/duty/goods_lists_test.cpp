#include <truceline/duty/goods_lists.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using On = GoodsLists::On;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

On on(const GoodsLists& lists, std::string_view goods, const std::string& when = "2025-06-02") {
  return lists.on("L", code(goods), day(when));
}
std::vector<std::string> refused_list(std::string_view csv) {
  GoodsLists lists;
  const absl::Status status = lists.bind("L", csv, "l.csv");
  EXPECT_FALSE(lists.is_bound("L")) << "what is faulty binds nothing";
  for (const Diagnostic& one : diagnostics(status)) {
    EXPECT_EQ(one.source, "l.csv");
    EXPECT_FALSE(one.fix.empty());
    EXPECT_FALSE(one.message.starts_with("[TL-")) << "one fault, one id: " << one.message;
  }
  return faults_of(status);
}

// ---- what stands on a list --------------------------------------------------------------------------

TEST(GoodsLists, AreOpenUntilBound) {
  GoodsLists lists;
  EXPECT_FALSE(lists.is_bound("L"));
  EXPECT_EQ(on(lists, "8507.60.00"), On::Open);
  ASSERT_TRUE(lists.bind("L", "code\n8507\n").ok());
  EXPECT_TRUE(lists.is_bound("L"));
  EXPECT_FALSE(lists.is_bound("M"));
  EXPECT_EQ(on(lists, "8507.60.00"), On::Yes);
  EXPECT_EQ(on(lists, "8508.60.00"), On::No);
  EXPECT_EQ(lists.on("M", code("8507"), day("2025-06-02")), On::Open);
}

TEST(GoodsLists, WithoutRowsHaveNothingOnThem) {
  EXPECT_EQ(on(listed("L", "code\n"), "8507"), On::No) << "bound, and empty";
}

TEST(GoodsLists, LeaveAHeadingOpenOfWhichOnlyPartsAreListed) {
  const GoodsLists lists = listed("L", "code\n8507.60.00\n");
  EXPECT_EQ(on(lists, "8507"), On::Open);
  EXPECT_EQ(on(lists, "8507.60"), On::Open);
  EXPECT_EQ(on(lists, "8507.60.00"), On::Yes);
  EXPECT_EQ(on(lists, "8507.60.00.20"), On::Yes);
  EXPECT_EQ(on(lists, "8507.80"), On::No);
}

TEST(GoodsLists, TakeTheHeadingOverItsParts) {
  const GoodsLists lists = listed("L", "code,from\n8507,\n8507.60.00,2026-01-01\n");
  EXPECT_EQ(on(lists, "8507.60.00"), On::Yes) << "through its heading";
  EXPECT_EQ(on(lists, "8507"), On::Yes);
}

TEST(GoodsLists, HaveRowsThatComeAndGo) {
  const GoodsLists lists =
      listed("L", "code,from,until\n8507,2025-01-01,2025-07-01\n8507,2025-09-01,\n8508,,2025-03-01\n");
  EXPECT_EQ(on(lists, "8507", "2024-12-31"), On::No);
  EXPECT_EQ(on(lists, "8507", "2025-01-01"), On::Yes);
  EXPECT_EQ(on(lists, "8507", "2025-06-30"), On::Yes);
  EXPECT_EQ(on(lists, "8507", "2025-07-01"), On::No) << "until is exclusive";
  EXPECT_EQ(on(lists, "8507", "2025-08-31"), On::No);
  EXPECT_EQ(on(lists, "8507", "2025-09-01"), On::Yes);
  EXPECT_EQ(on(lists, "8507", "9999-12-31"), On::Yes);
  EXPECT_EQ(on(lists, "8508", "1400-01-01"), On::Yes);
  EXPECT_EQ(on(lists, "8508", "2025-03-01"), On::No);
  const std::vector<Date> turns = lists.turns();
  for (const char* const turn : {"2025-01-01", "2025-07-01", "2025-09-01", "2025-03-01"}) {
    EXPECT_THAT(turns, ::testing::Contains(day(turn)));
  }
}

TEST(GoodsLists, BoundAgainAreReplaced) {
  GoodsLists lists = listed("L", "code\n8507\n");
  ASSERT_TRUE(lists.bind("K", "code\n1201\n").ok());
  ASSERT_TRUE(lists.bind("L", "code\n8508\n").ok());
  EXPECT_EQ(on(lists, "8507"), On::No);
  EXPECT_EQ(on(lists, "8508"), On::Yes);
  EXPECT_EQ(lists.on("K", code("1201"), day("2025-06-02")), On::Yes);
}

TEST(GoodsLists, KeepTheOldRowsWhenTheNewAreFaulty) {
  GoodsLists lists = listed("L", "code\n8507\n");
  EXPECT_FALSE(lists.bind("L", "code\nsoybeans\n").ok());
  EXPECT_EQ(on(lists, "8507"), On::Yes);
}

/// Against a plain look through the rows, on codes short enough to meet often.
TEST(GoodsLists, AgreeWithAPlainLook) {
  std::mt19937_64 random(11);
  const auto digits = [&] {
    std::string text;
    for (auto count = 2 + random() % 5; count > 0; --count) text += static_cast<char>('1' + random() % 2);
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    std::set<std::string> rows;
    for (auto count = random() % 8; count > 0; --count) rows.insert(digits());
    std::string csv = "code\n";
    for (const std::string& row : rows) csv += row + '\n';
    const GoodsLists lists = listed("L", csv);
    for (int i = 0; i < 30; ++i) {
      const std::string goods = digits();
      On expected = On::No;
      for (const std::string& row : rows) {
        if (goods.starts_with(row)) expected = On::Yes;
        if (expected == On::No && row.starts_with(goods)) expected = On::Open;
      }
      ASSERT_EQ(on(lists, goods), expected) << goods << " on\n" << csv;
    }
  }
}

// ---- how files are read -----------------------------------------------------------------------------

TEST(GoodsListFiles, TakeTheQuirksOfCsv) {
  for (const std::string_view csv : {"code\n8507.60\n", "code\r\n8507.60\r\n",
                                     "\xef\xbb\xbf"
                                     "code\n8507.60\n",
                                     "code\n8507.60", "code\n\n  \n8507.60\n\n", "\"code\"\n\"8507.60\"\n",
                                     "until,code,from\n,8507.60,\n", " code , from \n 8507.60 , 2025-01-01 \n",
                                     "code\r\n\"8507.60\"\r\n\r\n", "code,from\n\"8507.60\",\"2025-01-01\"\n"}) {
    const GoodsLists lists = listed("L", csv);
    EXPECT_EQ(on(lists, "8507.60.00"), On::Yes) << csv;
    EXPECT_EQ(on(lists, "8508"), On::No) << csv;
  }
}

TEST(GoodsListFiles, NeedAHeader) {
  EXPECT_THAT(refused_list(""), ElementsAre("TL-521 1:1"));
  EXPECT_THAT(refused_list("\xef\xbb\xbf"), ElementsAre("TL-521 1:1"));
  EXPECT_THAT(refused_list("8507\n8508\n"), ElementsAre("TL-521 1:1", "TL-521 1:1"))
      << "an unknown column, and no code";
  EXPECT_THAT(refused_list("from,until\n"), ElementsAre("TL-521 1:1"));
  EXPECT_THAT(refused_list("code,rate\n8507,25\n"), ElementsAre("TL-521 1:6"));
  EXPECT_THAT(refused_list("code,from,code\n"), ElementsAre("TL-521 1:11"));
}

TEST(GoodsListFiles, NeedACellAColumn) {
  EXPECT_THAT(refused_list("code,from\n8507\n8508,2025-01-01,x\n"), ElementsAre("TL-521 2:1", "TL-521 3:1"));
  EXPECT_THAT(refused_list("code,from\n\"8507,2025-01-01\n8508,\n"), ElementsAre("TL-521 2:1"))
      << "the quote is never closed";
}

TEST(GoodsListFiles, TellEveryFaultWithRowAndColumn) {
  EXPECT_THAT(refused_list("code,from,until\n"
                           "soybeans,,\n"
                           "8507,2025-02-30,\n"
                           "8508,2025-01-01,yesterday\n"
                           "8509,2025-01-01,2025-01-01\n"
                           "1,x,\n"),
              ElementsAre("TL-522 2:1", "TL-523 3:6", "TL-523 4:17", "TL-523 5:1", "TL-522 6:1", "TL-523 6:3"));
}

TEST(GoodsListFiles, CountLinesInQuotesAndBlankLines) {
  EXPECT_THAT(refused_list("code\n\n\"85\n07\"\nx\n"), ElementsAre("TL-522 3:1", "TL-522 5:1"));
}

TEST(GoodsListFiles, RefuseACodeTwiceForADay) {
  EXPECT_THAT(refused_list("code\n8507\n1201\n8507\n"), ElementsAre("TL-524 4:1"));
  EXPECT_THAT(refused_list("code,from,until\n8507,2025-01-01,2025-03-02\n8507,2025-03-01,\n"),
              ElementsAre("TL-524 3:1"));
  EXPECT_THAT(refused_list("code,from,until\n8507,2025-01-01,\n8507,2025-02-01,2025-02-02\n"),
              ElementsAre("TL-524 3:1"));
  GoodsLists lists;
  EXPECT_TRUE(lists.bind("L", "code,from,until\n8507,2025-03-01,\n8507,2025-01-01,2025-03-01\n").ok())
      << "one after the other, in any order";
}

TEST(GoodsListFiles, StopTellingAtAHundred) {
  std::string csv = "code\n";
  for (int i = 0; i < 150; ++i) csv += "x\n";
  EXPECT_EQ(refused_list(csv).size(), 100U);
}

TEST(GoodsListFiles, AreLoaded) {
  const ScratchFile file("truceline_list.csv", "code\n8507\n");
  GoodsLists lists;
  ASSERT_TRUE(lists.load("L", file.path()).ok());
  EXPECT_EQ(on(lists, "8507"), On::Yes);

  const ScratchFile faulty("truceline_faulty_list.csv", "code\nx\n");
  const auto found = diagnostics(lists.load("L", faulty.path()));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().source, faulty.path().string());
  EXPECT_EQ(diagnostics(lists.load("L", "no such file.csv")).front().id, "TL-301");
  EXPECT_EQ(on(lists, "8507"), On::Yes) << "and what was bound still is";
}

/// Whatever stands there, it is bound or refused, and nothing else happens.
TEST(GoodsListFiles, TakeAnyBytes) {
  std::mt19937_64 random(12);
  const std::string alphabet = "code,from\n\r\"850726.- \t\xef\xbb\xbfx";
  int bound = 0;
  for (int round = 0; round < 5'000; ++round) {
    std::string csv = round % 2 == 0 ? "code,from\n" : "";
    for (auto count = random() % 30; count > 0; --count) csv += alphabet[random() % alphabet.size()];
    GoodsLists lists;
    const bool ok = lists.bind("L", csv).ok();
    ASSERT_EQ(lists.is_bound("L"), ok) << csv;
    bound += ok ? 1 : 0;
  }
  EXPECT_GT(bound, 10);
}

}  // namespace
}  // namespace truceline
