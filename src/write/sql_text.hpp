#pragma once

#include <string>

#include <truceline/write/table.hpp>

namespace truceline {
inline namespace v0 {

/// The CREATE TABLE statement of a table.
[[nodiscard]] std::string sql_definition(const Table& table);

/// Text without a NUL, which SQL has no sign for.
[[nodiscard]] std::string without_nul(const std::string& text);

}  // namespace v0
}  // namespace truceline
