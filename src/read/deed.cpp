#include "read/deed.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

bool is_deed_of_events(Deed deed) noexcept {
  switch (deed) {
    case Deed::Agree:
    case Deed::Extend:
    case Deed::Expire:
    case Deed::Suspend:
    case Deed::Resume:
    case Deed::Revoke:
    case Deed::Withdraw:
    case Deed::Strike:
      return true;
    default:
      return false;
  }
}

bool fits(Deed deed, const Meaning& instrument) noexcept {
  return said_of(deed, instrument.kind, instrument.flow, false).has_value();
}

/// Whether an English action is a participle after its noun: "tariffs imposed in April".
bool trails(const Phrase& phrase, const Token& action) {
  const std::string_view word = phrase.words(action);
  if (phrase.chinese || !word.ends_with("ed")) return false;
  const std::string_view after =
      phrase.words(action.at.end, std::min<std::uint32_t>(phrase.at.end, action.at.end + 10));
  for (const std::string_view next :
       {" in ", " on ", " by ", " under", " last", " since", " earlier", " to ", " over "}) {
    if (after.starts_with(next)) return true;
  }
  return false;
}

/// Whether a form of "be" stands right before: "was suspended".
bool is_passive(const Phrase& phrase, const Token& action) {
  std::string_view before = phrase.words(phrase.at.begin, action.at.begin);
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  for (const std::string_view word :
       {" be", " been", " was", " were", " is", " are", " being", " will", " would", " to", " also", " not"}) {
    if (before.ends_with(word)) return true;
  }
  return false;
}

bool is_event(const Meaning& instrument) noexcept {
  return instrument.kind == MeasureKind::Agreement || instrument.kind == MeasureKind::Sanction;
}

/// "suspend or remove": the first of deeds that stand side by side.
std::size_t first_of_several(const Phrase& phrase, std::size_t action, const Meaning& instrument) {
  for (std::size_t i = action; i-- > 0;) {
    const Token& token = phrase.tokens[i];
    const Token& next = phrase.tokens[action];
    if (token.means->role != Role::Action || token.at.end > next.at.begin) continue;
    const std::string_view between = phrase.words(token.at.end, next.at.begin);
    const bool joined = between == " or " || between == "或" || between == "或者" || between == "、" ||
                        between == " and " || between == "和" || between == "/" || between == "及" ||
                        between == ", or ";
    if (!joined || !fits(token.means->deed, instrument)) break;
    action = i;
  }
  return action;
}

/// Whether the words between two measures only join them in a list.
bool lists(std::string_view between) {
  for (const std::string_view joint :
       {"、", "和", "及", "以及", ", ", ",", " and ", ", and ", "/", "与", "等", " or "}) {
    if (between == joint) return true;
  }
  return between.size() <= 24 && (between.find("、") != std::string_view::npos || between.starts_with("和"));
}

std::optional<std::size_t> before(const Phrase& phrase, std::size_t instrument) {
  const Token& name = phrase.tokens[instrument];
  const std::uint32_t reach = phrase.reach(170, 120);
  for (std::size_t i = instrument; i-- > 0;) {
    const Token& token = phrase.tokens[i];
    if (token.at.end > name.at.begin) continue;
    if (name.at.begin - token.at.end > reach) break;
    const Role role = token.means->role;
    if (role == Role::Break) {
      const std::string_view word = phrase.words(token);
      if (!(word == "over" || word == "during" || word == "并" || word == "以及" || word == "and")) break;
      continue;
    }
    if (role != Role::Action || !fits(token.means->deed, *name.means)) continue;
    // "the rules introduced in May, as well as the controls": the participle belongs to what stands before it.
    if (phrase.parted(token.at.end, name.at.begin) && trails(phrase, token) &&
        phrase.has(Role::Instrument, phrase.clause(token.at.begin).begin, token.at.begin)) {
      continue;
    }
    const std::string_view between = phrase.words(token.at.end, name.at.begin);
    if (between.find(';') != std::string_view::npos) break;
    if (is_event(*name.means) &&
        (between.size() > phrase.reach(60, 42) || phrase.parted(token.at.end, name.at.begin))) {
      break;
    }
    return first_of_several(phrase, i, *name.means);
  }
  return std::nullopt;
}

