#pragma once

/// @file
/// Periods by number, asked by day.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/period.hpp>

namespace truceline {
inline namespace v0 {

/// Numbers that answer a question, as contiguous runs of an index's own memory: nothing is copied. Every number given
/// is in one run, once. Lives as long as the index does.
///     const Runs held = index.on(day);
///     for (const std::span<const std::uint32_t> run : held.runs()) ...
class Runs {
 public:
  static constexpr std::size_t max_runs = 24;  ///< 16 at most where all periods begin and end within 89 years

  [[nodiscard]] std::span<const std::span<const std::uint32_t>> runs() const& noexcept {
    return {runs_.data(), count_};
  }
  void runs() && = delete;  ///< of a value that is gone when the loop begins: give it a name first
  /// Of all runs together. O(runs).
  [[nodiscard]] std::size_t size() const noexcept {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < count_; ++i) sum += runs_[i].size();
    return sum;
  }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  /// A copy, in the order of the runs. O(size).
  [[nodiscard]] TRUCELINE_EXPORT std::vector<std::uint32_t> numbers() const;

 private:
  friend class SegmentIndex;
  Runs() noexcept {}  // leaves the array as it is: only the first count_ are read
  // Without a branch, since whether a run is empty cannot be foretold.
  void add(const std::uint32_t* begin, std::size_t size) noexcept {
    runs_[count_] = {begin, size};
    count_ += size != 0 ? 1 : 0;
  }
  union {
    std::array<std::span<const std::uint32_t>, max_runs> runs_;
  };
  std::size_t count_ = 0;
};

/// Periods by number, for questions asked by day in the millions: what holds on a day, what begins and ends. It is what
/// a View answers from, and serves tables of the user's own as well. Its tables span the days from the first on which a
/// period begins to the last on which one begins or has just ended, and no others. Immutable; cheap to copy; safe to
/// read from many threads. Complexities count n periods and d days spanned.
///     const SegmentIndex index(periods);
///     const auto held = index.count(day);                // one look into a table
///     for (const std::uint32_t number : index.on(day).numbers()) use(periods[number]);
class TRUCELINE_EXPORT SegmentIndex {
 public:
  /// Over no periods.
  SegmentIndex();
  /// The numbers are the places in `periods`; with `numbers`, which must be as many, those (several periods may share
  /// one). At most 2^26 periods. O(n log d + d), and in practice less than sorting them. Holds 12 bytes a day, at most
  /// 20 more a day of change, 8 a period, and either lists of what holds on each day of change (1 MB at most) or, for
  /// each period with an end, 4 bytes a node of a tree over the days (at most 2 log2 d nodes, on average about log2 of
  /// its days).
  explicit SegmentIndex(std::span<const Period> periods, std::span<const std::uint32_t> numbers = {});

  [[nodiscard]] std::size_t size() const noexcept;
  /// How many hold on a day. O(1).
  [[nodiscard]] std::size_t count(Date day) const noexcept { return counts_[place(day)]; }
  /// How many share a day with the period. O(1).
  [[nodiscard]] std::size_t count_overlapping(Period period) const noexcept;
  /// Which hold on a day. O(log d), whatever n.
  [[nodiscard]] Runs on(Date day) const noexcept;
  /// The first day after `day` on which a period begins, or has just ended; nullopt: none comes. O(1).
  [[nodiscard]] std::optional<Date> next_change(Date day) const noexcept { return Date::from_days(next_[place(day)]); }
  /// Those whose first day is in the period, soonest first; of one day those that end first, then in the order given.
  /// O(1).
  [[nodiscard]] std::span<const std::uint32_t> beginning(Period period) const noexcept;
  /// Those whose `until` is in the period, soonest first; of one day in the order given. O(1).
  [[nodiscard]] std::span<const std::uint32_t> ending(Period period) const noexcept;
  /// Bytes held.
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct Rep;

  // Place 0 is every day before the first change, the last place the day of the last change and all after it.
  [[nodiscard]] std::size_t place(Date day) const noexcept {
    return static_cast<std::size_t>(std::clamp(day.days_since_epoch() - day_before_, 0, last_place_));
  }

  // The day before's; of Date::min(), too.
  [[nodiscard]] std::size_t place_before(Date day) const noexcept {
    return static_cast<std::size_t>(std::clamp(day.days_since_epoch() - 1 - day_before_, 0, last_place_));
  }

  std::shared_ptr<const Rep> rep_;
  // Out of `rep_`, so that the two quickest questions are one look into a table where they are asked.
  std::int32_t day_before_ = 0;
  std::int32_t last_place_ = 0;
  const std::uint32_t* counts_ = nullptr;  // by place
  const std::int32_t* next_ = nullptr;     // by place; no day at all where nothing changes later
};

}  // namespace v0
}  // namespace truceline
