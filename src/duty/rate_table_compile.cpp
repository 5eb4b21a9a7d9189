#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include <absl/container/flat_hash_map.h>

#include "calendar/fault.hpp"
#include "duty/candidate.hpp"
#include "duty/rate_table.hpp"
#include "duty/reach.hpp"
#include "duty/stacking.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using On = GoodsLists::On;
using Number = std::uint32_t;
constexpr Number none = 0xffff'ffffU;

/// Gives equal values one number, from 0 on in the order of their coming.
template <class Value>
class Numbers {
 public:
  Number operator()(const Value& value) {
    const auto [found, fresh] = numbers_.try_emplace(value, static_cast<Number>(values_.size()));
    if (fresh) values_.push_back(value);
    return found->second;
  }
  [[nodiscard]] const Value& operator[](Number number) const { return values_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  /// True if the last call brought a value that was not there.
  [[nodiscard]] bool grew_past(std::size_t size) const noexcept { return values_.size() > size; }

 private:
  absl::flat_hash_map<Value, Number> numbers_;
  std::vector<Value> values_;
};

/// A sequence of small numbers, to be compared as a whole.
using Row = std::vector<Number>;

/// Goods that one filter decides on, by epoch: as the numbers of On.
using Course = std::string;

/// Which of the bound lists have something to say of a code.
class ListIndex {
 public:
  /// A list by its name; the number it has here, `none` if it is not bound.
  Number add(const GoodsLists& lists, const std::string& name) {
    if (name.empty() || !lists.is_bound(name)) return none;
    const Number number = names_(name);
    if (number == listed_.size()) {
      listed_.push_back(0);
      for (const HsCode code : lists.codes(name)) entries_.push_back({code, number});
    }
    return number;
  }
  /// To be called once all are added.
  void sort() {
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return in_order(a.code, b.code); });
  }
  /// Marks the lists that have the code, one that covers it or one under it.
  void look_up(HsCode code) {
    std::fill(listed_.begin(), listed_.end(), 0);
    const auto before = [](const Entry& entry, HsCode bound) { return in_order(entry.code, bound); };
    auto from = entries_.cbegin();
    for (int digits = 2; digits <= code.digits(); ++digits) {
      const HsCode prefix = code.prefix(digits);
      from = std::lower_bound(from, entries_.cend(), prefix, before);
      for (; from != entries_.cend() && from->code == prefix; ++from) listed_[from->list] = 1;
    }
    for (; from != entries_.cend() && code.covers(from->code); ++from) listed_[from->list] = 1;
  }
  [[nodiscard]] bool has(Number list) const { return listed_[list] != 0; }
  [[nodiscard]] std::vector<HsCode> codes() const {
    std::vector<HsCode> all;
    for (const Entry& entry : entries_) all.push_back(entry.code);
    return all;
  }

 private:
  struct Entry {
    HsCode code;
    Number list;
  };
  Numbers<std::string> names_;
  std::vector<Entry> entries_;
  std::vector<char> listed_;  ///< by list, for the code looked up last
};

/// A tariff into the destination, and what decides whether and how it is charged.
struct Levy {
  MeasureHandle measure;
  Row filters = {};                 ///< of its goods, then of its changes, then of its reliefs
  std::vector<Number> states = {};  ///< by epoch, what holds of it then; equal numbers, equal answers
  std::vector<bool> charged = {};   ///< by epoch, whether it is in force
  bool by_loading = false;          ///< whether the day of loading matters
  absl::flat_hash_map<Row, Row> courses =
      {};                          ///< by how goods meet its filters in all epochs, their goods state by epoch
  Numbers<Row> goods_states = {};  ///< how goods meet its filters, with what holds of it
  std::vector<Row> ways = {};      ///< by goods state: by origin and loading, its candidate, `none` if not yet known
};

/// Which part of the compiled goods a code has: how the filters take it, and its base duties.
struct GoodsClass {
  std::optional<HsCode> code;  ///< one of them; absent: goods in general
  Row courses;                 ///< by filter
};

}  // namespace

