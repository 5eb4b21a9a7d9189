#pragma once
#include <vector>

#include <truceline/write/tables.hpp>

namespace truceline {
inline namespace v0 {

/// The tables `duty_goods` and `duties`, by which an engine tells what a shipment pays, to the last digit what assess()
/// says. Errors: those of RateTable::compile().
[[nodiscard]] Result<std::vector<Table>> duty_tables(const Timeline& timeline, const TableOptions& options);

}  // namespace v0
}  // namespace truceline
