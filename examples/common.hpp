#pragma once

/// @file
/// What the example programs share: their command line, and how they show answers to people and to other programs.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <truceline/duty/duty.hpp>
#include <truceline/truceline.hpp>

namespace examples {

using truceline::Result;
using Json = nlohmann::ordered_json;  ///< keeps the order in which keys are added

// ---- the command line -----------------------------------------------------------------------------------------------

/// In whose eyes to look: a known day's, or in hindsight.
struct Known {
  std::optional<truceline::Date> day;
};
/// The timeline as seen from there.
truceline::View view_of(const truceline::Timeline& timeline, Known known);
/// "as known on 2025-10-24", "in hindsight".
std::string to_string(Known known);

/// Reads the value of an option; an error is the reason for refusing it.
absl::Status read(std::string_view text, std::string& value);
absl::Status read(std::string_view text, int& value);
absl::Status read(std::string_view text, truceline::Date& value);
absl::Status read(std::string_view text, truceline::Term& value);
absl::Status read(std::string_view text, truceline::Status& value);
absl::Status read(std::string_view text, truceline::MeasureKind& value);
absl::Status read(std::string_view text, Known& value);
absl::Status read(std::string_view text, truceline::Jurisdiction& value);
absl::Status read(std::string_view text, truceline::Period& value);
absl::Status read(std::string_view text, truceline::Quantity& value);
absl::Status read(std::string_view text, std::optional<truceline::Date>& value);
absl::Status read(std::string_view text, std::optional<truceline::HsCode>& value);
/// "USD 1000"; "1000" is in USD.
absl::Status read(std::string_view text, std::optional<truceline::Money>& value);
/// Percent.
absl::Status read(std::string_view text, std::optional<truceline::Rate>& value);
template <class T>
absl::Status read(std::string_view text, std::vector<T>& values) {
  return read(text, values.emplace_back());
}
template <class T>
constexpr bool is_list = false;
template <class T>
constexpr bool is_list<std::vector<T>> = true;

/// A program's command line. Every program takes --dataset, --json and --help besides the options it adds.
class Command {
 public:
  /// `json_shape` tells in --help what --json prints.
  Command(const std::string& purpose, const std::string& json_shape, const std::string& dataset = "articles");
  ~Command();

  /// Adds an option ("--on") or an argument ("scenario"); a list takes several values.
  template <class T>
  void option(const std::string& name, T& value, const std::string& help) {
    add(name, help, is_list<T>, false, [&value](std::string_view text) { return read(text, value); });
  }
  /// The same, which must be given.
  template <class T>
  void required(const std::string& name, T& value, const std::string& help) {
    add(name, help, is_list<T>, true, [&value](std::string_view text) { return read(text, value); });
  }
  void flag(const std::string& name, bool& value, const std::string& help);
  /// What the values must meet together, looked at once all are read; the reason for refusing them is bad usage.
  void rule(std::function<absl::Status()> check) { rules_.push_back(std::move(check)); }

  /// Reads the command line, prints what `answer` gives and returns what main() returns: 0; 1 if the data is bad or the
  /// answer cannot be written; 2 if the usage is. Only a whole answer is printed; errors go to the standard error
  /// output.
  int run(int argc, char** argv, const std::function<Result<std::string>()>& answer);

  bool json = false;            ///< --json is given
  std::string default_dataset;  ///< where none is asked for
  /// The datasets asked for, as one.
  Result<truceline::Dataset> dataset() const;
  /// The same, compiled.
  Result<truceline::Timeline> timeline() const;

 private:
  void add(const std::string& name, const std::string& help, bool list, bool required,
           std::function<absl::Status(std::string_view)> read_value);

  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::vector<std::string> datasets_;
  std::vector<std::function<absl::Status()>> rules_;
};

absl::Status refusal(const std::string& reason);

/// A dataset by the name of its file, or of a snapshot of it, or of one that is built in.
Result<truceline::Dataset> find_dataset(const std::string& name);

/// Writes the file whole, aside and then renamed: where that fails, the old one stands as it was.
absl::Status write_file(const std::string& file, std::string_view text);

/// A row of a CSV file (RFC 4180), and the line that it begins on.
struct CsvRow {
  std::vector<std::string> cells;
  int line = 0;
};
/// The rows of a file that are not blank, cells without blanks around them.
Result<std::vector<CsvRow>> read_csv(const std::string& file);

// ---- duties ---------------------------------------------------------------------------------------------------------

/// What the programs on duties ask for besides a day: where the goods go, and what the user knows that no record holds.
class Trade {
 public:
  truceline::Shipment shipment;

