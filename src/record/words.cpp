#include "truceline/record/words.hpp"

#include <array>
#include <cstddef>

namespace truceline {
inline namespace v0 {
namespace {

/// Words in the order of the enumerators, which count from zero without gaps.
template <class Enum, std::size_t N>
struct Words {
  std::array<std::string_view, N> words;
  std::array<Enum, N> values = [] {
    std::array<Enum, N> all{};
    for (std::size_t i = 0; i < N; ++i) all[i] = static_cast<Enum>(i);
    return all;
  }();

  [[nodiscard]] constexpr std::string_view of(Enum value) const noexcept {
    const auto i = static_cast<std::size_t>(value);
    return i < N ? words[i] : std::string_view();
  }
};

/// A table that ends at the enumeration's last enumerator, whatever is added before it.
template <auto Last, class... Text>
constexpr auto table(Text... text) {
  static_assert(sizeof...(Text) == static_cast<std::size_t>(Last) + 1, "one word an enumerator");
  return Words<decltype(Last), sizeof...(Text)>{{text...}};
}

constexpr auto source_kinds = table<SourceKind::Act>("article", "act");
constexpr auto measure_kinds =
    table<MeasureKind::Other>("tariff", "relief", "export_control", "import_restriction", "port_fee", "entity_listing",
                              "investigation", "purchase_commitment", "sanction", "agreement", "meeting", "other");
constexpr auto saids =
    table<Said::Noted>("imposed", "opened", "committed", "agreed", "rate_set", "raised", "lowered", "scope_set",
                       "narrowed", "expanded", "suspended", "resumed", "extended", "ended", "revoked", "withdrawn",
                       "expired", "struck_down", "reinstated", "held", "progress", "noted");
constexpr auto verbs = table<Verb::Noted>("imposed", "rate_set", "scope_set", "suspended", "resumed", "extended",
                                          "ended", "reinstated", "occurred", "progress", "noted");
constexpr auto endings = table<Ending::Held>("ended", "revoked", "withdrawn", "expired", "struck_down", "held");
constexpr auto standings = table<Standing::Hypothetical>("done", "announced", "reported", "expected", "considered",
                                                         "threatened", "recommended", "hypothetical");
constexpr auto stacking_effects = table<StackingEffect::OnRemainder>("excludes", "replaces", "on_remainder");
constexpr auto stacking_bases = table<StackingBase::Content>("full", "content");

}  // namespace

std::string_view word(SourceKind kind) noexcept { return source_kinds.of(kind); }
std::string_view word(MeasureKind kind) noexcept { return measure_kinds.of(kind); }
std::string_view word(Said said) noexcept { return saids.of(said); }
std::string_view word(Verb verb) noexcept { return verbs.of(verb); }
std::string_view word(Ending ending) noexcept { return endings.of(ending); }
std::string_view word(Standing standing) noexcept { return standings.of(standing); }
std::string_view word(StackingEffect effect) noexcept { return stacking_effects.of(effect); }
std::string_view word(StackingBase base) noexcept { return stacking_bases.of(base); }

template <>
std::span<const SourceKind> all_of() noexcept {
  return source_kinds.values;
}
template <>
std::span<const MeasureKind> all_of() noexcept {
  return measure_kinds.values;
}
template <>
std::span<const Said> all_of() noexcept {
  return saids.values;
}
template <>
std::span<const Verb> all_of() noexcept {
  return verbs.values;
}
template <>
std::span<const Ending> all_of() noexcept {
  return endings.values;
}
template <>
std::span<const Standing> all_of() noexcept {
  return standings.values;
}
template <>
std::span<const StackingEffect> all_of() noexcept {
  return stacking_effects.values;
}
template <>
std::span<const StackingBase> all_of() noexcept {
  return stacking_bases.values;
}

}  // namespace v0
}  // namespace truceline
