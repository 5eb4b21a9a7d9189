#pragma once

// How well readings agree with a reference reading (gold). docs/reading.md, "How good it is", says what the scores mean.

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <truceline/read/reader.hpp>

namespace truceline::evaluate {

/// One claim of the reference: the rows of an article on the same measure and action whose rates do not differ.
struct Gold {
  std::string language;
  std::string measure;
  std::string kind;
  std::set<std::string> sides;
  std::string action;
  std::string standing;
  std::string effective;
  std::string duration;
  std::optional<double> rate;  ///< the new rate, or the part of it that a suspension covers
  std::optional<double> rate_from;
  std::vector<int> paragraphs;
  bool optional = true;  ///< all of its rows are
};

/// A text, the day it appeared, and what the reference finds in it.
struct Document {
  Article article;
  std::string language;
  bool held_out = false;
  std::vector<Gold> gold;
};

/// The texts that articles.jsonl lists, DIR/<article>.txt each, with the rows of gold.jsonl; empty where a file is
/// missing or wrong, and `why` says which.
std::vector<Document> load(const std::filesystem::path& articles, const std::filesystem::path& gold,
                           const std::filesystem::path& texts, std::string& why);

/// Whether a claim is what a row says: kind, side and action, and no rate against it.
bool is_core(const Gold& gold, const ReadClaim& claim);
/// … and its standing, first day, rates and length, too.
bool is_strict(const Gold& gold, const ReadClaim& claim);

/// How the claims of one text fall to the rows of its reference, one to one and as many as can.
struct Outcome {
  std::vector<int> gold_of;   ///< of each claim, its row; -1 none
  std::vector<bool> counted;  ///< of each claim, whether it counts: not so if it only matches an optional row
};
Outcome match(const std::vector<Gold>& gold, const std::vector<ReadClaim>& claims);

/// Right, found and wanted, summed over texts.
struct Counts {
  double right_found = 0;   ///< claims that are right
  double right_wanted = 0;  ///< rows that are found
  double found = 0;
  double wanted = 0;
  double precision() const { return found > 0 ? right_found / found : 0; }
  double recall() const { return wanted > 0 ? right_wanted / wanted : 0; }
  double f1() const {
    const double p = precision();
    const double r = recall();
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
  }
  Counts& operator+=(const Counts& other) {
    right_found += other.right_found;
    right_wanted += other.right_wanted;
    found += other.found;
    wanted += other.wanted;
    return *this;
  }
};

/// The three scores of one text; by language where one is given.
struct Scores {
  Counts core, soft, strict;
};
Scores score(const std::vector<Gold>& gold, const std::vector<ReadClaim>& claims, const Outcome& outcome,
             const std::string& language = "");

/// The middle 95 % of F1 when the texts are drawn again with replacement, a thousand times from one seed.
std::array<double, 2> interval(const std::vector<Counts>& texts);

}  // namespace truceline::evaluate
