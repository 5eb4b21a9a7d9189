#include "record/dataset_check.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "calendar/fault.hpp"
#include "record/form.hpp"
#include "record/limits.hpp"
#include "truceline/record/words.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// True if the bytes are UTF-8 as Unicode defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned lead = byte(i), next = byte(i + 1);
    if (lead < 0x80) {
      i += 1;
    } else if (lead >= 0xC2 && lead <= 0xDF && follows(i + 1)) {
      i += 2;
    } else if (lead >= 0xE0 && lead <= 0xEF && follows(i + 1) && follows(i + 2) && (lead != 0xE0 || next >= 0xA0) &&
               (lead != 0xED || next < 0xA0)) {
      i += 3;
    } else if (lead >= 0xF0 && lead <= 0xF4 && follows(i + 1) && follows(i + 2) && follows(i + 3) &&
               (lead != 0xF0 || next >= 0x90) && (lead != 0xF4 || next < 0x90)) {
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

/// Walks a record's texts; tells the pointers of those that are not UTF-8.
template <class Found>
struct TextIo {
  template <class T>
  using Value = const T;
  const Path& path;
  Found& found;

  void version(std::string_view) {}
  template <class T>
  void required(std::string_view key, const T& value) {
    visit(Path{&path, key}, value);
  }
  template <class T>
  void optional(std::string_view key, const T& value) {
    visit(Path{&path, key}, value);
  }
  template <class T>
  void either(std::string_view, const T&, std::string_view, bool) {}
  template <class T>
  void details(std::string_view key, const Details& details) {
    if (const T* value = std::get_if<T>(&details)) visit(Path{&path, key}, *value);
  }

 private:
  template <class T>
  void visit(const Path& at, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (!is_utf8(value)) found(at);
    } else if constexpr (requires { fields(*this, value); }) {
      TextIo inner{at, found};
      fields(inner, value);
    }
  }
  template <class T>
  void visit(const Path& at, const std::vector<T>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) visit(Path{&at, {}, i}, values[i]);
  }
  template <class T>
  void visit(const Path& at, const std::optional<T>& value) {
    if (value) visit(at, *value);
  }
};

using Index = absl::flat_hash_map<std::string_view, std::size_t>;

/// Nodes that name nodes, by number.
using Graph = std::vector<std::vector<std::size_t>>;

/// Calls `found` with each way that leads back to its own start, told once. O(nodes + edges).
template <class Found>
void find_cycles(const Graph& graph, Found found) {
  enum class Mark : std::uint8_t { New, Open, Closed };
  std::vector<Mark> marks(graph.size(), Mark::New);
  struct Step {
    std::size_t node, next;
  };
  std::vector<Step> way;
  for (std::size_t start = 0; start < graph.size(); ++start) {
    if (marks[start] != Mark::New) continue;
    marks[start] = Mark::Open;
    way.push_back({start, 0});
    while (!way.empty()) {
      Step& step = way.back();
      if (step.next == graph[step.node].size()) {
        marks[step.node] = Mark::Closed;
        way.pop_back();
        continue;
      }
      const std::size_t to = graph[step.node][step.next++];
      if (marks[to] == Mark::New) {
        marks[to] = Mark::Open;
        way.push_back({to, 0});
      } else if (marks[to] == Mark::Open) {
        std::vector<std::size_t> cycle;
        for (auto at = std::ranges::find(way, to, &Step::node); at != way.end(); ++at) cycle.push_back(at->node);
        found(cycle);
      }
    }
  }
}

bool is_joint(MeasureKind kind) noexcept { return kind == MeasureKind::Agreement || kind == MeasureKind::Meeting; }

bool fits(const Details& details, MeasureKind kind) noexcept {
  switch (details.index()) {
    case 1:
      return kind == MeasureKind::Tariff;
    case 2:
      return kind == MeasureKind::ExportControl;
    case 3:
      return kind == MeasureKind::PortFee;
    case 4:
      return kind == MeasureKind::PurchaseCommitment;
    default:
      return true;
  }
}

std::string_view key_of(const Details& details) noexcept {
  constexpr std::string_view keys[] = {"", "tariff", "export_control", "port_fee", "purchase_commitment"};
  return keys[details.index()];
}

/// One pass over a dataset.
class Checker {
 public:
  explicit Checker(const Dataset& dataset) : dataset_(dataset) {}

