#include "read/detail.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <utility>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace {

bool overlaps(Span a, Span b) noexcept { return a.begin < b.end && b.begin < a.end; }

std::uint32_t gap(Span a, Span b) noexcept {
  if (overlaps(a, b)) return 0;
  return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

bool parted(const Phrase& phrase, Span a, Span b) {
  if (overlaps(a, b)) return false;
  return a.end <= b.begin ? phrase.parted(a.end, b.begin) : phrase.parted(b.end, a.begin);
}

bool is_rate(const QuantityMention& quantity) noexcept {
  return (quantity.kind == QuantityKind::Percent || quantity.kind == QuantityKind::Change) && quantity.rate &&
         !quantity.no_rate && !quantity.negative;
}

std::uint32_t cost_of(const Phrase& phrase, Span name, Span quantity) {
  return gap(name, quantity) + (parted(phrase, name, quantity) ? 40 : 0);
}

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}
template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

constexpr std::array<std::string_view, 14> begins_before{
    "effective", "from",        "starting", "beginning", "as of", "since", "effective on",
    "from the",  "starting on", "自",       "从",        "于",    "将于",  "将在"};
constexpr std::array<std::string_view, 6> begins_after{"起", "生效", "开始", "开征", "正式生效", "零时"};
constexpr std::array<std::string_view, 10> tells_after{"宣布", "公布",     "公告", "发布",       "表示",
                                                       "签署", "分别发布", "下令", "announcing", "威胁"};
constexpr std::array<std::string_view, 3> tells_before{"announcement of", "公布于", "announced last"};
/// Of what is said, written or signed, behind which a preposition and the day of that may stand, or before which the day.
constexpr std::array<std::string_view, 16> telling_words{
    "announced", "said",     "threatened", "vowed",  "warned", "pledged",      "told reporters", "declared",
    "confirmed", "revealed", "posted",     "stated", "signed", "proclamation", "order",          "notice"};
constexpr std::array<std::string_view, 9> ends_before{"until", "through", "till", "by",  "up to",
                                                      "至",    "到",      "直到", "延至"};

/// Whether a day is that of saying or signing: "said on Tuesday", "signed an order in June", "on Friday threatened".
bool is_of_telling(std::string_view before, std::string_view after) {
  if (starts_with_any(after, tells_after) || starts_with_any(after, telling_words) ||
      ends_with_any(before, tells_before))
    return true;
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  for (const std::string_view joint : {" on", " in", " late on", " early on", " dated", " of"}) {
    if (before.ends_with(joint) && ends_with_any(before.substr(0, before.size() - joint.size()), telling_words))
      return true;
  }
  return ends_with_any(before, telling_words);
}

/// Whether a day is that of a dateline: "WASHINGTON, Nov. 5 -", "BEIJING (Xinhua), June 6:".
bool is_dateline(std::string_view before, std::string_view after) {
  constexpr std::size_t longest = 48;
  if (before.size() > longest) return false;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == '(') i = std::min(before.find(')', i), before.size() - 1);
    if (detail::is_lower(before[i])) return false;
    capitals += detail::is_upper(before[i]) ? 1U : 0U;
  }
  if (after.starts_with(" (")) after.remove_prefix(std::min(after.find(')') + 1, after.size()));
  return capitals >= 3 && starts_with_any(after, std::array<std::string_view, 5>{"- ", "– ", "— ", "-- ", ": "});
}

/// Whether a day only tells which measure is meant: "the October 9 rules", "export controls of October 9".
bool names_measure(const Phrase& phrase, const Token& name, const TimeMention& time) {
  if (phrase.chinese || phrase.parted(std::min(time.at.begin, name.at.begin), std::max(time.at.end, name.at.end)))
    return false;
  if (time.at.begin >= name.at.end) {
    const std::string_view between = phrase.words(name.at.end, time.at.begin);
    return between == " of " || between == " of last " || between == " dated ";
  }
  constexpr std::array<std::string_view, 8> articles{" the", " its",    " their", " his",
                                                     "'s",   "\u2019s", " those", " these"};
  const std::string_view between = phrase.words(time.at.end, name.at.begin);
  if (!ends_with_any(phrase.words(phrase.at.begin, time.at.begin), articles)) return false;
  return between.size() <= 32 && std::none_of(phrase.tokens.begin(), phrase.tokens.end(), [&](const Token& token) {
           return token.means->role == Role::Action && token.at.begin >= time.at.end && token.at.end <= name.at.begin;
         });
}

/// The day that a mention means: of two readings, the nearer to the day of publication.
FuzzyDate meant(const TimeMention& time, Date published) {
  if (!time.other || time.direction != Direction::None || time.date.is_unknown() || time.other->is_unknown())
    return time.date;
  const auto far = [&](FuzzyDate date) {
    const int early = std::abs(*date.earliest() - published);
    return std::min(early, std::abs(*date.latest() - published));
  };
  return far(*time.other) < far(time.date) ? *time.other : time.date;
}

}  // namespace

