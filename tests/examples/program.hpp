#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace truceline::testing {

/// What a program left behind.
struct Outcome {
  int exit = -1;  ///< -1: it did not end by itself
  std::string out;
  std::string err;

  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

inline void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

/// Runs the example programs in a folder of the test's own, which goes away with it.
class Programs : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "truceline-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// Runs "in-force --on 2025-10-30" there; the arguments are read by the shell. `out` redirects what it prints.
  Outcome run(const std::string& command, const std::string& out = ">out") {
    const std::string line = "cd '" + folder_.string() + "' && '" TRUCELINE_EXAMPLES_DIR "/truceline-" +
                             command.substr(0, command.find(' ')) + "'" +
                             command.substr(std::min(command.find(' '), command.size())) + " 2>err " + out;
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder_ / "out"), text_of(folder_ / "err")};
  }

  std::filesystem::path folder_;
};

/// The finding on a measure; null if there is none.
inline nlohmann::json finding_on(const nlohmann::json& answer, const std::string& measure) {
  for (const auto& finding : answer.at("findings")) {
    if (finding.at("measure") == measure) return finding;
  }
  return nullptr;
}

/// A tariff of 12.5 % from February 2025 on, suspended for 90 days from July as news of June tell, and a control from
/// August to December.
inline const std::string small_dataset = R"({
  "truceline": 1, "name": "small", "title": "Widgets",
  "sources": [
    {"id": "notice", "kind": "act", "outlet": "Gazette", "published": "2025-01-15"},
    {"id": "news", "kind": "article", "outlet": "Courier", "published": "2025-06-01"}],
  "measures": [
    {"id": "us-widget-tariff", "kind": "tariff", "imposed_by": ["US"], "target": ["CN"], "title": "Tariff on widgets"},
    {"id": "cn-widget-control", "kind": "export_control", "imposed_by": ["CN"], "target": ["*"],
     "title": "Control of widgets"}],
  "claims": [
    {"id": "n:tariff", "source": "notice", "measure": "us-widget-tariff", "said": "imposed", "standing": "announced",
     "from": "2025-02-01", "rate": 12.5, "at": {"paragraph": 2}},
    {"id": "c:pause", "source": "news", "measure": "us-widget-tariff", "said": "suspended", "standing": "announced",
     "from": "2025-07-01", "term": "P90D", "at": {"paragraph": 4}},
    {"id": "c:control", "source": "news", "measure": "cn-widget-control", "said": "imposed", "standing": "announced",
     "from": "2025-08-01", "until": "2025-12-01", "at": {"paragraph": 5}}]
})";

/// A scenario for it: the tariff rises to 50 % on 15 October 2025.
inline const std::string small_scenario = R"({
  "truceline": 1, "name": "rise",
  "sources": [{"id": "thought", "kind": "article", "outlet": "Courier", "published": "2025-06-02"}],
  "measures": [
    {"id": "us-widget-tariff", "kind": "tariff", "imposed_by": ["US"], "target": ["CN"], "title": "Tariff on widgets"}],
  "claims": [
    {"id": "t:rise", "source": "thought", "measure": "us-widget-tariff", "said": "raised", "standing": "hypothetical",
     "from": "2025-10-15", "rate": 50, "scenario": "rise"}],
  "scenarios": [{"name": "rise", "title": "The tariff rises", "source": "thought"}]
})";

}  // namespace truceline::testing
