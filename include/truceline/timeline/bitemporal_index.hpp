#pragma once

/// @file
/// Records by number, asked by valid day and known day.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/period.hpp>

namespace truceline {
inline namespace v0 {

/// A period of valid days, as a period of known days sees it.
struct Bitemporal {
  Period valid;
  Period known;
  friend bool operator==(const Bitemporal&, const Bitemporal&) = default;
};

/// Records by number, for questions by valid day and known day both: what held on D as known on K. For many questions
/// on one known day, ask a View, or build a SegmentIndex of what is known then. Immutable; cheap to copy; safe to read
/// from many threads. Complexities count n records, m answers, and v valid and k known days of change.
class TRUCELINE_EXPORT BitemporalIndex {
 public:
  /// Over no records.
  BitemporalIndex();
  /// The numbers are the places in `records`. At most 2^26 records. O(n log v + k). Holds 4 bytes a day of either time;
  /// to list, 12 bytes for each valid day of change of each record (12 MB at most) or else for each node of a tree over
  /// the valid days (about log2 of its days a record); to count, 2 bytes for each valid and known day of change (16 MB
  /// at most) up to 2,048 records, made in O(v k), and above about 6 sqrt(v k n) bytes.
  explicit BitemporalIndex(std::span<const Bitemporal> records);

  [[nodiscard]] std::size_t size() const noexcept;
  /// How many hold on `day` as known on `known`. O(1) up to 2,048 records; above, some 30 records are gone through,
  /// more where both times have many more days than there are records: O(sqrt n) then.
  [[nodiscard]] std::size_t count(Date day, Date known) const noexcept {
    const std::size_t valid = valid_.piece(day);
    const std::size_t by = known_.piece(known);
    return cells_ != nullptr ? cells_[valid * known_pieces_ + by] : count_by_block(valid, by);
  }
  /// Which do, in no promised order; appended to `numbers`. O(log v log n + m), and those that have been superseded.
  void append(Date day, Date known, std::vector<std::uint32_t>& numbers) const;
  /// Bytes held.
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct Rep;

  // The days of one time, cut where something changes: see src/timeline/epochs.hpp.
  struct Pieces {
    std::int32_t day_before = 0;
    std::int32_t last_place = 0;
    const std::uint32_t* epochs = nullptr;  // by place
    [[nodiscard]] std::size_t piece(Date day) const noexcept {
      return epochs[static_cast<std::size_t>(std::clamp(day.days_since_epoch() - day_before, 0, last_place))];
    }
  };
  [[nodiscard]] std::size_t count_by_block(std::size_t valid, std::size_t known) const noexcept;

  std::shared_ptr<const Rep> rep_;
  // Out of `rep_`, so that counting is three looks into tables where it is asked.
  Pieces valid_, known_;
  const std::uint16_t* cells_ = nullptr;  // how many hold, by valid and known epoch; none where there are many records
  std::size_t known_pieces_ = 1;
};

}  // namespace v0
}  // namespace truceline
