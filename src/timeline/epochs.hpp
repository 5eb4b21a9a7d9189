#pragma once

/// @file
/// Days cut where something changes, and the binary tree over the pieces: what both indexes are made of.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

#include <truceline/calendar/period.hpp>

namespace truceline {
inline namespace v0 {

/// A fixed number of values; unlike a vector's they are not set to zero first, which costs as much as filling them.
template <class T>
class FixedArray {
 public:
  FixedArray() = default;
  explicit FixedArray(std::size_t size) : values_(std::make_unique_for_overwrite<T[]>(size)), size_(size) {}
  FixedArray(std::size_t size, T value) : FixedArray(size) { std::fill_n(values_.get(), size, value); }

  [[nodiscard]] T& operator[](std::size_t i) noexcept { return values_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return values_[i]; }
  [[nodiscard]] T* data() noexcept { return values_.get(); }
  [[nodiscard]] const T* data() const noexcept { return values_.get(); }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return size_ * sizeof(T); }

 private:
  std::unique_ptr<T[]> values_;
  std::size_t size_ = 0;
};

/// The days from the first change to the last. A place is a day's number in it: 0 is all days before the first change,
/// the last place is the day of the last change and all after it.
struct SpannedDays {
  std::int32_t first = std::numeric_limits<std::int32_t>::max();
  std::int32_t last = std::numeric_limits<std::int32_t>::min();

  void include(const Period& period) noexcept {
    const std::int32_t from = period.from().days_since_epoch();
    first = std::min(first, from);
    last = std::max(last, period.until() ? period.until()->days_since_epoch() : from);
  }
  [[nodiscard]] bool empty() const noexcept { return last < first; }
  [[nodiscard]] std::int32_t day_before() const noexcept { return empty() ? 0 : first - 1; }
  [[nodiscard]] std::int32_t last_place() const noexcept { return empty() ? 0 : last - first + 1; }
  /// How many places there are.
  [[nodiscard]] std::size_t places() const noexcept { return static_cast<std::size_t>(last_place()) + 1; }
  /// Of a day that is in the span.
  [[nodiscard]] std::size_t place(Date day) const noexcept {
    return static_cast<std::size_t>(day.days_since_epoch() - day_before());
  }
};

/// The days cut where something changes: within an epoch nothing does. Epoch 0 is before the first change; the last has
/// no end.
struct Epochs {
  SpannedDays days;
  FixedArray<std::uint32_t> by_place;
  std::uint32_t count = 1;

  Epochs() : Epochs(SpannedDays(), [](std::size_t) { return false; }) {}
  /// Asks `changes(place)` for each place.
  template <class Changes>
  Epochs(SpannedDays span, Changes changes) : days(span), by_place(span.places()) {
    for (std::size_t place = 0; place < by_place.size(); ++place) {
      if (changes(place)) ++count;
      by_place[place] = count - 1;
    }
  }
  /// The epoch that begins on this day of change.
  [[nodiscard]] std::uint32_t at(Date day) const noexcept { return by_place[days.place(day)]; }
};

/// A binary tree over 2^height leaves, numbered as in a heap: 1 is the root, those of a level lie side by side, a leaf
/// is 2^height + its place, a parent half of its child. A leaf's ancestors are as many as the tree is high, and every
/// range of leaves is made of at most two nodes a level.
struct DayTree {
  unsigned height = 0;

  /// Over so many leaves, none of which is outside of a range that nodes_of() is asked for on either side.
  explicit DayTree(std::size_t leaves = 1) noexcept : height(static_cast<unsigned>(std::bit_width(leaves - 1))) {}

  [[nodiscard]] std::size_t nodes() const noexcept { return std::size_t{2} << height; }
  [[nodiscard]] std::size_t leaf(std::size_t place) const noexcept { return (std::size_t{1} << height) + place; }

  /// Calls `use(node)` for the nodes that the leaves [first, end) are made of, which has to leave at least one leaf
  /// free on either side. The free neighbours' paths to the root part at one node; below it, what hangs to the right of
  /// the left path and to the left of the right path is the range. One step a node, since it goes from set bit to set
  /// bit.
  template <class Use>
  void nodes_of(std::size_t first, std::size_t end, Use use) const {
    const std::size_t left = leaf(first - 1);
    const std::size_t right = leaf(end);
    const std::size_t below = (std::size_t{1} << (std::bit_width(left ^ right) - 1)) - 1;
    for (std::size_t bits = ~left & below; bits != 0; bits &= bits - 1) use((left >> std::countr_zero(bits)) + 1);
    for (std::size_t bits = right & below; bits != 0; bits &= bits - 1) use((right >> std::countr_zero(bits)) - 1);
  }
};

}  // namespace v0
}  // namespace truceline
