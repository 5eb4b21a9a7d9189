#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include <absl/status/status.h>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/duty/duty.hpp>
#include <truceline/duty/goods_lists.hpp>
#include <truceline/duty/shipment.hpp>
#include <truceline/timeline/view.hpp>

namespace truceline {
inline namespace v0 {

/// Where shipments go, and what the user knows that no record holds.
struct Lane {
  Jurisdiction destination = {};
  GoodsLists lists = {};
  BaseDuties base = {};
  std::optional<Rate> content = {};  ///< see Shipment
};

/// Shipments as columns: one line each, all columns of the same size, or empty where they may be.
struct ShipmentColumns {
  std::span<const Date> entered;
  std::span<const HsCode> goods;  ///< empty: goods in general
  std::span<const Jurisdiction> origin;
  std::span<const std::optional<Date>> loaded = {};  ///< empty: not told
};

/// Shipments of products that the table has numbered, see RateTable::products().
struct ProductColumns {
  std::span<const Date> entered;
  std::span<const std::uint32_t> product;
  std::span<const std::optional<Date>> loaded = {};  ///< empty: not told
};

/// What is told of each line. Bitmaps hold line i in bit i % 64 of word i / 64, and need (lines + 63) / 64 words; bits
/// beyond the last line are 0, words beyond are left alone.
struct RateColumns {
  /// The total in parts per million of the value; at least this much where not settled; 0 where refused.
  std::span<std::int32_t> ppm;
  std::span<std::uint64_t> unsettled;  ///< lines whose total is not told: a duty is open, or charged by unit
  std::span<std::uint64_t> refused;    ///< lines that check(Shipment) refuses, or of no such product
};

/// The same of one line.
struct LineRate {
  std::int32_t ppm = 0;
  bool settled = false;  ///< false where refused, too
  bool refused = false;
  friend bool operator==(const LineRate&, const LineRate&) = default;
};

/// Runs work(0) to work(count - 1), each once, on whatever threads it likes, and returns when all are done.
using Runner = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

/// The totals of assess(), compiled for one view and lane, for files of shipments in the millions. Says line by line what
/// assess() says, to the last digit. Immutable; cheap to copy; safe to use from many threads.
///     const auto table = *RateTable::compile(view, {.destination = Jurisdiction('U', 'S')});
///     table.assess(ShipmentColumns{entered, goods, origin}, RateColumns{ppm, unsettled, refused});
class TRUCELINE_EXPORT RateTable {
 public:
  /// Errors: TL-512 content; TL-531 the destination is the world; TL-532 a total that does not fit: below zero, or above
  /// 214'748.3646 %. Takes as long as some thousand calls of assess().
  [[nodiscard]] static Result<RateTable> compile(const View& view, Lane lane);

  /// Tells one line; goods that are absent are goods in general. O(1): some dozen loads, whatever the table holds.
  [[nodiscard]] LineRate rate(std::optional<HsCode> goods, Jurisdiction origin, Date entered,
                              std::optional<Date> loaded = {}) const noexcept;
  /// The same in a fraction of the time: optionals go through memory, which makes each call wait for the one before.
  [[nodiscard]] LineRate rate(HsCode goods, Jurisdiction origin, Date entered) const noexcept;

  /// Tells every line. Errors: TL-533 columns of differing sizes; then nothing is written. O(lines), no allocation.
  absl::Status assess(const ShipmentColumns& lines, const RateColumns& rates) const;
  /// The same in pieces, run by the caller's threads.
  absl::Status assess(const ShipmentColumns& lines, const RateColumns& rates, const Runner& run) const;

  /// A catalogue of goods and origins, numbered by their places: what is sold again and again is looked up once.
  class TRUCELINE_EXPORT Products {
   public:
    [[nodiscard]] std::size_t size() const noexcept;

   private:
    friend class RateTable;
    friend struct RateTableParts;
    struct Rep;
    std::shared_ptr<const Rep> rep_;
  };
  /// Errors: TL-533 columns of differing sizes. O(products).
  [[nodiscard]] Result<Products> products(std::span<const HsCode> goods, std::span<const Jurisdiction> origin) const;
  /// Products must be this table's. Errors: TL-533; TL-534 products of another table.
  absl::Status assess(const Products& products, const ProductColumns& lines, const RateColumns& rates) const;
  absl::Status assess(const Products& products, const ProductColumns& lines, const RateColumns& rates,
                      const Runner& run) const;

  /// Bytes held.
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  friend struct RateTableParts;  // for tests, see src/duty/rate_table.hpp
  struct Rep;
  explicit RateTable(std::shared_ptr<const Rep> rep) noexcept : rep_(std::move(rep)) {}
  std::shared_ptr<const Rep> rep_;
};

}  // namespace v0
}  // namespace truceline
