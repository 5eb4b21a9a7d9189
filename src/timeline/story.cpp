#include "timeline/story.hpp"

#include <algorithm>

#include <truceline/record/words.hpp>

namespace truceline {
inline namespace v0 {
namespace {

bool is_opening(Family family) noexcept {
  return family == Family::Opening || family == Family::Reinstated || family == Family::Held;
}

/// A ruling that changes the state: with a day, not stayed, for all.
bool is_effective_end(const Happening& what) noexcept {
  if (!ends(what.family) || what.family == Family::Withdrawn) return false;
  return what.family != Family::StruckDown || (what.states_start && !what.stayed && !what.limited);
}

bool contains(const Happening& what, int claim) noexcept {
  return std::find(what.claims.begin(), what.claims.end(), claim) != what.claims.end();
}

std::optional<Ending> ending_of(Family family) noexcept {
  switch (family) {
    case Family::Ended:
      return Ending::Ended;
    case Family::Revoked:
      return Ending::Revoked;
    case Family::Withdrawn:
      return Ending::Withdrawn;
    case Family::Expired:
      return Ending::Expired;
    case Family::StruckDown:
      return Ending::StruckDown;
    case Family::Held:
      return Ending::Held;
    default:
      return std::nullopt;
  }
}

}  // namespace

Story::Story(const Book& book, int measure, std::vector<Event> events, DayNumber first_moving,
             std::optional<DayNumber> undecided_since, std::vector<Conflict>* conflicts)
    : book_(book),
      measure_(measure),
      events_(std::move(events)),
      first_moving_(first_moving),
      undecided_since_(undecided_since),
      conflicts_(conflicts) {
  const auto undated =
      std::stable_partition(events_.begin(), events_.end(), [](const Event& event) { return event.dated; });
  undated_.assign(undated, events_.end());
  events_.erase(undated, events_.end());
  build_chains();
  extend();
  walk();
  cut();
  settle_rates();
  check_portions();
  settle_voids();
  settle_turns();
}

void Story::tell(const char* field, int rule, const Event& event, std::string text) {
  if (conflicts_ == nullptr) return;
  Conflict conflict{.measure = book_.measure(measure_).id,
                    .field = field,
                    .rule = rule,
                    .sides = {},
                    .prevails = std::nullopt,
                    .text = std::move(text)};
  for (const int claim : event.what->claims) {
    conflict.sides.push_back({book_.claim(claim).id, std::string(word(book_.claim(claim).action.said))});
  }
  conflicts_->push_back(std::move(conflict));
}

/// Rule 9: by known day, acts after articles, then the smallest claim id.
bool Story::before(const Event& left, const Event& right) const {
  if (left.what->rank != right.what->rank) return left.what->rank < right.what->rank;
  if (left.what->act != right.what->act) return right.what->act;
  const auto smallest = [this](const Event& event) {
    return *std::min_element(event.what->claims.begin(), event.what->claims.end(),
                             [this](int a, int b) { return book_.claim(a).id < book_.claim(b).id; });
  };
  return book_.claim(smallest(left)).id < book_.claim(smallest(right)).id;
}

/// Where an event that starts at `start` ends: the stated date, else the start plus the term, else never.
Minute Story::end_from(const Event& event, Minute start) const {
  if (event.until) return *event.until;
  if (!event.what->term) return never;
  const DayNumber day = day_of(start);
  return minute_of((date_of(day) + *event.what->term).days_since_epoch()) + (start - minute_of(day));
}

const Event* Story::named(const Event& event) const {
  if (event.what->of < 0) return nullptr;
  const auto found = std::find_if(events_.begin(), events_.end(),
                                  [&](const Event& other) { return contains(*other.what, event.what->of); });
  return found == events_.end() ? nullptr : &*found;
}

/// The same, even where it has no day.
const Event* Story::target_of(const Event& event) const {
  if (const Event* const dated = named(event)) return dated;
  const auto found = std::find_if(undated_.begin(), undated_.end(),
                                  [&](const Event& other) { return contains(*other.what, event.what->of); });
  return found == undated_.end() ? nullptr : &*found;
}

void Story::build_chains() {
  const bool states_opening = std::any_of(events_.begin(), events_.end(), [](const Event& event) {
    return (event.what->family == Family::Opening || event.what->family == Family::Held) && event.what->states_start;
  });
  for (const Event& event : events_) {
    const Happening& what = *event.what;
    if (is_opening(what.family)) {
      if (what.family != Family::Reinstated && !what.states_start && states_opening) continue;  // a retelling
      Opening opening{.event = &event, .start = event.start, .assumed = event.start_assumed, .spans = {}};
      Minute end = end_from(event, event.start);
      if (what.family == Family::Held && end == never) end = minute_of(day_of(event.start) + 1);
      if (end <= event.start) continue;
      if (end != never)
        opening.spans.push_back({event.start, end, &event, &event, !event.until && event.start_assumed});
      openings_.push_back(std::move(opening));
    } else if (what.family == Family::Suspension && !what.extended && !what.limited) {
      const Event* const change = target_of(event);
      if (change != nullptr && change->what->family == Family::ScopeSet) continue;
      const Minute end = end_from(event, event.start);
      if (end <= event.start) continue;
      chains_.push_back(
          {&event,
           {{event.start, end, &event, what.portion, event.start_assumed, !event.until && event.start_assumed}}});
      chains_.back().postpones = change != nullptr && change->what->family == Family::RateSet;
    }
  }
}

Story::Chain* Story::chain_of(const Event& event) {
  const auto found = std::find_if(chains_.begin(), chains_.end(), [&](const Chain& chain) {
    return std::any_of(chain.pieces.begin(), chain.pieces.end(),
                       [&](const Piece& piece) { return piece.event == &event; });
  });
  return found == chains_.end() ? nullptr : &*found;
}

/// Rule 17.
void Story::extend() {
  std::vector<const Event*> extensions;
  for (const Event& event : events_) {
    if (event.what->family == Family::Suspension && event.what->extended && !event.what->limited)
      extensions.push_back(&event);
  }
  std::sort(extensions.begin(), extensions.end(), [this](const Event* a, const Event* b) { return before(*a, *b); });
  for (const Event* const extension : extensions) {
    const bool stated = extension->what->states_start;
    const auto began_before = [&](Minute start) {
      return stated ? start < extension->start
                    : extension->what->rank == never_known || day_of(start) <= extension->what->known;
    };
    Chain* chain = nullptr;
    Opening* opening = nullptr;
    if (const Event* const target = named(*extension); target != nullptr) {
      if (target->what->family == Family::Suspension) chain = chain_of(*target);
      const auto found = std::find_if(openings_.begin(), openings_.end(),
                                      [&](const Opening& candidate) { return candidate.event == target; });
      if (found != openings_.end() && target->what->family != Family::Held) opening = &*found;
    } else if (target_of(*extension) == nullptr) {
      for (Chain& candidate : chains_) {
        if (!began_before(candidate.base->start) || candidate.end() == never) continue;
        if (chain == nullptr || chain->base->start < candidate.base->start ||
            (chain->base->start == candidate.base->start && before(*chain->base, *candidate.base))) {
          chain = &candidate;
        }
      }
      if (chain == nullptr) {
        for (Opening& candidate : openings_) {
          if (candidate.end() == never || candidate.event->what->family == Family::Held ||
              !began_before(candidate.start))
            continue;
          if (opening == nullptr || opening->start < candidate.start ||
              (opening->start == candidate.start && before(*opening->event, *candidate.event))) {
            opening = &candidate;
          }
        }
      }
    }
    if (chain != nullptr || opening != nullptr || target_of(*extension) != nullptr) targeted_.push_back(extension);
    if ((chain == nullptr || chain->end() == never) && (opening == nullptr || opening->end() == never)) {
      if (chain != nullptr || opening != nullptr || !openings_.empty() || !chains_.empty()) {
        tell("effect", 17, *extension, "An extension of nothing that has an end changes nothing.");
      }
      continue;
    }
    const Minute end = chain != nullptr ? chain->end() : opening->end();
    const bool end_assumed = chain != nullptr ? chain->last().until_assumed : opening->spans.back().until_assumed;
    Minute start = stated ? extension->start : end;
    if (day_of(start) == day_of(end) || day_of(start) == day_of(end - 1)) start = end;
    const Minute new_end = end_from(*extension, start);
    const bool new_end_assumed = !extension->until && (stated ? extension->start_assumed : end_assumed);
    if (new_end < end) {
      tell("until", 17, *extension, "An extension to a day before the end that it extends; the longer stands.");
    }
    if (new_end <= start) continue;
    if (chain != nullptr) {
      const auto portion = extension->what->portion ? extension->what->portion : chain->pieces.back().portion;
      bool start_assumed = stated ? extension->start_assumed : end_assumed;
      if (const Piece& first = chain->pieces.front(); start < first.from) {  // what is extended does not begin earlier
        start = first.from;
        start_assumed = first.from_assumed;
        if (new_end <= start) continue;
      }
      chain->pieces.push_back({start, new_end, extension, portion, start_assumed, new_end_assumed});
      continue;
    }
    start = std::max(start, opening->start);
    if (start < new_end) unite(opening->spans, {start, new_end, extension, extension, new_end_assumed});
  }
  // A span after a gap goes on with the life before.
  std::vector<Opening> going_on;
  for (Opening& opening : openings_) {
    for (std::size_t i = 1; i < opening.spans.size(); ++i) {
      const LifeSpan& span = opening.spans[i];
      going_on.push_back({.event = span.begun_by,
                          .start = span.from,
                          .assumed = span.begun_by->start_assumed,
                          .goes_on = true,
                          .extends = static_cast<int>(&opening - openings_.data()),
                          .spans = {span}});
    }
    if (!opening.spans.empty()) opening.spans.erase(opening.spans.begin() + 1, opening.spans.end());
  }
  openings_.insert(openings_.end(), going_on.begin(), going_on.end());
}

/// Adds a span to others; those that overlap or touch become one.
void Story::unite(std::vector<LifeSpan>& spans, LifeSpan added) {
  std::vector<LifeSpan> apart;
  for (const LifeSpan& span : spans) {
    if (span.until < added.from || added.until < span.from) {
      apart.push_back(span);
      continue;
    }
    if (span.from <= added.from) {
      added.from = span.from;
      added.begun_by = span.begun_by;
    }
    if (span.until > added.until) {
      added.until = span.until;
      added.event = span.event;
      added.until_assumed = span.until_assumed;
    }
  }
  apart.push_back(added);
  std::sort(apart.begin(), apart.end(), [](const LifeSpan& a, const LifeSpan& b) { return a.from < b.from; });
  spans = std::move(apart);
}

/// Rules 8 to 11: takes openings, ends and everything that joins a life in the order of time.
void Story::walk() {
  struct Item {
    Minute time;
    const Event* event;
    int opening;  ///< -1: no opening
  };
  std::vector<std::pair<const Event*, Minute>> revoked;  // withdrawals that came too late, and when they act (rule 11)
  const std::size_t stated_openings = openings_.size();
  const auto withdrawal_time = [](const Event& event) {
    return event.what->known == always_known ? event.start : minute_of(event.what->known);
  };
  for (bool again = true; again;) {
    again = false;
    openings_.resize(stated_openings);
    lives_.clear();
    cuts_.clear();
    rate_entries_.clear();
    rulings_.clear();
    withdrawn_.reset();
    for (Opening& opening : openings_) opening.life = -1;
    for (Chain& chain : chains_) chain.life = chain.opening = -1;

    std::vector<Item> items;
    for (std::size_t i = 0; i < openings_.size(); ++i)
      items.push_back({openings_[i].start, openings_[i].event, static_cast<int>(i)});
    for (const Event& event : events_) {
      const Happening& what = *event.what;
      if (is_opening(what.family) || (what.family == Family::StruckDown && !is_effective_end(what))) continue;
      if (std::find(targeted_.begin(), targeted_.end(), &event) != targeted_.end()) continue;
      Minute time = event.start;
      if (what.family == Family::Withdrawn) {
        time = withdrawal_time(event);
        for (const auto& [late, at] : revoked) {
          if (late == &event) time = at;
        }
      }
      items.push_back({time, &event, -1});
    }
    // In one minute, what begins or ends lives comes before what joins them.
    const auto decides = [](const Item& item) { return item.opening >= 0 || ends(item.event->what->family); };
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
      if (a.time != b.time) return a.time < b.time;
      if (decides(a) != decides(b)) return decides(a);
      if (a.event != b.event) return before(*a.event, *b.event);
      return a.opening < b.opening;
    });

    int open = -1;
    std::vector<char> cancelled(openings_.size(), 0);
    const auto close = [&](Minute at, std::optional<Ending> ending, const Event* by, bool assumed) {
      Life& life = lives_[static_cast<std::size_t>(open)];
      life.end = at;
      life.ending = ending;
      life.ended_by = by;
      life.end_assumed = assumed;
      open = -1;
    };
    const auto expire = [&](Minute by) {
      if (open < 0) return;
      const Opening& opening = openings_[static_cast<std::size_t>(lives_[static_cast<std::size_t>(open)].opening)];
      if (opening.spans.empty() || opening.spans.front().until > by) return;
      const LifeSpan& span = opening.spans.front();
      lives_[static_cast<std::size_t>(open)].lapsed = true;
      close(span.until, opening.event->what->family == Family::Held ? Ending::Held : Ending::Expired, span.event,
            span.until_assumed);
    };
    const auto last_lived = [&] {
      const auto last = std::find_if(lives_.rbegin(), lives_.rend(), [](const Life& life) { return !life.cancelled; });
      return static_cast<int>(lives_.rend() - last) - 1;
    };
    const auto begin = [&](int opening) {
      Opening& begun = openings_[static_cast<std::size_t>(opening)];
      open = static_cast<int>(lives_.size());
      const int first = begun.goes_on ? lives_[static_cast<std::size_t>(last_lived())].first : open;
      begun.life = open;
      lives_.push_back({.begin = begun.start,
                        .opening = opening,
                        .ending = std::nullopt,
                        .first = first,
                        .rates = {},
                        .back_filled = std::nullopt});
    };
    /// Whether an opening begins a life: one that goes on with another does only if that one was the last, and lapsed.
    const auto goes_on_now = [&](int opening) {
      const int root = openings_[static_cast<std::size_t>(opening)].extends;
      if (root < 0) return true;
      const int last = last_lived();
      return last >= 0 && lives_[static_cast<std::size_t>(last)].lapsed &&
             lives_[static_cast<std::size_t>(lives_[static_cast<std::size_t>(last)].first)].opening == root;
    };
    const auto imply = [&](const Event& event, Minute at) {
      openings_.push_back({.event = &event, .start = at, .assumed = true, .implied = true, .spans = {}});
      cancelled.push_back(0);
      begin(static_cast<int>(openings_.size()) - 1);
    };
    /// The next opening to begin after an item, if it was known no later than the happening; -1 otherwise.
    const auto next_known = [&](std::size_t after, const Event& event) {
      for (std::size_t i = after + 1; i < items.size(); ++i) {
        if (items[i].opening < 0 || cancelled[static_cast<std::size_t>(items[i].opening)] != 0 ||
            !goes_on_now(items[i].opening))
          continue;
        return items[i].event->what->rank <= event.what->rank ? items[i].opening : -1;
      }
      return -1;
    };
    const auto named_opening = [&](const Event& event) {
      const Event* const target = named(event);
      if (target == nullptr || !is_opening(target->what->family)) return -1;
      for (std::size_t i = 0; i < openings_.size(); ++i) {
        if (openings_[i].event == target && !openings_[i].implied) return static_cast<int>(i);
      }
      return -1;
    };
    /// The opening that a withdrawal meets: the one that it names, if that is to come and was known no later, else the
    /// next.
    const auto to_come = [&](std::size_t after, const Event& event) {
      const int by_name = named_opening(event);
      const bool meets = by_name >= 0 && openings_[static_cast<std::size_t>(by_name)].life < 0 &&
                         openings_[static_cast<std::size_t>(by_name)].event->what->rank <= event.what->rank;
      return meets ? by_name : next_known(after, event);
    };
    const auto cancel = [&](int opening, Minute at, std::optional<Ending> ending, const Event* by) {
      cancelled[static_cast<std::size_t>(opening)] = 1;
      int first = static_cast<int>(lives_.size());
      if (openings_[static_cast<std::size_t>(opening)].goes_on && last_lived() >= 0) {
        first = lives_[static_cast<std::size_t>(last_lived())].first;
        for (Life& life : lives_) life.lapsed = false;  // nothing goes on with what was called off
      }
      openings_[static_cast<std::size_t>(opening)].life = static_cast<int>(lives_.size());
      lives_.push_back({.begin = openings_[static_cast<std::size_t>(opening)].start,
                        .end = at,
                        .opening = opening,
                        .ending = ending,
                        .ended_by = by,
                        .first = first,
                        .cancelled = true,
                        .end_assumed = by->start_assumed && by->what->family != Family::Withdrawn,
                        .rates = {},
                        .back_filled = std::nullopt});
    };
    const auto without_effect = [&](const Event& event) {
      if (event.what->family == Family::Expired || event.inherited) return;
      tell("effect", 9, event, "It comes when no life of the measure is open, and has no effect.");
    };
    /// Which opening's life an event joins, -1: none with effect. May imply a life.
    const auto join = [&](std::size_t index, const Event& event, Minute time) {
      if (const int by_name = named_opening(event); by_name >= 0) return by_name;
      if (open >= 0) return lives_[static_cast<std::size_t>(open)].opening;
      if (const int next = next_known(index, event); next >= 0) return next;
      if (!lives_.empty()) {
        without_effect(event);
        return -1;
      }
      if (event.inherited) return -1;
      imply(event, time);
      return lives_[static_cast<std::size_t>(open)].opening;
    };
    const auto last_begun = [&] {
      int last = -1;
      for (const Life& life : lives_) last = life.cancelled ? last : life.opening;
      return last;
    };
    const auto put_end = [&](std::size_t index, const Event& event, Minute time, std::optional<Ending> ending) {
      const int opening = join(index, event, time);
      if (opening < 0) {
        if (!lives_.empty()) rulings_.push_back({&event, last_begun()});
        return;
      }
      const int life = openings_[static_cast<std::size_t>(opening)].life;
      rulings_.push_back({&event, opening});
      if (life < 0) {
        cancel(opening, time, ending, &event);
      } else if (life == open) {
        close(time, ending, &event, event.start_assumed);
      } else {
        without_effect(event);
      }
    };

    for (std::size_t i = 0; i < items.size() && !again; ++i) {
      const Item& item = items[i];
      const Event& event = *item.event;
      const Happening& what = *event.what;
      expire(item.time);
      if (item.opening >= 0) {
        if (cancelled[static_cast<std::size_t>(item.opening)] != 0) continue;
        if (open < 0) {
          if (!goes_on_now(item.opening)) continue;
          begin(item.opening);
        } else if (!openings_[static_cast<std::size_t>(item.opening)].goes_on) {
          openings_[static_cast<std::size_t>(item.opening)].life = open;
          cuts_.push_back({lives_[static_cast<std::size_t>(open)].first, item.time, what.rank, nullptr, &event, true});
          if (what.sets_rate() || what.previous)
            rate_entries_.push_back({lives_[static_cast<std::size_t>(open)].opening, &event});
        }
        continue;
      }
      switch (what.family) {
        case Family::Withdrawn: {
          const bool too_late =
              std::any_of(revoked.begin(), revoked.end(), [&](const auto& entry) { return entry.first == &event; });
          if (too_late) {
            put_end(i, event, item.time, Ending::Revoked);
          } else if (open >= 0) {
            tell("said", 11, event, "Withdrawn after it had begun: it reads as revoked.");
            revoked.emplace_back(&event, what.states_start ? event.start : item.time);
            again = true;
          } else if (const int next = to_come(i, event); next >= 0) {
            cancel(next, item.time, Ending::Withdrawn, &event);
          } else if (!lives_.empty()) {
            without_effect(event);
          } else if (!withdrawn_ && !event.inherited && !(undecided_since_ && what.rank < *undecided_since_)) {
            // One known before the opening that leaves its day open does not meet it.
            withdrawn_ = item.time;
            withdrawn_by_ = &event;
          }
          break;
        }
        case Family::Ended:
        case Family::Revoked:
        case Family::Expired:
        case Family::StruckDown:
          put_end(i, event, item.time, ending_of(what.family));
          break;
        case Family::RateSet:
          if (const int opening = join(i, event, item.time); opening >= 0) rate_entries_.push_back({opening, &event});
          break;
        case Family::Resumed: {
          const int opening = join(i, event, item.time);
          if (opening < 0 || what.limited) break;
          const Event* const target = named(event);
          cuts_.push_back({opening, item.time, what.rank,
                           target != nullptr && target->what->family == Family::Suspension ? target : nullptr, &event,
                           false});
          break;
        }
        case Family::Suspension: {
          const int opening = join(i, event, item.time);
          for (Chain& chain : chains_) {
            if (chain.base == &event) chain.opening = opening;
          }
          break;
        }
        default:
          join(i, event, item.time);
          break;
      }
    }
    expire(never - 1);
  }
  if (!lives_.empty()) withdrawn_.reset();
  for (Chain& chain : chains_) chain.life = first_life(chain.opening);
  for (Cut& cut : cuts_) {
    if (!cut.known_before) cut.life = first_life(cut.life);
  }
  for (RateEntry& entry : rate_entries_) entry.life = first_life(entry.life);
  for (Ruling& ruling : rulings_) ruling.life = first_life(ruling.life);
}

