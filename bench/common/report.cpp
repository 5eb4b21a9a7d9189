#include "common/report.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace truceline::bench {
namespace {

constexpr const char* table_line = "{:<34} {:>8} {:<9} {:>9}  {:<30} {:>9} {:>9}  {:<9} {}\n";

std::string thousands(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

// Three digits and a unit: "1.02 ns", "345 µs".
std::string time(std::optional<double> ns) {
  if (!ns) return "-";
  constexpr const char* units[] = {"ns", "µs", "ms", "s"};
  double value = *ns;
  std::size_t unit = 0;
  for (; value >= 999.5 && unit + 1 < std::size(units); ++unit) value /= 1000;
  return fmt::format("{:.{}f} {}", value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0, units[unit]);
}

// How many times as quick as the peer; where the goal bounds what it may cost, how many times the peer's time.
std::optional<double> ratio(const Row& row) {
  if (!row.ns || !row.peer_ns) return std::nullopt;
  return row.goal.kind == Goal::Kind::Dearer ? *row.ns / *row.peer_ns : *row.peer_ns / *row.ns;
}

std::optional<bool> met(const Row& row) {
  const std::optional<double> reached = ratio(row);
  switch (row.goal.kind) {
    case Goal::Kind::Quicker:
      if (reached) return *reached >= row.goal.bound;
      break;
    case Goal::Kind::Dearer:
      if (reached) return *reached <= row.goal.bound;
      break;
    case Goal::Kind::Nanoseconds:
      if (row.ns) return *row.ns <= row.goal.bound;
      break;
    case Goal::Kind::None:
      break;
  }
  return std::nullopt;
}

std::string to_string(const Goal& goal) {
  switch (goal.kind) {
    case Goal::Kind::Quicker:
      return fmt::format("≥ {}×", goal.bound);
    case Goal::Kind::Dearer:
      return fmt::format("≤ {}×", goal.bound);
    case Goal::Kind::Nanoseconds:
      return "≤ " + (goal.bound < 1000 ? fmt::format("{} ns", goal.bound) : fmt::format("{} ms", goal.bound / 1e6));
    case Goal::Kind::None:
      break;
  }
  return "";
}

std::string json(std::optional<double> number) { return number ? fmt::format("{:.4g}", *number) : "null"; }
std::string json(std::optional<bool> truth) { return !truth ? "null" : *truth ? "true" : "false"; }
// Names here hold nothing that JSON would want escaped.
std::string json(const std::string& text) { return text.empty() ? "null" : '"' + text + '"'; }

[[noreturn]] void fail(const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  std::exit(2);
}

}  // namespace

Report::Report(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 == argc) fail(fmt::format("{} takes a value", option));
      return argv[++i];
    };
    if (option == "--quick") {
      quick_ = true;
    } else if (option == "--out") {
      out_ = value();
    } else if (option == "--peer") {
      const std::string peer = value();
      const std::size_t equals = peer.find('=');
      if (equals == std::string::npos) fail("--peer takes NAME=COMMAND");
      commands_[peer.substr(0, equals)] = peer.substr(equals + 1);
    } else {
      fail(fmt::format("usage: {} [--quick] [--out FILE] [--peer NAME=COMMAND]...", argv[0]));
    }
  }
}

std::optional<std::string> Report::command(const std::string& peer) const {
  const auto found = commands_.find(peer);
  if (found == commands_.end()) return std::nullopt;
  return found->second;
}

void Report::add(const Row& row) {
  const std::optional<double> reached = ratio(row);
  const std::optional<bool> is_met = met(row);
  std::string verdict = !is_met ? "" : *is_met ? "yes" : "NO";
  if (!row.equal.value_or(true)) verdict = "ANSWERS DIFFER";
  if (!row.absent.empty()) verdict = row.absent;
  fmt::print(table_line, row.query, thousands(row.n), row.mix, time(row.ns), row.peer, time(row.peer_ns),
             reached ? fmt::format("{:.{}f}×", *reached, *reached < 99.95 ? 1 : 0) : "-", to_string(row.goal), verdict);
  std::fflush(stdout);
  all_equal_ = all_equal_ && row.equal.value_or(true);
  note(row);
}

void Report::note(const Row& row) {
  if (out_.empty()) return;
  std::ofstream file(out_, std::ios::app);
  file << fmt::format(
      R"({{"query":{},"n":{},"mix":{},"peer":{},"ns":{},"peer_ns":{},"ratio":{},"goal":{},"met":{},"equal":{}}})",
      json(row.query), row.n, json(row.mix), json(row.peer), json(row.ns), json(row.peer_ns), json(ratio(row)),
      json(to_string(row.goal)), json(met(row)), json(row.equal));
  file << '\n';
  if (!file.flush()) fail("cannot write " + out_);
}

std::string table_head() {
  return fmt::format(table_line, "query", "n", "mix", "ours", "peer", "its time", "ratio", "goal", "met");
}

}  // namespace truceline::bench
