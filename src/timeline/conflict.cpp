#include <truceline/timeline/conflict.hpp>

#include <algorithm>
#include <iterator>
#include <functional>

#include <truceline/record/words.hpp>

#include "timeline/rep.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Claims that say something of a measure as it is, or is to be: known, not silenced, and no "what if".
std::vector<int> sayings(const Book& book, int measure, DayNumber by) {
  std::vector<int> claims;
  for (const int claim : book.claims_of(measure)) {
    if (book.counts(claim, by) && (book.is_applied(claim) || book.claim(claim).standing != Standing::Hypothetical))
      claims.push_back(claim);
  }
  return claims;
}

/// A two-letter code names a country, which every city in it agrees with.
bool is_country(const std::string& location) {
  return location.size() == 2 &&
         std::all_of(location.begin(), location.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool disjoint(FuzzyDate left, FuzzyDate right) {
  const auto l = span_of(left);
  const auto r = span_of(right);
  return l && r && (l->last < r->first || r->last < l->first);
}

/// Compares what claims say of one field; where two disagree, all that say anything of it are its sides.
class FieldConflicts {
 public:
  FieldConflicts(const Book& book, int measure, DayNumber by, std::vector<Conflict>& out)
      : book_(book), measure_(measure), claims_(sayings(book, measure, by)), out_(out) {}

  void find() {
    compare(
        "location", [](const Claim& c) { return is_country(c.location) ? std::string() : c.location; },
        [](const Claim&, const Claim&) { return true; }, "The sources place it differently.");
    compare(
        "amount", [](const Claim& c) { return c.amount; }, same_family, "The sources state different amounts.");
    compare_dates(
        "announced", [](const Claim& c) { return c.announced; }, same_family,
        "The sources date the announcement differently.");
    const MeasureKind kind = book_.measure(measure_).kind;
    if (kind == MeasureKind::Meeting || kind == MeasureKind::Agreement) {
      compare_dates(
          "from", [](const Claim& c) { return c.action.from; }, same_family, "The sources date it differently.");
    }
  }

 private:
  static bool same_family(const Claim& left, const Claim& right) {
    const auto family = family_of(left.action.said);
    return family && family == family_of(right.action.said);
  }

  /// "about 60" agrees with "60".
  static std::string exactly(std::string value) {
    constexpr std::string_view about = "about ";
    return value.starts_with(about) ? value.substr(about.size()) : value;
  }

  template <class Value, class Comparable>
  void compare(const char* field, Value value, Comparable comparable, const char* text) {
    gather(
        field, value,
        [&](const Claim& a, const Claim& b) { return comparable(a, b) && exactly(value(a)) != exactly(value(b)); },
        comparable, text);
  }

  template <class Value, class Comparable>
  void compare_dates(const char* field, Value value, Comparable comparable, const char* text) {
    gather(
        field, [&](const Claim& c) { return value(c).is_unknown() ? std::string() : to_string(value(c)); },
        [&](const Claim& a, const Claim& b) { return comparable(a, b) && disjoint(value(a), value(b)); }, comparable,
        text);
  }

  template <class Value, class Differ, class Comparable>
  void gather(const char* field, Value value, Differ differ, Comparable comparable, const char* text) {
    std::vector<char> told(claims_.size(), 0);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      const Claim& first = book_.claim(claims_[i]);
      if (value(first).empty() || told[i] != 0) continue;
      const bool contested = std::any_of(claims_.begin(), claims_.end(), [&](int other) {
        return !value(book_.claim(other)).empty() && differ(first, book_.claim(other));
      });
      if (!contested) continue;
      Conflict conflict{.measure = book_.measure(measure_).id,
                        .field = field,
                        .rule = 23,
                        .sides = {},
                        .prevails = std::nullopt,
                        .text = text};
      std::vector<std::string> moving;
      std::optional<std::string> by_act;  // the latest act's
      for (std::size_t j = i; j < claims_.size(); ++j) {
        const Claim& other = book_.claim(claims_[j]);
        if (value(other).empty() || !comparable(first, other)) continue;
        told[j] = 1;
        conflict.sides.push_back({other.id, value(other)});
        if (!book_.moves(claims_[j])) continue;
        moving.push_back(value(other));
        if (book_.is_act(claims_[j])) by_act = value(other);
      }
      // What is only reported or expected does not stand against what is done or announced, nor an article against an act.
      if (by_act) {
        conflict.prevails = *by_act;
      } else if (!moving.empty() &&
                 std::all_of(moving.begin(), moving.end(), [&](const std::string& v) { return v == moving.front(); })) {
        conflict.prevails = moving.front();
      }
      out_.push_back(std::move(conflict));
    }
  }

  const Book& book_;
  int measure_;
  std::vector<int> claims_;
  std::vector<Conflict>& out_;
};

/// Rule 4: a stated date beats a term.
void ends_that_disagree(const Book& book, const std::vector<Happening>& happenings, std::vector<Conflict>& out) {
  for (const Happening& what : happenings) {
    if (!what.until || !what.term || what.start == Happening::Start::Undecided || (what.extended && !what.states_start))
      continue;
    bool agree = false;
    for (DayNumber day = what.from.first; day <= what.from.last && !agree; ++day) {
      const DayNumber end = (date_of(day) + *what.term).days_since_epoch();
      agree = what.until->first <= end && end <= what.until->last;
    }
    if (agree) continue;
    const auto until = to_string(FuzzyDate::between(date_of(what.until->first), date_of(what.until->last)));
    Conflict conflict{.measure = book.measure(what.measure).id,
                      .field = "until",
                      .rule = 4,
                      .sides = {},
                      .prevails = until,
                      .text = "The stated end is not the start plus the stated term; the stated end holds."};
    for (const int claim : what.claims) {
      const Action& action = book.claim(claim).action;
      if (action.until) conflict.sides.push_back({book.claim(claim).id, to_string(*action.until)});
      if (action.term) conflict.sides.push_back({book.claim(claim).id, to_string(*action.term)});
    }
    out.push_back(std::move(conflict));
  }
}

/// Two openings of one life, told by different sources for different days.
void starts_that_disagree(Eyes& eyes, int measure, const Account& account, std::vector<Conflict>& out) {
  const Book& book = eyes.book();
  std::vector<const Happening*> openings;
  for (const Happening& what : eyes.happenings(measure)) {
    if (what.family == Family::Opening && what.states_start) openings.push_back(&what);
  }
  std::sort(openings.begin(), openings.end(),
            [](const Happening* a, const Happening* b) { return a->from.first < b->from.first; });
  for (std::size_t i = 1; i < openings.size(); ++i) {
    const Happening& earlier = *openings[i - 1];
    const Happening& later = *openings[i];
    const DayNumber eve = later.from.first - 1;
    const Status before = eve < account.front().from ? Status::None : account[stretch_at(account, eve)].answer->status;
    const bool open = before == Status::InForce || before == Status::Suspended;
    if (!open || (later.rate && earlier.rate && *later.rate != *earlier.rate)) continue;
    Conflict conflict{
        .measure = book.measure(measure).id,
        .field = "from",
        .rule = 9,
        .sides = {},
        .prevails = to_string(FuzzyDate::between(date_of(earlier.from.first), date_of(earlier.from.last))),
        .text = "It is told to begin while it is in force already; the earlier beginning counts."};
    for (const Happening* const what : {&earlier, &later}) {
      for (const int claim : what->claims)
        conflict.sides.push_back({book.claim(claim).id, to_string(book.claim(claim).action.from)});
    }
    out.push_back(std::move(conflict));
  }
}

std::string all_days(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", nor from which day ") + part;
  return text;
}

}  // namespace

