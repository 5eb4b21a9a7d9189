#include "oracle/generator.hpp"

#include <iterator>
#include <string>
#include <vector>

#include "oracle/build.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {
namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : engine_(seed) {}

  Dataset dataset() {
    data_.name = "random";
    if (one_in(4)) data_.complete_through = window_begin + below(window_days);
    measures();
    const int sources = 1 + below(6);
    for (int s = 0; s < sources; ++s) source(s);
    const int claims = 1 + below(12);
    for (int c = 0; c < claims; ++c) claim(c);
    return data_;
  }

 private:
  // Unlike the distributions of the standard library, the same everywhere.
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  template <class List>
  const auto& any(const List& list) {
    return *(std::begin(list) + below(static_cast<int>(std::size(list))));
  }

  void measures() {
    if (one_in(3)) data_.measures.push_back(meeting("talks"));
    if (one_in(4)) {
      data_.measures.push_back(measure("package"));
      if (one_in(4)) data_.measures.push_back(measure("bundle", "package"));
      data_.measures.push_back(measure("part", data_.measures.back().id));
      if (one_in(2)) data_.measures.push_back(measure("other", "package"));
    } else {
      data_.measures.push_back(measure("tariff"));
      if (one_in(3)) data_.measures.push_back(measure("other"));
    }
    if (one_in(5)) data_.aliases.push_back({"it", {data_.measures.back().id}, ""});
    if (data_.measures.size() > 1 && one_in(5))
      data_.aliases.push_back({"both", {data_.measures.front().id, data_.measures.back().id}, ""});
  }

  Date some_day() { return window_begin + (one_in(3) ? 10 * below(6) : below(window_days)); }

  // Exact as a rule. `budget_` keeps the readings of all dates together few.
  FuzzyDate some_date() {
    const Date day = some_day();
    FuzzyDate date = FuzzyDate::day(day);
    if (one_in(5)) {
      date = *FuzzyDate::interval(day, day + (1 + below(3)));
    } else if (one_in(12)) {
      date = FuzzyDate::day(day).approximately();
    } else if (one_in(20)) {
      date = *FuzzyDate::month(2025, 3 + below(2));
    }
    const int readings = *date.latest() - *date.earliest() + 1;
    if (readings > budget_) return FuzzyDate::day(day);
    budget_ /= readings;
    return date;
  }

  void source(int number) {
    Source source;
    source.id = "s" + std::to_string(number);
    source.kind = one_in(3) ? SourceKind::Act : SourceKind::Article;
    const Date day = some_day();
    if (one_in(6)) {
      source.proven = Proof{day, "the text"};
    } else if (one_in(5)) {
      source.published = *FuzzyDate::interval(day, day + (1 + below(6)));
    } else {
      source.published = FuzzyDate::day(day);
    }
    data_.sources.push_back(source);
  }

  Said said(bool about_meeting) {
    using enum Said;
    static constexpr Said of_meetings[] = {Held, Held, Held, Noted, Progress, Withdrawn};
    static constexpr Said of_measures[] = {
        Imposed,   Imposed,   Imposed, Imposed,    Opened,     Committed, Agreed,    RateSet,
        RateSet,   Raised,    Lowered, ScopeSet,   Narrowed,   Expanded,  Suspended, Suspended,
        Suspended, Suspended, Resumed, Resumed,    Extended,   Extended,  Extended,  Ended,
        Revoked,   Withdrawn, Expired, StruckDown, Reinstated, Progress,  Noted};
    return about_meeting ? any(of_meetings) : any(of_measures);
  }

  void claim(int number) {
    Claim claim;
    claim.id = std::string(1, static_cast<char>('a' + (number * 7) % 26));  // not in the order of the list
    claim.source = any(data_.sources).id;
    const bool by_alias = !data_.aliases.empty() && one_in(6);
    claim.measure = by_alias ? any(data_.aliases).alias : any(data_.measures).id;
    static constexpr Standing unmoving[] = {Standing::Reported, Standing::Expected, Standing::Considered,
                                            Standing::Threatened, Standing::Recommended};
    claim.standing = one_in(8) ? any(unmoving) : one_in(3) ? Standing::Announced : Standing::Done;

    Action& action = claim.action;
    action.said = said(claim.measure == "talks");
    const Verb verb = verb_of(action.said);
    if (one_in(4)) {
      action.undecided = one_in(4);
    } else {
      action.from = some_date();
      if (action.from.is_day() && one_in(8)) action.from_time = TimeOfDay::from_hm(below(24), 1);
    }
    const bool lasts = verb == Verb::Suspended || verb == Verb::Extended;
    if (lasts ? !one_in(4) : one_in(6)) {
      if (one_in(2)) {
        static constexpr Term terms[] = {{0, 1}, {0, 5}, {0, 10}, {0, 20}, {1, 0}, {1, 3}, {12, 0}};
        action.term = any(terms);
      }
      if (!action.term || one_in(5)) {
        action.until = some_date();
        if (action.until->is_day() && one_in(8)) action.until_time = TimeOfDay::from_hm(0, 1);
      }
    }
    static constexpr int percents[] = {0, 5, 10, 10, 20, 34};
    if (verb == Verb::RateSet || verb == Verb::Imposed || verb == Verb::Reinstated) {
      if (one_in(8)) {
        action.varying = true;
      } else if (!one_in(3)) {
        action.rate = Rate::percent(any(percents));
      }
    }
    if ((verb == Verb::RateSet || verb == Verb::Imposed) && one_in(4)) action.previous = Rate::percent(any(percents));
    if (lasts && one_in(3)) action.portion = Rate::percent(5 * (1 + below(4)));
    const bool may_be_limited =
        lasts || verb == Verb::ScopeSet || verb == Verb::Resumed || action.said == Said::StruckDown;
    if (may_be_limited && one_in(6)) action.limits.parties = {one_in(2) ? "some" : "others"};
    if (action.said == Said::StruckDown) {
      action.from_beginning = one_in(2);
      action.stayed = one_in(5);
    }
    if (!data_.claims.empty()) {
      if (one_in(4)) action.of = any(data_.claims).id;
      if (one_in(4)) claim.corrects = {any(data_.claims).id};
      if (!one_in(3)) claim.corrects.clear();
      if (one_in(4) && any(data_.claims).measure == "talks") action.anchor = anchor();
    }

    data_.claims.push_back(std::move(claim));
    if (check(data_).ok()) return;
    data_.claims.back().action.of.clear();
    if (check(data_).ok()) return;
    data_.claims.back().action.until.reset();
    data_.claims.back().action.until_time.reset();
    if (!check(data_).ok()) data_.claims.pop_back();
  }

  // Of a claim about the talks, so that no day hangs on itself.
  std::string anchor() {
    for (const Claim& claim : data_.claims) {
      if (claim.measure == "talks" && one_in(2)) return claim.id;
    }
    return "";
  }

  std::mt19937_64 engine_;
  Dataset data_;
  int budget_ = 250;
};

}  // namespace

Dataset random_dataset(std::uint64_t seed) { return Generator(seed).dataset(); }

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
