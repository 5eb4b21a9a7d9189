#include "oracle/life.hpp"

#include <algorithm>
#include <numeric>

namespace truceline {
inline namespace v0 {
namespace oracle {
namespace {

constexpr Minute minutes_a_day = 1440;

Minute at(Date day, int minute) { return day.days_since_epoch() * minutes_a_day + minute; }
Date day_of(Minute t) {
  const Minute days = t >= 0 ? t / minutes_a_day : -((-t + minutes_a_day - 1) / minutes_a_day);
  return *Date::from_days(static_cast<std::int32_t>(days));
}
Minute after(Minute t, Term term) {
  const Date day = day_of(t);
  return at(day + term, static_cast<int>(t - at(day, 0)));
}

Ending ending_of(const Deed& deed) {
  switch (deed.family) {
    case Family::Revoked:
      return Ending::Revoked;
    case Family::Withdrawn:
      return Ending::Withdrawn;
    case Family::Expired:
      return Ending::Expired;
    case Family::StruckDown:
      return Ending::StruckDown;
    default:
      return Ending::Ended;
  }
}

bool ends(const Deed& deed) {
  return deed.family == Family::Ended || deed.family == Family::Revoked || deed.family == Family::Expired ||
         (deed.family == Family::StruckDown && deed.told == Told::Stated && !deed.stayed && !deed.limited);
}

}  // namespace

bool Life::open(Minute t) const {
  if (cancelled || t < begin || (end && *end <= t)) return false;
  return std::none_of(gaps.begin(), gaps.end(), [&](const auto& gap) { return gap.first <= t && t < gap.second; });
}

World::World(const std::vector<Deed>& deeds, const std::vector<Choice>& choices) : deeds_(deeds), choices_(choices) {
  const std::size_t n = deeds_.size();
  start_.resize(n);
  start_assumed_.assign(n, false);
  idle_.assign(n, false);
  joined_.resize(n);
  ruled_.resize(n);

  // A reinstatement is not another telling of the opening.
  const auto first_opens = [](const Deed& deed) {
    return deed.family == Family::Opening || deed.family == Family::Held;
  };
  const bool opening_stated = std::any_of(
      deeds_.begin(), deeds_.end(), [&](const Deed& deed) { return first_opens(deed) && deed.told == Told::Stated; });

  for (std::size_t d = 0; d < n; ++d) {
    const Deed& deed = deeds_[d];
    if (deed.told == Told::Stated) {
      start_[d] = at(*choices_[d].start, deed.start_minute);
      if (deed.begun_by && *deed.begun_by < *choices_[d].start) {
        start_[d] = at(*deed.begun_by, 0);
        start_assumed_[d] = true;
      }
    } else if (deed.told == Told::Unstated || deed.family == Family::Withdrawn) {
      start_[d] = at(deed.assumed, 0);
      start_assumed_[d] = true;
      if (first_opens(deed) && opening_stated) idle_[d] = true;
    } else {
      idle_[d] = true;
    }
    if (deed.family == Family::StruckDown && !ends(deed)) idle_[d] = true;
    if (!start_[d]) continue;
    if (const auto end = end_from(d, *start_[d]); is_opening(d) && end && *end <= *start_[d]) idle_[d] = true;
  }
  extend();
  walk();
  apply_resumptions();
  set_rates();
}

std::optional<Minute> World::end_from(std::size_t deed, Minute start) const {
  if (choices_[deed].until) return at(*choices_[deed].until, deeds_[deed].until_minute);
  if (deeds_[deed].term) return after(start, *deeds_[deed].term);
  return std::nullopt;
}

bool World::end_assumed(std::size_t deed, bool start_assumed) const { return !choices_[deed].until && start_assumed; }

std::optional<Minute> World::end_of(const Chain& chain) const {
  Minute end = chain.pieces.front().from;
  for (const Piece& piece : chain.pieces) {
    if (!piece.until) return std::nullopt;
    end = std::max(end, *piece.until);
  }
  return end;
}

std::optional<std::size_t> World::named(std::size_t deed) const {
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    if (d != deed && deeds_[d].has(deeds_[deed].of)) return d;
  }
  return std::nullopt;
}

bool World::is_opening(std::size_t deed) const {
  const Family family = deeds_[deed].family;
  return family == Family::Opening || family == Family::Reinstated || family == Family::Held;
}

Chain* World::chain_of_opening(std::size_t deed) {
  for (Chain& chain : terms_) {
    if (chain.root == deed) return &chain;
  }
  return nullptr;
}

// Suspensions and openings, each with its extensions (rule 17).
void World::extend() {
  std::vector<std::size_t> extensions;
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    const Deed& deed = deeds_[d];
    if (idle_[d] || !start_[d]) continue;
    if (deed.family == Family::Suspension && deed.extended) {
      if (!deed.limited) extensions.push_back(d);
      continue;
    }
    const bool suspends = deed.family == Family::Suspension && !deed.limited;
    if (!suspends && !is_opening(d)) continue;
    const auto target = named(d);
    if (suspends && target && deeds_[*target].family == Family::Scope) continue;
    Piece piece{*start_[d], end_from(d, *start_[d]), suspends ? deed.portion : std::nullopt,
                d,          start_assumed_[d],       false};
    piece.until_assumed = end_assumed(d, piece.from_assumed);
    if (piece.until && *piece.until <= piece.from) continue;
    if (deed.family == Family::Held && !piece.until) piece.until = at(day_of(piece.from) + 1, 0);
    Chain chain;
    chain.root = d;
    chain.pieces.push_back(piece);
    chain.postpones = suspends && target && deeds_[*target].family == Family::Rate;
    (suspends ? suspensions_ : terms_).push_back(chain);
  }

  std::sort(extensions.begin(), extensions.end(),
            [&](std::size_t a, std::size_t b) { return comes_before(deeds_[a], deeds_[b]); });
  for (const std::size_t x : extensions) {
    const Deed& deed = deeds_[x];
    const bool stated = deed.told == Told::Stated;

    const auto named_one = named(x);
    Chain* target = nullptr;
    for (auto* chains : {&suspensions_, &terms_}) {
      for (Chain& chain : *chains) {
        if (deeds_[chain.root].family == Family::Held) continue;  // what was held cannot go on
        const auto is_named = [&](const Piece& piece) { return deeds_[piece.deed].has(deed.of); };
        if (!target && std::any_of(chain.pieces.begin(), chain.pieces.end(), is_named)) target = &chain;
      }
    }
    for (auto* chains : {&suspensions_, &terms_}) {
      if (target || named_one) break;
      for (Chain& chain : *chains) {
        if (deeds_[chain.root].family == Family::Held) continue;
        const Minute begun = chain.pieces.front().from;
        const bool before = stated ? begun < *start_[x] : day_of(begun) <= deed.known;
        if (!before || !end_of(chain)) continue;
        const auto key = [&](const Chain& c) { return c.pieces.front().from; };
        if (!target || key(*target) < key(chain) ||
            (key(*target) == key(chain) && comes_before(deeds_[target->root], deeds_[chain.root]))) {
          target = &chain;
        }
      }
    }
    if (target || named_one) has_target_.insert(x);
    if (!target) continue;
    const auto end = end_of(*target);
    if (!end) continue;
    bool end_is_assumed = false;
    for (const Piece& piece : target->pieces) {
      if (piece.until == end) end_is_assumed = piece.until_assumed;
    }
    const Date own_day = day_of(*start_[x]);
    const bool at_the_end = !stated || own_day == day_of(*end) || own_day == day_of(*end - 1);
    Piece piece;
    piece.from = at_the_end ? *end : *start_[x];
    piece.until = end_from(x, piece.from);
    piece.portion = deed.portion ? deed.portion : target->pieces.back().portion;
    piece.deed = x;
    piece.from_assumed = stated ? start_assumed_[x] : end_is_assumed;
    piece.until_assumed = end_assumed(x, piece.from_assumed);
    if (piece.until && *piece.until <= piece.from) continue;
    if (const Piece& root = target->pieces.front();
        piece.from < root.from) {  // what is extended does not begin earlier
      piece.from = root.from;
      piece.from_assumed = root.from_assumed;
    }
    if (piece.until && *piece.until <= piece.from) continue;
    target->pieces.push_back(piece);
  }
}

struct World::Event {
  Minute at = 0;
  bool joins = false;  // openings and ends come first: then it is clear which life is open
  std::size_t deed = 0;
  bool reopens = false;
  std::optional<std::size_t> opening;  // that a reopening continues
};

// Withdrawn on a life that has begun reads as revoked (rule 11), which may change the lives; so each is judged in turn,
// without the later ones.
void World::walk() {
  std::vector<std::size_t> withdrawn;
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    if (deeds_[d].family == Family::Withdrawn) withdrawn.push_back(d);
  }
  std::sort(withdrawn.begin(), withdrawn.end(),
            [&](std::size_t a, std::size_t b) { return comes_before(deeds_[a], deeds_[b]); });
  const auto own_start = start_;
  const auto own_assumed = start_assumed_;
  for (std::size_t w = 0; w < withdrawn.size(); ++w) {
    const std::size_t d = withdrawn[w];
    start_[d] = at(deeds_[d].known, 0);
    start_assumed_[d] = false;
    live({withdrawn.begin() + static_cast<std::ptrdiff_t>(w) + 1, withdrawn.end()});
    if (!too_late_.count(d)) continue;
    revokes_.insert(d);
    if (deeds_[d].told == Told::Stated) {
      start_[d] = own_start[d];
      start_assumed_[d] = own_assumed[d];
    } else {
      start_assumed_[d] = true;
    }
  }
  live({});
}

