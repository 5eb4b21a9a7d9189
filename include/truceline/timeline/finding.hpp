#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/export.hpp>
#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/record/action.hpp>
#include <truceline/record/charge.hpp>
#include <truceline/record/claim.hpp>
#include <truceline/record/measure.hpp>
#include <truceline/record/rate.hpp>

namespace truceline {
inline namespace v0 {

/// What a measure is on a day. `None`: nothing is known of it by then. `Unknown`: no date decides; never read it as
/// "no".
enum class Status : std::uint8_t { None, Unknown, Proposed, Scheduled, InForce, Suspended, Ended };

/// `Possible`: another status or rate is open too, or the day on which the state began is assumed (rule 6).
enum class Certainty : std::uint8_t { Certain, Possible };

/// What an answer rests on that no source states.
enum class Assumed : std::uint8_t { Since, Until };

/// What is answered of a measure for a stretch of days: everything but whose it is and where the day lies.
struct Answer {
  Status status = Status::None;
  std::optional<Ending> ending;      ///< of an ended measure
  std::optional<Standing> standing;  ///< of a proposed measure
  Certainty certainty = Certainty::Certain;
  std::vector<Status> may_be;  ///< every status over all readings of imprecise dates, in the order of Status
  std::optional<Rate> rate;  ///< charged on the day, net of what is suspended; absent where unknown, which is not zero
  bool varying = false;      ///< the sources say that the rate varies
  std::optional<Rate> suspended_rate;  ///< the part of the rate that is suspended
  Charge charge;                       ///< charged by unit on the day, besides or instead of the rate
  FuzzyDate since;                     ///< when status and rate became so; unknown: as far back as days go
  std::optional<FuzzyDate> until;      ///< half-open: the first day on which they are no longer so; absent: open
  std::vector<Assumed> assumed;        ///< which of `since` and `until` no source states
  bool voided = false;                 ///< a ruling has since undone it from the beginning (rule 19)
  std::vector<std::string> because;    ///< the claims it rests on
  std::vector<std::string> proposals;  ///< claims that propose to change it; listed, never applied
  friend bool operator==(const Answer&, const Answer&) = default;
};

/// What comes after the present state of a measure.
struct Next {
  FuzzyDate on;
  Status status = Status::None;
  std::optional<Rate> rate;
  friend bool operator==(const Next&, const Next&) = default;
};

/// The answer for one measure on one day. Owns its values: keep it as long as you like.
struct Finding : Answer {
  std::string measure;
  MeasureKind kind = MeasureKind::Other;
  std::vector<Jurisdiction> imposed_by;
  std::vector<Jurisdiction> target;
  Date on;                           ///< the valid day asked about
  std::optional<Next> next;          ///< what comes at `until`
  bool projected = false;            ///< the day lies after what was known (rule 3)
  bool package = false;              ///< sums up the measures that are part of it; never add it to them (rule 20)
  std::vector<std::string> sources;  ///< of `because`
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Measure × valid period × known period × answer: what every index, history and flat table is made of. Segments of one
/// measure are disjoint and cover all days from Date::min() on, seen from every known day.
struct Segment {
  std::string measure;
  Period valid;
  Period known;
  Answer answer;
  friend bool operator==(const Segment&, const Segment&) = default;
};

/// The words that data and output use: "in_force", "possible", "since".
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Status value) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Certainty value) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Assumed value) noexcept;
[[nodiscard]] TRUCELINE_EXPORT std::optional<Status> status_from_word(std::string_view text) noexcept;

}  // namespace v0
}  // namespace truceline
