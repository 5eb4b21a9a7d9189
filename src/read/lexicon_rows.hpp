#pragma once

// The rows of lexicon files.

#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/result.hpp>
#include <truceline/read/lexicon.hpp>

namespace truceline {
inline namespace v0 {

/// Adds the rows of a text to others; what is wrong with it, to the faults: TL-611 not the columns, TL-612 a malformed row.
void read_rows(std::string_view text, std::string_view file, std::vector<LexiconEntry>& rows,
               std::vector<Diagnostic>& faults);

}  // namespace v0
}  // namespace truceline
