// The whole timeline: loads the datasets, reconciles what they claim, and prints every measure's life, every conflict
// and every open question.

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "articles.hpp"
#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape = R"({"dataset", "title", "complete_through", "known": day or null in hindsight,
"sources": [{"id", "kind", "outlet", "title", "known", "assumed"}],
"measures": [{"measure", "title", "kind", "imposed_by": [], "target": [],
  "lifecycle": [{"valid_from", "valid_until", "status", "ending", "standing", "certainty", "may_be": [],
    "rate_percent", "suspended_percent", "since", "until", "assumed": [], "claims": []}],
  "scope_changes": [{"said", "from", "until", "limits", "rate_percent", "assumed", "claims": []}],
  "notes": [claims], "proposals": [claims]}],
"conflicts": [{"measure", "field", "rule", "sides": [{"claim", "value"}], "prevails", "text"}],
"open_questions": [{"id", "text", "about": [], "claims": [], "stated"}]}; null where absent.)";

constexpr auto reading =
    R"("until" names the first day on which something no longer holds. 2025-10-01/2025-10-24 is one day among these, )"
    "2025-10 one of that month. Where a start or an end is assumed, no source states its day. A rate in brackets is "
    "suspended. [1:25] is paragraph 25 of source 1. What is merely proposed stands below the life of its measure and "
    "changes nothing.";

constexpr Jurisdiction us('U', 'S');
constexpr Jurisdiction cn('C', 'N');

/// One measure's part of the timeline.
struct Life {
  const Measure* measure;
  std::vector<Segment> lifecycle;  ///< in the order of days, from the first on which something is known
  std::vector<ScopeChange> scope;
  std::vector<std::string> notes;      ///< claims that tell of progress and the like
  std::vector<std::string> proposals;  ///< claims, each once
};

/// All that the program shows, in the eyes of one known day.
class Report {
 public:
  Report(const Timeline& timeline, Known known)
      : data_(timeline.dataset()),
        known_(known),
        conflicts_(view_of(timeline, known).conflicts()),
        questions_(view_of(timeline, known).open_questions()) {
    const auto until = known.day ? std::optional(*known.day + 1) : std::nullopt;
    for (const Learned& learned : timeline.learned(*Period::make(Date::min(), until)))
      known_claims_.insert(learned.claim);
    for (const Claim& claim : data_.claims) claims_.emplace(claim.id, &claim);
    for (std::size_t i = 0; i < data_.sources.size(); ++i) source_numbers_.emplace(data_.sources[i].id, i + 1);
    for (const Measure& measure : data_.measures) {
      if (Life life = life_of(measure, view_of(timeline, known)); !life.lifecycle.empty() || !life.notes.empty()) {
        lives_.push_back(std::move(life));
      }
    }
  }

  std::string text() const {
    std::string text = heading() + sources();
    text += side("United States", [](const auto& by) { return by == std::vector{us}; });
    text += side("China", [](const auto& by) { return by == std::vector{cn}; });
    text += side("Both sides", [](const auto& by) { return both(by); });
    text += side("Others", [](const auto& by) { return by != std::vector{us} && by != std::vector{cn} && !both(by); });
    return text + conflicts() + questions();
  }

  Json json() const;

 private:
  static bool both(const std::vector<Jurisdiction>& by) {
    return by == std::vector{us, cn} || by == std::vector{cn, us};
  }

  Life life_of(const Measure& measure, const View& view) const {
    Life life{&measure, {}, view.scope_changes(measure.id), {}, {}};
    for (const Claim& claim : data_.claims) {
      const Verb verb = verb_of(claim.action.said);
      const bool is_note = moves(claim.standing) && (verb == Verb::Progress || verb == Verb::Noted);
      if (is_note && claim.measure == measure.id && known_claims_.contains(claim.id)) life.notes.push_back(claim.id);
    }
    const auto propose = [&](const std::vector<std::string>& claims) {
      for (const std::string& claim : claims) {
        if (std::find(life.proposals.begin(), life.proposals.end(), claim) == life.proposals.end())
          life.proposals.push_back(claim);
      }
    };
    for (const Segment& segment : view.history(measure.id)) {
      const Answer& answer = segment.answer;
      if (answer.status == Status::None) continue;
      if (answer.status == Status::Proposed) propose(answer.because);
      propose(answer.proposals);
      life.lifecycle.push_back(segment);
    }
    return life;
  }

