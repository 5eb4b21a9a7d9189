#pragma once
#include <algorithm>
#include <optional>
#include <vector>

#include <truceline/timeline/conflict.hpp>
#include <truceline/timeline/finding.hpp>

#include "timeline/grouping.hpp"

namespace truceline {
inline namespace v0 {

/// A happening in one reading of its dates, on the measure's own clock. `inherited`: a package's, which happens to the
/// part, too. `dated`: it has a day on which it happens; what has none can be named, and does nothing.
struct Event {
  const Happening* what = nullptr;
  bool inherited = false;
  bool dated = true;
  Minute start = 0;
  bool start_assumed = false;
  std::optional<Minute> until;  ///< as stated; the term is counted from wherever the rules let it begin
};

/// What a measure is, apart from everything that depends on other readings.
struct Core {
  Status status = Status::None;
  std::optional<Ending> ending;
  std::optional<Standing> standing;  ///< of what is proposed; stories tell none
  std::optional<Rate> rate;
  bool varying = false;
  std::optional<Rate> suspended_rate;
  Charge charge;
  friend bool operator==(const Core&, const Core&) = default;
};

/// The life of one measure in one reading of all dates: lives, rates and suspensions, and from them what it is at any
/// minute. See docs/model.md, rules 8 to 19.
class Story {
 public:
  /// `first_moving`: the first day on which a moving claim about the measure is known. `undecided_since`: the known day
  /// of an opening whose start the source leaves open. Disagreements with the rules go to `conflicts` where one is
  /// given.
  Story(const Book& book, int measure, std::vector<Event> events, DayNumber first_moving,
        std::optional<DayNumber> undecided_since, std::vector<Conflict>* conflicts = nullptr);

  [[nodiscard]] Core at(Minute minute) const;
  [[nodiscard]] bool voided_at(Minute minute) const;
  /// The happenings that make it what it is at a minute.
  [[nodiscard]] std::vector<const Happening*> because(Minute minute) const;
  /// Whether the measure has or had a life, or an opening without a day: if not, it is what is proposed about it.
  [[nodiscard]] bool has_life() const noexcept { return !lives_.empty() || undecided_since_; }

  /// Minutes at which something may change, in order, each once.
  [[nodiscard]] const std::vector<Minute>& turns() const noexcept { return turns_; }
  /// Whether all that decides anything on a day is assumed (rule 7); false where nothing happens.
  [[nodiscard]] bool assumed_on(DayNumber day) const;

 private:
  struct RateStep {
    Minute from;
    Minute until;
    const Event* event;
    bool known;           ///< states a rate, or that it varies
    bool filled = false;  ///< states none, but a later claim tells the rate until then (rule 13)
  };
  struct Piece {
    Minute from;
    Minute until;
    const Event* event;
    std::optional<Rate> portion;
    bool from_assumed;
    bool until_assumed;
  };
  struct Chain {  ///< a suspension and what extends it
    const Event* base;
    std::vector<Piece> pieces;
    int life = -1;
    int opening = -1;        ///< joined before that life began
    bool postpones = false;  ///< a rate change, and touches nothing else (rule 16)
    [[nodiscard]] const Piece& last() const {
      return *std::max_element(pieces.begin(), pieces.end(),
                               [](const Piece& a, const Piece& b) { return a.until <= b.until; });
    }
    [[nodiscard]] Minute end() const { return last().until; }
  };
  struct LifeSpan {
    Minute from;
    Minute until;
    const Event* begun_by;
    const Event* event;  ///< that says how long
    bool until_assumed;
  };
  struct Opening {  ///< an event that begins a life, or goes on with one after a gap
    const Event* event;
    Minute start;
    bool assumed;
    bool implied = false;
    bool goes_on = false;
    int extends = -1;             ///< the opening with which it goes on
    std::vector<LifeSpan> spans;  ///< how long it holds by its own terms, the first from its start; empty: without end
    int life = -1;
    [[nodiscard]] Minute end() const { return spans.empty() ? never : spans.back().until; }
  };
  struct Life {
    Minute begin;
    Minute end = never;
    int opening;
    std::optional<Ending> ending;
    const Event* ended_by = nullptr;
    int first = -1;          ///< the life with which it goes on after a gap, else itself: what joins either joins both
    bool cancelled = false;  ///< before it began; `end` is when
    bool end_assumed = false;
    bool lapsed = false;  ///< ended by its own terms
    std::vector<RateStep> rates;
    std::optional<Rate> back_filled;  ///< what `previous` says of the stretch before the first rate known
    const Event* back_filled_by = nullptr;
  };
  struct Gross {
    std::optional<Rate> rate;
    bool varying = false;
    Charge charge;
    const Event* event = nullptr;
  };
  struct Mark {
    DayNumber day;
    bool assumed;
  };

  void build_chains();
  void extend();
  void walk();
  void settle_rates();
  void cut();
  void check_portions();
  void settle_voids();
  void settle_turns();
  [[nodiscard]] bool before(const Event& left, const Event& right) const;
  [[nodiscard]] Minute end_from(const Event& event, Minute start) const;
  [[nodiscard]] const Event* named(const Event& event) const;
  [[nodiscard]] const Event* target_of(const Event& event) const;
  [[nodiscard]] Chain* chain_of(const Event& event);
  [[nodiscard]] int first_life(int opening) const;
  [[nodiscard]] Minute over(int first) const;
  static void unite(std::vector<LifeSpan>& spans, LifeSpan added);
  [[nodiscard]] std::optional<int> life_at(Minute minute) const;
  struct Around {                ///< of a minute in no life
    const Life* last = nullptr;  ///< the one over last
    int next = -1;               ///< the next to begin
  };
  [[nodiscard]] Around around(Minute minute) const;
  [[nodiscard]] const RateStep* step_at(const Life& life, Minute minute) const;
  [[nodiscard]] Gross gross(const Life& life, Minute minute) const;
  [[nodiscard]] bool overlaid(int life, Minute minute, bool& whole, std::optional<Rate>& portion,
                              std::vector<const Event*>* by) const;
  [[nodiscard]] Core apply(Status bare, const Life& life, int life_index, Minute minute) const;
  void tell(const char* field, int rule, const Event& event, std::string text);

  const Book& book_;
  int measure_;
  std::vector<Event> events_;  ///< the dated ones
  std::vector<Event> undated_;
  DayNumber first_moving_;
  std::optional<DayNumber> undecided_since_;
  std::vector<Conflict>* conflicts_;

  std::vector<Chain> chains_;
  std::vector<const Event*> targeted_;  ///< extensions of something, with effect or without
  std::vector<Opening> openings_;
  std::vector<Life> lives_;
  struct Cut {
    int life;
    Minute at;
    DayNumber known;
    const Event* only;  ///< the suspension that a resumption names; nullptr: every one
    const Event* by;
    bool known_before;  ///< an opening's: only suspensions known before it
  };
  std::vector<Cut> cuts_;
  struct RateEntry {
    int life;
    const Event* event;
  };
  std::vector<RateEntry> rate_entries_;
  struct Void {
    int life;
    Minute until;
  };
  std::vector<Void> voids_;
  struct Ruling {
    const Event* event;
    int life;
  };
  std::vector<Ruling> rulings_;
  std::optional<Minute> withdrawn_;  ///< of a measure without any life
  const Event* withdrawn_by_ = nullptr;
  std::vector<Minute> turns_;
  std::vector<Mark> marks_;
};

}  // namespace v0
}  // namespace truceline
