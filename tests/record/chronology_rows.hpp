#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The tables from which the dataset "chronology" was made, where they are at hand: rows by column.
namespace truceline::chronology_rows {

using Row = std::map<std::string, std::string, std::less<>>;

inline std::filesystem::path table(std::string_view name) {
  return std::filesystem::path(TRUCELINE_SHARED_DIR) / "chronology" / name;
}
inline bool at_hand() { return std::filesystem::exists(table("actions.csv")); }

/// RFC 4180, of which these tables use quoted fields without line breaks.
inline std::vector<Row> rows(std::string_view name) {
  std::ifstream in(table(name), std::ios::binary);
  std::vector<std::string> columns;
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
        cells.back() += line[++i];
      } else if (line[i] == '"') {
        quoted = !quoted;
      } else if (line[i] == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += line[i];
      }
    }
    if (columns.empty()) {
      columns = std::move(cells);
      continue;
    }
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) row[columns[i]] = cells[i];
  }
  return rows;
}

/// How a row is told in messages and in tables of exceptions: "measure action announced effective".
inline std::string name_of(const Row& row) {
  return row.at("measure_id") + ' ' + row.at("action") + ' ' + row.at("announced_date") + ' ' +
         row.at("effective_date");
}

}  // namespace truceline::chronology_rows
