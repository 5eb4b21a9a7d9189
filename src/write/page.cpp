// A page is the picture of every known day and scenario at once, of which its script shows one.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <truceline/timeline/format.hpp>

#include "calendar/fault.hpp"
#include "write/json_text.hpp"
#include "write/palette.hpp"
#include "write/picture.hpp"
#include "write/svg.hpp"
#include "write/vega.hpp"
#include "write/web.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Texts that come again and again, each once.
class Texts {
 public:
  std::size_t place_of(const std::string& text) {
    const auto [place, fresh] = places_.try_emplace(text, places_.size());
    if (fresh) list_.add(json_string(text));
    return place->second;
  }
  [[nodiscard]] std::string text() const { return list_.text(); }

 private:
  std::map<std::string, std::size_t> places_;
  JsonList list_;
};

/// What changes with the known day, in JSON: each value with the place of the day from which it counts.
class Versions {
 public:
  void add(std::size_t epoch, std::string value) {
    if (value == last_) return;
    list_.add(fmt::format("[{},{}]", epoch, value));
    last_ = std::move(value);
  }
  [[nodiscard]] std::string text() const { return list_.text(); }

 private:
  JsonList list_;
  std::string last_;
};

/// One timeline, with or without a scenario, over all its known days.
struct Told {
  std::vector<std::string> lanes;  ///< versions of the bars of each
  std::string duties;              ///< versions of the steps; empty: no chart
};

class Page {
 public:
  Page(const Timeline& timeline, const PictureOptions& options)
      : timeline_(timeline), options_(options), sources_(timeline.dataset()) {}

  Result<std::string> text(std::optional<Date> known);

 private:
  absl::Status look(std::optional<Date> known);
  Result<Told> tell(const Timeline& timeline);
  std::string bars_json(const std::vector<Bar>& bars);
  std::string duty_json(const DutyChart& chart);
  [[nodiscard]] std::string lanes_json(JsonList& kinds) const;
  [[nodiscard]] std::string sources_json() const;
  Result<std::string> scenarios_json();

  const Timeline& timeline_;
  PictureOptions options_;
  Sources sources_;
  std::vector<Timeline> scenarios_;  // in the order of the dataset
  std::vector<Date> epochs_;         // from which another view of something begins
  std::vector<std::string> sides_;
  std::vector<Group> groups_;
  std::vector<std::pair<Jurisdiction, Jurisdiction>> routes_;
  Period days_;
  Texts texts_;
};

/// Finds out which days, measures and known days there are.
absl::Status Page::look(std::optional<Date> known) {
  const View hindsight = timeline_.hindsight();
  Result<std::vector<Group>> groups = groups_of(hindsight, options_, sides_);
  if (!groups.ok()) return groups.status();
  groups_ = *std::move(groups);

  std::set<Date> days;
  const auto learn = [&days](const Timeline& timeline) {
    for (const Segment& segment : timeline.segments()) {
      if (segment.known.from() > Date::min()) days.insert(segment.known.from());
    }
  };
  learn(timeline_);
  for (const Scenario& scenario : timeline_.dataset().scenarios) {
    Result<Timeline> with = timeline_.apply(scenario.name);
    if (!with.ok()) return with.status();
    scenarios_.push_back(*std::move(with));
    learn(scenarios_.back());
  }
  // The slider begins a little before anything is known, so that one sees it come.
  if (!days.empty()) epochs_.push_back(std::min(*days.begin() - 7, known.value_or(Date::max())));
  epochs_.insert(epochs_.end(), days.begin(), days.end());

  // The days of everything that was ever believed, so that nothing moves when another known day is chosen.
  std::vector<Group> ever = groups_;
  for (const Date day : epochs_) {
    const View view = timeline_.as_known_on(day);
    for (Group& group : ever) {
      for (PictureLane& lane : group.lanes) {
        std::vector<Bar> bars = bars_of(view.history(view.measures()[lane.measure]), lane.meeting, sources_);
        std::move(bars.begin(), bars.end(), std::back_inserter(lane.bars));
      }
    }
  }
  const Result<Period> shown = days_shown(ever, std::nullopt, options_);
  if (!shown.ok()) return shown.status();
  days_ = *shown;
  const auto seen = [&](const Bar& bar) { return bar.days.overlaps(days_); };
  const bool any = std::any_of(ever.begin(), ever.end(), [&](const Group& group) {
    return std::any_of(group.lanes.begin(), group.lanes.end(),
                       [&](const PictureLane& lane) { return std::any_of(lane.bars.begin(), lane.bars.end(), seen); });
  });
  if (!any) {
    return fault({.id = "TL-711",
                  .message = fmt::format("nothing to draw in {}", days_),
                  .fix = "choose other days or more kinds"});
  }
  routes_ = routes_of(hindsight, groups_, options_);
  return absl::OkStatus();
}

