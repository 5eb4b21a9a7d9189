#include <truceline/duty/goods_lists.hpp>

#include <algorithm>

#include "calendar/fault.hpp"
#include "duty/code_table.hpp"
#include "record/file.hpp"

namespace truceline {
inline namespace v0 {

namespace {

/// Codes in the order of a nomenclature: what lies under a code follows it at once.
constexpr auto under = [](const auto& entry, HsCode code) { return in_order(entry.code, code); };

}  // namespace

absl::Status GoodsLists::bind(std::string_view list, std::string_view csv, std::string_view source) {
  std::vector<Diagnostic> found;
  const CodeTable table = read_codes(csv, source, {}, found);
  List bound{.name = std::string(list), .entries = {}};
  std::vector<const CodeRow*> rows;
  for (const CodeRow& row : table.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const CodeRow* a, const CodeRow* b) {
    return a->code != b->code ? in_order(a->code, b->code) : a->from < b->from;
  });
  for (const CodeRow* const row : rows) {
    const bool twice = !bound.entries.empty() && bound.entries.back().code == row->code &&
                       (!bound.entries.back().until || row->from < *bound.entries.back().until);
    if (twice) {
      found.push_back({.id = "TL-524",
                       .source = std::string(source),
                       .line = row->row.line,
                       .column = 1,
                       .message = to_string(row->code) + " stands here already for the same days",
                       .fix = "leave one of the rows out"});
    }
    bound.entries.push_back({row->code, row->from, row->until});
  }
  if (!found.empty()) return faults(std::move(found));
  const auto at = std::lower_bound(lists_.begin(), lists_.end(), list,
                                   [](const List& l, std::string_view name) { return l.name < name; });
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

bool GoodsLists::is_bound(std::string_view list) const noexcept { return find(list) != nullptr; }

const GoodsLists::List* GoodsLists::find(std::string_view list) const noexcept {
  const auto at = std::lower_bound(lists_.begin(), lists_.end(), list,
                                   [](const List& l, std::string_view name) { return l.name < name; });
  return at != lists_.end() && at->name == list ? &*at : nullptr;
}

GoodsLists::On GoodsLists::on(std::string_view list, HsCode goods, Date day) const {
  const List* const found = find(list);
  if (found == nullptr) return On::Open;
  const auto stands = [day](const Entry& entry) { return entry.from <= day && (!entry.until || day < *entry.until); };
  const auto& entries = found->entries;
  for (int digits = 2; digits <= goods.digits(); ++digits) {
    const HsCode prefix = goods.prefix(digits);
    for (auto entry = std::lower_bound(entries.begin(), entries.end(), prefix, under);
         entry != entries.end() && entry->code == prefix; ++entry) {
      if (stands(*entry)) return On::Yes;
    }
  }
  for (auto entry = std::lower_bound(entries.begin(), entries.end(), goods, under);
       entry != entries.end() && goods.covers(entry->code); ++entry) {
    if (stands(*entry)) return On::Open;
  }
  return On::No;
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

std::vector<Date> GoodsLists::turns(std::string_view list, HsCode goods) const {
  std::vector<Date> days;
  const List* const found = find(list);
  if (found == nullptr) return days;
  const auto add = [&days](const Entry& entry) {
    days.push_back(entry.from);
    if (entry.until) days.push_back(*entry.until);
  };
  const auto& entries = found->entries;
  for (int digits = 2; digits < goods.digits(); ++digits) {
    const HsCode prefix = goods.prefix(digits);
    for (auto entry = std::lower_bound(entries.begin(), entries.end(), prefix, under);
         entry != entries.end() && entry->code == prefix; ++entry) {
      add(*entry);
    }
  }
  for (auto entry = std::lower_bound(entries.begin(), entries.end(), goods, under);
       entry != entries.end() && goods.covers(entry->code); ++entry) {
    add(*entry);
  }
  return days;
}

std::vector<HsCode> GoodsLists::codes(std::string_view list) const {
  std::vector<HsCode> all;
  const List* const found = find(list);
  if (found == nullptr) return all;
  for (const Entry& entry : found->entries) {
    if (all.empty() || all.back() != entry.code) all.push_back(entry.code);
  }
  return all;
}

}  // namespace v0
}  // namespace truceline