  /// Whether the source may have appeared by the known day: who looks from there does not see later ones.
  bool is_out(const Source& source) const { return !known_.day || known_of(source).earliest() <= known_.day; }

  std::string heading() const {
    std::string text = data_.title.empty() ? data_.name : data_.title;
    text = wrapped("", text) + std::string(page_width, '=') + "\n";
    text += wrapped(
        "Dataset   ",
        data_.name + (data_.complete_through ? fmt::format(", complete through {}", *data_.complete_through) : ""));
    text += wrapped("Known     ",
                    fmt::format("{}: {} of {} claims", to_string(known_), known_claims_.size(), data_.claims.size()));
    text += wrapped("Shows     ", fmt::format("{} of {} measures; conflicts: {}; open questions: {}", lives_.size(),
                                              data_.measures.size(), conflicts_.size(), questions_.size()));
    text += wrapped("Reading   ", reading);
    return text;
  }

  std::string sources() const {
    std::string text = section("Sources");
    for (const Source& source : data_.sources) {
      if (!is_out(source)) continue;
      std::string line = fmt::format("{} ({}), known from {}", source.id, spaced(word(source.kind)), known_of(source));
      if (source.published.is_unknown() && source.proven) line += fmt::format(", assumed: it {}", source.proven->by);
      std::string about = source.outlet;
      for (const std::string* part : {&source.title, &source.author}) {
        if (!part->empty()) about += (about.empty() ? "" : ", ") + *part;
      }
      text += wrapped(fmt::format("{:>4}  ", fmt::format("[{}]", source_numbers_.at(source.id))), line);
      if (!about.empty()) text += wrapped("      ", about);
    }
    return text;
  }

  static std::string section(const std::string& title) {
    return fmt::format("\n\n{}\n{}\n", title, std::string(page_width, '-'));
  }

  template <class Belongs>
  std::string side(const std::string& title, Belongs belongs) const {
    std::string text;
    for (const MeasureKind kind : all_of<MeasureKind>()) {
      std::string lives;
      for (const Life& life : lives_) {
        if (life.measure->kind == kind && belongs(life.measure->imposed_by)) lives += text_of(life);
      }
      if (!lives.empty()) text += fmt::format("\n{}: {}\n{}", title, plural(kind), lives);
    }
    return text.empty() ? text : section(title) + rows.row({"period", "status", "rate", "certainty", "sources"}) + text;
  }

  std::string text_of(const Life& life) const {
    const Measure& measure = *life.measure;
    std::string title = measure.title;
    if (measure.imposed_by.size() > 1) title += fmt::format(" ({})", names_of(measure.imposed_by));
    if (!measure.target.empty()) title += fmt::format(" (on {})", names_of(measure.target));
    std::string text = "\n" + wrapped(fmt::format("  {}  ", measure.id), title);

    std::vector<std::string> told;
    for (std::size_t i = 0; i < life.lifecycle.size(); ++i) {
      const Answer& answer = life.lifecycle[i].answer;
      if (answer.status != Status::Proposed) told.insert(told.end(), answer.because.begin(), answer.because.end());
      // Days on which an imprecise start may lie ahead yet differ in certainty alone: the start says so itself.
      if (i + 1 < life.lifecycle.size() && same_line(answer, life.lifecycle[i + 1].answer)) continue;
      text += rows.row(
          {period_of(answer), status_of(answer), rate_of(answer), certainty_of(answer), numbers_of(answer.because)});
    }
    for (const ScopeChange& change : life.scope) {
      const std::string line = to_string(change).substr(measure.id.size() + 1);
      text += wrapped("    scope     ", line + " " + places_of(change.claims));
    }
    for (const std::string& id : life.notes) {
      const Claim& claim = *claims_.at(id);
      text += wrapped("    noted     ", fmt::format("{}{}{} {}", word(claim.action.said),
                                                    claim.note.empty() ? "" : ": ", claim.note, places_of({id})));
    }
    text += proposals_of(life);
    return told.empty() ? text : text + wrapped("    told in   ", places_of(told));
  }

  static bool same_line(const Answer& left, const Answer& right) {
    return status_of(left) == status_of(right) && rate_of(left) == rate_of(right) && left.since == right.since &&
           left.until == right.until;
  }

