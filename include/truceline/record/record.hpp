#pragma once

/// @file
/// The whole record floor: what sources say, as plain values, and datasets of it.

#include "truceline/record/action.hpp"
#include "truceline/record/charge.hpp"
#include "truceline/record/claim.hpp"
#include "truceline/record/dataset.hpp"
#include "truceline/record/format.hpp"
#include "truceline/record/goods.hpp"
#include "truceline/record/jurisdiction.hpp"
#include "truceline/record/measure.hpp"
#include "truceline/record/rate.hpp"
#include "truceline/record/source.hpp"
#include "truceline/record/stacking.hpp"
#include "truceline/record/words.hpp"
