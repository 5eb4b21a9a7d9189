#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <truceline/record/dataset.hpp>

#include "timeline/account.hpp"
#include "timeline/book.hpp"

namespace truceline {
inline namespace v0 {

/// What a timeline is compiled from: a dataset, and what scenarios lay over it.
struct Records {
  Dataset dataset;
  Overlay overlay;
};

/// One way of counting imprecise publication days, compiled: the measures by number, and what each known day is told of
/// each, in epochs of known days that are told the same. Queries by day ask no more than this; the records stand
/// behind it for what must look into claims, and a ledger may make them only when they are first asked for. Const
/// access is thread-safe; what is returned by reference lives as long as the ledger.
class Ledger {
 public:
  Ledger() = default;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  virtual ~Ledger() = default;

  [[nodiscard]] virtual int measure_count() const noexcept = 0;
  [[nodiscard]] virtual std::string_view id(int measure) const noexcept = 0;
  /// By id, or by an alias of a single measure.
  [[nodiscard]] virtual std::optional<int> find_measure(std::string_view name) const noexcept = 0;
  /// Tells whose a finding is: its measure, kind, imposed_by, target and package.
  virtual void head(int measure, Finding& finding) const = 0;
  /// The source of a claim that an answer names.
  [[nodiscard]] virtual std::string_view source_of(std::string_view claim) const noexcept = 0;
  [[nodiscard]] virtual std::optional<Date> complete_through() const noexcept = 0;
  /// The last day on which any claim becomes known; Date::min() without claims.
  [[nodiscard]] virtual DayNumber last_known() const noexcept = 0;

  /// A measure's epochs, in the order of known days, each until the next; before the first, nothing is known.
  [[nodiscard]] virtual std::size_t epoch_count(int measure) const noexcept = 0;
  [[nodiscard]] virtual DayNumber known_from(int measure, std::size_t epoch) const noexcept = 0;
  [[nodiscard]] virtual const Account& account(int measure, std::size_t epoch) const = 0;
  [[nodiscard]] virtual const std::vector<ScopeChange>& scopes(int measure, std::size_t epoch) const = 0;

  [[nodiscard]] virtual const Records& records() const = 0;
  [[nodiscard]] virtual const Book& book() const = 0;  ///< over records()

  /// How many of a measure's epochs have begun on a known day: the last of them is the one it lies in. O(log epochs).
  [[nodiscard]] std::size_t epochs_by(int measure, DayNumber known) const noexcept;
  /// What a known day is told of a measure.
  [[nodiscard]] const Account& account_by(int measure, DayNumber known) const;
  [[nodiscard]] const std::vector<ScopeChange>& scopes_by(int measure, DayNumber known) const;
};

/// Of a measure of which nothing is known: none, on every day.
[[nodiscard]] const Account& nothing_known() noexcept;

}  // namespace v0
}  // namespace truceline
