#include "write/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <truceline/timeline/format.hpp>

#include "calendar/fault.hpp"
#include "write/palette.hpp"
#include "write/text_width.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr double margin = 16;
constexpr double text_size = 12;
constexpr double small_size = 11;
constexpr double line_height = 15;
constexpr double bar_height = 14;
constexpr int narrow_below = 640;

/// A length with at most one decimal: enough for a screen, and the same bytes everywhere.
std::string px(double value) {
  const auto tenths = static_cast<long long>(std::llround(value * 10));
  const long long whole = std::abs(tenths) / 10;
  const long long rest = std::abs(tenths) % 10;
  return fmt::format("{}{}{}", tenths < 0 ? "-" : "", whole, rest == 0 ? "" : fmt::format(".{}", rest));
}

std::string style() {
  const auto rules = [](const Palette& colours) {
    std::string text = fmt::format(
        ".paper{{fill:{0}}}.shade{{fill:{4}}}text{{fill:{1}}}.soft{{fill:{2}}}.grid{{stroke:{3}}}"
        ".known{{stroke:{1}}}.on{{fill:{0}}}.halo{{stroke:{0}}}",
        colours.paper, colours.ink, colours.soft, colours.line, colours.shade);
    for (std::size_t i = 0; i < tones; ++i) {
      text += fmt::format(
          ".b{0}{{fill:{1};stroke:{1}}}.o{0}{{fill:{3};stroke:{1}}}.l{0}{{fill:{2};stroke:{1}}}"
          ".w{0}{{stroke:{1}}}.h{0}{{stroke:{1}}}.t{0}{{fill:{1}}}",
          i, colours.strong[i], colours.light[i], colours.paper);
    }
    return text;
  };
  // All within the picture, so that another one in the same page keeps its own.
  const auto scoped = [](const std::string& flat) {
    std::string text;
    for (std::size_t at = 0; at < flat.size();) {
      const std::size_t end = flat.find('}', at) + 1;
      text += ".truceline " + flat.substr(at, end - at);
      at = end;
    }
    return text;
  };
  const std::string forms =
      "text{font-family:Arial,'Liberation Sans',Helvetica,'Noto Sans CJK SC','Noto Sans SC','PingFang SC',"
      "'Microsoft YaHei',sans-serif;font-size:12px}"
      ".small{font-size:11px}.head{font-size:13px;font-weight:bold}.title{font-size:18px;font-weight:bold}"
      ".texts{pointer-events:none}.halo{stroke-width:3px;paint-order:stroke;stroke-linejoin:round}.grid{"
      "stroke-width:1}"
      ".known{stroke-width:1.5;stroke-dasharray:6 3}.step{fill:none;stroke-width:2}.lead{stroke-width:.7}"
      ".dots{stroke-width:2;stroke-dasharray:1 5;stroke-linecap:round}.whisker{stroke-width:1.5}";
  return scoped(forms + rules(by_day)) + "@media (prefers-color-scheme:dark){" + scoped(rules(by_night)) + "}";
}

class Canvas {
 public:
  Canvas(const Picture& picture, int width)
      : picture_(picture), width_(width), narrow_(width < narrow_below), prefix_(fmt::format("w{}-", width)) {}

  Drawing drawn();

