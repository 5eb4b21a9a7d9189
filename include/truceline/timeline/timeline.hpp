#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/record/dataset.hpp>
#include <truceline/timeline/change.hpp>
#include <truceline/timeline/view.hpp>

namespace truceline {
inline namespace v0 {

/// How imprecise publication days count (rule 2).
enum class Knowledge : std::uint8_t {
  Lenient,  ///< from the earliest day; findings that rest on such a claim are `possible` until its latest
  Strict    ///< from the latest day only: for back-tests
};

/// Everything a dataset says, compiled: what held on every day, as every known day saw it. Immutable; cheap to copy;
/// safe to read from many threads at once.
///     const Timeline timeline = *Timeline::compile(*builtin_dataset("articles"));
///     const auto finding = timeline.hindsight().state("us-fentanyl-tariff", *parse_date("2026-03-01"));
class TRUCELINE_EXPORT Timeline {
 public:
  /// Compiles a dataset. Errors: those of check(). O(n log n) in claims, times the readings of imprecise dates.
  [[nodiscard]] static Result<Timeline> compile(Dataset dataset);

  /// What the world could know on a day. O(measures log epochs); what a view answers by day it makes ready when asked.
  [[nodiscard]] View as_known_on(Date known, Knowledge knowledge = Knowledge::Lenient) const;
  /// All that is known.
  [[nodiscard]] View hindsight() const;

  /// How many measures are in force on a day, as known on another (leniently): as_known_on(known).count_in_force(day)
  /// without a view. For back-tests over both times; O(1) up to 2,048 segments in force, see BitemporalIndex, which is
  /// made from all known days when this is first asked.
  [[nodiscard]] std::size_t count_in_force(Date day, Date known) const noexcept;

  /// What became known in a period, in the order of days, then of the dataset.
  [[nodiscard]] std::vector<Learned> learned(Period period) const;

  /// The timeline with a scenario of its dataset laid over it (rule 25); this one is untouched. Errors: TL-401 no such
  /// scenario.
  [[nodiscard]] Result<Timeline> apply(std::string_view scenario) const;
  /// The same with a scenario of the caller's: its claims are taken to hold, the actions that it ignores are taken
  /// away. Errors: those of check().
  [[nodiscard]] Result<Timeline> apply(const Scenario& scenario, const std::vector<Claim>& claims = {}) const;

  /// The records it was compiled from.
  [[nodiscard]] const Dataset& dataset() const noexcept;
  /// Every segment, of every measure and known day: the flat bitemporal table.
  [[nodiscard]] std::vector<Segment> segments() const;

 private:
  friend class View;
  friend absl::Status save_snapshot(const Timeline& timeline, const std::filesystem::path& file);
  friend Result<Timeline> open_snapshot(const std::filesystem::path& file);
  struct Rep;
  explicit Timeline(std::shared_ptr<const Rep> rep) noexcept : rep_(std::move(rep)) {}
  std::shared_ptr<const Rep> rep_;
};

}  // namespace v0
}  // namespace truceline
