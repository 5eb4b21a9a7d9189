#include "oracle/cases.hpp"

#include "oracle/build.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {
namespace {

// An expected answer; certain and nothing else possible unless told otherwise.
class Is {
 public:
  explicit Is(Status status) {
    belief_.status = status;
    belief_.may_be = {status};
  }
  Is& rate(int percent) { return belief_.rate = Rate::percent(percent), *this; }
  Is& suspended(int percent) { return belief_.suspended_rate = Rate::percent(percent), *this; }
  Is& varying() { return belief_.varying = true, *this; }
  Is& how(Ending ending) { return belief_.ending = ending, *this; }
  Is& standing(Standing standing) { return belief_.standing = standing, *this; }
  Is& possible() { return belief_.certainty = Certainty::Possible, *this; }
  Is& assumed() { return belief_.since_assumed = true, possible(); }
  Is& may_be(std::vector<Status> all) { return belief_.may_be = std::move(all), possible(); }
  Is& voided() { return belief_.voided = true, *this; }
  Is& projected(bool value) { return projected_ = value, *this; }
  Is& package() {
    belief_.package = true;
    belief_.may_be.clear();
    return *this;
  }
  [[nodiscard]] const Belief& belief() const { return belief_; }
  [[nodiscard]] std::optional<bool> projected() const { return projected_; }

 private:
  Belief belief_;
  std::optional<bool> projected_;
};

Is none() { return Is(Status::None); }
Is unknown() { return Is(Status::Unknown); }
Is proposed(Standing standing) { return Is(Status::Proposed).standing(standing); }
Is scheduled() { return Is(Status::Scheduled); }
Is in_force() { return Is(Status::InForce); }
Is in_force(int percent) { return Is(Status::InForce).rate(percent); }
Is suspended() { return Is(Status::Suspended); }
Is suspended(int percent) { return Is(Status::Suspended).rate(0).suspended(percent); }
Is ended(Ending how) { return Is(Status::Ended).how(how); }

constexpr Ending expired = Ending::Expired;
constexpr Ending revoked = Ending::Revoked;
constexpr Ending withdrawn = Ending::Withdrawn;
constexpr Ending struck_down = Ending::StruckDown;
constexpr Ending held = Ending::Held;

// A question in hindsight about "m"; the day of the year 2025 as "04-05", or in full.
class On {
 public:
  On(const std::string& day_text, const Is& is) {
    ask_.measure = "m";
    ask_.day = in_2025(day_text);
    ask_.expected = is.belief();
    ask_.projected = is.projected();
  }
  On& known(const std::string& day_text) { return ask_.known = in_2025(day_text), *this; }
  On& strictly(const std::string& day_text) { return ask_.knowledge = Knowledge::Strict, known(day_text); }
  On& of(const std::string& measure) { return ask_.measure = measure, *this; }
  [[nodiscard]] const Ask& ask() const { return ask_; }

