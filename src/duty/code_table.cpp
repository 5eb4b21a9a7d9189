#include "duty/code_table.hpp"

#include <algorithm>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::size_t> CodeTable::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

CodeTable read_codes(std::string_view csv, std::string_view source, const std::vector<std::string_view>& allowed,
                     std::vector<Diagnostic>& faults) {
  CodeTable table;
  const auto tell = [&](std::string id, int line, int column, std::string message, std::string fix) {
    faults.push_back({.id = std::move(id),
                      .source = std::string(source),
                      .line = line,
                      .column = column,
                      .message = std::move(message),
                      .fix = std::move(fix)});
  };
  CsvReader reader(csv);
  const auto header = reader.next();
  if (!header) {
    tell("TL-521", 1, 1, "an empty file", "begin with a line that names the columns: code");
    return table;
  }
  for (const CsvReader::Cell& cell : header->cells) {
    const std::string name(trim(cell.text));
    const bool known = name == "code" || name == "from" || name == "until" ||
                       std::find(allowed.begin(), allowed.end(), name) != allowed.end();
    if (!known || table.column(name)) {
      tell("TL-521", header->line, cell.column,
           (known ? "a second column " : "an unknown column ") + truceline::quoted(name),
           "name each column once: code, from, until");
    }
    table.columns.push_back(name);
  }
  const auto code_column = table.column("code");
  if (!code_column)
    tell("TL-521", header->line, 1, "no column \"code\"", "begin with a line that names the columns: code");
  if (!faults.empty()) return table;
  while (auto row = reader.next()) {
    if (row->cells.size() != table.columns.size() || row->unclosed) {
      tell("TL-521", row->line, 1,
           row->unclosed ? "a quote that is never closed"
                         : "a row of " + std::to_string(row->cells.size()) + " cells under " +
                               std::to_string(table.columns.size()) + " columns",
           "give every row a cell a column");
      continue;
    }
    for (CsvReader::Cell& cell : row->cells) cell.text = trim(cell.text);
    const CsvReader::Cell& code_cell = row->cells[*code_column];
    const auto code = parse_hs(code_cell.text);
    if (!code.ok())
      tell("TL-522", row->line, code_cell.column, "not a code: " + truceline::quoted(code_cell.text),
           "write 2 to 10 digits");
    bool good = code.ok();
    std::optional<Date> days[2];
    for (const int which : {0, 1}) {
      const auto column = table.column(which == 0 ? "from" : "until");
      if (!column || row->cells[*column].text.empty()) continue;
      const auto day = parse_date(row->cells[*column].text);
      if (day.ok()) {
        days[which] = *day;
      } else {
        tell("TL-523", row->line, row->cells[*column].column, diagnostics(day.status()).front().message,
             "write a day as 2025-11-10, or nothing");
        good = false;
      }
    }
    const Date from = days[0].value_or(Date::min());
    if (days[1] && *days[1] <= from) {
      tell("TL-523", row->line, 1, "until " + to_string(*days[1]) + " is not after from " + to_string(from),
           "`until` is the first day on which it no longer stands there");
      good = false;
    }
    if (good) table.rows.push_back({*code, from, days[1], *std::move(row)});
  }
  return table;
}

}  // namespace v0
}  // namespace truceline
