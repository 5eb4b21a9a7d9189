#pragma once

/// @file
/// What a call gives back where input is parsed, loaded or built, and how to take its errors apart.

#include <string>
#include <vector>

#include <absl/status/statusor.h>

#include <truceline/calendar/export.hpp>

namespace truceline {
inline namespace v0 {

/// A value, or why there is none. No exception crosses Truceline's calls. Messages begin with a stable id:
/// "[TL-102] no such day: 2025-02-30".
///     if (Result<Date> day = parse_date(text); day.ok()) use(*day);
///     else for (const Diagnostic& d : diagnostics(day.status())) show(d.id, d.message, d.fix);
template <class T>
using Result = absl::StatusOr<T>;

/// One thing that is wrong with an input, in parts a program can use.
struct Diagnostic {
  // Each member has an initialiser, so that {.id = ..., .message = ...} may leave the others out without a warning.
  std::string id = {};      ///< "TL-102", stable between versions; empty for a status that is not of Truceline's making
  std::string source = {};  ///< file or input name; may be empty
  std::string pointer = {};  ///< place in a JSON document (RFC 6901); may be empty
  int line = 0;              ///< from 1; 0: none
  int column = 0;            ///< in bytes, from 1; 0: none
  std::string message = {};  ///< what is wrong, without the id
  std::string fix = {};      ///< what to do about it; may be empty

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// All that a status tells, in the order found, at most 100; empty for an OK status, never empty for another. A status
/// without Truceline's details is read from its message. Linear in the size of the status.
[[nodiscard]] TRUCELINE_EXPORT std::vector<Diagnostic> diagnostics(const absl::Status& status);

/// The status's message as a std::string, whichever string_view Abseil was built with. Empty for an OK status.
[[nodiscard]] TRUCELINE_EXPORT std::string message_of(const absl::Status& status);

/// The diagnostic on one line, as statuses write it: "[TL-102] no such day: 2025-02-30 (data.json:3:7 /from); fix".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Diagnostic& diagnostic);

}  // namespace v0
}  // namespace truceline
