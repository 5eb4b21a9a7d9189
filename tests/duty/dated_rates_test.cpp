// The timeline of the public record against the columns of the table that it was made from: the rate in force and the status on the day
// before, on and after every change; and sums that are known.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/record/dataset.hpp>
#include <truceline/timeline/format.hpp>
#include <truceline/timeline/timeline.hpp>

#include "oracle/build.hpp"
#include "record/chronology_rows.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using chronology_rows::at_hand;
using chronology_rows::name_of;
using chronology_rows::Row;

using oracle::day;

Finding state(const View& view, std::string_view measure, Date on) {
  const std::optional<Finding> found = view.state(measure, on);
  EXPECT_TRUE(found) << measure;
  return found.value_or(Finding{});
}

/// What the measure adds to the duty on a day, in percent; nothing where it does not apply, "?" where the rate is open.
std::string charged(const Finding& finding) {
  if (finding.status != Status::InForce && finding.status != Status::Suspended) return "0";
  return finding.rate ? to_percent(*finding.rate) : "?";
}
std::string charged(std::string_view measure, Date on) { return charged(state(chronology().hindsight(), measure, on)); }

/// The sum over measures, each of which must have a rate.
std::string sum(const std::vector<std::string_view>& measures, Date on) {
  Rate total;
  for (const std::string_view measure : measures) {
    const Finding finding = state(chronology().hindsight(), measure, on);
    if (finding.status != Status::InForce) continue;
    EXPECT_TRUE(finding.rate) << measure;
    total = total + finding.rate.value_or(Rate());
  }
  return to_percent(total);
}

// ---- known answers ----------------------------------------------------------------------------------

struct Known {
  std::string_view measure, on, rate;
};

TEST(DatedRates, KnownSteps) {
  const std::vector<Known> steps = {
      {"us-ieepa-fentanyl-tariff-china", "2025-02-03", "0"},
      {"us-ieepa-fentanyl-tariff-china", "2025-02-04", "10"},
      {"us-ieepa-fentanyl-tariff-china", "2025-03-03", "10"},
      {"us-ieepa-fentanyl-tariff-china", "2025-03-04", "20"},
      {"us-ieepa-fentanyl-tariff-china", "2025-11-09", "20"},
      {"us-ieepa-fentanyl-tariff-china", "2025-11-10", "10"},
      {"us-ieepa-fentanyl-tariff-china", "2026-02-23", "10"},
      {"us-ieepa-fentanyl-tariff-china", "2026-02-24", "0"},
      {"us-section-122-surcharge", "2026-02-23", "0"},
      {"us-section-122-surcharge", "2026-02-24", "10"},
      {"us-section-122-surcharge", "2026-07-23", "10"},
      {"us-section-122-surcharge", "2026-07-24", "0"},
      {"us-301-forced-labor-tariff", "2026-07-23", "0"},
      {"us-301-forced-labor-tariff", "2026-07-24", "12.5"},
      {"cn-retaliation-tariff-2025-04", "2025-04-09", "0"},
      {"cn-retaliation-tariff-2025-04", "2025-04-10", "84"},
      {"cn-retaliation-tariff-2025-04", "2025-04-11", "84"},
      {"cn-retaliation-tariff-2025-04", "2025-04-12", "125"},
      {"cn-retaliation-tariff-2025-04", "2025-05-13", "125"},
      {"cn-retaliation-tariff-2025-04", "2025-05-14", "10"},
      {"cn-retaliation-tariff-2025-04", "2026-11-09", "10"},
      {"cn-retaliation-tariff-2025-04", "2027-01-11", "34"},
      {"us-301-list-3", "2018-09-23", "0"},
      {"us-301-list-3", "2018-09-24", "10"},
      {"us-301-list-3", "2019-01-01", "10"},
      {"us-301-list-3", "2019-03-02", "10"},
      {"us-301-list-3", "2019-05-09", "10"},
      {"us-301-list-3", "2019-05-10", "25"},
      {"us-301-list-4a", "2019-08-31", "0"},
      {"us-301-list-4a", "2019-09-01", "15"},
      {"us-301-list-4a", "2020-02-13", "15"},
      {"us-301-list-4a", "2020-02-14", "7.5"},
      {"us-301-list-4b", "2019-12-15", "0"},
      {"us-section-301-sts-crane-chassis-tariff", "2025-11-09", "100"},
      {"us-section-301-sts-crane-chassis-tariff", "2025-11-10", "0"},
      {"us-301-legacy-chips", "2027-06-22", "0"},
      {"us-301-legacy-chips", "2027-06-23", "?"},
  };
  for (const Known& step : steps)
    EXPECT_EQ(charged(step.measure, day(step.on)), step.rate) << step.measure << ' ' << step.on;
}