/// Shares what assess() does between all lines that it does the same for. Duties depend on goods by how filters take
/// them alone, on days by the epoch alone, on origins by who targets them, and on days of loading by the days before
/// which changes ask goods to be loaded. What is left to tell apart is told by the examiner and the scales of assess().
class RateTable::Rep::Compiler {
 public:
  Compiler(const View& view, const Lane& lane) : view_(view), lane_(lane), shipment_{.destination = lane.destination} {
    shipment_.content = lane.content;
    find_levies();
    find_epochs();
    find_origins();
    find_loadings();
    find_states();
  }

  Result<RateTable::Rep> compile();

 private:
  struct Cell {
    std::int64_t low;
    bool settled;
  };

  void find_levies();
  void find_epochs();
  void find_origins();
  void find_loadings();
  void find_states();
  Number filter_of(const Goods& goods);
  Number course_of(Number filter, HsCode code);
  Number goods_of(HsCode code);
  Number base_of(HsCode code);
  Number candidate_of(Levy& levy, const GoodsClass& goods, Number goods_state, std::size_t epoch, std::size_t origin,
                      std::size_t loading);
  Number cell_of(const Row& key, std::size_t epoch);
  const Row& goods_states_of(Levy& levy, const GoodsClass& goods);
  void go_through(const GoodsClass& goods);

  const View& view_;
  const Lane& lane_;
  Shipment shipment_;

  std::vector<Levy> levies_;
  std::vector<MeasureHandle> reliefs_;
  Numbers<Row> rule_sets_;
  std::vector<Date> epochs_;           ///< by epoch, its first day; the first begins with days
  std::vector<Number> rules_;          ///< by epoch, the set of rules that hold
  std::vector<Jurisdiction> origins_;  ///< by origin class, one of it
  Row origin_class_;                   ///< by origin_key(), from 1 on
  std::vector<Row> targeted_;          ///< by origin class, the levies that meet it
  std::vector<Date> loaded_before_;

  std::vector<Goods> filter_goods_;
  std::vector<GoodsFilter> filters_;
  std::vector<Number> filter_list_;  ///< by filter, its list among lists_; `none` if it has none that is bound
  ListIndex lists_;
  Numbers<Course> courses_;
  std::vector<Number> constant_;   ///< by filter, its course for every code; `none` if it has several
  Numbers<Row> courses_by_goods_;  ///< of the filters that have several
  std::vector<GoodsClass> goods_;  ///< by number in courses_by_goods_; after them, goods in general
  std::vector<Jurisdiction> base_origins_;
  Numbers<std::vector<std::int64_t>> base_;  ///< by epoch and origin class, the base duty
  Numbers<Row> classes_;                     ///< of goods and base

  std::vector<Candidate> candidates_;
  Numbers<Row> candidate_keys_;
  absl::flat_hash_map<Row, Number> cell_keys_;
  std::vector<Cell> cells_;
  std::vector<std::vector<Number>> paid_;  ///< by goods, by origin and loading and epoch, the cell
};

void RateTable::Rep::Compiler::find_levies() {
  for (const std::string& id : view_.measures()) {
    const MeasureHandle handle = *view_.measure(id);
    const Measure& record = view_.record(handle);
    if (record.kind == MeasureKind::Relief) reliefs_.push_back(handle);
    const bool levied =
        record.kind == MeasureKind::Tariff &&
        std::find(record.imposed_by.begin(), record.imposed_by.end(), lane_.destination) != record.imposed_by.end();
    if (levied) levies_.push_back({.measure = handle});
  }
}

