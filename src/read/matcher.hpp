#pragma once

// Many words looked for at once.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truceline {
inline namespace v0 {

/// A word to look for, and the number that is given back where it stands. Many may have the same word, or number.
struct Pattern {
  std::string word;
  std::uint32_t number = 0;
};

/// An automaton after Aho and Corasick in a double array. Words match in any ASCII case, and whole: ASCII letters and digits
/// at a word's ends never stand beside another letter or digit. For this, the automaton reads a boundary, a symbol of its
/// own, wherever a run of letters and digits begins or ends, in words and texts alike.
class Matcher {
 public:
  Matcher() : Matcher(std::vector<Pattern>{}) {}
  explicit Matcher(const std::vector<Pattern>& patterns);

  /// Calls found(begin, end, number) for every place of every word, in the order of their ends. O(text + places).
  template <class Found>
  void each(std::string_view text, Found&& found) const {
    std::int32_t state = root;
    bool within = false;  // a run of letters and digits
    std::size_t at = 0;
    while (at < text.size()) {
      const auto byte = static_cast<unsigned char>(text[at]);
      const bool letter = alnum_[byte];
      if (letter != within) {
        within = letter;
        state = next(state, boundary);
        report(state, at, found);
      }
      if (letter && state == root) {  // no word begins within a run
        do ++at;
        while (at < text.size() && alnum_[static_cast<unsigned char>(text[at])]);
        continue;
      }
      state = next(state, symbol_[byte]);
      ++at;
      report(state, at, found);
    }
    if (within) report(next(state, boundary), at, found);
  }

 private:
  using Symbol = std::uint8_t;
  static constexpr std::int32_t root = 0;
  static constexpr std::int32_t none = -1;
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
  void report(std::int32_t state, std::size_t end, Found& found) const {
    for (std::int32_t i = states_[static_cast<std::size_t>(state)].ending; i != none;) {
      const Ending& ending = endings_[static_cast<std::size_t>(i)];
      for (std::uint32_t k = ending.first; k < ending.first + ending.count; ++k) {
        found(end - words_[k].size, end, words_[k].number);
      }
      i = ending.next;
    }
  }

  [[nodiscard]] std::string symbols_of(std::string_view word) const;
  [[nodiscard]] std::int32_t place_for(const std::string& symbols, std::size_t& hint);

  std::array<Symbol, 256> symbol_{};  // 0: a byte that no word has
  std::array<bool, 256> alnum_{};
  std::vector<State> states_;
  std::vector<Ending> endings_;
  std::vector<Word> words_;
};

}  // namespace v0
}  // namespace truceline
