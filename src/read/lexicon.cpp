#include <truceline/read/lexicon.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>

#include <absl/container/flat_hash_map.h>

#include "calendar/fault.hpp"
#include "read/context.hpp"
#include "read/embedded.hpp"
#include "read/lexicon_rows.hpp"
#include "read/matcher.hpp"
#include "read/normalise.hpp"
#include "read/pattern.hpp"
#include "record/file.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Matches, as they come in the order of their ends; of each class, those are kept that a search from left to right would
/// have chosen, had they come in the order of their beginnings.
class Chosen {
 public:
  Chosen(const std::vector<LexiconEntry>& entries, std::uint32_t class_count)
      : entries_(entries), last_(class_count, none) {}

  void offer(const Match& match, std::uint32_t cls) {
    // What began no earlier than this gives way; what began before and is not over when this begins covers it.
    std::size_t before = last_[cls];
    std::size_t first = none;  // of those that give way
    for (; before != none && kept_[before].match.at.begin >= match.at.begin; before = kept_[before].previous)
      first = before;
    if (before != none && kept_[before].match.at.end > match.at.begin) return;
    if (first != none && kept_[first].match.at == match.at && !outranks(match, kept_[first].match)) return;
    for (std::size_t i = last_[cls]; i != before; i = kept_[i].previous) kept_[i].stands = false;
    last_[cls] = kept_.size();
    kept_.push_back({match, before, true});
  }

  /// By where they begin, the longer first.
  [[nodiscard]] std::vector<Match> matches() const {
    std::vector<Match> all;
    all.reserve(kept_.size());
    const auto precedes = [](const Match& a, const Match& b) {
      return std::tuple(a.at.begin, b.at.end, a.entry) < std::tuple(b.at.begin, a.at.end, b.entry);
    };
    // In the order of their ends they are nearly in that of their beginnings.
    for (const Kept& kept : kept_) {
      if (!kept.stands) continue;
      all.push_back(kept.match);
      for (auto here = all.end() - 1; here != all.begin() && precedes(*here, *(here - 1)); --here)
        std::iter_swap(here, here - 1);
    }
    return all;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Kept {
    Match match;
    std::size_t previous;  // of its class
    bool stands;
  };

  [[nodiscard]] bool outranks(const Match& a, const Match& b) const {
    const int of_a = entries_[a.entry].priority;
    const int of_b = entries_[b.entry].priority;
    return of_a > of_b || (of_a == of_b && a.entry < b.entry);
  }

  const std::vector<LexiconEntry>& entries_;
  std::vector<Kept> kept_;
  std::vector<std::size_t> last_;  // of each class
};

}  // namespace

struct Lexicon::Rep {
  std::vector<LexiconEntry> entries;
  std::vector<std::uint32_t> classes;  // of each entry, numbered from 0
  std::uint32_t class_count = 0;
  Matcher matcher;

  explicit Rep(std::vector<LexiconEntry> rows) : entries(std::move(rows)) {
    std::vector<Pattern> patterns;
    absl::flat_hash_map<std::string_view, std::uint32_t> numbers;
    for (const LexiconEntry& entry : entries) {
      const auto number = static_cast<std::uint32_t>(classes.size());
      classes.push_back(numbers.try_emplace(entry.cls, static_cast<std::uint32_t>(numbers.size())).first->second);
      Result<std::vector<std::string>> words = expand(entry.surface);  // read_rows() has seen that it can be
      if (!words.ok()) continue;
      for (std::string& word : *words) patterns.push_back({std::move(word), number});
    }
    class_count = static_cast<std::uint32_t>(numbers.size());
    matcher = Matcher(patterns);
  }

