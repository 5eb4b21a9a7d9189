#include "common/contest.hpp"

#include <array>

namespace truceline::bench {
namespace {

// Keeps the time of each repetition, by the number that is the benchmark's name.
class Times : public benchmark::BenchmarkReporter {
 public:
  explicit Times(std::size_t works) : times_(works) {}
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      times_.at(std::stoul(run.run_name.function_name)).push_back(run.GetAdjustedCPUTime());
    }
  }
  [[nodiscard]] double median(std::size_t work) {
    std::vector<double>& times = times_.at(work);
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
  }

 private:
  std::vector<std::vector<double>> times_;
};

void initialize_once() {
  static const bool initialized = [] {
    std::string program = "bench";
    std::string interleave = "--benchmark_enable_random_interleaving=true";
    std::array<char*, 3> arguments{program.data(), interleave.data(), nullptr};
    int count = 2;
    benchmark::Initialize(&count, arguments.data());
    return true;
  }();
  static_cast<void>(initialized);
}

void time(benchmark::State& state, const Work& work) {
  for (auto _ : state) {
    if (work.before) {
      state.PauseTiming();
      work.before();
      state.ResumeTiming();
    }
    work.run();
  }
}

}  // namespace

Contest& Contest::ours(Work work) {
  works_.insert(works_.begin(), std::move(work));
  return *this;
}

Contest& Contest::against(std::string peer, Work work, std::optional<bool> equal, Goal goal) {
  peers_.push_back({std::move(peer), works_.size(), std::nullopt, equal, "", goal});
  works_.push_back(std::move(work));
  return *this;
}

Contest& Contest::told(std::string peer, std::optional<double> ns, std::optional<bool> equal, std::string absent,
                       Goal goal) {
  peers_.push_back({std::move(peer), std::nullopt, ns, equal, std::move(absent), goal});
  return *this;
}

Contest& Contest::to_reach(Goal goal, std::optional<bool> equal) {
  peers_.push_back({"", std::nullopt, std::nullopt, equal, "", goal});
  return *this;
}

double Contest::run(int repetitions) {
  initialize_once();
  if (repetitions == 0) repetitions = report_.quick() ? 3 : 9;
  for (std::size_t i = 0; i < works_.size(); ++i) {
    benchmark::RegisterBenchmark(std::to_string(i).c_str(), time, works_[i])
        ->Repetitions(repetitions)
        ->MinTime(0.01)
        ->Unit(benchmark::kNanosecond);
  }
  Times times(works_.size());
  benchmark::RunSpecifiedBenchmarks(&times);
  benchmark::ClearRegisteredBenchmarks();

  const auto of = [&](std::size_t work) { return times.median(work) / static_cast<double>(works_[work].questions); };
  const double own = of(0);
  for (const Peer& peer : peers_) {
    const std::optional<double> ns = peer.work ? std::optional(of(*peer.work)) : peer.ns;
    report_.add({query_, n_, mix_, peer.name, own, ns, peer.goal, peer.equal, peer.absent});
  }
  return own;
}

}  // namespace truceline::bench
