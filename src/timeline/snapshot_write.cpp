#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include <truceline/calendar/version.hpp>
#include <truceline/timeline/snapshot.hpp>

#include "calendar/fault.hpp"
#include "record/file.hpp"
#include "timeline/rep.hpp"
#include "timeline/snapshot_form.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using namespace snapshot;

template <class Row>
std::string_view bytes_of(const std::vector<Row>& rows) {
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)};
}

/// A section whose equal runs of rows stand there once. Past what a List can count, it tells so by full().
template <class Row>
class Table {
 public:
  [[nodiscard]] std::uint32_t add(const Row& row) { return add(std::vector<Row>{row}).first; }
  [[nodiscard]] List add(const std::vector<Row>& run) {
    const List added{static_cast<std::uint32_t>(rows_.size()), static_cast<std::uint32_t>(run.size())};
    if (run.empty()) return {};
    const auto [found, fresh] = first_of_.try_emplace(std::string(bytes_of(run)), added.first);
    if (fresh) rows_.insert(rows_.end(), run.begin(), run.end());
    return {found->second, added.count};
  }
  [[nodiscard]] bool full() const noexcept { return rows_.size() >= no_number; }
  [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }

 private:
  std::vector<Row> rows_;
  absl::flat_hash_map<std::string, std::uint32_t> first_of_;
};

class Writer {
 public:
  explicit Writer(const Ledger& lenient, const Ledger& strict) : ledgers_{&lenient, &strict} {
    write_claims();
    write_measures();
  }

  /// The whole file; empty where a section is too large.
  [[nodiscard]] std::string file() {
    const Records& records = ledgers_[0]->records();
    Header header;
    std::copy(magic.begin(), magic.end(), header.magic.begin());
    std::copy(version.begin(), version.end(), header.library.begin());
    for (const std::size_t i : {0U, 1U}) header.last_known[i] = ledgers_[i]->last_known();
    if (const auto complete = ledgers_[0]->complete_through()) header.complete_through = complete->days_since_epoch();
    header.applied = sorted_texts(records.overlay.applied);
    header.ignored = sorted_texts(records.overlay.ignored);

    const std::string json = to_json(records.dataset);
    std::array<std::string_view, section_count> contents;
    contents[text_ends] = bytes_of(text_ends_);
    contents[texts] = texts_;
    contents[numbers] = bytes_of(numbers_.rows());
    contents[measures] = bytes_of(measures_);
    contents[measure_names] = bytes_of(names_);
    contents[claims] = bytes_of(claims_);
    contents[charges] = bytes_of(charges_.rows());
    contents[answers] = bytes_of(answers_.rows());
    contents[stretches] = bytes_of(stretches_.rows());
    contents[scope_changes] = bytes_of(scopes_.rows());
    contents[epochs] = bytes_of(epochs_);
    contents[dataset] = json;
    if (texts_.size() >= no_number || numbers_.full() || charges_.full() || answers_.full() || stretches_.full() ||
        scopes_.full() || epochs_.size() >= no_number)
      return {};

    constexpr std::size_t alignment = 8;
    std::uint64_t end = sizeof(Header);
    for (std::size_t i = 0; i < section_count; ++i) {
      header.sections[i] = {end, contents[i].size()};
      end = (end + contents[i].size() + alignment - 1) / alignment * alignment;
    }
    header.size = end;
    std::string file;
    file.reserve(end);
    file.append(sizeof(Header), '\0');
    for (const std::string_view content : contents) {
      file.append(content);
      file.resize((file.size() + alignment - 1) / alignment * alignment, '\0');
    }
    const auto put_header = [&] { std::copy_n(reinterpret_cast<const char*>(&header), sizeof(Header), file.begin()); };
    put_header();
    header.checksum = checksum(file);
    put_header();
    return file;
  }