 private:
  void rect(std::string& to, double x, double y, double w, double h, const std::string& css, double r = 0) const {
    to +=
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"", px(x), px(y), px(w), px(h), css);
    if (r > 0) to += fmt::format(" rx=\"{}\"", px(r));
    to += "/>";
  }
  void line(std::string& to, double x1, double y1, double x2, double y2, const std::string& css) const {
    to += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>", px(x1), px(y1), px(x2), px(y2),
                      css);
  }
  enum class Align { Start, Middle, End };
  /// One line of text whose baseline is at y; takes its room.
  void label(double x, double y, const std::string& text, double size, const std::string& css,
             Align align = Align::Start, bool bold = false) {
    const double w = text_width(text, size, bold);
    const double left = align == Align::Start ? x : align == Align::Middle ? x - w / 2 : x - w;
    labels_.push_back({left, y - size * 0.9, w, size * 1.15, text});
    texts_ += fmt::format("<text x=\"{}\" y=\"{}\"", px(x), px(y));
    if (!css.empty()) texts_ += fmt::format(" class=\"{}\"", css);
    if (align != Align::Start) texts_ += fmt::format(" text-anchor=\"{}\"", align == Align::Middle ? "middle" : "end");
    texts_ += fmt::format(">{}</text>", xml(text));
  }
  /// Lines below one another, the first baseline at y; gives the baseline after the last.
  double paragraph(double x, double y, const std::string& text, double width, double size, const std::string& css,
                   bool bold = false) {
    for (const std::string& part : wrapped(clean(text), width, size, bold)) {
      label(x, y, part, size, css, Align::Start, bold);
      y += std::max(line_height, size * 1.25);
    }
    return y;
  }

  [[nodiscard]] double x_of(Date day) const {
    return left_ + (right_ - left_) * (day - picture_.days.from()) / *picture_.days.days();
  }
  [[nodiscard]] std::string url(const std::string& id) const { return "url(#" + prefix_ + id + ")"; }

  double legend(double y);
  double axis(double y);
  void grid(double top, double bottom);
  double lanes(double y);
  void bar(const Bar& bar, std::size_t colour, double y, const std::string& name);
  void body(std::string& to, Status status, std::size_t colour, double x, double y, double w);
  void mark(const Bar& bar, double y, const std::string& name);
  std::string fade(double in, double out);
  double duty(const DutyChart& chart, double y);
  double key(const DutyChart& chart, double y);

  const Picture& picture_;
  double width_;
  bool narrow_;
  std::string prefix_;  // of ids, so that two drawings may stand in one page
  double left_ = 0, right_ = 0;
  std::string back_, front_, texts_, masks_;
  std::map<std::pair<int, int>, std::string> fades_;
  std::vector<LabelBox> labels_;
};

// ---- bars -----------------------------------------------------------------------------------------------------------

/// The mask of a bar that fades over its first `in` and its last `out` parts.
std::string Canvas::fade(double in, double out) {
  const auto percent = [](double part) { return static_cast<int>(std::lround(std::clamp(part, 0.0, 1.0) * 100)); };
  const std::pair key(percent(in), percent(out));
  const auto [place, fresh] = fades_.try_emplace(key, fmt::format("fade-{}-{}", key.first, key.second));
  if (fresh) {
    // The mask is a tenth larger than the bar on each side, for its outline's sake; so are its stops.
    const auto stop = [](int part, double light) {
      return fmt::format("<stop offset=\"{}%\" stop-color=\"#fff\" stop-opacity=\"{}\"/>", px((part + 10) / 1.2),
                         light);
    };
    std::string stops;
    if (key.first > 0) stops += stop(0, 0.08);
    stops += stop(key.first, 1) + stop(100 - key.second, 1);
    if (key.second > 0) stops += stop(100, 0.08);
    masks_ += fmt::format(
        "<linearGradient id=\"{0}g{1}\">{2}</linearGradient><mask id=\"{0}{1}\" x=\"-0.1\" y=\"-0.1\" "
        "width=\"1.2\" height=\"1.2\" maskContentUnits=\"objectBoundingBox\"><rect x=\"-0.1\" "
        "y=\"-0.1\" width=\"1.2\" height=\"1.2\" fill=\"url(#{0}g{1})\"/></mask>",
        prefix_, place->second, stops);
  }
  return url(place->second);
}

void Canvas::body(std::string& to, Status status, std::size_t colour, double x, double y, double w) {
  switch (status) {
    case Status::InForce:
      rect(to, x, y, w, bar_height, fmt::format("b{}", colour), 1);
      break;
    case Status::Scheduled:
      rect(to, x, y, w, bar_height, fmt::format("l{}", colour), 1);
      break;
    case Status::Suspended:  // the outline lies within
      rect(to, x + 0.75, y + 0.75, std::max(w - 1.5, 0.5), bar_height - 1.5, fmt::format("o{} whisker", colour), 1);
      break;
    case Status::Proposed:
      to += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>", px(x), px(y), px(w),
                        px(bar_height), url(fmt::format("hatch{}", colour)));
      break;
    default:
      // A box of no height has no bounding box to fade in, so a dotted line is its own group's.
      line(to, x, y + bar_height / 2, x + w, y + bar_height / 2, fmt::format("dots w{}", colour));
  }
}