TEST(DatedRates, KnownSums) {
  const std::vector<std::string_view> both = {"us-ieepa-fentanyl-tariff-china", "us-reciprocal-tariff-china"};
  const std::map<std::string_view, std::string> sums = {
      {"2025-02-03", "0"},  {"2025-02-04", "10"},  {"2025-03-04", "20"},  {"2025-04-04", "20"},  {"2025-04-05", "30"},
      {"2025-04-08", "30"}, {"2025-04-09", "104"}, {"2025-04-10", "145"}, {"2025-05-13", "145"}, {"2025-05-14", "30"},
      {"2025-08-12", "30"}, {"2025-11-09", "30"},  {"2025-11-10", "20"},  {"2026-02-23", "20"},  {"2026-02-24", "0"}};
  for (const auto& [on, rate] : sums) EXPECT_EQ(sum(both, day(on)), rate) << on;
}

/// Each day saw the rates of its own law, which later rulings do not rewrite.
TEST(DatedRates, EachDaySawItsOwnRates) {
  const auto seen = [](std::string_view known, std::string_view measure, std::string_view on) {
    return charged(state(chronology().as_known_on(day(known)), measure, day(on)));
  };
  EXPECT_EQ(seen("2018-10-01", "us-301-list-3", "2019-01-01"), "25");
  EXPECT_EQ(seen("2018-12-01", "us-301-list-3", "2019-01-01"), "10");
  EXPECT_EQ(seen("2018-12-01", "us-301-list-3", "2019-03-02"), "25");
  EXPECT_EQ(seen("2019-02-27", "us-301-list-3", "2019-03-02"), "10");
  EXPECT_EQ(seen("2019-02-27", "us-301-list-3", "2020-01-01"), "10");
  EXPECT_EQ(seen("2019-08-01", "us-301-list-4a", "2019-09-01"), "10");
  EXPECT_EQ(seen("2025-04-04", "cn-retaliation-tariff-2025-04", "2025-04-10"), "34");
  EXPECT_EQ(seen("2025-05-14", "us-reciprocal-tariff-china", "2025-08-12"), "34");
  EXPECT_EQ(seen("2025-11-04", "us-reciprocal-tariff-china", "2026-11-10"), "34");
  EXPECT_EQ(seen("2026-02-20", "us-section-122-surcharge", "2026-07-24"), "0");
  EXPECT_EQ(seen("2026-09-22", "cn-retaliation-tariff-2025-04", "2026-11-10"), "34");
  EXPECT_EQ(seen("2026-09-28", "cn-retaliation-tariff-2025-04", "2026-11-10"), "10");
}

TEST(DatedRates, RulingsVoidWhatWasCollectedAndKeepTheRates) {
  for (const std::string_view measure : {"us-ieepa-fentanyl-tariff-china", "us-reciprocal-tariff-china"}) {
    const Date on = day("2025-09-15");
    EXPECT_FALSE(state(chronology().as_known_on(day("2025-09-15")), measure, on).voided) << measure;
    const Finding now = state(chronology().hindsight(), measure, on);
    EXPECT_TRUE(now.voided) << measure;
    EXPECT_EQ(now.status, Status::InForce) << measure;
  }
  EXPECT_FALSE(state(chronology().hindsight(), "us-section-122-surcharge", day("2026-06-01")).voided)
      << "for the plaintiffs alone";
}