void RateTable::Rep::Compiler::find_epochs() {
  const auto add = [this](const FuzzyDate& day) {
    if (!day.is_unknown()) epochs_.push_back(*day.earliest());
  };
  const auto add_history = [this](MeasureHandle measure) {
    for (const Segment& segment : view_.history(view_.record(measure).id)) epochs_.push_back(segment.valid.from());
  };
  for (const Levy& levy : levies_) {
    add_history(levy.measure);
    for (const ScopeChange& change : view_.scope_changes(levy.measure)) {
      add(change.from);
      if (change.until) add(*change.until);
      if (change.limits.entered_before) epochs_.push_back(*change.limits.entered_before);
    }
  }
  for (const MeasureHandle relief : reliefs_) add_history(relief);
  for (const StackingRule& rule : view_.dataset().stacking) {
    add(rule.from);
    if (rule.until) add(*rule.until);
  }
  for (const Date turn : lane_.lists.turns()) epochs_.push_back(turn);
  for (const Date turn : lane_.base.turns()) epochs_.push_back(turn);
  epochs_.push_back(Date::min());
  std::sort(epochs_.begin(), epochs_.end());
  epochs_.erase(std::unique(epochs_.begin(), epochs_.end()), epochs_.end());
  for (const Date day : epochs_) {
    Row holding;
    const auto& stacking = view_.dataset().stacking;
    for (std::size_t i = 0; i < stacking.size(); ++i) {
      if (holds_on(stacking[i].from, stacking[i].until, day)) holding.push_back(static_cast<Number>(i));
    }
    rules_.push_back(rule_sets_(holding));
  }
}

void RateTable::Rep::Compiler::find_origins() {
  base_origins_ = lane_.base.origins();
  std::vector<Jurisdiction> named = base_origins_;
  const auto add = [&named](const Measure& record) {
    named.insert(named.end(), record.target.begin(), record.target.end());
  };
  for (const Levy& levy : levies_) add(view_.record(levy.measure));
  for (const MeasureHandle relief : reliefs_) add(view_.record(relief));
  std::erase_if(named, [](Jurisdiction one) { return one.is_world(); });
  Jurisdiction other('-', '-');  // whoever nobody names
  named.insert(named.begin(), other);

  Numbers<Row> keys;
  origin_class_.assign(RateTable::Rep::origin_keys, 1);
  for (const Jurisdiction origin : named) {
    Row key;
    Row met;
    for (std::size_t i = 0; i < levies_.size(); ++i) {
      if (targets(view_.record(levies_[i].measure), origin)) met.push_back(static_cast<Number>(i));
    }
    key = met;
    key.push_back(none);
    for (std::size_t i = 0; i < reliefs_.size(); ++i) {
      const Measure& record = view_.record(reliefs_[i]);
      if (record.target.empty() || targets(record, origin)) key.push_back(static_cast<Number>(i));
    }
    key.push_back(none);
    const auto base = std::find(base_origins_.begin(), base_origins_.end(), origin);
    if (base != base_origins_.end()) key.push_back(static_cast<Number>(base - base_origins_.begin()));
    const Number number = keys(key);
    if (number == origins_.size()) {
      origins_.push_back(origin);
      targeted_.push_back(met);
    }
    origin_class_[RateTable::Rep::origin_key(origin)] = static_cast<std::uint16_t>(number + 1);
  }
  origin_class_[RateTable::Rep::origin_key(lane_.destination)] = 0;
  origin_class_[RateTable::Rep::origin_key(Jurisdiction())] = 0;
}

void RateTable::Rep::Compiler::find_loadings() {
  for (Levy& levy : levies_) {
    for (const ScopeChange& change : view_.scope_changes(levy.measure)) {
      if (!is_weighed(change) || !change.limits.loaded_before) continue;
      loaded_before_.push_back(*change.limits.loaded_before);
      levy.by_loading = true;
    }
  }
  std::sort(loaded_before_.begin(), loaded_before_.end());
  loaded_before_.erase(std::unique(loaded_before_.begin(), loaded_before_.end()), loaded_before_.end());
}

