#pragma once

/// @file
/// From claims to what was done (rules 2, 7, 20, 23, 24), for one known day.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <truceline/record/dataset.hpp>
#include <truceline/timeline/timeline.hpp>

namespace truceline {
inline namespace v0 {
namespace oracle {

/// A claim that the known day has heard and that nothing has silenced, with its measures and on its measure's clock.
struct Heard {
  const Claim* claim = nullptr;
  std::vector<std::string> measures;
  Date known;   ///< k1; k2 in the strict view
  Date surely;  ///< k2
  bool act = false;
};

/// All that the known day has heard, by known day, articles before acts, then by id.
[[nodiscard]] std::vector<Heard> hear(const Dataset& dataset, std::optional<Date> known, Knowledge knowledge);

/// The measures that an id or alias means.
[[nodiscard]] std::vector<std::string> meant_by(const Dataset& dataset, const std::string& name);

enum class Family {
  Opening,
  Rate,
  Scope,
  Suspension,
  Resumption,
  Ended,
  Revoked,
  Withdrawn,
  Expired,
  StruckDown,
  Reinstated,
  Held
};

struct Span {
  Date first, last;
};

/// How a deed's claims tell its start.
enum class Told { Stated, Unstated, Undecided };

/// One happening, as all claims of it together tell it.
struct Deed {
  Family family = Family::Opening;
  std::vector<const Heard*> tellers;
  bool inherited = false;  ///< from a package

  // What follows is read off the tellers.
  Date known;
  bool act = false;
  std::string id;          ///< the smallest of its claims
  bool doubtful = false;   ///< none of its claims is surely known yet
  bool contested = false;  ///< articles state different rates or portions, or disagree on the limits
  Told told = Told::Unstated;
  Span start;                    ///< if stated
  std::optional<Date> begun_by;  ///< the known day of a done claim without a day, where only announced claims state one
  Date assumed;                  ///< if unstated: the anchor's day, else the known day
  int start_minute = 0;
  std::optional<Span> until;
  int until_minute = 0;
  std::optional<Term> term;
  std::optional<Rate> rate, previous, portion;
  bool varying = false, extended = false, limited = false, from_beginning = false, stayed = false;
  std::string of;

  [[nodiscard]] bool has(std::string_view claim) const;
};

/// The order of rule 9 within one minute.
[[nodiscard]] bool comes_before(const Deed& a, const Deed& b);

/// What was done to each measure.
class Deeds {
 public:
  Deeds(const Dataset& dataset, std::vector<Heard> heard, std::optional<Date> known);
  /// The measure's own and what its packages did to it.
  [[nodiscard]] std::vector<Deed> about(const std::string& measure);
  [[nodiscard]] const std::vector<Heard>& heard() const { return heard_; }

 private:
  const std::vector<Deed>& own(const std::string& measure);
  void read(Deed& deed);
  Date day_of(const Deed& deed, std::vector<const Deed*> before = {});

  const Dataset& dataset_;
  std::vector<Heard> heard_;
  std::optional<Date> known_;
  std::map<std::string, std::vector<Deed>> own_;
};

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