/// Whether a measure stands behind an action in its clause.
bool has_object(const Phrase& phrase, std::size_t action) {
  const Token& deed = phrase.tokens[action];
  const Span clause = phrase.clause(deed.at.begin);
  return std::any_of(phrase.tokens.begin(), phrase.tokens.end(), [&](const Token& token) {
    return token.means->role == Role::Instrument && token.at.begin >= deed.at.end && token.at.end <= clause.end;
  });
}

std::optional<std::size_t> after(const Phrase& phrase, std::size_t instrument) {
  const Token& name = phrase.tokens[instrument];
  const std::uint32_t reach = phrase.reach(90, 75);
  std::uint32_t listed = name.at.end;
  for (std::size_t i = instrument + 1; i < phrase.tokens.size(); ++i) {
    const Token& token = phrase.tokens[i];
    if (token.at.begin < listed) continue;
    if (token.at.begin - listed > reach) break;
    const Role role = token.means->role;
    if (role == Role::Break) break;
    if (role == Role::Instrument && token.means->kind != MeasureKind::Meeting) {
      if (!lists(phrase.words(listed, token.at.begin))) break;
      listed = token.at.end;
      continue;
    }
    if (role != Role::Action || !fits(token.means->deed, *name.means)) continue;
    // "These measures raised costs": what they do is not done to them.
    if (name.means->same && (token.means->deed == Deed::Raise || token.means->deed == Deed::Lower ||
                             token.means->deed == Deed::Ease || token.means->deed == Deed::Expand)) {
      break;
    }
    const std::string_view between = phrase.words(name.at.end, token.at.begin);
    if (between.find(';') != std::string_view::npos) break;
    const bool apart = phrase.parted(name.at.end, token.at.begin);
    if (is_event(*name.means) && (between.size() > phrase.reach(24, 18) || apart)) break;
    // Beyond a comma only a deed that has no object of its own, and in English is passive, can mean this measure.
    if (apart && (has_object(phrase, i) || (!phrase.chinese && !is_passive(phrase, token)))) break;
    return i;
  }
  return std::nullopt;
}

/// The words before a deed that are upon it, in the same clause.
Governor composed(const Phrase& phrase, Governor governor) {
  const Token& inner = phrase.tokens[governor.token];
  governor.first = governor.token;
  std::uint32_t begin = inner.at.begin;
  for (std::size_t i = governor.token; i-- > 0;) {
    const Token& token = phrase.tokens[i];
    if (token.at.end > begin) continue;
    if (begin - token.at.end > phrase.reach(40, 100) || phrase.parted(token.at.end, begin)) break;
    const Role role = token.means->role;
    if (role == Role::Break || role == Role::Instrument) break;
    if (role != Role::Action) continue;
    const Deed whole = upon(token.means->deed, governor.deed);
    if (whole == Deed::None) {
      // "and" joins deeds of one rank.
      continue;
    }
    governor.deed = whole;
    governor.first = i;
    begin = token.at.begin;
  }
  return governor;
}

}  // namespace

Deed upon(Deed outer, Deed inner) noexcept {
  switch (inner) {
    case Deed::Impose:
    case Deed::Restrict:
    case Deed::List:
    case Deed::Open:
    case Deed::Commit:
    case Deed::Keep:
      switch (outer) {
        case Deed::Suspend:
        case Deed::Stop:
        case Deed::Revoke:
        case Deed::Resume:
        case Deed::Extend:
        case Deed::Withdraw:
        case Deed::Ease:
        case Deed::Lower:
          return outer;
        case Deed::Keep:
          return inner == Deed::Impose ? outer : Deed::None;
        case Deed::Raise:
        case Deed::Expand:
          return inner == Deed::Impose ? Deed::None : outer;
        default:
          return Deed::None;
      }
    case Deed::Raise:
    case Deed::Expand:
      return outer == Deed::Suspend || outer == Deed::Withdraw ? outer : Deed::None;
    case Deed::Suspend:
      if (outer == Deed::Extend) return Deed::Extend;
      if (outer == Deed::Revoke || outer == Deed::Stop) return Deed::Resume;
      return Deed::None;
    case Deed::Stop:
      return outer == Deed::Extend ? Deed::Extend : Deed::None;
    default:
      return Deed::None;
  }
}

