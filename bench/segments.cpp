// What holds on a day: counted, listed, handed out as spans; what overlaps, what changes next, what ends soon.

#include <cstring>
#include <set>

#include <fmt/format.h>
#include <boost/icl/interval_map.hpp>
#include <boost/icl/split_interval_map.hpp>
#include <truceline/timeline/segment_index.hpp>

#include "common/contest.hpp"
#include "common/outside.hpp"
#include "common/periods.hpp"
#include "common/sqlite.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t question_count = 1 << 16;
constexpr std::size_t fast = 1 << 10;  // questions a run, for what takes nanoseconds
constexpr int expiring_term = 30;

// ---- peers ----------------------------------------------------------------------------------------------------------

/// Starts and ends sorted apart: as many hold as have begun and not ended.
struct SortedBounds {
  std::vector<std::int32_t> starts;
  std::vector<std::int32_t> ends;
  std::vector<std::int32_t> turns;  // both, each day once

  explicit SortedBounds(const Periods& data) : starts(data.from), ends(data.until), turns(data.from) {
    std::ranges::sort(starts);
    std::ranges::sort(ends);
    for (const std::int32_t end : ends) {
      if (end != std::numeric_limits<std::int32_t>::max()) turns.push_back(end);
    }
    std::ranges::sort(turns);
    const auto repeated = std::ranges::unique(turns);
    turns.erase(repeated.begin(), repeated.end());
  }
  // How many are on the day or before.
  static std::uint32_t through(const std::vector<std::int32_t>& sorted, std::int32_t day) {
    return static_cast<std::uint32_t>(std::upper_bound(sorted.begin(), sorted.end(), day) - sorted.begin());
  }
  [[nodiscard]] std::uint32_t count(std::int32_t day) const { return through(starts, day) - through(ends, day); }
  [[nodiscard]] std::uint32_t count_overlapping(std::int32_t first, std::int32_t end) const {
    return through(starts, end - 1) - through(ends, first);
  }
};

/// Tests every period, sixty-four at a time into a mask, without a branch; compilers vectorise it.
struct Scan {
  const Periods& data;

  [[nodiscard]] std::uint32_t count(std::int32_t day) const {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < data.from.size(); ++i) sum += (data.from[i] <= day) & (day < data.until[i]);
    return sum;
  }
  std::uint32_t list(std::int32_t day, std::uint32_t* numbers) const {
    std::uint32_t* const begin = numbers;
    const std::size_t size = data.from.size();
    std::size_t at = 0;
    for (; at + 64 <= size; at += 64) {
      const std::int32_t* const from = data.from.data() + at;
      const std::int32_t* const until = data.until.data() + at;
      std::uint8_t holds[64];
      for (int i = 0; i < 64; ++i) holds[i] = static_cast<std::uint8_t>((from[i] <= day) & (day < until[i]));
      for (std::size_t eight = 0; eight < 64; eight += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, holds + eight, 8);
        for (; bytes != 0; bytes &= bytes - 1) {
          *numbers++ = static_cast<std::uint32_t>(at + eight) + static_cast<std::uint32_t>(__builtin_ctzll(bytes)) / 8;
        }
      }
    }
    for (; at < size; ++at) {
      *numbers = static_cast<std::uint32_t>(at);
      numbers += (data.from[at] <= day) & (day < data.until[at]);
    }
    return static_cast<std::uint32_t>(numbers - begin);
  }
};

/// Boost.ICL: how many hold on each stretch of days.
class IclCounts {
 public:
  explicit IclCounts(const Periods& data) {
    using Interval = boost::icl::interval<std::int32_t>;
    // One by one, each takes as long as it has stretches; many periods are summed by day first, with the same result.
    if (data.from.size() <= 1'000) {
      for (std::size_t i = 0; i < data.from.size(); ++i) {
        map_ += std::pair(Interval::right_open(data.from[i], data.until[i]), 1);
      }
      return;
    }
    std::map<std::int32_t, int> turns;
    for (std::size_t i = 0; i < data.from.size(); ++i) {
      ++turns[data.from[i]];
      --turns[data.until[i]];
    }
    int count = 0;
    for (auto turn = turns.begin(); turn != turns.end(); ++turn) {
      count += turn->second;
      if (count != 0) map_ += std::pair(Interval::right_open(turn->first, std::next(turn)->first), count);
    }
  }
  [[nodiscard]] std::uint32_t count(std::int32_t day) const {
    const auto found = map_.find(day);
    return found == map_.end() ? 0 : static_cast<std::uint32_t>(found->second);
  }