 private:
  static Date in_2025(const std::string& text) { return day(text.size() == 5 ? "2025-" + text : text); }
  Ask ask_;
};

// A claim; its known day is of the year 2025 as well.
Says says(Said said, const std::string& id, const std::string& known) {
  return Says(said, id, known.size() == 5 ? "2025-" + known : known);
}

class Table {
 public:
  void add(int rule, const std::string& name, const Dataset& dataset, const std::vector<On>& asks) {
    Case each{rule, name, dataset, {}};
    for (const On& on : asks) each.asks.push_back(on.ask());
    cases.push_back(std::move(each));
  }
  std::vector<Case> cases;
};

void time(Table& t) {
  using enum Said;
  t.add(1, "a day carries the state in force when it ends",
        told({says(Imposed, "a", "03-01").from("2025-04-05").at(12, 1).rate(10)}),
        {{"04-04", scheduled()}, {"04-05", in_force(10)}});
  t.add(1, "an end in the course of a day leaves the day without effect",
        told({says(Imposed, "a", "03-01").from("2025-04-05").until("2025-04-10").until_at(12, 0).rate(10)}),
        {{"04-09", in_force(10)}, {"04-10", ended(expired)}});

  t.add(2, "known from the publication, not before", told({says(Imposed, "a", "03-01").from("2025-02-01").rate(10)}),
        {On("02-10", none()).known("02-28"), On("02-10", in_force(10)).known("03-01")});
  t.add(2, "an imprecise publication counts from its earliest day, as possible; strictly from its latest",
        told({says(Imposed, "a", "2025-03-01/2025-03-04").from("2025-02-01").rate(10)}),
        {On("02-10", in_force(10).possible()).known("03-01"), On("02-10", in_force(10)).known("03-04"),
         On("02-10", none()).strictly("03-03"), On("02-10", in_force(10)).strictly("03-04")});
  t.add(2, "a proven day stands in for the publication, and counts as exact",
        told({says(Imposed, "a", "03-01").proven().from("2025-02-01").rate(10)}),
        {On("02-10", none()).known("02-28"), On("02-10", in_force(10)).known("03-01")});

  const Dataset plain = told({says(Imposed, "a", "03-01").from("2025-04-05").rate(10)});
  t.add(3, "days after the known day are projected", plain,
        {On("04-05", in_force(10).projected(true)).known("04-04"),
         On("04-05", in_force(10).projected(false)).known("04-05"), On("03-01", scheduled().projected(false)),
         On("03-02", scheduled().projected(true))});
  Dataset complete = plain;
  complete.complete_through = day("2025-04-10");
  t.add(3, "days after those for which the dataset is complete are projected", complete,
        {On("04-10", in_force(10).projected(false)).known("05-01"),
         On("04-11", in_force(10).projected(true)).known("05-01")});

  t.add(4, "until is exclusive", told({says(Imposed, "a", "03-01").from("2025-04-05").until("2025-11-10")}),
        {{"11-09", in_force()}, {"11-10", ended(expired)}});
  t.add(4, "a date beats a term",
        told({says(Imposed, "a", "03-01").from("2025-04-05").until("2025-04-20").term("P10D")}),
        {{"04-19", in_force()}, {"04-20", ended(expired)}});

  t.add(5, "a day past the month's end becomes its last",
        told({says(Imposed, "a", "01-01").from("2025-01-31").term("P1M")}),
        {{"02-27", in_force()}, {"02-28", ended(expired)}});
  t.add(5, "months before days", told({says(Imposed, "a", "01-01").from("2025-01-31").term("P1M1D")}),
        {{"02-28", in_force()}, {"03-01", ended(expired)}});
  t.add(5, "a leap year has a 29 February", told({says(Imposed, "a", "2024-01-01").from("2024-01-31").term("P1M")}),
        {{"2024-02-28", in_force()}, {"2024-02-29", ended(expired)}});

  t.add(6, "read at the earliest, may be all", told({says(Imposed, "a", "03-01").announced().from("2025-04").rate(10)}),
        {{"03-31", scheduled()},
         {"04-01", in_force(10).may_be({Status::Scheduled, Status::InForce})},
         {"04-29", in_force(10).may_be({Status::Scheduled, Status::InForce})},
         {"04-30", in_force(10)}});
  t.add(6, "an end by term moves with its start",
        told({says(Imposed, "a", "03-01").announced().from("2025-04-01/2025-04-03").term("P10D").rate(10)}),
        {{"04-03", in_force(10)},
         {"04-11", ended(expired).may_be({Status::InForce, Status::Ended})},
         {"04-12", ended(expired).may_be({Status::InForce, Status::Ended})},
         {"04-13", ended(expired)}});
  t.add(6, "every day counts, not the ends alone: suspended in the middle reading only",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10),
              says(Suspended, "b", "03-01").announced().from("2025-04-01/2025-04-03").term("P1D")}),
        {{"04-02", in_force(10).may_be({Status::InForce, Status::Suspended})},
         {"04-01", suspended(10).may_be({Status::InForce, Status::Suspended})}});
  t.add(6, "what is done began no later than it was known",
        told({says(Imposed, "a", "04-10").from("2025-04").rate(10)}),
        {{"04-09", in_force(10).may_be({Status::None, Status::InForce})}, {"04-10", in_force(10)}});
  t.add(6, "about a day is one more on each side",
        told({says(Imposed, "a", "03-01").announced().from("2025-04-05~").rate(10)}),
        {{"04-03", scheduled()},
         {"04-04", in_force(10).may_be({Status::Scheduled, Status::InForce})},
         {"04-05", in_force(10).may_be({Status::Scheduled, Status::InForce})},
         {"04-06", in_force(10)}});
  t.add(6, "one status at two rates is possible only",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10),
              says(RateSet, "b", "03-01").announced().from("2025-04-01/2025-04-03").rate(20)}),
        {{"03-31", in_force(10)}, {"04-02", in_force(20).possible()}, {"04-03", in_force(20)}});

  t.add(7, "an unstated start is the known day", told({says(Imposed, "a", "03-05").rate(10)}),
        {{"03-04", none()}, {"03-05", in_force(10).assumed()}});
  t.add(
      7, "or the day of the meeting that agreed it",
      told({says(Held, "k", "03-02").on("talks").from("2025-03-01"), says(Imposed, "a", "03-05").rate(10).anchor("k")},
           {meeting("talks"), measure("m")}),
      {{"02-28", none()}, {"03-01", in_force(10).assumed()}});
  t.add(
      7, "an anchor counts only once it is known",
      told({says(Held, "k", "03-20").on("talks").from("2025-03-01"), says(Imposed, "a", "03-05").rate(10).anchor("k")},
           {meeting("talks"), measure("m")}),
      {On("03-04", none()).known("03-19"), On("03-04", in_force(10).assumed()).known("03-20")});
  t.add(7, "what is assumed does not contest what is stated",
        told({says(Imposed, "a", "03-01").from("2025-04-05").rate(10), says(Imposed, "b", "03-05").rate(20)}),
        {{"03-20", scheduled()}, {"04-05", in_force(10)}});
  t.add(7, "an undecided start is scheduled without a day", told({says(Imposed, "a", "03-05").announced().undecided()}),
        {{"03-04", none()}, {"03-05", scheduled()}, {"2099-01-01", scheduled()}});
  t.add(7, "a ruling without a day dates nothing",
        told({says(Imposed, "a", "03-01").from("2025-03-01").rate(10), says(StruckDown, "b", "05-01")}),
        {{"05-02", in_force(10)}});
}

