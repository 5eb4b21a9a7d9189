#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/fault.hpp"
#include "record/embedded.hpp"
#include "record/spelling.hpp"
#include "truceline/record/dataset.hpp"

namespace truceline {
inline namespace v0 {

Result<Dataset> builtin_dataset(std::string_view name) {
  const auto datasets = embedded_datasets();
  const auto found = std::ranges::find(datasets, name, &Embedded::name);
  if (found != datasets.end()) return parse_dataset(found->text, found->name);
  std::vector<std::string_view> known;
  for (const Embedded& dataset : datasets) known.push_back(dataset.name);
  return fault({.id = "TL-303", .message = "no built-in dataset " + quoted(name), .fix = advice(name, known)},
               absl::StatusCode::kNotFound);
}

std::vector<std::string> builtin_dataset_names() {
  std::vector<std::string> names;
  for (const Embedded& dataset : embedded_datasets()) names.emplace_back(dataset.name);
  return names;
}

}  // namespace v0
}  // namespace truceline
