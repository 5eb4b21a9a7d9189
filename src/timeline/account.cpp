#include "timeline/account.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace truceline {
inline namespace v0 {
namespace {

const DayNumber first_day = Date::min().days_since_epoch();
const DayNumber past_last_day = Date::max().days_since_epoch() + 1;

/// The last minute of a day: a day carries the state in force then (rule 1).
constexpr Minute end_of(DayNumber day) noexcept { return minute_of(day) + (minutes_a_day - 1); }

/// A happening that bears on a measure, and the days that its imprecise dates may be.
struct Actor {
  const Happening* what;
  bool inherited;
};

/// One imprecise date among a measure's, and the days at which it is read.
struct Dimension {
  std::size_t actor;
  bool of_end;
  std::vector<DayNumber> days;
};

/// The measure's own happenings, and those of its packages that happen to it, too (rule 20).
std::vector<Actor> actors_of(Eyes& eyes, int measure) {
  const auto verb = [](const Happening& what) {
    return ends(what.family)                ? Verb::Ended
           : what.extended                  ? Verb::Extended
           : what.family == Family::Resumed ? Verb::Resumed
                                            : Verb::Suspended;
  };
  const auto passes_on = [](const Happening& what) {
    return what.family == Family::Suspension || what.family == Family::Resumed || ends(what.family);
  };
  std::vector<Actor> actors;
  for (const Happening& what : eyes.happenings(measure)) actors.push_back({&what, false});
  const int parent = eyes.book().parent_of(measure);
  if (parent < 0) return actors;
  const std::size_t own = actors.size();
  for (const Actor& above : actors_of(eyes, parent)) {
    if (!passes_on(*above.what)) continue;
    const bool overridden =
        std::any_of(actors.begin(), actors.begin() + static_cast<std::ptrdiff_t>(own), [&](const Actor& mine) {
          return passes_on(*mine.what) && verb(*mine.what) == verb(*above.what) && mine.what->rank >= above.what->rank;
        });
    if (!overridden) actors.push_back({above.what, true});
  }
  return actors;
}

std::vector<DayNumber> all_days(DaySpan span) {
  std::vector<DayNumber> days;
  for (DayNumber day = span.first; day <= span.last; ++day) days.push_back(day);
  return days;
}

/// The ends, and days next to others of the measure's dates: a reading in between tells no other order of things, terms
/// apart.
void thin(Dimension& dimension, const std::vector<Actor>& actors) {
  std::vector<DayNumber> kept{dimension.days.front(), dimension.days.back()};
  const auto keep_about = [&](DayNumber day) {
    for (const DayNumber near : {day - 1, day, day + 1}) {
      if (near > dimension.days.front() && near < dimension.days.back()) kept.push_back(near);
    }
  };
  for (const Actor& actor : actors) {
    keep_about(actor.what->from.first);
    keep_about(actor.what->from.last);
    if (actor.what->until) {
      keep_about(actor.what->until->first);
      keep_about(actor.what->until->last);
    }
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  dimension.days = std::move(kept);
}

/// Goes through the readings of a measure's dates. The first is the earliest of all.
class Readings {
 public:
  explicit Readings(std::vector<Actor> actors) : actors_(std::move(actors)) {
    for (std::size_t i = 0; i < actors_.size(); ++i) {
      const Happening& what = *actors_[i].what;
      if (what.family == Family::ScopeSet || what.start == Happening::Start::Undecided) continue;
      if (!what.from.exact()) dimensions_.push_back({i, false, all_days(what.from)});
      if (what.until && !what.until->exact()) dimensions_.push_back({i, true, all_days(*what.until)});
    }
    while (count() > max_readings) {
      Dimension& widest =
          *std::max_element(dimensions_.begin(), dimensions_.end(),
                            [](const Dimension& a, const Dimension& b) { return a.days.size() < b.days.size(); });
      const std::size_t width = widest.days.size();
      thin(widest, actors_);
      if (widest.days.size() == width) widest.days = {widest.days.front(), widest.days.back()};
      if (widest.days.size() == width) widest.days = {widest.days.front()};
    }
    chosen_.assign(dimensions_.size(), 0);
  }

  [[nodiscard]] std::size_t count() const noexcept {
    std::size_t product = 1;
    for (const Dimension& dimension : dimensions_)
      product = std::min(product * dimension.days.size(), max_readings + 1);
    return product;
  }

  /// The events as this reading dates them.
  [[nodiscard]] std::vector<Event> events() const {
    std::vector<Event> events;
    events.reserve(actors_.size());
    for (const Actor& actor : actors_) {
      const Happening& what = *actor.what;
      const bool needs_no_day = what.family == Family::Withdrawn || what.family == Family::StruckDown;
      Event event{.what = actor.what,
                  .inherited = actor.inherited,
                  .dated = what.start != Happening::Start::Undecided || needs_no_day,
                  .start = minute_of(what.from.first) + what.from_time,
                  .start_assumed = what.start != Happening::Start::Stated,
                  .until = std::nullopt};
      if (what.until) event.until = minute_of(what.until->first) + what.until_time;
      events.push_back(event);
    }
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      const Dimension& dimension = dimensions_[i];
      const Happening& what = *actors_[dimension.actor].what;
      const auto event = std::find_if(events.begin(), events.end(), [&](const Event& e) { return e.what == &what; });
      const DayNumber day = dimension.days[chosen_[i]];
      if (dimension.of_end) {
        event->until = minute_of(day) + what.until_time;
      } else {
        event->start = minute_of(day) + what.from_time;
      }
    }
    return events;
  }

  /// The next reading; false after the last.
  bool advance() {
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (++chosen_[i] < dimensions_[i].days.size()) return true;
      chosen_[i] = 0;
    }
    return false;
  }

 private:
  std::vector<Actor> actors_;
  std::vector<Dimension> dimensions_;
  std::vector<std::size_t> chosen_;
};

/// A proposal, from the day on which it is known.
struct Proposal {
  DayNumber known;
  bool imprecise;
  Standing standing;
  int claim;
};

/// All that the readings of one measure need besides their dates.
struct Matter {
  std::vector<Actor> actors;
  std::vector<Proposal> proposals;
  DayNumber first_moving = always_known;
  std::optional<DayNumber> undecided_since;
};

Matter matter_of(Eyes& eyes, int measure) {
  const Book& book = eyes.book();
  Matter matter{.actors = actors_of(eyes, measure), .proposals = {}, .undecided_since = std::nullopt};
  bool moved = false;
  for (const Happening& what : eyes.happenings(measure)) {
    matter.first_moving = moved ? std::min(matter.first_moving, what.known) : what.known;
    moved = true;
    if (what.start == Happening::Start::Undecided &&
        (what.family == Family::Opening || what.family == Family::Reinstated || what.family == Family::Held)) {
      matter.undecided_since = std::min(matter.undecided_since.value_or(what.known), what.known);
    }
  }
  for (const int claim : book.claims_of(measure)) {
    if (book.moves(claim) || !family_of(book.claim(claim).action.said) || !book.counts(claim, eyes.by())) continue;
    matter.proposals.push_back(
        {book.known(claim).first, book.known(claim).last > eyes.by(), book.claim(claim).standing, claim});
  }
  return matter;
}

/// One reading's cores, from a day on each, equal neighbours merged.
struct Telling {
  struct Run {
    DayNumber from;
    Core core;
  };
  std::vector<Run> runs;

  [[nodiscard]] std::size_t index_at(DayNumber day) const {
    const auto after =
        std::upper_bound(runs.begin(), runs.end(), day, [](DayNumber d, const Run& run) { return d < run.from; });
    return static_cast<std::size_t>(after - runs.begin()) - 1;
  }
  [[nodiscard]] DayNumber until(std::size_t index) const {
    return index + 1 < runs.size() ? runs[index + 1].from : past_last_day;
  }
};

/// What a day has in one reading. A measure without any life is what is proposed about it (rule 8).
Core core_on(const Story& story, const std::vector<Proposal>& proposals, DayNumber day) {
  Core core = story.at(end_of(day));
  if (core.status != Status::None || story.has_life()) return core;
  for (const Proposal& proposal : proposals) {
    if (proposal.known > day) continue;
    core.status = Status::Proposed;
    core.standing = std::min(core.standing.value_or(proposal.standing), proposal.standing);
  }
  return core;
}

Telling tell(const Story& story, const std::vector<Proposal>& proposals) {
  std::vector<DayNumber> days{first_day};
  for (const Minute turn : story.turns()) days.push_back(day_of(turn));
  for (const Proposal& proposal : proposals) days.push_back(proposal.known);
  std::sort(days.begin(), days.end());
  Telling telling;
  for (const DayNumber day : days) {
    if (day < first_day || day >= past_last_day || (!telling.runs.empty() && telling.runs.back().from == day)) continue;
    const Core core = core_on(story, proposals, day);
    if (telling.runs.empty() || !(telling.runs.back().core == core)) telling.runs.push_back({day, core});
  }
  return telling;
}

FuzzyDate fuzzy(DayNumber earliest, DayNumber latest) { return FuzzyDate::between(date_of(earliest), date_of(latest)); }

/// The ends of the base reading's runs as all readings tell them, where they tell the same sequence of cores.
struct Bounds {
  std::vector<DaySpan> from;  ///< of each run
  [[nodiscard]] FuzzyDate since(std::size_t run) const {
    return from[run].first <= first_day ? FuzzyDate() : fuzzy(from[run].first, from[run].last);
  }
  [[nodiscard]] std::optional<FuzzyDate> until(std::size_t run) const {
    if (run + 1 >= from.size()) return std::nullopt;
    return fuzzy(from[run + 1].first, from[run + 1].last);
  }
};

Bounds bounds_of(const std::vector<Telling>& tellings) {
  const Telling& base = tellings.front();
  Bounds bounds;
  for (const auto& run : base.runs) bounds.from.push_back({run.from, run.from});
  for (const Telling& other : tellings) {
    const bool same = other.runs.size() == base.runs.size() &&
                      std::equal(base.runs.begin(), base.runs.end(), other.runs.begin(),
                                 [](const auto& a, const auto& b) { return a.core == b.core; });
    if (same) continue;
    for (std::size_t i = 0; i < base.runs.size(); ++i) bounds.from[i] = {base.runs[i].from, base.runs[i].from};
    return bounds;
  }
  for (const Telling& other : tellings) {
    for (std::size_t i = 0; i < other.runs.size(); ++i) {
      bounds.from[i].first = std::min(bounds.from[i].first, other.runs[i].from);
      bounds.from[i].last = std::max(bounds.from[i].last, other.runs[i].from);
    }
  }
  return bounds;
}

void insert_sorted(std::vector<Status>& set, Status status) {
  const auto at = std::lower_bound(set.begin(), set.end(), status);
  if (at == set.end() || *at != status) set.insert(at, status);
}

bool contested(const std::vector<const Happening*>& because) {
  return std::any_of(because.begin(), because.end(), [](const Happening* what) {
    return what->imprecisely_known || what->limits_contested || what->rate_contested || what->portion_contested;
  });
}

Answer answer_of(const Core& core) {
  Answer answer;
  answer.status = core.status;
  answer.ending = core.ending;
  answer.standing = core.standing;
  answer.rate = core.rate;
  answer.varying = core.varying;
  answer.suspended_rate = core.suspended_rate;
  answer.charge = core.charge;
  answer.may_be = {core.status};
  return answer;
}

/// The claims of happenings, each once, in the order in which they became known.
std::vector<std::string> claim_ids(const Book& book, const std::vector<const Happening*>& happenings) {
  std::vector<int> claims;
  for (const Happening* const what : happenings) claims.insert(claims.end(), what->claims.begin(), what->claims.end());
  std::sort(claims.begin(), claims.end(), [&book](int a, int b) { return book.before(a, b); });
  claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
  std::vector<std::string> ids;
  ids.reserve(claims.size());
  for (const int claim : claims) ids.push_back(book.claim(claim).id);
  return ids;
}

void append(Account& account, DayNumber from, Answer answer) {
  if (!account.empty() && *account.back().answer == answer) return;
  account.push_back({from, std::move(answer)});
}

Account own_account(Eyes& eyes, int measure, std::vector<Conflict>* conflicts) {
  const Book& book = eyes.book();
  const Matter matter = matter_of(eyes, measure);
  Readings readings(matter.actors);
  const auto story_of = [&](std::vector<Conflict>* to) {
    return std::make_unique<Story>(book, measure, readings.events(), matter.first_moving, matter.undecided_since, to);
  };
  const auto base = story_of(conflicts);
  Account account;

  std::vector<Telling> tellings{tell(*base, matter.proposals)};
  while (readings.advance()) tellings.push_back(tell(*story_of(nullptr), matter.proposals));
  const Bounds bounds = bounds_of(tellings);
  std::vector<DayNumber> days{first_day};
  for (const Minute turn : base->turns()) days.push_back(day_of(turn));
  for (const Proposal& proposal : matter.proposals) days.push_back(proposal.known);
  for (const Telling& telling : tellings) {
    for (const auto& run : telling.runs) days.push_back(run.from);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());

  for (const DayNumber day : days) {
    if (day < first_day || day >= past_last_day) continue;
    const std::size_t run = tellings.front().index_at(day);
    const Core& core = tellings.front().runs[run].core;
    Answer answer = answer_of(core);
    bool one_rate = true;
    for (const Telling& telling : tellings) {
      const Core& other = telling.runs[telling.index_at(day)].core;
      insert_sorted(answer.may_be, other.status);
      one_rate = one_rate && other.rate == core.rate && other.suspended_rate == core.suspended_rate &&
                 other.charge == core.charge;
    }
    answer.since = bounds.since(run);
    answer.until = bounds.until(run);
    if (base->assumed_on(tellings.front().runs[run].from)) answer.assumed.push_back(Assumed::Since);
    if (answer.until && base->assumed_on(tellings.front().until(run))) answer.assumed.push_back(Assumed::Until);
    answer.voided = base->voided_at(end_of(day));
    const auto because = base->because(end_of(day));
    answer.because = claim_ids(book, because);
    bool doubtful = contested(because);
    if (core.status == Status::Proposed) {
      doubtful = true;
      for (const Proposal& proposal : matter.proposals) {
        if (proposal.known > day) continue;
        answer.because.push_back(book.claim(proposal.claim).id);
        doubtful = doubtful && (proposal.imprecise || proposal.standing != core.standing);
      }
    } else if (core.status == Status::InForce || core.status == Status::Suspended || core.status == Status::Scheduled) {
      for (const Proposal& proposal : matter.proposals) {
        if (proposal.known <= day) answer.proposals.push_back(book.claim(proposal.claim).id);
      }
    }
    const bool since_assumed = !answer.assumed.empty() && answer.assumed.front() == Assumed::Since;
    if (answer.may_be.size() > 1 || !one_rate || since_assumed || doubtful) answer.certainty = Certainty::Possible;
    append(account, day, std::move(answer));
  }
  account.shrink_to_fit();  // it is kept, once for every epoch
  return account;
}

constexpr int rank(Status status) noexcept {
  switch (status) {
    case Status::InForce:
      return 0;
    case Status::Suspended:
      return 1;
    case Status::Scheduled:
      return 2;
    case Status::Proposed:
      return 3;
    case Status::Ended:
      return 4;
    case Status::Unknown:
      return 5;
    case Status::None:
      return 6;
  }
  return 7;
}

const Answer& at(const Account& account, DayNumber day) { return *account[stretch_at(account, day)].answer; }

Answer sum_up(const std::vector<const Answer*>& answers) {
  Answer sum;
  sum.status = Status::None;
  for (const Answer* const answer : answers) {
    if (rank(answer->status) < rank(sum.status)) sum.status = answer->status;
  }
  for (const Answer* const answer : answers) {
    if (answer->status != sum.status) continue;
    if (!sum.ending) sum.ending = answer->ending;
    if (answer->standing) sum.standing = std::min(sum.standing.value_or(*answer->standing), *answer->standing);
    if (answer->certainty == Certainty::Possible) sum.certainty = Certainty::Possible;
    for (const Status status : answer->may_be) insert_sorted(sum.may_be, status);
    for (const std::string& claim : answer->because) {
      if (std::find(sum.because.begin(), sum.because.end(), claim) == sum.because.end()) sum.because.push_back(claim);
    }
  }
  return sum;
}

}  // namespace

