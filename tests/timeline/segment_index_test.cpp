// Every question to a SegmentIndex, against a scan of the periods, on both sides of whatever changes how it is built.

#include <truceline/timeline/segment_index.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <tuple>

#include <gmock/gmock.h>

namespace truceline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Date day_at(int number) { return *Date::from_days(number); }
Period period_at(int from, int until) { return *Period::make(day_at(from), day_at(until)); }

// Periods and the numbers that they go by, asked in the plainest way.
struct Scan {
  std::vector<Period> periods;
  std::vector<std::uint32_t> numbers;

  template <class Test>
  [[nodiscard]] std::vector<std::uint32_t> where(Test test) const {
    std::vector<std::uint32_t> found;
    for (std::size_t i = 0; i < periods.size(); ++i) {
      if (test(periods[i])) found.push_back(numbers[i]);
    }
    std::sort(found.begin(), found.end());
    return found;
  }
  [[nodiscard]] std::optional<Date> next_change(Date after) const {
    std::optional<Date> next;
    const auto consider = [&](Date change) {
      if (change > after && (!next || change < *next)) next = change;
    };
    for (const Period& period : periods) {
      consider(period.from());
      if (period.until()) consider(*period.until());
    }
    return next;
  }
};

template <class Numbers>
std::vector<std::uint32_t> sorted(const Numbers& numbers) {
  std::vector<std::uint32_t> result(numbers.begin(), numbers.end());
  std::sort(result.begin(), result.end());
  return result;
}

// All places in `periods`, sorted by what `key` says of each, and then as given.
template <class Key>
std::vector<std::uint32_t> in_order(const std::vector<Period>& periods, Key key) {
  std::vector<std::uint32_t> places(periods.size());
  std::iota(places.begin(), places.end(), 0U);
  std::stable_sort(places.begin(), places.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key(periods[a]) < key(periods[b]); });
  return places;
}

void expect_agreement(const SegmentIndex& index, const Scan& scan, const std::vector<Date>& on,
                      const std::vector<Period>& during) {
  ASSERT_EQ(index.size(), scan.periods.size());
  for (const Date date : on) {
    SCOPED_TRACE(to_string(date));
    const auto held = scan.where([&](const Period& period) { return period.contains(date); });
    const Runs runs = index.on(date);
    ASSERT_EQ(index.count(date), held.size());
    ASSERT_EQ(runs.size(), held.size());
    ASSERT_EQ(runs.empty(), held.empty());
    ASSERT_EQ(sorted(runs.numbers()), held);
    for (const auto run : runs.runs()) ASSERT_FALSE(run.empty());
    ASSERT_EQ(index.next_change(date), scan.next_change(date));
  }
  for (const Period& term : during) {
    SCOPED_TRACE(to_string(term));
    ASSERT_EQ(index.count_overlapping(term),
              scan.where([&](const Period& period) { return period.overlaps(term); }).size());
    ASSERT_EQ(sorted(index.beginning(term)),
              scan.where([&](const Period& period) { return term.contains(period.from()); }));
    ASSERT_EQ(sorted(index.ending(term)),
              scan.where([&](const Period& period) { return period.until() && term.contains(*period.until()); }));
  }
}

// What a random set of periods is like.
struct Mix {
  int size = 0;
  int first = 0, last = 0;  // days on which periods begin
  int longest = 1;          // days
  int open_percent = 0;
};

struct PeriodCase {
  Scan scan;
  std::vector<Date> on;
  std::vector<Period> during;
};

PeriodCase random_case(std::uint64_t seed, const Mix& mix, int questions) {
  std::mt19937_64 random(seed);
  const auto between = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  const int min = Date::min().days_since_epoch();
  const int max = Date::max().days_since_epoch();
  PeriodCase result;
  for (int i = 0; i < mix.size; ++i) {
    const int from = between(mix.first, mix.last);
    const bool open = from == max || between(1, 100) <= mix.open_percent;
    result.scan.periods.push_back(open ? Period::since(day_at(from))
                                       : period_at(from, std::min(max, from + between(1, mix.longest))));
    result.scan.numbers.push_back(static_cast<std::uint32_t>(i));
  }
  const auto some_day = [&] {
    const int near = between(mix.first - 3, std::min(max - 3, mix.last) + mix.longest + 3);
    return between(1, 20) == 1 ? day_at(between(min, max)) : day_at(std::clamp(near, min, max));
  };
  result.on = {Date::min(), Date::max()};
  for (int i = 0; i < questions; ++i) result.on.push_back(some_day());
  result.during = {Period::since(Date::min()), Period::since(Date::max()), Period::from_day(Date::min()),
                   *Period::make(Date::min(), Date::max())};
  for (int i = 0; i < questions; ++i) {
    const Date from = some_day();
    const Date until = some_day();
    if (from < until) result.during.push_back(*Period::make(from, until));
    result.during.push_back(i % 2 == 0 ? Period::since(from) : Period::from_day(from));
  }
  return result;
}

