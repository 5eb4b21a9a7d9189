#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/duty/shipment.hpp>

#include "duty/csv.hpp"

namespace truceline {
inline namespace v0 {

/// A row of a file of codes: a code and the days for which it stands there.
struct CodeRow {
  HsCode code;
  Date from;
  std::optional<Date> until;
  CsvReader::Row row;  ///< for columns besides
};

/// A file of codes as the user hands it in: which columns there are, and the rows, or every fault at once (TL-521 to
/// TL-524).
struct CodeTable {
  std::vector<std::string> columns;
  std::vector<CodeRow> rows;
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};
/// `allowed`: the columns besides code, from and until. Faults found there by the caller join these: pass the same list
/// on.
[[nodiscard]] CodeTable read_codes(std::string_view csv, std::string_view source,
                                   const std::vector<std::string_view>& allowed, std::vector<Diagnostic>& faults);

}  // namespace v0
}  // namespace truceline
