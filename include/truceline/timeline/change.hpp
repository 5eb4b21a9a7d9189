#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/timeline/finding.hpp>

namespace truceline {
inline namespace v0 {

/// A day on which a measure's status or rate becomes another.
struct Change {
  Date on;  ///< the first day of what comes after
  std::string measure;
  Finding before;
  Finding after;
  bool assumed = false;  ///< no source states the day
  friend bool operator==(const Change&, const Change&) = default;
};

/// What a change comes to.
enum class Turn : std::uint8_t { Starts, Resumes, Expires, Ends, IsSuspended, IsScheduled, Changes };
[[nodiscard]] TRUCELINE_EXPORT Turn turn_of(const Change& change) noexcept;
/// "starts", "is_suspended".
[[nodiscard]] TRUCELINE_EXPORT std::string_view word(Turn value) noexcept;
/// The rate that comes or goes: "at 10 %", "20 % to 10 %", "of 12.5 %" if it is suspended, "was 10 %" if it ends; what
/// is charged by unit: "at USD 50.00 per net ton"; empty where no rate is known.
[[nodiscard]] TRUCELINE_EXPORT std::string detail_of(const Change& change);
/// What the two sides of the change rest on.
[[nodiscard]] TRUCELINE_EXPORT std::vector<std::string> sources_of(const Change& change);

/// A change of what a measure reaches, or of what it charges for some of it (rules 14, 21): narrowed, expanded, or
/// suspended for some goods, clauses or parties.
struct ScopeChange {
  std::string measure;
  Said said = Said::ScopeSet;
  FuzzyDate from;
  std::optional<FuzzyDate> until;  ///< half-open; absent: open
  Limits limits;                   ///< what it adds, takes out or charges differently; empty: not stated
  std::optional<Rate> rate;        ///< for what it names, where the change states one
  bool assumed = false;            ///< no source states the start
  std::vector<std::string> claims;
  friend bool operator==(const ScopeChange&, const ScopeChange&) = default;
};

/// Where two views see a measure differently, over the days on which they do.
struct Difference {
  std::string measure;
  Period valid;
  Answer left;
  Answer right;
  friend bool operator==(const Difference&, const Difference&) = default;
};

/// A claim on the day from which it was known.
struct Learned {
  Date known;
  bool assumed = false;  ///< the source does not say its day (rule 2)
  std::string claim;
  std::string measure;
  friend bool operator==(const Learned&, const Learned&) = default;
};

/// One step of the reasoning behind a finding.
struct Step {
  int rule = 0;
  std::string text;                 ///< in plain English, with the dates
  std::vector<std::string> claims;  ///< that it rests on
  friend bool operator==(const Step&, const Step&) = default;
};

/// Why a measure is what it is on a day.
struct Explanation {
  Finding finding;
  std::vector<Step> steps;          ///< in the order of time
  std::vector<std::string> others;  ///< claims about the measure, known by then, that do not bear on the day
  friend bool operator==(const Explanation&, const Explanation&) = default;
};

}  // namespace v0
}  // namespace truceline
