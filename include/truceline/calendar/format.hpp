#pragma once

/// @file
/// fmt formatters for the calendar's values: text as to_string() gives it, with fmt's width and alignment.
///     fmt::print("{:>12}\n", day);

#include <string>
#include <string_view>

#include <fmt/format.h>

#include <truceline/calendar/clock.hpp>
#include <truceline/calendar/date.hpp>
#include <truceline/calendar/fuzzy_date.hpp>
#include <truceline/calendar/period.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/calendar/term.hpp>

namespace truceline {
inline namespace v0 {
namespace detail {

/// Formats a value as the text that to_string() makes of it.
template <class T>
struct TextFormatter : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const T& value, Context& context) const {
    const std::string text = to_string(value);
    return fmt::formatter<std::string_view>::format(text, context);
  }
};

}  // namespace detail
}  // namespace v0
}  // namespace truceline

template <>
struct fmt::formatter<truceline::Date> : truceline::detail::TextFormatter<truceline::Date> {};
template <>
struct fmt::formatter<truceline::Term> : truceline::detail::TextFormatter<truceline::Term> {};
template <>
struct fmt::formatter<truceline::FuzzyDate> : truceline::detail::TextFormatter<truceline::FuzzyDate> {};
template <>
struct fmt::formatter<truceline::Period> : truceline::detail::TextFormatter<truceline::Period> {};
template <>
struct fmt::formatter<truceline::TimeOfDay> : truceline::detail::TextFormatter<truceline::TimeOfDay> {};
template <>
struct fmt::formatter<truceline::Zone> : truceline::detail::TextFormatter<truceline::Zone> {};
template <>
struct fmt::formatter<truceline::Instant> : truceline::detail::TextFormatter<truceline::Instant> {};
template <>
struct fmt::formatter<truceline::LocalTime> : truceline::detail::TextFormatter<truceline::LocalTime> {};
template <>
struct fmt::formatter<truceline::Diagnostic> : truceline::detail::TextFormatter<truceline::Diagnostic> {};
