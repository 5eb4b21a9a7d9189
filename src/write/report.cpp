#include <truceline/write/report.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include <truceline/duty/duty.hpp>
#include <truceline/timeline/format.hpp>

#include "calendar/fault.hpp"
#include "write/picture.hpp"
#include "write/text_width.hpp"

namespace truceline {
inline namespace v0 {
namespace {

// ---- one page ---------------------------------------------------------------------------------------------------------

/// No cell and no statement is longer, in bytes: a record may hold a text of any length.
constexpr std::size_t cell_limit = 100, item_limit = 240, heading_limit = 160;

/// Fit to stand in a line: no control characters, and cut where it is too long.
std::string fit(std::string_view text, std::size_t limit) {
  std::string line = clean(text);
  if (line.size() <= limit) return line;
  std::size_t cut = limit;
  while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
  line.resize(cut);
  return line + "…";
}

/// At most so many rows a section, and half as many items a row and sources an item. The first section, at a glance, is
/// kept but for its sources.
struct Cap {
  std::size_t rows;

  [[nodiscard]] std::size_t items() const { return std::max<std::size_t>(rows / 2, 1); }
};

/// Cuts a list to a limit, and returns how many went.
template <class T>
std::size_t cut(std::vector<T>& list, std::size_t limit) {
  if (list.size() <= limit) return 0;
  const std::size_t more = list.size() - limit;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(limit), list.end());
  return more;
}

/// Whether two sources make one footnote: one page that is told of twice, say.
bool same_note(const Source& a, const Source& b) {
  const auto first = [](const Source& source) { return source.address.substr(0, source.address.find(" | ")); };
  return a.outlet == b.outlet && a.title == b.title && first(a) == first(b) && known_of(a) == known_of(b) &&
         !(a.outlet + a.title + a.address).empty();
}

/// The draft cut to a cap a section. In a draft, footnotes are places in the dataset; here they are numbered as they are cited.
Report page_of(const Report& draft, const std::vector<Cap>& caps, const Dataset& dataset) {
  Report page = draft;
  std::map<std::size_t, std::size_t> numbers;
  const auto number_of = [&](std::size_t source) {
    const auto [place, fresh] = numbers.emplace(source, 0);
    if (!fresh) return place->second;
    const Source& note = dataset.sources[source];
    const auto same =
        std::find_if(page.notes.begin(), page.notes.end(), [&](const Source& other) { return same_note(note, other); });
    place->second = static_cast<std::size_t>(same - page.notes.begin()) + 1;
    if (same == page.notes.end()) page.notes.push_back(note);
    return place->second;
  };
  for (ReportSection& section : page.sections) {
    const bool whole = &section == &page.sections.front();
    const Cap cap = caps[static_cast<std::size_t>(&section - page.sections.data())];
    if (!whole) section.more = cut(section.rows, cap.rows);
    for (ReportRow& row : section.rows) {
      if (!whole) row.more = cut(row.items, cap.items());
      for (ReportItem& item : row.items) {
        item.more_notes = cut(item.notes, cap.items()) > 0;
        for (std::size_t& note : item.notes) note = number_of(note);
        std::sort(item.notes.begin(), item.notes.end());
        item.notes.erase(std::unique(item.notes.begin(), item.notes.end()), item.notes.end());
      }
    }
  }
  return page;
}

/// The most of a draft that is no longer than the page: first as much of every section, then of each what room is left.
Report fitted(const Report& draft, const ReportOptions& options, const Dataset& dataset) {
  constexpr std::size_t all = static_cast<std::size_t>(-1);
  std::vector<Cap> caps(draft.sections.size(), Cap{all});
  if (options.lines == 0) return page_of(draft, caps, dataset);
  const auto limit = static_cast<std::size_t>(std::max(options.lines, 40));
  const auto fits = [&] {
    const std::string text = to_text(page_of(draft, caps, dataset));
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) <= limit;
  };
  // Every row takes a line, so that no page could hold more rows than it has lines; of items, half as many.
  std::size_t low = 0;
  std::size_t high = 2 * limit;
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    std::fill(caps.begin(), caps.end(), Cap{middle});
    if (fits()) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  std::fill(caps.begin(), caps.end(), Cap{low});
  for (std::size_t i = 1; i < caps.size(); ++i) {
    while (caps[i].rows < 2 * limit) {
      ++caps[i].rows;
      if (fits()) continue;
      --caps[i].rows;
      break;
    }
  }
  return page_of(draft, caps, dataset);
}

absl::Status nothing() {
  return fault({.id = "TL-721",
                .message = "nothing to report: the timeline has no measure",
                .fix = "give a dataset that has measures"});
}

// ---- what the lines say ---------------------------------------------------------------------------------------------

std::string seen(const std::optional<Date>& known) {
  return known ? fmt::format("Seen as known on {}", *known) : "Seen in hindsight";
}

std::string heading(std::string_view text) { return fit(text, heading_limit); }

std::string in_days(int days) { return fmt::format("in {} day{}", days, days == 1 ? "" : "s"); }

/// Status and rate: "in force at 10 % (24 % suspended)", "suspended (24 %)".
std::string state_of(const Answer& answer) {
  if (answer.status == Status::None) return "nothing known";
  std::string text = spaced(word(answer.status));
  if (answer.standing) text += fmt::format(" ({})", spaced(word(*answer.standing)));
  if (answer.ending && *answer.ending != Ending::Ended) text += fmt::format(" ({})", spaced(word(*answer.ending)));
  const std::string label = label_of(answer);
  if (label.empty()) return text;
  if (answer.varying) return text + " at a varying rate";
  return text + (answer.status == Status::Suspended ? fmt::format(" ({})", label) : fmt::format(" at {}", label));
}

/// What no source states or leaves open; empty where all is certain.
std::string doubt_of(const Answer& answer) {
  std::vector<std::string> doubts;
  for (const Assumed assumed : answer.assumed)
    doubts.emplace_back(assumed == Assumed::Since ? "start assumed" : "end assumed");
  std::string others;
  for (const Status status : answer.may_be) {
    if (status != answer.status) others += (others.empty() ? "may be " : " or ") + spaced(word(status));
  }
  if (!others.empty()) doubts.push_back(others);
  if (answer.voided) doubts.emplace_back("undone since by a ruling");
  if (doubts.empty() && answer.certainty == Certainty::Possible) doubts.emplace_back("possible");
  return fmt::format("{}", fmt::join(doubts, ", "));
}

std::string and_doubt(std::string text, const Answer& answer) {
  const std::string doubt = doubt_of(answer);
  return doubt.empty() ? text : fmt::format("{}, {}", text, doubt);
}

/// An action without the claims that it refers to.
Action bare(Action action) {
  action.of.clear();
  action.anchor.clear();
  return action;
}

std::string days_of(const Period& period) {
  const auto until = period.until();
  if (period.from() == Date::min()) return until ? fmt::format("until {}", *until) : "at all times";
  if (!until) return fmt::format("{} on", period.from());
  if (*until == period.from() + 1) return to_string(period.from());
  return fmt::format("{} until {}", period.from(), *until);
}

/// "US: tariffs".
std::string group_of(const Measure& measure) {
  std::string kind(heading_of(measure.kind));
  if (measure.kind == MeasureKind::Meeting) return kind;
  kind.front() = static_cast<char>(kind.front() - 'A' + 'a');
  return fmt::format("{}: {}", side_of(measure), kind);
}

template <class Key>
std::string counts_of(const std::map<Key, std::size_t>& counts) {
  std::string text;
  for (const auto& [key, count] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : "; ", key, count);
  return text;
}

/// Makes the drafts of one view's reports.
class Drafts {
 public:
  Drafts(const View& view, const ReportOptions& options)
      : view_(view), options_(options), dataset_(view.dataset()), sources_(dataset_) {
    for (std::size_t i = 0; i < dataset_.claims.size(); ++i) claims_.emplace(dataset_.claims[i].id, i);
    for (std::size_t i = 0; i < dataset_.sources.size(); ++i) source_places_.emplace(dataset_.sources[i].id, i);
  }

