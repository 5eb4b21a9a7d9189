#include "duty/random_trade.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using oracle::Says;

const std::vector<std::string> prefixes{"85",   "850",   "8507", "85076", "850760",   "8507600010", "8501",
                                        "8471", "84713", "72",   "7208",  "72081000", "01",         "0101210"};
const std::vector<std::string> list_names{"red", "blue", "green"};
const Date first_day = *Date::from_ymd(2025, 3, 1);
constexpr std::size_t day_count = 90;

std::string day_text(Dice& dice) { return to_string(first_day + static_cast<std::int32_t>(dice.below(day_count))); }

Goods random_goods(Dice& dice, bool may_be_all) {
  Goods goods;
  if (may_be_all && dice.chance(30)) return goods;
  if (dice.chance(15)) {
    goods.words = {dice.chance(30) ? "all goods" : "some machines"};
    return goods;
  }
  const bool by_list = dice.chance(40);
  if (by_list) goods.list = dice.of(list_names);
  for (std::size_t count = dice.below(3) + (by_list ? 0 : 1); count > 0; --count) goods.hs.push_back(dice.of(prefixes));
  if (dice.chance(30)) goods.except.push_back(dice.of(prefixes));
  return goods;
}

}  // namespace

Dataset random_duties(std::uint64_t seed) {
  Dice dice(seed);
  std::vector<Measure> measures;
  std::vector<Says> claims;
  std::vector<Limits> limits;  // by claim
  const auto say = [&](Said said, const std::string& measure) -> Says& {
    limits.emplace_back();
    return claims.emplace_back(said, "c" + std::to_string(claims.size()), day_text(dice)).on(measure);
  };
  const std::size_t tariffs = 2 + dice.below(5);
  for (std::size_t i = 0; i < tariffs; ++i) {
    const std::string id = "m" + std::to_string(i);
    Measure one = oracle::measure(id);
    if (dice.chance(25)) one.target = {Jurisdiction()};
    if (dice.chance(20)) one.target.push_back(de);
    if (dice.chance(10)) one.imposed_by = {de};
    one.goods = random_goods(dice, true);
    measures.push_back(one);
    Says& imposed = say(Said::Imposed, id).act().from(day_text(dice));
    if (dice.chance(85)) imposed.rate(static_cast<int>(dice.below(5)) * 10);
    for (std::size_t count = dice.below(5); count > 0; --count) {
      const std::vector<Said> kinds{Said::Raised,   Said::Narrowed,  Said::Expanded,
                                    Said::ScopeSet, Said::Suspended, Said::Ended};
      const Said said = dice.of(kinds);
      Says& change = say(said, id).act().from(day_text(dice));
      const bool scope = said == Said::Narrowed || said == Said::Expanded || said == Said::ScopeSet;
      if (said == Said::Raised || (scope && dice.chance(60))) change.rate(static_cast<int>(dice.below(6)) * 5);
      if (said == Said::Suspended) change.term("P20D");
      if (!scope) continue;
      Limits& limit = limits.back();
      if (dice.chance(70)) limit.goods = random_goods(dice, false);
      if (dice.chance(35)) limit.loaded_before = first_day + static_cast<std::int32_t>(dice.below(day_count));
      if (dice.chance(25)) limit.entered_before = first_day + static_cast<std::int32_t>(dice.below(day_count));
      if (dice.chance(10)) limit.exported_before = first_day + static_cast<std::int32_t>(dice.below(day_count));
      if (limit.empty()) limit.goods.hs = {dice.of(prefixes)};
    }
  }
  for (std::size_t i = 0; i < dice.below(3); ++i) {
    Measure relief = oracle::measure("r" + std::to_string(i));
    relief.kind = MeasureKind::Relief;
    relief.relieves = {"m" + std::to_string(dice.below(tariffs))};
    relief.target.clear();
    if (dice.chance(50)) relief.target = {cn};
    relief.goods = random_goods(dice, false);
    measures.push_back(relief);
    say(Said::Imposed, relief.id).act().from(day_text(dice));
    if (dice.chance(50)) say(Said::Ended, relief.id).act().from(day_text(dice));
  }
  Dataset dataset = oracle::told(claims, measures);
  for (std::size_t i = 0; i < limits.size(); ++i) dataset.claims[i].action.limits = limits[i];
  for (std::size_t w = 0; w < tariffs; ++w) {  // from earlier to later measures only, so that none goes round
    for (std::size_t o = w + 1; o < tariffs; ++o) {
      if (!dice.chance(35)) continue;
      StackingRule rule;
      rule.id = "rule" + std::to_string(dataset.stacking.size());
      rule.when = "m" + std::to_string(w);
      rule.others = {"m" + std::to_string(o)};
      rule.effect = static_cast<StackingEffect>(dice.below(3));
      if (rule.effect == StackingEffect::OnRemainder && dice.chance(50)) rule.base = StackingBase::Content;
      if (dice.chance(50)) rule.from = oracle::fuzzy(day_text(dice));
      if (dice.chance(30)) rule.known = oracle::fuzzy(day_text(dice));
      dataset.stacking.push_back(rule);
    }
  }
  return dataset;
}

