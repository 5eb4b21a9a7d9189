#pragma once
#include <optional>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/duty/duty.hpp>
#include <truceline/duty/goods_lists.hpp>
#include <truceline/timeline/timeline.hpp>
#include <truceline/write/table.hpp>

namespace truceline {
inline namespace v0 {

/// What tables tell of.
struct TableOptions {
  Date on;                         ///< the valid day of `findings`
  std::optional<Date> known = {};  ///< the known day of `findings`, `actions` and `conflicts`; absent: in hindsight
  GoodsLists lists = {};           ///< for duties: what the user knows of codes on lists …
  BaseDuties base = {};            ///< … and of duties that no record holds
};

/// A timeline as tables: `measures`, `sources`, `claims`, `actions`, `conflicts`, `findings`; `segments`, the flat
/// bitemporal table that every question can be asked of; and `duty_goods` and `duties`, which tell what shipments pay, to
/// the last digit what assess() says. docs/tables.md tells their columns. Periods are half-open, and
/// without an end where none is told; rates are whole parts per million (10'000 are 1 %); several ids in one cell have a
/// space between. Errors: those of reconcile(), and TL-532.
/// O(known days × RateTable::compile()).
[[nodiscard]] TRUCELINE_WRITE_EXPORT Result<std::vector<Table>> tables_of(const Timeline& timeline,
                                                                          const TableOptions& options);

}  // namespace v0
}  // namespace truceline
