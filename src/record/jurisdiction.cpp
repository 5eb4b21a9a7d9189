#include "truceline/record/jurisdiction.hpp"

#include <algorithm>
#include <array>

#include <absl/strings/ascii.h>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

struct Clock {
  Jurisdiction jurisdiction;
  std::string_view zone;
};

constexpr std::array clocks{
    Clock{{'A', 'U'}, "Australia/Sydney"},    Clock{{'B', 'E'}, "Europe/Brussels"},
    Clock{{'C', 'A'}, "America/Toronto"},     Clock{{'C', 'H'}, "Europe/Zurich"},
    Clock{{'C', 'N'}, "Asia/Shanghai"},       Clock{{'E', 'S'}, "Europe/Madrid"},
    Clock{{'E', 'U'}, "Europe/Brussels"},     Clock{{'F', 'R'}, "Europe/Paris"},
    Clock{{'G', 'B'}, "Europe/London"},       Clock{{'H', 'K'}, "Asia/Hong_Kong"},
    Clock{{'J', 'P'}, "Asia/Tokyo"},          Clock{{'K', 'R'}, "Asia/Seoul"},
    Clock{{'M', 'X'}, "America/Mexico_City"}, Clock{{'M', 'Y'}, "Asia/Kuala_Lumpur"},
    Clock{{'R', 'U'}, "Europe/Moscow"},       Clock{{'S', 'G'}, "Asia/Singapore"},
    Clock{{'T', 'W'}, "Asia/Taipei"},         Clock{{'U', 'S'}, "America/New_York"},
};

}  // namespace

Result<Jurisdiction> parse_jurisdiction(std::string_view text) {
  if (text == "*") return Jurisdiction();
  if (text.size() == 2 &&
      std::ranges::all_of(text, [](char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); }))
    return Jurisdiction(text[0], text[1]);
  return fault({.id = "TL-201",
                .message = "not a jurisdiction: " + quoted(text),
                .fix = R"(write two capital letters of ISO 3166-1, as "US", or "*" for the world)"});
}

Zone clock_of(Jurisdiction jurisdiction) {
  const auto found = std::ranges::find(clocks, jurisdiction, &Clock::jurisdiction);
  return found == clocks.end() ? Zone() : Zone::from_name(found->zone).value_or(Zone());
}

}  // namespace v0
}  // namespace truceline
