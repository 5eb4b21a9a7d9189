// Files of shipments, row by row: nothing is lost, and what is bad is told beside.

#include <gmock/gmock.h>

#include <truceline/truceline.hpp>

#include "examples/program.hpp"

namespace truceline::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class AssessShipments : public Programs {
 protected:
  /// Runs it on a text, and gives what OUT is then.
  Outcome assess(const std::string& text, const std::string& options = "--into US --dataset small.json") {
    write(folder_ / "small.json", small_dataset);
    write(folder_ / "in.csv", text);
    return run("assess-shipments in.csv out.csv " + options);
  }
  std::string out() { return text_of(folder_ / "out.csv"); }
  std::string report() { return text_of(folder_ / "out.csv.bad.csv"); }
  /// Whatever it left in the folder besides what the test put there.
  std::size_t files() {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator()));
  }
};

TEST_F(AssessShipments, AddsTheRateToEachRow) {
  const Outcome result = assess(
      "entered,goods,origin,note\n"
      "2025-01-31,850760,CN,before\n"
      "2025-02-01,8507.60.00,CN,on the day\n"
      "2025-03-01,8507,DE,of another\n"
      "2025-07-01,8507,CN,suspended\n");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(out(),
            "entered,goods,origin,note,rate_percent,settled\n"
            "2025-01-31,850760,CN,before,0,yes\n"
            "2025-02-01,8507.60.00,CN,on the day,12.5,yes\n"
            "2025-03-01,8507,DE,of another,0,yes\n"
            "2025-07-01,8507,CN,suspended,0,yes\n");
  EXPECT_THAT(result.out, AllOf(HasSubstr("into US"), HasSubstr("in hindsight"), HasSubstr("4 rows in out.csv, 4 of")));
  EXPECT_THAT(result.err, IsEmpty()) << "no progress where nobody watches";
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out.csv.bad.csv"));
}

TEST_F(AssessShipments, TellsWhatExplainDutyTells) {
  std::string text = "loaded,origin,goods,entered\n";
  std::string want = "loaded,origin,goods,entered,rate_percent,settled\n";
  const View view = Timeline::compile(*builtin_dataset("chronology"))->hindsight();
  for (const char* const goods : {"8507.60.0010", "7208", "8471.30", "01", "44"}) {
    for (const char* const entered :
         {"2017-06-01", "2018-07-06", "2019-09-01", "2025-04-20", "2025-06-10", "2026-08-01"}) {
      for (const char* const loaded : {"", "2018-01-01", "2025-04-01"}) {
        Shipment one{.origin = Jurisdiction('C', 'N'),
                     .destination = Jurisdiction('U', 'S'),
                     .goods = *parse_hs(goods),
                     .content = Rate::percent(40),
                     .entered = *parse_date(entered)};
        if (*loaded != '\0') one.loaded = *parse_date(loaded);
        const std::string row = std::string(loaded) + ",CN," + goods + ',' + entered;
        text += row + '\n';
        const auto duty = truceline::assess(view, one);
        want += row +
                (duty.ok() ? ',' + to_percent(duty->total.value_or(duty->low)) + (duty->total ? ",yes" : ",no")
                           : std::string(",,bad")) +
                '\n';
      }
    }
  }
  EXPECT_EQ(assess(text, "--into US --content 40").exit, 1) << "loaded after they were entered";
  EXPECT_EQ(out(), want);
  EXPECT_THAT(want, AllOf(HasSubstr(",no\n"), HasSubstr(",yes\n"), HasSubstr(",bad\n")));
}

TEST_F(AssessShipments, KeepsBadRowsAndReportsThem) {
  const Outcome result = assess(
      "entered,goods,origin,loaded\n"
      "2025-02-30,8507,CN,\n"
      "2025-03-01,\"85,07\",CN,\n"
      "2025-03-01,,CN,\n"
      "2025-03-01,8507,China,\n"
      "2025-03-01,8507,US,\n"
      "2025-03-01,8507,CN,2025-03-02\n"
      "2025-03-01,8507\n"
      "2025-03-01,8507,CN,,,\n"
      "2025-03-01,8507,CN,soon\n"
      "2025-03-01,8507,CN,2025-03-01\n");
  EXPECT_EQ(result.exit, 1);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("9 of 10 rows are bad, see out.csv.bad.csv"));
  EXPECT_EQ(out(),
            "entered,goods,origin,loaded,rate_percent,settled\n"
            "2025-02-30,8507,CN,,,bad\n"
            "2025-03-01,\"85,07\",CN,,,bad\n"
            "2025-03-01,,CN,,,bad\n"
            "2025-03-01,8507,China,,,bad\n"
            "2025-03-01,8507,US,,,bad\n"
            "2025-03-01,8507,CN,2025-03-02,,bad\n"
            "2025-03-01,8507,,,,bad\n"
            "2025-03-01,8507,CN,,,,,bad\n"
            "2025-03-01,8507,CN,soon,,bad\n"
            "2025-03-01,8507,CN,2025-03-01,12.5,yes\n");
  std::istringstream lines(report());
  const std::vector<std::string> begins{
      "line,column,reason",      "2,\"entered\",\"[TL-102]", "3,\"goods\",\"[TL-501]",  "4,\"goods\",\"[TL-502]",
      "5,\"origin\",\"[TL-201]", "6,\"origin\",\"[TL-515]",  "7,\"loaded\",\"[TL-514]", "8,,\"a row of 2 cells",
      "9,,\"a row of 6 cells",   "10,\"loaded\",\"[TL-101]"};
  std::string line;
  for (const std::string& begin : begins) {
    ASSERT_TRUE(std::getline(lines, line)) << begin;
    EXPECT_THAT(line, ::testing::StartsWith(begin));
  }
  EXPECT_FALSE(std::getline(lines, line)) << line;
  EXPECT_THAT(report(), HasSubstr("\"\"85,07\"\"")) << "quotes in a reason are doubled";
}