void World::live(const std::set<std::size_t>& ignored) {
  lives_.clear();
  closings_.clear();
  reopened_.clear();
  decided_.clear();
  too_late_.clear();
  std::fill(joined_.begin(), joined_.end(), std::nullopt);
  std::fill(ruled_.begin(), ruled_.end(), std::nullopt);

  std::vector<Event> events;
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    if (idle_[d] || !start_[d] || ignored.count(d)) continue;
    if (has_target_.count(d)) continue;
    const bool withdraws = deeds_[d].family == Family::Withdrawn;
    events.push_back({*start_[d], !is_opening(d) && !ends(deeds_[d]) && !withdraws, d, false, std::nullopt});
  }
  for (const Chain& chain : terms_) {
    for (std::size_t p = 1; p < chain.pieces.size(); ++p) {
      events.push_back({chain.pieces[p].from, false, chain.pieces[p].deed, true, chain.root});
    }
  }
  std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.joins != b.joins) return b.joins;
    return comes_before(deeds_[a.deed], deeds_[b.deed]);
  });

  std::optional<std::size_t> open;             // life
  std::optional<Minute> expiry;                // of the open life
  bool expired = false;                        // the last life to close did so by its own end
  std::set<std::size_t> spent;                 // openings begun or cancelled
  std::map<std::size_t, std::size_t> of;       // opening to life
  std::map<std::size_t, std::size_t> waiting;  // deed to the opening that it waits for

  const auto close = [&](Minute t, Ending how, std::optional<std::size_t> deed, bool assumed) {
    lives_[*open].end = t;
    closings_.push_back({t, how, deed, lives_[*open].opening ? lives_[*open].opening : lives_[*open].implied_by});
    decided_.emplace_back(t, assumed);
    open.reset();
    expiry.reset();
    expired = false;
  };
  // The end of the stretch of the opening's own pieces that covers t.
  const auto expiry_from = [&](std::size_t opening, Minute t) -> std::optional<Minute> {
    const Chain* chain = chain_of_opening(opening);
    Minute end = t;
    for (bool grown = true; grown;) {
      grown = false;
      for (const Piece& piece : chain->pieces) {
        if (!piece.covers(end)) continue;
        if (!piece.until) return std::nullopt;
        end = *piece.until;
        grown = true;
      }
    }
    return end;
  };
  const auto expire_until = [&](Minute t) {
    if (!open || !expiry || *expiry > t) return;
    const std::size_t opening = *lives_[*open].opening;
    bool assumed = false;
    std::optional<std::size_t> by;
    for (const Piece& piece : chain_of_opening(opening)->pieces) {
      if (piece.until == expiry) {
        assumed = piece.until_assumed;
        by = piece.deed;
      }
    }
    close(*expiry, deeds_[opening].family == Family::Held ? Ending::Held : Ending::Expired, by, assumed);
    expired = true;
  };
  const auto cancel = [&](std::size_t opening, Minute t, Ending how, std::size_t by) {
    spent.insert(opening);
    of[opening] = lives_.size();
    Life life;
    life.opening = opening;
    life.begin = *start_[opening];
    life.end = t;
    life.cancelled = true;
    lives_.push_back(life);
    closings_.push_back({t, how, by, opening});
    decided_.emplace_back(t, start_assumed_[by]);
  };

  for (std::size_t e = 0; e < events.size(); ++e) {
    const Event event = events[e];
    const Deed& deed = deeds_[event.deed];
    expire_until(event.at);

    std::optional<std::size_t> last_lived;
    for (std::size_t l = 0; l < lives_.size(); ++l) {
      if (!lives_[l].cancelled) last_lived = l;
    }
    std::optional<std::size_t> next;  // opening
    bool known_no_later = false;
    bool next_goes_on = false;  // the next life is the last one, after a gap
    for (std::size_t later = e + 1; later < events.size() && !next; ++later) {
      const std::size_t d = events[later].deed;
      next_goes_on = events[later].reopens && expired && !open && lives_[*last_lived].opening == events[later].opening;
      if (next_goes_on) next = events[later].opening;
      if (!events[later].reopens && is_opening(d) && !spent.count(d)) next = d;
      if (next) known_no_later = deeds_[d].known <= deed.known;
    }
    const auto call_off_next = [&](Ending how) {
      if (!next_goes_on) return cancel(*next, event.at, how, event.deed);
      expired = false;
      closings_.push_back({event.at, how, event.deed, next});
      decided_.emplace_back(event.at, start_assumed_[event.deed]);
    };
    const auto imply = [&] {
      Life life;
      life.implied_by = event.deed;
      life.begin = event.at;
      open = lives_.size();
      lives_.push_back(life);
      expiry.reset();
      decided_.emplace_back(event.at, true);
    };

    if (event.reopens) {
      const bool resumes = expired && !open && lives_[*last_lived].opening == event.opening;
      if (!resumes) continue;
      open = last_lived;
      lives_[*open].gaps.emplace_back(*lives_[*open].end, event.at);
      lives_[*open].end.reset();
      expiry = expiry_from(*event.opening, event.at);
      expired = false;
      decided_.emplace_back(event.at, start_assumed_[event.deed] && deed.told == Told::Stated);
      continue;
    }

    if (is_opening(event.deed)) {
      if (spent.count(event.deed)) continue;
      spent.insert(event.deed);
      if (open) {
        of[event.deed] = *open;
        reopened_.emplace_back(event.deed, *open);
        joined_[event.deed] = *open;
        continue;
      }
      Life life;
      life.opening = event.deed;
      life.begin = event.at;
      open = of[event.deed] = lives_.size();
      lives_.push_back(life);
      joined_[event.deed] = *open;
      expiry = expiry_from(event.deed, event.at);
      expired = false;
      decided_.emplace_back(event.at, start_assumed_[event.deed]);
      continue;
    }

    const auto target = named(event.deed);
    const bool names_opening = target && is_opening(*target) && !idle_[*target] && start_[*target];

    if (deed.family == Family::Withdrawn && !revokes_.count(event.deed)) {
      if (open) {
        too_late_.insert(event.deed);
        continue;
      }
      if (names_opening && !spent.count(*target) && deeds_[*target].known <= deed.known) {
        cancel(*target, event.at, Ending::Withdrawn, event.deed);
      } else if (next && known_no_later) {
        call_off_next(Ending::Withdrawn);
      }
      continue;
    }
    if (ends(deed) || deed.family == Family::Withdrawn) {
      const Ending how = deed.family == Family::Withdrawn ? Ending::Revoked : ending_of(deed);
      const bool assumed = start_assumed_[event.deed];
      if (names_opening) {
        if (!spent.count(*target)) {
          ruled_[event.deed] = lives_.size();
          cancel(*target, event.at, how, event.deed);
        } else {
          ruled_[event.deed] = of.at(*target);
          if (open == of.at(*target)) close(event.at, how, event.deed, assumed);
        }
      } else if (open) {
        ruled_[event.deed] = *open;
        close(event.at, how, event.deed, assumed);
      } else if (next && known_no_later) {
        ruled_[event.deed] = next_goes_on ? *last_lived : lives_.size();
        call_off_next(how);
      } else if (!lives_.empty()) {
        ruled_[event.deed] = last_lived;
      } else if (deed.inherited) {
        continue;  // it implies no life
      } else {
        imply();
        ruled_[event.deed] = *open;
        close(event.at, how, event.deed, assumed);
      }
      continue;
    }

    // All else joins a life.
    if (names_opening) {
      waiting[event.deed] = *target;
    } else if (open) {
      joined_[event.deed] = *open;
    } else if (next && known_no_later && next_goes_on) {
      joined_[event.deed] = *last_lived;
    } else if (next && known_no_later) {
      waiting[event.deed] = *next;
    } else if (!lives_.empty()) {
      continue;  // without effect
    } else if (!deed.inherited) {
      imply();
      joined_[event.deed] = *open;
    }
  }
  if (open && expiry) expire_until(*expiry);
  for (const auto& [deed, opening] : waiting) {
    if (of.count(opening)) joined_[deed] = of.at(opening);
  }
}

