#include "record/file_bytes.hpp"

#include <cstdint>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/file.hpp"

namespace truceline {
inline namespace v0 {
namespace {

/// Empty where the file cannot be mapped, for whatever reason: reading it will tell.
std::string_view map(const std::filesystem::path& file) noexcept {
  const int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe without a writer must not wait
  if (number < 0) return {};
  std::string_view mapped;
  struct stat about {};
  if (::fstat(number, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
      static_cast<std::uintmax_t>(about.st_size) <= SIZE_MAX) {
    const auto size = static_cast<std::size_t>(about.st_size);
    void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, number, 0);
    if (memory != MAP_FAILED) mapped = {static_cast<const char*>(memory), size};
  }
  ::close(number);
  return mapped;
}

}  // namespace

Result<std::shared_ptr<const FileBytes>> FileBytes::open(const std::filesystem::path& file) {
  if (const std::string_view mapped = map(file); !mapped.empty())
    return std::shared_ptr<const FileBytes>(new FileBytes(mapped));
  Result<std::string> text = read_text(file);
  if (!text.ok()) return text.status();
  return std::shared_ptr<const FileBytes>(new FileBytes(*std::move(text)));
}

FileBytes::~FileBytes() {
  if (!mapped_.empty()) ::munmap(const_cast<char*>(mapped_.data()), mapped_.size());
}

}  // namespace v0
}  // namespace truceline
