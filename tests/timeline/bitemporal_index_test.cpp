// Every question to a BitemporalIndex, against a scan of the records, however many there are and however far apart; and
// the ways of picking numbers, against one another.

#include <truceline/timeline/bitemporal_index.hpp>

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "timeline/pick.hpp"

namespace truceline {
namespace {

using testing::ElementsAre;

Date day_numbered(int number) { return *Date::from_days(number); }

constexpr int min_day = -208188;
constexpr int max_day = 2932896;

// Where the periods of one time lie.
struct Times {
  int first = 0, last = 0;  // days on which they begin
  int longest = 1;          // days
  int open_percent = 0;
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  int between(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  Period period(const Times& times) {
    const int from = between(times.first, times.last);
    if (from == max_day || between(1, 100) <= times.open_percent) return Period::since(day_numbered(from));
    return *Period::make(day_numbered(from), day_numbered(std::min(max_day, from + between(1, times.longest))));
  }
  Date near(const Times& times) {
    if (between(1, 20) == 1) return day_numbered(between(min_day, max_day));
    return day_numbered(
        std::clamp(between(times.first - 3, std::min(times.last, max_day - 3) + times.longest + 3), min_day, max_day));
  }

 private:
  std::mt19937_64 random_;
};

std::vector<std::uint32_t> scan(const std::vector<Bitemporal>& records, Date on, Date known) {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    if (records[i].valid.contains(on) && records[i].known.contains(known)) numbers.push_back(i);
  }
  return numbers;
}

std::vector<std::uint32_t> answer(const BitemporalIndex& index, Date on, Date known) {
  std::vector<std::uint32_t> numbers;
  index.append(on, known, numbers);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void expect_agreement(const BitemporalIndex& index, const std::vector<Bitemporal>& records, Date on, Date known) {
  SCOPED_TRACE(to_string(on) + " as known on " + to_string(known));
  const auto expected = scan(records, on, known);
  ASSERT_EQ(index.count(on, known), expected.size());
  ASSERT_EQ(answer(index, on, known), expected);
}

void expect_law(std::uint64_t seed, int size, const Times& valid, const Times& known, int questions) {
  SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << size << " records");
  Dice dice(seed);
  std::vector<Bitemporal> records;
  for (int i = 0; i < size; ++i) {
    // Drawn one after the other: the order in which arguments are evaluated is open.
    const Period holds = dice.period(valid);
    records.push_back({holds, dice.period(known)});
  }
  const BitemporalIndex index(records);
  ASSERT_EQ(index.size(), records.size());
  for (const Date on : {Date::min(), Date::max()}) {
    for (const Date by : {Date::min(), Date::max()}) expect_agreement(index, records, on, by);
  }
  for (int i = 0; i < questions; ++i) {
    const Date on = dice.near(valid);
    expect_agreement(index, records, on, i % 5 == 0 ? Date::max() : dice.near(known));
  }
}

constexpr Times ten_years{18'000, 21'650, 1'200, 20};
constexpr Times ten_short_years{18'000, 21'650, 14, 0};
constexpr Times known_in_ten_years{18'000, 21'650, 700, 50};
constexpr Times few_days{100, 110, 8, 20};

TEST(BitemporalIndexLaws, few_records_on_few_days) {
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    expect_law(seed, static_cast<int>(seed % 50), few_days, few_days, 40);
}

TEST(BitemporalIndexLaws, records_of_ten_years_on_both_sides_of_what_is_few) {
  for (const int size : {63, 64, 65, 300, 2'047, 2'048, 2'049, 3'000}) {
    expect_law(static_cast<std::uint64_t>(size), size, ten_years, known_in_ten_years, 300);
    expect_law(static_cast<std::uint64_t>(size), size, ten_short_years, known_in_ten_years, 300);
  }
}

TEST(BitemporalIndexLaws, many_records_on_few_days) {
  expect_law(1, 2'048, few_days, few_days, 60);
  expect_law(2, 30'000, few_days, few_days, 60);
  expect_law(3, 30'000, few_days, known_in_ten_years, 60);
  expect_law(4, 30'000, ten_years, few_days, 60);
}

// 2,048 records count by block here: a table of their counts would be too large.
TEST(BitemporalIndexLaws, records_over_all_days_that_there_are) {
  const Times all{min_day, max_day, 1'000'000, 10};
  expect_law(1, 30, all, all, 200);
  expect_law(2, 2'048, all, all, 200);
  expect_law(3, 5'000, all, all, 200);
  expect_law(4, 5'000, all, ten_years, 200);
}

TEST(BitemporalIndexLaws, a_hundred_thousand_records) {
  expect_law(1, 100'000, ten_years, known_in_ten_years, 100);
  expect_law(2, 100'000, ten_short_years, known_in_ten_years, 100);
  expect_law(3, 100'000, ten_years, {18'000, 21'650, 1, 100}, 60);  // none is superseded
  expect_law(4, 100'000, {18'000, 21'650, 1, 100}, {18'000, 21'650, 30, 0}, 60);
}

TEST(BitemporalIndex, without_records_knows_of_nothing) {
  for (const BitemporalIndex& index : {BitemporalIndex(), BitemporalIndex(std::vector<Bitemporal>())}) {
    EXPECT_EQ(index.size(), 0U);
    EXPECT_EQ(index.count(Date(), Date::max()), 0U);
    EXPECT_TRUE(answer(index, Date::max(), Date::max()).empty());
    EXPECT_GT(index.memory(), 0U);
  }
}

TEST(BitemporalIndex, adds_to_what_is_there) {
  const Period always = Period::since(Date::min());
  for (const std::size_t size : {3U, 3'000U}) {
    const BitemporalIndex index(std::vector<Bitemporal>(size, {always, always}));
    std::vector<std::uint32_t> numbers{77};
    index.append(Date(), Date(), numbers);
    index.append(Date::max(), Date::min(), numbers);
    ASSERT_EQ(numbers.size(), 1 + 2 * size);
    EXPECT_EQ(numbers.front(), 77U);
    std::vector<std::uint32_t> twice(numbers.begin() + 1, numbers.end());
    std::sort(twice.begin(), twice.end());
    for (std::size_t i = 0; i < twice.size(); ++i) ASSERT_EQ(twice[i], i / 2);
  }
}

TEST(BitemporalIndex, tells_what_was_thought_from_what_was_learned) {
  const auto from = [](int valid, int known) {
    return Bitemporal{Period::since(day_numbered(valid)), Period::since(day_numbered(known))};
  };
  // Known on day 5 to hold from 10; learned on day 8 that it will from 20 only.
  const std::vector<Bitemporal> records{
      {Period::since(day_numbered(10)), *Period::make(day_numbered(5), day_numbered(8))}, from(20, 8)};
  const BitemporalIndex index(records);
  EXPECT_EQ(index.count(day_numbered(15), day_numbered(4)), 0U);
  EXPECT_THAT(answer(index, day_numbered(15), day_numbered(7)), ElementsAre(0));
  EXPECT_EQ(index.count(day_numbered(15), day_numbered(8)), 0U);
  EXPECT_THAT(answer(index, day_numbered(20), day_numbered(8)), ElementsAre(1));
}

TEST(Pickers, all_pick_the_same) {
  Dice dice(1);
  const std::vector<Picker> all = pickers();
  for (int round = 0; round < 2'000; ++round) {
    const auto size = static_cast<std::size_t>(dice.between(0, 70));
    const auto epoch = static_cast<std::uint32_t>(dice.between(0, 100));
    std::vector<std::uint32_t> from;
    std::vector<std::uint32_t> until;
    std::vector<std::uint32_t> numbers;
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < size; ++i) {
      from.push_back(static_cast<std::uint32_t>(dice.between(0, 100)));
      until.push_back(from[i] + static_cast<std::uint32_t>(dice.between(1, 60)));
      numbers.push_back(static_cast<std::uint32_t>(dice.between(0, max_day)) * 1'400U);
      if (from[i] <= epoch && epoch < until[i]) expected.push_back(numbers[i]);
    }
    for (const Picker& picker : all) {
      std::vector<std::uint32_t> picked(expected.size() + Picker::slack);
      const auto* const end = picker.around({from.data(), until.data(), numbers.data()}, size, epoch, picked.data());
      picked.resize(static_cast<std::size_t>(end - picked.data()));
      ASSERT_EQ(picked, expected);
    }
  }
}

}  // namespace
}  // namespace truceline
