// Any bytes as a lexicon, and as a text to match it and the built-in one in.

#include "fuzz.hpp"

#include <map>
#include <string>

#include <truceline/read/lexicon.hpp>

namespace {

void match(const truceline::Lexicon& lexicon, std::string_view text) {
  using namespace truceline;
  std::map<std::string_view, std::uint32_t> ends;
  std::uint32_t begin = 0;
  for (const Match& found : lexicon.matches(text)) {
    expect(lies_within(found.at, text) && found.at.size() > 0 && found.entry < lexicon.entries().size());
    expect(found.at.begin >= begin);
    begin = found.at.begin;
    std::uint32_t& end = ends[lexicon.entries()[found.entry].cls];
    expect(found.at.begin >= end);  // of one class they never overlap
    end = found.at.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace truceline;
  static const std::string header =
      "id\tclass\tlanguage\tsurface\tvalue\tpriority\tleft\tright\tveto\texample\tcounter\n";
  const std::string_view text = as_text(data, size);
  match(Lexicon::builtin(), text);
  for (const std::string& rows : {std::string(text), header + std::string(text)}) {
    if (const Result<Lexicon> lexicon = Lexicon::parse(rows); lexicon.ok()) match(*lexicon, text);
  }
  return 0;
}
