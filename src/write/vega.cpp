#include "write/vega.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include <truceline/timeline/format.hpp>

#include "write/json_text.hpp"
#include "write/palette.hpp"
#include "write/text_width.hpp"
#include "write/web.hpp"

namespace truceline {
inline namespace v0 {
namespace {

std::string filled(std::string text, std::string_view mark, std::string_view value) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
  return text;
}

/// "255,255,255", of "#ffffff".
std::string rgb_of(std::string_view colour) {
  std::string text;
  for (std::size_t at = 1; at < colour.size(); at += 2)
    text += fmt::format("{}{}", at > 1 ? "," : "", std::stoi(std::string(colour.substr(at, 2)), nullptr, 16));
  return text;
}

/// A chart of the specification, with its days and colours.
std::string chart_of(std::string_view chart, std::string_view days) {
  std::string text = filled(std::string(chart), "\"%DAYS%\"", days);
  text = filled(text, "%PAPER%", rgb_of(by_day.paper));
  return filled(text, "%INK%", by_day.ink);
}

/// The day this part of the way from one to the other.
Date between(const Period& days, double part) {
  return days.from() + static_cast<std::int32_t>(std::max(1.0, *days.days() * part));
}

std::string bar_row(const Picture& picture, const Group& group, const PictureLane& lane, const Bar& bar,
                    const std::string& key) {
  const char* const strong = by_day.strong[group.tone];
  const Answer& answer = bar.answer;
  const bool solid = answer.status == Status::InForce;
  const bool mark = lane.meeting && solid;
  const bool certain = answer.certainty == Certainty::Certain;
  // A fade is a thirtieth of the picture, or as much of the bar as its other end leaves.
  const double part = std::min(1.0, *picture.days.days() / 25.0 / *bar.days.days());
  const double fade = bar.fades_whole ? 1.0 : std::min(part, bar.fades_in && bar.fades_out ? 0.45 : 0.8);

  JsonList row('{');
  row.add("lane", json_string(key));
  row.add("name", json_string(lane.name));
  row.add("form", mark ? "\"mark\"" : answer.status == Status::Unknown ? "\"line\"" : "\"bar\"");
  row.add("status", json_string(mark ? "held" : spaced(word(answer.status))));
  row.add("from", json_day(mark ? mark_day(bar) : bar.days.from()));
  row.add("until", json_day(*bar.days.until()));
  const std::string label = label_of(answer);
  // A label stands only where it fits: a letter of the chart's small type is a good 1 % of its width.
  const double room =
      640.0 * *bar.days.days() / *picture.days.days() * (1 - (bar.fades_in ? fade : 0) - (bar.fades_out ? fade : 0));
  row.add("rate", json_string(label));
  row.add("label", json_string(text_width(label, 11) + 8 <= room ? label : ""));
  row.add("labelled", json_day(bar.fades_in ? between(bar.days, fade) : bar.days.from()));
  if (bar.fades_in) row.add("faded_in", json_day(between(bar.days, fade)));
  if (bar.fades_out)
    row.add("faded_out", json_day(*bar.days.until() - std::max(1, static_cast<int>(*bar.days.days() * fade))));
  row.add("fill", json_string(answer.status == Status::Scheduled ? by_day.light[group.tone]
                              : solid && (certain || !mark)      ? strong
                                                                 : by_day.paper));
  const bool seam = !bar.runs_on && !bar.follows;  // where another state begins or goes before
  row.add("stroke", json_string(!solid || mark ? strong : seam ? by_day.paper : "transparent"));
  row.add("ink", json_string(solid ? by_day.paper : by_day.ink));
  row.add("since", json_string(answer.since.is_unknown() ? "" : to_string(answer.since)));
  row.add("ends", json_string(answer.until ? to_string(*answer.until) : ""));
  row.add("certainty", json_string(word(answer.certainty)));
  row.add("tells", json_string(telling_of(lane.name, answer)));
  std::string sources;
  for (const std::size_t source : bar.sources) sources += (sources.empty() ? "" : "; ") + picture.source_names[source];
  row.add("sources", json_string(sources));
  return row.text();
}

std::string steps_of(const DutyChart& chart, const Picture& picture) {
  JsonList rows;
  for (std::size_t i = 0; i < chart.steps.size(); ++i) {
    const DutyStep& step = chart.steps[i];
    const Assessment& duty = step.assessment;
    JsonList row('{');
    row.add("day", json_day(std::max(step.period.from(), picture.days.from())));
    row.add("on", json_day(step.period.from()));
    row.add("low", json_percent(duty.low));
    row.add("high", json_percent(duty.high.value_or(std::max(chart.top, Rate::percent(1)))));
    row.add("total", json_string(total_of(duty)));
    row.add("cause", json_string(chart.causes[i]));
    row.add("tells", json_string(step_telling(chart, i)));
    rows.add(row.text());
    if (i + 1 < chart.steps.size()) continue;
    JsonList last('{');  // the line goes on to the end of the picture
    last.add("day", json_day(*picture.days.until()));
    last.add("low", json_percent(duty.low));
    last.add("high", json_percent(duty.high.value_or(std::max(chart.top, Rate::percent(1)))));
    rows.add(last.text());
  }
  return rows.text();
}

}  // namespace

std::string vega_lite(const Picture& picture) {
  JsonList bars;
  int number = 0;
  for (const Group& group : picture.groups) {
    JsonList heading('{');
    heading.add("lane", json_string(fmt::format("{:04}#{}", number++, group.heading)));
    heading.add("form", "\"heading\"");
    bars.add(heading.text());
    for (const PictureLane& lane : group.lanes) {
      const std::string key = fmt::format("{:04}|{}", number++, lane.name);
      for (const Bar& bar : lane.bars) bars.add(bar_row(picture, group, lane, bar, key));
    }
  }
  JsonList known;
  if (picture.known) known.add("{\"day\":" + json_day(*picture.known + 1) + "}");

  // As expressions: Vega-Lite reads plain dates in the domains of x and of x2 differently, and warns.
  const auto instant = [](Date day) { return std::int64_t{day.days_since_epoch()} * 86'400'000; };
  const std::string days =
      fmt::format(R"([{{"expr":"{}"}},{{"expr":"{}"}}])", instant(picture.days.from()), instant(*picture.days.until()));
  JsonList datasets('{');
  datasets.add("bars", bars.text());
  datasets.add("known", known.text());
  JsonList charts;
  charts.add(chart_of(lanes_template(), days));
  for (std::size_t i = 0; i < picture.duties.size(); ++i) {
    const DutyChart& chart = picture.duties[i];
    const std::string name = fmt::format("duty{}", i);
    datasets.add(name, steps_of(chart, picture));
    std::string text = filled(chart_of(duty_template(), days), "%NAME%", name);
    text = filled(text, "%STROKE%", by_day.strong[tone_of(to_string(chart.into), picture.sides)]);
    charts.add(filled(text, "\"%TITLE%\"",
                      json_string(fmt::format("Additional duty on goods of {} in {}", chart.from, chart.into))));
  }

  JsonList title('{');
  title.add("text", json_string(picture.title));
  title.add("subtitle", json_string(picture.subtitle));
  title.add("anchor", "\"start\"");
  title.add("frame", "\"bounds\"");
  JsonList spec('{');
  spec.add("$schema", "\"https://vega.github.io/schema/vega-lite/v6.json\"");
  spec.add("title", title.text());
  spec.add("background", json_string(by_day.paper));
  spec.add("datasets", datasets.text());
  spec.add("vconcat", charts.text());
  spec.add("resolve", R"({"axis":{"x":"independent"}})");
  spec.add("config",
           R"({"view":{"stroke":null},"axis":{"labelFontSize":12,"gridColor":)" + json_string(by_day.line) +
               R"(},"title":{"fontSize":14,"anchor":"start"},)"
               R"("font":"Arial, 'Liberation Sans', Helvetica, 'Noto Sans CJK SC', 'PingFang SC', sans-serif"})");
  return spec.text() + "\n";
}

std::string night_json() {
  JsonList list;
  const auto add = [&list](std::string_view day, std::string_view night) {
    list.add(fmt::format("[\"{}\",\"{}\"]", day, night));
  };
  add(by_day.paper, by_night.paper);
  add(rgb_of(by_day.paper), rgb_of(by_night.paper));
  add(by_day.ink, by_night.ink);
  add(by_day.line, by_night.line);
  for (std::size_t i = 0; i < tones; ++i) {
    add(by_day.strong[i], by_night.strong[i]);
    add(by_day.light[i], by_night.light[i]);
  }
  return list.text();
}

Result<std::string> to_vega_lite(const View& view, const PictureOptions& options) {
  const Result<Picture> picture = picture_of(view, options);
  if (!picture.ok()) return picture.status();
  return vega_lite(*picture);
}

}  // namespace v0
}  // namespace truceline
