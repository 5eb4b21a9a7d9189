#pragma once

// The bytes of a snapshot: docs/snapshot.md tells the same in words. Whole numbers are little-endian; a row has no
// gaps, and what stands in it as `zero` is.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace truceline {
inline namespace v0 {
namespace snapshot {

inline constexpr std::string_view magic = "\x89TLSNAP\n";
inline constexpr std::uint32_t byte_order = 0x01020304;
inline constexpr std::uint32_t format = 1;

inline constexpr std::uint32_t no_number = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint8_t no_word = std::numeric_limits<std::uint8_t>::max();
inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

struct List {  // `count` rows of a section from row `first` on
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
struct Days {  // both ends included; no_day twice: unknown
  std::int32_t first = no_day;
  std::int32_t last = no_day;
};
struct Extent {  // bytes from the file's beginning
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

enum Section : std::size_t {
  text_ends,      // uint32: where each text ends in `texts`; it begins where the one before ends
  texts,          // bytes
  numbers,        // uint32: lists of texts and of jurisdictions
  measures,       // MeasureRow
  measure_names,  // NameRow, in the order of the names' bytes
  claims,         // ClaimRow, in the order of the ids' bytes
  charges,        // ChargeRow
  answers,        // AnswerRow
  stretches,      // StretchRow
  scope_changes,  // ScopeRow
  epochs,         // EpochRow
  dataset,        // bytes: the dataset's JSON
  section_count
};

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t byte_order = snapshot::byte_order;
  std::uint32_t format = snapshot::format;
  std::uint64_t size = 0;      // of the file
  std::uint64_t checksum = 0;  // of all bytes after this one
  std::array<char, 16> library{};
  std::array<std::int32_t, 2> last_known{};  // lenient, strict
  std::int32_t complete_through = no_day;
  std::uint32_t zero = 0;
  List applied, ignored;  // texts: ids of claims
  std::array<Extent, section_count> sections{};
};
inline constexpr std::size_t checksum_from = 32;  // where the bytes that it covers begin

struct MeasureRow {
  std::uint32_t id = 0;
  std::uint8_t kind = 0;
  std::uint8_t package = 0;
  std::uint16_t zero = 0;
  List imposed_by, target;       // numbers: the two letters' bytes, the first one lowest; "*" is one
  std::array<List, 2> epochs{};  // lenient, strict
};
struct NameRow {
  std::uint32_t text = 0;
  std::uint32_t measure = 0;
};
struct ClaimRow {
  std::uint32_t id = 0;
  std::uint32_t source = 0;
};
struct SpecificRow {
  std::int64_t minor = 0;
  std::uint32_t per = 0;
  std::array<char, 3> currency{};
  std::uint8_t stated = 0;
};
struct ChargeRow {
  SpecificRow specific, minimum, maximum;
};
struct AnswerRow {
  std::uint8_t status = 0;
  std::uint8_t ending = no_word;
  std::uint8_t standing = no_word;
  std::uint8_t certainty = 0;
  std::uint8_t may_be = 0;   // bit n: the status numbered n
  std::uint8_t assumed = 0;  // bit 0: since, bit 1: until
  std::uint8_t flags = 0;    // see below
  std::uint8_t zero = 0;
  std::int64_t rate = 0;
  std::int64_t suspended_rate = 0;
  Days since, until;
  List because, proposals;  // texts
  std::uint32_t charge = no_number;
  std::uint32_t zero_too = 0;

  static constexpr unsigned has_rate = 1, has_suspended_rate = 2, has_until = 4, is_varying = 8, is_voided = 16;
  static constexpr unsigned all_flags = 31;
};
struct StretchRow {
  std::int32_t from = 0;
  std::uint32_t answer = 0;
};
struct ScopeRow {
  std::uint32_t measure = 0;  // a text
  std::uint8_t said = 0;
  std::uint8_t assumed = 0;
  std::uint8_t flags = 0;
  std::uint8_t zero = 0;
  Days from, until;
  std::int64_t rate = 0;
  List words, hs, except, parties, claims;  // texts
  std::uint32_t list = 0;
  std::uint32_t condition = 0;
  std::array<std::int32_t, 3> before{no_day, no_day, no_day};  // loaded, exported, entered
  std::uint32_t zero_too = 0;

  static constexpr unsigned has_rate = 1, has_until = 2;
  static constexpr unsigned all_flags = 3;
};
struct EpochRow {
  std::int32_t known_from = 0;
  List account;  // stretches
  List scopes;   // scope changes
};

template <class Row, std::size_t size>
inline constexpr bool is_row = std::is_trivially_copyable_v<Row> && sizeof(Row) == size;
static_assert(is_row<Header, 272> && offsetof(Header, library) == checksum_from);
static_assert(is_row<MeasureRow, 40> && is_row<NameRow, 8> && is_row<ClaimRow, 8> && is_row<ChargeRow, 48>);
static_assert(is_row<AnswerRow, 64> && is_row<StretchRow, 8> && is_row<ScopeRow, 96> && is_row<EpochRow, 20>);

/// XXH3, 64 bits, without a seed, of a file's bytes after the checksum.
[[nodiscard]] std::uint64_t checksum(std::string_view file) noexcept;

}  // namespace snapshot
}  // namespace v0
}  // namespace truceline
