#include <gtest/gtest.h>

#include <truceline/record/measure.hpp>
#include <truceline/record/words.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Measure> && std::regular<Details>);
static_assert(std::is_same_v<std::variant_alternative_t<0, Details>, std::monostate>);

TEST(Measure, ADayIsItsImposersOrUtcWhereSeveralAct) {
  Measure measure;
  EXPECT_EQ(clock_of(measure), Zone());
  measure.imposed_by = {{'C', 'N'}};
  EXPECT_EQ(clock_of(measure).name(), "Asia/Shanghai");
  measure.imposed_by = {{'C', 'N'}, {'U', 'S'}};
  EXPECT_EQ(clock_of(measure), Zone());
}

TEST(Measure, KindsMapToTheClassificationsWhereTheseHaveThem) {
  EXPECT_EQ(mast_chapter(MeasureKind::ExportControl), 'P');
  EXPECT_EQ(mast_chapter(MeasureKind::ImportRestriction), 'E');
  EXPECT_EQ(mast_chapter(MeasureKind::Tariff), std::nullopt);
  EXPECT_EQ(gta_type(MeasureKind::Tariff), "Import tariff");
  for (const MeasureKind kind : {MeasureKind::Agreement, MeasureKind::Meeting, MeasureKind::Other}) {
    EXPECT_EQ(mast_chapter(kind), std::nullopt);
    EXPECT_EQ(gta_type(kind), "");
  }
  for (const MeasureKind kind : all_of<MeasureKind>()) {
    if (const auto chapter = mast_chapter(kind)) {
      EXPECT_TRUE(*chapter >= 'A' && *chapter <= 'P') << word(kind);
    }
  }
}

}  // namespace
}  // namespace truceline
