#include "write/duty_tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <truceline/duty/rate_table.hpp>

namespace truceline {
inline namespace v0 {
namespace {

// ---- goods ------------------------------------------------------------------------------------------------------------

/// A code by itself, or all codes under it for which no longer code stands in the table. The code is empty for goods in
/// general, and for the codes that nothing else covers.
struct GoodsPart {
  std::string code;
  bool whole = true;
  std::optional<HsCode> sample = {};  ///< one code that it holds; absent: goods in general
  std::size_t kind = 0;
};

HsCode code_of(const std::string& digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return *HsCode::from_digits(number, static_cast<int>(digits.size()));
}

std::string digits_of(HsCode code) {
  std::string text = std::to_string(code.number());
  return std::string(static_cast<std::size_t>(code.digits()) - text.size(), '0') + text;
}

/// A code under this one that is not among the others, however long they are; nullopt if there is none.
std::optional<HsCode> code_besides(const std::string& code, const std::set<std::string>& others) {
  const std::size_t longest = 10;
  if (code.size() == longest) return std::nullopt;
  for (int next = code.empty() ? 99 : 9; next >= 0; --next) {
    const std::string one = code + (code.empty() && next < 10 ? "0" : "") + std::to_string(next);
    if (!others.contains(one)) return code_of(one);
  }
  return std::nullopt;
}

/// Every part of the nomenclature that the codes tell apart; each before those under it.
std::vector<GoodsPart> parts_of(const std::set<std::string>& codes) {
  std::set<std::string> nodes;
  for (const std::string& code : codes) {
    for (std::size_t digits = 2; digits <= code.size(); ++digits) nodes.insert(code.substr(0, digits));
  }
  std::vector<GoodsPart> parts{{.code = "", .whole = false, .sample = code_besides("", nodes)},
                               {.code = "", .whole = true}};
  for (const std::string& node : nodes) {
    parts.push_back({.code = node, .whole = false, .sample = code_besides(node, nodes)});
    parts.push_back({.code = node, .whole = true, .sample = code_of(node)});
  }
  std::erase_if(parts, [](const GoodsPart& part) { return !part.whole && !part.sample; });
  return parts;
}

// ---- duties -----------------------------------------------------------------------------------------------------------

/// Half-open; no end where it is Date::max(), which no duty begins on.
struct Days {
  Date from = Date::min();
  Date to = Date::max();
  friend auto operator<=>(const Days&, const Days&) = default;
};

/// A total, and where it holds.
struct Duty {
  Days loaded;
  Days valid;
  Days known;
  std::int32_t ppm = 0;
  bool settled = true;
  friend auto operator<=>(const Duty&, const Duty&) = default;
};

/// What goods of one kind and origin pay, known day by known day. Duties that stay as they are become one.
class DutyHistory {
 public:
  /// Takes the duties known from a day on; days ascend.
  void learn(Date day, std::vector<Duty> duties) {
    if (duties == learned_) return;
    learned_ = duties;
    for (Duty& duty : duties) {
      duty.known = {day, Date::max()};
      const auto before = std::find_if(standing_.begin(), standing_.end(), [&](const Duty& one) {
        return one.loaded == duty.loaded && one.valid == duty.valid && one.ppm == duty.ppm &&
               one.settled == duty.settled;
      });
      if (before == standing_.end()) continue;
      duty.known.from = before->known.from;
      standing_.erase(before);
    }
    for (Duty& gone : standing_) {
      gone.known.to = day;
      past_.push_back(gone);
    }
    standing_ = std::move(duties);
  }
  [[nodiscard]] std::vector<Duty> take() {
    past_.insert(past_.end(), standing_.begin(), standing_.end());
    std::sort(past_.begin(), past_.end());
    return std::move(past_);
  }

 private:
  std::vector<Duty> past_;
  std::vector<Duty> standing_;
  std::vector<Duty> learned_;  ///< the last time, as it came
};

/// What goes into one country.
class LaneTables {
 public:
  LaneTables(const Timeline& timeline, Lane lane) : timeline_(timeline), lane_(std::move(lane)) {
    find_goods();
    find_origins();
    find_known_days();
  }

  absl::Status compile() {
    histories_.resize(kinds_.size() * origins_.size());
    for (const Date known : known_days_) {
      const View view = timeline_.as_known_on(known);
      const Result<RateTable> table = RateTable::compile(view, lane_);
      if (!table.ok()) return table.status();
      find_days(view);
      for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
        for (std::size_t origin = 0; origin < origins_.size(); ++origin) {
          histories_[kind * origins_.size() + origin].learn(known, duties_in(*table, kinds_[kind], origins_[origin]));
        }
      }
    }
    return absl::OkStatus();
  }

  void add_rows(Table& goods, Table& duties);

 private:
  [[nodiscard]] bool levied(const Measure& measure) const {
    const auto& by = measure.imposed_by;
    return measure.kind == MeasureKind::Tariff && std::find(by.begin(), by.end(), lane_.destination) != by.end();
  }
  [[nodiscard]] bool concerns(const Measure& measure) const {
    return levied(measure) || measure.kind == MeasureKind::Relief;
  }
  void find_goods();
  void find_origins();
  void find_known_days();
  void find_days(const View& view);
  [[nodiscard]] std::vector<Duty> duties_in(const RateTable& table, const std::optional<HsCode>& goods,
                                            Jurisdiction origin) const;

  const Timeline& timeline_;
  Lane lane_;
  std::vector<GoodsPart> parts_;
  std::vector<std::optional<HsCode>> kinds_;  ///< by kind of goods, a sample
  std::vector<Jurisdiction> origins_;         ///< the first is any that the others are not
  std::vector<Date> known_days_;
  std::vector<Date> entered_;  ///< of the view looked at: where duties may change
  std::vector<Date> loaded_;   ///< and by the day of loading
  std::vector<DutyHistory> histories_;
};

/// Goods that every filter takes alike pay alike, whatever is known: so only their kinds are gone through.
void LaneTables::find_goods() {
  std::vector<const Goods*> filters;
  for (const Measure& measure : timeline_.dataset().measures) {
    if (concerns(measure)) filters.push_back(&measure.goods);
  }
  for (const Claim& claim : timeline_.dataset().claims) filters.push_back(&claim.action.limits.goods);
  std::erase_if(filters,
                [](const Goods* goods) { return goods->hs.empty() && goods->except.empty() && goods->list.empty(); });

  std::set<std::string> codes;
  std::set<std::string> lists;
  for (const Goods* goods : filters) {
    codes.insert(goods->hs.begin(), goods->hs.end());
    codes.insert(goods->except.begin(), goods->except.end());
    if (lane_.lists.is_bound(goods->list)) lists.insert(goods->list);
  }
  for (const std::string& list : lists) {
    for (const HsCode code : lane_.lists.codes(list)) codes.insert(digits_of(code));
  }
  for (const HsCode code : lane_.base.codes()) codes.insert(digits_of(code));
  parts_ = parts_of(codes);

  std::vector<Date> turns{Date::min()};
  for (const Date turn : lane_.lists.turns()) turns.push_back(turn);
  std::vector<Date> base_turns{Date::min()};
  for (const Date turn : lane_.base.turns()) base_turns.push_back(turn);
  std::vector<Jurisdiction> origins = lane_.base.origins();
  origins.emplace_back('-', '-');

  std::map<std::vector<std::int64_t>, std::size_t> kinds;
  for (GoodsPart& part : parts_) {
    std::vector<std::int64_t> key{part.sample ? 1 : 0};
    if (part.sample) {
      const HsCode sample = *part.sample;
      const auto meet = [&](const std::vector<std::string>& prefixes) {
        int covered = 0;
        bool some = false;
        for (const std::string& prefix : prefixes) {
          const HsCode code = code_of(prefix);
          if (code.covers(sample)) covered = std::max(covered, code.digits());
          some = some || (sample.covers(code) && !code.covers(sample));
        }
        key.push_back(covered);
        key.push_back(some ? 1 : 0);
      };
      for (const Goods* goods : filters) {
        meet(goods->hs);
        meet(goods->except);
      }
      for (const std::string& list : lists) {
        for (const Date turn : turns) key.push_back(static_cast<std::int64_t>(lane_.lists.on(list, sample, turn)));
      }
      for (const Jurisdiction origin : origins) {
        for (const Date turn : base_turns) {
          const std::optional<Rate> rate = lane_.base.rate(sample, origin, turn);
          key.push_back(rate ? rate->ppm() : -1);
        }
      }
    }
    const auto [found, fresh] = kinds.try_emplace(std::move(key), kinds_.size());
    if (fresh) kinds_.push_back(part.sample);
    part.kind = found->second;
  }
}

void LaneTables::find_origins() {
  std::set<Jurisdiction> named;
  for (const Measure& measure : timeline_.dataset().measures) {
    if (concerns(measure)) named.insert(measure.target.begin(), measure.target.end());
  }
  for (const Jurisdiction origin : lane_.base.origins()) named.insert(origin);
  origins_.emplace_back('-', '-');
  for (const Jurisdiction origin : named) {
    if (!origin.is_world() && origin != lane_.destination) origins_.push_back(origin);
  }
}

void LaneTables::find_known_days() {
  std::set<std::string> concerned;
  for (const Measure& measure : timeline_.dataset().measures) {
    if (concerns(measure)) concerned.insert(measure.id);
  }
  std::set<Date> days{Date::min()};
  for (const Segment& segment : timeline_.segments()) {
    if (concerned.contains(segment.measure)) days.insert(segment.known.from());
  }
  for (const StackingRule& rule : timeline_.dataset().stacking) {
    for (const FuzzyDate& date : {rule.known, rule.from}) {
      if (date.is_unknown()) continue;
      days.insert(*date.earliest());
      days.insert(*date.latest());
    }
  }
  known_days_.assign(days.begin(), days.end());
}

void LaneTables::find_days(const View& view) {
  std::set<Date> entered{Date::min()};
  std::set<Date> loaded{Date::min()};
  const auto add = [&entered](const FuzzyDate& day) {
    if (!day.is_unknown()) entered.insert(*day.earliest());
  };
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    if (!concerns(view.record(handle))) continue;
    for (const Segment& segment : view.history(id)) entered.insert(segment.valid.from());
    for (const ScopeChange& change : view.scope_changes(handle)) {
      add(change.from);
      if (change.until) add(*change.until);
      if (change.limits.entered_before) entered.insert(*change.limits.entered_before);
      if (change.limits.loaded_before) loaded.insert(*change.limits.loaded_before);
    }
  }
  for (const StackingRule& rule : view.dataset().stacking) {
    add(rule.from);
    if (rule.until) add(*rule.until);
  }
  for (const Date turn : lane_.lists.turns()) entered.insert(turn);
  for (const Date turn : lane_.base.turns()) entered.insert(turn);
  entered_.assign(entered.begin(), entered.end());
  loaded_.assign(loaded.begin(), loaded.end());
}

/// A day of loading that nobody told is one on which no exemption is granted: as late as can be.
std::vector<Duty> LaneTables::duties_in(const RateTable& table, const std::optional<HsCode>& goods,
                                        Jurisdiction origin) const {
  std::vector<Duty> open;  // those of the days of loading gone through last, in the order of days of entry
  std::vector<Duty> closed;
  std::vector<LineRate> later(entered_.size());  // by day of entry, what those who loaded later pay
  for (std::size_t i = loaded_.size(); i-- > 0;) {
    const bool last = i + 1 == loaded_.size();
    std::vector<Duty> duties;
    for (std::size_t j = 0; j < entered_.size(); ++j) {
      const Date until = j + 1 < entered_.size() ? entered_[j + 1] : Date::max();
      const Date day = std::max(entered_[j], loaded_[i]);
      // None that entered before the next change can have been loaded so late: any answer will do.
      if (last) {
        later[j] = table.rate(goods, origin, entered_[j]);
      } else if (day < until) {
        later[j] = table.rate(goods, origin, day, loaded_[i]);
      }
      const bool goes_on =
          !duties.empty() && duties.back().ppm == later[j].ppm && duties.back().settled == later[j].settled;
      if (goes_on) {
        duties.back().valid.to = until;
      } else {
        duties.push_back({.loaded = {loaded_[i], last ? Date::max() : loaded_[i + 1]},
                          .valid = {entered_[j], until},
                          .known = {},
                          .ppm = later[j].ppm,
                          .settled = later[j].settled});
      }
    }
    for (Duty& duty : duties) {
      const auto same = std::find_if(open.begin(), open.end(), [&](const Duty& one) {
        return one.valid == duty.valid && one.ppm == duty.ppm && one.settled == duty.settled;
      });
      if (same == open.end()) continue;
      duty.loaded.to = same->loaded.to;
      open.erase(same);
    }
    closed.insert(closed.end(), open.begin(), open.end());
    open = std::move(duties);
  }
  closed.insert(closed.end(), open.begin(), open.end());
  std::sort(closed.begin(), closed.end());
  return closed;
}

Cell end_cell(Date day) { return day == Date::max() ? Cell() : Cell(day); }

void LaneTables::add_rows(Table& goods, Table& duties) {
  const std::string destination = to_string(lane_.destination);
  std::vector<std::vector<std::vector<Duty>>> duties_of(kinds_.size());  // by kind, then by origin
  std::vector<bool> told(origins_.size(), false);                        // whether it differs from any other
  told.front() = true;
  for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
    for (std::size_t origin = 0; origin < origins_.size(); ++origin) {
      duties_of[kind].push_back(histories_[kind * origins_.size() + origin].take());
      if (duties_of[kind].back() != duties_of[kind].front()) told[origin] = true;
    }
  }
  // Kinds that pay alike on all days are one class.
  std::map<std::vector<std::vector<Duty>>, std::int64_t> classes;
  std::vector<std::int64_t> class_of;
  for (auto& by_origin : duties_of) {
    const auto [found, fresh] =
        classes.try_emplace(std::move(by_origin), static_cast<std::int64_t>(classes.size()) + 1);
    class_of.push_back(found->second);
    if (!fresh) continue;
    const auto& of = found->first;
    for (std::size_t origin = 0; origin < origins_.size(); ++origin) {
      if (!told[origin]) continue;
      for (const Duty& duty : of[origin]) {
        const std::string from = origin == 0 ? "*" : to_string(origins_[origin]);
        duties.rows.push_back({destination, from, found->second, duty.valid.from, end_cell(duty.valid.to),
                               duty.known.from, end_cell(duty.known.to), duty.loaded.from, end_cell(duty.loaded.to),
                               std::int64_t{duty.ppm}, duty.settled});
      }
    }
  }
  // What a row says already of all under its code is not said again.
  std::vector<std::pair<std::string, std::int64_t>> around;  // such rows, from the shortest code on
  for (const GoodsPart& part : parts_) {
    while (!around.empty() && !part.code.starts_with(around.back().first)) around.pop_back();
    const std::int64_t one = class_of[part.kind];
    if (!around.empty() && around.back().second == one) continue;
    if (!part.whole) around.emplace_back(part.code, one);
    goods.rows.push_back({destination, part.code, static_cast<std::int64_t>(part.code.size()), part.whole, one});
  }
}

}  // namespace

