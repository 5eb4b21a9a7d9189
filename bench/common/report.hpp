#pragma once

/// @file
/// What a benchmark program is asked to do, and the table it fills.

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace truceline::bench {

/// What a figure is to reach.
struct Goal {
  enum class Kind { None, Quicker, Dearer, Nanoseconds };
  Kind kind = Kind::None;
  double bound = 0;
};
/// At least so many times as quick as the peer.
inline Goal quicker(double times) { return {Goal::Kind::Quicker, times}; }
/// At most so many times the peer's time.
inline Goal at_most(double times) { return {Goal::Kind::Dearer, times}; }
/// At most so many nanoseconds, whatever the peers do.
inline Goal within(double nanoseconds) { return {Goal::Kind::Nanoseconds, nanoseconds}; }

/// One line of the table: the library against one peer. Times are nanoseconds of CPU a question.
struct Row {
  std::string query;
  std::size_t n = 0;
  std::string mix;   ///< of the data; empty where there is one alone
  std::string peer;  ///< empty: none, the goal is absolute
  std::optional<double> ns;
  std::optional<double> peer_ns;  ///< absent: the peer is not installed, or takes too long
  Goal goal;
  std::optional<bool> equal;  ///< whether the answers are the peer's; absent where there is none to compare with
  std::string absent;         ///< why there is no peer_ns
};

/// Takes the options that all programs share and prints rows as they come.
///     --quick            fewer sizes and repetitions
///     --out FILE         adds each row to FILE as one line of JSON
///     --peer NAME=COMMAND  a database to ask as well, see outside.hpp
class Report {
 public:
  /// Ends the program with a message where the options are wrong.
  Report(int argc, char** argv);

  [[nodiscard]] bool quick() const noexcept { return quick_; }
  /// The command of a database; nullopt if it is not there.
  [[nodiscard]] std::optional<std::string> command(const std::string& peer) const;
  /// Prints a row, and writes it to the file.
  void add(const Row& row);
  /// Writes a row to the file alone.
  void note(const Row& row);
  /// 1 if some answers differed, else 0.
  [[nodiscard]] int exit_status() const noexcept { return all_equal_ ? 0 : 1; }

 private:
  bool quick_ = false;
  bool all_equal_ = true;
  std::string out_;
  std::map<std::string, std::string> commands_;
};

/// The line above the rows.
[[nodiscard]] std::string table_head();

}  // namespace truceline::bench
