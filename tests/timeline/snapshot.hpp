#pragma once

/// @file
/// Timelines that go through a file, and everything that a view can be asked.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include <truceline/timeline/snapshot.hpp>

#include "timeline/compiled.hpp"

namespace truceline {
inline namespace v0 {

/// A folder for one test's files; goes with them.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("truceline-" + std::to_string(::getpid()) +
               ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Saves and opens it again; the file is gone by then, and the timeline must do without.
inline Timeline reopened(const Timeline& timeline) {
  const Folder folder;
  const absl::Status saved = save_snapshot(timeline, folder / "t.snapshot");
  Result<Timeline> opened = open_snapshot(folder / "t.snapshot");
  if (saved.ok() && opened.ok()) return *std::move(opened);
  ADD_FAILURE() << message_of(saved) << message_of(opened.status());
  return *Timeline::compile({});
}

/// What a view answers to every question by day.
struct AskedByDay {
  std::optional<Date> known;
  std::vector<std::string> measures;
  std::vector<Segment> segments;
  std::vector<std::optional<Finding>> states;
  std::vector<Status> statuses;
  std::vector<std::size_t> counts;
  std::vector<Change> changes, next_changes;
  std::vector<Finding> found, expiring;
  std::vector<Segment> overlapping;
  std::vector<std::vector<ScopeChange>> scopes;
  friend bool operator==(const AskedByDay&, const AskedByDay&) = default;
};

inline AskedByDay ask_by_day(const View& view, const std::vector<Date>& days) {
  AskedByDay all;
  all.known = view.known();
  all.measures = view.measures();
  all.segments = view.segments();
  for (const std::string& id : view.measures()) {
    const MeasureHandle handle = *view.measure(id);
    for (const Date day : days) {
      all.states.push_back(view.state(id, day));
      all.states.push_back(view.state(handle, day));
      all.statuses.push_back(view.status(handle, day));
    }
    all.scopes.push_back(view.scope_changes(id));
  }
  const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  for (const Date day : days) {
    all.counts.push_back(view.count_in_force(day));
    append(all.next_changes, view.next_change(day));
    append(all.found, view.find({.on = day, .certainty = Certainty::Possible}));
    append(all.expiring, view.expiring(day, Term{.months = 6}));
    append(all.overlapping, view.overlapping(Period::from_day(day)));
  }
  all.changes = view.changes(Period::since(Date::min()));
  return all;
}

/// What it answers to every question that looks into records.
struct ByRecord {
  std::vector<Measure> records;
  std::vector<std::optional<Finding>> by_minute;
  std::vector<std::optional<Explanation>> reasons;
  std::vector<Finding> found;
  std::vector<Conflict> conflicts;
  std::vector<OpenQuestion> questions;
  std::vector<bool> known;
  friend bool operator==(const ByRecord&, const ByRecord&) = default;
};

inline ByRecord ask_by_record(const View& view, const std::vector<Date>& days) {
  ByRecord all;
  for (const std::string& id : view.measures()) {
    all.records.push_back(view.record(*view.measure(id)));
    for (const Date day : days) {
      all.by_minute.push_back(view.at(id, *parse_instant(to_string(day) + "T05:30Z")));
      all.reasons.push_back(view.why(id, day));
    }
  }
  for (const Date day : days) {
    const auto found = view.find({.on = day, .goods = "8507"});
    all.found.insert(all.found.end(), found.begin(), found.end());
  }
  all.conflicts = view.conflicts();
  all.questions = view.open_questions();
  for (const Claim& claim : view.dataset().claims) all.known.push_back(view.knows(claim.id));
  return all;
}

}  // namespace v0
}  // namespace truceline
