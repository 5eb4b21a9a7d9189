#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "truceline/calendar/date.hpp"
#include "truceline/calendar/fuzzy_date.hpp"

namespace truceline {
inline namespace v0 {

/// An act (a law, notice, announcement or ruling by an authority) speaks for itself; an article reports. Acts prevail
/// (rule 23).
enum class SourceKind : std::uint8_t { Article, Act };

/// The latest day that a source's own text proves: it tells an event of that day, or cites a paper of it.
struct Proof {
  Date day;
  std::string by;  ///< what in the text proves it
  friend bool operator==(const Proof&, const Proof&) = default;
};

/// One article or official act.
struct Source {
  std::string id;
  SourceKind kind = SourceKind::Article;
  std::string outlet;  ///< newspaper, site, or issuing authority
  std::string title;
  std::string author;
  std::vector<std::string> languages;  ///< BCP 47: "en", "zh-Hant", "zh-Hans"
  FuzzyDate published;                 ///< unknown where the source does not say
  std::optional<Proof> proven;         ///< stands in where `published` is unknown, then marked as assumed (rule 2)
  std::string address;                 ///< URL or citation
  std::string note;
  friend bool operator==(const Source&, const Source&) = default;
};

/// The days on which a source may have become known: published, else the day proven. At least one is stated in a valid
/// dataset.
[[nodiscard]] inline FuzzyDate known_of(const Source& source) {
  if (!source.published.is_unknown()) return source.published;
  return source.proven ? FuzzyDate::day(source.proven->day) : FuzzyDate();
}

}  // namespace v0
}  // namespace truceline
