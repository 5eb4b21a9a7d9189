#include "read/side.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

const Token& token_of(const Phrase& phrase, const ActorUse& use) { return phrase.tokens[use.token]; }

/// The actor whose name stands with the measure's: "US tariffs", 中国的稀土出口管制.
const ActorUse* named(const Phrase& phrase, const Token& name) {
  for (auto use = phrase.actors.rbegin(); use != phrase.actors.rend(); ++use) {
    const Token& actor = token_of(phrase, *use);
    if (actor.at.end > name.at.begin) continue;
    if (name.at.begin - actor.at.end > phrase.reach(40, 36) || phrase.parted(actor.at.end, name.at.begin))
      return nullptr;
    for (const Token& between : phrase.tokens) {
      if (between.at.begin < actor.at.end || between.at.end > name.at.begin) continue;
      const Role role = between.means->role;
      if (role == Role::Action || role == Role::Break || role == Role::Payer || role == Role::Buy ||
          role == Role::Standing || role == Role::Negation || role == Role::By || role == Role::Condition ||
          (role == Role::Instrument && !phrase.chinese)) {
        return nullptr;
      }
      // "on", "of" part the name from what follows; 对 does not: 美国对华关税.
      if (!phrase.chinese && role == Role::Toward && between.at.begin > actor.at.end + 2) return nullptr;
    }
    if (use->use == Use::Target) continue;
    if (use->use == Use::Where || use->use == Use::Agent) return nullptr;
    return &*use;
  }
  return nullptr;
}

/// "China tariffs" and 中国关税 are those that China pays.
bool is_payer_by_place(const Phrase& phrase, const Token& actor, const Token& name) {
  if (name.means->retaliation || actor.means->sides != cn_side) return false;
  const std::string_view between = phrase.words(actor.at.end, name.at.begin);
  const std::string_view word = phrase.words(actor);
  if (phrase.chinese)
    return name.means->kind == MeasureKind::Tariff && between.empty() && (word == "中国" || word == "大陆");
  return between == " " && word == "China";
}

/// Whether the sentence has another country, and neither of the two, for its subject.
bool acts_abroad(const Phrase& phrase, const Governor& governor, const Token& name) {
  const std::uint32_t deed_at = std::min(name.at.begin, phrase.tokens[governor.first].at.begin);
  bool abroad = false;
  bool ours = false;
  bool within = false;
  for (const ActorUse& use : phrase.actors) {
    const Token& actor = token_of(phrase, use);
    if (use.use != Use::Subject || actor.at.end > deed_at) continue;
    // The clause's own subject counts before those of the clauses ahead of it.
    if (!within && actor.at.begin >= phrase.clause(deed_at).begin) {
      within = true;
      ours = abroad = false;
    }
    ((actor.means->sides & both_sides) != 0 ? ours : abroad) = true;
  }
  return abroad && !ours;
}

/// Whether a clause is one of what a person does: "he would", 他可能.
bool begins_with_person(const Phrase& phrase, Span clause) {
  std::string_view words = phrase.words(clause.begin, clause.end);
  while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
  return words.starts_with("he ") || words.starts_with("she ") || words.starts_with("他") || words.starts_with("她");
}

Sides others_of(Sides sides) { return sides & static_cast<Sides>(both_sides); }

}  // namespace