void expect_law(std::uint64_t seed, const Mix& mix, int questions) {
  SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << mix.size << " periods");
  const PeriodCase made = random_case(seed, mix, questions);
  const SegmentIndex index(made.scan.periods);
  expect_agreement(index, made.scan, made.on, made.during);
  const auto open = [](const Period& period) { return !period.until().has_value(); };
  const auto beginning = in_order(made.scan.periods, [&](const Period& period) {
    return std::tuple(period.from(), open(period), period.until().value_or(Date::max()));
  });
  ASSERT_TRUE(std::ranges::equal(index.beginning(Period::since(Date::min())), beginning));
  auto ending = in_order(made.scan.periods, [](const Period& period) { return period.until().value_or(Date::max()); });
  std::erase_if(ending, [&](std::uint32_t place) { return open(made.scan.periods[place]); });
  ASSERT_TRUE(std::ranges::equal(index.ending(Period::since(Date::min())), ending));
}

constexpr int min_number = -208188;
constexpr int max_number = 2932896;

TEST(SegmentIndexLaws, few_periods_on_few_days) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const int size = static_cast<int>(seed % 40);
    expect_law(seed, {.size = size, .first = 100, .last = 110, .longest = 8, .open_percent = 20}, 20);
  }
}

TEST(SegmentIndexLaws, hundreds_of_periods) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    expect_law(seed, {.size = 300, .first = 18'000, .last = 21'650, .longest = 1'200, .open_percent = 10}, 60);
    expect_law(seed, {.size = 900, .first = -3, .last = 3, .longest = 4, .open_percent = 50}, 12);
  }
}

