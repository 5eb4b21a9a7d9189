#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar/fault.hpp"
#include "record/file.hpp"
#include "record/limits.hpp"
#include "truceline/record/dataset.hpp"

namespace truceline {
inline namespace v0 {
namespace {

namespace fs = std::filesystem;

/// An open file; closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) noexcept : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { (void)close(); }

  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
  [[nodiscard]] int number() const noexcept { return number_; }
  /// False where the system tells only now that a write failed.
  [[nodiscard]] bool close() noexcept { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

std::string reason(int error) { return std::generic_category().message(error); }

absl::Status cannot_read(const fs::path& file, const std::string& why) {
  return fault({.id = "TL-301",
                .source = file.string(),
                .message = "cannot read: " + why,
                .fix = "name a file that can be read"},
               absl::StatusCode::kNotFound);
}

absl::Status cannot_write(const fs::path& file, const std::string& why) {
  return fault(
      {.id = "TL-302", .source = file.string(), .message = "cannot write: " + why, .fix = "the old file still stands"},
      absl::StatusCode::kUnavailable);
}

/// A new file of its own in the folder, under the first name that is free: others may be saving here, too.
Descriptor create_aside(const fs::path& folder, fs::path& aside) {
  constexpr int attempts = 10'000;
  for (int i = 0; i < attempts; ++i) {
    aside = folder / (".truceline-" + std::to_string(::getpid()) + '-' + std::to_string(i) + ".tmp");
    Descriptor file(::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.is_open() || errno != EEXIST) return file;
  }
  return Descriptor();
}

bool write_all(const Descriptor& file, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(file.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<std::string> read_text(const fs::path& file) {
  const Descriptor input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!input.is_open()) return cannot_read(file, reason(errno));
  std::string text;
  for (std::size_t size = 0;;) {
    constexpr std::size_t step = std::size_t{1} << 16;
    if (text.size() - size < step) text.resize(text.size() + std::max(step, text.size() / 2));
    const ssize_t got = ::read(input.number(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(file, reason(errno));
    size += static_cast<std::size_t>(got);
    if (size > max_file) return cannot_read(file, "larger than 1 GiB");
    if (got == 0) {
      text.resize(size);
      return text;
    }
  }
}

Result<Dataset> load_dataset(const fs::path& file) {
  const Result<std::string> text = read_text(file);
  if (!text.ok()) return text.status();
  return parse_dataset(*text, file.string());
}

absl::Status save_dataset(const Dataset& dataset, const fs::path& file) { return write_text(file, to_json(dataset)); }

absl::Status write_text(const fs::path& file, std::string_view text) {
  // A link stays a link: what it names is replaced.
  std::error_code none, error;
  const fs::path target = fs::is_symlink(file, none) ? fs::canonical(file, error) : file;
  if (error) return cannot_write(file, error.message());
  struct stat old {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return cannot_write(file, "not a regular file");

  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  fs::path aside;
  Descriptor output = create_aside(folder, aside);
  if (!output.is_open()) return cannot_write(file, reason(errno));
  const bool written = write_all(output, text) && (!exists || ::fchmod(output.number(), old.st_mode & 07777) == 0) &&
                       ::fsync(output.number()) == 0 && output.close();
  if (!written || ::rename(aside.c_str(), target.c_str()) != 0) {
    const int cause = errno;
    ::unlink(aside.c_str());
    return cannot_write(file, reason(cause));
  }
  // The name is as durable as the bytes once its folder is written, too; where a file system cannot do that, the file
  // still stands.
  if (const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); parent.is_open()) {
    (void)::fsync(parent.number());
  }
  return absl::OkStatus();
}

}  // namespace v0
}  // namespace truceline
