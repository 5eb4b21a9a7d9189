// Reports: that they say what the view answers, cite what they rest on, and fit on a page.

#include <truceline/write/report.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/duty/duty.hpp>

#include "oracle/build.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using oracle::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr ReportOptions whole{.lines = 0};

const ReportSection* section_of(const Report& report, const std::string& heading) {
  const auto place = std::find_if(report.sections.begin(), report.sections.end(),
                                  [&](const ReportSection& section) { return section.heading == heading; });
  return place == report.sections.end() ? nullptr : &*place;
}

/// The measures that a section's items are about, sorted; of one row where its first cell is given.
std::vector<std::string> measures_in(const Report& report, const std::string& heading, const std::string& cell = {}) {
  std::vector<std::string> measures;
  if (const ReportSection* section = section_of(report, heading)) {
    for (const ReportRow& row : section->rows) {
      if (!cell.empty() && row.cells.front() != cell) continue;
      for (const ReportItem& item : row.items) measures.push_back(item.measure);
    }
  }
  std::sort(measures.begin(), measures.end());
  return measures;
}

std::string glance_of(const Report& report, const std::string& what) {
  for (const ReportRow& row : report.sections.front().rows) {
    if (row.cells.front() == what) return row.items.front().text;
  }
  return {};
}

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<std::string> of_status(const View& view, Date on, std::vector<Status> status) {
  return sorted(measures_of(view.find({.on = on, .status = std::move(status)})));
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Every number that is cited has a footnote, and every footnote is cited: in the value, in the text and in Markdown.
void expect_notes_resolve(const Report& report) {
  std::set<std::size_t> cited;
  for (const ReportSection& section : report.sections) {
    for (const ReportRow& row : section.rows) {
      EXPECT_EQ(row.cells.size() + 1, section.columns.size()) << section.heading;
      for (const ReportItem& item : row.items) {
        EXPECT_TRUE(std::is_sorted(item.notes.begin(), item.notes.end())) << item.text;
        cited.insert(item.notes.begin(), item.notes.end());
      }
    }
  }
  EXPECT_EQ(cited.size(), report.notes.size()) << report.title;
  if (!cited.empty()) {
    EXPECT_EQ(*cited.begin(), 1U);
    EXPECT_EQ(*cited.rbegin(), report.notes.size());
  }
  const std::string text = to_text(report);
  const std::string markdown = to_markdown(report);
  for (std::size_t i = 1; i <= report.notes.size(); ++i) {
    EXPECT_THAT(text, HasSubstr("\n  [" + std::to_string(i) + "] "));
    EXPECT_THAT(markdown, HasSubstr("\n[^" + std::to_string(i) + "]: "));
  }
  EXPECT_THAT(markdown, Not(HasSubstr("[^" + std::to_string(report.notes.size() + 1) + "]")));
}

void expect_page(const Report& report, std::size_t lines) {
  const std::string text = to_text(report);
  EXPECT_LE(lines_in(text), lines) << text;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    std::size_t columns = 0;
    for (const char byte : line) columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    EXPECT_LE(columns, 100U) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
    begin = end + 1;
  }
  expect_notes_resolve(report);
}

// ---- a day ------------------------------------------------------------------------------------------------------------

void expect_day_as_the_view_says(const View& view, Date on) {
  const Report report = *report_on(view, on, whole);
  EXPECT_EQ(measures_in(report, "In force"), of_status(view, on, {Status::InForce})) << on.days_since_epoch();
  EXPECT_EQ(measures_in(report, "Suspended"), of_status(view, on, {Status::Suspended}));
  EXPECT_EQ(measures_in(report, "Not law, or not known"), of_status(view, on, {Status::Proposed, Status::Unknown}));
  const std::string count = std::to_string(view.count_in_force(on));
  EXPECT_EQ(glance_of(report, "In force").substr(0, count.size()), count);

  // What comes: every change after the day, and what is scheduled without a day.
  std::vector<std::string> to_come = measures_of(view.changes(Period::since(on + 1)));
  for (const Finding& finding : view.find({.on = on, .status = {Status::Scheduled}})) {
    if (!finding.until) to_come.push_back(finding.measure);
  }
  EXPECT_EQ(measures_in(report, "To come"), sorted(to_come));
  const std::vector<Change> next = view.next_change(on);
  EXPECT_EQ(glance_of(report, "Next change").substr(0, 10),
            next.empty() ? std::string("none is known").substr(0, 10) : to_string(next.front().on));
  expect_notes_resolve(report);
}

