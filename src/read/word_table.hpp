#pragma once

// Tables of words that are looked up at every word of a text.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace detail {

/// Whether text[at] begins a Han character of the basic block, three bytes long.
[[nodiscard]] constexpr bool is_han(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (at + 3 > text.size() || byte(0) < 0xE4 || byte(0) > 0xE9) return false;
  return (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
}

/// English words, found in any case: open addressing, made when compiling. `Word` has a member `text`, of 1 to 31 small
/// letters.
template <class Word, std::size_t Count>
class WordTable {
 public:
  consteval explicit WordTable(const std::array<Word, Count>& words) : words_(words) {
    slots_.fill(-1);
    for (std::size_t i = 0; i < Count; ++i) {
      const std::string_view text = words[i].text;
      lengths_[static_cast<std::size_t>(text[0] - 'a')] |= std::uint32_t{1} << text.size();
      std::size_t slot = hash(text) & mask;
      while (slots_[slot] >= 0) slot = (slot + 1) & mask;
      slots_[slot] = static_cast<std::int16_t>(i);
    }
  }

  /// The entry for a word, or null. O(length of the word).
  [[nodiscard]] constexpr const Word* find(std::string_view word) const noexcept {
    if (word.size() > 31 || word.empty() || !is_letter(word[0])) return nullptr;
    // Most words differ from all entries in their first letter or their length.
    if ((lengths_[static_cast<std::size_t>(lower(word[0]) - 'a')] >> word.size() & 1) == 0) return nullptr;
    for (std::size_t slot = hash(word) & mask; slots_[slot] >= 0; slot = (slot + 1) & mask) {
      const Word& entry = words_[static_cast<std::size_t>(slots_[slot])];
      if (same(entry.text, word)) return &entry;
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t size = [] {
    std::size_t power = 16;
    while (power < 4 * Count) power *= 2;
    return power;
  }();
  static constexpr std::size_t mask = size - 1;

  // Length and three letters tell most English words apart.
  static constexpr std::size_t hash(std::string_view word) noexcept {
    const auto letter = [&](std::size_t i) { return static_cast<std::size_t>(lower(word[i])); };
    std::size_t key = word.size() * 131 + letter(0);
    key = key * 131 + letter(word.size() / 2);
    key = key * 131 + letter(word.size() - 1);
    return key ^ (key >> 9);
  }
  static constexpr bool same(std::string_view entry, std::string_view word) noexcept {
    if (entry.size() != word.size()) return false;
    for (std::size_t i = 0; i < entry.size(); ++i) {
      if (entry[i] != lower(word[i])) return false;
    }
    return true;
  }

  std::array<Word, Count> words_;
  std::array<std::int16_t, size> slots_{};
  std::array<std::uint32_t, 26> lengths_{};  // of the entries that begin with a letter, a bit a length
};

/// Chinese words, the longest that stands at a place: entries are grouped by their first character. `Word` has a member
/// `text`, of Han characters only.
template <class Word, std::size_t Count>
class HanTable {
 public:
  consteval explicit HanTable(std::array<Word, Count> words) : words_(words) {
    std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
      const auto first_a = a.text.substr(0, 3), first_b = b.text.substr(0, 3);
      return first_a != first_b ? first_a < first_b : a.text.size() > b.text.size();
    });
    for (std::size_t i = Count; i-- > 0;) first_[place(words_[i].text)] = static_cast<std::uint16_t>(i + 1);
  }

  /// The longest entry that text has at `at`, or null. O(entries that begin alike).
  [[nodiscard]] constexpr const Word* find(std::string_view text, std::size_t at) const noexcept {
    if (!is_han(text, at)) return nullptr;
    const std::string_view rest = text.substr(at);
    const std::uint16_t group = first_[place(rest)];
    if (group == 0) return nullptr;
    const std::string_view first = rest.substr(0, 3);
    for (std::size_t i = group - 1U; i < Count && words_[i].text.substr(0, 3) == first; ++i) {
      if (rest.substr(0, words_[i].text.size()) == words_[i].text) return &words_[i];
    }
    return nullptr;
  }

 private:
  // The bits of the last two bytes, and of the first, of the basic block: U+4000 to U+9FFF.
  static constexpr std::size_t place(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(text[i])); };
    return (byte(0) - 0xE4) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  }

  std::array<Word, Count> words_;
  std::array<std::uint16_t, std::size_t{6} << 12> first_{};
};

}  // namespace detail
}  // namespace v0
}  // namespace truceline
