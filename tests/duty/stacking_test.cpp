// Which duties stack: each effect by hand, the rules of the public record, and any rules by chance against an oracle that goes through
// every answer to what is open in the plainest way.

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/record/words.hpp>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::fuzzy;
using oracle::measure;
using oracle::Says;
using oracle::told;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Taxed {
  std::string id;
  int percent;
};
/// Tariffs on all goods, in force since April.
Dataset tariffs(const std::vector<Taxed>& all) {
  std::vector<Measure> measures;
  std::vector<Says> claims;
  for (const Taxed& one : all) {
    measures.push_back(measure(one.id));
    claims.push_back(Says(Said::Imposed, "c-" + one.id, "2025-03-01").on(one.id).from("2025-04-05").rate(one.percent));
  }
  return told(claims, measures);
}
StackingRule rule(const std::string& when, StackingEffect effect, std::vector<std::string> others) {
  StackingRule one;
  one.id = when + " " + std::string(word(effect)) + " " + others.front();
  one.when = when;
  one.effect = effect;
  one.others = std::move(others);
  return one;
}
constexpr auto excludes = StackingEffect::Excludes;
constexpr auto replaces = StackingEffect::Replaces;
constexpr auto on_remainder = StackingEffect::OnRemainder;

Dataset ruled(Dataset dataset, std::vector<StackingRule> rules) {
  dataset.stacking = std::move(rules);
  return dataset;
}
Assessment of_general_goods(const Dataset& dataset) { return pays(dataset, shipment("2025-06-02")); }

// ---- one rule ---------------------------------------------------------------------------------------

TEST(Stacking, WithoutRulesAddsUp) {
  EXPECT_EQ(of_general_goods(tariffs({{"a", 25}, {"b", 10}})).total, Rate::percent(35));
}

TEST(Stacking, ExcludesWhereSomethingIsCharged) {
  const std::vector<StackingRule> rules{rule("a", excludes, {"b", "c"})};
  EXPECT_THAT(lines_of(of_general_goods(ruled(tariffs({{"a", 25}, {"b", 10}, {"c", 5}, {"d", 1}}), rules))),
              ElementsAre("a", "d"));
  EXPECT_THAT(lines_of(of_general_goods(ruled(tariffs({{"a", 0}, {"b", 10}, {"c", 5}}), rules))),
              ElementsAre("a", "b", "c"))
      << "a charges nothing";
}

TEST(Stacking, ReplacesEvenAtZero) {
  const std::vector<StackingRule> rules{rule("a", replaces, {"b"})};
  const Assessment free = of_general_goods(ruled(tariffs({{"a", 0}, {"b", 10}}), rules));
  EXPECT_THAT(lines_of(free), ElementsAre("a"));
  EXPECT_EQ(free.total, Rate());
}

TEST(Stacking, WorksOnWhatIsReachedOnly) {
  Dataset dataset = ruled(tariffs({{"a", 25}, {"b", 10}}), {rule("a", replaces, {"b"})});
  dataset.measures.front().goods.hs = {"72"};
  EXPECT_THAT(lines_of(pays(dataset, shipment("2025-06-02", "8507"))), ElementsAre("b"));
  EXPECT_THAT(lines_of(pays(dataset, shipment("2025-06-02", "7208"))), ElementsAre("a"));
}

TEST(Stacking, OfAnOpenListLeavesBothOpen) {
  Dataset dataset = ruled(tariffs({{"a", 25}, {"b", 10}}), {rule("a", excludes, {"b"})});
  dataset.measures.front().goods.list = "L";
  const Assessment open = pays(dataset, shipment("2025-06-02", "7208"));
  EXPECT_EQ(rates(open), "?+?");
  EXPECT_EQ(range(open), "10..25") << "one of the two, never both nor none";
  EXPECT_EQ(line(open, "b")->why, "it depends on what else is charged");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "7208"), listed("L", "code\n72\n"))), "25");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-02", "7208"), listed("L", "code\n73\n"))), "10");
}

