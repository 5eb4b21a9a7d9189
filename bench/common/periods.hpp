#pragma once

/// @file
/// The periods that indexes and peers are built over.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <vector>

#include <fmt/format.h>
#include <truceline/calendar/period.hpp>

#include "common/random.hpp"

namespace truceline::bench {

/// How long periods last: what share has no end, and how many days the others last at most.
struct Mix {
  const char* name;
  double open;
  std::uint32_t longest;
  double in_force;  ///< the share that is in force on a day, on average
};
/// Each period begins on a random day, so one without an end is in force on half of the days.
constexpr Mix open_ends{"open ends", 0.30, 312, 0.18};
constexpr Mix short_ones{"short", 0.0, 14, 0.002};
constexpr Mix mixes[] = {open_ends, short_ones};

inline Period random_period(Random& random, const Mix& mix) {
  const Date from = random_day(random);
  if (random.chance(mix.open)) return Period::since(from);
  return *Period::make(from, from + 1 + static_cast<int>(random.below(mix.longest)));
}

/// The day after the last as a number; the greatest where there is none.
inline std::int32_t end_of(const Period& period) {
  return period.until() ? period.until()->days_since_epoch() : std::numeric_limits<std::int32_t>::max();
}

/// The same periods as an index takes them, and as peers do.
struct Periods {
  std::vector<Period> periods;
  std::vector<std::int32_t> from;
  std::vector<std::int32_t> until;  ///< see end_of()

  Periods(const Mix& mix, std::size_t count) {
    Random random(count);  // the seed
    periods.reserve(count);
    from.reserve(count);
    until.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const Period& period = periods.emplace_back(random_period(random, mix));
      from.push_back(period.from().days_since_epoch());
      until.push_back(end_of(period));
    }
  }
};

/// On how many of the ten years' days they hold, all together.
inline double days_held(const std::vector<Period>& periods) {
  double days = 0;
  for (const Period& period : periods) {
    days += std::min(end_of(period), first_day.days_since_epoch() + day_count) - period.from().days_since_epoch();
  }
  return days;
}

/// Ends the program unless the mix is what it is called: within a tenth, where there are enough to tell.
inline void check_mix(const Mix& mix, const std::vector<Period>& held, std::size_t all) {
  const double share = days_held(held) / day_count / static_cast<double>(all);
  if (all < 100'000 || std::abs(share / mix.in_force - 1) < 0.1) return;
  fmt::print(stderr, "{} of {} in force, not {}\n", share, all, mix.in_force);
  std::exit(2);
}

}  // namespace truceline::bench
