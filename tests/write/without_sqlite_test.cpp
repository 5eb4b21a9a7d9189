// What a library that was built without SQLite says: here TRUCELINE_WITH_SQLITE is not defined.

#include "write/sqlite.cpp"

#include <gtest/gtest.h>

namespace truceline {
inline namespace v0 {
namespace {

TEST(WithoutSqlite, ADatabaseIsRefusedWithTheWayOut) {
  const Result<std::string> bytes = to_sqlite({});
  ASSERT_FALSE(bytes.ok());
  EXPECT_EQ(bytes.status().code(), absl::StatusCode::kUnimplemented);
  const Diagnostic told = diagnostics(bytes.status()).front();
  EXPECT_EQ(told.id, "TL-701");
  EXPECT_NE(told.fix.find("export SQL"), std::string::npos);
}

}  // namespace
}  // namespace v0
}  // namespace truceline
