// truceline-read-article, and truceline-build-timeline on a folder of texts.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/record/dataset.hpp>

#include "examples/program.hpp"

namespace truceline::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const char* const text =
    "WASHINGTON, Nov 6 - The US will lower its fentanyl tariff on Chinese goods from 20% to 10% from November 10.\n"
    "China suspended its export controls on graphite for one year, Beijing said.\n";
const char* const chinese = "美國宣布，將對中國商品的芬太尼關稅由20%降至10%。\n";

class ReadArticle : public Programs {
 protected:
  void SetUp() override {
    Programs::SetUp();
    write(folder_ / "wire.txt", text);
    write(folder_ / "zh.txt", chinese);
  }
};

TEST_F(ReadArticle, PrintsJsonOfTheShapeThatItPromises) {
  const Outcome outcome = run("read-article wire.txt --published 2025-11-06 --json");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const auto json = outcome.json();
  EXPECT_EQ(json.at("article"), "wire");
  EXPECT_EQ(json.at("published"), "2025-11-06");
  ASSERT_EQ(json.at("claims").size(), 2U);
  const auto& claim = json.at("claims").at(0);
  EXPECT_EQ(claim.at("kind"), "tariff");
  EXPECT_EQ(claim.at("imposed_by"), nlohmann::json({"US"}));
  EXPECT_EQ(claim.at("target"), nlohmann::json({"CN"}));
  EXPECT_EQ(claim.at("action"), "lowered");
  EXPECT_EQ(claim.at("standing"), "announced");
  EXPECT_EQ(claim.at("rate_from"), 20);
  EXPECT_EQ(claim.at("rate_to"), 10);
  EXPECT_EQ(claim.at("effective"), "2025-11-10");
  EXPECT_EQ(claim.at("measure"), "us-ieepa-fentanyl-tariff-china");
  EXPECT_EQ(claim.at("paragraph"), 1);
  EXPECT_EQ(claim.at("flags"), nlohmann::json::array());
  for (const char* key : {"scope", "amount", "duration", "until", "confidence"})
    EXPECT_TRUE(claim.contains(key)) << key;
  EXPECT_EQ(claim.size(), 17U);
  bool kind = false;
  for (const auto& span : claim.at("spans")) {
    const std::size_t begin = span.at("begin");
    const std::size_t end = span.at("end");
    ASSERT_LE(end, std::string(text).size());
    if (span.at("field") == "kind") {
      EXPECT_EQ(std::string(text).substr(begin, end - begin), "fentanyl tariff");
      kind = true;
    }
  }
  EXPECT_TRUE(kind);
  EXPECT_EQ(json.at("claims").at(1).at("duration"), "P1Y");
}

TEST_F(ReadArticle, ReadsSeveralFilesAndLanguages) {
  const Outcome outcome = run("read-article wire.txt zh.txt --published 2025-11-06 --json");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const auto json = outcome.json();
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json.at(1).at("article"), "zh");
  ASSERT_EQ(json.at(1).at("claims").size(), 1U);
  EXPECT_EQ(json.at(1).at("claims").at(0).at("rate_to"), 10);
  EXPECT_EQ(run("read-article zh.txt --published 2025-11-06 --lang zh-Hant --json").exit, 0);
}

TEST_F(ReadArticle, ShowsPeopleWhatAClaimRestsOn) {
  const Outcome plain = run("read-article wire.txt --published 2025-11-06");
  EXPECT_THAT(plain.out, HasSubstr("US tariff on fentanyl: lowered, announced, from 20 %, to 10 %, 2025-11-10"));
  const Outcome shown = run("read-article wire.txt --published 2025-11-06 --show");
  EXPECT_THAT(shown.out, HasSubstr("its \033[1;34mfentanyl tariff\033[0m"));
  ASSERT_EQ(run("read-article wire.txt --published 2025-11-06 --html page.html").exit, 0);
  EXPECT_THAT(text_of(folder_ / "page.html"),
              AllOf(HasSubstr("<mark style=\"background:#bfdbfe\" title=\"kind\">fentanyl tariff</mark>"),
                    HasSubstr("us-ieepa-fentanyl-tariff-china"), Not(HasSubstr("<script"))));
}

TEST_F(ReadArticle, WritesADatasetThatOtherProgramsLoad) {
  ASSERT_EQ(run("read-article wire.txt --published 2025-11-06 --dataset-out read.json").exit, 0);
  const auto dataset = load_dataset(folder_ / "read.json");
  ASSERT_TRUE(dataset.ok()) << message_of(dataset.status());
  EXPECT_EQ(dataset->claims.size(), 2U);
  const auto held = run("in-force --dataset read.json --on 2025-11-10 --json").json();
  const auto finding = finding_on(held, "us-ieepa-fentanyl-tariff-china");
  ASSERT_FALSE(finding.is_null());
  EXPECT_EQ(finding.at("rate_percent"), 10);
}

