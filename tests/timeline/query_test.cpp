// Looking for measures on a day.

#include <gmock/gmock.h>

#include "timeline/compiled.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::measure;
using oracle::Says;
using oracle::told;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Jurisdiction us('U', 'S'), cn('C', 'N'), jp('J', 'P'), eu('E', 'U');

Measure of_kind(const std::string& id, MeasureKind kind, std::vector<Jurisdiction> by, std::vector<Jurisdiction> target,
                Goods goods = {}) {
  Measure result = measure(id);
  result.kind = kind;
  result.imposed_by = std::move(by);
  result.target = std::move(target);
  result.goods = std::move(goods);
  return result;
}

// One measure of each sort of state in June 2025.
const View& view() {
  static const View all =
      compiled(
          told({Says(Said::Imposed, "a", "2025-01-01").on("tariff").from("2025-01-01").rate(10),
                Says(Said::Imposed, "b", "2025-01-01").on("world").from("2025-05").rate(5).announced(),
                Says(Said::Suspended, "b2", "2025-01-01").on("world").from("2025-05-20"),
                Says(Said::Imposed, "c", "2025-01-01").on("control").announced().from("2025-06-15/2025-06-20"),
                Says(Said::Imposed, "d", "2025-01-01").on("fee").from("2025-01-01").until("2025-03-01"),
                Says(Said::Imposed, "e", "2025-01-01").on("threat").standing(Standing::Threatened),
                Says(Said::Imposed, "f", "2025-01-01").on("idea").standing(Standing::Considered),
                Says(Said::Raised, "g", "2025-01-01").on("murky").from("2025-07-01").rate(20)},
               {of_kind("tariff", MeasureKind::Tariff, {us}, {cn},
                        {{"soybeans", "farm products"}, {"1201"}, {"120190"}, ""}),
                of_kind("world", MeasureKind::Tariff, {us}, {Jurisdiction()}, {{}, {"12"}, {}, ""}),
                of_kind("control", MeasureKind::ExportControl, {cn}, {us, jp}, {{"rare earths"}, {}, {}, ""}),
                of_kind("fee", MeasureKind::PortFee, {us}, {cn}), of_kind("threat", MeasureKind::Tariff, {us}, {cn}),
                of_kind("idea", MeasureKind::ExportControl, {us}, {cn}),
                of_kind("murky", MeasureKind::Tariff, {cn}, {us}), of_kind("silence", MeasureKind::Other, {us}, {cn})}))
          .hindsight();
  return all;
}

const Date june = day("2025-06-01");

std::vector<std::string> found(const Query& query) { return measures_of(view().find(query)); }

TEST(Query, without_conditions_finds_all_that_is_known_of) {
  EXPECT_THAT(found({.on = june}), ElementsAre("tariff", "world", "control", "fee", "threat", "idea", "murky"));
}

TEST(Query, on_its_day) {
  EXPECT_THAT(measures_of(view().find({.on = day("2024-12-31")})), ElementsAre("murky"));
  EXPECT_THAT(measures_of(view().find({.on = day("2025-02-01"), .status = {Status::InForce}})),
              ElementsAre("tariff", "fee"));
}

TEST(Query, by_status) {
  EXPECT_THAT(found({.on = june, .status = {Status::InForce}}), ElementsAre("tariff"));
  EXPECT_THAT(found({.on = june, .status = {Status::Suspended}}), ElementsAre("world"));
  EXPECT_THAT(found({.on = june, .status = {Status::Scheduled}}), ElementsAre("control"));
  EXPECT_THAT(found({.on = june, .status = {Status::Ended}}), ElementsAre("fee"));
  EXPECT_THAT(found({.on = june, .status = {Status::Proposed}}), ElementsAre("threat", "idea"));
  EXPECT_THAT(found({.on = june, .status = {Status::Unknown}}), ElementsAre("murky"));
  EXPECT_THAT(found({.on = june, .status = {Status::None}}), ElementsAre("silence"));
}

TEST(Query, the_values_of_a_field_are_alternatives) {
  EXPECT_THAT(found({.on = june, .status = {Status::Suspended, Status::InForce}}), ElementsAre("tariff", "world"));
  EXPECT_THAT(found({.on = june, .kind = {MeasureKind::PortFee, MeasureKind::ExportControl}}),
              ElementsAre("control", "fee", "idea"));
}

TEST(Query, by_standing) {
  EXPECT_THAT(found({.on = june, .standing = {Standing::Threatened}}), ElementsAre("threat"));
  EXPECT_THAT(found({.on = june, .standing = {Standing::Threatened, Standing::Considered}}),
              ElementsAre("threat", "idea"));
  EXPECT_THAT(found({.on = june, .standing = {Standing::Expected}}), IsEmpty());
}

