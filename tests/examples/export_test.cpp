// The timeline taken elsewhere: export_tables, and the calendar of countdown.

#include "examples/program.hpp"

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Exports : public Programs {
 protected:
  void SetUp() override {
    Programs::SetUp();
    write(folder_ / "small.json", small_dataset);
  }
  /// It fails so, says why, and the folder holds what it held.
  void expect_failure(const std::string& command, int exit, const std::string& why) {
    const auto before = contents();
    const Outcome result = run(command);
    EXPECT_EQ(result.exit, exit) << command;
    EXPECT_THAT(result.out, IsEmpty()) << command;
    EXPECT_THAT(result.err, HasSubstr(why)) << command;
    EXPECT_EQ(contents(), before) << command;
  }
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      const std::string name = entry.path().lexically_relative(folder_);
      if (name != "out" && name != "err") files[name] = entry.is_regular_file() ? text_of(entry.path()) : "";
    }
    return files;
  }
};

class ExportTables : public Exports {};
class CountdownCalendar : public Exports {};

TEST_F(ExportTables, WritesAFileATableAsCsv) {
  const Outcome result = run("export-tables --format csv -o tables --on 2025-07-15 --dataset small.json --json");
  ASSERT_EQ(result.exit, 0) << result.err;
  const nlohmann::json told = result.json();
  EXPECT_EQ(told.at("format"), "csv");
  EXPECT_EQ(told.at("on"), "2025-07-15");
  EXPECT_EQ(told.at("known"), nullptr);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "tables")) files += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, told.at("tables").size());
  for (const auto& table : told.at("tables")) {
    const std::string text = text_of(folder_ / "tables" / (table.at("name").get<std::string>() + ".csv"));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), table.at("rows").get<long>() + 1) << table;
  }
  EXPECT_THAT(text_of(folder_ / "tables/findings.csv"),
              HasSubstr("us-widget-tariff,2025-07-15,,suspended,,,certain,suspended,0,false,125000,"));
}

TEST_F(ExportTables, WritesAgainOverWhatItWrote) {
  ASSERT_EQ(run("export-tables --format csv -o tables --dataset small.json").exit, 0);
  const auto first = contents();
  write(folder_ / "tables/mine.txt", "mine");
  ASSERT_EQ(run("export-tables --format csv -o tables --dataset small.json --known 2025-05-01").exit, 0);
  EXPECT_EQ(text_of(folder_ / "tables/mine.txt"), "mine");
  EXPECT_NE(text_of(folder_ / "tables/findings.csv"), first.at("tables/findings.csv"));
  EXPECT_EQ(text_of(folder_ / "tables/segments.csv"), first.at("tables/segments.csv"));
  EXPECT_EQ(contents().size(), first.size() + 1);
}

TEST_F(ExportTables, WritesADatabaseAndAScript) {
  ASSERT_EQ(run("export-tables --format sqlite -o t.db --dataset small.json").exit, 0);
  EXPECT_THAT(text_of(folder_ / "t.db"), StartsWith("SQLite format 3"));
  const Outcome printed = run("export-tables --format sql --dataset small.json");
  ASSERT_EQ(run("export-tables --format sql -o t.sql --dataset small.json").exit, 0);
  EXPECT_THAT(printed.out, AllOf(StartsWith("BEGIN;\n"), HasSubstr("CREATE TABLE segments"), HasSubstr("COMMIT;\n")));
  EXPECT_EQ(text_of(folder_ / "t.sql"), printed.out);
}

TEST_F(ExportTables, AsksForWhatMakesSense) {
  expect_failure("export-tables", 2, "--format is required");
  expect_failure("export-tables --format parquet -o t", 2, "csv, sqlite, sql");
  expect_failure("export-tables --format csv", 2, "-o is required: name the folder");
  expect_failure("export-tables --format sqlite", 2, "-o is required: name the file");
  expect_failure("export-tables --format sql --json", 2, "-o is required");
}

TEST_F(ExportTables, WhatCannotBeWrittenLeavesWhatWasThere) {
  fs::create_directory(folder_ / "folder");
  write(folder_ / "folder/segments.csv", "old");
  write(folder_ / "file", "old");
  expect_failure("export-tables --format csv -o file --dataset small.json", 1, "cannot write file: it is no folder");
  expect_failure("export-tables --format sqlite -o folder --dataset small.json", 1, "cannot write folder");
  expect_failure("export-tables --format sql -o no/such/t.sql --dataset small.json", 1, "cannot write no/such/t.sql");
  expect_failure("export-tables --format csv -o no/such/folder --dataset small.json", 1, "cannot write no/such/folder");
  fs::create_directory(folder_ / "taken");
  fs::create_directory(folder_ / "taken/claims.csv");
  expect_failure("export-tables --format csv -o taken --dataset small.json", 1, "taken/claims.csv: it is no regular");
}

TEST_F(ExportTables, AFullDiskLeavesWhatWasThere) {
  fs::create_directory(folder_ / "tables");
  write(folder_ / "tables/segments.csv", "old");
  write(folder_ / "t.db", "old");
  // No file may grow past 8 blocks of 512 bytes, as if the disk were full then.
  for (const char* const command : {"--format csv -o tables", "--format sqlite -o t.db", "--format sql -o new.sql"}) {
    const auto before = contents();
    const std::string line = "cd '" + folder_.string() +
                             "' && trap '' XFSZ && ulimit -f 8 && '" TRUCELINE_EXAMPLES_DIR
                             "/truceline-export-tables' " +
                             command + " >out 2>err";
    const int status = std::system(("sh -c \"" + line + "\"").c_str());
    EXPECT_EQ(WEXITSTATUS(status), 1) << command;
    EXPECT_THAT(text_of(folder_ / "err"), HasSubstr("File too large")) << command;
    EXPECT_EQ(contents(), before) << command;
  }
}

TEST_F(ExportTables, AnEmptyTimelineIsNothingToExport) {
  write(folder_ / "empty.json", R"({"truceline": 1, "name": "empty"})");
  expect_failure("export-tables --format csv -o tables --dataset empty.json", 1, "nothing to export");
}

TEST_F(CountdownCalendar, IsWrittenBesideTheAnswer) {
  const Outcome plain = run("countdown --from 2025-06-15 --dataset small.json");
  const Outcome result = run("countdown --from 2025-06-15 --dataset small.json --ics events.ics");
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(result.out, plain.out);
  const std::string text = text_of(folder_ / "events.ics");
  EXPECT_THAT(text, AllOf(StartsWith("BEGIN:VCALENDAR\r\n"), HasSubstr("DTSTART;VALUE=DATE:20250929\r\n"),
                          HasSubstr("UID:us-widget-tariff.resumes.1@truceline\r\n")));
}

TEST_F(CountdownCalendar, ThatCannotBeWrittenLeavesWhatWasThere) {
  fs::create_directory(folder_ / "folder");
  expect_failure("countdown --from 2025-06-15 --dataset small.json --ics folder", 1, "cannot write folder");
  expect_failure("countdown --from 2025-06-15 --dataset small.json --ics no/such.ics", 1, "cannot write no/such.ics");
  expect_failure("countdown --from 2025-06-15 --dataset small.json --ics ''", 2, "--ics");
}

}  // namespace
}  // namespace truceline::testing