Lane random_lane(const Dataset& dataset, Dice& dice) {
  Lane lane{.destination = us};
  std::vector<std::string> names;
  for (const Measure& one : dataset.measures) names.push_back(one.goods.list);
  for (const Claim& claim : dataset.claims) names.push_back(claim.action.limits.goods.list);
  std::vector<Date> turns{first_day};
  for (const Claim& claim : dataset.claims) {
    if (!claim.action.from.is_unknown()) turns.push_back(*claim.action.from.earliest());
  }
  const auto some_code = [&] {
    std::string code = dice.chance(70) ? dice.of(prefixes) : std::to_string(10 + dice.below(88));
    while (code.size() < 10 && dice.chance(60)) code += static_cast<char>('0' + dice.below(10));
    return code;
  };
  for (const std::string& name : names) {
    if (name.empty() || lane.lists.is_bound(name) || dice.chance(40)) continue;
    std::string csv = "code,from,until\n";
    std::vector<std::string> taken;
    for (std::size_t count = dice.below(12); count > 0; --count) {
      const std::string code = some_code();
      if (std::find(taken.begin(), taken.end(), code) != taken.end()) continue;
      taken.push_back(code);
      const Date from = dice.of(turns) + static_cast<std::int32_t>(dice.below(40));
      csv += code + ',' + (dice.chance(30) ? to_string(from) : "") + ',' +
             (dice.chance(30) ? to_string(from + 1 + static_cast<std::int32_t>(dice.below(60))) : "") + '\n';
    }
    const absl::Status status = lane.lists.bind(name, csv);
    EXPECT_TRUE(status.ok()) << message_of(status);
  }
  if (dice.chance(50)) {
    std::string csv = "code,rate,origin,from\n";
    std::vector<std::string> taken;
    for (std::size_t count = dice.below(12); count > 0; --count) {
      const std::string key = some_code() + ',' + std::to_string(dice.below(40)) + "." +
                              std::to_string(dice.below(10)) + ',' +
                              (dice.chance(30)   ? "CN"
                               : dice.chance(20) ? "FR"
                                                 : "");
      const std::string code = key.substr(0, key.find(','));
      if (std::find(taken.begin(), taken.end(), code) != taken.end()) continue;
      taken.push_back(code);
      csv += key + ',' + (dice.chance(30) ? to_string(dice.of(turns)) : "") + '\n';
    }
    const absl::Status status = lane.base.bind(csv);
    EXPECT_TRUE(status.ok()) << message_of(status);
  }
  if (dice.chance(40)) lane.content = Rate::percent(static_cast<std::int64_t>(dice.below(101)));
  return lane;
}