TEST_F(ReadArticle, TakesMoreWordsFromAFile) {
  write(folder_ / "talk.txt", "The US and China spoke. Washington imposed a moonlight levyish on Chinese goods.\n");
  EXPECT_THAT(run("read-article talk.txt --published 2025-11-06 --json").json().at("claims"), IsEmpty());
  write(folder_ / "more.tsv",
        "id\tclass\tlanguage\tsurface\tvalue\tpriority\tleft\tright\tveto\texample\tcounter\n"
        "own-levyish\tinstrument\ten\tmoonlight levyish\tkind=tariff\t\t\t\t\tA moonlight levyish.\tA levy.\n");
  const Outcome more = run("read-article talk.txt --published 2025-11-06 --lexicon more.tsv --json");
  ASSERT_EQ(more.exit, 0) << more.err;
  ASSERT_EQ(more.json().at("claims").size(), 1U);
  EXPECT_EQ(more.json().at("claims").at(0).at("kind"), "tariff");
  write(folder_ / "bad.tsv", "id\tclass\n");
  const Outcome bad = run("read-article talk.txt --published 2025-11-06 --lexicon bad.tsv");
  EXPECT_EQ(bad.exit, 1);
  EXPECT_THAT(bad.err, AllOf(HasSubstr("bad.tsv"), HasSubstr("TL-611")));
}

TEST_F(ReadArticle, LeavesOutWhatIsNotSureEnough) {
  EXPECT_THAT(run("read-article wire.txt --published 2025-11-06 --least-confidence 1 --json").json().at("claims"),
              IsEmpty());
}

TEST_F(ReadArticle, RefusesBadInputWithAReason) {
  EXPECT_EQ(run("read-article wire.txt").exit, 2);
  EXPECT_EQ(run("read-article wire.txt --published yesterday").exit, 2);
  EXPECT_EQ(run("read-article wire.txt --published 2025-11-06 --lang fr").exit, 2);
  EXPECT_EQ(run("read-article wire.txt --published 2025-11-06 --least-confidence 2").exit, 2);
  const Outcome missing = run("read-article none.txt --published 2025-11-06");
  EXPECT_EQ(missing.exit, 1);
  EXPECT_THAT(missing.err, HasSubstr("none.txt"));
  write(folder_ / "page.txt", "<!DOCTYPE html><html><body>US tariffs on China</body></html>");
  const Outcome page = run("read-article page.txt --published 2025-11-06");
  EXPECT_EQ(page.exit, 1);
  EXPECT_THAT(page.err, HasSubstr("page.txt"));
}

TEST_F(ReadArticle, BuildsTheTimelineOfAFolder) {
  write(folder_ / "articles.jsonl",
        "{\"article\": \"wire\", \"published\": \"2025-11-06\", \"outlet\": \"Courier\"}\n"
        "{\"article\": \"zh\", \"published\": \"2025-11-07\"}\n");
  const Outcome outcome = run("build-timeline --articles . --dataset chronology --json");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const auto json = outcome.json();
  ASSERT_EQ(json.at("sources").size(), 2U);
  EXPECT_EQ(json.at("sources").at(0).at("outlet"), "Courier");
  bool tariff = false;
  for (const auto& measure : json.at("measures"))
    tariff = tariff || measure.at("measure") == "us-ieepa-fentanyl-tariff-china";
  EXPECT_TRUE(tariff);

  write(folder_ / "articles.jsonl", "{\"article\": \"wire\"}\n");
  const Outcome undated = run("build-timeline --articles .");
  EXPECT_EQ(undated.exit, 1);
  EXPECT_THAT(undated.err, AllOf(HasSubstr("articles.jsonl line 1"), HasSubstr("published")));
}

TEST_F(ReadArticle, TakesARecordBesideEachText) {
  std::filesystem::create_directory(folder_ / "texts");
  write(folder_ / "texts/wire.txt", text);
  write(folder_ / "texts/wire.json", "{\"published\": \"2025-11-06\", \"title\": \"Tariff falls\"}");
  const Outcome outcome = run("build-timeline --articles texts --dataset chronology --json");
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_EQ(outcome.json().at("sources").at(0).at("title"), "Tariff falls");
}

}  // namespace
}  // namespace truceline::testing
