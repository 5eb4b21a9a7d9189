#include "read/frame.hpp"

#include <algorithm>
#include <string_view>

#include <truceline/record/words.hpp>

#include "read/deed.hpp"
#include "read/detail.hpp"
#include "read/scope.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr Jurisdiction us('U', 'S');
constexpr Jurisdiction cn('C', 'N');

std::string_view name_of(Link link) noexcept {
  switch (link) {
    case Link::Before:
      return "before";
    case Link::After:
      return "after";
    case Link::Beside:
      return "beside";
    case Link::Own:
      return "own";
    case Link::Mention:
      break;
  }
  return "mention";
}

/// The goods nearest to a measure's name, in its clause.
const Token* goods_near(const Phrase& phrase, const Token& name) {
  const Span clause = phrase.clause(name.at.begin);
  const Token* nearest = nullptr;
  std::uint32_t best = phrase.reach(90, 60);
  for (const Token& token : phrase.tokens) {
    if (token.means->role != Role::Goods || token.at.begin < clause.begin || token.at.end > clause.end) continue;
    const std::uint32_t gap = token.at.begin >= name.at.end   ? token.at.begin - name.at.end
                              : token.at.end <= name.at.begin ? name.at.begin - token.at.end
                                                              : 0;
    if (gap < best) {
      best = gap;
      nearest = &token;
    }
  }
  return nearest;
}

class Frames {
 public:
  Frames(const Phrase& phrase, Context& context, std::vector<Draft>& drafts)
      : phrase_(phrase), context_(context), drafts_(drafts) {}

  void read() {
    for (std::size_t i = 0; i < phrase_.tokens.size(); ++i) {
      const Meaning& means = *phrase_.tokens[i].means;
      if (means.role == Role::Buy) {
        buy(i);
      } else if (means.role != Role::Instrument) {
        continue;
      } else if (means.kind == MeasureKind::Meeting || means.kind == MeasureKind::Agreement) {
        event(i);
      } else {
        measure(i);
      }
    }
    if (const Sides subject = subject_of(phrase_); subject != 0) {
      context_.carried.subject = subject & both_sides;
      context_.carried.foreign = subject == other_side;
    }
  }

 private:
  Draft draft(std::size_t at, const Governor& governor, Said said, Standing standing) const {
    const Token& name = phrase_.tokens[at];
    Draft made;
    made.mention = governor.link == Link::Mention;
    made.order = name.at.begin;
    made.goods = name.means->goods;
    ReadClaim& claim = made.claim;
    claim.kind = name.means->kind;
    claim.action = said;
    claim.standing = standing;
    claim.measure = name.means->measure;
    claim.paragraph = context_.paragraph;
    claim.language = context_.language;
    claim.spans.push_back({"kind", name.at});
    if (governor.link != Link::Mention) claim.spans.push_back({"action", phrase_.tokens[governor.token].at});
    return made;
  }

  void date(Draft& made, std::size_t at, const Governor& governor) const {
    if (!made.mention) date(made, find_days(phrase_, at, governor, context_.published));
  }

  void amount(Draft& made, std::size_t at) const {
    if (const std::optional<Span> words = made.mention ? std::nullopt : find_amount(phrase_, at)) {
      made.claim.amount = phrase_.words(words->begin, words->end);
      made.claim.spans.push_back({"amount", *words});
    }
  }

  void date(Draft& made, const Days& days) const {
    ReadClaim& claim = made.claim;
    claim.effective = days.effective;
    claim.announced = days.announced;
    if (!days.effective.is_unknown()) claim.spans.push_back({"effective", days.effective_at});
    if (!days.announced.is_unknown()) claim.spans.push_back({"announced", days.announced_at});
    const bool lasts = claim.action == Said::Suspended || claim.action == Said::Extended ||
                       claim.action == Said::Committed || claim.action == Said::Agreed ||
                       claim.action == Said::Narrowed || claim.action == Said::Lowered;
    if (lasts && days.duration) {
      claim.duration = days.duration;
      claim.spans.push_back({"duration", days.duration_at});
    }
    if (days.until) {
      claim.until = days.until;
      claim.spans.push_back({"until", days.until_at});
    }
    // The day tells what has been done from what is to come.
    if (claim.standing == Standing::Announced && claim.kind == MeasureKind::PurchaseCommitment) {
      claim.standing = Standing::Done;
    } else if (claim.standing == Standing::Announced && !claim.effective.is_unknown() &&
               *claim.effective.latest() <= context_.published) {
      claim.standing = Standing::Done;
    } else if (claim.standing == Standing::Done && !claim.effective.is_unknown() &&
               *claim.effective.earliest() > context_.published) {
      claim.standing = Standing::Announced;
    }
  }

