#include <truceline/calendar/result.hpp>

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include <absl/strings/cord.h>

#include "calendar/abseil.hpp"
#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::size_t most_told = 100;
constexpr std::string_view payload_url = "truceline/diagnostics";

// The payload is a row of fields, each as its length, a colon and its bytes, so that no field's content can be
// mistaken.
void write_field(std::string& out, std::string_view field) {
  out += std::to_string(field.size());
  out += ':';
  out += field;
}

std::optional<std::string> read_field(std::string_view& in) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(in.data(), in.data() + in.size(), size);
  if (error != std::errc() || end == in.data() + in.size() || *end != ':') return std::nullopt;
  in.remove_prefix(static_cast<std::size_t>(end - in.data()) + 1);
  if (size > in.size()) return std::nullopt;
  std::string field(in.substr(0, size));
  in.remove_prefix(size);
  return field;
}

std::optional<int> read_place(std::string_view& in) {
  const auto field = read_field(in);
  if (!field) return std::nullopt;
  int place = 0;
  const auto [end, error] = std::from_chars(field->data(), field->data() + field->size(), place);
  if (error != std::errc() || end != field->data() + field->size()) return std::nullopt;
  return place;
}

std::string encode(const std::vector<Diagnostic>& all) {
  std::string out;
  for (const Diagnostic& d : all) {
    write_field(out, d.id);
    write_field(out, d.source);
    write_field(out, d.pointer);
    write_field(out, std::to_string(d.line));
    write_field(out, std::to_string(d.column));
    write_field(out, d.message);
    write_field(out, d.fix);
  }
  return out;
}

// nullopt where the payload is not of encode()'s making.
std::optional<std::vector<Diagnostic>> decode(std::string_view in) {
  std::vector<Diagnostic> all;
  while (!in.empty() && all.size() < most_told) {
    auto id = read_field(in);
    auto source = read_field(in);
    auto pointer = read_field(in);
    const auto line = read_place(in);
    const auto column = read_place(in);
    auto message = read_field(in);
    auto fix = read_field(in);
    if (!id || !source || !pointer || !line || !column || !message || !fix) return std::nullopt;
    all.push_back({std::move(*id), std::move(*source), std::move(*pointer), *line, *column, std::move(*message),
                   std::move(*fix)});
  }
  if (all.empty()) return std::nullopt;
  return all;
}

Diagnostic from_message(std::string_view text) {
  Diagnostic diagnostic;
  if (text.starts_with("[TL-")) {
    if (const auto end = text.find(']'); end != std::string_view::npos) {
      diagnostic.id = text.substr(1, end - 1);
      text.remove_prefix(end + 1);
      if (text.starts_with(' ')) text.remove_prefix(1);
    }
  }
  diagnostic.message = text;
  return diagnostic;
}

}  // namespace

std::string message_of(const absl::Status& status) { return std::string(from_absl(status.message())); }

std::vector<Diagnostic> diagnostics(const absl::Status& status) {
  if (status.ok()) return {};
  if (const auto payload = status.GetPayload(to_absl(payload_url))) {
    if (auto all = decode(std::string(*payload))) return *std::move(all);
  }
  return {from_message(from_absl(status.message()))};
}

std::string to_string(const Diagnostic& diagnostic) {
  std::string place = diagnostic.source;
  if (diagnostic.line > 0) {
    if (!place.empty()) place += ':';
    place += std::to_string(diagnostic.line);
    if (diagnostic.column > 0) place += ':' + std::to_string(diagnostic.column);
  }
  if (!diagnostic.pointer.empty()) {
    if (!place.empty()) place += ' ';
    place += diagnostic.pointer;
  }

  std::string text;
  if (!diagnostic.id.empty()) text = '[' + diagnostic.id + "] ";
  text += diagnostic.message;
  if (!place.empty()) text += " (" + place + ')';
  if (!diagnostic.fix.empty()) text += "; " + diagnostic.fix;
  return text;
}

absl::Status fault(Diagnostic diagnostic, absl::StatusCode code) {
  std::vector<Diagnostic> one;
  one.push_back(std::move(diagnostic));
  return faults(std::move(one), code);
}

absl::Status faults(std::vector<Diagnostic> diagnostics, absl::StatusCode code) {
  if (diagnostics.empty()) return absl::OkStatus();
  std::string message = to_string(diagnostics.front());
  if (diagnostics.size() > 1) message += "; and " + std::to_string(diagnostics.size() - 1) + " more";
  if (diagnostics.size() > most_told) diagnostics.resize(most_told);
  absl::Status status(code, to_absl(message));
  status.SetPayload(to_absl(payload_url), absl::Cord(to_absl(encode(diagnostics))));
  return status;
}

std::string quoted(std::string_view input) {
  constexpr std::size_t longest = 60;
  const auto continues_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; };
  const bool cut = input.size() > longest;
  if (cut) {
    std::size_t end = longest;
    while (end > longest - 4 && continues_character(input[end])) --end;
    input = input.substr(0, end);
  }
  std::string text = "\"";
  for (const char c : input) text += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  text += cut ? "...\"" : "\"";
  return text;
}

}  // namespace v0
}  // namespace truceline
