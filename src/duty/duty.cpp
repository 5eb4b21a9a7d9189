#include <truceline/duty/duty.hpp>

#include <algorithm>
#include <limits>
#include <tuple>

#include "calendar/fault.hpp"
#include "duty/reach.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using On = GoodsLists::On;
__extension__ using Wide = __int128;  // products of money and rates

/// How many joint answers to open points are gone through for the exact range of the total; beyond it the lines' own
/// ranges are added, which is no narrower.
constexpr std::size_t max_answers = 4096;

constexpr Rate whole = Rate::percent(100);

/// a × b / 10^6, exact where the result is a whole number of parts per million, else rounded half away from zero.
Rate product(Rate a, Rate b) noexcept {
  const Wide exact = Wide{a.ppm()} * b.ppm();
  return Rate::ppm(static_cast<std::int64_t>((exact + (exact >= 0 ? 500'000 : -500'000)) / 1'000'000));
}

/// An amount that can be told; nullopt beyond 64 bits.
std::optional<std::int64_t> told(Wide minor) noexcept {
  if (minor > std::numeric_limits<std::int64_t>::max() || minor < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(minor);
}
constexpr std::string_view too_large = "its amount is too large to be told";

/// The amount that a rate on a share of the value comes to, rounded once, half away from zero; nullopt if it is too
/// large to be told.
std::optional<std::int64_t> charge_on(std::int64_t minor, Rate rate, Rate base) noexcept {
  constexpr Wide unit = Wide{1'000'000} * 1'000'000;
  const Wide exact = Wide{minor} * rate.ppm() * base.ppm();
  return told((exact + (exact >= 0 ? unit / 2 : -unit / 2)) / unit);
}

bool holds_on(FuzzyDate from, const std::optional<FuzzyDate>& until, Date day) {
  if (!from.is_unknown() && day < *from.earliest()) return false;
  return !until || until->is_unknown() || day < *until->earliest();
}

/// True if the id is the measure's, or that of a package it is part of, at any depth.
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
bool is_known(const Finding& finding, const Option& option) {
  return option.rate || (option.charge.specific && !finding.varying);
}

/// Whether the shipment meets the conditions of a change; false where they are in words only.
bool meets(const Limits& limits, const Shipment& shipment) {
  if (!limits.parties.empty() || !limits.condition.empty()) return false;
  if (limits.loaded_before && !(shipment.loaded && *shipment.loaded < *limits.loaded_before)) return false;
  if (limits.exported_before && !(shipment.exported && *shipment.exported < *limits.exported_before)) return false;
  return !limits.entered_before || shipment.entered < *limits.entered_before;
}

bool in_words_only(const Limits& limits) { return !limits.parties.empty() || !limits.condition.empty(); }

/// Goes through the measures once, and tells of each how it may meet the shipment.
class Examiner {
 public:
  Examiner(const View& view, const Shipment& shipment, const GoodsLists& lists)
      : view_(view), shipment_(shipment), lists_(lists), day_(shipment.duty_day()) {
    for (const std::string& id : view.measures()) {
      const MeasureHandle handle = *view.measure(id);
      if (view.record(handle).kind == MeasureKind::Relief && view.status(handle, day_) == Status::InForce)
        reliefs_.push_back(handle);
    }
    for (const std::string& id : view.measures()) examine(*view.measure(id));
  }

  [[nodiscard]] std::vector<Candidate> take_candidates() { return std::move(candidates_); }
  [[nodiscard]] std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  void note(std::string text) {
    if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(std::move(text));
  }

  void examine(MeasureHandle handle) {
    const Measure& record = view_.record(handle);
    if (record.kind != MeasureKind::Tariff || !targets(record, shipment_.origin)) return;
    if (std::find(record.imposed_by.begin(), record.imposed_by.end(), shipment_.destination) == record.imposed_by.end())
      return;
    Finding finding = view_.state(handle, day_);
    if (finding.package) return;  // its parts are charged
    if (finding.status != Status::InForce) {
      const bool may = std::find(finding.may_be.begin(), finding.may_be.end(), Status::InForce) != finding.may_be.end();
      if (may || finding.status == Status::Unknown)
        note(record.id + ": whether it is in force on the day is not known");
      return;
    }
    const Reach reach = reach_of(record.goods, shipment_.goods, lists_, day_);
    Candidate candidate{.measure = handle, .finding = std::move(finding), .options = {}, .open_why = reach.why};
    if (reach.on != On::Yes) candidate.options.push_back({});
    if (reach.on != On::No) {
      Option own{.reached = true, .rate = candidate.finding.rate, .charge = candidate.finding.charge, .why = {}};
      candidate.options.push_back(std::move(own));
    }
    apply_scopes(handle, candidate);
    apply_reliefs(record, candidate);
    const bool any = std::any_of(candidate.options.begin(), candidate.options.end(),
                                 [](const Option& option) { return option.reached; });
    if (any) candidates_.push_back(std::move(candidate));
  }

  /// Rule 21: what narrows or widens the measure, or sets a rate for some of its goods, in the order of its starts.
  void apply_scopes(MeasureHandle handle, Candidate& candidate) {
    std::vector<Option> sub_rates;  // of sub-lists that the goods may be on
    std::string sub_why;
    std::optional<FuzzyDate>
        listed_from;  // the start of the sub-list that the goods are on; those of the same day are for other goods
    for (const ScopeChange& change : view_.scope_changes(handle)) {
      if (!holds_on(change.from, change.until, day_) || change.limits.empty() || change.said == Said::Suspended ||
          change.said == Said::Resumed || change.said == Said::Extended)
        continue;
      const std::string what = change.limits.goods.list.empty() ? std::string("a change of its scope")
                                                                : "the list \"" + change.limits.goods.list + "\"";
      const Reach reach =
          change.limits.goods.empty() ? Reach{} : reach_of(change.limits.goods, shipment_.goods, lists_, day_);
      if (reach.on == On::No) continue;
      if (in_words_only(change.limits)) {
        note(candidate.finding.measure + ": " +
             (change.limits.condition.empty() ? "an exception for " + change.limits.parties.front()
                                              : "an exception (" + change.limits.condition + ")") +
             " is not weighed");
        continue;
      }
      if (!meets(change.limits, shipment_)) continue;
      Option changed{.reached = true, .rate = change.rate, .charge = {}, .why = {}};
      if (change.said == Said::Narrowed) {
        changed.reached = change.rate && *change.rate > Rate();
        changed.why = "exempt: " + (change.limits.goods.list.empty() ? conditions(change.limits) : what);
        if (reach.on == On::Open) {
          note(candidate.finding.measure + ": goods on " + what + ", which is not bound, would be exempt");
          continue;
        }
        change_reached(candidate, changed);
        sub_rates.clear();
      } else if (change.said == Said::Expanded) {
        if (!change.rate) changed.rate = candidate.finding.rate, changed.charge = candidate.finding.charge;
        if (reach.on == On::Open) {
          candidate.options.push_back(changed);
          if (candidate.open_why.empty()) candidate.open_why = reach.why;
        } else {
          candidate.options = {changed};
        }
      } else if (reach.on == On::Open) {
        if (listed_from == change.from) continue;
        sub_rates.push_back(changed);
        sub_why = reach.why;
      } else {
        changed.why = "its rate for " + what;
        if (change.limits.goods.empty()) {
          change_reached(candidate, changed);
        } else {
          candidate.options = {changed};  // what is on a sub-list is on the list
          listed_from = change.from;
        }
        sub_rates.clear();
      }
    }
    if (sub_rates.empty() || candidate.options.empty()) return;
    // The goods may be on one of several sub-lists: each is a way in which they may be charged, besides the rate for
    // what is on none.
    std::vector<Option> options;
    for (const Option& option : candidate.options) {
      if (!option.reached || is_known(candidate.finding, option) || sub_rates.size() == 1) options.push_back(option);
    }
    options.insert(options.end(), sub_rates.begin(), sub_rates.end());
    candidate.options = std::move(options);
    candidate.open_why = sub_why;
  }

  /// What the goods pay if the measure reaches them; whether it does is another question.
  static void change_reached(Candidate& candidate, const Option& changed) {
    for (Option& option : candidate.options) {
      if (option.reached) option = changed;
    }
  }

  [[nodiscard]] static std::string conditions(const Limits& limits) {
    std::string text;
    const auto add = [&text](const char* verb, const std::optional<Date>& day) {
      if (day) text += (text.empty() ? "" : ", ") + std::string(verb) + " before " + to_string(*day);
    };
    add("loaded", limits.loaded_before);
    add("exported", limits.exported_before);
    add("entered", limits.entered_before);
    return text.empty() ? std::string("its goods were taken out") : text;
  }

  void apply_reliefs(const Measure& record, Candidate& candidate) {
    for (const MeasureHandle relief : reliefs_) {
      const Measure& exclusion = view_.record(relief);
      const bool relieves = std::any_of(exclusion.relieves.begin(), exclusion.relieves.end(),
                                        [&](const std::string& id) { return is_or_holds(view_, id, record); });
      if (!relieves || !shipment_.goods || (!exclusion.target.empty() && !targets(exclusion, shipment_.origin)))
        continue;
      const Reach reach = reach_of(exclusion.goods, shipment_.goods, lists_, day_);
      if (reach.on == On::Yes) {
        candidate.options = {{}};
      } else if (reach.on == On::Open) {
        note(record.id + ": goods that " + exclusion.id + " excludes would be exempt; " +
             (exclusion.goods.list.empty() ? "its goods are not spelled out"
                                           : "the list \"" + exclusion.goods.list + "\" is not bound"));
      }
    }
  }

  const View& view_;
  const Shipment& shipment_;
  const GoodsLists& lists_;
  Date day_;
  std::vector<MeasureHandle> reliefs_;
  std::vector<Candidate> candidates_;
  std::vector<std::string> notes_;
};

/// The dated rules that hold on a day, between candidates by number.
struct Rules {
  struct Rule {
    std::size_t when;
    std::size_t other;
    StackingEffect effect;
    StackingBase base;
    const StackingRule* record;
  };
  std::vector<Rule> rules;  ///< such that what excludes another comes before what that one excludes
};

Rules rules_on(const View& view, const std::vector<Candidate>& candidates, Date day) {
  Rules result;
  const auto concerns = [&](const std::string& id, const Candidate& candidate) {
    return is_or_holds(view, id, view.record(candidate.measure));
  };
  for (const StackingRule& rule : view.dataset().stacking) {
    if (!holds_on(rule.from, rule.until, day)) continue;
    const FuzzyDate known = rule.known.is_unknown() ? rule.from : rule.known;
    if (view.known() && !known.is_unknown() && *view.known() < *known.earliest()) continue;
    for (std::size_t w = 0; w < candidates.size(); ++w) {
      if (!concerns(rule.when, candidates[w])) continue;
      for (std::size_t o = 0; o < candidates.size(); ++o) {
        const bool other = o != w && std::any_of(rule.others.begin(), rule.others.end(),
                                                 [&](const std::string& id) { return concerns(id, candidates[o]); });
        if (other) result.rules.push_back({w, o, rule.effect, rule.base, &rule});
      }
    }
  }
  // Take the rules so that whatever could exclude a rule's `when` is settled first. check() has refused cycles.
  std::vector<int> depth(candidates.size(), 0);
  for (std::size_t round = 0; round < candidates.size(); ++round) {
    for (const auto& rule : result.rules) {
      if (rule.effect != StackingEffect::OnRemainder)
        depth[rule.other] = std::max(depth[rule.other], depth[rule.when] + 1);
    }
  }
  // What shares the value comes last: it shares among those that are charged.
  const auto place = [&](const auto& rule) {
    return std::tuple(rule.effect == StackingEffect::OnRemainder, depth[rule.when], std::string_view(rule.record->id));
  };
  std::stable_sort(result.rules.begin(), result.rules.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return result;
}

/// What is charged, once every open point has an answer.
struct Charged {
  const Option* option = nullptr;  ///< nullptr: not charged
  Rate base = whole;
  const StackingRule* by = nullptr;  ///< that changed it
};

/// `content` is the share that a content rule speaks of.
std::vector<Charged> stack(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& choice,
                           const Rules& rules, Rate content) {
  std::vector<Charged> charged(candidates.size());
  std::vector<char> reached(candidates.size(), 0);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Option& option = candidates[i].options[choice[i]];
    reached[i] = option.reached ? 1 : 0;
    if (option.reached) charged[i].option = &option;
  }
  for (const Rules::Rule& rule : rules.rules) {
    if (charged[rule.other].option == nullptr || charged[rule.when].option == nullptr) continue;
    const Option& when = *charged[rule.when].option;
    const bool charges = !when.rate || *when.rate > Rate() || !when.charge.empty();
    switch (rule.effect) {
      case StackingEffect::Replaces:
        charged[rule.other] = {nullptr, whole, rule.record};
        break;
      case StackingEffect::Excludes:
        if (charges) charged[rule.other] = {nullptr, whole, rule.record};
        break;
      case StackingEffect::OnRemainder:
        if (!charges) break;
        if (rule.base == StackingBase::Content) {
          charged[rule.when].base = content;
          charged[rule.when].by = rule.record;
        }
        charged[rule.other].base = whole - content;
        charged[rule.other].by = rule.record;
        break;
    }
  }
  return charged;
}

/// What an option comes to of the whole value, at least, and whether that is all: what is charged by unit may add to
/// it, and a maximum may lower it.
std::pair<Rate, bool> weight(const Option& option, Rate base) {
  const bool all = option.rate && option.charge.empty();
  return {option.rate && !option.charge.maximum ? product(*option.rate, base) : Rate(), all};
}

/// The least and the most that something comes to over all answers to what is open.
struct Range {
  bool any = false;
  Rate low;
  std::optional<Rate> high;
  bool unbounded = false;
  void take(Rate rate, bool bounded) {
    low = any ? std::min(low, rate) : rate;
    if (!any || (high && rate > *high)) high = rate;
    unbounded = unbounded || !bounded;
    any = true;
  }
};

}  // namespace