/// The life to which all belongs that joins an opening's.
int Story::first_life(int opening) const {
  const int life = opening < 0 ? -1 : openings_[static_cast<std::size_t>(opening)].life;
  return life < 0 ? -1 : lives_[static_cast<std::size_t>(life)].first;
}

/// When a life is over, with all that goes on with it.
Minute Story::over(int first) const {
  Minute end = lives_[static_cast<std::size_t>(first)].end;
  for (const Life& life : lives_) {
    if (life.first == first && !life.cancelled) end = std::max(end, life.end);
  }
  return end;
}

/// Rules 13 and 16.
void Story::settle_rates() {
  for (std::size_t index = 0; index < lives_.size(); ++index) {
    Life& life = lives_[index];
    if (life.first != static_cast<int>(index)) continue;
    struct Entry {
      RateStep step;
      Minute said;
    };
    std::vector<Entry> entries;
    for (const RateEntry& entry : rate_entries_) {
      if (entry.life != static_cast<int>(index)) continue;
      const Event& event = *entry.event;
      Minute from = event.start;
      if (event.what->family == Family::RateSet) {
        for (bool moved = true; moved && from != never;) {
          moved = false;
          for (const Chain& chain : chains_) {
            if (!chain.postpones || named(*chain.base) != &event) continue;
            for (const Piece& piece : chain.pieces) {
              if (piece.from <= from && from < piece.until) {
                from = piece.until;
                moved = true;
              }
            }
          }
        }
      }
      if (from == never) continue;
      from = std::max(from, life.begin);
      const Minute until = event.what->family == Family::RateSet ? end_from(event, event.start) : never;
      if (until > from) entries.push_back({{from, until, &event, event.what->sets_rate()}, event.start});
    }
    std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
      if (a.step.from != b.step.from) return a.step.from < b.step.from;
      if (a.said != b.said) return a.said < b.said;
      return before(*a.step.event, *b.step.event);
    });
    const Opening& opening = openings_[static_cast<std::size_t>(life.opening)];
    const Happening& what = *opening.event->what;
    if (!opening.implied && what.sets_rate()) {
      life.rates.push_back({life.begin, never, opening.event, true});
    } else if (what.family == Family::Reinstated && !opening.implied) {
      for (std::size_t earlier = index; earlier-- > 0;) {
        if (lives_[earlier].cancelled) continue;
        const Life& earlier_life = lives_[static_cast<std::size_t>(lives_[earlier].first)];
        const Gross at_its_end = gross(earlier_life, lives_[earlier].end - 1);
        if (at_its_end.rate && at_its_end.event == earlier_life.back_filled_by) {
          life.back_filled = at_its_end.rate;
          life.back_filled_by = at_its_end.event;
        } else if (at_its_end.event != nullptr) {
          life.rates.push_back({life.begin, never, at_its_end.event, true});
        }
        break;
      }
    }
    for (const Entry& entry : entries) {
      const Happening& change = *entry.step.event->what;
      if (change.previous && entry.step.from > life.begin) {
        const Gross just_before = gross(life, entry.step.from - 1);
        const bool stated =
            std::any_of(life.rates.begin(), life.rates.end(), [](const RateStep& step) { return step.known; });
        if (just_before.rate && *just_before.rate != *change.previous) {
          tell("previous", 13, *entry.step.event,
               "It tells a rate before of " + to_percent(*change.previous) + " %, but the rate then was " +
                   to_percent(*just_before.rate) + " %.");
        } else if (!stated && !life.back_filled) {
          life.back_filled = change.previous;
          life.back_filled_by = entry.step.event;
          for (RateStep& step : life.rates) step.filled = true;
        }
      }
      if (change.family == Family::RateSet || entry.step.known) life.rates.push_back(entry.step);
    }
  }
}

