#include "record/random_dataset.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <truceline/record/words.hpp>

namespace truceline::testing {
namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  /// 0 to below `end`. The engine is the same everywhere; the standard's distributions are not.
  std::size_t below(std::size_t end) { return engine_() % end; }
  bool coin() { return below(2) == 0; }
  int number(int end) { return static_cast<int>(below(static_cast<std::size_t>(end))); }

  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[below(values.size())];
  }
  template <class Enum>
  Enum word() {
    return all_of<Enum>()[below(all_of<Enum>().size())];
  }

  std::string text() {
    static const std::vector<std::string> texts{"",
                                                "plain",
                                                "a \"quoted\" \\ word",
                                                "line\nbreak\tand\rtab",
                                                "稀土出口管制",
                                                "é ü ß",
                                                std::string("\x01\x1f\x7f", 3),
                                                "/pointer~like",
                                                "\xF0\x9F\x9A\xA2 ship",
                                                "\b\f"};
    return one_of(texts);
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(below(3));
    for (std::string& item : list) item = text();
    return list;
  }
  std::vector<std::string> digits() {
    static const std::vector<std::string> prefixes{"85", "8507", "850760", "2804610000"};
    std::vector<std::string> list(below(3));
    for (std::string& item : list) item = one_of(prefixes);
    return list;
  }
  std::vector<std::string> some(const std::vector<std::string>& ids) {
    std::vector<std::string> list;
    for (const std::string& id : ids) {
      if (below(4) == 0) list.push_back(id);
    }
    return list;
  }

  Date day() { return *Date::from_ymd(2018 + number(8), 1 + number(12), 1 + number(28)); }
  FuzzyDate fuzzy() {
    switch (below(8)) {
      case 0:
        return FuzzyDate();
      case 1:
        return *FuzzyDate::month(2025, 1 + number(12));
      case 2:
        return FuzzyDate::year(2025)->approximately();
      case 3:
        return *FuzzyDate::interval(*Date::from_ymd(2025, 9, 21), *Date::from_ymd(2025, 9, 30));
      case 4:
        return FuzzyDate::day(day()).approximately();
      default:
        return FuzzyDate::day(day());
    }
  }
  TimeOfDay time() { return *TimeOfDay::from_minutes(number(1440)); }
  Rate rate() { return coin() ? Rate::percent(number(200)) : Rate::ppm(number(2'000'000)); }
  Jurisdiction jurisdiction() { return one_of<Jurisdiction>({{'U', 'S'}, {'C', 'N'}, {'E', 'U'}, {}}); }
  std::int64_t amount() {
    static const std::vector<std::int64_t> amounts{0, 1, 22, 5'000, 3'290'000'000'000, 100'000'000'000'000'000};
    return one_of(amounts);
  }
  std::string unit() { return one_of<std::string>({"kg", "net ton", "item", "twenty-foot container", "m3"}); }
  Specific specific() {
    return {{amount(), one_of<Currency>({{}, {'C', 'N', 'Y'}, {'J', 'P', 'Y'}, {'K', 'W', 'D'}})}, unit()};
  }
  Quantity quantity() { return {amount(), coin() ? unit() : "USD"}; }
  std::optional<Date> maybe_day() { return coin() ? std::optional(day()) : std::nullopt; }
  Goods goods() { return coin() ? Goods{} : Goods{texts(), digits(), digits(), text()}; }

 private:
  std::mt19937 engine_;
};

Source random_source(Dice& dice, std::string id) {
  Source source;
  source.id = std::move(id);
  source.kind = dice.word<SourceKind>();
  source.outlet = dice.text();
  source.title = dice.text();
  source.author = dice.text();
  source.languages = dice.texts();
  source.published = dice.fuzzy();
  if (source.published.is_unknown() || dice.coin()) source.proven = Proof{dice.day(), dice.text()};
  source.address = dice.text();
  source.note = dice.text();
  return source;
}

Details random_details(Dice& dice, MeasureKind kind) {
  if (dice.coin()) return {};
  switch (kind) {
    case MeasureKind::Tariff:
      return Tariff{dice.coin()};
    case MeasureKind::ExportControl:
      return ExportControl{dice.coin()};
    case MeasureKind::PortFee:
      return PortFee{dice.text(), dice.number(6)};
    case MeasureKind::PurchaseCommitment: {
      PurchaseCommitment commitment;
      for (int i = dice.number(4); i > 0; --i) {
        Tranche tranche;
        tranche.period = *Period::make(dice.day(), *Date::from_ymd(2030, 1, 1));
        tranche.quantity = dice.quantity();
        if (tranche.quantity.value == 0) tranche.quantity.value = 1;
        if (dice.coin()) tranche.baseline = Quantity{dice.amount(), tranche.quantity.unit};
        tranche.goods = dice.text();
        commitment.tranches.push_back(std::move(tranche));
      }
      return commitment;
    }
    default:
      return {};
  }
}

