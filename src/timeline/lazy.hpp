#pragma once
#include <atomic>
#include <memory>
#include <mutex>

namespace truceline {
inline namespace v0 {

/// A value that is made when it is first asked for. Any number of threads may ask; one makes it, and what it costs to
/// ask later is one look. (std::call_once looks further each time.)
template <class T>
class Lazy {
 public:
  /// Makes it by `make()` unless it is there.
  template <class Make>
  [[nodiscard]] const T& get(Make make) const {
    if (const T* const made = made_.load(std::memory_order_acquire)) return *made;
    const std::lock_guard lock(making_);
    if (value_ == nullptr) {
      value_ = std::make_unique<const T>(make());
      made_.store(value_.get(), std::memory_order_release);
    }
    return *value_;
  }

 private:
  mutable std::atomic<const T*> made_{nullptr};
  mutable std::mutex making_;
  mutable std::unique_ptr<const T> value_;
};

}  // namespace v0
}  // namespace truceline
