#pragma once
#include <optional>
#include <string>
#include <vector>

#include <truceline/duty/goods_lists.hpp>
#include <truceline/duty/shipment.hpp>
#include <truceline/timeline/view.hpp>

namespace truceline {
inline namespace v0 {

/// One way in which a duty may meet the shipment: not at all, or with a charge.
struct Option {
  bool reached = false;
  std::optional<Rate> rate;
  Charge charge;
  std::string why;  ///< which exemption or sub-list it is
};

/// A measure that may be charged.
struct Candidate {
  MeasureHandle measure;
  Finding finding;
  std::vector<Option> options;  ///< one: settled
  std::string open_why;         ///< why there are more
};

/// Whether what an option charges is known. A bound alone charges nothing, and an amount besides a rate that varies is
/// not the whole.
[[nodiscard]] bool is_known(const Finding& finding, const Option& option);

/// Tells of each measure whether and how it meets one shipment, of which check() has nothing to say.
class Examiner {
 public:
  /// Keeps the three.
  Examiner(const View& view, const Shipment& shipment, const GoodsLists& lists);

  /// nullopt: nothing of it is charged. What it depends on: the measure's answer on the day, which of its scope changes
  /// and of the reliefs from it hold then, whether their goods reach the shipment's, whether they target its origin,
  /// and the conditions of the changes.
  [[nodiscard]] std::optional<Candidate> examine(MeasureHandle handle);
  /// What was left out so far, in words.
  [[nodiscard]] std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  void note(std::string text);
  void apply_scopes(MeasureHandle handle, Candidate& candidate);
  void apply_reliefs(const Measure& record, Candidate& candidate);

  const View& view_;
  const Shipment& shipment_;
  const GoodsLists& lists_;
  Date day_;
  std::vector<MeasureHandle> reliefs_;  ///< in force on the day
  std::vector<std::string> notes_;
};

/// Whether the scope change is one that duties weigh: it sets, narrows or widens what is reached, and says for what.
[[nodiscard]] bool is_weighed(const ScopeChange& change) noexcept;

}  // namespace v0
}  // namespace truceline