void Canvas::bar(const Bar& bar, std::size_t colour, double y, const std::string& name) {
  constexpr double least = 3;  // a day must be seen
  double x = x_of(bar.days.from());
  double w = x_of(*bar.days.until()) - x;
  if (w < least) {
    x = std::min(x, right_ - least);
    w = least;
  } else if (!bar.runs_on && !bar.goes_on && w > 2 * least) {
    w -= 1.5;  // a seam, where another state begins at once
  }
  const double length = bar.fades_whole ? w : std::min(28.0, w * (bar.fades_in && bar.fades_out ? 0.45 : 0.8));
  const double in = bar.fades_in ? length : 0;
  const double out = bar.fades_out ? length : 0;

  front_ += "<g";
  if ((in > 0 || out > 0) && bar.answer.status != Status::Unknown)
    front_ += fmt::format(" mask=\"{}\"", fade(in / w, out / w));
  front_ += fmt::format("><title>{}</title>", xml(telling_of(name, bar.answer)));
  body(front_, bar.answer.status, colour, x, y, w);
  front_ += "</g>";

  std::string text = clean(label_of(bar.answer));
  const double room = w - in - out - 8;
  if (text_width(text, small_size) > room) text = text.substr(0, text.find(" ("));  // at least what is charged
  if (text.empty() || text_width(text, small_size) > room) return;
  const bool solid = bar.answer.status == Status::InForce;
  const bool hatched = bar.answer.status == Status::Proposed;
  label(x + in + 5, y + bar_height - 3.2, text, small_size, solid ? "small on" : hatched ? "small halo" : "small");
}

void Canvas::mark(const Bar& bar, double y, const std::string& name) {
  // A line over all days that it may be.
  const FuzzyDate since = bar.answer.since;
  const Date first = std::max(since.earliest().value_or(bar.days.from()), picture_.days.from());
  const Date last = std::min(since.latest().value_or(bar.days.from()), *picture_.days.until() - 1);
  const double middle = x_of(mark_day(bar)) + (x_of(picture_.days.from() + 1) - left_) / 2;
  constexpr double half = 6;
  const double x = std::clamp(middle, left_ + half, right_ - half);
  const double centre = y + bar_height / 2;
  front_ += fmt::format("<g><title>{}</title>", xml(telling_of(name, bar.answer)));
  if (first < last) line(front_, x_of(first), centre, x_of(last + 1), centre, "whisker w2");
  front_ += fmt::format("<path d=\"M{} {}l{} {}l-{} {}l-{} -{}z\" class=\"{}\" stroke-width=\"1.5\"/></g>", px(x),
                        px(centre - half), px(half), px(half), px(half), px(half), px(half), px(half),
                        bar.answer.certainty == Certainty::Certain ? "b2" : "o2");
}

// ---- the frame ------------------------------------------------------------------------------------------------------

}  // namespace

