#include "read/characters.hpp"

#include <array>
#include <string_view>

#include "read/embedded.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr char32_t planes_end = 0x10000;

/// Code points from first to last that become one; 0: that vanish.
struct Range {
  char32_t first;
  char32_t last;
  char32_t form;
};

constexpr Range one_kind[] = {
    // Blanks; other control characters are taken for such.
    {0x01, 0x09, ' '},
    {0x0E, 0x1F, ' '},
    {0x7F, 0x84, ' '},
    {0x86, 0xA0, ' '},
    {0x1680, 0x1680, ' '},
    {0x2000, 0x200A, ' '},
    {0x202F, 0x202F, ' '},
    {0x205F, 0x205F, ' '},
    {0x3000, 0x3000, ' '},
    // Line ends.
    {0x0A, 0x0D, '\n'},
    {0x85, 0x85, '\n'},
    {0x2028, 0x2029, '\n'},
    // Invisible signs.
    {0xAD, 0xAD, 0},
    {0x180E, 0x180E, 0},
    {0x200B, 0x200F, 0},
    {0x202A, 0x202E, 0},
    {0x2060, 0x206F, 0},
    {0xFE00, 0xFE0F, 0},
    {0xFEFF, 0xFEFF, 0},
    // Quotes.
    {0xAB, 0xAB, '"'},
    {0xBB, 0xBB, '"'},
    {0x2018, 0x201B, '\''},
    {0x201C, 0x201F, '"'},
    {0x2032, 0x2032, '\''},
    {0x2033, 0x2033, '"'},
    {0x300C, 0x300F, '"'},
    {0x301D, 0x301F, '"'},
    {0xFE41, 0xFE44, '"'},
    {0xFF62, 0xFF63, '"'},
    // Dashes.
    {0x2010, 0x2015, '-'},
    {0x2212, 0x2212, '-'},
    {0x2E3A, 0x2E3B, '-'},
    {0xFE58, 0xFE58, '-'},
    {0xFE63, 0xFE63, '-'},
    {0x301C, 0x301C, '~'},
    // Dots between the parts of a name.
    {0x2027, 0x2027, 0xB7},
    {0x30FB, 0x30FB, 0xB7},
    {0xFF65, 0xFF65, 0xB7},
    // Small forms, and half and full width.
    {0xFE50, 0xFE50, ','},
    {0xFE51, 0xFE51, 0x3001},
    {0xFE52, 0xFE52, '.'},
    {0xFE54, 0xFE54, ';'},
    {0xFE55, 0xFE55, ':'},
    {0xFE56, 0xFE56, '?'},
    {0xFE57, 0xFE57, '!'},
    {0xFE59, 0xFE59, '('},
    {0xFE5A, 0xFE5A, ')'},
    {0xFE69, 0xFE69, '$'},
    {0xFE6A, 0xFE6A, '%'},
    {0xFF61, 0xFF61, 0x3002},
    {0xFF64, 0xFF64, 0x3001},
    {0xFFE0, 0xFFE1, 0xA2},
    {0xFFE5, 0xFFE5, 0xA5},
};

class FoldingTable {
 public:
  FoldingTable() : forms_(planes_end) {
    for (char32_t point = 0; point < planes_end; ++point) forms_[point] = NormalForm::of(point);
    for (const Range& range : one_kind) {
      for (char32_t point = range.first; point <= range.last; ++point) {
        forms_[point] = range.form == 0 ? NormalForm() : NormalForm::of(range.form);
      }
    }
    forms_[0xFFE1] = NormalForm::of(0xA3);
    for (char32_t point = 0xFF01; point <= 0xFF5E; ++point) forms_[point] = NormalForm::of(point - 0xFEE0);
    for (const Embedded& table : embedded_foldings()) fold(table.text);
    for (char32_t point = 0x3400; point < 0xA000; ++point) forms_[point].set_han();
    for (char32_t point = 0xF900; point < 0xFB00; ++point) forms_[point].set_han();
  }

  [[nodiscard]] const NormalForm* forms() const noexcept { return forms_.data(); }

 private:
  /// Reads "character<TAB>folded<TAB>script" lines; both characters take three bytes. scripts/folding writes them.
  void fold(std::string_view rows) {
    rows.remove_prefix(rows.find('\n') + 1);
    while (rows.size() >= 8) {
      NormalForm form = NormalForm::of(point_of(rows.substr(4)));
      const std::string_view script = rows.substr(8, rows.find('\n') - 8);
      if (script == "Hant") form.set_traditional();
      if (script == "Hans") form.set_simplified();
      forms_[point_of(rows)] = form;
      rows.remove_prefix(8 + script.size() + 1);
    }
  }

  [[nodiscard]] static char32_t point_of(std::string_view three) noexcept {
    const auto low = [&](std::size_t i, unsigned mask) { return static_cast<unsigned char>(three[i]) & mask; };
    return low(0, 0x0F) << 12 | low(1, 0x3F) << 6 | low(2, 0x3F);
  }

  std::vector<NormalForm> forms_;
};

}  // namespace

const NormalForm* normal_forms() {
  static const FoldingTable table;
  return table.forms();
}

}  // namespace v0
}  // namespace truceline