// Ends a suspension that runs, with what extends it, unless that begins later and became known later.
void World::cut(Chain& chain, Minute t, std::size_t by) {
  const Deed& cutter = deeds_[by];
  if (std::none_of(chain.pieces.begin(), chain.pieces.end(), [&](const Piece& piece) { return piece.covers(t); }))
    return;
  std::erase_if(chain.pieces, [&](const Piece& piece) {
    return piece.from >= t && !(piece.from > t && deeds_[piece.deed].known > cutter.known);
  });
  for (Piece& piece : chain.pieces) {
    if (piece.from >= t || (piece.until && *piece.until <= t)) continue;
    piece.until = t;
    piece.until_assumed = start_assumed_[by];
  }
}

void World::apply_resumptions() {
  for (Chain& chain : suspensions_) chain.life = joined_[chain.root];

  struct Cut {
    Minute at;
    std::size_t by;
  };
  std::vector<Cut> cuts;
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    const bool resumes = deeds_[d].family == Family::Resumption && !deeds_[d].limited && joined_[d];
    const bool opens_again =
        std::any_of(reopened_.begin(), reopened_.end(), [&](const auto& r) { return r.first == d; });
    if (resumes || opens_again) cuts.push_back({*start_[d], d});
  }
  std::sort(cuts.begin(), cuts.end(), [&](const Cut& a, const Cut& b) {
    return a.at != b.at ? a.at < b.at : comes_before(deeds_[a.by], deeds_[b.by]);
  });
  for (const Cut& each : cuts) {
    const Deed& deed = deeds_[each.by];
    const auto names = [&](const Chain& chain) {
      return std::any_of(chain.pieces.begin(), chain.pieces.end(),
                         [&](const Piece& piece) { return deeds_[piece.deed].has(deed.of); });
    };
    const bool resumes = deed.family == Family::Resumption;
    const bool names_one = resumes && std::any_of(suspensions_.begin(), suspensions_.end(), names);
    for (Chain& chain : suspensions_) {
      const bool concerned = names_one ? names(chain) : chain.life && chain.life == joined_[each.by];
      if (concerned && (resumes || deeds_[chain.root].known < deed.known)) cut(chain, each.at, each.by);
    }
  }
}

