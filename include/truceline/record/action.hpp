#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "truceline/calendar/clock.hpp"
#include "truceline/calendar/export.hpp"
#include "truceline/calendar/fuzzy_date.hpp"
#include "truceline/calendar/term.hpp"
#include "truceline/record/charge.hpp"
#include "truceline/record/goods.hpp"
#include "truceline/record/rate.hpp"

namespace truceline {
inline namespace v0 {

/// The verb as a source says it. verb_of() maps it to what it does.
enum class Said : std::uint8_t {
  Imposed,
  Opened,
  Committed,
  Agreed,
  RateSet,
  Raised,
  Lowered,
  ScopeSet,
  Narrowed,
  Expanded,
  Suspended,
  Resumed,
  Extended,
  Ended,
  Revoked,
  Withdrawn,
  Expired,
  StruckDown,
  Reinstated,
  Held,
  Progress,
  Noted
};

/// What an action does to a measure.
enum class Verb : std::uint8_t {
  Imposed,
  RateSet,
  ScopeSet,
  Suspended,
  Resumed,
  Extended,
  Ended,
  Reinstated,
  Occurred,
  Progress,
  Noted
};

/// How a measure ended. `Withdrawn` is before it took effect; `Held` is a meeting's.
enum class Ending : std::uint8_t { Ended, Revoked, Withdrawn, Expired, StruckDown, Held };

/// imposed, opened, committed, agreed: Imposed; raised, lowered: RateSet; narrowed, expanded: ScopeSet; revoked,
/// withdrawn, expired, struck down: Ended; held: Occurred; the others are themselves.
[[nodiscard]] TRUCELINE_EXPORT Verb verb_of(Said said) noexcept;
/// How it ends a measure, where it does.
[[nodiscard]] TRUCELINE_EXPORT std::optional<Ending> ending_of(Said said) noexcept;

/// Limits of an action to some goods, clauses or parties, and under which conditions.
struct Limits {
  Goods goods;
  std::vector<std::string> parties;     ///< whom alone it concerns: "some Chinese companies"
  std::optional<Date> loaded_before;    ///< only goods loaded onto the vessel before this day …
  std::optional<Date> exported_before;  ///< … or exported before this day …
  std::optional<Date> entered_before;   ///< … and entered before this day
  std::string condition;                ///< any other, in words
  [[nodiscard]] bool empty() const noexcept {
    return goods.empty() && parties.empty() && condition.empty() && !loaded_before && !exported_before &&
           !entered_before;
  }
  friend bool operator==(const Limits&, const Limits&) = default;
};

/// What happened to a measure: one flat record, since sources say parts of it ("lowered", without the rate; "for one
/// year", without the start). Every field may be absent, and absent is not zero.
struct Action {
  Said said = Said::Noted;
  FuzzyDate from;                      ///< first day of effect; unknown where not stated
  bool undecided = false;              ///< the source itself leaves the start open; then `from` is unknown (rule 7)
  std::optional<TimeOfDay> from_time;  ///< local time of the start, 00:00 where absent
  std::optional<FuzzyDate>
      until;  ///< first day without effect (half-open); beats `term` where both are stated (rule 4)
  std::optional<TimeOfDay> until_time;
  std::optional<Term> term;          ///< length, counted from the start
  std::optional<Zone> zone;          ///< of the two times; absent: the measure's own clock
  std::optional<Rate> rate;          ///< absolute and gross: the whole rate from now on, not the step (rule 13)
  Charge charge;                     ///< amounts by unit, besides or instead of the rate
  std::optional<Quantity> quantity;  ///< of progress: how much has been bought, in all
  bool varying = false;              ///< the source says that the rate varies; then `rate` is absent
  std::optional<Rate> previous;      ///< the rate of the day before, as the source tells it
  std::optional<Rate> portion;       ///< of a suspension: how many points of the rate (24 of 34); absent: the whole
  Limits limits;
  std::string of;      ///< a claim of the action that this extends, resumes, postpones or reinstates; empty: not named
  std::string anchor;  ///< a claim of the action (a meeting) from which an unstated start is taken (rule 7)
  bool from_beginning = false;  ///< of a ruling: void from the start (rule 19)
  bool stayed = false;          ///< of a ruling: without effect for now
  friend bool operator==(const Action&, const Action&) = default;
};

}  // namespace v0
}  // namespace truceline
