#pragma once

// "Did you mean": the known word nearest to what was written.

#include <span>
#include <string>
#include <string_view>

namespace truceline {
inline namespace v0 {

/// What to write instead of `written`: the nearest of the known words where one is near, else the list of them.
[[nodiscard]] std::string advice(std::string_view written, std::span<const std::string_view> known);

}  // namespace v0
}  // namespace truceline
