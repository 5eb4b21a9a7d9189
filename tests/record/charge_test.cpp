#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <truceline/record/charge.hpp>

namespace truceline {
namespace {

static_assert(std::regular<Currency> && std::regular<Money> && std::regular<Specific> && std::regular<Charge> &&
              std::regular<Quantity>);
static_assert(Currency() == Currency('U', 'S', 'D'));
static_assert(Money{1, {}} < Money{2, {}});

constexpr Currency yen('J', 'P', 'Y'), yuan('C', 'N', 'Y'), dinar('K', 'W', 'D');

template <class T>
std::string fault_of(const Result<T>& result) {
  return result.ok() ? "" : diagnostics(result.status()).front().id;
}

TEST(Currency, IsThreeCapitals) {
  EXPECT_EQ(*parse_currency("USD"), Currency());
  EXPECT_EQ(to_string(*parse_currency("EUR")), "EUR");
  EXPECT_EQ(*parse_currency("RMB"), yuan);
  for (const std::string_view text : {"", "US", "USDT", "usd", "US$", "$", "元", " USD"})
    EXPECT_EQ(fault_of(parse_currency(text)), "TL-231") << text;
}

TEST(Currency, HasTheDecimalsOfItsMinorUnit) {
  EXPECT_EQ(decimals({}), 2);
  EXPECT_EQ(decimals(yuan), 2);
  EXPECT_EQ(decimals(yen), 0);
  EXPECT_EQ(decimals({'K', 'R', 'W'}), 0);
  EXPECT_EQ(decimals(dinar), 3);
  EXPECT_EQ(decimals({'Z', 'Z', 'Z'}), 2);
}

TEST(Money, ReadsExactly) {
  for (const auto& [text, money] :
       std::vector<std::pair<std::string_view, Money>>{{"USD 50", {5'000, {}}},
                                                       {"USD 0.22", {22, {}}},
                                                       {"USD 0.2", {20, {}}},
                                                       {"USD 0", {0, {}}},
                                                       {"RMB 1120.50", {112'050, yuan}},
                                                       {"JPY 1000", {1'000, yen}},
                                                       {"KWD 1.005", {1'005, dinar}},
                                                       {"USD 1000000000000000.00", {100'000'000'000'000'000, {}}}}) {
    const auto read = parse_money(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(*read, money) << text;
  }
}

TEST(Money, RefusesAllElse) {
  for (const auto& [text, id] :
       std::vector<std::pair<std::string_view, std::string_view>>{{"", "TL-232"},
                                                                  {"USD", "TL-232"},
                                                                  {"USD ", "TL-232"},
                                                                  {"50", "TL-232"},
                                                                  {"1200.50 EUR", "TL-232"},
                                                                  {"USD -5", "TL-232"},
                                                                  {"USD +5", "TL-232"},
                                                                  {"USD 1,000", "TL-232"},
                                                                  {"USD 1e3", "TL-232"},
                                                                  {"USD 05", "TL-232"},
                                                                  {"USD .5", "TL-232"},
                                                                  {"USD 5.", "TL-232"},
                                                                  {"USD 1.2.3", "TL-232"},
                                                                  {"USD  5", "TL-232"},
                                                                  {"USD 5 ", "TL-232"},
                                                                  {"usd 5", "TL-231"},
                                                                  {"US$ 5", "TL-231"},
                                                                  {"USD 0.001", "TL-233"},
                                                                  {"USD 1.000", "TL-233"},
                                                                  {"JPY 1.0", "TL-233"},
                                                                  {"USD 1000000000000000.01", "TL-233"},
                                                                  {"USD 99999999999999999999999", "TL-233"}}) {
    EXPECT_EQ(fault_of(parse_money(text)), id) << text;
  }
}

TEST(Money, WritesAllDecimalsOfItsCurrency) {
  EXPECT_EQ(to_string(Money{5'000, {}}), "USD 50.00");
  EXPECT_EQ(to_string(Money{22, {}}), "USD 0.22");
  EXPECT_EQ(to_string(Money{0, {}}), "USD 0.00");
  EXPECT_EQ(to_string(Money{-50, {}}), "USD -0.50");
  EXPECT_EQ(to_string(Money{7, yen}), "JPY 7");
  EXPECT_EQ(to_string(Money{5, dinar}), "KWD 0.005");
  EXPECT_EQ(to_string(Money{std::numeric_limits<std::int64_t>::min(), {}}), "USD -92233720368547758.08");
}

TEST(Money, WhatIsWrittenReadsBack) {
  for (const Currency currency : {Currency(), yen, dinar}) {
    for (std::int64_t minor = 0; minor <= 100'000'000'000'000'000; minor = minor * 3 / 2 + 1)
      ASSERT_EQ(*parse_money(to_string(Money{minor, currency})), (Money{minor, currency}));
  }
}

TEST(Specific, IsMoneyForEachUnit) {
  EXPECT_EQ(*parse_specific("USD 50 per net ton"), (Specific{{5'000, {}}, "net ton"}));
  EXPECT_EQ(*parse_specific("RMB 400 per forty-foot container"), (Specific{{40'000, yuan}, "forty-foot container"}));
  EXPECT_EQ(to_string(Specific{{22, {}}, "kg"}), "USD 0.22 per kg");
  EXPECT_EQ(*parse_specific(to_string(Specific{{22, {}}, "kg"})), (Specific{{22, {}}, "kg"}));
  for (const auto& [text, id] :
       std::vector<std::pair<std::string_view, std::string_view>>{{"", "TL-234"},
                                                                  {"USD 50", "TL-234"},
                                                                  {"USD 50 per", "TL-234"},
                                                                  {"USD 50 per ", "TL-234"},
                                                                  {"USD 50 a ton", "TL-234"},
                                                                  {"USD 50 per 20 kg", "TL-234"},
                                                                  {"USD 50 per net  ton", "TL-234"},
                                                                  {"USD 50 per ton ", "TL-234"},
                                                                  {"USD 50 per 吨", "TL-234"},
                                                                  {"50 per ton", "TL-232"},
                                                                  {"$ 50 per ton", "TL-231"},
                                                                  {"USD 0.064 per kg", "TL-233"}}) {
    EXPECT_EQ(fault_of(parse_specific(text)), id) << text;
  }
}

TEST(Charge, IsEmptyWithoutAmounts) {
  EXPECT_TRUE(Charge{}.empty());
  const Specific some{{100, {}}, "item"};
  EXPECT_FALSE((Charge{some, {}, {}}.empty()));
  EXPECT_FALSE((Charge{{}, some, {}}.empty()));
  EXPECT_FALSE((Charge{{}, {}, some}.empty()));
}

TEST(Quantity, IsWholeUnits) {
  EXPECT_EQ(*parse_quantity("12000000 t"), (Quantity{12'000'000, "t"}));
  EXPECT_EQ(*parse_quantity("200000000000 USD"), (Quantity{200'000'000'000, "USD"}));
  EXPECT_EQ(to_string(Quantity{25'000'000, "t"}), "25000000 t");
  for (const std::string_view text : {"", "t", "12", "12 ", " 12 t", "-1 t", "1.5 t", "1,000 t", "12 000 t", "01 t",
                                      "100000000000000001 t", "99999999999999999999 t"}) {
    EXPECT_EQ(fault_of(parse_quantity(text)), "TL-235") << text;
  }
}

}  // namespace
}  // namespace truceline
