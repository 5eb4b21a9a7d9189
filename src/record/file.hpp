#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// A whole file. Errors: TL-301 cannot read.
[[nodiscard]] TRUCELINE_EXPORT Result<std::string> read_text(const std::filesystem::path& file);

/// Writes beside the file, then renames: the old file stands until the new one is whole. Errors: TL-302 cannot write.
[[nodiscard]] TRUCELINE_EXPORT absl::Status write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace v0
}  // namespace truceline
