#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstring>
#include <fstream>
#include <mutex>
#include <string>
#include <utility>

#include <truceline/calendar/version.hpp>
#include <truceline/record/words.hpp>
#include <truceline/timeline/snapshot.hpp>

#include "calendar/fault.hpp"
#include "record/file_bytes.hpp"
#include "record/limits.hpp"
#include "timeline/rep.hpp"
#include "timeline/snapshot_form.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using namespace snapshot;

/// A section's rows, copied out one by one: the file need not be aligned.
template <class Row>
class Rows {
 public:
  Rows() = default;
  explicit Rows(std::string_view bytes) noexcept : bytes_(bytes) {}
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size() / sizeof(Row); }
  [[nodiscard]] Row operator[](std::size_t index) const noexcept {
    assert(index < size());
    Row row;
    std::memcpy(&row, bytes_.data() + index * sizeof(Row), sizeof(Row));
    return row;
  }
  [[nodiscard]] bool holds(List list) const noexcept {
    return list.first <= size() && list.count <= size() - list.first;
  }
  template <class Visit>
  void each(List list, Visit visit) const {
    for (std::size_t i = 0; i < list.count; ++i) visit((*this)[list.first + i]);
  }
  /// Whether the list lies in the section and every row of it passes.
  template <class Test>
  [[nodiscard]] bool all(List list, Test test) const {
    bool good = holds(list);
    for (std::size_t i = 0; good && i < list.count; ++i) good = test((*this)[list.first + i]);
    return good;
  }
  template <class Test>
  [[nodiscard]] bool all(Test test) const {
    bool good = bytes_.size() % sizeof(Row) == 0;
    for (std::size_t i = 0; good && i < size(); ++i) good = test((*this)[i]);
    return good;
  }

 private:
  std::string_view bytes_;
};

bool is_date(std::int32_t day) noexcept { return Date::from_days(day).has_value(); }
bool is_exact_or_unknown(Days days) noexcept {
  return (days.first == no_day && days.last == no_day) ||
         (is_date(days.first) && is_date(days.last) && days.first <= days.last);
}
bool is_rate(std::int64_t ppm) noexcept { return ppm >= 0 && ppm <= max_rate.ppm(); }

/// A file's sections. valid() must have been seen to hold before any other question is asked: then all that rows name is
/// there, and every row is one that save_snapshot() might have written.
class Layout {
 public:
  Layout(std::string_view file, const Header& header) : file_(file), header_(header) {}

  [[nodiscard]] bool valid() {
    for (const Extent& extent : header_.sections) {
      if (extent.offset < sizeof(Header) || extent.offset > file_.size() || extent.size > file_.size() - extent.offset)
        return false;
    }
    text_ends_ = Rows<std::uint32_t>(section(text_ends));
    numbers_ = Rows<std::uint32_t>(section(numbers));
    measures_ = Rows<MeasureRow>(section(measures));
    names_ = Rows<NameRow>(section(measure_names));
    claims_ = Rows<ClaimRow>(section(claims));
    charges_ = Rows<ChargeRow>(section(charges));
    answers_ = Rows<AnswerRow>(section(answers));
    stretches_ = Rows<StretchRow>(section(stretches));
    scopes_ = Rows<ScopeRow>(section(scope_changes));
    epochs_ = Rows<EpochRow>(section(epochs));
    return texts_valid() && header_valid() && names_valid() && answers_valid() && scopes_valid() && measures_valid();
  }

  [[nodiscard]] const Header& header() const noexcept { return header_; }
  [[nodiscard]] std::string_view json() const noexcept { return section(dataset); }
  [[nodiscard]] std::size_t measure_count() const noexcept { return measures_.size(); }
  [[nodiscard]] std::size_t epoch_count() const noexcept { return epochs_.size(); }
  [[nodiscard]] MeasureRow measure(int index) const noexcept { return measures_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] EpochRow epoch(std::size_t index) const noexcept { return epochs_[index]; }

  /// Whether no publication day is imprecise: then both ways of counting them are one.
  [[nodiscard]] bool precise() const {
    return measures_.all([](const MeasureRow& row) {
      return row.epochs[0].first == row.epochs[1].first && row.epochs[0].count == row.epochs[1].count;
    }) && header_.last_known[0] == header_.last_known[1];
  }

