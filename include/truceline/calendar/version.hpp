#pragma once

/// @file
/// The version of this copy of Truceline; semantic versioning. The build reads it from here, so it is stated once.

#include <string_view>

#define TRUCELINE_VERSION_MAJOR 0
#define TRUCELINE_VERSION_MINOR 1
#define TRUCELINE_VERSION_PATCH 0

#define TRUCELINE_DETAIL_TEXT_OF(number) #number
#define TRUCELINE_DETAIL_VERSION_TEXT(major, minor, patch) \
  TRUCELINE_DETAIL_TEXT_OF(major) "." TRUCELINE_DETAIL_TEXT_OF(minor) "." TRUCELINE_DETAIL_TEXT_OF(patch)

namespace truceline {
inline namespace v0 {

/// "MAJOR.MINOR.PATCH" of the headers a program was compiled with.
inline constexpr std::string_view version =
    TRUCELINE_DETAIL_VERSION_TEXT(TRUCELINE_VERSION_MAJOR, TRUCELINE_VERSION_MINOR, TRUCELINE_VERSION_PATCH);

}  // namespace v0
}  // namespace truceline

#undef TRUCELINE_DETAIL_VERSION_TEXT
#undef TRUCELINE_DETAIL_TEXT_OF
