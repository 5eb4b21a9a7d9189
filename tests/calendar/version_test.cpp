#include <truceline/calendar/version.hpp>

#include <string>

#include <gtest/gtest.h>

namespace truceline {
namespace {

TEST(Version, TextAndNumbersAgree) {
  EXPECT_EQ(version, std::to_string(TRUCELINE_VERSION_MAJOR) + '.' + std::to_string(TRUCELINE_VERSION_MINOR) + '.' +
                         std::to_string(TRUCELINE_VERSION_PATCH));
}

}  // namespace
}  // namespace truceline