TEST(Report, OfADaySaysWhatTheViewAnswersOnEveryDay) {
  for (const Date on : days("2025-10-20", "2025-11-15")) expect_day_as_the_view_says(articles().hindsight(), on);
  for (Date on = day("2018-01-15"); on < day("2027-02-01"); on = on + 97) {
    expect_day_as_the_view_says(chronology().hindsight(), on);
    expect_day_as_the_view_says(chronology().as_known_on(on), on);
  }
}

TEST(Report, OfADayTellsTheDutiesBothWays) {
  for (const char* on : {"2018-01-15", "2019-10-01", "2025-04-10", "2025-05-20", "2026-03-01"}) {
    const View view = chronology().hindsight();
    const Report report = *report_on(view, day(on));
    for (const auto& [into, from] : {std::pair("US", "CN"), std::pair("CN", "US")}) {
      Shipment shipment;
      shipment.destination = *parse_jurisdiction(into);
      shipment.origin = *parse_jurisdiction(from);
      shipment.entered = day(on);
      const Assessment duty = *assess(view, shipment);
      ASSERT_TRUE(duty.total) << on;
      EXPECT_EQ(glance_of(report, std::string("Duty into ") + into + " from " + from),
                to_string(*duty.total) + " in addition, on goods in general")
          << on;
    }
  }
}

TEST(Report, OfADayTellsSuspensionsByTheirEnd) {
  const View view = articles().hindsight();
  const Report report = *report_on(view, day("2026-03-01"), whole);
  EXPECT_EQ(measures_in(report, "Suspended", "2026-10-30"), of_status(view, day("2026-03-01"), {Status::Suspended}));
  const ReportSection* suspended = section_of(report, "Suspended");
  ASSERT_NE(suspended, nullptr);
  EXPECT_THAT(suspended->rows.front().items.front().text, HasSubstr("24 %"));
  EXPECT_THAT(suspended->rows.front().items.front().text, HasSubstr("start assumed, end assumed"));
  EXPECT_THAT(report.subtitle, HasSubstr("projected"));
}

TEST(Report, NeverTellsWhatWasNotYetKnown) {
  const View eve = articles().as_known_on(day("2025-10-24"));
  const Report report = *report_on(eve, day("2025-10-24"), whole);
  EXPECT_THAT(report.subtitle, HasSubstr("as known on 2025-10-24"));
  EXPECT_THAT(report.notes, Not(IsEmpty()));
  for (const Source& source : report.notes) EXPECT_LE(*known_of(source).earliest(), day("2025-10-24")) << source.id;
  EXPECT_THAT(measures_in(report, "Suspended"), IsEmpty());
}

// ---- a period ---------------------------------------------------------------------------------------------------------

TEST(Report, OfAPeriodTellsEveryChangeOnItsDay) {
  const View view = chronology().hindsight();
  for (const char* text :
       {"2018-01-01/2019-01-01", "2025-04-01/2025-06-01", "2026-01-01/..", "2025-11-10/2025-11-11"}) {
    const Period period = *parse_period(text);
    const Report report = *report_over(view, period, whole);
    std::vector<std::pair<std::string, std::string>> told;
    if (const ReportSection* by_day = section_of(report, "Day by day")) {
      for (const ReportRow& row : by_day->rows) {
        for (const ReportItem& item : row.items) told.emplace_back(row.cells.front(), item.measure);
      }
    }
    std::vector<std::pair<std::string, std::string>> expected;
    for (const Change& change : view.changes(period)) expected.emplace_back(to_string(change.on), change.measure);
    EXPECT_EQ(told, expected) << text;
    expect_notes_resolve(report);
  }
}

TEST(Report, OfAPeriodTellsTheStepsOfDuty) {
  const Report report = *report_over(chronology().hindsight(), *parse_period("2025-04-01/2025-06-01"), whole);
  const ReportSection* steps = section_of(report, "Duty into US from CN, step by step");
  ASSERT_NE(steps, nullptr);
  std::vector<std::string> told;
  for (const ReportRow& row : steps->rows) told.push_back(row.cells[0] + " " + row.cells[1]);
  EXPECT_THAT(told, ElementsAre("2025-04-01 20 %", "2025-04-05 30 %", "2025-04-09 104 %", "2025-04-10 145 %",
                                "2025-05-14 30 %"));
}

