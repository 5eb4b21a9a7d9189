#pragma once

// Numbers as texts write them: in digits, in English words, in Chinese characters.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace truceline {
inline namespace v0 {

/// What a whole one is in millionths.
inline constexpr std::int64_t million = 1'000'000;

/// A number in a text. Exact: `whole` and `millionths` of one.
struct Numeral {
  std::int64_t whole = 0;
  std::int32_t millionths = 0;
  std::size_t end = 0;      ///< one past its last byte
  std::uint8_t digits = 0;  ///< how many digits stand before the point, where it is written in plain digits
  bool in_digits = false;   ///< "12", "1,075.5", "1.2 million", 3万
  bool ordinal = false;     ///< "1st", "twenty-first"; 第 is not part of it
  bool grouped = false;     ///< "1,075"
  bool scaled = false;      ///< with a word of size behind the digits: "2 million", 3万
  friend bool operator==(const Numeral&, const Numeral&) noexcept = default;
};

/// ASCII digits alone, with groups of three, a decimal part and the ending of an ordinal: "1,075", "7.5", "21st". No words
/// of size. nullopt if text[at] is no digit, or for numbers above 10^17.
[[nodiscard]] std::optional<Numeral> plain_digits(std::string_view text, std::size_t at);

/// English words: "twenty-one", "two thousand and eighteen", "nineteen hundred", "third". Of "nineteen ninety", a year, the
/// first word only. nullopt if no number word stands there.
[[nodiscard]] std::optional<Numeral> english_numeral(std::string_view text, std::size_t at);

/// Chinese characters: 二十五, 一百二十点五, 二零二五, 两, 半, 壹佰, with blanks between them where the text has such. Of
/// a vague pair (二三十) nullopt.
[[nodiscard]] std::optional<Numeral> chinese_numeral(std::string_view text, std::size_t at);

/// Any of the three, the longest, with the words of size behind digits: "200 billion", "1.2k", 3.5万亿. O(its length).
[[nodiscard]] std::optional<Numeral> numeral_at(std::string_view text, std::size_t at);

}  // namespace v0
}  // namespace truceline
