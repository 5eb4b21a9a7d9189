#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <truceline/calendar/date.hpp>
#include <truceline/calendar/fuzzy_date.hpp>

namespace truceline {
inline namespace v0 {

/// One side of a conflict.
struct Contention {
  std::string claim;
  std::string value;  ///< as text; empty where the claim states none
  friend bool operator==(const Contention&, const Contention&) = default;
};

/// Where claims, or a claim and the rules, disagree. Nothing is hidden by a conflict: every side is listed, and which
/// one prevails.
struct Conflict {
  std::string measure;
  std::string field;  ///< "rate", "from", "until", "limits", "announced", "location", "amount", "effect", …
  int rule = 0;       ///< the rule that decides it
  std::vector<Contention> sides;        ///< in the order of becoming known
  std::optional<std::string> prevails;  ///< the value that counts; absent where both stand
  std::string text;                     ///< in plain English
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// What is not known: stated by the dataset, or found by computing (a start that is assumed, a proposal whose day has
/// passed).
struct OpenQuestion {
  std::string id;
  std::string text;
  std::vector<std::string> about;   ///< measures
  std::vector<std::string> claims;  ///< that raise it
  bool stated = false;              ///< by the dataset
  friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};

}  // namespace v0
}  // namespace truceline