Number RateTable::Rep::Compiler::filter_of(const Goods& goods) {
  const auto found = std::find(filter_goods_.begin(), filter_goods_.end(), goods);
  if (found != filter_goods_.end()) return static_cast<Number>(found - filter_goods_.begin());
  filter_goods_.push_back(goods);
  filters_.emplace_back(goods);
  filter_list_.push_back(lists_.add(lane_.lists, goods.list));
  return static_cast<Number>(filters_.size() - 1);
}

/// What decides on each levy: which filters, and what holds of it in each epoch.
void RateTable::Rep::Compiler::find_states() {
  for (Levy& levy : levies_) {
    const Measure& record = view_.record(levy.measure);
    levy.filters.push_back(filter_of(record.goods));
    std::vector<const ScopeChange*> changes;
    for (const ScopeChange& change : view_.scope_changes(levy.measure)) {
      if (!is_weighed(change)) continue;
      changes.push_back(&change);
      if (!change.limits.goods.empty()) levy.filters.push_back(filter_of(change.limits.goods));
    }
    std::vector<MeasureHandle> reliefs;
    for (const MeasureHandle relief : reliefs_) {
      const Measure& exclusion = view_.record(relief);
      const bool relieves = std::any_of(exclusion.relieves.begin(), exclusion.relieves.end(),
                                        [&](const std::string& id) { return is_or_holds(view_, id, record); });
      if (!relieves) continue;
      reliefs.push_back(relief);
      levy.filters.push_back(filter_of(exclusion.goods));
    }
    const std::vector<Segment> history = view_.history(record.id);
    Numbers<Row> states;
    for (const Date day : epochs_) {
      const auto segment =
          std::find_if(history.begin(), history.end(), [&](const Segment& one) { return one.valid.contains(day); });
      Row state{static_cast<Number>(segment - history.begin())};
      for (const ScopeChange* const change : changes) {
        const auto& bound = change->limits.entered_before;
        state.push_back((holds_on(change->from, change->until, day) ? 1 : 0) + (bound && day >= *bound ? 2 : 0));
      }
      for (const MeasureHandle relief : reliefs) state.push_back(view_.status(relief, day) == Status::InForce ? 1 : 0);
      levy.charged.push_back(view_.status(levy.measure, day) == Status::InForce);
      levy.states.push_back(states(state));
    }
  }
  lists_.sort();
  for (const On on : {On::No, On::Yes, On::Open}) courses_(Course(epochs_.size(), static_cast<char>(on)));
  for (std::size_t i = 0; i < filters_.size(); ++i) {
    const bool same = filter_list_[i] == none && filters_[i].codes().empty();
    constant_.push_back(same ? course_of(static_cast<Number>(i), *HsCode::from_digits(0, 2)) : none);
  }
}

/// How a filter takes the code that was looked up last, by epoch.
Number RateTable::Rep::Compiler::course_of(Number filter, HsCode code) {
  using Meets = GoodsFilter::Meets;
  switch (filters_[filter].meets(code)) {
    case Meets::No:
      return static_cast<Number>(On::No);
    case Meets::Yes:
      return static_cast<Number>(On::Yes);
    case Meets::Part:
    case Meets::Words:
    case Meets::Excepted:
      return static_cast<Number>(On::Open);
    case Meets::List:
      break;
  }
  if (filter_list_[filter] == none) return static_cast<Number>(On::Open);
  if (!lists_.has(filter_list_[filter])) return static_cast<Number>(On::No);
  const std::string& list = filter_goods_[filter].list;
  std::vector<Date> turns = lane_.lists.turns(list, code);
  turns.push_back(Date::min());
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  if (turns.size() == 1) return static_cast<Number>(lane_.lists.on(list, code, turns.front()));
  Course course;
  std::size_t epoch = 0;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const char on = static_cast<char>(lane_.lists.on(list, code, turns[i]));
    for (; epoch < epochs_.size() && (i + 1 == turns.size() || epochs_[epoch] < turns[i + 1]); ++epoch) course += on;
  }
  return courses_(course);
}

