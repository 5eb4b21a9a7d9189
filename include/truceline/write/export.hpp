#pragma once

/// @file
/// The mark on what a shared truceline::write exports; see calendar/export.hpp, with whose library it is built alike.

#include <truceline/calendar/export.hpp>

#define TRUCELINE_WRITE_EXPORT TRUCELINE_EXPORT