Result<Assessment> assess(const View& view, const Shipment& shipment, const GoodsLists& lists, const BaseDuties& base) {
  if (absl::Status status = check(shipment); !status.ok()) return status;
  const Date day = shipment.duty_day();
  Examiner examiner(view, shipment, lists);
  const std::vector<Candidate> candidates = examiner.take_candidates();
  const Rules rules = rules_on(view, candidates, day);
  const bool by_content = std::any_of(rules.rules.begin(), rules.rules.end(),
                                      [](const auto& rule) { return rule.effect == StackingEffect::OnRemainder; });
  std::vector<Rate> contents{shipment.content.value_or(whole)};
  if (by_content && !shipment.content) contents.insert(contents.begin(), Rate());

  // All answers to what is open: which option of each candidate holds, and the content.
  std::size_t answers = contents.size();
  for (const Candidate& candidate : candidates) answers = std::min(answers * candidate.options.size(), max_answers + 1);
  const bool joint = answers <= max_answers;
  std::vector<Range> lines(candidates.size());
  std::vector<char> always(candidates.size(), 1), ever(candidates.size(), 0);
  std::vector<Charged> first(candidates.size());
  Range total;
  std::vector<std::size_t> choice(candidates.size(), 0);
  const auto consider = [&] {
    for (const Rate content : contents) {
      const std::vector<Charged> charged = stack(candidates, choice, rules, content);
      Rate sum;
      bool bounded = true;
      for (std::size_t i = 0; i < charged.size(); ++i) {
        Rate rate;
        bool known = true;
        if (charged[i].option == nullptr) {
          always[i] = 0;
        } else {
          ever[i] = 1;
          first[i] = charged[i];
          std::tie(rate, known) = weight(*charged[i].option, charged[i].base);
        }
        lines[i].take(rate, known);
        sum = sum + rate;
        bounded = bounded && known;
      }
      total.take(sum, bounded);
    }
  };
  if (joint) {
    for (bool more = true; more;) {
      consider();
      more = false;
      for (std::size_t i = 0; i < choice.size() && !more; ++i) {
        if (++choice[i] < candidates[i].options.size()) {
          more = true;
        } else {
          choice[i] = 0;
        }
      }
    }
  } else {  // each line by itself: a rule that touches it may take it away, or leave it as it is
    total.take(Rate(), true);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const bool touched = std::any_of(rules.rules.begin(), rules.rules.end(), [&](const auto& rule) {
        return rule.other == i || (rule.when == i && rule.base == StackingBase::Content);
      });
      if (touched) lines[i].take(Rate(), true);
      for (const Option& option : candidates[i].options) {
        const auto [rate, known] = option.reached ? weight(option, whole) : std::pair{Rate(), true};
        lines[i].take(rate, known);
        ever[i] = ever[i] != 0 || option.reached ? 1 : 0;
        always[i] = always[i] != 0 && option.reached && !touched ? 1 : 0;
        if (option.reached) first[i].option = &option;
      }
      total.low = total.low + lines[i].low;
      total.high = *total.high + *lines[i].high;
      total.unbounded = total.unbounded || lines[i].unbounded;
    }
  }

  Assessment result{.on = day,
                    .known = view.known(),
                    .lines = {},
                    .total = std::nullopt,
                    .low = total.any ? total.low : Rate(),
                    .high = total.unbounded ? std::nullopt : std::optional<Rate>(total.any ? *total.high : Rate()),
                    .amount = std::nullopt,
                    .not_included = examiner.take_notes()};
  bool settled = true;
  bool by_unit = false;
  Wide amount = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (ever[i] == 0) continue;
    DutyLine line{.measure = candidate.finding.measure,
                  .rate = std::nullopt,
                  .base = std::nullopt,
                  .specific = std::nullopt,
                  .amount = std::nullopt,
                  .low = lines[i].low,
                  .high = lines[i].unbounded ? std::nullopt : lines[i].high,
                  .why = candidate.open_why,
                  .because = {}};
    const Option& option = *first[i].option;
    const bool rate_known = is_known(candidate.finding, option);
    line.settled = always[i] != 0 && candidate.options.size() == 1 && rate_known &&
                   (!lines[i].high || lines[i].low == *lines[i].high);
    if (line.settled) {
      line.rate = option.rate;
      line.why = option.why;
      if (first[i].by != nullptr) line.why = "rule " + first[i].by->id;
      if (first[i].base != whole) line.base = first[i].base;
      if (option.charge.specific) line.specific = option.charge.specific;
    } else if (line.why.empty()) {
      line.why = !rate_known                       ? "its rate is not known"
                 : by_content && !shipment.content ? "the share of metal is not stated"
                                                   : "it depends on what else is charged";
    }
    line.refundable = candidate.finding.voided;
    line.certainty = candidate.finding.certainty;
    line.because = candidate.finding.because;
    if (line.settled && shipment.value) {
      const std::string why = line.why;  // before a reason why there is no amount
      std::optional<std::int64_t> minor =
          option.rate ? charge_on(shipment.value->minor, *option.rate, first[i].base) : 0;
      const auto by_units = [&](const Specific& specific) -> std::optional<std::int64_t> {
        const auto quantity = std::find_if(shipment.quantities.begin(), shipment.quantities.end(),
                                           [&](const Quantity& q) { return q.unit == specific.per; });
        if (quantity == shipment.quantities.end()) {
          line.why = "the shipment does not state how many " + specific.per;
          return std::nullopt;
        }
        if (specific.amount.currency != shipment.value->currency) {
          line.why = "it is charged in " + to_string(specific.amount.currency);
          return std::nullopt;
        }
        return told(Wide{specific.amount.minor} * quantity->value);
      };
      if (option.charge.specific) {
        const auto more = by_units(*option.charge.specific);
        minor = minor && more ? told(Wide{*minor} + *more) : std::nullopt;
      }
      for (const auto& [bound, least] :
           {std::pair{option.charge.minimum, true}, std::pair{option.charge.maximum, false}}) {
        if (!bound || !minor) continue;
        const auto limit = by_units(*bound);
        minor = limit ? std::optional<std::int64_t>(least ? std::max(*minor, *limit) : std::min(*minor, *limit))
                      : std::nullopt;
      }
      if (minor) {
        line.amount = Money{*minor, shipment.value->currency};
        amount += *minor;
      } else {
        line.settled = false;
        if (line.why == why) line.why = too_large;
      }
    }
    settled = settled && line.settled;
    by_unit = by_unit || !option.charge.empty();
    result.projected = result.projected || candidate.finding.projected;
    result.lines.push_back(std::move(line));
  }
  if (const auto rate =
          shipment.goods && !base.empty() ? base.rate(*shipment.goods, shipment.origin, day) : std::nullopt) {
    DutyLine line{.measure = "base duty",
                  .rate = rate,
                  .base = std::nullopt,
                  .specific = std::nullopt,
                  .amount = std::nullopt,
                  .low = *rate,
                  .high = rate,
                  .why = "from the user's table",
                  .because = {}};
    if (shipment.value) {
      if (const auto minor = charge_on(shipment.value->minor, *rate, whole)) {
        line.amount = Money{*minor, shipment.value->currency};
        amount += *minor;
      } else {
        line.settled = settled = false;
        line.why = too_large;
      }
    }
    result.low = result.low + *rate;
    if (result.high) result.high = *result.high + *rate;
    result.lines.push_back(std::move(line));
  } else {
    result.not_included.insert(result.not_included.begin(), "base (MFN) duty");
  }
  result.not_included.insert(
      result.not_included.begin() +
          (result.not_included.empty() || result.not_included.front() != "base (MFN) duty" ? 0 : 1),
      "trade-defence duties of other records");
  if (settled && !by_unit) result.total = result.low;
  if (const auto sum = told(amount); sum && settled && shipment.value)
    result.amount = Money{*sum, shipment.value->currency};
  return result;
}

