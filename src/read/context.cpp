#include "read/context.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "read/ascii.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using detail::is_alnum;
using detail::lower;

/// Whether a run of letters and digits goes on across a place.
bool within_word(std::string_view text, std::size_t at) noexcept {
  return at > 0 && at < text.size() && is_alnum(text[at - 1]) && is_alnum(text[at]);
}

bool is_whole(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  return !within_word(text, begin) && !within_word(text, end);
}

bool contains(std::string_view text, std::string_view wanted) noexcept {
  for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
    if (is_whole(text, at, at + wanted.size())) return true;
  }
  return false;
}

/// The length of the mark that ends a sentence at a place; 0 if none does.
std::size_t end_mark(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view full_stop = "。";
  const char c = text[at];
  if (c == '!' || c == '?' || c == ';' || c == '\n') return 1;
  if (c == '.') return at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n' ? 1 : 0;
  return text.substr(at, full_stop.size()) == full_stop ? full_stop.size() : 0;
}

}  // namespace

bool context_allows(const LexiconEntry& entry, std::string_view text, std::size_t begin, std::size_t end) {
  if (entry.left.empty() && entry.right.empty() && entry.veto.empty()) return true;
  std::size_t from = begin;
  const std::size_t least = begin - std::min(begin, context_reach);
  while (from > least && end_mark(text, from - 1) == 0 && !(from >= 3 && end_mark(text, from - 3) == 3)) --from;
  std::size_t to = end;
  const std::size_t most = std::min(text.size(), end + context_reach);
  while (to < most && end_mark(text, to) == 0) ++to;

  // In small letters, with a letter more on either side, so that words cut by the reach are seen to be.
  const std::size_t base = from - (within_word(text, from) ? 1 : 0);
  const std::size_t stop = to + (within_word(text, to) ? 1 : 0);
  std::string small(text.substr(base, stop - base));
  std::transform(small.begin(), small.end(), small.begin(), lower);
  const std::string_view around = small;
  const std::size_t match_begin = begin - base;
  const std::size_t match_end = end - base;

  const auto right_before = [&](std::string_view wanted) {
    for (const std::size_t gap : {std::size_t{0}, std::size_t{1}}) {
      if (match_begin < gap + wanted.size() || (gap == 1 && around[match_begin - 1] != ' ')) continue;
      const std::size_t at = match_begin - gap - wanted.size();
      if (around.substr(at, wanted.size()) == wanted && is_whole(around, at, at + wanted.size())) return true;
    }
    return false;
  };
  const auto right_after = [&](std::string_view wanted) {
    for (const std::size_t gap : {std::size_t{0}, std::size_t{1}}) {
      if (match_end + gap > around.size() || (gap == 1 && around[match_end] != ' ')) continue;
      const std::size_t at = match_end + gap;
      if (around.substr(at, wanted.size()) == wanted && is_whole(around, at, at + wanted.size())) return true;
    }
    return false;
  };
  const auto across = [&](std::string_view wanted) {
    const std::size_t first = match_begin - std::min(match_begin, wanted.size());
    for (std::size_t at = around.find(wanted, first); at < match_end; at = around.find(wanted, at + 1)) {
      if (at + wanted.size() > match_begin && is_whole(around, at, at + wanted.size())) return true;
    }
    return right_before(wanted) || right_after(wanted);
  };
  const auto stands = [&](std::string_view wanted, std::string_view side) {
    if (wanted[0] == '<') return right_before(wanted.substr(1));
    if (wanted[0] == '>') return right_after(wanted.substr(1));
    return contains(side, wanted);
  };
  const auto forbids = [&](std::string_view wanted) {
    if (wanted[0] == '<') return right_before(wanted.substr(1));
    if (wanted[0] == '>') return right_after(wanted.substr(1));
    return wanted[0] == '~' ? contains(around, wanted.substr(1)) : across(wanted);
  };
  const auto one_stands = [&](const std::vector<std::string>& all, std::string_view side) {
    return all.empty() ||
           std::any_of(all.begin(), all.end(), [&](const std::string& wanted) { return stands(wanted, side); });
  };
  return one_stands(entry.left, around.substr(0, match_begin)) && one_stands(entry.right, around.substr(match_end)) &&
         std::none_of(entry.veto.begin(), entry.veto.end(), forbids);
}

}  // namespace v0
}  // namespace truceline
