#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truceline {
inline namespace v0 {

/// Reads CSV text row by row (RFC 4180: quotes may hold commas, doubled quotes and line ends). Every row keeps its
/// place.
class CsvReader {
 public:
  struct Cell {
    std::string text;
    int column = 0;  ///< of its first byte, from 1
  };
  struct Row {
    std::vector<Cell> cells;
    int line = 0;           ///< on which it begins, from 1
    bool unclosed = false;  ///< a quote is never closed
  };

  explicit CsvReader(std::string_view text) noexcept
      : text_(text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text) {}
  /// The next row that is not blank; nullopt at the end.
  [[nodiscard]] std::optional<Row> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace v0
}  // namespace truceline
