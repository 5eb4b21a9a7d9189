#pragma once

/// @file
/// All of Truceline, the fmt formatters included; only the adapters to Boost.Date_Time (calendar/boost.hpp) stand apart.

#include <truceline/calendar/calendar.hpp>
#include <truceline/calendar/format.hpp>
#include <truceline/duty/duty.hpp>
#include <truceline/duty/goods_lists.hpp>
#include <truceline/duty/rate_table.hpp>
#include <truceline/duty/shipment.hpp>
#include <truceline/record/record.hpp>
#include <truceline/timeline/bitemporal_index.hpp>
#include <truceline/timeline/change.hpp>
#include <truceline/timeline/conflict.hpp>
#include <truceline/timeline/finding.hpp>
#include <truceline/timeline/format.hpp>
#include <truceline/timeline/query.hpp>
#include <truceline/timeline/reconcile.hpp>
#include <truceline/timeline/segment_index.hpp>
#include <truceline/timeline/snapshot.hpp>
#include <truceline/timeline/timeline.hpp>
#include <truceline/timeline/view.hpp>
