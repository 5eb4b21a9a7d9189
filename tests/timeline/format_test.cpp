// The lines in which timeline values are printed, for people.

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(TimelineFormat, words_as_fmt_prints_them) {
  EXPECT_EQ(fmt::format("{}", Status::InForce), "in_force");
  EXPECT_EQ(fmt::format("{:>9}|", Certainty::Certain), "  certain|");
  EXPECT_EQ(fmt::format("{:<6}|", Assumed::Since), "since |");
}

TEST(TimelineFormat, a_finding) {
  const std::string line = fmt::format("{}", state_of(articles().hindsight(), "us-fentanyl-tariff", "2026-03-01"));
  EXPECT_THAT(line, StartsWith("us-fentanyl-tariff on 2026-03-01: in force at 10 %"));
  EXPECT_THAT(line, AllOf(HasSubstr("since 2025-10-30 (assumed)"), HasSubstr("possible")));
}

TEST(TimelineFormat, what_is_unknown_is_not_printed_as_zero) {
  const std::string line = to_string(state_of(articles().hindsight(), "us-reciprocal-tariff", "2026-03-01"));
  EXPECT_THAT(line, AllOf(HasSubstr("suspended"), HasSubstr("24 %"), Not(HasSubstr(" 0 %"))));
  EXPECT_THAT(line, HasSubstr("until 2026-10-30 (assumed)"));
}

TEST(TimelineFormat, a_change_and_a_difference) {
  const auto changes = articles().hindsight().next_change(day("2026-03-01"));
  ASSERT_FALSE(changes.empty());
  EXPECT_THAT(to_string(changes.front()),
              AllOf(StartsWith("2026-10-30"), HasSubstr("us-reciprocal-tariff: "), HasSubstr("(assumed)")));
  const auto differences = compare(articles().as_known_on(day("2025-10-24")), articles().hindsight());
  ASSERT_FALSE(differences.empty());
  EXPECT_THAT(to_string(differences.front()),
              StartsWith(differences.front().measure + " " + to_string(differences.front().valid) + ": "));
}

TEST(TimelineFormat, one_line_each) {
  const View view = articles().hindsight();
  std::vector<std::string> lines;
  for (const auto& each : articles().segments()) lines.push_back(to_string(each));
  for (const auto& each : view.conflicts()) lines.push_back(to_string(each));
  for (const auto& each : view.open_questions()) lines.push_back(to_string(each));
  for (const auto& each : view.changes(Period::since(Date::min()))) lines.push_back(to_string(each));
  for (const auto& each : articles().learned(Period::since(Date::min()))) lines.push_back(to_string(each));
  const auto actions = reconcile(articles().dataset());
  ASSERT_TRUE(actions.ok());
  for (const auto& each : *actions) lines.push_back(to_string(each));
  const auto why = view.why("us-301-maritime", day("2026-03-01"));
  ASSERT_TRUE(why);
  for (const auto& step : why->steps) lines.push_back(to_string(step));
  for (const std::string& line : lines) {
    EXPECT_FALSE(line.empty());
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
  }
}

TEST(TimelineFormat, a_conflict_names_its_sides) {
  for (const Conflict& conflict : articles().hindsight().conflicts()) {
    const std::string line = to_string(conflict);
    EXPECT_THAT(line, StartsWith(conflict.measure));
    for (const Contention& side : conflict.sides) EXPECT_THAT(line, HasSubstr(side.claim));
  }
}

}  // namespace
}  // namespace truceline