 private:
  boost::icl::interval_map<std::int32_t, int> map_;
};

/// Boost.ICL: which hold on each stretch of days.
class IclSets {
 public:
  explicit IclSets(const Periods& data) {
    using Interval = boost::icl::interval<std::int32_t>;
    for (std::uint32_t i = 0; i < data.from.size(); ++i) {
      map_ += std::pair(Interval::right_open(data.from[i], data.until[i]), std::set<std::uint32_t>{i});
    }
  }
  std::uint32_t list(std::int32_t day, std::uint32_t* numbers) const {
    const auto found = map_.find(day);
    if (found == map_.end()) return 0;
    return static_cast<std::uint32_t>(std::ranges::copy(found->second, numbers).out - numbers);
  }

 private:
  boost::icl::split_interval_map<std::int32_t, std::set<std::uint32_t>> map_;
};

class SqlitePeriods {
 public:
  explicit SqlitePeriods(const Periods& data) {
    database_.run("create table held(number integer primary key, first int, until int); begin");
    Sqlite::Statement insert = database_.prepare("insert into held values(?, ?, ?)");
    for (std::size_t i = 0; i < data.from.size(); ++i) {
      insert.bind({static_cast<std::int64_t>(i), data.from[i], data.until[i]});
      insert.step();
    }
    database_.run(
        "commit; create index by_first on held(first, until); create index by_until on held(until, first);"
        "analyze");
    count_.emplace(database_.prepare("select count(*) from held where first <= ?1 and until > ?1"));
    list_.emplace(database_.prepare("select number from held where first <= ?1 and until > ?1"));
  }
  [[nodiscard]] std::uint32_t count(std::int32_t day) {
    count_->bind({day});
    count_->step();
    return static_cast<std::uint32_t>(count_->number(0));
  }
  std::uint32_t list(std::int32_t day, std::uint32_t* numbers) {
    list_->bind({day});
    std::uint32_t size = 0;
    while (list_->step()) numbers[size++] = static_cast<std::uint32_t>(list_->number(0));
    return size;
  }

 private:
  Sqlite database_;
  std::optional<Sqlite::Statement> count_;
  std::optional<Sqlite::Statement> list_;
};

// ---- ours -----------------------------------------------------------------------------------------------------------

std::uint32_t list(const SegmentIndex& index, Date day, std::uint32_t* numbers) {
  std::uint32_t* end = numbers;
  const Runs runs = index.on(day);
  for (const std::span<const std::uint32_t> run : runs.runs()) end = std::ranges::copy(run, end).out;
  return static_cast<std::uint32_t>(end - numbers);
}

// ---- the questions --------------------------------------------------------------------------------------------------

class Segments {
 public:
  Segments(Report& report, const Mix& mix, std::size_t n)
      : report_(report),
        mix_(mix),
        n_(n),
        data_(mix, n),
        index_(data_.periods),
        bounds_(data_),
        days_(random_days(question_count, n + 1)),
        slow_checks_(n <= 1'000     ? 1'000
                     : n <= 100'000 ? 100
                                    : 10) {}

  void ask_all(const SegmentIndex& small, const std::vector<Date>& small_days) {
    if (n_ <= 1'000'000) sqlite_.emplace(data_);
    count(small, small_days);
    overlap();
    enumerate();
    spans();
    next_change();
    expiring();
  }
  [[nodiscard]] const SegmentIndex& index() const { return index_; }
  [[nodiscard]] const std::vector<Date>& days() const { return days_; }

 private:
  [[nodiscard]] std::span<const Date> days_of() const { return days_; }
  static std::int32_t number(Date day) { return day.days_since_epoch(); }