/// What was set last of all that counts at a minute; before the life, at its begin.
const Story::RateStep* Story::step_at(const Life& life, Minute minute) const {
  const Minute at = std::max(minute, life.begin);
  const auto step = std::find_if(life.rates.rbegin(), life.rates.rend(),
                                 [at](const RateStep& s) { return s.from <= at && at < s.until; });
  return step == life.rates.rend() ? nullptr : &*step;
}

Story::Gross Story::gross(const Life& life, Minute minute) const {
  const RateStep* const step = step_at(life, minute);
  if (step != nullptr && step->known)
    return {step->event->what->rate, step->event->what->varying, step->event->what->charge, step->event};
  if (step != nullptr && !step->filled) return {};
  if (life.back_filled) return {life.back_filled, false, {}, life.back_filled_by};
  return {};
}

/// Rule 18, and the openings of rule 9 that end suspensions.
void Story::cut() {
  std::stable_sort(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) { return a.at < b.at; });
  for (const Cut& cut : cuts_) {
    bool any = false;
    const auto tells = [&](const Chain& chain) {
      return std::any_of(chain.pieces.begin(), chain.pieces.end(),
                         [&](const Piece& piece) { return piece.event == cut.only; });
    };
    const bool only = std::any_of(chains_.begin(), chains_.end(), tells);
    for (Chain& chain : chains_) {
      if (chain.life < 0 || (!only && chain.life != cut.life)) continue;
      if (cut.known_before && chain.base->what->rank >= cut.known) continue;
      if (only && !tells(chain)) continue;
      const bool runs = std::any_of(chain.pieces.begin(), chain.pieces.end(),
                                    [&](const Piece& p) { return p.from <= cut.at && cut.at < p.until; });
      if (!runs) continue;
      any = true;
      std::vector<Piece> kept;
      for (Piece piece : chain.pieces) {
        if (piece.from <= cut.at || piece.event->what->rank <= cut.known) {
          if (piece.until > cut.at) {
            piece.until = cut.at;
            piece.until_assumed = cut.by->start_assumed;
          }
          if (piece.from >= piece.until) continue;
        }
        kept.push_back(piece);
      }
      chain.pieces = std::move(kept);
      if (chain.pieces.empty()) chain.life = -1;
    }
    if (!any && !cut.known_before) tell("effect", 18, *cut.by, "Nothing was suspended that it could resume.");
  }
}

