#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/term.hpp>
#include <truceline/read/lexicon.hpp>
#include <truceline/read/text.hpp>
#include <truceline/record/dataset.hpp>

namespace truceline {
inline namespace v0 {

/// The bytes that a field was read from.
struct FieldSpan {
  std::string field;  ///< "kind", "action", "rate_to", …
  Span at;            ///< in the original text
  friend bool operator==(const FieldSpan&, const FieldSpan&) = default;
};

/// A claim as read: what the text says, the words behind each field, and how far to trust it.
struct ReadClaim {
  MeasureKind kind = MeasureKind::Other;
  std::vector<Jurisdiction> imposed_by;
  std::vector<Jurisdiction> target;
  Said action = Said::Noted;
  Standing standing = Standing::Reported;
  std::optional<Rate> rate_from;
  std::optional<Rate> rate_to;
  std::optional<Rate> portion;     ///< of a suspension, the points suspended
  std::vector<std::string> scope;  ///< goods and parties
  std::string amount;              ///< of money or goods, in the words of the normalised text: "12 million tonnes"
  std::string place;               ///< of a meeting
  FuzzyDate effective;
  FuzzyDate announced;
  std::optional<Term> duration;
  std::optional<FuzzyDate> until;
  std::string measure;  ///< a known measure's id, or a new one
  bool linked = false;  ///< whether `measure` was known
  int paragraph = 0;
  Language language = Language::English;
  std::vector<FieldSpan> spans;
  std::optional<double> confidence;  ///< measured precision of the rule that made it; absent: uncalibrated
  std::string rule;                  ///< which
  std::vector<std::string> flags;    ///< "rates_differ", "dates_differ", "both_sides", "inferred_side", …
};

struct Article {
  std::string id;
  std::string text;  ///< UTF-8
  Date published;
  std::optional<Language> language;
};

struct ReaderOptions {
  double least_confidence = 0;  ///< claims below it, or uncalibrated where it is above 0, are left out
  bool background = true;       ///< also what the article tells of the past
};

/// What an article says.
struct Reading {
  std::string article;
  Date published;
  std::vector<ReadClaim> claims;  ///< in the order of the text
};

/// Reads articles into claims: deterministic, offline, by lexicons. Immutable; safe to use from many threads.
class TRUCELINE_READ_EXPORT Reader {
 public:
  /// With the built-in lexicons, linking to the measures of the datasets built in.
  Reader();
  explicit Reader(Lexicon lexicon, const Dataset& known = {}, ReaderOptions options = {});
  /// At most 2,000 different claims of one text, which no article has. O(n). Errors: those of Text::make().
  [[nodiscard]] Result<Reading> read(const Article& article) const;

 private:
  struct Rep;
  std::shared_ptr<const Rep> rep_;
};

/// The readings as a dataset that check() passes: a source an article, each measure that is claimed (as `known` has it,
/// where it does), and a claim each. Of an article that `sources` has no record of, only the day is known. What is
/// hypothetical belongs to one scenario an article. Errors: those of check().
[[nodiscard]] TRUCELINE_READ_EXPORT Result<Dataset> to_dataset(std::span<const Reading> readings,
                                                               std::span<const Source> sources,
                                                               const Dataset& known = {});

}  // namespace v0
}  // namespace truceline
