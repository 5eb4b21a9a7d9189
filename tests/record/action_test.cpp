#include <utility>

#include <gtest/gtest.h>

#include <truceline/record/action.hpp>
#include <truceline/record/words.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Action> && std::regular<Limits>);

TEST(Action, EverySaidVerbDoesOneThing) {
  for (const auto& [said, verb] : {std::pair{Said::Imposed, Verb::Imposed},
                                   {Said::Opened, Verb::Imposed},
                                   {Said::Committed, Verb::Imposed},
                                   {Said::Agreed, Verb::Imposed},
                                   {Said::RateSet, Verb::RateSet},
                                   {Said::Raised, Verb::RateSet},
                                   {Said::Lowered, Verb::RateSet},
                                   {Said::ScopeSet, Verb::ScopeSet},
                                   {Said::Narrowed, Verb::ScopeSet},
                                   {Said::Expanded, Verb::ScopeSet},
                                   {Said::Suspended, Verb::Suspended},
                                   {Said::Resumed, Verb::Resumed},
                                   {Said::Extended, Verb::Extended},
                                   {Said::Ended, Verb::Ended},
                                   {Said::Revoked, Verb::Ended},
                                   {Said::Withdrawn, Verb::Ended},
                                   {Said::Expired, Verb::Ended},
                                   {Said::StruckDown, Verb::Ended},
                                   {Said::Reinstated, Verb::Reinstated},
                                   {Said::Held, Verb::Occurred},
                                   {Said::Progress, Verb::Progress},
                                   {Said::Noted, Verb::Noted}}) {
    EXPECT_EQ(verb_of(said), verb) << word(said);
  }
}

TEST(Action, WhatEndsTellsHow) {
  for (const Said said : all_of<Said>()) {
    const Verb verb = verb_of(said);
    EXPECT_EQ(ending_of(said).has_value(), verb == Verb::Ended || verb == Verb::Occurred) << word(said);
    // An ending bears the word of the verb that brings it.
    if (const auto ending = ending_of(said)) {
      EXPECT_EQ(word(*ending), word(said));
    }
  }
}

TEST(Action, LimitsAreEmptyWhereNothingIsLimited) {
  EXPECT_TRUE(Limits{}.empty());
  const auto with = [](auto limit) {
    Limits limits;
    limit(limits);
    return limits;
  };
  EXPECT_FALSE(with([](Limits& limits) { limits.goods.words = {"ships"}; }).empty());
  EXPECT_FALSE(with([](Limits& limits) { limits.parties = {"some companies"}; }).empty());
  EXPECT_FALSE(with([](Limits& limits) { limits.loaded_before = Date(); }).empty());
  EXPECT_FALSE(with([](Limits& limits) { limits.exported_before = Date(); }).empty());
  EXPECT_FALSE(with([](Limits& limits) { limits.entered_before = Date(); }).empty());
  EXPECT_FALSE(with([](Limits& limits) { limits.condition = "for own use"; }).empty());
}

}  // namespace
}  // namespace truceline
