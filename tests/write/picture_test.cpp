// Pictures: that they show what the view says, and that nothing in them collides, is cut or breaks the form.

#include <truceline/write/picture.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "oracle/build.hpp"
#include "oracle/generator.hpp"
#include "timeline/compiled.hpp"
#include "write/picture.hpp"
#include "write/svg.hpp"
#include "write/text_width.hpp"
#include "write/web.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using nlohmann::json;
using oracle::day;
using oracle::Says;
using oracle::told;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Picture pictured(const View& view, const PictureOptions& options = {}) {
  Result<Picture> picture = picture_of(view, options);
  if (!picture.ok()) {
    ADD_FAILURE() << message_of(picture.status());
    return {};
  }
  return *std::move(picture);
}

std::string id_of(const absl::Status& status) {
  const auto all = diagnostics(status);
  return all.empty() ? "" : all.front().id;
}

/// Every measure's bars, by its place among the view's.
std::map<std::size_t, std::vector<Bar>> bars_in(const Picture& picture) {
  std::map<std::size_t, std::vector<Bar>> bars;
  for (const Group& group : picture.groups) {
    for (const PictureLane& lane : group.lanes) bars[lane.measure] = lane.bars;
  }
  return bars;
}

/// A view for every day on which something becomes known, and hindsight.
std::vector<View> views_of(const Timeline& timeline) {
  std::set<Date> days;
  for (const Learned& learned : timeline.learned(Period::since(Date::min()))) days.insert(learned.known);
  std::vector<View> views{timeline.hindsight()};
  for (const Date known : days) views.push_back(timeline.as_known_on(known));
  return views;
}

// ---- what is shown --------------------------------------------------------------------------------------------------

/// On every day shown, a bar tells the day's status and rate, and where there is none nothing holds.
void expect_as_the_view_says(const View& view, const Picture& picture) {
  const auto bars = bars_in(picture);
  for (std::size_t i = 0; i < view.measures().size(); ++i) {
    const MeasureHandle measure = *view.measure(view.measures()[i]);
    const bool meeting = view.record(measure).kind == MeasureKind::Meeting;
    const auto lane = bars.find(i);
    for (Date on = picture.days.from(); on < *picture.days.until(); on = on + 1) {
      const Finding finding = view.state(measure, on);
      const Bar* found = nullptr;
      int count = 0;
      if (lane != bars.end()) {
        for (const Bar& bar : lane->second) {
          if (!bar.days.contains(on)) continue;
          found = &bar;
          ++count;
        }
      }
      ASSERT_LE(count, 1) << view.measures()[i] << " on " << to_string(on);
      if (found != nullptr) {
        ASSERT_EQ(found->answer, static_cast<const Answer&>(finding)) << view.measures()[i] << " on " << to_string(on);
      } else {
        ASSERT_TRUE(finding.status == Status::None || finding.status == Status::Ended ||
                    (meeting && finding.status == Status::Scheduled))
            << view.measures()[i] << " on " << to_string(on);
      }
    }
  }
}

TEST(Picture, ShowsOnEveryDayWhatTheArticlesSayAsKnownOnEveryDay) {
  for (const View& view : views_of(articles()))
    expect_as_the_view_says(view, pictured(view, {.from = day("2025-01-01"), .until = day("2027-01-01")}));
}

TEST(Picture, ShowsOnEveryDayWhatTheViewOfARandomTimelineSays) {
  int drawn = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Timeline timeline = compiled(oracle::random_dataset(seed));
    for (const View& view : {timeline.hindsight(), timeline.as_known_on(oracle::window_begin + 30)}) {
      const Result<Picture> picture = picture_of(view, {});
      if (!picture.ok()) {
        EXPECT_EQ(id_of(picture.status()), "TL-711");
        continue;
      }
      expect_as_the_view_says(view, *picture);
      ++drawn;
    }
  }
  EXPECT_GT(drawn, 50);
}

