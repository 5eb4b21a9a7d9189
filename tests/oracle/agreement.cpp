#include "oracle/agreement.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "oracle/generator.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {
namespace {

std::vector<Date> some_days(std::uint64_t seed, int count) {
  std::mt19937_64 engine(seed);
  std::vector<Date> days;
  for (int i = 0; i < count; ++i) days.push_back(window_begin + (static_cast<int>(engine() % (window_days + 20)) - 5));
  return days;
}

// Where no date is imprecise, [since, until) is the maximal run of days with one core (rule 6).
std::optional<std::string> misplaced(Oracle& oracle, const Finding& finding, std::optional<Date> known,
                                     Knowledge knowledge) {
  const auto core = [&](Date day) { return oracle.core(finding.measure, day, known, knowledge); };
  const Core now = core(finding.on);
  const Date since = finding.since.is_unknown() ? Date::min() : *finding.since.earliest();
  if (finding.on < since) return "since is after the day";
  if (core(since) != now) return "since is of another run";
  if (since != Date::min() && core(since - 1) == now) return "the run began before since";
  for (Date day = std::max(since, window_begin - 5); day < finding.on; day = day + 1) {
    if (core(day) != now) return "the run is broken since";
  }
  const Date far = window_begin + 800;
  const Date until = finding.until ? *finding.until->earliest() : far;
  if (until <= finding.on) return "until is not after the day";
  if (finding.until && core(until) == now) return "the run goes on after until";
  for (Date day = finding.on; day < until && day < window_begin + window_days + 60; day = day + 1) {
    if (core(day) != now) return "the run is broken before until";
  }
  if (!finding.until && core(far) != now) return "the run ends, without until";
  return std::nullopt;
}

std::string told(const Finding& finding) {
  std::string text = "since ";
  text.append(to_string(finding.since)).append(" until ").append(finding.until ? to_string(*finding.until) : "open");
  return text;
}

}  // namespace

std::optional<Disagreement> disagreement(const Dataset& dataset, std::uint64_t seed) {
  const Result<Timeline> timeline = Timeline::compile(dataset);
  if (!timeline.ok()) return std::nullopt;
  Oracle oracle(dataset);

  struct Eye {
    std::optional<Date> known;
    Knowledge knowledge;
    View view;
  };
  std::vector<Eye> eyes{{std::nullopt, Knowledge::Lenient, timeline->hindsight()}};
  for (const Date known : some_days(seed + 1, 20)) {
    for (const Knowledge knowledge : {Knowledge::Lenient, Knowledge::Strict}) {
      eyes.push_back({known, knowledge, timeline->as_known_on(known, knowledge)});
    }
  }
  const std::vector<Date> days = some_days(seed, 40);
  for (const Measure& measure : dataset.measures) {
    for (const Eye& eye : eyes) {
      for (const Date day : days) {
        const std::optional<Finding> finding = eye.view.state(measure.id, day);
        const Belief belief = oracle.believe(measure.id, day, eye.known, eye.knowledge);
        if (!finding)
          return Disagreement{measure.id, day, eye.known, eye.knowledge, "no such measure", to_string(belief)};
        const Belief library = belief_of(*finding);
        if (library != belief) {
          return Disagreement{measure.id, day, eye.known, eye.knowledge, to_string(library), to_string(belief)};
        }
        if (belief.package || oracle.imprecise(measure.id, eye.known, eye.knowledge) || day != days.front()) continue;
        if (const auto fault = misplaced(oracle, *finding, eye.known, eye.knowledge)) {
          return Disagreement{measure.id, day, eye.known, eye.knowledge, told(*finding), *fault};
        }
      }
    }
  }
  return std::nullopt;
}