  std::vector<Diagnostic> run() && {
    texts();
    index();
    for (std::size_t i = 0; i < dataset_.sources.size(); ++i) source(i);
    for (std::size_t i = 0; i < dataset_.measures.size(); ++i) measure(i);
    aliases();
    for (std::size_t i = 0; i < dataset_.claims.size(); ++i) claim(i);
    for (std::size_t i = 0; i < dataset_.scenarios.size(); ++i) scenario(i);
    for (std::size_t i = 0; i < dataset_.questions.size(); ++i) question(i);
    for (std::size_t i = 0; i < dataset_.stacking.size(); ++i) stacking(i);
    // What a claim's action is about can be told only where nothing dangles and nothing turns in circles.
    const bool whole = faults_.empty();
    cycles();
    if (whole && faults_.empty()) targets();
    return std::move(faults_);
  }

 private:
  void add(std::string_view id, std::string_view list, std::size_t i, std::string_view key, std::string message,
           std::string fix) {
    if (faults_.size() == max_faults) return;
    std::string pointer = fmt::format("/{}/{}", list, i);
    if (!key.empty()) pointer += fmt::format("/{}", key);
    faults_.push_back({.id = std::string(id),
                       .source = dataset_.name,
                       .pointer = std::move(pointer),
                       .message = std::move(message),
                       .fix = std::move(fix)});
  }

  void texts() {
    const auto found = [&](const Path& at) {
      if (faults_.size() == max_faults) return;
      faults_.push_back({.id = "TL-224",
                         .source = dataset_.name,
                         .pointer = at.pointer(),
                         .message = "text is not UTF-8",
                         .fix = "convert it before it is stored"});
    };
    const Path root;
    TextIo<decltype(found)> io{root, found};
    fields(io, dataset_);
  }

  // ---- ids and references -----------------------------------------------------------------------

  template <class Record>
  void index_list(const std::vector<Record>& records, std::string Record::*id, std::string_view list,
                  std::string_view key, Index& into) {
    into.reserve(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
      const std::string& name = records[i].*id;
      if (name.empty()) {
        add("TL-320", list, i, key, "empty id", "give it one of its own");
      } else if (!into.emplace(name, i).second) {
        add("TL-321", list, i, key, "id stands twice: " + truceline::quoted(name), "give each record an id of its own");
      }
    }
  }

  void index() {
    index_list(dataset_.sources, &Source::id, "sources", "id", sources_);
    index_list(dataset_.measures, &Measure::id, "measures", "id", measures_);
    index_list(dataset_.aliases, &Alias::alias, "aliases", "alias", aliases_);
    index_list(dataset_.claims, &Claim::id, "claims", "id", claims_);
    index_list(dataset_.scenarios, &Scenario::name, "scenarios", "name", scenarios_);
    Index questions, stacking;
    index_list(dataset_.questions, &Question::id, "questions", "id", questions);
    index_list(dataset_.stacking, &StackingRule::id, "stacking", "id", stacking);
    for (std::size_t i = 0; i < dataset_.aliases.size(); ++i) {
      if (measures_.contains(dataset_.aliases[i].alias)) {
        add("TL-321", "aliases", i, "alias", "a measure has the id " + truceline::quoted(dataset_.aliases[i].alias),
            "give the alias a name of its own");
      }
    }
  }

  bool known(std::string_view id, std::string_view what, bool found, std::string_view name, std::string_view list,
             std::size_t i, std::string_view key) {
    if (!found) {
      add(id, list, i, key, fmt::format("no such {}: {}", what, truceline::quoted(name)),
          fmt::format("add the {} or mend the id", what));
    }
    return found;
  }
  void known_source(std::string_view name, std::string_view list, std::size_t i) {
    known("TL-322", "source", sources_.contains(name), name, list, i, "source");
  }
  bool known_measure(std::string_view name, std::string_view list, std::size_t i, std::string_view key) {
    return known("TL-323", "measure", measures_.contains(name) || aliases_.contains(name), name, list, i, key);
  }
  /// Where an alias will not do.
  bool known_own_measure(std::string_view name, std::string_view list, std::size_t i, std::string_view key) {
    return known("TL-323", "measure", measures_.contains(name), name, list, i, key);
  }
  bool known_claim(std::string_view name, std::string_view list, std::size_t i, std::string_view key) {
    return known("TL-324", "claim", claims_.contains(name), name, list, i, key);
  }