  /// The rates of a tariff, and what they tell of the deed: from one to another is a rise or a fall.
  void rate(Draft& made, std::size_t at) const {
    Rates rates = find_rates(phrase_, at, made.mention);
    // "cut a 20% tariff to 10%": the one before the name is what was.
    if (!phrase_.chinese && rates.to && !rates.from && !rates.step && rates.at.end <= phrase_.tokens[at].at.begin &&
        (made.claim.action == Said::Lowered || made.claim.action == Said::Raised)) {
      const Span clause = phrase_.clause(phrase_.tokens[at].at.begin);
      for (const QuantityMention& later : phrase_.quantities) {
        if (later.at.begin < phrase_.tokens[at].at.end || later.at.end > clause.end || !later.rate || later.no_rate ||
            later.kind != QuantityKind::Percent || !phrase_.words(clause.begin, later.at.begin).ends_with(" to ")) {
          continue;
        }
        rates.from = rates.to;
        rates.to = later.rate;
        rates.at = later.at;
        break;
      }
    }
    ReadClaim& claim = made.claim;
    if (!rates.to) return;
    switch (claim.action) {
      case Said::Imposed:
        if (rates.from && *rates.from != *rates.to) {
          claim.action = *rates.from < *rates.to ? Said::Raised : Said::Lowered;
        } else if (rates.total) {
          claim.action = Said::Raised;
        }
        if (rates.points) return;
        claim.rate_to = rates.to;
        claim.rate_from = rates.from;
        break;
      case Said::Raised:
      case Said::Lowered:
        if (rates.step) return;
        claim.rate_to = rates.to;
        claim.rate_from = rates.from;
        break;
      case Said::Suspended:
      case Said::Extended:
      case Said::Resumed:
        claim.portion = rates.to;
        break;
      case Said::Revoked: {
        // Of a tariff whose part ends the rest stays: 其中10%关税取消.
        const Span clause = phrase_.clause(phrase_.tokens[at].at.begin);
        const std::string_view ahead = phrase_.words(clause.begin, phrase_.tokens[at].at.begin);
        if (ahead.find("其中") != std::string_view::npos || ahead.ends_with("部分")) claim.action = Said::Lowered;
        return;
      }
      default:
        return;  // the rate that ends is not a rate set
    }
    claim.spans.push_back({"rate_to", rates.at});
  }

  /// Whether another word of the clause names a measure of the same kind.
  bool is_named(std::size_t at) const {
    const Token& name = phrase_.tokens[at];
    const Span clause = phrase_.clause(name.at.begin);
    return std::any_of(phrase_.tokens.begin(), phrase_.tokens.end(), [&](const Token& token) {
      return token.means->role == Role::Instrument && !token.means->bare && token.means->kind == name.means->kind &&
             token.at.begin >= clause.begin && token.at.end <= clause.end;
    });
  }

  /// Whether a listing only tells which firms are meant: 被列入实体清单的企业.
  bool tells_which_firms(const Token& name, Span clause) const {
    const std::string_view behind = phrase_.words(name.at.end, std::min(clause.end, name.at.end + 50));
    const std::size_t of = behind.find("的");
    if (of == std::string_view::npos || of > 24) return false;
    const std::string_view noun = behind.substr(of + 3);
    const bool firms = noun.starts_with("企业") || noun.starts_with("公司") || noun.starts_with("实体") ||
                       noun.starts_with("外国企业") || noun.starts_with("中国企业") || noun.starts_with("机构");
    return firms && phrase_.words(clause.begin, name.at.begin).find("列入") != std::string_view::npos;
  }