std::vector<Conflict> View::conflicts() const {
  const Book& book = rep_->ledger->book();
  std::vector<Conflict> conflicts;
  Eyes eyes(book, rep_->by);
  for (int measure = 0; measure < book.measure_count(); ++measure) {
    static_cast<void>(group(book, measure, rep_->by, &conflicts));
    static_cast<void>(account_of(eyes, measure, &conflicts));
    FieldConflicts(book, measure, rep_->by, conflicts).find();
    ends_that_disagree(book, eyes.happenings(measure), conflicts);
    if (book.measure(measure).kind != MeasureKind::Agreement)
      starts_that_disagree(eyes, measure, *rep_->accounts[static_cast<std::size_t>(measure)], conflicts);
  }
  for (Conflict& conflict : conflicts) {
    if (conflict.text.empty()) {
      conflict.text = conflict.prevails
                          ? "The claims disagree; " +
                                (conflict.prevails->empty() ? std::string("one") : *conflict.prevails) + " prevails."
                          : "The claims disagree, and nothing decides between them.";
    }
  }
  return conflicts;
}

std::vector<OpenQuestion> View::open_questions() const {
  const Book& book = rep_->ledger->book();
  std::vector<OpenQuestion> questions;
  for (const Question& question : book.dataset().questions) {
    std::vector<std::string> known;  // of the claims that raise it; what is not known yet is not told of either
    std::copy_if(question.claims.begin(), question.claims.end(), std::back_inserter(known), [&](const std::string& id) {
      const auto claim = book.find_claim(id);
      return claim && book.counts(*claim, rep_->by);
    });
    if (known.empty() && !question.claims.empty()) continue;
    questions.push_back({question.id, question.text, question.about, std::move(known), true});
  }
  Eyes eyes(book, rep_->by);
  for (int measure = 0; measure < book.measure_count(); ++measure) {
    const std::string& id = book.measure(measure).id;
    OpenQuestion starts{.id = "start-of-" + id, .text = {}, .about = {id}, .claims = {}, .stated = false};
    std::vector<std::string> parts;
    for (const Happening& what : eyes.happenings(measure)) {
      if (what.family == Family::ScopeSet || what.family == Family::Withdrawn) continue;
      std::string said = "it was " + std::string(word(book.claim(what.claims.front()).action.said));
      std::replace(said.begin(), said.end(), '_', ' ');
      if (what.start == Happening::Start::Undecided) {
        parts.push_back(said + " (the source leaves it open)");
      } else if (what.family == Family::StruckDown && !what.states_start) {
        parts.push_back(said + " (so no status changes)");
      } else if (what.start == Happening::Start::Assumed && !(what.extended && !what.states_start)) {
        parts.push_back(said + " (" + to_string(date_of(what.from.first)) + " is assumed)");
      } else {
        continue;
      }
      for (const int claim : what.claims) starts.claims.push_back(book.claim(claim).id);
    }
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    if (!parts.empty()) {
      starts.text = "No source states from which day " + all_days(parts) + ".";
      questions.push_back(std::move(starts));
    }
    const Account& account = *rep_->accounts[static_cast<std::size_t>(measure)];
    if (account.back().answer->status != Status::Proposed) continue;
    OpenQuestion fate{.id = "fate-of-" + id, .text = {}, .about = {id}, .claims = {}, .stated = false};
    std::optional<DayNumber> due;
    for (const int claim : book.claims_of(measure)) {
      const Claim& said = book.claim(claim);
      const auto day = span_of(said.action.from);
      if (!day || !book.counts(claim, rep_->by) || book.moves(claim) || said.standing == Standing::Hypothetical ||
          day->last > rep_->by)
        continue;
      due = std::max(due.value_or(day->last), day->last);
      fate.claims.push_back(said.id);
    }
    if (!due) continue;
    fate.text = "It was proposed for " + to_string(date_of(*due)) + "; no source says what became of it.";
    questions.push_back(std::move(fate));
  }
  return questions;
}

}  // namespace v0
}  // namespace truceline
