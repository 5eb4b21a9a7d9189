#pragma once

// Patterns of a lexicon's cells: "a|b", "{a|b} c", "tariff[s]".

#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// Every text that a pattern stands for, without the blanks around it, in the order of the pattern and each once. An empty
/// pattern stands for nothing. Errors: a message without an id, for a bracket that is not closed or not opened, an alternative
/// that is empty, or more than a thousand texts.
[[nodiscard]] Result<std::vector<std::string>> expand(std::string_view pattern);

}  // namespace v0
}  // namespace truceline
