#include <truceline/calendar/date.hpp>

#include "calendar/digits.hpp"
#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {

Result<Date> parse_date(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto year = shaped ? read_number(text.substr(0, 4)) : std::nullopt;
  const auto month = shaped ? read_number(text.substr(5, 2)) : std::nullopt;
  const auto day = shaped ? read_number(text.substr(8, 2)) : std::nullopt;
  if (!year || !month || !day) {
    return fault(
        {.id = "TL-101", .message = "not a date: " + quoted(text), .fix = "write YYYY-MM-DD, as in 2025-11-10"});
  }
  if (const auto date = Date::from_ymd(*year, *month, *day)) return *date;
  return fault({.id = "TL-102",
                .message = "no such day: " + std::string(text),
                .fix = "days run from 1400-01-01 to 9999-12-31 by the Gregorian calendar"});
}

std::string to_string(Date date) {
  const YearMonthDay parts = date.ymd();
  std::string text = "0000-00-00";
  write_number(text.data(), 4, parts.year);
  write_number(text.data() + 5, 2, parts.month);
  write_number(text.data() + 8, 2, parts.day);
  return text;
}

}  // namespace v0
}  // namespace truceline
