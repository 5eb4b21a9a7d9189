#include "write/json_text.hpp"

#include "write/text_width.hpp"

namespace truceline {
inline namespace v0 {

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : clean(text)) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '<') {
      result += "\\u003c";  // so that no "</script>" stands in a page
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string json_day(Date day) { return json_string(to_string(day)); }

std::string json_percent(Rate rate) { return to_percent(rate); }

void JsonList::add(std::string_view piece) {
  if (text_.size() > 1) text_ += ',';
  text_ += piece;
}

}  // namespace v0
}  // namespace truceline