  /// A list of ids, each known and none the record itself.
  template <class Known>
  void each(const std::vector<std::string>& ids, std::string_view own, std::string_view list, std::size_t i,
            std::string_view key, Known one_known) {
    for (std::size_t k = 0; k < ids.size(); ++k) {
      const std::string place = fmt::format("{}/{}", key, k);
      if (!own.empty() && ids[k] == own) {
        itself(list, i, place);
      } else {
        one_known(ids[k], place);
      }
    }
  }
  void itself(std::string_view list, std::size_t i, std::string_view key) {
    add("TL-328", list, i, key, "names itself", "name another, or leave it out");
  }
  void measures_of(const std::vector<std::string>& ids, std::string_view own, std::string_view list, std::size_t i,
                   std::string_view key) {
    each(ids, own, list, i, key,
         [&](std::string_view id, std::string_view place) { known_measure(id, list, i, place); });
  }
  void claims_of(const std::vector<std::string>& ids, std::string_view own, std::string_view list, std::size_t i,
                 std::string_view key) {
    each(ids, own, list, i, key, [&](std::string_view id, std::string_view place) { known_claim(id, list, i, place); });
  }

  // ---- records ----------------------------------------------------------------------------------

  void goods(const Goods& value, std::string_view list, std::size_t i, std::string_view key) {
    const auto digits = [&](const std::vector<std::string>& prefixes, std::string_view name) {
      for (std::size_t k = 0; k < prefixes.size(); ++k) {
        const std::string& prefix = prefixes[k];
        if (prefix.size() >= 2 && prefix.size() <= 10 && prefix.find_first_not_of("0123456789") == prefix.npos)
          continue;
        add("TL-221", list, i, fmt::format("{}/{}/{}", key, name, k), "not an HS prefix: " + truceline::quoted(prefix),
            "write 2 to 10 digits, without points");
      }
    };
    digits(value.hs, "hs");
    digits(value.except, "except");
  }

  void source(std::size_t i) {
    if (known_of(dataset_.sources[i]).is_unknown()) {
      add("TL-334", "sources", i, "", "no day from which the source is known",
          R"(state "published", or "proven": the latest day that its own text proves)");
    }
  }

  void measure(std::size_t i) {
    const Measure& value = dataset_.measures[i];
    std::vector<Jurisdiction> imposers = value.imposed_by;
    std::ranges::sort(imposers);
    if (std::ranges::adjacent_find(imposers) != imposers.end()) {
      add("TL-330", "measures", i, "imposed_by", "an imposer stands twice", "name each once");
    } else if (!is_joint(value.kind) && imposers.size() != 1) {
      add("TL-330", "measures", i, "imposed_by", fmt::format("a measure has one imposer, here {}", imposers.size()),
          "make it one measure a side, which mirror each other");
    }
    if (!fits(value.details, value.kind)) {
      add("TL-331", "measures", i, key_of(value.details),
          fmt::format("terms of a measure of kind {} in one of kind {}", key_of(value.details), word(value.kind)),
          "leave them out, or mend the kind");
    }
    if (const auto* commitment = std::get_if<PurchaseCommitment>(&value.details)) {
      for (std::size_t k = 0; k < commitment->tranches.size(); ++k) tranche(commitment->tranches[k], i, k);
    }
    goods(value.goods, "measures", i, "goods");
    if (!value.part_of.empty()) {
      if (value.part_of == value.id) {
        itself("measures", i, "part_of");
      } else {
        known_own_measure(value.part_of, "measures", i, "part_of");
      }
    }
    measures_of(value.based_on, value.id, "measures", i, "based_on");
    measures_of(value.mirrors, value.id, "measures", i, "mirrors");
    measures_of(value.relieves, value.id, "measures", i, "relieves");
  }

