#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/duty/shipment.hpp>

namespace truceline {
inline namespace v0 {

/// Which codes stand on the lists that acts name ("Section 301 List 3") but records do not spell out. Bind each from a
/// file of codes; what is not bound stays open: goods that may be on it have an unsettled line, never a silent zero. A
/// plain value; const access is thread-safe.
class TRUCELINE_EXPORT GoodsLists {
 public:
  /// Whether goods are on a list on a day.
  enum class On : std::uint8_t { No, Yes, Open };

  /// Binds a list to CSV text: a header with `code`, and if wanted `from` and `until` (half-open), then a row a code.
  /// Binding a name again replaces it. Errors, all at once with row and column: TL-521 header, TL-522 code, TL-523
  /// date, TL-524 the same code twice for a day; then nothing is bound.
  absl::Status bind(std::string_view list, std::string_view csv, std::string_view source = "list");
  /// The same from a file; also TL-301 cannot read.
  absl::Status load(std::string_view list, const std::filesystem::path& file);

  [[nodiscard]] bool is_bound(std::string_view list) const noexcept;
  /// By the longest code that covers the goods. `Open` where the list is not bound, or lists only parts of what the
  /// goods' shorter code names. O(log n) in the codes bound.
  [[nodiscard]] On on(std::string_view list, HsCode goods, Date day) const;
  /// Days on which some code comes onto a list or leaves it.
  [[nodiscard]] std::vector<Date> turns() const;
  /// Those on which it may change whether the goods are on the list.
  [[nodiscard]] std::vector<Date> turns(std::string_view list, HsCode goods) const;
  /// The codes that stand on a list on some day, in the order of a nomenclature.
  [[nodiscard]] std::vector<HsCode> codes(std::string_view list) const;

 private:
  struct Entry {
    HsCode code;
    Date from;
    std::optional<Date> until;
  };
  struct List {
    std::string name;
    std::vector<Entry> entries;  // sorted by code, then from
  };
  [[nodiscard]] const List* find(std::string_view list) const noexcept;
  std::vector<List> lists_;  // sorted by name
};

}  // namespace v0
}  // namespace truceline