TEST(Report, OfAPeriodWithoutChangesSaysSo) {
  const Report report = *report_over(articles().hindsight(), *parse_period("2030-01-01/2031-01-01"));
  EXPECT_EQ(glance_of(report, "Changes"), "0, of 0 measures on 0 days");
  EXPECT_EQ(section_of(report, "Day by day"), nullptr);
}

// ---- a measure --------------------------------------------------------------------------------------------------------

TEST(Report, OfAMeasureTellsItsLifeWithoutGaps) {
  for (const Timeline* timeline : {&articles(), &chronology()}) {
    const View view = timeline->hindsight();
    for (const std::string& measure : view.measures()) {
      const Report report = *report_of(view, measure, whole);
      const ReportSection* life = section_of(report, "Life");
      std::size_t known = 0;
      for (const Segment& segment : view.history(measure)) known += segment.answer.status != Status::None ? 1 : 0;
      EXPECT_EQ(life != nullptr, known > 0) << measure;
      if (life == nullptr) continue;
      EXPECT_LE(life->rows.size(), known) << measure;
      for (std::size_t i = 1; i < life->rows.size(); ++i) {
        EXPECT_NE(life->rows[i].items.front().text, life->rows[i - 1].items.front().text) << measure;
      }
      expect_notes_resolve(report);
    }
  }
}

TEST(Report, OfAMeasureTellsRatesSuspensionsAndWhy) {
  const Report report = *report_of(chronology().hindsight(), "us-reciprocal-tariff-china", whole);
  const ReportSection* life = section_of(report, "Life");
  ASSERT_NE(life, nullptr);
  std::vector<std::string> told;
  for (const ReportRow& row : life->rows) told.push_back(row.cells[0] + ": " + row.items.front().text);
  EXPECT_THAT(
      told,
      ElementsAre("2025-04-02 until 2025-04-05: scheduled",
                  "2025-04-05 until 2025-04-09: in force at 10 %, undone since by a ruling",
                  "2025-04-09: in force at 84 %, undone since by a ruling",
                  "2025-04-10 until 2025-05-14: in force at 125 %, undone since by a ruling",
                  "2025-05-14 until 2026-02-20: in force at 10 % (24 % suspended), undone since by a ruling",
                  "2026-02-20 until 2026-02-24: in force at 10 % (24 % suspended)", "2026-02-24 on: ended (revoked)"));
  EXPECT_NE(section_of(report, "Why"), nullptr);
  EXPECT_NE(section_of(report, "What it reaches"), nullptr);
  EXPECT_NE(section_of(report, "Open and contested"), nullptr);
}

TEST(Report, OfAMeasureOfWhichNothingIsKnownSaysSo) {
  const Report report = *report_of(articles().as_known_on(day("2020-01-01")), "us-fentanyl-tariff");
  EXPECT_EQ(glance_of(report, "Life"), "nothing is known of it");
  EXPECT_THAT(report.notes, IsEmpty());
}

// ---- a scenario -------------------------------------------------------------------------------------------------------

TEST(Report, OfAScenarioTellsWhereTheViewsDiffer) {
  for (const Timeline* timeline : {&articles(), &chronology()}) {
    for (const Scenario& scenario : timeline->dataset().scenarios) {
      const Report report = *report_what_if(*timeline, scenario.name, std::nullopt, whole);
      const Timeline with = *timeline->apply(scenario.name);
      std::vector<std::string> expected = measures_of(compare(timeline->hindsight(), with.hindsight()));
      EXPECT_EQ(measures_in(report, "What differs"), sorted(expected)) << scenario.name;
      expect_notes_resolve(report);
    }
  }
}

TEST(Report, OfAScenarioTellsWhatItDoesToDuties) {
  const Report report = *report_what_if(chronology(), "truce-lapses");
  EXPECT_EQ(glance_of(report, "Duties"), "Duty into CN from US, 2026-11-10 until 2027-01-10: 34 % instead of 10 %");
  const Report none = *report_what_if(articles(), "trump-concedes", day("2025-10-24"));
  EXPECT_EQ(glance_of(none, "Duties"), "the totals on goods in general stay as they are");
}

