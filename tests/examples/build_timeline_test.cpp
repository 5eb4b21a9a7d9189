#include "examples/program.hpp"

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class BuildTimeline : public Programs {};

TEST_F(BuildTimeline, PrintsASmallTimelineWhole) {
  write(folder_ / "small.json", small_dataset);
  const Outcome result = run("build-timeline --dataset small.json");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(result.out, R"(Widgets
====================================================================================================
Dataset   small
Known     in hindsight: 3 of 3 claims
Shows     2 of 2 measures; conflicts: 0; open questions: 0
Reading   "until" names the first day on which something no longer holds. 2025-10-01/2025-10-24 is
          one day among these, 2025-10 one of that month. Where a start or an end is assumed, no
          source states its day. A rate in brackets is suspended. [1:25] is paragraph 25 of source
          1. What is merely proposed stands below the life of its measure and changes nothing.


Sources
----------------------------------------------------------------------------------------------------
 [1]  notice (act), known from 2025-01-15
      Gazette
 [2]  news (article), known from 2025-06-01
      Courier


United States
----------------------------------------------------------------------------------------------------
    period                       status                   rate       certainty           sources

United States: Tariffs

  us-widget-tariff  Tariff on widgets (on CN)
    2025-01-15 until 2025-02-01  scheduled                           certain             [1]
    2025-02-01 until 2025-07-01  in force                 12.5 %     certain             [1]
    2025-07-01 until 2025-09-29  suspended                (12.5 %)   certain             [1] [2]
    2025-09-29 on                in force                 12.5 %     certain             [1]
    told in   [1:2] [2:4]


China
----------------------------------------------------------------------------------------------------
    period                       status                   rate       certainty           sources

China: Export controls

  cn-widget-control  Control of widgets (on all)
    2025-06-01 until 2025-08-01  scheduled                           certain             [2]
    2025-08-01 until 2025-12-01  in force                            certain             [2]
    2025-12-01 on                ended (expired)                     certain             [2]
    told in   [2:5]


Conflicts
----------------------------------------------------------------------------------------------------
none


Open questions
----------------------------------------------------------------------------------------------------
none
)");
}

TEST_F(BuildTimeline, GroupsTheArticlesMeasuresBySideAndKind) {
  const std::string text = run("build-timeline").out;
  std::size_t at = 0;
  for (const char* part : {"Sources\n", "[1]", "\nUnited States\n", "United States: Tariffs", "us-fentanyl-tariff",
                           "United States: Export controls", "\nChina\n", "China: Export controls",
                           "cn-rare-earth-controls-2025-10", "\nBoth sides\n", "xi-trump-apec-2025", "\nOthers\n",
                           "xi-mishustin-2025", "\nConflicts\n", "   1. ", "\nOpen questions\n", "   1. "}) {
    const std::size_t next = text.find(part, at);
    ASSERT_NE(next, std::string::npos) << part << " is not where it should be";
    at = next;
  }
}

TEST_F(BuildTimeline, ShowsEveryMeasureOfTheArticles) {
  const auto dataset = nlohmann::json::parse(text_of(TRUCELINE_SOURCE_DIR "/data/articles.json"));
  const auto answer = run("build-timeline --json").json();
  const std::string text = run("build-timeline").out;
  EXPECT_EQ(answer.at("measures").size(), dataset.at("measures").size());
  for (const auto& measure : dataset.at("measures")) {
    EXPECT_THAT(text, HasSubstr("  " + measure.at("id").get<std::string>() + "  "));
  }
  EXPECT_EQ(answer.at("sources").size(), 5U);
}

TEST_F(BuildTimeline, TellsEveryClaimThatIsKnownOrAskedAboutOnlyFromItsDayOn) {
  const auto before = run("build-timeline --json --known 2025-06-04").json();
  EXPECT_THAT(before.at("measures"), IsEmpty());  // the first article tells of 5 June
  const auto june = run("build-timeline --json --known 2025-06-05").json();
  for (const auto& measure : june.at("measures")) {
    for (const auto& answer : measure.at("lifecycle")) {
      for (const auto& claim : answer.at("claims"))
        EXPECT_THAT(claim.get<std::string>(), HasSubstr("scdaily-us-china-thaw:"));
    }
  }
  EXPECT_GT(june.at("measures").size(), 5U);
  ASSERT_EQ(june.at("sources").size(), 1U);
  EXPECT_EQ(june.at("sources").at(0).at("id"), "scdaily-us-china-thaw");
}

