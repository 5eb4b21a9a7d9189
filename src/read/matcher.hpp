#pragma once

// Many words looked for at once.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {

/// A word to look for, and the number that is given back where it stands. Many may have the same word, or number.
struct Pattern {
  std::string word;
  std::uint32_t number = 0;
};

/// An automaton after Aho and Corasick in a double array, over characters. Words match in any ASCII case, and whole: ASCII
/// letters and digits at a word's ends never stand beside another letter or digit. For this, the automaton reads a boundary,
/// a symbol of its own, wherever a run of letters and digits begins or ends, in words and texts alike. Both are UTF-8.
class Matcher {
 public:
  Matcher() : Matcher(std::vector<Pattern>{}) {}
  explicit Matcher(const std::vector<Pattern>& patterns);

  /// Calls found(begin, end, number) for every place of every word, in the order of their ends. O(text + places).
  template <class Found>
  void each(std::string_view text, Found&& found) const {
    std::int32_t state = root;
    bool within = false;  // a run of letters and digits
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto enter = [&](Symbol symbol) {
      state = next(state, symbol);
      const std::int32_t ending = states_[static_cast<std::size_t>(state)].ending;
      if (ending != none) report(ending, static_cast<std::size_t>(at - text.data()), found);
    };
    while (at < end) {
      const bool letter = detail::is_alnum(*at);
      if (letter != within) {
        within = letter;
        enter(boundary);
      }
      if (letter && state == root) {  // no word begins within a run
        do ++at;
        while (at < end && detail::is_alnum(*at));
        continue;
      }
      const Read read = read_symbol(at, end);
      at += read.size;
      if (read.symbol == unknown) {
        state = root;
      } else {
        enter(read.symbol);
      }
    }
    if (within) enter(boundary);
  }

 private:
  using Symbol = std::uint16_t;
  static constexpr std::int32_t root = 0;
  static constexpr std::int32_t none = -1;
  static constexpr Symbol unknown = 0;  // of a character that no word has
  static constexpr Symbol boundary = 1;

  /// A state: where its successors are, whose successor it is, the state of its longest true suffix, and the first of the
  /// states from here down the suffixes at which words end.
  struct State {
    std::int32_t base = 0;
    std::int32_t parent = none;
    std::int32_t suffix = root;
    std::int32_t ending = none;
  };
  /// The words that end at a state, and the next state down the suffixes at which words end.
  struct Ending {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::int32_t next = none;
  };
  struct Word {
    std::uint32_t size = 0;
    std::uint32_t number = 0;
  };
  struct Read {
    Symbol symbol;
    std::uint32_t size;
  };

  /// The code point of a character of two or three bytes, or a byte of any other, and its length.
  [[nodiscard]] static std::pair<std::uint32_t, std::uint32_t> read_point(const char* at, const char* end) noexcept {
    const auto byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])); };
    const std::uint32_t lead = byte(0);
    if (lead >= 0xE0 && lead < 0xF0 && end - at >= 3) {
      return {(lead & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU), 3};
    }
    if (lead >= 0xC0 && lead < 0xE0 && end - at >= 2) return {(lead & 0x1FU) << 6 | (byte(1) & 0x3FU), 2};
    // Of a character of four bytes, each is a symbol by itself, as it were a code point that no text has.
    return {lead < 0x80 ? lead : 0xD800U + lead, 1};
  }
  [[nodiscard]] Read read_symbol(const char* at, const char* end) const noexcept {
    const auto [point, size] = read_point(at, end);
    return {symbols_[point], size};
  }

  [[nodiscard]] std::int32_t next(std::int32_t state, Symbol symbol) const noexcept {
    for (;;) {
      const State& here = states_[static_cast<std::size_t>(state)];
      const std::int32_t to = here.base + symbol;
      if (states_[static_cast<std::size_t>(to)].parent == state) return to;
      if (state == root) return root;
      state = here.suffix;
    }
  }

  template <class Found>
  void report(std::int32_t ending, std::size_t end, Found& found) const {
    while (ending != none) {
      const Ending& here = endings_[static_cast<std::size_t>(ending)];
      for (std::uint32_t k = here.first; k < here.first + here.count; ++k) {
        found(end - words_[k].size, end, words_[k].number);
      }
      ending = here.next;
    }
  }

  void append_symbols(std::string_view word, std::u16string& symbols);
  [[nodiscard]] std::int32_t place_for(std::u16string_view symbols, std::size_t& hint);

  std::vector<Symbol> symbols_;  // of each code point of the basic plane
  Symbol last_symbol_ = boundary;
  std::vector<State> states_;
  std::vector<Ending> endings_;
  std::vector<Word> words_;
};

}  // namespace v0
}  // namespace truceline
