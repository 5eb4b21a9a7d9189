// How fast texts are made ready and matched; bytes per second of one core.

#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include <truceline/read/lexicon.hpp>
#include <truceline/read/text.hpp>

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

std::string many(std::string_view text) {
  constexpr std::size_t wanted = 20'000'000;
  std::string all;
  all.reserve(wanted + text.size());
  while (all.size() < wanted) all += text;
  return all;
}

void make(benchmark::State& state, std::string_view sample) {
  const std::string original = many(sample);
  for (auto _ : state) benchmark::DoNotOptimize(truceline::Text::make(original));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(original.size()));
}

void match(benchmark::State& state, std::string_view sample) {
  const std::string original = many(sample);
  const auto text = truceline::Text::make(original);
  const truceline::Lexicon& lexicon = truceline::Lexicon::builtin();
  for (auto _ : state) benchmark::DoNotOptimize(lexicon.matches(text->normal()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(original.size()));
}

BENCHMARK_CAPTURE(make, traditional, traditional)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(make, simplified, simplified)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(make, english, english)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, traditional, traditional)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, simplified, simplified)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, english, english)->Unit(benchmark::kMillisecond);

}  // namespace
