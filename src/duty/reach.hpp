#pragma once
#include <optional>
#include <string>
#include <vector>

#include <truceline/duty/goods_lists.hpp>
#include <truceline/record/goods.hpp>
#include <truceline/timeline/view.hpp>

namespace truceline {
inline namespace v0 {

/// The goods of a record, read once. The longest prefix among hs and except decides. A list together with prefixes means
/// that all its lines lie under them.
class GoodsFilter {
 public:
  /// How goods meet it: not at all, surely, as to a part of what their code names, as its list says, as its words may
  /// say, or but for a part that is excepted.
  enum class Meets : std::uint8_t { No, Yes, Part, List, Words, Excepted };

  explicit GoodsFilter(const Goods& goods);
  [[nodiscard]] Meets meets(HsCode code) const noexcept;
  /// The codes that decide.
  [[nodiscard]] std::vector<HsCode> codes() const;

 private:
  std::vector<HsCode> in_;
  std::vector<HsCode> out_;
  bool by_list_;
  bool by_words_;
};

/// Whether a measure or a change reaches goods: yes, no, or open with the reason.
struct Reach {
  GoodsLists::On on = GoodsLists::On::Yes;
  std::string why;  ///< where open
};

/// Goods without a code are goods in general: on no list and under no special heading.
[[nodiscard]] Reach reach_of(const Goods& goods, std::optional<HsCode> code, const GoodsLists& lists, Date day);

/// True if the goods are all goods, as the record says by saying nothing, or by "all goods".
[[nodiscard]] bool all_goods(const Goods& goods) noexcept;

/// Whether something dated holds on a day, imprecise dates read at their earliest. Without a start it always has.
[[nodiscard]] bool holds_on(FuzzyDate from, const std::optional<FuzzyDate>& until, Date day);

/// True if the measure meets what comes from there.
[[nodiscard]] bool targets(const Measure& measure, Jurisdiction origin);

/// True if the id is the measure's, or that of a package it is part of, at any depth.
[[nodiscard]] bool is_or_holds(const View& view, const std::string& id, const Measure& measure);

}  // namespace v0
}  // namespace truceline