Dataset shrunk(Dataset dataset, std::uint64_t seed) {
  const auto still = [&](const Dataset& smaller) { return check(smaller).ok() && disagreement(smaller, seed); };
  const auto attempt = [&](const std::function<void(Dataset&)>& change) {
    Dataset smaller = dataset;
    change(smaller);
    if (smaller == dataset || !still(smaller)) return false;
    dataset = std::move(smaller);
    return true;
  };
  const auto drop_claim = [](Dataset& data, std::size_t c) {
    const std::string id = data.claims[c].id;
    data.claims.erase(data.claims.begin() + static_cast<std::ptrdiff_t>(c));
    for (Claim& claim : data.claims) {
      if (claim.action.of == id) claim.action.of.clear();
      if (claim.action.anchor == id) claim.action.anchor.clear();
      std::erase(claim.corrects, id);
    }
  };
  static const std::vector<std::function<void(Claim&)>> simpler = {
      [](Claim& c) { c.action.of.clear(); },
      [](Claim& c) { c.action.anchor.clear(); },
      [](Claim& c) { c.corrects.clear(); },
      [](Claim& c) { c.action.from_time.reset(); },
      [](Claim& c) { c.action.until_time.reset(); },
      [](Claim& c) { c.action.until.reset(), c.action.until_time.reset(); },
      [](Claim& c) { c.action.term.reset(); },
      [](Claim& c) { c.action.rate.reset(); },
      [](Claim& c) { c.action.previous.reset(); },
      [](Claim& c) { c.action.portion.reset(); },
      [](Claim& c) { c.action.varying = false; },
      [](Claim& c) { c.action.undecided = false; },
      [](Claim& c) { c.action.limits = {}; },
      [](Claim& c) { c.action.from_beginning = false; },
      [](Claim& c) { c.action.stayed = false; },
      [](Claim& c) { c.standing = Standing::Done; },
      [](Claim& c) {
        if (!c.action.from.is_unknown()) c.action.from = FuzzyDate::day(*c.action.from.earliest());
      },
      [](Claim& c) {
        if (c.action.until) c.action.until = FuzzyDate::day(*c.action.until->earliest());
      },
  };

  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::size_t c = dataset.claims.size(); c-- > 0;)
      smaller |= attempt([&](Dataset& data) { drop_claim(data, c); });
    for (std::size_t m = dataset.measures.size(); m-- > 0;) {
      smaller |=
          attempt([&](Dataset& data) { data.measures.erase(data.measures.begin() + static_cast<std::ptrdiff_t>(m)); });
    }
    for (std::size_t m = 0; m < dataset.measures.size(); ++m)
      smaller |= attempt([&](Dataset& data) { data.measures[m].part_of.clear(); });
    for (std::size_t c = 0; c < dataset.claims.size(); ++c) {
      for (const auto& simplify : simpler) smaller |= attempt([&](Dataset& data) { simplify(data.claims[c]); });
    }
    for (std::size_t s = dataset.sources.size(); s-- > 0;) {
      smaller |= attempt([&](Dataset& data) {
        Source& source = data.sources[s];
        source.published = FuzzyDate::day(*known_of(source).earliest());
        source.proven.reset();
      });
      smaller |= attempt([&](Dataset& data) { data.sources[s].kind = SourceKind::Article; });
      smaller |=
          attempt([&](Dataset& data) { data.sources.erase(data.sources.begin() + static_cast<std::ptrdiff_t>(s)); });
    }
    smaller |= attempt([](Dataset& data) { data.aliases.clear(); });
    smaller |= attempt([](Dataset& data) { data.complete_through.reset(); });
  }
  return dataset;
}

std::string report(const Dataset& dataset, std::uint64_t seed) {
  const auto found = disagreement(dataset, seed);
  if (!found) return "they agree";
  std::string text = "seed ";
  text.append(std::to_string(seed))
      .append(": ")
      .append(found->measure)
      .append(" on ")
      .append(to_string(found->day))
      .append(" as known ");
  text.append(found->known ? to_string(*found->known) : "in hindsight")
      .append(found->knowledge == Knowledge::Strict ? ", strictly" : "");
  text.append("\n  library: ").append(found->library).append("\n  oracle:  ").append(found->oracle).append("\n");
  return text.append(to_json(dataset));
}

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
