#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <truceline/timeline/segment_index.hpp>

#include "timeline/account.hpp"
#include "timeline/lazy.hpp"

namespace truceline {
inline namespace v0 {

/// Stretch number `stretch` of measure number `measure`.
struct StretchOf {
  std::uint32_t measure = 0;
  std::uint32_t stretch = 0;
};

/// Stretches in the order of the dataset, and an index whose numbers are places among them.
struct IndexedStretches {
  std::vector<StretchOf> stretches;
  SegmentIndex index;
};

/// Calls use(period) for each longest run of days on which an account is in force.
template <class Use>
void each_in_force(const Account& account, Use use) {
  const auto in_force = [](const Stretch& stretch) { return stretch.answer->status == Status::InForce; };
  for (auto from = account.begin(); (from = std::find_if(from, account.end(), in_force)) != account.end();) {
    const auto until = std::find_if_not(from, account.end(), in_force);
    const auto end = until == account.end() ? std::nullopt : std::optional<Date>(date_of(until->from));
    use(*Period::make(date_of(from->from), end));
    from = until;
  }
}

[[nodiscard]] inline bool is_live(Status status) noexcept {
  return status == Status::InForce || status == Status::Suspended;
}

/// What a view looks up by day, rather than go through all of its measures. Each index is made when it is first asked
/// for: a back-test takes a view of every known day and asks it little. The accounts are by measure and must live as
/// long.
class ByDay {
 public:
  using Accounts = std::vector<const Account*>;

  /// The measures in force.
  [[nodiscard]] const SegmentIndex& in_force(const Accounts& accounts) const;
  /// Stretches of what is in force or suspended.
  [[nodiscard]] const IndexedStretches& live(const Accounts& accounts) const;
  /// Stretches that begin with a change of status or rate, each as if it went on for good. Learning that a proposal is
  /// made is no change.
  [[nodiscard]] const IndexedStretches& changes(const Accounts& accounts) const;
  /// Measures that may be in force or suspended on a day and end or resume by a later one. Each once, in order.
  [[nodiscard]] std::vector<std::uint32_t> expiring(const Accounts& accounts, Date day, Date by) const;

 private:
  struct Expiries {
    SegmentIndex index;                  // measures, until what they say is their end
    std::vector<std::uint32_t> overdue;  // those that on some day say that they have ended by then
  };

  Lazy<SegmentIndex> in_force_;
  Lazy<IndexedStretches> live_, changes_;
  Lazy<Expiries> expiries_;
};

}  // namespace v0
}  // namespace truceline
