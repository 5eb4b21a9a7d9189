#include <algorithm>
#include <numeric>
#include <tuple>

#include <truceline/duty/duty.hpp>

#include "calendar/fault.hpp"
#include "duty/code_table.hpp"
#include "record/file.hpp"

namespace truceline {
inline namespace v0 {

absl::Status BaseDuties::bind(std::string_view csv, std::string_view source) {
  std::vector<Diagnostic> found;
  const CodeTable table = read_codes(csv, source, {"rate", "origin"}, found);
  const auto rate_column = table.column("rate");
  const auto origin_column = table.column("origin");
  if (!rate_column && found.empty()) {
    found.push_back({.id = "TL-521",
                     .source = std::string(source),
                     .line = 1,
                     .column = 1,
                     .message = "no column \"rate\"",
                     .fix = "begin with a line that names the columns: code,rate"});
  }
  std::vector<Entry> entries;
  std::vector<int> lines;  // of the file, by entry
  if (rate_column) {
    for (const CodeRow& row : table.rows) {
      const auto& cell = row.row.cells[*rate_column];
      const auto rate = parse_percent(cell.text);
      if (!rate.ok()) {
        found.push_back({.id = "TL-525",
                         .source = std::string(source),
                         .line = row.row.line,
                         .column = cell.column,
                         .message = diagnostics(rate.status()).front().message,
                         .fix = "write percent: 2.5"});
        continue;
      }
      std::optional<Jurisdiction> origin;
      if (origin_column && !row.row.cells[*origin_column].text.empty()) {
        const auto parsed = parse_jurisdiction(row.row.cells[*origin_column].text);
        if (!parsed.ok()) {
          found.push_back({.id = "TL-525",
                           .source = std::string(source),
                           .line = row.row.line,
                           .column = row.row.cells[*origin_column].column,
                           .message = diagnostics(parsed.status()).front().message,
                           .fix = "write two capital letters, or nothing"});
          continue;
        }
        origin = *parsed;
      }
      entries.push_back({row.code, origin, row.from, row.until, *rate});
      lines.push_back(row.row.line);
    }
  }
  // Two rates for the same goods on the same day would leave it to chance which is charged.
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto whose = [&](std::size_t i) { return std::tie(entries[i].code, entries[i].origin); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return whose(a) != whose(b) ? whose(a) < whose(b) : entries[a].from < entries[b].from;
  });
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Entry& before = entries[order[i - 1]];
    const Entry& entry = entries[order[i]];
    if (whose(order[i - 1]) != whose(order[i]) || (before.until && entry.from >= *before.until)) continue;
    found.push_back({.id = "TL-524",
                     .source = std::string(source),
                     .line = lines[order[i]],
                     .column = 1,
                     .message = to_string(entry.code) + " has a rate here already for the same days",
                     .fix = "leave one of the rows out"});
  }
  if (!found.empty()) return faults(std::move(found));
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.code != b.code ? in_order(a.code, b.code) : std::tie(a.origin, a.from) < std::tie(b.origin, b.from);
  });
  entries_ = std::move(entries);
  return absl::OkStatus();
}

absl::Status BaseDuties::load(const std::filesystem::path& file) {
  const Result<std::string> text = read_text(file);
  return text.ok() ? bind(*text, file.string()) : text.status();
}

template <class Do>
void BaseDuties::for_each_on(HsCode goods, const Do& take) const {
  for (int digits = 2; digits <= goods.digits(); ++digits) {
    const HsCode prefix = goods.prefix(digits);
    for (auto entry = std::lower_bound(entries_.begin(), entries_.end(), prefix,
                                       [](const Entry&one, HsCode code) { return in_order(one.code, code); });
         entry != entries_.end() && entry->code == prefix; ++entry) {
      take(*entry);
    }
  }
}

std::optional<Rate> BaseDuties::rate(HsCode goods, Jurisdiction origin, Date day) const {
  std::optional<Rate> rate;
  for_each_on(goods, [&](const Entry& entry) {
    const bool holds = day >= entry.from && (!entry.until || day < *entry.until);
    if (holds && (!entry.origin || *entry.origin == origin)) rate = entry.rate;
  });
  return rate;
}

std::vector<Date> BaseDuties::turns(HsCode goods) const {
  std::vector<Date> days;
  for_each_on(goods, [&days](const Entry& entry) {
    days.push_back(entry.from);
    if (entry.until) days.push_back(*entry.until);
  });
  return days;
}

std::vector<HsCode> BaseDuties::codes() const {
  std::vector<HsCode> all;
  for (const Entry& entry : entries_) {
    if (all.empty() || all.back() != entry.code) all.push_back(entry.code);
  }
  return all;
}

std::vector<Jurisdiction> BaseDuties::origins() const {
  std::vector<Jurisdiction> all;
  for (const Entry& entry : entries_) {
    if (entry.origin) all.push_back(*entry.origin);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<Date> BaseDuties::turns() const {
  std::vector<Date> days;
  for (const Entry& entry : entries_) {
    days.push_back(entry.from);
    if (entry.until) days.push_back(*entry.until);
  }
  return days;
}

}  // namespace v0
}  // namespace truceline
