#pragma once

/// @file
/// fmt formatters for the record's values, with fmt's width and alignment: enumerators as their words, a rate as "24
/// %", records as one line that a person reads. The lines are for eyes; to_json() is for machines.
///     fmt::print("{}\n", claim);   // [hk01:4:us-port-fees] us-port-fees imposed from 2025-10 (done)

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "truceline/calendar/export.hpp"
#include "truceline/calendar/format.hpp"
#include "truceline/record/action.hpp"
#include "truceline/record/charge.hpp"
#include "truceline/record/claim.hpp"
#include "truceline/record/dataset.hpp"
#include "truceline/record/goods.hpp"
#include "truceline/record/jurisdiction.hpp"
#include "truceline/record/measure.hpp"
#include "truceline/record/rate.hpp"
#include "truceline/record/source.hpp"
#include "truceline/record/stacking.hpp"
#include "truceline/record/words.hpp"

namespace truceline {
inline namespace v0 {

/// "24 %".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(Rate rate);
/// "USD 0.22 per kg, at least USD 31.67 per item"; empty without amounts.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Charge& charge);
/// "rare earths, HS 8507 except 850760, list Section 301 List 3"; empty for unstated goods.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Goods& goods);
/// "goods soybeans; parties some Chinese companies; loaded before 2025-04-10"; empty without limits.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Limits& limits);
/// "suspended 24 % from 2025-05-14 00:01 for P90D".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Action& action);
/// "25000000 t soybeans over 2026-01-01/2027-01-01, on top of 1000 t".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Tranche& tranche);
/// "paragraph 3, bytes 1200 to 1320 (zh-Hant)"; empty where nothing is stated.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Place& place);
/// "[hk01] article, HK01: Title (2025-10-24)".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Source& source);
/// "[us-port-fees] port_fee by US on CN: Title".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Measure& measure);
/// "[hk01:4:us-port-fees] us-port-fees imposed from 2025-10 (done)".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Claim& claim);
/// "port fees: us-port-fees, cn-port-fees".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Alias& alias);
/// "[full-escalation] Title".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Scenario& scenario);
/// "[start-of-the-truce] From which day?".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Question& question);
/// "[autos-first] us-autos excludes us-steel, us-aluminum from 2025-03-04".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const StackingRule& rule);
/// "articles: 5 sources, 90 measures, 169 claims".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Dataset& dataset);

namespace detail {

/// Formats an enumerator as its word.
template <class Enum>
struct WordFormatter : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(Enum value, Context& context) const {
    return fmt::formatter<std::string_view>::format(word(value), context);
  }
};

}  // namespace detail
}  // namespace v0
}  // namespace truceline

template <>
struct fmt::formatter<truceline::SourceKind> : truceline::detail::WordFormatter<truceline::SourceKind> {};
template <>
struct fmt::formatter<truceline::MeasureKind> : truceline::detail::WordFormatter<truceline::MeasureKind> {};
template <>
struct fmt::formatter<truceline::Said> : truceline::detail::WordFormatter<truceline::Said> {};
template <>
struct fmt::formatter<truceline::Verb> : truceline::detail::WordFormatter<truceline::Verb> {};
template <>
struct fmt::formatter<truceline::Ending> : truceline::detail::WordFormatter<truceline::Ending> {};
template <>
struct fmt::formatter<truceline::Standing> : truceline::detail::WordFormatter<truceline::Standing> {};
template <>
struct fmt::formatter<truceline::StackingEffect> : truceline::detail::WordFormatter<truceline::StackingEffect> {};
template <>
struct fmt::formatter<truceline::StackingBase> : truceline::detail::WordFormatter<truceline::StackingBase> {};
template <>
struct fmt::formatter<truceline::Currency> : truceline::detail::TextFormatter<truceline::Currency> {};
template <>
struct fmt::formatter<truceline::Money> : truceline::detail::TextFormatter<truceline::Money> {};
template <>
struct fmt::formatter<truceline::Specific> : truceline::detail::TextFormatter<truceline::Specific> {};
template <>
struct fmt::formatter<truceline::Charge> : truceline::detail::TextFormatter<truceline::Charge> {};
template <>
struct fmt::formatter<truceline::Quantity> : truceline::detail::TextFormatter<truceline::Quantity> {};
template <>
struct fmt::formatter<truceline::Tranche> : truceline::detail::TextFormatter<truceline::Tranche> {};
template <>
struct fmt::formatter<truceline::StackingRule> : truceline::detail::TextFormatter<truceline::StackingRule> {};
template <>
struct fmt::formatter<truceline::Jurisdiction> : truceline::detail::TextFormatter<truceline::Jurisdiction> {};
template <>
struct fmt::formatter<truceline::Rate> : truceline::detail::TextFormatter<truceline::Rate> {};
template <>
struct fmt::formatter<truceline::Goods> : truceline::detail::TextFormatter<truceline::Goods> {};
template <>
struct fmt::formatter<truceline::Limits> : truceline::detail::TextFormatter<truceline::Limits> {};
template <>
struct fmt::formatter<truceline::Action> : truceline::detail::TextFormatter<truceline::Action> {};
template <>
struct fmt::formatter<truceline::Place> : truceline::detail::TextFormatter<truceline::Place> {};
template <>
struct fmt::formatter<truceline::Source> : truceline::detail::TextFormatter<truceline::Source> {};
template <>
struct fmt::formatter<truceline::Measure> : truceline::detail::TextFormatter<truceline::Measure> {};
template <>
struct fmt::formatter<truceline::Claim> : truceline::detail::TextFormatter<truceline::Claim> {};
template <>
struct fmt::formatter<truceline::Alias> : truceline::detail::TextFormatter<truceline::Alias> {};
template <>
struct fmt::formatter<truceline::Scenario> : truceline::detail::TextFormatter<truceline::Scenario> {};
template <>
struct fmt::formatter<truceline::Question> : truceline::detail::TextFormatter<truceline::Question> {};
template <>
struct fmt::formatter<truceline::Dataset> : truceline::detail::TextFormatter<truceline::Dataset> {};