Result<Assessment> assess(const View& view, const Voyage& voyage) {
  if (voyage.net_tons < 0 || voyage.containers < 0 || voyage.charged_this_year < 0) {
    return fault({.id = "TL-517",
                  .source = "voyage",
                  .message = "a negative number",
                  .fix = "state tons, containers and earlier charges as zero or more"});
  }
  Assessment result{.on = voyage.arrived,
                    .known = view.known(),
                    .lines = {},
                    .total = std::nullopt,
                    .low = {},
                    .high = std::nullopt,
                    .amount = std::nullopt,
                    .not_included = {}};
  bool settled = true;
  std::optional<Money> sum;
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    const Measure& record = view.record(handle);
    if (record.kind != MeasureKind::PortFee ||
        std::find(record.imposed_by.begin(), record.imposed_by.end(), voyage.port) == record.imposed_by.end())
      continue;
    const Finding finding = view.state(handle, voyage.arrived);
    if (finding.status != Status::InForce || finding.package) continue;
    const auto hits = [&](const std::optional<Jurisdiction>& who) { return who && targets(record, *who); };
    const auto* const terms = std::get_if<PortFee>(&record.details);
    if (terms != nullptr && terms->charges_a_year > 0 && voyage.charged_this_year >= terms->charges_a_year) {
      result.not_included.push_back(record.id + ": charged " + std::to_string(voyage.charged_this_year) +
                                    " times this year already, which is the most");
      continue;
    }
    DutyLine line{.measure = record.id,
                  .rate = std::nullopt,
                  .base = std::nullopt,
                  .specific = finding.charge.specific,
                  .amount = std::nullopt,
                  .low = {},
                  .high = std::nullopt,
                  .why = {},
                  .certainty = finding.certainty,
                  .because = finding.because};
    line.settled = false;
    if (hits(voyage.operated_by) && finding.charge.specific) {
      const Specific& fee = *finding.charge.specific;
      const std::optional<std::int64_t> units = fee.per == "net ton"     ? std::optional(voyage.net_tons)
                                                : fee.per == "container" ? std::optional(voyage.containers)
                                                                         : std::nullopt;
      const auto minor = units ? told(Wide{fee.amount.minor} * *units) : std::nullopt;
      if (minor) {
        line.amount = Money{*minor, fee.amount.currency};
        line.settled = true;
      } else if (units) {
        line.why = too_large;
      } else {
        line.why = "the voyage does not state how many " + fee.per;
      }
    } else if (hits(voyage.built_in)) {
      line.why = "the ship was built there: a fee of its own kind, see the measure's scope changes";
    } else if (!voyage.operated_by) {
      line.why = "who operates or owns the ship is not stated";
    } else if (!hits(voyage.operated_by)) {
      if (!voyage.built_in)
        result.not_included.push_back(
            record.id + ": what it charges ships built there is not weighed; where this one was built is not stated");
      continue;
    } else {
      line.why = "its amount is not known";
    }
    for (const ScopeChange& change : view.scope_changes(handle)) {
      if (holds_on(change.from, change.until, voyage.arrived) && !change.limits.parties.empty()) {
        result.not_included.push_back(record.id + ": its terms for " + change.limits.parties.front() +
                                      " are not weighed");
      }
    }
    const auto more = line.amount ? told(Wide{sum ? sum->minor : 0} + line.amount->minor) : std::nullopt;
    settled = settled && line.settled && more && (!sum || sum->currency == line.amount->currency);
    if (more) sum = Money{*more, line.amount->currency};
    result.projected = result.projected || finding.projected;
    result.lines.push_back(std::move(line));
  }
  if (settled) result.amount = sum;
  return result;
}

