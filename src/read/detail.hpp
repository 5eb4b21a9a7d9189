#pragma once

/// @file
/// The rates, days and lengths that belong to a measure in a sentence.

#include <cstddef>
#include <optional>

#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/term.hpp>
#include <truceline/record/rate.hpp>

#include "read/deed.hpp"
#include "read/phrase.hpp"

namespace truceline {
inline namespace v0 {

struct Rates {
  std::optional<Rate> to;
  std::optional<Rate> from;
  bool step = false;    ///< `to` is what is added; the sum is not stated
  bool points = false;  ///< said in percentage points
  bool total = false;   ///< `to` is the sum that what is added makes
  Span at;              ///< of the words that state them
};
/// The percentage nearest to the measure's name, unless it is nearer to another's or one of several alternatives.
/// Where the measure is only named, it must stand beside the name.
[[nodiscard]] Rates find_rates(const Phrase& phrase, std::size_t instrument, bool mention);

/// The words of the sum of money or the quantity of goods nearest to the measure's name ("12 million tonnes", 2000亿美元),
/// unless it is nearer to another's.
[[nodiscard]] std::optional<Span> find_amount(const Phrase& phrase, std::size_t instrument);

struct Days {
  FuzzyDate effective;
  FuzzyDate announced;
  std::optional<FuzzyDate> until;
  std::optional<Term> duration;
  Span effective_at, announced_at, until_at, duration_at;  ///< of the words that state them
};
/// The days and the length said of a deed. A day without its year is the nearest to that of publication.
[[nodiscard]] Days find_days(const Phrase& phrase, std::size_t instrument, const Governor& governor, Date published);

}  // namespace v0
}  // namespace truceline
