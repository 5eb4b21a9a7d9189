#include "read/score.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>

#include <nlohmann/json.hpp>

#include <truceline/record/words.hpp>

namespace truceline::evaluate {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_of(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

/// "US,CN" or ["US", "CN"].
std::set<std::string> codes_of(const Json& row, const char* key) {
  std::set<std::string> codes;
  const auto found = row.find(key);
  if (found == row.end()) return codes;
  if (found->is_array()) {
    for (const Json& code : *found) codes.insert(code.get<std::string>());
    return codes;
  }
  std::string code;
  for (const char c : found->get<std::string>() + ",") {
    if (c == ',') {
      if (!code.empty()) codes.insert(code);
      code.clear();
    } else if (c != ' ') {
      code += c;
    }
  }
  return codes;
}

std::vector<Json> rows_of(const std::filesystem::path& file, std::string& why) {
  std::ifstream in(file);
  std::vector<Json> rows;
  if (!in) why = "cannot read " + file.string();
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    Json row = Json::parse(line, nullptr, false);
    if (row.is_discarded()) {
      why = file.string() + ": no JSON: " + line;
    } else {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

bool differ(std::optional<double> a, std::optional<double> b) { return a && b && std::abs(*a - *b) > 1e-6; }

std::optional<double> percent(const std::optional<Rate>& rate) {
  return rate ? std::optional(static_cast<double>(rate->ppm()) / 10'000) : std::nullopt;
}

/// Adds a row to the claim that it belongs to.
void add(std::vector<Gold>& golds, Gold row) {
  for (Gold& gold : golds) {
    if (gold.measure != row.measure || gold.action != row.action || gold.kind != row.kind) continue;
    if (differ(gold.rate, row.rate) || differ(gold.rate_from, row.rate_from)) continue;
    gold.paragraphs.insert(gold.paragraphs.end(), row.paragraphs.begin(), row.paragraphs.end());
    gold.optional = gold.optional && row.optional;
    if (!gold.rate) gold.rate = row.rate;
    if (!gold.rate_from) gold.rate_from = row.rate_from;
    if (gold.effective.empty()) gold.effective = row.effective;
    if (gold.duration.empty()) gold.duration = row.duration;
    return;
  }
  golds.push_back(std::move(row));
}

std::set<std::string> sides_of(const ReadClaim& claim) {
  std::set<std::string> sides;
  for (const Jurisdiction by : claim.imposed_by) sides.insert(to_string(by));
  return sides;
}

/// A row for what both sides did alike to each other; meetings and agreements are one thing.
bool is_mutual(const Gold& gold) {
  return gold.sides.size() == 2 && gold.kind != "meeting" && gold.kind != "agreement";
}

double soft_credit(const Gold& gold, const ReadClaim& claim) {
  if (gold.kind != word(claim.kind)) return 0;
  const bool side = gold.sides == sides_of(claim);
  const bool action = gold.action == word(claim.action);
  return side || action ? (1.0 + (side ? 1 : 0) + (action ? 1 : 0)) / 3 : 0;
}

/// The assignment of rows to columns with the greatest sum of weights: -1 where none has any. O(n³).
std::vector<int> assign(const std::vector<std::vector<double>>& weight, std::size_t rows, std::size_t columns) {
  const std::size_t n = std::max(rows, columns);
  std::vector<double> u(n + 1), v(n + 1);
  std::vector<std::size_t> row_of(n + 1), way(n + 1);
  const auto cost = [&](std::size_t i, std::size_t j) { return i < rows && j < columns ? -weight[i][j] : 0.0; };
  for (std::size_t i = 1; i <= n; ++i) {
    row_of[0] = i;
    std::size_t j0 = 0;
    std::vector<double> least(n + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(n + 1);
    do {
      used[j0] = true;
      const std::size_t i0 = row_of[j0];
      double delta = std::numeric_limits<double>::infinity();
      std::size_t j1 = 0;
      for (std::size_t j = 1; j <= n; ++j) {
        if (used[j]) continue;
        const double reduced = cost(i0 - 1, j - 1) - u[i0] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          way[j] = j0;
        }
        if (least[j] < delta) {
          delta = least[j];
          j1 = j;
        }
      }
      for (std::size_t j = 0; j <= n; ++j) {
        if (used[j]) {
          u[row_of[j]] += delta;
          v[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      j0 = j1;
    } while (row_of[j0] != 0);
    do {
      const std::size_t j1 = way[j0];
      row_of[j0] = row_of[j1];
      j0 = j1;
    } while (j0 != 0);
  }
  std::vector<int> column_of(rows, -1);
  for (std::size_t j = 1; j <= columns; ++j) {
    const std::size_t i = row_of[j] - 1;
    if (i < rows && weight[i][j - 1] > 0) column_of[i] = static_cast<int>(j - 1);
  }
  return column_of;
}

}  // namespace

std::vector<Document> load(const std::filesystem::path& articles, const std::filesystem::path& gold,
                           const std::filesystem::path& texts, std::string& why) {
  std::vector<Document> documents;
  std::map<std::string, std::size_t> place;
  for (const Json& row : rows_of(articles, why)) {
    Document document;
    document.article.id = text_of(row, "article");
    document.language = text_of(row, "language");
    document.held_out = row.value("held_out", false);
    const auto day = parse_date(text_of(row, "published"));
    if (!day.ok()) {
      why = document.article.id + ": no day of publication";
      continue;
    }
    document.article.published = *day;
    std::ifstream in(texts / (document.article.id + ".txt"), std::ios::binary);
    if (!in) {
      why = "no text of " + document.article.id;
      continue;
    }
    document.article.text.assign(std::istreambuf_iterator<char>(in), {});
    place.emplace(document.article.id, documents.size());
    documents.push_back(std::move(document));
  }
  for (const Json& row : rows_of(gold, why)) {
    const auto at = place.find(text_of(row, "article"));
    if (at == place.end()) continue;
    Document& document = documents[at->second];
    Gold claim;
    claim.language = row.contains("lang") ? text_of(row, "lang") : document.language;
    claim.measure = text_of(row, "measure");
    claim.kind = text_of(row, "kind");
    claim.sides = codes_of(row, "imposed_by");
    claim.action = text_of(row, "action");
    claim.standing = text_of(row, "standing");
    claim.effective = text_of(row, "effective");
    claim.duration = text_of(row, "duration");
    claim.rate = number_of(row, "rate_to");
    if (!claim.rate) claim.rate = number_of(row, "rate");
    claim.rate_from = number_of(row, "rate_from");
    claim.paragraphs = {row.value("paragraph", 0)};
    claim.optional = row.value("optional", false);
    add(document.gold, std::move(claim));
  }
  return documents;
}

bool is_core(const Gold& gold, const ReadClaim& claim) {
  if (gold.kind != word(claim.kind) || gold.action != word(claim.action)) return false;
  const std::optional<double> rate = percent(claim.rate_to ? claim.rate_to : claim.portion);
  if (differ(gold.rate, rate) || differ(gold.rate_from, percent(claim.rate_from))) return false;
  const std::set<std::string> sides = sides_of(claim);
  if (gold.sides == sides) return true;
  return is_mutual(gold) && sides.size() == 1 && gold.sides.contains(*sides.begin());
}

bool is_strict(const Gold& gold, const ReadClaim& claim) {
  const std::optional<double> rate = percent(claim.rate_to ? claim.rate_to : claim.portion);
  const std::string effective = claim.effective.is_unknown() ? std::string() : to_string(claim.effective);
  return is_core(gold, claim) && gold.standing == word(claim.standing) && gold.effective == effective &&
         gold.duration == (claim.duration ? to_string(*claim.duration) : std::string()) &&
         gold.rate.has_value() == rate.has_value() && gold.rate_from.has_value() == claim.rate_from.has_value();
}

Outcome match(const std::vector<Gold>& gold, const std::vector<ReadClaim>& claims) {
  Outcome outcome;
  outcome.gold_of.assign(claims.size(), -1);
  outcome.counted.assign(claims.size(), true);
  if (claims.empty()) return outcome;
  // First what must be found, then what may be: the weight of a row that must is above that of any number that may.
  std::vector<std::vector<double>> weight(claims.size(), std::vector<double>(std::max<std::size_t>(gold.size(), 1)));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (std::size_t j = 0; j < gold.size(); ++j) {
      if (!is_core(gold[j], claims[i])) continue;
      const bool near = std::find(gold[j].paragraphs.begin(), gold[j].paragraphs.end(), claims[i].paragraph) !=
                        gold[j].paragraphs.end();
      const bool exact = is_strict(gold[j], claims[i]);
      const bool standing = gold[j].standing == word(claims[i].standing);
      weight[i][j] = (gold[j].optional ? 1 : 1000) + (near ? 0.001 : 0) + (standing ? 0.002 : 0) + (exact ? 0.004 : 0);
    }
  }
  const std::vector<int> assigned = assign(weight, claims.size(), std::max<std::size_t>(gold.size(), 1));
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (assigned[i] < 0) continue;
    const Gold& row = gold[static_cast<std::size_t>(assigned[i])];
    if (row.optional) {
      outcome.counted[i] = false;
      continue;
    }
    outcome.gold_of[i] = assigned[i];
  }
  // What both sides do may be one row: the claim of the other side is right, too.
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (outcome.gold_of[i] >= 0 || !outcome.counted[i]) continue;
    for (const Gold& row : gold) {
      if (is_mutual(row) && is_core(row, claims[i])) outcome.counted[i] = false;
      // A second telling of what only an optional row has is not false either.
      if (row.optional && is_core(row, claims[i])) outcome.counted[i] = false;
    }
  }
  return outcome;
}

Scores score(const std::vector<Gold>& gold, const std::vector<ReadClaim>& claims, const Outcome& outcome,
             const std::string& language) {
  Scores scores;
  const auto of_language = [&](std::string_view own) { return language.empty() || own == language; };
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!outcome.counted[i]) continue;
    const int at = outcome.gold_of[i];
    const bool strict = at >= 0 && is_strict(gold[static_cast<std::size_t>(at)], claims[i]);
    if (of_language(tag(claims[i].language))) {
      for (Counts* counts : {&scores.core, &scores.soft, &scores.strict}) counts->found += 1;
      scores.core.right_found += at >= 0 ? 1 : 0;
      scores.soft.right_found += at >= 0 ? 1 : 0;
      scores.strict.right_found += strict ? 1 : 0;
    }
    if (at >= 0 && of_language(gold[static_cast<std::size_t>(at)].language)) {
      scores.core.right_wanted += 1;
      scores.soft.right_wanted += 1;
      scores.strict.right_wanted += strict ? 1 : 0;
    }
  }
  std::vector<bool> found(gold.size());
  for (const int at : outcome.gold_of) {
    if (at >= 0) found[static_cast<std::size_t>(at)] = true;
  }
  std::vector<std::size_t> left_gold, left_claims;
  for (std::size_t j = 0; j < gold.size(); ++j) {
    if (gold[j].optional) continue;
    if (of_language(gold[j].language)) {
      for (Counts* counts : {&scores.core, &scores.soft, &scores.strict}) counts->wanted += 1;
    }
    if (!found[j]) left_gold.push_back(j);
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (outcome.counted[i] && outcome.gold_of[i] < 0) left_claims.push_back(i);
  }
  if (left_gold.empty() || left_claims.empty()) return scores;
  std::vector<std::vector<double>> weight(left_claims.size(), std::vector<double>(left_gold.size()));
  for (std::size_t i = 0; i < left_claims.size(); ++i) {
    for (std::size_t j = 0; j < left_gold.size(); ++j)
      weight[i][j] = soft_credit(gold[left_gold[j]], claims[left_claims[i]]);
  }
  const std::vector<int> assigned = assign(weight, left_claims.size(), left_gold.size());
  for (std::size_t i = 0; i < left_claims.size(); ++i) {
    if (assigned[i] < 0) continue;
    const double credit = weight[i][static_cast<std::size_t>(assigned[i])];
    if (of_language(tag(claims[left_claims[i]].language))) scores.soft.right_found += credit;
    if (of_language(gold[left_gold[static_cast<std::size_t>(assigned[i])]].language))
      scores.soft.right_wanted += credit;
  }
  return scores;
}

std::array<double, 2> interval(const std::vector<Counts>& texts) {
  if (texts.empty()) return {0, 0};
  std::mt19937 random(20251030);  // NOLINT: one seed, so that figures can be had again
  std::vector<double> f1(1000);
  for (double& value : f1) {
    Counts sum;
    for (std::size_t i = 0; i < texts.size(); ++i) sum += texts[random() % texts.size()];
    value = sum.f1();
  }
  std::sort(f1.begin(), f1.end());
  return {f1[24], f1[974]};
}

}  // namespace truceline::evaluate
