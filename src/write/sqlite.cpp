#include <memory>

#include <fmt/format.h>

#include <truceline/write/table.hpp>
#include "calendar/fault.hpp"
#include "write/sql_text.hpp"

#ifdef TRUCELINE_WITH_SQLITE
#include <sqlite3.h>
#endif

namespace truceline {
inline namespace v0 {

#ifdef TRUCELINE_WITH_SQLITE
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

absl::Status refused(sqlite3* database) {
  return fault({.id = "TL-702",
                .message = fmt::format("SQLite refuses a table: {}",
                                       database == nullptr ? "out of memory" : sqlite3_errmsg(database)),
                .fix = "give each table another name, and each column of one another name; see that memory is left"});
}

/// Puts a cell in the place of a parameter; the cell must stay until the statement has run.
struct Bind {
  sqlite3_stmt* statement;
  int place;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
  int operator()(const std::string& text) const { return text_value(without_nul(text)); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, place, number); }
  int operator()(Date day) const { return text_value(to_string(day)); }
  int operator()(bool flag) const { return sqlite3_bind_int64(statement, place, flag ? 1 : 0); }
  int text_value(const std::string& text) const {
    return sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
};

bool fill(sqlite3* database, const Table& table) {
  if (sqlite3_exec(database, sql_definition(table).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return false;
  std::string places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ",?";
  const std::string insert = fmt::format("INSERT INTO {} VALUES ({})", table.name, places);
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database, insert.c_str(), -1, &prepared, nullptr) != SQLITE_OK) return false;
  const Statement statement(prepared);
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (std::visit(Bind{prepared, static_cast<int>(i) + 1}, row[i]) != SQLITE_OK) return false;
    }
    if (sqlite3_step(prepared) != SQLITE_DONE || sqlite3_reset(prepared) != SQLITE_OK) return false;
  }
  return true;
}

}  // namespace

Result<std::string> to_sqlite(std::span<const Table> tables) {
  sqlite3* opened = nullptr;
  const int error = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const Database database(opened);
  if (error != SQLITE_OK) return refused(opened);
  if (sqlite3_exec(opened, "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK) return refused(opened);
  for (const Table& table : tables) {
    if (!fill(opened, table)) return refused(opened);
  }
  if (sqlite3_exec(opened, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) return refused(opened);
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, Close> bytes(sqlite3_serialize(opened, "main", &size, 0));
  if (bytes == nullptr && size > 0) return refused(nullptr);
  return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
}

#else

Result<std::string> to_sqlite(std::span<const Table>) {
  return fault({.id = "TL-701",
                .message = "this library was built without SQLite",
                .fix = "build it where libsqlite3-dev is installed, or export SQL, which sqlite3 reads"},
               absl::StatusCode::kUnimplemented);
}

#endif

}  // namespace v0
}  // namespace truceline