Number RateTable::Rep::Compiler::goods_of(HsCode code) {
  Row courses;
  lists_.look_up(code);
  for (std::size_t i = 0; i < filters_.size(); ++i) {
    if (constant_[i] == none) courses.push_back(course_of(static_cast<Number>(i), code));
  }
  const Number number = courses_by_goods_(courses);
  if (number == goods_.size()) {
    GoodsClass goods{.code = code, .courses = {}};
    auto next = courses.begin();
    for (const Number constant : constant_) goods.courses.push_back(constant == none ? *next++ : constant);
    goods_.push_back(std::move(goods));
  }
  return number;
}

/// The base duty on a code, by origin class and epoch.
Number RateTable::Rep::Compiler::base_of(HsCode code) {
  std::vector<std::int64_t> rates(origins_.size() * epochs_.size(), 0);
  std::vector<Date> turns = lane_.base.turns(code);
  if (turns.empty()) return base_(rates);
  turns.push_back(Date::min());
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  auto rate = rates.begin();
  for (const Jurisdiction origin : origins_) {
    std::size_t epoch = 0;
    for (std::size_t i = 0; i < turns.size(); ++i) {
      const std::int64_t ppm = lane_.base.rate(code, origin, turns[i]).value_or(Rate()).ppm();
      for (; epoch < epochs_.size() && (i + 1 == turns.size() || epochs_[epoch] < turns[i + 1]); ++epoch) *rate++ = ppm;
    }
  }
  return base_(rates);
}

/// How a levy meets goods: a candidate, numbered from 1 on so that equal ones are one; 0 if it is not charged.
Number RateTable::Rep::Compiler::candidate_of(Levy& levy, const GoodsClass& goods, Number goods_state,
                                              std::size_t epoch, std::size_t origin, std::size_t loading) {
  if (goods_state >= levy.ways.size())
    levy.ways.resize(goods_state + 1, Row(origins_.size() * (loaded_before_.size() + 1), none));
  Number& way = levy.ways[goods_state][origin * (loaded_before_.size() + 1) + loading];
  if (way != none) return way;
  shipment_.goods = goods.code;
  shipment_.origin = origins_[origin];
  shipment_.entered = epochs_[epoch];
  shipment_.loaded.reset();
  if (loading == 0 && !loaded_before_.empty()) shipment_.loaded = loaded_before_.front() - 1;
  if (loading > 0 && loading < loaded_before_.size()) shipment_.loaded = loaded_before_[loading - 1];
  std::optional<Candidate> candidate = Examiner(view_, shipment_, lane_.lists).examine(levy.measure);
  if (!candidate) return way = 0;
  // Two are the same if they charge the same: no two measures share a number, since rules tell them apart.
  Row key{static_cast<Number>(&levy - levies_.data()), candidate->finding.varying ? 1U : 0U};
  const auto add = [&key](std::int64_t value) {
    key.push_back(static_cast<Number>(value));
    key.push_back(static_cast<Number>(static_cast<std::uint64_t>(value) >> 32U));
  };
  for (const Option& option : candidate->options) {
    key.push_back((option.reached ? 1U : 0U) + (option.rate ? 2U : 0U) + (option.charge.specific ? 4U : 0U) +
                  (option.charge.minimum ? 8U : 0U) + (option.charge.maximum ? 16U : 0U));
    add(option.rate.value_or(Rate()).ppm());
  }
  way = candidate_keys_(key) + 1;
  if (way > candidates_.size()) candidates_.push_back(*std::move(candidate));
  return way;
}

/// What candidates come to: the key is the set of rules, then the candidates.
Number RateTable::Rep::Compiler::cell_of(const Row& key, std::size_t epoch) {
  const auto found = cell_keys_.find(key);
  if (found != cell_keys_.end()) return found->second;
  Candidates candidates;
  for (std::size_t i = 1; i < key.size(); ++i) candidates.push_back(&candidates_[key[i] - 1]);
  const Weight weight = weigh(candidates, rules_on(view_, candidates, epochs_[epoch]), lane_.content);
  cells_.push_back({weight.low.ppm(), weight.settled && !weight.by_unit});
  const auto cell = static_cast<Number>(cells_.size() - 1);
  cell_keys_.emplace(key, cell);
  return cell;
}