  [[nodiscard]] Result<Report> on(Date day) const;
  [[nodiscard]] Result<Report> over(const Period& period) const;
  [[nodiscard]] Result<Report> of(MeasureHandle handle) const;
  /// Of the scenario, laid over the timeline of this view.
  [[nodiscard]] Result<Report> what_if(const View& with, const Scenario& scenario) const;

 private:
  [[nodiscard]] const Measure& record(const std::string& measure) const {
    return view_.record(*view_.measure(measure));
  }
  [[nodiscard]] std::string name(const std::string& measure) const { return fit(name_of(record(measure)), 90); }
  /// The sources of claims, by place in the dataset; of those that the view knows, which a question may go beyond.
  [[nodiscard]] std::vector<std::size_t> sources_of_claims(const std::vector<std::string>& claims) const {
    Answer answer;
    std::copy_if(claims.begin(), claims.end(), std::back_inserter(answer.because),
                 [this](const std::string& claim) { return view_.knows(claim); });
    return sources_.of(answer);
  }
  [[nodiscard]] ReportItem item(std::string_view text, const std::string& measure, const Answer& answer) const {
    return {.text = fit(text, item_limit), .measure = measure, .notes = sources_.of(answer)};
  }
  [[nodiscard]] ReportItem item(const Change& change) const {
    const std::string detail = detail_of(change);
    std::string text = fmt::format("{}: {}{}{}", name(change.measure), spaced(word(turn_of(change))),
                                   detail.empty() ? "" : " ", detail);
    if (change.assumed) {
      text += ", day assumed";
    } else if (change.after.certainty == Certainty::Possible) {
      text += ", possible";
    }
    std::set<std::size_t> notes;
    for (const std::string& source : sources_of(change)) notes.insert(source_places_.at(source));
    return {.text = fit(text, item_limit), .measure = change.measure, .notes = {notes.begin(), notes.end()}};
  }