std::vector<Tick> ticks_of(const Period& days, double scale, double size) {
  struct Interval {
    int months, days;
  };
  constexpr std::array<Interval, 15> steps{{{0, 1},
                                            {0, 2},
                                            {0, 7},
                                            {0, 14},
                                            {1, 0},
                                            {2, 0},
                                            {3, 0},
                                            {6, 0},
                                            {12, 0},
                                            {24, 0},
                                            {60, 0},
                                            {120, 0},
                                            {600, 0},
                                            {1200, 0},
                                            {12000, 0}}};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto text_of = [](Date day, const Interval& step) {
    const std::string month = months[static_cast<std::size_t>(day.month()) - 1];
    if (step.months >= 12) return fmt::format("{}", day.year());
    if (step.months > 0) return fmt::format("{} {}", month, day.year());
    return fmt::format("{} {} {}", day.day(), month, day.year());
  };
  std::vector<Tick> ticks;
  for (const Interval& step : steps) {
    const double apart = step.months > 0 ? step.months * 28.0 : step.days;
    if (*days.days() / apart > 400) continue;  // far too many to try
    ticks.clear();
    Date day = days.from();
    if (step.months > 0) {
      const int month = day.year() * 12 + day.month() - 1;
      const int round = (month + step.months - 1) / step.months * step.months;
      if (round / 12 > 9999) continue;
      day = *Date::from_ymd(round / 12, round % 12 + 1, 1);
      if (day < days.from()) day = day + Term{.months = step.months, .days = 0};
    } else if (step.days >= 7) {
      while (((day.days_since_epoch() + 3) % step.days + step.days) % step.days != 0) day = day + 1;  // a Monday
    }
    while (days.contains(day)) {
      ticks.push_back({day, text_of(day, step)});
      const Date next = day + Term{.months = step.months, .days = step.days};
      if (next <= day) break;
      day = next;
    }
    bool clear = true;
    for (std::size_t i = 1; i < ticks.size() && clear; ++i) {
      const double room = (ticks[i].day - ticks[i - 1].day) * scale;
      clear = room >= text_width(ticks[i].label, size) / 2 + text_width(ticks[i - 1].label, size) / 2 + 10;
    }
    if (clear) break;
  }
  if (ticks.empty()) ticks.push_back({days.from(), to_string(days.from())});
  return ticks;
}