void lives(Table& t) {
  using enum Said;
  t.add(8, "none, then scheduled from its first known day, in force, ended",
        told({says(Imposed, "a", "03-01").announced().from("2025-04-05").rate(10),
              says(Revoked, "b", "05-01").from("2025-06-01")}),
        {{"02-28", none()}, {"03-01", scheduled()}, {"04-05", in_force(10)}, {"06-01", ended(revoked)}});
  t.add(8, "proposals show the firmest standing",
        told({says(Imposed, "a", "03-01").standing(Standing::Threatened).rate(100),
              says(Imposed, "b", "03-10").standing(Standing::Considered).rate(50)}),
        {{"02-28", none()},
         {"03-01", proposed(Standing::Threatened)},
         {"03-10", proposed(Standing::Considered)},
         On("03-20", proposed(Standing::Threatened)).known("03-09")});
  t.add(8, "a withdrawn proposal is ended",
        told({says(Imposed, "a", "03-01").standing(Standing::Threatened), says(Withdrawn, "b", "03-20")}),
        {{"03-10", proposed(Standing::Threatened)}, {"03-20", ended(withdrawn)}});
  t.add(8, "a proposal about a live measure changes nothing",
        told({says(Imposed, "a", "03-01").from("2025-03-01").rate(10),
              says(RateSet, "b", "04-01").standing(Standing::Threatened).from("2025-04-10").rate(100)}),
        {{"04-20", in_force(10)}});
  t.add(8, "a meeting is in force on its day, then held",
        told({says(Held, "a", "03-01").announced().from("2025-03-10")}, {meeting("m")}),
        {{"03-09", scheduled()}, {"03-10", in_force()}, {"03-11", ended(held)}});
  t.add(8, "what is hypothetical belongs to a scenario and is no more than proposed",
        [] {
          Dataset dataset = told({says(Imposed, "a", "03-01").from("2025-04-01").scenario("what-if")});
          dataset.scenarios.push_back({"what-if", "what if", "", {}, ""});
          return dataset;
        }(),
        {{"04-02", proposed(Standing::Hypothetical)}});

  t.add(9, "imposed after an end opens a new life",
        told({says(Imposed, "a", "01-01").from("2025-02-01").rate(10), says(Revoked, "b", "03-01").from("2025-03-01"),
              says(Imposed, "c", "04-01").from("2025-04-01").rate(20)}),
        {{"02-28", in_force(10)}, {"03-15", ended(revoked)}, {"04-01", in_force(20)}});
  t.add(9, "within a life it ends the suspensions known before it, and those only",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10), says(Suspended, "b", "02-01").from("2025-02-01"),
              says(Imposed, "c", "03-01").from("2025-03-01"),
              says(Suspended, "d", "03-05").from("2025-02-20").until("2025-03-10")}),
        {{"02-15", suspended(10)}, {"03-05", suspended(10)}, {"03-10", in_force(10)}});
  t.add(9, "an action before the begin joins the next life known by its own known day",
        told({says(Imposed, "a", "01-01").from("2025-03-01").rate(10),
              says(Suspended, "b", "02-01").from("2025-02-10").until("2025-03-10")}),
        {{"02-09", scheduled()}, {"02-10", suspended(10)}, {"03-05", suspended(10)}, {"03-10", in_force(10)}});
  t.add(9, "after the end it is without effect",
        told({says(Imposed, "a", "01-01").from("2025-01-01").until("2025-02-01").rate(10),
              says(RateSet, "b", "03-01").from("2025-03-01").rate(20)}),
        {{"03-02", ended(expired)}});
  t.add(9, "an action that names an opening joins its life",
        told({says(Imposed, "a", "01-01").from("2025-01-01").until("2025-02-01").rate(10),
              says(Imposed, "b", "01-01").from("2025-03-01").rate(20),
              says(Revoked, "c", "01-10").from("2025-01-20").of("b")}),
        {{"01-25", in_force(10)}, {"03-05", ended(expired)}});
  t.add(9, "an expired life renewed on its last day",
        told({says(Imposed, "a", "01-01").from("2025-01-01").until("2025-02-01").rate(10),
              says(Imposed, "b", "01-20").from("2025-02-01").rate(20)}),
        {{"01-31", in_force(10)}, {"02-01", in_force(20)}});

  t.add(10, "a rate change without a life implies one", told({says(RateSet, "a", "03-01").from("2025-03-01").rate(20)}),
        {{"02-28", unknown()}, {"03-01", in_force(20)}});
  t.add(10, "so does a suspension", told({says(Suspended, "a", "03-01").from("2025-03-01").until("2025-04-01")}),
        {{"02-28", unknown()}, {"03-01", suspended()}, {"04-01", in_force()}});
  t.add(10, "and an end", told({says(Revoked, "a", "03-01").from("2025-03-01")}),
        {{"02-28", unknown()}, {"03-01", ended(revoked)}});
  t.add(10, "what is done without a day, where others announced one, has begun by its known day",
        told({says(Imposed, "a", "03-01").announced().from("2025-05-01").rate(10), says(Imposed, "b", "04-10")}),
        {On("04-20", scheduled()).known("04-09"), {"04-09", scheduled()}, {"04-10", in_force(10).assumed()}});

  t.add(11, "withdrawn before its begin",
        told({says(Imposed, "a", "03-01").from("2025-04-05"), says(Withdrawn, "b", "03-20").from("2025-04-01")}),
        {{"03-19", scheduled()}, {"03-20", ended(withdrawn)}, {"04-05", ended(withdrawn)}});
  t.add(
      11, "on a life that has begun it reads as revoked",
      told({says(Imposed, "a", "03-01").from("2025-03-05").rate(10), says(Withdrawn, "b", "03-20").from("2025-04-01")}),
      {{"03-25", in_force(10)}, {"04-01", ended(revoked)}});
  t.add(11, "without a stated start, from its known day",
        told({says(Imposed, "a", "03-01").from("2025-03-05").rate(10), says(Withdrawn, "b", "03-20")}),
        {{"03-19", in_force(10)}, {"03-20", ended(revoked).assumed()}});
  t.add(11, "what is known only later is not withdrawn",
        told({says(Imposed, "a", "03-25").from("2025-04-05").rate(10), says(Withdrawn, "b", "03-20")}),
        {{"04-05", in_force(10)}});
  t.add(11, "revoked before its begin, it never begins",
        told({says(Imposed, "a", "03-01").from("2025-04-05"), says(Revoked, "b", "03-20").from("2025-03-25")}),
        {{"03-24", scheduled()}, {"03-25", ended(revoked)}, {"04-06", ended(revoked)}});

  t.add(12, "effect before it is known changes no earlier answer",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10),
              says(RateSet, "b", "03-01").from("2025-02-01").rate(20)}),
        {On("02-15", in_force(10)).known("02-28"), On("02-15", in_force(20)).known("03-01")});
  t.add(12, "an end before it is known",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10), says(Revoked, "b", "03-01").from("2025-02-01")}),
        {On("02-15", in_force(10)).known("02-28"), On("02-15", ended(revoked)).known("03-01")});
}

