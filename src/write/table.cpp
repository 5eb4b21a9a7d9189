#include <truceline/write/table.hpp>

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "write/sql_text.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// A cell as text, without quotes.
struct Plain {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
  std::string operator()(Date day) const { return to_string(day); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
};

std::string doubled(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result + quote;
}

std::string csv_cell(const Cell& cell) {
  const std::string text = std::visit(Plain(), cell);
  const bool none = std::holds_alternative<std::monostate>(cell);
  const bool bare = text.find_first_of(",\"\r\n") == std::string::npos && (none || !text.empty());
  return bare ? text : doubled(text, '"');
}

std::string sql_literal(const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return "NULL";
  if (const auto* text = std::get_if<std::string>(&cell)) return doubled(without_nul(*text), '\'');
  const std::string text = std::visit(Plain(), cell);
  return std::holds_alternative<Date>(cell) ? doubled(text, '\'') : text;
}

std::string_view sql_type(CellType type) {
  switch (type) {
    case CellType::Integer:
      return "BIGINT";
    case CellType::Day:
      return "DATE";
    case CellType::Flag:
      return "BOOLEAN";
    case CellType::Text:
      break;
  }
  return "TEXT";
}

constexpr std::size_t rows_a_statement = 200;

}  // namespace

std::string to_csv(const Table& table) {
  std::string text;
  const auto add_row = [&text](const auto& cells, const auto& text_of) {
    const char* separator = "";
    for (const auto& cell : cells) {
      text += separator;
      text += text_of(cell);
      separator = ",";
    }
    text += "\r\n";
  };
  add_row(table.columns, [](const Column& column) { return csv_cell(column.name); });
  for (const auto& row : table.rows) add_row(row, csv_cell);
  return text;
}

std::string without_nul(const std::string& text) {
  if (text.find('\0') == std::string::npos) return text;
  std::string result;
  for (const char c : text) {
    if (c == '\0') {
      result += "\xEF\xBF\xBD";
    } else {
      result += c;
    }
  }
  return result;
}

std::string sql_definition(const Table& table) {
  std::string text = fmt::format("CREATE TABLE {} (", table.name);
  const char* separator = "\n";
  for (const Column& column : table.columns) {
    text += fmt::format("{}  {} {}", separator, column.name, sql_type(column.type));
    separator = ",\n";
  }
  if (!table.key.empty()) text += fmt::format(",\n  PRIMARY KEY ({})", fmt::join(table.key, ", "));
  return text + "\n);\n";
}

std::string to_sql(std::span<const Table> tables) {
  std::string text = "BEGIN;\n";
  for (const Table& table : tables) {
    text += fmt::format("\n-- {}\n{}", table.meaning, sql_definition(table));
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      text += i % rows_a_statement == 0 ? fmt::format("INSERT INTO {} VALUES\n(", table.name) : "(";
      const char* separator = "";
      for (const Cell& cell : table.rows[i]) {
        text += separator;
        text += sql_literal(cell);
        separator = ",";
      }
      text += i + 1 == table.rows.size() || (i + 1) % rows_a_statement == 0 ? ");\n" : "),\n";
    }
  }
  return text + "\nCOMMIT;\n";
}

}  // namespace v0
}  // namespace truceline
