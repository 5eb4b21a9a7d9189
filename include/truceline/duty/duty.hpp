#pragma once
#include <optional>
#include <string>
#include <vector>

#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/duty/goods_lists.hpp>
#include <truceline/duty/shipment.hpp>
#include <truceline/timeline/view.hpp>

namespace truceline {
inline namespace v0 {

/// One duty on a shipment.
struct DutyLine {
  std::string measure;
  std::optional<Rate> rate;          ///< ad valorem, of `base`; absent where there is none or it is not known
  std::optional<Rate> base;          ///< the share of the value that it is charged on; absent: all of it
  std::optional<Specific> specific;  ///< what is charged by unit, besides the rate or instead of it
  std::optional<Money>
      amount;           ///< in the currency of the value, rounded once; absent where no value is given, or not settled
  bool settled = true;  ///< whether what is charged is known
  Rate low;             ///< of the whole value, at least; equal to `high` where settled
  std::optional<Rate> high;  ///< at most; absent where nothing bounds it
  std::string why;           ///< why it is not settled, or which exemption or rule made it what it is
  bool refundable = false;   ///< a ruling has voided it (rule 19)
  Certainty certainty = Certainty::Certain;
  std::vector<std::string> because;  ///< claims
  friend bool operator==(const DutyLine&, const DutyLine&) = default;
};

/// The additional duties of a shipment: lines that add up exactly.
struct Assessment {
  Date on;                      ///< the day that decides
  std::optional<Date> known;    ///< of the view
  std::vector<DutyLine> lines;  ///< in the order of the dataset
  std::optional<Rate> total;    ///< absent while a line is not settled, or is charged by unit
  Rate low;                     ///< the total is at least this
  std::optional<Rate> high;     ///< and at most this; absent where nothing bounds it
  std::optional<Money> amount;  ///< the sum of the lines' amounts; absent while one is not settled, or without a value
  std::vector<std::string>
      not_included;  ///< what may be due besides, or may exempt: base duty, trade defence, lists not bound
  bool projected = false;
  friend bool operator==(const Assessment&, const Assessment&) = default;
};

/// Duties that the timeline does not hold: base (MFN) rates and trade-defence duties by code, the longest match. See
/// docs/duty.md for the CSV.
class TRUCELINE_EXPORT BaseDuties {
 public:
  /// CSV text with the columns code, rate (percent), and if wanted origin, from, until. Errors: TL-521 to TL-524,
  /// TL-525 rate.
  absl::Status bind(std::string_view csv, std::string_view source = "base duties");
  absl::Status load(const std::filesystem::path& file);
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  /// The rate for the longest code that covers the goods, one for the origin before one for all. O(log entries).
  [[nodiscard]] std::optional<Rate> rate(HsCode goods, Jurisdiction origin, Date day) const;
  /// Days on which some rate begins or ends.
  [[nodiscard]] std::vector<Date> turns() const;
  /// Those on which the rate of the goods may change.
  [[nodiscard]] std::vector<Date> turns(HsCode goods) const;
  /// The codes that have a rate on some day, in the order of a nomenclature.
  [[nodiscard]] std::vector<HsCode> codes() const;
  /// The origins that have rates of their own.
  [[nodiscard]] std::vector<Jurisdiction> origins() const;

 private:
  struct Entry {
    HsCode code;
    std::optional<Jurisdiction> origin;
    Date from;
    std::optional<Date> until;
    Rate rate;
  };
  template <class Do>
  void for_each_on(HsCode goods, const Do& take) const;  // entries that cover the goods, the longest code last
  std::vector<Entry> entries_;  // sorted by code as in a nomenclature, for all origins before for one, then by from
};

/// What a shipment pays in additional duties, as the view knows them: every tariff of the destination against the
/// origin that is in force on its day and reaches its goods, as the dataset's stacking rules leave it. Suspended,
/// exempt and excluded duties have no line. Rounds half away from zero to the minor unit, once a line. Errors: those of
/// check(Shipment). O(measures).
[[nodiscard]] TRUCELINE_EXPORT Result<Assessment> assess(const View& view, const Shipment& shipment,
                                                         const GoodsLists& lists = {}, const BaseDuties& base = {});

/// The port fees of a voyage. The same lines; amounts are in the fee's own currency.
[[nodiscard]] TRUCELINE_EXPORT Result<Assessment> assess(const View& view, const Voyage& voyage);

/// A step of rate_history().
struct DutyStep {
  Period period;
  Assessment assessment;
  std::vector<std::string> cause;  ///< measures whose lines changed at its start
};
/// The total as a step function of the day of entry over a period: a step where any line changes. Errors: those of
/// check(Shipment).
[[nodiscard]] TRUCELINE_EXPORT Result<std::vector<DutyStep>> rate_history(const View& view, Shipment shipment,
                                                                          Period period, const GoodsLists& lists = {},
                                                                          const BaseDuties& base = {});

/// How far a purchase commitment is fulfilled: its tranches with the last progress known in each.
struct TrancheProgress {
  Tranche tranche;
  std::optional<Quantity> reported;
  std::optional<Date> as_of;  ///< the last day that the report covers
  std::vector<std::string> because;
};
[[nodiscard]] TRUCELINE_EXPORT std::vector<TrancheProgress> progress(const View& view, std::string_view commitment);

}  // namespace v0
}  // namespace truceline