  void count(const SegmentIndex& small, const std::vector<Date>& small_days) {
    const IclCounts icl(data_);
    const Scan scan{data_};
    const auto ours = [&](Date day) { return static_cast<std::uint32_t>(index_.count(day)); };
    const auto by_bounds = [&](Date day) { return bounds_.count(number(day)); };
    const auto by_icl = [&](Date day) { return icl.count(number(day)); };
    const auto by_scan = [&](Date day) { return scan.count(number(day)); };
    Contest contest(report_, "count in force on a day", n_, mix_.name);
    contest.ours(rounds(days_of(), fast, ours))
        .against("Boost.ICL interval_map", rounds(days_of(), fast, by_icl),
                 alike(days_of(), question_count, ours, by_icl), quicker(40))
        .against("two upper_bounds", rounds(days_of(), fast, by_bounds),
                 alike(days_of(), question_count, ours, by_bounds), quicker(60))
        .against("linear scan", rounds(days_of(), 1, by_scan), alike(days_of(), slow_checks_, ours, by_scan));
    if (sqlite_) {
      const auto by_sqlite = [&](Date day) { return sqlite_->count(number(day)); };
      contest.against("SQLite", rounds(days_of(), 1, by_sqlite), alike(days_of(), slow_checks_, ours, by_sqlite));
    }
    if (asks_outside()) ask_outside(contest, report_, "count", table(), questions(), outside_answers(ours));
    if (n_ == 10'000'000 || (report_.quick() && n_ == 1'000'000)) {
      const auto at_small = [&](Date day) { return static_cast<std::uint32_t>(small.count(day)); };
      contest.against("itself at 300", rounds(std::span(small_days), fast, at_small), std::nullopt, at_most(1.5));
    }
    contest.run();
  }

  void overlap() {
    std::vector<Period> asked;
    Random random(n_ + 2);
    for (std::size_t i = 0; i < question_count; ++i) {
      const Date from = random_day(random);
      asked.push_back(*Period::make(from, from + 1 + static_cast<int>(random.below(365))));
    }
    const std::span<const Period> questions = asked;
    const auto ours = [&](const Period& period) {
      return static_cast<std::uint32_t>(index_.count_overlapping(period));
    };
    const auto by_bounds = [&](const Period& period) {
      return bounds_.count_overlapping(number(period.from()), end_of(period));
    };
    Contest(report_, "count sharing a day with a period", n_, mix_.name)
        .ours(rounds(questions, fast, ours))
        .against("two upper_bounds", rounds(questions, fast, by_bounds),
                 alike(questions, question_count, ours, by_bounds))
        .run();
  }

