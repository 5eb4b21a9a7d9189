#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/calendar/format.hpp>
#include <truceline/record/dataset.hpp>

#include "record/random_dataset.hpp"

namespace truceline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(DatasetJson, TheEmptyDatasetIsOneKey) {
  EXPECT_EQ(to_json({}), "{\n  \"truceline\": 1\n}\n");
  const auto read = parse_dataset("{\"truceline\":1}");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, Dataset());
}

TEST(DatasetJson, WritesOneKeyALineAndSmallObjectsInLine) {
  Dataset dataset = testing::small_dataset();
  dataset.complete_through = Date::from_ymd(2025, 6, 30);
  dataset.measures = {dataset.measures[0]};
  dataset.measures[0].goods = {.words = {"rare earths"}, .hs = {"2805", "2846"}, .except = {}, .list = ""};
  dataset.measures[0].details = Tariff{};
  dataset.claims = {dataset.claims[0]};
  Claim& claim = dataset.claims[0];
  claim.action.undecided = true;
  claim.action.rate = Rate::ppm(75'000);
  claim.action.limits.goods.words = {"稀土"};
  claim.at = {.paragraph = 3, .begin = 0, .end = 12, .language = "zh-Hant"};
  dataset.sources = {dataset.sources[1]};
  dataset.scenarios.clear();
  EXPECT_EQ(to_json(dataset), R"({
  "truceline": 1,
  "name": "small",
  "complete_through": "2025-06-30",
  "sources": [
    {
      "id": "a",
      "kind": "act",
      "published": "2025-05-12"
    }
  ],
  "measures": [
    {
      "id": "m",
      "kind": "tariff",
      "imposed_by": ["US"],
      "goods": {"words": ["rare earths"], "hs": ["2805", "2846"]},
      "tariff": {}
    }
  ],
  "claims": [
    {
      "id": "c",
      "source": "a",
      "measure": "m",
      "said": "imposed",
      "standing": "done",
      "from": "undecided",
      "rate": 7.5,
      "limits": {"goods": {"words": ["稀土"]}},
      "at": {"paragraph": 3, "end": 12, "language": "zh-Hant"}
    }
  ]
}
)");
}

TEST(DatasetJson, WritesOneMemberALineWhereALineWouldBeTooLong) {
  Dataset dataset;
  Measure measure;
  measure.id = "m";
  measure.imposed_by = {{'U', 'S'}};
  // The line is `      "based_on": ["…"]`, which a comma may follow: 77 letters make it 99 columns, however many bytes.
  std::string letters;
  for (int i = 0; i < 77; ++i) letters += "é";
  measure.based_on = {letters};
  dataset.measures = {measure};
  EXPECT_THAT(to_json(dataset), HasSubstr("\n      \"based_on\": [\"" + letters + "\"]\n"));
  dataset.measures[0].based_on[0] += "é";
  EXPECT_THAT(to_json(dataset), HasSubstr("\n      \"based_on\": [\n        \"" + letters + "é\"\n      ]\n"));

  measure.kind = MeasureKind::PurchaseCommitment;
  measure.based_on.clear();
  measure.goods.hs.assign(10, "2805");
  const Tranche tranche{*parse_period("2026-01-01/2027-01-01"), {25'000'000, "t"}, std::nullopt, "soybeans"};
  measure.details = PurchaseCommitment{{tranche, tranche}};
  dataset.measures = {measure};
  EXPECT_EQ(to_json(dataset), R"({
  "truceline": 1,
  "measures": [
    {
      "id": "m",
      "kind": "purchase_commitment",
      "imposed_by": ["US"],
      "goods": {
        "hs": ["2805", "2805", "2805", "2805", "2805", "2805", "2805", "2805", "2805", "2805"]
      },
      "purchase_commitment": {
        "tranches": [
          {"period": "2026-01-01/2027-01-01", "quantity": "25000000 t", "goods": "soybeans"},
          {"period": "2026-01-01/2027-01-01", "quantity": "25000000 t", "goods": "soybeans"}
        ]
      }
    }
  ]
}
)");
}