void World::set_rates() {
  for (std::size_t l = 0; l < lives_.size(); ++l) {
    const Life& life = lives_[l];
    std::vector<RateEvent> changes;
    RateEvent opening;
    opening.at = life.begin;
    opening.life = l;
    if (life.opening) {
      const Deed& deed = deeds_[*life.opening];
      opening.deed = life.opening;
      opening.rate = deed.varying ? std::nullopt : deed.rate;
      opening.varying = deed.varying;
      opening.assumed = start_assumed_[*life.opening];
      if (deed.family == Family::Reinstated && !deed.rate && !deed.varying) {
        // The rate of the life before, as it was when that ended.
        for (std::size_t before = l; before-- > 0;) {
          if (lives_[before].cancelled) continue;
          if (const RateEvent* last = rate_at(before, std::max(*lives_[before].end - 1, lives_[before].begin))) {
            opening.rate = last->rate;
            opening.varying = last->varying;
            opening.told_by = last->told_by ? last->told_by : last->deed;
          }
          break;
        }
      }
    }
    for (std::size_t d = 0; d < deeds_.size(); ++d) {
      const Deed& deed = deeds_[d];
      const bool again = std::find(reopened_.begin(), reopened_.end(), std::pair(d, l)) != reopened_.end();
      if (!again && (deed.family != Family::Rate || joined_[d] != l)) continue;
      RateEvent event;
      event.at = *start_[d];
      event.deed = d;
      event.life = l;
      event.rate = deed.varying ? std::nullopt : deed.rate;
      event.varying = deed.varying;
      event.assumed = start_assumed_[d];
      if (again) {
        event.sets = deed.rate || deed.varying;
      } else {
        event.until = end_from(d, event.at);
        event.until_assumed = end_assumed(d, event.assumed);
        bool for_good = false;
        for (bool moved = true; moved && !for_good;) {
          moved = false;
          for (const Chain& chain : suspensions_) {
            if (!chain.postpones || named(chain.root) != d) continue;
            for (const Piece& piece : chain.pieces) {
              if (!piece.covers(event.at)) continue;
              if (!piece.until) {
                for_good = true;
              } else {
                event.at = *piece.until;
                event.assumed = piece.until_assumed;
                moved = true;
              }
            }
          }
        }
        if (for_good || (event.until && *event.until <= std::max(event.at, life.begin))) continue;
      }
      changes.push_back(event);
    }
    const auto order = [&](const RateEvent& a, const RateEvent& b) {
      return a.at != b.at ? a.at < b.at : comes_before(deeds_[*a.deed], deeds_[*b.deed]);
    };
    std::sort(changes.begin(), changes.end(), order);
    std::vector<RateEvent> all = changes;
    all.insert(all.begin(), opening);  // what is set before the begin counts from the begin, after the opening
    bool stated = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto previous = all[i].deed ? deeds_[*all[i].deed].previous : std::nullopt;
      if (previous && !stated && all[i].at > life.begin) {
        for (std::size_t j = 0; j < i; ++j) {
          if (all[j].rate || all[j].varying || !all[j].sets) continue;
          all[j].rate = previous;
          all[j].told_by = all[i].deed;
        }
        stated = i > 0;
      }
      stated |= all[i].rate || all[i].varying;
    }
    const bool begin_assumed = !life.opening || start_assumed_[*life.opening];
    for (RateEvent& event : all) {
      if (event.at >= life.begin) continue;
      event.at = life.begin;
      event.assumed = begin_assumed;
    }
    rates_.insert(rates_.end(), all.begin(), all.end());
  }
}