  void tranche(const Tranche& value, std::size_t i, std::size_t k) {
    const std::string at = fmt::format("purchase_commitment/tranches/{}", k);
    const auto fault = [&](std::string_view key, std::string message, std::string fix) {
      add("TL-354", "measures", i, fmt::format("{}/{}", at, key), std::move(message), std::move(fix));
    };
    if (!value.period.until()) {
      fault("period", "a tranche without an end: " + to_string(value.period), "state until when it is to be bought");
    }
    if (writable(value.quantity, "TL-235", "measures", i, at + "/quantity") && value.quantity.value == 0) {
      fault("quantity", "a tranche of nothing", "state how much is to be bought, or leave the tranche out");
    }
    if (value.baseline && writable(*value.baseline, "TL-235", "measures", i, at + "/baseline") &&
        value.baseline->unit != value.quantity.unit) {
      fault("baseline",
            fmt::format("a baseline in {}, a quantity in {}", truceline::quoted(value.baseline->unit),
                        truceline::quoted(value.quantity.unit)),
            "state both in one unit");
    }
  }

  void aliases() {
    for (std::size_t i = 0; i < dataset_.aliases.size(); ++i) {
      const Alias& value = dataset_.aliases[i];
      if (value.means.empty()) add("TL-329", "aliases", i, "means", "an alias of nothing", "name what it means");
      measures_of(value.means, value.alias, "aliases", i, "means");
    }
  }

  void scenario(std::size_t i) {
    const Scenario& value = dataset_.scenarios[i];
    if (!value.source.empty()) known_source(value.source, "scenarios", i);
    claims_of(value.ignores, {}, "scenarios", i, "ignores");
  }

  void question(std::size_t i) {
    const Question& value = dataset_.questions[i];
    measures_of(value.about, {}, "questions", i, "about");
    claims_of(value.claims, {}, "questions", i, "claims");
  }

  void stacking(std::size_t i) {
    const StackingRule& value = dataset_.stacking[i];
    known_own_measure(value.when, "stacking", i, "when");
    if (value.others.empty()) {
      add("TL-351", "stacking", i, "others", "a rule about nothing", "name the measures that it touches");
    }
    each(value.others, value.when, "stacking", i, "others",
         [&](std::string_view id, std::string_view place) { known_own_measure(id, "stacking", i, place); });
    if (value.base == StackingBase::Content && value.effect != StackingEffect::OnRemainder) {
      add("TL-352", "stacking", i, "base", fmt::format("base content with effect {}", word(value.effect)),
          "only on_remainder speaks of a share of the value");
    }
    if (value.until && !value.until->is_unknown() && !value.from.is_unknown() &&
        *value.until->latest() <= *value.from.earliest()) {
      add("TL-337", "stacking", i, "until",
          fmt::format("until {} is not after from {}", to_string(*value.until), to_string(value.from)),
          "until is the first day that the rule does not hold for");
    }
    if (!value.source.empty()) known_source(value.source, "stacking", i);
  }

  void claim(std::size_t i) {
    const Claim& value = dataset_.claims[i];
    const Action& action = value.action;
    known_source(value.source, "claims", i);
    const bool measured = known_measure(value.measure, "claims", i, "measure");
    for (const auto& [key, id] :
         {std::pair<std::string_view, const std::string&>{"of", action.of}, {"anchor", action.anchor}}) {
      if (id.empty()) continue;
      if (id == value.id) {
        itself("claims", i, key);
      } else {
        known_claim(id, "claims", i, key);
      }
    }
    claims_of(value.corrects, value.id, "claims", i, "corrects");
    scenario_of(value, i);
    if (measured && action.said == Said::Held) held(value, i);
    contradictions(action, i);
    verbs(action, i);
    dates(action, i);
    rates(action, i);
    amounts(action, i);
    goods(action.limits.goods, "claims", i, "limits/goods");
    place(value.at, i);
  }

  void scenario_of(const Claim& value, std::size_t i) {
    const bool hypothetical = value.standing == Standing::Hypothetical;
    if (hypothetical && value.scenario.empty()) {
      add("TL-333", "claims", i, "standing", "a hypothetical claim without its scenario", R"(name it in "scenario")");
    } else if (!hypothetical && !value.scenario.empty()) {
      add("TL-333", "claims", i, "scenario", fmt::format("a claim that is {} in a scenario", word(value.standing)),
          R"(make its standing "hypothetical", or leave the scenario out)");
    } else if (hypothetical) {
      known("TL-325", "scenario", scenarios_.contains(value.scenario), value.scenario, "claims", i, "scenario");
    }
  }

