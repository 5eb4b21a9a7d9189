// Articles to claims: the whole reader, and its first stages.

#include <string>
#include <string_view>

#include <truceline/read/lexicon.hpp>
#include <truceline/read/reader.hpp>
#include <truceline/read/text.hpp>

#include "common/contest.hpp"

namespace truceline::bench {
namespace {

constexpr std::string_view traditional =
    "美國貿易代表辦公室週五宣布，將對中國商品加徵的24％「對等關稅」自11月10日起暫停一年；中方同步暫停稀土出口管制，"
    "並恢復採購大豆。商務部發言人表示，雙方將在吉隆坡磋商成果的基礎上繼續對話。\n"
    "分析人士指出，港口附近的倉庫今年夏天已經擴建，工人們每天清晨開始裝卸，天氣好的時候一直忙到深夜。（記者林某報導）"
    "\n";
constexpr std::string_view simplified =
    "美国贸易代表办公室周五宣布，将对中国商品加征的24%“对等关税”自11月10日起暂停一年；中方同步暂停稀土出口管制，"
    "并恢复采购大豆。商务部发言人表示，双方将在吉隆坡磋商成果的基础上继续对话。\n"
    "分析人士指出，港口附近的仓库今年夏天已经扩建，工人们每天清晨开始装卸，天气好的时候一直忙到深夜。（记者林某报道）"
    "\n";
constexpr std::string_view english =
    "The Office of the U.S. Trade Representative said on Friday that it would suspend the 24 percent “reciprocal” "
    "tariff on "
    "Chinese goods for one year from Nov. 10, while Beijing puts its rare earth export controls on hold, which traders "
    "had "
    "hoped for.\n"
    "Warehouses near the harbour were enlarged over the summer, a manager said. “We start before dawn and, when the "
    "weather "
    "holds, go on until late,” he added; nobody expects that to change soon.\n";

/// A megabyte, or a tenth of it.
std::string much(std::string_view text, bool quick) {
  const std::size_t wanted = quick ? 100'000 : 1'000'000;
  std::string all;
  all.reserve(wanted + text.size());
  while (all.size() < wanted) all += text;
  return all;
}

int run(int argc, char** argv) {
  Report report(argc, argv);
  const Reader reader;
  const int repetitions = report.quick() ? 3 : 9;
  const auto measure = [&](const std::string& language, std::string_view sample) {
    const Article article{.id = "invented",
                          .text = much(sample, report.quick()),
                          .published = *Date::from_ymd(2025, 11, 3),
                          .language = std::nullopt};
    const std::size_t bytes = article.text.size();
    const Result<Text> text = Text::make(article.text);
    const Result<Reading> reading = reader.read(article);
    const bool found = text.ok() && reading.ok() && !reading->claims.empty();
    Contest(report, "normalise and cut a text, bytes", bytes, language)
        .ours({.questions = 1, .run = [&] { benchmark::DoNotOptimize(Text::make(article.text)); }})
        .to_reach({}, found)
        .run(repetitions);
    Contest(report, "match the lexicons, bytes", bytes, language)
        .ours({.questions = 1, .run = [&] { benchmark::DoNotOptimize(Lexicon::builtin().matches(text->normal())); }})
        .to_reach({}, found)
        .run(repetitions);
    // 20 MB a second are 50 nanoseconds a byte.
    Contest(report, "read an article, bytes", bytes, language)
        .ours({.questions = 1, .run = [&] { benchmark::DoNotOptimize(reader.read(article)); }})
        .to_reach(within(50.0 * static_cast<double>(bytes)), found)
        .run(repetitions);
  };
  measure("zh-Hant", traditional);
  measure("zh-Hans", simplified);
  measure("en", english);
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
