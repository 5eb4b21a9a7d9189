#include "read/pattern.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <absl/status/status.h>

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::size_t most_texts = 1000;
constexpr int deepest = 8;

/// Reads by descent, one call a bracket.
class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) noexcept : pattern_(pattern) {}

  /// The alternatives up to a closing sign, which is taken, too; '\0': up to the end.
  std::vector<std::string> alternatives(char closer, int depth) {
    std::vector<std::string> all;
    std::vector<std::string> texts{""};
    for (;;) {
      const bool at_end = at_ == pattern_.size();
      const char c = at_end ? '\0' : pattern_[at_++];
      if (at_end || c == '|' || c == '}' || c == ']') {
        std::move(texts.begin(), texts.end(), std::back_inserter(all));
        texts.assign(1, "");
        if (c == '|') continue;
        if (c != closer) fail(at_end ? "a bracket that is not closed" : "a bracket that is not opened");
        return all;
      }
      if (c == '{' || c == '[') {
        if (depth == deepest) fail("too many brackets within brackets");
        if (failed()) return all;
        auto inner = alternatives(c == '{' ? '}' : ']', depth + 1);
        if (c == '[') inner.emplace_back();
        texts = joined(texts, inner);
      } else {
        for (std::string& text : texts) text += c;
      }
      if (failed()) return all;
    }
  }

  [[nodiscard]] bool failed() const noexcept { return message_ != nullptr; }
  [[nodiscard]] const char* message() const noexcept { return message_; }
  void fail(const char* message) noexcept {
    if (message_ == nullptr) message_ = message;
  }

 private:
  std::vector<std::string> joined(const std::vector<std::string>& heads, const std::vector<std::string>& tails) {
    std::vector<std::string> all;
    if (heads.size() * tails.size() > most_texts) {
      fail("more than a thousand alternatives");
      return all;
    }
    for (const std::string& head : heads) {
      for (const std::string& tail : tails) all.push_back(head + tail);
    }
    return all;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  const char* message_ = nullptr;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

Result<std::vector<std::string>> expand(std::string_view pattern) {
  std::vector<std::string> texts;
  if (pattern.find_first_not_of(' ') == std::string_view::npos) return texts;
  PatternReader reader(pattern);
  for (const std::string& text : reader.alternatives('\0', 0)) {
    std::string piece = trimmed(text);
    if (piece.empty()) reader.fail("an alternative that is empty");
    if (std::find(texts.begin(), texts.end(), piece) == texts.end()) texts.push_back(std::move(piece));
  }
  if (texts.size() > most_texts) reader.fail("more than a thousand alternatives");
  if (reader.failed()) return absl::InvalidArgumentError(reader.message());
  return texts;
}

}  // namespace v0
}  // namespace truceline
