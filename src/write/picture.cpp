#include "write/picture.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <truceline/timeline/format.hpp>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Whether two segments differ in certainty or provenance alone: one core, drawn as one bar.
bool same_core(const Answer& a, const Answer& b) {
  return a.status == b.status && a.standing == b.standing && a.rate == b.rate && a.varying == b.varying &&
         a.suspended_rate == b.suspended_rate && a.charge == b.charge;
}

bool touches(const Segment& left, const Segment& right) { return left.valid.until() == right.valid.from(); }

bool assumes(const Answer& answer, Assumed what) {
  return std::find(answer.assumed.begin(), answer.assumed.end(), what) != answer.assumed.end();
}

bool drawn(const Answer& answer, bool meeting) {
  switch (answer.status) {
    case Status::None:
    case Status::Ended:
      return false;
    case Status::Scheduled:
      return !meeting;  // its mark tells
    default:
      return true;
  }
}

/// When a measure is first drawn as something that is known; one that never is comes last.
Date beginning_of(const std::vector<Segment>& history, bool meeting) {
  const auto first = std::find_if(history.begin(), history.end(), [&](const Segment& segment) {
    return drawn(segment.answer, meeting) && segment.answer.status != Status::Unknown;
  });
  return first == history.end() ? Date::max() : first->valid.from();
}

/// The days that the bars are about: from where the first begins to where the last ends, with some air. An unknown
/// stretch and the ends of days say nothing.
std::optional<Period> days_of(const std::vector<Group>& groups, std::optional<Date> known) {
  std::optional<Date> first;
  std::optional<Date> last;
  const auto meet = [&](Date day) {
    if (day == Date::min()) return;
    first = std::min(first.value_or(day), day);
    last = std::max(last.value_or(day), day);
  };
  for (const Group& group : groups) {
    for (const PictureLane& lane : group.lanes) {
      for (const Bar& bar : lane.bars) {
        if (bar.answer.status == Status::Unknown) continue;
        meet(bar.days.from());
        if (bar.days.until()) meet(*bar.days.until());
      }
    }
  }
  if (!first) return std::nullopt;
  if (known) meet(*known);
  const int air = std::max(7, (*last - *first) / 40);
  const Result<Period> days = Period::make(*first - air, *last + air);
  return days.ok() ? std::optional(*days) : std::nullopt;
}

/// A bar as far as the picture shows it; nullopt if it does not.
std::optional<Bar> cut(Bar bar, const Period& days) {
  const auto shown = bar.days.intersection(days);
  if (!shown) return std::nullopt;
  bar.from_before = bar.days.from() < days.from();
  bar.goes_on = !bar.days.until() || *bar.days.until() > *days.until();
  bar.fades_in = bar.fades_in && (!bar.from_before || bar.fades_whole);  // uncertain through and through, wherever cut
  bar.fades_out = bar.fades_out && (!bar.goes_on || bar.fades_whole);
  bar.days = *shown;
  return bar;
}

absl::Status nothing(const std::string& where) {
  return fault({.id = "TL-711",
                .message = "nothing to draw" + where,
                .fix = "choose a later known day, other days or more kinds"});
}

std::string names_of(const std::vector<std::string>& ids, const View& view) {
  std::string text;
  for (const std::string& id : ids) {
    const auto measure = view.measure(id);
    text += (text.empty() ? "" : "; ") + (measure ? name_of(view.record(*measure)) : id);
  }
  return text;
}

}  // namespace

Date mark_day(const Bar& bar) {
  const Date first = bar.answer.since.earliest().value_or(bar.days.from());
  return first + (bar.answer.since.latest().value_or(first) - first) / 2;
}

std::string spaced(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string_view heading_of(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::Tariff:
      return "Tariffs";
    case MeasureKind::Relief:
      return "Exclusions";
    case MeasureKind::ExportControl:
      return "Export controls";
    case MeasureKind::ImportRestriction:
      return "Import restrictions";
    case MeasureKind::PortFee:
      return "Port fees";
    case MeasureKind::EntityListing:
      return "Entity listings";
    case MeasureKind::Investigation:
      return "Investigations";
    case MeasureKind::PurchaseCommitment:
      return "Purchase commitments";
    case MeasureKind::Sanction:
      return "Sanctions";
    case MeasureKind::Agreement:
      return "Agreements";
    case MeasureKind::Meeting:
      return "Meetings";
    case MeasureKind::Other:
      break;
  }
  return "Other measures";
}

std::string side_of(const Measure& measure) {
  std::string text;
  for (const Jurisdiction side : measure.imposed_by) {
    if (!text.empty()) text += side == measure.imposed_by.back() ? " and " : ", ";
    text += side.is_world() ? "others" : to_string(side);
  }
  return text.empty() ? "others" : text;
}

std::size_t tone_of(const std::string& side, const std::vector<std::string>& sides) {
  if (side.find(' ') != std::string::npos) return joint_tone;
  const auto place = std::find(sides.begin(), sides.end(), side) - sides.begin();
  return place < 2 ? static_cast<std::size_t>(place) : tones - 1;
}

