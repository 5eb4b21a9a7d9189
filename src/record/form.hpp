#pragma once

// The form of datasets in JSON, said once: which keys a record has, in which order, and what each holds. Reading,
// writing, checking and the test of the schema all walk these functions, so that they cannot disagree.
// docs/datasets.md tells the same to people.
//
// An Io has Value<T> (T, or const T if it only looks), and takes each member by
//   version(key)                    the form's version
//   required(key, value)            refused where absent
//   optional(key, value)            left out where it equals the default
//   either(key, value, word, flag)  the value, or a word that stands for the flag
//   details<T>(key, details)        the variant's alternative T

#include <string_view>
#include <type_traits>
#include <vector>

#include "truceline/record/dataset.hpp"

namespace truceline {
inline namespace v0 {

inline constexpr std::string_view dataset_version = "1";

/// Records stand on lines of their own; all else stands on one line where it fits.
template <class T>
inline constexpr bool is_record =
    std::is_same_v<T, Dataset> || std::is_same_v<T, Source> || std::is_same_v<T, Measure> || std::is_same_v<T, Alias> ||
    std::is_same_v<T, Claim> || std::is_same_v<T, Scenario> || std::is_same_v<T, Question> ||
    std::is_same_v<T, StackingRule>;

template <class Io>
void fields(Io& io, typename Io::template Value<Dataset>& dataset) {
  io.version("truceline");
  io.optional("name", dataset.name);
  io.optional("title", dataset.title);
  io.optional("complete_through", dataset.complete_through);
  io.optional("note", dataset.note);
  io.optional("sources", dataset.sources);
  io.optional("measures", dataset.measures);
  io.optional("aliases", dataset.aliases);
  io.optional("claims", dataset.claims);
  io.optional("scenarios", dataset.scenarios);
  io.optional("questions", dataset.questions);
  io.optional("stacking", dataset.stacking);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Proof>& proof) {
  io.required("day", proof.day);
  io.optional("by", proof.by);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Source>& source) {
  io.required("id", source.id);
  io.required("kind", source.kind);
  io.optional("outlet", source.outlet);
  io.optional("title", source.title);
  io.optional("author", source.author);
  io.optional("languages", source.languages);
  io.optional("published", source.published);
  io.optional("proven", source.proven);
  io.optional("address", source.address);
  io.optional("note", source.note);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Goods>& goods) {
  io.optional("words", goods.words);
  io.optional("hs", goods.hs);
  io.optional("except", goods.except);
  io.optional("list", goods.list);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Tariff>& tariff) {
  io.optional("reciprocal", tariff.reciprocal);
}

template <class Io>
void fields(Io& io, typename Io::template Value<ExportControl>& control) {
  io.optional("extraterritorial", control.extraterritorial);
}

template <class Io>
void fields(Io& io, typename Io::template Value<PortFee>& fee) {
  io.optional("per", fee.per);
  io.optional("charges_a_year", fee.charges_a_year);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Tranche>& tranche) {
  io.required("period", tranche.period);
  io.required("quantity", tranche.quantity);
  io.optional("baseline", tranche.baseline);
  io.optional("goods", tranche.goods);
}

template <class Io>
void fields(Io& io, typename Io::template Value<PurchaseCommitment>& commitment) {
  io.optional("tranches", commitment.tranches);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Measure>& measure) {
  io.required("id", measure.id);
  io.required("kind", measure.kind);
  io.optional("imposed_by", measure.imposed_by);
  io.optional("target", measure.target);
  io.optional("title", measure.title);
  io.optional("authority", measure.authority);
  io.optional("goods", measure.goods);
  io.template details<Tariff>("tariff", measure.details);
  io.template details<ExportControl>("export_control", measure.details);
  io.template details<PortFee>("port_fee", measure.details);
  io.template details<PurchaseCommitment>("purchase_commitment", measure.details);
  io.optional("place", measure.place);
  io.optional("part_of", measure.part_of);
  io.optional("based_on", measure.based_on);
  io.optional("mirrors", measure.mirrors);
  io.optional("relieves", measure.relieves);
  io.optional("note", measure.note);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Alias>& alias) {
  io.required("alias", alias.alias);
  io.required("means", alias.means);
  io.optional("why", alias.why);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Limits>& limits) {
  io.optional("goods", limits.goods);
  io.optional("parties", limits.parties);
  io.optional("loaded_before", limits.loaded_before);
  io.optional("exported_before", limits.exported_before);
  io.optional("entered_before", limits.entered_before);
  io.optional("condition", limits.condition);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Place>& place) {
  io.optional("paragraph", place.paragraph);
  io.optional("begin", place.begin);
  io.optional("end", place.end);
  io.optional("language", place.language);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Claim>& claim) {
  auto& action = claim.action;
  io.required("id", claim.id);
  io.required("source", claim.source);
  io.required("measure", claim.measure);
  io.required("said", action.said);
  io.required("standing", claim.standing);
  io.either("from", action.from, "undecided", action.undecided);
  io.optional("from_time", action.from_time);
  io.optional("until", action.until);
  io.optional("until_time", action.until_time);
  io.optional("term", action.term);
  io.optional("zone", action.zone);
  io.either("rate", action.rate, "varying", action.varying);
  io.optional("specific", action.charge.specific);
  io.optional("minimum", action.charge.minimum);
  io.optional("maximum", action.charge.maximum);
  io.optional("quantity", action.quantity);
  io.optional("previous", action.previous);
  io.optional("portion", action.portion);
  io.optional("limits", action.limits);
  io.optional("of", action.of);
  io.optional("anchor", action.anchor);
  io.optional("from_beginning", action.from_beginning);
  io.optional("stayed", action.stayed);
  io.optional("announced", claim.announced);
  io.optional("location", claim.location);
  io.optional("amount", claim.amount);
  io.optional("scenario", claim.scenario);
  io.optional("corrects", claim.corrects);
  io.optional("at", claim.at);
  io.optional("note", claim.note);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Scenario>& scenario) {
  io.required("name", scenario.name);
  io.optional("title", scenario.title);
  io.optional("source", scenario.source);
  io.optional("ignores", scenario.ignores);
  io.optional("note", scenario.note);
}

template <class Io>
void fields(Io& io, typename Io::template Value<Question>& question) {
  io.required("id", question.id);
  io.required("text", question.text);
  io.optional("about", question.about);
  io.optional("claims", question.claims);
}

template <class Io>
void fields(Io& io, typename Io::template Value<StackingRule>& rule) {
  io.required("id", rule.id);
  io.required("when", rule.when);
  io.required("effect", rule.effect);
  io.required("others", rule.others);
  io.optional("base", rule.base);
  io.optional("from", rule.from);
  io.optional("until", rule.until);
  io.optional("known", rule.known);
  io.optional("source", rule.source);
  io.optional("note", rule.note);
}

/// Collects the keys of a record.
struct KeyIo {
  template <class T>
  using Value = const T;
  std::vector<std::string_view> keys, required_keys;

  void version(std::string_view key) { required(key, 0); }
  template <class T>
  void required(std::string_view key, const T&) {
    keys.push_back(key);
    required_keys.push_back(key);
  }
  template <class T>
  void optional(std::string_view key, const T&) {
    keys.push_back(key);
  }
  template <class T>
  void either(std::string_view key, const T&, std::string_view, bool) {
    keys.push_back(key);
  }
  template <class T>
  void details(std::string_view key, const Details&) {
    keys.push_back(key);
  }
};

template <class Record>
[[nodiscard]] KeyIo keys_of() {
  KeyIo io;
  const Record record{};
  fields(io, record);
  return io;
}

/// A step on the way from a dataset to a value in it; the steps make its JSON pointer.
struct Path {
  const Path* up = nullptr;
  std::string_view key;  ///< of a member; empty: an item of a list
  std::size_t index = 0;

  [[nodiscard]] std::string pointer() const {
    if (up == nullptr) return {};
    return up->pointer() + '/' + (key.empty() ? std::to_string(index) : std::string(key));
  }
};

}  // namespace v0
}  // namespace truceline
