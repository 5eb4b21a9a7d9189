// The table of totals says, line by line, what assess() says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/duty/rate_table.hpp>

#include "duty/random_trade.hpp"
#include "duty/rate_table.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::measure;
using oracle::Says;
using oracle::told;

RateTable table_of(const View& view, const Lane& lane) {
  Result<RateTable> table = RateTable::compile(view, lane);
  if (!table.ok()) {
    ADD_FAILURE() << message_of(table.status());
    return *RateTable::compile(compiled({}).hindsight(), {.destination = us});
  }
  return *std::move(table);
}

std::string id_of(const absl::Status& status) { return status.ok() ? "" : diagnostics(status).front().id; }

void expect_equal(const TradeRates& told, const TradeRates& want, const TradeLines& lines, const char* how) {
  for (std::size_t i = 0; i < want.ppm.size(); ++i) {
    const auto bit = [i](const std::vector<std::uint64_t>& map) { return map[i / 64] >> (i % 64) & 1; };
    ASSERT_EQ(told.ppm[i], want.ppm[i]) << how << ", " << words_of(lines, i);
    ASSERT_EQ(bit(told.unsettled), bit(want.unsettled)) << how << ", " << words_of(lines, i);
    ASSERT_EQ(bit(told.refused), bit(want.refused)) << how << ", " << words_of(lines, i);
  }
  ASSERT_EQ(told, want) << how << ": bits beyond the last line";
}

/// The table agrees with assess() in every way to ask it.
void expect_agreement(const View& view, const Lane& lane, const RateTable& table, const TradeLines& lines) {
  const TradeRates want = assessed(view, lane, lines);
  const std::size_t count = lines.entered.size();
  for (const Lanes lanes : {Lanes::One, Lanes::Eight, Lanes::Sixteen}) {
    if (lanes > most_lanes()) continue;
    TradeRates rates(count);
    ASSERT_TRUE(RateTableParts::assess(table, lines.columns(), rates.columns(), lanes).ok());
    ASSERT_NO_FATAL_FAILURE(expect_equal(rates, want, lines, "columns"));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<HsCode> goods = lines.goods.empty() ? std::nullopt : std::optional(lines.goods[i]);
    const LineRate one =
        table.rate(goods, lines.origin[i], lines.entered[i], lines.loaded.empty() ? std::nullopt : lines.loaded[i]);
    const bool refused = (want.refused[i / 64] >> (i % 64) & 1) != 0;
    const bool unsettled = (want.unsettled[i / 64] >> (i % 64) & 1) != 0;
    ASSERT_EQ(one, (LineRate{want.ppm[i], !refused && !unsettled, refused})) << words_of(lines, i);
    if (!goods || (!lines.loaded.empty() && lines.loaded[i])) continue;
    ASSERT_EQ(table.rate(*goods, lines.origin[i], lines.entered[i]), one) << words_of(lines, i);
  }
  if (lines.goods.empty()) return;
  const auto products = table.products(lines.goods, lines.origin);
  ASSERT_TRUE(products.ok());
  ASSERT_EQ(products->size(), count);
  std::vector<std::uint32_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<std::uint32_t>(i);
  for (const Lanes lanes : {Lanes::One, Lanes::Eight, Lanes::Sixteen}) {
    if (lanes > most_lanes()) continue;
    TradeRates rates(count);
    const ProductColumns columns{lines.entered, numbers, lines.loaded};
    ASSERT_TRUE(RateTableParts::assess(table, *products, columns, rates.columns(), lanes).ok());
    ASSERT_NO_FATAL_FAILURE(expect_equal(rates, want, lines, "products"));
  }
}

/// The same with columns left out.
void expect_agreement_throughout(const View& view, const Lane& lane, std::size_t count, Dice& dice) {
  const RateTable table = table_of(view, lane);
  const Crowd crowd(view, lane);
  TradeLines lines = random_lines(crowd, count, dice);
  ASSERT_NO_FATAL_FAILURE(expect_agreement(view, lane, table, lines));
  lines.loaded.clear();
  ASSERT_NO_FATAL_FAILURE(expect_agreement(view, lane, table, lines));
  lines.goods.clear();
  ASSERT_NO_FATAL_FAILURE(expect_agreement(view, lane, table, lines));
}

Dataset one_tariff() {
  Dataset dataset = told({Says(Said::Imposed, "a", "2025-03-01").from("2025-04-05").rate(10),
                          Says(Said::Raised, "b", "2025-03-02").from("2025-05-01").rate(25)});
  dataset.measures.front().goods.hs = {"8507"};
  return dataset;
}

