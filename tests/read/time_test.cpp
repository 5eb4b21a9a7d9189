// Expressions of time: what they are resolved to, how precise they stay, and what is none.

#include <truceline/read/time.hpp>

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace truceline {
namespace {

/// A Thursday.
const Date october_30 = *Date::from_ymd(2025, 10, 30);

/// "2025-11", "2025-05-14..2025-08-13" for a range until that day, "P90D" for a length; a bound before it, "?" behind a
/// guessed year.
std::string describe(const TimeMention& mention) {
  static constexpr std::string_view bounds[] = {"", "since ", "after ", "until ", "through ", "before "};
  std::string text(bounds[static_cast<std::size_t>(mention.bound)]);
  if (mention.kind == TimeKind::Length) return text + to_string(*mention.term);
  text += to_string(mention.date);
  if (mention.until) text += ".." + to_string(*mention.until);
  if (mention.lacks_year) text += "?";
  return text;
}

std::string times_in(std::string_view text, Date reference = october_30,
                     std::optional<FuzzyDate> anchor = std::nullopt) {
  std::string all;
  for (const TimeMention& mention : find_times(text, reference, anchor)) {
    if (!all.empty()) all += " | ";
    all += describe(mention);
  }
  return all;
}

struct TimeCase {
  std::string_view text;
  std::string_view expected;
};

void expect_times(const std::vector<TimeCase>& cases) {
  for (const TimeCase& one : cases) EXPECT_EQ(times_in(one.text), one.expected) << one.text;
}

TEST(Times, ReadsWholeDatesInEnglish) {
  expect_times({{"The duty applies to goods entered on November 10, 2025.", "2025-11-10"},
                {"signed on 10 November 2025 in Busan", "2025-11-10"},
                {"the notice of Nov. 10th, 2025", "2025-11-10"},
                {"dated the 10th of November 2025", "2025-11-10"},
                {"on Monday, Nov. 10, 2025, at 12:01 a.m.", "2025-11-10"},
                {"filed 11/10/2025 with the court", "2025-11-10"},
                {"filed 2025-11-10", "2025-11-10"},
                {"filed 10.11.2025", "2025-11-10"},
                {"filed 10-Nov-2025", "2025-11-10"},
                {"November the tenth, two thousand and twenty-five", "2025-11-10"}});
}

TEST(Times, ReadsWholeDatesInChinese) {
  expect_times({{"2025年11月10日起施行", "since 2025-11-10"},
                {"二〇二五年十一月十日", "2025-11-10"},
                {"2025 年 11 月 10 日", "2025-11-10"},
                {"(2025-11-10)", "2025-11-10"},
                {"去年11月10日公布", "2024-11-10"},
                {"明年1月1日前完成", "before 2026-01-01"},
                {"本月10日", "2025-10-10"},
                {"11月9日本报讯", "2025-11-09?"}});
}

TEST(Times, KeepsTheGrainOfPartialDates) {
  expect_times({{"In October 2025, exports fell.", "2025-10"},
                {"in 2018, duties rose", "2018"},
                {"the 2018 duties", "2018"},
                {"by late September 2025", "before 2025-09-21/2025-09-30"},
                {"in early May 2025", "2025-05-01/2025-05-10"},
                {"in mid-November 2025", "2025-11-11/2025-11-20"},
                {"in the first half of 2026", "2026-01-01/2026-06-30"},
                {"in the third quarter of 2025 and Q4 2025", "2025-07-01/2025-09-30 | 2025-10-01/2025-12-31"},
                {"at the end of 2025", "2025-09-01/2025-12-31"},
                {"2025年10月出口下降", "2025-10"},
                {"今年第三季度", "2025-07-01/2025-09-30"},
                {"明年上半年", "2026-01-01/2026-06-30"},
                {"2025年9月底", "2025-09-21/2025-09-30"},
                {"2025年5月中旬", "2025-05-11/2025-05-20"},
                {"2025年10月中国出口下降", "2025-10"},
                {"商务部2025年1号公告", "2025"},
                {"2026年初", "2026-01-01/2026-04-30"},
                {"上世纪90年代", "1990-01-01/1999-12-31"}});
}

TEST(Times, FillsAMissingYearByTenseElseNearness) {
  expect_times({{"The duty will begin on Nov. 10.", "2025-11-10?"},
                {"The duty began on Nov. 10.", "2024-11-10?"},
                {"effective Nov. 10", "since 2025-11-10?"},
                {"the act of April 2", "2025-04-02?"},
                {"措施将于11月10日生效", "2025-11-10?"},
                {"已于11月10日生效", "2024-11-10?"},
                {"该部宣布,自11月10日起实施", "since 2025-11-10?"},
                {"The ministry announced controls effective Nov. 8", "since 2025-11-08?"},
                {"原计划9月1日实施", "2025-09-01?"},
                {"11月10日前已经启运的货物除外", "before 2025-11-10?"},
                {"In August it had warned of this.", "2025-08?"},
                {"The order directed him to report by April 1.", "before 2026-04-01?"},
                {"limits on advanced goods start on Nov. 21", "2025-11-21?"},
                {"该部表示,原计划11月1日加征的关税暂不加征", "2025-11-01?"},
                {"4月2日的行政令", "2025-04-02?"},
                {"中国商务部9日公布", "2025-10-09?"},
                {"on the 9th, the ministry said", "2025-10-09?"},
                {"He said the duty will take effect on December 1", "2025-12-01?"}});
  const auto mentions = find_times("the act of April 2", october_30);
  ASSERT_EQ(mentions.size(), 1U);
  EXPECT_EQ(mentions[0].other, FuzzyDate::day(*Date::from_ymd(2026, 4, 2)));
}

TEST(Times, GoesOnFromTheYearToldBefore) {
  expect_times(
      {{"On July 6, 2018, the first duties fell; the second list followed on August 23.", "2018-07-06 | 2018-08-23?"},
       {"2018年7月6日生效,8月23日扩大", "2018-07-06 | 2018-08-23?"},
       {"issued on October 7, 2022; effective Nov. 17", "2022-10-07 | since 2025-11-17?"}});
}

TEST(Times, LetsAWeekdayChooseTheYear) {
  EXPECT_EQ(times_in("Friday, Nov. 7"), "2025-11-07?");
  EXPECT_EQ(times_in("Thursday, Nov. 7"), "2024-11-07?");
  EXPECT_EQ(times_in("11月7日(周五)"), "2025-11-07?");
}

TEST(Times, ResolvesRelativeExpressions) {
  expect_times({{"yesterday and tomorrow", "2025-10-29 | 2025-10-31"},
                {"last week", "2025-10-20/2025-10-26"},
                {"last month, next month", "2025-09 | 2025-11"},
                {"last year", "2024"},
                {"this Friday", "2025-10-31"},
                {"on Friday next week", "2025-11-07"},
                {"Officials met on Tuesday.", "2025-10-28"},
                {"Officials will meet on Tuesday.", "2025-11-04"},
                {"three days ago", "2025-10-27"},
                {"two months ago", "2025-08"},
                {"seven years ago", "2018"},
                {"earlier this month", "2025-10-01/2025-10-29"},
                {"later this year", "2025-10-30/2025-12-31"},
                {"last April", "2025-04"},
                {"October last year", "2024-10"},
                {"昨日", "2025-10-29"},
                {"上周五", "2025-10-24"},
                {"本周五", "2025-10-31"},
                {"下月", "2025-11"},
                {"去年10月", "2024-10"},
                {"三个月前", "2025-07"},
                {"5天前", "2025-10-25"},
                {"日前", "2025-10-23/2025-10-30"},
                {"2018年开征,当年9月扩大,次年5月再提高", "2018 | 2018-09 | 2019-05"},
                {"for the rest of the year", "2025-10-30..2026-01-01"},
                {"11月4日、5日和6日", "2025-11-04? | 2025-11-05 | 2025-11-06"},
                {"10月9日公布。10号又有一份", "2025-10-09? | 2025-10-10?"}});
}

TEST(Times, TellsTheSameDayAgainstTheDateNamedBefore) {
  EXPECT_EQ(times_in("双方10月25日会谈,次日结束。"), "2025-10-25? | 2025-10-26");
  EXPECT_EQ(times_in("当天", october_30, FuzzyDate::day(*Date::from_ymd(2025, 5, 12))), "2025-05-12");
  EXPECT_EQ(times_in("two days later", october_30, FuzzyDate::day(*Date::from_ymd(2025, 5, 12))), "2025-05-14");
  EXPECT_EQ(times_in("They met on May 12, 2025, and signed the next day."), "2025-05-12 | 2025-05-13");
}

TEST(Times, ReadsRangesAsHalfOpen) {
  expect_times({{"from May 14 to August 12, 2025", "2025-05-14..2025-08-13"},
                {"from May 14, 2025 until August 12, 2025", "2025-05-14..2025-08-12"},
                {"between Oct. 25 and 26, 2025", "2025-10-25..2025-10-27"},
                {"on Sept. 14-15, 2025", "2025-09-14..2025-09-16"},
                {"from November 2025 to February 2026", "2025-11..2026-03-01"},
                {"2018 to 2020", "2018..2021-01-01"},
                {"from 4 to 22 January 2025", "2025-01-04..2025-01-23"},
                {"2025年5月14日至8月12日", "2025-05-14..2025-08-13"},
                {"10月25日至26日", "2025-10-25..2025-10-27?"},
                {"从2018年到2020年", "2018..2021-01-01"},
                {"2025年3月和5月之间", "2025-03..2025-06-01"}});
}

TEST(Times, ReadsLengths) {
  expect_times({{"a 90-day truce", "P90D"},
                {"suspended for another 90 days", "P90D"},
                {"for one year", "P1Y"},
                {"a year and a half", "P1Y6M"},
                {"two and a half years", "P2Y6M"},
                {"for six months", "P6M"},
                {"暂停一年", "P1Y"},
                {"为期90天", "P90D"},
                {"三年半", "P3Y6M"},
                {"两个月", "P2M"},
                {"半年", "P6M"},
                {"为期三个半月", "P3M15D"},
                {"extended for a year", "P1Y"}});
}

TEST(Times, ReadsStretchesFromTheDayOfPublication) {
  expect_times({{"within two years", "2025-10-30..2027-10-30"},
                {"over the next three years", "2025-10-31..2028-10-31"},
                {"in the past five years", "2020-10-30..2025-10-30"},
                {"未来三年", "2025-10-31..2028-10-31"},
                {"近五年来", "2020-10-30..2025-10-30"},
                {"一年内", "2025-10-30..2026-10-30"},
                {"The duties will double in two months.", "2025-12"},
                {"the first visit in six years", "P6Y"}});
}

TEST(Times, SaysWhatBindsADate) {
  expect_times({{"suspended until November 10, 2026", "until 2026-11-10"},
                {"runs through November 9, 2026", "through 2026-11-09"},
                {"since January 2025", "since 2025-01"},
                {"no later than December 1, 2025", "through 2025-12-01"},
                {"before 2027", "before 2027"},
                {"after May 2025", "after 2025-05"},
                {"延至2026年11月10日", "until 2026-11-10"},
                {"截至2025年9月30日", "through 2025-09-30"},
                {"2018年以来", "since 2018"},
                {"2025年12月1日或之前", "through 2025-12-01"}});
}

TEST(Times, LeavesWhatIsNoTime) {
  for (const std::string_view text : {"They may agree, and may not.",
                                      "May I add a word?",
                                      "a march of folly",
                                      "2000 companies and 1,075 items",
                                      "the sun and the second round",
                                      "call 555-1212",
                                      "a rate of 6.45 percent",
                                      "24/7 service",
                                      "1/3 of it",
                                      "tariffs of 30/4.85",
                                      "$2025 each",
                                      "Section 301",
                                      "February 30, 2025",
                                      "2025年2月30日",
                                      "周年庆典",
                                      "日本与日元",
                                      "三年级学生",
                                      "一些企业",
                                      "第一阶段",
                                      "两国",
                                      "一个中国",
                                      "上海",
                                      "前总统",
                                      "the end of the line",
                                      "one by one",
                                      "Chapter 11",
                                      "the last of them",
                                      "it is now or never",
                                      "ten million tons a year",
                                      "第5号令"}) {
    EXPECT_EQ(times_in(text), "") << text;
  }
}

TEST(Times, MarksTheWordsThatItRead) {
  const std::string_view text = "It lasts until Nov. 10, 2026, he said.";
  const auto mentions = find_times(text, october_30);
  ASSERT_EQ(mentions.size(), 1U);
  EXPECT_EQ(text.substr(mentions[0].at.begin, mentions[0].at.size()), "Nov. 10, 2026");
}

/// Whatever the words, mentions stand in order inside the text, apart, with values that fit their kind.
TEST(Times, HoldsItsLawsOnRandomWords) {
  static constexpr std::string_view words[] = {
      "May ",   "the ",  "10",     "2025",     "/",    "-",        "st ",  "of ",   "to ",   "from ", "last ",
      "week ",  "year ", "Friday", ", ",       ". ",   "年",       "月",   "日",    "三",    "十",    "个",
      "前",     "后",    "至",     "第",       "周",   "上",       "下",   "半",    "末",    "未来",  "2 ",
      "days ",  "ago ",  "and ",   "half ",    "Q3 ",  "end ",     "9999", "12-31", "31",    "1400",  "在",
      "之间",   "的",    "零",     "二〇二五", "季度", "until ",   "in ",  "past ", "next ", "90",    "month ",
      "early ", "\xE5",  "\xFF",   "s",        "'",    "decades ", "世纪", "年代",  "内",    "首"};
  std::mt19937 random(20251110);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int count = static_cast<int>(random() % 14); count > 0; --count) text += words[random() % std::size(words)];
    const Date reference = *Date::from_days(static_cast<std::int32_t>(random() % 3'141'000) - 208'188);
    std::uint32_t end = 0;
    for (const TimeMention& mention : find_times(text, reference)) {
      ASSERT_LE(end, mention.at.begin) << text;
      ASSERT_LT(mention.at.begin, mention.at.end) << text;
      ASSERT_LE(mention.at.end, text.size()) << text;
      end = mention.at.end;
      ASSERT_EQ(mention.kind == TimeKind::Length, mention.date.is_unknown()) << text;
      ASSERT_EQ(mention.kind == TimeKind::Range, mention.until.has_value()) << text;
      if (mention.kind == TimeKind::Length) {
        ASSERT_TRUE(mention.term) << text;
        ASSERT_GT(mention.term->months + mention.term->days, 0) << text;
      }
      if (mention.until) {
        ASSERT_LE(*mention.date.earliest(), *mention.until->latest()) << text;
      }
    }
  }
}

}  // namespace
}  // namespace truceline