  /// Adds --into and --from, which must be given unless `route` is, and --lists. What check(Shipment) refuses is bad
  /// usage.
  void add_route(Command& command,
                 std::optional<std::pair<truceline::Jurisdiction, truceline::Jurisdiction>> route = {});
  /// Adds --lists.
  void add_lists(Command& command);
  /// Adds --goods.
  void add_goods(Command& command);
  /// Adds --base.
  void add_base(Command& command);
  /// Reads the lists that were given; each must be one that the dataset uses.
  Result<truceline::GoodsLists> lists(const truceline::Dataset& dataset) const;
  /// Reads the table of base duties; empty if none was given.
  Result<truceline::BaseDuties> base() const;

 private:
  std::vector<std::string> lists_;
  std::string base_;
};

/// "8507.60", or "goods in general".
std::string goods_of(const truceline::Shipment& shipment);
/// "20 %", "0 % to 25 %", "at least 10 %", "not known".
std::string range_of(truceline::Rate low, std::optional<truceline::Rate> high);
/// What a line charges: "20 %", "50 % of 40 % of the value", "10 % + USD 0.22 per kg"; the range where not settled.
std::string charge_of(const truceline::DutyLine& line);
/// What it comes to as a rate on the whole value; null where that is not settled.
Json rate_json(const truceline::DutyLine& line);

// ---- for people -----------------------------------------------------------------------------------------------------

inline constexpr std::size_t page_width = 100;  ///< columns

/// A word as people write it: "in force".
std::string spaced(std::string_view word);
/// "Export controls".
std::string plural(truceline::MeasureKind kind);
/// "US", "US, CN", "all" for the world.
std::string names_of(const std::vector<truceline::Jurisdiction>& jurisdictions);
/// "proposed (threatened)", "ended (withdrawn)".
std::string status_of(const truceline::Answer& answer);
/// "20 %", "10 % (24 %)" where 24 % is suspended, "(20 %)" where all is, "varies", with what is charged by unit: "USD
/// 50.00 per net ton"; empty where nothing is known.
std::string rate_of(const truceline::Answer& answer);
/// "2025-10-30 until 2026-10-30", "2025-04 on", "on 2025-10-30".
std::string period_of(const truceline::Answer& answer);
/// Status and rate in one: "in force at 10 % (24 % suspended)", "suspended (24 %)".
std::string state_of(const truceline::Answer& answer);
/// What no source states or leaves open: "start assumed", "start, end assumed, may be ended"; else "certain" or
/// "possible".
std::string certainty_of(const truceline::Answer& answer);

/// Lines of at most `page_width` columns, broken at spaces; the first begins with `lead`, the others are indented so.
std::string wrapped(std::string_view lead, std::string_view text);

/// Lines of cells; a cell that is wider than its column is broken at spaces and goes on below. After a word that is
/// wider still, the other cells begin on the next line.
class Table {
 public:
  /// Widths of the columns, two spaces between; the last takes what is left of the page.
  explicit Table(std::size_t indent, std::vector<std::size_t> widths);
  std::string row(const std::vector<std::string>& cells) const;

 private:
  std::size_t indent_;
  std::vector<std::size_t> widths_;
};

// ---- for programs ---------------------------------------------------------------------------------------------------

Json to_json(Known known);
Json to_json(const std::optional<truceline::Rate>& rate);
Json to_json(const std::vector<std::string>& texts);
Json to_json(const std::vector<truceline::Jurisdiction>& jurisdictions);
/// {"status", "ending", "standing", "certainty", "may_be", "rate_percent", "suspended_percent", "since", "until",
/// "assumed"}.
Json to_json(const truceline::Answer& answer);
/// {"measure", "kind", "imposed_by", "target", "status", "standing", "certainty", "may_be", "rate_percent",
/// "suspended_percent", "since", "until", "assumed", "projected", "sources"}.
Json to_json(const truceline::Finding& finding);
/// As the programs print it.
std::string text_of(const Json& json);

}  // namespace examples