TEST(DatedRates, WhatIfs) {
  const auto apply = [](std::string_view scenario) { return chronology().apply(scenario)->hindsight(); };
  const View lapses = apply("truce-lapses"), longer = apply("truce-extended-one-year"),
             stands = apply("ieepa-never-struck-down");
  const Date first = day("2026-11-10");
  for (const std::string_view measure :
       {"us-section-301-port-fees", "us-bis-50-percent-affiliates-rule", "cn-port-fees-us-vessels",
        "cn-hanwha-subsidiaries-sanctions", "cn-unreliable-entity-list-2025-04-04"}) {
    EXPECT_EQ(state(chronology().hindsight(), measure, first).status, Status::Suspended) << measure;
    EXPECT_EQ(state(lapses, measure, first).status, Status::InForce) << measure;
    EXPECT_EQ(state(longer, measure, day("2027-11-09")).status, Status::Suspended) << measure;
    EXPECT_EQ(state(longer, measure, day("2027-11-10")).status, Status::InForce) << measure;
  }
  EXPECT_EQ(charged(state(lapses, "cn-retaliation-tariff-2025-04", first)), "34");
  EXPECT_EQ(charged(state(longer, "cn-retaliation-tariff-2025-04", day("2027-11-09"))), "10");
  EXPECT_EQ(state(lapses, "cn-superhard-controls-2025-10", day("2026-11-11")).status, Status::InForce);
  EXPECT_EQ(state(lapses, "cn-export-control-list-2025-04-09", first).status, Status::Ended) << "it no longer lives";
  EXPECT_EQ(state(lapses, "us-reciprocal-tariff-china", first).status, Status::Ended) << "it no longer lives";
  EXPECT_EQ(charged(state(stands, "us-ieepa-fentanyl-tariff-china", day("2026-06-01"))), "10");
  EXPECT_EQ(charged(state(stands, "us-reciprocal-tariff-china", day("2026-11-09"))), "10");
  EXPECT_EQ(charged(state(stands, "us-reciprocal-tariff-china", first)), "34");
  EXPECT_EQ(state(stands, "us-section-122-surcharge", day("2026-06-01")).status, Status::None);
}

/// Under the articles' own names, too, the record says what was in force: what they tell of loosely neither reopens nor redates it.
TEST(DatedRates, ArticlesLineUpWithTheRecord) {
  const std::vector<Dataset> both = {*builtin_dataset("articles"), *builtin_dataset("chronology")};
  const Result<Dataset> combined = combine(both);
  ASSERT_TRUE(combined.ok()) << message_of(combined.status());
  const View together = Timeline::compile(*combined)->hindsight();
  for (const Alias& alias : chronology().dataset().aliases) {
    for (const std::string& meant : alias.means) {
      ASSERT_TRUE(together.measure(meant)) << meant;
      // Articles alone date these purchases, two of them differently: both days stand (rule 23).
      if (meant == "cn-phase-one-purchase-commitment") continue;
      for (const Segment& segment : chronology().hindsight().history(meant)) {
        const Finding found = state(together, meant, segment.valid.from());
        EXPECT_EQ(found.status, segment.answer.status) << meant << ' ' << to_string(segment.valid);
        EXPECT_EQ(found.rate, segment.answer.rate) << meant << ' ' << to_string(segment.valid);
      }
    }
  }
  EXPECT_EQ(charged(state(together, "us-fentanyl-tariff", day("2025-11-10"))), "10");
  EXPECT_EQ(charged(state(together, "us-reciprocal-tariff", day("2025-12-01"))), "10");
}

TEST(DatedRates, ConflictsOfArticlesAndRecordArePinned) {
  const std::vector<Dataset> both = {*builtin_dataset("articles"), *builtin_dataset("chronology")};
  const Timeline together = *Timeline::compile(*combine(both));
  const std::vector<Conflict> conflicts = together.hindsight().conflicts();
  std::set<std::pair<std::string, std::string>> found;
  for (const Conflict& conflict : conflicts) found.emplace(conflict.measure, conflict.field);
  const std::set<std::pair<std::string, std::string>> expected = {{"cn-phase-one-purchase-commitment", "amount"},
                                                                  {"cn-phase-one-purchase-commitment", "from"},
                                                                  {"cn-phase-one-purchase-commitment", "until"},
                                                                  {"cn-rare-earth-controls-2025-10", "announced"},
                                                                  {"cn-rare-earth-controls-2025-10", "from"},
                                                                  {"cn-rare-earth-controls-2025-10", "until"},
                                                                  {"cn-tariff-exclusion-process-2020", "effect"},
                                                                  {"us-baseline-tariff", "amount"},
                                                                  {"us-bis-50-percent-affiliates-rule", "from"},
                                                                  {"us-bis-50-percent-affiliates-rule", "limits"},
                                                                  {"us-cn-mutual-tariff-cuts-30-for-30", "amount"},
                                                                  {"us-cn-phase-one-agreement", "from"},
                                                                  {"us-ieepa-fentanyl-tariff-china", "from"},
                                                                  {"us-reciprocal-tariff-china", "from"},
                                                                  {"us-section-301-port-fees", "from"},
                                                                  {"us-zte-denial-order-2018", "until"},
                                                                  {"xi-mishustin-2025", "from"},
                                                                  {"xi-trump-apec-2025", "location"}};
  EXPECT_EQ(found, expected);

  // The freeze without a start ran from 2025-11-10 to 2026-11-10.
  const auto freeze = std::find_if(conflicts.begin(), conflicts.end(), [](const Conflict& conflict) {
    return conflict.measure == "us-reciprocal-tariff-china" && conflict.field == "from";
  });
  ASSERT_NE(freeze, conflicts.end());
  EXPECT_EQ(freeze->prevails, "2025-11-10");
  EXPECT_EQ(freeze->sides.size(), 3U);  // the act, and the article in two languages
  const View then = together.as_known_on(day("2025-12-01"));
  const Finding rule = *then.state("us-bis-50-percent-affiliates-rule", day("2026-03-01"));
  EXPECT_EQ(rule.status, Status::Suspended);
  EXPECT_EQ(rule.since, FuzzyDate::day(day("2025-11-10")));
  EXPECT_EQ(rule.until, FuzzyDate::day(day("2026-11-10")));
  EXPECT_TRUE(rule.assumed.empty());
}