std::size_t stretch_at(const Account& account, DayNumber day) noexcept {
  const auto after =
      std::upper_bound(account.begin(), account.end(), day, [](DayNumber d, const Stretch& s) { return d < s.from; });
  return static_cast<std::size_t>(after - account.begin()) - 1;
}

void share_answers(Account& account, const Account& before) {
  for (std::size_t i = 0, j = 0; i < account.size(); ++i) {
    while (j + 1 < before.size() && before[j + 1].from <= account[i].from) ++j;
    if (before[j].answer == account[i].answer) account[i].answer = before[j].answer;
  }
}

bool same_core(const Answer& left, const Answer& right) noexcept {
  return left.status == right.status && left.ending == right.ending && left.standing == right.standing &&
         left.rate == right.rate && left.varying == right.varying && left.suspended_rate == right.suspended_rate &&
         left.charge == right.charge;
}

Account account_of(Eyes& eyes, int measure, std::vector<Conflict>* conflicts) {
  Account own = own_account(eyes, measure, conflicts);
  const std::vector<int>& parts = eyes.book().parts_of(measure);
  if (parts.empty()) return own;
  // By id, so that the order of loading does not matter.
  std::map<std::string_view, Account> by_id;
  by_id.emplace(eyes.book().measure(measure).id, std::move(own));
  for (const int part : parts) by_id.emplace(eyes.book().measure(part).id, account_of(eyes, part));
  std::vector<Account> accounts;
  for (auto& [id, account] : by_id) accounts.push_back(std::move(account));
  std::vector<DayNumber> days;
  for (const Account& account : accounts) {
    for (const Stretch& stretch : account) days.push_back(stretch.from);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  Account sum;
  for (const DayNumber day : days) {
    std::vector<const Answer*> answers;
    for (const Account& account : accounts) answers.push_back(&at(account, day));
    append(sum, day, sum_up(answers));
  }
  // A package's answers have no ends of their own: they last as long as its status does.
  for (std::size_t begin = 0; begin < sum.size();) {
    std::size_t end = begin + 1;
    while (end < sum.size() && same_core(*sum[end].answer, *sum[begin].answer)) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      sum[i].answer.edit([&](Answer& answer) {
        if (sum[begin].from > first_day) answer.since = FuzzyDate::day(date_of(sum[begin].from));
        if (end < sum.size()) answer.until = FuzzyDate::day(date_of(sum[end].from));
      });
    }
    begin = end;
  }
  return sum;
}

