#pragma once

/// @file
/// One claim of all that say the same.

#include <vector>

#include "read/frame.hpp"

namespace truceline {
inline namespace v0 {

/// Joins drafts of one measure and action, in the order of the text, and flags those that differ in rate or day.
/// O(drafts × claims).
void merge(std::vector<Draft>& drafts);

}  // namespace v0
}  // namespace truceline
