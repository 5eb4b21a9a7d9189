#pragma once
#include <optional>
#include <string>

#include <truceline/duty/goods_lists.hpp>
#include <truceline/record/goods.hpp>
#include <truceline/timeline/view.hpp>

namespace truceline {
inline namespace v0 {

/// Whether a measure or a change reaches goods: yes, no, or open with the reason.
struct Reach {
  GoodsLists::On on = GoodsLists::On::Yes;
  std::string why;  ///< where open
};

/// The longest prefix among hs and except decides. A list together with prefixes means that all its lines lie under
/// them. Goods without a code are goods in general: on no list and under no special heading.
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