/// `before` are the measures that it may name: only earlier ones, so that nothing turns in circles.
Measure random_measure(Dice& dice, std::string id, const std::vector<std::string>& before) {
  Measure measure;
  measure.id = std::move(id);
  measure.kind = dice.word<MeasureKind>();
  measure.imposed_by = {dice.jurisdiction()};
  for (int i = dice.number(3); i > 0; --i) measure.target.push_back(dice.jurisdiction());
  measure.title = dice.text();
  measure.authority = dice.text();
  measure.goods = dice.goods();
  measure.details = random_details(dice, measure.kind);
  measure.place = dice.text();
  if (!before.empty() && dice.coin()) measure.part_of = dice.one_of(before);
  measure.based_on = dice.some(before);
  measure.mirrors = dice.some(before);
  measure.relieves = dice.some(before);
  measure.note = dice.text();
  return measure;
}

Action random_action(Dice& dice, MeasureKind kind) {
  Action action;
  do {
    action.said = dice.word<Said>();
  } while (action.said == Said::Held && kind != MeasureKind::Meeting);
  const Verb verb = verb_of(action.said);
  action.from = dice.fuzzy();
  if (action.from.is_unknown()) action.undecided = dice.coin();
  if (action.from.is_day() && dice.coin()) action.from_time = dice.time();
  if (dice.coin()) {
    action.until = dice.coin() ? FuzzyDate() : FuzzyDate::day(*Date::from_ymd(2030, 1, 1 + dice.number(28)));
    if (action.until->is_day() && dice.coin()) action.until_time = dice.time();
  }
  if (dice.coin()) action.term = dice.one_of<Term>({{12, 0}, {0, 90}, {18, 3}});
  if (dice.coin()) action.zone = *Zone::from_name("America/New_York");
  if (dice.coin()) {
    action.rate = dice.rate();
  } else {
    action.varying = dice.coin();
  }
  if (verb == Verb::Imposed || verb == Verb::RateSet || verb == Verb::ScopeSet) {
    if (dice.coin()) action.charge.specific = dice.specific();
    if (dice.coin()) action.charge.minimum = dice.specific();
    if (dice.coin()) action.charge.maximum = dice.specific();
    auto& [specific, minimum, maximum] = action.charge;
    if (minimum && maximum && minimum->amount > maximum->amount) std::swap(minimum, maximum);
  }
  if (verb == Verb::Progress && dice.coin()) action.quantity = dice.quantity();
  if ((verb == Verb::Imposed || verb == Verb::RateSet) && dice.coin()) action.previous = dice.rate();
  if ((verb == Verb::Suspended || verb == Verb::Extended) && dice.coin()) action.portion = dice.rate();
  if (dice.coin()) {
    action.limits = {dice.goods(), dice.texts(), dice.maybe_day(), dice.maybe_day(), dice.maybe_day(), dice.text()};
  }
  if (action.said == Said::StruckDown) {
    action.from_beginning = dice.coin();
    action.stayed = dice.coin();
  }
  return action;
}

/// Rules that exclude or replace go from an earlier measure to a later one, and only where no parts are meant: so none turns in circles.
StackingRule random_rule(Dice& dice, std::string id, const std::vector<Measure>& measures,
                         const std::vector<std::string>& sources) {
  std::vector<std::string> all, alone;
  for (const Measure& measure : measures) {
    const bool has_parts = std::ranges::find(measures, measure.id, &Measure::part_of) != measures.end();
    all.push_back(measure.id);
    if (!has_parts) alone.push_back(measure.id);
  }
  StackingRule rule;
  rule.id = std::move(id);
  rule.effect = alone.size() < 2 ? StackingEffect::OnRemainder : dice.word<StackingEffect>();
  const auto& ids = rule.effect == StackingEffect::OnRemainder ? all : alone;
  const std::size_t when = dice.below(ids.size() - 1);
  rule.when = ids[when];
  for (std::size_t other = when + 1; other < ids.size(); ++other) {
    if (other == when + 1 || dice.coin()) rule.others.push_back(ids[other]);
  }
  if (rule.effect == StackingEffect::OnRemainder) rule.base = dice.word<StackingBase>();
  rule.from = dice.fuzzy();
  if (dice.coin()) rule.until = dice.coin() ? FuzzyDate() : FuzzyDate::day(*Date::from_ymd(2030, 1, 1));
  rule.known = dice.fuzzy();
  if (dice.coin()) rule.source = dice.one_of(sources);
  rule.note = dice.text();
  return rule;
}

}  // namespace