TEST(Picture, GroupsMeetingsFirstThenBySideAndKind) {
  std::vector<std::string> headings;
  for (const Group& group : pictured(chronology().hindsight()).groups) headings.push_back(group.heading);
  ASSERT_FALSE(headings.empty());
  EXPECT_EQ(headings.front(), "US: Tariffs");
  const auto chinese = std::find(headings.begin(), headings.end(), "CN: Tariffs");
  EXPECT_NE(chinese, headings.end());
  EXPECT_NE(std::find(chinese, headings.end(), "US and CN: Agreements"), headings.end());
  EXPECT_EQ(pictured(articles().hindsight()).groups.front().heading, "Meetings");
}

TEST(Picture, TakesOnlyTheKindsAndMeasuresAskedFor) {
  const Picture kinds = pictured(articles().hindsight(), {.kinds = {MeasureKind::PortFee}});
  ASSERT_EQ(kinds.groups.size(), 1U);
  EXPECT_EQ(kinds.groups.front().heading, "US: Port fees");
  EXPECT_THAT(kinds.duties, IsEmpty()) << "no tariff, no duty";
  const Picture one = pictured(articles().hindsight(), {.measures = {"us-fentanyl-tariff"}});
  ASSERT_EQ(one.groups.size(), 1U);
  ASSERT_EQ(one.groups.front().lanes.size(), 1U);
  EXPECT_EQ(one.groups.front().lanes.front().name, "US fentanyl tariff on Chinese goods");
  EXPECT_THAT(one.duties, IsEmpty()) << "a choice of measures is nobody's duty";
}

TEST(Picture, WithoutDaysShowsEveryBeginAndEndOfABar) {
  const Picture picture = pictured(articles().hindsight());
  EXPECT_LT(picture.days.from(), day("2025-04-01"));
  EXPECT_GT(*picture.days.until(), day("2026-10-30"));
  // From one end alone: a year at least.
  const Picture late = pictured(articles().hindsight(), {.from = day("2030-01-01")});
  EXPECT_EQ(to_string(late.days), "2030-01-01/2031-01-01");
}

TEST(Picture, CutsBarsAtItsEndsAndSaysSo) {
  const Timeline timeline =
      compiled(told({Says(Said::Imposed, "c", "2025-01-01").from("2025-03-01").until("2025-09-01").rate(10)}));
  const Picture picture = pictured(timeline.hindsight(), {.from = day("2025-04-01"), .until = day("2025-05-01")});
  const Bar& bar = picture.groups.at(0).lanes.at(0).bars.at(0);
  EXPECT_EQ(to_string(bar.days), "2025-04-01/2025-05-01");
  EXPECT_TRUE(bar.from_before);
  EXPECT_TRUE(bar.goes_on);
}

TEST(Picture, FadesWhereABeginOrAnEndIsNotCertain) {
  const auto only_bar = [](const std::vector<Says>& claims, std::size_t index) {
    const Picture picture =
        pictured(compiled(told(claims)).hindsight(), {.from = day("2025-01-01"), .until = day("2026-06-01")});
    return picture.groups.at(0).lanes.at(0).bars.at(index);
  };
  const Bar certain = only_bar({Says(Said::Imposed, "c", "2025-02-01").from("2025-02-01").until("2025-10-01")}, 0);
  EXPECT_FALSE(certain.fades_in || certain.fades_out);
  const Bar assumed = only_bar({Says(Said::Imposed, "c", "2025-02-01").announced()}, 0);
  EXPECT_TRUE(assumed.fades_in);
  EXPECT_FALSE(assumed.fades_out);
  // A month: scheduled from January on, then perhaps begun through all of March, then certainly.
  const std::vector<Says> month{Says(Said::Imposed, "c", "2025-01-10").announced().from("2025-03")};
  const Bar march = only_bar(month, 1);
  EXPECT_EQ(march.answer.status, Status::InForce);
  EXPECT_TRUE(march.fades_in && march.fades_whole && march.runs_on);
  EXPECT_EQ(march.days.from(), day("2025-03-01"));
  const Picture cut =
      pictured(compiled(told(month)).hindsight(), {.from = day("2025-03-10"), .until = day("2025-05-01")});
  EXPECT_TRUE(cut.groups.at(0).lanes.at(0).bars.at(0).fades_in) << "uncertain, wherever the picture begins";
  const Bar april = only_bar(month, 2);
  EXPECT_FALSE(april.fades_in || april.fades_out);
}

