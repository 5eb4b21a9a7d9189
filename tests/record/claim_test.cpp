#include <gtest/gtest.h>

#include <truceline/record/claim.hpp>
#include <truceline/record/words.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Claim> && std::regular<Place>);

TEST(Claim, OnlyWhatIsDoneOrAnnouncedMovesTheState) {
  for (const Standing standing : all_of<Standing>()) {
    EXPECT_EQ(moves(standing), standing == Standing::Done || standing == Standing::Announced) << word(standing);
  }
}

TEST(Claim, AnAbsentFieldIsAbsent) {
  const Claim claim;
  EXPECT_EQ(claim.action.rate, std::nullopt);
  EXPECT_NE(claim.action.rate, Rate());
  EXPECT_TRUE(claim.action.from.is_unknown());
  EXPECT_EQ(claim.action.until, std::nullopt);
  EXPECT_EQ(claim.at, Place());
}

}  // namespace
}  // namespace truceline
