#include <truceline/timeline/change.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <truceline/timeline/format.hpp>

namespace truceline {
inline namespace v0 {

Turn turn_of(const Change& change) noexcept {
  const Status before = change.before.status;
  switch (change.after.status) {
    case Status::InForce:
      if (before == Status::InForce) return Turn::Changes;
      return before == Status::Suspended ? Turn::Resumes : Turn::Starts;
    case Status::Suspended:
      return before == Status::Suspended ? Turn::Changes : Turn::IsSuspended;
    case Status::Scheduled:
      return Turn::IsScheduled;
    case Status::Ended:
      return change.after.ending == Ending::Expired ? Turn::Expires : Turn::Ends;
    default:
      return Turn::Changes;
  }
}

std::string_view word(Turn value) noexcept {
  constexpr std::array<std::string_view, 7> words{"starts",       "resumes",      "expires", "ends",
                                                  "is_suspended", "is_scheduled", "changes"};
  const auto index = static_cast<std::size_t>(value);
  return index < words.size() ? words[index] : std::string_view();
}

std::string detail_of(const Change& change) {
  const Finding& before = change.before;
  const Finding& after = change.after;
  if (after.status == Status::Suspended) return after.suspended_rate ? fmt::format("of {}", *after.suspended_rate) : "";
  if (const std::string charge = to_string(after.charge); !charge.empty()) return fmt::format("at {}", charge);
  const bool charged = before.rate && before.status == Status::InForce;
  if (!after.rate) return charged ? fmt::format("was {}", *before.rate) : "";
  return charged ? fmt::format("{} to {}", *before.rate, *after.rate) : fmt::format("at {}", *after.rate);
}

std::vector<std::string> sources_of(const Change& change) {
  std::vector<std::string> sources = change.before.sources;
  for (const std::string& source : change.after.sources) {
    if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
  }
  return sources;
}

}  // namespace v0
}  // namespace truceline
