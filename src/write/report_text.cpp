#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <truceline/calendar/format.hpp>
#include <truceline/write/report.hpp>

#include "write/text_width.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::size_t page_width = 100, gap = 2;

// ---- text -------------------------------------------------------------------------------------------------------------

/// Columns that a text takes on a terminal: two for each Chinese, Japanese or Korean sign.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0U) != 0x80U) columns += value >= 0xE3U ? 2 : 1;  // U+3000 and above, by the first byte
  }
  return columns;
}

/// The first bytes that take no more than so many columns: at least one character.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  std::size_t taken = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    taken += columns_of(text.substr(end, next - end));
    if (end > 0 && taken > columns) break;
    end = next;
  }
  return end;
}

/// Lines broken at blanks; within a word only where it alone is too wide.
std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!lines.back().empty() && columns_of(lines.back()) + 1 + columns_of(word) > width) lines.emplace_back();
    while (columns_of(word) > width) {
      const std::size_t bytes = bytes_within(word, width);
      lines.back() += word.substr(0, bytes);
      lines.emplace_back();
      word.remove_prefix(bytes);
    }
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

void add_trimmed(std::string& text, std::string_view line) {
  text += line.substr(0, line.find_last_not_of(' ') + 1);
  text += '\n';
}

std::string notes_of(const ReportItem& item) {
  if (item.notes.empty()) return {};
  return fmt::format(" [{}{}]", fmt::join(item.notes, ", "), item.more_notes ? ", …" : "");
}

/// The last cell of a row: all its items.
std::string items_of(const ReportRow& row) {
  std::string text;
  for (const ReportItem& item : row.items) text += (text.empty() ? "" : "; ") + item.text + notes_of(item);
  if (row.more > 0) text += fmt::format("; and {} more", row.more);
  return text;
}

/// Widths of the columns: as wide as what stands in them; where that is too much for the page, the widest give way.
std::vector<std::size_t> widths_of(const ReportSection& section) {
  std::vector<std::size_t> widths(section.columns.size(), 0);
  for (const ReportRow& row : section.rows) {
    for (std::size_t i = 0; i < row.cells.size() && i + 1 < widths.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row.cells[i]));
    if (!widths.empty()) widths.back() = std::max(widths.back(), columns_of(items_of(row)));
  }
  constexpr std::size_t indent = 2;
  const auto total = [&] {
    std::size_t sum = indent;
    for (const std::size_t width : widths) sum += width + gap;
    return sum - gap;
  };
  while (!widths.empty() && total() > page_width) --*std::max_element(widths.begin(), widths.end());
  return widths;
}

std::string row_text(const ReportRow& row, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool last = i + 1 == widths.size();
    const std::string cell = last ? items_of(row) : i < row.cells.size() ? row.cells[i] : std::string();
    columns.push_back(lines_of(cell, std::max<std::size_t>(widths[i], 2)));
    height = std::max(height, columns.back().size());
  }
  std::string text;
  for (std::size_t y = 0; y < height; ++y) {
    std::string line;
    std::size_t begin = 2;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::size_t taken = columns_of(line);
      if (taken < begin) line.append(begin - taken, ' ');
      if (y < columns[i].size()) line += columns[i][y];
      begin += widths[i] + gap;
    }
    add_trimmed(text, line);
  }
  return text;
}

/// What a footnote says: "Federal Register, 2017-08-18: 82 FR 40213".
std::string note_text(const Source& source) {
  std::string text = source.outlet.empty() ? source.id : source.outlet;
  if (!source.published.is_unknown()) {
    text += fmt::format(", {}", source.published);
  } else if (source.proven) {
    text += fmt::format(", by {} at the latest", source.proven->day);
  }
  const bool said = source.address.starts_with(source.title) && source.address != source.title;  // by the address
  if (!source.title.empty() && !said) text += ": " + source.title;
  return clean(text);
}

/// Where it is found; empty where the title already says it.
std::string address_of(const Source& source) {
  return source.address == source.title ? std::string() : clean(source.address.substr(0, source.address.find(" | ")));
}

