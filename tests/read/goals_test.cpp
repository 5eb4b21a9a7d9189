// The reader's scores stay at least where they are, on the development texts and, where they are at hand, the five
// articles; and the scoring itself does what docs/reading.md says.

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <truceline/read/reader.hpp>

#include "read/score.hpp"

namespace truceline::evaluate {
namespace {

Gold gold(std::string kind, std::set<std::string> sides, std::string action, std::optional<double> rate = {}) {
  Gold row;
  row.kind = std::move(kind);
  row.sides = std::move(sides);
  row.action = std::move(action);
  row.standing = "done";
  row.rate = rate;
  row.paragraphs = {1};
  row.optional = false;
  return row;
}

ReadClaim claim(MeasureKind kind, std::vector<Jurisdiction> by, Said said, std::optional<Rate> rate = {}) {
  ReadClaim result;
  result.kind = kind;
  result.imposed_by = std::move(by);
  result.action = said;
  result.standing = Standing::Done;
  result.rate_to = rate;
  result.paragraph = 1;
  return result;
}

constexpr Jurisdiction us('U', 'S');
constexpr Jurisdiction cn('C', 'N');

TEST(Scoring, CoreIsKindSideAndActionWithoutARateAgainstIt) {
  const Gold row = gold("tariff", {"US"}, "imposed", 10);
  EXPECT_TRUE(is_core(row, claim(MeasureKind::Tariff, {us}, Said::Imposed)));
  EXPECT_TRUE(is_core(row, claim(MeasureKind::Tariff, {us}, Said::Imposed, Rate::percent(10))));
  EXPECT_FALSE(is_core(row, claim(MeasureKind::Tariff, {us}, Said::Imposed, Rate::percent(25))));
  EXPECT_FALSE(is_core(row, claim(MeasureKind::Tariff, {cn}, Said::Imposed)));
  EXPECT_FALSE(is_core(row, claim(MeasureKind::PortFee, {us}, Said::Imposed)));
  EXPECT_FALSE(is_core(row, claim(MeasureKind::Tariff, {us}, Said::Raised)));
  EXPECT_FALSE(is_strict(row, claim(MeasureKind::Tariff, {us}, Said::Imposed)));
  EXPECT_TRUE(is_strict(row, claim(MeasureKind::Tariff, {us}, Said::Imposed, Rate::percent(10))));
}

TEST(Scoring, MatchesAsManyAsCan) {
  // The first claim fits both rows, the second only the first: both are right.
  const std::vector<Gold> rows{gold("tariff", {"US"}, "imposed", 10), gold("tariff", {"US"}, "imposed")};
  const std::vector<ReadClaim> claims{claim(MeasureKind::Tariff, {us}, Said::Imposed),
                                      claim(MeasureKind::Tariff, {us}, Said::Imposed, Rate::percent(10))};
  const Outcome outcome = match(rows, claims);
  EXPECT_EQ(outcome.gold_of, (std::vector<int>{1, 0}));
  const Scores scores = score(rows, claims, outcome);
  EXPECT_DOUBLE_EQ(scores.core.f1(), 1);
}

TEST(Scoring, OptionalRowsNeitherHelpNorHurt) {
  std::vector<Gold> rows{gold("tariff", {"US"}, "imposed"), gold("meeting", {"US", "CN"}, "held")};
  rows[1].optional = true;
  const std::vector<ReadClaim> claims{claim(MeasureKind::Meeting, {us, cn}, Said::Held),
                                      claim(MeasureKind::PortFee, {us}, Said::Imposed)};
  const Scores scores = score(rows, claims, match(rows, claims));
  EXPECT_DOUBLE_EQ(scores.core.found, 1);   // the port fee
  EXPECT_DOUBLE_EQ(scores.core.wanted, 1);  // the tariff
  EXPECT_DOUBLE_EQ(scores.core.right_found, 0);
}

TEST(Scoring, WhatBothDoMayBeOneRowOrTwoClaims) {
  const std::vector<Gold> rows{gold("tariff", {"US", "CN"}, "lowered")};
  const std::vector<ReadClaim> claims{claim(MeasureKind::Tariff, {us}, Said::Lowered),
                                      claim(MeasureKind::Tariff, {cn}, Said::Lowered)};
  const Scores scores = score(rows, claims, match(rows, claims));
  EXPECT_DOUBLE_EQ(scores.core.f1(), 1);
}

TEST(Scoring, SoftGivesAThirdForEachOfKindSideAndAction) {
  const std::vector<Gold> rows{gold("tariff", {"US"}, "imposed")};
  const std::vector<ReadClaim> claims{claim(MeasureKind::Tariff, {cn}, Said::Imposed)};
  const Scores scores = score(rows, claims, match(rows, claims));
  EXPECT_DOUBLE_EQ(scores.core.f1(), 0);
  EXPECT_DOUBLE_EQ(scores.soft.f1(), 2.0 / 3);
}

TEST(Scoring, TheIntervalHoldsTheScoreAndIsTheSameEachTime) {
  std::vector<Counts> texts;
  for (int i = 0; i < 20; ++i) texts.push_back({i % 3 == 0 ? 1.0 : 2.0, i % 3 == 0 ? 1.0 : 2.0, 3, 3});
  const auto [low, high] = interval(texts);
  Counts sum;
  for (const Counts& counts : texts) sum += counts;
  EXPECT_LE(low, sum.f1());
  EXPECT_GE(high, sum.f1());
  EXPECT_EQ(interval(texts), (std::array<double, 2>{low, high}));
}

/// The scores of the reader on a set of texts, and the claims that it makes in those without any.
struct Measured {
  Counts core;
  int false_in_others = 0;
  std::size_t texts = 0;
};

Measured measure(const std::filesystem::path& articles, const std::filesystem::path& rows,
                 const std::filesystem::path& texts) {
  const Reader reader;
  std::string why;
  Measured measured;
  for (const Document& document : load(articles, rows, texts, why)) {
    const auto reading = reader.read(document.article);
    EXPECT_TRUE(reading.ok()) << document.article.id << ": " << message_of(reading.status());
    if (!reading.ok()) continue;
    if (document.gold.empty()) measured.false_in_others += static_cast<int>(reading->claims.size());
    measured.core += score(document.gold, reading->claims, match(document.gold, reading->claims)).core;
    ++measured.texts;
  }
  EXPECT_EQ(why, "");
  return measured;
}

const std::filesystem::path source = TRUCELINE_SOURCE_DIR;

TEST(Goals, OnTheDevelopmentTexts) {
  const std::filesystem::path folder = source / "tests/reading";
  const Measured measured = measure(folder / "articles.jsonl", folder / "gold.jsonl", folder);
  EXPECT_GE(measured.texts, 70U);
  EXPECT_GE(measured.core.f1(), 0.62);
  EXPECT_GE(measured.core.precision(), 0.72);
  EXPECT_LE(measured.false_in_others, 1);
}

TEST(Goals, OnTheFiveArticlesWhereTheyAreAtHand) {
  const std::filesystem::path folder = std::filesystem::path(TRUCELINE_SHARED_DIR) / "articles";
  if (!std::filesystem::exists(folder / "gold.jsonl")) return;
  const Measured measured = measure(source / "tests/evaluate/articles.jsonl", folder / "gold.jsonl", folder);
  EXPECT_EQ(measured.texts, 5U);
  EXPECT_GE(measured.core.f1(), 0.80);
}

}  // namespace
}  // namespace truceline::evaluate