  [[nodiscard]] std::vector<Match> matches(std::string_view normal) const {
    Chosen chosen(entries, class_count);
    matcher.each(normal, [&](std::size_t begin, std::size_t end, std::uint32_t entry) {
      if (!context_allows(entries[entry], normal, begin, end)) return;
      const Span at{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      chosen.offer({at, entry}, classes[entry]);
    });
    return chosen.matches();
  }

  /// Adds a fault for each entry, from one on, that does not do what it shows of itself.
  void check_examples(std::size_t from, std::vector<Diagnostic>& faults) const {
    for (std::size_t i = from; i < entries.size(); ++i) {
      const LexiconEntry& entry = entries[i];
      const auto say = [&](const std::string& what, const char* fix) {
        faults.push_back({.id = "TL-613",
                          .source = entry.file,
                          .line = entry.line,
                          .message = "row " + truceline::quoted(entry.id) + " " + what,
                          .fix = fix});
      };
      const auto matches_in = [&](const std::string& text) {
        const Result<std::string> normal = normalised(text);
        if (!normal.ok()) return false;
        const std::vector<Match> found = matches(*normal);
        return std::any_of(found.begin(), found.end(), [&](const Match& match) { return match.entry == i; });
      };
      if (!matches_in(entry.example)) {
        say("does not match its example", "mend its surface or context, or see which row of its class takes the place");
      }
      if (matches_in(entry.counter)) say("matches its counter-example", "narrow its surface, or add context");
    }
  }

  /// Rows that were read, after those of `known` whose ids are not among them. Checks what is new.
  [[nodiscard]] static Result<std::shared_ptr<const Rep>> made(std::span<const LexiconEntry> known,
                                                               std::vector<LexiconEntry> rows,
                                                               std::vector<Diagnostic> faults) {
    absl::flat_hash_map<std::string_view, const LexiconEntry*> ids;
    for (const LexiconEntry& row : rows) {
      const auto [place, fresh] = ids.try_emplace(row.id, &row);
      if (fresh) continue;
      faults.push_back({.id = "TL-614",
                        .source = row.file,
                        .line = row.line,
                        .message = "id " + truceline::quoted(row.id) + " stands already in " + place->second->file +
                                   " line " + std::to_string(place->second->line),
                        .fix = "give each row an id of its own"});
    }
    if (!faults.empty()) return truceline::faults(std::move(faults));

    std::vector<LexiconEntry> all;
    std::copy_if(known.begin(), known.end(), std::back_inserter(all),
                 [&](const LexiconEntry& entry) { return !ids.contains(entry.id); });
    const std::size_t old = all.size();
    std::copy(rows.begin(), rows.end(), std::back_inserter(all));
    auto rep = std::make_shared<const Rep>(std::move(all));
    rep->check_examples(old, faults);
    if (!faults.empty()) return truceline::faults(std::move(faults));
    return rep;
  }
};

const Lexicon& Lexicon::builtin() {
  // A test holds each row to its examples, so that they need not be tried at every start.
  static const Lexicon lexicon = [] {
    std::vector<LexiconEntry> rows;
    std::vector<Diagnostic> faults;
    for (const Embedded& file : embedded_lexicons())
      read_rows(file.text, std::string(file.name) + ".tsv", rows, faults);
    return Lexicon(std::make_shared<const Rep>(std::move(rows)));
  }();
  return lexicon;
}

Result<Lexicon> Lexicon::load(std::span<const std::filesystem::path> files) {
  std::vector<LexiconEntry> rows;
  std::vector<Diagnostic> faults;
  for (const std::filesystem::path& file : files) {
    const Result<std::string> text = read_text(file);
    if (!text.ok()) return text.status();
    read_rows(*text, file.string(), rows, faults);
  }
  auto rep = Rep::made({}, std::move(rows), std::move(faults));
  if (!rep.ok()) return rep.status();
  return Lexicon(*std::move(rep));
}

Result<Lexicon> Lexicon::parse(std::string_view text, std::string_view file) {
  std::vector<LexiconEntry> rows;
  std::vector<Diagnostic> faults;
  read_rows(text, file, rows, faults);
  auto rep = Rep::made({}, std::move(rows), std::move(faults));
  if (!rep.ok()) return rep.status();
  return Lexicon(*std::move(rep));
}

Result<Lexicon> Lexicon::with(const std::filesystem::path& file) const {
  const Result<std::string> text = read_text(file);
  if (!text.ok()) return text.status();
  std::vector<LexiconEntry> rows;
  std::vector<Diagnostic> faults;
  read_rows(*text, file.string(), rows, faults);
  auto rep = Rep::made(entries(), std::move(rows), std::move(faults));
  if (!rep.ok()) return rep.status();
  return Lexicon(*std::move(rep));
}

std::span<const LexiconEntry> Lexicon::entries() const noexcept { return rep_->entries; }

std::vector<Match> Lexicon::matches(std::string_view normal) const { return rep_->matches(normal); }

}  // namespace v0
}  // namespace truceline
