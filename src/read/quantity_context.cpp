#include "read/quantity_context.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "read/word_table.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_letter;
using detail::word_end;

/// What a word near a percent says of it.
enum class Role : std::uint8_t {
  None,
  Duty,     ///< "tariff", 税率: it is a rate of duty
  Other,    ///< "GDP", 股份: it is something else
  Move,     ///< "rose", "fell" straight before a percent: a change of some quantity
  Change,   ///< "cut", 降: verbs that take a rate from one level to another
  Another,  ///< "another", 再: an increment
  By,       ///< "by"
  About,    ///< "about", 约
  From,     ///< "from", 由
  To,       ///< "to", 至
  Between   ///< "between": the ends of a range
};
struct Cue {
  std::string_view text;
  Role role = Role::None;
};

constexpr detail::WordTable english_cues(std::to_array<Cue>({
    {"tariff", Role::Duty},        {"tariffs", Role::Duty},
    {"duty", Role::Duty},          {"duties", Role::Duty},
    {"levy", Role::Duty},          {"levies", Role::Duty},
    {"surcharge", Role::Duty},     {"surcharges", Role::Duty},
    {"tax", Role::Duty},           {"taxes", Role::Duty},
    {"taxed", Role::Duty},         {"tariffed", Role::Duty},
    {"fentanyl", Role::Duty},      {"reciprocal", Role::Duty},
    {"valorem", Role::Duty},       {"gdp", Role::Other},
    {"growth", Role::Other},       {"grew", Role::Other},
    {"grow", Role::Other},         {"growing", Role::Other},
    {"inflation", Role::Other},    {"cpi", Role::Other},
    {"ppi", Role::Other},          {"yield", Role::Other},
    {"yields", Role::Other},       {"index", Role::Other},
    {"shares", Role::Other},       {"stocks", Role::Other},
    {"stock", Role::Other},        {"stake", Role::Other},
    {"stakes", Role::Other},       {"owned", Role::Other},
    {"owns", Role::Other},         {"ownership", Role::Other},
    {"share", Role::Other},        {"approval", Role::Other},
    {"poll", Role::Other},         {"respondents", Role::Other},
    {"voters", Role::Other},       {"surveyed", Role::Other},
    {"unemployment", Role::Other}, {"deficit", Role::Other},
    {"revenue", Role::Other},      {"profit", Role::Other},
    {"profits", Role::Other},      {"sales", Role::Other},
    {"output", Role::Other},       {"production", Role::Other},
    {"chance", Role::Other},       {"probability", Role::Other},
    {"likelihood", Role::Other},   {"majority", Role::Other},
    {"futures", Role::Other},      {"nasdaq", Role::Other},
    {"dow", Role::Other},          {"economy", Role::Other},
    {"population", Role::Other},   {"discount", Role::Other},
    {"capacity", Role::Other},     {"owner", Role::Other},
    {"rose", Role::Move},          {"fell", Role::Move},
    {"jumped", Role::Move},        {"dropped", Role::Move},
    {"slid", Role::Move},          {"gained", Role::Move},
    {"climbed", Role::Move},       {"surged", Role::Move},
    {"plunged", Role::Move},       {"soared", Role::Move},
    {"tumbled", Role::Move},       {"declined", Role::Move},
    {"down", Role::Move},          {"up", Role::Move},
    {"shrank", Role::Move},        {"contracted", Role::Move},
    {"cut", Role::Change},         {"cuts", Role::Change},
    {"cutting", Role::Change},     {"lower", Role::Change},
    {"lowered", Role::Change},     {"lowering", Role::Change},
    {"lowers", Role::Change},      {"reduce", Role::Change},
    {"reduced", Role::Change},     {"reducing", Role::Change},
    {"reduces", Role::Change},     {"raise", Role::Change},
    {"raised", Role::Change},      {"raising", Role::Change},
    {"raises", Role::Change},      {"hike", Role::Change},
    {"hiked", Role::Change},       {"hiking", Role::Change},
    {"increase", Role::Change},    {"increased", Role::Change},
    {"increases", Role::Change},   {"increasing", Role::Change},
    {"halved", Role::Change},      {"halve", Role::Change},
    {"doubled", Role::Change},     {"double", Role::Change},
    {"slashed", Role::Change},     {"slash", Role::Change},
    {"brought", Role::Change},     {"bring", Role::Change},
    {"bringing", Role::Change},    {"trimmed", Role::Change},
    {"drop", Role::Change},        {"fall", Role::Change},
    {"rise", Role::Change},        {"taking", Role::Change},
    {"lifted", Role::Change},      {"lifting", Role::Change},
    {"adjusted", Role::Change},    {"another", Role::Another},
    {"further", Role::Another},    {"by", Role::By},
    {"about", Role::About},        {"around", Role::About},
    {"roughly", Role::About},      {"nearly", Role::About},
    {"almost", Role::About},       {"over", Role::About},
    {"than", Role::About},         {"least", Role::About},
    {"most", Role::About},         {"approximately", Role::About},
    {"under", Role::About},        {"exceeding", Role::About},
    {"from", Role::From},          {"to", Role::To},
    {"between", Role::Between},
}));

