#include "duty/rate_table.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// How many lines are told at a time: what is worked out between two steps stays in the nearest cache. 64 divides it.
constexpr std::size_t chunk = 1024;
/// How many lines make a piece of work for a Runner.
constexpr std::size_t piece = 64 * chunk;

constexpr std::size_t words_of(std::size_t lines) noexcept { return (lines + 63) / 64; }

absl::Status differing(std::string_view column, std::size_t size, std::size_t lines) {
  return fault({.id = "TL-533",
                .source = "columns",
                .pointer = '/' + std::string(column),
                .message = std::to_string(size) + " where there are " + std::to_string(lines) + " lines",
                .fix = "give every column a value a line, and every bitmap a word for 64 of them"});
}

absl::Status check_sizes(std::size_t lines, std::size_t loaded, const RateColumns& rates) {
  if (loaded != 0 && loaded != lines) return differing("loaded", loaded, lines);
  if (rates.ppm.size() != lines) return differing("ppm", rates.ppm.size(), lines);
  if (rates.unsettled.size() < words_of(lines)) return differing("unsettled", rates.unsettled.size(), lines);
  if (rates.refused.size() < words_of(lines)) return differing("refused", rates.refused.size(), lines);
  return absl::OkStatus();
}

absl::Status check_sizes(const ShipmentColumns& lines, const RateColumns& rates) {
  const std::size_t count = lines.entered.size();
  if (!lines.goods.empty() && lines.goods.size() != count) return differing("goods", lines.goods.size(), count);
  if (lines.origin.size() != count) return differing("origin", lines.origin.size(), count);
  return check_sizes(count, lines.loaded.size(), rates);
}

/// Tells `count` lines chunk by chunk. `rows_of(from, count, rows)` says where the rows of some lines begin.
template <class RowsOf>
void tell(const RateCells& table, std::span<const Date> entered, std::size_t from, std::size_t until,
          const RateColumns& rates, Lanes lanes, const RowsOf& rows_of) {
  std::array<std::uint32_t, chunk> rows;
  for (; from < until; from += chunk) {
    const std::size_t count = std::min(chunk, until - from);
    rows_of(from, count, rows.data());
    table.tell(entered.data() + from, rows.data(), count, rates.ppm.data() + from, rates.unsettled.data() + from / 64,
               rates.refused.data() + from / 64, lanes);
  }
}

/// Does the work in pieces, on whatever threads the runner has.
template <class Work>
void in_pieces(std::size_t lines, const Runner& run, const Work& work) {
  run((lines + piece - 1) / piece,
      [&](std::size_t number) { work(number * piece, std::min(lines, (number + 1) * piece)); });
}

}  // namespace

std::uint32_t RateTable::Rep::loading(const std::optional<Date>& loaded) const noexcept {
  std::uint32_t before = 0;
  if (!loaded) return before;
  for (const Date day : loaded_before) before += *loaded < day ? 1 : 0;
  return before;
}

namespace {

template <class Table>
void tell_shipments(const Table& rep, const ShipmentColumns& lines, const RateColumns& rates, std::size_t begin,
                    std::size_t end, Lanes lanes) {
  tell(rep.table, lines.entered, begin, end, rates, lanes,
       [&](std::size_t from, std::size_t count, std::uint32_t* rows) {
         if (lines.goods.empty()) {
           std::fill_n(rows, count, rep.general);
         } else {
           rep.classes.find(lines.goods.subspan(from, count), rows, lanes);
         }
         if (lines.loaded.empty()) {
           for (std::size_t i = 0; i < count; ++i) rows[i] = rep.rows[rep.slot(rows[i], lines.origin[from + i])];
         } else {
           for (std::size_t i = 0; i < count; ++i) {
             rows[i] =
                 rep.row(rep.slot(rows[i], lines.origin[from + i]), lines.entered[from + i], lines.loaded[from + i]);
           }
         }
       });
}

template <class Table, class Numbered>
void tell_products(const Table& rep, const Numbered& products, const ProductColumns& lines, const RateColumns& rates,
                   std::size_t begin, std::size_t end, Lanes lanes) {
  const std::size_t known = products.rows.size();
  tell(rep.table, lines.entered, begin, end, rates, lanes,
       [&](std::size_t from, std::size_t count, std::uint32_t* rows) {
         const std::uint32_t* const product = lines.product.data() + from;
         if (lines.loaded.empty()) {
           for (std::size_t i = 0; i < count; ++i)
             rows[i] = product[i] < known ? products.rows[product[i]] : rep.refused_row;
         } else {
           for (std::size_t i = 0; i < count; ++i) {
             rows[i] = product[i] < known
                           ? rep.row(products.slots[product[i]], lines.entered[from + i], lines.loaded[from + i])
                           : rep.refused_row;
           }
         }
       });
}

}  // namespace