void rates(Table& t) {
  using enum Said;
  const Says opening = says(Imposed, "a", "01-01").from("2025-01-01").rate(34);

  t.add(13, "rates are absolute", told({opening, says(Raised, "b", "02-01").from("2025-02-01").rate(84)}),
        {{"01-31", in_force(34)}, {"02-01", in_force(84)}});
  t.add(13, "raised without a rate leaves it unknown", told({opening, says(Raised, "b", "02-01").from("2025-02-01")}),
        {{"01-31", in_force(34)}, {"02-01", in_force()}});
  t.add(13, "a rate change with an end gives way to what was set before",
        told({opening, says(RateSet, "b", "02-01").from("2025-02-01").until("2025-03-01").rate(84)}),
        {{"02-28", in_force(84)}, {"03-01", in_force(34)}});
  t.add(13, "previous asserts the rate before, back to the begin",
        told({says(Imposed, "a", "01-01").from("2025-01-01"),
              says(RateSet, "b", "02-01").from("2025-02-01").rate(84).previous(34)}),
        {On("01-15", in_force()).known("01-31"), {"01-15", in_force(34)}, {"02-01", in_force(84)}});
  t.add(13, "previous does not overrule a rate that is known",
        told({opening, says(RateSet, "b", "02-01").from("2025-02-01").rate(84).previous(20)}),
        {{"01-15", in_force(34)}});
  t.add(13, "varying is not filled in",
        told({says(Imposed, "a", "01-01").from("2025-01-01").varying(),
              says(RateSet, "b", "02-01").from("2025-02-01").rate(84).previous(34)}),
        {{"01-15", in_force().varying()}, {"02-01", in_force(84)}});
  t.add(13, "a rate set during a suspension is gross",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").until("2025-03-01").portion(24),
              says(RateSet, "c", "02-10").from("2025-02-10").rate(84)}),
        {{"02-09", in_force(10).suspended(24)}, {"02-10", in_force(60).suspended(24)}, {"03-01", in_force(84)}});
  t.add(13, "more suspended than there is: the rate is unknown",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").portion(40)}),
        {{"02-01", suspended().suspended(40)}});
  t.add(13, "a rate set before the begin counts from the begin",
        told({says(Imposed, "a", "01-01").from("2025-03-01").rate(34),
              says(RateSet, "b", "02-01").from("2025-02-10").rate(10)}),
        {{"02-15", scheduled()}, {"03-01", in_force(10)}});

  t.add(14, "suspended as a whole", told({opening, says(Suspended, "b", "02-01").from("2025-02-01").term("P90D")}),
        {{"02-01", suspended(34)}, {"05-01", suspended(34)}, {"05-02", in_force(34)}});
  t.add(14, "a portion leaves the rest in force",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").term("P90D").portion(24)}),
        {{"02-01", in_force(10).suspended(24)}, {"05-02", in_force(34)}});
  t.add(14, "a portion as great as the rate is the whole",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").portion(34)}), {{"02-01", suspended(34)}});
  t.add(14, "a portion of a rate that nobody states",
        told({says(Imposed, "a", "01-01").from("2025-01-01"),
              says(Suspended, "b", "02-01").from("2025-02-01").portion(24)}),
        {{"02-01", suspended().suspended(24)}});
  t.add(14, "overlapping suspensions unite",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").until("2025-03-01"),
              says(Suspended, "c", "02-10").from("2025-02-10").until("2025-04-01")}),
        {{"02-20", suspended(34)}, {"03-15", suspended(34)}, {"04-01", in_force(34)}});
  t.add(14, "the greatest portion counts, not the sum",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").portion(10),
              says(Suspended, "c", "02-10").from("2025-02-10").portion(24)}),
        {{"02-20", in_force(10).suspended(24)}});
  t.add(14, "for some goods it is a change of scope",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").goods("soybeans")}), {{"02-10", in_force(34)}});
  t.add(14, "where articles disagree on the limits it is whole, and possible",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").goods("soybeans"),
              says(Suspended, "c", "02-02").from("2025-02-01")}),
        {{"02-10", suspended(34).possible()}});

  t.add(15, "suspended beats scheduled, and when it ends the measure applies by itself",
        told({says(Imposed, "a", "01-01").from("2025-03-01").rate(10),
              says(Suspended, "b", "02-01").from("2025-02-10").until("2025-03-10")}),
        {{"02-05", scheduled()}, {"02-20", suspended(10)}, {"03-10", in_force(10)}});
  t.add(15, "or is scheduled again",
        told({says(Imposed, "a", "01-01").from("2025-03-01").rate(10),
              says(Suspended, "b", "02-01").from("2025-02-10").until("2025-02-20")}),
        {{"02-19", suspended(10)}, {"02-20", scheduled()}, {"03-01", in_force(10)}});
  t.add(15, "a portion does not",
        told({says(Imposed, "a", "01-01").from("2025-03-01").rate(10),
              says(Suspended, "b", "02-01").from("2025-02-10").until("2025-03-10").portion(4)}),
        {{"02-15", scheduled()}, {"03-01", in_force(6).suspended(4)}});

  t.add(16, "a suspended change is postponed, and nothing else",
        told({opening, says(RateSet, "b", "01-10").announced().from("2025-02-01").rate(84),
              says(Suspended, "c", "01-20").from("2025-01-25").until("2025-03-01").of("b")}),
        {On("02-10", in_force(84)).known("01-19"),
         {"01-28", in_force(34)},
         {"02-10", in_force(34)},
         {"03-01", in_force(84)}});
  t.add(16, "without an end, for good",
        told({opening, says(RateSet, "b", "01-10").announced().from("2025-02-01").rate(84),
              says(Suspended, "c", "01-20").from("2025-01-25").of("b")}),
        {{"2099-01-01", in_force(34)}});
  t.add(16, "one that does not cover the change leaves it",
        told({opening, says(RateSet, "b", "01-10").announced().from("2025-02-01").rate(84),
              says(Suspended, "c", "01-15").from("2025-01-20").until("2025-01-25").of("b")}),
        {{"01-22", in_force(34)}, {"02-01", in_force(84)}});

  const Says pause = says(Suspended, "b", "02-01").from("2025-02-01").until("2025-05-01");
  t.add(17, "an unstated extension starts where its target ends, and its term counts from there",
        told({opening, pause, says(Extended, "c", "04-20").of("b").term("P1M")}),
        {{"05-31", suspended(34)}, {"06-01", in_force(34)}, On("05-15", in_force(34)).known("04-19")});
  t.add(17, "on the target's last day it starts at the target's very end",
        told({opening, pause, says(Extended, "c", "04-20").from("2025-04-30").of("b").term("P1M")}),
        {{"05-31", suspended(34)}, {"06-01", in_force(34)}});
  t.add(17, "unnamed, it extends the suspension begun last",
        told({opening, pause, says(Extended, "c", "04-20").until("2025-06-10")}),
        {{"06-09", suspended(34)}, {"06-10", in_force(34)}});
  t.add(17, "an end before the target's: the longer stands",
        told({opening, pause, says(Extended, "c", "04-20").from("2025-04-25").until("2025-04-28").of("b")}),
        {{"04-29", suspended(34)}, {"05-01", in_force(34)}});
  t.add(17, "in a gap a suspension does not run",
        told({opening, pause, says(Extended, "c", "05-05").from("2025-05-10").until("2025-06-01").of("b")}),
        {{"04-30", suspended(34)}, {"05-05", in_force(34)}, {"05-10", suspended(34)}, {"06-01", in_force(34)}});
  t.add(17, "in a gap a measure has expired",
        told({says(Imposed, "a", "01-01").from("2025-01-01").until("2025-02-01").rate(34),
              says(Extended, "c", "02-05").from("2025-02-10").until("2025-03-01").of("a")}),
        {{"01-31", in_force(34)}, {"02-05", ended(expired)}, {"02-10", in_force(34)}, {"03-01", ended(expired)}});
  t.add(17, "it may become known after the end that it moves",
        told({opening, pause, says(Extended, "c", "05-10").until("2025-06-01").of("b")}),
        {On("05-05", in_force(34)).known("05-09"), On("05-05", suspended(34)).known("05-10")});
  t.add(17, "it takes over the portion",
        told({opening, says(Suspended, "b", "02-01").from("2025-02-01").until("2025-05-01").portion(24),
              says(Extended, "c", "04-20").of("b").term("P1Y")}),
        {{"05-02", in_force(10).suspended(24)},
         {"2026-04-30", in_force(10).suspended(24)},
         {"2026-05-01", in_force(34)}});

  t.add(18, "resumed ends every live suspension",
        told({opening, pause, says(Suspended, "c", "02-10").from("2025-02-10").portion(24),
              says(Resumed, "d", "03-01").from("2025-03-01")}),
        {{"02-28", suspended(34)}, {"03-01", in_force(34)}, {"06-01", in_force(34)}});
  t.add(18, "unless it names one",
        told({opening, pause, says(Suspended, "c", "02-10").from("2025-02-10").portion(24),
              says(Resumed, "d", "03-01").from("2025-03-01").of("b")}),
        {{"02-28", suspended(34)}, {"03-01", in_force(10).suspended(24)}});
  t.add(18, "for some goods only it changes no status",
        told({opening, pause, says(Resumed, "d", "03-01").from("2025-03-01").goods("soybeans")}),
        {{"03-02", suspended(34)}});
  t.add(18, "with what extends it, unless that is known later and begins later",
        told({opening, pause, says(Extended, "c", "02-20").of("b").until("2025-06-01"),
              says(Resumed, "d", "03-01").from("2025-03-01"),
              says(Suspended, "e", "03-10").from("2025-07-01").until("2025-08-01")}),
        {{"03-01", in_force(34)}, {"05-15", in_force(34)}, {"07-15", suspended(34)}});

  t.add(19, "struck down with a day ends it", told({opening, says(StruckDown, "b", "03-01").from("2025-03-01")}),
        {{"02-28", in_force(34)}, {"03-01", ended(struck_down)}});
  t.add(19, "stayed, it changes nothing", told({opening, says(StruckDown, "b", "03-01").from("2025-03-01").stayed()}),
        {{"03-02", in_force(34)}});
  t.add(19, "nor for named parties",
        told({opening, says(StruckDown, "b", "03-01").from("2025-03-01").parties("V.O.S. Selections")}),
        {{"03-02", in_force(34)}});
  t.add(19, "from the beginning, earlier days are voided, for whoever knows of the ruling",
        told({opening, says(StruckDown, "b", "03-01").from("2025-03-01").from_beginning()}),
        {On("02-01", in_force(34)).known("02-28"),
         On("02-01", in_force(34).voided()).known("03-01"),
         {"03-01", ended(struck_down)}});
  t.add(19, "also without a day, up to its known day", told({opening, says(StruckDown, "b", "03-01").from_beginning()}),
        {{"02-28", in_force(34).voided()}, {"03-01", in_force(34)}});
  t.add(19, "a court may reinstate it, at the rate that it had",
        told({opening, says(StruckDown, "b", "03-01").from("2025-03-01").from_beginning(),
              says(Reinstated, "c", "03-10").from("2025-03-10")}),
        {{"03-05", ended(struck_down)},
         {"03-10", in_force(34)},
         {"02-01", in_force(34)},
         On("02-01", in_force(34).voided()).known("03-09")});
}