std::vector<ScopeChange> scope_changes_of(Eyes& eyes, int measure) {
  const Book& book = eyes.book();
  std::vector<ScopeChange> changes;
  std::vector<const Happening*> ordered;
  for (const Happening& what : eyes.happenings(measure)) {
    if (what.family == Family::ScopeSet ||
        (what.limited && (what.family == Family::Suspension || what.family == Family::Resumed)))
      ordered.push_back(&what);
  }
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Happening* a, const Happening* b) { return a->from.first < b->from.first; });
  for (const Happening* const what : ordered) {
    ScopeChange change{.measure = book.measure(measure).id,
                       .from = {},
                       .until = std::nullopt,
                       .limits = {},
                       .rate = what->rate,
                       .assumed = what->start == Happening::Start::Assumed,
                       .claims = {}};
    if (what->start != Happening::Start::Undecided)
      change.from = FuzzyDate::between(date_of(what->from.first), date_of(what->from.last));
    if (what->until) {
      change.until = FuzzyDate::between(date_of(what->until->first), date_of(what->until->last));
    } else if (what->term && !change.from.is_unknown()) {
      change.until =
          FuzzyDate::between(date_of(what->from.first) + *what->term, date_of(what->from.last) + *what->term);
    }
    for (const int claim : what->claims) {
      const Action& action = book.claim(claim).action;
      change.said = action.said;
      if (!action.limits.empty()) change.limits = action.limits;
      change.claims.push_back(book.claim(claim).id);
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

Answer answer_at(Eyes& eyes, int measure, Minute minute) {
  const Account account = account_of(eyes, measure);
  const DayNumber day = day_of(minute);
  Answer answer = at(account, std::clamp(day, first_day, past_last_day - 1));
  if (!eyes.book().parts_of(measure).empty()) return answer;
  const Matter matter = matter_of(eyes, measure);
  Readings readings(matter.actors);
  const Story base(eyes.book(), measure, readings.events(), matter.first_moving, matter.undecided_since);
  if (!base.has_life()) return answer;
  const Core core = base.at(minute);
  if (core == base.at(end_of(day))) return answer;
  // The day turned after this minute: the answer is the one before, unless even that began later.
  Answer before = day > first_day && base.at(end_of(day - 1)) == core ? at(account, day - 1) : answer_of(core);
  before.because = claim_ids(eyes.book(), base.because(minute));
  before.voided = base.voided_at(minute);
  return before;
}

}  // namespace v0
}  // namespace truceline
