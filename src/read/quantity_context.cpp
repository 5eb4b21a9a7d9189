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
enum class Hint : std::uint8_t {
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
struct QuantityCue {
  std::string_view text;
  Hint hint = Hint::None;
};

constexpr detail::WordTable english_quantity_cues(std::to_array<QuantityCue>({
    {"tariff", Hint::Duty},        {"tariffs", Hint::Duty},
    {"duty", Hint::Duty},          {"duties", Hint::Duty},
    {"levy", Hint::Duty},          {"levies", Hint::Duty},
    {"surcharge", Hint::Duty},     {"surcharges", Hint::Duty},
    {"tax", Hint::Duty},           {"taxes", Hint::Duty},
    {"taxed", Hint::Duty},         {"tariffed", Hint::Duty},
    {"fentanyl", Hint::Duty},      {"reciprocal", Hint::Duty},
    {"valorem", Hint::Duty},       {"gdp", Hint::Other},
    {"growth", Hint::Other},       {"grew", Hint::Other},
    {"grow", Hint::Other},         {"growing", Hint::Other},
    {"inflation", Hint::Other},    {"cpi", Hint::Other},
    {"ppi", Hint::Other},          {"yield", Hint::Other},
    {"yields", Hint::Other},       {"index", Hint::Other},
    {"shares", Hint::Other},       {"stocks", Hint::Other},
    {"stock", Hint::Other},        {"stake", Hint::Other},
    {"stakes", Hint::Other},       {"owned", Hint::Other},
    {"owns", Hint::Other},         {"ownership", Hint::Other},
    {"share", Hint::Other},        {"approval", Hint::Other},
    {"poll", Hint::Other},         {"respondents", Hint::Other},
    {"voters", Hint::Other},       {"surveyed", Hint::Other},
    {"unemployment", Hint::Other}, {"deficit", Hint::Other},
    {"revenue", Hint::Other},      {"profit", Hint::Other},
    {"profits", Hint::Other},      {"sales", Hint::Other},
    {"output", Hint::Other},       {"production", Hint::Other},
    {"chance", Hint::Other},       {"probability", Hint::Other},
    {"likelihood", Hint::Other},   {"majority", Hint::Other},
    {"futures", Hint::Other},      {"nasdaq", Hint::Other},
    {"dow", Hint::Other},          {"economy", Hint::Other},
    {"population", Hint::Other},   {"discount", Hint::Other},
    {"capacity", Hint::Other},     {"owner", Hint::Other},
    {"rose", Hint::Move},          {"fell", Hint::Move},
    {"jumped", Hint::Move},        {"dropped", Hint::Move},
    {"slid", Hint::Move},          {"gained", Hint::Move},
    {"climbed", Hint::Move},       {"surged", Hint::Move},
    {"plunged", Hint::Move},       {"soared", Hint::Move},
    {"tumbled", Hint::Move},       {"declined", Hint::Move},
    {"down", Hint::Move},          {"up", Hint::Move},
    {"shrank", Hint::Move},        {"contracted", Hint::Move},
    {"cut", Hint::Change},         {"cuts", Hint::Change},
    {"cutting", Hint::Change},     {"lower", Hint::Change},
    {"lowered", Hint::Change},     {"lowering", Hint::Change},
    {"lowers", Hint::Change},      {"reduce", Hint::Change},
    {"reduced", Hint::Change},     {"reducing", Hint::Change},
    {"reduces", Hint::Change},     {"raise", Hint::Change},
    {"raised", Hint::Change},      {"raising", Hint::Change},
    {"raises", Hint::Change},      {"hike", Hint::Change},
    {"hiked", Hint::Change},       {"hiking", Hint::Change},
    {"increase", Hint::Change},    {"increased", Hint::Change},
    {"increases", Hint::Change},   {"increasing", Hint::Change},
    {"halved", Hint::Change},      {"halve", Hint::Change},
    {"doubled", Hint::Change},     {"double", Hint::Change},
    {"slashed", Hint::Change},     {"slash", Hint::Change},
    {"brought", Hint::Change},     {"bring", Hint::Change},
    {"bringing", Hint::Change},    {"trimmed", Hint::Change},
    {"drop", Hint::Change},        {"fall", Hint::Change},
    {"rise", Hint::Change},        {"taking", Hint::Change},
    {"lifted", Hint::Change},      {"lifting", Hint::Change},
    {"adjusted", Hint::Change},    {"another", Hint::Another},
    {"further", Hint::Another},    {"by", Hint::By},
    {"about", Hint::About},        {"around", Hint::About},
    {"roughly", Hint::About},      {"nearly", Hint::About},
    {"almost", Hint::About},       {"over", Hint::About},
    {"than", Hint::About},         {"least", Hint::About},
    {"most", Hint::About},         {"approximately", Hint::About},
    {"under", Hint::About},        {"exceeding", Hint::About},
    {"from", Hint::From},          {"to", Hint::To},
    {"between", Hint::Between},
}));

constexpr detail::HanTable chinese_quantity_cues(std::to_array<QuantityCue>({
    {"关税", Hint::Duty},      {"税率", Hint::Duty},    {"加征", Hint::Duty},    {"征收", Hint::Duty},
    {"从价", Hint::Duty},      {"附加税", Hint::Duty},  {"征税", Hint::Duty},    {"课税", Hint::Duty},
    {"芬太尼", Hint::Duty},    {"对等", Hint::Duty},    {"税", Hint::Duty},      {"增长", Hint::Other},
    {"同比", Hint::Other},     {"环比", Hint::Other},   {"占", Hint::Other},     {"股份", Hint::Other},
    {"持股", Hint::Other},     {"股权", Hint::Other},   {"股价", Hint::Other},   {"股市", Hint::Other},
    {"股", Hint::Other},       {"收益率", Hint::Other}, {"通胀", Hint::Other},   {"支持率", Hint::Other},
    {"民调", Hint::Other},     {"受访", Hint::Other},   {"份额", Hint::Other},   {"产量", Hint::Other},
    {"产能", Hint::Other},     {"下跌", Hint::Other},   {"上涨", Hint::Other},   {"失业", Hint::Other},
    {"概率", Hint::Other},     {"利率", Hint::Other},   {"增速", Hint::Other},   {"增幅", Hint::Other},
    {"跌幅", Hint::Other},     {"涨幅", Hint::Other},   {"出口额", Hint::Other}, {"生产总值", Hint::Other},
    {"市场", Hint::Other},     {"人口", Hint::Other},   {"折扣", Hint::Other},   {"利润", Hint::Other},
    {"控股", Hint::Other},     {"赤字", Hint::Other},   {"指数", Hint::Other},   {"民众", Hint::Other},
    {"降", Hint::Change},      {"减", Hint::Change},    {"调", Hint::Change},    {"升", Hint::Change},
    {"提高", Hint::Change},    {"加", Hint::Change},    {"增", Hint::Change},    {"削", Hint::Change},
    {"恢复", Hint::Change},    {"改为", Hint::Change},  {"砍", Hint::Change},    {"涨", Hint::Change},
    {"提", Hint::Change},      {"变", Hint::Change},    {"下修", Hint::Change},  {"再", Hint::Another},
    {"进一步", Hint::Another}, {"约", Hint::About},     {"近", Hint::About},     {"超过", Hint::About},
    {"逾", Hint::About},       {"至少", Hint::About},   {"最多", Hint::About},   {"大约", Hint::About},
    {"左右", Hint::About},     {"由", Hint::From},      {"从", Hint::From},      {"自", Hint::From},
    {"至", Hint::To},          {"到", Hint::To},        {"为", Hint::To},        {"介于", Hint::Between},
    {"调查", Hint::None},      {"因为", Hint::None},    {"认为", Hint::None},    {"作为", Hint::None},
    {"行为", Hint::None},      {"由于", Hint::None},    {"加拿大", Hint::None},  {"自由", Hint::None},
    {"调整为", Hint::To},      {"协调", Hint::None},    {"强调", Hint::None},
}));

/// The cues of a stretch, in order.
struct Found {
  Hint hint = Hint::None;
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Found> cues_in(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Found> found;
  for (std::size_t p = begin; p < end;) {
    if (is_letter(text[p])) {
      const std::size_t stop = word_end(text, p);
      if (const QuantityCue* cue = english_quantity_cues.find(text.substr(p, stop - p)))
        found.push_back({cue->hint, p, stop});
      p = stop;
    } else if (const QuantityCue* cue = chinese_quantity_cues.find(text, p)) {
      if (cue->hint != Hint::None) found.push_back({cue->hint, p, p + cue->text.size()});
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

bool has(const std::vector<Found>& cues, Hint hint) {
  return std::any_of(cues.begin(), cues.end(), [&](const Found& cue) { return cue.hint == hint; });
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
  const Hint last = before.back().hint;
  if (last == Hint::Another) return true;
  if (before.size() < 2) return false;
  const Found& second = before[before.size() - 2];
  if (last == Hint::By) return second.hint == Hint::Change || second.hint == Hint::Move;
  const bool verb = last == Hint::Duty || last == Hint::Change;
  return verb && begin - before.back().end <= 1 && second.hint == Hint::Another && second.end == before.back().begin;
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
      !between.empty() && between.back().hint == Hint::To && touches(text, between.back().end, b.at.begin);
  const bool last_from =
      !between.empty() && between.back().hint == Hint::From && touches(text, between.back().end, b.at.begin);
  const auto straight = [&](Hint hint) {
    if (ahead.empty()) return false;
    const Found& last = ahead.back();
    return last.hint == hint && a.at.begin - last.end <= 13 &&
           text.substr(last.end, a.at.begin - last.end).find(',') == std::string_view::npos;
  };
  if (last_from && straight(Hint::To) && gap <= 12) return Pair::ToFrom;
  if (!last_to) {
    // "from 20% on toys … to": not here. A dash or "and" makes a range.
    if (gap <= 5 && has(between, Hint::To)) return Pair::Range;
    return Pair::None;
  }
  if (straight(Hint::From)) return Pair::FromTo;
  if (increments(ahead, a.at.begin)) return Pair::Total;
  if (a.points && !b.points) return Pair::Total;
  if (has(between, Hint::Change) && gap <= 40) return Pair::FromTo;
  if (gap <= 6) return has(ahead, Hint::Change) && !straight(Hint::To) ? Pair::FromTo : Pair::Range;
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
  if (near && last->hint == Hint::About) mention.approximate = true;
  if (near && last->hint == Hint::To && last->begin >= 3 && text.substr(last->begin - 3, 3) == "up ")
    mention.approximate = true;
  if (text.substr(end, 6) == "左右" || text.substr(end, 6) == "以上" || text.substr(end, 3) == "多")
    mention.approximate = true;
  if (!is_percent(mention) && mention.kind != QuantityKind::Change) return;
  const auto is_straight = [&](Hint hint) { return last != nullptr && last->hint == hint && begin - last->end <= 13; };
  if (is_percent(mention) && !mention.by) {
    const bool raised = mention.points && is_straight(Hint::Change);
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
  if (is_straight(Hint::Move) && begin - last->end <= 4) {
    mention.no_rate = true;
    return;
  }
  // Otherwise the nearest word decides; duty wins a tie, and where there is none, nothing is marked.
  std::size_t duty = reach + 1, other = reach + 1;
  const auto weigh = [&](const Found& cue, std::size_t distance) {
    if (cue.hint == Hint::Duty) duty = std::min(duty, distance);
    if (cue.hint == Hint::Other) other = std::min(other, distance);
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