  std::string proposals_of(const Life& life) const {
    std::vector<std::pair<std::string, std::vector<std::string>>> lines;  // what is proposed, and by which claims
    for (const std::string& id : life.proposals) {
      const Claim& claim = *claims_.at(id);
      Action action = claim.action;
      action.of.clear();  // claims that it names are of use to programs alone
      action.anchor.clear();
      const std::string who = claim.scenario.empty() ? std::string(word(claim.standing)) : "scenario " + claim.scenario;
      const std::string line = fmt::format("{}: {}", who, action);
      auto known = std::find_if(lines.begin(), lines.end(), [&](const auto& other) { return other.first == line; });
      if (known == lines.end()) known = lines.insert(lines.end(), {line, {}});
      known->second.push_back(id);
    }
    std::string text;
    for (const auto& [line, ids] : lines) text += wrapped("    proposal  ", line + " " + places_of(ids));
    return text;
  }

  /// "[1] [3]": the sources of the claims.
  std::string numbers_of(const std::vector<std::string>& ids) const {
    std::set<std::size_t> numbers;
    for (const std::string& id : ids) numbers.insert(source_numbers_.at(claims_.at(id)->source));
    std::string text;
    for (const std::size_t number : numbers) text += fmt::format("{}[{}]", text.empty() ? "" : " ", number);
    return text;
  }

  /// "[1:19,22] [3:2]": where the claims stand, by source and paragraph.
  std::string places_of(const std::vector<std::string>& ids) const {
    std::map<std::size_t, std::set<int>> paragraphs;
    for (const std::string& id : ids) {
      const Claim& claim = *claims_.at(id);
      paragraphs[source_numbers_.at(claim.source)].insert(claim.at.paragraph);
    }
    std::string text;
    for (auto& [source, places] : paragraphs) {
      places.erase(0);  // not stated
      text +=
          fmt::format("{}[{}{}{}]", text.empty() ? "" : " ", source, places.empty() ? "" : ":", fmt::join(places, ","));
    }
    return text;
  }

  std::string conflicts() const {
    std::string text = section("Conflicts");
    if (conflicts_.empty()) return text + "none\n";
    const Table table(6, {22});
    std::size_t number = 0;
    for (const Conflict& conflict : conflicts_) {
      text += number == 0 ? "" : "\n";
      text += wrapped(fmt::format("{:>4}. ", ++number),
                      fmt::format("{}, {}: {}", conflict.measure, spaced(conflict.field), conflict.text));
      for (const Contention& side : conflict.sides)
        text += table.row({side.value.empty() ? "not stated" : side.value, side.claim});
      text += wrapped("      ", conflict.prevails ? *conflict.prevails + " prevails." : "Both stand.");
    }
    return text;
  }

  std::string questions() const {
    std::string text = section("Open questions");
    if (questions_.empty()) return text + "none\n";
    std::size_t number = 0;
    for (const OpenQuestion& question : questions_) {
      const std::string about = fmt::format("{}", fmt::join(question.about, ", "));
      const std::string lead = fmt::format("{:>4}. ", ++number);
      if (question.stated) {
        text += wrapped(lead, question.text) + wrapped("      ", "about " + about);
      } else {
        text += wrapped(lead, about + ": " + question.text);
      }
    }
    return text;
  }

  inline static const Table rows{4, {27, 23, 9, 18}};

  const Dataset& data_;
  Known known_;
  std::vector<Conflict> conflicts_;
  std::vector<OpenQuestion> questions_;
  std::set<std::string> known_claims_;
  std::unordered_map<std::string, const Claim*> claims_;
  std::unordered_map<std::string, std::size_t> source_numbers_;  ///< from 1, in the order of the dataset
  std::vector<Life> lives_;
};

