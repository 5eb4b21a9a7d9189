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

Cover cover(const std::vector<HsCode>& prefixes, HsCode code) noexcept {
  Cover result;
  for (const HsCode prefix : prefixes) {
    if (prefix.covers(code)) {
      result.digits = std::max(result.digits, prefix.digits());
    } else if (code.covers(prefix)) {
      result.part = true;
    }
  }
  return result;
}

std::vector<HsCode> parsed(const std::vector<std::string>& prefixes) {
  std::vector<HsCode> codes;
  for (const std::string& text : prefixes) {
    if (const auto prefix = parse_hs(text); prefix.ok()) codes.push_back(*prefix);  // check() lets no other pass
  }
  return codes;
}

}  // namespace

bool all_goods(const Goods& goods) noexcept {
  if (!goods.hs.empty() || !goods.list.empty()) return false;
  return goods.words.empty() || std::find(goods.words.begin(), goods.words.end(), "all goods") != goods.words.end();
}

GoodsFilter::GoodsFilter(const Goods& goods)
    : in_(parsed(goods.hs)),
      out_(parsed(goods.except)),
      by_list_(!goods.list.empty()),
      by_words_(goods.hs.empty() && !all_goods(goods)) {}

GoodsFilter::Meets GoodsFilter::meets(HsCode code) const noexcept {
  const Cover in = cover(in_, code);
  const Cover out = cover(out_, code);
  if (out.digits > 0 && out.digits >= in.digits) return Meets::No;
  if (!in_.empty() && in.digits == 0) return in.part ? Meets::Part : Meets::No;
  if (by_list_) return Meets::List;
  if (by_words_) return Meets::Words;
  return out.part ? Meets::Excepted : Meets::Yes;
}

std::vector<HsCode> GoodsFilter::codes() const {
  std::vector<HsCode> all = in_;
  all.insert(all.end(), out_.begin(), out_.end());
  return all;
}

Reach reach_of(const Goods& goods, std::optional<HsCode> code, const GoodsLists& lists, Date day) {
  using On = GoodsLists::On;
  using Meets = GoodsFilter::Meets;
  if (!code) return {all_goods(goods) ? On::Yes : On::No, {}};
  const Meets meets = GoodsFilter(goods).meets(*code);
  if (meets == Meets::Part) return {On::Open, "it reaches only a part of heading " + to_string(*code)};
  if (meets == Meets::List) {
    const On listed = lists.on(goods.list, *code, day);
    if (listed == On::Open && lists.is_bound(goods.list))
      return {listed, "only a part of heading " + to_string(*code) + " is on the list \"" + goods.list + "\""};
    if (listed == On::Open)
      return {listed, "whether the goods are on the list \"" + goods.list + "\" is not known: it is not bound"};
    return {listed, {}};
  }
  if (meets == Meets::Words) return {On::Open, "the record names its goods in words only"};
  if (meets == Meets::Excepted) return {On::Open, "a part of heading " + to_string(*code) + " is excepted"};
  return {meets == Meets::Yes ? On::Yes : On::No, {}};
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
