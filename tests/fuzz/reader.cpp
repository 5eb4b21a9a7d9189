// Any bytes as an article: refused, or read into claims whose spans lie in it.

#include "fuzz.hpp"

#include <string>

#include <truceline/calendar/date.hpp>
#include <truceline/read/reader.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  static const Reader reader;
  const std::string_view text = as_text(data, size);
  const Article article{
      .id = "fuzzed", .text = std::string(text), .published = *parse_date("2025-11-10"), .language = {}};
  const Result<Reading> reading = reader.read(article);
  expect(reading.ok() == Text::make(text).ok());
  if (!reading.ok()) return 0;
  for (const ReadClaim& claim : reading->claims) {
    expect(claim.paragraph >= 1);
    for (const FieldSpan& field : claim.spans) expect(lies_within(field.at, text));
  }
  return 0;
}
