#include <algorithm>
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "calendar/fault.hpp"
#include "record/dataset_check.hpp"
#include "record/form.hpp"
#include "record/json_tree.hpp"
#include "record/limits.hpp"
#include "record/spelling.hpp"
#include "truceline/record/dataset.hpp"
#include "truceline/record/words.hpp"

namespace truceline {
inline namespace v0 {
namespace {

template <class T>
concept Enum = std::is_enum_v<T>;

// ---- reading -------------------------------------------------------------------------------------

/// What is wrong with one text, by line and column.
class Faults {
 public:
  Faults(std::string_view text, std::string_view source) : text_(text), source_(source) {}

  void add(std::size_t offset, std::string pointer, Diagnostic diagnostic) {
    if (list_.size() == max_faults) return;
    if (!lines_) lines_.emplace(text_);  // most texts have no fault and need none
    lines_->locate(offset, diagnostic);
    diagnostic.source = source_;
    diagnostic.pointer = std::move(pointer);
    list_.push_back(std::move(diagnostic));
  }
  [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
  [[nodiscard]] absl::Status status() && { return faults(std::move(list_)); }

 private:
  std::string_view text_, source_;
  std::optional<Lines> lines_;
  std::vector<Diagnostic> list_;
};

/// A value with its way from the root, and where to tell its faults.
struct Spot {
  const JsonValue& value;
  const Path& path;
  Faults& faults;

  void fault(Diagnostic diagnostic) const { faults.add(value.offset, path.pointer(), std::move(diagnostic)); }
  /// True if the value is of the type; else tells so.
  [[nodiscard]] bool is(JsonValue::Type type) const {
    if (value.type == type) return true;
    fault({.id = "TL-317",
           .message = fmt::format("expected {}, found {}", word(type), word(value.type)),
           .fix = value.type == JsonValue::Type::Null ? "leave the key out where nothing is stated" : ""});
    return false;
  }
  /// Takes a parsed value, or tells why there is none.
  template <class T, class U>
  void take(Result<T> parsed, U& out) const {
    if (parsed.ok()) {
      out = *std::move(parsed);
    } else {
      for (Diagnostic& diagnostic : diagnostics(parsed.status())) fault(std::move(diagnostic));
    }
  }
};

Result<Date> parse(std::string_view text, std::type_identity<Date>) { return parse_date(text); }
Result<FuzzyDate> parse(std::string_view text, std::type_identity<FuzzyDate>) { return parse_fuzzy_date(text); }
Result<Period> parse(std::string_view text, std::type_identity<Period>) { return parse_period(text); }
Result<Term> parse(std::string_view text, std::type_identity<Term>) { return parse_term(text); }
Result<TimeOfDay> parse(std::string_view text, std::type_identity<TimeOfDay>) { return parse_time_of_day(text); }
Result<Zone> parse(std::string_view text, std::type_identity<Zone>) { return Zone::from_name(text); }
Result<Jurisdiction> parse(std::string_view text, std::type_identity<Jurisdiction>) { return parse_jurisdiction(text); }
Result<Specific> parse(std::string_view text, std::type_identity<Specific>) { return parse_specific(text); }
Result<Quantity> parse(std::string_view text, std::type_identity<Quantity>) { return parse_quantity(text); }

/// Values that stand in JSON as a text of their own form.
template <class T>
concept Parsed = requires(std::string_view text) {
  parse(text, std::type_identity<T>());
};

void read(const Spot& spot, std::string& out) {
  if (spot.is(JsonValue::Type::String)) out = spot.value.text;
}

void read(const Spot& spot, bool& out) {
  if (spot.is(JsonValue::Type::Boolean)) out = spot.value.text == "true";
}

void read(const Spot& spot, int& out) {
  if (!spot.is(JsonValue::Type::Number)) return;
  const std::string& text = spot.value.text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) {
    spot.fault({.id = "TL-319",
                .message = "not a whole number: " + truceline::quoted(text),
                .fix = "write digits only, below 2147483648"});
  }
}

void read(const Spot& spot, Rate& out) {
  if (spot.is(JsonValue::Type::Number)) spot.take(parse_percent(spot.value.text), out);
}

template <Parsed T>
void read(const Spot& spot, T& out) {
  if (spot.is(JsonValue::Type::String)) spot.take(parse(spot.value.text, std::type_identity<T>()), out);
}

template <Enum T>
void read(const Spot& spot, T& out) {
  if (!spot.is(JsonValue::Type::String)) return;
  if (const auto value = from_word<T>(spot.value.text)) {
    out = *value;
    return;
  }
  std::vector<std::string_view> known;
  for (const T value : all_of<T>()) known.push_back(word(value));
  spot.fault({.id = "TL-318",
              .message = "unknown word " + truceline::quoted(spot.value.text),
              .fix = advice(spot.value.text, known)});
}

template <class T>
requires(!Parsed<T> && !Enum<T>) void read(const Spot& spot, T& out);

template <class T>
void read(const Spot& spot, std::optional<T>& out) {
  read(spot, out.emplace());
}

template <class T>
void read(const Spot& spot, std::vector<T>& out) {
  if (!spot.is(JsonValue::Type::Array)) return;
  out.reserve(spot.value.items.size());
  for (std::size_t i = 0; i < spot.value.items.size(); ++i) {
    const Path path{&spot.path, {}, i};
    read(Spot{spot.value.items[i], path, spot.faults}, out.emplace_back());
  }
}

/// Reads an object's members.
class ReadIo {
 public:
  template <class T>
  using Value = T;

  explicit ReadIo(const Spot& spot) : spot_(spot) {}

  void version(std::string_view key) { (void)find(key); }  // parse_dataset() has looked at it

  template <class T>
  void required(std::string_view key, T& value) {
    if (!optional(key, value)) {
      spot_.fault({.id = "TL-316", .message = fmt::format("missing key \"{}\"", key), .fix = "add it"});
    }
  }

  template <class T>
  bool optional(std::string_view key, T& value) {
    const JsonValue* member = find(key);
    if (member == nullptr) return false;
    const Path path{&spot_.path, key};
    read(Spot{*member, path, spot_.faults}, value);
    return true;
  }

  template <class T>
  void either(std::string_view key, T& value, std::string_view word, bool& flag) {
    const JsonValue* member = find(key);
    if (member == nullptr) return;
    const Path path{&spot_.path, key};
    flag = member->type == JsonValue::Type::String && member->text == word;
    if (!flag) read(Spot{*member, path, spot_.faults}, value);
  }

  template <class T>
  void details(std::string_view key, Details& details) {
    T value;
    if (!optional(key, value)) return;
    if (!std::holds_alternative<std::monostate>(details)) {
      spot_.fault({.id = "TL-331",
                   .message = fmt::format("\"{}\" besides the terms of another kind", key),
                   .fix = "keep those of the measure's kind"});
    }
    details = std::move(value);
  }

  /// Tells of members that were not asked for.
  template <class Record>
  void finish() {
    if (found_ == spot_.value.items.size()) return;
    const std::vector<std::string_view> keys = keys_of<Record>().keys;
    std::vector<std::string_view> seen;
    for (const JsonValue& member : spot_.value.items) {
      if (std::ranges::find(keys, member.key) == keys.end()) {
        spot_.faults.add(member.key_offset, pointer_of(member.key),
                         {.id = "TL-314",
                          .message = "unknown key " + truceline::quoted(member.key),
                          .fix = advice(member.key, keys)});
      } else if (std::ranges::find(seen, member.key) != seen.end()) {
        spot_.faults.add(
            member.key_offset, pointer_of(member.key),
            {.id = "TL-315", .message = "key " + truceline::quoted(member.key) + " stands twice", .fix = "keep one"});
      } else {
        seen.push_back(member.key);
      }
    }
  }

 private:
  /// Members mostly stand in the order in which they are asked for, so the search goes on from the last one found.
  const JsonValue* find(std::string_view key) {
    const auto& items = spot_.value.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::size_t at = next_ + i < items.size() ? next_ + i : next_ + i - items.size();
      if (items[at].key != key) continue;
      next_ = at + 1;
      ++found_;
      return &items[at];
    }
    return nullptr;
  }

  /// Of a member with any key, as RFC 6901 writes it.
  [[nodiscard]] std::string pointer_of(std::string_view key) const {
    std::string pointer = spot_.path.pointer() + '/';
    for (const char c : key) {
      if (c == '~') {
        pointer += "~0";
      } else if (c == '/') {
        pointer += "~1";
      } else {
        pointer += c;
      }
    }
    return pointer;
  }

  const Spot& spot_;
  std::size_t next_ = 0;
  std::size_t found_ = 0;
};

template <class T>
requires(!Parsed<T> && !Enum<T>) void read(const Spot& spot, T& out) {
  if (!spot.is(JsonValue::Type::Object)) return;
  ReadIo io(spot);
  fields(io, out);
  io.template finish<T>();
}

/// Why the value is no dataset of this version; nullopt if it is one.
std::optional<Diagnostic> refuse_version(const JsonValue& root) {
  if (root.type != JsonValue::Type::Object) {
    return Diagnostic{.id = "TL-313",
                      .message = fmt::format("a dataset is an object, found {}", word(root.type)),
                      .fix = R"(begin with {"truceline": 1})"};
  }
  const auto version = std::ranges::find(root.items, "truceline", &JsonValue::key);
  if (version == root.items.end()) {
    return Diagnostic{.id = "TL-313", .message = "not a Truceline dataset", .fix = R"(begin with "truceline": 1)"};
  }
  if (version->type != JsonValue::Type::Number || version->text != dataset_version) {
    return Diagnostic{.id = "TL-313",
                      .pointer = "/truceline",
                      .message = "unknown version of the form: " + truceline::quoted(version->text),
                      .fix = R"(this library reads version 1: write "truceline": 1)"};
  }
  return std::nullopt;
}

// ---- writing -------------------------------------------------------------------------------------

void quote(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

constexpr std::size_t inside = static_cast<std::size_t>(-1);  // the indent of what stands within a line

void break_line(std::string& out, std::size_t indent) {
  out += '\n';
  out.append(indent, ' ');
}

/// Writes on one line, or, where that would be too long and may be broken, on several: write_form(indent) writes the
/// one or the other.
template <class Form>
void write_fitting(std::string& out, std::size_t indent, Form write_form) {
  const std::size_t begin = out.size();
  write_form(inside);
  if (indent == inside) return;
  const std::string_view line = std::string_view(out).substr(out.rfind('\n') + 1);
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  if (static_cast<std::size_t>(std::ranges::count_if(line, is_start)) < max_columns) return;  // a comma may follow
  out.resize(begin);
  write_form(indent);
}

void write(std::string& out, std::size_t, const std::string& value) { quote(out, value); }
void write(std::string& out, std::size_t, bool value) { out += value ? "true" : "false"; }
void write(std::string& out, std::size_t, int value) { out += std::to_string(value); }
void write(std::string& out, std::size_t, Rate value) { out += to_percent(value); }

template <Parsed T>
void write(std::string& out, std::size_t, const T& value) {
  quote(out, to_string(value));
}

template <Enum T>
void write(std::string& out, std::size_t, T value) {
  quote(out, word(value));
}

template <class T>
requires(!Parsed<T> && !Enum<T>) void write(std::string& out, std::size_t indent, const T& value);

template <class T>
void write(std::string& out, std::size_t indent, const std::optional<T>& value) {
  write(out, indent, *value);
}

template <class T>
void write(std::string& out, std::size_t indent, const std::vector<T>& values) {
  const auto write_form = [&](std::size_t at) {
    const bool in_line = at == inside || values.empty();
    out += '[';
    std::string_view separator;
    for (const T& value : values) {
      out += separator;
      separator = in_line ? ", " : ",";
      if (!in_line) break_line(out, at + 2);
      write(out, in_line ? inside : at + 2, value);
    }
    if (!in_line) break_line(out, at);
    out += ']';
  };
  if constexpr (is_record<T>) {
    write_form(indent);
  } else {
    write_fitting(out, indent, write_form);
  }
}

/// Writes an object's members.
class WriteIo {
 public:
  template <class T>
  using Value = const T;

  /// `indent` is the members'; `inside` for a line.
  WriteIo(std::string& out, std::size_t indent) : out_(out), indent_(indent) {}

  void version(std::string_view key) {
    member(key);
    out_ += dataset_version;
  }
  template <class T>
  void required(std::string_view key, const T& value) {
    member(key);
    write(out_, indent_, value);
  }
  template <class T>
  void optional(std::string_view key, const T& value) {
    if (value != T{}) required(key, value);
  }
  template <class T>
  void either(std::string_view key, const T& value, std::string_view word, bool flag) {
    if (flag) {
      required(key, std::string(word));
    } else {
      optional(key, value);
    }
  }
  template <class T>
  void details(std::string_view key, const Details& details) {
    if (const T* value = std::get_if<T>(&details)) required(key, *value);
  }

 private:
  void member(std::string_view key) {
    if (!first_) out_ += indent_ == inside ? ", " : ",";
    first_ = false;
    if (indent_ != inside) break_line(out_, indent_);
    quote(out_, key);
    out_ += ": ";
  }

  std::string& out_;
  std::size_t indent_;
  bool first_ = true;
};

template <class T>
requires(!Parsed<T> && !Enum<T>) void write(std::string& out, std::size_t indent, const T& value) {
  const auto write_form = [&](std::size_t at) {
    out += '{';
    WriteIo io(out, at == inside ? inside : at + 2);
    fields(io, value);
    if (at != inside) break_line(out, at);
    out += '}';
  };
  if constexpr (is_record<T>) {
    write_form(indent);
  } else {
    write_fitting(out, indent, write_form);
  }
}

}  // namespace

Result<Dataset> parse_dataset(std::string_view json, std::string_view name) {
  JsonTree tree = parse_json(json);
  if (tree.fault) {
    tree.fault->source = name;
    return fault(*std::move(tree.fault));
  }
  Faults faults(json, name);
  if (auto refused = refuse_version(tree.root)) {
    const std::string pointer = refused->pointer;
    faults.add(nearest(tree.root, pointer).offset, pointer, *std::move(refused));
    return std::move(faults).status();
  }
  Dataset dataset;
  const Path path;
  read(Spot{tree.root, path, faults}, dataset);
  // Records that could not be read would only seem to break the rules.
  if (faults.empty()) {
    for (Diagnostic& diagnostic : faults_of(dataset)) {
      const std::string pointer = diagnostic.pointer;
      faults.add(nearest(tree.root, pointer).offset, pointer, std::move(diagnostic));
    }
  }
  if (!faults.empty()) return std::move(faults).status();
  return dataset;
}

std::string to_json(const Dataset& dataset) {
  std::string out;
  write(out, 0, dataset);
  out += '\n';
  return out;
}

}  // namespace v0
}  // namespace truceline
