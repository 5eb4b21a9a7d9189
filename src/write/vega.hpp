#pragma once

// The picture as a Vega-Lite specification; the page is built on the same one.

#include <string>

#include "write/picture.hpp"

namespace truceline {
inline namespace v0 {

[[nodiscard]] std::string vega_lite(const Picture& picture);

/// The specification's colours, each with the one that stands in its place on a dark page, as a JSON list of pairs.
[[nodiscard]] std::string night_json();

}  // namespace v0
}  // namespace truceline