namespace {

double Canvas::axis(double y) {
  const double scale = (right_ - left_) / *picture_.days.days();
  double clear = 0;  // where the label before ends
  for (const Tick& tick : ticks_of(picture_.days, scale, small_size)) {
    const double half = text_width(tick.label, small_size) / 2;
    const double x = std::clamp(x_of(tick.day), margin + half, width_ - 8 - half);  // none leaves the picture
    if (x - half < clear) continue;
    label(x, y, tick.label, small_size, "small soft", Align::Middle);
    clear = x + half + 4;
  }
  return y + 6;
}

void Canvas::grid(double top, double bottom) {
  if (picture_.known && picture_.days.until() && *picture_.known + 1 < *picture_.days.until()) {
    const double x = std::max(left_, x_of(*picture_.known + 1));
    rect(back_, x, top, right_ - x, bottom - top, "shade");
  }
  const double scale = (right_ - left_) / *picture_.days.days();
  for (const Tick& tick : ticks_of(picture_.days, scale, small_size))
    line(back_, x_of(tick.day), top, x_of(tick.day), bottom, "grid");
  if (picture_.known && picture_.days.contains(*picture_.known)) {
    const double x = x_of(*picture_.known + 1);
    line(front_, x, top, x, bottom, "known");
  }
}

double Canvas::legend(double y) {
  struct Entry {
    const char* text;
    std::optional<Status> status;
    bool fades = false, is_mark = false, is_known = false;
  };
  std::vector<Entry> entries{{"in force", Status::InForce},
                             {"scheduled", Status::Scheduled},
                             {"suspended", Status::Suspended},
                             {"proposed", Status::Proposed},
                             {"unknown", Status::Unknown},
                             {"faded: start or end not certain", Status::InForce, true},
                             {"meeting (hollow: day not certain)", std::nullopt, false, true}};
  if (picture_.known) entries.push_back({"known day; after it, as projected then", std::nullopt, false, false, true});
  constexpr double swatch = 26;
  double x = margin;
  for (const Entry& entry : entries) {
    const double w = swatch + 6 + text_width(entry.text, small_size) + 16;
    if (x > margin && x + w > width_ - margin) {
      x = margin;
      y += 20;
    }
    if (entry.is_known) {
      line(front_, x + swatch / 2, y - 11, x + swatch / 2, y + 3, "known");
    } else if (entry.is_mark) {
      front_ += fmt::format("<path d=\"M{} {}l6 6l-6 6l-6 -6z\" class=\"b2\"/>", px(x + swatch / 2), px(y - 10));
    } else {
      if (entry.fades) front_ += fmt::format("<g mask=\"{}\">", fade(0.6, 0));
      body(front_, *entry.status, 0, x, y - 11, swatch);
      if (entry.fades) front_ += "</g>";
    }
    label(x + swatch + 6, y, entry.text, small_size, "small");
    x += w;
  }
  return y + 12;
}

double Canvas::lanes(double y) {
  for (const Group& group : picture_.groups) {
    y += 8;
    const std::string css = fmt::format("head{}{}", group.lanes.front().meeting ? "" : fmt::format(" t{}", group.tone),
                                        narrow_ ? " halo" : "");
    const double after = paragraph(margin, y + 12, group.heading, width_ - 2 * margin, 13, css, true);
    y = after - 8;
    line(back_, margin, y + 1.5, width_ - margin, y + 1.5, "grid");
    y += 5;
    for (const PictureLane& lane : group.lanes) {
      const double room = narrow_ ? width_ - 2 * margin : left_ - margin - 12;
      const std::vector<std::string> lines = wrapped(clean(lane.name), room, text_size);
      const double tall = static_cast<double>(lines.size()) * line_height;
      double baseline = y + 13;
      for (const std::string& part : lines) {
        label(margin, baseline, part, text_size, narrow_ ? "halo" : "");
        baseline += line_height;
      }
      const double top = narrow_ ? y + tall + 3 : y + (std::max(tall, bar_height + 4) - bar_height) / 2 + 1;
      for (const Bar& bar : lane.bars) {
        if (lane.meeting && bar.answer.status == Status::InForce) {
          mark(bar, top, lane.name);
        } else {
          this->bar(bar, group.tone, top, lane.name);
        }
      }
      y += (narrow_ ? tall + bar_height + 10 : std::max(tall, bar_height + 4) + 5);
    }
  }
  return y;
}

// ---- the steps of the duty ------------------------------------------------------------------------------------------

/// Places at least `gap` apart between low and high, as near as may be to where they want to be; `wants` ascend, and
/// there is room for all.
std::vector<double> spread(const std::vector<double>& wants, double gap, double low, double high) {
  struct Block {
    double sum;  // of what its members want, each less its offset in the block
    std::size_t count;
    [[nodiscard]] double start() const { return sum / static_cast<double>(count); }
  };
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    blocks.push_back({std::clamp(wants[i], low, high), 1});
    while (blocks.size() > 1) {
      const Block& last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      const double shift = gap * static_cast<double>(before.count);
      if (before.start() + shift <= last.start()) break;
      before.sum += last.sum - shift * static_cast<double>(last.count);
      before.count += last.count;
      blocks.pop_back();
    }
  }
  std::vector<double> places;
  for (const Block& block : blocks) {
    for (std::size_t k = 0; k < block.count; ++k) places.push_back(block.start() + gap * static_cast<double>(k));
  }
  for (std::size_t i = places.size(); i-- > 0;)  // a block may reach past an end
    places[i] = std::min(places[i], i + 1 < places.size() ? places[i + 1] - gap : high);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = std::max(places[i], i > 0 ? places[i - 1] + gap : low);
  return places;
}