/// Two lines at most, unless a word of it is longer than they are.
std::string shortened(const std::string& text, std::size_t limit) {
  if (columns_of(text) <= limit) return text;
  return text.substr(0, bytes_within(text, limit - 1)) + "…";
}

// ---- Markdown ---------------------------------------------------------------------------------------------------------

/// Text that Markdown takes for nothing but text, in a table's cell, too.
std::string markdown_of(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]<>#|~$^!";
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    const bool opens = i == 0 && (byte == '+' || byte == '-');  // a list
    if (byte == '&') {
      result += "&amp;";
    } else {
      if (opens || special.find(byte) != std::string_view::npos) result += '\\';
      result += byte;
    }
  }
  return result;
}

std::string marks_of(const ReportItem& item) {
  std::string text;
  for (const std::size_t note : item.notes) text += fmt::format("[^{}]", note);
  return text + (item.more_notes ? " …" : "");
}

/// An address as a link where it is one.
std::string link_of(const std::string& address) {
  const bool plain = address.starts_with("https://") || address.starts_with("http://");
  const bool safe = address.find_first_of(" <>\"'()[]\\`|") == std::string::npos;
  return plain && safe ? fmt::format("<{}>", address) : markdown_of(address);
}

}  // namespace

std::string to_text(const Report& report) {
  std::string text;
  for (const std::string& line : lines_of(report.title, page_width)) add_trimmed(text, line);
  for (const std::string& line : lines_of(report.subtitle, page_width)) add_trimmed(text, line);
  for (const ReportSection& section : report.sections) {
    text += "\n" + section.heading + "\n";
    const std::vector<std::size_t> widths = widths_of(section);
    for (const ReportRow& row : section.rows) text += row_text(row, widths);
    if (section.more > 0) text += fmt::format("  and {} more\n", section.more);
  }
  if (!report.notes.empty()) text += "\nSources\n";
  for (std::size_t i = 0; i < report.notes.size(); ++i) {
    const std::string number = fmt::format("  [{}] ", i + 1);
    std::string note = shortened(note_text(report.notes[i]), page_width - number.size());
    if (const std::string address = address_of(report.notes[i]); !address.empty()) note += ". " + address;
    bool first = true;
    for (const std::string& line : lines_of(note, page_width - number.size())) {
      add_trimmed(text, (first ? number : std::string(number.size(), ' ')) + line);
      first = false;
    }
  }
  return text;
}

std::string to_markdown(const Report& report) {
  std::string text = fmt::format("# {}\n\n{}\n", markdown_of(report.title), markdown_of(report.subtitle));
  for (const ReportSection& section : report.sections) {
    text += fmt::format("\n## {}\n\n", markdown_of(section.heading));
    if (!section.rows.empty()) {
      std::string names = "|";
      std::string rule = "|";
      for (const std::string& column : section.columns) {
        names += fmt::format(" {} |", markdown_of(column));
        rule += " --- |";
      }
      text += names + "\n" + rule + "\n";
    }
    for (const ReportRow& row : section.rows) {
      std::string line = "|";
      for (const std::string& cell : row.cells) line += fmt::format(" {} |", markdown_of(cell));
      std::string items;
      for (const ReportItem& item : row.items)
        items += (items.empty() ? "" : "<br>") + markdown_of(item.text) + marks_of(item);
      if (row.more > 0) items += fmt::format("<br>and {} more", row.more);
      text += fmt::format("{} {} |\n", line, items);
    }
    if (section.more > 0) text += fmt::format("{}and {} more\n", section.rows.empty() ? "" : "\n", section.more);
  }
  if (!report.notes.empty()) text += "\n";
  for (std::size_t i = 0; i < report.notes.size(); ++i) {
    const std::string address = address_of(report.notes[i]);
    text += fmt::format("[^{}]: {}{}{}\n", i + 1, markdown_of(note_text(report.notes[i])), address.empty() ? "" : ". ",
                        link_of(address));
  }
  return text;
}

}  // namespace v0
}  // namespace truceline
