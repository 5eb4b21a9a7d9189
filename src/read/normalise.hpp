#pragma once

// From a text as it was written to the one that is matched, line by line.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/result.hpp>
#include <truceline/read/text.hpp>

namespace truceline {
inline namespace v0 {

/// A line that is not blank, without the blanks around it, and how many of its characters show what it is written in.
struct Line {
  Span at;
  std::uint32_t han = 0;
  std::uint32_t traditional = 0;  ///< characters that Simplified text never has
  std::uint32_t simplified = 0;   ///< the other way round
};

/// A normalised text. Where its characters came from is known by the place, in it, of one character in every `stride` bytes
/// of the original; from there both are walked.
class Normalised {
 public:
  /// The original must outlive what is made of it. Errors: TL-601 not UTF-8, TL-603 a NUL.
  [[nodiscard]] static Result<Normalised> make(std::string_view original);

  [[nodiscard]] std::string_view text() const noexcept { return {text_.get(), size_}; }
  [[nodiscard]] const std::vector<Line>& lines() const noexcept { return lines_; }
  [[nodiscard]] Span in_original(std::string_view original, Span normal) const noexcept;

 private:
  static constexpr std::size_t stride = 128;

  /// Where the character that a byte of the normalised text belongs to begins in the original, and where it ends.
  [[nodiscard]] Span character_of(std::string_view original, std::uint32_t normal) const noexcept;

  std::unique_ptr<char[]> text_;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> starts_;  ///< of the first character that begins in each stride of the original
  std::vector<Line> lines_;
};

/// Normalised as Text::make() does it; what is not UTF-8 is an error like there.
[[nodiscard]] Result<std::string> normalised(std::string_view original);

}  // namespace v0
}  // namespace truceline