  [[nodiscard]] Report draft(const std::string& title, const std::string& subtitle) const;
  [[nodiscard]] ReportSection changes(const std::string& heading, const std::vector<Change>& changes,
                                      std::optional<Date> count_from) const;
  /// Open questions and conflicts about measures that the predicate takes.
  [[nodiscard]] ReportSection open(const std::function<bool(const std::string&)>& about) const;
  /// Where duties flow: both ways between the two countries, as far as there are tariffs; the first imports.
  [[nodiscard]] std::vector<std::pair<Jurisdiction, Jurisdiction>> routes() const;
  [[nodiscard]] Result<Assessment> duty_on(const std::pair<Jurisdiction, Jurisdiction>& route, Date day) const {
    Shipment shipment;
    shipment.destination = route.first;
    shipment.origin = route.second;
    shipment.entered = day;
    return assess(view_, shipment);
  }
  [[nodiscard]] ReportItem duty_item(const std::string& text, const Assessment& duty) const {
    std::vector<std::string> claims;
    for (const DutyLine& line : duty.lines) claims.insert(claims.end(), line.because.begin(), line.because.end());
    return {.text = text, .notes = sources_of_claims(claims)};
  }
  [[nodiscard]] std::string numbers(const std::vector<Finding>& findings, Status status) const;