double Canvas::duty(const DutyChart& chart, double y) {
  const std::size_t colour = tone_of(to_string(chart.into), picture_.sides);
  y = paragraph(margin, y + 20, fmt::format("Additional duty on goods of {} in {}", chart.from, chart.into),
                width_ - 2 * margin, 13, fmt::format("head t{}", colour), true);

  // The scale: a round step of the vertical axis, four to eight of them.
  constexpr std::int64_t percent = 10'000;
  const double top = std::max<double>(static_cast<double>(chart.top.ppm()), percent);
  std::int64_t step = percent;
  for (const std::int64_t factor : {1, 2, 5}) {
    for (std::int64_t power = percent; power <= 1'000'000'000'000; power *= 10) {
      const std::int64_t candidate = power * factor;
      if (top / static_cast<double>(candidate) <= 5 && (step == percent || candidate < step)) step = candidate;
    }
  }
  const auto levels = static_cast<std::int64_t>(std::ceil(top / static_cast<double>(step)));
  constexpr double height = 110;

  // Numbers stand in a strip above, drawn apart where steps crowd; without the room, the key tells days alone.
  std::vector<std::size_t> numbered;
  for (std::size_t i = 1; i < chart.steps.size(); ++i) numbered.push_back(i);
  const double gap = text_width(fmt::format("{}", numbered.size()), small_size) + 4;
  const bool fits = static_cast<double>(numbered.size()) * gap <= right_ - left_;
  const double strip = y;
  const double ceiling = fits && !numbered.empty() ? y + 18 : y - 4;
  const double floor = ceiling + height;
  const auto y_of = [&](Rate rate) {
    return floor - height * static_cast<double>(rate.ppm()) / static_cast<double>(levels * step);
  };
  grid(ceiling, floor);
  for (std::int64_t i = 0; i <= levels; ++i) {
    const Rate rate = Rate::ppm(i * step);
    line(back_, left_, y_of(rate), right_, y_of(rate), "grid");
    label(left_ - 6, y_of(rate) + 4, fmt::format("{}", rate), small_size, "small soft", Align::End);
  }
  if (fits) {
    std::vector<double> wants;
    for (const std::size_t i : numbered) wants.push_back(x_of(chart.steps[i].period.from()));
    const std::vector<double> places = spread(wants, gap, left_ + gap / 2, right_ - gap / 2);
    for (std::size_t n = 0; n < numbered.size(); ++n) {
      label(places[n], strip, fmt::format("{}", n + 1), small_size, "small", Align::Middle);
      const double down = y_of(chart.steps[numbered[n]].assessment.low);
      front_ += fmt::format("<path d=\"M{} {}L{} {}V{}\" class=\"lead w{}\" fill=\"none\"/>", px(places[n]),
                            px(strip + 3), px(wants[n]), px(ceiling), px(down), colour);
    }
  }

  std::string path;
  for (std::size_t i = 0; i < chart.steps.size(); ++i) {
    const DutyStep& part = chart.steps[i];
    const double from = x_of(std::max(part.period.from(), picture_.days.from()));
    const double until = x_of(std::min(part.period.until().value_or(*picture_.days.until()), *picture_.days.until()));
    const double low = y_of(part.assessment.low);
    path += fmt::format("{}{} {}H{}", i == 0 ? "M" : "L", px(from), px(low), px(until));
    const double high = part.assessment.high ? y_of(*part.assessment.high) : ceiling;
    front_ += fmt::format("<g><title>{}</title>", xml(step_telling(chart, i)));
    if (high < low) {
      front_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>", px(from), px(high),
                            px(until - from), px(low - high), url(fmt::format("hatch{}", colour)));
    }
    front_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"0\"/></g>", px(from),
                          px(ceiling), px(until - from), px(height));
  }
  front_ += fmt::format("<path d=\"{}\" class=\"step w{}\"/>", path, colour);
  axis(floor + 18);
  return key(chart, floor + 26);
}