/// How goods meet a levy's filters with what holds of it, by epoch; `none` where it is not in force.
const Row& RateTable::Rep::Compiler::goods_states_of(Levy& levy, const GoodsClass& goods) {
  Row key{goods.code ? 1U : 0U};
  for (const Number filter : levy.filters) key.push_back(goods.courses[filter]);
  const auto [found, fresh] = levy.courses.try_emplace(key);
  if (!fresh) return found->second;
  Row& states = found->second;
  for (std::size_t epoch = 0; epoch < epochs_.size(); ++epoch) {
    if (!levy.charged[epoch]) {
      states.push_back(none);
      continue;
    }
    key.resize(1);
    key.push_back(levy.states[epoch]);
    for (const Number filter : levy.filters)
      key.push_back(static_cast<unsigned char>(courses_[goods.courses[filter]][epoch]));
    states.push_back(levy.goods_states(key));
  }
  return states;
}

void RateTable::Rep::Compiler::go_through(const GoodsClass& goods) {
  const std::size_t ways = loaded_before_.size() + 1;  // to be loaded
  std::vector<const Row*> states;                      // by levy
  for (Levy& levy : levies_) states.push_back(&goods_states_of(levy, goods));
  std::vector<Number>& paid = paid_.emplace_back();
  paid.reserve(origins_.size() * ways * epochs_.size());
  Row key, last;  // most days pay what the days before them do
  Number cell = none;
  for (std::size_t origin = 0; origin < origins_.size(); ++origin) {
    for (std::size_t loading = 0; loading < ways; ++loading) {
      for (std::size_t epoch = 0; epoch < epochs_.size(); ++epoch) {
        key.assign(1, rules_[epoch]);
        for (const Number i : targeted_[origin]) {
          const Number state = (*states[i])[epoch];
          if (state == none) continue;
          Levy& levy = levies_[i];
          const std::size_t told = levy.by_loading ? loading : ways - 1;
          if (const Number one = candidate_of(levy, goods, state, epoch, origin, told); one != 0) key.push_back(one);
        }
        if (cell == none || key != last) {
          cell = cell_of(key, epoch);
          std::swap(key, last);
        }
        paid.push_back(cell);
      }
    }
  }
}

