// The timeline as tables for other tools: CSV files, an SQLite database, or an SQL script.

#include <filesystem>

#include <unistd.h>
#include <truceline/write/tables.hpp>

#include "common.hpp"

using namespace examples;
using namespace truceline;
namespace fs = std::filesystem;

namespace {

constexpr auto json_shape =
    R"({"format", "output", "on", "known": day or null in hindsight, "tables": [{"name", "rows"}]}; needs -o.)";

/// Puts the files into the folder: all are written aside first, so that a full disk leaves the folder as it was.
absl::Status write_folder(const std::string& folder, const std::vector<std::pair<std::string, std::string>>& files) {
  const auto failure = [&](const std::error_code& error) {
    return refusal(fmt::format("cannot write {}: {}", folder, error.message()));
  };
  std::error_code error;
  const fs::path target = fs::weakly_canonical(folder, error);
  if (error) return failure(error);
  const bool exists = fs::exists(target);
  if (exists && !fs::is_directory(target)) return refusal(fmt::format("cannot write {}: it is no folder", folder));
  for (const auto& [name, text] : files) {
    if (fs::exists(target / name) && !fs::is_regular_file(target / name))
      return refusal(fmt::format("cannot write {}/{}: it is no regular file", folder, name));
  }

  const fs::path aside = (exists ? target / ".new" : target).string() + fmt::format("-{}", ::getpid());
  if (!fs::create_directory(aside, error)) return failure(error);
  absl::Status status;
  for (const auto& [name, text] : files) {
    if (status.ok()) status = write_file((aside / name).string(), text);
  }
  if (status.ok() && !exists) {
    fs::rename(aside, target, error);
  } else if (status.ok()) {
    for (const auto& [name, text] : files) {
      if (!error) fs::rename(aside / name, target / name, error);
    }
  }
  if (error) status = failure(error);
  fs::remove_all(aside, error);
  return status;
}

Result<std::string> text_in(const std::string& format, const std::vector<truceline::Table>& tables) {
  return format == "sqlite" ? to_sqlite(tables) : to_sql(tables);
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Exports the timeline as tables, which docs/tables.md describes.", json_shape);
  std::string format;
  std::string output;
  std::optional<Date> on;
  Known known;
  Trade trade;
  command.required("--format", format, "csv: a file a table; sqlite: a database; sql: a script for any engine");
  command.option("-o", output, "the folder (csv) or file to write (default, for sql alone: prints it)");
  command.option("--on", on,
                 "the day of the table of findings (default: the last day on which something became known)");
  command.option("--known", known,
                 "findings, actions and conflicts as the world could know them on that day (default: hindsight); the "
                 "other tables hold every known day");
  trade.add_lists(command);
  trade.add_base(command);
  command.rule([&] {
    if (format != "csv" && format != "sqlite" && format != "sql")
      return refusal(fmt::format("--format: unknown format: {}; write one of csv, sqlite, sql", format));
    if (output.empty() && (format != "sql" || command.json))
      return refusal(fmt::format("-o is required: name the {} to write", format == "csv" ? "folder" : "file"));
    return absl::OkStatus();
  });

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    if (timeline->dataset().measures.empty()) return refusal("nothing to export: the dataset has no measures");
    const Result<GoodsLists> lists = trade.lists(timeline->dataset());
    if (!lists.ok()) return lists.status();
    const Result<BaseDuties> base = trade.base();
    if (!base.ok()) return base.status();
    if (!on) {
      const std::vector<Learned> learned = timeline->learned(Period::since(Date::min()));
      on = learned.empty() ? Date() : learned.back().known;
    }
    const Result<std::vector<truceline::Table>> tables =
        tables_of(*timeline, {.on = *on, .known = known.day, .lists = *lists, .base = *base});
    if (!tables.ok()) return tables.status();

    absl::Status status;
    if (format == "csv") {
      std::vector<std::pair<std::string, std::string>> files;
      for (const truceline::Table& table : *tables) files.emplace_back(table.name + ".csv", to_csv(table));
      status = write_folder(output, files);
    } else {
      Result<std::string> text = text_in(format, *tables);
      if (!text.ok()) return text.status();
      if (output.empty()) return *std::move(text);
      status = write_file(output, *text);
    }
    if (!status.ok()) return status;

    if (command.json) {
      Json json{{"format", format},
                {"output", output},
                {"on", to_string(*on)},
                {"known", to_json(known)},
                {"tables", Json::array()}};
      for (const truceline::Table& table : *tables)
        json["tables"].push_back({{"name", table.name}, {"rows", table.rows.size()}});
      return text_of(json);
    }
    std::string text = fmt::format("Exported to {}, findings on {}, {}\n\n", output, *on, to_string(known));
    const examples::Table lines(2, {10, 6});
    for (const truceline::Table& table : *tables)
      text += lines.row({table.name, fmt::format("{:>6}", table.rows.size()), table.meaning});
    return text;
  });
}