TEST(DatasetJson, ReadsAndWritesWhatDutiesNeed) {
  const std::string text = R"({
  "truceline": 1,
  "sources": [
    {
      "id": "s",
      "kind": "act",
      "published": "2025-04-29"
    }
  ],
  "measures": [
    {
      "id": "autos",
      "kind": "tariff",
      "imposed_by": ["US"]
    },
    {
      "id": "steel",
      "kind": "tariff",
      "imposed_by": ["US"]
    }
  ],
  "claims": [
    {
      "id": "c",
      "source": "s",
      "measure": "steel",
      "said": "imposed",
      "standing": "done",
      "rate": 25,
      "specific": "USD 0.22 per kg",
      "minimum": "JPY 1000 per item",
      "maximum": "CNY 1120.50 per net ton",
      "limits": {
        "loaded_before": "2025-04-05",
        "exported_before": "2025-04-09",
        "entered_before": "2025-05-27",
        "condition": "by sea"
      }
    },
    {
      "id": "p",
      "source": "s",
      "measure": "steel",
      "said": "progress",
      "standing": "done",
      "quantity": "12000000 t"
    }
  ],
  "stacking": [
    {
      "id": "r",
      "when": "autos",
      "effect": "on_remainder",
      "others": ["steel"],
      "base": "content",
      "from": "2025-03-04",
      "until": "2026",
      "known": "2025-04-29",
      "source": "s",
      "note": "reaches back"
    }
  ]
}
)";
  const auto dataset = parse_dataset(text);
  ASSERT_TRUE(dataset.ok()) << message_of(dataset.status());
  const Action& imposed = dataset->claims[0].action;
  EXPECT_EQ(imposed.charge.specific, (Specific{{22, {}}, "kg"}));
  EXPECT_EQ(imposed.charge.minimum, (Specific{{1'000, {'J', 'P', 'Y'}}, "item"}));
  EXPECT_EQ(imposed.charge.maximum, (Specific{{112'050, {'C', 'N', 'Y'}}, "net ton"}));
  EXPECT_EQ(imposed.limits.loaded_before, Date::from_ymd(2025, 4, 5));
  EXPECT_EQ(imposed.limits.exported_before, Date::from_ymd(2025, 4, 9));
  EXPECT_EQ(imposed.limits.entered_before, Date::from_ymd(2025, 5, 27));
  EXPECT_EQ(dataset->claims[1].action.quantity, (Quantity{12'000'000, "t"}));
  ASSERT_THAT(dataset->stacking, SizeIs(1));
  const StackingRule& rule = dataset->stacking[0];
  EXPECT_EQ(rule.when, "autos");
  EXPECT_EQ(rule.effect, StackingEffect::OnRemainder);
  EXPECT_THAT(rule.others, ElementsAre("steel"));
  EXPECT_EQ(rule.base, StackingBase::Content);
  EXPECT_EQ(rule.from, FuzzyDate::day(*Date::from_ymd(2025, 3, 4)));
  EXPECT_EQ(rule.until, FuzzyDate::year(2026));
  EXPECT_EQ(rule.known, FuzzyDate::day(*Date::from_ymd(2025, 4, 29)));
  EXPECT_EQ(rule.source, "s");
  EXPECT_EQ(to_json(*dataset), text);
}

TEST(DatasetJson, WhatIsWrittenReadsBackTheSame) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const Dataset dataset = testing::random_dataset(seed);
    const std::string text = to_json(dataset);
    const auto read = parse_dataset(text);
    ASSERT_TRUE(read.ok()) << "seed " << seed << ": " << message_of(read.status());
    ASSERT_EQ(*read, dataset) << "seed " << seed << "\n" << text;
    ASSERT_EQ(to_json(*read), text) << "seed " << seed;
  }
}

TEST(DatasetJson, KeysMayStandInAnyOrderAndSpacesAnywhere) {
  const auto read = parse_dataset(
      "\r\n\t{ \"measures\" : [{\"imposed_by\":[ \"US\" ],\"kind\":\"tariff\" , \"id\":\"m\"}]\n,\"truceline\":1 } ");
  ASSERT_TRUE(read.ok()) << message_of(read.status());
  EXPECT_THAT(read->measures, SizeIs(1));
  EXPECT_EQ(read->measures[0].id, "m");
}

TEST(DatasetJson, TextIsDecoded) {
  const auto read = parse_dataset(R"({"truceline": 1, "name": "\u7a00\u571f \ud83d\udea2 \"\\\/\n", "title": "稀土"})");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->name, "稀土 \xF0\x9F\x9A\xA2 \"\\/\n");
  EXPECT_EQ(read->title, "稀土");
}

TEST(DatasetJson, RatesAreExact) {
  const std::string head = R"({"truceline": 1, "sources": [{"id": "s", "kind": "act", "published": "2025"}],
    "measures": [{"id": "m", "kind": "tariff", "imposed_by": ["US"]}],
    "claims": [{"id": "c", "source": "s", "measure": "m", "said": "imposed", "standing": "done", "rate": )";
  for (const auto& [text, ppm] : std::vector<std::pair<std::string, std::int64_t>>{
           {"0", 0}, {"24", 240'000}, {"7.5", 75'000}, {"0.0001", 1}, {"0.07", 700}, {"1000000", 10'000'000'000}}) {
    const auto read = parse_dataset(head + text + "}]}");
    ASSERT_TRUE(read.ok()) << message_of(read.status());
    EXPECT_EQ(read->claims[0].action.rate, Rate::ppm(ppm)) << text;
  }
}

/// One refusal: the text, and what it must be told as.
struct Refusal {
  std::string text;
  std::string id;
  int line, column;
  std::string pointer;
  std::string fix;  ///< part of it
};
void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.id << " in " << refusal.text.substr(0, 200); }

class Refused : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refused, IsToldByPlaceIdAndFix) {
  const Refusal& expected = GetParam();
  const auto read = parse_dataset(expected.text, "input.json");
  ASSERT_FALSE(read.ok());
  const std::vector<Diagnostic> all = diagnostics(read.status());
  ASSERT_THAT(all, SizeIs(1)) << message_of(read.status());
  EXPECT_EQ(all[0].id, expected.id) << all[0].message;
  EXPECT_EQ(all[0].source, "input.json");
  EXPECT_EQ(all[0].line, expected.line) << all[0].message;
  EXPECT_EQ(all[0].column, expected.column) << all[0].message;
  EXPECT_EQ(all[0].pointer, expected.pointer);
  EXPECT_THAT(all[0].fix, HasSubstr(expected.fix));
  EXPECT_THAT(all[0].message, Not(IsEmpty()));
}

/// A dataset whose one claim ends with `members`, which begin on line 5, column 3.
std::string claim(const std::string& members) {
  return R"({"truceline": 1, "sources": [{"id": "s", "kind": "act", "published": "2025"}],
"measures": [{"id": "m", "kind": "tariff", "imposed_by": ["US"]}],
"claims": [
{"id": "c", "source": "s", "measure": "m", "said": "imposed", "standing": "done",
  )" + members +
         "}]}";
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, Refused,
    ::testing::Values(Refusal{"", "TL-310", 1, 1, "", "JSON object"}, Refusal{"   \n ", "TL-310", 2, 2, "", "mend"},
                      Refusal{"{\"truceline\": 1,}", "TL-310", 1, 17, "", "mend"},
                      Refusal{"{\"truceline\": 1\n", "TL-310", 2, 1, "", "mend"},
                      Refusal{"{\"truceline\": 1} x", "TL-310", 1, 18, "", "mend"},
                      Refusal{"{\n  \"name\": tru }", "TL-310", 2, 14, "", "mend"},
                      Refusal{"{\"truceline\": 01}", "TL-310", 1, 16, "", "mend"},
                      Refusal{"{\"truceline\": 1e999}", "TL-310", 1, 19, "", "mend"},
                      Refusal{"{\"truceline\": NaN}", "TL-310", 1, 15, "", "mend"},
                      Refusal{"// no\n{}", "TL-310", 1, 1, "", "mend"},
                      Refusal{"{\"name\": \"a\nb\"}", "TL-310", 1, 12, "", "mend"},
                      Refusal{"{\"name\": \"\xC3\x28\"}", "TL-310", 1, 12, "", "mend"},
                      Refusal{"{\"name\": \"\xED\xA0\x80\"}", "TL-310", 1, 12, "", "mend"},
                      Refusal{"{\"name\": \"\\ud800\"}", "TL-310", 1, 17, "", "mend"},
                      Refusal{std::string("{\"truceline\": 1}\0", 17), "TL-310", 1, 17, "", "UTF-8"},
                      Refusal{std::string("{\"name\":\n \"a\0b\"}", 16), "TL-310", 2, 4, "", "UTF-8"},
                      Refusal{"\xEF\xBB\xBF{\"truceline\": 1}", "TL-311", 1, 1, "", "UTF-8 without"},
                      Refusal{std::string(33, '['), "TL-312", 1, 33, "", "32"},
                      Refusal{"{\"truceline\": 1, \"name\": " + std::string(200'000, '['), "TL-312", 1, 57, "", "32"}));

INSTANTIATE_TEST_SUITE_P(
    Version, Refused,
    ::testing::Values(Refusal{"{}", "TL-313", 1, 1, "", "\"truceline\": 1"},
                      Refusal{"\n [1]", "TL-313", 2, 2, "", "\"truceline\": 1"},
                      Refusal{"null", "TL-313", 1, 1, "", "\"truceline\": 1"},
                      Refusal{"{\"truceline\": 2, \"new\": {}}", "TL-313", 1, 15, "/truceline", "version 1"},
                      Refusal{"{\"truceline\": \"1\"}", "TL-313", 1, 15, "/truceline", "version 1"}));

INSTANTIATE_TEST_SUITE_P(
    Form, Refused,
    ::testing::Values(
        Refusal{claim(R"("form": "2025")"), "TL-314", 5, 3, "/claims/0/form", "did you mean \"from\"?"},
        Refusal{claim(R"("zzzzzzzzzz": 1)"), "TL-314", 5, 3, "/claims/0/zzzzzzzzzz", "known are id, source, measure"},
        Refusal{claim(R"("a/b~c": 1)"), "TL-314", 5, 3, "/claims/0/a~1b~0c", "known are"},
        Refusal{claim(R"("note": "a", "note": "b")"), "TL-315", 5, 16, "/claims/0/note", "keep one"},
        Refusal{claim(R"("id": "c")"), "TL-315", 5, 3, "/claims/0/id", "keep one"},
        Refusal{claim(R"("note": 5)"), "TL-317", 5, 11, "/claims/0/note", ""},
        Refusal{claim(R"("note": null)"), "TL-317", 5, 11, "/claims/0/note", "leave the key out"},
        Refusal{claim(R"("corrects": "c")"), "TL-317", 5, 15, "/claims/0/corrects", ""},
        Refusal{claim(R"("corrects": ["x", true])"), "TL-317", 5, 21, "/claims/0/corrects/1", ""},
        Refusal{claim(R"("stayed": 0)"), "TL-317", 5, 13, "/claims/0/stayed", ""},
        Refusal{claim(R"("limits": [])"), "TL-317", 5, 13, "/claims/0/limits", ""},
        Refusal{claim(R"("rate": "24")"), "TL-317", 5, 11, "/claims/0/rate", ""},
        Refusal{claim(R"("from": 2025)"), "TL-317", 5, 11, "/claims/0/from", ""},
        Refusal{claim(R"("rate": -1)"), "TL-211", 5, 11, "/claims/0/rate", "percent"},
        Refusal{claim(R"("rate": 2.4e1)"), "TL-211", 5, 11, "/claims/0/rate", "exponent"},
        Refusal{claim(R"("rate": 7.00001)"), "TL-212", 5, 11, "/claims/0/rate", "four decimals"},
        Refusal{claim(R"("rate": 1000000.0001)"), "TL-212", 5, 11, "/claims/0/rate", "percent"},
        Refusal{claim(R"("rate": 99999999999999999999999)"), "TL-212", 5, 11, "/claims/0/rate", "percent"},
        Refusal{claim(R"("from": "2025-02-30")"), "TL-122", 5, 11, "/claims/0/from", ""},
        Refusal{claim(R"("from": "soon")"), "TL-121", 5, 11, "/claims/0/from", "2025-10"},
        Refusal{claim(R"("until": "2025-09-30/2025-09-21")"), "TL-123", 5, 12, "/claims/0/until", "earlier"},
        Refusal{claim(R"("term": "90 days")"), "TL-111", 5, 11, "/claims/0/term", "P90D"},
        Refusal{claim(R"("from_time": "24:00")"), "TL-141", 5, 16, "/claims/0/from_time", ""},
        Refusal{claim(R"("zone": "EST")"), "TL-142", 5, 11, "/claims/0/zone", ""},
        Refusal{claim(R"("at": {"paragraph": 1.5})"), "TL-319", 5, 23, "/claims/0/at/paragraph", "digits"},
        Refusal{claim(R"("at": {"end": 2147483648})"), "TL-319", 5, 17, "/claims/0/at/end", "digits"},
        Refusal{claim(R"("at": {"para": 1})"), "TL-314", 5, 10, "/claims/0/at/para", "paragraph"},
        Refusal{claim(R"("specific": "USD 50")"), "TL-234", 5, 15, "/claims/0/specific", "per net ton"},
        Refusal{claim(R"("minimum": "US$ 50 per kg")"), "TL-231", 5, 14, "/claims/0/minimum", "ISO 4217"},
        Refusal{claim(R"("maximum": "USD -50 per kg")"), "TL-232", 5, 14, "/claims/0/maximum", "without sign"},
        Refusal{claim(R"("specific": "USD 0.064 per kg")"), "TL-233", 5, 15, "/claims/0/specific", "2 decimals"},
        Refusal{claim(R"("specific": 50)"), "TL-317", 5, 15, "/claims/0/specific", ""},
        Refusal{claim(R"("quantity": "1,000 t")"), "TL-235", 5, 15, "/claims/0/quantity", "separators"},
        Refusal{claim(R"("limits": {"loaded_before": "2025-04"})"), "TL-101", 5, 31, "/claims/0/limits/loaded_before",
                ""},
        Refusal{claim(R"("limits": {"loaded": "2025-04-05"})"), "TL-314", 5, 14, "/claims/0/limits/loaded",
                "known are"},
        Refusal{R"({"truceline": 1, "stacking": [{"id": "r", "when": "m", "effect": "exclude", "others": []}]})",
                "TL-318", 1, 66, "/stacking/0/effect", "did you mean \"excludes\"?"},
        Refusal{R"({"truceline": 1, "stacking": [{"id": "r", "when": "m", "effect": "excludes"}]})", "TL-316", 1, 31,
                "/stacking/0", ""},
        Refusal{claim(R"("limits": {"goods": {"hs": ["85.07"]}})"), "TL-221", 5, 31, "/claims/0/limits/goods/hs/0",
                "digits"},
        Refusal{R"({"truceline": 1, "sources": [{"id": "s", "kind": "akt", "published": "2025"}]})", "TL-318", 1, 50,
                "/sources/0/kind", "did you mean \"act\"?"},
        Refusal{R"({"truceline": 1, "sources": [{"kind": "act", "published": "2025"}]})", "TL-316", 1, 30, "/sources/0",
                ""},
        Refusal{R"({"truceline": 1, "complete_through": "2025-10"})", "TL-101", 1, 38, "/complete_through", ""},
        Refusal{R"({"truceline": 1, "measures": [{"id": "m", "kind": "tariff", "imposed_by": ["USA"]}]})", "TL-201", 1,
                76, "/measures/0/imposed_by/0", "two capital letters"},
        Refusal{
            R"({"truceline": 1, "measures": [{"id": "m", "kind": "tariff", "imposed_by": ["US"], "tariff": {}, "port_fee": {}}]})",
            "TL-331", 1, 31, "/measures/0", "keep"},
        Refusal{R"({"truceline": 1, "claims": {}})", "TL-317", 1, 28, "/claims", ""}));

INSTANTIATE_TEST_SUITE_P(
    Rules, Refused,
    ::testing::Values(Refusal{claim(R"("portion": 24)"), "TL-336", 5, 14, "/claims/0/portion", "suspended"},
                      Refusal{claim(R"("of": "d")"), "TL-324", 5, 9, "/claims/0/of", "claim"},
                      Refusal{claim(R"("scenario": "x")"), "TL-333", 5, 15, "/claims/0/scenario", "hypothetical"},
                      Refusal{R"({"truceline": 1, "sources": [
  {"id": "s", "kind": "article"}]})",
                              "TL-334", 2, 3, "/sources/0", "proven"}));

TEST(DatasetJson, TellsAllFaultsAtOnceInTheOrderOfTheText) {
  const auto read = parse_dataset(R"({"truceline": 1,
"sources": [{"id": "s", "kind": "acts", "published": "2025-13"}],
"claims": [{"id": "c"}]})");
  ASSERT_FALSE(read.ok());
  std::vector<std::string> told;
  for (const Diagnostic& d : diagnostics(read.status()))
    told.push_back(fmt::format("{} {}:{}", d.id, d.line, d.column));
  EXPECT_THAT(told,
              ElementsAre("TL-318 2:33", "TL-122 2:54", "TL-316 3:12", "TL-316 3:12", "TL-316 3:12", "TL-316 3:12"));
}

TEST(DatasetJson, TellsAHundredFaultsAtMost) {
  std::string text = R"({"truceline": 1, "questions": [)";
  for (int i = 0; i < 5000; ++i) text += "{},";
  text += "{}]}";
  const auto read = parse_dataset(text);
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(diagnostics(read.status()), SizeIs(100));
}

TEST(DatasetJson, EveryCutAndEveryFlippedByteIsReadOrRefusedCleanly) {
  const std::string text = to_json(testing::random_dataset(7));
  ASSERT_TRUE(parse_dataset(text).ok());
  // All cuts but the last, which takes only the closing line's end.
  for (std::size_t size = 0; size + 1 < text.size(); size += 1 + size / 50) {
    const auto read = parse_dataset(text.substr(0, size));
    ASSERT_FALSE(read.ok()) << size;
    ASSERT_EQ(diagnostics(read.status()).front().id, "TL-310") << size;
  }
  for (std::size_t at = 0; at < text.size(); at += 41) {
    std::string flipped = text;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x11);
    const auto read = parse_dataset(flipped);
    if (read.ok()) {
      ASSERT_TRUE(parse_dataset(to_json(*read)).ok()) << at;
    } else {
      ASSERT_GT(diagnostics(read.status()).front().line, 0) << at;
    }
  }
}

}  // namespace
}  // namespace truceline
