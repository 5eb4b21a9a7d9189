#include <truceline/read/text.hpp>

#include <cstddef>
#include <string>
#include <utility>

#include "calendar/fault.hpp"
#include "read/ascii.hpp"
#include "read/normalise.hpp"
#include "read/segment.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_letter;

/// The length of the tag that begins at a "<": "</p>", "<a href=…>", "<!-- "; 0 if none does, as in "a < b".
std::size_t tag_length(std::string_view text) noexcept {
  constexpr std::size_t longest = 400;
  if (text.starts_with("<!--") || text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype")) return 4;
  if (text.starts_with("<?xml")) return 5;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') ++at;
  if (at >= text.size() || !is_letter(text[at])) return 0;
  for (; at < text.size() && at < longest; ++at) {
    if (text[at] == '>') return at + 1;
    if (text[at] == '<' || text[at] == '\n') return 0;
  }
  return 0;
}

/// Whether a text is a page or a piece of one: it begins with a tag and has others, or has one in every few hundred bytes.
bool is_markup(std::string_view text) noexcept {
  constexpr std::size_t few = 8;
  constexpr std::size_t bytes_a_tag = 400;
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return false;
  const bool begins = text[first] == '<' && tag_length(text.substr(first)) != 0;
  std::size_t tags = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (tag_length(text.substr(at)) != 0) ++tags;
  }
  return (begins && tags >= 2) || (tags >= few && tags * bytes_a_tag > text.size());
}

}  // namespace

struct Text::Rep {
  std::string original;
  Normalised normalised;
  Segments segments;
};

Result<Text> Text::make(std::string_view original, std::optional<Language> language) {
  if (original.size() > max_bytes) {
    return fault(
        {.id = "TL-602",
         .message = "a text of " + std::to_string(original.size()) + " bytes, more than " + std::to_string(max_bytes),
         .fix = "give one article at a time"});
  }
  if (is_markup(original)) {
    return fault({.id = "TL-604", .message = "markup such as HTML", .fix = "give the text, not the page"});
  }
  Result<Normalised> normalised = Normalised::make(original);
  if (!normalised.ok()) return normalised.status();
  Segments segments = segment(normalised->text(), normalised->lines(), language);
  return Text(std::make_shared<const Rep>(Rep{std::string(original), *std::move(normalised), std::move(segments)}));
}

std::string_view Text::original() const noexcept { return rep_->original; }
std::string_view Text::normal() const noexcept { return rep_->normalised.text(); }
std::span<const Paragraph> Text::paragraphs() const noexcept { return rep_->segments.paragraphs; }
std::span<const Sentence> Text::sentences() const noexcept { return rep_->segments.sentences; }
std::span<const Span> Text::clauses() const noexcept { return rep_->segments.clauses; }
Span Text::in_original(Span normal) const noexcept { return rep_->normalised.in_original(rep_->original, normal); }

}  // namespace v0
}  // namespace truceline
