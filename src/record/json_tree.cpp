#include "record/json_tree.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <limits>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "record/limits.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Walks the text and tells how far the parser has read, which it does not say itself.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** progress) noexcept : at_(at), progress_(progress) {}
  reference operator*() const noexcept { return *at_; }
  Cursor& operator++() noexcept {
    *progress_ = ++at_;
    return *this;
  }
  Cursor operator++(int) noexcept {
    Cursor before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) noexcept { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** progress_;
};

/// Builds the tree from the parser's events. Each event comes when its token has just been read; a token begins at the
/// first byte after the token before that is no space, comma or colon. (After a number one more byte has been read,
/// never the first of a token with a value.)
class Builder {
 public:
  Builder(std::string_view text, JsonValue& root) : text_(text), open_{&root} {}

  const char** progress() noexcept { return &progress_; }
  std::optional<Diagnostic> fault;
  std::size_t fault_offset = 0;

  bool null() { return scalar(JsonValue::Type::Null); }
  bool boolean(bool) { return scalar(JsonValue::Type::Boolean); }
  bool number_integer(std::int64_t) { return scalar(JsonValue::Type::Number); }
  bool number_unsigned(std::uint64_t) { return scalar(JsonValue::Type::Number); }
  bool number_float(double, const std::string&) { return scalar(JsonValue::Type::Number); }
  bool binary(std::vector<std::uint8_t>&) { return false; }  // not in text
  bool string(std::string& value) {
    begin(JsonValue::Type::String).text = std::move(value);
    return true;
  }
  bool key(std::string& value) {
    key_offset_ = start();
    key_ = std::move(value);
    pass();
    return true;
  }
  bool start_object(std::size_t) { return enter(JsonValue::Type::Object); }
  bool start_array(std::size_t) { return enter(JsonValue::Type::Array); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) {
    // Of "[…] parse error at line 1, column 2: syntax error while parsing value - …; last read: …" keep what is no
    // place and no input.
    std::string_view what = error.what();
    if (const auto dash = what.find(" - "); dash != what.npos) what.remove_prefix(dash + 3);
    what = what.substr(0, what.find("; last read"));
    if (what.starts_with('[')) what = "number too large";
    fault = Diagnostic{.id = "TL-310",
                       .message = "not JSON: " + std::string(what),
                       .fix = text_.empty() ? "give a JSON object" : "mend the text at or before this place"};
    fault_offset = std::min(position == 0 ? 0 : position - 1, text_.size());
    return false;
  }

 private:
  [[nodiscard]] std::size_t start() const {
    return std::min(text_.find_first_not_of(" \t\r\n,:", read_), text_.size());
  }
  void pass() noexcept { read_ = static_cast<std::size_t>(progress_ - text_.data()); }

  JsonValue& begin(JsonValue::Type type) {
    JsonValue* value = open_.back();
    if (open_.size() > 1) value = &value->items.emplace_back();
    value->type = type;
    value->offset = start();
    value->key_offset = key_offset_;
    value->key = std::exchange(key_, {});
    pass();
    return *value;
  }

  bool scalar(JsonValue::Type type) {
    JsonValue& value = begin(type);
    const auto end = text_.find_first_of(" \t\r\n,]}", value.offset);
    value.text = text_.substr(value.offset, end == text_.npos ? end : end - value.offset);
    return true;
  }

  bool enter(JsonValue::Type type) {
    if (open_.size() > max_depth) {
      fault_offset = start();
      fault = Diagnostic{.id = "TL-312", .message = "nested too deep", .fix = "datasets need six levels; 32 are read"};
      return false;
    }
    JsonValue& value = begin(type);
    // The root stands twice, so that its members are told apart from itself.
    open_.push_back(&value);
    return true;
  }

  bool leave() {
    open_.pop_back();
    pass();
    return true;
  }

  std::string_view text_;
  const char* progress_ = text_.data();
  std::size_t read_ = 0;  // end of the token before
  std::vector<JsonValue*> open_;
  std::string key_;
  std::size_t key_offset_ = 0;
};

}  // namespace

std::string_view word(JsonValue::Type type) noexcept {
  switch (type) {
    case JsonValue::Type::Boolean:
      return "true or false";
    case JsonValue::Type::Number:
      return "a number";
    case JsonValue::Type::String:
      return "text";
    case JsonValue::Type::Array:
      return "a list";
    case JsonValue::Type::Object:
      return "an object";
    case JsonValue::Type::Null:
      break;
  }
  return "null";
}

JsonTree parse_json(std::string_view text) {
  JsonTree tree;
  const auto fail = [&](std::size_t offset, Diagnostic diagnostic) {
    Lines(text).locate(offset, diagnostic);
    tree.root = {};
    tree.fault = std::move(diagnostic);
  };
  if (text.starts_with(byte_order_mark)) {
    fail(0, {.id = "TL-311", .message = "text begins with a byte-order mark", .fix = "save it as UTF-8 without one"});
    return tree;
  }
  // The parser takes a NUL for the end of the text and would let pass what follows it.
  if (const auto nul = text.find('\0'); nul != text.npos) {
    fail(nul, {.id = "TL-310", .message = "not JSON: NUL byte", .fix = "save the text as UTF-8"});
    return tree;
  }
  Builder builder(text, tree.root);
  const char* const end = text.data() + text.size();
  const bool whole =
      nlohmann::json::sax_parse(Cursor(text.data(), builder.progress()), Cursor(end, builder.progress()), &builder);
  if (!whole)
    fail(builder.fault_offset, std::move(builder.fault).value_or(Diagnostic{.id = "TL-310", .message = "not JSON"}));
  return tree;
}

Lines::Lines(std::string_view text) : starts_{0} {
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) starts_.push_back(at + 1);
}

void Lines::locate(std::size_t offset, Diagnostic& diagnostic) const {
  const auto line = std::ranges::upper_bound(starts_, offset) - starts_.begin();
  const auto bounded = [](std::size_t value) {
    return static_cast<int>(std::min<std::size_t>(value, std::numeric_limits<int>::max()));
  };
  diagnostic.line = bounded(static_cast<std::size_t>(line));
  diagnostic.column = bounded(offset - starts_[static_cast<std::size_t>(line) - 1] + 1);
}

const JsonValue& nearest(const JsonValue& root, std::string_view pointer) {
  const JsonValue* value = &root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // the slash
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    if (value->type == JsonValue::Type::Array) {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
      if (error != std::errc() || index >= value->items.size()) break;
      value = &value->items[index];
    } else {
      const auto member = std::ranges::find(value->items, step, &JsonValue::key);
      if (member == value->items.end()) break;
      value = &*member;
    }
  }
  return *value;
}

}  // namespace v0
}  // namespace truceline