constexpr detail::HanTable chinese_cues(std::to_array<Cue>({
    {"关税", Role::Duty},      {"税率", Role::Duty},    {"加征", Role::Duty},    {"征收", Role::Duty},
    {"从价", Role::Duty},      {"附加税", Role::Duty},  {"征税", Role::Duty},    {"课税", Role::Duty},
    {"芬太尼", Role::Duty},    {"对等", Role::Duty},    {"税", Role::Duty},      {"增长", Role::Other},
    {"同比", Role::Other},     {"环比", Role::Other},   {"占", Role::Other},     {"股份", Role::Other},
    {"持股", Role::Other},     {"股权", Role::Other},   {"股价", Role::Other},   {"股市", Role::Other},
    {"股", Role::Other},       {"收益率", Role::Other}, {"通胀", Role::Other},   {"支持率", Role::Other},
    {"民调", Role::Other},     {"受访", Role::Other},   {"份额", Role::Other},   {"产量", Role::Other},
    {"产能", Role::Other},     {"下跌", Role::Other},   {"上涨", Role::Other},   {"失业", Role::Other},
    {"概率", Role::Other},     {"利率", Role::Other},   {"增速", Role::Other},   {"增幅", Role::Other},
    {"跌幅", Role::Other},     {"涨幅", Role::Other},   {"出口额", Role::Other}, {"生产总值", Role::Other},
    {"市场", Role::Other},     {"人口", Role::Other},   {"折扣", Role::Other},   {"利润", Role::Other},
    {"控股", Role::Other},     {"赤字", Role::Other},   {"指数", Role::Other},   {"民众", Role::Other},
    {"降", Role::Change},      {"减", Role::Change},    {"调", Role::Change},    {"升", Role::Change},
    {"提高", Role::Change},    {"加", Role::Change},    {"增", Role::Change},    {"削", Role::Change},
    {"恢复", Role::Change},    {"改为", Role::Change},  {"砍", Role::Change},    {"涨", Role::Change},
    {"提", Role::Change},      {"变", Role::Change},    {"下修", Role::Change},  {"再", Role::Another},
    {"进一步", Role::Another}, {"约", Role::About},     {"近", Role::About},     {"超过", Role::About},
    {"逾", Role::About},       {"至少", Role::About},   {"最多", Role::About},   {"大约", Role::About},
    {"左右", Role::About},     {"由", Role::From},      {"从", Role::From},      {"自", Role::From},
    {"至", Role::To},          {"到", Role::To},        {"为", Role::To},        {"介于", Role::Between},
    {"调查", Role::None},      {"因为", Role::None},    {"认为", Role::None},    {"作为", Role::None},
    {"行为", Role::None},      {"由于", Role::None},    {"加拿大", Role::None},  {"自由", Role::None},
    {"调整为", Role::To},      {"协调", Role::None},    {"强调", Role::None},
}));

