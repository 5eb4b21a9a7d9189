#pragma once

/// @file
/// What a sentence claims: each measure that it names, with its deed, its side and what belongs to it.

#include <optional>
#include <string>
#include <vector>

#include <truceline/read/reader.hpp>

#include "read/phrase.hpp"
#include "read/side.hpp"

namespace truceline {
inline namespace v0 {

/// A claim before its likes are merged.
struct Draft {
  ReadClaim claim;
  std::string goods;      ///< which goods or law, where said; tells measures of one kind apart
  bool kept = false;      ///< it is said to stay, and nothing else
  bool mention = false;   ///< the measure is only named: that it is there is all that is said
  std::size_t order = 0;  ///< in the text
};

/// What the sentences before leave to the next.
struct Context {
  Carried carried;
  std::optional<Standing> lead_in;  ///< of a list, the firmness that its lead-in gives
  Deed lead_deed = Deed::None;      ///< … and its deed: "China will suspend:"
  bool what_if = false;             ///< within a scenario
  bool heading = false;             ///< in a heading, where names alone tell nothing
  Date published;
  int paragraph = 0;
  Language language = Language::English;
};

/// Reads a sentence whose uses are found; adds to `drafts` and updates `context`. Spans are in the normalised text.
void read_phrase(const Phrase& phrase, Context& context, std::vector<Draft>& drafts);

}  // namespace v0
}  // namespace truceline
