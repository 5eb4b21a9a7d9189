#pragma once

/// @file
/// What deeds make of a measure, once every date is read as some day (rules 4 to 19).

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "oracle/deed.hpp"
#include "oracle/oracle.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {

using Minute = std::int64_t;  // since 1970-01-01T00:00 on the measure's clock

/// One choice of a day for each imprecise date of a deed.
struct Choice {
  std::optional<Date> start, until;
};

/// A stretch of a suspension, or of a life by its own end: what a deed or its extension covers.
struct Piece {
  Minute from = 0;
  std::optional<Minute> until;
  std::optional<Rate> portion;
  std::size_t deed = 0;
  bool from_assumed = false, until_assumed = false;
  [[nodiscard]] bool covers(Minute t) const { return from <= t && (!until || t < *until); }
};

/// A suspension, or an opening with an end, with all that extends it.
struct Chain {
  std::size_t root = 0;
  std::vector<Piece> pieces;
  std::optional<std::size_t> life;  ///< that it joined
  bool postpones = false;           ///< a rate change, and nothing else
};

struct Life {
  std::optional<std::size_t> opening;  ///< none: implied
  std::size_t implied_by = 0;
  Minute begin = 0;
  std::optional<Minute> end;
  bool cancelled = false;  ///< ended before its begin
  std::vector<std::pair<Minute, Minute>> gaps;
  [[nodiscard]] bool open(Minute t) const;
};

struct Closing {
  Minute at = 0;
  Ending how = Ending::Ended;
  std::optional<std::size_t> deed;
  std::optional<std::size_t> opening;  ///< of the life, or what implied it
};

struct RateEvent {
  Minute at = 0;
  std::optional<Minute> until;
  std::optional<std::size_t> deed;  ///< none: the begin of an implied life
  std::size_t life = 0;
  std::optional<Rate> rate;
  bool varying = false;
  bool sets = true;  ///< an opening in an open life that states no rate sets none
  bool assumed = false;
  bool until_assumed = false;
  std::optional<std::size_t> told_by;  ///< the deed whose `previous` tells the rate
};

/// A state on one day, and the deeds that it rests on.
struct State {
  Core core;
  bool voided = false;
  std::set<std::size_t> rests_on;
};

/// One reading of one measure.
class World {
 public:
  World(const std::vector<Deed>& deeds, const std::vector<Choice>& choices);
  /// nullopt: before any life, where known days decide.
  [[nodiscard]] std::optional<State> on(Date day) const;
  /// The opening that comes first.
  [[nodiscard]] std::optional<std::size_t> first_opening() const;
  [[nodiscard]] bool lives() const { return !lives_.empty(); }
  /// The known day of the first opening whose start is left open.
  [[nodiscard]] std::optional<Date> undecided_since() const;
  /// Days on which something is decided; true: by an assumed day.
  [[nodiscard]] std::vector<std::pair<Date, bool>> moments() const;

 private:
  struct Event;
  [[nodiscard]] std::optional<Minute> end_from(std::size_t deed, Minute start) const;
  [[nodiscard]] std::optional<Minute> end_of(const Chain& chain) const;
  [[nodiscard]] bool end_assumed(std::size_t deed, bool start_assumed) const;
  [[nodiscard]] std::optional<std::size_t> named(std::size_t deed) const;
  [[nodiscard]] bool is_opening(std::size_t deed) const;
  [[nodiscard]] bool withdrawn_before_any_life(std::size_t deed) const;
  [[nodiscard]] Chain* chain_of_opening(std::size_t deed);
  void extend();
  void walk();
  void live(const std::set<std::size_t>& ignored);
  void cut(Chain& chain, Minute at, std::size_t by);
  void apply_resumptions();
  void set_rates();
  [[nodiscard]] const RateEvent* rate_at(std::size_t life, Minute t) const;

  const std::vector<Deed>& deeds_;
  std::vector<Choice> choices_;
  std::vector<std::optional<Minute>> start_;
  std::vector<bool> start_assumed_;
  std::vector<bool> idle_;            // does nothing, whatever the lives
  std::set<std::size_t> has_target_;  // extensions
  std::set<std::size_t> revokes_;     // withdrawn after the life began
  std::set<std::size_t> too_late_;    // the same, as found on the way
  std::vector<Chain> suspensions_, terms_;
  std::vector<Life> lives_;
  std::vector<Closing> closings_;
  std::vector<std::optional<std::size_t>> joined_;             // the life that a deed joined with effect
  std::vector<std::optional<std::size_t>> ruled_;              // the same, or the last before it
  std::vector<std::pair<std::size_t, std::size_t>> reopened_;  // opening in an open life, and that life
  std::vector<RateEvent> rates_;
  std::vector<std::pair<Minute, bool>> decided_;
};

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