  /// Whether the name only tells what another measure answers: "measures to counter the tariffs", 针对关税的反制措施.
  bool is_answered(std::size_t at) const {
    const Token& name = phrase_.tokens[at];
    const Span clause = phrase_.clause(name.at.begin);
    if (phrase_.chinese) {
      if (name.means->kind == MeasureKind::EntityListing && tells_which_firms(name, clause)) return true;
      const std::string_view behind = phrase_.words(name.at.end, std::min(clause.end, name.at.end + 60));
      const std::size_t answer = behind.find("的反制");
      if (answer == std::string_view::npos) return false;
      const std::string_view ahead = phrase_.words(clause.begin, name.at.begin);
      return ahead.find("对") != std::string_view::npos &&
             !phrase_.has(Role::Action, name.at.end, name.at.end + static_cast<std::uint32_t>(answer));
    }
    const std::string_view ahead = phrase_.words(clause.begin, name.at.begin);
    for (const std::string_view answer :
         {"countermeasures against ", "countermeasures to ", "measures to counter ", "retaliation against ",
          "retaliation for ", "retaliatory measures against "}) {
      const std::size_t found = ahead.rfind(answer);
      if (found == std::string_view::npos) continue;
      const std::uint32_t from = clause.begin + static_cast<std::uint32_t>(found + answer.size());
      if (name.at.begin - from <= 40 && !phrase_.has(Role::Action, from, name.at.begin)) return true;
    }
    return false;
  }

  /// Whether the clause only tells of words against the measure, which then is not its subject's.
  bool is_opposed(std::size_t at) const {
    const std::uint32_t end = phrase_.tokens[at].at.begin;
    const std::string_view ahead = phrase_.words(phrase_.clause(end).begin, end);
    for (const std::string_view word : {"反对", "谴责", "抨击", "批评", "指责", "不满", "滥用", "泛化", "oppose",
                                        "criticis", "criticiz", "condemn", "denounce", "complain", "protest"}) {
      if (ahead.find(word) != std::string_view::npos) return true;
    }
    return false;
  }

  Governor governor_of(std::size_t at) const {
    Governor governor = find_deed(phrase_, at);
    if ((governor.link == Link::Mention || governor.link == Link::Own) && context_.lead_deed != Deed::None &&
        said_of(context_.lead_deed, phrase_.tokens[at].means->kind, phrase_.tokens[at].means->flow, false)) {
      governor.deed = context_.lead_deed;
      governor.link = Link::Before;
    }
    return governor;
  }

