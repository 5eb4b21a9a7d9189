#include <truceline/duty/goods_lists.hpp>

#include <algorithm>

#include "calendar/fault.hpp"
#include "duty/code_table.hpp"
#include "record/file.hpp"

namespace truceline {
inline namespace v0 {

absl::Status GoodsLists::bind(std::string_view list, std::string_view csv, std::string_view source) {
  std::vector<Diagnostic> found;
  const CodeTable table = read_codes(csv, source, {}, found);
  List bound{.name = std::string(list), .entries = {}};
  std::vector<const CodeRow*> rows;
  for (const CodeRow& row : table.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const CodeRow* a, const CodeRow* b) {
    return a->code != b->code ? a->code < b->code : a->from < b->from;
  });
  for (const CodeRow* const row : rows) {
    const bool twice = !bound.entries.empty() && bound.entries.back().code == row->code && (!bound.entries.back().until || row->from < *bound.entries.back().until);
    if (twice) {
      found.push_back({.id = "TL-524", .source = std::string(source), .line = row->row.line, .column = 1, .message = to_string(row->code) + " stands here already for the same days",
                       .fix = "leave one of the rows out"});
    }
    bound.entries.push_back({row->code, row->from, row->until});
  }
  if (!found.empty()) return faults(std::move(found));
  const auto at = std::lower_bound(lists_.begin(), lists_.end(), list, [](const List& l, std::string_view name) { return l.name < name; });
  if (at != lists_.end() && at->name == list) {
    *at = std::move(bound);
  } else {
    lists_.insert(at, std::move(bound));
  }
  return absl::OkStatus();
}

absl::Status GoodsLists::load(std::string_view list, const std::filesystem::path& file) {
  const Result<std::string> text = read_text(file);
  return text.ok() ? bind(list, *text, file.string()) : text.status();
}

bool GoodsLists::is_bound(std::string_view list) const noexcept {
  return std::any_of(lists_.begin(), lists_.end(), [&](const List& l) { return l.name == list; });
}

GoodsLists::On GoodsLists::on(std::string_view list, HsCode goods, Date day) const {
  const auto found = std::find_if(lists_.begin(), lists_.end(), [&](const List& l) { return l.name == list; });
  if (found == lists_.end()) return On::Open;
  const auto stands = [day](const Entry& entry) { return entry.from <= day && (!entry.until || day < *entry.until); };
  bool part = false;
  for (const Entry& entry : found->entries) {
    if (!stands(entry)) continue;
    if (entry.code.covers(goods)) return On::Yes;
    part = part || goods.covers(entry.code);
  }
  return part ? On::Open : On::No;
}

std::vector<Date> GoodsLists::turns() const {
  std::vector<Date> days;
  for (const List& list : lists_) {
    for (const Entry& entry : list.entries) {
      days.push_back(entry.from);
      if (entry.until) days.push_back(*entry.until);
    }
  }
  return days;
}

}  // namespace v0
}  // namespace truceline
