// draw_timeline: its three forms, and that what cannot be drawn or written leaves things as they were.

#include "examples/program.hpp"

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class DrawTimeline : public Programs {
 protected:
  void SetUp() override {
    Programs::SetUp();
    write(folder_ / "small.json", small_dataset);
    write(folder_ / "rise.json", small_scenario);
  }
  /// It fails so, says why, and leaves the file as it was and nothing beside it.
  void expect_refusal(const std::string& arguments, int exit, const std::string& why) {
    for (const char* file : {"a.svg", "a.html", "a.vl.json"}) write(folder_ / file, "as it was");
    const auto files = [this] {
      std::size_t count = 0;
      for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++count;
      return count;
    };
    run("draw-timeline --help");  // makes the files that catch what is printed
    const std::size_t before = files();
    const Outcome result = run("draw-timeline --dataset small.json " + arguments);
    EXPECT_EQ(result.exit, exit) << arguments;
    EXPECT_THAT(result.out, IsEmpty()) << arguments;
    EXPECT_THAT(result.err, AllOf(HasSubstr("truceline-draw-timeline: "), HasSubstr(why))) << arguments;
    for (const char* file : {"a.svg", "a.html", "a.vl.json"}) EXPECT_EQ(text_of(folder_ / file), "as it was") << file;
    EXPECT_EQ(files(), before) << arguments;
  }
};

TEST_F(DrawTimeline, PrintsAnSvgOfWhatTheRecordsSay) {
  const Outcome result = run("draw-timeline --dataset small.json");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_THAT(result.out,
              HasSubstr("Tariff on widgets: in force at 12.5 % since 2025-02-01 until 2025-07-01; certain"));
  EXPECT_THAT(result.out, HasSubstr("in hindsight, "));
  EXPECT_THAT(run("draw-timeline --dataset small.json --known 2025-02-01").out,
              AllOf(HasSubstr("as known on 2025-02-01"), Not(HasSubstr("Control of widgets"))));
}

TEST_F(DrawTimeline, WritesEachFormByTheNameOfTheFile) {
  write(folder_ / "a.svg", "an older one");
  for (const char* file : {"a.svg", "a.html", "a.vl.json"}) {
    const Outcome result = run(std::string("draw-timeline --dataset small.json -o ") + file);
    EXPECT_EQ(result.exit, 0) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
  }
  EXPECT_EQ(text_of(folder_ / "a.svg"), run("draw-timeline --dataset small.json").out);
  EXPECT_EQ(text_of(folder_ / "a.vl.json"), run("draw-timeline --dataset small.json --json").out);
  EXPECT_THAT(text_of(folder_ / "a.html"), StartsWith("<!DOCTYPE html>"));
  const auto spec = nlohmann::json::parse(text_of(folder_ / "a.vl.json"));
  EXPECT_EQ(spec.at("datasets").at("bars").size(), 8U) << "two headings, four bars of the tariff, two of the control";
}

TEST_F(DrawTimeline, TakesKindsDaysWidthsAndScenarios) {
  const std::string control = run("draw-timeline --dataset small.json --kind export_control").out;
  EXPECT_THAT(control, AllOf(HasSubstr("Control of widgets"), Not(HasSubstr("Tariff on widgets"))));
  EXPECT_THAT(run("draw-timeline --dataset small.json --measure us-widget-tariff").out,
              Not(HasSubstr("Control of widgets")));
  EXPECT_THAT(run("draw-timeline --dataset small.json --from 2025-03-01 --to 2025-04-01").out,
              HasSubstr("2025-03-01 until 2025-04-01"));
  EXPECT_THAT(run("draw-timeline --dataset small.json --width 390").out, HasSubstr("viewBox=\"0 0 390 "));
  EXPECT_THAT(run("draw-timeline --dataset small.json --dataset rise.json --scenario rise").out, HasSubstr("at 50 %"));
  EXPECT_THAT(run("draw-timeline --dataset small.json --dataset rise.json").out, Not(HasSubstr("at 50 %")));
}

TEST_F(DrawTimeline, RefusesWhatMakesNoSense) {
  expect_refusal("-o a.png", 2, "name a file that ends in .svg, .html or .vl.json");
  expect_refusal("-o a.svg --from 2025-04-01 --to 2025-04-01", 2, "--to: 2025-04-01 is not after --from 2025-04-01");
  expect_refusal("-o a.svg --from 2025-02-30", 2, "TL-102");
  expect_refusal("-o a.svg --kind duty", 2, "unknown kind: duty");
  expect_refusal("-o a.svg --width wide", 2, "no whole number: wide");
  expect_refusal("-o a.html --scenario rise", 2, "a page has all scenarios");
  expect_refusal("-o a.svg --scenario rise", 1, "TL-401");
  expect_refusal("-o a.svg --width 10", 1, "TL-713");
  expect_refusal("-o a.vl.json --measure none-such", 1, "TL-712");
  expect_refusal("-o a.html --kind port_fee", 1, "TL-711");
  expect_refusal("-o a.svg --known 2024-01-01", 1, "TL-711");
}

TEST_F(DrawTimeline, AnEmptyTimelineIsToldAndNotDrawn) {
  write(folder_ / "empty.json", R"({"truceline": 1, "name": "empty", "sources": [], "measures": [], "claims": []})");
  for (const char* output : {"", "-o a.svg", "-o a.html", "-o a.vl.json"}) {
    const Outcome result = run(std::string("draw-timeline --dataset empty.json ") + output);
    EXPECT_EQ(result.exit, 1) << output;
    EXPECT_THAT(result.err, HasSubstr("TL-711")) << output;
    EXPECT_FALSE(exists(folder_ / "a.svg") || exists(folder_ / "a.html") || exists(folder_ / "a.vl.json"));
  }
}

TEST_F(DrawTimeline, TellsWhatCannotBeWritten) {
  expect_refusal("-o no/such/folder/a.svg", 1, "cannot write no/such/folder/a.svg");
  std::filesystem::create_symlink("/dev/full", folder_ / "full.svg");
  expect_refusal("-o full.svg", 1, "cannot write full.svg");
  const Outcome full = run("draw-timeline --dataset small.json", ">/dev/full");
  EXPECT_EQ(full.exit, 1);
  EXPECT_THAT(full.err, HasSubstr("cannot write the answer"));
}

TEST_F(DrawTimeline, AFullDiskLeavesTheOldFile) {
  write(folder_ / "a.svg", "as it was");
  // No file may grow beyond a block; the signal that would end the program is passed over, as on a full disk.
  const std::string program = TRUCELINE_EXAMPLES_DIR "/truceline-draw-timeline";
  const std::string line = "cd '" + folder_.string() + "' && (trap '' XFSZ; ulimit -f 1; '" + program +
                           "' --dataset small.json -o a.svg) 2>err";
  const int status = std::system(line.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_THAT(text_of(folder_ / "err"), HasSubstr("cannot write a.svg: File too large"));
  EXPECT_EQ(text_of(folder_ / "a.svg"), "as it was");
}

}  // namespace
}  // namespace truceline::testing