Governor find_deed(const Phrase& phrase, std::size_t instrument) {
  const Token& name = phrase.tokens[instrument];
  const Governor none{name.means->deed, name.means->deed == Deed::None ? Link::Mention : Link::Own, instrument,
                      instrument};
  const auto ahead = before(phrase, instrument);
  const auto behind = after(phrase, instrument);
  const auto make = [&](std::size_t token, Link link) {
    return composed(phrase, Governor{phrase.tokens[token].means->deed, link, token, token});
  };
  // "tariff cut", 关税下调
  if (behind) {
    const Token& action = phrase.tokens[*behind];
    if (action.at.begin - name.at.end <= phrase.reach(1, 3) && !trails(phrase, action) &&
        !phrase.parted(name.at.end, action.at.begin)) {
      Governor beside = make(*behind, Link::Beside);
      if (!ahead || phrase.parted(phrase.tokens[*ahead].at.end, name.at.begin)) return beside;
      const Deed whole = upon(phrase.tokens[*ahead].means->deed, beside.deed);
      if (whole != Deed::None) {
        beside.deed = whole;
        beside.first = *ahead;
      } else if (phrase.chinese || !action.means->noun) {
        // "imposed tariffs suspended" tells of the second; 暂停关税征收 of the first, which is upon it.
      }
      return beside;
    }
  }
  if (!ahead && !behind) return none;
  if (!ahead) return make(*behind, Link::After);
  const Token& front = phrase.tokens[*ahead];
  const bool ahead_is_near = !phrase.parted(front.at.end, name.at.begin);
  if (!behind) return make(*ahead, Link::Before);
  const Token& back = phrase.tokens[*behind];
  const bool behind_is_near = !phrase.parted(name.at.end, back.at.begin);
  if (phrase.chinese) {
    const std::string_view between = phrase.words(front.at.end, name.at.begin);
    const bool relative = between.starts_with("的") || between == "了的";
    // 将 and the like put the object before its verb.
    const Span clause = phrase.clause(name.at.begin);
    const std::string_view lead = phrase.words(clause.begin, name.at.begin);
    const bool moved = lead.find("将") != std::string_view::npos || lead.find("把") != std::string_view::npos ||
                       lead.find("对于") != std::string_view::npos;
    Governor first = make(*ahead, Link::Before);
    if (ahead_is_near && !relative) {
      if (moved && behind_is_near && first.first == *ahead && first.deed == Deed::Impose &&
          back.means->deed != Deed::Impose && back.means->deed != Deed::Raise) {
        return make(*behind, Link::After);
      }
      return first;
    }
    if (ahead_is_near && first.first != *ahead) return first;
    if (behind_is_near) return make(*behind, Link::After);
    return first;
  }
  if (behind_is_near && is_passive(phrase, back)) {
    // "will suspend the tariffs that were imposed": the nearer clause does not win over the one that governs.
    const std::string_view between = phrase.words(name.at.end, back.at.begin);
    const bool relative =
        between.starts_with(" that") || between.starts_with(" which") || between.starts_with(", which");
    if (!relative && (!ahead_is_near || phrase.has(Role::Break, front.at.end, name.at.begin))) {
      return make(*behind, Link::After);
    }
    if (!relative && name.at.begin - front.at.end > 60) return make(*behind, Link::After);
  }
  if (!ahead_is_near && behind_is_near && !trails(phrase, back) &&
      phrase.has(Role::Actor, front.at.end, name.at.begin)) {
    return make(*behind, Link::After);
  }
  return make(*ahead, Link::Before);
}

