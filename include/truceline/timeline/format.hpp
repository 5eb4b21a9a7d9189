#pragma once

/// @file
/// fmt formatters for the timeline's values, with fmt's width and alignment: enumerators as their words, all else as
/// one line that a person reads. The lines are for eyes and may change between versions. Brings the formatters of the
/// floors below, too.
///     fmt::print("{}\n", finding);  // us-port-fees on 2025-11-01: in force since 2025-10; certain

#include <string>

#include <truceline/calendar/export.hpp>
#include <truceline/record/format.hpp>
#include <truceline/timeline/change.hpp>
#include <truceline/timeline/conflict.hpp>
#include <truceline/timeline/finding.hpp>
#include <truceline/timeline/reconcile.hpp>

namespace truceline {
inline namespace v0 {

/// "in force at 10 % (24 % suspended) since 2025-11-10 until 2026-11-10 (assumed); possible, may be suspended".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Answer& answer);
/// "us-port-fees on 2025-11-01: in force since 2025-10; certain".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Finding& finding);
/// "us-port-fees 2025-10-01/..: in force since 2025-10; certain".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Segment& segment);
/// "2025-11-10 us-port-fees: in force, then suspended"; "(assumed)" where no source states the day.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Change& change);
/// "us-export-controls narrowed from 2025-10-24 (assumed): goods semiconductors".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const ScopeChange& change);
/// "us-port-fees 2025-11-10/2026-11-10: in force, or suspended": the left view's answer first.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Difference& difference);
/// "2025-10-24 [hk01:15:us-port-fees] us-port-fees".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Learned& learned);
/// "rule 13: the rate is set to 20 % on 2025-03-04 [claim, claim]".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Step& step);
/// "us-port-fees, from (rule 23): 2025-10 [claim], 2025-11 [claim]; 2025-10 prevails".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Conflict& conflict);
/// "[start-of-the-truce] From which day? (us-reciprocal-tariff)".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const OpenQuestion& question);
/// "us-port-fees imposed from 2025-10 (done), known 2025-10-24".
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(const Reconciled& happening);

}  // namespace v0
}  // namespace truceline

template <>
struct fmt::formatter<truceline::Status> : truceline::detail::WordFormatter<truceline::Status> {};
template <>
struct fmt::formatter<truceline::Certainty> : truceline::detail::WordFormatter<truceline::Certainty> {};
template <>
struct fmt::formatter<truceline::Assumed> : truceline::detail::WordFormatter<truceline::Assumed> {};
template <>
struct fmt::formatter<truceline::Answer> : truceline::detail::TextFormatter<truceline::Answer> {};
template <>
struct fmt::formatter<truceline::Finding> : truceline::detail::TextFormatter<truceline::Finding> {};
template <>
struct fmt::formatter<truceline::Segment> : truceline::detail::TextFormatter<truceline::Segment> {};
template <>
struct fmt::formatter<truceline::Change> : truceline::detail::TextFormatter<truceline::Change> {};
template <>
struct fmt::formatter<truceline::ScopeChange> : truceline::detail::TextFormatter<truceline::ScopeChange> {};
template <>
struct fmt::formatter<truceline::Difference> : truceline::detail::TextFormatter<truceline::Difference> {};
template <>
struct fmt::formatter<truceline::Learned> : truceline::detail::TextFormatter<truceline::Learned> {};
template <>
struct fmt::formatter<truceline::Step> : truceline::detail::TextFormatter<truceline::Step> {};
template <>
struct fmt::formatter<truceline::Conflict> : truceline::detail::TextFormatter<truceline::Conflict> {};
template <>
struct fmt::formatter<truceline::OpenQuestion> : truceline::detail::TextFormatter<truceline::OpenQuestion> {};
template <>
struct fmt::formatter<truceline::Reconciled> : truceline::detail::TextFormatter<truceline::Reconciled> {};
