#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include <truceline/record/stacking.hpp>
#include <truceline/timeline/view.hpp>

#include "duty/amount.hpp"
#include "duty/candidate.hpp"

namespace truceline {
inline namespace v0 {

/// The duties that may be charged on one shipment; they live elsewhere.
using Candidates = std::vector<const Candidate*>;

/// A dated rule between two candidates, by their places.
struct Stacked {
  std::size_t when;
  std::size_t other;
  StackingEffect effect;
  StackingBase base;
  const StackingRule* record;
};

/// Whether the view knows a rule, on whichever day.
[[nodiscard]] bool is_known(const View& view, const StackingRule& rule);

/// The rules that hold on a day, such that what excludes another comes before what that one excludes.
[[nodiscard]] std::vector<Stacked> rules_on(const View& view, const Candidates& candidates, Date day);

/// What is charged of a candidate.
struct Charged {
  const Option* option = nullptr;  ///< nullptr: nothing
  Rate base = whole;
  const StackingRule* by = nullptr;  ///< that changed it
};

/// What the candidates come to under the rules, over all answers to what is open.
struct Weight {
  struct Line {
    Rate low;                  ///< of the whole value
    std::optional<Rate> high;  ///< absent: nothing bounds it
    bool ever = false;         ///< it is charged under some answer
    bool settled = false;      ///< what is charged of it is known
    Charged charged;           ///< what it is, under the last answer that charges it
  };
  std::vector<Line> lines;  ///< by candidate
  Rate low;
  std::optional<Rate> high;
  bool by_content = false;  ///< the share of content matters
  bool settled = true;      ///< every line that is charged is
  bool by_unit = false;     ///< some line is charged by unit
};
[[nodiscard]] Weight weigh(const Candidates& candidates, const std::vector<Stacked>& rules,
                           std::optional<Rate> content);

}  // namespace v0
}  // namespace truceline