/// [from, until, status, flags, rate, tells, since, until, [sources], where a mark stands]: days as numbers, texts by
/// their places.
std::string Page::bars_json(const std::vector<Bar>& bars) {
  JsonList list;
  for (const Bar& bar : bars) {
    const Answer& answer = bar.answer;
    if (!bar.days.overlaps(days_)) continue;
    const int flags = (bar.fades_in ? 1 : 0) + (bar.fades_out ? 2 : 0) + (bar.fades_whole ? 4 : 0) +
                      (answer.certainty == Certainty::Possible ? 8 : 0) + (bar.runs_on || bar.follows ? 16 : 0);
    const auto assumed = [&](Assumed what) {
      return std::find(answer.assumed.begin(), answer.assumed.end(), what) != answer.assumed.end() ? " (assumed)" : "";
    };
    const std::string since = answer.since.is_unknown() ? "" : to_string(answer.since) + assumed(Assumed::Since);
    const std::string ends = answer.until ? to_string(*answer.until) + assumed(Assumed::Until) : "";
    const auto until = bar.days.until();
    list.add(fmt::format("[{},{},{},{},{},{},{},{},[{}],{}]",
                         std::max(bar.days.from(), days_.from() - 1).days_since_epoch(),
                         until ? fmt::format("{}", until->days_since_epoch()) : "null",
                         static_cast<int>(answer.status) - static_cast<int>(Status::Unknown), flags,
                         texts_.place_of(label_of(answer)), texts_.place_of(to_string(answer)), texts_.place_of(since),
                         texts_.place_of(ends), fmt::join(bar.sources, ","), mark_day(bar).days_since_epoch()));
  }
  return list.text();
}

/// [day, low, high, total, cause, tells]: rates in parts per million.
std::string Page::duty_json(const DutyChart& chart) {
  JsonList list;
  const Rate open = std::max(chart.top, Rate::percent(1));  // how far a band without a bound is drawn
  for (std::size_t i = 0; i < chart.steps.size(); ++i) {
    const Assessment& duty = chart.steps[i].assessment;
    const Date day = std::max(chart.steps[i].period.from(), days_.from());
    list.add(fmt::format("[{},{},{},{},{},{}]", day.days_since_epoch(), duty.low.ppm(), duty.high.value_or(open).ppm(),
                         texts_.place_of(total_of(duty)), texts_.place_of(chart.causes[i]),
                         texts_.place_of(step_telling(chart, i))));
  }
  if (!chart.steps.empty()) {  // the line goes on to the end
    const Assessment& duty = chart.steps.back().assessment;
    const std::size_t none = texts_.place_of("");
    list.add(fmt::format("[{},{},{},{},{},{}]", days_.until()->days_since_epoch(), duty.low.ppm(),
                         duty.high.value_or(open).ppm(), none, none, none));
  }
  return list.text();
}

Result<Told> Page::tell(const Timeline& timeline) {
  std::vector<Versions> lanes;
  for (const Group& group : groups_) lanes.resize(lanes.size() + group.lanes.size());
  Versions duties;
  for (std::size_t epoch = 0; epoch < epochs_.size(); ++epoch) {
    const View view = timeline.as_known_on(epochs_[epoch]);
    std::size_t place = 0;
    for (const Group& group : groups_) {
      for (const PictureLane& lane : group.lanes)
        lanes[place++].add(epoch,
                           bars_json(bars_of(view.history(view.measures()[lane.measure]), lane.meeting, sources_)));
    }
    JsonList charts;
    for (const auto& route : routes_) {
      const Result<DutyChart> chart = duty_chart(view, route, days_);
      if (!chart.ok()) return chart.status();
      charts.add(duty_json(*chart));
    }
    if (!routes_.empty()) duties.add(epoch, charts.text());
  }
  Told told;
  for (const Versions& lane : lanes) told.lanes.push_back(lane.text());
  told.duties = duties.text();
  return told;
}