 private:
  [[nodiscard]] std::uint32_t text(std::string_view value) {
    const auto [found, fresh] =
        text_numbers_.try_emplace(std::string(value), static_cast<std::uint32_t>(text_ends_.size()));
    if (fresh) {
      texts_ += value;
      text_ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
    return found->second;
  }
  [[nodiscard]] List text_list(const std::vector<std::string>& values) {
    std::vector<std::uint32_t> list;
    for (const std::string& value : values) list.push_back(text(value));
    return numbers_.add(list);
  }
  [[nodiscard]] List sorted_texts(const absl::flat_hash_set<std::string>& values) {
    std::vector<std::string> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return text_list(sorted);
  }
  [[nodiscard]] List jurisdictions(const std::vector<Jurisdiction>& values) {
    std::vector<std::uint32_t> list;
    for (const Jurisdiction value : values) {
      const std::string code = to_string(value);
      std::uint32_t number = 0;
      for (auto letter = code.rbegin(); letter != code.rend(); ++letter)
        number = number << 8 | static_cast<unsigned char>(*letter);
      list.push_back(number);
    }
    return numbers_.add(list);
  }

  /// No answer's date is approximate: its first and last day are all of it.
  [[nodiscard]] static Days days(FuzzyDate date) {
    if (date.is_unknown()) return {};
    return {date.earliest()->days_since_epoch(), date.latest()->days_since_epoch()};
  }

  [[nodiscard]] SpecificRow specific(const std::optional<Specific>& value) {
    SpecificRow row{.per = text("")};
    if (!value) return row;
    row.minor = value->amount.minor;
    row.per = text(value->per);
    const std::string currency = to_string(value->amount.currency);
    std::copy_n(currency.begin(), row.currency.size(), row.currency.begin());
    row.stated = 1;
    return row;
  }
  [[nodiscard]] std::uint32_t charge(const Charge& value) {
    if (value.empty()) return no_number;
    return charges_.add(ChargeRow{specific(value.specific), specific(value.minimum), specific(value.maximum)});
  }

  [[nodiscard]] std::uint32_t answer(const Answer& value) {
    AnswerRow row;
    row.status = static_cast<std::uint8_t>(value.status);
    if (value.ending) row.ending = static_cast<std::uint8_t>(*value.ending);
    if (value.standing) row.standing = static_cast<std::uint8_t>(*value.standing);
    row.certainty = static_cast<std::uint8_t>(value.certainty);
    for (const Status status : value.may_be)
      row.may_be = static_cast<std::uint8_t>(row.may_be | 1U << static_cast<unsigned>(status));
    for (const Assumed assumed : value.assumed)
      row.assumed = static_cast<std::uint8_t>(row.assumed | 1U << static_cast<unsigned>(assumed));
    row.flags = static_cast<std::uint8_t>(
        (value.rate ? AnswerRow::has_rate : 0) | (value.suspended_rate ? AnswerRow::has_suspended_rate : 0) |
        (value.until ? AnswerRow::has_until : 0) | (value.varying ? AnswerRow::is_varying : 0) |
        (value.voided ? AnswerRow::is_voided : 0));
    row.rate = value.rate.value_or(Rate()).ppm();
    row.suspended_rate = value.suspended_rate.value_or(Rate()).ppm();
    row.since = days(value.since);
    row.until = days(value.until.value_or(FuzzyDate()));
    row.because = text_list(value.because);
    row.proposals = text_list(value.proposals);
    row.charge = charge(value.charge);
    return answers_.add(row);
  }

  [[nodiscard]] ScopeRow scope(const ScopeChange& value) {
    ScopeRow row;
    row.measure = text(value.measure);
    row.said = static_cast<std::uint8_t>(value.said);
    row.assumed = value.assumed ? 1 : 0;
    row.flags =
        static_cast<std::uint8_t>((value.rate ? ScopeRow::has_rate : 0) | (value.until ? ScopeRow::has_until : 0));
    row.from = days(value.from);
    row.until = days(value.until.value_or(FuzzyDate()));
    row.rate = value.rate.value_or(Rate()).ppm();
    row.words = text_list(value.limits.goods.words);
    row.hs = text_list(value.limits.goods.hs);
    row.except = text_list(value.limits.goods.except);
    row.parties = text_list(value.limits.parties);
    row.claims = text_list(value.claims);
    row.list = text(value.limits.goods.list);
    row.condition = text(value.limits.condition);
    const std::array before{value.limits.loaded_before, value.limits.exported_before, value.limits.entered_before};
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i]) row.before[i] = before[i]->days_since_epoch();
    }
    return row;
  }

  [[nodiscard]] List epochs_of(const Ledger& ledger, int measure) {
    std::vector<EpochRow> rows;
    for (std::size_t i = 0; i < ledger.epoch_count(measure); ++i) {
      EpochRow row{.known_from = ledger.known_from(measure, i), .account = {}, .scopes = {}};
      std::vector<StretchRow> account;
      for (const Stretch& stretch : ledger.account(measure, i))
        account.push_back({stretch.from, answer(*stretch.answer)});
      row.account = stretches_.add(account);
      std::vector<ScopeRow> scopes;
      for (const ScopeChange& change : ledger.scopes(measure, i)) scopes.push_back(scope(change));
      row.scopes = scopes_.add(scopes);
      rows.push_back(row);
    }
    const List list{static_cast<std::uint32_t>(epochs_.size()), static_cast<std::uint32_t>(rows.size())};
    epochs_.insert(epochs_.end(), rows.begin(), rows.end());
    return list;
  }

  void write_claims() {
    const auto& records = ledgers_[0]->records().dataset.claims;
    std::vector<const Claim*> ordered;
    for (const Claim& claim : records) ordered.push_back(&claim);
    std::sort(ordered.begin(), ordered.end(), [](const Claim* a, const Claim* b) { return a->id < b->id; });
    for (const Claim* const claim : ordered) claims_.push_back({text(claim->id), text(claim->source)});
  }

  void write_measures() {
    const Ledger& lenient = *ledgers_[0];
    std::vector<std::pair<std::string_view, std::uint32_t>> named;
    for (int measure = 0; measure < lenient.measure_count(); ++measure) {
      Finding finding;
      lenient.head(measure, finding);
      MeasureRow row;
      row.id = text(finding.measure);
      row.kind = static_cast<std::uint8_t>(finding.kind);
      row.package = finding.package ? 1 : 0;
      row.imposed_by = jurisdictions(finding.imposed_by);
      row.target = jurisdictions(finding.target);
      row.epochs[0] = epochs_of(lenient, measure);
      row.epochs[1] = ledgers_[1] == ledgers_[0] ? row.epochs[0] : epochs_of(*ledgers_[1], measure);
      measures_.push_back(row);
      named.emplace_back(lenient.id(measure), static_cast<std::uint32_t>(measure));
    }
    for (const Alias& alias : lenient.records().dataset.aliases) {
      if (const auto measure = lenient.find_measure(alias.alias))
        named.emplace_back(alias.alias, static_cast<std::uint32_t>(*measure));
    }
    std::sort(named.begin(), named.end());
    for (const auto& [name, measure] : named) names_.push_back({text(name), measure});
  }

  std::array<const Ledger*, 2> ledgers_;  // lenient, strict
  absl::flat_hash_map<std::string, std::uint32_t> text_numbers_;
  std::string texts_;
  std::vector<std::uint32_t> text_ends_;
  Table<std::uint32_t> numbers_;
  std::vector<MeasureRow> measures_;
  std::vector<NameRow> names_;
  std::vector<ClaimRow> claims_;
  Table<ChargeRow> charges_;
  Table<AnswerRow> answers_;
  Table<StretchRow> stretches_;
  Table<ScopeRow> scopes_;
  std::vector<EpochRow> epochs_;
};

}  // namespace

absl::Status save_snapshot(const Timeline& timeline, const std::filesystem::path& file) {
  if constexpr (std::endian::native != std::endian::little) {
    return fault({.id = "TL-415",
                  .source = file.string(),
                  .message = "snapshots are little-endian, and this machine is not",
                  .fix = "save the dataset instead"});
  }
  const std::string bytes = Writer(*timeline.rep_->lenient, *timeline.rep_->strict).file();
  if (bytes.empty()) {
    return fault({.id = "TL-416",
                  .source = file.string(),
                  .message = "too much for one snapshot: more than 2^32 - 2 rows of a kind, or 4 GiB of texts",
                  .fix = "divide the dataset"});
  }
  return write_text(file, bytes);
}

}  // namespace v0
}  // namespace truceline
