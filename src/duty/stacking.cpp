#include "duty/stacking.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "duty/reach.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// How many joint answers to open points are gone through for the exact range of the total; beyond it the lines' own
/// ranges are added, which is no narrower.
constexpr std::size_t max_answers = 4096;

}  // namespace

bool is_known(const View& view, const StackingRule& rule) {
  const FuzzyDate known = rule.known.is_unknown() ? rule.from : rule.known;
  return !view.known() || known.is_unknown() || *view.known() >= *known.earliest();
}

std::vector<Stacked> rules_on(const View& view, const Candidates& candidates, Date day) {
  std::vector<Stacked> rules;
  const auto concerns = [&](const std::string& id, const Candidate& candidate) {
    return is_or_holds(view, id, view.record(candidate.measure));
  };
  for (const StackingRule& rule : view.dataset().stacking) {
    if (!holds_on(rule.from, rule.until, day) || !is_known(view, rule)) continue;
    for (std::size_t w = 0; w < candidates.size(); ++w) {
      if (!concerns(rule.when, *candidates[w])) continue;
      for (std::size_t o = 0; o < candidates.size(); ++o) {
        const bool other = o != w && std::any_of(rule.others.begin(), rule.others.end(),
                                                 [&](const std::string& id) { return concerns(id, *candidates[o]); });
        if (other) rules.push_back({w, o, rule.effect, rule.base, &rule});
      }
    }
  }
  // Take the rules so that whatever could exclude a rule's `when` is settled first. check() has refused cycles.
  std::vector<int> depth(candidates.size(), 0);
  for (std::size_t round = 0; round < candidates.size(); ++round) {
    for (const Stacked& rule : rules) {
      if (rule.effect != StackingEffect::OnRemainder)
        depth[rule.other] = std::max(depth[rule.other], depth[rule.when] + 1);
    }
  }
  // What shares the value comes last: it shares among those that are charged.
  const auto place = [&](const Stacked& rule) {
    return std::tuple(rule.effect == StackingEffect::OnRemainder, depth[rule.when], std::string_view(rule.record->id));
  };
  std::stable_sort(rules.begin(), rules.end(), [&](const Stacked& a, const Stacked& b) { return place(a) < place(b); });
  return rules;
}

namespace {

/// The least and the most that something comes to over all answers to what is open.
struct Range {
  bool any = false;
  Rate low;
  Rate high;
  bool bounded = true;
  void take(Rate rate, bool known) {
    low = any ? std::min(low, rate) : rate;
    high = any ? std::max(high, rate) : rate;
    bounded = bounded && known;
    any = true;
  }
  [[nodiscard]] std::optional<Rate> most() const { return bounded ? std::optional(high) : std::nullopt; }
};

/// What an option comes to of the whole value, at least, and whether that is all: what is charged by unit may add to
/// it, and a maximum may lower it.
std::pair<Rate, bool> comes_to(const Option& option, Rate base) {
  const bool all = option.rate && option.charge.empty();
  return {option.rate && !option.charge.maximum ? product(*option.rate, base) : Rate(), all};
}

/// Applies one rule. `content` is the share that a content rule speaks of.
void apply(const Stacked& rule, Rate content, std::vector<Charged>& charged) {
  if (charged[rule.other].option == nullptr || charged[rule.when].option == nullptr) return;
  const Option& when = *charged[rule.when].option;
  const bool charges = !when.rate || *when.rate > Rate() || !when.charge.empty();
  switch (rule.effect) {
    case StackingEffect::Replaces:
      charged[rule.other] = {nullptr, whole, rule.record};
      break;
    case StackingEffect::Excludes:
      if (charges) charged[rule.other] = {nullptr, whole, rule.record};
      break;
    case StackingEffect::OnRemainder:
      if (!charges) break;
      if (rule.base == StackingBase::Content) {
        charged[rule.when].base = content;
        charged[rule.when].by = rule.record;
      }
      charged[rule.other].base = whole - content;
      charged[rule.other].by = rule.record;
      break;
  }
}

/// Candidates that rules join, directly or by others between them. What is open of one group says nothing of another,
/// so each is gone through by itself.
struct Group {
  std::vector<std::size_t> members;  ///< in their order
  std::vector<Stacked> rules;        ///< in theirs
};

std::vector<Group> groups_of(std::size_t candidates, const std::vector<Stacked>& rules) {
  std::vector<std::size_t> first(candidates);
  std::iota(first.begin(), first.end(), std::size_t{0});
  for (const Stacked& rule : rules) {
    const auto [low, high] = std::minmax(first[rule.when], first[rule.other]);
    std::replace(first.begin(), first.end(), std::size_t{high}, std::size_t{low});
  }
  std::vector<Group> groups(candidates);
  for (std::size_t i = 0; i < candidates; ++i) groups[first[i]].members.push_back(i);
  for (const Stacked& rule : rules) groups[first[rule.when]].rules.push_back(rule);
  std::erase_if(groups, [](const Group& group) { return group.members.empty(); });
  return groups;
}

/// Goes through all answers and keeps what they come to.
class Scales {
 public:
  Scales(const Candidates& candidates, const std::vector<Stacked>& rules, std::optional<Rate> content)
      : candidates_(candidates), rules_(rules), contents_{content.value_or(whole)}, lines_(candidates.size()) {
    weight_.by_content = std::any_of(rules.begin(), rules.end(),
                                     [](const Stacked& rule) { return rule.effect == StackingEffect::OnRemainder; });
    if (weight_.by_content && !content) contents_.insert(contents_.begin(), Rate());
    weight_.lines.resize(candidates.size());
    always_.assign(candidates.size(), 1);
  }

