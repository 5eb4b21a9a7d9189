#pragma once
#include <memory>
#include <optional>
#include <vector>

#include <truceline/timeline/bitemporal_index.hpp>
#include <truceline/timeline/timeline.hpp>
#include <truceline/timeline/view.hpp>

#include "timeline/by_day.hpp"
#include "timeline/lazy.hpp"
#include "timeline/ledger.hpp"

namespace truceline {
inline namespace v0 {

struct Timeline::Rep {
  /// Compiles records that check() has passed; with a base, what the overlay leaves as it was is the base's.
  static std::shared_ptr<const Rep> make(Dataset dataset, Overlay overlay, const Rep* base);

  std::shared_ptr<const Ledger> lenient;
  std::shared_ptr<const Ledger> strict;  ///< the same object where no publication day is imprecise
  Lazy<BitemporalIndex> in_force;        ///< what the lenient one is told to be in force
};

struct View::Rep {
  static std::shared_ptr<const Rep> make(std::shared_ptr<const Ledger> ledger, std::optional<Date> known);

  std::shared_ptr<const Ledger> ledger;
  std::optional<Date> known;
  DayNumber by = 0;                                     ///< the known day, in hindsight the last of all
  DayNumber projected_after = 0;                        ///< later days are projected (rule 3)
  std::vector<const Account*> accounts;                 ///< by measure
  std::vector<const std::vector<ScopeChange>*> scopes;  ///< by measure
  std::vector<std::string> ids;                         ///< of the measures
  ByDay by_day;                                         ///< of the accounts

  [[nodiscard]] std::size_t stretch_at(int measure, DayNumber day) const noexcept;
  [[nodiscard]] Finding finding(int measure, DayNumber day) const;
  [[nodiscard]] Finding dress(int measure, Answer answer, DayNumber day, const Answer* next) const;
  [[nodiscard]] Segment segment(int measure, std::size_t stretch) const;
};

}  // namespace v0
}  // namespace truceline
