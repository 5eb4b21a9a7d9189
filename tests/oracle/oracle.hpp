#pragma once

/// @file
/// docs/model.md a second time, in the plainest way: no index, no cleverness, nothing shared with the library but
/// records and calendar. Where the two differ on some dataset, one of them is wrong.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <truceline/record/dataset.hpp>
#include <truceline/timeline/finding.hpp>
#include <truceline/timeline/timeline.hpp>

namespace truceline {
inline namespace v0 {
namespace oracle {

/// What a run of days has in common (rule 6).
struct Core {
  Status status = Status::None;
  std::optional<Ending> ending;
  std::optional<Standing> standing;
  std::optional<Rate> rate;
  bool varying = false;
  std::optional<Rate> suspended_rate;
  friend bool operator==(const Core&, const Core&) = default;
};

/// The oracle's answer for one measure on one day.
struct Belief {
  Status status = Status::None;
  std::optional<Ending> ending;
  std::optional<Standing> standing;
  Certainty certainty = Certainty::Certain;
  std::vector<Status> may_be;
  std::optional<Rate> rate;
  bool varying = false;
  std::optional<Rate> suspended_rate;
  bool voided = false;
  bool projected = false;
  bool since_assumed = false;
  bool package = false;  ///< sums up parts; then ending, standing, may_be and since_assumed mean nothing
  friend bool operator==(const Belief&, const Belief&) = default;
};

struct Mind;  // one measure as one known day sees it

/// Answers about one dataset. What depends on the measure and the known day alone is worked out once.
class Oracle {
 public:
  explicit Oracle(Dataset dataset);
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;
  ~Oracle();

  /// `known` absent: in hindsight. The measure is an id, or an alias of one.
  [[nodiscard]] Belief believe(std::string_view measure, Date day, std::optional<Date> known, Knowledge knowledge);
  /// The core of one day in the earliest reading; of a measure that is no package.
  [[nodiscard]] Core core(std::string_view measure, Date day, std::optional<Date> known, Knowledge knowledge);
  /// Whether a date of the measure's actions is imprecise.
  [[nodiscard]] bool imprecise(std::string_view measure, std::optional<Date> known, Knowledge knowledge);
  /// In how many ways the imprecise dates can be read; saturates at a million.
  [[nodiscard]] std::size_t readings(std::string_view measure, std::optional<Date> known, Knowledge knowledge);

 private:
  Mind& mind(const std::string& measure, std::optional<Date> known, Knowledge knowledge);

  Dataset dataset_;
  std::map<std::tuple<std::string, std::optional<Date>, Knowledge>, std::unique_ptr<Mind>> minds_;
};

/// One question, from nothing.
[[nodiscard]] Belief believe(const Dataset& dataset, std::string_view measure, Date day, std::optional<Date> known,
                             Knowledge knowledge = Knowledge::Lenient);

/// The words of a belief, for messages.
[[nodiscard]] std::string to_string(const Belief& belief);

/// What of a finding a belief speaks about.
[[nodiscard]] Belief belief_of(const Finding& finding);

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