Json Report::json() const {
  Json json{{"dataset", data_.name},
            {"title", data_.title},
            {"complete_through", data_.complete_through ? Json(to_string(*data_.complete_through)) : Json()},
            {"known", to_json(known_)}};
  Json& sources = json["sources"] = Json::array();
  for (const Source& source : data_.sources) {
    if (!is_out(source)) continue;
    sources.push_back({{"id", source.id},
                       {"kind", std::string(word(source.kind))},
                       {"outlet", source.outlet},
                       {"title", source.title},
                       {"known", to_string(known_of(source))},
                       {"assumed", source.published.is_unknown()}});
  }
  Json& measures = json["measures"] = Json::array();
  for (const Life& life : lives_) {
    Json lifecycle = Json::array();
    for (const Segment& segment : life.lifecycle) {
      const Period valid = segment.valid;
      Json line{{"valid_from", valid.from() == Date::min() ? Json() : Json(to_string(valid.from()))},
                {"valid_until", valid.until() ? Json(to_string(*valid.until())) : Json()}};
      line.update(to_json(segment.answer));
      line["claims"] = to_json(segment.answer.because);
      lifecycle.push_back(std::move(line));
    }
    Json scope = Json::array();
    for (const ScopeChange& change : life.scope) {
      scope.push_back({{"said", std::string(word(change.said))},
                       {"from", to_string(change.from)},
                       {"until", change.until ? Json(to_string(*change.until)) : Json()},
                       {"limits", to_string(change.limits)},
                       {"rate_percent", to_json(change.rate)},
                       {"assumed", change.assumed},
                       {"claims", to_json(change.claims)}});
    }
    measures.push_back({{"measure", life.measure->id},
                        {"title", life.measure->title},
                        {"kind", std::string(word(life.measure->kind))},
                        {"imposed_by", to_json(life.measure->imposed_by)},
                        {"target", to_json(life.measure->target)},
                        {"lifecycle", std::move(lifecycle)},
                        {"scope_changes", std::move(scope)},
                        {"notes", to_json(life.notes)},
                        {"proposals", to_json(life.proposals)}});
  }
  Json& conflicts = json["conflicts"] = Json::array();
  for (const Conflict& conflict : conflicts_) {
    Json sides = Json::array();
    for (const Contention& side : conflict.sides) sides.push_back({{"claim", side.claim}, {"value", side.value}});
    conflicts.push_back({{"measure", conflict.measure},
                         {"field", conflict.field},
                         {"rule", conflict.rule},
                         {"sides", std::move(sides)},
                         {"prevails", conflict.prevails ? Json(*conflict.prevails) : Json()},
                         {"text", conflict.text}});
  }
  Json& questions = json["open_questions"] = Json::array();
  for (const OpenQuestion& question : questions_) {
    questions.push_back({{"id", question.id},
                         {"text", question.text},
                         {"about", to_json(question.about)},
                         {"claims", to_json(question.claims)},
                         {"stated", question.stated}});
  }
  return json;
}

/// What the articles of a folder claim, as read, with the measures of `known` where they are the same.
Result<Timeline> timeline_of(const std::string& folder, const Dataset& known) {
  const auto articles = articles_of(folder);
  if (!articles.ok()) return articles.status();
  const Reader reader(Lexicon::builtin(), known);
  std::vector<Reading> readings;
  std::vector<Source> sources;
  for (const Filed& filed : *articles) {
    auto read = reader.read(filed.article);
    if (!read.ok()) return refusal(filed.article.id + ": " + message_of(read.status()));
    readings.push_back(*std::move(read));
    sources.push_back(filed.source);
  }
  auto dataset = to_dataset(readings, sources, known);
  if (!dataset.ok()) return dataset.status();
  return Timeline::compile(*std::move(dataset));
}

}  // namespace

int main(int argc, char** argv) {
  Command command(
      "Builds the whole timeline from what the sources claim: the life of each measure, conflicts, open questions.",
      json_shape);
  Known known;
  std::string file, folder, snapshot;
  command.option("--articles", folder,
                 "read the texts of this folder instead, with articles.jsonl or NAME.json beside each NAME.txt; the "
                 "datasets tell which measures are known");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");
  command.option("-o,--output", file, "write to a file; an old one is replaced once the new one is whole");
  command.option("--snapshot", snapshot, "also write the compiled timeline, which --dataset takes and opens at once");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    Result<Timeline> timeline = [&]() -> Result<Timeline> {
      if (folder.empty()) return command.timeline();
      const Result<Dataset> measures = command.dataset();
      if (!measures.ok()) return measures.status();
      return timeline_of(folder, *measures);
    }();
    if (!timeline.ok()) return timeline.status();
    if (!snapshot.empty()) {
      if (absl::Status saved = save_snapshot(*timeline, snapshot); !saved.ok()) return saved;
    }
    const Report report(*timeline, known);
    std::string text = command.json ? text_of(report.json()) : report.text();
    if (file.empty()) return text;
    if (const absl::Status written = write_file(file, text); !written.ok()) return written;
    return "";
  });
}