TEST(Picture, ChartsTheStepsOfTheDutyInBothDirectionsWithTheirCauses) {
  const PictureOptions options{.from = day("2025-01-01"), .until = day("2026-12-31")};
  const View view = chronology().hindsight();
  const Picture picture = pictured(view, options);
  ASSERT_EQ(picture.duties.size(), 2U);
  const DutyChart& into_us = picture.duties.front();
  EXPECT_EQ(to_string(into_us.from) + " " + to_string(into_us.into), "CN US");
  const auto steps = *rate_history(view, {.origin = into_us.from, .destination = into_us.into}, picture.days);
  ASSERT_EQ(into_us.steps.size(), steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(into_us.steps[i].period, steps[i].period);
    EXPECT_EQ(into_us.steps[i].assessment, steps[i].assessment);
  }
  const std::string svg = *to_svg(view, options);
  EXPECT_THAT(svg, HasSubstr("2025-05-14 145 % to 30 %: US reciprocal tariff on Chinese goods"));
}

// ---- refusals -------------------------------------------------------------------------------------------------------

TEST(Picture, RefusesWhatCannotBeDrawn) {
  const View view = articles().hindsight();
  EXPECT_EQ(id_of(to_svg(compiled({}).hindsight()).status()), "TL-711") << "an empty timeline";
  EXPECT_EQ(id_of(to_page(compiled({})).status()), "TL-711");
  EXPECT_EQ(id_of(to_vega_lite(compiled({}).hindsight()).status()), "TL-711");
  EXPECT_EQ(id_of(to_svg(articles().as_known_on(day("2020-01-01"))).status()), "TL-711") << "nothing known yet";
  EXPECT_EQ(id_of(to_svg(view, {.kinds = {MeasureKind::Relief}}).status()), "TL-711");
  EXPECT_EQ(id_of(to_page(articles(), {}, {.kinds = {MeasureKind::Relief}}).status()), "TL-711");
  EXPECT_EQ(id_of(to_svg(view, {.from = day("1900-01-01"), .until = day("1901-01-01"), .kinds = {MeasureKind::PortFee}})
                      .status()),
            "TL-711");
  EXPECT_EQ(id_of(to_svg(view, {.measures = {"no-such"}}).status()), "TL-712");
  EXPECT_EQ(id_of(to_page(articles(), {}, {.measures = {"no-such"}}).status()), "TL-712");
  EXPECT_EQ(id_of(to_svg(view, {.width = 279}).status()), "TL-713");
  EXPECT_EQ(id_of(to_svg(view, {.width = 4001}).status()), "TL-713");
  for (const char* until : {"2025-01-01", "2024-12-31"})
    EXPECT_EQ(id_of(to_svg(view, {.from = day("2025-01-01"), .until = day(until)}).status()), "TL-714") << until;
}

// ---- the SVG's form -------------------------------------------------------------------------------------------------

