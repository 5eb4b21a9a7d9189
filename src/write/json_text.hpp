#pragma once

// As much of writing JSON as specifications and pages need.

#include <string>
#include <string_view>

#include <truceline/calendar/date.hpp>
#include <truceline/record/rate.hpp>

namespace truceline {
inline namespace v0 {

/// A JSON string, safe within an HTML script element too; what is no well-formed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string json_string(std::string_view text);
/// "2025-10-30" in quotes.
[[nodiscard]] std::string json_day(Date day);
/// Percent as a number.
[[nodiscard]] std::string json_percent(Rate rate);
/// The pieces between brackets, with commas.
class JsonList {
 public:
  explicit JsonList(char open = '[') : text_(1, open), close_(open == '[' ? ']' : '}') {}
  void add(std::string_view piece);
  /// A member of an object.
  void add(std::string_view name, std::string_view value) { add(json_string(name) + ":" + std::string(value)); }
  [[nodiscard]] std::string text() const { return text_ + close_; }

 private:
  std::string text_;
  char close_;
};

}  // namespace v0
}  // namespace truceline