/// Rule 13: below zero is a conflict.
void Story::check_portions() {
  if (conflicts_ == nullptr) return;
  for (const Chain& chain : chains_) {
    if (chain.life < 0 || chain.postpones) continue;
    const Life& life = lives_[static_cast<std::size_t>(chain.life)];
    for (const Piece& piece : chain.pieces) {
      if (!piece.portion) continue;
      std::vector<Minute> times{piece.from};
      for (const RateStep& step : life.rates) {
        if (piece.from < step.from && step.from < piece.until) times.push_back(step.from);
      }
      for (const Minute time : times) {
        const Gross rate = gross(life, time);
        if (!rate.rate || *piece.portion <= *rate.rate) continue;
        tell("portion", 14, *piece.event,
             "It suspends " + to_percent(*piece.portion) + " points of a rate of " + to_percent(*rate.rate) +
                 " %: the rate is unknown.");
        break;
      }
    }
  }
}

/// Rule 19.
void Story::settle_voids() {
  for (const Event& event : events_) {
    const Happening& what = *event.what;
    if (what.family != Family::StruckDown || !what.from_beginning || what.stayed || what.limited) continue;
    const bool reinstated = std::any_of(events_.begin(), events_.end(), [&](const Event& other) {
      return other.what->family == Family::Reinstated && other.what->rank > what.rank;
    });
    if (reinstated) continue;
    if (what.states_start) {
      for (const Ruling& ruling : rulings_) {
        if (ruling.event == &event && ruling.life >= 0) voids_.push_back({ruling.life, event.start});
      }
      continue;
    }
    const Minute told = what.known == always_known ? event.start : minute_of(what.known);
    int life = life_at(told).value_or(-1);
    for (std::size_t i = 0; life < 0 && i < lives_.size(); ++i) {
      const std::size_t last = lives_.size() - 1 - i;
      if (!lives_[last].cancelled && lives_[last].begin <= told) life = static_cast<int>(last);
    }
    if (life >= 0) voids_.push_back({lives_[static_cast<std::size_t>(life)].first, told});
  }
}

