#include "duty/csv.hpp"

namespace truceline {
inline namespace v0 {

std::optional<CsvReader::Row> CsvReader::next() {
  while (at_ < text_.size()) {
    Row row{.cells = {}, .line = line_};
    std::size_t line_start = at_;
    bool ended = false;
    while (!ended) {
      Cell cell{.text = {}, .column = static_cast<int>(at_ - line_start) + 1};
      if (at_ < text_.size() && text_[at_] == '"') {
        ++at_;
        bool closed = false;
        while (at_ < text_.size() && !closed) {
          const char c = text_[at_++];
          if (c == '"' && at_ < text_.size() && text_[at_] == '"') {
            cell.text += '"';
            ++at_;
          } else if (c == '"') {
            closed = true;
          } else {
            if (c == '\n') {
              ++line_;
              line_start = at_;
            }
            cell.text += c;
          }
        }
        row.unclosed = row.unclosed || !closed;
      }
      while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') cell.text += text_[at_++];
      if (!cell.text.empty() && cell.text.back() == '\r' && (at_ >= text_.size() || text_[at_] == '\n'))
        cell.text.pop_back();
      row.cells.push_back(std::move(cell));
      ended = at_ >= text_.size() || text_[at_] == '\n';
      if (at_ < text_.size()) ++at_;
    }
    ++line_;
    const bool blank =
        row.cells.size() == 1 && row.cells.front().text.find_first_not_of(" \t") == std::string::npos && !row.unclosed;
    if (!blank) return row;
  }
  return std::nullopt;
}

}  // namespace v0
}  // namespace truceline