Acting find_acting(const Phrase& phrase, std::size_t instrument, const Governor& governor, Sides known_for_goods,
                   const Carried& carried) {
  const Token& name = phrase.tokens[instrument];
  const Meaning& means = *name.means;
  const Sides known = means.sides != 0 ? means.sides : known_for_goods;
  const Span clause = phrase.clause(name.at.begin);
  Acting acting;

  // Whom it meets: the nearest in the clause.
  std::uint32_t nearest = phrase.reach(140, 110);
  const ActorUse* target = nullptr;
  for (const ActorUse& use : phrase.actors) {
    const Token& actor = token_of(phrase, use);
    const bool within = actor.at.begin >= clause.begin && actor.at.end <= clause.end;
    bool met = use.use == Use::Target;
    if (!met && within && actor.at.end <= name.at.begin) {
      // The payer is not the imposer: "China faces a tariff".
      const bool pays = phrase.has(Role::Payer, actor.at.end, name.at.begin) &&
                        !phrase.has(Role::Both, actor.at.begin, name.at.begin);
      bool last = true;
      for (const ActorUse& later : phrase.actors) {
        const Token& other = token_of(phrase, later);
        if (other.at.begin > actor.at.begin && other.at.end <= name.at.begin &&
            !phrase.has(Role::Payer, other.at.end, name.at.begin)) {
          continue;
        }
        if (other.at.begin > actor.at.begin && other.at.end <= name.at.begin) last = false;
      }
      met = (pays && last) || is_payer_by_place(phrase, actor, name);
    }
    if (!met) continue;
    const std::uint32_t gap = actor.at.begin >= name.at.end   ? actor.at.begin - name.at.end
                              : name.at.begin >= actor.at.end ? name.at.begin - actor.at.end
                                                              : 0;
    const bool crosses = actor.at.begin >= name.at.end ? phrase.parted(name.at.end, actor.at.begin)
                                                       : phrase.parted(actor.at.end, name.at.begin);
    const std::uint32_t cost = gap + (crosses ? 60 : 0);
    // A list of firms may hold those of third countries, too.
    const bool mixed = means.kind == MeasureKind::EntityListing && target != nullptr && within;
    const Sides known_target = target == nullptr ? Sides{0} : token_of(phrase, *target).means->sides;
    if (mixed && known_target != other_side && actor.means->sides == other_side) continue;
    const bool replaces = mixed && known_target == other_side && actor.means->sides != other_side;
    if (replaces || cost < nearest) {
      nearest = cost;
      target = &use;
    }
  }
  if (target != nullptr) acting.target = token_of(phrase, *target).means->sides;

  const auto take = [&](const ActorUse& use, std::string_view how) {
    const Sides sides = token_of(phrase, use).means->sides;
    acting.actor = use.token;
    acting.how = how;
    acting.foreign = (sides & other_side) != 0;
    acting.sides = others_of(sides);
  };

  const ActorUse* by_name = named(phrase, name);
  if (by_name != nullptr && !is_payer_by_place(phrase, token_of(phrase, *by_name), name)) {
    take(*by_name, "named");
    if (acting.target == 0 && acting.foreign) return acting;
    if (!acting.foreign || acting.sides != 0) {
      acting.foreign = acting.target == other_side && acting.sides != 0;
      return acting;
    }
    return acting;
  }
  for (const ActorUse& use : phrase.actors) {
    const Token& actor = token_of(phrase, use);
    if (use.use == Use::Agent && actor.at.begin >= name.at.end && actor.at.begin - name.at.end < phrase.reach(70, 60)) {
      take(use, "agent");
      return acting;
    }
  }
  if (acting.target == other_side) {
    acting.foreign = true;
    return acting;
  }
  // What is had in exchange is the other side's to give.
  for (const Token& token : phrase.tokens) {
    if (token.means->role != Role::Break || token.means->value != "exchange" || token.at.end > name.at.begin) continue;
    if (name.at.begin - token.at.end > phrase.reach(80, 75)) continue;
    Sides giver = carried.subject;
    for (const ActorUse& use : phrase.actors) {
      const Token& actor = token_of(phrase, use);
      if (actor.at.end <= token.at.begin && use.use == Use::Subject) giver = actor.means->sides;
    }
    if (opposite(giver) != 0) {
      acting.sides = opposite(giver);
      acting.how = "exchange";
      return acting;
    }
  }
  if (acts_abroad(phrase, governor, name)) {
    acting.foreign = true;
    return acting;
  }
  const Sides against = opposite(acting.target);
  // A tariff that is known as one side's may yet be the other's, where it is said right there whom it meets.
  const bool close = means.kind == MeasureKind::Tariff && nearest <= phrase.reach(32, 36);
  if (against != 0 && (known == 0 || known == against || close)) {
    acting.sides = against;
    acting.how = "target";
    acting.actor = target->token;
    return acting;
  }
  if (known != 0 && (known & other_side) == 0) {
    // Trade may be let or stopped at either end: "Beijing will permit the plants to resume chip exports".
    if (means.flow && governor.link == Link::Before) {
      const std::uint32_t deed = phrase.tokens[governor.first].at.begin;
      for (auto use = phrase.actors.rbegin(); use != phrase.actors.rend(); ++use) {
        const Token& actor = token_of(phrase, *use);
        if (actor.at.end > deed || actor.at.begin < phrase.clause(deed).begin) continue;
        if (use->use != Use::Subject || actor.means->sides != opposite(known)) break;
        take(*use, "subject");
        return acting;
      }
    }
    acting.sides = known;
    acting.how = "known";
    acting.actor = instrument;
    return acting;
  }
  // The subject: the nearest before the deed; what follows the deed is its object.
  const std::uint32_t deed_at = std::min(name.at.begin, phrase.tokens[governor.first].at.begin);
  const ActorUse* subject = nullptr;
  for (const ActorUse& use : phrase.actors) {
    const Token& actor = token_of(phrase, use);
    if (actor.at.end > deed_at) break;
    if (use.use == Use::Subject || use.use == Use::Agent) subject = &use;
  }
  if (subject != nullptr) {
    // "If China gives way, he may lift the tariff": a person answers a country, and is the other side's.
    const Token& actor = token_of(phrase, *subject);
    const Span whose = phrase.clause(actor.at.begin);
    if (phrase.has(Role::Condition, whose.begin, actor.at.begin) && opposite(actor.means->sides) != 0 &&
        begins_with_person(phrase, phrase.clause(deed_at))) {
      acting.sides = opposite(actor.means->sides);
      acting.how = "subject";
      acting.actor = subject->token;
      return acting;
    }
    take(*subject, "subject");
    return acting;
  }
  if (acting.target == both_sides) {
    acting.sides = both_sides;
    acting.how = "target";
    return acting;
  }
  if (means.retaliation) {
    acting.sides = cn_side;
    acting.how = "known";
    return acting;
  }
  acting.sides = others_of(carried.subject);
  acting.foreign = carried.foreign && acting.sides == 0;
  acting.how = "carried";
  return acting;
}

