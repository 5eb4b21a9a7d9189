#pragma once

/// @file
/// Random data that is the same on every machine: the distributions of <random> are not.

#include <cstdint>
#include <random>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/period.hpp>

namespace truceline::bench {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  /// 0 to bound - 1.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(((engine_() >> 32) * bound) >> 32); }
  bool chance(double share) { return static_cast<double>(engine_() >> 11) < share * 0x1p53; }

 private:
  std::mt19937_64 engine_;
};

/// The ten years over which all days are spread.
constexpr Date first_day = *Date::from_ymd(2017, 1, 1);
constexpr int day_count = *Date::from_ymd(2027, 1, 1) - first_day;
inline Date random_day(Random& random) { return first_day + static_cast<int>(random.below(day_count)); }

inline std::vector<Date> random_days(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<Date> days(count);
  for (Date& day : days) day = random_day(random);
  return days;
}

}  // namespace truceline::bench
