#pragma once

/// @file
/// Databases in processes of their own: bench/postgresql and bench/duckdb.mjs.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/contest.hpp"
#include "common/report.hpp"

namespace truceline::bench {

/// Rows of whole numbers, as CSV without a header; an open end is an empty field.
using Table = std::string;

/// Asks each database that the report knows `COMMAND WHAT TABLE.csv QUESTIONS.csv`, which prints the nanoseconds a
/// question, then each answer on a line, and enters it in the contest with the answers compared. Databases that are not
/// there are entered as absent.
void ask_outside(Contest& contest, const Report& report, const std::string& what, const Table& table,
                 const Table& questions, const std::vector<std::int64_t>& answers);

}  // namespace truceline::bench
