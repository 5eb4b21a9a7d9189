// The built-in dataset of the public record: against itself and, where they are at hand, against the tables that it was made from.
// docs/chronology.md gives the reasons for what differs.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/record/dataset.hpp>
#include <truceline/record/words.hpp>

#include "record/chronology_rows.hpp"

namespace truceline {
namespace {

using chronology_rows::at_hand;
using chronology_rows::name_of;
using chronology_rows::Row;

const Dataset& record() {
  static const Dataset dataset = [] {
    Result<Dataset> built_in = builtin_dataset("chronology");
    EXPECT_TRUE(built_in.ok()) << message_of(built_in.status());
    return built_in.ok() ? *std::move(built_in) : Dataset{};
  }();
  return dataset;
}

const Source* source(std::string_view id) {
  const auto& sources = record().sources;
  const auto found = std::find_if(sources.begin(), sources.end(), [&](const Source& one) { return one.id == id; });
  return found == sources.end() ? nullptr : &*found;
}

const Measure* measure(std::string_view id) {
  const auto& measures = record().measures;
  const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measure& one) { return one.id == id; });
  return found == measures.end() ? nullptr : &*found;
}

std::string text_of(FuzzyDate date) { return date.is_unknown() ? "" : to_string(date); }

// ---- the data alone ---------------------------------------------------------------------------------

TEST(Chronology, HoldsTogetherAndReadsBack) {
  const absl::Status status = check(record());
  EXPECT_TRUE(status.ok()) << message_of(status);
  ASSERT_TRUE(record().complete_through);
  EXPECT_EQ(to_string(*record().complete_through), "2026-10-06");
  const std::string json = to_json(record());
  const Result<Dataset> again = parse_dataset(json, "chronology");
  ASSERT_TRUE(again.ok()) << message_of(again.status());
  EXPECT_EQ(*again, record());
  EXPECT_EQ(to_json(*again), json);
}

TEST(Chronology, HasItsMeasuresByKind) {
  std::map<std::string, int> counted;
  for (const Measure& one : record().measures) ++counted[std::string(word(one.kind))];
  // 138 of the table, three of whose tariffs are reliefs; and the other clause of the Chinese ban of 2024-12.
  const std::map<std::string, int> expected = {{"tariff", 52},
                                               {"relief", 3},
                                               {"export_control", 29},
                                               {"import_restriction", 8},
                                               {"port_fee", 2},
                                               {"entity_listing", 19},
                                               {"investigation", 6},
                                               {"purchase_commitment", 5},
                                               {"sanction", 3},
                                               {"agreement", 8},
                                               {"other", 4}};
  EXPECT_EQ(counted, expected);
}

TEST(Chronology, ClaimIdsNameMeasureDayAndVerb) {
  std::set<std::string> seen;
  for (const Claim& claim : record().claims) {
    if (claim.standing == Standing::Hypothetical) continue;
    const std::string verb = ':' + std::string(word(claim.action.said));
    const std::string day =
        claim.id.size() > claim.measure.size() + 11 ? claim.id.substr(claim.measure.size() + 1, 10) : "";
    const std::string base = claim.measure + ':' + day + verb;
    EXPECT_EQ(claim.id.substr(0, base.size()), base);
    const FuzzyDate known = known_of(*source(claim.source));
    const Result<Date> date = parse_date(day);
    ASSERT_TRUE(date.ok()) << claim.id;
    // What a later act modifies is told under the day of the row that tells of it.
    const bool modified = claim.id == "us-section-301-port-fees:2025-04-17:scope_set:3";
    EXPECT_TRUE(modified || (*known.earliest() <= *date && *date <= *known.latest())) << claim.id;
    EXPECT_TRUE(seen.insert(claim.id).second) << claim.id;
  }
}

TEST(Chronology, PackagesAreTwo) {
  std::set<std::string> packages;
  for (const Measure& one : record().measures) {
    if (!one.part_of.empty()) packages.insert(one.part_of);
  }
  EXPECT_EQ(packages, (std::set<std::string>{"cn-rare-earth-controls-2025-10", "us-301-four-year-review-2024"}));
}

