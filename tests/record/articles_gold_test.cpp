// The built-in dataset of the five articles: against itself and, where they are at hand, against their texts and the
// reference reading of them (gold.jsonl). docs/articles.md gives the reasons for what differs.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <truceline/record/dataset.hpp>
#include <truceline/record/words.hpp>

namespace truceline {
namespace {

using ::testing::UnorderedElementsAre;

constexpr std::string_view hk01 = "hk01-escalation-dominance";
constexpr std::string_view diplomat = "diplomat-fortress-summit";
constexpr std::string_view mna = "mna-apec-assertive-diplomacy";
constexpr std::string_view scdaily = "scdaily-us-china-thaw";
constexpr std::string_view independent = "independent-media-xi-mishustin";

const std::filesystem::path& folder() {
  static const std::filesystem::path path = std::filesystem::path(TRUCELINE_SHARED_DIR) / "articles";
  return path;
}
bool articles_are_at_hand() { return std::filesystem::exists(folder() / "gold.jsonl"); }

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Dataset& articles() {
  static const Dataset dataset = [] {
    Result<Dataset> built_in = builtin_dataset("articles");
    EXPECT_TRUE(built_in.ok()) << message_of(built_in.status());
    return built_in.ok() ? *std::move(built_in) : Dataset{};
  }();
  return dataset;
}

const Claim* find(std::string_view id) {
  const auto& claims = articles().claims;
  const auto found = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.id == id; });
  return found == claims.end() ? nullptr : &*found;
}

std::vector<const Claim*> about(std::string_view measure) {
  std::vector<const Claim*> found;
  for (const Claim& claim : articles().claims) {
    if (claim.measure == measure) found.push_back(&claim);
  }
  return found;
}

/// The values that claims of a measure state in a field.
template <class Field>
std::set<std::string> said_of(std::string_view measure, Field field) {
  std::set<std::string> values;
  for (const Claim* claim : about(measure)) {
    if (std::string value = field(*claim); !value.empty()) values.insert(std::move(value));
  }
  return values;
}

std::string text(FuzzyDate date) { return date.is_unknown() ? "" : to_string(date); }
std::string text(const std::optional<Rate>& rate) { return rate ? to_percent(*rate) : ""; }
std::string text(const std::optional<Term>& term) { return term ? to_string(*term) : ""; }

/// Bytes [begin, end) of each paragraph: of each line that is not blank.
std::vector<std::pair<std::size_t, std::size_t>> paragraphs_of(std::string_view article) {
  std::vector<std::pair<std::size_t, std::size_t>> paragraphs;
  for (std::size_t begin = 0; begin < article.size();) {
    const std::size_t end = std::min(article.find('\n', begin), article.size());
    if (article.substr(begin, end - begin).find_first_not_of(" \t\r") != std::string_view::npos) {
      paragraphs.emplace_back(begin, end);
    }
    begin = end + 1;
  }
  return paragraphs;
}

// ---- The data alone -------------------------------------------------------------------------------------------------

TEST(Articles, HoldTogether) {
  const absl::Status status = check(articles());
  EXPECT_TRUE(status.ok()) << message_of(status);
  EXPECT_FALSE(articles().complete_through) << "five articles are no complete record";
}

TEST(Articles, HaveTheirClaimsParagraphByParagraph) {
  using Counts = std::map<int, int>;
  const std::map<std::string, Counts, std::less<>> expected = {
      {std::string(hk01),
       {{1, 1},  {2, 2},  {3, 4},  {5, 1},  {6, 5},  {7, 6},  {8, 2},  {9, 1},  {11, 1}, {16, 1}, {18, 1},
        {19, 2}, {20, 1}, {21, 5}, {22, 3}, {24, 5}, {25, 5}, {27, 3}, {28, 2}, {31, 3}, {32, 2}, {33, 1}}},
      {std::string(diplomat),
       {{1, 1},
        {5, 1},
        {6, 4},
        {7, 3},
        {11, 1},
        {13, 1},
        {14, 3},
        {15, 5},
        {16, 4},
        {17, 3},
        {18, 3},
        {21, 3},
        {23, 1}}},
      {std::string(mna),
       {{1, 1},  {2, 5},  {3, 5},  {5, 1},  {11, 2}, {13, 1}, {14, 1}, {18, 2}, {22, 3}, {23, 1}, {29, 1}, {31, 1},
        {32, 9}, {33, 1}, {34, 1}, {37, 2}, {39, 1}, {40, 1}, {43, 2}, {46, 3}, {47, 1}, {48, 1}, {50, 1}}},
      {std::string(scdaily),
       {{7, 1}, {9, 4}, {11, 5}, {12, 1}, {14, 1}, {19, 1}, {23, 1}, {25, 4}, {27, 5}, {28, 1}, {30, 1}, {35, 1}}},
      {std::string(independent),
       {{2, 2},
        {6, 1},
        {9, 2},
        {10, 1},
        {14, 1},
        {20, 1},
        {21, 1},
        {22, 1},
        {29, 1},
        {39, 1},
        {42, 1},
        {43, 1},
        {45, 1}}}};
  std::map<std::string, Counts, std::less<>> counted;
  for (const Claim& claim : articles().claims) ++counted[claim.source][claim.at.paragraph];
  EXPECT_EQ(counted, expected);
}

