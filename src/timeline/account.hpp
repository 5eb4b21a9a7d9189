#pragma once
#include <vector>

#include <truceline/timeline/change.hpp>
#include <truceline/timeline/conflict.hpp>
#include <truceline/timeline/finding.hpp>

#include "timeline/shared.hpp"
#include "timeline/story.hpp"

namespace truceline {
inline namespace v0 {

/// The same answer from a day on, until the next stretch.
struct Stretch {
  DayNumber from = 0;
  Shared<Answer> answer;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};
/// What is told of one measure by one known day: stretches from Date::min() on, in order.
using Account = std::vector<Stretch>;

/// Lets an account share the answers that another one, of a known day before, has on the same days.
void share_answers(Account& account, const Account& before);

/// Where in the account a day, from Date::min() on, lies. O(log n).
[[nodiscard]] std::size_t stretch_at(const Account& account, DayNumber day) noexcept;

/// How many joint readings of imprecise dates are gone through in full. Beyond it the widest dates are read at their
/// ends and next to the measure's other dates only.
inline constexpr std::size_t max_readings = 50'000;

/// Everything one known day tells of a measure, over all readings of its dates (rule 6). Disagreements with the rules
/// go to `conflicts` where one is given.
[[nodiscard]] Account account_of(Eyes& eyes, int measure, std::vector<Conflict>* conflicts = nullptr);

/// What changes the measure's scope, in the order of the starts (rule 21).
[[nodiscard]] std::vector<ScopeChange> scope_changes_of(Eyes& eyes, int measure);

/// What the measure is at one minute of its own clock, to that minute; `since` and `until` are those of the day.
[[nodiscard]] Answer answer_at(Eyes& eyes, int measure, Minute minute);

/// True if the two have the same status, ending, rate and suspended rate: what `since` and `until` bound.
[[nodiscard]] bool same_core(const Answer& left, const Answer& right) noexcept;

}  // namespace v0
}  // namespace truceline