/// What breaks the form of an XML text; empty if nothing does. As much of the grammar as SVGs use.
std::string fault_in_xml(const std::string& text) {
  std::vector<std::string> open;
  std::size_t roots = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const std::string entity = text.substr(at, text.find(';', at) + 1 - at);
      if (entity != "&amp;" && entity != "&lt;" && entity != "&gt;" && entity != "&quot;") return "entity " + entity;
      at += entity.size();
      continue;
    }
    if (text[at] != '<') {
      if (open.empty() && text[at] != '\n') return "text outside";
      if (static_cast<unsigned char>(text[at]) < 0x20 && text[at] != '\n') return "a control character";
      ++at;
      continue;
    }
    const std::size_t end = text.find('>', at);
    if (end == std::string::npos) return "a tag without an end";
    std::string tag = text.substr(at + 1, end - at - 1);
    at = end + 1;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "closes " + tag;
      open.pop_back();
      continue;
    }
    const bool closed = tag.ends_with('/');
    if (closed) tag.pop_back();
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    if (name.empty() || tag.find('<') != std::string::npos) return "tag " + tag;
    std::set<std::string> attributes;
    for (std::size_t i = name.size(); i < tag.size();) {
      if (tag[i] == ' ') {
        ++i;
        continue;
      }
      const std::size_t equals = tag.find("=\"", i);
      const std::size_t quote = equals == std::string::npos ? equals : tag.find('"', equals + 2);
      if (quote == std::string::npos) return "attributes " + tag;
      if (!attributes.insert(tag.substr(i, equals - i)).second) return "twice in " + tag;
      i = quote + 1;
    }
    if (open.empty() && ++roots > 1) return "two roots";
    if (!closed) open.push_back(name);
  }
  return open.empty() && roots == 1 ? "" : "not closed";
}

TEST(XmlChecker, SeesWhatBreaksTheForm) {
  EXPECT_EQ(fault_in_xml("<a b=\"c\"><d/>e &amp; f</a>"), "");
  for (const char* bad :
       {"<a>", "<a></b>", "<a b=c/>", "<a>&nbsp;</a>", "<a/><a/>", "<a b=\"1\" b=\"2\"/>", "a", "<a>\x01</a>"})
    EXPECT_NE(fault_in_xml(bad), "") << bad;
}

/// No two labels share a spot, and none leaves the picture.
void expect_clear(const Drawing& drawing, const std::string& what) {
  const auto& boxes = drawing.labels;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const LabelBox& a = boxes[i];
    ASSERT_TRUE(a.x >= 0 && a.y >= 0 && a.x + a.width <= drawing.width + 0.01 &&
                a.y + a.height <= drawing.height + 0.01)
        << what << ": \"" << a.text << "\" leaves the picture";
    for (std::size_t k = i + 1; k < boxes.size(); ++k) {
      const LabelBox& b = boxes[k];
      const bool apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      ASSERT_TRUE(apart) << what << ": \"" << a.text << "\" and \"" << b.text << "\" collide";
    }
  }
}

const std::vector<int> widths{280, 390, 639, 640, 960, 1600};

TEST(Svg, LabelsOfTheRecordsNeverCollideAndAllStayInside) {
  for (const Timeline* timeline : {&articles(), &chronology()}) {
    for (const auto& [from, until] : {std::pair("2017-01-01", "2027-06-01"), std::pair("2025-03-01", "2025-06-01"),
                                      std::pair("2025-10-28", "2025-11-03"), std::pair("1500-01-01", "9000-01-01")}) {
      for (const char* known : {"", "2025-10-30"}) {
        const View view = *known == '\0' ? timeline->hindsight() : timeline->as_known_on(day(known));
        const Picture picture = pictured(view, {.from = day(from), .until = day(until)});
        for (const int width : widths) {
          const Drawing drawing = *draw(picture, width);
          expect_clear(drawing, fmt::format("{} {} known {} width {}", timeline->dataset().name, from, known, width));
          EXPECT_EQ(fault_in_xml(drawing.svg), "") << timeline->dataset().name << " " << from << " " << width;
        }
      }
    }
  }
}