// Above 2^18 numbers held over all epochs there is a tree.
TEST(SegmentIndexLaws, thousands_of_periods) {
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    expect_law(seed, {.size = 5'000, .first = 18'000, .last = 21'650, .longest = 9, .open_percent = 0}, 60);
    expect_law(seed, {.size = 5'000, .first = 18'000, .last = 21'650, .longest = 4'000, .open_percent = 5}, 60);
    expect_law(seed, {.size = 5'000, .first = 18'000, .last = 21'650, .longest = 12, .open_percent = 30}, 60);
    expect_law(seed, {.size = 5'000, .first = 18'000, .last = 21'650, .longest = 1, .open_percent = 100}, 60);
    expect_law(seed, {.size = 20'000, .first = 0, .last = 64, .longest = 64, .open_percent = 5}, 60);
  }
}

TEST(SegmentIndexLaws, a_hundred_thousand_periods) {
  expect_law(1, {.size = 100'000, .first = 18'000, .last = 21'650, .longest = 1'300, .open_percent = 10}, 25);
  expect_law(2, {.size = 100'000, .first = 18'000, .last = 21'650, .longest = 14, .open_percent = 0}, 25);
}

TEST(SegmentIndexLaws, periods_over_all_days_that_there_are) {
  expect_law(1, {.size = 50, .first = min_number, .last = max_number, .longest = 1'000'000, .open_percent = 20}, 100);
  expect_law(2, {.size = 4'000, .first = min_number, .last = max_number, .longest = 3'000'000, .open_percent = 5}, 100);
  expect_law(3, {.size = 40'000, .first = min_number, .last = max_number, .longest = 200'000, .open_percent = 1}, 25);
}

// All thresholds of size at which a power of two of leaves is full, or one over.
TEST(SegmentIndexLaws, periods_on_every_day_of_a_span) {
  for (const int span : {1'022, 1'023, 1'024, 1'025, 4'094, 4'095, 4'096}) {
    PeriodCase made = random_case(static_cast<std::uint64_t>(span),
                                  {.size = 600, .first = 0, .last = span - 1, .longest = span, .open_percent = 10}, 20);
    for (int i = 0; i < span; ++i) {
      made.scan.numbers.push_back(static_cast<std::uint32_t>(made.scan.periods.size()));
      made.scan.periods.push_back(period_at(i, i % 3 == 0 ? span : i + 1));
      if (i % 7 == 0) made.on.push_back(day_at(i));
    }
    expect_agreement(SegmentIndex(made.scan.periods), made.scan, made.on, made.during);
  }
}

TEST(SegmentIndexLaws, numbers_given_may_repeat) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    PeriodCase made = random_case(
        seed, {.size = seed % 2 == 0 ? 200 : 6'000, .first = 0, .last = 300, .longest = 200, .open_percent = 10}, 30);
    for (std::size_t i = 0; i < made.scan.numbers.size(); ++i)
      made.scan.numbers[i] = static_cast<std::uint32_t>(4'294'967'295U - i / 3);
    expect_agreement(SegmentIndex(made.scan.periods, made.scan.numbers), made.scan, made.on, made.during);
  }
}

TEST(SegmentIndexLaws, runs_are_at_most_sixteen_within_89_years) {
  const int last = 89 * 365;
  PeriodCase made = random_case(5, {.size = 70'000, .first = 0, .last = last, .longest = last, .open_percent = 5}, 0);
  for (Period& period : made.scan.periods) {
    if (period.until() && *period.until() > day_at(last))
      period = period_at(period.from().days_since_epoch() - 1, last);
  }
  const SegmentIndex index(made.scan.periods);
  std::size_t most = 0;
  for (int i = 0; i <= last; i += 7) {
    const Runs runs = index.on(day_at(i));
    most = std::max(most, runs.runs().size());
    ASSERT_EQ(runs.size(), index.count(day_at(i)));
  }
  EXPECT_LE(most, 16U);
  EXPECT_GT(most, 8U);  // a tree it is
}

TEST(SegmentIndex, without_periods_knows_of_nothing) {
  for (const SegmentIndex& index : {SegmentIndex(), SegmentIndex(std::vector<Period>())}) {
    EXPECT_EQ(index.size(), 0U);
    for (const Date date : {Date::min(), Date(), Date::max()}) {
      EXPECT_EQ(index.count(date), 0U);
      EXPECT_TRUE(index.on(date).empty());
      EXPECT_EQ(index.on(date).size(), 0U);
      EXPECT_EQ(index.next_change(date), std::nullopt);
    }
    EXPECT_EQ(index.count_overlapping(Period::since(Date::min())), 0U);
    EXPECT_THAT(index.beginning(Period::since(Date::min())), IsEmpty());
    EXPECT_THAT(index.ending(Period::since(Date::min())), IsEmpty());
    EXPECT_GT(index.memory(), 0U);
  }
}

TEST(SegmentIndex, knows_the_first_day_and_the_last) {
  const SegmentIndex index(std::vector<Period>{Period::since(Date::min()), *Period::make(Date::min(), Date::max()),
                                               Period::since(Date::max()), Period::from_day(Date::min())});
  EXPECT_EQ(sorted(index.on(Date::min()).numbers()), (std::vector<std::uint32_t>{0, 1, 3}));
  EXPECT_EQ(sorted(index.on(Date()).numbers()), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(sorted(index.on(Date::max()).numbers()), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(index.next_change(Date::min()), Date::min() + 1);
  EXPECT_EQ(index.next_change(Date::min() + 1), Date::max());
  EXPECT_EQ(index.next_change(Date::max()), std::nullopt);
  EXPECT_EQ(index.count_overlapping(Period::since(Date::max())), 2U);
  EXPECT_EQ(index.count_overlapping(Period::from_day(Date::min())), 3U);
  EXPECT_EQ(sorted(index.beginning(Period::from_day(Date::min()))), (std::vector<std::uint32_t>{0, 1, 3}));
  EXPECT_THAT(index.beginning(Period::from_day(Date::max())), ElementsAre(2));
  EXPECT_THAT(index.ending(Period::from_day(Date::max())), ElementsAre(1));
  EXPECT_THAT(index.ending(Period::from_day(Date::min())), IsEmpty());
}

TEST(SegmentIndex, outlives_what_it_was_made_from_and_is_copied_cheaply) {
  SegmentIndex copy;
  {
    const SegmentIndex index(std::vector<Period>{period_at(10, 20), period_at(15, 30)});
    copy = index;
    const Runs runs = index.on(day_at(16));
    const Runs of_copy = copy.on(day_at(16));
    EXPECT_EQ(runs.runs().front().data(), of_copy.runs().front().data());
  }
  EXPECT_EQ(copy.count(day_at(16)), 2U);
  EXPECT_EQ(copy.on(day_at(29)).numbers(), (std::vector<std::uint32_t>{1}));
  const Runs runs = copy.on(day_at(16));
  const Runs same = runs;  // as good as the first
  EXPECT_EQ(same.numbers(), runs.numbers());
}

TEST(SegmentIndex, tells_its_memory_by_days_spanned_and_periods) {
  const std::size_t narrow = SegmentIndex(std::vector<Period>{period_at(0, 10)}).memory();
  const std::size_t wide = SegmentIndex(std::vector<Period>{period_at(0, 100'010)}).memory();
  EXPECT_EQ(wide - narrow, 12U * 100'000);
}

}  // namespace
}  // namespace truceline
