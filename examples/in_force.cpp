// What holds on a day: every measure that is something on it, by status.

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape =
    R"({"on", "known": day or null in hindsight, "findings": [{"measure", "kind", "imposed_by": [],
"target": [], "status", "standing", "certainty", "may_be": [], "rate_percent", "suspended_percent",
"since", "until", "assumed": [], "projected", "sources": []}]}; null where absent.)";

std::string table_of(const std::vector<Finding>& findings, Date on, Known known) {
  std::string text = fmt::format("What holds on {}, {}\n", on, to_string(known));
  const Table table(2, {33, 14, 27});
  for (const Status status :
       {Status::InForce, Status::Suspended, Status::Scheduled, Status::Proposed, Status::Unknown, Status::Ended}) {
    std::string rows;
    std::size_t count = 0;
    for (const Finding& finding : findings) {
      if (finding.status != status) continue;
      ++count;
      const std::string detail = finding.standing ? spaced(word(*finding.standing))
                                 : finding.ending ? spaced(word(*finding.ending))
                                                  : rate_of(finding);
      const std::string note = finding.package ? ", sums up its parts" : "";
      rows += table.row({finding.measure, detail, period_of(finding), certainty_of(finding) + note});
    }
    if (count > 0) text += fmt::format("\n{} ({})\n{}", spaced(word(status)), count, rows);
  }
  if (findings.empty()) text += "\nnothing that was asked for\n";
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells what holds on a day: each measure, its rate, since when and until when, and how sure that is.",
                  json_shape);
  Query query;
  Known known;
  command.required("--on", query.on, "the day asked about");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");
  command.option("--status", query.status, "only measures of this status; repeatable");
  command.option("--kind", query.kind, "only measures of this kind; repeatable");

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    std::vector<Finding> findings = view_of(*timeline, known).find(query);
    std::erase_if(findings, [](const Finding& finding) { return finding.status == Status::None; });
    if (!command.json) return table_of(findings, query.on, known);

    Json json{{"on", to_string(query.on)}, {"known", to_json(known)}, {"findings", Json::array()}};
    for (const Finding& finding : findings) json["findings"].push_back(to_json(finding));
    return text_of(json);
  });
}
