#include "write/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace truceline {
inline namespace v0 {
namespace {

// Advance widths of U+0020 to U+007E in thousandths of the size (Arial's, which are Helvetica's).
constexpr std::array<std::uint16_t, 95> latin{
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,  // blank to /
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,  // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,  // @ to O
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,  // P to _
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,  // ` to o
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};      // p to ~

/// A character and how many bytes it takes; `valid` is false for a byte that begins no well-formed one.
struct Character {
  char32_t code = 0xFFFD;
  std::size_t bytes = 1;
  bool valid = false;
};

Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
  return {code, length, true};
}

bool between(char32_t code, char32_t first, char32_t last) { return first <= code && code <= last; }

bool full_width(char32_t code) {
  return between(code, 0x1100, 0x11FF) || between(code, 0x2E80, 0xA4CF) || between(code, 0xAC00, 0xD7A3) ||
         between(code, 0xF900, 0xFAFF) || between(code, 0xFE30, 0xFE4F) || between(code, 0xFF00, 0xFF60) ||
         between(code, 0xFFE0, 0xFFE6) || code >= 0x1F000;
}

int thousandths(char32_t code) {
  if (between(code, 0x20, 0x7E)) return latin[code - 0x20];
  if (full_width(code)) return 1000;
  if (between(code, 0x300, 0x36F)) return 0;  // stands on the letter before
  return 780;                                 // no wider than most capitals
}

/// A sign that may not begin a line: closing brackets and stops, Chinese ones too.
bool clings(char32_t code) {
  constexpr std::u32string_view closing = U"、。，．：；！？）】」』》〉”’)]},.;:!?%";
  return closing.find(code) != std::u32string_view::npos;
}

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
  double sum = 0;
  while (!text.empty()) {
    const Character next = first_of(text);
    sum += thousandths(next.code);
    text.remove_prefix(next.bytes);
  }
  return sum * size / 1000 * (bold ? 1.18 : 1.1);
}

std::vector<std::string> wrapped(std::string_view text, double width, double size, bool bold) {
  std::vector<std::string> lines(1);
  const auto fits = [&](const std::string& line) { return text_width(line, size, bold) <= width; };
  const auto add = [&](std::string_view piece, bool blank) {  // a piece that is not broken if it need not be
    std::string& line = lines.back();
    const std::string longer = line + (blank && !line.empty() ? " " : "") + std::string(piece);
    if (line.empty() || fits(longer)) {
      line = longer;
    } else {
      lines.emplace_back(piece);
    }
    while (!fits(lines.back())) {  // too wide by itself: as much as fits, then the rest
      const std::string whole = lines.back();
      std::size_t cut = 0;
      while (cut < whole.size()) {
        const std::size_t next = cut + first_of(std::string_view(whole).substr(cut)).bytes;
        if (cut > 0 && !fits(whole.substr(0, next))) break;
        cut = next;
      }
      if (cut >= whole.size()) return;
      lines.back() = whole.substr(0, cut);
      lines.push_back(whole.substr(cut));
    }
  };

  std::string piece;
  bool blank = false;  // before the piece
  while (!text.empty()) {
    const Character next = first_of(text);
    const std::string_view bytes = text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
    if (next.code == ' ') {
      if (!piece.empty()) add(piece, blank);
      piece.clear();
      blank = true;
      continue;
    }
    if (!piece.empty() && full_width(next.code) && !clings(next.code)) {  // may begin a line
      add(piece, blank);
      piece.clear();
      blank = false;
    }
    piece += bytes;
    const bool breaks_after = full_width(next.code) && (text.empty() || !clings(first_of(text).code));
    if (breaks_after) {
      add(piece, blank);
      piece.clear();
      blank = false;
    }
  }
  if (!piece.empty()) add(piece, blank);
  return lines;
}

std::string clean(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character next = first_of(text);
    const bool control = next.code < 0x20 || between(next.code, 0x7F, 0x9F) || between(next.code, 0xFFFE, 0xFFFF);
    if (next.code == '\n' || next.code == '\t') {
      result += ' ';
    } else if (next.valid && !control) {
      result += text.substr(0, next.bytes);
    } else {
      result += "\xEF\xBF\xBD";
    }
    text.remove_prefix(next.bytes);
  }
  return result;
}

}  // namespace v0
}  // namespace truceline
