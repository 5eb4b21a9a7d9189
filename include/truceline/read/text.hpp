#pragma once

/// @file
/// An article's text, made ready to be read. docs/reading.md tells how it is normalised and cut.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <truceline/calendar/result.hpp>
#include <truceline/read/export.hpp>
#include <truceline/read/language.hpp>

namespace truceline {
inline namespace v0 {

/// Bytes [begin, end) of a text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  friend constexpr bool operator==(const Span&, const Span&) noexcept = default;
};

/// A sentence, with its end mark, by its bytes in the normalised text. Its clauses, one at least, cover it but for blanks.
struct Sentence {
  Span at;
  std::uint32_t first_clause = 0;  ///< into Text::clauses()
  std::uint32_t clause_count = 0;
};

/// What a paragraph is to those around it.
enum class Part : std::uint8_t {
  Body,
  Heading,  ///< short and without an end mark: it governs what follows, until the next heading
  LeadIn,   ///< ends with a colon: it governs the bullets under it
  Bullet    ///< an item of a list: "1.", "(2)", "一、", "- ", "•"
};

/// A line of the text that is not blank. Its sentences, one at least, cover it but for blanks.
struct Paragraph {
  int number = 0;  ///< 1 is the first
  Span at;         ///< in the normalised text, without the blanks around it
  Language language = Language::English;
  Part part = Part::Body;
  int governed_by =
      -1;  ///< place in Text::paragraphs() of the heading, lead-in or bullet that it stands under; -1: none
  std::uint32_t first_sentence = 0;  ///< into Text::sentences()
  std::uint32_t sentence_count = 0;
};

/// An article's text, normalised for matching and cut into paragraphs, sentences and clauses. Immutable, cheap to copy; safe
/// to use from many threads.
///
/// Each character of the original becomes one of the normalised text, whatever stands around it, or none: full-width signs
/// become ASCII, Traditional characters Simplified, and quotes, dashes, blanks and line ends one kind each, while invisible
/// signs vanish. The normalised text is never longer than the original.
class TRUCELINE_READ_EXPORT Text {
 public:
  /// Longer than any article; what is made of a text takes a small multiple of its length.
  static constexpr std::size_t max_bytes = std::size_t{1} << 26;

  /// Takes a copy. A language given is that of every paragraph, else each is told by its characters. O(n). Errors: TL-601 not
  /// UTF-8, with line and column; TL-602 longer than max_bytes; TL-603 a NUL; TL-604 markup such as HTML.
  [[nodiscard]] static Result<Text> make(std::string_view original, std::optional<Language> language = std::nullopt);

  /// The views and spans of a text live as long as it or a copy of it does.
  [[nodiscard]] std::string_view original() const noexcept;
  [[nodiscard]] std::string_view normal() const noexcept;
  [[nodiscard]] std::span<const Paragraph> paragraphs() const noexcept;
  [[nodiscard]] std::span<const Sentence> sentences() const noexcept;
  [[nodiscard]] std::span<const Span> clauses() const noexcept;

  /// The bytes of the original that a span of the normalised text stands for: whole characters, from the first that the
  /// span touches to the last. Of an empty span, an empty one. O(log n).
  [[nodiscard]] Span in_original(Span normal) const noexcept;

 private:
  struct Rep;
  explicit Text(std::shared_ptr<const Rep> rep) noexcept : rep_(std::move(rep)) {}
  std::shared_ptr<const Rep> rep_;
};

}  // namespace v0
}  // namespace truceline
