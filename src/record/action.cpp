#include "truceline/record/action.hpp"

namespace truceline {
inline namespace v0 {

Verb verb_of(Said said) noexcept {
  switch (said) {
    case Said::Imposed:
    case Said::Opened:
    case Said::Committed:
    case Said::Agreed:
      return Verb::Imposed;
    case Said::RateSet:
    case Said::Raised:
    case Said::Lowered:
      return Verb::RateSet;
    case Said::ScopeSet:
    case Said::Narrowed:
    case Said::Expanded:
      return Verb::ScopeSet;
    case Said::Suspended:
      return Verb::Suspended;
    case Said::Resumed:
      return Verb::Resumed;
    case Said::Extended:
      return Verb::Extended;
    case Said::Ended:
    case Said::Revoked:
    case Said::Withdrawn:
    case Said::Expired:
    case Said::StruckDown:
      return Verb::Ended;
    case Said::Reinstated:
      return Verb::Reinstated;
    case Said::Held:
      return Verb::Occurred;
    case Said::Progress:
      return Verb::Progress;
    case Said::Noted:
      break;
  }
  return Verb::Noted;
}

std::optional<Ending> ending_of(Said said) noexcept {
  switch (said) {
    case Said::Ended:
      return Ending::Ended;
    case Said::Revoked:
      return Ending::Revoked;
    case Said::Withdrawn:
      return Ending::Withdrawn;
    case Said::Expired:
      return Ending::Expired;
    case Said::StruckDown:
      return Ending::StruckDown;
    case Said::Held:
      return Ending::Held;
    default:
      return std::nullopt;
  }
}

}  // namespace v0
}  // namespace truceline