  const View& view_;
  const ReportOptions& options_;
  const Dataset& dataset_;
  Sources sources_;
  std::map<std::string_view, std::size_t> claims_;
  std::map<std::string_view, std::size_t> source_places_;
};

/// "20 %", "0 % to 25 %", "at least 10 %", "not known".
std::string total_text(const Assessment& duty) {
  return !duty.high && duty.low == Rate() ? "not known" : total_of(duty);
}

std::string route_text(const std::pair<Jurisdiction, Jurisdiction>& route) {
  return fmt::format("Duty into {} from {}", route.first, route.second);
}

Report Drafts::draft(const std::string& title, const std::string& subtitle) const {
  Report report;
  report.title = heading(title);
  const std::string& dataset = dataset_.title.empty() ? dataset_.name : dataset_.title;
  report.subtitle = heading(dataset.empty() ? subtitle : fmt::format("{}. {}", subtitle, dataset));
  return report;
}

ReportSection Drafts::changes(const std::string& heading, const std::vector<Change>& changes,
                              std::optional<Date> count_from) const {
  ReportSection section{.heading = heading, .columns = {"day"}};
  if (count_from) section.columns.emplace_back("counted from it");
  section.columns.emplace_back("what changes");
  std::optional<Date> day;
  for (const Change& change : changes) {
    if (day != change.on) {
      section.rows.push_back({.cells = {to_string(change.on)}});
      if (count_from) section.rows.back().cells.push_back(in_days(change.on - *count_from));
      day = change.on;
    }
    section.rows.back().items.push_back(item(change));
  }
  return section;
}

ReportSection Drafts::open(const std::function<bool(const std::string&)>& about) const {
  ReportSection section{.heading = "Open and contested", .columns = {"", "what"}};
  for (const OpenQuestion& question : view_.open_questions()) {
    if (!question.about.empty() && std::none_of(question.about.begin(), question.about.end(), about)) continue;
    section.rows.push_back({.cells = {"open"},
                            .items = {{.text = fit(question.text, item_limit),
                                       .measure = question.about.size() == 1 ? question.about.front() : "",
                                       .notes = sources_of_claims(question.claims)}}});
  }
  for (const Conflict& conflict : view_.conflicts()) {
    if (!about(conflict.measure)) continue;
    std::vector<std::string> values;
    std::vector<std::string> claims;
    for (const Contention& side : conflict.sides) {
      const std::string value = side.value.empty() ? "not stated" : side.value;
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
      claims.push_back(side.claim);
    }
    const std::string text =
        fmt::format("{}, {}: {}; {}", name(conflict.measure), spaced(conflict.field), fmt::join(values, " or "),
                    conflict.prevails ? *conflict.prevails + " prevails" : "both stand");
    section.rows.push_back(
        {.cells = {"contested"},
         .items = {{.text = fit(text, item_limit), .measure = conflict.measure, .notes = sources_of_claims(claims)}}});
  }
  return section;
}

std::vector<std::pair<Jurisdiction, Jurisdiction>> Drafts::routes() const {
  std::vector<std::pair<Jurisdiction, Jurisdiction>> routes;
  if (!options_.duties) return routes;
  for (const auto& route : {*options_.duties, std::pair(options_.duties->second, options_.duties->first)}) {
    const Jurisdiction into = route.first;
    const Jurisdiction from = route.second;
    const bool any = std::any_of(dataset_.measures.begin(), dataset_.measures.end(), [&](const Measure& measure) {
      const bool imposes =
          std::find(measure.imposed_by.begin(), measure.imposed_by.end(), into) != measure.imposed_by.end();
      return measure.kind == MeasureKind::Tariff && imposes &&
             std::any_of(measure.target.begin(), measure.target.end(),
                         [&](Jurisdiction target) { return target == from || target.is_world(); });
    });
    if (any) routes.push_back(route);
  }
  return routes;
}

std::string Drafts::numbers(const std::vector<Finding>& findings, Status status) const {
  std::map<std::string, std::size_t> counts;
  std::size_t total = 0;
  for (const Finding& finding : findings) {
    if (finding.status != status) continue;
    ++total;
    ++counts[side_of(record(finding.measure))];
  }
  return counts.size() < 2
             ? fmt::format("{}{}{}", total, total > 0 ? " by " : "", total > 0 ? counts.begin()->first : "")
             : fmt::format("{}: {}", total, counts_of(counts));
}

// ---- a day ------------------------------------------------------------------------------------------------------------

Result<Report> Drafts::on(Date day) const {
  const std::vector<Finding> findings = view_.find({.on = day});
  const bool projected = std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.projected; });
  Report report =
      draft(fmt::format("Trade measures on {}", day), seen(view_.known()) + (projected ? ", the day projected" : ""));

  ReportSection glance{.heading = "At a glance", .columns = {"", "what"}};
  const auto add = [&glance](const std::string& what, ReportItem item) {
    glance.rows.push_back({.cells = {what}, .items = {std::move(item)}});
  };
  add("In force", {.text = fit(numbers(findings, Status::InForce), item_limit)});
  add("Suspended", {.text = fit(numbers(findings, Status::Suspended), item_limit)});
  for (const auto& route : routes()) {
    const Result<Assessment> duty = duty_on(route, day);
    if (!duty.ok()) return duty.status();
    add(route_text(route), duty_item(total_text(*duty) + " in addition, on goods in general", *duty));
  }
  const std::vector<Change> to_come = view_.changes(Period::since(day == Date::max() ? day : day + 1));
  if (day == Date::max() || to_come.empty()) {
    add("Next change", {.text = "none is known"});
  } else {
    const auto same_day = std::count_if(to_come.begin(), to_come.end(),
                                        [&](const Change& change) { return change.on == to_come.front().on; });
    ReportItem first = item(to_come.front());
    first.text = fit(fmt::format("{}, {}: {}{}", to_come.front().on, in_days(to_come.front().on - day), first.text,
                                 same_day > 1 ? fmt::format("; and {} more", same_day - 1) : ""),
                     item_limit);
    add("Next change", std::move(first));
  }
  report.sections.push_back(std::move(glance));

  // Suspended: by the day on which it ends.
  ReportSection suspended{.heading = "Suspended", .columns = {"until", "measures"}};
  std::map<std::pair<Date, std::string>, std::vector<ReportItem>> by_end;
  for (const Finding& finding : findings) {
    if (finding.status != Status::Suspended) continue;
    const bool stated = finding.until && !finding.until->is_unknown();
    const std::string label = label_of(finding);
    const std::string text = name(finding.measure) + (label.empty() ? "" : fmt::format(", {}", label));
    by_end[{stated ? *finding.until->earliest() : Date::max(), stated ? to_string(*finding.until) : "further notice"}]
        .push_back(item(and_doubt(text, finding), finding.measure, finding));
  }
  for (auto& [end, items] : by_end) suspended.rows.push_back({.cells = {end.second}, .items = std::move(items)});

  // In force: by side and kind, what began last first.
  ReportSection in_force{.heading = "In force", .columns = {"side and kind", "measures"}};
  std::vector<std::string> groups;
  std::map<std::string, std::vector<const Finding*>> by_group;
  for (const Finding& finding : findings) {
    if (finding.status != Status::InForce) continue;
    const std::string group = group_of(record(finding.measure));
    if (!by_group.contains(group)) groups.push_back(group);
    by_group[group].push_back(&finding);
  }
  for (const std::string& group : groups) {
    std::vector<const Finding*>& list = by_group[group];
    const auto start = [](const Finding* finding) { return finding->since.earliest().value_or(Date::min()); };
    std::stable_sort(list.begin(), list.end(), [&](const Finding* a, const Finding* b) { return start(a) > start(b); });
    ReportRow row{.cells = {fit(fmt::format("{} ({})", group, list.size()), cell_limit)}};
    for (const Finding* finding : list) {
      const std::string label = label_of(*finding);
      std::string text = name(finding->measure) + (label.empty() ? "" : ", " + label);
      if (!finding->since.is_unknown()) text += fmt::format(", since {}", finding->since);
      if (finding->package) text += ", sums up its parts";
      row.items.push_back(item(and_doubt(text, *finding), finding->measure, *finding));
    }
    in_force.rows.push_back(std::move(row));
  }

  ReportSection next = changes("To come", to_come, day);
  if (day == Date::max()) next.rows.clear();
  ReportRow undated{.cells = {"day open", ""}};
  for (const Finding& finding : findings) {
    if (finding.status != Status::Scheduled || finding.until) continue;
    undated.items.push_back(item(and_doubt(name(finding.measure) + ": scheduled", finding), finding.measure, finding));
  }
  if (!undated.items.empty()) next.rows.push_back(std::move(undated));

  ReportSection others{.heading = "Not law, or not known", .columns = {"", "measures"}};
  std::map<std::pair<Status, std::optional<Standing>>, ReportRow> by_standing;
  for (const Finding& finding : findings) {
    if (finding.status != Status::Proposed && finding.status != Status::Unknown) continue;
    const std::string what = finding.standing ? spaced(word(*finding.standing)) : spaced(word(finding.status));
    ReportRow& row = by_standing[{finding.status, finding.standing}];
    row.cells = {what};
    const std::string label = label_of(finding);
    row.items.push_back(item(and_doubt(name(finding.measure) + (label.empty() ? "" : ", " + label), finding),
                             finding.measure, finding));
  }
  for (auto& [standing, row] : by_standing) others.rows.push_back(std::move(row));

  std::set<std::string> alive;
  for (const Finding& finding : findings) {
    if (finding.status != Status::None && finding.status != Status::Ended) alive.insert(finding.measure);
  }
  ReportSection open_points = open([&](const std::string& measure) { return alive.contains(measure); });

  for (ReportSection* section : {&suspended, &in_force, &next, &others, &open_points}) {
    if (!section->rows.empty()) report.sections.push_back(std::move(*section));
  }
  return report;
}