void packages_and_claims(Table& t) {
  using enum Said;
  const std::vector<Measure> package = {measure("p"), measure("m", "p"), measure("n", "p")};
  const Says whole = says(Imposed, "a", "01-01").from("2025-01-01").rate(10);

  t.add(20, "what suspends a package suspends its parts, each with its own rate",
        told({whole, says(Imposed, "b", "01-01").on("n").from("2025-01-01").rate(20),
              says(Suspended, "c", "02-01").on("p").from("2025-02-01").until("2025-03-01")},
             package),
        {{"02-10", suspended(10)}, On("02-10", suspended(20)).of("n"), {"03-01", in_force(10)}});
  t.add(20, "unless a part has its own, known no earlier",
        told({whole, says(Suspended, "c", "02-01").on("p").from("2025-02-01").until("2025-03-01"),
              says(Suspended, "d", "02-01").from("2025-02-10").until("2025-02-20")},
             package),
        {{"02-05", in_force(10)}, {"02-15", suspended(10)}, {"02-25", in_force(10)}});
  t.add(20, "rates and openings of a package are its own",
        told({says(Imposed, "b", "01-01").on("p").from("2025-01-01").rate(50)}, package), {{"02-01", none()}});
  t.add(20, "the package sums up: in force first",
        told({whole, says(Imposed, "b", "01-01").on("n").from("2025-01-01").rate(20),
              says(Suspended, "c", "02-01").from("2025-02-01")},
             package),
        {On("02-10", in_force().package()).of("p")});
  t.add(20, "the end of a package ends its parts",
        told({whole, says(Revoked, "c", "02-01").on("p").from("2025-02-01")}, package), {{"02-01", ended(revoked)}});
  t.add(20, "what rests on another or mirrors it keeps its state",
        [&] {
          std::vector<Measure> two = {measure("m"), measure("n")};
          two[0].based_on = {"n"};
          two[0].mirrors = {"n"};
          return told({whole, says(Imposed, "b", "01-01").on("n").from("2025-01-01"),
                       says(Revoked, "c", "02-01").on("n").from("2025-02-01")},
                      two);
        }(),
        {{"02-10", in_force(10)}, On("02-10", ended(revoked)).of("n")});

  t.add(21, "narrowed and expanded change no status",
        told({whole, says(Narrowed, "b", "02-01").from("2025-02-01").goods("phones"),
              says(Expanded, "c", "02-10").from("2025-02-10").goods("chips").rate(25)}),
        {{"02-15", in_force(10)}});
  t.add(21, "an imprecise change of scope leaves the measure certain",
        told({whole, says(Narrowed, "b", "02-01").announced().from("2025-02").goods("phones")}),
        {{"02-10", in_force(10)}});

  t.add(22, "each side has its own life",
        told({whole, says(Imposed, "b", "01-05").on("n").from("2025-01-10").rate(15)},
             [] {
               std::vector<Measure> two = {measure("m"), measure("n")};
               two[1].imposed_by = {Jurisdiction('C', 'N')};
               two[1].target = {Jurisdiction('U', 'S')};
               two[0].mirrors = {"n"};
               two[1].mirrors = {"m"};
               return two;
             }()),
        {{"01-05", in_force(10)}, On("01-05", scheduled()).of("n"), On("01-10", in_force(15)).of("n")});

  t.add(23, "a day beats a month, a month beats no day",
        told({says(Imposed, "a", "03-01").announced().from("2025-04").rate(10),
              says(Imposed, "b", "03-10").announced().from("2025-04-05")}),
        {On("04-02", in_force(10).may_be({Status::Scheduled, Status::InForce})).known("03-09"),
         {"04-02", scheduled()},
         {"04-05", in_force(10)}});
  t.add(23, "a late retelling neither reopens nor redates",
        told({whole, says(Revoked, "b", "03-01").from("2025-03-01"), says(Imposed, "c", "06-01").rate(10)}),
        {{"01-15", in_force(10)}, {"06-10", ended(revoked)}});
  t.add(23, "a retelling with a month joins the day begun last",
        told({whole, says(RateSet, "b", "02-01").from("2025-02-05").rate(20),
              says(RateSet, "c", "03-01").from("2025-02").rate(20)}),
        {{"02-04", in_force(10)}, {"02-05", in_force(20)}});
  t.add(23, "an act over an article",
        told({says(Imposed, "a", "01-01").act().from("2025-01-01").rate(10),
              says(Imposed, "b", "01-02").from("2025-01-01").rate(12)}),
        {{"01-10", in_force(10)}});
  t.add(23, "a later act over an earlier one",
        told({says(Imposed, "a", "01-01").act().from("2025-01-01").rate(10),
              says(Imposed, "b", "01-05").act().from("2025-01-01").rate(12)}),
        {On("01-10", in_force(10)).known("01-04"), {"01-10", in_force(12)}});
  t.add(23, "articles that disagree on the rate make it possible",
        told({whole, says(Imposed, "b", "01-02").from("2025-01-01").rate(12)}),
        {On("01-10", in_force(10)).known("01-01"), {"01-10", in_force(12).possible()}});
  t.add(23, "another rate in the month is another change",
        told({whole, says(RateSet, "b", "02-01").from("2025-02-05").rate(20),
              says(RateSet, "c", "03-01").announced().from("2025-02-10/2025-02-11").rate(30)}),
        {{"02-06", in_force(20)}, {"02-12", in_force(30)}});
  t.add(
      23, "grouping uses only what is known",
      told({says(Suspended, "b", "02-01").from("2025-02-01/2025-02-03"), whole,
            says(Suspended, "c", "02-20").from("2025-02-02").act()}),
      {On("02-01", suspended(10)).known("02-10"), On("02-01", in_force(10)).known("02-20"), {"02-02", suspended(10)}});
  t.add(23, "what does not move stands beside",
        told({whole, says(Revoked, "b", "02-01").standing(Standing::Reported).from("2025-02-01")}),
        {{"02-10", in_force(10)}});

  t.add(24, "a correction silences its target from its own known day",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10),
              says(Imposed, "b", "01-20").from("2025-02-01").rate(12).corrects("a")}),
        {On("01-15", in_force(10)).known("01-19"),
         On("01-15", none()).known("01-20"),
         {"01-20", scheduled()},
         {"02-01", in_force(12)}});
  t.add(24, "a correction that is corrected silences nothing",
        told({says(Imposed, "a", "01-01").from("2025-01-01").rate(10), says(Noted, "b", "01-10").corrects("a"),
              says(Noted, "c", "01-20").corrects("b")}),
        {On("01-15", none()).known("01-10"), On("01-15", in_force(10)).known("01-20")});
  t.add(24, "an alias of several measures makes a claim about each",
        [&] {
          Dataset dataset = told({whole, says(Imposed, "b", "01-01").on("n").from("2025-01-01").rate(20),
                                  says(Revoked, "c", "02-01").on("both").from("2025-02-01")},
                                 {measure("m"), measure("n")});
          dataset.aliases.push_back({"both", {"m", "n"}, "spoken of together"});
          return dataset;
        }(),
        {{"02-01", ended(revoked)}, On("02-01", ended(revoked)).of("n")});
  t.add(24, "an alias of one measure is that measure",
        [&] {
          Dataset dataset = told({says(Imposed, "a", "01-01").on("other").from("2025-01-01").rate(10),
                                  says(Imposed, "b", "01-02").from("2025-01-01")});
          dataset.aliases.push_back({"other", {"m"}, ""});
          return dataset;
        }(),
        {{"01-10", in_force(10)}, On("01-10", in_force(10)).of("other")});
  t.add(24, "what is noted moves nothing", told({says(Noted, "a", "01-01").from("2025-01-01")}), {{"01-10", none()}});

  t.add(25, "what a scenario supposes stays out of the base",
        [&] {
          Dataset dataset = told({whole, says(Revoked, "b", "02-01").from("2025-02-01").scenario("lapse")});
          dataset.scenarios.push_back({"lapse", "lapse", "", {}, ""});
          return dataset;
        }(),
        {{"02-10", in_force(10)}});
}