TEST_F(AssessShipments, TakesAwayTheReportOfAnEarlierRun) {
  EXPECT_EQ(assess("entered,goods,origin\n2025-03-01,none,CN\n").exit, 1);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "out.csv.bad.csv"));
  EXPECT_EQ(assess("entered,goods,origin\n2025-03-01,8507,CN\n").exit, 0);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out.csv.bad.csv"));
}

TEST_F(AssessShipments, ReadsCsvAsItComes) {
  EXPECT_EQ(assess("\xef\xbb\xbf\"entered\", goods ,who,\"origin\"\r\n"
                   "2025-03-01 ,\"8507.60\",\"Doe, \"\"J\"\"\r\nand sons\",CN\r\n"
                   "\r\n"
                   "\"2025-03-01\",8507,5\" pipe,CN")
                .exit,
            0);
  EXPECT_EQ(out(),
            "\xef\xbb\xbf\"entered\", goods ,who,\"origin\",rate_percent,settled\r\n"
            "2025-03-01 ,\"8507.60\",\"Doe, \"\"J\"\"\r\nand sons\",CN,12.5,yes\r\n"
            "\r\n"
            "\"2025-03-01\",8507,5\" pipe,CN,12.5,yes\r\n");
  EXPECT_EQ(assess("entered,goods,origin,note\n2025-03-01,8507,CN,\"two\nlines\"\n2025-03-01,8507,CN\n").exit, 1);
  EXPECT_THAT(report(), HasSubstr("\n4,,")) << "lines are those of the file";
  EXPECT_EQ(assess("entered,goods,origin\n").exit, 0);
  EXPECT_EQ(out(), "entered,goods,origin,rate_percent,settled\n");
}

TEST_F(AssessShipments, TakesOneOriginForAll) {
  EXPECT_EQ(assess("entered,goods\n2025-03-01,8507\n", "--into US --from CN --dataset small.json").exit, 0);
  EXPECT_EQ(out(), "entered,goods,rate_percent,settled\n2025-03-01,8507,12.5,yes\n");
  EXPECT_EQ(
      assess("entered,goods,origin\n2025-03-01,8507,\n2025-03-01,8507,DE\n", "--into US --from CN --dataset small.json")
          .exit,
      0);
  EXPECT_EQ(out(), "entered,goods,origin,rate_percent,settled\n2025-03-01,8507,,12.5,yes\n2025-03-01,8507,DE,0,yes\n");
}

TEST_F(AssessShipments, LooksWithListsBaseDutiesAndTheEyesOfADay) {
  write(folder_ / "mfn.csv", "code,rate\n85,2.6\n");
  write(folder_ / "section-301-list-1.csv", "code\n8413\n");
  const std::string rows = "entered,goods,origin\n2018-07-10,8413,CN\n2018-07-10,8507,CN\n";
  EXPECT_EQ(assess(rows, "--into US --known 2018-07-10 --base mfn.csv").exit, 0);
  EXPECT_THAT(out(), AllOf(HasSubstr("8413,CN,0,no\n"), HasSubstr("8507,CN,2.6,no\n")));
  const Outcome bound = assess(rows, "--into US --known 2018-07-10 --lists section-301-list-1.csv --json");
  EXPECT_EQ(bound.json().at("rows"), 2) << bound.err;
  EXPECT_EQ(bound.json().at("bad"), 0);
  EXPECT_THAT(out(), AllOf(HasSubstr("8413,CN,25,"), Not(HasSubstr("8507,CN,25,"))));
}

TEST_F(AssessShipments, ReadsTheStandardInput) {
  write(folder_ / "small.json", small_dataset);
  const Outcome result = run("assess-shipments - out.csv --into US --dataset small.json",
                             ">out <<'EOF'\nentered,goods,origin\n2025-03-01,8507,CN\nEOF");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(out(), "entered,goods,origin,rate_percent,settled\n2025-03-01,8507,CN,12.5,yes\n");
}