  void held(const Claim& value, std::size_t i) {
    const auto found = measures_.find(value.measure);
    if (found == measures_.end()) return;  // an alias; each of its measures may be a meeting
    const MeasureKind kind = dataset_.measures[found->second].kind;
    if (kind == MeasureKind::Meeting) return;
    add("TL-332", "claims", i, "said",
        fmt::format("only meetings are held; {} is of kind {}", truceline::quoted(value.measure), word(kind)),
        "say what happened to it, or mend the kind");
  }

  void contradictions(const Action& action, std::size_t i) {
    if (action.undecided && !action.from.is_unknown()) {
      add("TL-335", "claims", i, "from", "a start that is both stated and undecided", "keep one");
    }
    if (action.varying && action.rate) {
      add("TL-335", "claims", i, "rate", "a rate that is both stated and varying", "keep one");
    }
  }

  void verbs(const Action& action, std::size_t i) {
    const Verb verb = verb_of(action.said);
    const auto only = [&](bool present, std::string_view key, bool allowed, std::string_view of) {
      if (!present || allowed) return;
      add("TL-336", "claims", i, key, fmt::format("\"{}\" does not go with \"{}\"", key, word(action.said)),
          fmt::format("it belongs to what is {}", of));
    };
    const bool ruling = action.said == Said::StruckDown;
    only(action.portion.has_value(), "portion", verb == Verb::Suspended || verb == Verb::Extended,
         "suspended or extended");
    only(action.previous.has_value(), "previous", verb == Verb::RateSet || verb == Verb::Imposed,
         "imposed, rate_set, raised or lowered");
    const bool charges = verb == Verb::Imposed || verb == Verb::RateSet || verb == Verb::ScopeSet;
    for (const auto& [key, amount] : amounts_of(action.charge)) {
      only(amount->has_value(), key, charges, "imposed, or changes in rate or scope");
    }
    only(action.quantity.has_value(), "quantity", verb == Verb::Progress, "progress");
    only(action.from_beginning, "from_beginning", ruling, "struck_down");
    only(action.stayed, "stayed", ruling, "struck_down");
  }

  void dates(const Action& action, std::size_t i) {
    const bool timed_end = action.until && action.until->is_day();
    if (action.from_time && !action.from.is_day()) {
      add("TL-338", "claims", i, "from_time", "a time without its day", R"("from" must be a single day)");
    }
    if (action.until_time && !timed_end) {
      add("TL-338", "claims", i, "until_time", "a time without its day", R"("until" must be a single day)");
    }
    if (action.term && (action.term->months < 0 || action.term->days < 0 || *action.term == Term{})) {
      add("TL-337", "claims", i, "term", "a term must be positive: " + to_string(*action.term),
          "state how long it lasts");
    }
    if (action.until && !action.until->is_unknown() && !action.from.is_unknown()) {
      const Date first = *action.from.earliest(), end = *action.until->latest();
      const auto start_time = action.from_time.value_or(TimeOfDay()),
                 end_time = action.until_time.value_or(TimeOfDay());
      if (end < first || (end == first && end_time <= start_time)) {
        add("TL-337", "claims", i, "until",
            fmt::format("until {} is not after from {}", to_string(*action.until), to_string(action.from)),
            "until is the first day without effect");
      }
    }
  }

  void rates(const Action& action, std::size_t i) {
    const auto limit = [&](const std::optional<Rate>& rate, std::string_view key) {
      if (!rate || (*rate >= Rate() && *rate <= max_rate)) return;
      add("TL-223", "claims", i, key, fmt::format("rate out of range: {} %", to_percent(*rate)),
          "rates are 0 to 1000000 %");
    };
    limit(action.rate, "rate");
    limit(action.previous, "previous");
    limit(action.portion, "portion");
  }

  static std::array<std::pair<std::string_view, const std::optional<Specific>*>, 3> amounts_of(const Charge& charge) {
    return {{{"specific", &charge.specific}, {"minimum", &charge.minimum}, {"maximum", &charge.maximum}}};
  }