TEST(Chronology, ReliefsRelieveTariffs) {
  for (const Measure& one : record().measures) {
    if (one.kind != MeasureKind::Relief) continue;
    EXPECT_FALSE(one.relieves.empty()) << one.id;
    for (const std::string& id : one.relieves) {
      ASSERT_NE(measure(id), nullptr) << id;
      EXPECT_EQ(measure(id)->kind, MeasureKind::Tariff) << id;
      EXPECT_EQ(measure(id)->imposed_by, one.imposed_by) << id;
    }
  }
}

/// A varying rate says nothing of what is charged unless the lists that make it up follow, save where the record has none.
TEST(Chronology, VaryingRatesAreSpelledOutByList) {
  const std::set<std::string> no_lists = {"cn-optical-fibre-anticircumvention-2025:2025-09-03:imposed",
                                          "cn-retaliation-list-3-2018-09:2018-08-03:imposed"};
  for (const Claim& claim : record().claims) {
    if (!claim.action.varying || verb_of(claim.action.said) == Verb::ScopeSet || no_lists.contains(claim.id)) continue;
    const auto spelled = std::count_if(record().claims.begin(), record().claims.end(), [&](const Claim& other) {
      return other.measure == claim.measure && other.source == claim.source && other.action.said == Said::ScopeSet &&
             other.action.from == claim.action.from && (other.action.rate || !other.action.charge.empty());
    });
    EXPECT_GE(spelled, claim.measure == "cn-beef-safeguard-2026" ? 1 : 2) << claim.id;
  }
}

TEST(Chronology, InTransitGoodsAreExemptUntilTheCutOff) {
  std::set<std::string> measures;
  for (const Claim& claim : record().claims) {
    const Limits& limits = claim.action.limits;
    if (!limits.loaded_before && !limits.exported_before) continue;
    EXPECT_EQ(claim.action.said, Said::Narrowed) << claim.id;
    EXPECT_TRUE(claim.action.rate) << claim.id;
    if (limits.entered_before && claim.action.until) {
      EXPECT_EQ(*limits.entered_before, *claim.action.until->earliest()) << claim.id;
    }
    measures.insert(claim.measure);
  }
  EXPECT_EQ(measures,
            (std::set<std::string>{"cn-retaliation-tariff-2025-03", "cn-retaliation-tariff-2025-04",
                                   "us-301-forced-labor-tariff", "us-301-list-3", "us-ieepa-fentanyl-tariff-china",
                                   "us-reciprocal-tariff-china", "us-section-122-surcharge"}));
}

TEST(Chronology, EverySection232DutyMeetsTheForcedLabourTariffByARule) {
  for (const Measure& one : record().measures) {
    if (!one.id.starts_with("us-232-")) continue;
    const auto& rules = record().stacking;
    EXPECT_EQ(std::count_if(rules.begin(), rules.end(),
                            [&](const StackingRule& rule) {
                              return rule.when == one.id &&
                                     rule.others == std::vector<std::string>{"us-301-forced-labor-tariff"};
                            }),
              1)
        << one.id;
  }
}

// ---- against the tables -----------------------------------------------------------------------------

TEST(Chronology, HasEveryMeasureOfTheTable) {
  if (!at_hand()) return;  // the cases above stand for the data alone
  const std::set<std::string> reliefs = {"us-301-china-exclusions", "cn-tariff-exclusion-lists-2019",
                                         "cn-tariff-exclusion-process-2020"};
  const std::set<std::string> packages = {"us-301-four-year-review-2024", "cn-rare-earth-controls-2025-10"};
  const std::vector<Row> table = chronology_rows::rows("measures.csv");
  ASSERT_EQ(table.size(), 138U);
  for (const Row& row : table) {
    const std::string& id = row.at("measure_id");
    const Measure* const found = measure(id);
    ASSERT_NE(found, nullptr) << id;
    EXPECT_EQ(word(found->kind), reliefs.contains(id) ? "relief" : row.at("kind")) << id;
    const std::string& parent = row.at("parent_measure_id");
    if (packages.contains(parent)) {
      EXPECT_EQ(found->part_of, parent) << id;
    } else if (!parent.empty()) {
      EXPECT_THAT(found->based_on, ::testing::Contains(parent)) << id;
    }
  }
}

