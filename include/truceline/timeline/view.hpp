#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/clock.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/calendar/term.hpp>
#include <truceline/record/dataset.hpp>
#include <truceline/timeline/change.hpp>
#include <truceline/timeline/conflict.hpp>
#include <truceline/timeline/finding.hpp>
#include <truceline/timeline/query.hpp>
#include <truceline/timeline/segment_index.hpp>

namespace truceline {
inline namespace v0 {

class Timeline;

/// A measure of one timeline, looked up once: the quick way to ask again and again. Good for every view of that
/// timeline, and for no other.
class MeasureHandle {
 public:
  friend auto operator<=>(const MeasureHandle&, const MeasureHandle&) noexcept = default;

 private:
  friend class View;
  explicit constexpr MeasureHandle(std::uint32_t index) noexcept : index_(index) {}
  std::uint32_t index_;
};

/// The timeline in the eyes of one known day. Cheap to copy, shares everything, outlives the Timeline it came from;
/// safe to read from many threads. Complexities count m measures and s segments of the view.
///     const View view = timeline.as_known_on(*parse_date("2025-10-24"));
///     for (const Finding& finding : view.in_force(day)) fmt::print("{}\n", finding);
class TRUCELINE_EXPORT View {
 public:
  /// The known day; absent in hindsight.
  [[nodiscard]] std::optional<Date> known() const noexcept;
  /// Ids of all measures, in the order of the dataset. Live as long as the view does: keep the view while you walk
  /// them.
  [[nodiscard]] const std::vector<std::string>& measures() const noexcept;
  /// nullopt: no such measure. An alias of a single measure is that measure. O(1).
  [[nodiscard]] std::optional<MeasureHandle> measure(std::string_view id) const noexcept;
  /// The measure of a number below measures().size(): its place there. O(1).
  [[nodiscard]] MeasureHandle measure(std::uint32_t number) const noexcept;

  /// What the measure is on a day. nullopt: no such measure. O(log s).
  [[nodiscard]] std::optional<Finding> state(std::string_view measure, Date day) const;
  /// The same by handle; cannot fail. O(log s).
  [[nodiscard]] Finding state(MeasureHandle measure, Date day) const noexcept;
  /// Its status alone, without a copy. O(log s).
  [[nodiscard]] Status status(MeasureHandle measure, Date day) const noexcept;
  /// What the measure is at an instant, to the minute, on its own clock (rule 1). Slower than by day: it replays the
  /// measure.
  [[nodiscard]] std::optional<Finding> at(std::string_view measure, Instant instant) const;

  // What follows goes by indexes over days (see SegmentIndex), each made when it is first asked for, in O(s) and the
  // days that segments span. Complexities are of what comes after, and count k answers.

  /// All that the query looks for, in the order of the dataset. O(m log s); for what is in force O(k log s), where k
  /// counts all that is in force.
  [[nodiscard]] std::vector<Finding> find(const Query& query) const;
  /// All that is in force on a day, in the order of the dataset. O(k log s).
  [[nodiscard]] std::vector<Finding> in_force(Date day) const;
  /// How many are in force on a day. O(1).
  [[nodiscard]] std::size_t count_in_force(Date day) const noexcept;
  /// Which are, by number, in no promised order: for loops that ask millions of times. Nothing is copied; lives as long
  /// as the view does. O(log s).
  ///     const Runs numbers = view.numbers_in_force(day);
  ///     for (const auto run : numbers.runs()) for (const std::uint32_t n : run) use(view.measures()[n]);
  [[nodiscard]] Runs numbers_in_force(Date day) const noexcept;

  /// The measure's segments, in the order of days; empty: no such measure. `known` spans the known days that see the
  /// same.
  [[nodiscard]] std::vector<Segment> history(std::string_view measure) const;
  /// Every segment of every measure, in the order of the dataset.
  [[nodiscard]] std::vector<Segment> segments() const;

  /// Every change of status or rate in a period, in the order of days, then of the dataset. Learning that a proposal is
  /// made is no change. O(k log s).
  [[nodiscard]] std::vector<Change> changes(Period period) const;
  /// All changes on the first day after `day` that has one; empty: none comes. O(k log s).
  [[nodiscard]] std::vector<Change> next_change(Date day) const;
  /// That day alone; nullopt: none comes. O(1).
  [[nodiscard]] std::optional<Date> next_change_day(Date day) const noexcept;
  /// What is in force or suspended on `day` and ends or resumes within the term: its finding, soonest `until` first.
  /// O(e log s), where e counts the ends within the term.
  [[nodiscard]] std::vector<Finding> expiring(Date day, Term within) const;
  /// Segments that share a day with the period and are in force or suspended, in the order of the dataset.
  /// O(k log k).
  [[nodiscard]] std::vector<Segment> overlapping(Period period) const;

  /// What changes the measure's scope, over all days, in the order of their starts; statuses never show it. Empty: no
  /// such measure.
  [[nodiscard]] std::vector<ScopeChange> scope_changes(std::string_view measure) const;
  /// The same by handle, without a copy; they live as long as the view does.
  [[nodiscard]] const std::vector<ScopeChange>& scope_changes(MeasureHandle measure) const noexcept;

  /// The measure's record. Lives as long as the view does.
  [[nodiscard]] const Measure& record(MeasureHandle measure) const noexcept;
  /// The records that the timeline was compiled from. Live as long as the view does.
  [[nodiscard]] const Dataset& dataset() const noexcept;
  /// Whether a claim counts in this view: it is known, and no known claim corrects it.
  [[nodiscard]] bool knows(std::string_view claim) const noexcept;

  /// Why a measure is what it is on a day, step by step. nullopt: no such measure.
  [[nodiscard]] std::optional<Explanation> why(std::string_view measure, Date day) const;
  /// Where the claims known disagree with one another or with the rules, in the order of the dataset.
  [[nodiscard]] std::vector<Conflict> conflicts() const;
  /// What is not known: questions that the dataset states and those found by computing.
  [[nodiscard]] std::vector<OpenQuestion> open_questions() const;

 private:
  friend class Timeline;
  friend std::vector<Difference> compare(const View& left, const View& right);
  struct Rep;
  explicit View(std::shared_ptr<const Rep> rep) noexcept : rep_(std::move(rep)) {}
  std::shared_ptr<const Rep> rep_;
};

/// Where two views see measures differently (status, ending, standing, certainty, rates), in the order of the left
/// one's measures, then of days; a measure that only one of them has is `None` in the other. The views may be of
/// different timelines: with and without a scenario, say.
[[nodiscard]] TRUCELINE_EXPORT std::vector<Difference> compare(const View& left, const View& right);

}  // namespace v0
}  // namespace truceline
