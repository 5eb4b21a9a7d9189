#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <truceline/timeline/conflict.hpp>

#include "timeline/book.hpp"

namespace truceline {
inline namespace v0 {

/// Verbs whose claims may tell of the same happening (rule 23).
enum class Family : std::uint8_t {
  Opening,
  RateSet,
  ScopeSet,
  Suspension,
  Resumed,
  Ended,
  Revoked,
  Withdrawn,
  Expired,
  StruckDown,
  Reinstated,
  Held
};

[[nodiscard]] std::optional<Family> family_of(Said said) noexcept;  ///< nullopt: progress and noted, which do nothing
[[nodiscard]] constexpr bool ends(Family family) noexcept {
  return family >= Family::Ended && family <= Family::StruckDown;
}

/// Days from first to last, both included.
struct DaySpan {
  DayNumber first = 0;
  DayNumber last = 0;
  [[nodiscard]] constexpr bool exact() const noexcept { return first == last; }
  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};
[[nodiscard]] std::optional<DaySpan> span_of(FuzzyDate date) noexcept;

/// All claims of one happening on one measure, and what prevails among them: an action (rule 23).
struct Happening {
  Family family = Family::Opening;
  std::vector<int> claims;  ///< in the order of Book::before
  int measure = 0;          ///< whose claims they are; a package's happenings reach its parts
  DayNumber known = 0;      ///< first day on which one of its claims is known
  DayNumber rank =
      0;  ///< the same, but what a scenario adds comes last: the order in which happenings of one minute are taken
  bool act = false;  ///< an act tells of it
  bool done = false;
  bool imprecisely_known = false;  ///< at the day of grouping, every claim still may be unknown (rule 2)

  enum class Start : std::uint8_t { Stated, Assumed, Undecided };
  Start start = Start::Stated;
  bool states_start = false;   ///< some claim states it, even where it is read earlier (rule 10)
  bool rests_on_done = false;  ///< read as begun by the known day of a done claim (rule 10)
  DaySpan from;                ///< unless undecided; an unstated extension's or ruling's is its known day
  Minute from_time = 0;        ///< of the day
  std::optional<DaySpan> until;
  Minute until_time = 0;
  std::optional<Term> term;

  std::optional<Rate> rate, previous, portion;
  bool varying = false;
  Charge charge;
  bool extended = false;
  [[nodiscard]] bool sets_rate() const noexcept { return rate || varying || !charge.empty(); }
  bool limited = false;  ///< reaches only some goods or parties: a scope change
  bool limits_contested = false;
  bool rate_contested = false;
  bool portion_contested = false;
  bool from_beginning = false;
  bool stayed = false;
  int of = -1;
};

/// The moving claims about a measure that count by a day, grouped into happenings. Disagreements among claims go to
/// `conflicts` where one is given. Starts that are anchored are left for Eyes.
[[nodiscard]] std::vector<Happening> group(const Book& book, int measure, DayNumber by,
                                           std::vector<Conflict>* conflicts = nullptr);

/// What someone sees who knows what was known by one day: the happenings of every measure asked about, with anchored
/// starts resolved. Groups each measure once, when first asked. Not for sharing between threads.
class Eyes {
 public:
  Eyes(const Book& book, DayNumber by) : book_(&book), by_(by) {}
  [[nodiscard]] const Book& book() const noexcept { return *book_; }
  [[nodiscard]] DayNumber by() const noexcept { return by_; }
  [[nodiscard]] const std::vector<Happening>& happenings(int measure);

 private:
  struct Grouped {
    bool resolved = false;
    std::vector<Happening> happenings;
  };
  Grouped& grouped(int measure);
  void resolve_start(Happening& happening, int depth);

  const Book* book_;
  DayNumber by_;
  std::unordered_map<int, Grouped> grouped_;  ///< few of many measures are asked about; references last
};

}  // namespace v0
}  // namespace truceline
