// Tables and the forms in which they are written.

#include <truceline/write/tables.hpp>

#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/build.hpp"
#include "timeline/compiled.hpp"
#include "write/database.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using oracle::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<Table>& tables_of_chronology() {
  static const std::vector<Table> tables = *tables_of(chronology(), {.on = day("2025-11-01")});
  return tables;
}

const Table& table_called(const std::vector<Table>& tables, const std::string& name) {
  for (const Table& table : tables) {
    if (table.name == name) return table;
  }
  ADD_FAILURE() << "no table " << name;
  return tables.front();
}

/// A cell by its column's name.
const Cell& cell_of(const Table& table, const std::vector<Cell>& row, const std::string& column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == column) return row.at(i);
  }
  ADD_FAILURE() << "no column " << column;
  return row.front();
}

std::string plain(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *number);
  if (const auto* date = std::get_if<Date>(&cell)) return to_string(*date);
  if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? "true" : "false";
  return {};
}

Table awkward() {
  return {.name = "awkward",
          .meaning = "What is hard to write.",
          .columns = {{"id", CellType::Integer, "a number"},
                      {"said", CellType::Text, "a text"},
                      {"heard", CellType::Day, "a day"},
                      {"true_to_life", CellType::Flag, "yes or no"}},
          .key = {"id"},
          .rows = {{std::int64_t{1}, std::string("plain"), day("2025-11-10"), true},
                   {std::int64_t{2}, std::string("a, b"), day("1400-01-01"), false},
                   {std::int64_t{3}, std::string("\"quoted\", it's said"), {}, true},
                   {std::int64_t{4}, std::string("two\r\nlines"), day("9999-12-31"), {}},
                   {std::int64_t{-5}, std::string("关税 — ';--"), {}, {}},
                   {std::int64_t{6}, std::string(), {}, {}},
                   {std::int64_t{7}, {}, {}, {}}}};
}

// ---- CSV, by the letter of RFC 4180 -----------------------------------------------------------------------------------

/// Rows of cells, and whether each stood in quotes.
std::vector<std::vector<std::pair<std::string, bool>>> read_csv(const std::string& text) {
  std::vector<std::vector<std::pair<std::string, bool>>> rows;
  std::size_t at = 0;
  while (at < text.size()) {
    auto& row = rows.emplace_back();
    for (bool more = true; more;) {
      std::string cell;
      const bool quoted = text[at] == '"';
      if (quoted) {
        for (++at; text.at(at) != '"' || text.at(at + 1) == '"'; ++at) {
          if (text[at] == '"') ++at;
          cell += text[at];
        }
        ++at;
      } else {
        while (text.at(at) != ',' && text.at(at) != '\r') cell += text[at++];
      }
      row.emplace_back(cell, quoted);
      more = text.at(at) == ',';
      if (more) {
        ++at;
      } else {
        EXPECT_EQ(text.substr(at, 2), "\r\n");
        at += 2;
      }
    }
  }
  return rows;
}

// ---- forms ----------------------------------------------------------------------------------------------------------------

TEST(Csv, ReadsBackCellByCell) {
  const Table odd = awkward();
  std::vector<const Table*> tables{&odd};
  for (const Table& table : tables_of_chronology()) tables.push_back(&table);
  for (const Table* table : tables) {
    const auto rows = read_csv(to_csv(*table));
    ASSERT_EQ(rows.size(), table->rows.size() + 1) << table->name;
    for (std::size_t i = 0; i < table->columns.size(); ++i) EXPECT_EQ(rows[0].at(i).first, table->columns[i].name);
    for (std::size_t y = 0; y < table->rows.size(); ++y) {
      ASSERT_EQ(rows[y + 1].size(), table->columns.size());
      for (std::size_t x = 0; x < table->columns.size(); ++x) {
        EXPECT_EQ(rows[y + 1][x].first, plain(table->rows[y][x])) << table->name;
      }
    }
  }
}

