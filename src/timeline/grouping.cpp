#include "timeline/grouping.hpp"

#include <algorithm>
#include <functional>

#include <truceline/record/words.hpp>

namespace truceline {
inline namespace v0 {
namespace {

enum class Precision : std::uint8_t { Exact, Imprecise, Unstated };

/// A group while claims still join it.
struct Group {
  Family family;
  std::vector<int> claims;
  Precision precision;
  DaySpan span;  ///< of what its claims state; meaningless where unstated
};

Precision precision_of(const Action& action) noexcept {
  const auto span = action.undecided ? std::nullopt : span_of(action.from);
  if (!span) return Precision::Unstated;
  return span->exact() ? Precision::Exact : Precision::Imprecise;
}

/// An imprecise start that a done claim states is not after that claim's known day, unless it begins later still (rule
/// 6).
DaySpan read(const Book& book, const std::vector<int>& claims, DaySpan start) {
  std::optional<DayNumber> done_known;
  for (const int claim : claims) {
    if (book.claim(claim).standing == Standing::Done && precision_of(book.claim(claim).action) != Precision::Unstated) {
      done_known = std::min(done_known.value_or(book.known(claim).last), book.known(claim).last);
    }
  }
  if (done_known && *done_known >= start.first) start.last = std::min(start.last, *done_known);
  return start;
}

/// Groups the claims of one measure; see docs/model.md, rule 23.
class Grouper {
 public:
  Grouper(const Book& book, int measure, DayNumber by) : book_(book) {
    for (const int claim : book.claims_of(measure)) {
      if (!book.moves(claim) || !family_of(book.claim(claim).action.said) || !book.counts(claim, by)) continue;
      if (book.is_applied(claim)) {
        begin(claim, precision_of(book.claim(claim).action));
      } else {
        claims_.push_back(claim);
      }
    }
    alone_ = groups_.size();
    for (const Precision precision : {Precision::Exact, Precision::Imprecise, Precision::Unstated}) {
      for (const int claim : claims_) {
        if (precision_of(book.claim(claim).action) == precision) place(claim, precision);
      }
    }
    for (Group& group : groups_) {
      std::sort(group.claims.begin(), group.claims.end(), [&book](int a, int b) { return book.before(a, b); });
    }
  }

  [[nodiscard]] std::vector<Group> take() && { return std::move(groups_); }

 private:
  void begin(int claim, Precision precision) {
    const Action& action = book_.claim(claim).action;
    groups_.push_back({*family_of(action.said),
                       {claim},
                       precision,
                       precision == Precision::Unstated ? DaySpan{} : *span_of(action.from)});
  }

  void place(int claim, Precision precision) {
    Group* const found = precision == Precision::Exact ? same_day(claim) : imprecise_home(claim, precision);
    if (found == nullptr) {
      begin(claim, precision);
      return;
    }
    found->claims.push_back(claim);
    if (precision == Precision::Imprecise && found->precision == Precision::Imprecise) {
      const DaySpan own = *span_of(book_.claim(claim).action.from);
      found->span = {std::max(found->span.first, own.first), std::min(found->span.last, own.last)};
    }
  }

  Group* same_day(int claim) {
    const Action& action = book_.claim(claim).action;
    return first([&](const Group& group) {
      return group.family == *family_of(action.said) && group.precision == Precision::Exact &&
             group.span == *span_of(action.from) && compatible(claim, group);
    });
  }

  Group* imprecise_home(int claim, Precision precision) {
    const Action& action = book_.claim(claim).action;
    const Family family = *family_of(action.said);
    if (Group* const found = begun_last(claim, precision, family)) return found;
    if (precision == Precision::Imprecise) {
      const DaySpan own = *span_of(action.from);
      Group* const like_it = first([&](const Group& group) {
        if (group.family != family || group.precision != Precision::Imprecise) return false;
        const DaySpan span = read(book_, group.claims, group.span);
        return span.first <= own.last && own.first <= span.last && compatible(claim, group) &&
               !contradicts(claim, group);
      });
      // An article that dates an act's doing wrongly still tells of it: the act's day counts.
      return like_it != nullptr || book_.is_act(claim) ? like_it : begun_last(claim, precision, family, true);
    }
    if (family == Family::Opening && action.rate) {
      if (Group* const found = begun_last(claim, precision, Family::RateSet)) return found;
    }
    return first([&](const Group& group) {
      return group.family == family && group.precision == Precision::Unstated && compatible(claim, group) &&
             !contradicts(claim, group) && (action.said != Said::Extended || says_extended(group));
    });
  }

  /// Of the dated groups that an imprecise or unstated claim may tell of: the one begun last by its known day, else the
  /// next to begin.
  /// An imprecise claim looks among days within its span, or, `by_acts`, among those that acts state, wherever they are.
  Group* begun_last(int claim, Precision precision, Family family, bool by_acts = false) {
    const Action& action = book_.claim(claim).action;
    const DayNumber known = book_.known(claim).first;
    Group* best = nullptr;
    for (std::size_t i = alone_; i < groups_.size(); ++i) {
      Group& group = groups_[i];
      if (group.family != family || group.precision == Precision::Unstated || !compatible(claim, group) ||
          contradicts(claim, group))
        continue;
      if (precision == Precision::Imprecise) {
        const DaySpan own = *span_of(action.from);
        const bool within = own.first <= group.span.first && group.span.first <= own.last;
        if (group.precision != Precision::Exact || !(by_acts ? told_by_act(group) : within)) continue;
      } else {
        if (action.said == Said::Extended && !says_extended(group)) continue;
        if (family != *family_of(action.said) && !states_rate(group, *action.rate)) continue;
      }
      if (best == nullptr) {
        best = &group;
        continue;
      }
      const bool begun = group.span.first <= known;
      const bool best_begun = best->span.first <= known;
      if (begun != best_begun ? begun
          : begun             ? group.span.first > best->span.first
                              : group.span.first < best->span.first)
        best = &group;
    }
    return best;
  }

  template <class Predicate>
  Group* first(Predicate predicate) {
    const auto found = std::find_if(groups_.begin() + static_cast<std::ptrdiff_t>(alone_), groups_.end(), predicate);
    return found == groups_.end() ? nullptr : &*found;
  }

  [[nodiscard]] bool compatible(int claim, const Group& group) const {
    const Claim& mine = book_.claim(claim);
    return std::all_of(group.claims.begin(), group.claims.end(), [&](int member) {
      const Claim& other = book_.claim(member);
      const bool limits =
          mine.action.limits.empty() || other.action.limits.empty() || mine.action.limits == other.action.limits;
      const bool of = mine.action.of.empty() || other.action.of.empty() || mine.action.of == other.action.of;
      return limits && of && mine.action.of != other.id && other.action.of != mine.id;
    });
  }

  [[nodiscard]] bool contradicts(int claim, const Group& group) const {
    const Action& mine = book_.claim(claim).action;
    const int rate = telling(group, [](const Action& action) { return action.rate || action.varying; });
    const int portion = telling(group, [](const Action& action) { return action.portion.has_value(); });
    const auto differ = [](const std::optional<Rate>& a, const std::optional<Rate>& b) { return a && b && *a != *b; };
    return (rate >= 0 && differ(mine.rate, book_.claim(rate).action.rate)) ||
           (portion >= 0 && differ(mine.portion, book_.claim(portion).action.portion));
  }

  /// The claim whose word counts so far for what `states` asks of; -1 where none states it.
  template <class States>
  [[nodiscard]] int telling(const Group& group, States states) const {
    int best = -1;
    for (const int claim : group.claims) {
      if (!states(book_.claim(claim).action)) continue;
      if (best < 0 || (book_.is_act(claim) != book_.is_act(best) ? book_.is_act(claim) : book_.before(best, claim)))
        best = claim;
    }
    return best;
  }

  [[nodiscard]] bool told_by_act(const Group& group) const {
    return std::any_of(group.claims.begin(), group.claims.end(), [&](int member) { return book_.is_act(member); });
  }

  [[nodiscard]] bool says_extended(const Group& group) const {
    return std::any_of(group.claims.begin(), group.claims.end(),
                       [&](int member) { return book_.claim(member).action.said == Said::Extended; });
  }

  [[nodiscard]] bool states_rate(const Group& group, Rate rate) const {
    const int told = telling(group, [](const Action& action) { return action.rate || action.varying; });
    return told >= 0 && book_.claim(told).action.rate == rate;
  }

  const Book& book_;
  std::vector<int> claims_;
  std::vector<Group> groups_;
  std::size_t alone_ = 0;  ///< groups before it are a scenario's, which nothing joins
};

std::string percent_of(const std::optional<Rate>& rate) { return rate ? to_percent(*rate) : std::string(); }

/// Chooses, field by field, what prevails in a group, and tells what does not.
class Resolver {
 public:
  Resolver(const Book& book, int measure, const Group& group, std::vector<Conflict>* conflicts)
      : book_(book), measure_(measure), group_(group), conflicts_(conflicts) {}

  [[nodiscard]] Happening resolve(DayNumber by) {
    Happening result;
    result.family = group_.family;
    result.claims = group_.claims;
    result.measure = measure_;
    result.known = book_.known(group_.claims.front()).first;
    result.imprecisely_known = true;
    for (const int claim : group_.claims) {
      result.known = std::min(result.known, book_.known(claim).first);
      result.act = result.act || book_.is_act(claim);
      result.done = result.done || book_.is_applied(claim) || book_.claim(claim).standing == Standing::Done;
      result.imprecisely_known = result.imprecisely_known && book_.known(claim).last > by;
      const Action& action = book_.claim(claim).action;
      result.extended = result.extended || action.said == Said::Extended;
      result.from_beginning = result.from_beginning || action.from_beginning;
      result.stayed = result.stayed || action.stayed;
    }
    result.rank = book_.is_applied(group_.claims.front()) ? never_known : result.known;
    resolve_start(result);
    resolve_end(result);
    resolve_rates(result);
    resolve_limits(result);
    if (const int claim = prevailing([](const Action& action) { return !action.of.empty(); }); claim >= 0) {
      result.of = book_.refer(book_.claim(claim).action.of);
    }
    return result;
  }

 private:
  /// The claim whose word counts for a field: an act's over an article's, then the latest known; -1 where none states
  /// it.
  template <class States>
  [[nodiscard]] int prevailing(States states) const {
    int best = -1;
    for (const int claim : group_.claims) {
      if (!states(book_.claim(claim).action)) continue;
      if (best < 0 || book_.is_act(claim) >= book_.is_act(best)) best = claim;
    }
    return best;
  }

  template <class States, class Show>
  void contest(const char* field, States states, Show show, std::optional<std::string> prevails) const {
    if (conflicts_ == nullptr) return;
    Conflict conflict{.measure = book_.measure(measure_).id,
                      .field = field,
                      .rule = 23,
                      .sides = {},
                      .prevails = std::move(prevails),
                      .text = {}};
    for (const int claim : group_.claims) {
      if (states(book_.claim(claim).action))
        conflict.sides.push_back({book_.claim(claim).id, show(book_.claim(claim).action)});
    }
    conflicts_->push_back(std::move(conflict));
  }

  void resolve_start(Happening& result) const {
    if (group_.precision == Precision::Unstated) {
      const bool undecided = std::all_of(group_.claims.begin(), group_.claims.end(),
                                         [&](int claim) { return book_.claim(claim).action.undecided; });
      result.start = undecided ? Happening::Start::Undecided : Happening::Start::Assumed;
      DayNumber day = result.known;
      if (book_.is_applied(group_.claims.front())) {  // a scenario's claim stands alone
        const int claim = group_.claims.front();
        day = book_.told(claim);
        if (const int named = book_.refer(book_.claim(claim).action.of); named >= 0) {
          if (const auto span = span_of(book_.claim(named).action.from)) day = span->first;
        }
      }
      result.from = {day, day};
      return;
    }
    result.states_start = true;
    result.from = group_.span;
    // An act's day differs from what an article states, or from where one that states none would begin.
    const auto elsewhere = [&](int claim) {
      const auto span = span_of(book_.claim(claim).action.from);
      if (!span) return result.act && !book_.is_act(claim) && !book_.claim(claim).action.anchor.empty();
      return span->last < group_.span.first || group_.span.last < span->first;
    };
    if (std::any_of(group_.claims.begin(), group_.claims.end(), elsewhere)) {
      contest(
          "from", [](const Action& action) { return !action.from.is_unknown() || !action.anchor.empty(); },
          [](const Action& action) {
            return action.from.is_unknown() ? "not stated, after " + action.anchor : to_string(action.from);
          },
          to_string(FuzzyDate::between(date_of(group_.span.first), date_of(group_.span.last))));
    }
    if (const int claim = prevailing([](const Action& action) { return action.from_time.has_value(); }); claim >= 0) {
      const Action& action = book_.claim(claim).action;
      result.from_time = local_time(result.from, *action.from_time, action.zone);
    }
    if (group_.precision == Precision::Imprecise) result.from = read(book_, group_.claims, result.from);
    read_as_begun(result);
  }

  /// Rule 10: a done claim without a day, joined to a day that only announced claims state.
  void read_as_begun(Happening& result) const {
    std::optional<DayNumber> begun_by;
    for (const int claim : group_.claims) {
      const Claim& told = book_.claim(claim);
      if (told.standing != Standing::Done) continue;
      if (precision_of(told.action) != Precision::Unstated) return;
      if (!told.action.undecided)
        begun_by = std::min(begun_by.value_or(book_.known(claim).first), book_.known(claim).first);
    }
    if (!begun_by || *begun_by >= result.from.last) return;
    if (*begun_by < result.from.first) {
      result.from = {*begun_by, *begun_by};
      result.from_time = 0;
      result.start = Happening::Start::Assumed;
      result.rests_on_done = true;
    } else {
      result.from.last = *begun_by;
    }
  }

  void resolve_end(Happening& result) const {
    const auto states_until = [](const Action& action) { return action.until && !action.until->is_unknown(); };
    if (const int claim = prevailing(states_until); claim >= 0) {
      result.until = span_of(*book_.claim(claim).action.until);
      if (!book_.is_act(claim)) narrow_until(result, claim);
      if (const int timed = prevailing([](const Action& action) { return action.until_time.has_value(); });
          timed >= 0) {
        const Action& action = book_.claim(timed).action;
        result.until_time = local_time(*result.until, *action.until_time, action.zone);
      }
      std::vector<FuzzyDate> different;
      for (const int other : group_.claims) {
        if (states_until(book_.claim(other).action)) different.push_back(*book_.claim(other).action.until);
      }
      if (std::any_of(different.begin(), different.end(), [&](FuzzyDate date) {
            const DaySpan span = *span_of(date);
            return span.last < result.until->first || span.first > result.until->last;
          })) {
        contest(
            "until", states_until, [](const Action& action) { return to_string(*action.until); },
            to_string(FuzzyDate::between(date_of(result.until->first), date_of(result.until->last))));
      }
    }
    if (const int claim = prevailing([](const Action& action) { return action.term.has_value(); }); claim >= 0) {
      result.term = book_.claim(claim).action.term;
      const auto other = [&](const Action& action) { return action.term && *action.term != *result.term; };
      if (std::any_of(group_.claims.begin(), group_.claims.end(),
                      [&](int c) { return other(book_.claim(c).action); })) {
        contest(
            "term", [](const Action& action) { return action.term.has_value(); },
            [](const Action& action) { return to_string(*action.term); }, to_string(*result.term));
      }
    }
  }

  /// Articles: as precise as all together allow, as far as they go with the latest.
  void narrow_until(Happening& result, int latest) const {
    for (auto claim = group_.claims.rbegin(); claim != group_.claims.rend(); ++claim) {
      const auto& until = book_.claim(*claim).action.until;
      if (*claim == latest || !until || until->is_unknown()) continue;
      const DaySpan other = *span_of(*until);
      const DaySpan shared{std::max(result.until->first, other.first), std::min(result.until->last, other.last)};
      if (shared.first <= shared.last) result.until = shared;
    }
  }

  void resolve_rates(Happening& result) const {
    const auto states_rate = [](const Action& action) { return action.rate || action.varying; };
    if (const int claim = prevailing(states_rate); claim >= 0) {
      result.rate = book_.claim(claim).action.rate;
      result.varying = book_.claim(claim).action.varying;
      const bool differ = std::any_of(group_.claims.begin(), group_.claims.end(), [&](int other) {
        const Action& action = book_.claim(other).action;
        return states_rate(action) && (action.rate != result.rate || action.varying != result.varying);
      });
      result.rate_contested = differ && !book_.is_act(claim);
      if (differ && !(book_.is_act(claim) && only_acts_differ(states_rate))) {
        contest(
            "rate", states_rate,
            [](const Action& action) { return action.varying ? std::string("varying") : percent_of(action.rate); },
            result.rate_contested ? std::nullopt : std::optional<std::string>(percent_of(result.rate)));
      }
    }
    if (const int claim = prevailing([](const Action& action) { return !action.charge.empty(); }); claim >= 0) {
      result.charge = book_.claim(claim).action.charge;
    }
    const auto states_portion = [](const Action& action) { return action.portion.has_value(); };
    if (const int claim = prevailing(states_portion); claim >= 0) {
      result.portion = book_.claim(claim).action.portion;
      const bool differ = std::any_of(group_.claims.begin(), group_.claims.end(), [&](int other) {
        return states_portion(book_.claim(other).action) && book_.claim(other).action.portion != result.portion;
      });
      result.portion_contested = differ && !book_.is_act(claim);
      if (differ && !(book_.is_act(claim) && only_acts_differ(states_portion))) {
        contest(
            "portion", states_portion, [](const Action& action) { return percent_of(action.portion); },
            result.portion_contested ? std::nullopt : std::optional<std::string>(percent_of(result.portion)));
      }
    }
    if (const int claim = prevailing([](const Action& action) { return action.previous.has_value(); }); claim >= 0) {
      result.previous = book_.claim(claim).action.previous;
    }
  }

  /// A later act supersedes an earlier one, which is no conflict.
  template <class States>
  [[nodiscard]] bool only_acts_differ(States states) const {
    return std::none_of(group_.claims.begin(), group_.claims.end(),
                        [&](int claim) { return !book_.is_act(claim) && states(book_.claim(claim).action); });
  }

  void resolve_limits(Happening& result) const {
    const auto any = [](const Action&) { return true; };
    const int decides = prevailing(any);
    const auto limited = [&](int claim) { return !book_.claim(claim).action.limits.empty(); };
    const bool some = std::any_of(group_.claims.begin(), group_.claims.end(), limited);
    const bool all = std::all_of(group_.claims.begin(), group_.claims.end(), limited);
    result.limited = book_.is_act(decides) ? limited(decides) : all;
    if (some == all || result.family != Family::Suspension) return;
    result.limits_contested = !book_.is_act(decides);
    contest(
        "limits", any,
        [](const Action& action) {
          if (action.limits.empty()) return std::string("all");
          std::string text;
          const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
          for (const std::string& party : action.limits.parties) add(party);
          for (const std::string& word : action.limits.goods.words) add(word);
          for (const std::string& code : action.limits.goods.hs) add("HS " + code);
          if (!action.limits.goods.list.empty()) add(action.limits.goods.list);
          if (!action.limits.condition.empty()) add(action.limits.condition);
          return text;
        },
        result.limited ? std::nullopt : std::optional<std::string>("all"));
    if (conflicts_ == nullptr) return;
    conflicts_->back().rule = 14;
    conflicts_->back().text = result.limits_contested
                                  ? "The claims disagree whom it reaches: read as reaching all, and only possible."
                                  : "The act decides whom it reaches.";
  }

  /// Minutes into the span's first day on the measure's clock; a clock elsewhere may be a day off, which moves the
  /// span.
  [[nodiscard]] Minute local_time(DaySpan& span, TimeOfDay time, const std::optional<Zone>& zone) const {
    const Zone own = book_.clock(measure_);
    if (!zone || *zone == own) return time.minutes();
    const LocalTime local = to_local(to_instant({date_of(span.first), time}, *zone), own);
    const DayNumber moved = local.day.days_since_epoch() - span.first;
    span.first += moved;
    span.last += moved;
    return local.time.minutes();
  }

  const Book& book_;
  int measure_;
  const Group& group_;
  std::vector<Conflict>* conflicts_;
};

}  // namespace

std::optional<Family> family_of(Said said) noexcept {
  switch (said) {
    case Said::Imposed:
    case Said::Opened:
    case Said::Committed:
    case Said::Agreed:
      return Family::Opening;
    case Said::RateSet:
    case Said::Raised:
    case Said::Lowered:
      return Family::RateSet;
    case Said::ScopeSet:
    case Said::Narrowed:
    case Said::Expanded:
      return Family::ScopeSet;
    case Said::Suspended:
    case Said::Extended:
      return Family::Suspension;
    case Said::Resumed:
      return Family::Resumed;
    case Said::Ended:
      return Family::Ended;
    case Said::Revoked:
      return Family::Revoked;
    case Said::Withdrawn:
      return Family::Withdrawn;
    case Said::Expired:
      return Family::Expired;
    case Said::StruckDown:
      return Family::StruckDown;
    case Said::Reinstated:
      return Family::Reinstated;
    case Said::Held:
      return Family::Held;
    case Said::Progress:
    case Said::Noted:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<DaySpan> span_of(FuzzyDate date) noexcept {
  if (date.is_unknown()) return std::nullopt;
  return DaySpan{date.earliest()->days_since_epoch(), date.latest()->days_since_epoch()};
}

std::vector<Happening> group(const Book& book, int measure, DayNumber by, std::vector<Conflict>* conflicts) {
  std::vector<Happening> result;
  for (const Group& group : Grouper(book, measure, by).take())
    result.push_back(Resolver(book, measure, group, conflicts).resolve(by));
  return result;
}

Eyes::Grouped& Eyes::grouped(int measure) {
  const auto [entry, fresh] = grouped_.try_emplace(measure);
  if (fresh) entry->second.happenings = group(*book_, measure, by_);
  return entry->second;
}

const std::vector<Happening>& Eyes::happenings(int measure) {
  Grouped& entry = grouped(measure);
  if (!entry.resolved) {
    entry.resolved = true;
    for (Happening& happening : entry.happenings) resolve_start(happening, 0);
  }
  return entry.happenings;
}

/// Rule 7: an unstated start is the day of the action that it is anchored to. Anchors of claims never cycle; those of
/// groups might, where claims of one group are anchored to each other's: then the known day stands.
void Eyes::resolve_start(Happening& happening, int depth) {
  if (happening.states_start || happening.start == Happening::Start::Undecided || depth > book_->measure_count())
    return;
  std::optional<DayNumber> anchored;
  for (const int claim : happening.claims) {
    const int anchor = book_->refer(book_->claim(claim).action.anchor);
    if (anchor < 0 || !book_->moves(anchor) || !book_->counts(anchor, by_)) continue;
    for (const int other : book_->measures_of(anchor)) {
      for (Happening& target : grouped(other).happenings) {
        if (std::find(target.claims.begin(), target.claims.end(), anchor) == target.claims.end() ||
            &target == &happening)
          continue;
        resolve_start(target, depth + 1);
        if (target.start != Happening::Start::Undecided)
          anchored = std::min(anchored.value_or(target.from.first), target.from.first);
      }
    }
  }
  if (anchored) happening.from = {*anchored, *anchored};
}

}  // namespace v0
}  // namespace truceline