Result<std::vector<DutyStep>> rate_history(const View& view, Shipment shipment, Period period, const GoodsLists& lists,
                                           const BaseDuties& base) {
  std::vector<Date> days{period.from()};
  const auto add = [&](Date day) {
    if (period.contains(day)) days.push_back(day);
  };
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    const Measure& record = view.record(handle);
    if (record.kind != MeasureKind::Tariff && record.kind != MeasureKind::Relief) continue;
    for (const Segment& segment : view.history(id)) add(segment.valid.from());
    for (const ScopeChange& change : view.scope_changes(handle)) {
      if (!change.from.is_unknown()) add(*change.from.earliest());
      if (change.until && !change.until->is_unknown()) add(*change.until->earliest());
      for (const auto& bound :
           {change.limits.loaded_before, change.limits.exported_before, change.limits.entered_before}) {
        if (bound) add(*bound);
      }
    }
  }
  for (const StackingRule& rule : view.dataset().stacking) {
    if (!rule.from.is_unknown()) add(*rule.from.earliest());
    if (rule.until && !rule.until->is_unknown()) add(*rule.until->earliest());
  }
  for (const auto& bound : {shipment.loaded, shipment.exported}) {
    if (bound) add(*bound);  // entered earlier, the goods are not those that were loaded on that day
  }
  for (const Date turn : lists.turns()) add(turn);
  for (const Date turn : base.turns()) add(turn);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<DutyStep> steps;
  shipment.withdrawn.reset();
  const auto same = [](const DutyLine& a, const DutyLine& b) {
    return a.measure == b.measure && a.rate == b.rate && a.base == b.base && a.specific == b.specific &&
           a.settled == b.settled && a.low == b.low && a.high == b.high;
  };
  for (const Date day : days) {
    shipment.entered = day;
    Shipment asked = shipment;
    if (asked.loaded && *asked.loaded > day) asked.loaded.reset();
    if (asked.exported && *asked.exported > day) asked.exported.reset();
    auto assessment = assess(view, asked, lists, base);
    if (!assessment.ok()) return assessment.status();
    std::vector<std::string> cause;
    const auto& now = assessment->lines;
    if (!steps.empty()) {
      const auto& before = steps.back().assessment.lines;
      for (const DutyLine& line : now) {
        if (std::none_of(before.begin(), before.end(), [&](const DutyLine& other) { return same(line, other); }))
          cause.push_back(line.measure);
      }
      for (const DutyLine& line : before) {
        const bool gone =
            std::none_of(now.begin(), now.end(), [&](const DutyLine& other) { return other.measure == line.measure; });
        if (gone) cause.push_back(line.measure);
      }
      if (cause.empty()) continue;
      steps.back().period = *Period::make(steps.back().period.from(), day);
    }
    steps.push_back({period.until() ? *Period::make(day, period.until()) : Period::since(day), *std::move(assessment),
                     std::move(cause)});
  }
  return steps;
}