TEST(Query, by_kind) {
  EXPECT_THAT(found({.on = june, .kind = {MeasureKind::Tariff}}), ElementsAre("tariff", "world", "threat", "murky"));
  EXPECT_THAT(found({.on = june, .kind = {MeasureKind::Sanction}}), IsEmpty());
}

TEST(Query, by_who_imposes) {
  EXPECT_THAT(found({.on = june, .imposed_by = {cn}}), ElementsAre("control", "murky"));
  EXPECT_THAT(found({.on = june, .imposed_by = {cn, us}}),
              ElementsAre("tariff", "world", "control", "fee", "threat", "idea", "murky"));
  EXPECT_THAT(found({.on = june, .imposed_by = {eu}}), IsEmpty());
}

TEST(Query, by_whom_it_meets) {
  EXPECT_THAT(found({.on = june, .target = {cn}}), ElementsAre("tariff", "world", "fee", "threat", "idea"));
  EXPECT_THAT(found({.on = june, .target = {jp}}), ElementsAre("world", "control"));  // one of two targets
}

TEST(Query, a_measure_against_the_world_meets_every_target) {
  EXPECT_THAT(found({.on = june, .target = {eu}}), ElementsAre("world"));
  EXPECT_THAT(found({.on = june, .target = {Jurisdiction()}}),
              ElementsAre("world"));  // and what meets China alone does not meet the world
}

TEST(Query, by_goods) {
  EXPECT_THAT(found({.on = june, .goods = "rare earths"}), ElementsAre("control"));
  EXPECT_THAT(found({.on = june, .goods = "Soybeans"}), ElementsAre("tariff"));
  EXPECT_THAT(found({.on = june, .goods = "farm"}), ElementsAre("tariff"));
  EXPECT_THAT(found({.on = june, .goods = "120110"}), ElementsAre("tariff", "world"));
  EXPECT_THAT(found({.on = june, .goods = "12019000"}), ElementsAre("world"));  // taken out of the one
  EXPECT_THAT(found({.on = june, .goods = "1301"}), IsEmpty());
  EXPECT_THAT(found({.on = june, .goods = "ships"}), IsEmpty());  // unstated goods match nothing
}

TEST(Query, by_certainty) {
  EXPECT_THAT(found({.on = june, .status = {Status::InForce}, .certainty = Certainty::Certain}), ElementsAre("tariff"));
  EXPECT_THAT(found({.on = june, .status = {Status::InForce}, .certainty = Certainty::Possible}), IsEmpty());
  EXPECT_THAT(measures_of(view().find(
                  {.on = day("2025-06-16"), .kind = {MeasureKind::ExportControl}, .certainty = Certainty::Possible})),
              ElementsAre("control"));
}

TEST(Query, fields_narrow_one_another) {
  EXPECT_THAT(found({.on = june, .status = {Status::Proposed}, .kind = {MeasureKind::Tariff}}), ElementsAre("threat"));
  EXPECT_THAT(found({.on = june, .status = {Status::Proposed}, .kind = {MeasureKind::Tariff}, .imposed_by = {cn}}),
              IsEmpty());
  EXPECT_THAT(found({.on = june, .imposed_by = {us}, .target = {eu}, .goods = "1299"}), ElementsAre("world"));
}

TEST(Query, matches_is_what_find_looks_for) {
  Finding finding;
  finding.status = Status::InForce;
  finding.kind = MeasureKind::Tariff;
  finding.imposed_by = {us};
  finding.target = {Jurisdiction()};
  const Goods goods{{"semiconductors"}, {"8542"}, {}, ""};
  EXPECT_TRUE(matches({.on = june}, finding, goods));
  EXPECT_TRUE(matches({.on = june, .target = {jp}, .goods = "854231"}, finding, goods));
  EXPECT_FALSE(matches({.on = june, .goods = "8541"}, finding, goods));
  EXPECT_FALSE(matches({.on = june, .standing = {Standing::Done}}, finding, goods));  // nothing is proposed
  finding.status = Status::None;
  EXPECT_FALSE(matches({.on = june}, finding, goods));
  EXPECT_TRUE(matches({.on = june, .status = {Status::None}}, finding, goods));
}

TEST(Query, of_the_articles) {
  const View all = articles().hindsight();
  EXPECT_THAT(
      measures_of(all.find({.on = day("2026-03-01"), .status = {Status::Suspended}, .kind = {MeasureKind::Tariff}})),
      ElementsAre("us-reciprocal-tariff"));
  EXPECT_THAT(measures_of(all.find(
                  {.on = day("2025-11-01"), .standing = {Standing::Threatened}, .kind = {MeasureKind::Tariff}})),
              ElementsAre("us-additional-100-tariff"));
  EXPECT_THAT(
      measures_of(all.find({.on = day("2026-03-01"), .kind = {MeasureKind::PurchaseCommitment}, .goods = "soybeans"})),
      ElementsAre("cn-soybean-purchases"));
}

}  // namespace
}  // namespace truceline