namespace {

inline LineRate line_rate(std::uint32_t cell) noexcept {
  if (cell == RateCells::refused) [[unlikely]]
    return {.ppm = 0, .settled = false, .refused = true};
  return {.ppm = static_cast<std::int32_t>(cell & ~RateCells::unsettled),
          .settled = (cell & RateCells::unsettled) == 0,
          .refused = false};
}

}  // namespace

LineRate RateTable::rate(HsCode goods, Jurisdiction origin, Date entered) const noexcept {
  const Rep& rep = *rep_;
  const std::uint32_t first = rep.classes.at_once(goods);
  if (first == CodeTrie::untold) [[unlikely]]
    return rate(std::optional(goods), origin, entered);
  return line_rate(rep.table.cell(rep.rows[rep.slot(first, origin)], entered));
}

LineRate RateTable::rate(std::optional<HsCode> goods, Jurisdiction origin, Date entered,
                         std::optional<Date> loaded) const noexcept {
  const std::uint32_t slot = rep_->slot(goods ? rep_->classes.find(*goods) : rep_->general, origin);
  return line_rate(rep_->table.cell(rep_->row(slot, entered, loaded), entered));
}

absl::Status RateTable::assess(const ShipmentColumns& lines, const RateColumns& rates) const {
  return RateTableParts::assess(*this, lines, rates, most_lanes());
}

absl::Status RateTableParts::assess(const RateTable& table, const ShipmentColumns& lines, const RateColumns& rates,
                                    Lanes lanes) {
  absl::Status status = check_sizes(lines, rates);
  if (status.ok()) tell_shipments(*table.rep_, lines, rates, 0, lines.entered.size(), lanes);
  return status;
}

absl::Status RateTable::assess(const ShipmentColumns& lines, const RateColumns& rates, const Runner& run) const {
  absl::Status status = check_sizes(lines, rates);
  if (!status.ok()) return status;
  const Lanes lanes = most_lanes();
  in_pieces(lines.entered.size(), run,
            [&](std::size_t from, std::size_t until) { tell_shipments(*rep_, lines, rates, from, until, lanes); });
  return status;
}

std::size_t RateTable::Products::size() const noexcept { return rep_ == nullptr ? 0 : rep_->rows.size(); }

Result<RateTable::Products> RateTable::products(std::span<const HsCode> goods,
                                                std::span<const Jurisdiction> origin) const {
  if (goods.size() != origin.size()) return differing("origin", origin.size(), goods.size());
  auto rep = std::make_shared<Products::Rep>();
  rep->table = rep_;
  rep->slots.resize(goods.size());
  rep_->classes.find(goods, rep->slots.data(), most_lanes());
  rep->rows.reserve(goods.size());
  for (std::size_t i = 0; i < goods.size(); ++i) {
    rep->slots[i] = rep_->slot(rep->slots[i], origin[i]);
    rep->rows.push_back(rep_->rows[rep->slots[i]]);
  }
  Products products;
  products.rep_ = std::move(rep);
  return products;
}

namespace {

absl::Status check_products(bool ours, const ProductColumns& lines, const RateColumns& rates) {
  const std::size_t count = lines.entered.size();
  if (!ours) {
    return fault({.id = "TL-534",
                  .source = "products",
                  .message = "the products are of another table",
                  .fix = "number them with products() of the table that assesses them"});
  }
  if (lines.product.size() != count) return differing("product", lines.product.size(), count);
  return check_sizes(count, lines.loaded.size(), rates);
}

}  // namespace

absl::Status RateTable::assess(const Products& products, const ProductColumns& lines, const RateColumns& rates) const {
  return RateTableParts::assess(*this, products, lines, rates, most_lanes());
}

absl::Status RateTableParts::assess(const RateTable& table, const RateTable::Products& products,
                                    const ProductColumns& lines, const RateColumns& rates, Lanes lanes) {
  const bool ours = products.rep_ != nullptr && products.rep_->table == table.rep_;
  absl::Status status = check_products(ours, lines, rates);
  if (status.ok()) tell_products(*table.rep_, *products.rep_, lines, rates, 0, lines.entered.size(), lanes);
  return status;
}

absl::Status RateTable::assess(const Products& products, const ProductColumns& lines, const RateColumns& rates,
                               const Runner& run) const {
  absl::Status status = check_products(products.rep_ != nullptr && products.rep_->table == rep_, lines, rates);
  if (!status.ok()) return status;
  const Lanes lanes = most_lanes();
  in_pieces(lines.entered.size(), run, [&](std::size_t from, std::size_t until) {
    tell_products(*rep_, *products.rep_, lines, rates, from, until, lanes);
  });
  return status;
}

std::size_t RateTable::memory() const noexcept {
  const auto bytes = [](const auto& column) { return column.size() * sizeof column[0]; };
  return sizeof(Rep) + rep_->classes.memory() + bytes(rep_->origins) + bytes(rep_->loaded_before) + bytes(rep_->rows) +
         bytes(rep_->table.epochs) + bytes(rep_->table.cells);
}

}  // namespace v0
}  // namespace truceline
