// Rates, shares, money and amounts: what they are read as, and what the words around make of them.

#include <truceline/read/quantity.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace truceline {
namespace {

/// "20->10", "84 by 50", "50 step", "5.2 no rate", "USD 50.00 per net ton", "12000000 t".
std::string describe(const QuantityMention& mention) {
  std::string text;
  if (mention.approximate) text += "~";
  if (mention.negative) text += "-";
  if (mention.previous) text += to_percent(*mention.previous) + "->";
  if (mention.rate) text += to_percent(*mention.rate);
  if (mention.by) text += " by " + to_percent(*mention.by);
  if (mention.money) text += to_string(*mention.money);
  if (mention.amount) text += to_string(*mention.amount);
  if (!mention.per.empty()) text += " per " + mention.per;
  if (mention.points) text += " points";
  if (mention.step) text += " step";
  if (mention.no_rate) text += " no rate";
  return text;
}

std::string quantities_in(std::string_view text) {
  std::string all;
  for (const QuantityMention& mention : find_quantities(text)) {
    if (!all.empty()) all += " | ";
    all += describe(mention);
  }
  return all;
}

struct QuantityCase {
  std::string_view text;
  std::string_view expected;
};

void expect_quantities(const std::vector<QuantityCase>& cases) {
  for (const QuantityCase& one : cases) EXPECT_EQ(quantities_in(one.text), one.expected) << one.text;
}

TEST(Quantities, ReadsPercentsInEveryWriting) {
  expect_quantities({{"a duty of 24%", "24"},
                     {"a duty of 24 %", "24"},
                     {"a 24-percent duty", "24"},
                     {"a duty of 7.5 per cent", "7.5"},
                     {"twenty-five percent duties", "25"},
                     {"duties of one hundred percent", "100"},
                     {"a duty of 10 pct", "10"},
                     {"关税税率为百分之二十四", "24"},
                     {"税率为百分之一百二十五", "125"},
                     {"千分之五的税率", "0.5"},
                     {"一成的关税", "10"},
                     {"两成半关税", "25"},
                     {"24个百分点的关税", "24 points"},
                     {"duties of 24 percentage points", "24 points"},
                     {"the duty moved 50 basis points", "0.5 points"},
                     {"minus three percent", "-3"},
                     {"负3.5%", "-3.5"}});
}

TEST(Quantities, JoinsTheLevelsOfAChange) {
  expect_quantities({{"cut the duty from 20% to 10%", "20->10"},
                     {"lowered the duty from 20 to 10 percent", "20->10"},
                     {"the tariff fell to 47% from 57%", "57->47"},
                     {"the 20% duty was raised; 20% cut to 10% there", "20 | 20->10"},
                     {"关税由20%降至10%", "20->10"},
                     {"从145%下调到30%", "145->30"},
                     {"税率由百分之二十降到百分之十", "20->10"}});
}

TEST(Quantities, TellsIncrementsFromTotals) {
  expect_quantities({{"raise duties by another 50%, to 84%", "84 by 50"},
                     {"duties were raised by 10 percentage points", "10 points step"},
                     {"another 50 percent duty", "50 step"},
                     {"再加征50%关税,至84%", "84 by 50"},
                     {"上调10个百分点", "10 points step"},
                     {"an additional 10% tariff", "10"},
                     {"the tariff was cut to 10%", "10"},
                     {"关税提高至25%", "25"}});
}

TEST(Quantities, MarksWhatIsNoRateOfDuty) {
  expect_quantities({{"GDP grew 5.2% last year", "5.2 no rate"},
                     {"shares fell 3% on the news", "3 no rate"},
                     {"a 19.9% stake in the venture", "19.9 no rate"},
                     {"90% of rare earths", "90 no rate"},
                     {"25% of the customs value", "25"},
                     {"an approval rating of 41 percent", "41 no rate"},
                     {"持有该公司19.9%的股份", "19.9 no rate"},
                     {"出口同比增长5.2%", "5.2 no rate"},
                     {"占全球产量的九成", "90 no rate"},
                     {"打八折", "80 no rate"},
                     {"a 34% tariff while exports and growth slow", "34"}});
}

TEST(Quantities, MarksWhatIsAbout) {
  expect_quantities({{"about 30% duty", "~30"},
                     {"duties of at least 25 percent", "~25"},
                     {"duties of 5% to 10%", "~5 | ~10"},
                     {"约30%的关税", "~30"},
                     {"duties of up to 145%", "~145"}});
}

TEST(Quantities, ReadsMoney) {
  expect_quantities({{"goods worth $200 billion", "USD 200000000000.00"},
                     {"US$50 per net ton", "USD 50.00 per net ton"},
                     {"a fee of USD 18.50 per ton", "USD 18.50 per ton"},
                     {"$1.5bn of aid", "USD 1500000000.00"},
                     {"50 billion yuan", "CNY 50000000000.00"},
                     {"RMB 400 per net ton", "CNY 400.00 per net ton"},
                     {"2000亿美元商品", "USD 200000000000.00"},
                     {"人民币400元", "CNY 400.00"},
                     {"5000万美元", "USD 50000000.00"}});
}

TEST(Quantities, ReadsAmounts) {
  expect_quantities({{"12 million metric tons of soybeans", "12000000 t"},
                     {"25 companies and 60 countries", "25 company | 60 country"},
                     {"200 aircraft", "200 aircraft"},
                     {"1200万吨大豆", "12000000 t"},
                     {"28家企业", "28 company"},
                     {"七类中重稀土", "7 item"}});
}

TEST(Quantities, LeavesWhatIsNone) {
  for (const std::string_view text : {"Section 301", "https://example.org/a?b=30%25%2020%", "only a small percent",
                                      "the % of it", "成立于2001年", "两国元首", "第一类", "二三十个百分点",
                                      "百分之二三十", "A320", "20个成员", "八成员", "three of them", "2025年"}) {
    EXPECT_EQ(quantities_in(text), "") << text;
  }
}

TEST(Quantities, MarksTheWordsThatItRead) {
  const std::string_view text = "It fell from 20% to 10% at once.";
  const auto mentions = find_quantities(text);
  ASSERT_EQ(mentions.size(), 1U);
  EXPECT_EQ(text.substr(mentions[0].at.begin, mentions[0].at.size()), "20% to 10%");
}

/// Whatever the words, mentions stand in order inside the text, apart, and hold what their kind says.
TEST(Quantities, HoldsItsLawsOnRandomWords) {
  static constexpr std::string_view words[] = {
      "20",     "%",           " percent ", "from ", " to ", "$",  "亿",      "百分之", "个百分点", "成",      "折",
      "半",     "万",          "美元",      "-",     ".",    ",",  "minus ",  "to ",    "another ", "cut ",    "by ",
      "points", "三",          "十",        "至",    "由",   "负", "5",       "0.5",    " ",        "per ",    "cent ",
      "ton ",   "99999999999", "\xE5",      "\xFF",  "对折", "打", "tariff ", "GDP ",   "家",       "million "};
  std::mt19937 random(84);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int count = static_cast<int>(random() % 14); count > 0; --count) text += words[random() % std::size(words)];
    std::uint32_t end = 0;
    for (const QuantityMention& mention : find_quantities(text)) {
      ASSERT_LE(end, mention.at.begin) << text;
      ASSERT_LT(mention.at.begin, mention.at.end) << text;
      ASSERT_LE(mention.at.end, text.size()) << text;
      end = mention.at.end;
      const bool percent = mention.kind == QuantityKind::Percent || mention.kind == QuantityKind::Change;
      ASSERT_EQ(percent, mention.rate.has_value()) << text;
      ASSERT_EQ(mention.kind == QuantityKind::Change, mention.previous.has_value()) << text;
      ASSERT_EQ(mention.kind == QuantityKind::Money, mention.money.has_value()) << text;
      ASSERT_EQ(mention.kind == QuantityKind::Amount, mention.amount.has_value()) << text;
      if (mention.rate) {
        ASSERT_GE(mention.rate->ppm(), 0) << text;
        ASSERT_LE(mention.rate->ppm(), 10'000'000'000) << text;
      }
    }
  }
}

}  // namespace
}  // namespace truceline
