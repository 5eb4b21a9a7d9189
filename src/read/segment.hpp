#pragma once

// Where a normalised text is cut.

#include <optional>
#include <string_view>
#include <vector>

#include <truceline/read/text.hpp>

#include "read/normalise.hpp"

namespace truceline {
inline namespace v0 {

/// What a text is made of; see Text.
struct Segments {
  std::vector<Paragraph> paragraphs;
  std::vector<Sentence> sentences;
  std::vector<Span> clauses;
};

/// Cuts a text whose lines are known. A language given is that of every paragraph. O(n).
[[nodiscard]] Segments segment(std::string_view normal, const std::vector<Line>& lines,
                               std::optional<Language> language);

}  // namespace v0
}  // namespace truceline
