#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "truceline/calendar/clock.hpp"
#include "truceline/calendar/export.hpp"
#include "truceline/calendar/period.hpp"
#include "truceline/record/charge.hpp"
#include "truceline/record/goods.hpp"
#include "truceline/record/jurisdiction.hpp"

namespace truceline {
inline namespace v0 {

/// What sort of thing a measure is. `Relief` is an exclusion from other measures; `Meeting` a dated event around them.
enum class MeasureKind : std::uint8_t {
  Tariff,
  Relief,
  ExportControl,
  ImportRestriction,
  PortFee,
  EntityListing,
  Investigation,
  PurchaseCommitment,
  Sanction,
  Agreement,
  Meeting,
  Other
};

/// The kind's chapter in UNCTAD's classification of non-tariff measures (MAST, 2019), a letter; nullopt where it has
/// none (tariffs are outside it, agreements and meetings are no measures of that sort).
[[nodiscard]] TRUCELINE_EXPORT std::optional<char> mast_chapter(MeasureKind kind) noexcept;
/// The kind's intervention type in the Global Trade Alert's taxonomy: "Import tariff"; empty where none exists.
[[nodiscard]] TRUCELINE_EXPORT std::string_view gta_type(MeasureKind kind) noexcept;

/// What only tariffs have.
struct Tariff {
  bool reciprocal = false;  ///< set with an eye to the partner's own tariffs
  friend bool operator==(const Tariff&, const Tariff&) = default;
};
/// What only export controls have.
struct ExportControl {
  bool extraterritorial = false;  ///< reaches goods made abroad
  friend bool operator==(const ExportControl&, const ExportControl&) = default;
};
/// What only port fees have.
struct PortFee {
  std::string per;         ///< the unit charged: "net ton", "container"
  int charges_a_year = 0;  ///< at most, for one ship; 0: no limit
  friend bool operator==(const PortFee&, const PortFee&) = default;
};
/// One stretch of a purchase commitment: how much is to be bought in which period, on top of what.
struct Tranche {
  Period period;                     ///< half-open: through 2025 is until 2026-01-01
  Quantity quantity;                 ///< at least
  std::optional<Quantity> baseline;  ///< what it comes on top of: "over 2017 levels"
  std::string goods;
  friend bool operator==(const Tranche&, const Tranche&) = default;
};
/// What only purchase commitments have.
struct PurchaseCommitment {
  std::vector<Tranche> tranches;
  friend bool operator==(const PurchaseCommitment&, const PurchaseCommitment&) = default;
};
/// Terms that depend on the kind; the alternative fits the measure's kind, or is monostate.
using Details = std::variant<std::monostate, Tariff, ExportControl, PortFee, PurchaseCommitment>;

/// One thing that a jurisdiction does to trade. It has one imposer; agreements and meetings may have several. What
/// "both sides" do is two measures that mirror each other (rule 22).
struct Measure {
  std::string id;  ///< "us-fentanyl-tariff"
  MeasureKind kind = MeasureKind::Other;
  std::vector<Jurisdiction> imposed_by;
  std::vector<Jurisdiction> target;  ///< empty for agreements and meetings
  std::string title;                 ///< a short English name
  std::string authority;             ///< the legal authority: "Section 301, Trade Act of 1974"
  Goods goods;
  Details details;
  std::string place;  ///< of a meeting
  std::string
      part_of;  ///< the package whose suspensions, extensions, resumptions and ends happen to this, too (rule 20)
  std::vector<std::string> based_on;  ///< what it rests on; never changes a state
  std::vector<std::string> mirrors;   ///< its twins on other sides; never changes a state
  std::vector<std::string> relieves;  ///< of a relief: what it relieves from
  std::string note;
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// The clock of a measure's days: its imposer's; UTC where several jurisdictions act together (rule 1).
[[nodiscard]] TRUCELINE_EXPORT Zone clock_of(const Measure& measure);

}  // namespace v0
}  // namespace truceline