/// What a row is expected to have become.
struct Expected {
  std::set<Said> said;
  bool moves = true;
  std::string from;  ///< earliest day of effect; empty: none stated
};

Said opening_of(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::Investigation:
      return Said::Opened;
    case MeasureKind::PurchaseCommitment:
      return Said::Committed;
    case MeasureKind::Agreement:
      return Said::Agreed;
    default:
      return Said::Imposed;
  }
}

/// The rule: the row's verb, its day of effect, and whether it moves the state.
Expected by_rule(const Row& row) {
  const std::string& action = row.at("action");
  const Said opening = opening_of(measure(row.at("measure_id"))->kind);
  const std::set<Said> rates = {Said::RateSet, Said::Raised, Said::Lowered};
  Expected expected{{}, action != "threatened", row.at("effective_date")};
  if (action == "imposed") {
    expected.said = {opening};
  } else if (action == "announced") {
    expected.said = {opening, Said::Noted, Said::Progress};
  } else if (action == "threatened") {
    expected.said = {opening, Said::Imposed, Said::Raised, Said::Lowered};  // an investigation may end in a tariff
  } else if (action == "rate_set") {
    expected.said = rates;
    // The groups of the four-year review begin with their first rate.
    if (row.at("measure_id").starts_with("us-301-fyr-")) expected.said = {Said::Imposed, Said::Raised, Said::Expanded};
  } else {
    expected.said = {*from_word<Said>(action)};
  }
  return expected;
}

/// Rows that became something else, with the reason.
struct RowOtherwise {
  std::string_view row;
  Expected expected;
  std::string_view why;
};
const std::vector<RowOtherwise>& deviations() {
  static const std::vector<RowOtherwise> list = {
      {"cn-analog-chip-antidumping withdrawn 2025-11-01 ",
       {{Said::Revoked}, false, ""},
       "a US statement about China, after it took effect"},
      {"cn-us-chip-policy-anti-discrimination withdrawn 2025-11-01 ",
       {{Said::Revoked}, false, ""},
       "a US statement about China, after it took effect"},
      {"cn-phase-one-purchase-commitment expired 2021-12-31 ",
       {{Said::Expired}, true, "2022-01-01"},
       "the first day without effect"},
      {"cn-rare-earth-extraterritorial-rule-2025-10 imposed 2025-10-09 2025-12-01",
       {{Said::Expanded}, true, "2025-12-01"},
       "foreign-made goods join"},
      {"cn-soybean-purchase-commitment-2025 announced 2026-01-20 ",
       {{Said::Progress}, true, "2025-11-01/2026-01-20"},
       "the row tells what was reached, not when"},
      {"us-301-list-3 rate_set 2018-12-01 2019-01-01",
       {{Said::Suspended}, true, "2019-01-01"},
       "the rise is put off, the tariff goes on"},
      {"us-301-list-3 rate_set 2019-02-27 2019-03-02",
       {{Said::Suspended}, true, "2019-03-02"},
       "the rise is put off, the tariff goes on"},
      {"us-301-list-3 threatened 2019-05-05 ", {{Said::Raised}, false, "2019-05-10"}, "the note states the day"},
      {"us-301-lists-1-3-increase-to-30 threatened 2019-08-23 ",
       {{Said::Imposed}, false, "2019-10-01"},
       "the amount states the day"},
      {"us-301-lists-1-3-increase-to-30 threatened 2019-09-11 2019-10-01",
       {{Said::Imposed}, false, "2019-10-15"},
       "the delay is to this day"},
      {"us-301-tech-transfer-investigation extended 2026-10-06 ", {{Said::Noted}, true, ""}, "no end is moved"},
      {"us-bis-advanced-computing-2023-10 expanded 2023-10-17 2023-11-17",
       {{Said::Imposed}, true, "2023-11-17"},
       "a measure of its own"},
      {"us-bis-h200-case-by-case-2026-01 narrowed 2026-01-13 2026-01-15",
       {{Said::Imposed}, true, "2026-01-15"},
       "what it narrows is an older rule"},
      {"us-de-minimis-end-global extended 2026-02-20 2026-02-24", {{Said::Noted}, true, ""}, "no end is moved"},
      {"us-de-minimis-end-global extended 2026-06-24 2026-06-24", {{Said::Noted}, true, ""}, "no end is moved"},
  };
  return list;
}