// ---- a period ---------------------------------------------------------------------------------------------------------

Result<Report> Drafts::over(const Period& period) const {
  const std::vector<Change> all = view_.changes(period);
  Report report = draft(fmt::format("What changed, {}", days_of(period)), seen(view_.known()));
  const Date last = period.until() ? *period.until() - 1
                    : all.empty()  ? period.from()
                                   : std::max(period.from(), all.back().on);

  ReportSection glance{.heading = "At a glance", .columns = {"", "what"}};
  const auto add = [&glance](const std::string& what, ReportItem item) {
    glance.rows.push_back({.cells = {what}, .items = {std::move(item)}});
  };
  std::set<std::string> changed;
  std::set<Date> days;
  for (const Change& change : all) {
    changed.insert(change.measure);
    days.insert(change.on);
  }
  add("Changes", {.text = fmt::format("{}, of {} measures on {} days", all.size(), changed.size(), days.size())});
  const auto from_to = [](const auto& before, const auto& after) {
    return before == after ? fmt::format("{} throughout or again", after) : fmt::format("{}, then {}", before, after);
  };
  add("In force", {.text = from_to(view_.count_in_force(period.from()), view_.count_in_force(last))});
  std::vector<ReportSection> duties;
  for (const auto& route : routes()) {
    Shipment shipment;
    shipment.destination = route.first;
    shipment.origin = route.second;
    const Result<std::vector<DutyStep>> steps = rate_history(view_, shipment, period);
    if (!steps.ok()) return steps.status();
    const Assessment& begin = steps->front().assessment;
    const Assessment& end = steps->back().assessment;
    add(route_text(route), duty_item(from_to(total_text(begin), total_text(end)) + ", on goods in general", end));
    ReportSection section{.heading = fmt::format("{}, step by step", route_text(route)),
                          .columns = {"from", "in addition", "because of"}};
    for (const DutyStep& step : *steps) {
      ReportRow row{.cells = {to_string(step.period.from()), total_text(step.assessment)}};
      for (const std::string& cause : step.cause) {
        std::vector<std::string> claims;
        for (const DutyLine& line : step.assessment.lines) {
          if (line.measure == cause) claims = line.because;
        }
        row.items.push_back({.text = name(cause), .measure = cause, .notes = sources_of_claims(claims)});
      }
      section.rows.push_back(std::move(row));
    }
    if (section.rows.size() > 1) duties.push_back(std::move(section));
  }
  report.sections.push_back(std::move(glance));
  for (ReportSection& section : duties) report.sections.push_back(std::move(section));
  ReportSection by_day = changes("Day by day", all, std::nullopt);
  if (!by_day.rows.empty()) report.sections.push_back(std::move(by_day));
  return report;
}