std::optional<Said> said_of(Deed deed, MeasureKind kind, bool flow, bool lasting) noexcept {
  if (kind == MeasureKind::Meeting) return deed == Deed::Hold ? std::optional(Said::Held) : std::nullopt;
  if (kind == MeasureKind::Agreement) {
    if (!is_deed_of_events(deed)) return std::nullopt;
    if (deed == Deed::Agree) return Said::Agreed;
  }
  if (flow && kind != MeasureKind::PurchaseCommitment) {
    switch (deed) {
      case Deed::Restrict:
      case Deed::Suspend:
      case Deed::Stop:
      case Deed::Revoke:
      case Deed::Impose:
        return Said::Imposed;
      case Deed::Expand:
        return Said::Expanded;
      case Deed::Allow:
      case Deed::Resume:
      case Deed::Ease:
      case Deed::Adjust:
      case Deed::Exempt:
      case Deed::Agree:
        return Said::Narrowed;
      default:
        return std::nullopt;
    }
  }
  const bool tariff = kind == MeasureKind::Tariff;
  const bool has_rate = tariff || kind == MeasureKind::PortFee;
  switch (deed) {
    case Deed::Impose:
    case Deed::Keep:
      if (kind == MeasureKind::Investigation) {
        return deed == Deed::Impose ? std::optional(Said::Opened) : std::nullopt;
      }
      if (kind == MeasureKind::PurchaseCommitment) return std::nullopt;
      return Said::Imposed;
    case Deed::List:
      return kind == MeasureKind::EntityListing ? std::optional(Said::Imposed) : std::nullopt;
    case Deed::Restrict:
      return kind == MeasureKind::ExportControl || kind == MeasureKind::ImportRestriction ? std::optional(Said::Imposed)
                                                                                          : std::nullopt;
    case Deed::Open:
      return kind == MeasureKind::Investigation ? std::optional(Said::Opened) : std::nullopt;
    case Deed::Commit:
      return kind == MeasureKind::PurchaseCommitment ? std::optional(Said::Committed) : std::nullopt;
    case Deed::Agree:
      return kind == MeasureKind::PurchaseCommitment ? std::optional(Said::Committed) : std::nullopt;
    case Deed::Raise:
      if (kind == MeasureKind::PurchaseCommitment) return Said::Committed;
      return has_rate ? Said::Raised : Said::Expanded;
    case Deed::Expand:
      if (kind == MeasureKind::PurchaseCommitment) return Said::Committed;
      return Said::Expanded;
    case Deed::Lower:
      return has_rate ? Said::Lowered : Said::Narrowed;
    case Deed::Ease:
      if (kind == MeasureKind::PurchaseCommitment) return std::nullopt;
      return tariff ? Said::Lowered : Said::Narrowed;
    case Deed::Allow:
      return kind == MeasureKind::ExportControl || kind == MeasureKind::ImportRestriction
                 ? std::optional(Said::Narrowed)
             : kind == MeasureKind::Relief ? std::optional(Said::Imposed)
                                           : std::nullopt;
    case Deed::Exempt:
      return kind == MeasureKind::PurchaseCommitment || kind == MeasureKind::Relief ? std::nullopt
                                                                                    : std::optional(Said::Narrowed);
    case Deed::Adjust:
      return kind == MeasureKind::ExportControl ? std::optional(Said::Narrowed) : std::nullopt;
    case Deed::Suspend:
      return Said::Suspended;
    case Deed::Stop:
      return lasting ? Said::Suspended : Said::Revoked;
    case Deed::Resume:
      return Said::Resumed;
    case Deed::Extend:
      return Said::Extended;
    case Deed::Withdraw:
      return Said::Withdrawn;
    case Deed::Revoke:
      // Off a list for ninety days is not off it.
      return lasting && kind == MeasureKind::EntityListing ? Said::Suspended : Said::Revoked;
    case Deed::Expire:
      return Said::Expired;
    case Deed::Strike:
      return Said::StruckDown;
    default:
      return std::nullopt;
  }
}

}  // namespace v0
}  // namespace truceline