const RateEvent* World::rate_at(std::size_t life, Minute t) const {
  const RateEvent* last = nullptr;
  for (const RateEvent& event : rates_) {
    if (event.life == life && event.sets && event.at <= t && (!event.until || t < *event.until)) last = &event;
  }
  return last;
}

std::optional<std::size_t> World::first_opening() const {
  for (const Life& life : lives_) {
    if (life.opening) return life.opening;
  }
  return std::nullopt;
}

namespace {

// What of the chain runs at t.
void run(const Chain& chain, Minute t, bool& whole, std::optional<Rate>& portion, std::set<std::size_t>& rests_on) {
  for (const Piece& piece : chain.pieces) {
    if (!piece.covers(t)) continue;
    rests_on.insert(piece.deed);
    rests_on.insert(chain.root);
    if (!piece.portion) whole = true;
    if (piece.portion && (!portion || *portion < *piece.portion)) portion = piece.portion;
  }
}

// Rule 14.
void suspend(Core& core, std::optional<Rate> gross, bool whole, std::optional<Rate> portion) {
  core.status = whole || portion ? Status::Suspended : Status::InForce;
  core.rate = gross;
  if (whole || (portion && gross && *portion == *gross)) {
    if (gross) core.rate = Rate();
    core.suspended_rate = gross;
  } else if (portion && gross && *portion < *gross) {
    core.status = Status::InForce;
    core.rate = *gross - *portion;
    core.suspended_rate = portion;
  } else if (portion) {
    core.rate.reset();
    core.suspended_rate = portion;
  }
}

}  // namespace

