// The program report: its questions, its forms, and what it refuses.

#include "examples/program.hpp"

#include <filesystem>

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ReportProgram : public Programs {
 protected:
  void SetUp() override {
    Programs::SetUp();
    write(folder_ / "small.json", small_dataset);
    write(folder_ / "rise.json", small_scenario);
  }
};

TEST_F(ReportProgram, PeopleReadADay) {
  EXPECT_EQ(run("report --on 2025-07-15 --dataset small.json").out, R"(Trade measures on 2025-07-15
Seen in hindsight, the day projected. Widgets

At a glance
  In force              0
  Suspended             1 by US
  Duty into US from CN  0 % in addition, on goods in general
  Next change           2025-08-01, in 17 days: Control of widgets: starts [1]

Suspended
  2025-09-29  Tariff on widgets, 12.5 % [1, 2]

To come
  2025-08-01  in 17 days   Control of widgets: starts [1]
  2025-09-29  in 76 days   Tariff on widgets: resumes at 12.5 % [1, 2]
  2025-12-01  in 139 days  Control of widgets: expires [1]

Sources
  [1] Courier, 2025-06-01
  [2] Gazette, 2025-01-15
)");
}

TEST_F(ReportProgram, PeopleReadAScenarioInMarkdown) {
  const Outcome result = run("report --scenario rise --dataset small.json --dataset rise.json --format md");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("# What if: The tariff rises\n\nScenario rise. Seen in hindsight."));
  EXPECT_THAT(result.out,
              HasSubstr("| 2025-10-15 on | Tariff on widgets | in force at 12.5 % | in force at 50 %[^1][^2] |\n"));
  EXPECT_THAT(result.out, HasSubstr("| Duty into US from CN | 2025-10-15 on | 12.5 % | 50 %"));
}

TEST_F(ReportProgram, AMeasureAndAPeriodAreTold) {
  EXPECT_THAT(run("report --measure us-widget-tariff --dataset small.json").out,
              HasSubstr("  2025-07-01 until 2025-09-29  suspended (12.5 %) "));
  EXPECT_THAT(run("report --period 2025-07-01/2025-09-01 --dataset small.json").out,
              HasSubstr("Day by day\n  2025-07-01  Tariff on widgets: is suspended of 12.5 % "));
}

TEST_F(ReportProgram, ProgramsReadTheSame) {
  const nlohmann::json answer = run("report --on 2025-07-15 --dataset small.json --json").json();
  EXPECT_EQ(answer.at("title"), "Trade measures on 2025-07-15");
  EXPECT_EQ(answer.at("sections").at(1).at("heading"), "Suspended");
  const nlohmann::json item = answer.at("sections").at(1).at("rows").at(0).at("items").at(0);
  EXPECT_EQ(item.at("measure"), "us-widget-tariff");
  EXPECT_EQ(item.at("notes"), (std::vector<int>{1, 2}));
  EXPECT_EQ(answer.at("notes").at(0).at("source"), "news");
}

TEST_F(ReportProgram, OneQuestionATime) {
  for (const char* command :
       {"report", "report --on 2025-07-15 --measure x", "report --scenario a --period 2025-01-01/.."}) {
    const Outcome result = run(command);
    EXPECT_EQ(result.exit, 2) << command;
    EXPECT_THAT(result.err, HasSubstr("one of --on, --period, --measure and --scenario")) << command;
  }
  EXPECT_EQ(run("report --on 2025-07-15 --format pdf").exit, 2);
  EXPECT_EQ(run("report --on 2025-07-15 --lines 5").exit, 2);
  EXPECT_EQ(run("report --period 2025-07-15/2025-07-15").exit, 2);
}

TEST_F(ReportProgram, WhatIsNotThereIsRefusedAndTheOldFileStands) {
  write(folder_ / "empty.json", R"({"truceline": 1, "name": "empty"})");
  write(folder_ / "page.md", "old");
  for (const auto& [command, why] : {std::pair("report --on 2025-07-15 --dataset empty.json -o page.md", "[TL-721]"),
                                     std::pair("report --measure x --dataset small.json -o page.md", "[TL-722]"),
                                     std::pair("report --scenario x --dataset small.json -o page.md", "[TL-401]"),
                                     std::pair("report --on 2025-07-15 -o no/page.md", "cannot write no/page.md"),
                                     std::pair("report --on 2025-07-15 -o /dev/full", "cannot write /dev/full")}) {
    const Outcome result = run(command);
    EXPECT_EQ(result.exit, 1) << command;
    EXPECT_THAT(result.out, IsEmpty()) << command;
    EXPECT_THAT(result.err, HasSubstr(why)) << command;
  }
  EXPECT_EQ(text_of(folder_ / "page.md"), "old");
  EXPECT_EQ(run("report --on 2025-07-15 --format md -o page.md").exit, 0);
  EXPECT_THAT(text_of(folder_ / "page.md"), StartsWith("# Trade measures on 2025-07-15\n"));
}

}  // namespace
}  // namespace truceline::testing