TEST(Svg, LabelsOfRandomTimelinesWithAwkwardNamesNeverCollide) {
  const std::vector<std::string> names{
      "",
      "美國對中國商品加徵的芬太尼關稅，於二〇二五年十月三十日起降為百分之十",
      "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenzusatzversicherungsverordnungsentwurf",
      "<b>\"Tom & Jerry's\"</b> ]]> tariff",
      "W W W W W W W W W W W W W W W W W W",
      "a"};
  int drawn = 0;
  for (std::uint64_t seed = 100; seed < 130; ++seed) {
    Dataset dataset = oracle::random_dataset(seed);
    for (std::size_t i = 0; i < dataset.measures.size(); ++i)
      dataset.measures[i].title = names[(i + seed) % names.size()];
    dataset.title = names[seed % names.size()];
    const Timeline timeline = compiled(dataset);
    const Result<Picture> picture = picture_of(timeline.as_known_on(oracle::window_begin + 40), {});
    if (!picture.ok()) continue;
    ++drawn;
    for (const int width : widths) {
      const Drawing drawing = *draw(*picture, width);
      expect_clear(drawing, fmt::format("seed {} width {}", seed, width));
      EXPECT_EQ(fault_in_xml(drawing.svg), "") << seed;
      EXPECT_THAT(drawing.svg, Not(HasSubstr("<b>")));
    }
  }
  EXPECT_GT(drawn, 20);
}

TEST(Svg, EveryBarTellsItsStatusAsATitle) {
  const View view = articles().hindsight();
  const Picture picture = pictured(view);
  const std::string svg = *to_svg(view);
  for (const Group& group : picture.groups) {
    for (const PictureLane& lane : group.lanes) {
      for (const Bar& bar : lane.bars)
        EXPECT_THAT(svg, HasSubstr("<title>" + xml(telling_of(lane.name, bar.answer)) + "</title>"));
    }
  }
}

TEST(Svg, IsTheSameForTheSameViewAndNeedsNothingElse) {
  const std::string svg = *to_svg(articles().hindsight());
  EXPECT_EQ(svg, *to_svg(compiled(*builtin_dataset("articles")).hindsight()));
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, Not(HasSubstr("href")));
  EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 960 "));
  EXPECT_THAT(svg, HasSubstr("width=\"100%\""));
  EXPECT_THAT(svg, HasSubstr("Noto Sans CJK SC"));
}

TEST(Svg, DrawsTheKnownDayWhereItIsShown) {
  const PictureOptions options{.from = day("2025-06-01"), .until = day("2026-01-01")};
  EXPECT_THAT(*to_svg(articles().as_known_on(day("2025-10-24")), options), HasSubstr(">known 2025-10-24</text>"));
  EXPECT_THAT(*to_svg(articles().as_known_on(day("2026-01-01")), options), Not(HasSubstr(">known 2026-01-01</text>")));
  EXPECT_THAT(*to_svg(articles().hindsight(), options), Not(HasSubstr(">known ")));
}

TEST(Svg, TicksAreRoundDaysThatDoNotTouch) {
  const auto labels = [](const char* from, const char* until, double width) {
    std::vector<std::string> texts;
    const Period days = *Period::make(day(from), day(until));
    for (const Tick& tick : ticks_of(days, width / *days.days(), 11)) texts.push_back(tick.label);
    return texts;
  };
  EXPECT_THAT(labels("2025-01-01", "2025-07-01", 600),
              ElementsAre("Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025", "Jun 2025"));
  EXPECT_THAT(labels("2017-06-01", "2021-03-01", 300), ElementsAre("2018", "2019", "2020", "2021"));
  EXPECT_THAT(labels("2025-10-29", "2025-11-01", 400), ElementsAre("29 Oct 2025", "30 Oct 2025", "31 Oct 2025"));
  EXPECT_THAT(labels("9998-01-01", "9999-12-31", 600), Not(IsEmpty()));
}

// ---- widths ---------------------------------------------------------------------------------------------------------

TEST(TextWidth, ChineseSignsTakeTheirWholeWidth) {
  EXPECT_NEAR(text_width("關稅", 10), 22, 0.01);
  EXPECT_LT(text_width("iiii", 10), text_width("WWWW", 10) / 3);
  EXPECT_LT(text_width("tariff", 10), text_width("tariff", 10, true));
}

