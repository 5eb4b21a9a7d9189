#pragma once
#include <bit>
#include <cstdint>
#include <vector>

#include <truceline/duty/rate_table.hpp>

#include "duty/code_trie.hpp"
#include "duty/rate_cells.hpp"

namespace truceline {
inline namespace v0 {

/// Goods fall into classes that every measure, list and base duty treats alike, and so do origins and days of loading.
/// Each class × origin × loading is a slot, slots that pay the same on every day share a row of cells, and a row has a
/// cell for each epoch: days between which nothing changes. A look-up is: code to class, slot to row, day to epoch, cell.
struct RateTable::Rep {
  class Compiler;

  CodeTrie classes;                    ///< by code, the class's first slot
  std::uint32_t general = 0;           ///< that of goods in general
  std::vector<std::uint32_t> origins;  ///< by origin_key(), where its slots begin among the class's; 0: refused
  std::vector<Date> loaded_before;     ///< sorted; an origin's first slot is for what is loaded before none of them
  std::vector<std::uint32_t> rows;     ///< by slot, where its row begins
  std::uint32_t refused_row = 0;
  RateCells table;

  /// Two letters of 7 bits; so is "*".
  [[nodiscard]] static std::size_t origin_key(Jurisdiction origin) noexcept {
    return std::bit_cast<std::uint16_t>(origin) & 0x7f7fU;
  }
  static constexpr std::size_t origin_keys = 0x7f80;

  /// The slot of a class and an origin for goods that are not told to be exempt by their loading.
  [[nodiscard]] std::uint32_t slot(std::uint32_t first, Jurisdiction origin) const noexcept {
    return first + origins[origin_key(origin)];
  }
  /// Of which of the origin's slots a day of loading is: before how many days it lies.
  [[nodiscard]] std::uint32_t loading(const std::optional<Date>& loaded) const noexcept;
  [[nodiscard]] std::uint32_t row(std::uint32_t slot, Date entered, const std::optional<Date>& loaded) const noexcept {
    return loaded && *loaded > entered ? refused_row : rows[slot + loading(loaded)];
  }
};

struct RateTable::Products::Rep {
  std::shared_ptr<const RateTable::Rep> table;
  std::vector<std::uint32_t> slots;
  std::vector<std::uint32_t> rows;  ///< where the loading is not told
};

/// What tests reach of a table: assess() as another processor would do it.
struct RateTableParts {
  static absl::Status assess(const RateTable& table, const ShipmentColumns& lines, const RateColumns& rates,
                             Lanes lanes);
  static absl::Status assess(const RateTable& table, const RateTable::Products& products, const ProductColumns& lines,
                             const RateColumns& rates, Lanes lanes);
};

}  // namespace v0
}  // namespace truceline
