#include "duty/reach.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

/// How the goods' prefixes meet a code: the digits of the longest one that covers it, and whether some lie under it.
struct Cover {
  int digits = 0;
  bool part = false;
};

Cover cover(const std::vector<std::string>& prefixes, HsCode code) {
  Cover result;
  for (const std::string& text : prefixes) {
    const auto prefix = parse_hs(text);
    if (!prefix.ok()) continue;  // check() lets none pass
    if (prefix->covers(code)) {
      result.digits = std::max(result.digits, prefix->digits());
    } else if (code.covers(*prefix)) {
      result.part = true;
    }
  }
  return result;
}

}  // namespace

bool all_goods(const Goods& goods) noexcept {
  if (!goods.hs.empty() || !goods.list.empty()) return false;
  return goods.words.empty() || std::find(goods.words.begin(), goods.words.end(), "all goods") != goods.words.end();
}

Reach reach_of(const Goods& goods, std::optional<HsCode> code, const GoodsLists& lists, Date day) {
  using On = GoodsLists::On;
  if (!code) return {all_goods(goods) ? On::Yes : On::No, {}};
  const Cover in = cover(goods.hs, *code);
  const Cover out = cover(goods.except, *code);
  if (out.digits > 0 && out.digits >= in.digits) return {On::No, {}};
  if (!goods.hs.empty() && in.digits == 0) {
    if (!in.part) return {On::No, {}};
    return {On::Open, "it reaches only a part of heading " + to_string(*code)};
  }
  if (!goods.list.empty()) {
    const On listed = lists.on(goods.list, *code, day);
    if (listed == On::Open && lists.is_bound(goods.list))
      return {listed, "only a part of heading " + to_string(*code) + " is on the list \"" + goods.list + "\""};
    if (listed == On::Open)
      return {listed, "whether the goods are on the list \"" + goods.list + "\" is not known: it is not bound"};
    return {listed, {}};
  }
  if (goods.hs.empty() && !all_goods(goods)) return {On::Open, "the record names its goods in words only"};
  if (out.part) return {On::Open, "a part of heading " + to_string(*code) + " is excepted"};
  return {On::Yes, {}};
}

bool holds_on(FuzzyDate from, const std::optional<FuzzyDate>& until, Date day) {
  if (!from.is_unknown() && day < *from.earliest()) return false;
  return !until || until->is_unknown() || day < *until->earliest();
}

bool is_or_holds(const View& view, const std::string& id, const Measure& measure) {
  for (const Measure* one = &measure;;) {
    if (one->id == id) return true;
    const auto package = one->part_of.empty() ? std::nullopt : view.measure(one->part_of);
    if (!package) return false;
    one = &view.record(*package);
  }
}

bool targets(const Measure& measure, Jurisdiction origin) {
  return std::any_of(measure.target.begin(), measure.target.end(),
                     [&](Jurisdiction j) { return j.is_world() || j == origin; });
}

}  // namespace v0
}  // namespace truceline
