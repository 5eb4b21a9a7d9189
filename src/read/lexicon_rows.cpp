#include "read/lexicon_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

#include "calendar/abseil.hpp"
#include "calendar/fault.hpp"
#include "read/ascii.hpp"
#include "read/normalise.hpp"
#include "read/pattern.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::array<std::string_view, 11> columns{"id",   "class", "language", "surface", "value",  "priority",
                                                   "left", "right", "veto",     "example", "counter"};
enum Column : std::size_t { Id, Class, Words, Surface, Value, Priority, Left, Right, Veto, Example, Counter };

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

/// Reads one row; where it is wrong, says so once.
class RowReader {
 public:
  RowReader(const std::vector<std::string_view>& cells, std::string_view file, int line) : cells_(cells) {
    entry_.file = file;
    entry_.line = line;
  }

  bool read() {
    entry_.id = cells_[Id];
    entry_.cls = cells_[Class];
    entry_.language = cells_[Words];
    entry_.value = cells_[Value];
    entry_.example = cells_[Example];
    entry_.counter = cells_[Counter];
    for (const Column column : {Id, Class, Surface, Example, Counter}) {
      if (cells_[column].empty()) return fail(column, "is empty");
    }
    if (entry_.language != "en" && entry_.language != "zh" && entry_.language != "*") {
      return fail(Words, "is not en, zh or *");
    }
    return read_priority() && read_surface() && read_context(Left, "<", entry_.left) &&
           read_context(Right, ">", entry_.right) && read_context(Veto, "<>~", entry_.veto);
  }

  [[nodiscard]] LexiconEntry take() { return std::move(entry_); }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }

 private:
  bool fail(Column column, std::string_view what) {
    message_ = std::string(columns[column]) + " " + std::string(what);
    return false;
  }

  bool read_priority() {
    const std::string_view cell = cells_[Priority];
    if (cell.empty()) return true;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), entry_.priority);
    return (error == std::errc() && end == cell.data() + cell.size()) || fail(Priority, "is no whole number");
  }

  /// What the pattern in a cell stands for, in normalised text.
  bool read_pattern(Column column, std::string& pattern, std::vector<std::string>& texts) {
    Result<std::string> normal = normalised(cells_[column]);
    if (!normal.ok()) return fail(column, "is not UTF-8, or has a NUL");
    pattern = *std::move(normal);
    Result<std::vector<std::string>> expanded = expand(pattern);
    if (!expanded.ok()) return fail(column, "has " + std::string(from_absl(expanded.status().message())));
    texts = *std::move(expanded);
    return true;
  }

  bool read_surface() {
    std::vector<std::string> words;
    if (!read_pattern(Surface, entry_.surface, words)) return false;
    return !words.empty() || fail(Surface, "is blank");
  }

  bool read_context(Column column, std::string_view marks, std::vector<std::string>& texts) {
    std::string pattern;
    if (!read_pattern(column, pattern, texts)) return false;
    for (std::string& text : texts) {
      if (text[0] == '<' || text[0] == '>' || text[0] == '~') {
        if (text.size() == 1) return fail(column, "has a mark without words");
        if (marks.find(text[0]) == std::string_view::npos) return fail(column, "has a mark that does not belong there");
      }
      for (char& c : text) c = detail::lower(c);
    }
    return true;
  }

  const std::vector<std::string_view>& cells_;
  LexiconEntry entry_;
  std::string message_;
};

}  // namespace

void read_rows(std::string_view text, std::string_view file, std::vector<LexiconEntry>& rows,
               std::vector<Diagnostic>& faults) {
  const auto say = [&](const char* id, int line, std::string message, std::string fix) {
    faults.push_back(
        {.id = id, .source = std::string(file), .line = line, .message = std::move(message), .fix = std::move(fix)});
  };
  std::string names;
  for (const std::string_view column : columns) names += (names.empty() ? "" : ", ") + std::string(column);

  bool headed = false;
  int number = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    ++number;
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string_view> cells = cells_of(line);
    if (!headed) {
      if (!std::equal(cells.begin(), cells.end(), columns.begin(), columns.end())) {
        say("TL-611", number, "not the columns of a lexicon", "begin with a line of " + names + ", with tabs between");
        return;
      }
      headed = true;
      continue;
    }
    if (cells.size() != columns.size()) {
      say("TL-612", number, std::to_string(cells.size()) + " cells in a row of " + std::to_string(columns.size()),
          "write a cell for each of " + names + ", with tabs between");
      continue;
    }
    RowReader reader(cells, file, number);
    if (reader.read()) {
      rows.push_back(reader.take());
    } else {
      say("TL-612", number, reader.message() + ", in the row " + truceline::quoted(cells[Id]),
          "see docs/reading.md for what a cell holds");
    }
  }
  if (!headed) say("TL-611", 1, "no columns", "begin with a line of " + names + ", with tabs between");
}

}  // namespace v0
}  // namespace truceline