  [[nodiscard]] std::string_view text(std::uint32_t number) const noexcept {
    const std::uint32_t from = number == 0 ? 0 : text_ends_[number - 1];
    return section(texts).substr(from, text_ends_[number] - from);
  }
  [[nodiscard]] std::vector<std::string> text_list(List list) const {
    std::vector<std::string> result;
    result.reserve(list.count);
    numbers_.each(list, [&](std::uint32_t number) { result.emplace_back(text(number)); });
    return result;
  }
  [[nodiscard]] std::vector<Jurisdiction> jurisdictions(List list) const {
    std::vector<Jurisdiction> result;
    result.reserve(list.count);
    numbers_.each(list, [&](std::uint32_t number) {
      result.push_back(number == '*'
                           ? Jurisdiction()
                           : Jurisdiction(static_cast<char>(number & 0xFFU), static_cast<char>(number >> 8U)));
    });
    return result;
  }
  [[nodiscard]] std::optional<int> find_measure(std::string_view name) const noexcept {
    const auto found = find(names_, &NameRow::text, name);
    return found ? std::optional<int>(static_cast<int>(found->measure)) : std::nullopt;
  }
  [[nodiscard]] std::string_view source_of(std::string_view claim) const noexcept {
    const auto found = find(claims_, &ClaimRow::id, claim);
    return found ? text(found->source) : std::string_view();
  }
  [[nodiscard]] Account account(const EpochRow& epoch) const {
    Account account;
    account.reserve(epoch.account.count);
    stretches_.each(epoch.account, [&](StretchRow stretch) {
      account.push_back({stretch.from, answer(answers_[stretch.answer])});
    });
    return account;
  }
  [[nodiscard]] std::vector<ScopeChange> scopes(const EpochRow& epoch) const {
    std::vector<ScopeChange> changes;
    changes.reserve(epoch.scopes.count);
    scopes_.each(epoch.scopes, [&](const ScopeRow& row) { changes.push_back(scope(row)); });
    return changes;
  }

 private:
  [[nodiscard]] std::string_view section(Section which) const noexcept {
    const Extent extent = header_.sections[which];
    return file_.substr(static_cast<std::size_t>(extent.offset), static_cast<std::size_t>(extent.size));
  }

