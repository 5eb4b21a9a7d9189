#pragma once

/// @file
/// The rules by example, each a few claims and what then holds: written from the rules, for the oracle and the library
/// alike.

#include <optional>
#include <string>
#include <vector>

#include <truceline/record/dataset.hpp>

#include "oracle/oracle.hpp"

namespace truceline {
inline namespace v0 {
namespace oracle {

/// A question about a dataset and the answer that the rule gives.
struct Ask {
  std::string measure;
  Date day;
  std::optional<Date> known;  ///< absent: in hindsight
  Knowledge knowledge = Knowledge::Lenient;
  Belief expected;
  std::optional<bool> projected;  ///< where the rule is about it
};

struct Case {
  int rule = 0;
  std::string name;
  Dataset dataset;
  std::vector<Ask> asks;
};

[[nodiscard]] const std::vector<Case>& cases();

/// A refusal: records that the rule does not let in, and the id of the error.
struct Refusal {
  int rule = 0;
  std::string name;
  Dataset dataset;
};
[[nodiscard]] const std::vector<Refusal>& refusals();

/// The answer as the case compares it: `projected` only where the rule is about it.
[[nodiscard]] Belief comparable(Belief belief, const Ask& ask);

}  // namespace oracle
}  // namespace v0
}  // namespace truceline