  Weight weigh() && {
    std::size_t answers = contents_.size();
    for (const Candidate* const one : candidates_) answers = std::min(answers * one->options.size(), max_answers + 1);
    answers <= max_answers ? jointly() : apart();
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Weight::Line& line = weight_.lines[i];
      line.low = lines_[i].low;
      line.high = lines_[i].most();
      if (!line.ever) continue;
      const Option& option = *line.charged.option;
      line.settled = always_[i] != 0 && candidates_[i]->options.size() == 1 &&
                     is_known(candidates_[i]->finding, option) && lines_[i].low == lines_[i].high;
      weight_.settled = weight_.settled && line.settled;
      weight_.by_unit = weight_.by_unit || !option.charge.empty();
    }
    return std::move(weight_);
  }

 private:
  void jointly() {
    const std::vector<Group> groups = groups_of(candidates_.size(), rules_);
    Range total;
    bool bounded = true;
    for (const Rate content : contents_) {  // the one answer that all groups share
      Rate low, high;
      for (const Group& group : groups) {
        const Range range = go_through(group, content);
        low = low + range.low;
        high = high + range.high;
        bounded = bounded && range.bounded;
      }
      total.take(low, true);
      total.take(high, true);
    }
    weight_.low = total.low;
    if (bounded) weight_.high = total.high;
  }

  /// Every choice of options of a group.
  Range go_through(const Group& group, Rate content) {
    Range range;
    std::vector<std::size_t> choice(group.members.size(), 0);
    std::vector<Charged> charged(candidates_.size());
    for (bool more = true; more;) {
      for (std::size_t m = 0; m < choice.size(); ++m) {
        const Option& option = candidates_[group.members[m]]->options[choice[m]];
        charged[group.members[m]] = Charged{.option = option.reached ? &option : nullptr};
      }
      for (const Stacked& rule : group.rules) apply(rule, content, charged);
      Rate sum;
      bool known = true;
      for (const std::size_t i : group.members) {
        Rate rate;
        bool all = true;
        if (charged[i].option == nullptr) {
          always_[i] = 0;
        } else {
          weight_.lines[i].ever = true;
          weight_.lines[i].charged = charged[i];
          std::tie(rate, all) = comes_to(*charged[i].option, charged[i].base);
        }
        lines_[i].take(rate, all);
        sum = sum + rate;
        known = known && all;
      }
      range.take(sum, known);
      more = false;
      for (std::size_t m = 0; m < choice.size() && !more; ++m) {
        more = ++choice[m] < candidates_[group.members[m]]->options.size();
        if (!more) choice[m] = 0;
      }
    }
    return range;
  }

  /// Each line by itself: a rule that touches it may take it away, or leave it as it is.
  void apart() {
    bool bounded = true;
    Rate high;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const bool touched = std::any_of(rules_.begin(), rules_.end(), [&](const Stacked& rule) {
        return rule.other == i || (rule.when == i && rule.base == StackingBase::Content);
      });
      if (touched) lines_[i].take(Rate(), true);
      for (const Option& option : candidates_[i]->options) {
        const auto [rate, all] = option.reached ? comes_to(option, whole) : std::pair{Rate(), true};
        lines_[i].take(rate, all);
        if (!option.reached || touched) always_[i] = 0;
        if (!option.reached) continue;
        weight_.lines[i].ever = true;
        weight_.lines[i].charged.option = &option;
      }
      weight_.low = weight_.low + lines_[i].low;
      high = high + lines_[i].high;
      bounded = bounded && lines_[i].bounded;
    }
    if (bounded) weight_.high = high;
  }

  const Candidates& candidates_;
  const std::vector<Stacked>& rules_;
  std::vector<Rate> contents_;  ///< that the shipment may have
  std::vector<Range> lines_;    ///< by candidate
  std::vector<char> always_;    ///< by candidate: charged under every answer
  Weight weight_;
};

}  // namespace

Weight weigh(const Candidates& candidates, const std::vector<Stacked>& rules, std::optional<Rate> content) {
  return Scales(candidates, rules, content).weigh();
}

}  // namespace v0
}  // namespace truceline
