#pragma once

/// @file
/// Short ways to shipments, and to what they pay, for tests.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <truceline/duty/duty.hpp>
#include <truceline/timeline/timeline.hpp>

#include "oracle/build.hpp"
#include "timeline/compiled.hpp"

namespace truceline {
inline namespace v0 {

inline constexpr Jurisdiction us('U', 'S'), cn('C', 'N'), hk('H', 'K'), mo('M', 'O'), de('D', 'E');
inline constexpr Currency usd, cny('C', 'N', 'Y');

inline HsCode code(std::string_view text) {
  const Result<HsCode> parsed = parse_hs(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.ok() ? *parsed : *HsCode::from_digits(0, 2);
}

/// Goods from China into the US.
inline Shipment shipment(const std::string& entered, std::optional<std::string_view> goods = std::nullopt,
                         std::optional<std::int64_t> cents = std::nullopt) {
  Shipment result{.origin = cn, .destination = us, .entered = oracle::day(entered)};
  if (goods) result.goods = code(*goods);
  if (cents) result.value = Money{*cents, usd};
  return result;
}

/// What a shipment that can be told of pays.
inline Assessment pays(const View& view, const Shipment& shipment, const GoodsLists& lists = {},
                       const BaseDuties& base = {}) {
  const Result<Assessment> result = assess(view, shipment, lists, base);
  if (!result.ok()) {
    ADD_FAILURE() << message_of(result.status());
    return {};
  }
  return *result;
}
inline Assessment pays(const Dataset& dataset, const Shipment& shipment, const GoodsLists& lists = {},
                       const BaseDuties& base = {}) {
  return pays(compiled(dataset).hindsight(), shipment, lists, base);
}

inline const DutyLine* line(const Assessment& assessment, std::string_view measure) {
  const auto found = std::find_if(assessment.lines.begin(), assessment.lines.end(),
                                  [&](const DutyLine& one) { return one.measure == measure; });
  return found == assessment.lines.end() ? nullptr : &*found;
}

/// The measures that have a line, in their order.
inline std::vector<std::string> lines_of(const Assessment& assessment) {
  std::vector<std::string> ids;
  for (const DutyLine& one : assessment.lines) ids.push_back(one.measure);
  return ids;
}

/// "20+10", the percent of each line; "?" for one that is not settled; "-" without lines.
inline std::string rates(const Assessment& assessment) {
  std::string text;
  for (const DutyLine& one : assessment.lines) {
    text += (text.empty() ? "" : "+") + (!one.settled ? "?" : one.rate ? to_percent(*one.rate) : "unit");
  }
  return text.empty() ? "-" : text;
}

/// "10..35", or "10.." without an upper end.
inline std::string range(const Assessment& assessment) {
  return to_percent(assessment.low) + ".." + (assessment.high ? to_percent(*assessment.high) : "");
}

inline bool mentions(const std::vector<std::string>& texts, std::string_view part) {
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return text.find(part) != text.npos; });
}

/// The codes on one list.
inline GoodsLists listed(std::string_view list, std::string_view csv) {
  GoodsLists lists;
  const absl::Status status = lists.bind(list, csv);
  EXPECT_TRUE(status.ok()) << message_of(status);
  return lists;
}

inline BaseDuties base_duties(std::string_view csv) {
  BaseDuties base;
  const absl::Status status = base.bind(csv);
  EXPECT_TRUE(status.ok()) << message_of(status);
  return base;
}

/// "TL-522 3:1", each fault with its row and column.
inline std::vector<std::string> faults_of(const absl::Status& status) {
  std::vector<std::string> texts;
  for (const Diagnostic& one : diagnostics(status))
    texts.push_back(one.id + ' ' + std::to_string(one.line) + ':' + std::to_string(one.column));
  return texts;
}

/// A file for as long as the test runs.
class ScratchFile {
 public:
  ScratchFile(const std::string& name, std::string_view text)
      : path_(std::filesystem::path(testing::TempDir()) / name) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~ScratchFile() { std::filesystem::remove(path_); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace v0
}  // namespace truceline
