#include "read/scope.hpp"

#include <algorithm>

namespace truceline {
inline namespace v0 {
namespace {

/// Whether a negation stands right before the deed: between them only what belongs to the verb.
bool is_denied(const Phrase& phrase, std::uint32_t deed_at, std::uint32_t name_at) {
  const std::uint32_t before = std::min(deed_at, name_at);
  for (const Token& token : phrase.tokens) {
    if (token.means->role != Role::Negation) continue;
    const bool near = token.at.end <= deed_at && deed_at - token.at.end <= phrase.reach(24, 24) &&
                      !phrase.parted(token.at.end, deed_at);
    if (near) {
      // Another deed between takes the negation: "did not say it would cut" denies nothing of the cut.
      if (!phrase.has(Role::Action, token.at.end, deed_at)) return true;
    }
    (void)before;
  }
  return false;
}

}  // namespace

std::optional<Standing> find_standing(const Phrase& phrase, std::size_t instrument, const Governor& governor,
                                      std::optional<Standing> lead_in, bool what_if) {
  const Token& name = phrase.tokens[instrument];
  const Token& deed = phrase.tokens[governor.first];
  const bool mentioned = governor.link == Link::Mention;
  if (!mentioned && is_denied(phrase, deed.at.begin, name.at.begin)) return std::nullopt;

  // "would have extended": it did not come to that.
  if (!mentioned && !phrase.chinese) {
    std::string_view before = phrase.words(phrase.at.begin, deed.at.begin);
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.ends_with("would have") || before.ends_with("would have been")) return std::nullopt;
  }

  // "This is no tariff": nothing is there.
  if (mentioned) {
    for (const Token& token : phrase.tokens) {
      const bool right_before = token.means->role == Role::Negation && token.at.end <= name.at.begin &&
                                name.at.begin - token.at.end <= phrase.reach(12, 9);
      if (right_before && !phrase.parted(token.at.end, name.at.begin)) return std::nullopt;
    }
  }

  const std::uint32_t at = mentioned ? name.at.begin : std::min(deed.at.begin, deed.at.begin);
  const Span clause = phrase.clause(at);
  std::optional<Standing> standing;
  for (const Token& token : phrase.tokens) {
    if (token.at.begin >= at) break;
    if (token.means->role != Role::Standing || token.at.end > at) continue;
    const Standing said = *token.means->standing;
    const bool within = token.at.begin >= clause.begin;
    // A threat, a report or a hope reaches over a comma; "will" and "could" do not.
    const bool far = said == Standing::Threatened || said == Standing::Considered || said == Standing::Recommended ||
                     said == Standing::Announced;
    const bool reaches = within || (far && at - token.at.end <= phrase.reach(110, 75));
    if (!reaches || (mentioned && !within)) continue;
    // What is between another measure and its deed belongs to that.
    if (!standing || said > *standing) standing = said;
  }
  for (const Token& token : phrase.tokens) {
    if (token.means->role != Role::Condition) continue;
    const bool before = token.at.begin < at;
    if (before ? at - token.at.end <= phrase.reach(160, 120) : token.at.begin - at <= phrase.reach(120, 0)) {
      if (!mentioned || token.at.begin >= clause.begin) standing = Standing::Hypothetical;
    }
  }
  if (what_if && !mentioned) return Standing::Hypothetical;
  if (!standing && lead_in) standing = lead_in;
  if (mentioned) {
    const bool proposed = standing && (*standing == Standing::Considered || *standing == Standing::Threatened);
    return proposed ? *standing : Standing::Done;
  }
  if (!standing) return Standing::Done;
  // English tells what is over by its form.
  if (*standing == Standing::Announced && !phrase.chinese) {
    const std::string_view word = phrase.words(deed);
    const std::string_view before = phrase.words(clause.begin, deed.at.begin);
    const bool future = before.find("will") != std::string_view::npos ||
                        before.find("would") != std::string_view::npos || before.find(" to ") != std::string_view::npos;
    if ((word.ends_with("ed") || word == "took effect" || word == "cut") && !future &&
        before.find("announce") == std::string_view::npos) {
      return Standing::Done;
    }
  }
  return standing;
}

}  // namespace v0
}  // namespace truceline