std::optional<int> Story::life_at(Minute minute) const {
  for (std::size_t i = 0; i < lives_.size(); ++i) {
    if (!lives_[i].cancelled && lives_[i].begin <= minute && minute < lives_[i].end) return static_cast<int>(i);
  }
  return std::nullopt;
}

bool Story::overlaid(int life, Minute minute, bool& whole, std::optional<Rate>& portion,
                     std::vector<const Event*>* by) const {
  whole = false;
  portion.reset();
  bool any = false;
  for (const Chain& chain : chains_) {
    if (chain.life != life || chain.postpones) continue;
    for (const Piece& piece : chain.pieces) {
      if (minute < piece.from || piece.until <= minute) continue;
      any = true;
      if (by != nullptr) {
        by->push_back(piece.event);
        if (piece.event != chain.base) by->push_back(chain.base);
      }
      if (!piece.portion) {
        whole = true;
      } else if (!portion || *portion < *piece.portion) {
        portion = piece.portion;
      }
    }
  }
  return any;
}

/// Rule 14, over what the life would be without suspensions.
Core Story::apply(Status bare, const Life& life, int life_index, Minute minute) const {
  bool whole = false;
  std::optional<Rate> portion;
  const Gross rate = gross(life, minute);
  Core core{.status = bare,
            .ending = std::nullopt,
            .standing = std::nullopt,
            .rate = std::nullopt,
            .varying = false,
            .suspended_rate = std::nullopt,
            .charge = {}};
  const bool suspended = overlaid(life_index, minute, whole, portion, nullptr);
  if (bare == Status::InForce) {
    core.rate = rate.rate;
    core.varying = rate.varying;
    core.charge = rate.charge;
  }
  if (!suspended) return core;
  if (whole || (rate.rate && *portion == *rate.rate)) {
    core.status = Status::Suspended;
    core.charge = {};
    core.varying = rate.varying;
    core.suspended_rate = rate.rate;
    core.rate = rate.rate ? std::optional<Rate>(Rate()) : std::nullopt;
  } else if (!rate.rate || *portion > *rate.rate) {
    core.status = Status::Suspended;
    core.charge = {};
    core.varying = rate.varying;
    core.rate.reset();
    core.suspended_rate = portion;
  } else if (bare == Status::InForce) {
    core.rate = *rate.rate - *portion;
    core.suspended_rate = portion;
  }
  return core;
}