TEST(Articles, ClaimIdsNameArticleParagraphAndMeasure) {
  std::map<std::string, int> seen;
  for (const Claim& claim : articles().claims) {
    std::string id = claim.source + ":" + std::to_string(claim.at.paragraph) + ":" + claim.measure;
    if (const int number = ++seen[id]; number > 1) id += ":" + std::to_string(number);
    EXPECT_EQ(claim.id, id);
  }
}

TEST(Articles, SpansFollowTheOrderOfParagraphs) {
  std::map<std::string, std::map<int, std::pair<int, int>>> extents;
  for (const Claim& claim : articles().claims) {
    EXPECT_GE(claim.at.begin, 0) << claim.id;
    EXPECT_LT(claim.at.begin, claim.at.end) << claim.id;
    const auto [at, first] = extents[claim.source].try_emplace(claim.at.paragraph, claim.at.begin, claim.at.end);
    if (!first) {
      at->second.first = std::min(at->second.first, claim.at.begin);
      at->second.second = std::max(at->second.second, claim.at.end);
    }
  }
  ASSERT_EQ(extents.size(), 5u);
  for (const auto& [source, extent] : extents) {
    int end = 0;
    for (const auto& [paragraph, span] : extent) {
      EXPECT_GE(span.first, end) << source << " paragraph " << paragraph;
      end = span.second;
    }
  }
}

TEST(Articles, EveryHypotheticalClaimHasItsScenarioAndEveryScenarioItsClaims) {
  std::set<std::pair<std::string, std::string>> claimed;  // with the source: a scenario is one article's
  for (const Claim& claim : articles().claims) {
    EXPECT_EQ(claim.standing == Standing::Hypothetical, !claim.scenario.empty()) << claim.id;
    if (!claim.scenario.empty()) claimed.emplace(claim.scenario, claim.source);
  }
  std::set<std::pair<std::string, std::string>> defined;
  for (const Scenario& scenario : articles().scenarios) {
    defined.emplace(scenario.name, scenario.source);
    for (const std::string& ignored : scenario.ignores) {
      const Claim* claim = find(ignored);
      ASSERT_NE(claim, nullptr) << ignored;
      EXPECT_TRUE(moves(claim->standing)) << ignored << ": what does not move needs no ignoring";
    }
  }
  EXPECT_EQ(claimed, defined);
}

TEST(Articles, KnownDaysArePublishedOrProven) {
  std::map<std::string, std::string, std::less<>> published;
  std::map<std::string, std::string, std::less<>> proven;
  for (const Source& source : articles().sources) {
    if (source.proven) {
      proven[source.id] = to_string(source.proven->day);
      EXPECT_FALSE(source.proven->by.empty());
      EXPECT_TRUE(source.published.is_unknown()) << source.id;
    } else {
      published[source.id] = to_string(source.published);
    }
  }
  EXPECT_THAT(published, UnorderedElementsAre(std::pair(std::string(hk01), "2025-10-24"),
                                              std::pair(std::string(diplomat), "2025-10-28")));
  EXPECT_THAT(proven, UnorderedElementsAre(std::pair(std::string(scdaily), "2025-06-05"),
                                           std::pair(std::string(independent), "2025-11-05"),
                                           std::pair(std::string(mna), "2025-11-25")));
}