Result<RateTable::Rep> RateTable::Rep::Compiler::compile() {
  std::vector<HsCode> mentioned = lane_.base.codes();
  for (const HsCode code : lists_.codes()) mentioned.push_back(code);
  for (const GoodsFilter& filter : filters_) {
    for (const HsCode code : filter.codes()) mentioned.push_back(code);
  }
  CodeTrie trie(std::move(mentioned), [this](HsCode code) { return classes_({goods_of(code), base_of(code)}); });

  GoodsClass in_general{.code = std::nullopt, .courses = {}};
  for (const Goods& goods : filter_goods_)
    in_general.courses.push_back(static_cast<Number>(all_goods(goods) ? On::Yes : On::No));
  goods_.push_back(std::move(in_general));
  const Number no_base = base_(std::vector<std::int64_t>(origins_.size() * epochs_.size(), 0));
  const Number general_class = classes_({static_cast<Number>(goods_.size() - 1), no_base});
  for (const GoodsClass& goods : goods_) go_through(goods);

  // A class's slots, each with its row. The first origin is refused, the last loading grants nothing.
  const std::size_t ways = loaded_before_.size() + 1;  // to be loaded
  const std::size_t span = epochs_.size();
  Numbers<Row> distinct;  // rows
  const Number refused = distinct(Row(span, RateCells::refused));
  Numbers<Row> kinds;         // classes of the same slots
  std::vector<Number> moved;  // by class
  for (Number number = 0; number < classes_.size(); ++number) {
    const std::vector<Number>& paid = paid_[classes_[number][0]];
    const std::vector<std::int64_t>& base = base_[classes_[number][1]];
    Row own(ways, refused);
    for (std::size_t origin = 0; origin < origins_.size(); ++origin) {
      for (std::size_t loading = ways; loading-- > 0;) {  // the last, which grants nothing, comes first
        Row row;
        for (std::size_t epoch = 0; epoch < span; ++epoch) {
          const Cell& cell = cells_[paid[(origin * ways + loading) * span + epoch]];
          const std::int64_t low = cell.low + base[origin * span + epoch];
          if (low < 0 || low > std::int64_t{RateCells::most}) {
            return fault({.id = "TL-532",
                          .source = "rate table",
                          .message = "a total of " + to_percent(Rate::ppm(low)) + " % on " + to_string(epochs_[epoch]),
                          .fix = "look for a rate that is too high in the dataset or among the base duties"});
          }
          row.push_back(static_cast<Number>(low) | (cell.settled ? 0 : RateCells::unsettled));
        }
        own.push_back(distinct(row));
      }
    }
    moved.push_back(kinds(own));
  }

  // Epochs that every row sees alike are one.
  std::vector<std::size_t> kept{0};
  for (std::size_t epoch = 1; epoch < span; ++epoch) {
    bool same = true;
    for (Number row = 0; row < distinct.size() && same; ++row)
      same = distinct[row][epoch] == distinct[row][kept.back()];
    if (!same) kept.push_back(epoch);
  }
  for (Number& origin : origin_class_) origin *= static_cast<Number>(ways);
  const std::size_t slots_each = (origins_.size() + 1) * ways;
  RateTable::Rep rep{
      .classes = trie.renumbered([&](Number number) { return moved[number] * static_cast<Number>(slots_each); }),
      .general = moved[general_class] * static_cast<Number>(slots_each),
      .origins = std::move(origin_class_),
      .loaded_before = loaded_before_,
      .rows = {},
      .refused_row = refused * static_cast<Number>(kept.size()),
      .table = {}};
  for (Number kind = 0; kind < kinds.size(); ++kind) {
    for (const Number row : kinds[kind]) rep.rows.push_back(row * static_cast<Number>(kept.size()));
  }
  for (Number row = 0; row < distinct.size(); ++row) {
    for (const std::size_t epoch : kept) rep.table.cells.push_back(distinct[row][epoch]);
  }
  if (kept.size() > 1) {
    rep.table.first_day = epochs_[kept[1]].days_since_epoch() - 1;
    std::size_t epoch = 1;
    for (Date day = epochs_[kept[1]]; day <= epochs_[kept.back()]; day = day + 1) {
      if (epoch + 1 < kept.size() && epochs_[kept[epoch + 1]] <= day) ++epoch;
      rep.table.epochs.push_back(static_cast<Number>(epoch));
    }
    rep.table.last = static_cast<std::int32_t>(rep.table.epochs.size()) - 1;
  }
  return rep;
}

Result<RateTable> RateTable::compile(const View& view, Lane lane) {
  if (lane.destination.is_world()) {
    return fault({.id = "TL-531",
                  .source = "lane",
                  .pointer = "/destination",
                  .message = "into the world at large",
                  .fix = "name the country whose duties are asked for"});
  }
  const Shipment any{
      .origin = lane.destination == Jurisdiction('C', 'N') ? Jurisdiction('U', 'S') : Jurisdiction('C', 'N'),
      .destination = lane.destination,
      .content = lane.content};
  if (absl::Status status = check(any); !status.ok()) return status;
  Result<Rep> rep = Rep::Compiler(view, lane).compile();
  if (!rep.ok()) return rep.status();
  return RateTable(std::make_shared<const Rep>(*std::move(rep)));
}

}  // namespace v0
}  // namespace truceline