Story::Around Story::around(Minute minute) const {
  Around found;
  for (std::size_t i = 0; i < lives_.size(); ++i) {
    const Life& life = lives_[i];
    if (life.end <= minute) {
      if (found.last == nullptr || found.last->end <= life.end) found.last = &life;
    } else if (life.begin > minute &&
               (found.next < 0 || life.begin < lives_[static_cast<std::size_t>(found.next)].begin)) {
      found.next = static_cast<int>(i);
    }
  }
  return found;
}

Core Story::at(Minute minute) const {
  if (const auto life = life_at(minute)) {
    const int first = lives_[static_cast<std::size_t>(*life)].first;
    return apply(Status::InForce, lives_[static_cast<std::size_t>(first)], first, minute);
  }
  Core core;
  const auto [last, next] = around(minute);
  if (last != nullptr) {
    core.status = Status::Ended;
    core.ending = last->ending;
    return core;
  }
  if (next >= 0) {
    const Life& life = lives_[static_cast<std::size_t>(next)];
    if (openings_[static_cast<std::size_t>(life.opening)].implied) {
      core.status = Status::Unknown;
      return core;
    }
    return apply(day_of(minute) >= first_moving_ ? Status::Scheduled : Status::None, life, next, minute);
  }
  if (withdrawn_ && minute >= *withdrawn_) {
    core.status = Status::Ended;
    core.ending = Ending::Withdrawn;
  } else if (undecided_since_ && day_of(minute) >= *undecided_since_) {
    core.status = Status::Scheduled;
  }
  return core;
}