// ---- a measure --------------------------------------------------------------------------------------------------------

Result<Report> Drafts::of(MeasureHandle handle) const {
  const Measure& measure = view_.record(handle);
  Report report = draft(name_of(measure), fmt::format("{}. {}", measure.id, seen(view_.known())));
  const std::vector<Segment> history = view_.history(measure.id);

  ReportSection glance{.heading = "At a glance", .columns = {"", "what"}};
  const auto add = [&glance](const std::string& what, std::string_view text) {
    if (!text.empty()) glance.rows.push_back({.cells = {what}, .items = {{.text = fit(text, 160)}}});
  };
  std::vector<std::string> targets;
  for (const Jurisdiction target : measure.target) targets.push_back(target.is_world() ? "all" : to_string(target));
  add("What", fmt::format("{} by {}{}{}", spaced(word(measure.kind)), side_of(measure), targets.empty() ? "" : " on ",
                          fmt::join(targets, ", ")));
  add("Authority", measure.authority);
  add("Goods", to_string(measure.goods));
  const auto names = [this](const std::vector<std::string>& measures) {
    std::vector<std::string> result;
    for (const std::string& id : measures) result.push_back(name(id));
    return fmt::format("{}", fmt::join(result, "; "));
  };
  if (!measure.part_of.empty()) add("Part of", name(measure.part_of));
  add("Mirrors", names(measure.mirrors));

  ReportSection life{.heading = "Life", .columns = {"days", "what it is"}};
  std::optional<Date> since;
  for (const Segment& segment : history) {
    if (segment.answer.status == Status::None) continue;
    ReportItem state = item(and_doubt(state_of(segment.answer), segment.answer), measure.id, segment.answer);
    const bool goes_on = since && life.rows.back().items.front().text == state.text;
    if (goes_on) {  // for other reasons, or until another day
      std::vector<std::size_t>& notes = life.rows.back().items.front().notes;
      notes.insert(notes.end(), state.notes.begin(), state.notes.end());
    } else {
      since = segment.valid.from();
      life.rows.push_back({.items = {std::move(state)}});
    }
    life.rows.back().cells = {days_of(*Period::make(*since, segment.valid.until()))};
  }
  if (life.rows.empty()) {
    glance.rows.push_back({.cells = {"Life"}, .items = {{.text = "nothing is known of it"}}});
  } else {
    const Answer& last = history.back().answer;
    const std::string text = fmt::format("{}: {}", days_of(history.back().valid), and_doubt(state_of(last), last));
    glance.rows.push_back({.cells = {"In the end"}, .items = {item(text, measure.id, last)}});
  }

  ReportSection reach{.heading = "What it reaches", .columns = {"days", "change"}};
  for (const ScopeChange& change : view_.scope_changes(handle)) {
    std::string days = change.from.is_unknown() ? "" : to_string(change.from);
    if (change.until) days += fmt::format("{}until {}", days.empty() ? "" : " ", *change.until);
    std::string text = spaced(word(change.said));
    if (change.rate) text += fmt::format(" at {}", *change.rate);
    if (const std::string limits = to_string(change.limits); !limits.empty()) text += ": " + limits;
    if (change.assumed) text += ", start assumed";
    reach.rows.push_back(
        {.cells = {fit(days, cell_limit)},
         .items = {{.text = fit(text, item_limit), .measure = measure.id, .notes = sources_of_claims(change.claims)}}});
  }

  ReportSection why{.heading = "Why", .columns = {"rule", "step"}};
  ReportSection proposals{.heading = "Proposed, not applied", .columns = {"standing", "what"}};
  if (!history.empty()) {
    const Date day = history.back().valid.from();
    const std::optional<Explanation> explanation = view_.why(measure.id, day);
    for (const Step& step : explanation ? explanation->steps : std::vector<Step>()) {
      why.rows.push_back(
          {.cells = {std::to_string(step.rule)},
           .items = {
               {.text = fit(step.text, item_limit), .measure = measure.id, .notes = sources_of_claims(step.claims)}}});
    }
    for (const std::string& id : history.back().answer.proposals) {
      const Claim& claim = dataset_.claims[claims_.at(id)];
      proposals.rows.push_back({.cells = {spaced(word(claim.standing))},
                                .items = {{.text = fit(to_string(bare(claim.action)), item_limit),
                                           .measure = measure.id,
                                           .notes = sources_of_claims({id})}}});
    }
  }
  ReportSection open_points = open([&](const std::string& id) { return id == measure.id; });

  report.sections.push_back(std::move(glance));
  for (ReportSection* section : {&life, &reach, &why, &proposals, &open_points}) {
    if (!section->rows.empty()) report.sections.push_back(std::move(*section));
  }
  return report;
}

