// The timeline to look at: a picture, a page to explore, or a specification for notebooks.

#include <truceline/write/picture.hpp>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape =
    R"(the picture as a Vega-Lite specification with its data, which -o FILE.vl.json writes as well.)";

enum class Form { Svg, Page, VegaLite };

std::optional<Form> form_of(const std::string& file) {
  if (file.ends_with(".svg")) return Form::Svg;
  if (file.ends_with(".html")) return Form::Page;
  if (file.ends_with(".vl.json")) return Form::VegaLite;
  return std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Draws the timeline: as SVG, as a page with a slider for the known day, or as a specification.",
                  json_shape);
  std::string output;
  Known known;
  std::string scenario;
  std::optional<Date> from;
  std::optional<Date> to;
  PictureOptions options;
  command.option("-o", output, "where to write it: FILE.svg, FILE.html or FILE.vl.json (default: prints SVG)");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");
  command.option("--kind", options.kinds, "measures of this kind: tariff, export_control, …; repeatable");
  command.option("--measure", options.measures, "this measure, by its id; repeatable");
  command.option("--from", from, "the first day shown (default: where the first bar begins)");
  command.option("--to", to, "the first day no longer shown (default: where the last bar ends)");
  command.option("--scenario", scenario, "with this scenario of the dataset laid over it (a page has them all)");
  command.option("--width", options.width, "of the SVG: 960, or 390 for a phone (default: 960)");
  command.rule([&] {
    if (!output.empty() && !form_of(output))
      return refusal(fmt::format("-o: {}: name a file that ends in .svg, .html or .vl.json", output));
    if (from && to && *to <= *from) return refusal(fmt::format("--to: {} is not after --from {}", *to, *from));
    if (!scenario.empty() && form_of(output) == Form::Page)
      return refusal("--scenario: a page has all scenarios to switch to; choose there");
    return absl::OkStatus();
  });

  return command.run(argc, argv, [&]() -> Result<std::string> {
    Result<Timeline> timeline = command.timeline();
    if (timeline.ok() && !scenario.empty()) timeline = timeline->apply(scenario);
    if (!timeline.ok()) return timeline.status();
    const View view = view_of(*timeline, known);
    options.from = from;
    options.until = to;

    const Form form = command.json ? Form::VegaLite : output.empty() ? Form::Svg : *form_of(output);
    Result<std::string> text = form == Form::Svg    ? to_svg(view, options)
                               : form == Form::Page ? to_page(*timeline, known.day, options)
                                                    : to_vega_lite(view, options);
    if (!text.ok() || output.empty()) return text;
    const absl::Status written = write_file(output, *text);
    if (!written.ok()) return written;
    return std::string();
  });
}
