#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "truceline/calendar/date.hpp"
#include "truceline/calendar/export.hpp"
#include "truceline/calendar/result.hpp"
#include "truceline/record/claim.hpp"
#include "truceline/record/measure.hpp"
#include "truceline/record/source.hpp"
#include "truceline/record/stacking.hpp"

namespace truceline {
inline namespace v0 {

/// Another name for one measure, or a loose name for several: a claim about the alias is a claim about each (rule 24).
struct Alias {
  std::string alias;
  std::vector<std::string> means;
  std::string why;
  friend bool operator==(const Alias&, const Alias&) = default;
};

/// A named "what if": the hypothetical claims that name it, and the actions that it ignores (rule 25).
struct Scenario {
  std::string name;
  std::string title;
  std::string source;
  std::vector<std::string> ignores;  ///< claims; each stands for its whole action
  std::string note;
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// What the sources leave open, and no computation can find out.
struct Question {
  std::string id;
  std::string text;
  std::vector<std::string> about;   ///< measures
  std::vector<std::string> claims;  ///< that raise it; it is asked from the first day on which one of them is known
  friend bool operator==(const Question&, const Question&) = default;
};

/// Records, as a plain value: build it in code, load it, save it, combine it, compare it. Records keep their order.
struct Dataset {
  std::string name;
  std::string title;
  std::optional<Date>
      complete_through;  ///< the day up to which the record is held to be complete; later days are projected (rule 3)
  std::vector<Source> sources;
  std::vector<Measure> measures;
  std::vector<Alias> aliases;
  std::vector<Claim> claims;
  std::vector<Scenario> scenarios;
  std::vector<Question> questions;
  std::vector<StackingRule> stacking;  ///< how duties overlap; those that no rule names add up
  std::string note;
  friend bool operator==(const Dataset&, const Dataset&) = default;
};

/// Reads a dataset in JSON (docs/datasets.md, docs/dataset.schema.json). `name` is what errors call the text. Unknown
/// and duplicate keys are refused, and so is what check() refuses. Errors: TL-3xx, up to 100 at once (see
/// diagnostics()); nothing is half-loaded. O(size).
[[nodiscard]] TRUCELINE_EXPORT Result<Dataset> parse_dataset(std::string_view json, std::string_view name = "dataset");
/// The same from a file. Errors also: TL-301 cannot read.
[[nodiscard]] TRUCELINE_EXPORT Result<Dataset> load_dataset(const std::filesystem::path& file);
/// The dataset as JSON, one canonical form: parse(to_json(d)) == d, and to_json(parse(to_json(d))) is the same text.
[[nodiscard]] TRUCELINE_EXPORT std::string to_json(const Dataset& dataset);
/// Writes to_json() beside the file, then renames: the old file stands until the new one is whole. Errors: TL-302
/// cannot write.
[[nodiscard]] TRUCELINE_EXPORT absl::Status save_dataset(const Dataset& dataset, const std::filesystem::path& file);

/// A dataset compiled into the library: "articles". Errors: TL-303 no such dataset (the message lists those there are).
[[nodiscard]] TRUCELINE_EXPORT Result<Dataset> builtin_dataset(std::string_view name);
/// The names that builtin_dataset() takes.
[[nodiscard]] TRUCELINE_EXPORT std::vector<std::string> builtin_dataset_names();

/// Several datasets as one. Equal records of one id merge; the act's kind wins where two datasets define a measure
/// (rule 24); a measure that another dataset has an alias for gives way to what the alias means, and its claims are
/// about that; ids that clash otherwise are refused. complete_through is the earliest that is stated. Errors: TL-34x.
[[nodiscard]] TRUCELINE_EXPORT Result<Dataset> combine(std::span<const Dataset> datasets);

/// Whether the records hold together: ids unique and known, one imposer a measure, no cycle of aliases, parts, anchors
/// or corrections, a known day for every source, limits of dates, rates and amounts, no circle of stacking rules on any
/// day. All faults at once (up to 100). Errors: TL-22x, TL-23x, TL-32x, TL-33x, TL-35x. O(size log size), and O(rules)
/// for each day on which a stacking rule begins.
[[nodiscard]] TRUCELINE_EXPORT absl::Status check(const Dataset& dataset);

}  // namespace v0
}  // namespace truceline