Table table() {
  Table table;
  time(table);
  lives(table);
  rates(table);
  packages_and_claims(table);
  return table;
}

}  // namespace

const std::vector<Case>& cases() {
  static const std::vector<Case> all = table().cases;
  return all;
}

const std::vector<Refusal>& refusals() {
  using enum Said;
  static const std::vector<Refusal> all = [] {
    std::vector<Refusal> refused;
    const auto add = [&](int rule, const std::string& name, const Dataset& dataset) {
      refused.push_back({rule, name, dataset});
    };
    Says dateless = says(Imposed, "a", "unknown");
    add(2, "a source without any day", told({dateless}));
    add(4, "an end before the start", told({says(Imposed, "a", "01-01").from("2025-02-01").until("2025-01-01")}));
    add(7, "undecided and stated at once", told({says(Imposed, "a", "01-01").from("2025-02-01").undecided()}));
    add(7, "an anchor that is nowhere", told({says(Imposed, "a", "01-01").anchor("b")}));
    add(8, "held, of what is no meeting", told({says(Held, "a", "01-01").from("2025-01-01")}));
    add(13, "a rate that varies", told({says(Imposed, "a", "01-01").rate(10).varying()}));
    add(14, "a portion of what is no suspension", told({says(Imposed, "a", "01-01").portion(10)}));
    add(17, "an extension of what is nowhere", told({says(Extended, "a", "01-01").of("b")}));
    add(19, "imposed from the beginning", told({says(Imposed, "a", "01-01").from_beginning()}));
    add(20, "parts of each other", told({}, {measure("m", "n"), measure("n", "m")}));
    add(20, "a part of what is nowhere", told({}, {measure("m", "n")}));
    std::vector<Measure> two_imposers = {measure("m")};
    two_imposers.front().imposed_by.push_back(Jurisdiction('C', 'N'));
    add(22, "two imposers", told({}, two_imposers));
    add(24, "a correction of itself", told({says(Imposed, "a", "01-01").corrects("a")}));
    add(24, "corrections in a circle",
        told({says(Noted, "a", "01-01").corrects("b"), says(Noted, "b", "01-01").corrects("a")}));
    Dataset circle = told({});
    circle.aliases = {{"x", {"y"}, ""}, {"y", {"x"}, ""}};
    add(24, "aliases in a circle", circle);
    add(25, "hypothetical without a scenario", told({says(Imposed, "a", "01-01").standing(Standing::Hypothetical)}));
    return refused;
  }();
  return all;
}

Belief comparable(Belief belief, const Ask& ask) {
  belief.projected = ask.projected ? belief.projected : false;
  return belief;
}

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