// Whether the deed withdraws what never began: not an opening without a day that became known only later.
bool World::withdrawn_before_any_life(std::size_t deed) const {
  if (!lives_.empty() || deeds_[deed].family != Family::Withdrawn || deeds_[deed].inherited) return false;
  const auto undecided = undecided_since();
  return !undecided || *undecided <= deeds_[deed].known;
}

std::optional<Date> World::undecided_since() const {
  std::optional<Date> since;
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    if (is_opening(d) && deeds_[d].told == Told::Undecided)
      since = std::min(since.value_or(deeds_[d].known), deeds_[d].known);
  }
  return since;
}

std::optional<State> World::on(Date day) const {
  const Minute t = at(day, static_cast<int>(minutes_a_day) - 1);
  State state;
  Core& core = state.core;

  for (std::size_t l = 0; l < lives_.size(); ++l) {
    const Life& life = lives_[l];
    if (!life.open(t)) continue;
    state.rests_on.insert(life.opening ? *life.opening : life.implied_by);
    const RateEvent* event = rate_at(l, t);
    const std::optional<Rate> gross = event && !event->varying ? event->rate : std::nullopt;
    core.varying = event && event->varying;
    if (event && event->deed) state.rests_on.insert(*event->deed);
    if (event && event->told_by) state.rests_on.insert(*event->told_by);

    bool whole = false;
    std::optional<Rate> portion;
    for (const Chain& chain : suspensions_) {
      if (chain.life == l && !chain.postpones) run(chain, t, whole, portion, state.rests_on);
    }
    suspend(core, gross, whole, portion);

    for (std::size_t d = 0; d < deeds_.size(); ++d) {
      const Deed& ruling = deeds_[d];
      if (ruling.family != Family::StruckDown || !ruling.from_beginning || ruling.stayed || ruling.limited) continue;
      std::optional<std::size_t> struck = ruled_[d];
      Minute until = 0;
      if (ruling.told == Told::Stated) {
        until = *start_[d];
      } else {
        until = at(ruling.known, 0);
        const Minute on_that_day = until + minutes_a_day - 1;
        for (std::size_t other = 0; other < lives_.size(); ++other) {
          if (lives_[other].begin <= on_that_day && !lives_[other].cancelled) struck = other;
        }
      }
      const bool reinstated = std::any_of(deeds_.begin(), deeds_.end(), [&](const Deed& other) {
        return other.family == Family::Reinstated && other.known > ruling.known;
      });
      if (struck == l && t < until && !reinstated) state.voided = true;
    }
    return state;
  }

  const Closing* last = nullptr;
  for (const Closing& closing : closings_) {
    if (closing.at <= t && (!last || last->at <= closing.at)) last = &closing;
  }
  if (last) {
    core.status = Status::Ended;
    core.ending = last->how;
    if (last->deed) state.rests_on.insert(*last->deed);
    state.rests_on.insert(*last->opening);
    return state;
  }
  if (!lives_.empty()) {
    const auto first =
        std::min_element(lives_.begin(), lives_.end(), [](const Life& a, const Life& b) { return a.begin < b.begin; });
    if (!first->opening) {
      core.status = Status::Unknown;
      state.rests_on.insert(first->implied_by);
      return state;
    }
  }
  // A suspension beats scheduled, but not the end of another life (rule 15).
  std::optional<std::size_t> next;
  for (std::size_t l = 0; l < lives_.size(); ++l) {
    if (t < lives_[l].begin && (!next || lives_[l].begin < lives_[*next].begin)) next = l;
  }
  if (next) {
    const std::size_t l = *next;
    const Life& life = lives_[l];
    bool whole = false;
    std::optional<Rate> portion;
    std::set<std::size_t> rests_on;
    for (const Chain& chain : suspensions_) {
      if (chain.life == l && !chain.postpones) run(chain, t, whole, portion, rests_on);
    }
    const RateEvent* to_come = rate_at(l, life.begin);
    const std::optional<Rate> gross = to_come && !to_come->varying ? to_come->rate : std::nullopt;
    suspend(core, gross, whole, portion);
    if (core.status != Status::Suspended) {
      core = Core();
      return std::nullopt;
    }
    core.varying = to_come && to_come->varying;
    state.rests_on = rests_on;
    state.rests_on.insert(*life.opening);
    if (to_come && to_come->deed) state.rests_on.insert(*to_come->deed);
    if (to_come && to_come->told_by) state.rests_on.insert(*to_come->told_by);
    return state;
  }

  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    if (!withdrawn_before_any_life(d) || at(deeds_[d].known, 0) > t) continue;
    core.status = Status::Ended;
    core.ending = Ending::Withdrawn;
    state.rests_on.insert(d);
    return state;
  }
  return std::nullopt;
}