bool Story::voided_at(Minute minute) const {
  const auto life = life_at(minute);
  return life && std::any_of(voids_.begin(), voids_.end(), [&](const Void& v) {
           return v.life == lives_[static_cast<std::size_t>(*life)].first && minute < v.until;
         });
}

std::vector<const Happening*> Story::because(Minute minute) const {
  std::vector<const Happening*> result;
  const auto add = [&result](const Event* event) {
    if (event != nullptr && std::find(result.begin(), result.end(), event->what) == result.end())
      result.push_back(event->what);
  };
  const auto add_life = [&](int index) {
    add(openings_[static_cast<std::size_t>(lives_[static_cast<std::size_t>(index)].opening)].event);
    const int first = lives_[static_cast<std::size_t>(index)].first;
    const Life& life = lives_[static_cast<std::size_t>(first)];
    add(openings_[static_cast<std::size_t>(life.opening)].event);
    add(gross(life, minute).event);
    if (const RateStep* const step = step_at(life, minute)) add(step->event);
    bool whole = false;
    std::optional<Rate> portion;
    std::vector<const Event*> by;
    static_cast<void>(overlaid(first, minute, whole, portion, &by));
    for (const Event* const event : by) add(event);
  };
  if (const auto life = life_at(minute)) {
    add_life(*life);
    return result;
  }
  const auto [last, next] = around(minute);
  if (last != nullptr) {
    add(openings_[static_cast<std::size_t>(last->opening)].event);
    add(last->ended_by);
  } else if (next >= 0) {
    const Status status = at(minute).status;
    if (status == Status::Suspended) {
      add_life(next);
    } else if (status != Status::None) {
      add(openings_[static_cast<std::size_t>(lives_[static_cast<std::size_t>(next)].opening)].event);
    }
  } else if (withdrawn_ && minute >= *withdrawn_) {
    add(withdrawn_by_);
  }
  return result;
}