Rates find_rates(const Phrase& phrase, std::size_t instrument, bool mention) {
  const Token& name = phrase.tokens[instrument];
  Rates rates;
  const QuantityMention* best = nullptr;
  const std::uint32_t reach = mention ? phrase.reach(20, 24) : phrase.reach(110, 90);
  std::uint32_t best_cost = reach;
  bool several = false;
  for (const QuantityMention& quantity : phrase.quantities) {
    if (!is_rate(quantity)) continue;
    const std::uint32_t cost = cost_of(phrase, name.at, quantity.at);
    if (cost > reach) continue;
    const bool anothers = std::any_of(phrase.tokens.begin(), phrase.tokens.end(), [&](const Token& other) {
      return other.means->role == Role::Instrument && other.at != name.at && other.means->kind == MeasureKind::Tariff &&
             !other.means->bare && cost_of(phrase, other.at, quantity.at) < cost;
    });
    if (anothers) continue;
    if (best != nullptr) {
      const std::string_view between = best->at.end <= quantity.at.begin
                                           ? phrase.words(best->at.end, quantity.at.begin)
                                           : phrase.words(quantity.at.end, best->at.begin);
      const bool alternative = between == "或" || between == " or " || between == "至" || between == "到" ||
                               between == "和" || between == "-" || between == " to " || between == " and ";
      if (alternative) several = true;
    }
    const bool change = quantity.kind == QuantityKind::Change;
    const bool had_change = best != nullptr && best->kind == QuantityKind::Change;
    if (best == nullptr || (change && !had_change) || (change == had_change && cost < best_cost)) {
      best = &quantity;
      best_cost = cost;
    }
  }
  if (best == nullptr || (several && best->kind != QuantityKind::Change)) return rates;
  rates.to = best->rate;
  rates.from = best->previous;
  rates.step = best->step || best->points;
  rates.points = best->points;
  rates.total = best->by.has_value();
  rates.at = best->at;
  return rates;
}

std::optional<Span> find_amount(const Phrase& phrase, std::size_t instrument) {
  const Token& name = phrase.tokens[instrument];
  std::optional<Span> best;
  std::uint32_t best_cost = phrase.reach(60, 48);
  for (const QuantityMention& quantity : phrase.quantities) {
    if (quantity.kind != QuantityKind::Money && quantity.kind != QuantityKind::Amount) continue;
    const std::uint32_t cost = cost_of(phrase, name.at, quantity.at);
    const bool anothers = std::any_of(phrase.tokens.begin(), phrase.tokens.end(), [&](const Token& other) {
      return other.means->role == Role::Instrument && !overlaps(other.at, name.at) &&
             cost_of(phrase, other.at, quantity.at) < cost;
    });
    if (anothers || cost >= best_cost) continue;
    best = quantity.at;
    best_cost = cost;
  }
  return best;
}

Days find_days(const Phrase& phrase, std::size_t instrument, const Governor& governor, Date published) {
  const Token& name = phrase.tokens[instrument];
  const Token& deed = phrase.tokens[governor.token];
  Days days;
  std::uint32_t best = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t best_told = best;
  std::uint32_t best_length = phrase.reach(150, 120);
  for (const TimeMention& time : phrase.times) {
    const std::uint32_t near = std::min(gap(time.at, name.at), gap(time.at, deed.at));
    const bool apart = parted(phrase, time.at, name.at) && parted(phrase, time.at, deed.at);
    const std::uint32_t cost = near + (apart ? 60 : 0);
    if (time.kind == TimeKind::Length) {
      const bool anothers = std::any_of(phrase.tokens.begin(), phrase.tokens.end(), [&](const Token& other) {
        return other.means->role == Role::Instrument && !overlaps(other.at, name.at) && gap(time.at, other.at) < near &&
               parted(phrase, other.at, name.at);
      });
      if (cost < best_length && time.term && !anothers) {
        best_length = cost;
        days.duration = time.term;
        days.duration_at = time.at;
      }
      continue;
    }
    const std::string_view before = phrase.words(phrase.at.begin, time.at.begin);
    const std::string_view after = phrase.words(time.at.end, phrase.at.end);
    if (is_dateline(before, after)) continue;
    if (governor.deed != Deed::Impose && names_measure(phrase, name, time)) continue;
    if (is_of_telling(before, after)) {
      if (cost < best_told) {
        best_told = cost;
        days.announced = meant(time, published);
        days.announced_at = time.at;
      }
      continue;
    }
    const bool begins =
        time.bound == TimeBound::Since || ends_with_any(before, begins_before) || starts_with_any(after, begins_after);
    const bool ends =
        time.bound == TimeBound::Until || time.bound == TimeBound::Through || ends_with_any(before, ends_before);
    if (!begins && time.kind == TimeKind::Date && ends) {
      if (cost < phrase.reach(110, 100) && !days.until) {
        days.until = meant(time, published);
        days.until_at = time.at;
        if (time.bound == TimeBound::Through && days.until->is_day())
          days.until = FuzzyDate::day(*days.until->earliest() + 1);
      }
      continue;
    }
    // An event's day may stand at the head of a long sentence.
    const bool event = name.means->kind == MeasureKind::Meeting || name.means->kind == MeasureKind::Agreement;
    if (cost > (event ? 300 : phrase.reach(130, 110))) continue;
    const std::uint32_t rank = cost / (begins ? 4 : 1);
    if (rank < best) {
      best = rank;
      days.effective = meant(time, published);
      days.effective_at = time.at;
      if (time.until) {
        days.until = time.until;
        days.until_at = time.at;
      }
    }
  }
  return days;
}

}  // namespace v0
}  // namespace truceline