TEST(RateTable, TellsOneLine) {
  const RateTable table = table_of(compiled(one_tariff()).hindsight(), {.destination = us});
  const auto rate = [&](std::string_view goods, Jurisdiction origin, const char* on) {
    return table.rate(code(goods), origin, day(on));
  };
  EXPECT_EQ(rate("850760", cn, "2025-04-04"), (LineRate{0, true, false}));
  EXPECT_EQ(rate("850760", cn, "2025-04-05"), (LineRate{100'000, true, false}));
  EXPECT_EQ(rate("850760", cn, "2025-05-01"), (LineRate{250'000, true, false}));
  EXPECT_EQ(rate("850760", cn, "9999-12-31"), (LineRate{250'000, true, false}));
  EXPECT_EQ(rate("850760", cn, "1400-01-01"), (LineRate{0, true, false}));
  EXPECT_EQ(rate("850660", cn, "2025-05-01"), (LineRate{0, true, false}));
  EXPECT_EQ(rate("850760", de, "2025-05-01"), (LineRate{0, true, false}));
  EXPECT_EQ(rate("85", cn, "2025-05-01"), (LineRate{0, false, false})) << "a part of the chapter pays";
  EXPECT_EQ(rate("850760", us, "2025-05-01"), (LineRate{0, false, true}));
  EXPECT_EQ(table.rate(std::nullopt, cn, day("2025-05-01")), (LineRate{0, true, false})) << "goods in general";
  EXPECT_EQ(table.rate(code("8507"), cn, day("2025-05-01"), day("2025-05-02")), (LineRate{0, false, true}));
}

TEST(RateTable, OfNothingIsZero) {
  const RateTable table = table_of(compiled({}).hindsight(), {.destination = us});
  EXPECT_EQ(table.rate(code("01"), cn, day("2025-05-01")), (LineRate{0, true, false}));
  EXPECT_EQ(table.rate(code("01"), Jurisdiction(), day("2025-05-01")), (LineRate{0, false, true}));
  EXPECT_GT(table.memory(), 0U);
}

TEST(RateTable, TellsAnyCountOfLinesAndNoMore) {
  const View view = compiled(one_tariff()).hindsight();
  const Lane lane{.destination = us};
  const RateTable table = table_of(view, lane);
  const Crowd crowd(view, lane);
  Dice dice(3);
  for (std::size_t count = 0; count <= 130; ++count)
    ASSERT_NO_FATAL_FAILURE(expect_agreement(view, lane, table, random_lines(crowd, count, dice)));
  for (const std::size_t count : {1'023U, 1'024U, 1'025U, 2'049U, 3'000U})
    ASSERT_NO_FATAL_FAILURE(expect_agreement(view, lane, table, random_lines(crowd, count, dice)));
}

TEST(RateTable, LeavesWordsBeyondTheLastLineAlone) {
  const RateTable table = table_of(compiled(one_tariff()).hindsight(), {.destination = us});
  const std::vector<Date> entered(3, day("2025-05-01"));
  const std::vector<Jurisdiction> origin(3, us);
  TradeRates rates(3);
  rates.unsettled.resize(2, 77);
  rates.refused.resize(2, 77);
  ASSERT_TRUE(table.assess(ShipmentColumns{entered, {}, origin}, rates.columns()).ok());
  EXPECT_THAT(rates.refused, ::testing::ElementsAre(7, 77));
  EXPECT_THAT(rates.unsettled, ::testing::ElementsAre(0, 77));
}

TEST(RateTable, RefusesColumnsThatDiffer) {
  const RateTable table = table_of(compiled(one_tariff()).hindsight(), {.destination = us});
  const std::vector<Date> entered(65, day("2025-05-01"));
  const std::vector<HsCode> goods(65, code("8507"));
  const std::vector<Jurisdiction> origin(65, cn);
  const std::vector<std::optional<Date>> loaded(64);
  const std::vector<std::uint32_t> numbers(65, 0);
  const auto products = *table.products(goods, origin);
  const TradeRates untouched(65);
  TradeRates rates(65);
  const auto of = [&](const ShipmentColumns& lines, const RateColumns& out) { return id_of(table.assess(lines, out)); };
  const std::span short_goods(goods.data(), 64);
  const std::span short_origin(origin.data(), 64);
  EXPECT_EQ(of({entered, short_goods, origin}, rates.columns()), "TL-533");
  EXPECT_EQ(of({entered, goods, short_origin}, rates.columns()), "TL-533");
  EXPECT_EQ(of({entered, goods, {}}, rates.columns()), "TL-533");
  EXPECT_EQ(of({entered, goods, origin, loaded}, rates.columns()), "TL-533");
  RateColumns out = rates.columns();
  out.ppm = out.ppm.first(64);
  EXPECT_EQ(of({entered, goods, origin}, out), "TL-533");
  out = rates.columns();
  out.unsettled = out.unsettled.first(1);
  EXPECT_EQ(of({entered, goods, origin}, out), "TL-533");
  out = rates.columns();
  out.refused = out.refused.first(1);
  EXPECT_EQ(of({entered, goods, origin}, out), "TL-533");
  EXPECT_EQ(id_of(table.assess(ShipmentColumns{entered, goods, short_origin}, rates.columns(),
                               [](std::size_t, const auto&) { FAIL() << "it ran"; })),
            "TL-533");
  EXPECT_EQ(id_of(table.assess(products, {entered, std::span(numbers).first(64)}, rates.columns())), "TL-533");
  EXPECT_EQ(id_of(table.assess(products, {entered, numbers, loaded}, rates.columns())), "TL-533");
  EXPECT_EQ(id_of(table.products(goods, short_origin).status()), "TL-533");
  EXPECT_EQ(rates, untouched);
}

TEST(RateTable, RefusesProductsThatAreNotItsOwn) {
  const View view = compiled(one_tariff()).hindsight();
  const RateTable table = table_of(view, {.destination = us});
  const RateTable other = table_of(view, {.destination = us});
  const std::vector<HsCode> goods{code("8507"), code("8501")};
  const std::vector<Jurisdiction> origin{cn, us};
  const std::vector<Date> entered(4, day("2025-05-01"));
  const std::vector<std::uint32_t> numbers{1, 0, 2, 4'000'000'000U};
  TradeRates rates(4);
  EXPECT_EQ(id_of(table.assess(*other.products(goods, origin), {entered, numbers}, rates.columns())), "TL-534");
  EXPECT_EQ(id_of(table.assess(RateTable::Products(), {entered, numbers}, rates.columns())), "TL-534");
  EXPECT_EQ(RateTable::Products().size(), 0U);
  EXPECT_EQ(rates, TradeRates(4));
  const RateTable copy = table;
  ASSERT_TRUE(copy.assess(*table.products(goods, origin), {entered, numbers}, rates.columns()).ok());
  EXPECT_THAT(rates.ppm, ::testing::ElementsAre(0, 250'000, 0, 0));
  EXPECT_EQ(rates.refused.front(), 0b1101U) << "from the US, and two that are no products";
}

TEST(RateTable, RefusesLanesThatNothingCrosses) {
  const View view = compiled(one_tariff()).hindsight();
  EXPECT_EQ(id_of(RateTable::compile(view, {}).status()), "TL-531");
  EXPECT_EQ(id_of(RateTable::compile(view, {.destination = us, .content = Rate::percent(101)}).status()), "TL-512");
  EXPECT_TRUE(RateTable::compile(view, {.destination = cn}).ok());
}

TEST(RateTable, RefusesTotalsThatDoNotFit) {
  Dataset dataset = one_tariff();
  dataset.claims.back().action.rate = Rate::ppm(2'147'483'646);
  EXPECT_EQ(table_of(compiled(dataset).hindsight(), {.destination = us}).rate(code("8507"), cn, day("2025-06-01")),
            (LineRate{2'147'483'646, true, false}));
  dataset.claims.back().action.rate = Rate::ppm(2'147'483'647);
  EXPECT_EQ(id_of(RateTable::compile(compiled(dataset).hindsight(), {.destination = us}).status()), "TL-532");
}

TEST(RateTable, AgreesWithAssessOnRandomDuties) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Dataset dataset = random_duties(seed);
    const Timeline timeline = compiled(dataset);
    Dice dice(seed);
    for (const View& view : {timeline.hindsight(), timeline.as_known_on(day("2025-04-10"))}) {
      ASSERT_NO_FATAL_FAILURE(expect_agreement_throughout(view, {.destination = us}, 200, dice));
      ASSERT_NO_FATAL_FAILURE(expect_agreement_throughout(view, random_lane(dataset, dice), 400, dice));
    }
  }
}

TEST(RateTable, AgreesWithAssessOnThePublicRecord) {
  Dice dice(7);
  for (const View& view : {chronology().hindsight(), chronology().as_known_on(day("2025-04-20")),
                           chronology().as_known_on(day("2019-09-05"))}) {
    ASSERT_NO_FATAL_FAILURE(expect_agreement_throughout(view, {.destination = us}, 1'500, dice));
    ASSERT_NO_FATAL_FAILURE(expect_agreement_throughout(view, {.destination = cn}, 1'500, dice));
    for (int round = 0; round < 2; ++round)
      ASSERT_NO_FATAL_FAILURE(expect_agreement_throughout(view, random_lane(view.dataset(), dice), 1'500, dice));
  }
}

}  // namespace
}  // namespace truceline