const std::string& name_of(const Measure& measure) { return measure.title.empty() ? measure.id : measure.title; }

std::string label_of(const Answer& answer) {
  if (answer.varying) return "varies";
  if (answer.status == Status::Suspended)
    return answer.suspended_rate ? fmt::format("{}", *answer.suspended_rate) : std::string();
  std::string text;
  if (answer.rate && (*answer.rate != Rate() || answer.charge.empty())) text = fmt::format("{}", *answer.rate);
  if (answer.suspended_rate) text += fmt::format(" ({} suspended)", *answer.suspended_rate);
  if (const std::string charge = to_string(answer.charge); !charge.empty())
    text += (text.empty() ? "" : " + ") + charge;
  return text;
}

std::string telling_of(const std::string& name, const Answer& answer) {
  return fmt::format("{}: {}", name, to_string(answer));
}

std::string step_telling(const DutyChart& chart, std::size_t step) {
  const DutyStep& part = chart.steps[step];
  return fmt::format("{}: {}{}{}", part.period.from(), total_of(part.assessment),
                     chart.causes[step].empty() ? "" : "; ", chart.causes[step]);
}

std::string total_of(const Assessment& assessment) {
  if (!assessment.high) return fmt::format("at least {}", assessment.low);
  if (*assessment.high == assessment.low) return fmt::format("{}", assessment.low);
  return fmt::format("{} to {}", assessment.low, *assessment.high);
}

Sources::Sources(const Dataset& dataset) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < dataset.sources.size(); ++i) places.emplace(dataset.sources[i].id, i);
  for (const Claim& claim : dataset.claims) of_claim_.emplace(claim.id, places.at(claim.source));
}

std::vector<std::size_t> Sources::of(const Answer& answer) const {
  std::set<std::size_t> places;
  for (const std::string& claim : answer.because) {
    if (const auto place = of_claim_.find(claim); place != of_claim_.end()) places.insert(place->second);
  }
  return {places.begin(), places.end()};
}

std::string name_of(const Source& source) {
  std::string name = !source.title.empty() ? source.title : source.outlet;
  if (!source.outlet.empty() && source.outlet != name) name = source.outlet + ": " + name;
  if (name.empty()) name = source.id;
  const FuzzyDate known = known_of(source);
  return known.is_unknown() ? name : fmt::format("{}, {}", name, known);
}

std::vector<Bar> bars_of(const std::vector<Segment>& segments, bool meeting, const Sources& sources) {
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    const Answer& answer = segment.answer;
    if (!drawn(answer, meeting)) continue;
    const auto continues = [&](std::size_t left, std::size_t right) {
      return touches(segments[left], segments[right]) && same_core(segments[left].answer, segments[right].answer);
    };
    const bool after_same = i > 0 && continues(i - 1, i);
    const bool before_same = i + 1 < segments.size() && continues(i, i + 1);

    Bar bar{.days = segment.valid,
            .answer = answer,
            .sources = sources.of(answer),
            .runs_on = before_same,
            .follows = after_same};
    if (answer.certainty == Certainty::Possible) {
      const bool start = assumes(answer, Assumed::Since) || (!answer.since.is_unknown() && !answer.since.is_day());
      const bool end = answer.until && (assumes(answer, Assumed::Until) || !answer.until->is_day());
      const bool neither = !start && !end;  // uncertain for another reason: say so at both ends
      bar.fades_in = !after_same && (start || neither) && segment.valid.from() != Date::min();
      bar.fades_out = !before_same && (end || neither) && segment.valid.until().has_value();
      bar.fades_whole = after_same != before_same;
    }
    bars.push_back(std::move(bar));
  }
  return bars;
}

Result<std::vector<Group>> groups_of(const View& view, const PictureOptions& options, std::vector<std::string>& sides) {
  std::set<std::string> wanted;
  for (const std::string& id : options.measures) {
    const auto measure = view.measure(id);
    if (!measure) return fault({.id = "TL-712", .message = "no such measure: " + truceline::quoted(id)});
    wanted.insert(view.record(*measure).id);
  }
  const auto asked_for = [&](const Measure& measure) {
    const auto& kinds = options.kinds;
    return (wanted.empty() || wanted.contains(measure.id)) &&
           (kinds.empty() || std::find(kinds.begin(), kinds.end(), measure.kind) != kinds.end());
  };

  // In the order: meetings, then side by side as they appear, those of one imposer first, each by kind.
  const std::vector<std::string>& ids = view.measures();
  std::vector<std::pair<std::size_t, std::string>> order;  // how many imposers, and who
  for (const std::string& id : ids) {
    const Measure& measure = view.record(*view.measure(id));
    const std::pair key(measure.imposed_by.size(), side_of(measure));
    if (measure.kind != MeasureKind::Meeting && std::find(order.begin(), order.end(), key) == order.end())
      order.push_back(key);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [imposers, side] : order) sides.push_back(side);

  std::map<std::pair<std::size_t, MeasureKind>, Group> groups;  // by side, from 1 on; 0: meetings
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Measure& measure = view.record(*view.measure(ids[i]));
    if (!asked_for(measure)) continue;
    const bool meeting = measure.kind == MeasureKind::Meeting;
    const std::string side = side_of(measure);
    const auto place = std::find(sides.begin(), sides.end(), side) - sides.begin();
    Group& group = groups[{meeting ? 0 : static_cast<std::size_t>(place) + 1, measure.kind}];
    group.tone = meeting ? joint_tone : tone_of(side, sides);
    group.heading =
        meeting ? std::string(heading_of(measure.kind)) : fmt::format("{}: {}", side, heading_of(measure.kind));
    group.lanes.push_back({.measure = i,
                           .name = name_of(measure),
                           .begins = beginning_of(view.history(ids[i]), meeting),
                           .meeting = meeting,
                           .bars = {}});
  }
  std::vector<Group> result;
  for (auto& [key, group] : groups) {
    std::stable_sort(group.lanes.begin(), group.lanes.end(),
                     [](const PictureLane& a, const PictureLane& b) { return a.begins < b.begins; });
    result.push_back(std::move(group));
  }
  return result;
}

