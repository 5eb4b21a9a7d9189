#include <truceline/calendar/result.hpp>

#include <string>
#include <vector>

#include <absl/strings/cord.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar/fault.hpp"

namespace truceline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Diagnostic full() {
  return {.id = "TL-204",
          .source = "data.json",
          .pointer = "/claims/3/from",
          .line = 41,
          .column = 7,
          .message = "no such day",
          .fix = "write YYYY-MM-DD"};
}

TEST(Diagnostics, OfAnOkStatusAreNone) {
  EXPECT_THAT(diagnostics(absl::OkStatus()), IsEmpty());
  EXPECT_EQ(message_of(absl::OkStatus()), "");
}

TEST(Diagnostics, ComeBackWhole) {
  const absl::Status status = fault(full());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(diagnostics(status), ElementsAre(full()));
}

TEST(Diagnostics, KeepAnyBytes) {
  Diagnostic odd = full();
  using namespace std::string_literals;
  odd.message = "3:a\n4:\0\x1f 关税"s;
  odd.source = "12:";
  odd.fix = "";
  EXPECT_THAT(diagnostics(faults({odd, full()})), ElementsAre(odd, full()));
}

TEST(Diagnostics, MessageTellsTheFirstAndHowManyMore) {
  EXPECT_EQ(message_of(fault(full())), "[TL-204] no such day (data.json:41:7 /claims/3/from); write YYYY-MM-DD");
  EXPECT_EQ(message_of(fault({.id = "TL-102", .message = "no such day: 2025-02-30"})),
            "[TL-102] no such day: 2025-02-30");
  EXPECT_EQ(message_of(faults({{.id = "TL-101", .message = "first"}, full(), full()})), "[TL-101] first; and 2 more");
}

TEST(Diagnostics, PlaceIsWrittenAsFarAsItIsKnown) {
  EXPECT_EQ(to_string(Diagnostic{.id = "TL-1", .source = "a", .message = "m"}), "[TL-1] m (a)");
  EXPECT_EQ(to_string(Diagnostic{.id = "TL-1", .line = 3, .message = "m"}), "[TL-1] m (3)");
  EXPECT_EQ(to_string(Diagnostic{.id = "TL-1", .source = "a", .line = 3, .message = "m"}), "[TL-1] m (a:3)");
  EXPECT_EQ(to_string(Diagnostic{.id = "TL-1", .pointer = "/x", .message = "m"}), "[TL-1] m (/x)");
  EXPECT_EQ(to_string(Diagnostic{.message = "m"}), "m");
}

TEST(Diagnostics, AreAtMostAHundredButAllAreCounted) {
  std::vector<Diagnostic> many;
  for (int i = 0; i < 250; ++i) many.push_back({.id = "TL-101", .line = i + 1, .message = "m"});
  const absl::Status status = faults(many);
  const auto told = diagnostics(status);
  ASSERT_EQ(told.size(), 100U);
  EXPECT_EQ(told.front(), many.front());
  EXPECT_EQ(told.back(), many[99]);
  EXPECT_THAT(message_of(status), HasSubstr("and 249 more"));
}

TEST(Diagnostics, NoFaultsAreAnOkStatus) { EXPECT_TRUE(faults({}).ok()); }

TEST(Diagnostics, CodeIsTheCallersChoice) {
  EXPECT_EQ(fault(full(), absl::StatusCode::kNotFound).code(), absl::StatusCode::kNotFound);
}

TEST(Diagnostics, AreReadFromTheMessageWhereThereIsNoPayload) {
  EXPECT_THAT(diagnostics(absl::NotFoundError("[TL-301] no such file")),
              ElementsAre(Diagnostic{.id = "TL-301", .message = "no such file"}));
  EXPECT_THAT(diagnostics(absl::InternalError("out of luck")), ElementsAre(Diagnostic{.message = "out of luck"}));
  EXPECT_THAT(diagnostics(absl::InternalError("[TL-30")), ElementsAre(Diagnostic{.message = "[TL-30"}));
}

TEST(Diagnostics, DamagedPayloadFallsBackToTheMessage) {
  for (const char* damaged : {"", "7:TL-101", "6:TL-101", "99999999999999999999:x", "x:", "0:0:0:1:x1:00:0:"}) {
    absl::Status status = absl::InvalidArgumentError("[TL-101] m");
    status.SetPayload("truceline/diagnostics", absl::Cord(damaged));
    EXPECT_THAT(diagnostics(status), ElementsAre(Diagnostic{.id = "TL-101", .message = "m"})) << damaged;
  }
}

TEST(Quoted, CutsAtCharactersAndHidesControls) {
  EXPECT_EQ(truceline::quoted("plain"), "\"plain\"");
  EXPECT_EQ(truceline::quoted("a\n\tb\x7f"), "\"a??b?\"");
  EXPECT_EQ(truceline::quoted(std::string(60, 'a')), '"' + std::string(60, 'a') + '"');
  EXPECT_EQ(truceline::quoted(std::string(61, 'a')), '"' + std::string(60, 'a') + "...\"");
  EXPECT_EQ(truceline::quoted(std::string(58, 'a') + "关税"), '"' + std::string(58, 'a') + "...\"");
}

}  // namespace
}  // namespace truceline