TEST(TextWidth, WrappedLinesFitAndLoseNothing) {
  for (const std::string& text :
       {std::string("US export controls on products that contain or were made with US software"),
        std::string("美國對中國商品加徵的關稅（芬太尼），於十月三十日起減半。"),
        std::string("Rechtsschutzversicherungsgesellschaften"), std::string("mixed 中文 and English, 50 % of all"),
        std::string()}) {
    for (const double width : {40.0, 90.0, 1000.0}) {
      std::string whole;
      for (const std::string& line : wrapped(text, width, 12)) {
        EXPECT_LE(text_width(line, 12), width) << line;
        EXPECT_FALSE(line.starts_with("，") || line.starts_with("。")) << line;
        whole += line;
      }
      std::string bare = text;
      std::erase(bare, ' ');
      std::erase(whole, ' ');
      EXPECT_EQ(whole, bare);
    }
  }
}

TEST(TextWidth, CleansWhatIsNoText) {
  EXPECT_EQ(clean("a\xff z\x01"), "a\xEF\xBF\xBD z\xEF\xBF\xBD");
  EXPECT_EQ(clean("\xE9\x97"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "cut within a sign";
  EXPECT_EQ(clean("\xC0\xAF\xED\xA0\x80").size(), 15U) << "overlong, surrogate";
  EXPECT_EQ(clean("關\n稅"), "關 稅");
}

// ---- the specification and the page ---------------------------------------------------------------------------------

TEST(VegaLite, HoldsABarForEachOfThePicture) {
  const View view = articles().as_known_on(day("2025-10-30"));
  const Picture picture = pictured(view);
  const json spec = json::parse(*to_vega_lite(view));
  EXPECT_EQ(spec.at("$schema"), "https://vega.github.io/schema/vega-lite/v6.json");
  EXPECT_EQ(spec.at("vconcat").size(), 1 + picture.duties.size());
  std::vector<json> rows;
  for (const json& row : spec.at("datasets").at("bars")) {
    if (row.at("form") != "heading") rows.push_back(row);
  }
  std::size_t place = 0;
  for (const Group& group : picture.groups) {
    for (const PictureLane& lane : group.lanes) {
      for (const Bar& bar : lane.bars) {
        ASSERT_LT(place, rows.size());
        const json& row = rows[place++];
        EXPECT_EQ(row.at("name"), lane.name);
        EXPECT_EQ(row.at("until"), to_string(*bar.days.until()));
        EXPECT_EQ(row.at("tells"), telling_of(lane.name, bar.answer));
        EXPECT_EQ(row.contains("faded_in"), bar.fades_in);
        EXPECT_EQ(row.contains("faded_out"), bar.fades_out);
      }
    }
  }
  EXPECT_EQ(place, rows.size());
  EXPECT_EQ(spec.at("datasets").at("known"), json::parse(R"([{"day": "2025-10-31"}])"));
}

json data_of(const std::string& page) {
  const std::string begin = "<script type=\"application/json\" id=\"data\">";
  const std::size_t from = page.find(begin) + begin.size();
  return json::parse(page.substr(from, page.find("</script>", from) - from));
}

/// For every known day, scenario and measure, the page's bars are those of the view.
void expect_page_as_views_say(const Timeline& timeline) {
  const json data = data_of(*to_page(timeline));
  std::vector<Timeline> all{timeline};
  for (const Scenario& scenario : timeline.dataset().scenarios) all.push_back(*timeline.apply(scenario.name));
  ASSERT_EQ(data.at("scenarios").size(), all.size());
  const Date first = *Date::from_days(data.at("days").at(0));
  const Date last = *Date::from_days(data.at("days").at(1));
  const Sources sources(timeline.dataset());
  std::size_t compared = 0;
  for (std::size_t s = 0; s < all.size(); ++s) {
    for (std::size_t epoch = 0; epoch < data.at("epochs").size(); ++epoch) {
      // The day itself, and the last before the next one.
      const Date begins = *Date::from_days(data.at("epochs").at(epoch));
      Date ends = begins + 10;
      if (epoch + 1 < data.at("epochs").size()) ends = *Date::from_days(data.at("epochs").at(epoch + 1)) - 1;
      for (const Date known : {begins, ends}) {
        const View view = all[s].as_known_on(known);
        for (std::size_t i = 0; i < data.at("lanes").size(); ++i) {
          const std::string id = data.at("lanes").at(i).at("id");
          const bool meeting = data.at("lanes").at(i).at("meeting");
          json versions = data.at("scenarios").at(s).at("lanes").at(i);
          if (versions.is_null()) versions = data.at("scenarios").at(0).at("lanes").at(i);
          json bars = json::array();
          for (const json& version : versions) {
            if (version.at(0) <= epoch) bars = version.at(1);
          }
          std::vector<std::string> page;
          for (const json& bar : bars) {
            page.push_back(fmt::format("{} {} {}", std::max(bar.at(0).get<int>(), first.days_since_epoch() - 1),
                                       bar.at(1).is_null() ? 99999999 : bar.at(1).get<int>(),
                                       data.at("texts").at(bar.at(5).get<std::size_t>()).get<std::string>()));
          }
          std::vector<std::string> expected;
          for (const Bar& bar : bars_of(view.history(id), meeting, sources)) {
            if (!bar.days.overlaps(*Period::make(first, last))) continue;
            expected.push_back(fmt::format("{} {} {}", std::max(bar.days.from(), first - 1).days_since_epoch(),
                                           bar.days.until() ? bar.days.until()->days_since_epoch() : 99999999,
                                           to_string(bar.answer)));
          }
          ASSERT_EQ(page, expected) << id << " as known on " << to_string(known) << ", scenario " << s;
          ++compared;
        }
      }
    }
  }
  EXPECT_GT(compared, 0U);
}

TEST(Page, HoldsForEveryKnownDayAndScenarioWhatTheArticlesSay) { expect_page_as_views_say(articles()); }

TEST(Page, HoldsForEveryKnownDayWhatRandomTimelinesSay) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) expect_page_as_views_say(compiled(oracle::random_dataset(seed)));
}

