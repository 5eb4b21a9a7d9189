#include <truceline/write/tables.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <truceline/record/words.hpp>
#include <truceline/timeline/format.hpp>
#include <truceline/timeline/reconcile.hpp>
#include "write/duty_tables.hpp"

namespace truceline {
inline namespace v0 {
namespace {

// ---- cells ------------------------------------------------------------------------------------------------------------

Cell cell(std::string_view text) { return text.empty() ? Cell() : Cell(std::string(text)); }
Cell cell(Date day) { return day; }
Cell cell(std::optional<Date> day) { return day ? Cell(*day) : Cell(); }
Cell cell(std::int64_t number) { return number; }
Cell cell(std::optional<Rate> rate) { return rate ? Cell(rate->ppm()) : Cell(); }
Cell cell(const FuzzyDate& date) { return date.is_unknown() ? Cell() : Cell(to_string(date)); }
Cell cell(const std::optional<FuzzyDate>& date) { return date ? cell(*date) : Cell(); }
Cell cell(const std::optional<Term>& term) { return term ? Cell(to_string(*term)) : Cell(); }
Cell flag(bool value) { return value; }

template <class Enum>
Cell word_cell(std::optional<Enum> value) {
  return value ? cell(word(*value)) : Cell();
}

Cell list(const std::vector<std::string>& ids) { return cell(fmt::format("{}", fmt::join(ids, " "))); }
template <class Values>
Cell words(const Values& values) {
  std::vector<std::string> texts;
  for (const auto value : values) texts.emplace_back(word(value));
  return list(texts);
}
Cell list(const std::vector<Jurisdiction>& values) {
  std::vector<std::string> texts;
  for (const Jurisdiction value : values) texts.push_back(to_string(value));
  return list(texts);
}

// ---- columns ----------------------------------------------------------------------------------------------------------

/// A column, and what a record has in it.
template <class Record>
struct Field {
  Column column;
  std::function<Cell(const Record&)> value;
};
template <class Record>
using Fields = std::vector<Field<Record>>;

template <class Record>
Table table_of(std::string name, std::string meaning, std::vector<std::string> key, const Fields<Record>& fields,
               const std::vector<Record>& records) {
  Table table{.name = std::move(name), .meaning = std::move(meaning), .columns = {}, .key = std::move(key), .rows = {}};
  for (const auto& field : fields) table.columns.push_back(field.column);
  table.rows.reserve(records.size());
  for (const Record& record : records) {
    auto& row = table.rows.emplace_back();
    row.reserve(fields.size());
    for (const auto& field : fields) row.push_back(field.value(record));
  }
  return table;
}

/// Adds the columns of an answer, which findings and segments share.
template <class Record>
void add_answer(Fields<Record>& fields, const std::function<const Answer&(const Record&)>& of) {
  const auto add = [&](const char* name, CellType type, const char* meaning, Cell (*value)(const Answer&)) {
    fields.push_back({{name, type, meaning}, [of, value](const Record& record) { return value(of(record)); }});
  };
  using enum CellType;
  add("status", Text, "none, unknown, proposed, scheduled, in_force, suspended or ended",
      [](const Answer& a) { return cell(word(a.status)); });
  add("ending", Text, "how it ended, where it has", [](const Answer& a) { return word_cell(a.ending); });
  add("standing", Text, "how firm it is, where it is proposed", [](const Answer& a) { return word_cell(a.standing); });
  add("certainty", Text, "certain, or possible: another status or rate is open, too",
      [](const Answer& a) { return cell(word(a.certainty)); });
  add("may_be", Text, "every status that imprecise dates allow", [](const Answer& a) { return words(a.may_be); });
  add("rate_ppm", Integer, "the rate charged, net of what is suspended; empty where unknown, which is not zero",
      [](const Answer& a) { return cell(a.rate); });
  add("varying", Flag, "the sources say that the rate varies", [](const Answer& a) { return flag(a.varying); });
  add("suspended_ppm", Integer, "the part of the rate that is suspended",
      [](const Answer& a) { return cell(a.suspended_rate); });
  add("charge", Text, "what is charged by unit: USD 50.00 per net ton",
      [](const Answer& a) { return cell(to_string(a.charge)); });
  add("since", Text, "when status and rate became so (EDTF); empty: as far back as days go",
      [](const Answer& a) { return cell(a.since); });
  add("until", Text, "the first day on which they are no longer so (EDTF); empty: open",
      [](const Answer& a) { return cell(a.until); });
  add("assumed", Text, "which of since and until no source states", [](const Answer& a) { return words(a.assumed); });
  add("voided", Flag, "a ruling has since undone it from the beginning",
      [](const Answer& a) { return flag(a.voided); });
  add("because", Text, "the claims it rests on", [](const Answer& a) { return list(a.because); });
  add("proposals", Text, "claims that propose to change it", [](const Answer& a) { return list(a.proposals); });
}

// ---- tables -----------------------------------------------------------------------------------------------------------

using enum CellType;

Table measures_table(const Dataset& dataset) {
  const Fields<Measure> fields{
      {{"id", Text, "the measure"}, [](const Measure& m) { return cell(m.id); }},
      {{"kind", Text, "tariff, export_control, port_fee, …"}, [](const Measure& m) { return cell(word(m.kind)); }},
      {{"title", Text, "a short English name"}, [](const Measure& m) { return cell(m.title); }},
      {{"imposed_by", Text, "ISO 3166-1 codes"}, [](const Measure& m) { return list(m.imposed_by); }},
      {{"target", Text, "ISO 3166-1 codes; * is the world"}, [](const Measure& m) { return list(m.target); }},
      {{"authority", Text, "the legal authority"}, [](const Measure& m) { return cell(m.authority); }},
      {{"goods", Text, "what it reaches, as its source names it"},
       [](const Measure& m) { return cell(to_string(m.goods)); }},
      {{"part_of", Text, "the package that it is part of"}, [](const Measure& m) { return cell(m.part_of); }},
      {{"relieves", Text, "of a relief: the measures it relieves from"},
       [](const Measure& m) { return list(m.relieves); }},
      {{"note", Text, "a note of the dataset"}, [](const Measure& m) { return cell(m.note); }}};
  return table_of("measures", "One thing that a jurisdiction does to trade.", {"id"}, fields, dataset.measures);
}

Table sources_table(const Dataset& dataset) {
  const Fields<Source> fields{
      {{"id", Text, "the source"}, [](const Source& s) { return cell(s.id); }},
      {{"kind", Text, "article or act"}, [](const Source& s) { return cell(word(s.kind)); }},
      {{"outlet", Text, "newspaper, site, or issuing authority"}, [](const Source& s) { return cell(s.outlet); }},
      {{"title", Text, "its title"}, [](const Source& s) { return cell(s.title); }},
      {{"author", Text, "its author"}, [](const Source& s) { return cell(s.author); }},
      {{"published", Text, "the day it appeared (EDTF); empty where it does not say"},
       [](const Source& s) { return cell(s.published); }},
      {{"address", Text, "URL or citation"}, [](const Source& s) { return cell(s.address); }}};
  return table_of("sources", "One article or official act.", {"id"}, fields, dataset.sources);
}

Table claims_table(const Timeline& timeline) {
  std::map<std::string_view, const Learned*> learned;
  const std::vector<Learned> all = timeline.learned(Period::since(Date::min()));
  for (const Learned& one : all) learned.emplace(one.claim, &one);
  const auto learned_of = [&learned](const Claim& c) {
    const auto found = learned.find(c.id);
    return found == learned.end() ? nullptr : found->second;
  };
  const Fields<Claim> fields{
      {{"id", Text, "the claim"}, [](const Claim& c) { return cell(c.id); }},
      {{"source", Text, "the source that says it"}, [](const Claim& c) { return cell(c.source); }},
      {{"measure", Text, "the measure, or an alias of one or more"}, [](const Claim& c) { return cell(c.measure); }},
      {{"known_from", Day, "the day from which it was known; empty: in no view but a scenario's"},
       [learned_of](const Claim& c) {
         const Learned* const one = learned_of(c);
         return one == nullptr ? Cell() : cell(one->known);
       }},
      {{"known_assumed", Flag, "the source does not say its day"},
       [learned_of](const Claim& c) {
         const Learned* const one = learned_of(c);
         return flag(one != nullptr && one->assumed);
       }},
      {{"said", Text, "the verb as the source says it"}, [](const Claim& c) { return cell(word(c.action.said)); }},
      {{"verb", Text, "what it does to the measure"},
       [](const Claim& c) { return cell(word(verb_of(c.action.said))); }},
      {{"standing", Text, "how firm it is; only done and announced move the legal state"},
       [](const Claim& c) { return cell(word(c.standing)); }},
      {{"begins", Text, "first day of effect (EDTF); empty: not stated"},
       [](const Claim& c) { return cell(c.action.from); }},
      {{"undecided", Flag, "the source itself leaves the start open"},
       [](const Claim& c) { return flag(c.action.undecided); }},
      {{"ends", Text, "first day without effect (EDTF)"}, [](const Claim& c) { return cell(c.action.until); }},
      {{"term", Text, "length from the start (ISO 8601)"}, [](const Claim& c) { return cell(c.action.term); }},
      {{"rate_ppm", Integer, "the whole rate from then on"}, [](const Claim& c) { return cell(c.action.rate); }},
      {{"previous_ppm", Integer, "the rate of the day before, as the source tells it"},
       [](const Claim& c) { return cell(c.action.previous); }},
      {{"portion_ppm", Integer, "of a suspension: how much of the rate; empty: the whole"},
       [](const Claim& c) { return cell(c.action.portion); }},
      {{"charge", Text, "amounts by unit"}, [](const Claim& c) { return cell(to_string(c.action.charge)); }},
      {{"scope", Text, "the goods, parties and conditions that alone it concerns"},
       [](const Claim& c) { return cell(c.action.limits.empty() ? std::string() : to_string(c.action.limits)); }},
      {{"scenario", Text, "of a hypothetical claim: the scenario"}, [](const Claim& c) { return cell(c.scenario); }},
      {{"corrects", Text, "claims that it silences"}, [](const Claim& c) { return list(c.corrects); }},
      {{"paragraph", Integer, "where in the source, from 1; empty: not stated"},
       [](const Claim& c) { return c.at.paragraph == 0 ? Cell() : cell(std::int64_t{c.at.paragraph}); }},
      {{"note", Text, "a note of the dataset"}, [](const Claim& c) { return cell(c.note); }}};
  return table_of("claims", "One source saying one action; never edited, never dropped.", {"id"}, fields,
                  timeline.dataset().claims);
}

Table actions_table(const std::vector<Reconciled>& actions) {
  const Fields<Reconciled> fields{
      {{"measure", Text, "the measure"}, [](const Reconciled& r) { return cell(r.measure); }},
      {{"said", Text, "the verb that prevails"}, [](const Reconciled& r) { return cell(word(r.action.said)); }},
      {{"verb", Text, "what it does to the measure"},
       [](const Reconciled& r) { return cell(word(verb_of(r.action.said))); }},
      {{"standing", Text, "the firmest known"}, [](const Reconciled& r) { return cell(word(r.standing)); }},
      {{"known_from", Day, "the first day on which one of its claims is known"},
       [](const Reconciled& r) { return cell(r.known); }},
      {{"begins", Text, "where it is read to begin (EDTF); empty: undecided, or a ruling without a day"},
       [](const Reconciled& r) { return cell(r.start); }},
      {{"begins_from", Day, "the earliest day of that"}, [](const Reconciled& r) { return cell(r.start.earliest()); }},
      {{"begins_to", Day, "the latest day of that, included"},
       [](const Reconciled& r) { return cell(r.start.latest()); }},
      {{"assumed", Flag, "no source states the start"}, [](const Reconciled& r) { return flag(r.assumed); }},
      {{"ends", Text, "first day without effect (EDTF)"}, [](const Reconciled& r) { return cell(r.action.until); }},
      {{"term", Text, "length from the start (ISO 8601)"}, [](const Reconciled& r) { return cell(r.action.term); }},
      {{"rate_ppm", Integer, "the whole rate from then on"}, [](const Reconciled& r) { return cell(r.action.rate); }},
      {{"portion_ppm", Integer, "of a suspension: how much of the rate; empty: the whole"},
       [](const Reconciled& r) { return cell(r.action.portion); }},
      {{"charge", Text, "amounts by unit"}, [](const Reconciled& r) { return cell(to_string(r.action.charge)); }},
      {{"scope", Text, "the goods, parties and conditions that alone it concerns"},
       [](const Reconciled& r) { return cell(r.action.limits.empty() ? std::string() : to_string(r.action.limits)); }},
      {{"claims", Text, "all that tell of it"}, [](const Reconciled& r) { return list(r.claims); }}};
  return table_of("actions", "What happened to a measure, as all claims of it together tell it.", {}, fields, actions);
}

Table conflicts_table(const std::vector<Conflict>& conflicts) {
  const auto sides = [](const Conflict& conflict) {
    std::string text;
    for (const Contention& side : conflict.sides)
      text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", side.claim, side.value.empty() ? "—" : side.value);
    return cell(text);
  };
  const Fields<Conflict> fields{
      {{"measure", Text, "the measure"}, [](const Conflict& c) { return cell(c.measure); }},
      {{"field", Text, "what they disagree on"}, [](const Conflict& c) { return cell(c.field); }},
      {{"rule", Integer, "the rule that decides it (docs/model.md)"},
       [](const Conflict& c) { return cell(std::int64_t{c.rule}); }},
      {{"prevails", Text, "the value that counts; empty where all stand"},
       [](const Conflict& c) { return c.prevails ? cell(*c.prevails) : Cell(); }},
      {{"sides", Text, "each claim and the value it states"}, sides},
      {{"text", Text, "the same in plain English"}, [](const Conflict& c) { return cell(c.text); }}};
  return table_of("conflicts", "Where claims disagree with one another or with the rules.", {}, fields, conflicts);
}

Table findings_table(const View& view, Date on) {
  std::vector<Finding> findings;
  for (const std::string& id : view.measures()) findings.push_back(view.state(*view.measure(id), on));
  Fields<Finding> fields{{{"measure", Text, "the measure"}, [](const Finding& f) { return cell(f.measure); }},
                         {{"valid_day", Day, "the day asked about"}, [](const Finding& f) { return cell(f.on); }},
                         {{"known_day", Day, "as the world could know it on that day; empty: in hindsight"},
                          [known = view.known()](const Finding&) { return cell(known); }}};
  add_answer<Finding>(fields, [](const Finding& f) -> const Answer& { return f; });
  fields.push_back({{"next_from", Text, "when the next state begins (EDTF)"},
                    [](const Finding& f) { return f.next ? cell(f.next->on) : Cell(); }});
  fields.push_back({{"next_status", Text, "what it is then"},
                    [](const Finding& f) { return f.next ? cell(word(f.next->status)) : Cell(); }});
  fields.push_back(
      {{"next_ppm", Integer, "the rate then"}, [](const Finding& f) { return f.next ? cell(f.next->rate) : Cell(); }});
  fields.push_back(
      {{"projected", Flag, "the day lies after what was known"}, [](const Finding& f) { return flag(f.projected); }});
  fields.push_back({{"package", Flag, "sums up the measures that are part of it; never add it to them"},
                    [](const Finding& f) { return flag(f.package); }});
  fields.push_back({{"sources", Text, "those of because"}, [](const Finding& f) { return list(f.sources); }});
  return table_of("findings", "What each measure is on one day.", {"measure"}, fields, findings);
}

Table segments_table(const Timeline& timeline) {
  Fields<Segment> fields{
      {{"measure", Text, "the measure"}, [](const Segment& s) { return cell(s.measure); }},
      {{"valid_from", Day, "the first day on which the answer holds"},
       [](const Segment& s) { return cell(s.valid.from()); }},
      {{"valid_to", Day, "the first day on which it no longer does; empty: no end"},
       [](const Segment& s) { return cell(s.valid.until()); }},
      {{"known_from", Day, "the first day that could know it"}, [](const Segment& s) { return cell(s.known.from()); }},
      {{"known_to", Day, "the first day that knows otherwise; empty: it stands in hindsight"},
       [](const Segment& s) { return cell(s.known.until()); }}};
  add_answer<Segment>(fields, [](const Segment& s) -> const Answer& { return s.answer; });
  return table_of("segments", "What held when, and who could know it when: each day and known day of a measure once.",
                  {"measure", "valid_from", "known_from"}, fields, timeline.segments());
}

}  // namespace

Result<std::vector<Table>> tables_of(const Timeline& timeline, const TableOptions& options) {
  const View view = options.known ? timeline.as_known_on(*options.known) : timeline.hindsight();
  const Dataset& dataset = timeline.dataset();
  const Result<std::vector<Reconciled>> actions = reconcile(dataset, options.known);
  if (!actions.ok()) return actions.status();
  std::vector<Table> tables;
  tables.push_back(measures_table(dataset));
  tables.push_back(sources_table(dataset));
  tables.push_back(claims_table(timeline));
  tables.push_back(actions_table(*actions));
  tables.push_back(conflicts_table(view.conflicts()));
  tables.push_back(findings_table(view, options.on));
  tables.push_back(segments_table(timeline));
  Result<std::vector<Table>> duties = duty_tables(timeline, options);
  if (!duties.ok()) return duties.status();
  std::move(duties->begin(), duties->end(), std::back_inserter(tables));
  return tables;
}

}  // namespace v0
}  // namespace truceline