/// The cues of a stretch, in order.
struct Found {
  Role role = Role::None;
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Found> cues_in(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Found> found;
  for (std::size_t p = begin; p < end;) {
    if (is_letter(text[p])) {
      const std::size_t stop = word_end(text, p);
      if (const Cue* cue = english_cues.find(text.substr(p, stop - p))) found.push_back({cue->role, p, stop});
      p = stop;
    } else if (const Cue* cue = chinese_cues.find(text, p)) {
      if (cue->role != Role::None) found.push_back({cue->role, p, p + cue->text.size()});
      p += cue->text.size();
    } else {
      ++p;
    }
  }
  return found;
}

/// How far a percent's clause is looked at on either side.
constexpr std::size_t reach = 90;

bool ends_sentence(std::string_view text, std::size_t p) {
  const char c = text[p];
  if (c == '\n' || c == ';' || c == '!' || c == '?') return true;
  if (c == '.') return p + 1 == text.size() || text[p + 1] == ' ' || text[p + 1] == '\n';
  return text.substr(p, 3) == "。";
}

std::size_t stretch_before(std::string_view text, std::size_t begin, std::size_t limit) {
  std::size_t p = begin;
  while (p > limit && begin - p < reach && !ends_sentence(text, p - 1) && text.substr(p - 1, 1) != "\n") --p;
  // Not in the middle of a word or a character.
  if (p > limit && is_letter(text[p - 1])) p = word_end(text, p);
  while (p < begin && (static_cast<unsigned char>(text[p]) & 0xC0) == 0x80) ++p;
  return std::min(p, begin);
}
std::size_t stretch_behind(std::string_view text, std::size_t end) {
  std::size_t p = end;
  while (p < text.size() && p - end < reach && !ends_sentence(text, p)) ++p;
  return p;
}

bool is_percent(const QuantityMention& mention) { return mention.kind == QuantityKind::Percent; }

bool has(const std::vector<Found>& cues, Role role) {
  return std::any_of(cues.begin(), cues.end(), [&](const Found& cue) { return cue.role == role; });
}

/// Whether blanks and nothing else stand between.
bool touches(std::string_view text, std::size_t from, std::size_t to) {
  for (std::size_t p = from; p < to; ++p) {
    if (text[p] != ' ') return false;
  }
  return from <= to;
}

/// Whether the words before a percent make it an increment: "another", "raised by", 再加征.
bool increments(const std::vector<Found>& before, std::size_t begin) {
  if (before.empty() || begin - before.back().end > 13) return false;
  const Role last = before.back().role;
  if (last == Role::Another) return true;
  if (before.size() < 2) return false;
  const Found& second = before[before.size() - 2];
  if (last == Role::By) return second.role == Role::Change || second.role == Role::Move;
  const bool verb = last == Role::Duty || last == Role::Change;
  return verb && begin - before.back().end <= 1 && second.role == Role::Another && second.end == before.back().begin;
}

/// Whether two percents that follow each other are the levels of one change, and which comes first.
enum class Pair : std::uint8_t { None, FromTo, ToFrom, Total, Range };
Pair pair_of(std::string_view text, const QuantityMention& a, const QuantityMention& b, std::size_t before) {
  const std::size_t gap = b.at.begin - a.at.end;
  if (gap > 60 || a.points != b.points) {
    // "by 50 points, to 84 percent" is a total all the same.
    if (gap > 60 || !a.points) return Pair::None;
  }
  for (std::size_t p = a.at.end; p < b.at.begin; ++p) {
    if (ends_sentence(text, p)) return Pair::None;
  }
  const auto between = cues_in(text, a.at.end, b.at.begin);
  const auto ahead = cues_in(text, before, a.at.begin);
  const bool last_to =
      !between.empty() && between.back().role == Role::To && touches(text, between.back().end, b.at.begin);
  const bool last_from =
      !between.empty() && between.back().role == Role::From && touches(text, between.back().end, b.at.begin);
  const auto straight = [&](Role role) {
    if (ahead.empty()) return false;
    const Found& last = ahead.back();
    return last.role == role && a.at.begin - last.end <= 13 &&
           text.substr(last.end, a.at.begin - last.end).find(',') == std::string_view::npos;
  };
  if (last_from && straight(Role::To) && gap <= 12) return Pair::ToFrom;
  if (!last_to) {
    // "from 20% on toys … to": not here. A dash or "and" makes a range.
    if (gap <= 5 && has(between, Role::To)) return Pair::Range;
    return Pair::None;
  }
  if (straight(Role::From)) return Pair::FromTo;
  if (increments(ahead, a.at.begin)) return Pair::Total;
  if (a.points && !b.points) return Pair::Total;
  if (has(between, Role::Change) && gap <= 40) return Pair::FromTo;
  if (gap <= 6) return has(ahead, Role::Change) && !straight(Role::To) ? Pair::FromTo : Pair::Range;
  return Pair::None;
}

void join_pairs(std::string_view text, std::vector<QuantityMention>& mentions) {
  std::vector<QuantityMention> joined;
  joined.reserve(mentions.size());
  std::size_t limit = 0;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    QuantityMention& mention = mentions[i];
    const bool pair = i + 1 < mentions.size() && is_percent(mention) && is_percent(mentions[i + 1]) &&
                      !mention.negative && !mentions[i + 1].negative;
    const Pair kind =
        pair ? pair_of(text, mention, mentions[i + 1], stretch_before(text, mention.at.begin, limit)) : Pair::None;
    limit = mention.at.end;
    if (kind == Pair::Range) {
      mention.approximate = mentions[i + 1].approximate = true;
    } else if (kind != Pair::None) {
      QuantityMention& next = mentions[i + 1];
      const bool total = kind == Pair::Total;
      QuantityMention merged = kind == Pair::ToFrom ? mention : next;
      merged.kind = total ? QuantityKind::Percent : QuantityKind::Change;
      merged.approximate = false;
      if (total) {
        merged.by = mention.rate;
      } else {
        merged.previous = kind == Pair::ToFrom ? next.rate : mention.rate;
      }
      merged.at = {mention.at.begin, next.at.end};
      limit = merged.at.end;
      joined.push_back(std::move(merged));
      ++i;
      continue;
    }
    joined.push_back(std::move(mention));
  }
  mentions = std::move(joined);
}

