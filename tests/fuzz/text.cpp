// Any bytes as an article: refused, or cut into pieces in order that lead back to the original.

#include "fuzz.hpp"

#include <truceline/read/text.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const Result<Text> text = Text::make(as_text(data, size));
  if (!text.ok()) return 0;
  expect(text->normal().size() <= size);
  const Result<Text> again = Text::make(text->normal());
  expect(!again.ok() || again->normal() == text->normal());

  std::uint32_t end = 0;
  for (const Paragraph& paragraph : text->paragraphs()) {
    expect(lies_within(paragraph.at, text->normal()) && paragraph.at.begin >= end);
    end = paragraph.at.end;
    expect(paragraph.governed_by < paragraph.number - 1 && paragraph.sentence_count > 0);
  }
  end = 0;
  std::size_t clauses = 0;
  for (const Sentence& sentence : text->sentences()) {
    expect(lies_within(sentence.at, text->normal()) && sentence.at.begin >= end);
    end = sentence.at.end;
    expect(sentence.first_clause == clauses && sentence.clause_count > 0);
    clauses += sentence.clause_count;
  }
  expect(clauses == text->clauses().size());
  std::uint32_t source_end = 0;
  for (const Span& clause : text->clauses()) {
    const Span source = text->in_original(clause);
    expect(lies_within(source, text->original()) && source.begin >= source_end && source.size() >= clause.size());
    source_end = source.end;
  }
  return 0;
}