  void measure(std::size_t at) {
    const Token& name = phrase_.tokens[at];
    const Meaning& means = *name.means;
    if ((means.same && means.kind == MeasureKind::Other) || (means.bare && is_named(at))) return;
    if (is_answered(at)) return;
    Governor governor = governor_of(at);
    if (governor.link == Link::Mention) {
      if (!means.mention || context_.heading || is_opposed(at)) return;
      governor.deed = means.kind == MeasureKind::Investigation        ? Deed::Open
                      : means.kind == MeasureKind::Relief             ? Deed::None
                      : means.kind == MeasureKind::PurchaseCommitment ? Deed::Commit
                                                                      : Deed::Impose;
    }
    const Token* goods = means.goods.empty() ? goods_near(phrase_, name) : nullptr;
    const bool goods_tell = means.kind == MeasureKind::ExportControl;
    const Acting acting = find_acting(
        phrase_, at, governor, goods != nullptr && goods_tell ? goods->means->sides : Sides{0}, context_.carried);
    if (acting.foreign || acting.sides == 0 || is_between_others(acting)) return;
    const auto standing = find_standing(phrase_, at, governor, context_.lead_in, context_.what_if);
    if (!standing) return;
    const Days days = find_days(phrase_, at, governor, context_.published);
    const auto said = said_of(governor.deed, means.kind, means.flow, days.duration.has_value());
    if (!said) return;

    Draft made = draft(at, governor, *said, *standing);
    if (goods != nullptr) {
      made.goods = goods->means->goods;
      made.claim.spans.push_back({"scope", goods->at});
    }
    if (!made.goods.empty()) made.claim.scope.push_back(made.goods);
    if (!made.mention) date(made, days);
    amount(made, at);
    if (means.kind == MeasureKind::Tariff) rate(made, at);
    // What is kept is there, and nothing is done to it.
    made.kept = governor.deed == Deed::Keep;
    made.mention = made.mention || made.kept;
    made.claim.rule =
        std::string(name_of(made.mention ? Link::Mention : governor.link)) + "-" + std::string(acting.how);
    if (acting.actor != Acting::npos) made.claim.spans.push_back({"imposed_by", phrase_.tokens[acting.actor].at});
    if (acting.how == "carried" || acting.how == "known") made.claim.flags.emplace_back("inferred_side");
    const bool both = acting.sides == both_sides;
    if (both) made.claim.flags.emplace_back("both_sides");
    for (const Sides side : {us_side, cn_side}) {
      if ((acting.sides & side) == 0) continue;
      // What both do by measures that only one of them has is that one's.
      if (both && means.sides != 0 && means.sides != side && means.sides != both_sides) continue;
      Draft own = made;
      own.claim.imposed_by = {side == us_side ? us : cn};
      const bool world =
          acting.target == 0 && (made.goods == "reciprocal" || made.goods == "baseline" || made.goods == "232" ||
                                 made.goods == "122" || (means.kind == MeasureKind::ExportControl && side == cn_side));
      own.claim.target = {world ? Jurisdiction() : side == us_side ? cn : us};
      drafts_.push_back(std::move(own));
    }
    context_.carried.foreign = false;
    if (governor.link != Link::Mention && *said != Said::Imposed && *said != Said::Opened && means.mention) {
      if (const auto begun = begun_before(at, governor)) begun_claim(at, *begun, acting);
    }
  }

  /// Whether a US measure meets no one by name in a sentence about other countries only.
  bool is_between_others(const Acting& acting) const {
    if (acting.sides != us_side || acting.target != 0) return false;
    Sides named = 0;
    for (const ActorUse& use : phrase_.actors) {
      if (use.use != Use::Where) named |= phrase_.tokens[use.token].means->sides;
    }
    return (named & other_side) != 0 && (named & cn_side) == 0;
  }

  /// The word that tells beside the deed that the measure was imposed: "announced in March", 10月生效的.
  std::optional<std::size_t> begun_before(std::size_t at, const Governor& governor) const {
    const Token& name = phrase_.tokens[at];
    for (std::size_t i = 0; i < phrase_.tokens.size(); ++i) {
      const Token& token = phrase_.tokens[i];
      if (token.means->role != Role::Action || token.means->deed != Deed::Impose) continue;
      if (i >= governor.first && (i < governor.token || governor.first == governor.token) && i <= governor.token)
        continue;
      if (phrase_.chinese) {
        if (token.at.end > name.at.begin || name.at.begin - token.at.end > 45) continue;
        const std::string_view between = phrase_.words(token.at.end, name.at.begin);
        if (!between.starts_with("的") || phrase_.parted(token.at.end, name.at.begin)) continue;
      } else {
        if (token.at.begin < name.at.end || token.at.begin - name.at.end > 60) continue;
        if (phrase_.parted(name.at.end, token.at.begin) || !phrase_.words(token).ends_with("ed")) continue;
      }
      const bool dated = std::any_of(phrase_.times.begin(), phrase_.times.end(), [&](const TimeMention& time) {
        const std::uint32_t gap = time.at.end <= token.at.begin   ? token.at.begin - time.at.end
                                  : time.at.begin >= token.at.end ? time.at.begin - token.at.end
                                                                  : 0;
        return gap <= phrase_.reach(8, 3);
      });
      if (dated) return i;
    }
    return std::nullopt;
  }

