#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace truceline {
inline namespace v0 {

/// An SQLite database in memory, as a reader would open it.
class Database {
 public:
  Database() { EXPECT_EQ(sqlite3_open(":memory:", &handle_), SQLITE_OK); }
  explicit Database(const std::string& bytes) : Database() {
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), copy);
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    EXPECT_EQ(sqlite3_deserialize(handle_, "main", copy, size, size,
                                  SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE),
              SQLITE_OK);
  }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle_);
  }
  /// Rows of texts; "NULL" where there is no value.
  std::vector<std::vector<std::string>> rows(const std::string& sql) {
    std::vector<std::vector<std::string>> result;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(handle_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      auto& row = result.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        row.emplace_back(text == nullptr ? "NULL" : text);
      }
    }
    EXPECT_EQ(sqlite3_finalize(statement), SQLITE_OK) << sqlite3_errmsg(handle_);
    return result;
  }
  /// Fills a table with rows of cells without quotes, as "1,US,,2025-11-10"; an empty cell is none.
  void load(const std::string& table, const std::string& text) {
    const auto columns = static_cast<int>(rows("SELECT * FROM pragma_table_info('" + table + "')").size());
    std::string places = "?";
    for (int i = 1; i < columns; ++i) places += ",?";
    sqlite3_stmt* statement = nullptr;
    const std::string insert = "INSERT INTO " + table + " VALUES (" + places + ")";
    ASSERT_EQ(sqlite3_prepare_v2(handle_, insert.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_);
    run("BEGIN");
    int place = 1;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find_first_of(",\n", at);
      if (end == at) {
        sqlite3_bind_null(statement, place);
      } else {
        sqlite3_bind_text(statement, place, text.data() + at, static_cast<int>(end - at), SQLITE_STATIC);
      }
      ++place;
      if (text[end] == '\n') {
        ASSERT_EQ(place, columns + 1);
        ASSERT_EQ(sqlite3_step(statement), SQLITE_DONE) << sqlite3_errmsg(handle_);
        sqlite3_reset(statement);
        place = 1;
      }
      at = end + 1;
    }
    sqlite3_finalize(statement);
    run("COMMIT");
  }
  /// The answer as lines of cells, without quotes; none is an empty cell.
  std::string csv(const std::string& sql) {
    std::string text;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(handle_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* cell = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        if (i > 0) text += ',';
        if (cell != nullptr) text += cell;
      }
      text += '\n';
    }
    EXPECT_EQ(sqlite3_finalize(statement), SQLITE_OK) << sqlite3_errmsg(handle_);
    return text;
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace v0
}  // namespace truceline