std::string Page::lanes_json(JsonList& kinds) const {
  const View view = timeline_.hindsight();
  std::vector<MeasureKind> used;
  JsonList lanes;
  for (const Group& group : groups_) {
    for (const PictureLane& lane : group.lanes) {
      const Measure& measure = view.record(*view.measure(view.measures()[lane.measure]));
      if (std::find(used.begin(), used.end(), measure.kind) == used.end()) used.push_back(measure.kind);
    }
  }
  std::sort(used.begin(), used.end());
  for (const MeasureKind kind : used) kinds.add(json_string(spaced(word(kind))));
  for (const Group& group : groups_) {
    for (const PictureLane& lane : group.lanes) {
      const Measure& measure = view.record(*view.measure(view.measures()[lane.measure]));
      const auto side = std::find(sides_.begin(), sides_.end(), side_of(measure)) - sides_.begin();
      JsonList object('{');
      object.add("id", json_string(measure.id));
      object.add("name", json_string(lane.name));
      object.add("by", json_string(side_of(measure)));
      object.add("group", json_string(group.heading));
      object.add("side", fmt::format("{}", lane.meeting ? -1 : side));
      object.add("kind", fmt::format("{}", std::find(used.begin(), used.end(), measure.kind) - used.begin()));
      object.add("tone", fmt::format("{}", group.tone));
      object.add("meeting", lane.meeting ? "true" : "false");
      lanes.add(object.text());
    }
  }
  return lanes.text();
}

std::string Page::sources_json() const {
  JsonList sources;
  for (const Source& source : timeline_.dataset().sources) {
    JsonList object('{');
    object.add("name", json_string(name_of(source)));
    const bool web = source.address.starts_with("https://") || source.address.starts_with("http://");
    if (web) object.add("address", json_string(source.address));
    sources.add(object.text());
  }
  return sources.text();
}

/// The record as it is first, then each scenario, with what it changes.
Result<std::string> Page::scenarios_json() {
  JsonList scenarios;
  const Result<Told> base = tell(timeline_);
  if (!base.ok()) return base.status();
  const auto add = [&](const std::string& name, const std::string& title, const Told& told, bool first) {
    JsonList lanes;
    for (std::size_t i = 0; i < told.lanes.size(); ++i)
      lanes.add(first || told.lanes[i] != base->lanes[i] ? told.lanes[i] : "null");
    JsonList object('{');
    object.add("name", json_string(name));
    object.add("title", json_string(title));
    object.add("lanes", lanes.text());
    object.add("duties", first || told.duties != base->duties ? told.duties : "null");
    scenarios.add(object.text());
  };
  add("", "none: what the sources say", *base, true);
  for (std::size_t i = 0; i < scenarios_.size(); ++i) {
    const Scenario& scenario = timeline_.dataset().scenarios[i];
    const Result<Told> told = tell(scenarios_[i]);
    if (!told.ok()) return told.status();
    add(scenario.name, scenario.title.empty() ? scenario.name : scenario.title, *told, false);
  }
  return scenarios.text();
}

/// The colours as the style's variables.
std::string style_colours() {
  const auto rule = [](const Palette& colours) {
    std::string text = fmt::format(":root {{ --paper: {}; --ink: {}; --soft: {}; --line: {}; --shade: {};",
                                   colours.paper, colours.ink, colours.soft, colours.line, colours.shade);
    for (std::size_t i = 0; i < tones; ++i)
      text += fmt::format(" --tone{0}: {1}; --light{0}: {2};", i, colours.strong[i], colours.light[i]);
    return text + " }";
  };
  return fmt::format("{}\n@media (prefers-color-scheme: dark) {{ {} }}\n", rule(by_day), rule(by_night));
}