std::vector<Jurisdiction> find_parties(const Phrase& phrase, std::size_t instrument, const Carried& carried) {
  const Token& name = phrase.tokens[instrument];
  if (!name.means->codes.empty()) return name.means->codes;
  const Jurisdiction us('U', 'S');
  const Jurisdiction cn('C', 'N');
  const bool others = std::any_of(phrase.actors.begin(), phrase.actors.end(), [&](const ActorUse& use) {
    return use.use != Use::Where && (token_of(phrase, use).means->sides & other_side) != 0;
  });
  const auto holds = [](const std::vector<Jurisdiction>& codes, Jurisdiction code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  const auto parties_in = [&](std::uint32_t begin, std::uint32_t end) -> std::vector<Jurisdiction> {
    std::vector<Jurisdiction> codes;
    for (const ActorUse& use : phrase.actors) {
      const Token& actor = token_of(phrase, use);
      if (use.use == Use::Where || actor.at.begin < begin || actor.at.end > end) continue;
      if (actor.means->role == Role::Both && others) continue;  // both are whoever the sentence names
      for (const Jurisdiction code : actor.means->codes) {
        if (!holds(codes, code)) codes.push_back(code);
      }
    }
    if (holds(codes, us) && holds(codes, cn)) return {us, cn};
    if (holds(codes, Jurisdiction('Z', 'Z'))) return {};
    const bool agreement = name.means->kind == MeasureKind::Agreement;
    if (!holds(codes, us) && !holds(codes, cn)) {
      if (!agreement || codes.size() != 1 || (carried.subject != us_side && carried.subject != cn_side)) return {};
      return {carried.subject == us_side ? us : cn, codes.front()};
    }
    if (codes.size() == 2 || (agreement && codes.size() > 2 && codes.size() <= 4)) return codes;
    return {};
  };
  const Span clause = phrase.clause(name.at.begin);
  std::vector<Jurisdiction> parties = parties_in(clause.begin, clause.end);
  // "If talks fail, the US …": whoever the rest of the sentence is about need not be at the table.
  if (!parties.empty() || name.means->goods == "talks") return parties;
  return parties_in(phrase.at.begin, phrase.at.end);
}

Sides subject_of(const Phrase& phrase) {
  Sides subject = 0;
  for (const ActorUse& use : phrase.actors) {
    if (use.use != Use::Subject) continue;
    const Sides sides = token_of(phrase, use).means->sides;
    if ((sides & other_side) == 0 || subject == 0) {
      if (subject == 0) subject = sides;
    }
  }
  return subject;
}

}  // namespace v0
}  // namespace truceline
