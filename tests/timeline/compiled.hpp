#pragma once

/// @file
/// Short ways to a timeline and what it says, for tests.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <truceline/timeline/format.hpp>
#include <truceline/timeline/timeline.hpp>

#include "oracle/build.hpp"

namespace truceline {
inline namespace v0 {

/// The timeline of records that are known to be good.
inline Timeline compiled(const Dataset& dataset) {
  Result<Timeline> timeline = Timeline::compile(dataset);
  if (!timeline.ok()) {
    ADD_FAILURE() << message_of(timeline.status());
    return *Timeline::compile({});
  }
  return *std::move(timeline);
}

/// The timeline of the five articles; compiled once a program.
inline const Timeline& articles() {
  static const Timeline timeline = compiled(*builtin_dataset("articles"));
  return timeline;
}

/// The timeline of the public record; likewise.
inline const Timeline& chronology() {
  static const Timeline timeline = compiled(*builtin_dataset("chronology"));
  return timeline;
}

inline Period period(const std::string& text) { return *parse_period(text); }

inline Finding state_of(const View& view, const std::string& measure, const std::string& on) {
  const std::optional<Finding> finding = view.state(measure, oracle::day(on));
  if (!finding) ADD_FAILURE() << "no measure " << measure;
  return finding.value_or(Finding());
}

/// What the findings are about, in their order.
template <class Records>
std::vector<std::string> measures_of(const Records& records) {
  std::vector<std::string> ids;
  for (const auto& record : records) ids.push_back(record.measure);
  return ids;
}

template <class T>
bool has(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}
inline bool has(const std::vector<std::string>& all, const char* one) { return has(all, std::string(one)); }

/// Every day from the first to the last, both included.
inline std::vector<Date> days(const std::string& first, const std::string& last) {
  std::vector<Date> result;
  for (Date day = oracle::day(first); day <= oracle::day(last); day = day + 1) result.push_back(day);
  return result;
}

}  // namespace v0
}  // namespace truceline