TEST(Csv, TellsAnEmptyTextFromNone) {
  const std::string text = to_csv(awkward());
  EXPECT_THAT(text, HasSubstr("\r\n6,\"\",,\r\n7,,,\r\n"));
}

TEST(Sql, AScriptAndADatabaseHoldTheSame) {
  std::vector<Table> tables = tables_of_chronology();
  tables.push_back(awkward());
  Database by_script;
  by_script.run(to_sql(tables));
  const Result<std::string> bytes = to_sqlite(tables);
  ASSERT_TRUE(bytes.ok()) << message_of(bytes.status());
  Database by_bytes(*bytes);
  for (const Table& table : tables) {
    const auto rows = by_bytes.rows("SELECT * FROM " + table.name);
    EXPECT_EQ(by_script.rows("SELECT * FROM " + table.name), rows) << table.name;
    ASSERT_EQ(rows.size(), table.rows.size()) << table.name;
    for (std::size_t y = 0; y < rows.size(); ++y) {
      for (std::size_t x = 0; x < table.columns.size(); ++x) {
        const Cell& cell = table.rows[y][x];
        const bool* const flag = std::get_if<bool>(&cell);
        const std::string expected = std::holds_alternative<std::monostate>(cell) ? "NULL"
                                     : flag != nullptr                            ? (*flag ? "1" : "0")
                                                                                  : plain(cell);
        ASSERT_EQ(rows[y][x], expected) << table.name << '.' << table.columns[x].name;
      }
    }
  }
  EXPECT_EQ(by_bytes.rows("PRAGMA integrity_check").front().front(), "ok");
}

TEST(Sql, TheSameTablesGiveTheSameBytes) {
  EXPECT_EQ(to_sql(tables_of_chronology()), to_sql(tables_of_chronology()));
  EXPECT_EQ(*to_sqlite(tables_of_chronology()), *to_sqlite(tables_of_chronology()));
}