// ---- against the table ------------------------------------------------------------------------------

std::vector<Row> rows_of(std::string_view measure) {
  std::vector<Row> found;
  for (Row& row : chronology_rows::rows("actions.csv")) {
    if (row.at("measure_id") == measure) found.push_back(std::move(row));
  }
  return found;
}

/// The day on which a row takes effect; the day of its announcement where it states none.
Date effective(const Row& row) {
  return day(row.at(row.at("effective_date").empty() ? "announced_date" : "effective_date"));
}
Date announced(const Row& row) {
  return day(row.at(row.at("announced_date").empty() ? "effective_date" : "announced_date"));
}

/// True of rows that may change what is charged.
bool moves_rate(const Row& row) {
  static const std::set<std::string, std::less<>> verbs = {"imposed", "rate_set", "suspended", "extended",
                                                           "resumed", "revoked",  "expired",   "expanded"};
  return verbs.contains(row.at("action")) && !row.at("effective_date").empty();
}

TEST(DatedRates, EveryRateOfTheTableHoldsTheDayBeforeOnAndAfter) {
  if (!at_hand()) return;  // the cases above stand for the data alone
  int checks = 0;
  for (const Row& row : chronology_rows::rows("actions.csv")) {
    const std::string& rate = row.at("rate_in_force_percent");
    if (rate.empty()) continue;
    const std::string& measure = row.at("measure_id");
    const Date on = effective(row);
    EXPECT_EQ(charged(measure, on), rate) << name_of(row);
    EXPECT_EQ(charged(state(chronology().as_known_on(std::max(on, announced(row))), measure, on)), rate)
        << name_of(row) << ", as known then";
    ++checks;

    // Of the rows about the day before and the day after, the last known says what is charged, if it says it.
    const Row* before = nullptr;
    const Row* after = &row;
    const std::vector<Row> siblings = rows_of(measure);
    for (const Row& other : siblings) {
      if (!moves_rate(other)) continue;
      const Date starts = effective(other);
      if (starts < on && (before == nullptr || effective(*before) <= starts)) before = &other;
      if (starts == on + 1) after = &other;
    }
    if (before == nullptr) {
      // Nothing was charged before the first row; but a package or a threat may have stood before.
      EXPECT_EQ(charged(measure, on - 1), "0") << name_of(row) << ", the day before";
      ++checks;
    } else if (const std::string& old = before->at("rate_in_force_percent"); !old.empty()) {
      EXPECT_EQ(charged(measure, on - 1), old) << name_of(row) << ", the day before";
      ++checks;
    }
    if (const std::string& next = after->at("rate_in_force_percent"); !next.empty()) {
      EXPECT_EQ(charged(measure, on + 1), next) << name_of(row) << ", the day after";
      ++checks;
    }
  }
  EXPECT_GE(checks, 150);
}

/// Expectations that the columns alone would get wrong, with the reason.
const std::map<std::string, std::string, std::less<>>& exceptions() {
  static const std::map<std::string, std::string, std::less<>> list = {
      {"cn-retaliation-autos-2018 resumed 2019-08-23 2019-12-15",
       "suspended again at the very minute at which it was to resume"},
      {"cn-retaliation-autos-2018 suspended 2019-12-15 2019-12-15", "suspended before, too"},
      {"cn-tariff-exclusion-lists-2019 extended 2022-11-25 2022-12-01", "the extensions before are not in the record"},
  };
  return list;
}

/// The suspension or the life that an extension moves: it is a suspension if one was announced before.
bool extends_suspension(const std::vector<Row>& siblings, const Row& row) {
  return std::any_of(siblings.begin(), siblings.end(), [&](const Row& other) {
    return other.at("action") == "suspended" && announced(other) < announced(row);
  });
}