TEST(Articles, OutcomesWithoutAStartHangOnTheMeetingThatBroughtThem) {
  const std::set<std::string> outcomes = {"cn-soybean-purchases",    "cn-fentanyl-controls", "us-reciprocal-tariff",
                                          "us-fentanyl-tariff",      "us-301-maritime",      "cn-alaska-energy",
                                          "us-export-controls-2025", "us-cn-truce-apec-2025"};
  int anchored = 0;
  for (const Claim& claim : articles().claims) {
    if (claim.source != mna) continue;
    const bool suspended_rare_earths =
        claim.measure == "cn-rare-earth-controls-2025-10" && claim.action.said == Said::Suspended;
    if (!outcomes.contains(claim.measure) && !suspended_rare_earths) {
      EXPECT_EQ(claim.action.anchor, "") << claim.id;
      continue;
    }
    ++anchored;
    EXPECT_TRUE(claim.action.from.is_unknown()) << claim.id;
    EXPECT_EQ(claim.action.anchor,
              std::string(mna) + (claim.at.language == "en" ? ":29:" : ":1:") + "xi-trump-apec-2025");
  }
  EXPECT_EQ(anchored, 19) << "nine outcomes in either language, the truce twice in the Chinese";
  for (const Claim& claim : articles().claims) {
    if (claim.action.anchor.empty()) continue;
    const Claim* anchor = find(claim.action.anchor);
    ASSERT_NE(anchor, nullptr) << claim.id;
    EXPECT_EQ(anchor->action.said, Said::Held) << claim.id;
    EXPECT_TRUE(moves(anchor->standing)) << claim.id << ": a proposal dates nothing";
  }
}

TEST(Articles, TheThreatIsOnlyEverAThreatOutsideScenarios) {
  for (const Claim* claim : about("us-additional-100-tariff")) {
    EXPECT_TRUE(claim->standing == Standing::Threatened || claim->standing == Standing::Hypothetical) << claim->id;
    if (claim->standing == Standing::Hypothetical) {
      EXPECT_EQ(claim->action.of, std::string(hk01) + ":19:us-additional-100-tariff") << claim->id;
    }
  }
}

TEST(Articles, KeepWhatTheyDisagreeOn) {
  const auto location = [](const Claim& claim) { return claim.location; };
  const auto announced = [](const Claim& claim) { return text(claim.announced); };
  const auto from = [](const Claim& claim) { return text(claim.action.from); };
  const auto amount = [](const Claim& claim) { return claim.amount; };
  EXPECT_THAT(said_of("xi-trump-apec-2025", location), UnorderedElementsAre("KR", "Gyeongju", "Busan"));
  EXPECT_THAT(said_of("cn-rare-earth-controls-2025-10", announced), UnorderedElementsAre("2025-09", "2025-10"));
  EXPECT_THAT(said_of("xi-mishustin-2025", from), UnorderedElementsAre("2025-11-04", "2025-11-05"));
  EXPECT_THAT(said_of("us-baseline-tariff", amount), UnorderedElementsAre("about 60 countries", "over 60 countries"));

  const Claim* limited = find("mna-apec-assertive-diplomacy:3:us-export-controls-2025");
  const Claim* whole = find("mna-apec-assertive-diplomacy:32:us-export-controls-2025");
  ASSERT_TRUE(limited != nullptr && whole != nullptr);
  EXPECT_EQ(limited->action.limits.parties, std::vector<std::string>{"some Chinese companies"});
  EXPECT_TRUE(whole->action.limits.empty());
}

TEST(Articles, WhatBothSidesDidIsOneMeasureASide) {
  ASSERT_EQ(articles().aliases.size(), 1u);
  const Alias& alias = articles().aliases.front();
  EXPECT_EQ(alias.alias, "mutual-tariff-cut-2025");
  EXPECT_THAT(alias.means, UnorderedElementsAre("us-mutual-tariff-cut-2025", "cn-mutual-tariff-cut-2025"));
  for (const std::string& id : alias.means) {
    const auto measure = std::find_if(articles().measures.begin(), articles().measures.end(),
                                      [&](const Measure& m) { return m.id == id; });
    ASSERT_NE(measure, articles().measures.end());
    ASSERT_EQ(measure->mirrors.size(), 1u);
    EXPECT_NE(measure->mirrors.front(), id);
    EXPECT_THAT(alias.means, ::testing::Contains(measure->mirrors.front()));
  }
  EXPECT_EQ(about(alias.means[0]).size(), about(alias.means[1]).size());
}

