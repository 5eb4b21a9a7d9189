#include <gtest/gtest.h>

#include <truceline/record/source.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Source> && std::regular<Proof>);

TEST(Source, IsKnownFromItsPublicationElseFromTheDayProven) {
  const Date proven = *Date::from_ymd(2025, 6, 5);
  Source source;
  EXPECT_TRUE(known_of(source).is_unknown());
  source.proven = Proof{proven, "a call"};
  EXPECT_EQ(known_of(source), FuzzyDate::day(proven));
  source.published = *FuzzyDate::month(2025, 7);
  EXPECT_EQ(known_of(source), *FuzzyDate::month(2025, 7));
}

}  // namespace
}  // namespace truceline