Result<Period> days_shown(const std::vector<Group>& groups, std::optional<Date> known, const PictureOptions& options) {
  const std::optional<Period> all = days_of(groups, known);
  if (!all) return nothing(known ? fmt::format(": nothing of it is known on {}", *known) : "");
  // Where only one end is asked for, at least a year is shown.
  const auto [first, last] = std::pair(all->from(), *all->until());
  const Date from = options.from ? *options.from : options.until ? std::min(first, *options.until - 365) : first;
  const Date until = options.until ? *options.until : options.from ? std::max(last, from + 365) : last;
  Result<Period> days = Period::make(from, until);
  if (days.ok()) return days;
  return fault({.id = "TL-714",
                .message = fmt::format("no days to draw: until {} is not after {}", until, from),
                .fix = "let the picture end after it begins"});
}

std::vector<std::pair<Jurisdiction, Jurisdiction>> routes_of(const View& view, const std::vector<Group>& groups,
                                                             const PictureOptions& options) {
  if (!options.duties || !options.measures.empty()) return {};  // a choice of measures adds up to nobody's duty
  for (const Group& group : groups) {
    for (const PictureLane& lane : group.lanes) {
      if (view.record(*view.measure(view.measures()[lane.measure])).kind == MeasureKind::Tariff)
        return {{options.duties->second, options.duties->first}, *options.duties};
    }
  }
  return {};
}

Result<DutyChart> duty_chart(const View& view, const std::pair<Jurisdiction, Jurisdiction>& route, const Period& days) {
  const auto [from, into] = route;
  Result<std::vector<DutyStep>> steps =
      rate_history(view, Shipment{.origin = from, .destination = into, .entered = days.from()}, days);
  if (!steps.ok()) return steps.status();
  DutyChart chart{.from = from, .into = into, .steps = *std::move(steps), .causes = {}, .top = {}};
  for (const DutyStep& step : chart.steps) {
    chart.top = std::max({chart.top, step.assessment.low, step.assessment.high.value_or(Rate())});
    chart.causes.push_back(names_of(step.cause, view));
  }
  return chart;
}

Result<Picture> picture_of(const View& view, const PictureOptions& options) {
  const Dataset& dataset = view.dataset();
  const Sources sources(dataset);
  Picture picture;
  picture.title = !options.title.empty() ? options.title : !dataset.title.empty() ? dataset.title : dataset.name;
  picture.known = view.known();
  picture.subtitle = picture.known ? fmt::format("as known on {}", *picture.known) : "in hindsight";
  for (const Source& source : dataset.sources) picture.source_names.push_back(name_of(source));

  Result<std::vector<Group>> groups = groups_of(view, options, picture.sides);
  if (!groups.ok()) return groups.status();
  for (Group& group : *groups) {
    for (PictureLane& lane : group.lanes)
      lane.bars = bars_of(view.history(view.measures()[lane.measure]), lane.meeting, sources);
  }
  const Result<Period> days = days_shown(*groups, picture.known, options);
  if (!days.ok()) return days.status();
  picture.days = *days;

  for (Group& group : *groups) {
    for (PictureLane& lane : group.lanes) {
      std::vector<Bar> shown;
      for (Bar& bar : lane.bars) {
        if (auto part = cut(std::move(bar), picture.days)) shown.push_back(*std::move(part));
      }
      lane.bars = std::move(shown);
    }
    std::erase_if(group.lanes, [](const PictureLane& lane) { return lane.bars.empty(); });
    if (!group.lanes.empty()) picture.groups.push_back(std::move(group));
  }
  if (picture.groups.empty()) return nothing(fmt::format(" in {}", picture.days));

  for (const auto& route : routes_of(view, picture.groups, options)) {
    Result<DutyChart> chart = duty_chart(view, route, picture.days);
    if (!chart.ok()) return chart.status();
    const auto charged = [](const DutyStep& step) { return !step.assessment.lines.empty(); };
    if (std::any_of(chart->steps.begin(), chart->steps.end(), charged)) picture.duties.push_back(*std::move(chart));
  }
  return picture;
}

}  // namespace v0
}  // namespace truceline
