#include "read/normalise.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "calendar/fault.hpp"
#include "read/characters.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::uint32_t byte_of(char c) noexcept { return static_cast<unsigned char>(c); }
constexpr bool continues(char c) noexcept { return (byte_of(c) & 0xC0U) == 0x80U; }

/// Whether eight bytes are ASCII without control characters, which stand for themselves whatever they are.
bool all_plain(const char* at) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t tops = ones * 0x80U;
  const std::uint64_t deletes = bytes ^ ones * 0x7FU;  // 0 where the byte is DEL
  return ((bytes | (bytes - ones * 0x20U) | (deletes - ones)) & tops) == 0;
}

/// A character of the original: its length, 0 if it is none, and its form unless it is its own.
struct Decoded {
  std::uint32_t size = 0;
  NormalForm form;
  bool own = false;
};

/// The character that begins at `at`, strictly by RFC 3629.
inline Decoded decode(const char* at, const char* end, const NormalForm* forms) noexcept {
  const std::uint32_t lead = byte_of(*at);
  if (lead < 0x80) return {1, forms[lead]};
  const auto left = end - at;
  if (lead >= 0xE0 && lead < 0xF0) {
    if (left < 3 || !continues(at[1]) || !continues(at[2])) return {};
    const std::uint32_t point = (lead & 0x0FU) << 12 | (byte_of(at[1]) & 0x3FU) << 6 | (byte_of(at[2]) & 0x3FU);
    if (point < 0x800 || (point >= 0xD800 && point < 0xE000)) return {};
    return {3, forms[point]};
  }
  if (lead >= 0xC2 && lead < 0xE0) {
    if (left < 2 || !continues(at[1])) return {};
    return {2, forms[(lead & 0x1FU) << 6 | (byte_of(at[1]) & 0x3FU)]};
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    if (left < 4 || !continues(at[1]) || !continues(at[2]) || !continues(at[3])) return {};
    const std::uint32_t second = byte_of(at[1]);
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) return {};
    return {4, {}, true};
  }
  return {};
}

/// Writes a form, and up to three bytes more that the next overwrites.
inline void write(NormalForm form, char* out) noexcept {
  const std::uint32_t bytes = form.bytes();
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(out, &bytes, sizeof bytes);
  } else {
    for (std::uint32_t i = 0; i < 4; ++i) out[i] = static_cast<char>(bytes >> 8 * i & 0xFFU);
  }
}

absl::Status refused(std::string_view original, const char* at, const char* id, const char* message, const char* fix) {
  const std::string_view before = original.substr(0, static_cast<std::size_t>(at - original.data()));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fault({.id = id,
                .line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
                .column = static_cast<int>(before.size() - line_start) + 1,
                .message = std::string(message) + " at byte " + std::to_string(before.size()),
                .fix = fix});
}

/// The line that ends where the text so far does; nullopt if it is blank.
std::optional<Line> line_of(const char* text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') ++begin;
  while (begin < end && text[end - 1] == ' ') --end;
  if (begin == end) return std::nullopt;
  return Line{.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

}  // namespace

Result<Normalised> Normalised::make(std::string_view original) {
  Normalised made;
  // Forms are written four bytes at a time.
  made.text_ = std::make_unique_for_overwrite<char[]>(original.size() + sizeof(std::uint32_t));
  made.starts_.reserve(original.size() / stride + 1);

  const NormalForm* const forms = normal_forms();
  const char* at = original.data();
  const char* const end = at + original.size();
  char* const text = made.text_.get();
  char* out = text;
  std::size_t line_begin = 0;
  Line counts;
  const auto end_line = [&] {
    const auto here = static_cast<std::size_t>(out - text);
    if (auto line = line_of(text, line_begin, here)) {
      counts.at = line->at;
      made.lines_.push_back(counts);
    }
    counts = {};
  };

  while (at < end) {
    made.starts_.push_back(static_cast<std::uint32_t>(out - text));
    const char* const stride_end =
        std::min(end, original.data() + std::min(original.size(), made.starts_.size() * stride));
    while (at < stride_end) {
      if (stride_end - at >= 8 && all_plain(at)) {
        std::memcpy(out, at, 8);
        at += 8;
        out += 8;
        continue;
      }
      // Han and most other characters of three bytes, which are nothing special.
      if (const std::uint32_t lead = byte_of(*at);
          lead >= 0xE1 && lead < 0xED && end - at >= 3 && continues(at[1]) && continues(at[2])) {
        const NormalForm form = forms[(lead & 0x0FU) << 12 | (byte_of(at[1]) & 0x3FU) << 6 | (byte_of(at[2]) & 0x3FU)];
        if (!form.ends_line()) {
          write(form, out);
          out += form.size();
          at += 3;
          counts.han += form.han();
          counts.traditional += form.traditional();
          counts.simplified += form.simplified();
          continue;
        }
      }
      const Decoded character = decode(at, end, forms);
      if (character.size == 0) {
        return refused(original, at, "TL-601", "not UTF-8", "convert the text to UTF-8 first");
      }
      if (character.own) {
        std::memcpy(out, at, character.size);
        out += character.size;
        // The planes of rare Han characters.
        counts.han += (byte_of(at[0]) == 0xF0 && byte_of(at[1]) >= 0xA0) ? 1U : 0U;
      } else {
        if (*at == '\0') return refused(original, at, "TL-603", "a NUL", "give the text, not a binary file");
        const NormalForm form = character.form;
        if (form.ends_line()) {
          end_line();
          line_begin = static_cast<std::size_t>(out - text) + 1;
        }
        write(form, out);
        out += form.size();
        counts.han += form.han();
        counts.traditional += form.traditional();
        counts.simplified += form.simplified();
      }
      at += character.size;
    }
  }
  end_line();
  made.size_ = static_cast<std::size_t>(out - text);
  return made;
}

Span Normalised::character_of(std::string_view original, std::uint32_t normal) const noexcept {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), normal);
  const auto part = static_cast<std::size_t>(after - starts_.begin()) - 1;
  const char* at = original.data() + part * stride;
  const char* const end = original.data() + original.size();
  while (at < end && continues(*at)) ++at;
  const NormalForm* const forms = normal_forms();
  std::uint32_t here = starts_[part];
  while (at < end) {
    const Decoded character = decode(at, end, forms);
    here += character.own ? character.size : character.form.size();
    const auto begin = static_cast<std::uint32_t>(at - original.data());
    if (here > normal) return {begin, begin + character.size};
    at += character.size;
  }
  const auto size = static_cast<std::uint32_t>(original.size());
  return {size, size};
}

Span Normalised::in_original(std::string_view original, Span normal) const noexcept {
  const auto size = static_cast<std::uint32_t>(size_);
  const std::uint32_t begin = std::min(normal.begin, size);
  const std::uint32_t end = std::min(normal.end, size);
  if (starts_.empty()) return {};
  const Span first = character_of(original, begin);
  if (end <= begin) return {first.begin, first.begin};
  return {first.begin, character_of(original, end - 1).end};
}

Result<std::string> normalised(std::string_view original) {
  Result<Normalised> made = Normalised::make(original);
  if (!made.ok()) return made.status();
  return std::string(made->text());
}

}  // namespace v0
}  // namespace truceline
