#pragma once
// The datasets that are compiled in: data/*.json, as the build found them (cmake/embed.cmake writes the definition).
#include <span>
#include <string_view>

namespace truceline {
inline namespace v0 {

/// A file that is compiled in.
struct Embedded {
  std::string_view name;  ///< the file's name without what follows its last dot
  std::string_view text;
};

/// In the order of their names.
[[nodiscard]] std::span<const Embedded> embedded_datasets() noexcept;

}  // namespace v0
}  // namespace truceline
