// What all programs have in common: help, exit codes, and silence where there is no answer.

#include "examples/program.hpp"

#include <vector>

#include <gmock/gmock.h>

namespace truceline::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Every program, with what it needs to answer.
const std::vector<std::string> programs{"build-timeline",
                                        "in-force --on 2025-10-30",
                                        "countdown --from 2025-10-30",
                                        "draw-timeline",
                                        "as-known --on 2025-11-15 --known 2025-10-24",
                                        "what-if both-ease",
                                        "explain-duty --into US --from CN --on 2025-10-30",
                                        "rate-history --into CN --from US",
                                        "report --on 2025-10-30",
                                        "export-tables --format csv -o tables"};

std::string name_of(const std::string& command) { return command.substr(0, command.find(' ')); }

/// The programs that tell duties ask the public record unless told otherwise.
std::string default_dataset_of(const std::string& command) {
  const std::string name = name_of(command);
  return name == "explain-duty" || name == "rate-history" || name == "report" ? "chronology" : "articles";
}

class Usage : public Programs {
 protected:
  /// It fails so, says why on the standard error output, names itself there, and prints nothing else.
  void expect_failure(const std::string& command, int exit, const std::string& why) {
    const Outcome result = run(command);
    EXPECT_EQ(result.exit, exit) << command;
    EXPECT_THAT(result.out, IsEmpty()) << command;
    EXPECT_THAT(result.err, AllOf(HasSubstr("truceline-" + name_of(command) + ": "), HasSubstr(why))) << command;
  }
};

TEST_F(Usage, HelpTellsTheOptionsTheExitCodesAndTheShapeOfTheJson) {
  for (const std::string& program : programs) {
    const Outcome result = run(name_of(program) + " --help");
    EXPECT_EQ(result.exit, 0) << program;
    EXPECT_THAT(result.err, IsEmpty()) << program;
    for (const char* part : {"--dataset", "--known", "--json prints", "2025-10-30", "1 bad data", "2 bad usage"}) {
      EXPECT_THAT(result.out, HasSubstr(part)) << program;
    }
  }
}

TEST_F(Usage, EveryProgramAnswersOnItsDefaultDatasetAndSaysInWhoseEyes) {
  for (const std::string& program : programs) {
    const Outcome in_hindsight = run(program);
    EXPECT_EQ(in_hindsight.exit, 0) << program << in_hindsight.err;
    EXPECT_THAT(in_hindsight.out, HasSubstr("in hindsight")) << program;
    const Outcome known = run(program + " --known 2025-10-28");
    EXPECT_EQ(known.exit, 0) << program << known.err;
    EXPECT_THAT(known.out, HasSubstr("as known on 2025-10-28")) << program;
  }
}

TEST_F(Usage, HelpNamesTheDefaultDatasetAndJsonIsTheSameEachTime) {
  for (const std::string& program : programs) {
    const Outcome result = run(program + " --json");
    EXPECT_EQ(result.exit, 0) << program << result.err;
    EXPECT_TRUE(result.json().is_object()) << program;
    const std::string dataset = default_dataset_of(program);
    EXPECT_EQ(run(program + " --json --dataset " + dataset).out, result.out) << program;
    EXPECT_THAT(run(name_of(program) + " --help").out, HasSubstr("(default: " + dataset + ")")) << program;
  }
}

TEST_F(Usage, LinesFitTheTerminal) {
  for (const std::string& program : programs) {
    if (program == "draw-timeline") continue;  // a picture is no text for the terminal
    std::istringstream lines(run(program).out);
    for (std::string line; std::getline(lines, line);) {
      std::size_t characters = 0;
      for (const char byte : line) characters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
      EXPECT_LE(characters, 100U) << program << ": " << line;
      EXPECT_THAT(line, Not(::testing::EndsWith(" "))) << program;
    }
  }
}

TEST_F(Usage, BadUsageIsTwo) {
  for (const std::string& program : programs) {
    expect_failure(program + " --nonsense", 2, "--nonsense");
    expect_failure(program + " --known 2025-13-01", 2, "[TL-102]");
    expect_failure(program + " --known soon", 2, "[TL-101]");
    expect_failure(program + " --dataset", 2, "--dataset");
    expect_failure(program + " superfluous", 2, "superfluous");
  }
  expect_failure("in-force", 2, "--on is required");
  expect_failure("in-force --on 2025-02-30", 2, "[TL-102] no such day: 2025-02-30");
  expect_failure("in-force --on 30.10.2025", 2, "[TL-101]");
  expect_failure("in-force --on 2025-10-30 --on 2025-10-31", 2, "--on");
  expect_failure("countdown", 2, "--from is required");
  expect_failure("countdown --from 2025-10-30 --within year", 2, "[TL-111]");
  expect_failure("as-known --on 2025-11-15", 2, "--known is required");
  expect_failure("as-known --known 2025-11-15", 2, "--on is required");
  expect_failure("what-if", 2, "scenario is required");
}

TEST_F(Usage, UnknownWordsAreAnsweredWithThoseThatThereAre) {
  expect_failure("in-force --on 2025-10-30 --status active", 2,
                 "none, unknown, proposed, scheduled, in_force, suspended, ended");
  expect_failure("in-force --on 2025-10-30 --kind tax", 2,
                 "tariff, relief, export_control, import_restriction, port_fee, entity_listing, investigation, "
                 "purchase_commitment, "
                 "sanction, agreement, meeting, other");
}

TEST_F(Usage, BadDataIsOne) {
  write(folder_ / "torn.json", "{\"truceline\": 1,\n \"name\": ");
  write(folder_ / "twice.json", small_dataset + small_dataset);
  std::string faulty = small_dataset;
  faulty.replace(faulty.find("\"measure\": \"us-widget-tariff\""), 29, "\"measure\": \"us-gadget-tariff\"");
  write(folder_ / "faulty.json", faulty);
  for (const std::string& program : programs) {
    expect_failure(program + " --dataset no-such-dataset", 1, "articles");  // it lists those that are built in
    expect_failure(program + " --dataset torn.json", 1, "torn.json:2:");
    expect_failure(program + " --dataset twice.json", 1, "[TL-3");
    expect_failure(program + " --dataset faulty.json", 1, "us-gadget-tariff");
    expect_failure(program + " --dataset .", 1, "[TL-301]");
  }
  expect_failure("what-if no-such-scenario", 1, "trump-concedes, both-ease, full-escalation");
}

TEST_F(Usage, ADatasetThatContradictsAnotherIsRefused) {
  std::string other = small_dataset;
  other.replace(other.find("\"rate\": 12.5"), 12, "\"rate\": 13.5");
  write(folder_ / "small.json", small_dataset);
  write(folder_ / "other.json", other);
  EXPECT_EQ(run("in-force --on 2025-03-01 --dataset small.json --dataset small.json").exit, 0);
  expect_failure("in-force --on 2025-03-01 --dataset small.json --dataset other.json", 1, "n:tariff");
}

TEST_F(Usage, AnAnswerThatCannotBeWrittenIsOne) {
  for (const std::string& program : programs) {
    for (const char* out : {">/dev/full", ">&-"}) {
      const Outcome result = run(program, out);
      EXPECT_EQ(result.exit, 1) << program << out;
      EXPECT_THAT(result.err, HasSubstr("cannot write the answer")) << program << out;
    }
  }
}

}  // namespace
}  // namespace truceline::testing
