#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <truceline/calendar/clock.hpp>
#include <truceline/record/dataset.hpp>
#include <truceline/timeline/timeline.hpp>

namespace truceline {
inline namespace v0 {

/// Minutes since 1970-01-01 00:00 on some place's own clock.
using Minute = std::int64_t;
inline constexpr Minute minutes_a_day = 1440;
inline constexpr Minute never = std::numeric_limits<Minute>::max();
/// Days since 1970-01-01.
using DayNumber = std::int32_t;
inline constexpr DayNumber always_known = std::numeric_limits<DayNumber>::min();
inline constexpr DayNumber never_known = std::numeric_limits<DayNumber>::max();

[[nodiscard]] constexpr Minute minute_of(DayNumber day) noexcept { return Minute{day} * minutes_a_day; }
[[nodiscard]] constexpr DayNumber day_of(Minute minute) noexcept {
  const Minute day = minute / minutes_a_day;
  return static_cast<DayNumber>(minute % minutes_a_day < 0 ? day - 1 : day);
}
[[nodiscard]] inline Date date_of(DayNumber day) noexcept {
  if (day < Date::min().days_since_epoch()) return Date::min();
  return Date::from_days(day).value_or(Date::max());
}

/// The days on which a claim may have become known (rule 2).
struct KnownSpan {
  DayNumber first = 0;
  DayNumber last = 0;
};

/// What a scenario lays over the records (rule 25): claims taken to hold, and claims taken away, by id.
struct Overlay {
  absl::flat_hash_set<std::string> applied;
  absl::flat_hash_set<std::string> ignored;
};

/// A dataset's records by number, with everything about them that depends on no day: the claims of each measure after
/// aliases, in the order in which they become known; who corrects whom; what is part of what. Refers to the dataset,
/// which must outlive it.
class Book {
 public:
  Book(const Dataset& dataset, Knowledge knowledge, const Overlay& overlay);

  [[nodiscard]] const Dataset& dataset() const noexcept { return *dataset_; }
  [[nodiscard]] const Claim& claim(int index) const noexcept {
    return dataset_->claims[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const Measure& measure(int index) const noexcept {
    return dataset_->measures[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] int measure_count() const noexcept { return static_cast<int>(dataset_->measures.size()); }
  [[nodiscard]] std::optional<int> find_claim(std::string_view id) const noexcept;
  [[nodiscard]] std::optional<int> find_measure(std::string_view id) const noexcept;

  [[nodiscard]] KnownSpan known(int claim) const noexcept { return known_[static_cast<std::size_t>(claim)]; }
  /// The source's own known day, whatever a scenario makes of the claim.
  [[nodiscard]] DayNumber told(int claim) const noexcept { return told_[static_cast<std::size_t>(claim)]; }
  [[nodiscard]] bool is_applied(int claim) const noexcept { return applied_[static_cast<std::size_t>(claim)] != 0; }
  /// Whether it moves the legal state: done, announced, or applied by a scenario.
  [[nodiscard]] bool moves(int claim_index) const noexcept {
    return is_applied(claim_index) || truceline::moves(claim(claim_index).standing);
  }
  [[nodiscard]] bool is_act(int claim) const noexcept { return act_[static_cast<std::size_t>(claim)] != 0; }
  /// Claims about a measure, ordered by known day, articles before acts, then id.
  [[nodiscard]] const std::vector<int>& claims_of(int measure) const noexcept {
    return claims_of_[static_cast<std::size_t>(measure)];
  }
  /// The measures that a claim is about.
  [[nodiscard]] const std::vector<int>& measures_of(int claim) const noexcept {
    return measures_of_[static_cast<std::size_t>(claim)];
  }
  [[nodiscard]] const std::vector<int>& correctors_of(int claim) const noexcept {
    return correctors_of_[static_cast<std::size_t>(claim)];
  }
  [[nodiscard]] int parent_of(int measure) const noexcept {
    return parent_of_[static_cast<std::size_t>(measure)];
  }  ///< -1: none
  [[nodiscard]] const std::vector<int>& parts_of(int measure) const noexcept {
    return parts_of_[static_cast<std::size_t>(measure)];
  }
  [[nodiscard]] Zone clock(int measure) const noexcept { return clock_[static_cast<std::size_t>(measure)]; }

  /// Whether a claim counts for someone who knows what was known by `by`: it is known, and nothing known silences it
  /// (rule 24).
  [[nodiscard]] bool counts(int claim, DayNumber by) const noexcept;
  /// The order in which claims are taken: known day, articles before acts, id.
  [[nodiscard]] bool before(int left, int right) const noexcept;
  /// Where a name in `of`, `anchor` or `corrects` leads; -1 where it is empty or unknown.
  [[nodiscard]] int refer(std::string_view id) const noexcept { return id.empty() ? -1 : find_claim(id).value_or(-1); }

  /// Days on which anything becomes known that a measure's answers depend on, in order: its own claims, its packages',
  /// those it is anchored to, and what corrects any of these.
  [[nodiscard]] std::vector<DayNumber> epochs_of(int measure) const;
  /// The last day on which any claim becomes known; Date::min() without claims.
  [[nodiscard]] DayNumber last_known() const noexcept { return last_known_; }

 private:
  const Dataset* dataset_;
  absl::flat_hash_map<std::string_view, int> claim_index_, measure_index_;
  std::vector<KnownSpan> known_;
  std::vector<DayNumber> told_;
  std::vector<char> act_, applied_, ignored_;
  std::vector<std::vector<int>> claims_of_, measures_of_, correctors_of_, parts_of_;
  std::vector<int> parent_of_;
  std::vector<Zone> clock_;
  DayNumber last_known_;
};

}  // namespace v0
}  // namespace truceline