TEST(Articles, EveryMeasureIsClaimedAndEveryQuestionRestsOnClaimsAboutIt) {
  std::set<std::string> claimed;
  for (const Claim& claim : articles().claims) claimed.insert(claim.measure);
  for (const Measure& measure : articles().measures) EXPECT_TRUE(claimed.contains(measure.id)) << measure.id;
  for (const Question& question : articles().questions) {
    EXPECT_FALSE(question.claims.empty()) << question.id;
    for (const std::string& id : question.claims) {
      const Claim* claim = find(id);
      ASSERT_NE(claim, nullptr) << question.id << " " << id;
      EXPECT_THAT(question.about, ::testing::Contains(claim->measure)) << question.id;
    }
  }
}

// ---- Against the articles' texts ------------------------------------------------------------------------------------

TEST(ArticlesGold, SpansLieInTheirParagraphsAndShowTheFiguresClaimed) {
  if (!articles_are_at_hand()) return;  // the cases above stand for the data alone
  std::size_t seen = 0;
  for (const Source& source : articles().sources) {
    const std::string article = read(folder() / (source.id + ".txt"));
    const auto paragraphs = paragraphs_of(article);
    for (const Claim& claim : articles().claims) {
      if (claim.source != source.id) continue;
      ++seen;
      const auto begin = static_cast<std::size_t>(claim.at.begin);
      const auto end = static_cast<std::size_t>(claim.at.end);
      const auto paragraph = static_cast<std::size_t>(claim.at.paragraph);
      ASSERT_TRUE(paragraph >= 1 && paragraph <= paragraphs.size()) << claim.id;
      EXPECT_LE(paragraphs[paragraph - 1].first, begin) << claim.id;
      ASSERT_LE(end, paragraphs[paragraph - 1].second) << claim.id;

      const std::string_view span = std::string_view(article).substr(begin, end - begin);
      const auto continues = [&](std::size_t at) { return at < article.size() && (article[at] & 0xC0) == 0x80; };
      EXPECT_FALSE(continues(begin) || continues(end)) << claim.id << ": a span never cuts a character";
      EXPECT_TRUE(span.front() != ' ' && span.back() != ' ') << claim.id;
      const bool ascii = std::count_if(span.begin(), span.end(), [](char c) { return (c & 0x80) != 0; }) * 4 <
                         static_cast<std::ptrdiff_t>(span.size());
      EXPECT_EQ(ascii, claim.at.language == "en") << claim.id;

      for (const auto& rate : {claim.action.rate, claim.action.previous, claim.action.portion}) {
        EXPECT_TRUE(!rate || span.find(to_percent(*rate)) != std::string_view::npos) << claim.id;
      }
      // Outcome 1 says "on schedule"; paragraph 11 has the day.
      if (claim.action.from.is_day() && claim.id != "hk01-escalation-dominance:18:cn-rare-earth-controls-2025-10") {
        EXPECT_NE(span.find(std::to_string(claim.action.from.earliest()->day())), std::string_view::npos) << claim.id;
      }
    }
  }
  EXPECT_EQ(seen, articles().claims.size());
}

// ---- Against the reference reading ----------------------------------------------------------------------------------

/// Where a field deliberately differs from the reference reading.
using ReadOtherwise = std::tuple<std::string, std::string, std::string, std::string>;  // claim, field, theirs, ours

const std::set<ReadOtherwise>& documented_deviations() {
  static const std::set<ReadOtherwise> deviations = {
      // "Last week" is a week, not a month.
      {"hk01-escalation-dominance:2:bessent-he-call-2025-10", "from", "2025-10", "2025-10-13/2025-10-19"},
      // "On schedule" is the day that paragraph 11 states.
      {"hk01-escalation-dominance:18:cn-rare-earth-controls-2025-10", "from", "", "2025-12-01"},
      // A withdrawal sets no rate.
      {"hk01-escalation-dominance:19:us-additional-100-tariff:2", "portion", "100", ""},
      // The end of September is not all of September.
      {"hk01-escalation-dominance:21:us-50-percent-rule", "announced", "2025-09", "2025-09-21/2025-09-30"},
      // It waits for the visits of the next year.
      {"diplomat-fortress-summit:7:us-cn-comprehensive-deal", "from", "", "2026"},
  };
  return deviations;
}