  void amounts(const Action& action, std::size_t i) {
    for (const auto& [key, amount] : amounts_of(action.charge)) {
      if (*amount) writable(**amount, "TL-234", "claims", i, key);
    }
    if (action.quantity) writable(*action.quantity, "TL-235", "claims", i, "quantity");
    const auto &low = action.charge.minimum, &high = action.charge.maximum;
    if (low && high && low->per == high->per && low->amount.currency == high->amount.currency &&
        low->amount > high->amount) {
      add("TL-339", "claims", i, "minimum", fmt::format("at least {}, at most {}", to_string(*low), to_string(*high)),
          "a minimum is what is charged at least");
    }
  }

  /// True if the value reads back from what is written of it; else tells so.
  template <class T>
  bool writable(const T& value, std::string_view id, std::string_view list, std::size_t i, std::string_view key) {
    const std::string text = to_string(value);
    const auto again = [&] {
      if constexpr (std::is_same_v<T, Specific>) {
        return parse_specific(text);
      } else {
        return parse_quantity(text);
      }
    }();
    if (again.ok() && *again == value) return true;
    add(id, list, i, key, "amount or unit out of range: " + truceline::quoted(text),
        "amounts are not negative, units are words that begin with a letter, currencies are ISO 4217 codes");
    return false;
  }

  void place(const Place& at, std::size_t i) {
    if (at.paragraph < 0 || at.begin < 0 || at.end < at.begin) {
      add("TL-222", "claims", i, "at", "not a place in a text",
          "paragraphs count from 1, bytes from 0, and begin is not after end");
    }
  }

  // ---- circles ----------------------------------------------------------------------------------

  template <class Record, class Edges>
  void cycles_of(const std::vector<Record>& records, std::string Record::*id, std::string_view list,
                 std::string_view key, Edges edges) {
    Graph graph(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) edges(records[i], graph[i]);
    find_cycles(graph, [&](const std::vector<std::size_t>& cycle) {
      if (cycle.size() == 1) return;  // names itself, which is told already
      std::string way;
      for (const std::size_t node : cycle) way += records[node].*id + " -> ";
      add("TL-326", list, cycle.front(), key, "a circle: " + way + records[cycle.front()].*id,
          "take one of the steps out");
    });
  }

  static void edge(const Index& index, std::string_view id, std::vector<std::size_t>& to) {
    if (const auto found = index.find(id); found != index.end()) to.push_back(found->second);
  }

  void cycles() {
    cycles_of(dataset_.measures, &Measure::id, "measures", "part_of",
              [&](const Measure& value, auto& to) { edge(measures_, value.part_of, to); });
    cycles_of(dataset_.aliases, &Alias::alias, "aliases", "means", [&](const Alias& value, auto& to) {
      for (const std::string& id : value.means) edge(aliases_, id, to);
    });
    cycles_of(dataset_.claims, &Claim::id, "claims", "corrects", [&](const Claim& value, auto& to) {
      for (const std::string& id : value.corrects) edge(claims_, id, to);
    });
    // Both give an action its day, so that they may not turn in a circle together either.
    cycles_of(dataset_.claims, &Claim::id, "claims", "", [&](const Claim& value, auto& to) {
      edge(claims_, value.action.of, to);
      edge(claims_, value.action.anchor, to);
    });
    stacking_cycles();
  }

