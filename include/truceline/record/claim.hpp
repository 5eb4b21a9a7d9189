#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "truceline/calendar/export.hpp"
#include "truceline/calendar/fuzzy_date.hpp"
#include "truceline/record/action.hpp"

namespace truceline {
inline namespace v0 {

/// How firm a claim is, firmest first. Only `Done` and `Announced` move the legal state; the others show as proposed.
enum class Standing : std::uint8_t {
  Done,
  Announced,
  Reported,
  Expected,
  Considered,
  Threatened,
  Recommended,
  Hypothetical
};

/// True of the standings that move the legal state.
[[nodiscard]] constexpr bool moves(Standing standing) noexcept { return standing <= Standing::Announced; }

/// Where in its source a claim stands. The bytes count in the source's text as published, UTF-8; both 0 where only the
/// paragraph is known.
struct Place {
  int paragraph = 0;     ///< 1 is the first line that is not empty; 0: not stated
  int begin = 0;         ///< first byte
  int end = 0;           ///< one past the last byte
  std::string language;  ///< BCP 47, of that paragraph
  friend bool operator==(const Place&, const Place&) = default;
};

/// One source saying one action. Append-only: never edited, never dropped; a mistake is corrected by another claim
/// (rule 24).
struct Claim {
  std::string id;
  std::string source;
  std::string measure;  ///< an id, or an alias of one or more
  Action action;
  Standing standing = Standing::Done;
  FuzzyDate
      /// the day of the announcement that the claim retells; never dates its effect or its knowledge (rule 2)
      announced;
  std::string location;               ///< of a meeting: "Busan", "KR"
  std::string amount;                 ///< a quantity as stated: "about 60 countries", "USD 200bn"
  std::string scenario;               ///< of a hypothetical claim: the scenario it belongs to
  std::vector<std::string> corrects;  ///< claims silenced from this one's known day on (rule 24)
  Place at;
  std::string note;
  friend bool operator==(const Claim&, const Claim&) = default;
};

}  // namespace v0
}  // namespace truceline
