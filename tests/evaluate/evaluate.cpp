// How well the reader reads: scripts/evaluate runs this. docs/reading.md, "How good it is", says what the figures mean.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <truceline/read/reader.hpp>
#include <truceline/record/words.hpp>

#include "read/score.hpp"

namespace {

using namespace truceline;
using namespace truceline::evaluate;

struct Options {
  std::vector<std::string> sets;  // articles.jsonl, gold.jsonl and the folder of the texts, joined by ":"
  std::string calibrate;
  bool verbose = false;
  bool held_out = false;
};

std::string line_of(const ReadClaim& claim) {
  std::string sides;
  for (const Jurisdiction by : claim.imposed_by) sides += (sides.empty() ? "" : ",") + to_string(by);
  std::string text = fmt::format("{:>3} {} {} {} {}", claim.paragraph, word(claim.kind), sides, word(claim.action),
                                 word(claim.standing));
  if (claim.rate_from) text += " from " + to_percent(*claim.rate_from);
  if (claim.rate_to) text += " to " + to_percent(*claim.rate_to);
  if (claim.portion) text += " portion " + to_percent(*claim.portion);
  if (!claim.effective.is_unknown()) text += " on " + to_string(claim.effective);
  if (claim.duration) text += " for " + to_string(*claim.duration);
  for (const std::string& goods : claim.scope) text += " [" + goods + "]";
  return text + fmt::format(" {{{}}} {} {}", claim.rule,
                            claim.confidence ? fmt::format("{:.2f}", *claim.confidence) : "-", claim.measure);
}

std::string line_of(const Gold& gold) {
  std::string sides;
  for (const std::string& by : gold.sides) sides += (sides.empty() ? "" : ",") + by;
  std::string text =
      fmt::format("{:>3} {} {} {} {}", gold.paragraphs.front(), gold.kind, sides, gold.action, gold.standing);
  if (gold.rate_from) text += fmt::format(" from {}", *gold.rate_from);
  if (gold.rate) text += fmt::format(" to {}", *gold.rate);
  if (!gold.effective.empty()) text += " on " + gold.effective;
  return text + " " + gold.measure;
}

std::string row(std::string_view name, const std::vector<Counts>& texts) {
  Counts sum;
  for (const Counts& counts : texts) sum += counts;
  const auto [low, high] = interval(texts);
  return fmt::format("{:<22} {:>6.3f} {:>6.3f} {:>6.3f}  {:.2f}-{:.2f}  {:>6.1f} {:>5.0f} {:>5.0f}\n", name,
                     sum.precision(), sum.recall(), sum.f1(), low, high, sum.right_found, sum.found, sum.wanted);
}

int run(const Options& options) {
  const Reader reader;
  std::map<std::string, std::array<int, 2>> rules;  // right, made
  for (const std::string& set : options.sets) {
    const std::size_t first = set.find(':');
    const std::size_t second = set.find(':', first + 1);
    std::string why;
    const auto documents =
        load(set.substr(0, first), set.substr(first + 1, second - first - 1), set.substr(second + 1), why);
    if (!why.empty()) {
      fmt::print(stderr, "evaluate: {}\n", why);
      return 1;
    }
    std::vector<Counts> core, soft, strict;
    std::map<std::string, std::vector<Counts>> by_language;
    std::map<std::string, std::array<double, 2>> fields;  // equal, of how many matched
    struct Said {
      double confidence;
      bool right;
    };
    std::vector<Said> tiers;
    int uncalibrated = 0;
    int false_in_others = 0;
    int others = 0;
    for (const Document& document : documents) {
      if (document.held_out != options.held_out && options.held_out) continue;
      if (document.held_out && !options.held_out) continue;
      const auto reading = reader.read(document.article);
      if (!reading.ok()) {
        fmt::print(stderr, "evaluate: {}: {}\n", document.article.id, message_of(reading.status()));
        return 1;
      }
      const std::vector<ReadClaim>& claims = reading->claims;
      const Outcome outcome = match(document.gold, claims);
      const Scores scores = score(document.gold, claims, outcome);
      if (document.gold.empty()) {
        ++others;
        false_in_others += static_cast<int>(claims.size());
      }
      core.push_back(scores.core);
      soft.push_back(scores.soft);
      strict.push_back(scores.strict);
      for (const char* language : {"en", "zh-Hant", "zh-Hans"}) {
        const Counts counts = score(document.gold, claims, outcome, language).core;
        if (counts.found + counts.wanted > 0) by_language[language].push_back(counts);
      }
      if (options.verbose) fmt::print("\n== {}\n", document.article.id);
      std::vector<bool> found(document.gold.size());
      for (std::size_t i = 0; i < claims.size(); ++i) {
        const ReadClaim& claim = claims[i];
        const int at = outcome.gold_of[i];
        if (outcome.counted[i]) {
          std::string_view rule = claim.rule;
          while (!rule.empty()) {
            const std::string_view part = rule.substr(0, rule.find('/'));
            rule.remove_prefix(std::min(rule.size(), part.size() + 1));
            rules[std::string(part)][0] += at >= 0 ? 1 : 0;
            rules[std::string(part)][1] += 1;
          }
          rules["all"][0] += at >= 0 ? 1 : 0;
          rules["all"][1] += 1;
          if (claim.confidence) {
            tiers.push_back({*claim.confidence, at >= 0});
          } else {
            ++uncalibrated;
          }
        }
        if (at >= 0) {
          const Gold& gold = document.gold[static_cast<std::size_t>(at)];
          found[static_cast<std::size_t>(at)] = true;
          const auto field = [&](const char* name, bool equal) {
            fields[name][0] += equal ? 1 : 0;
            fields[name][1] += 1;
          };
          field("standing", gold.standing == word(claim.standing));
          if (!gold.effective.empty() || !claim.effective.is_unknown())
            field("effective", !claim.effective.is_unknown() && gold.effective == to_string(claim.effective));
          if (!gold.duration.empty() || claim.duration)
            field("duration", claim.duration && gold.duration == to_string(*claim.duration));
          const auto rate = claim.rate_to ? claim.rate_to : claim.portion;
          if (gold.rate || rate) field("rate_to", gold.rate && rate);
          if (gold.rate_from || claim.rate_from) field("rate_from", gold.rate_from && claim.rate_from);
        }
        if (options.verbose) {
          fmt::print("  {} {}\n", at >= 0 ? "ok   " : outcome.counted[i] ? "FALSE" : "  -  ", line_of(claim));
          if (at >= 0) fmt::print("        as {}\n", line_of(document.gold[static_cast<std::size_t>(at)]));
        }
      }
      if (options.verbose) {
        for (std::size_t j = 0; j < document.gold.size(); ++j) {
          if (!found[j] && !document.gold[j].optional) fmt::print("  MISS  {}\n", line_of(document.gold[j]));
        }
      }
    }
    fmt::print("\n{} ({} texts)\n{:<22} {:>6} {:>6} {:>6}  {:<9}  {:>6} {:>5} {:>5}\n", set.substr(second + 1),
               core.size(), "", "prec", "recall", "F1", "95 %", "right", "made", "gold");
    fmt::print("{}{}{}", row("CORE", core), row("soft", soft), row("STRICT", strict));
    for (const auto& [language, texts] : by_language) fmt::print("{}", row("CORE " + language, texts));
    for (const auto& [name, counts] : fields)
      fmt::print("  {:<20} {:.3f} of {:.0f}\n", name, counts[1] > 0 ? counts[0] / counts[1] : 0.0, counts[1]);
    if (others > 0) fmt::print("  claims in {} texts without any: {}\n", others, false_in_others);
    if (!tiers.empty()) {
      std::sort(tiers.begin(), tiers.end(), [](const Said& a, const Said& b) { return a.confidence > b.confidence; });
      for (const double share : {0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0}) {
        const auto count = static_cast<std::size_t>(
            share * static_cast<double>(tiers.size() + static_cast<std::size_t>(uncalibrated)));
        if (count == 0 || count > tiers.size()) continue;
        const auto right = std::count_if(tiers.begin(), tiers.begin() + static_cast<std::ptrdiff_t>(count),
                                         [](const Said& s) { return s.right; });
        fmt::print("  surest {:>3.0f} %: {:.3f} right, down to a confidence of {:.2f}\n", share * 100,
                   static_cast<double>(right) / static_cast<double>(count), tiers[count - 1].confidence);
      }
      fmt::print("  uncalibrated: {}\n", uncalibrated);
    }
  }
  if (options.verbose) {
    fmt::print("\nrules\n");
    for (const auto& [rule, counts] : rules)
      fmt::print("  {:<26} {:>4} of {:>4}  {:.2f}\n", rule, counts[0], counts[1],
                 static_cast<double>(counts[0]) / counts[1]);
  }
  if (!options.calibrate.empty()) {
    std::ofstream out(options.calibrate);
    out << "rule\tright\tmade\n";
    for (const auto& [rule, counts] : rules) out << rule << '\t' << counts[0] << '\t' << counts[1] << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--calibrate" && i + 1 < argc) {
      options.calibrate = argv[++i];
    } else if (argument == "--verbose") {
      options.verbose = true;
    } else if (argument == "--held-out") {
      options.held_out = true;
    } else if (std::count(argument.begin(), argument.end(), ':') == 2) {
      options.sets.emplace_back(argument);
    } else {
      fmt::print(stderr,
                 "usage: evaluate ARTICLES.jsonl:GOLD.jsonl:FOLDER… [--verbose] [--held-out] [--calibrate FILE]\n");
      return 2;
    }
  }
  return run(options);
}