TEST(Page, FetchesNothingAndEscapesWhatItSays) {
  Dataset dataset = told({Says(Said::Imposed, "c", "2025-01-01").from("2025-03-01").rate(10)});
  dataset.title = "</script><script>alert(1)</script>";
  dataset.measures.front().title = "</script><img alt=x>";
  dataset.sources.front().address = "javascript:alert(1)";
  const std::string page = *to_page(compiled(dataset));
  const std::string own = page.substr(0, page.find("<script>\n"));  // what follows is Vega's, and the page's own script
  for (const char* injected : {"</script><script>alert", "<img", "javascript:alert"})
    EXPECT_THAT(own, Not(HasSubstr(injected)));
  EXPECT_THAT(own, HasSubstr("default-src 'none'"));
  for (const char* loading : {" src=", "url(http", "@import", "<link rel=\"stylesheet"})
    EXPECT_THAT(own, Not(HasSubstr(loading)));
  EXPECT_EQ(data_of(page).at("lanes").at(0).at("name"), "</script><img alt=x>");
}

TEST(Page, SaysWhatIsMissingWhereVegaIs) {
  const std::string page = *to_page(articles());
  EXPECT_EQ(page.find("id=\"missing\"") == std::string::npos, pages_have_charts());
  EXPECT_EQ(page.find("Licences of what the chart is drawn with") != std::string::npos, pages_have_charts());
  EXPECT_THAT(page, HasSubstr("<svg xmlns")) << "the picture stands in either";
  EXPECT_THAT(page, HasSubstr("<table"));
}

TEST(Page, OpensAsKnownOnTheDayAskedFor) {
  const json data = data_of(*to_page(articles(), day("2025-10-24")));
  EXPECT_EQ(data.at("known").at("open"), day("2025-10-24").days_since_epoch());
  EXPECT_LE(data.at("known").at("first"), day("2025-06-05").days_since_epoch());
  EXPECT_GE(data.at("known").at("last"), day("2025-11-25").days_since_epoch());
}

}  // namespace
}  // namespace v0
}  // namespace truceline
