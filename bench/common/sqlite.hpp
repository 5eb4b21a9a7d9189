#pragma once

/// @file
/// SQLite, in memory. What fails ends the program: a benchmark has nothing to fall back on.

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <string>

#include <sqlite3.h>

namespace truceline::bench {

class Sqlite {
 public:
  class Statement {
   public:
    /// Sets all parameters anew.
    void bind(std::initializer_list<std::int64_t> values) {
      sqlite3_reset(statement_.get());
      int at = 0;
      for (const std::int64_t value : values) sqlite3_bind_int64(statement_.get(), ++at, value);
    }
    /// True while there is another row.
    bool step() { return sqlite3_step(statement_.get()) == SQLITE_ROW; }
    [[nodiscard]] std::int64_t number(int column) { return sqlite3_column_int64(statement_.get(), column); }

   private:
    friend class Sqlite;
    explicit Statement(sqlite3_stmt* statement) : statement_(statement, sqlite3_finalize) {}
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_;
  };

  Sqlite() : database_(nullptr, sqlite3_close) {
    sqlite3* database = nullptr;
    const int result = sqlite3_open(":memory:", &database);
    database_.reset(database);
    check(result);
  }
  void run(const std::string& sql) { check(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr)); }
  [[nodiscard]] Statement prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr));
    return Statement(statement);
  }

 private:
  void check(int result) {
    if (result == SQLITE_OK) return;
    std::cerr << "SQLite: " << sqlite3_errmsg(database_.get()) << '\n';
    std::exit(2);
  }
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_;
};

}  // namespace truceline::bench