  /// The row of a text, in a section that is ordered by it. O(log n).
  template <class Row>
  [[nodiscard]] std::optional<Row> find(const Rows<Row>& rows, std::uint32_t Row::*key,
                                        std::string_view wanted) const noexcept {
    std::size_t begin = 0;
    for (std::size_t end = rows.size(); begin < end;) {
      const std::size_t middle = begin + (end - begin) / 2;
      const Row row = rows[middle];
      const int order = text(row.*key).compare(wanted);
      if (order == 0) return row;
      if (order < 0) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] static FuzzyDate date(Days days) {
    return days.first == no_day ? FuzzyDate() : FuzzyDate::between(date_of(days.first), date_of(days.last));
  }
  [[nodiscard]] std::optional<Specific> specific(const SpecificRow& row) const {
    if (row.stated == 0) return std::nullopt;
    const auto& [a, b, c] = row.currency;
    return Specific{Money{row.minor, Currency(a, b, c)}, std::string(text(row.per))};
  }
  [[nodiscard]] Answer answer(const AnswerRow& row) const {
    const auto has = [&row](unsigned flag) { return (row.flags & flag) != 0; };
    Answer answer;
    answer.status = static_cast<Status>(row.status);
    if (row.ending != no_word) answer.ending = static_cast<Ending>(row.ending);
    if (row.standing != no_word) answer.standing = static_cast<Standing>(row.standing);
    answer.certainty = static_cast<Certainty>(row.certainty);
    for (unsigned status = 0; status <= static_cast<unsigned>(Status::Ended); ++status) {
      if ((row.may_be >> status & 1U) != 0) answer.may_be.push_back(static_cast<Status>(status));
    }
    if (has(AnswerRow::has_rate)) answer.rate = Rate::ppm(row.rate);
    answer.varying = has(AnswerRow::is_varying);
    if (has(AnswerRow::has_suspended_rate)) answer.suspended_rate = Rate::ppm(row.suspended_rate);
    if (row.charge != no_number) {
      const ChargeRow charge = charges_[row.charge];
      answer.charge = {specific(charge.specific), specific(charge.minimum), specific(charge.maximum)};
    }
    answer.since = date(row.since);
    if (has(AnswerRow::has_until)) answer.until = date(row.until);
    for (const Assumed assumed : {Assumed::Since, Assumed::Until}) {
      if ((row.assumed >> static_cast<unsigned>(assumed) & 1U) != 0) answer.assumed.push_back(assumed);
    }
    answer.voided = has(AnswerRow::is_voided);
    answer.because = text_list(row.because);
    answer.proposals = text_list(row.proposals);
    return answer;
  }
  [[nodiscard]] ScopeChange scope(const ScopeRow& row) const {
    const auto before = [](std::int32_t day) {
      return day == no_day ? std::nullopt : std::optional<Date>(date_of(day));
    };
    ScopeChange change;
    change.measure = text(row.measure);
    change.said = static_cast<Said>(row.said);
    change.from = date(row.from);
    if ((row.flags & ScopeRow::has_until) != 0) change.until = date(row.until);
    change.limits.goods = {text_list(row.words), text_list(row.hs), text_list(row.except), std::string(text(row.list))};
    change.limits.parties = text_list(row.parties);
    change.limits.loaded_before = before(row.before[0]);
    change.limits.exported_before = before(row.before[1]);
    change.limits.entered_before = before(row.before[2]);
    change.limits.condition = text(row.condition);
    if ((row.flags & ScopeRow::has_rate) != 0) change.rate = Rate::ppm(row.rate);
    change.assumed = row.assumed != 0;
    change.claims = text_list(row.claims);
    return change;
  }

  // ---- validation ---------------------------------------------------------------------------------------------------

  [[nodiscard]] bool is_text(std::uint32_t number) const noexcept { return number < text_ends_.size(); }
  [[nodiscard]] bool are_texts(List list) const {
    return numbers_.all(list, [&](std::uint32_t number) { return is_text(number); });
  }
  [[nodiscard]] bool are_codes(List list) const {
    return numbers_.all(list, [&](std::uint32_t number) {
      if (!is_text(number)) return false;
      const std::string_view code = text(number);
      return code.size() >= 2 && code.size() <= 10 &&
             std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    });
  }
  [[nodiscard]] bool are_jurisdictions(List list) const {
    const auto is_letter = [](std::uint32_t byte) { return byte >= 'A' && byte <= 'Z'; };
    return numbers_.all(list, [&](std::uint32_t number) {
      return number == '*' || (is_letter(number & 0xFFU) && is_letter(number >> 8U));
    });
  }

  [[nodiscard]] bool texts_valid() const {
    const std::size_t size = section(texts).size();
    std::uint32_t last = 0;
    return text_ends_.all([&](std::uint32_t end) { return std::exchange(last, end) <= end && end <= size; }) &&
           numbers_.all([](std::uint32_t) { return true; });
  }
  [[nodiscard]] bool header_valid() const {
    return header_.zero == 0 && is_date(header_.last_known[0]) && is_date(header_.last_known[1]) &&
           (header_.complete_through == no_day || is_date(header_.complete_through)) && are_texts(header_.applied) &&
           are_texts(header_.ignored);
  }
  [[nodiscard]] bool names_valid() const {
    // Strictly in order, so that each name is found.
    std::optional<std::string_view> last;
    const auto next = [&](std::uint32_t number) {
      if (!is_text(number)) return false;
      const std::string_view name = text(number);
      const bool in_order = !last || *last < name;
      last = name;
      return in_order;
    };
    if (!names_.all([&](NameRow row) { return next(row.text) && row.measure < measures_.size(); })) return false;
    last.reset();
    return claims_.all([&](ClaimRow row) { return next(row.id) && is_text(row.source); });
  }
  [[nodiscard]] bool answers_valid() const {
    const auto specific_valid = [&](const SpecificRow& row) {
      return is_text(row.per) && row.stated <= 1 && row.minor >= 0 && row.minor <= max_amount &&
             (row.stated == 0 || std::all_of(row.currency.begin(), row.currency.end(),
                                             [](char letter) { return letter >= 'A' && letter <= 'Z'; }));
    };
    const auto valid = [&](const AnswerRow& row) {
      const auto status = static_cast<Status>(row.status);
      return status <= Status::Ended && (row.may_be >> row.status & 1U) != 0 && row.may_be < 128 &&
             (row.ending == no_word || row.ending <= static_cast<unsigned>(Ending::Held)) &&
             (row.standing == no_word ? status != Status::Proposed
                                      : row.standing <= static_cast<unsigned>(Standing::Hypothetical)) &&
             row.certainty <= 1 && row.assumed < 4 && row.flags <= AnswerRow::all_flags && row.zero == 0 &&
             row.zero_too == 0 && is_rate(row.rate) && is_rate(row.suspended_rate) && is_exact_or_unknown(row.since) &&
             is_exact_or_unknown(row.until) &&
             (row.until.first != no_day) == ((row.flags & AnswerRow::has_until) != 0) && are_texts(row.because) &&
             are_texts(row.proposals) && (row.charge == no_number || row.charge < charges_.size());
    };
    return charges_.all([&](const ChargeRow& row) {
      return specific_valid(row.specific) && specific_valid(row.minimum) && specific_valid(row.maximum);
    }) && answers_.all(valid);
  }
  [[nodiscard]] bool scopes_valid() const {
    return scopes_.all([&](const ScopeRow& row) {
      return is_text(row.measure) && row.said <= static_cast<unsigned>(Said::Noted) && row.assumed <= 1 &&
             row.flags <= ScopeRow::all_flags && row.zero == 0 && row.zero_too == 0 && is_exact_or_unknown(row.from) &&
             is_exact_or_unknown(row.until) && is_rate(row.rate) && are_texts(row.words) && are_codes(row.hs) &&
             are_codes(row.except) && are_texts(row.parties) && are_texts(row.claims) && is_text(row.list) &&
             is_text(row.condition) && std::all_of(row.before.begin(), row.before.end(), [](std::int32_t day) {
               return day == no_day || is_date(day);
             });
    });
  }
  [[nodiscard]] bool measures_valid() const {
    const auto account_valid = [&](List account) {
      std::int32_t last = no_day;
      return account.count > 0 && stretches_.holds(account) &&
             stretches_[account.first].from == Date::min().days_since_epoch() &&
             stretches_.all(account, [&](StretchRow row) {
               return std::exchange(last, row.from) < row.from && is_date(row.from) && row.answer < answers_.size();
             });
    };
    const auto epochs_valid = [&](List list) {
      std::optional<std::int32_t> last;
      return epochs_.all(list, [&](const EpochRow& row) {
        // Scenarios know their claims always, which dates read as the first day.
        const std::int32_t from = row.known_from == always_known ? Date::min().days_since_epoch() : row.known_from;
        const bool later = !last || *last < from;
        last = from;
        return later && is_date(from);
      });
    };
    std::size_t index = 0;
    return stretches_.all([](StretchRow) { return true; }) &&
           epochs_.all([&](const EpochRow& row) { return account_valid(row.account) && scopes_.holds(row.scopes); }) &&
           measures_.all([&](const MeasureRow& row) {
             if (!is_text(row.id)) return false;
             const auto found = find_measure(text(row.id));
             return found && static_cast<std::size_t>(*found) == index++ &&
                    row.kind <= static_cast<unsigned>(MeasureKind::Other) && row.package <= 1 && row.zero == 0 &&
                    are_jurisdictions(row.imposed_by) && are_jurisdictions(row.target) && epochs_valid(row.epochs[0]) &&
                    epochs_valid(row.epochs[1]);
           });
  }

  std::string_view file_;
  Header header_;
  Rows<std::uint32_t> text_ends_, numbers_;
  Rows<MeasureRow> measures_;
  Rows<NameRow> names_;
  Rows<ClaimRow> claims_;
  Rows<ChargeRow> charges_;
  Rows<AnswerRow> answers_;
  Rows<StretchRow> stretches_;
  Rows<ScopeRow> scopes_;
  Rows<EpochRow> epochs_;
};

/// What an epoch's known days are told, as the ledgers hand it out.
struct Told {
  Account account;
  std::vector<ScopeChange> scopes;
};

/// An open file: its layout, and what has been made of it so far.
class Snapshot {
 public:
  Snapshot(std::shared_ptr<const FileBytes> file, const Layout& layout)
      : file_(std::move(file)), layout_(layout), told_(new std::atomic<const Told*>[layout.epoch_count()]()) {}
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot() {
    for (std::size_t i = 0; i < layout_.epoch_count(); ++i) delete told_[i].load(std::memory_order_relaxed);
  }