TEST(Stacking, OnTheRemainderSplitsTheValue) {
  StackingRule one = rule("metal", on_remainder, {"rest"});
  one.base = StackingBase::Content;
  const Dataset dataset = ruled(tariffs({{"metal", 50}, {"rest", 10}, {"besides", 20}}), {one});
  Shipment goods = shipment("2025-06-02", "7208", 1000'00);
  goods.content = Rate::percent(40);
  const Assessment assessment = pays(dataset, goods);
  EXPECT_EQ(rates(assessment), "50+10+20");
  EXPECT_EQ(line(assessment, "metal")->base, Rate::percent(40));
  EXPECT_EQ(line(assessment, "rest")->base, Rate::percent(60));
  EXPECT_FALSE(line(assessment, "besides")->base);
  EXPECT_EQ(line(assessment, "metal")->amount, (Money{200'00, usd}));
  EXPECT_EQ(line(assessment, "rest")->amount, (Money{60'00, usd}));
  EXPECT_EQ(assessment.amount, (Money{460'00, usd}));
  EXPECT_EQ(assessment.total, Rate::percent(46));
  EXPECT_EQ(line(assessment, "rest")->why, "rule metal on_remainder rest");

  goods.content = Rate::percent(100);
  EXPECT_EQ(pays(dataset, goods).total, Rate::percent(70));
  goods.content = Rate();
  EXPECT_EQ(pays(dataset, goods).total, Rate::percent(30));
}

TEST(Stacking, OnTheRemainderOfTheFullValueChargesTheWholeBesides) {
  const Dataset dataset = ruled(tariffs({{"metal", 50}, {"rest", 10}}), {rule("metal", on_remainder, {"rest"})});
  Shipment goods = shipment("2025-06-02", "7208");
  goods.content = Rate::percent(40);
  EXPECT_EQ(pays(dataset, goods).total, Rate::percent(56)) << "50 of the whole, 10 of six tenths";
}

TEST(Stacking, OnTheRemainderOfAnUnstatedShareIsOpen) {
  StackingRule one = rule("metal", on_remainder, {"rest"});
  one.base = StackingBase::Content;
  const Dataset dataset = ruled(tariffs({{"metal", 50}, {"rest", 10}}), {one});
  for (const auto goods : {std::optional<std::string_view>("7208"), std::optional<std::string_view>()}) {
    const Assessment assessment = pays(dataset, shipment("2025-06-02", goods, 1000'00));
    EXPECT_EQ(rates(assessment), "?+?");
    EXPECT_EQ(range(assessment), "10..50");
    EXPECT_FALSE(assessment.amount);
    EXPECT_EQ(line(assessment, "rest")->why, "the share of metal is not stated");
  }
}

TEST(Stacking, NamesPackagesForTheirParts) {
  Dataset dataset = tariffs({{"part", 50}, {"list", 25}});
  dataset.measures.push_back(measure("review"));
  dataset.measures.push_back(measure("chapter", "review"));
  dataset.measures.front().part_of = "chapter";
  dataset.stacking = {rule("review", replaces, {"list"})};
  EXPECT_THAT(lines_of(of_general_goods(dataset)), ElementsAre("part")) << "at any depth";
  dataset.stacking = {rule("list", excludes, {"chapter"})};
  EXPECT_THAT(lines_of(of_general_goods(dataset)), ElementsAre("list"));
}

// ---- days -------------------------------------------------------------------------------------------

TEST(Stacking, HoldsForItsDays) {
  StackingRule one = rule("a", excludes, {"b"});
  one.from = fuzzy("2025-05-01");
  one.until = fuzzy("2025-07-01");
  const Dataset dataset = ruled(tariffs({{"a", 25}, {"b", 10}}), {one});
  EXPECT_EQ(rates(pays(dataset, shipment("2025-04-30"))), "25+10");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-05-01"))), "25");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-06-30"))), "25");
  EXPECT_EQ(rates(pays(dataset, shipment("2025-07-01"))), "25+10");
}

TEST(Stacking, IsSeenFromTheDayItCouldBeKnown) {
  StackingRule one = rule("a", excludes, {"b"});
  one.from = fuzzy("2025-05-01");
  one.known = fuzzy("2025-06-15");
  const Timeline timeline = compiled(ruled(tariffs({{"a", 25}, {"b", 10}}), {one}));
  const Shipment early = shipment("2025-05-02");
  EXPECT_EQ(rates(pays(timeline.as_known_on(day("2025-06-14")), early)), "25+10");
  EXPECT_EQ(rates(pays(timeline.as_known_on(day("2025-06-15")), early)), "25") << "for entries of before, too";
  EXPECT_EQ(rates(pays(timeline.hindsight(), early)), "25");
  one.known = {};
  const Timeline stated = compiled(ruled(tariffs({{"a", 25}, {"b", 10}}), {one}));
  EXPECT_EQ(rates(pays(stated.as_known_on(day("2025-04-30")), early)), "25+10")
      << "else from the day on which it begins";
  EXPECT_EQ(rates(pays(stated.as_known_on(day("2025-05-01")), early)), "25");
}

// ---- several rules ----------------------------------------------------------------------------------

TEST(Stacking, WhatIsExcludedExcludesNothing) {
  const Dataset dataset = tariffs({{"a", 1}, {"b", 2}, {"c", 4}, {"d", 8}});
  std::vector<StackingRule> rules{rule("a", excludes, {"b"}), rule("b", excludes, {"c"}), rule("c", replaces, {"d"})};
  std::sort(rules.begin(), rules.end(), [](const auto& x, const auto& y) { return x.id < y.id; });
  do {
    EXPECT_THAT(lines_of(of_general_goods(ruled(dataset, rules))), ElementsAre("a", "c"));
  } while (std::next_permutation(rules.begin(), rules.end(), [](const auto& x, const auto& y) { return x.id < y.id; }));
}

std::vector<std::string> faults_of_rules(const std::vector<StackingRule>& rules) {
  std::vector<std::string> ids;
  for (const Diagnostic& one : diagnostics(check(ruled(tariffs({{"a", 1}, {"b", 2}, {"c", 4}}), rules))))
    ids.push_back(one.id);
  return ids;
}

TEST(Stacking, TurnsInNoCircle) {
  const std::vector<StackingRule> circle{rule("a", excludes, {"b"}), rule("b", replaces, {"c"}),
                                         rule("c", excludes, {"a"})};
  EXPECT_THAT(faults_of_rules(circle), ElementsAre("TL-353"));
  EXPECT_FALSE(Timeline::compile(ruled(tariffs({{"a", 1}, {"b", 2}, {"c", 4}}), circle)).ok());
  EXPECT_THAT(faults_of_rules({rule("a", excludes, {"b"}), rule("b", excludes, {"a"})}), ElementsAre("TL-353"));
  EXPECT_THAT(faults_of_rules({rule("a", excludes, {"b"}), rule("b", on_remainder, {"a"})}), IsEmpty())
      << "what shares does not exclude";

  std::vector<StackingRule> one_by_one{rule("a", excludes, {"b"}), rule("b", excludes, {"a"})};
  one_by_one[0].until = fuzzy("2025-06-01");
  one_by_one[1].from = fuzzy("2025-06-01");
  EXPECT_THAT(faults_of_rules(one_by_one), IsEmpty()) << "on no day both";
  one_by_one[0].until = fuzzy("2025-06-02");
  EXPECT_THAT(faults_of_rules(one_by_one), ElementsAre("TL-353"));
}

TEST(Stacking, IsAboutSomethingAndSharesOnlyTheRemainder) {
  StackingRule nothing = rule("a", excludes, {"b"});
  nothing.others.clear();
  EXPECT_THAT(faults_of_rules({nothing}), ElementsAre("TL-351"));
  StackingRule content = rule("a", excludes, {"b"});
  content.base = StackingBase::Content;
  EXPECT_THAT(faults_of_rules({content}), ElementsAre("TL-352"));
}

// ---- by chance, against an oracle -------------------------------------------------------------------

/// What an oracle knows of a shipment: for each tariff by its place, whether it reaches the goods, or that this is open; its rate; and
/// the rules by place. It answers every open question both ways and takes the least and the most.
struct Plain {
  std::vector<std::optional<bool>> reaches;
  std::vector<std::int64_t> ppm;
  struct Rule {
    std::size_t when, other;
    StackingEffect effect;
    StackingBase base;
  };
  std::vector<Rule> rules;

  /// Whether a tariff stands, in words: it reaches the goods, and nothing that stands takes its place.
  [[nodiscard]] bool stands(std::size_t which, const std::vector<bool>& reached) const {
    if (!reached[which]) return false;
    for (const Rule& rule : rules) {
      if (rule.other != which || rule.effect == on_remainder) continue;
      if (stands(rule.when, reached) && (rule.effect == replaces || ppm[rule.when] > 0)) return false;
    }
    return true;
  }
  /// In millionths of a millionth of the value: what is charged on it.
  [[nodiscard]] std::int64_t charged(std::size_t which, const std::vector<bool>& reached, std::int64_t content) const {
    if (!stands(which, reached)) return 0;
    std::int64_t base = 1'000'000;
    // A content rule of its own speaks before one that leaves it the rest; records never have both.
    for (const Rule& rule : rules) {
      if (rule.effect != on_remainder || !stands(rule.when, reached) || !stands(rule.other, reached) ||
          ppm[rule.when] == 0)
        continue;
      if (rule.when == which && rule.base == StackingBase::Content) base = content;
      if (rule.other == which) base = 1'000'000 - content;
    }
    return ppm[which] * base;
  }
  struct Range {
    std::int64_t low = INT64_MAX, high = INT64_MIN;
  };
  [[nodiscard]] Range total(const std::vector<std::int64_t>& contents) const {
    Range range;
    for (std::size_t answer = 0; answer < (std::size_t{1} << reaches.size()); ++answer) {
      std::vector<bool> reached;
      bool allowed = true;
      for (std::size_t i = 0; i < reaches.size(); ++i) {
        reached.push_back((answer >> i & 1) != 0);
        allowed = allowed && reaches[i].value_or(reached[i]) == reached[i];
      }
      if (!allowed) continue;
      for (const std::int64_t content : contents) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < reaches.size(); ++i) sum += charged(i, reached, content);
        range.low = std::min(range.low, sum);
        range.high = std::max(range.high, sum);
      }
    }
    return range;
  }
};

TEST(StackingLaws, TotalsAreThoseOfAPlainOracleInAnyOrder) {
  std::mt19937_64 random(20250429);
  const auto below = [&](std::uint64_t n) { return static_cast<std::size_t>(random() % n); };
  int settled = 0, open = 0, stacked = 0;
  for (int round = 0; round < 1'500; ++round) {
    const std::size_t count = 2 + below(5);
    std::vector<Taxed> all;
    Plain plain;
    GoodsLists lists;
    for (std::size_t i = 0; i < count; ++i) {
      all.push_back({"m" + std::to_string(i), below(4) == 0 ? 0 : static_cast<int>(1 + below(50))});
      plain.ppm.push_back(all.back().percent * 10'000);
    }
    Dataset dataset = tariffs(all);
    for (std::size_t i = 0; i < count; ++i) {
      plain.reaches.push_back(true);
      if (below(2) == 0) continue;
      const std::string list = "L" + std::to_string(i);
      dataset.measures[i].goods.list = list;
      if (below(2) == 0) {
        plain.reaches.back() = std::nullopt;
      } else {
        plain.reaches.back() = below(2) == 0;
        ASSERT_TRUE(lists.bind(list, *plain.reaches.back() ? "code\n72\n" : "code\n73\n").ok());
      }
    }
    // Downwards in a shuffled order, so that there is no circle.
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    std::set<std::size_t> sharing;
    for (std::size_t i = 0, rules = below(6); i < rules; ++i) {
      const std::size_t above = below(count - 1), under = above + 1 + below(count - 1 - above);
      const std::size_t when = order[above], other = order[under];
      StackingRule one = rule(all[when].id,
                              below(2) == 0   ? excludes
                              : below(2) == 0 ? replaces
                                              : on_remainder,
                              {all[other].id});
      one.id += ' ' + std::to_string(i);
      if (one.effect == on_remainder) {
        // A tariff shares once: who is charged on a content that is itself a rest is nobody's rule.
        if (sharing.contains(when) || sharing.contains(other)) continue;
        sharing.insert({when, other});
        one.base = below(2) == 0 ? StackingBase::Content : StackingBase::Full;
      }
      dataset.stacking.push_back(one);
      plain.rules.push_back({when, other, one.effect, one.base});
    }
    Shipment goods = shipment("2025-06-02", "7208");
    std::vector<std::int64_t> contents{0, 1'000'000};
    if (below(2) == 0) {
      goods.content = Rate::percent(static_cast<std::int64_t>(below(101)));
      contents = {goods.content->ppm()};
    }
    const Assessment assessment = pays(dataset, goods, lists);
    const Plain::Range expected = plain.total(contents);
    ASSERT_EQ(assessment.low.ppm() * 1'000'000, expected.low) << to_json(dataset);
    ASSERT_TRUE(assessment.high);
    ASSERT_EQ(assessment.high->ppm() * 1'000'000, expected.high) << to_json(dataset);
    if (assessment.total) {
      ASSERT_EQ(expected.low, expected.high);
    }
    assessment.total ? ++settled : ++open;
    stacked += dataset.stacking.empty() ? 0 : 1;

    Dataset shuffled = dataset;
    std::shuffle(shuffled.stacking.begin(), shuffled.stacking.end(), random);
    ASSERT_EQ(pays(shuffled, goods, lists), assessment) << "rules have no order: " << to_json(dataset);
  }
  EXPECT_GT(settled, 300);
  EXPECT_GT(open, 300);
  EXPECT_GT(stacked, 800);
}

// ---- the public record ------------------------------------------------------------------------------

std::string charged_on(const View& view, const std::string& entered, std::string_view goods, const GoodsLists& lists,
                       std::optional<Rate> content = std::nullopt) {
  Shipment one = shipment(entered, goods);
  one.content = content;
  const Assessment assessment = pays(view, one, lists);
  std::string text;
  for (const DutyLine& duty : assessment.lines) {
    // What hangs on lists that no test binds is left aside.
    if (!duty.settled) continue;
    text += (text.empty() ? "" : " ") + duty.measure + ":" + to_percent(duty.low);
  }
  return text;
}

/// Every list of the record bound to nothing, but these.
GoodsLists nothing_but(const std::vector<std::pair<std::string, std::string>>& bound) {
  std::set<std::string> empty;
  GoodsLists lists;
  for (const Measure& one : chronology().dataset().measures) {
    if (!one.goods.list.empty()) empty.insert(one.goods.list);
  }
  for (const Claim& claim : chronology().dataset().claims) {
    if (!claim.action.limits.goods.list.empty()) empty.insert(claim.action.limits.goods.list);
  }
  for (const std::string& list : empty) EXPECT_TRUE(lists.bind(list, "code\n").ok());
  for (const auto& [list, csv] : bound) EXPECT_TRUE(lists.bind(list, csv).ok());
  return lists;
}

TEST(StackingOfTheRecord, SteelAndTheReciprocalTariff) {
  const GoodsLists lists = nothing_but({{"Section 232 steel and aluminium", "code\n7308\n"}});
  const View view = chronology().hindsight();
  EXPECT_EQ(charged_on(view, "2025-06-03", "7308", lists), "us-ieepa-fentanyl-tariff-china:20 us-232-steel-aluminum:25")
      << "excluded";
  EXPECT_EQ(charged_on(view, "2025-06-04", "7308", lists, Rate::percent(40)),
            "us-ieepa-fentanyl-tariff-china:20 us-reciprocal-tariff-china:6 us-232-steel-aluminum:20")
      << "50 of the metal, 10 of the rest";
  EXPECT_EQ(charged_on(view, "2025-06-04", "7308", lists), "us-ieepa-fentanyl-tariff-china:20")
      << "open without the share";
}

/// EO 14289 of 29 April 2025 reaches back to entries from 4 March on.
TEST(StackingOfTheRecord, CarsOnceWithoutSteelAfterwards) {
  const GoodsLists lists =
      nothing_but({{"Section 232 automobiles", "code\n8708\n"}, {"Section 232 steel and aluminium", "code\n8708\n"}});
  const auto lines = [&](const std::string& known) {
    const Assessment assessment = pays(chronology().as_known_on(day(known)), shipment("2025-05-05", "8708.29"), lists);
    return std::pair{line(assessment, "us-232-autos-and-parts") != nullptr,
                     line(assessment, "us-232-steel-aluminum") != nullptr};
  };
  EXPECT_EQ(lines("2025-04-28"), std::pair(true, true)) << "as known before the order";
  EXPECT_EQ(lines("2025-04-29"), std::pair(true, false)) << "and from the day of it";
}

TEST(StackingOfTheRecord, TheFourYearReviewTakesThePlaceOfTheLists) {
  const GoodsLists lists = nothing_but({{"Section 301 List 1", "code\n850760\n"},
                                        {"Section 301 four-year review: lithium-ion batteries for electric vehicles",
                                         "code,from\n85076000,2024-09-27\n"}});
  const auto three_oh_one = [&](const std::string& on) {
    std::vector<std::string> ids;
    for (const std::string& id : lines_of(pays(chronology().hindsight(), shipment(on, "8507.60.00"), lists))) {
      if (id.starts_with("us-301")) ids.push_back(id);
    }
    return ids;
  };
  EXPECT_THAT(three_oh_one("2024-09-26"), ElementsAre("us-301-list-1"));
  EXPECT_THAT(three_oh_one("2024-09-27"), ElementsAre("us-301-fyr-ev-lithium-ion-batteries"));
}

TEST(StackingOfTheRecord, ALineStandsOnOneListAlone) {
  const std::string csv = "code\n8501\n";
  const GoodsLists lists =
      nothing_but({{"Section 301 List 1", csv}, {"Section 301 List 3", csv}, {"Section 301 List 4A", csv}});
  EXPECT_EQ(charged_on(chronology().hindsight(), "2024-06-03", "8501.10", lists), "us-301-list-1:25");
}

TEST(StackingOfTheRecord, PharmaceuticalsStandInPlaceOfForcedLabour) {
  const View view = chronology().hindsight();
  const GoodsLists lists = nothing_but({{"Section 232 pharmaceuticals", "code\n3004\n"}});
  EXPECT_NE(line(pays(view, shipment("2026-07-30", "3004.90"), lists), "us-301-forced-labor-tariff"), nullptr);
  EXPECT_EQ(line(pays(view, shipment("2026-07-31", "3004.90"), lists), "us-301-forced-labor-tariff"), nullptr);
  EXPECT_NE(line(pays(view, shipment("2026-07-31", "8507.60"), lists), "us-301-forced-labor-tariff"), nullptr);
}

}  // namespace
}  // namespace truceline
