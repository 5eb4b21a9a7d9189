#pragma once

/// @file
/// The words that the reader knows. docs/reading.md tells how to write a lexicon.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <truceline/calendar/result.hpp>
#include <truceline/read/text.hpp>

namespace truceline {
inline namespace v0 {

/// A row of a lexicon: words, what they mean, and where they do not.
struct LexiconEntry {
  std::string id;
  std::string cls;       ///< "action", "instrument", "actor", … : any word
  std::string language;  ///< "en", "zh", or "*": which language's words these are
  std::string surface;   ///< the words, as a pattern in normalised text
  std::string value;     ///< what they stand for: "suspended", "kind=tariff;side=US"
  int priority = 0;      ///< of entries of a class that match the same bytes, the one of highest priority stands

  /// Texts around a match, in small letters: one of `left` must stand before it, one of `right` after it, unless there are
  /// none, and none of `veto` beside or across it.
  std::vector<std::string> left;
  std::vector<std::string> right;
  std::vector<std::string> veto;

  std::string example;  ///< a text in which it must match
  std::string counter;  ///< a text in which it must not
  std::string file;
  int line = 0;
};

/// Where an entry matches.
struct Match {
  Span at;                  ///< in the text that was asked about
  std::uint32_t entry = 0;  ///< into Lexicon::entries()
  friend constexpr bool operator==(const Match&, const Match&) noexcept = default;
};

/// Words and what they mean, compiled into one automaton: a text is read once, however many the entries. Immutable, cheap to
/// copy; safe to use from many threads.
class TRUCELINE_READ_EXPORT Lexicon {
 public:
  /// The lexicons that are compiled in (data/lexicon).
  [[nodiscard]] static const Lexicon& builtin();

  /// Reads files of rows. Errors: TL-301 cannot read; TL-611 not the columns, TL-612 a row that is malformed, TL-613 one that
  /// fails its own example or counter-example, TL-614 an id twice, up to 100 at once with file and line.
  [[nodiscard]] static Result<Lexicon> load(std::span<const std::filesystem::path> files);

  /// Rows from memory; `file` is what errors call them. Errors: those of load() but TL-301.
  [[nodiscard]] static Result<Lexicon> parse(std::string_view rows, std::string_view file = "");

  /// This lexicon and the rows of another file, of which one with an id that is known replaces the known. Errors: those of
  /// load().
  [[nodiscard]] Result<Lexicon> with(const std::filesystem::path& file) const;

  [[nodiscard]] std::span<const LexiconEntry> entries() const noexcept;

  /// The matches in normalised text, by where they begin, the longer first. Within a class they never overlap: leftmost, of
  /// those the longest, of those the highest priority, of those the first. Classes do not see one another. O(n).
  [[nodiscard]] std::vector<Match> matches(std::string_view normal) const;

 private:
  struct Rep;
  explicit Lexicon(std::shared_ptr<const Rep> rep) noexcept : rep_(std::move(rep)) {}
  std::shared_ptr<const Rep> rep_;
};

}  // namespace v0
}  // namespace truceline