TEST_F(AssessShipments, GoesThroughManyBlocks) {
  std::string text = "entered,goods,origin,note\n";
  std::string want = "entered,goods,origin,note,rate_percent,settled\n";
  for (int i = 0; i < 100'000; ++i) {  // some megabytes, with rows of many lengths across the edges of blocks
    const bool bad = i % 997 == 0;
    const bool early = i % 3 == 0;
    const std::string row = std::string(early ? "2025-01-01" : "2025-03-01") + (bad ? ",x,CN," : ",8507,CN,") +
                            std::string(static_cast<std::size_t>(i % 61), 'n') + (i % 5 == 0 ? "\"quoted" : "");
    text += row + '\n';
    want += row + (bad ? ",,bad" : early ? ",0,yes" : ",12.5,yes") + '\n';
  }
  // A quote within a cell that does not begin with one is a sign like others; where the cell is only that, it is not.
  for (std::string* const both : {&text, &want}) {
    for (std::size_t at = both->find(",\"quoted"); at != std::string::npos; at = both->find(",\"quoted", at))
      both->replace(at, 2, ",'");
  }
  EXPECT_EQ(assess(text).exit, 1);
  EXPECT_TRUE(out() == want);
  const std::string bad = report();
  EXPECT_EQ(std::count(bad.begin(), bad.end(), '\n'), 1 + 101);
}

TEST_F(AssessShipments, AFileThatCannotBeReadToItsEndLeavesAllAsItWas) {
  write(folder_ / "out.csv", "old");
  const auto expect_refusal = [&](const std::string& text, const std::string& why) {
    const Outcome result = assess(text);
    EXPECT_EQ(result.exit, 1) << why;
    EXPECT_THAT(result.err, HasSubstr(why));
    EXPECT_EQ(out(), "old") << why;
    EXPECT_EQ(files(), 5U) << why << ": in, out, small.json, and what the program printed";
  };
  const std::string header = "entered,goods,origin\n";
  expect_refusal("", "an empty file");
  expect_refusal("2025-03-01,8507,CN\n", "no column \"entered\"");
  expect_refusal("entered,origin\n", "no column \"goods\"");
  expect_refusal("entered,goods\n", "no column \"origin\"");
  expect_refusal("entered,goods,origin,goods\n", "a second column \"goods\"");
  expect_refusal("entered,goods,origin,settled\n", "there is a column \"settled\" already");
  expect_refusal(header + "2025-03-01,x,CN\n2025-03-01,\"8507,CN\n", "in.csv:3: a quote that is never closed");
  expect_refusal(header + "2025-03-01,\"8507" + std::string(3'000'000, 'x'), "in.csv:2: a row of more than");
  std::filesystem::remove(folder_ / "in.csv");
  const Outcome missing = run("assess-shipments in.csv out.csv --into US --dataset small.json");
  EXPECT_EQ(missing.exit, 1);
  EXPECT_THAT(missing.err, HasSubstr("cannot read in.csv"));
  EXPECT_EQ(run("assess-shipments . out.csv --into US --dataset small.json").exit, 1);
  EXPECT_EQ(out(), "old");
}

TEST_F(AssessShipments, ATargetThatCannotBeWrittenIsOne) {
  write(folder_ / "small.json", small_dataset);
  write(folder_ / "in.csv", "entered,goods,origin\n2025-03-01,8507,CN\n");
  for (const char* const target : {"no/such/folder/out.csv", "/dev/full", "."}) {
    const Outcome result = run(std::string("assess-shipments in.csv ") + target + " --into US --dataset small.json");
    EXPECT_EQ(result.exit, 1) << target;
    EXPECT_THAT(result.err, HasSubstr(std::string("cannot write ") + target));
  }
}

TEST_F(AssessShipments, AFullDiskLeavesAllAsItWas) {
  std::string text = "entered,goods,origin\n";
  for (int i = 0; i < 50'000; ++i) text += "2025-03-01,8507,CN\n";
  write(folder_ / "small.json", small_dataset);
  write(folder_ / "in.csv", text);
  write(folder_ / "out.csv", "old");
  const std::string program = std::string(TRUCELINE_EXAMPLES_DIR) + "/truceline-assess-shipments";
  const std::string line = "cd '" + folder_.string() + "' && trap '' XFSZ && ulimit -f 100 && '" + program +
                           "' in.csv out.csv --into US --dataset small.json >out 2>err";
  const int status = std::system(line.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_THAT(text_of(folder_ / "err"), HasSubstr("cannot write out.csv"));
  EXPECT_EQ(out(), "old");
  EXPECT_EQ(files(), 5U);
}

TEST_F(AssessShipments, BadUsageIsTwo) {
  for (const char* const options : {"in.csv", "in.csv out.csv", "in.csv out.csv --into \\*", "in.csv out.csv --into us",
                                    "in.csv out.csv --into US --from US", "in.csv out.csv --into US --content 101"}) {
    const Outcome result = run(std::string("assess-shipments ") + options);
    EXPECT_EQ(result.exit, 2) << options;
    EXPECT_THAT(result.out, IsEmpty()) << options;
    EXPECT_THAT(result.err, HasSubstr("truceline-assess-shipments: ")) << options;
  }
  const Outcome help = run("assess-shipments --help");
  EXPECT_EQ(help.exit, 0);
  for (const char* const part : {"--lists", "--base", "--known", "rate_percent", "OUT.bad.csv", "2 bad usage"})
    EXPECT_THAT(help.out, HasSubstr(part));
}

}  // namespace
}  // namespace truceline::testing
