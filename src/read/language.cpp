#include <truceline/read/language.hpp>

#include <array>
#include <cstddef>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace {

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (detail::lower(a[i]) != detail::lower(b[i])) return false;
  }
  return true;
}

/// Cuts the first subtag off.
std::string_view take_subtag(std::string_view& tag) {
  const std::size_t end = tag.find('-');
  const std::string_view first = tag.substr(0, end);
  tag.remove_prefix(end == std::string_view::npos ? tag.size() : end + 1);
  return first;
}

}  // namespace

std::string_view tag(Language language) noexcept {
  switch (language) {
    case Language::English:
      return "en";
    case Language::TraditionalChinese:
      return "zh-Hant";
    case Language::SimplifiedChinese:
      return "zh-Hans";
  }
  return "en";
}

std::optional<Language> language_from_tag(std::string_view tag) noexcept {
  const std::string_view primary = take_subtag(tag);
  if (same_word(primary, "en")) return Language::English;
  if (!same_word(primary, "zh")) return std::nullopt;
  constexpr std::array<std::string_view, 4> traditional{"Hant", "TW", "HK", "MO"};
  const std::string_view next = take_subtag(tag);
  for (const std::string_view word : traditional) {
    if (same_word(next, word)) return Language::TraditionalChinese;
  }
  return Language::SimplifiedChinese;
}

}  // namespace v0
}  // namespace truceline
