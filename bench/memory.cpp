// The head of the table, under the memory bandwidth that limits whatever streams.

#include <fmt/format.h>

#include "common/contest.hpp"
#include "common/stream.hpp"

namespace truceline::bench {
namespace {

int run(int argc, char** argv) {
  Report report(argc, argv);
  constexpr std::size_t lines = 10'000'000;
  constexpr double bytes_a_line = 14;
  Stream stream(lines);
  const double ns = Contest(report, "read 10 B, write 4 B a line", lines).ours(stream.work()).run();
  fmt::print("Memory bandwidth: {:.1f} GB/s; a line of 10 B in and 4 B out takes {:.2f} ns.\n\n{}", bytes_a_line / ns,
             ns, table_head());
  Row row;
  row.query = "memory: 10 B in, 4 B out a line";
  row.n = lines;
  row.ns = ns;
  report.note(row);
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