  [[nodiscard]] const Layout& layout() const noexcept { return layout_; }

  /// Made when first asked for. Of threads that ask at once, one's stays.
  [[nodiscard]] const Told& told(std::size_t epoch) const {
    std::atomic<const Told*>& slot = told_[epoch];
    if (const Told* const made = slot.load(std::memory_order_acquire)) return *made;
    const EpochRow row = layout_.epoch(epoch);
    auto fresh = std::make_unique<const Told>(Told{layout_.account(row), layout_.scopes(row)});
    const Told* there = nullptr;
    if (slot.compare_exchange_strong(there, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
    return *there;
  }

  [[nodiscard]] const Records& records() const {
    std::call_once(read_, [this] { records_ = read_records(); });
    return records_;
  }

 private:
  [[nodiscard]] Records read_records() const {
    Records records;
    const int count = static_cast<int>(layout_.measure_count());
    const auto id = [&](int measure) { return layout_.text(layout_.measure(measure).id); };
    if (Result<Dataset> dataset = parse_dataset(layout_.json(), "snapshot"); dataset.ok()) {
      bool same = dataset->measures.size() == layout_.measure_count();
      for (int i = 0; same && i < count; ++i) same = dataset->measures[static_cast<std::size_t>(i)].id == id(i);
      if (same) records.dataset = *std::move(dataset);
    }
    if (records.dataset.measures.empty()) {
      // No file that save_snapshot() wrote comes here. Measures of which nothing is told keep handles good.
      for (int i = 0; i < count; ++i) {
        Measure& measure = records.dataset.measures.emplace_back();
        measure.id = id(i);
        measure.imposed_by = layout_.jurisdictions(layout_.measure(i).imposed_by);
      }
    }
    for (std::string& claim : layout_.text_list(layout_.header().applied))
      records.overlay.applied.insert(std::move(claim));
    for (std::string& claim : layout_.text_list(layout_.header().ignored))
      records.overlay.ignored.insert(std::move(claim));
    return records;
  }

  std::shared_ptr<const FileBytes> file_;
  Layout layout_;
  std::unique_ptr<std::atomic<const Told*>[]> told_;  ///< by row of the epochs
  mutable std::once_flag read_;
  mutable Records records_;
};

class SnapshotLedger final : public Ledger {
 public:
  SnapshotLedger(std::shared_ptr<const Snapshot> snapshot, Knowledge knowledge)
      : snapshot_(std::move(snapshot)), layout_(snapshot_->layout()), knowledge_(knowledge) {}

  [[nodiscard]] int measure_count() const noexcept override { return static_cast<int>(layout_.measure_count()); }
  [[nodiscard]] std::string_view id(int measure) const noexcept override {
    return layout_.text(layout_.measure(measure).id);
  }
  [[nodiscard]] std::optional<int> find_measure(std::string_view name) const noexcept override {
    return layout_.find_measure(name);
  }
  void head(int measure, Finding& finding) const override {
    const MeasureRow row = layout_.measure(measure);
    finding.measure = layout_.text(row.id);
    finding.kind = static_cast<MeasureKind>(row.kind);
    finding.imposed_by = layout_.jurisdictions(row.imposed_by);
    finding.target = layout_.jurisdictions(row.target);
    finding.package = row.package != 0;
  }
  [[nodiscard]] std::string_view source_of(std::string_view claim) const noexcept override {
    return layout_.source_of(claim);
  }
  [[nodiscard]] std::optional<Date> complete_through() const noexcept override {
    return Date::from_days(layout_.header().complete_through);
  }
  [[nodiscard]] DayNumber last_known() const noexcept override { return layout_.header().last_known[column()]; }

  [[nodiscard]] std::size_t epoch_count(int measure) const noexcept override { return epochs_of(measure).count; }
  [[nodiscard]] DayNumber known_from(int measure, std::size_t epoch) const noexcept override {
    return layout_.epoch(epochs_of(measure).first + epoch).known_from;
  }
  [[nodiscard]] const Account& account(int measure, std::size_t epoch) const override {
    return snapshot_->told(epochs_of(measure).first + epoch).account;
  }
  [[nodiscard]] const std::vector<ScopeChange>& scopes(int measure, std::size_t epoch) const override {
    return snapshot_->told(epochs_of(measure).first + epoch).scopes;
  }

  [[nodiscard]] const Records& records() const override { return snapshot_->records(); }
  [[nodiscard]] const Book& book() const override {
    std::call_once(bound_, [this] {
      const Records& all = records();
      book_ = std::make_unique<const Book>(all.dataset, knowledge_, all.overlay);
    });
    return *book_;
  }

 private:
  [[nodiscard]] std::size_t column() const noexcept { return knowledge_ == Knowledge::Lenient ? 0 : 1; }
  [[nodiscard]] List epochs_of(int measure) const noexcept { return layout_.measure(measure).epochs[column()]; }

  std::shared_ptr<const Snapshot> snapshot_;
  const Layout& layout_;
  Knowledge knowledge_;
  mutable std::once_flag bound_;
  mutable std::unique_ptr<const Book> book_;
};

std::string quoted_version(const Header& header) {
  const std::string_view text(header.library.data(), header.library.size());
  return truceline::quoted(text.substr(0, text.find('\0')));
}

/// Whether these are the bytes of a whole snapshot of this library's.
absl::Status check_header(std::string_view bytes, const std::string& source, Header& header) {
  const std::string anew = "make the snapshot anew from its dataset";
  const auto refuse = [&](const char* id, std::string message, std::string fix) {
    return fault({.id = id, .source = source, .message = std::move(message), .fix = std::move(fix)});
  };
  const auto torn = [&](const std::string& how) {
    return refuse("TL-412", "a snapshot that is torn: " + how, "copy it again, or " + anew);
  };
  if (!bytes.starts_with(magic) && !magic.starts_with(bytes))
    return refuse("TL-411", "not a snapshot",
                  "name a file that save_snapshot() wrote; a dataset is loaded and compiled");
  if (bytes.size() < checksum_from) return torn("it ends within its header");
  std::memcpy(&header, bytes.data(), std::min(bytes.size(), sizeof(Header)));
  constexpr std::uint32_t swapped = 0x04030201;
  if (header.byte_order == swapped || std::endian::native != std::endian::little)
    return refuse("TL-415", "a snapshot in another byte order", anew + " on this machine");
  if (header.byte_order == byte_order && header.format != format) {
    return refuse(
        "TL-414",
        "a snapshot of format " + std::to_string(header.format) + ", and this library reads " + std::to_string(format),
        anew);
  }
  if (header.size != bytes.size() || bytes.size() < sizeof(Header)) {
    return torn("of " + std::to_string(header.size) + " bytes, " + std::to_string(bytes.size()) + " are there");
  }
  if (header.byte_order != byte_order || header.checksum != checksum(bytes))
    return refuse("TL-413", "a snapshot that is damaged: its checksum differs", "copy it again, or " + anew);
  std::array<char, 16> library{};
  std::copy(version.begin(), version.end(), library.begin());
  if (header.library != library) {
    return refuse("TL-414",
                  "a snapshot by version " + quoted_version(header) + " of the library, which is " +
                      std::string(version) + " here and may answer otherwise",
                  anew);
  }
  return absl::OkStatus();
}

}  // namespace

Result<Timeline> open_snapshot(const std::filesystem::path& file) {
  Result<std::shared_ptr<const FileBytes>> bytes = FileBytes::open(file);
  if (!bytes.ok()) return bytes.status();
  Header header;
  if (absl::Status status = check_header((*bytes)->view(), file.string(), header); !status.ok()) return status;
  Layout layout((*bytes)->view(), header);
  if (!layout.valid()) {
    return fault({.id = "TL-413",
                  .source = file.string(),
                  .message = "a snapshot that is damaged: its parts do not fit together",
                  .fix = "make the snapshot anew from its dataset"});
  }
  auto snapshot = std::make_shared<const Snapshot>(*std::move(bytes), layout);
  auto rep = std::make_shared<Timeline::Rep>();
  rep->lenient = std::make_shared<const SnapshotLedger>(snapshot, Knowledge::Lenient);
  rep->strict =
      layout.precise() ? rep->lenient : std::make_shared<const SnapshotLedger>(std::move(snapshot), Knowledge::Strict);
  return Timeline(std::move(rep));
}

bool is_snapshot(const std::filesystem::path& file) {
  std::array<char, magic.size()> begin{};
  std::ifstream stream(file, std::ios::binary);
  return stream.read(begin.data(), begin.size()) && std::string_view(begin.data(), begin.size()) == magic;
}

}  // namespace v0
}  // namespace truceline