std::vector<std::pair<Date, bool>> World::moments() const {
  std::vector<std::pair<Date, bool>> moments;
  for (const auto& [t, assumed] : decided_) moments.emplace_back(day_of(t), assumed);
  for (const RateEvent& event : rates_) {
    const Life& life = lives_[event.life];
    const auto inside = [&](Minute t) { return life.begin <= t && (!life.end || t < *life.end); };
    if (inside(event.at) && event.sets && event.deed && event.deed != life.opening)
      moments.emplace_back(day_of(event.at), event.assumed);
    if (event.until && inside(*event.until)) moments.emplace_back(day_of(*event.until), event.until_assumed);
  }
  for (const Chain& chain : suspensions_) {
    if (!chain.life || chain.postpones) continue;
    const auto before_its_end = [&](Minute t) { return !lives_[*chain.life].end || t < *lives_[*chain.life].end; };
    for (const Piece& piece : chain.pieces) {
      // Where a stretch takes over from another of the same portion, nothing is decided.
      const auto goes_on = [&](Minute t) {
        return std::any_of(chain.pieces.begin(), chain.pieces.end(), [&](const Piece& other) {
          return &other != &piece && other.portion == piece.portion && other.covers(t);
        });
      };
      if (before_its_end(piece.from) && !(piece.deed != chain.root && goes_on(piece.from - 1)))
        moments.emplace_back(day_of(piece.from), piece.from_assumed);
      if (piece.until && before_its_end(*piece.until) && !goes_on(*piece.until))
        moments.emplace_back(day_of(*piece.until), piece.until_assumed);
    }
  }
  for (std::size_t d = 0; d < deeds_.size(); ++d) {
    if (withdrawn_before_any_life(d)) moments.emplace_back(deeds_[d].known, false);
  }
  return moments;
}

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
