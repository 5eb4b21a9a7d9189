#pragma once

// Abseil may be built with a string_view of its own, which neither converts to nor from the standard one. These do, for
// both.

#include <string_view>

#include <absl/strings/string_view.h>

namespace truceline {
inline namespace v0 {

[[nodiscard]] inline absl::string_view to_absl(std::string_view text) noexcept { return {text.data(), text.size()}; }
[[nodiscard]] inline std::string_view from_absl(absl::string_view text) noexcept { return {text.data(), text.size()}; }

}  // namespace v0
}  // namespace truceline