Result<std::vector<Table>> duty_tables(const Timeline& timeline, const TableOptions& options) {
  using enum CellType;
  Table goods{.name = "duty_goods",
              .meaning = "Which class of `duties` goods are in: the row of the longest code that covers them decides.",
              .columns = {{"destination", Text, "the country of import"},
                          {"code", Text, "a tariff code, digits only; empty: of no digit"},
                          {"digits", Integer, "how many it has"},
                          {"whole", Flag,
                           "true: for goods of that very code (empty: goods in general), before any "
                           "other row; false: for what lies under it, too"},
                          {"goods_class", Integer, "goods of one class pay alike"}},
              .key = {"destination", "code", "whole"},
              .rows = {}};
  Table duties{.name = "duties",
               .meaning = "What goods pay in additional duties, by day of entry, known day and day of loading.",
               .columns = {{"destination", Text, "the country of import"},
                           {"origin", Text, "the country of origin; * is any that has no rows of its own"},
                           {"goods_class", Integer, "see `duty_goods`"},
                           {"valid_from", Day, "the first day of entry"},
                           {"valid_to", Day, "the first day of entry no longer; empty: no end"},
                           {"known_from", Day, "the first day that could know it"},
                           {"known_to", Day, "the first day that knows otherwise; empty: it stands in hindsight"},
                           {"loaded_from", Day, "the first day of loading"},
                           {"loaded_to", Day,
                            "the first day of loading no longer; empty: no end, and for days of "
                            "loading that are not told"},
                           {"rate_ppm", Integer, "the total of the value; at least this much where not settled"},
                           {"settled", Flag, "false: a duty is open, or charged by unit"}},
               .key = {"destination", "origin", "goods_class", "valid_from", "known_from", "loaded_from"},
               .rows = {}};
  std::set<Jurisdiction> destinations;
  for (const Measure& measure : timeline.dataset().measures) {
    if (measure.kind == MeasureKind::Tariff) destinations.insert(measure.imposed_by.begin(), measure.imposed_by.end());
  }
  for (const Jurisdiction destination : destinations) {
    Lane lane;
    lane.destination = destination;
    lane.lists = options.lists;
    lane.base = options.base;
    LaneTables tables(timeline, std::move(lane));
    if (absl::Status status = tables.compile(); !status.ok()) return status;
    tables.add_rows(goods, duties);
  }
  std::vector<Table> result;
  result.push_back(std::move(goods));
  result.push_back(std::move(duties));
  return result;
}

}  // namespace v0
}  // namespace truceline
