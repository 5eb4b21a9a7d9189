#pragma once

// JSON as a tree that knows where in the text each value stands, so that every fault can be told by line and column.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "truceline/calendar/result.hpp"

namespace truceline {
inline namespace v0 {

/// A value in the text. Numbers keep their characters: what they mean is the reader's to say, and nothing is rounded
/// on the way.
struct JsonValue {
  enum class Type { Null, Boolean, Number, String, Array, Object };
  Type type = Type::Null;
  std::string text;              ///< of a string, decoded; of the other scalars, their characters
  std::vector<JsonValue> items;  ///< of an array, or an object's members in the order of the text, doubles included
  std::string key;               ///< of an object's member
  std::size_t offset = 0;        ///< of the value's first byte
  std::size_t key_offset = 0;
};

[[nodiscard]] std::string_view word(JsonValue::Type type) noexcept;

/// The tree, or the diagnostic of the first place where the text is no JSON (TL-310), begins with a byte-order mark
/// (TL-311) or nests too deep (TL-312). The diagnostic has its line and column.
struct JsonTree {
  JsonValue root;
  std::optional<Diagnostic> fault;
};
[[nodiscard]] JsonTree parse_json(std::string_view text);

/// Finds lines and columns in a text.
class Lines {
 public:
  explicit Lines(std::string_view text);
  /// Sets the diagnostic's line and column to those of a byte. O(log lines).
  void locate(std::size_t offset, Diagnostic& diagnostic) const;

 private:
  std::vector<std::size_t> starts_;
};

/// The value that a JSON pointer names, or the innermost one on the way to it where it is absent.
[[nodiscard]] const JsonValue& nearest(const JsonValue& root, std::string_view pointer);

}  // namespace v0
}  // namespace truceline