/// Text as XML, line by line.
std::string xml_lines(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += xml(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// Puts texts in the places that the frame names: {{title}}.
std::string framed(std::string_view frame, const std::map<std::string_view, std::string>& texts) {
  std::string result;
  for (std::size_t at = 0; at < frame.size();) {
    const std::size_t open = frame.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : frame.find("}}", open);
    if (close == std::string_view::npos) {
      result += frame.substr(at);
      break;
    }
    result += frame.substr(at, open - at);
    const auto text = texts.find(frame.substr(open + 2, close - open - 2));
    if (text != texts.end()) result += text->second;
    at = close + 2;
  }
  return result;
}

Result<std::string> Page::text(std::optional<Date> known) {
  if (const absl::Status status = look(known); !status.ok()) return status;
  const Date first = epochs_.front();
  const Date last = std::max(epochs_.back(), known.value_or(first));

  // Without script or chart the picture stands, in two widths of which one is seen.
  options_.from = days_.from();
  options_.until = days_.until();
  const Result<Picture> now = picture_of(timeline_.as_known_on(known.value_or(last)), options_);
  std::string drawings;
  if (now.ok()) {
    for (const auto& [width, name] : {std::pair(960, "wide"), std::pair(390, "narrow")}) {
      const Result<Drawing> drawing = draw(*now, width);
      if (!drawing.ok()) return drawing.status();
      drawings += fmt::format("<div class=\"{}\">{}</div>\n", name, drawing->svg);
    }
  }

  Picture frame;  // the charts alone: the script fills them
  frame.days = days_;
  frame.sides = sides_;
  JsonList charts;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    frame.duties.push_back({.from = routes_[i].first, .into = routes_[i].second, .steps = {}, .causes = {}, .top = {}});
    charts.add(fmt::format("\"duty{}\"", i));
  }
  JsonList kinds;
  const std::string lanes = lanes_json(kinds);
  const Result<std::string> scenarios = scenarios_json();
  if (!scenarios.ok()) return scenarios.status();
  JsonList sides;
  for (const std::string& side : sides_) sides.add(json_string(side));
  JsonList statuses;
  for (const Status status : {Status::Unknown, Status::Proposed, Status::Scheduled, Status::InForce, Status::Suspended})
    statuses.add(json_string(spaced(word(status))));
  JsonList epochs;
  for (const Date day : epochs_) epochs.add(fmt::format("{}", day.days_since_epoch()));

  JsonList data('{');
  data.add("days", fmt::format("[{},{}]", days_.from().days_since_epoch(), days_.until()->days_since_epoch()));
  data.add("known", fmt::format("{{\"first\":{},\"last\":{},\"open\":{}}}", first.days_since_epoch(),
                                (last + 14).days_since_epoch(), known.value_or(last).days_since_epoch()));
  data.add("epochs", epochs.text());
  data.add("sides", sides.text());
  data.add("kinds", kinds.text());
  data.add("statuses", statuses.text());
  JsonList tone_list;
  for (std::size_t i = 0; i < tones; ++i)
    tone_list.add(fmt::format("[\"{}\",\"{}\"]", by_day.strong[i], by_day.light[i]));
  data.add("paper", json_string(by_day.paper));
  data.add("ink", json_string(by_day.ink));
  data.add("tones", tone_list.text());
  data.add("night", night_json());
  data.add("lanes", lanes);
  data.add("sources", sources_json());
  data.add("charts", charts.text());
  data.add("scenarios", *scenarios);
  data.add("texts", texts_.text());
  data.add("spec", vega_lite(frame));

  std::string scripts;
  if (pages_have_charts()) {
    scripts = fmt::format(
        "<footer><details><summary>Licences of what the chart is drawn "
        "with</summary>\n<pre>{}</pre></details></footer>\n",
        xml_lines(chart_licences()));
    for (const std::string_view script : chart_scripts()) scripts += fmt::format("<script>\n{}\n</script>\n", script);
  }
  const Dataset& dataset = timeline_.dataset();
  const std::string title = !options_.title.empty()  ? options_.title
                            : !dataset.title.empty() ? dataset.title
                                                     : dataset.name;
  return framed(
      page_frame(),
      {{"title", xml(title)},
       {"style", style_colours() + std::string(page_style())},
       {"about", fmt::format("Trade measures from {} until {}, as they could be known on any day "
                             "from {} on. Move the slider and see what was believed then.",
                             days_.from(), *days_.until(), first)},
       {"missing", pages_have_charts() ? ""
                                       : "<p class=\"note\" id=\"missing\">The chart that moves with the slider is "
                                         "missing: this page was made by a build of Truceline without npm, which "
                                         "brings Vega. The slider, the filters and the scenarios work on the table; "
                                         "the picture shows the day that the page opens with.</p>\n"},
       {"picture", drawings},
       {"data", data.text()},
       {"charts", scripts},
       {"script", std::string(page_script())}});
}

}  // namespace

bool pages_have_charts() noexcept { return !chart_scripts().front().empty(); }

Result<std::string> to_page(const Timeline& timeline, std::optional<Date> known, const PictureOptions& options) {
  return Page(timeline, options).text(known);
}

}  // namespace v0
}  // namespace truceline
