#pragma once
#include <memory>
#include <optional>
#include <vector>

#include <truceline/timeline/timeline.hpp>
#include <truceline/timeline/view.hpp>

#include "timeline/account.hpp"
#include "timeline/book.hpp"

namespace truceline {
inline namespace v0 {

/// An account and the known days that give it: from its first day to the next epoch's.
struct Epoch {
  DayNumber known_from = 0;
  Account account;
  std::vector<ScopeChange> scopes;
};

/// Of a measure of which nothing is known: none, on every day.
[[nodiscard]] const Account& nothing_known() noexcept;

/// One way of counting imprecise publication days, compiled: the epochs of every measure.
struct Compiled {
  Book book;
  std::vector<std::vector<Epoch>>
      epochs;  ///< by measure, in the order of known days; before the first, nothing is known
  [[nodiscard]] const Account& account(int measure, DayNumber known) const noexcept;
  [[nodiscard]] const std::vector<ScopeChange>& scopes(int measure, DayNumber known) const noexcept;

 private:
  [[nodiscard]] const Epoch* epoch(int measure, DayNumber known) const noexcept;  ///< nullptr: nothing is known yet
};

struct Timeline::Rep {
  /// Compiles records that check() has passed; with a base, what the overlay leaves as it was is the base's.
  static std::shared_ptr<const Rep> make(Dataset dataset, Overlay overlay, const Rep* base);

  Dataset dataset;
  Overlay overlay;
  std::shared_ptr<const Compiled> lenient;
  std::shared_ptr<const Compiled> strict;  ///< the same object where no publication day is imprecise
};

struct View::Rep {
  static std::shared_ptr<const Rep> make(std::shared_ptr<const Timeline::Rep> timeline,
                                         std::shared_ptr<const Compiled> compiled, std::optional<Date> known);

  std::shared_ptr<const Timeline::Rep> timeline;
  std::shared_ptr<const Compiled> compiled;
  std::optional<Date> known;
  DayNumber by = 0;                                     ///< the known day, in hindsight the last of all
  DayNumber projected_after = 0;                        ///< later days are projected (rule 3)
  std::vector<const Account*> accounts;                 ///< by measure
  std::vector<const std::vector<ScopeChange>*> scopes;  ///< by measure
  std::vector<std::string> ids;                         ///< of the measures
  DayNumber counted_from = 0;                           ///< first day of `in_force`; before it, none is
  std::vector<std::uint32_t> in_force;                  ///< by day; after the last, as on the last

  [[nodiscard]] std::size_t stretch_at(int measure, DayNumber day) const noexcept;
  [[nodiscard]] Finding finding(int measure, DayNumber day) const;
  [[nodiscard]] Finding dress(int measure, Answer answer, DayNumber day, const Answer* next) const;
  [[nodiscard]] Segment segment(int measure, std::size_t stretch) const;
};

}  // namespace v0
}  // namespace truceline