// ---- a scenario -------------------------------------------------------------------------------------------------------

Result<Report> Drafts::what_if(const View& with, const Scenario& scenario) const {
  std::vector<Difference> differences = compare(view_, with);
  std::stable_sort(differences.begin(), differences.end(),
                   [](const Difference& a, const Difference& b) { return a.valid.from() < b.valid.from(); });
  Report report = draft(fmt::format("What if: {}", scenario.title.empty() ? scenario.name : scenario.title),
                        fmt::format("Scenario {}. {}", scenario.name, seen(view_.known())));

  ReportSection glance{.heading = "At a glance", .columns = {"", "what"}};
  const auto add = [&glance](const std::string& what, ReportItem item) {
    glance.rows.push_back({.cells = {what}, .items = {std::move(item)}});
  };
  std::set<std::string> touched;
  for (const Difference& difference : differences) touched.insert(difference.measure);
  const auto source = source_places_.find(scenario.source);
  const std::vector<std::size_t> of_scenario =
      source == source_places_.end() ? std::vector<std::size_t>() : std::vector{source->second};
  if (differences.empty()) {
    add("Differs", {.text = "in nothing", .notes = of_scenario});
  } else {
    add("Differs", {.text = fmt::format("in {} measure{}, from {} on", touched.size(), touched.size() == 1 ? "" : "s",
                                        differences.front().valid.from()),
                    .notes = of_scenario});
  }

  ReportSection supposes{.heading = "What it supposes", .columns = {"", "action"}};
  const auto suppose = [&](const std::string& how, const Claim& claim) {
    const auto known = view_.measure(claim.measure);
    const std::string of = known ? fit(name_of(view_.record(*known)), 90) : claim.measure;
    supposes.rows.push_back({.cells = {how},
                             .items = {{.text = fit(fmt::format("{}: {}", of, bare(claim.action)), item_limit),
                                        .measure = known ? view_.record(*known).id : "",
                                        .notes = sources_of_claims({claim.id})}}});
  };
  for (const Claim& claim : dataset_.claims) {
    if (claim.scenario == scenario.name) suppose("supposed", claim);
  }
  for (const std::string& id : scenario.ignores) {
    if (const auto place = claims_.find(id); place != claims_.end())
      suppose("left out", dataset_.claims[place->second]);
  }

  ReportSection differs{.heading = "What differs", .columns = {"days", "measure", "without", "with"}};
  for (const Difference& difference : differences) {
    Answer both = difference.right;
    both.because.insert(both.because.end(), difference.left.because.begin(), difference.left.because.end());
    differs.rows.push_back(
        {.cells = {days_of(difference.valid), fit(name(difference.measure), cell_limit),
                   fit(and_doubt(state_of(difference.left), difference.left), cell_limit)},
         .items = {item(and_doubt(state_of(difference.right), difference.right), difference.measure, both)}});
  }

  ReportSection duties{.heading = "What it does to duties", .columns = {"", "days", "without", "with"}};
  if (!differences.empty()) {
    const Period from_then = Period::since(differences.front().valid.from());
    for (const auto& route : routes()) {
      Shipment shipment;
      shipment.destination = route.first;
      shipment.origin = route.second;
      const Result<std::vector<DutyStep>> left = rate_history(view_, shipment, from_then);
      if (!left.ok()) return left.status();
      const Result<std::vector<DutyStep>> right = rate_history(with, shipment, from_then);
      if (!right.ok()) return right.status();
      // Days on which both totals stay the same are one stretch; those on which they differ are told.
      struct Stretch {
        Period days;
        std::string without;
        ReportItem with;
      };
      std::vector<Stretch> stretches;
      for (const DutyStep& one : *left) {
        for (const DutyStep& other : *right) {
          const auto both = one.period.intersection(other.period);
          if (!both) continue;
          const std::string without_total = total_text(one.assessment);
          ReportItem with_total = duty_item(total_text(other.assessment), other.assessment);
          Stretch* const last = stretches.empty() ? nullptr : &stretches.back();
          if (last != nullptr && last->without == without_total && last->with.text == with_total.text) {
            last->days = *Period::make(last->days.from(), both->until());
          } else {
            stretches.push_back({*both, without_total, std::move(with_total)});
          }
        }
      }
      for (Stretch& stretch : stretches) {
        if (stretch.without == stretch.with.text) continue;
        duties.rows.push_back(
            {.cells = {route_text(route), days_of(stretch.days), stretch.without}, .items = {std::move(stretch.with)}});
      }
    }
    add("Duties",
        {.text = duties.rows.empty() ? "the totals on goods in general stay as they are"
                                     : fmt::format("{}, {}: {} instead of {}", duties.rows.front().cells[0],
                                                   duties.rows.front().cells[1], duties.rows.front().items.front().text,
                                                   duties.rows.front().cells[2])});
  }
  report.sections.push_back(std::move(glance));
  for (ReportSection* section : {&duties, &differs, &supposes}) {
    if (!section->rows.empty()) report.sections.push_back(std::move(*section));
  }
  return report;
}

