#include "oracle/deed.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace truceline {
inline namespace v0 {
namespace oracle {
namespace {

std::optional<Family> family_of(Said said) {
  switch (said) {
    case Said::Imposed:
    case Said::Opened:
    case Said::Committed:
    case Said::Agreed:
      return Family::Opening;
    case Said::RateSet:
    case Said::Raised:
    case Said::Lowered:
      return Family::Rate;
    case Said::ScopeSet:
    case Said::Narrowed:
    case Said::Expanded:
      return Family::Scope;
    case Said::Suspended:
    case Said::Extended:
      return Family::Suspension;
    case Said::Resumed:
      return Family::Resumption;
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

Span span_of(FuzzyDate date) { return {*date.earliest(), *date.latest()}; }
bool contains(Span span, Date day) { return span.first <= day && day <= span.last; }
std::optional<Span> shared(Span a, Span b) {
  const Span both{std::max(a.first, b.first), std::min(a.last, b.last)};
  if (both.last < both.first) return std::nullopt;
  return both;
}

const Action& action(const Heard* heard) { return heard->claim->action; }

bool compatible(const Heard* a, const Heard* b) {
  const Action& x = action(a);
  const Action& y = action(b);
  const bool limits = x.limits == y.limits || x.limits.empty() || y.limits.empty();
  const bool of = x.of == y.of || x.of.empty() || y.of.empty();
  return limits && of && x.of != b->claim->id && y.of != a->claim->id;
}

bool compatible(const Heard* heard, const Deed& deed) {
  return std::all_of(deed.tellers.begin(), deed.tellers.end(), [&](const Heard* t) { return compatible(heard, t); });
}

bool contradicts(const std::optional<Rate>& a, const std::optional<Rate>& b) { return a && b && *a != *b; }
bool contradicts(const Heard* heard, const Deed& deed) {
  return contradicts(action(heard).rate, deed.rate) || contradicts(action(heard).portion, deed.portion);
}

// The value that prevails (rule 23): the last act's that states one, else the last article's. The tellers are in the
// order of becoming known.
template <class Value>
std::optional<Value> prevailing(const Deed& deed, const std::function<std::optional<Value>(const Action&)>& field) {
  std::optional<Value> by_article, by_act;
  for (const Heard* teller : deed.tellers) {
    if (const auto value = field(action(teller))) (teller->act ? by_act : by_article) = value;
  }
  return by_act ? by_act : by_article;
}

// Articles that state several values, and no act that settles it. A rate that varies is another than any rate.
bool disputed(const Deed& deed, std::optional<Rate> Action::*field) {
  std::vector<std::optional<Rate>> values;
  for (const Heard* teller : deed.tellers) {
    const std::optional<Rate> value = action(teller).*field;
    const bool varies = field == &Action::rate && action(teller).varying;
    if (!value && !varies) continue;
    if (teller->act) return false;
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values.size() > 1;
}

// Dates as precise as all together allow, else the last.
std::optional<Span> prevailing_until(const Deed& deed) {
  std::vector<Span> by_article, by_act;
  for (const Heard* teller : deed.tellers) {
    if (const auto& until = action(teller).until; until && !until->is_unknown())
      (teller->act ? by_act : by_article).push_back(span_of(*until));
  }
  const std::vector<Span>& spans = by_act.empty() ? by_article : by_act;
  if (spans.empty()) return std::nullopt;
  std::optional<Span> common = spans.front();
  for (const Span span : spans) {
    if (common) common = shared(*common, span);
  }
  return common ? *common : spans.back();
}

bool states_start(const Heard* heard) { return !action(heard).from.is_unknown(); }

}  // namespace

std::vector<std::string> meant_by(const Dataset& dataset, const std::string& name) {
  for (const Alias& alias : dataset.aliases) {
    if (alias.alias != name) continue;
    std::vector<std::string> all;
    for (const std::string& meant : alias.means) {
      for (std::string& measure : meant_by(dataset, meant)) {
        if (std::find(all.begin(), all.end(), measure) == all.end()) all.push_back(std::move(measure));
      }
    }
    return all;
  }
  return {name};
}

std::vector<Heard> hear(const Dataset& dataset, std::optional<Date> known, Knowledge knowledge) {
  std::vector<Heard> heard;
  for (const Claim& claim : dataset.claims) {
    for (const Source& source : dataset.sources) {
      if (source.id != claim.source) continue;
      const FuzzyDate date = known_of(source);
      const Date surely = *date.latest();
      const Date first = knowledge == Knowledge::Strict ? surely : *date.earliest();
      if (known && *known < first) continue;
      heard.push_back({&claim, meant_by(dataset, claim.measure), first, surely, source.kind == SourceKind::Act});
    }
  }
  const std::vector<Heard> everything = heard;
  const std::function<bool(const std::string&)> silenced = [&](const std::string& id) {
    return std::any_of(everything.begin(), everything.end(), [&](const Heard& other) {
      const auto& targets = other.claim->corrects;
      return std::find(targets.begin(), targets.end(), id) != targets.end() && !silenced(other.claim->id);
    });
  };
  std::erase_if(heard, [&](const Heard& each) { return silenced(each.claim->id); });
  std::sort(heard.begin(), heard.end(), [](const Heard& a, const Heard& b) {
    return std::tie(a.known, a.act, a.claim->id) < std::tie(b.known, b.act, b.claim->id);
  });
  return heard;
}

bool Deed::has(std::string_view claim) const {
  return !claim.empty() &&
         std::any_of(tellers.begin(), tellers.end(), [&](const Heard* t) { return t->claim->id == claim; });
}

bool comes_before(const Deed& a, const Deed& b) {
  // Acts after articles: false before true.
  return std::tie(a.known, a.act, a.id) < std::tie(b.known, b.act, b.id);
}

Deeds::Deeds(const Dataset& dataset, std::vector<Heard> heard, std::optional<Date> known)
    : dataset_(dataset), heard_(std::move(heard)), known_(known) {}

// Fills in all fields but the day of an unstated start.
void Deeds::read(Deed& deed) {
  auto& tellers = deed.tellers;
  std::sort(tellers.begin(), tellers.end());  // heard_ is in the order of becoming known
  deed.known = tellers.front()->known;
  deed.act = std::any_of(tellers.begin(), tellers.end(), [](const Heard* t) { return t->act; });
  deed.id = tellers.front()->claim->id;
  for (const Heard* teller : tellers) deed.id = std::min(deed.id, teller->claim->id);
  deed.doubtful =
      known_ && std::all_of(tellers.begin(), tellers.end(), [&](const Heard* t) { return *known_ < t->surely; });

  std::optional<Span> start;
  bool undecided = true;
  for (const Heard* teller : tellers) {
    if (states_start(teller)) {
      const Span span = span_of(action(teller).from);
      start = start ? shared(*start, span).value_or(*start) : span;
    } else if (!action(teller).undecided) {
      undecided = false;
    }
  }
  // Claims with one exact day share it; whoever else joined them means that day.
  for (const Heard* teller : tellers) {
    if (states_start(teller) && action(teller).from.is_day()) start = span_of(action(teller).from);
  }
  deed.told = start ? Told::Stated : undecided ? Told::Undecided : Told::Unstated;
  if (start) {
    deed.start = *start;
    std::optional<Date> done_by;
    bool only_announced = true;
    for (const Heard* teller : tellers) {
      if (!states_start(teller) || teller->claim->standing != Standing::Done) continue;
      only_announced = false;
      done_by = done_by ? std::min(*done_by, teller->surely) : teller->surely;
    }
    if (done_by && deed.start.first <= *done_by) deed.start.last = std::min(deed.start.last, *done_by);
    deed.begun_by.reset();
    for (const Heard* teller : tellers) {
      const bool retold =
          !states_start(teller) && !action(teller).undecided && teller->claim->standing == Standing::Done;
      if (only_announced && retold)
        deed.begun_by = deed.begun_by ? std::min(*deed.begun_by, teller->known) : teller->known;
    }
  }

  using Minutes = std::optional<TimeOfDay>;
  deed.start_minute = prevailing<TimeOfDay>(deed, [](const Action& a) -> Minutes { return a.from_time; })
                          .value_or(TimeOfDay())
                          .minutes();
  deed.until_minute = prevailing<TimeOfDay>(deed, [](const Action& a) -> Minutes { return a.until_time; })
                          .value_or(TimeOfDay())
                          .minutes();
  deed.until = prevailing_until(deed);
  deed.term = prevailing<Term>(deed, [](const Action& a) { return a.term; });
  // A rate and that it varies are one field.
  using Percent = std::optional<std::optional<Rate>>;
  const auto rate = prevailing<std::optional<Rate>>(
      deed, [](const Action& a) { return a.rate || a.varying ? Percent(a.rate) : std::nullopt; });
  deed.rate = rate ? *rate : std::nullopt;
  deed.varying = rate && !*rate;
  deed.previous = prevailing<Rate>(deed, [](const Action& a) { return a.previous; });
  deed.portion = prevailing<Rate>(deed, [](const Action& a) { return a.portion; });
  deed.of = prevailing<std::string>(deed, [](const Action& a) {
              return a.of.empty() ? std::nullopt : std::optional(a.of);
            }).value_or("");

  const auto any = [&](auto&& holds) { return std::any_of(tellers.begin(), tellers.end(), holds); };
  deed.extended = any([](const Heard* t) { return action(t).said == Said::Extended; });
  deed.from_beginning = any([](const Heard* t) { return action(t).from_beginning; });
  deed.stayed = any([](const Heard* t) { return action(t).stayed; });

  const bool limited = any([](const Heard* t) { return !action(t).limits.empty(); });
  const bool unlimited = any([](const Heard* t) { return action(t).limits.empty(); });
  bool by_act = false;  // the latest act's word
  for (const Heard* teller : tellers) {
    if (teller->act) by_act = !action(teller).limits.empty();
  }
  const bool limits_disputed = limited && unlimited && !deed.act && deed.family == Family::Suspension;
  deed.limited = deed.act ? by_act : limited && !unlimited;
  deed.contested = limits_disputed || disputed(deed, &Action::rate) || disputed(deed, &Action::portion);
}

const std::vector<Deed>& Deeds::own(const std::string& measure) {
  if (const auto found = own_.find(measure); found != own_.end()) return found->second;

  std::vector<const Heard*> exact, imprecise, unstated;
  for (const Heard& each : heard_) {
    const bool about = std::find(each.measures.begin(), each.measures.end(), measure) != each.measures.end();
    if (!about || !moves(each.claim->standing) || !family_of(action(&each).said)) continue;
    (!states_start(&each) ? unstated : action(&each).from.is_day() ? exact : imprecise).push_back(&each);
  }

  std::vector<Deed> deeds;
  const auto join = [&](Deed& deed, const Heard* heard) {
    deed.tellers.push_back(heard);
    read(deed);
  };
  const auto begin = [&](const Heard* heard) {
    Deed deed;
    deed.family = *family_of(action(heard).said);
    join(deed, heard);
    deeds.push_back(std::move(deed));
  };
  // Of the deeds that will do, the one begun last by the claim's known day, else the next one to begin.
  const auto nearest = [&](const Heard* heard, const auto& will_do) -> Deed* {
    Deed* last = nullptr;
    Deed* next = nullptr;
    for (Deed& deed : deeds) {
      if (!will_do(deed)) continue;
      if (deed.start.first <= heard->known) {
        if (!last || last->start.first < deed.start.first) last = &deed;
      } else if (!next || deed.start.first < next->start.first) {
        next = &deed;
      }
    }
    return last ? last : next;
  };
  const auto first = [&](const auto& will_do) -> Deed* {
    const auto found = std::find_if(deeds.begin(), deeds.end(), will_do);
    return found == deeds.end() ? nullptr : &*found;
  };

  for (const Heard* heard : exact) {
    Deed* same_day = first([&](const Deed& deed) {
      return deed.family == *family_of(action(heard).said) && deed.start.first == *action(heard).from.earliest() &&
             compatible(heard, deed);
    });
    same_day ? join(*same_day, heard) : begin(heard);
  }

  const std::size_t all_exact = deeds.size();
  for (const Heard* heard : imprecise) {
    const Span span = span_of(action(heard).from);
    const auto fits = [&](const Deed& deed) {
      return deed.family == *family_of(action(heard).said) && compatible(heard, deed) && !contradicts(heard, deed);
    };
    const auto is_exact = [&](const Deed& deed) { return static_cast<std::size_t>(&deed - deeds.data()) < all_exact; };
    Deed* deed = nearest(heard, [&](const Deed& d) { return is_exact(d) && fits(d) && contains(span, d.start.first); });
    if (!deed) deed = first([&](const Deed& d) { return !is_exact(d) && fits(d) && shared(d.start, span); });
    const auto by_act = [](const Deed& d) {
      return std::any_of(d.tellers.begin(), d.tellers.end(), [](const Heard* t) { return t->act; });
    };
    if (!deed && !heard->act) deed = nearest(heard, [&](const Deed& d) { return is_exact(d) && fits(d) && by_act(d); });
    deed ? join(*deed, heard) : begin(heard);
  }

  for (const Heard* heard : unstated) {
    const Action& told = action(heard);
    const Family family = *family_of(told.said);
    const auto fits = [&](const Deed& deed) {
      return deed.family == family && compatible(heard, deed) && !contradicts(heard, deed) &&
             (told.said != Said::Extended || deed.extended);
    };
    const auto stated = [](const Deed& deed) { return deed.told == Told::Stated; };
    Deed* deed = nearest(heard, [&](const Deed& d) { return stated(d) && fits(d); });
    if (!deed && family == Family::Opening && told.rate) {
      deed = nearest(heard, [&](const Deed& d) {
        return d.family == Family::Rate && stated(d) && compatible(heard, d) && d.rate == told.rate;
      });
    }
    if (!deed) deed = first([&](const Deed& d) { return !stated(d) && fits(d); });
    deed ? join(*deed, heard) : begin(heard);
  }

  return own_[measure] = std::move(deeds);
}

// The day of a deed in its earliest reading (rule 7). `before`: the deeds that hang on it, for two may hang on each other.
Date Deeds::day_of(const Deed& deed, std::vector<const Deed*> before) {
  if (deed.told == Told::Stated) return std::min(deed.start.first, deed.begun_by.value_or(deed.start.first));
  before.push_back(&deed);
  std::optional<Date> earliest;
  for (const Heard* teller : deed.tellers) {
    for (const Heard& anchor : heard_) {
      if (anchor.claim->id != action(teller).anchor) continue;
      for (const std::string& measure : anchor.measures) {
        for (const Deed& other : own(measure)) {
          const bool hangs = std::find(before.begin(), before.end(), &other) != before.end();
          if (!other.has(anchor.claim->id) || other.told == Told::Undecided || hangs) continue;
          const Date day = day_of(other, before);
          earliest = std::min(earliest.value_or(day), day);
        }
      }
    }
  }
  return earliest.value_or(deed.known);
}

std::vector<Deed> Deeds::about(const std::string& measure) {
  std::vector<Deed> all;
  for (const Deed& deed : own(measure)) {
    all.push_back(deed);
    all.back().assumed = day_of(deed);
  }
  std::string package;
  for (const Measure& each : dataset_.measures) {
    if (each.id == measure) package = each.part_of;
  }
  if (package.empty()) return all;

  const auto is_end = [](Family family) {
    return family == Family::Ended || family == Family::Revoked || family == Family::Withdrawn ||
           family == Family::Expired || family == Family::StruckDown;
  };
  const std::vector<Deed> own_deeds = all;
  for (Deed deed : about(package)) {
    if (deed.family != Family::Suspension && deed.family != Family::Resumption && !is_end(deed.family)) continue;
    const bool has_its_own = std::any_of(own_deeds.begin(), own_deeds.end(), [&](const Deed& mine) {
      const bool same_verb = (is_end(deed.family) && is_end(mine.family)) ||
                             (deed.family == mine.family && deed.extended == mine.extended);
      return same_verb && mine.known >= deed.known;
    });
    if (has_its_own) continue;
    deed.inherited = true;
    all.push_back(std::move(deed));
  }
  return all;
}

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
