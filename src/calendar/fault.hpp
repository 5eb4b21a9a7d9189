#pragma once

// How Truceline's code makes the statuses that diagnostics() takes apart. Exported for the libraries beside this one; no
// header that is installed shows it.

#include <string>
#include <string_view>
#include <vector>

#include <absl/status/status.h>

#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// A status of one diagnostic.
[[nodiscard]] TRUCELINE_EXPORT absl::Status fault(Diagnostic diagnostic,
                                                  absl::StatusCode code = absl::StatusCode::kInvalidArgument);

/// A status of many: its message is the first and how many more there are, its payload the first 100. OK if there are
/// none.
[[nodiscard]] TRUCELINE_EXPORT absl::Status faults(std::vector<Diagnostic> diagnostics,
                                                   absl::StatusCode code = absl::StatusCode::kInvalidArgument);

/// A piece of input fit to be quoted in a message: in quotes, cut to about 60 bytes at a character's edge, without
/// control characters. Say truceline::quoted where <iomanip> may be included: a std::string argument finds std::quoted,
/// too.
[[nodiscard]] TRUCELINE_EXPORT std::string quoted(std::string_view input);

}  // namespace v0
}  // namespace truceline
