#include "oracle/oracle.hpp"

#include <algorithm>

#include <truceline/record/words.hpp>

#include "oracle/life.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {

/// One measure as one known day sees it.
struct Mind {
  Mind(const Dataset& dataset, const std::string& measure, std::optional<Date> known, Knowledge knowledge);

  struct Proposal {
    Date known, surely;
    Standing standing;
  };
  [[nodiscard]] State state(const World& world, Date day) const;
  [[nodiscard]] Date since(Date day) const;
  [[nodiscard]] Belief believe(Date day) const;

  std::optional<Date> known;
  Deeds all;
  std::vector<Deed> deeds;
  std::vector<World> worlds;  // one a reading, the earliest first
  std::size_t readings = 1;
  bool imprecise = false;
  std::vector<Proposal> proposals;
  std::optional<Date> first_moving;
  Date projected_after;
  std::vector<Date> turns;  // days on which the core may become another, ascending
};

Mind::Mind(const Dataset& dataset, const std::string& measure, std::optional<Date> known_day, Knowledge knowledge)
    : known(known_day), all(dataset, hear(dataset, known_day, knowledge), known_day), deeds(all.about(measure)) {
  for (const Heard& heard : all.heard()) {
    const auto& about = heard.measures;
    if (std::find(about.begin(), about.end(), measure) == about.end()) continue;
    const Said said = heard.claim->action.said;
    if (said == Said::Noted || said == Said::Progress) continue;
    if (!moves(heard.claim->standing)) {
      proposals.push_back({heard.known, heard.surely, heard.claim->standing});
    } else {
      first_moving = first_moving ? std::min(*first_moving, heard.known) : heard.known;
    }
  }

  projected_after = Date::max();
  if (known) {
    projected_after = *known;
  } else {
    std::optional<Date> last;
    for (const Claim& claim : dataset.claims) {
      for (const Source& source : dataset.sources) {
        if (source.id == claim.source) last = std::max(last.value_or(Date::min()), *known_of(source).latest());
      }
    }
    projected_after = last.value_or(Date::min());
  }
  if (dataset.complete_through) projected_after = std::min(projected_after, *dataset.complete_through);

  struct Wheel {
    std::size_t deed;
    bool until;
    Span span;
    Date at;
  };
  std::vector<Wheel> wheels;
  std::vector<Choice> choices(deeds.size());
  for (std::size_t d = 0; d < deeds.size(); ++d) {
    const Deed& deed = deeds[d];
    if (deed.told == Told::Stated) choices[d].start = deed.start.first;
    if (deed.until) choices[d].until = deed.until->first;
    if (deed.family == Family::Scope) continue;
    if (deed.told == Told::Stated && deed.start.first < deed.start.last)
      wheels.push_back({d, false, deed.start, deed.start.first});
    if (deed.until && deed.until->first < deed.until->last) wheels.push_back({d, true, *deed.until, deed.until->first});
  }
  imprecise = !wheels.empty();
  for (const Wheel& wheel : wheels) {
    readings =
        std::min<std::size_t>(1'000'000, readings * static_cast<std::size_t>(wheel.span.last - wheel.span.first + 1));
  }
  if (readings > 5'000) return;  // more than one cares to enumerate; nothing is asked of such a mind
  for (bool more = true; more;) {
    for (const Wheel& wheel : wheels) (wheel.until ? choices[wheel.deed].until : choices[wheel.deed].start) = wheel.at;
    worlds.emplace_back(deeds, choices);
    more = false;
    for (Wheel& wheel : wheels) {
      if (wheel.at < wheel.span.last) {
        wheel.at = wheel.at + 1;
        more = true;
        break;
      }
      wheel.at = wheel.span.first;
    }
  }

  turns.push_back(Date::min());
  for (const auto& [day, assumed] : worlds.front().moments()) turns.push_back(day);
  for (const Proposal& proposal : proposals) turns.push_back(proposal.known);
  if (first_moving) turns.push_back(*first_moving);
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
}

// What the world holds on the day, or where no life decides, what known days tell (rule 8).
State Mind::state(const World& world, Date day) const {
  if (const auto decided = world.on(day)) return *decided;
  State state;
  const auto scheduled_from = world.lives() ? first_moving : world.undecided_since();
  if (scheduled_from && *scheduled_from <= day) {
    state.core.status = Status::Scheduled;
    if (const auto opening = world.first_opening()) state.rests_on.insert(*opening);
  }
  if (!scheduled_from) {
    for (const Proposal& proposal : proposals) {
      if (day < proposal.known) continue;
      state.core.status = Status::Proposed;
      state.core.standing = state.core.standing ? std::min(*state.core.standing, proposal.standing) : proposal.standing;
    }
  }
  return state;
}

// The first day of the run of equal cores.
Date Mind::since(Date day) const {
  const Core now = state(worlds.front(), day).core;
  Date since = Date::min();
  auto turn = std::upper_bound(turns.begin(), turns.end(), day);
  while (turn != turns.begin()) {
    --turn;
    if (state(worlds.front(), *turn).core != now) break;
    since = *turn;
  }
  return since;
}

Belief Mind::believe(Date day) const {
  const State state = this->state(worlds.front(), day);
  Belief belief;
  belief.status = state.core.status;
  belief.ending = state.core.ending;
  belief.standing = state.core.standing;
  belief.rate = state.core.rate;
  belief.varying = state.core.varying;
  belief.suspended_rate = state.core.suspended_rate;
  belief.voided = state.voided;
  belief.projected = day > projected_after;

  bool one_rate = true;
  for (const World& world : worlds) {
    const Core other = this->state(world, day).core;
    if (std::find(belief.may_be.begin(), belief.may_be.end(), other.status) == belief.may_be.end())
      belief.may_be.push_back(other.status);
    one_rate = one_rate && other.rate == belief.rate && other.suspended_rate == belief.suspended_rate;
  }
  std::sort(belief.may_be.begin(), belief.may_be.end());

  bool decided = false, stated = false;
  const Date since = this->since(day);
  for (const auto& [turn, assumed] : worlds.front().moments()) {
    if (turn != since) continue;
    decided = true;
    stated = stated || !assumed;
  }
  belief.since_assumed = decided && !stated;

  bool doubtful = std::any_of(state.rests_on.begin(), state.rests_on.end(),
                              [&](std::size_t d) { return deeds[d].doubtful || deeds[d].contested; });
  if (belief.status == Status::Proposed && known) {
    doubtful = std::all_of(proposals.begin(), proposals.end(), [&](const Proposal& proposal) {
      return proposal.known > day || proposal.standing != *belief.standing || *known < proposal.surely;
    });
  }
  const bool certain = belief.may_be.size() == 1 && one_rate && !belief.since_assumed && !doubtful;
  belief.certainty = certain ? Certainty::Certain : Certainty::Possible;
  return belief;
}

Oracle::Oracle(Dataset dataset) : dataset_(std::move(dataset)) {}
Oracle::~Oracle() = default;

Mind& Oracle::mind(const std::string& name, std::optional<Date> known, Knowledge knowledge) {
  const std::string measure = meant_by(dataset_, name).front();
  auto& slot = minds_[{measure, known, knowledge}];
  if (!slot) slot = std::make_unique<Mind>(dataset_, measure, known, knowledge);
  return *slot;
}

Belief Oracle::believe(std::string_view name, Date day, std::optional<Date> known, Knowledge knowledge) {
  const std::string measure = meant_by(dataset_, std::string(name)).front();
  Belief own = mind(measure, known, knowledge).believe(day);

  std::vector<Belief> parts;
  for (const Measure& each : dataset_.measures) {
    if (each.part_of == measure) parts.push_back(believe(each.id, day, known, knowledge));
  }
  if (parts.empty()) return own;
  parts.push_back(own);
  Belief sum;
  sum.package = true;
  sum.projected = own.projected;
  for (const Status status : {Status::InForce, Status::Suspended, Status::Scheduled, Status::Proposed, Status::Ended,
                              Status::Unknown, Status::None}) {
    bool found = false, certain = true;
    for (const Belief& part : parts) {
      if (part.status != status) continue;
      found = true;
      certain = certain && part.certainty == Certainty::Certain;
    }
    if (!found) continue;
    sum.status = status;
    sum.certainty = certain ? Certainty::Certain : Certainty::Possible;
    break;
  }
  return sum;
}

Core Oracle::core(std::string_view measure, Date day, std::optional<Date> known, Knowledge knowledge) {
  const Mind& mind = this->mind(std::string(measure), known, knowledge);
  return mind.state(mind.worlds.front(), day).core;
}

bool Oracle::imprecise(std::string_view measure, std::optional<Date> known, Knowledge knowledge) {
  return mind(std::string(measure), known, knowledge).imprecise;
}

std::size_t Oracle::readings(std::string_view measure, std::optional<Date> known, Knowledge knowledge) {
  return mind(std::string(measure), known, knowledge).readings;
}

Belief believe(const Dataset& dataset, std::string_view measure, Date day, std::optional<Date> known,
               Knowledge knowledge) {
  return Oracle(dataset).believe(measure, day, known, knowledge);
}

std::string to_string(const Belief& belief) {
  std::string text(word(belief.status));
  const auto say = [&](std::string_view what, std::string_view value = {}) { text.append(what).append(value); };
  if (belief.ending) say(" ", word(*belief.ending));
  if (belief.standing) say(" ", word(*belief.standing));
  say(belief.certainty == Certainty::Certain ? ", certain" : ", possible");
  say(", may be");
  for (const Status status : belief.may_be) say(" ", word(status));
  if (belief.rate) say(", rate ", to_percent(*belief.rate));
  if (belief.varying) say(", varying");
  if (belief.suspended_rate) say(", suspended ", to_percent(*belief.suspended_rate));
  if (belief.voided) say(", voided");
  if (belief.projected) say(", projected");
  if (belief.since_assumed) say(", since assumed");
  if (belief.package) say(", package");
  return text;
}

Belief belief_of(const Finding& finding) {
  Belief belief;
  belief.status = finding.status;
  belief.certainty = finding.certainty;
  belief.rate = finding.rate;
  belief.varying = finding.varying;
  belief.suspended_rate = finding.suspended_rate;
  belief.projected = finding.projected;
  belief.package = finding.package;
  if (finding.package) return belief;
  belief.ending = finding.ending;
  belief.standing = finding.standing;
  belief.may_be = finding.may_be;
  belief.voided = finding.voided;
  belief.since_assumed =
      std::find(finding.assumed.begin(), finding.assumed.end(), Assumed::Since) != finding.assumed.end();
  return belief;
}

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
