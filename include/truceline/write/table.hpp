#pragma once

/// @file
/// Tables for other tools: plain values, and the forms in which they are written.

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/write/export.hpp>

namespace truceline {
inline namespace v0 {

/// What a column holds: TEXT, BIGINT, DATE and BOOLEAN in SQL.
enum class CellType : std::uint8_t { Text, Integer, Day, Flag };

/// A value of its column's type; monostate where there is none, which is neither zero nor an empty text.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Date, bool>;

struct Column {
  std::string name;  ///< lower case, no word that SQL keeps for itself
  CellType type = CellType::Text;
  std::string meaning;  ///< in plain English, with the unit
};

/// A table as a plain value.
struct Table {
  std::string name;
  std::string meaning;
  std::vector<Column> columns;
  std::vector<std::string> key;  ///< columns that tell its rows apart, and are never empty; none: there is no such
  std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
};

/// CSV (RFC 4180) with a line of names: CRLF, quotes where they are needed, days as 2025-11-10, "true" and "false", and
/// nothing where there is no value; an empty text is "".
[[nodiscard]] TRUCELINE_WRITE_EXPORT std::string to_csv(const Table& table);

/// One SQL script that makes and fills the tables, all or nothing; as it stands for SQLite, PostgreSQL and DuckDB. A NUL,
/// which those take in no text, becomes U+FFFD.
[[nodiscard]] TRUCELINE_WRITE_EXPORT std::string to_sql(std::span<const Table> tables);

/// The bytes of an SQLite database that holds the tables. Errors: TL-701 the library was built without SQLite, TL-702
/// SQLite refuses.
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<std::string> to_sqlite(std::span<const Table> tables);

}  // namespace v0
}  // namespace truceline
