#include <truceline/timeline/segment_index.hpp>

#include <utility>

#include "timeline/epochs.hpp"

namespace truceline {
inline namespace v0 {
namespace {

// What all epochs hold may be listed one by one in as many numbers (1 MB): one run a day, and nothing to go through.
constexpr std::uint64_t most_listed = std::uint64_t{1} << 18;

constexpr std::int32_t beyond = std::numeric_limits<std::int32_t>::max();  // no day: Date::from_days() refuses it

// A period on its way into order: its number, and the epoch that the order at hand does not tell.
struct Moving {
  std::uint32_t epoch;
  std::uint32_t number;
};

std::span<const std::uint32_t> slice(const FixedArray<std::uint32_t>& table, std::size_t begin, std::size_t end) {
  return {table.data() + begin, end - begin};
}

}  // namespace

std::vector<std::uint32_t> Runs::numbers() const {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(size());
  for (const auto& run : runs()) numbers.insert(numbers.end(), run.begin(), run.end());
  return numbers;
}

// Days are cut into epochs at the days on which a period begins or has just ended; within one nothing changes. Epoch 0
// is before all, and the last one has no end. Periods without an end are apart: in the order of their starts, those
// that hold are a prefix. The others are in the nodes of a tree over epochs, so that what holds is in the lists of a
// leaf and its ancestors. Where it is little, all of it is listed by epoch instead.
struct SegmentIndex::Rep {
  Rep(std::span<const Period> periods, std::span<const std::uint32_t> numbers);

  void count_by_day(const FixedArray<std::uint32_t>& starts, const FixedArray<std::uint32_t>& ends);
  void list_by_epoch(const FixedArray<Moving>& by_start);
  void list_by_node(const FixedArray<Moving>& by_start);

  // How many have begun, or ended, by a place: on its day or before it.
  [[nodiscard]] std::size_t begun_by(std::size_t place) const noexcept { return begun[epochs.by_place[place]]; }
  [[nodiscard]] std::size_t ended_by(std::size_t place) const noexcept { return ended[epochs.by_place[place]]; }

  Epochs epochs;
  FixedArray<std::uint32_t> counts;      // by place
  FixedArray<std::int32_t> next;         // by place
  FixedArray<std::uint32_t> begun;       // by epoch: so many in by_start have begun
  FixedArray<std::uint32_t> ended;       // by epoch: so many in by_end have ended
  FixedArray<std::uint32_t> open_begun;  // by epoch: so many in `open` have begun; no table where all is listed by epoch
  FixedArray<std::uint32_t> by_start;    // numbers, all
  FixedArray<std::uint32_t> by_end;      // numbers of those that end
  FixedArray<std::uint32_t> open;        // numbers of those that do not, by start
  bool by_epoch = true;             // whether `lists` are by epoch or by node
  DayTree tree;
  unsigned lowest = 0, highest = 0;  // levels of the tree that have any, counted from the leaves; [lowest, highest)
  FixedArray<std::uint32_t> lists;        // list i is listed[lists[i] .. lists[i + 1])
  FixedArray<std::uint32_t> listed;       // numbers
};

// Two counting sorts, by end and then by start, leave periods in the order of start and end. Whatever follows streams
// through them, writes to few places at a time, and takes periods of the same days together.
SegmentIndex::Rep::Rep(std::span<const Period> periods, std::span<const std::uint32_t> numbers) {
  SpannedDays days;
  for (const Period& period : periods) days.include(period);
  FixedArray<std::uint32_t> starts(days.places(), 0);
  FixedArray<std::uint32_t> ends(days.places(), 0);
  for (const Period& period : periods) {
    ++starts[days.place(period.from())];
    if (period.until()) ++ends[days.place(*period.until())];
  }
  epochs = Epochs(days, [&](std::size_t place) { return (starts[place] | ends[place]) != 0; });
  count_by_day(starts, ends);

  const std::size_t bounded = ended[epochs.count - 1];
  FixedArray<std::uint32_t>& next_by_end = ends;  // by place, where the next period goes; counts are no longer needed
  for (std::size_t place = 0, before = 0; place < days.places(); ++place)
    next_by_end[place] = static_cast<std::uint32_t>(std::exchange(before, before + ends[place]));
  FixedArray<Moving> sorted_by_end(periods.size());
  for (std::size_t i = 0, next_open = bounded; i < periods.size(); ++i) {
    const Period& period = periods[i];
    const std::size_t to = period.until() ? next_by_end[days.place(*period.until())]++ : next_open++;
    const auto number = numbers.empty() ? static_cast<std::uint32_t>(i) : numbers[i];
    sorted_by_end[to] = {epochs.at(period.from()), number};
  }

  by_end = FixedArray<std::uint32_t>(bounded);
  FixedArray<std::uint32_t> next_by_start(epochs.count);
  for (std::uint32_t epoch = 0; epoch < epochs.count; ++epoch) next_by_start[epoch] = epoch == 0 ? 0 : begun[epoch - 1];
  FixedArray<Moving> sorted_by_start(periods.size());
  for (std::uint32_t end = 1; end <= epochs.count; ++end) {  // the last stands for no end
    const std::size_t from = ended[end - 1];
    const std::size_t to = end < epochs.count ? ended[end] : periods.size();
    for (std::size_t i = from; i < to; ++i) {
      const Moving period = sorted_by_end[i];
      if (i < bounded) by_end[i] = period.number;
      sorted_by_start[next_by_start[period.epoch]++] = {end, period.number};
    }
  }
  by_start = FixedArray<std::uint32_t>(periods.size());
  for (std::size_t i = 0; i < periods.size(); ++i) by_start[i] = sorted_by_start[i].number;

  std::uint64_t holding = 0;
  for (std::uint32_t epoch = 0; epoch < epochs.count; ++epoch) holding += begun[epoch] - ended[epoch];
  by_epoch = holding <= most_listed;
  if (by_epoch) {
    list_by_epoch(sorted_by_start);
  } else {
    list_by_node(sorted_by_start);
  }
}

void SegmentIndex::Rep::count_by_day(const FixedArray<std::uint32_t>& starts, const FixedArray<std::uint32_t>& ends) {
  const SpannedDays& days = epochs.days;
  counts = FixedArray<std::uint32_t>(days.places());
  next = FixedArray<std::int32_t>(days.places());
  begun = FixedArray<std::uint32_t>(epochs.count, 0);
  ended = FixedArray<std::uint32_t>(epochs.count, 0);
  std::uint32_t has_begun = 0;
  std::uint32_t has_ended = 0;
  for (std::size_t place = 0; place < days.places(); ++place) {
    has_begun += starts[place];
    has_ended += ends[place];
    begun[epochs.by_place[place]] = has_begun;
    ended[epochs.by_place[place]] = has_ended;
    counts[place] = has_begun - has_ended;
  }
  std::int32_t change = beyond;
  for (std::size_t place = days.places(); place-- > 0;) {
    next[place] = change;
    if ((starts[place] | ends[place]) != 0) change = days.day_before() + static_cast<std::int32_t>(place);
  }
}

void SegmentIndex::Rep::list_by_epoch(const FixedArray<Moving>& sorted) {
  lists = FixedArray<std::uint32_t>(epochs.count + std::size_t{1});
  FixedArray<std::uint32_t> next_in(epochs.count);
  std::uint32_t sum = 0;
  for (std::uint32_t epoch = 0; epoch < epochs.count; ++epoch) {
    lists[epoch] = next_in[epoch] = sum;
    sum += begun[epoch] - ended[epoch];
  }
  lists[epochs.count] = sum;
  listed = FixedArray<std::uint32_t>(sum);
  for (std::uint32_t start = 1; start < epochs.count; ++start) {
    for (std::size_t i = begun[start - 1]; i < begun[start]; ++i) {
      for (std::uint32_t epoch = start; epoch < sorted[i].epoch; ++epoch) listed[next_in[epoch]++] = sorted[i].number;
    }
  }
}

void SegmentIndex::Rep::list_by_node(const FixedArray<Moving>& sorted) {
  tree = DayTree(epochs.count);
  open_begun = FixedArray<std::uint32_t>(epochs.count, 0);
  open = FixedArray<std::uint32_t>(sorted.size() - by_end.size());
  // Calls use(start, end, from, to): periods [from, to) of the order begin and end alike.
  const auto alike = [&](auto use) {
    for (std::uint32_t start = 1; start < epochs.count; ++start) {
      const std::size_t last = begun[start];
      for (std::size_t from = begun[start - 1]; from < last;) {
        const std::uint32_t end = sorted[from].epoch;
        std::size_t to = from + 1;
        while (to < last && sorted[to].epoch == end) ++to;
        use(start, end, from, to);
        from = to;
      }
    }
  };

  lists = FixedArray<std::uint32_t>(tree.nodes() + 1, 0);
  std::uint32_t* const sizes = lists.data() + 1;  // of node i in lists[i + 1], until they are summed up
  std::size_t used = 0;                           // levels, as bits
  alike([&](std::uint32_t start, std::uint32_t end, std::size_t from, std::size_t to) {
    const auto size = static_cast<std::uint32_t>(to - from);
    if (end == epochs.count) {
      open_begun[start] = size;
      return;
    }
    tree.nodes_of(start, end, [&](std::size_t node) {
      sizes[node] += size;
      used |= std::bit_floor(node);
    });
  });
  for (std::uint32_t epoch = 1; epoch < epochs.count; ++epoch) open_begun[epoch] += open_begun[epoch - 1];
  for (std::size_t node = 0; node < tree.nodes(); ++node) lists[node + 1] += lists[node];
  if (used != 0) {
    lowest = tree.height + 1 - static_cast<unsigned>(std::bit_width(used));
    highest = tree.height + 1 - static_cast<unsigned>(std::countr_zero(used));
  }

  listed = FixedArray<std::uint32_t>(lists[tree.nodes()]);
  FixedArray<std::uint32_t> next_in(tree.nodes());
  std::copy_n(lists.data(), tree.nodes(), next_in.data());
  alike([&](std::uint32_t start, std::uint32_t end, std::size_t from, std::size_t to) {
    const auto numbers = slice(by_start, from, to);
    if (end == epochs.count) {
      std::copy(numbers.begin(), numbers.end(), open.data() + open_begun[start - 1]);
      return;
    }
    tree.nodes_of(start, end, [&](std::size_t node) {
      std::copy(numbers.begin(), numbers.end(), listed.data() + next_in[node]);
      next_in[node] += static_cast<std::uint32_t>(numbers.size());
    });
  });
}

SegmentIndex::SegmentIndex() : SegmentIndex(std::span<const Period>()) {}

SegmentIndex::SegmentIndex(std::span<const Period> periods, std::span<const std::uint32_t> numbers)
    : rep_(std::make_shared<const Rep>(periods, numbers)) {
  counts_ = rep_->counts.data();
  next_ = rep_->next.data();
  day_before_ = rep_->epochs.days.day_before();
  last_place_ = rep_->epochs.days.last_place();
}

std::size_t SegmentIndex::size() const noexcept { return rep_->by_start.size(); }

// They share a day unless one begins only after the period, or has ended by its first day.
std::size_t SegmentIndex::count_overlapping(Period period) const noexcept {
  const std::size_t begun = period.until() ? rep_->begun_by(place_before(*period.until())) : size();
  return begun - rep_->ended_by(place(period.from()));
}

Runs SegmentIndex::on(Date day) const noexcept {
  const Rep& rep = *rep_;
  const std::size_t epoch = rep.epochs.by_place[place(day)];
  const std::uint32_t* const lists = rep.lists.data();
  const std::uint32_t* const listed = rep.listed.data();
  Runs runs;
  if (rep.by_epoch) {
    runs.add(listed + lists[epoch], lists[epoch + 1] - lists[epoch]);
    return runs;
  }
  runs.add(rep.open.data(), rep.open_begun[epoch]);
  const std::size_t leaf = rep.tree.leaf(epoch);
  for (unsigned level = rep.lowest; level < rep.highest; ++level) {
    const std::size_t node = leaf >> level;
    runs.add(listed + lists[node], lists[node + 1] - lists[node]);
  }
  return runs;
}

std::span<const std::uint32_t> SegmentIndex::beginning(Period period) const noexcept {
  return slice(rep_->by_start, rep_->begun_by(place_before(period.from())),
               period.until() ? rep_->begun_by(place_before(*period.until())) : size());
}

std::span<const std::uint32_t> SegmentIndex::ending(Period period) const noexcept {
  return slice(rep_->by_end, rep_->ended_by(place_before(period.from())),
               period.until() ? rep_->ended_by(place_before(*period.until())) : rep_->by_end.size());
}

std::size_t SegmentIndex::memory() const noexcept {
  const Rep& rep = *rep_;
  std::size_t bytes = sizeof(Rep) + rep.next.bytes();
  for (const auto* const table : {&rep.counts, &rep.epochs.by_place, &rep.begun, &rep.ended, &rep.open_begun,
                                  &rep.by_start, &rep.by_end, &rep.open, &rep.lists, &rep.listed})
    bytes += table->bytes();
  return bytes;
}

}  // namespace v0
}  // namespace truceline
