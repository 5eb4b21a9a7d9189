#pragma once

/// @file
/// Which known measure a claim is about.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <truceline/record/dataset.hpp>

#include "read/frame.hpp"

namespace truceline {
inline namespace v0 {

/// The measures and aliases of a dataset, to be found by what an article says of them.
class Linker {
 public:
  explicit Linker(const Dataset& known);
  /// Sets the claim's measure: the one its name stands for, else the only one of its kind and side with its goods whose
  /// dates allow, else a new id made of these.
  void link(Draft& draft) const;

 private:
  struct Known {
    std::string id;
    MeasureKind kind;
    std::vector<Jurisdiction> by;
    std::string words;  ///< id, title and goods, to look for the claim's goods in
    std::vector<FuzzyDate> from;
  };
  std::vector<Known> measures_;
  std::unordered_map<std::string, std::string> names_;  ///< ids and aliases that mean one measure
};

}  // namespace v0
}  // namespace truceline