  void enumerate() {
    std::vector<std::uint32_t> numbers(n_);
    const Scan scan{data_};
    const auto ours = [&](Date day) { return list(index_, day, numbers.data()); };
    const auto by_scan = [&](Date day) { return scan.list(number(day), numbers.data()); };
    // Each writes into `numbers`; the numbers are compared in order.
    const auto sorted = [&](const auto& ask) {
      return [&](Date day) {
        const std::uint32_t size = ask(day);
        std::vector<std::uint32_t> result(numbers.begin(), numbers.begin() + size);
        std::ranges::sort(result);
        return result;
      };
    };
    const std::size_t some = n_ <= 1'000 ? 64 : 1;
    Contest contest(report_, "enumerate into ids", n_, mix_.name);
    const Goal against_scan = n_ == 300 ? quicker(4) : n_ == 100'000 ? quicker(5) : Goal();
    contest.ours(rounds(days_of(), some, ours))
        .against("linear scan", rounds(days_of(), some, by_scan),
                 alike(days_of(), slow_checks_, sorted(ours), sorted(by_scan)), against_scan);
    std::optional<IclSets> icl;
    if (n_ <= 1'000) {
      icl.emplace(data_);
      const auto by_icl = [&](Date day) { return icl->list(number(day), numbers.data()); };
      contest.against("Boost.ICL of sets", rounds(days_of(), some, by_icl),
                      alike(days_of(), slow_checks_, sorted(ours), sorted(by_icl)));
    }
    if (sqlite_) {
      const auto by_sqlite = [&](Date day) { return sqlite_->list(number(day), numbers.data()); };
      contest.against("SQLite", rounds(days_of(), 1, by_sqlite),
                      alike(days_of(), slow_checks_, sorted(ours), sorted(by_sqlite)),
                      n_ == 100'000 ? quicker(500) : Goal());
    }
    if (asks_outside()) {
      ask_outside(contest, report_, "enumerate", table(), questions(), outside_answers([&](Date day) {
                    std::int64_t sum = 0;
                    for (const std::uint32_t number : sorted(ours)(day)) sum += number;
                    return sum;
                  }));
    }
    contest.run();
  }

  void spans() {
    const auto ours = [&](Date day) {
      const Runs runs = index_.on(day);
      benchmark::DoNotOptimize(&runs);
      return static_cast<std::uint32_t>(runs.runs().size());
    };
    // That they hold the right numbers is checked in enumerate().
    const auto size = [&](Date day) { return index_.on(day).size(); };
    const auto count = [&](Date day) { return index_.count(day); };
    Contest(report_, "enumerate as spans", n_, mix_.name)
        .ours(rounds(days_of(), fast, ours))
        .to_reach(within(n_ == 300 ? 12 : 60), alike(days_of(), question_count, size, count))
        .run();
  }

  void next_change() {
    constexpr std::int32_t none = std::numeric_limits<std::int32_t>::max();
    const auto ours = [&](Date day) { return index_.next_change(day); };
    const auto ours_as_number = [&](Date day) {
      const std::optional<Date> next = ours(day);
      return next ? number(*next) : none;
    };
    const auto by_bounds = [&](Date day) {
      const auto next = std::upper_bound(bounds_.turns.begin(), bounds_.turns.end(), number(day));
      return next == bounds_.turns.end() ? none : *next;
    };
    Contest(report_, "next change", n_, mix_.name)
        .ours(rounds(days_of(), fast, ours))
        .against("upper_bound", rounds(days_of(), fast, by_bounds),
                 alike(days_of(), question_count, ours_as_number, by_bounds), quicker(50))
        .run();
  }

  void expiring() {
    std::vector<std::uint32_t> by_end(n_);
    for (std::uint32_t i = 0; i < n_; ++i) by_end[i] = i;
    std::ranges::stable_sort(by_end, {}, [&](std::uint32_t i) { return data_.until[i]; });
    const auto ours = [&](Date day) { return index_.ending(*Period::make(day, day + expiring_term)); };
    const auto by_bounds = [&](Date day) {
      const auto begin = std::ranges::lower_bound(bounds_.ends, number(day)) - bounds_.ends.begin();
      const auto end = std::ranges::lower_bound(bounds_.ends, number(day) + expiring_term) - bounds_.ends.begin();
      return std::span<const std::uint32_t>(by_end).subspan(static_cast<std::size_t>(begin),
                                                            static_cast<std::size_t>(end - begin));
    };
    const auto sorted = [](const auto& ask) {
      return [&](Date day) {
        const std::span<const std::uint32_t> found = ask(day);
        std::vector<std::uint32_t> numbers(found.begin(), found.end());
        std::ranges::sort(numbers);
        return numbers;
      };
    };
    Contest(report_, "expiring within 30 days", n_, mix_.name)
        .ours(rounds(days_of(), fast, ours))
        .against("two lower_bounds", rounds(days_of(), fast, by_bounds),
                 alike(days_of(), slow_checks_, sorted(ours), sorted(by_bounds)))
        .run();
  }

  // ---- databases in other processes ---------------------------------------------------------------------------------

  static constexpr std::size_t outside_questions_ = 50;
  [[nodiscard]] bool asks_outside() const { return n_ == 300 || n_ == 100'000; }
  [[nodiscard]] Table table() const {
    Table table;
    for (std::size_t i = 0; i < n_; ++i) {
      const bool open = !data_.periods[i].until();
      table += fmt::format("{},{},{}\n", i, data_.from[i], open ? "" : std::to_string(data_.until[i]));
    }
    return table;
  }
  [[nodiscard]] Table questions() const {
    Table table;
    for (const Date day : days_of().first(outside_questions_)) table += fmt::format("{}\n", number(day));
    return table;
  }
  template <class Ask>
  [[nodiscard]] std::vector<std::int64_t> outside_answers(Ask ask) const {
    std::vector<std::int64_t> answers;
    for (const Date day : days_of().first(outside_questions_)) answers.push_back(static_cast<std::int64_t>(ask(day)));
    return answers;
  }

  Report& report_;
  const Mix& mix_;
  std::size_t n_;
  Periods data_;
  SegmentIndex index_;
  SortedBounds bounds_;
  std::vector<Date> days_;
  std::size_t slow_checks_;  // how many answers of slow peers are compared
  std::optional<SqlitePeriods> sqlite_;
};

int run(int argc, char** argv) {
  Report report(argc, argv);
  const std::vector<std::size_t> sizes = report.quick()
                                             ? std::vector<std::size_t>{300, 100'000, 1'000'000}
                                             : std::vector<std::size_t>{300, 1'000, 100'000, 1'000'000, 10'000'000};
  for (const Mix& mix : mixes) {
    const Segments small(report, mix, 300);
    for (const std::size_t n : sizes) {
      Segments segments(report, mix, n);
      segments.ask_all(small.index(), small.days());
    }
  }
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