  void begun_claim(std::size_t at, std::size_t deed, const Acting& acting) {
    const Governor governor{Deed::Impose, Link::After, deed, deed};
    const auto said = said_of(Deed::Impose, phrase_.tokens[at].means->kind, phrase_.tokens[at].means->flow, false);
    if (!said || (acting.sides != us_side && acting.sides != cn_side)) return;
    Draft made = draft(at, governor, *said, Standing::Done);
    date(made, at, governor);
    made.claim.duration.reset();
    made.claim.until.reset();
    made.claim.imposed_by = {acting.sides == us_side ? us : cn};
    made.claim.target = {acting.sides == us_side ? cn : us};
    if (!made.goods.empty()) made.claim.scope = {made.goods};
    made.claim.rule = "begun-before";
    drafts_.push_back(std::move(made));
  }

  /// "China will buy soybeans": a commitment if it is China that buys what is American.
  void buy(std::size_t at) {
    const Token& name = phrase_.tokens[at];
    // A name of the purchase that covers the verb has it already.
    for (const Token& token : phrase_.tokens) {
      if (token.means->role == Role::Instrument && token.at.begin <= name.at.begin && token.at.end >= name.at.end)
        return;
    }
    const std::uint32_t reach = name.at.end + phrase_.reach(110, 75);
    const Token* goods = nullptr;
    bool american = false;
    for (const Token& token : phrase_.tokens) {
      if (token.at.begin < name.at.end || token.at.begin > reach) continue;
      if (phrase_.words(name.at.end, token.at.begin).find(';') != std::string_view::npos) break;
      if (goods == nullptr && token.means->role == Role::Goods && token.means->flow) goods = &token;
      if (token.means->role == Role::Actor && token.means->sides == us_side) american = true;
    }
    for (const ActorUse& use : phrase_.actors) {
      const Token& actor = phrase_.tokens[use.token];
      if (use.use == Use::Target && actor.at.end <= name.at.begin && actor.means->sides == us_side &&
          !phrase_.parted(actor.at.end, name.at.begin)) {
        american = true;  // 向美国购买
      }
    }
    if (goods == nullptr && !american) return;
    Sides subject = 0;
    for (const ActorUse& use : phrase_.actors) {
      const Token& actor = phrase_.tokens[use.token];
      if (actor.at.end > name.at.begin) break;
      if (use.use == Use::Subject || use.use == Use::Target) {
        if (use.use == Use::Target && actor.means->sides != cn_side) continue;
        subject = actor.means->sides;
      }
    }
    const bool carried = subject == 0;
    if (carried) subject = context_.carried.subject;
    if (subject != cn_side &&
        !(subject == us_side && american && phrase_.has(Role::Standing, phrase_.at.begin, name.at.begin) &&
          phrase_.has(Role::Actor, phrase_.at.begin, name.at.begin) && false)) {
      return;
    }
    Governor governor{Deed::Commit, Link::Own, at, at};
    std::uint32_t begin = name.at.begin;
    for (std::size_t i = at; i-- > 0;) {
      const Token& token = phrase_.tokens[i];
      if (token.at.end > begin || phrase_.parted(token.at.end, begin) || begin - token.at.end > phrase_.reach(30, 24))
        break;
      if (token.means->role == Role::Break) break;
      if (token.means->role != Role::Action) continue;
      const Deed whole = upon(token.means->deed, Deed::Commit);
      if (whole == Deed::Suspend || whole == Deed::Stop || whole == Deed::Resume || whole == Deed::Revoke) {
        governor.deed = whole;
        governor.first = i;
      }
    }
    const auto standing = find_standing(phrase_, at, governor, context_.lead_in, context_.what_if);
    if (!standing) return;
    const bool stops = governor.deed == Deed::Stop || governor.deed == Deed::Suspend || governor.deed == Deed::Revoke;
    Draft made = draft(at, governor, Said::Committed, *standing);
    made.claim.kind = stops ? MeasureKind::ImportRestriction : MeasureKind::PurchaseCommitment;
    made.claim.action = stops ? Said::Imposed : governor.deed == Deed::Resume ? Said::Resumed : Said::Committed;
    made.claim.imposed_by = {cn};
    made.claim.target = {us};
    if (goods != nullptr) {
      made.goods = goods->means->goods;
      made.claim.scope = {made.goods};
      made.claim.spans.push_back({"scope", goods->at});
    }
    date(made, at, governor);
    amount(made, at);
    made.claim.rule = carried ? "buy-carried" : "buy-subject";
    drafts_.push_back(std::move(made));
  }