// ---- the page ---------------------------------------------------------------------------------------------------------

TEST(Report, FitsOnItsPageAndCountsWhatIsLeftOut) {
  for (const int lines : {40, 60, 80}) {
    const ReportOptions options{.lines = lines};
    const auto limit = static_cast<std::size_t>(lines);
    for (const char* on : {"2018-07-06", "2025-04-10", "2025-10-30", "2026-08-15"}) {
      expect_page(*report_on(chronology().hindsight(), day(on), options), limit);
      expect_page(*report_on(articles().hindsight(), day(on), options), limit);
    }
    expect_page(*report_over(chronology().hindsight(), *parse_period("2017-01-01/.."), options), limit);
    expect_page(*report_of(chronology().hindsight(), "us-reciprocal-tariff-china", options), limit);
    expect_page(*report_what_if(chronology(), "truce-lapses", std::nullopt, options), limit);
  }
  const View view = chronology().hindsight();
  const Report report = *report_on(view, day("2026-08-15"));
  std::size_t told = 0;
  std::size_t more = 0;
  const ReportSection* in_force = section_of(report, "In force");
  ASSERT_NE(in_force, nullptr);
  for (const ReportRow& row : in_force->rows) {
    told += row.items.size();
    more += row.more;
  }
  EXPECT_GT(more, 0U);
  EXPECT_LT(told + more, view.count_in_force(day("2026-08-15")) + 1);
  EXPECT_THAT(to_text(report), HasSubstr("and " + std::to_string(in_force->more) + " more"));
  EXPECT_EQ(in_force->rows.size() + in_force->more,
            section_of(*report_on(view, day("2026-08-15"), whole), "In force")->rows.size());
}

TEST(Report, EscapesWhatMarkdownAndTerminalsTakeForMore) {
  Dataset dataset;
  dataset.name = "odd";
  Source source;
  source.id = "s";
  source.outlet = "A|B <i>";
  source.title = "[x](y)\nz";
  source.address = "https://example.org/a|b";
  source.published = FuzzyDate::day(day("2025-01-01"));
  Measure measure;
  measure.id = "us-odd";
  measure.kind = MeasureKind::Tariff;
  measure.imposed_by = {Jurisdiction('U', 'S')};
  measure.target = {Jurisdiction('C', 'N')};
  measure.title = "*Odd* | `title` of \x1b[31m" + std::string(5000, 'x');
  Claim claim;
  claim.id = "c";
  claim.source = "s";
  claim.measure = "us-odd";
  claim.standing = Standing::Announced;
  claim.action.said = Said::Imposed;
  claim.action.from = FuzzyDate::day(day("2025-02-01"));
  claim.action.rate = *parse_percent("12.5");
  dataset.sources = {source};
  dataset.measures = {measure};
  dataset.claims = {claim};
  const Report report = *report_on(compiled(dataset).hindsight(), day("2025-03-01"));
  expect_page(report, 80);
  const std::string markdown = to_markdown(report);
  EXPECT_THAT(markdown, HasSubstr("\\*Odd\\* \\| \\`title\\`"));
  EXPECT_THAT(markdown, HasSubstr("A\\|B \\<i\\>"));
  EXPECT_THAT(markdown, HasSubstr("\\[x\\](y) z"));
  EXPECT_THAT(to_text(report), Not(HasSubstr("\x1b")));
  EXPECT_THAT(markdown, Not(HasSubstr("\x1b")));
}

TEST(Report, RefusesWhatIsNotThere) {
  const View empty = compiled({}).hindsight();
  EXPECT_THAT(message_of(report_on(empty, day("2025-01-01")).status()), HasSubstr("[TL-721]"));
  EXPECT_THAT(message_of(report_over(empty, Period::since(day("2025-01-01"))).status()), HasSubstr("[TL-721]"));
  EXPECT_THAT(message_of(report_of(empty, "x").status()), HasSubstr("[TL-721]"));
  EXPECT_THAT(message_of(report_of(articles().hindsight(), "no-such").status()), HasSubstr("[TL-722]"));
  EXPECT_THAT(message_of(report_what_if(articles(), "no-such").status()), HasSubstr("[TL-401]"));
}

}  // namespace
}  // namespace v0
}  // namespace truceline