Dataset random_dataset(std::uint32_t seed) {
  Dice dice(seed);
  Dataset dataset;
  dataset.name = dice.text();
  dataset.title = dice.text();
  dataset.note = dice.text();
  if (dice.coin()) dataset.complete_through = dice.day();

  const std::vector<std::string> odd_ids{"plain", "with space", "a/b~c", "稀土", "\"q\""};
  const auto id = [&](const char* kind, std::size_t i) { return kind + std::to_string(i) + dice.one_of(odd_ids); };

  std::vector<std::string> sources, measures, claims, scenarios;
  for (std::size_t i = 0; i < 3; ++i) dataset.sources.push_back(random_source(dice, sources.emplace_back(id("s", i))));
  for (std::size_t i = 0; i < 6; ++i) {
    dataset.measures.push_back(random_measure(dice, id("m", i), measures));
    measures.push_back(dataset.measures.back().id);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    std::vector<std::string> means{dice.one_of(measures)};
    if (i > 0) means.push_back(dataset.aliases.front().alias);
    dataset.aliases.push_back({id("alias", i), means, dice.text()});
  }
  for (std::size_t i = 0; i < 2; ++i) {
    dataset.scenarios.push_back({scenarios.emplace_back(id("what-if", i)),
                                 dice.text(),
                                 dice.coin() ? dice.one_of(sources) : "",
                                 {},
                                 dice.text()});
  }
  for (std::size_t i = 0; i < 20; ++i) {
    const Measure& measure = dataset.measures[dice.below(dataset.measures.size())];
    Claim claim;
    claim.id = id("c", i);
    claim.source = dice.one_of(sources);
    claim.measure = measure.id;
    claim.action = random_action(dice, measure.kind);
    claim.standing = dice.word<Standing>();
    claim.announced = dice.fuzzy();
    claim.location = dice.text();
    claim.amount = dice.text();
    if (claim.standing == Standing::Hypothetical) claim.scenario = dice.one_of(scenarios);
    for (const Claim& earlier : dataset.claims) {
      if (earlier.measure == claim.measure && dice.coin()) claim.action.of = earlier.id;
      if (dice.below(8) == 0) claim.action.anchor = earlier.id;
    }
    claim.corrects = dice.some(claims);
    if (dice.coin()) claim.at = {dice.number(40), dice.number(1000), 1000 + dice.number(1000), dice.text()};
    claim.note = dice.text();
    claims.push_back(claim.id);
    dataset.claims.push_back(std::move(claim));
  }
  for (Scenario& scenario : dataset.scenarios) scenario.ignores = dice.some(claims);
  for (std::size_t i = 0; i < 2; ++i)
    dataset.questions.push_back({id("q", i), dice.text(), dice.some(measures), dice.some(claims)});
  for (std::size_t i = 0; i < 3; ++i)
    dataset.stacking.push_back(random_rule(dice, id("r", i), dataset.measures, sources));
  return dataset;
}

Dataset small_dataset() {
  Dataset dataset;
  dataset.name = "small";
  Source article;
  article.id = "s";
  article.published = FuzzyDate::day(*Date::from_ymd(2025, 5, 12));
  Source act = article;
  act.id = "a";
  act.kind = SourceKind::Act;
  dataset.sources = {article, act};
  Measure tariff;
  tariff.id = "m";
  tariff.kind = MeasureKind::Tariff;
  tariff.imposed_by = {{'U', 'S'}};
  Measure talks;
  talks.id = "talks";
  talks.kind = MeasureKind::Meeting;
  talks.imposed_by = {{'U', 'S'}, {'C', 'N'}};
  dataset.measures = {tariff, talks};
  Claim imposed;
  imposed.id = "c";
  imposed.source = "a";
  imposed.measure = "m";
  imposed.action.said = Said::Imposed;
  Claim held = imposed;
  held.id = "t";
  held.source = "s";
  held.measure = "talks";
  held.action.said = Said::Held;
  dataset.claims = {imposed, held};
  Scenario scenario;
  scenario.name = "what-if";
  dataset.scenarios = {scenario};
  return dataset;
}

}  // namespace truceline::testing