  /// The place nearest to an event's name; what stands before it is nearer.
  const Token* place_near(const Token& name) const {
    const Token* nearest = nullptr;
    std::uint32_t best = phrase_.reach(160, 120);
    for (const Token& token : phrase_.tokens) {
      if (token.means->role != Role::Place) continue;
      const std::uint32_t gap = token.at.begin >= name.at.end   ? token.at.begin - name.at.end + 12
                                : token.at.end <= name.at.begin ? name.at.begin - token.at.end
                                                                : 0;
      if (gap < best) {
        best = gap;
        nearest = &token;
      }
    }
    return nearest;
  }

  void event(std::size_t at) {
    const Token& name = phrase_.tokens[at];
    const Meaning& means = *name.means;
    const bool meeting = means.kind == MeasureKind::Meeting;
    Governor governor = meeting ? Governor{Deed::Hold, Link::Own, at, at} : find_deed(phrase_, at);
    if (!meeting && (governor.link == Link::Mention || governor.link == Link::Own)) {
      if (!means.mention) return;
      governor.deed = Deed::Agree;
      governor.link = Link::Own;
    }
    std::vector<Jurisdiction> parties = find_parties(phrase_, at, context_.carried);
    std::string_view how = "parties";
    if (parties.empty()) {
      const bool both = phrase_.has(Role::Both, phrase_.at.begin, phrase_.at.end);
      const bool others = std::any_of(phrase_.actors.begin(), phrase_.actors.end(), [&](const ActorUse& use) {
        return use.use != Use::Where && (phrase_.tokens[use.token].means->sides & other_side) != 0;
      });
      if (others) return;
      if (both) {
        how = "both";
      } else if (!meeting) {
        how = "assumed";
      } else {
        return;
      }
      parties = {us, cn};
    }
    const auto standing = find_standing(phrase_, at, governor, context_.lead_in, context_.what_if);
    if (!standing) return;
    const auto said = said_of(governor.deed, means.kind, false, false);
    if (!said) return;
    Draft made = draft(at, governor, *said, *standing);
    made.claim.imposed_by = std::move(parties);
    made.claim.rule = std::string(word(means.kind)) + "-" + std::string(how);
    if (const Token* place = place_near(name)) {
      made.claim.place = place->means->value;
      made.claim.spans.push_back({"place", place->at});
    }
    date(made, at, governor);
    // What is still to be held was not held before.
    ReadClaim& claim = made.claim;
    const bool ahead = claim.standing == Standing::Announced || claim.standing == Standing::Expected ||
                       claim.standing == Standing::Considered;
    if (meeting && ahead && !claim.effective.is_unknown() && *claim.effective.latest() < context_.published) {
      claim.effective = FuzzyDate();
    }
    // What came of talks tells that they were held, but not when; without a place nothing more is said of them.
    if (meeting && phrase_.chinese) {
      const std::string_view behind = phrase_.words(name.at.end, std::min(phrase_.at.end, name.at.end + 30));
      const bool fruit = behind.starts_with("达成") || behind.starts_with("成果") || behind.starts_with("共识") ||
                         behind.starts_with("联合安排") || behind.starts_with("的成果") ||
                         behind.starts_with("的共识") || behind.starts_with("中达成");
      if (fruit) {
        if (claim.place.empty()) return;
        claim.effective = FuzzyDate();
        claim.announced = FuzzyDate();
        claim.standing = Standing::Done;
      }
    }
    if (made.claim.standing == Standing::Announced && *said == Said::Agreed) made.claim.standing = Standing::Done;
    drafts_.push_back(std::move(made));
  }

  const Phrase& phrase_;
  Context& context_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void read_phrase(const Phrase& phrase, Context& context, std::vector<Draft>& drafts) {
  Frames(phrase, context, drafts).read();
}

}  // namespace v0
}  // namespace truceline
