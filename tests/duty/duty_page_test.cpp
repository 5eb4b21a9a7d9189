// docs/duty.md and the public record agree on the rules of stacking.

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duty/assessed.hpp"

namespace truceline {
namespace {

using ::testing::HasSubstr;

std::string page() {
  std::ifstream in(std::string(TRUCELINE_SOURCE_DIR) + "/docs/duty.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The row of the table that begins with the rule's id; empty: none.
std::string row_of(const std::string& text, const std::string& id) {
  const auto at = text.find("\n| `" + id + "` |");
  return at == text.npos ? "" : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

TEST(DutyPage, ListsTheRulesOfTheRecordWithTheirDaysAndSources) {
  const std::string text = page();
  ASSERT_FALSE(text.empty());
  for (const StackingRule& rule : chronology().dataset().stacking) {
    const std::string row = row_of(text, rule.id);
    ASSERT_FALSE(row.empty()) << "not on the page: " << rule.id;
    const auto day = [](FuzzyDate date) { return date.is_unknown() ? std::string() : to_string(date); };
    EXPECT_THAT(row, HasSubstr("| `" + rule.when + "` |")) << rule.id;
    EXPECT_THAT(row, HasSubstr("| " + (rule.from.is_unknown() ? "always" : day(rule.from)) + " | " +
                               day(rule.until.value_or(FuzzyDate())) + " | " + day(rule.known) + " |"))
        << rule.id;
    EXPECT_THAT(row, HasSubstr("(`" + rule.source + "`)")) << rule.id;
    for (const std::string& other : rule.others) EXPECT_THAT(row, HasSubstr('`' + other + '`')) << rule.id;
  }
}

TEST(DutyPage, ListsNoOtherRules) {
  const std::string text = page();
  std::set<std::string> listed, known;
  for (auto at = text.find("\n| `"); at != text.npos; at = text.find("\n| `", at + 1))
    listed.insert(text.substr(at + 4, text.find('`', at + 4) - at - 4));
  for (const StackingRule& rule : chronology().dataset().stacking) known.insert(rule.id);
  EXPECT_EQ(listed, known);
}

}  // namespace
}  // namespace truceline