/// What the reference reading leaves out.
const std::set<std::string>& documented_additions() {
  static const std::set<std::string> additions = {
      "hk01-escalation-dominance:6:cn-phase-one-purchases:2",
      "hk01-escalation-dominance:27:cn-tiktok-sale",
      "mna-apec-assertive-diplomacy:22:us-reciprocal-tariffs-worldwide",
      "mna-apec-assertive-diplomacy:46:us-reciprocal-tariffs-worldwide",
      "scdaily-us-china-thaw:19:us-technology-blockade",
      "scdaily-us-china-thaw:35:us-technology-blockade",
  };
  return additions;
}

/// The measures that a name stands for.
std::vector<std::string> meant_by(const std::string& name) {
  for (const Alias& alias : articles().aliases) {
    if (alias.alias == name) return alias.means;
  }
  return {name};
}

std::string field(const nlohmann::json& row, const char* key) {
  const auto found = row.find(key);
  if (found == row.end()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

TEST(ArticlesGold, EveryRowHasItsClaimAndEveryOtherClaimIsAKnownAddition) {
  if (!articles_are_at_hand()) return;
  std::set<std::string> used;
  std::set<ReadOtherwise> deviations;
  std::ifstream lines(folder() / "gold.jsonl");
  int rows = 0;
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json row = nlohmann::json::parse(line);
    ++rows;
    for (const std::string& measure : meant_by(row.at("measure"))) {
      const auto& claims = articles().claims;
      const auto found = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) {
        return claim.source == row.at("article") && claim.at.paragraph == row.at("paragraph") &&
               claim.measure == measure && word(claim.action.said) == row.at("action").get<std::string>() &&
               word(claim.standing) == row.at("standing").get<std::string>() && !used.contains(claim.id);
      });
      if (found == claims.end()) {
        ADD_FAILURE() << "no claim for " << line;
        continue;
      }
      const Claim& claim = *found;
      used.insert(claim.id);
      const auto compare = [&](const char* name, const std::string& theirs, const std::string& ours) {
        if (theirs != ours) deviations.emplace(claim.id, name, theirs, ours);
      };
      compare("language", field(row, "lang"), claim.at.language);
      compare("from", field(row, "effective"), text(claim.action.from));
      compare("announced", field(row, "announced"), text(claim.announced));
      compare("term", field(row, "duration"), text(claim.action.term));
      compare("rate", field(row, "rate_to"), text(claim.action.rate));
      compare("previous", field(row, "rate_from"), text(claim.action.previous));
      compare("portion", field(row, "rate"), text(claim.action.portion));
      compare("location", field(row, "place"), claim.location);
    }
  }
  EXPECT_EQ(rows, 169);
  EXPECT_EQ(deviations, documented_deviations());

  std::set<std::string> additions;
  for (const Claim& claim : articles().claims) {
    if (!used.contains(claim.id)) additions.insert(claim.id);
  }
  EXPECT_EQ(additions, documented_additions());
}

TEST(ArticlesGold, MeasuresAreOfTheKindImposerAndTargetRead) {
  if (!articles_are_at_hand()) return;
  std::ifstream lines(folder() / "gold.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json row = nlohmann::json::parse(line);
    const std::vector<std::string> meant = meant_by(row.at("measure"));
    if (meant.size() != 1) continue;  // two imposers: a measure each
    const auto& measures = articles().measures;
    const auto measure =
        std::find_if(measures.begin(), measures.end(), [&](const Measure& m) { return m.id == meant.front(); });
    ASSERT_NE(measure, measures.end()) << line;
    EXPECT_EQ(std::string(word(measure->kind)), row.at("kind").get<std::string>());
    std::string imposers;
    for (const Jurisdiction& jurisdiction : measure->imposed_by) {
      imposers += (imposers.empty() ? "" : ",") + to_string(jurisdiction);
    }
    std::string targets;
    for (const Jurisdiction& jurisdiction : measure->target)
      targets += (targets.empty() ? "" : ",") + to_string(jurisdiction);
    if (measure->id == "cn-asean-free-trade-zone") {  // an agreement has parties and no target
      EXPECT_EQ(imposers, "CN,*");
      EXPECT_EQ(targets, "");
      continue;
    }
    EXPECT_EQ(imposers, row.at("imposed_by").get<std::string>()) << measure->id;
    EXPECT_EQ(targets, row.at("target").get<std::string>()) << measure->id;
  }
}

}  // namespace
}  // namespace truceline