TEST(Sql, ANulBecomesASignThatEnginesTake) {
  Table table = awkward();
  table.rows = {{std::int64_t{1}, std::string("a\0b", 3), {}, {}}};
  EXPECT_THAT(to_sql({&table, 1}), HasSubstr("'a\xEF\xBF\xBD"
                                             "b'"));
  EXPECT_EQ(Database(*to_sqlite({&table, 1})).rows("SELECT said FROM awkward").front().front(),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(Sql, TwoTablesOfOneNameAreRefused) {
  const std::vector<Table> twice{awkward(), awkward()};
  const Result<std::string> bytes = to_sqlite(twice);
  ASSERT_FALSE(bytes.ok());
  EXPECT_EQ(diagnostics(bytes.status()).front().id, "TL-702");
  EXPECT_THAT(message_of(bytes.status()), HasSubstr("awkward"));
}

TEST(Sql, NoTablesAreAnEmptyDatabase) {
  EXPECT_THAT(Database(*to_sqlite({})).rows("SELECT * FROM sqlite_master"), IsEmpty());
  Database().run(to_sql({}));
}

// ---- what the tables hold -------------------------------------------------------------------------------------------------

TEST(Tables, EveryRowFitsItsColumnsAndEveryKeyIsOne) {
  for (const Timeline* timeline : {&articles(), &chronology()}) {
    const auto tables = *tables_of(*timeline, {.on = day("2025-11-01"), .known = day("2025-10-28")});
    for (const Table& table : tables) {
      std::set<std::string> keys;
      std::set<std::string> names;
      for (const Column& column : table.columns) {
        EXPECT_TRUE(names.insert(column.name).second) << table.name << '.' << column.name;
        EXPECT_FALSE(column.meaning.empty());
      }
      for (const auto& row : table.rows) {
        ASSERT_EQ(row.size(), table.columns.size()) << table.name;
        for (std::size_t i = 0; i < row.size(); ++i) {
          const std::size_t types[] = {1, 2, 3, 4};  // of CellType, among the alternatives of Cell
          if (row[i].index() != 0) {
            EXPECT_EQ(row[i].index(), types[static_cast<int>(table.columns[i].type)])
                << table.name << '.' << table.columns[i].name;
          }
        }
        std::string key;
        for (const std::string& name : table.key) key += plain(cell_of(table, row, name)) + "|";
        if (!table.key.empty()) {
          EXPECT_TRUE(keys.insert(key).second) << table.name << ": " << key;
        }
      }
    }
  }
}

TEST(Tables, FindingsAreThoseOfTheView) {
  const Date on = day("2025-11-15");
  for (const std::optional<Date> known : {std::optional<Date>(), std::optional(day("2025-10-24"))}) {
    const auto tables = *tables_of(articles(), {.on = on, .known = known});
    const Table& findings = table_called(tables, "findings");
    const View view = known ? articles().as_known_on(*known) : articles().hindsight();
    ASSERT_EQ(findings.rows.size(), view.measures().size());
    for (const auto& row : findings.rows) {
      const auto text = [&](const char* column) { return plain(cell_of(findings, row, column)); };
      const Finding finding = *view.state(text("measure"), on);
      EXPECT_EQ(text("status"), word(finding.status));
      EXPECT_EQ(text("certainty"), word(finding.certainty));
      EXPECT_EQ(text("rate_ppm"), finding.rate ? fmt::format("{}", finding.rate->ppm()) : "");
      EXPECT_EQ(text("suspended_ppm"), finding.suspended_rate ? fmt::format("{}", finding.suspended_rate->ppm()) : "");
      EXPECT_EQ(text("until"), finding.until ? to_string(*finding.until) : "");
      EXPECT_EQ(text("next_status"), finding.next ? std::string(word(finding.next->status)) : "");
      EXPECT_EQ(text("because"), fmt::format("{}", fmt::join(finding.because, " ")));
      EXPECT_EQ(text("projected"), finding.projected ? "true" : "false");
      EXPECT_EQ(text("known_day"), known ? to_string(*known) : "");
    }
  }
}

TEST(Tables, SegmentsAnswerForEveryDayAndKnownDayOnce) {
  const Table& segments = table_called(tables_of_chronology(), "segments");
  struct Row {
    Date from, known_from;
    std::optional<Date> to, known_to;
    std::string status, rate;
  };
  std::map<std::string, std::vector<Row>> rows;
  for (const auto& row : segments.rows) {
    const auto end = [&](const char* column) {
      const Date* const date = std::get_if<Date>(&cell_of(segments, row, column));
      return date == nullptr ? std::nullopt : std::optional(*date);
    };
    rows[plain(cell_of(segments, row, "measure"))].push_back({*end("valid_from"), *end("known_from"), end("valid_to"),
                                                              end("known_to"), plain(cell_of(segments, row, "status")),
                                                              plain(cell_of(segments, row, "rate_ppm"))});
  }
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    const Date known = day("2018-01-01") + static_cast<int>(random() % 3300);
    const View view = chronology().as_known_on(known);
    for (const auto& [measure, answers] : rows) {
      const Date on = day("2018-01-01") + static_cast<int>(random() % 3600);
      std::vector<std::string> met;
      for (const Row& row : answers) {
        if (row.from <= on && (!row.to || on < *row.to) && row.known_from <= known &&
            (!row.known_to || known < *row.known_to))
          met.push_back(row.status + " " + row.rate);
      }
      const Finding finding = *view.state(measure, on);
      EXPECT_THAT(met, ElementsAre(std::string(word(finding.status)) + " " +
                                   (finding.rate ? fmt::format("{}", finding.rate->ppm()) : "")))
          << measure << " on " << to_string(on) << " as known on " << to_string(known);
    }
  }
}

TEST(Tables, ClaimsTellFromWhenTheyAreKnown) {
  const auto tables = *tables_of(articles(), {.on = Date()});
  const Table& claims = table_called(tables, "claims");
  std::map<std::string, Date> learned;
  for (const Learned& one : articles().learned(Period::since(Date::min()))) learned.emplace(one.claim, one.known);
  ASSERT_EQ(claims.rows.size(), articles().dataset().claims.size());
  std::size_t told = 0;
  for (const auto& row : claims.rows) {
    const auto known = learned.find(plain(cell_of(claims, row, "id")));
    EXPECT_EQ(plain(cell_of(claims, row, "known_from")), known == learned.end() ? "" : to_string(known->second));
    told += known == learned.end() ? 0 : 1;
  }
  EXPECT_EQ(told, learned.size());
}

TEST(Tables, ActionsAndConflictsAreThoseOfTheKnownDay) {
  const auto early = *tables_of(chronology(), {.on = Date(), .known = day("2019-01-01")});
  const auto late = tables_of_chronology();
  EXPECT_EQ(table_called(early, "actions").rows.size(), reconcile(chronology().dataset(), day("2019-01-01"))->size());
  EXPECT_EQ(table_called(late, "actions").rows.size(), reconcile(chronology().dataset())->size());
  EXPECT_LT(table_called(early, "actions").rows.size(), table_called(late, "actions").rows.size());
  EXPECT_EQ(table_called(late, "conflicts").rows.size(), chronology().hindsight().conflicts().size());
  EXPECT_EQ(table_called(early, "conflicts").rows.size(),
            chronology().as_known_on(day("2019-01-01")).conflicts().size());
}

TEST(Tables, AnEmptyTimelineHasTablesWithoutRows) {
  const auto tables = *tables_of(compiled({}), {.on = Date()});
  EXPECT_FALSE(tables.empty());
  for (const Table& table : tables) EXPECT_THAT(table.rows, IsEmpty()) << table.name;
}

/// "| `id` | TEXT | the measure |" under "### measures", in the order of the columns.
TEST(Tables, AreDescribedAsTheyAre) {
  std::ifstream page(TRUCELINE_SOURCE_DIR "/docs/tables.md");
  std::map<std::string, std::vector<std::string>> told;
  std::string table;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("### ")) table = line.substr(5, line.size() - 6);  // "### `measures`"
    if (line.starts_with("| `") && !table.empty()) told[table].push_back(line);
    if (line.starts_with("## ")) table.clear();
  }
  constexpr const char* types[] = {"TEXT", "BIGINT", "DATE", "BOOLEAN"};
  for (const Table& one : tables_of_chronology()) {
    std::vector<std::string> expected;
    for (const Column& column : one.columns) {
      expected.push_back(
          fmt::format("| `{}` | {} | {} |", column.name, types[static_cast<int>(column.type)], column.meaning));
    }
    EXPECT_EQ(told[one.name], expected) << one.name;
  }
  EXPECT_EQ(told.size(), tables_of_chronology().size());
}

/// The question that docs/tables.md asks in SQL.
TEST(Tables, AnswerThePagesQuestionAsTheViewDoes) {
  std::stringstream page;
  page << std::ifstream(TRUCELINE_SOURCE_DIR "/docs/tables.md").rdbuf();
  const std::string text = page.str();
  const std::size_t begin = text.find("```sql\n") + 7;
  const std::string question = text.substr(begin, text.find("```", begin) - begin);
  ASSERT_THAT(question, HasSubstr("'2025-11-01'"));
  ASSERT_THAT(question, HasSubstr("'2025-10-24'"));

  Database database(*to_sqlite(tables_of_chronology()));
  std::set<std::pair<std::string, std::string>> answered;
  for (const auto& row : database.rows(question)) answered.emplace(row.at(0), row.at(1));
  std::set<std::pair<std::string, std::string>> expected;
  for (const Finding& finding : chronology().as_known_on(day("2025-10-24")).in_force(day("2025-11-01")))
    expected.emplace(finding.measure, finding.rate ? fmt::format("{}", finding.rate->ppm()) : "NULL");
  EXPECT_GT(expected.size(), 20U);
  EXPECT_EQ(answered, expected);
}

}  // namespace
}  // namespace v0
}  // namespace truceline
