#pragma once
#include <memory>
#include <utility>

namespace truceline {
inline namespace v0 {

/// A value that equal ones may share in memory. Copies cost a pointer; edit() first makes it one's own.
template <class T>
class Shared {
 public:
  Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}  // stands wherever the value does
  [[nodiscard]] const T& operator*() const noexcept { return *value_; }
  [[nodiscard]] const T* operator->() const noexcept { return value_.get(); }

  /// Calls `change` with a copy, and takes that for the value.
  template <class Change>
  void edit(Change change) {
    T value = *value_;
    change(value);
    value_ = std::make_shared<const T>(std::move(value));
  }

  friend bool operator==(const Shared& left, const Shared& right) {
    return left.value_ == right.value_ || *left == *right;
  }

 private:
  std::shared_ptr<const T> value_;
};

}  // namespace v0
}  // namespace truceline
