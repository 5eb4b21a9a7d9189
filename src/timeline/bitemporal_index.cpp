#include <truceline/timeline/bitemporal_index.hpp>

#include <bit>
#include <cstring>

#include "timeline/epochs.hpp"
#include "timeline/pick.hpp"

namespace truceline {
inline namespace v0 {
namespace {

// Up to as many records there is a table of counts, where it is no larger than this.
constexpr std::size_t max_in_cells = 2'048;
constexpr std::size_t max_cell_bytes = std::size_t{16} << 20;

// What all valid epochs hold may be listed one by one in as many entries (12 MB): a single list answers then.
constexpr std::uint64_t most_held = std::uint64_t{1} << 20;
constexpr std::size_t max_gone_through = 64;

// A record by epochs; one that has no end ends as an epoch after the last begins.
struct Box {
  std::uint32_t valid_from, valid_until, known_from, known_until;
};

/// A record counts from its first valid and known epoch on, no longer from either end on, and again from both ends on.
/// So what holds on a day as known on another is the sum of the marks that lie before both. Calls use(valid, known,
/// sign).
template <class Use>
void marks_of(const Box& box, std::uint32_t valid_epochs, std::uint32_t known_epochs, Use use) {
  const bool ends = box.valid_until < valid_epochs;
  const bool superseded = box.known_until < known_epochs;
  use(box.valid_from, box.known_from, 1);
  if (ends) use(box.valid_until, box.known_from, -1);
  if (superseded) use(box.valid_from, box.known_until, -1);
  if (ends && superseded) use(box.valid_until, box.known_until, 1);
}

/// Sums of marks where a table of all is too large: the epochs of both times are taken together in square blocks. What
/// is before a block's first valid epoch is in one table, by known epoch; what is within its valid epochs, but before
/// its first known one, in another, by valid epoch; what is in the block itself are a few marks to go through.
class Blocks {
 public:
  Blocks() = default;
  Blocks(const FixedArray<Box>& boxes, std::uint32_t valid_epochs, std::uint32_t known_epochs)
      : shift_(shift_for(boxes.size(), valid_epochs, known_epochs)),
        columns_((known_epochs >> shift_) + 1),
        known_epochs_(known_epochs) {
    const std::size_t rows = (valid_epochs >> shift_) + 1;
    before_ = FixedArray<std::uint32_t>((rows + 1) * known_epochs, 0);
    beside_ = FixedArray<std::uint32_t>(valid_epochs * (columns_ + 1), 0);
    lists_ = FixedArray<std::uint32_t>(2 * rows * columns_ + 1, 0);
    const auto each = [&](auto use) {
      for (std::size_t i = 0; i < boxes.size(); ++i) marks_of(boxes[i], valid_epochs, known_epochs, use);
    };
    each([&](std::size_t valid, std::size_t known, int sign) {
      before_[((valid >> shift_) + 1) * known_epochs_ + known] += static_cast<std::uint32_t>(sign);
      beside_[valid * (columns_ + 1) + (known >> shift_) + 1] += static_cast<std::uint32_t>(sign);
      ++lists_[list(valid, known, sign) + 1];
    });
    for (std::size_t row = 0; row <= rows; ++row) {
      std::uint32_t sum = 0;
      for (std::size_t known = 0; known < known_epochs_; ++known) {
        std::uint32_t& cell = before_[row * known_epochs_ + known];
        sum += cell;
        cell = sum + (row == 0 ? 0 : before_[(row - 1) * known_epochs_ + known]);
      }
    }
    for (std::size_t valid = 0; valid < valid_epochs; ++valid) {
      std::uint32_t sum = 0;
      for (std::size_t column = 0; column <= columns_; ++column) {
        std::uint32_t& cell = beside_[valid * (columns_ + 1) + column];
        sum += cell;
        cell = sum + (within(valid) == 0 ? 0 : beside_[(valid - 1) * (columns_ + 1) + column]);
      }
    }
    for (std::size_t i = 1; i < lists_.size(); ++i) lists_[i] += lists_[i - 1];
    marks_ = FixedArray<std::uint64_t>(lists_[lists_.size() - 1]);
    FixedArray<std::uint32_t> next(lists_.size());
    std::copy_n(lists_.data(), lists_.size(), next.data());
    each([&](std::size_t valid, std::size_t known, int sign) {
      marks_[next[list(valid, known, sign)]++] = packed(valid, known);
    });
  }

  [[nodiscard]] std::size_t count(std::size_t valid, std::size_t known) const noexcept {
    // Both halves at once: a half of the difference keeps its topmost bit if no more is taken from it than it has
    // below.
    constexpr std::uint64_t top = 0x8000'0000'8000'0000;
    const std::uint64_t limit = packed(valid, known) | top;
    const auto up_to = [&](std::size_t begin, std::size_t end) {
      std::uint32_t sum = 0;
      for (std::size_t i = begin; i < end; ++i) sum += ((limit - marks_[i]) & top) == top ? 1U : 0U;
      return sum;
    };
    const std::size_t block = list(valid, known, 1);
    return before_[(valid >> shift_) * known_epochs_ + known] + beside_[valid * (columns_ + 1) + (known >> shift_)] +
           up_to(lists_[block], lists_[block + 1]) - up_to(lists_[block + 1], lists_[block + 2]);
  }

  [[nodiscard]] std::size_t bytes() const noexcept {
    return before_.bytes() + beside_.bytes() + lists_.bytes() + marks_.bytes();
  }

 private:
  // Blocks as large as leave 32 marks a block on average, or as keep the tables in bounds.
  static unsigned shift_for(std::size_t size, std::uint64_t valid_epochs, std::uint64_t known_epochs) noexcept {
    const std::uint64_t cells = valid_epochs * known_epochs;
    const std::uint64_t max_bytes = std::max<std::uint64_t>(max_cell_bytes, 32 * size);
    unsigned shift = 1;
    while ((std::uint64_t{size} << 2 * shift) <= 2 * cells || (8 * cells >> shift) > max_bytes) ++shift;
    return shift;
  }
  [[nodiscard]] std::size_t within(std::size_t epoch) const noexcept {
    return epoch & ((std::size_t{1} << shift_) - 1);
  }
  [[nodiscard]] std::uint64_t packed(std::size_t valid, std::size_t known) const noexcept {
    return std::uint64_t{within(valid)} << 32 | within(known);
  }
  // Each block has two lists, what is added and what is taken away.
  [[nodiscard]] std::size_t list(std::size_t valid, std::size_t known, int sign) const noexcept {
    return 2 * ((valid >> shift_) * columns_ + (known >> shift_)) + (sign < 0 ? 1 : 0);
  }

  unsigned shift_ = 0;
  std::size_t columns_ = 0;
  std::size_t known_epochs_ = 0;
  FixedArray<std::uint32_t> before_, beside_;
  FixedArray<std::uint32_t> lists_;
  FixedArray<std::uint64_t> marks_;
};

/// Which lists a record is in, and which answer for an epoch. Where little holds on all epochs together, each has a
/// list of its own; else the nodes of a tree over valid epochs have, and a leaf and its ancestors answer.
struct Lists {
  bool by_epoch = true;
  std::uint32_t epochs = 1;
  DayTree tree;

  Lists() = default;
  Lists(const FixedArray<Box>& boxes, std::uint32_t valid_epochs) : epochs(valid_epochs) {
    std::uint64_t holding = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) holding += until(boxes[i]) - boxes[i].valid_from;
    by_epoch = holding <= most_held;
    tree = DayTree(epochs + std::size_t{1});  // one leaf more, for nodes_of() to leave free
  }
  [[nodiscard]] std::size_t count() const noexcept { return by_epoch ? epochs : tree.nodes(); }
  template <class Use>
  void each_of(const Box& box, Use use) const {
    if (!by_epoch) return tree.nodes_of(box.valid_from, until(box), use);
    for (std::uint32_t epoch = box.valid_from; epoch < until(box); ++epoch) use(std::size_t{epoch});
  }
  template <class Use>
  void each_at(std::size_t epoch, Use use) const {
    if (by_epoch) return use(epoch);
    for (std::size_t node = tree.leaf(epoch); node > 1; node /= 2) use(node);
  }

 private:
  [[nodiscard]] std::uint32_t until(const Box& box) const noexcept { return std::min(box.valid_until, epochs); }
};

/// Records in lists, in each in the order in which they become known.
struct Listed {
  FixedArray<std::uint32_t> begins;       // list i is [begins[i], begins[i + 1])
  FixedArray<std::uint32_t> known_from;   // epochs
  FixedArray<std::uint32_t> known_until;  // epochs; no table for records that are known without an end
  FixedArray<std::uint32_t> numbers;

  Listed() = default;
  Listed(const FixedArray<Box>& boxes, std::span<const std::uint32_t> as_known, const Lists& lists, bool superseded)
      : begins(lists.count() + 1, 0) {
    for (const std::uint32_t number : as_known) lists.each_of(boxes[number], [&](std::size_t i) { ++begins[i + 1]; });
    for (std::size_t i = 0; i < lists.count(); ++i) begins[i + 1] += begins[i];
    known_from = FixedArray<std::uint32_t>(begins[lists.count()]);
    known_until = FixedArray<std::uint32_t>(superseded ? known_from.size() : 0);
    numbers = FixedArray<std::uint32_t>(known_from.size());
    FixedArray<std::uint32_t> next(begins.size());
    std::copy_n(begins.data(), begins.size(), next.data());
    for (const std::uint32_t number : as_known) {
      const Box& box = boxes[number];
      lists.each_of(box, [&](std::size_t i) {
        const std::uint32_t to = next[i]++;
        known_from[to] = box.known_from;
        if (superseded) known_until[to] = box.known_until;
        numbers[to] = number;
      });
    }
  }

  // How many of the list are known by an epoch. Halves without a branch.
  [[nodiscard]] std::size_t known_by(std::size_t list, std::uint32_t epoch) const noexcept {
    const std::uint32_t* const begin = known_from.data() + begins[list];
    const std::uint32_t* at = begin;
    for (std::size_t size = begins[list + 1] - begins[list]; size > 0;) {
      const std::size_t half = (size + 1) / 2;
      at += at[half - 1] <= epoch ? half : 0;
      size -= half;
    }
    return static_cast<std::size_t>(at - begin);
  }
  [[nodiscard]] std::size_t bytes() const noexcept {
    return begins.bytes() + known_from.bytes() + known_until.bytes() + numbers.bytes();
  }
};

template <class Changes>
Epochs epochs_of(std::span<const Bitemporal> records, Changes period_of) {
  SpannedDays days;
  for (const Bitemporal& record : records) days.include(record.*period_of);
  FixedArray<std::uint8_t> changes(days.places(), 0);
  for (const Bitemporal& record : records) {
    const Period& period = record.*period_of;
    changes[days.place(period.from())] = 1;
    if (period.until()) changes[days.place(*period.until())] = 1;
  }
  return {days, [&](std::size_t place) { return changes[place] != 0; }};
}

std::uint32_t end_of(const Epochs& epochs, const Period& period) {
  return period.until() ? epochs.at(*period.until()) : epochs.count;
}

}  // namespace

struct BitemporalIndex::Rep {
  explicit Rep(std::span<const Bitemporal> records);
  void make_cells(const FixedArray<Box>& boxes);
  void make_lists(const FixedArray<Box>& boxes);