Crowd::Crowd(const View& view, const Lane& lane) : origins_{cn, us, hk, de, Jurisdiction('F', 'R'), Jurisdiction()} {
  const auto add_day = [this](const FuzzyDate& day) {
    if (!day.is_unknown()) days_.push_back(*day.earliest());
  };
  const auto add_goods = [&](const Goods& goods) {
    codes_.insert(codes_.end(), goods.hs.begin(), goods.hs.end());
    codes_.insert(codes_.end(), goods.except.begin(), goods.except.end());
    for (const HsCode code : lane.lists.codes(goods.list)) codes_.push_back(to_string(code));
  };
  for (const Measure& record : view.dataset().measures) {
    if (record.kind != MeasureKind::Tariff && record.kind != MeasureKind::Relief) continue;
    add_goods(record.goods);
    origins_.insert(origins_.end(), record.target.begin(), record.target.end());
    for (const Segment& segment : view.history(record.id)) days_.push_back(segment.valid.from());
    for (const ScopeChange& change : view.scope_changes(record.id)) {
      add_goods(change.limits.goods);
      add_day(change.from);
      if (change.until) add_day(*change.until);
      for (const auto& day : {change.limits.loaded_before, change.limits.exported_before}) {
        if (day) loaded_.push_back(*day);
      }
      if (change.limits.entered_before) days_.push_back(*change.limits.entered_before);
    }
  }
  for (const StackingRule& rule : view.dataset().stacking) {
    add_day(rule.from);
    if (rule.until) add_day(*rule.until);
  }
  for (const HsCode code : lane.base.codes()) codes_.push_back(to_string(code));
  for (const Date turn : lane.lists.turns()) days_.push_back(turn);
  for (const Date turn : lane.base.turns()) days_.push_back(turn);
  codes_.emplace_back("9903");
  days_.push_back(*Date::from_ymd(2016, 1, 1));
  loaded_.push_back(*Date::from_ymd(2025, 4, 1));
}

HsCode Crowd::code(Dice& dice) const {
  std::string text;
  for (const char c : dice.of(codes_)) {
    if (c != '.') text += c;
  }
  const std::size_t digits = 2 + dice.below(9);
  if (dice.chance(30)) text.back() = static_cast<char>('0' + dice.below(10));
  while (text.size() < digits) text += static_cast<char>('0' + dice.below(dice.chance(50) ? 1 : 10));
  return *parse_hs(text.substr(0, dice.chance(60) ? digits : text.size()));
}

Jurisdiction Crowd::origin(Dice& dice) const { return dice.chance(40) ? cn : dice.of(origins_); }

Date Crowd::entered(Dice& dice) const {
  if (dice.chance(80)) return dice.of(days_) + (static_cast<std::int32_t>(dice.below(5)) - 2);
  if (dice.chance(5)) return dice.chance(50) ? Date::min() : Date::max();
  return *Date::from_ymd(2016, 1, 1) + static_cast<std::int32_t>(dice.below(5'500));
}

std::optional<Date> Crowd::loaded(Dice& dice) const {
  if (dice.chance(50)) return std::nullopt;
  if (dice.chance(90)) return dice.of(loaded_) + (static_cast<std::int32_t>(dice.below(5)) - 2);
  return entered(dice);
}

TradeLines random_lines(const Crowd& crowd, std::size_t count, Dice& dice) {
  TradeLines lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines.entered.push_back(crowd.entered(dice));
    lines.goods.push_back(crowd.code(dice));
    lines.origin.push_back(crowd.origin(dice));
    lines.loaded.push_back(crowd.loaded(dice));
  }
  return lines;
}

TradeRates assessed(const View& view, const Lane& lane, const TradeLines& lines) {
  TradeRates rates(lines.entered.size());
  rates.unsettled.assign(rates.unsettled.size(), 0);
  rates.refused.assign(rates.refused.size(), 0);
  for (std::size_t i = 0; i < lines.entered.size(); ++i) {
    Shipment one{.origin = lines.origin[i],
                 .destination = lane.destination,
                 .content = lane.content,
                 .entered = lines.entered[i]};
    if (!lines.goods.empty()) one.goods = lines.goods[i];
    if (!lines.loaded.empty()) one.loaded = lines.loaded[i];
    const Result<Assessment> told = assess(view, one, lane.lists, lane.base);
    const std::uint64_t bit = std::uint64_t{1} << (i % 64);
    rates.ppm[i] = 0;
    if (!told.ok()) {
      rates.refused[i / 64] |= bit;
      continue;
    }
    rates.ppm[i] = static_cast<std::int32_t>(told->total.value_or(told->low).ppm());
    if (!told->total) rates.unsettled[i / 64] |= bit;
  }
  return rates;
}

std::string words_of(const TradeLines& lines, std::size_t line) {
  return "line " + std::to_string(line) + ": " + (lines.goods.empty() ? "" : to_string(lines.goods[line])) + " of " +
         to_string(lines.origin[line]) + " on " + to_string(lines.entered[line]) +
         (lines.loaded.empty() || !lines.loaded[line] ? "" : ", loaded on " + to_string(*lines.loaded[line]));
}

}  // namespace v0
}  // namespace truceline
