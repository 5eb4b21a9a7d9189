#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <truceline/calendar/result.hpp>

namespace truceline {
inline namespace v0 {

/// The bytes of a file: mapped into memory, or read in one go where it cannot be mapped. The file itself is closed by
/// then, and may be replaced or removed.
class FileBytes {
 public:
  /// Errors: TL-301 cannot read.
  [[nodiscard]] static Result<std::shared_ptr<const FileBytes>> open(const std::filesystem::path& file);
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes();

  [[nodiscard]] std::string_view view() const noexcept { return mapped_.empty() ? read_ : mapped_; }

 private:
  explicit FileBytes(std::string_view mapped) noexcept : mapped_(mapped) {}
  explicit FileBytes(std::string read) noexcept : read_(std::move(read)) {}
  std::string_view mapped_;
  std::string read_;
};

}  // namespace v0
}  // namespace truceline
