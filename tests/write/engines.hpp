#pragma once

/// @file
/// Asks databases, to compare what they say with what the library says.
///
/// What goes to an engine is a folder: tables.sql, the tables as to_sql() writes them; questions.sql, the script for that
/// engine from data/sql; load/NAME.csv, rows for the tables that it made; ask/NAME.sql, questions, each a SELECT. What it
/// answers comes as answers/NAME.csv. SQLite is asked in this program, the others by a script in engines/, where they are
/// installed.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <truceline/write/tables.hpp>

#include "write/database.hpp"

namespace truceline {
inline namespace v0 {

struct Engine {
  std::string name;
  std::string command;  ///< empty: within this program
  friend std::ostream& operator<<(std::ostream& out, const Engine& engine) { return out << engine.name; }
};

inline std::vector<Engine> engines() {
  std::vector<Engine> all{{"sqlite", ""}};
#ifdef TRUCELINE_POSTGRESQL
  all.push_back({"postgresql", TRUCELINE_POSTGRESQL});
#endif
#ifdef TRUCELINE_DUCKDB
  all.push_back({"duckdb", TRUCELINE_DUCKDB});
#endif
  return all;
}

/// By name, a text without quotes: rows for a table, or a question and then its answer.
using Texts = std::map<std::string, std::string>;

class Engines : public ::testing::TestWithParam<Engine> {
 protected:
  /// The answers to the questions.
  Texts ask(const std::vector<Table>& tables, const Texts& load, const Texts& questions) {
    const std::string script = text_of(TRUCELINE_SOURCE_DIR "/data/sql/" + GetParam().name + ".sql");
    return GetParam().command.empty() ? ask_sqlite(tables, script, load, questions)
                                      : ask_outside(tables, script, load, questions);
  }

 private:
  static std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }

  static Texts ask_sqlite(const std::vector<Table>& tables, const std::string& script, const Texts& load,
                          const Texts& questions) {
    Database database(*to_sqlite(tables));
    database.run(script);
    for (const auto& [table, rows] : load) database.load(table, rows);
    database.run("ANALYZE");
    Texts answers;
    for (const auto& [name, question] : questions) answers[name] = database.csv(question);
    return answers;
  }

  static Texts ask_outside(const std::vector<Table>& tables, const std::string& script, const Texts& load,
                           const Texts& questions) {
    namespace fs = std::filesystem;
    std::string name = ::testing::TempDir() + "truceline-XXXXXX";
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    const fs::path folder = name;
    for (const char* const part : {"load", "ask", "answers"}) fs::create_directory(folder / part);
    const auto write = [](const fs::path& file, const std::string& text) {
      std::ofstream(file, std::ios::binary) << text;
    };
    write(folder / "tables.sql", to_sql(tables));
    write(folder / "questions.sql", script);
    for (const auto& [table, rows] : load) write(folder / "load" / (table + ".csv"), rows);
    for (const auto& [question, text] : questions) write(folder / "ask" / (question + ".sql"), text);
    EXPECT_EQ(std::system((GetParam().command + " '" + name + "'").c_str()), 0);
    Texts answers;
    for (const auto& [question, text] : questions)
      answers[question] = text_of(folder / "answers" / (question + ".csv"));
    fs::remove_all(folder);
    return answers;
  }
};

/// The first line in which two texts differ, and how many lines there are; "equal" where none does. Long texts are
/// compared so, since a failed EXPECT_EQ would print all of them.
inline std::string first_difference(const std::string& left, const std::string& right) {
  if (left == right) return "equal";
  std::istringstream a(left), b(right);
  std::string x, y;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(a, x));
    const bool more_b = static_cast<bool>(std::getline(b, y));
    if (more_a && more_b && x == y) continue;
    return fmt::format("line {}: \"{}\" and \"{}\"", line, more_a ? x : "(end)", more_b ? y : "(end)");
  }
}

}  // namespace v0
}  // namespace truceline
