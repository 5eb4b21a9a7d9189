#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/record/charge.hpp>
#include <truceline/record/jurisdiction.hpp>
#include <truceline/record/rate.hpp>

namespace truceline {
inline namespace v0 {

/// A code of the Harmonized System or of a tariff built on it, 2 to 10 digits, kept in 64 bits. Dots and blanks in text
/// are passed over.
///     HsCode battery = *parse_hs("8507.60.00"), heading = *parse_hs("8507");
///     heading.covers(battery);   // true
class HsCode {
 public:
  /// From 2 to 10 digits as a number with its count of digits: (850760, 6). nullopt if it has more digits than that.
  [[nodiscard]] static TRUCELINE_EXPORT std::optional<HsCode> from_digits(std::uint64_t number, int digits) noexcept;
  [[nodiscard]] constexpr int digits() const noexcept { return static_cast<int>(bits_ & 0xf); }
  [[nodiscard]] constexpr std::uint64_t number() const noexcept { return bits_ >> 4; }
  /// True if the other code lies under this one, or is it.
  [[nodiscard]] TRUCELINE_EXPORT bool covers(HsCode other) const noexcept;
  /// Its first digits, 2 up to all of them.
  [[nodiscard]] TRUCELINE_EXPORT HsCode prefix(int digits) const noexcept;
  friend constexpr auto operator<=>(const HsCode&, const HsCode&) noexcept = default;

 private:
  explicit constexpr HsCode(std::uint64_t bits) noexcept : bits_(bits) {}
  std::uint64_t bits_;
};
/// The order of a nomenclature: a code, then all that lies under it. (The order by <=> is by number alone.)
[[nodiscard]] TRUCELINE_EXPORT bool in_order(HsCode left, HsCode right) noexcept;
/// Errors: TL-501 form, TL-502 fewer than 2 or more than 10 digits.
[[nodiscard]] TRUCELINE_EXPORT Result<HsCode> parse_hs(std::string_view text);
/// "8507.60.00": dots after four, six and eight digits.
[[nodiscard]] TRUCELINE_EXPORT std::string to_string(HsCode code);

/// What crosses the border, and when. Dates that are absent are taken to grant no exemption.
struct Shipment {
  // Each member has an initialiser, so that {.origin = ..., .entered = ...} may leave the others out without a warning.
  Jurisdiction origin = {};
  Jurisdiction destination = {};
  std::optional<HsCode> goods = {};  ///< absent: goods in general, on no special list and under no special heading
  std::optional<Money> value = {};   ///< customs value; absent: only rates are told
  std::optional<Rate> content =
      {};             ///< share of the value that is the metal (or other content) that a duty is charged on
  Date entered = {};  ///< entered for consumption
  std::optional<Date> loaded = {};  ///< onto the vessel, at the port of loading
  std::optional<Date> exported = {};
  std::optional<Date> withdrawn = {};     ///< from a bonded warehouse; then this day, not `entered`, decides
  std::vector<Quantity> quantities = {};  ///< for specific duties: {1200, "kg"}, {10, "item"}

  /// The day whose duties apply.
  [[nodiscard]] Date duty_day() const noexcept { return withdrawn.value_or(entered); }
  friend bool operator==(const Shipment&, const Shipment&) = default;
};

/// Whether a shipment is one that duty can be told of. Errors: TL-511 negative value, TL-512 content above the whole,
/// TL-513 withdrawn before entered, TL-514 loaded after entered, TL-515 the same origin and destination, or the world
/// as either.
[[nodiscard]] TRUCELINE_EXPORT absl::Status check(const Shipment& shipment);

/// A ship's call at a port, for port fees.
struct Voyage {
  Date arrived = {};
  Jurisdiction port = {};                        ///< whose port
  std::optional<Jurisdiction> operated_by = {};  ///< or owned by
  std::optional<Jurisdiction> built_in = {};
  std::int64_t net_tons = 0;
  std::int64_t containers = 0;
  int charged_this_year = 0;  ///< voyages of the vessel charged before, in the calendar year
  friend bool operator==(const Voyage&, const Voyage&) = default;
};

}  // namespace v0
}  // namespace truceline
