#include "timeline/ledger.hpp"

namespace truceline {
inline namespace v0 {

const Account& nothing_known() noexcept {
  static const Account account = [] {
    Answer none;
    none.may_be = {Status::None};
    return Account{{Date::min().days_since_epoch(), none}};
  }();
  return account;
}

std::size_t Ledger::epochs_by(int measure, DayNumber known) const noexcept {
  std::size_t begun = 0;
  for (std::size_t end = epoch_count(measure); begun < end;) {
    const std::size_t middle = begun + (end - begun) / 2;
    if (known_from(measure, middle) <= known) {
      begun = middle + 1;
    } else {
      end = middle;
    }
  }
  return begun;
}

const Account& Ledger::account_by(int measure, DayNumber known) const {
  const std::size_t begun = epochs_by(measure, known);
  return begun == 0 ? nothing_known() : account(measure, begun - 1);
}

const std::vector<ScopeChange>& Ledger::scopes_by(int measure, DayNumber known) const {
  static const std::vector<ScopeChange> none;
  const std::size_t begun = epochs_by(measure, known);
  return begun == 0 ? none : scopes(measure, begun - 1);
}

}  // namespace v0
}  // namespace truceline