void Story::settle_turns() {
  const auto turn = [this](Minute minute) {
    if (minute != never) turns_.push_back(minute);
  };
  const auto mark = [&](Minute minute, bool assumed) {
    if (minute == never) return;
    turn(minute);
    marks_.push_back({day_of(minute), assumed});
  };
  for (const Opening& opening : openings_) {
    if (opening.life >= 0) turn(opening.start);
  }
  for (const Life& life : lives_) {
    turn(life.begin);
    if (!life.cancelled) mark(life.begin, openings_[static_cast<std::size_t>(life.opening)].assumed);
    mark(life.end, life.end_assumed);
    const Minute end = over(life.first);
    for (const RateStep& step : life.rates) {
      if (step.from == life.begin) {
        turn(step.from);
        if (!life.cancelled && life.begin < end && step.event->start == life.begin)
          mark(step.from, step.event->start_assumed);
      } else {
        bool assumed = step.event->start_assumed;
        if (step.from != step.event->start) {  // postponed to where a suspension ends
          for (const Chain& chain : chains_) {
            for (const Piece& piece : chain.pieces) {
              if (piece.until == step.from) assumed = piece.until_assumed;
            }
          }
        }
        if (step.from < end) mark(step.from, assumed);
      }
      if (step.until < end) mark(step.until, !step.event->until && step.event->start_assumed);
    }
  }
  for (const Chain& chain : chains_) {
    if (chain.life < 0 || chain.postpones) continue;
    for (const Piece& piece : chain.pieces) {
      // Where a stretch takes over from another of the same portion, nothing is decided.
      const auto goes_on = [&](Minute minute) {
        return std::any_of(chain.pieces.begin(), chain.pieces.end(), [&](const Piece& other) {
          return &other != &piece && other.portion == piece.portion && other.from <= minute && minute < other.until;
        });
      };
      turn(piece.from);
      turn(piece.until);
      const bool takes_over = piece.event != chain.base && goes_on(piece.from - 1);
      const Minute end = over(chain.life);
      if (!takes_over && piece.from < end) mark(piece.from, piece.from_assumed);
      if (!goes_on(piece.until) && piece.until < end) mark(piece.until, piece.until_assumed);
    }
  }
  for (const Void& voided : voids_) turn(voided.until);
  if (withdrawn_) mark(*withdrawn_, false);
  if (first_moving_ != always_known) turn(minute_of(first_moving_));
  if (undecided_since_ && *undecided_since_ != always_known) turn(minute_of(*undecided_since_));
  std::sort(turns_.begin(), turns_.end());
  turns_.erase(std::unique(turns_.begin(), turns_.end()), turns_.end());
}

bool Story::assumed_on(DayNumber day) const {
  bool any = false;
  for (const Mark& mark : marks_) {
    if (mark.day != day) continue;
    if (!mark.assumed) return false;
    any = true;
  }
  return any;
}

}  // namespace v0
}  // namespace truceline