/// The draft, cut to the page.
Result<Report> page(const Result<Report>& draft, const View& view, const ReportOptions& options) {
  if (!draft.ok()) return draft.status();
  return fitted(*draft, options, view.dataset());
}

}  // namespace

Result<Report> report_on(const View& view, Date day, const ReportOptions& options) {
  if (view.measures().empty()) return nothing();
  return page(Drafts(view, options).on(day), view, options);
}

Result<Report> report_over(const View& view, Period period, const ReportOptions& options) {
  if (view.measures().empty()) return nothing();
  return page(Drafts(view, options).over(period), view, options);
}

Result<Report> report_of(const View& view, std::string_view measure, const ReportOptions& options) {
  if (view.measures().empty()) return nothing();
  const std::optional<MeasureHandle> handle = view.measure(measure);
  if (!handle) {
    return fault({.id = "TL-722",
                  .message = "no such measure: " + truceline::quoted(measure),
                  .fix = "use an id of the dataset, or an alias of one measure"});
  }
  return page(Drafts(view, options).of(*handle), view, options);
}

Result<Report> report_what_if(const Timeline& timeline, std::string_view scenario, std::optional<Date> known,
                              const ReportOptions& options) {
  const Result<Timeline> changed = timeline.apply(scenario);
  if (!changed.ok()) return changed.status();
  const auto seen_by = [&](const Timeline& one) { return known ? one.as_known_on(*known) : one.hindsight(); };
  const View without = seen_by(timeline);
  if (without.measures().empty()) return nothing();
  const std::vector<Scenario>& scenarios = timeline.dataset().scenarios;
  const auto record =
      std::find_if(scenarios.begin(), scenarios.end(), [&](const Scenario& one) { return one.name == scenario; });
  return page(Drafts(without, options).what_if(seen_by(*changed), *record), without, options);
}

}  // namespace v0
}  // namespace truceline
