#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include <truceline/calendar/date.hpp>

namespace truceline {
inline namespace v0 {

/// How many lines a processor tells at once.
enum class Lanes : std::uint8_t { One, Eight, Sixteen };
/// The most that this processor can.
[[nodiscard]] Lanes most_lanes() noexcept;

/// The totals by row and epoch. A cell is parts per million, with the top bit where it is not settled, or `refused`.
struct RateCells {
  static constexpr std::uint32_t unsettled = 0x8000'0000U;
  static constexpr std::uint32_t refused = 0xffff'ffffU;
  static constexpr std::uint32_t most = 0x7fff'fffeU;

  std::int32_t first_day = 0;               ///< earlier days are in the first epoch, later ones in the last
  std::vector<std::uint32_t> epochs = {0};  ///< by day from there; not empty
  std::int32_t last = 0;                    ///< the last place in epochs
  std::vector<std::uint32_t> cells;         ///< a row after the other

  [[nodiscard]] std::uint32_t cell(std::uint32_t row, Date day) const noexcept {
    std::int32_t at = day.days_since_epoch() - first_day;
    at &= ~(at >> 31);  // not below 0, without a branch: which day comes cannot be guessed
    return cells[row + epochs[static_cast<std::size_t>(at < last ? at : last)]];
  }
  /// Tells `count` lines, of rows that begin at `rows`, from a line on whose number 64 divides. Other bits of the words
  /// that it writes are 0.
  void tell(const Date* days, const std::uint32_t* rows, std::size_t count, std::int32_t* ppm, std::uint64_t* unsettled,
            std::uint64_t* refused, Lanes lanes) const noexcept;
};

}  // namespace v0
}  // namespace truceline