TEST(DatedRates, EveryStatusOfTheTableHoldsTheDayBeforeOnAndAfter) {
  if (!at_hand()) return;
  const View view = chronology().hindsight();
  // A suspension of a portion leaves the rest in force.
  const auto is_suspended = [](const Finding& finding) {
    return finding.status == Status::Suspended || finding.suspended_rate;
  };
  int checks = 0;
  std::set<std::string> used;
  for (const Row& row : chronology_rows::rows("actions.csv")) {
    const std::string& action = row.at("action");
    const std::string& measure = row.at("measure_id");
    if (row.at("effective_date").empty()) continue;
    const Date on = effective(row);
    const std::string name = name_of(row);
    const Finding before = state(view, measure, on - 1), then = state(view, measure, on),
                  after = state(view, measure, on + 1);
    const std::vector<Row> siblings = rows_of(measure);
    const bool excepted = exceptions().contains(name);
    if (excepted) used.insert(name);
    if (action == "suspended") {
      EXPECT_TRUE(is_suspended(then)) << name;
      EXPECT_NE(then.status, Status::Ended) << name;
      EXPECT_TRUE(is_suspended(after)) << name;
      EXPECT_EQ(is_suspended(before), excepted) << name;
      EXPECT_TRUE(excepted || before.status == Status::InForce || before.status == Status::Scheduled) << name;
    } else if (action == "extended") {
      const bool suspension = extends_suspension(siblings, row);
      for (const Finding* one : {&before, &then, &after}) {
        if (excepted && one == &before) {
          EXPECT_EQ(one->status, Status::Ended) << name << ": " << exceptions().at(name);
        } else if (suspension) {
          EXPECT_TRUE(is_suspended(*one)) << name << ' ' << to_string(one->on);
        } else {
          EXPECT_EQ(one->status, Status::InForce) << name << ' ' << to_string(one->on);
        }
      }
    } else if (action == "revoked" || action == "expired") {
      EXPECT_TRUE(before.status == Status::InForce || before.status == Status::Suspended) << name;
      EXPECT_EQ(then.status, Status::Ended) << name;
      EXPECT_EQ(then.ending, action == "revoked" ? Ending::Revoked : Ending::Expired) << name;
      EXPECT_EQ(after.status, Status::Ended) << name;
    } else if (action == "resumed") {
      EXPECT_TRUE(is_suspended(before)) << name;
      EXPECT_EQ(is_suspended(then), excepted) << name;
      EXPECT_EQ(is_suspended(after), excepted) << name;
    } else {
      continue;
    }
    checks += 3;
  }
  EXPECT_EQ(used.size(), exceptions().size());
  EXPECT_GE(checks, 200);
}

TEST(DatedRates, EverySuspensionAndExtensionEndsWhenTheTableSays) {
  if (!at_hand()) return;
  const View view = chronology().hindsight();
  int checks = 0;
  for (const Row& row : chronology_rows::rows("actions.csv")) {
    const std::string& action = row.at("action");
    if ((action != "suspended" && action != "extended") || row.at("until_date").empty() ||
        row.at("effective_date").empty())
      continue;
    const std::string& measure = row.at("measure_id");
    const std::vector<Row> siblings = rows_of(measure);
    const Date stated = day(row.at("until_date"));
    const Date last = stated - (row.at("until_date_kind") == "exclusive"   ? 1
                                : row.at("until_date_kind") == "inclusive" ? 0
                                                                           : 1);
    const Date first = stated + (row.at("until_date_kind") == "exclusive" ? 0 : 1);  // certainly over
    // An end that a later row moves, or that its measure does not live to see, is no end.
    const bool goes_on = std::any_of(siblings.begin(), siblings.end(), [&](const Row& other) {
      if (other.at("effective_date").empty()) return false;
      const bool moved =
          other.at("action") == "extended" && announced(other) > announced(row) && effective(other) <= first;
      return moved || (other.at("action") == "revoked" && effective(other) <= first);
    });
    if (goes_on) continue;
    const bool suspension = action == "suspended" || extends_suspension(siblings, row);
    const Finding in = state(view, measure, last), out = state(view, measure, first);
    if (suspension) {
      EXPECT_TRUE(in.status == Status::Suspended || in.suspended_rate) << name_of(row);
      EXPECT_EQ(out.status, Status::InForce) << name_of(row);
      EXPECT_FALSE(out.suspended_rate) << name_of(row);
    } else {
      EXPECT_EQ(in.status, Status::InForce) << name_of(row);
      EXPECT_EQ(out.status, Status::Ended) << name_of(row);
    }
    checks += 2;
  }
  EXPECT_GE(checks, 36);
}

}  // namespace
}  // namespace truceline
