// What databases answer from the tables is what the library answers.

#include "write/engines.hpp"

#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "oracle/build.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using oracle::day;

/// Days on which something changes, those beside them, and others.
class DaysToAsk {
 public:
  explicit DaysToAsk(const Timeline& timeline) {
    for (const Segment& segment : timeline.segments()) {
      valid_.push_back(segment.valid.from());
      known_.push_back(segment.known.from());
    }
  }
  Date valid() { return near(valid_); }
  std::optional<Date> known() { return random_() % 10 == 0 ? std::nullopt : std::optional(near(known_)); }

 private:
  Date near(const std::vector<Date>& turns) {
    if (random_() % 2 == 0) return day("2017-01-01") + static_cast<int>(random_() % 4500);
    return turns[random_() % turns.size()] + (static_cast<int>(random_() % 3) - 1);
  }
  std::vector<Date> valid_;
  std::vector<Date> known_;
  std::mt19937 random_{2025};
};

std::string ppm_of(const std::optional<Rate>& rate) { return rate ? fmt::format("{}", rate->ppm()) : ""; }
std::string text_of(const std::optional<FuzzyDate>& date) {
  return date && !date->is_unknown() ? to_string(*date) : "";
}
template <class Enum>
std::string word_of(const std::optional<Enum>& value) {
  return value ? std::string(word(*value)) : "";
}

/// As the library answers; the columns of the question below.
std::string line_of(int id, const Finding& finding) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", id, finding.measure, word(finding.status),
                     word_of(finding.ending), word_of(finding.standing), word(finding.certainty), ppm_of(finding.rate),
                     ppm_of(finding.suspended_rate), text_of(finding.since), text_of(finding.until),
                     finding.varying ? 1 : 0);
}

TEST_P(Engines, AnswerWhatHeldOnADayAsKnownOnADay) {
  const Texts questions{{"answered",
                         "SELECT id, measure, status, ending, standing, certainty, rate_ppm, suspended_ppm, since, "
                         "until, CASE WHEN varying THEN 1 ELSE 0 END FROM answered ORDER BY id, measure"},
                        {"in_force", "SELECT id, measure FROM in_force ORDER BY id, measure"}};
  for (const char* const name : {"articles", "chronology"}) {
    const Timeline timeline = compiled(*builtin_dataset(name));
    DaysToAsk days(timeline);
    std::string asked;
    std::string answered;
    std::string in_force;
    int answers = 0;
    for (int id = 0; id < 200; ++id) {
      const Date valid = days.valid();
      const std::optional<Date> known = days.known();
      asked += fmt::format("{},{},{}\n", id, to_string(valid), known ? to_string(*known) : "");
      const View view = known ? timeline.as_known_on(*known) : timeline.hindsight();
      std::vector<Finding> findings;
      for (const std::string& measure : view.measures()) findings.push_back(*view.state(measure, valid));
      std::sort(findings.begin(), findings.end(),
                [](const Finding& a, const Finding& b) { return a.measure < b.measure; });
      for (const Finding& finding : findings) {
        ++answers;
        answered += line_of(id, finding);
        if (finding.status == Status::InForce) in_force += fmt::format("{},{}\n", id, finding.measure);
      }
    }
    EXPECT_GT(answers, 10'000);
    const Texts said = ask(*tables_of(timeline, {.on = Date()}), {{"asked", asked}}, questions);
    EXPECT_EQ(first_difference(said.at("answered"), answered), "equal") << name;
    EXPECT_EQ(first_difference(said.at("in_force"), in_force), "equal") << name;
  }
}

// For all tests that ask engines.
INSTANTIATE_TEST_SUITE_P(Asked, Engines, ::testing::ValuesIn(engines()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace v0
}  // namespace truceline