std::vector<TrancheProgress> progress(const View& view, std::string_view commitment) {
  std::vector<TrancheProgress> result;
  const auto handle = view.measure(commitment);
  if (!handle) return result;
  const Measure& record = view.record(*handle);
  const auto* const terms = std::get_if<PurchaseCommitment>(&record.details);
  if (terms == nullptr) return result;
  for (const Tranche& tranche : terms->tranches) result.push_back({tranche, std::nullopt, std::nullopt, {}});
  for (const Claim& claim : view.dataset().claims) {
    if (view.measure(claim.measure) != handle || claim.action.said != Said::Progress || !claim.action.quantity ||
        !view.knows(claim.id))
      continue;
    const auto source = std::find_if(view.dataset().sources.begin(), view.dataset().sources.end(),
                                     [&](const Source& one) { return one.id == claim.source; });
    const FuzzyDate told = claim.action.from.is_unknown() ? known_of(*source) : claim.action.from;  // rule 7
    const auto day = told.earliest();
    if (!day) continue;
    for (TrancheProgress& tranche : result) {
      // What is told over a span of days was bought from its first on; told after the last tranche, it may be about
      // that one.
      const bool later_one = std::any_of(result.begin(), result.end(), [&](const TrancheProgress& other) {
        return other.tranche.period.from() > tranche.tranche.period.from() && other.tranche.period.from() <= *day;
      });
      if (tranche.tranche.period.from() > *day || later_one ||
          tranche.tranche.quantity.unit != claim.action.quantity->unit)
        continue;
      tranche.because.push_back(claim.id);
      if (!tranche.as_of || *tranche.as_of <= *told.latest()) {
        tranche.as_of = told.latest();
        tranche.reported = claim.action.quantity;
      }
    }
  }
  return result;
}

}  // namespace v0
}  // namespace truceline
