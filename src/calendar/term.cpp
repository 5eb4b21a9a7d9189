#include <truceline/calendar/term.hpp>

#include "calendar/digits.hpp"
#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::string_view units = "YMWD";     // in the order in which they may follow each other
constexpr std::int64_t most_months = 120'000;  // 10,000 years
constexpr std::int64_t most_days = 3'660'000;

absl::Status not_a_term(std::string_view text) {
  return fault({.id = "TL-111",
                .message = "not a term: " + quoted(text),
                .fix = "write years, months and days, or weeks alone, as in P1Y, P1Y6M, P90D, P2W"});
}

}  // namespace

Result<Term> parse_term(std::string_view text) {
  if (!text.starts_with('P') || text.size() < 3) return not_a_term(text);
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::size_t next_unit = 0;
  bool too_long = false;
  for (std::string_view rest = text.substr(1); !rest.empty();) {
    const auto length = rest.find_first_not_of("0123456789");
    if (length == 0 || length == std::string_view::npos) return not_a_term(text);
    const char letter = rest[length];
    const auto unit = units.find(letter, next_unit);
    if (unit == std::string_view::npos) return not_a_term(text);
    next_unit = unit + 1;

    // More than nine digits are too many to read, and too many for any unit unless they lead with zeros.
    auto digits = rest.substr(0, length);
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    const auto number = read_number(digits);
    if (!number) too_long = true;
    const std::int64_t count = number.value_or(0);
    rest.remove_prefix(length + 1);

    if (letter == 'Y') months += 12 * count;
    if (letter == 'M') months += count;
    if (letter == 'D') days += count;
    if (letter == 'W') {
      if (!rest.empty() || text.find_first_of("YM") != std::string_view::npos) return not_a_term(text);
      days += 7 * count;
    }
  }
  if (too_long || months > most_months || days > most_days) {
    return fault(
        {.id = "TL-112", .message = "term is too long: " + quoted(text), .fix = "terms reach up to 10,000 years"});
  }
  return Term{static_cast<std::int32_t>(months), static_cast<std::int32_t>(days)};
}

std::string to_string(Term term) {
  if (term == Term{}) return "P0D";
  std::string text = "P";
  const auto write = [&text](std::int32_t count, char unit) {
    if (count != 0) (text += std::to_string(count)) += unit;
  };
  write(term.months / 12, 'Y');
  write(term.months % 12, 'M');
  write(term.days, 'D');
  return text;
}

}  // namespace v0
}  // namespace truceline