TEST_F(BuildTimeline, KeepsBothSidesOfAConflictVisible) {
  const auto answer = run("build-timeline --json").json();
  bool place_of_the_meeting = false;
  for (const auto& conflict : answer.at("conflicts")) {
    EXPECT_GE(conflict.at("sides").size(), 1U);
    EXPECT_THAT(conflict.at("text").get<std::string>(), Not(IsEmpty()));
    if (conflict.at("measure") == "xi-trump-apec-2025" && conflict.at("field") == "location") {
      place_of_the_meeting = true;
      std::string places;
      for (const auto& side : conflict.at("sides")) places += side.at("value").get<std::string>() + " ";
      EXPECT_THAT(places, AllOf(HasSubstr("Gyeongju"), HasSubstr("Busan")));
    }
  }
  EXPECT_TRUE(place_of_the_meeting);
}

TEST_F(BuildTimeline, AsksWhatNoArticleAnswers) {
  const auto answer = run("build-timeline --json").json();
  std::string ids;
  for (const auto& question : answer.at("open_questions")) ids += question.at("id").get<std::string>() + " ";
  EXPECT_THAT(ids, AllOf(HasSubstr("fate-of-100-percent-threat"), HasSubstr("port-fees-and-301")));
}

TEST_F(BuildTimeline, WritesTheSameToAFile) {
  const std::string printed = run("build-timeline").out;
  const Outcome result = run("build-timeline -o timeline.txt");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_EQ(text_of(folder_ / "timeline.txt"), printed);

  write(folder_ / "timeline.txt", "old");
  fs::permissions(folder_ / "timeline.txt", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("timeline.txt", folder_ / "link.txt");
  EXPECT_EQ(run("build-timeline --output link.txt").exit, 0);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.txt"));
  EXPECT_EQ(text_of(folder_ / "timeline.txt"), printed);
  EXPECT_EQ(fs::status(folder_ / "timeline.txt").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(BuildTimeline, LeavesTheOldFileWhereItCannotWriteTheNewOne) {
  write(folder_ / "old.txt", "old");
  fs::create_directory(folder_ / "folder");
  for (const char* target : {"folder", "missing/timeline.txt", "old.txt/timeline.txt", "/dev/full"}) {
    const Outcome result = run(std::string("build-timeline -o ") + target);
    EXPECT_EQ(result.exit, 1) << target;
    EXPECT_THAT(result.out, IsEmpty()) << target;
    EXPECT_THAT(result.err, HasSubstr(std::string("cannot write ") + target)) << target;
  }
  // A limit on the size of files stands for a full disk.
  const std::string limited = "cd '" + folder_.string() +
                              "' && trap '' XFSZ && ulimit -f 1 && '" TRUCELINE_EXAMPLES_DIR
                              "/truceline-build-timeline' -o old.txt 2>err";
  EXPECT_EQ(WEXITSTATUS(std::system(limited.c_str())), 1);
  EXPECT_THAT(text_of(folder_ / "err"), HasSubstr("cannot write old.txt"));
  EXPECT_EQ(text_of(folder_ / "old.txt"), "old");

  EXPECT_EQ(run("build-timeline --dataset nothing -o old.txt").exit, 1);
  EXPECT_EQ(text_of(folder_ / "old.txt"), "old");
  std::size_t left = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr(".new")));
    ++left;
  }
  EXPECT_EQ(left, 4U);  // old.txt, folder, out, err
}

TEST_F(BuildTimeline, SavesASnapshotThatEveryProgramTakes) {
  write(folder_ / "small.json", small_dataset);
  const Outcome built = run("build-timeline --dataset small.json --snapshot small.snapshot");
  ASSERT_EQ(built.exit, 0) << built.err;
  EXPECT_EQ(run("build-timeline --dataset small.snapshot").out, built.out);
  const std::string asked = "in-force --on 2025-08-15 --json --dataset small.";
  const Outcome answered = run(asked + "snapshot");
  EXPECT_EQ(answered.exit, 0) << answered.err;
  EXPECT_THAT(answered.out, HasSubstr("us-widget-tariff"));
  EXPECT_EQ(answered.out, run(asked + "json").out);
  // Two datasets of the same records are one, whichever form they are in.
  EXPECT_EQ(run(asked + "snapshot --dataset small.json").out, answered.out);
}

TEST_F(BuildTimeline, RefusesASnapshotThatIsTorn) {
  write(folder_ / "small.json", small_dataset);
  ASSERT_EQ(run("build-timeline --dataset small.json --snapshot small.snapshot").exit, 0);
  fs::resize_file(folder_ / "small.snapshot", 1'000);
  const Outcome result = run("build-timeline --dataset small.snapshot");
  EXPECT_EQ(result.exit, 1);
  EXPECT_THAT(result.err, AllOf(HasSubstr("TL-412"), HasSubstr("small.snapshot")));
  EXPECT_EQ(run("build-timeline --dataset small.json --snapshot none/small.snapshot").exit, 1);
}

}  // namespace
}  // namespace truceline::testing
