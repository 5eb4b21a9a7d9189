#pragma once

// The words that expressions of time are made of, in English and Chinese.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace truceline {
inline namespace v0 {

/// What a word is to the grammars of time.
enum class Tag : std::uint8_t {
  Other,    ///< nothing to do with time: it ends a run
  Number,   ///< digits or words; value
  Punct,    ///< , . - / ( ) ~ as value
  Unit,     ///< "day", 天: value is a TimeUnit
  Month,    ///< "October": 1 to 12
  Weekday,  ///< "Friday", 周五: 1 to 7
  Part,     ///< "early", "mid", "late": value is a TimePart
  Day,      ///< "today", 昨日: days from the day of publication
  NextDay,  ///< 次日, 当天: days from the date named before
  Deictic,  ///< "this", "last", "next": -1, 0, 1
  Quarter,  ///< "Q3": 1 to 4
  Half,     ///< "H1", 上半年: 1 or 2
  Fiscal,   ///< "fiscal", "FY"
  // English
  The,
  A,
  Of,
  In,
  On,
  And,
  To,
  From,
  Between,
  Until,
  Through,
  Since,
  By,
  Before,
  After,
  Within,
  For,
  Start,
  Ago,
  Later,
  Earlier,
  Now,
  HalfOf,
  Few,
  Another,
  More,
  Rest,
  Same,
  Date,
  Possessive,
  Decade,
  // Chinese
  Year,
  MonthSign,
  DaySign,
  Counter,
  YearWord,
  MonthWord,
  WeekWord,
  WeekSign,
  Upper,
  Lower,
  Front,
  Behind,
  Recent,
  Coming,
  Bound,
  Starting,
  With,
  Amid,
  Inside,
  Ordinal,
  Final,
  Genitive,
  Vague,
  HalfMonth,
  YearPart,
  MonthPart,
  Century
};

enum class TimeUnit : std::uint8_t { Day, Week, Fortnight, Month, Quarter, Year, Decade, Century };

/// A part of a month or year. "Early", "mid" and "late" are its thirds: days 1 to 10, 11 to 20 and from 21 on, and four
/// months each.
enum class TimePart : std::uint8_t { Whole, Early, Mid, Late, FirstHalf, SecondHalf, Q1, Q2, Q3, Q4 };

/// Values of Tag::YearWord from here on count from the year named before: 当年, 次年.
inline constexpr std::int32_t of_named_year = 100;

/// A word of time and where it stands.
struct TimeWord {
  Tag tag = Tag::Other;
  bool ordinal = false;     ///< "21st", "third"
  bool grouped = false;     ///< "1,075": neither a day nor a year
  bool weak = false;        ///< may be no word of time at all: "may", "March", "sun"
  bool han = false;         ///< Chinese
  std::uint8_t digits = 0;  ///< of a number in digits
  std::int32_t value = 0;
  std::int32_t millionths = 0;
  std::uint32_t begin = 0;  ///< bytes in the text
  std::uint32_t end = 0;
};

/// Cuts a text into runs of words of time, unknown words between them left out. A run of one sentence; reused memory.
class TimeWords {
 public:
  explicit TimeWords(std::string_view text) noexcept : text_(text) {}
  /// The next run that can hold an expression of time; empty at the end of the text. Valid until the next call.
  [[nodiscard]] const std::vector<TimeWord>& next();

 private:
  bool take();  // one word from at_; false: it ends the run
  bool take_number();
  bool take_word();
  bool take_han();
  void push(TimeWord word);

  std::string_view text_;
  std::size_t at_ = 0;
  bool strong_ = false;  // the run has a word that an expression of time needs
  std::vector<TimeWord> run_;
};

}  // namespace v0
}  // namespace truceline