TEST(Chronology, HasAClaimForEveryRow) {
  if (!at_hand()) return;
  const std::vector<Row> table = chronology_rows::rows("actions.csv");
  ASSERT_EQ(table.size(), 328U);
  std::set<std::string_view> used;
  std::set<const Claim*> taken;
  for (const Row& row : table) {
    Expected expected = by_rule(row);
    const auto deviation = std::find_if(deviations().begin(), deviations().end(),
                                        [&](const RowOtherwise& one) { return one.row == name_of(row); });
    if (deviation != deviations().end()) {
      expected = deviation->expected;
      used.insert(deviation->row);
    }
    const Date known =
        *parse_date(row.at("announced_date").empty() ? row.at("effective_date") : row.at("announced_date"));
    const auto claim = std::find_if(record().claims.begin(), record().claims.end(), [&](const Claim& one) {
      const FuzzyDate day = known_of(*source(one.source));
      return one.measure == row.at("measure_id") && expected.said.contains(one.action.said) &&
             moves(one.standing) == expected.moves && text_of(one.action.from) == expected.from &&
             *day.earliest() <= known && known <= *day.latest() && !taken.contains(&one);
    });
    ASSERT_NE(claim, record().claims.end()) << name_of(row);
    taken.insert(&*claim);
    EXPECT_THAT(claim->note, ::testing::HasSubstr("confidence: " + row.at("confidence"))) << claim->id;
    const std::string unverified = "confidence: " + row.at("confidence") + "; not verified";
    EXPECT_EQ(claim->note.starts_with(unverified), row.at("verified_in_this_search") != "yes") << claim->id;
  }
  for (const RowOtherwise& one : deviations()) EXPECT_TRUE(used.contains(one.row)) << "no such row: " << one.row;
}

TEST(Chronology, EndsAreFirstDaysWithoutEffect) {
  if (!at_hand()) return;
  const std::set<std::string> moved = {
      "us-301-lists-1-3-increase-to-30 threatened 2019-09-11 2019-10-01"};  // until which day the start is put off, no end
  for (const Row& row : chronology_rows::rows("actions.csv")) {
    if (row.at("until_date").empty() || moved.contains(name_of(row))) continue;
    const Date last = *parse_date(row.at("until_date"));
    const std::string next = to_string(last + 1);
    const std::string& kind = row.at("until_date_kind");
    const std::string expected = kind == "exclusive"   ? to_string(last)
                                 : kind == "inclusive" ? next
                                                       : to_string(last) + '/' + next;
    const bool found = std::any_of(record().claims.begin(), record().claims.end(), [&](const Claim& one) {
      return one.measure == row.at("measure_id") && one.action.until && to_string(*one.action.until) == expected &&
             known_of(*source(one.source)).earliest() <= parse_date(row.at("announced_date")).value();
    });
    EXPECT_TRUE(found) << name_of(row) << " until " << expected;
  }
}

TEST(Chronology, SourcesKeepTheirCitationsAndDays) {
  if (!at_hand()) return;
  for (const Row& row : chronology_rows::rows("actions.csv")) {
    const std::string& citation = row.at("legal_citation");
    if (citation.empty()) continue;
    const bool found = std::any_of(record().claims.begin(), record().claims.end(), [&](const Claim& one) {
      const Source& from = *source(one.source);
      return one.measure == row.at("measure_id") && from.kind == SourceKind::Act &&
             text_of(from.published).starts_with(row.at("announced_date")) &&
             from.address.find(citation.substr(0, citation.find(", reissued"))) != std::string::npos;
    });
    EXPECT_TRUE(found) << name_of(row) << ": " << citation;
  }
}

}  // namespace
}  // namespace truceline
