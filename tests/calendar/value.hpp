#pragma once

// What every value of the calendar is held to at compile time, and how the tests read values from text.

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

#include <gtest/gtest.h>

#include <truceline/calendar/calendar.hpp>

namespace truceline {

template <class T, std::size_t size>
concept SmallValue = std::regular<T> && std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T> &&
                     std::is_nothrow_default_constructible_v<T> && sizeof(T) <= size;

/// The id of what a result was refused with; "" where it was not refused.
template <class T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : diagnostics(result.status()).front().id;
}

inline Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.ok()) << text;
  return date.ok() ? *date : Date();
}

inline FuzzyDate fuzzy(std::string_view text) {
  const auto date = parse_fuzzy_date(text);
  EXPECT_TRUE(date.ok()) << text;
  return date.ok() ? *date : FuzzyDate();
}

inline Zone zone(std::string_view name) {
  const auto found = Zone::from_name(name);
  EXPECT_TRUE(found.ok()) << name;
  return found.ok() ? *found : Zone();
}

}  // namespace truceline
