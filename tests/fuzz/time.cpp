// Any text with expressions of time and quantities: what is found lies in it, in order.

#include "fuzz.hpp"

#include <truceline/calendar/date.hpp>
#include <truceline/read/quantity.hpp>
#include <truceline/read/time.hpp>

namespace {

template <class Mentions>
void expect_order(const Mentions& mentions, std::string_view text) {
  std::uint32_t end = 0;
  for (const auto& mention : mentions) {
    truceline::expect(truceline::lies_within(mention.at, text) && mention.at.begin >= end && mention.at.size() > 0);
    end = mention.at.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  const Result<Text> text = Text::make(as_text(data, size));
  // Bytes that are no text, too: the taggers take any.
  const std::string_view normal = text.ok() ? text->normal() : as_text(data, size);
  for (const char* const day : {"2025-11-10", "1400-01-01", "9999-12-31", "2024-02-29"}) {
    const Result<Date> reference = parse_date(day);
    expect(reference.ok());
    expect_order(find_times(normal, *reference), normal);
    expect_order(find_times(normal, *reference, FuzzyDate::day(*reference)), normal);
  }
  expect_order(find_quantities(normal), normal);
  return 0;
}
