#pragma once

// The texts that specifications and pages are put together from, embedded when the library is built: see
// cmake/web.cmake.

#include <span>
#include <string_view>

namespace truceline {
inline namespace v0 {

/// A specification's charts, src/write/*.vl.json: the lanes of bars, and the steps of one duty. Rows of the bars say all:
/// where they stand ("lane": a number, "#" for a heading, else "|", the name), from and until, how they fade, and their
/// colours. What is proposed is dashed there, since hatching is for SVG alone.
[[nodiscard]] std::string_view lanes_template() noexcept;
[[nodiscard]] std::string_view duty_template() noexcept;
/// The page's own frame, style and script: src/write/page.*.
[[nodiscard]] std::string_view page_frame() noexcept;
[[nodiscard]] std::string_view page_style() noexcept;
[[nodiscard]] std::string_view page_script() noexcept;
/// Vega, Vega-Lite and Vega-Embed, in the order in which they load; all empty in a build without npm.
[[nodiscard]] std::span<const std::string_view> chart_scripts() noexcept;
/// The licences that these come under.
[[nodiscard]] std::string_view chart_licences() noexcept;

}  // namespace v0
}  // namespace truceline
