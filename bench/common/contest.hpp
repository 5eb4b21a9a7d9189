#pragma once

/// @file
/// One question, asked of the library and of its peers over the same data in the same run.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "common/report.hpp"

namespace truceline::bench {

/// Work to be timed: `run` answers `questions` questions. `before`, if there is one, is called before each run and not
/// timed; it costs some hundred nanoseconds that are.
struct Work {
  std::size_t questions = 1;
  std::function<void()> run;
  std::function<void()> before = {};
};

/// Asks question after question, `batch` of them a run, round and round. `batch` divides the number of questions.
template <class Question, class Ask>
[[nodiscard]] Work rounds(std::span<const Question> questions, std::size_t batch, Ask ask) {
  using Answer = decltype(ask(questions[0]));
  auto answers = std::make_shared<std::vector<Answer>>(batch);
  return {batch, [questions, batch, ask, answers, at = std::size_t{0}]() mutable {
            Answer* const answer = answers->data();
            const Question* const question = questions.data() + at;
            for (std::size_t i = 0; i < batch; ++i) answer[i] = ask(question[i]);
            benchmark::DoNotOptimize(answers->data());
            benchmark::ClobberMemory();
            at = at + batch == questions.size() ? 0 : at + batch;
          }};
}

/// Whether both answer the first `count` questions alike.
template <class Question, class Ask, class AskPeer>
[[nodiscard]] bool alike(std::span<const Question> questions, std::size_t count, Ask ask, AskPeer ask_peer) {
  return std::ranges::all_of(questions.first(std::min(count, questions.size())),
                             [&](const Question& question) { return ask(question) == ask_peer(question); });
}

/// Times the library and its peers in turns, shuffled, so that what else happens on the machine meets them alike, and
/// reports the medians of CPU time.
class Contest {
 public:
  Contest(Report& report, std::string query, std::size_t n, std::string mix = "")
      : report_(report), query_(std::move(query)), n_(n), mix_(std::move(mix)) {}

  /// The library's own work, first of all.
  Contest& ours(Work work);
  /// A peer, whose answers have been found equal or not (absent: there are none to compare).
  Contest& against(std::string peer, Work work, std::optional<bool> equal, Goal goal = {});
  /// A peer that was timed elsewhere; without a time, why.
  Contest& told(std::string peer, std::optional<double> ns, std::optional<bool> equal, std::string absent = "",
                Goal goal = {});
  /// A goal in nanoseconds.
  Contest& to_reach(Goal goal, std::optional<bool> equal);
  /// Times all, adds the rows, and returns our own time. As many repetitions as are given, else a number that fits
  /// short work.
  double run(int repetitions = 0);

 private:
  struct Peer {
    std::string name;
    std::optional<std::size_t> work;  // in works_
    std::optional<double> ns;
    std::optional<bool> equal;
    std::string absent;
    Goal goal;
  };

  Report& report_;
  std::string query_;
  std::size_t n_;
  std::string mix_;
  std::vector<Work> works_;
  std::vector<Peer> peers_;
};

}  // namespace truceline::bench