double Canvas::key(const DutyChart& chart, double y) {
  const std::size_t columns = narrow_ || chart.steps.size() < 4 ? 1 : 2;
  const double column = (width_ - 2 * margin - 20 * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const std::size_t entries = chart.steps.size() - 1;
  const std::size_t rows = (entries + columns - 1) / columns;
  const double number = text_width(fmt::format("{}", entries), small_size, true) + 6;
  double end = y;
  for (std::size_t c = 0; c < columns; ++c) {
    double at = y + 12;
    for (std::size_t n = c * rows; n < std::min(entries, (c + 1) * rows); ++n) {
      const DutyStep& before = chart.steps[n];
      const DutyStep& step = chart.steps[n + 1];
      const double x = margin + (column + 20) * static_cast<double>(c);
      label(x, at, fmt::format("{}", n + 1), small_size, "small");
      const std::string was = total_of(before.assessment);
      const std::string now = total_of(step.assessment);
      const std::string what = fmt::format("{}  {}: {}", step.period.from(),
                                           was == now ? "still " + now : was + " to " + now, chart.causes[n + 1]);
      at = paragraph(x + number, at, what, column - number, small_size, "small soft");
    }
    end = std::max(end, at);
  }
  return end;
}

Drawing Canvas::drawn() {
  left_ = right_ = width_ - margin;
  left_ = margin + (narrow_ ? 44 : 0);
  if (!narrow_) {
    double names = 120;
    for (const Group& group : picture_.groups) {
      for (const PictureLane& lane : group.lanes) names = std::max(names, text_width(clean(lane.name), text_size));
    }
    left_ += std::min(names, width_ * 0.3) + 14;
  }
  const double duty_left = left_;
  if (narrow_) left_ = margin;

  double y = paragraph(margin, 32, picture_.title, width_ - 2 * margin, 18, "title", true);
  std::string days = fmt::format("{}, {} until {}", picture_.subtitle, picture_.days.from(), *picture_.days.until());
  y = paragraph(margin, y - 2, days, width_ - 2 * margin, text_size, "soft");
  y = legend(y + 8);

  if (picture_.known && picture_.days.contains(*picture_.known)) {
    const std::string flag = fmt::format("known {}", *picture_.known);
    const double half = text_width(flag, small_size) / 2;
    y += 14;
    label(std::clamp(x_of(*picture_.known + 1), margin + half, width_ - margin - half), y, flag, small_size, "small",
          Align::Middle);
    y += 2;
  }
  y = axis(y + 14);
  const double top = y;
  y = lanes(y) + 4;
  grid(top, y);
  axis(y + 12);
  y += 16;
  left_ = duty_left;
  for (const DutyChart& chart : picture_.duties) y = duty(chart, y + 6);
  y += margin;

  std::string defs;
  for (std::size_t i = 0; i < tones; ++i) {
    defs += fmt::format(
        "<pattern id=\"{0}hatch{1}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"paper\"/><line x1=\"1\" "
        "y1=\"0\" x2=\"1\" y2=\"6\" class=\"h{1}\" stroke-width=\"2\"/></pattern>",
        prefix_, i);
  }
  const std::string about = fmt::format(
      "{}: a timeline of {} measures, {} until {}. Each bar tells its status and days as its title.", picture_.subtitle,
      [&] {
        std::size_t count = 0;
        for (const Group& group : picture_.groups) count += group.lanes.size();
        return count;
      }(),
      picture_.days.from(), *picture_.days.until());
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"100%\" class=\"truceline\" "
      "role=\"img\" "
      "aria-labelledby=\"{2}t {2}d\">\n<title id=\"{2}t\">{3}</title>\n<desc id=\"{2}d\">{4}</desc>\n"
      "<style>{5}</style>\n<defs>{6}{7}</defs>\n<rect width=\"{0}\" height=\"{1}\" class=\"paper\"/>\n<g>{8}</g>\n",
      px(width_), px(y), prefix_, xml(picture_.title), xml(about), style(), defs, masks_, back_);
  svg += "<g>" + front_ + "</g>\n<g class=\"texts\">" + texts_ + "</g>\n</svg>\n";
  return {width_, y, std::move(svg), std::move(labels_)};
}

}  // namespace

std::string xml(std::string_view text) {
  std::string result;
  for (const char c : clean(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

Result<Drawing> draw(const Picture& picture, int width) {
  if (width < 280 || width > 4000) {
    return fault({.id = "TL-713",
                  .message = fmt::format("a width of {} for a picture", width),
                  .fix = "choose a width from 280 to 4000"});
  }
  return Canvas(picture, width).drawn();
}

Result<std::string> to_svg(const View& view, const PictureOptions& options) {
  const Result<Picture> picture = picture_of(view, options);
  if (!picture.ok()) return picture.status();
  Result<Drawing> drawing = draw(*picture, options.width);
  if (!drawing.ok()) return drawing.status();
  return std::move(drawing->svg);
}

}  // namespace v0
}  // namespace truceline