  /// The measure and its parts, and theirs. Each once, whatever turns in circles.
  static std::vector<std::size_t> with_parts(const Graph& parts, std::size_t measure) {
    std::vector<std::size_t> all{measure};
    absl::flat_hash_set<std::size_t> seen{measure};
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const std::size_t part : parts[all[i]]) {
        if (seen.insert(part).second) all.push_back(part);
      }
    }
    return all;
  }

  /// Rules that share a day hold together on the latest of their first days, so only those days are looked at. Dates
  /// are read at their earliest, as a status reads them (rule 6).
  void stacking_cycles() {
    struct Edge {
      std::size_t from, to, rule;
    };
    std::vector<Edge> edges;
    std::set<Date> first_days;
    const auto first_day = [](const StackingRule& rule) { return rule.from.earliest().value_or(Date::min()); };
    Graph parts(dataset_.measures.size());
    for (std::size_t i = 0; i < dataset_.measures.size(); ++i) {
      const auto package = measures_.find(dataset_.measures[i].part_of);
      if (package != measures_.end()) parts[package->second].push_back(i);
    }
    for (std::size_t i = 0; i < dataset_.stacking.size(); ++i) {
      const StackingRule& rule = dataset_.stacking[i];
      const auto when = measures_.find(rule.when);
      if (rule.effect == StackingEffect::OnRemainder || when == measures_.end()) continue;
      first_days.insert(first_day(rule));
      for (const std::string& id : rule.others) {
        const auto other = measures_.find(id);
        if (other == measures_.end() || other == when) continue;  // told already
        for (const std::size_t from : with_parts(parts, when->second)) {
          for (const std::size_t to : with_parts(parts, other->second)) edges.push_back({from, to, i});
        }
      }
    }
    std::set<std::vector<std::size_t>> told;
    for (const Date day : first_days) {
      Graph graph(dataset_.measures.size());
      absl::flat_hash_map<std::pair<std::size_t, std::size_t>, std::size_t> rule_of;
      for (const Edge& edge : edges) {
        const StackingRule& rule = dataset_.stacking[edge.rule];
        const auto end = rule.until ? rule.until->earliest() : std::nullopt;
        if (day < first_day(rule) || (end && *end <= day)) continue;
        if (rule_of.try_emplace({edge.from, edge.to}, edge.rule).second) graph[edge.from].push_back(edge.to);
      }
      find_cycles(graph, [&](const std::vector<std::size_t>& cycle) {
        std::vector<std::size_t> rules;
        std::string way;
        for (std::size_t k = 0; k < cycle.size(); ++k) {
          const std::size_t to = cycle[(k + 1) % cycle.size()];
          const std::size_t rule = rule_of.at({cycle[k], to});
          rules.push_back(rule);
          way +=
              fmt::format("{}{} {} {} ({})", k == 0 ? "" : ", ", dataset_.measures[cycle[k]].id,
                          word(dataset_.stacking[rule].effect), dataset_.measures[to].id, dataset_.stacking[rule].id);
        }
        std::ranges::sort(rules);
        rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
        const std::size_t first = rules.front();
        if (!told.insert(std::move(rules)).second) return;
        const std::string when = day == Date::min() ? std::string() : " on " + to_string(day);
        add("TL-353", "stacking", first, "", fmt::format("a circle of rules{}: {}", when, way),
            "take one of the rules out, or end it before the other begins");
      });
    }
  }

  // ---- whose action is meant -----------------------------------------------------------------------

  using Measures = absl::flat_hash_set<std::size_t>;

  /// The measures that a name means.
  Measures meant(std::string_view name) const {
    Measures measures;
    absl::flat_hash_set<std::string_view> seen{name};
    std::vector<std::string_view> open{name};
    while (!open.empty()) {
      const std::string_view next = open.back();
      open.pop_back();
      if (const auto measure = measures_.find(next); measure != measures_.end()) measures.insert(measure->second);
      if (const auto alias = aliases_.find(next); alias != aliases_.end()) {
        for (const std::string& id : dataset_.aliases[alias->second].means) {
          if (seen.insert(id).second) open.push_back(id);
        }
      }
    }
    return measures;
  }

  void targets() {
    for (std::size_t i = 0; i < dataset_.claims.size(); ++i) {
      const Claim& value = dataset_.claims[i];
      if (value.action.of.empty() || !value.scenario.empty()) continue;
      const Claim& target = dataset_.claims[claims_.at(value.action.of)];
      if (target.measure == value.measure) continue;
      const Measures allowed = meant(target.measure);
      const auto leads_to = [&](std::size_t measure) {
        for (;;) {
          if (allowed.contains(measure)) return true;
          const std::string& package = dataset_.measures[measure].part_of;
          if (package.empty()) return false;
          measure = measures_.at(package);
        }
      };
      if (std::ranges::any_of(meant(value.measure), leads_to)) continue;
      add("TL-327", "claims", i, "of",
          fmt::format("{} is about {}, not about {} or its package", truceline::quoted(target.id),
                      truceline::quoted(target.measure), truceline::quoted(value.measure)),
          R"(name a claim on the same measure; "anchor" may name any)");
    }
  }

  const Dataset& dataset_;
  Index sources_, measures_, aliases_, claims_, scenarios_;
  std::vector<Diagnostic> faults_;
};

}  // namespace

std::vector<Diagnostic> faults_of(const Dataset& dataset) { return Checker(dataset).run(); }

absl::Status check(const Dataset& dataset) { return faults(faults_of(dataset)); }

}  // namespace v0
}  // namespace truceline