  std::size_t size = 0;
  Epochs valid, known;
  FixedArray<std::uint16_t> cells;  // how many hold, by valid and known epoch
  Blocks blocks;               // the same where there are no cells
  Lists lists;
  Listed lasting, superseded;  // records that are known without an end, and those known until a day
};

BitemporalIndex::Rep::Rep(std::span<const Bitemporal> records)
    : size(records.size()),
      valid(epochs_of(records, &Bitemporal::valid)),
      known(epochs_of(records, &Bitemporal::known)) {
  FixedArray<Box> boxes(size);
  for (std::size_t i = 0; i < size; ++i) {
    boxes[i] = {valid.at(records[i].valid.from()), end_of(valid, records[i].valid), known.at(records[i].known.from()),
                end_of(known, records[i].known)};
  }
  if (size <= max_in_cells && std::size_t{valid.count} * known.count * sizeof(std::uint16_t) <= max_cell_bytes) {
    make_cells(boxes);
  } else {
    blocks = Blocks(boxes, valid.count, known.count);
  }
  make_lists(boxes);
}

void BitemporalIndex::Rep::make_cells(const FixedArray<Box>& boxes) {
  const std::size_t columns = known.count;
  cells = FixedArray<std::uint16_t>(valid.count * columns, 0);
  for (std::size_t i = 0; i < size; ++i) {
    marks_of(boxes[i], valid.count, known.count, [&](std::size_t row, std::size_t column, int sign) {
      cells[row * columns + column] = static_cast<std::uint16_t>(cells[row * columns + column] + sign);
    });
  }
  for (std::size_t row = 0; row < valid.count; ++row) {
    std::uint16_t* const here = cells.data() + row * columns;
    for (std::size_t i = 1; i < columns; ++i) here[i] = static_cast<std::uint16_t>(here[i] + here[i - 1]);
    if (row == 0) continue;
    for (std::size_t i = 0; i < columns; ++i) here[i] = static_cast<std::uint16_t>(here[i] + (here - columns)[i]);
  }
}

void BitemporalIndex::Rep::make_lists(const FixedArray<Box>& boxes) {
  FixedArray<std::uint32_t> next(known.count + std::size_t{1}, 0);
  for (std::size_t i = 0; i < size; ++i) ++next[boxes[i].known_from + 1];
  for (std::size_t epoch = 0; epoch < known.count; ++epoch) next[epoch + 1] += next[epoch];
  FixedArray<std::uint32_t> as_known(size);
  for (std::size_t i = 0; i < size; ++i) as_known[next[boxes[i].known_from]++] = static_cast<std::uint32_t>(i);
  lists = Lists(boxes, valid.count);
  const auto middle = std::stable_partition(as_known.data(), as_known.data() + size, [&](std::uint32_t number) {
    return boxes[number].known_until == known.count;
  });
  lasting = Listed(boxes, {as_known.data(), middle}, lists, false);
  superseded = Listed(boxes, {middle, as_known.data() + size}, lists, true);
}

BitemporalIndex::BitemporalIndex() : BitemporalIndex(std::span<const Bitemporal>()) {}

BitemporalIndex::BitemporalIndex(std::span<const Bitemporal> records) : rep_(std::make_shared<const Rep>(records)) {
  const auto pieces = [](const Epochs& epochs) {
    return Pieces{epochs.days.day_before(), epochs.days.last_place(), epochs.by_place.data()};
  };
  valid_ = pieces(rep_->valid);
  known_ = pieces(rep_->known);
  cells_ = rep_->cells.data();
  known_pieces_ = rep_->known.count;
}

std::size_t BitemporalIndex::size() const noexcept { return rep_->size; }

std::size_t BitemporalIndex::count_by_block(std::size_t valid, std::size_t known) const noexcept {
  return rep_->blocks.count(valid, known);
}

void BitemporalIndex::append(Date day, Date known, std::vector<std::uint32_t>& numbers) const {
  const std::size_t more = count(day, known);
  if (more == 0) return;
  const std::size_t before = numbers.size();
  numbers.resize(before + more + Picker::slack);
  std::uint32_t* to = numbers.data() + before;
  const Rep& rep = *rep_;
  const auto epoch = static_cast<std::uint32_t>(known_.piece(known));
  const Listed& superseded = rep.superseded;
  const Picker& pick = picker();
  rep.lists.each_at(valid_.piece(day), [&](std::size_t list) {
    const std::size_t lasting = rep.lasting.known_by(list, epoch);
    std::memcpy(to, rep.lasting.numbers.data() + rep.lasting.begins[list], lasting * sizeof(std::uint32_t));
    to += lasting;
    const std::size_t first = superseded.begins[list];
    const std::size_t size = superseded.begins[list + 1] - first;
    const Spans spans{superseded.known_from.data() + first, superseded.known_until.data() + first,
                      superseded.numbers.data() + first};
    // To halve a short list takes longer than to go through it.
    to = pick.around(spans, size <= max_gone_through ? size : superseded.known_by(list, epoch), epoch, to);
  });
  numbers.resize(before + more);
}

std::size_t BitemporalIndex::memory() const noexcept {
  const Rep& rep = *rep_;
  return sizeof(Rep) + rep.valid.by_place.bytes() + rep.known.by_place.bytes() + rep.cells.bytes() +
         rep.blocks.bytes() + rep.lasting.bytes() + rep.superseded.bytes();
}

}  // namespace v0
}  // namespace truceline