void mark(std::string_view text, QuantityMention& mention, std::size_t limit) {
  const std::size_t begin = mention.at.begin, end = mention.at.end;
  const auto before = cues_in(text, stretch_before(text, begin, limit), begin);
  const Found* last = before.empty() ? nullptr : &before.back();
  const bool near = last != nullptr && begin - last->end <= 4;
  if (near && last->role == Role::About) mention.approximate = true;
  if (near && last->role == Role::To && last->begin >= 3 && text.substr(last->begin - 3, 3) == "up ")
    mention.approximate = true;
  if (text.substr(end, 6) == "左右" || text.substr(end, 6) == "以上" || text.substr(end, 3) == "多")
    mention.approximate = true;
  if (!is_percent(mention) && mention.kind != QuantityKind::Change) return;
  const auto is_straight = [&](Role role) { return last != nullptr && last->role == role && begin - last->end <= 13; };
  if (is_percent(mention) && !mention.by) {
    const bool raised = mention.points && is_straight(Role::Change);
    mention.step = raised || increments(before, begin);
  }
  if (mention.no_rate) return;
  // A share of something, unless of the value that duty is taken on.
  if (text.substr(end, 4) == " of " || text.substr(end, 7) == " of the") {
    const std::string_view rest = text.substr(end, 40);
    const bool of_value = rest.find("value") != std::string_view::npos || rest.find("price") != std::string_view::npos;
    if (!of_value) {
      mention.no_rate = true;
      return;
    }
  }
  if (is_straight(Role::Move) && begin - last->end <= 4) {
    mention.no_rate = true;
    return;
  }
  // Otherwise the nearest word decides; duty wins a tie, and where there is none, nothing is marked.
  std::size_t duty = reach + 1, other = reach + 1;
  const auto weigh = [&](const Found& cue, std::size_t distance) {
    if (cue.role == Role::Duty) duty = std::min(duty, distance);
    if (cue.role == Role::Other) other = std::min(other, distance);
  };
  for (const Found& cue : before) weigh(cue, begin - cue.end);
  for (const Found& cue : cues_in(text, end, stretch_behind(text, end))) weigh(cue, cue.begin - end);
  // Tenths are said of shares, unless duty is near.
  const bool tenths = text.substr(begin, end - begin).find("成") != std::string_view::npos;
  mention.no_rate = other < duty || (tenths && duty > reach);
}

}  // namespace

void weigh_context(std::string_view text, std::vector<QuantityMention>& mentions) {
  join_pairs(text, mentions);
  std::size_t limit = 0;
  for (QuantityMention& mention : mentions) {
    mark(text, mention, limit);
    limit = mention.at.end;
  }
}

}  // namespace v0
}  // namespace truceline
