#include "common/outside.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

namespace truceline::bench {
namespace {

// A file that goes with its owner.
class Temporary {
 public:
  Temporary(const std::string& name, const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              ("truceline-bench-" + std::to_string(getpid()) + "-" + name + ".csv")) {
    std::ofstream(path_) << text;
  }
  ~Temporary() { std::filesystem::remove(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] std::string quoted() const { return "'" + path_.string() + "'"; }

 private:
  std::filesystem::path path_;
};

std::string output_of(const std::string& command) {
  std::string output;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe != nullptr) {
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, size);
    if (pclose(pipe) == 0) return output;
  }
  std::cerr << "failed: " << command << '\n';
  std::exit(2);
}

}  // namespace

void ask_outside(Contest& contest, const Report& report, const std::string& what, const Table& table,
                 const Table& questions, const std::vector<std::int64_t>& answers) {
  const Temporary table_file("table", table);
  const Temporary question_file("questions", questions);
  for (const std::string peer : {"PostgreSQL", "DuckDB"}) {
    const auto command = report.command(peer);
    if (!command) {
      contest.told(peer, std::nullopt, std::nullopt, "absent");
      continue;
    }
    std::istringstream told(
        output_of(*command + " " + what + " " + table_file.quoted() + " " + question_file.quoted()));
    double ns = 0;
    told >> ns;
    std::vector<std::int64_t> its_answers;
    for (std::int64_t answer = 0; told >> answer;) its_answers.push_back(answer);
    contest.told(peer, ns, its_answers == answers);
  }
}

}  // namespace truceline::bench
