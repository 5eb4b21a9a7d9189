#pragma once

/// @file
/// The calendar floor, all but the adapters to Boost (calendar/boost.hpp) and the formatters (calendar/format.hpp).

#include <truceline/calendar/clock.hpp>
#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/calendar/term.hpp>
#include <truceline/calendar/version.hpp>
