#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/record/dataset.hpp>

#include "record/random_dataset.hpp"

namespace truceline {
namespace {

namespace fs = std::filesystem;

class DatasetFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("truceline-" + std::to_string(::getpid()) +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// Files in the folder: none may be left behind.
  [[nodiscard]] std::ptrdiff_t count() const { return std::distance(fs::directory_iterator(folder_), {}); }

  fs::path folder_;
};

std::string id_of(const absl::Status& status) { return status.ok() ? "" : diagnostics(status).front().id; }

TEST_F(DatasetFile, SavedAndLoadedIsTheSame) {
  const fs::path file = folder_ / "数据 set.json";
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const Dataset dataset = testing::random_dataset(seed);
    ASSERT_TRUE(save_dataset(dataset, file).ok());
    EXPECT_EQ(text_of(file), to_json(dataset));
    const auto loaded = load_dataset(file);
    ASSERT_TRUE(loaded.ok()) << message_of(loaded.status());
    EXPECT_EQ(*loaded, dataset);
  }
  EXPECT_EQ(count(), 1);
}

TEST_F(DatasetFile, FaultsNameTheFile) {
  const fs::path file = folder_ / "bad.json";
  std::ofstream(file) << "{\n}\n";
  const auto loaded = load_dataset(file);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(diagnostics(loaded.status()).front().source, file.string());
  EXPECT_EQ(id_of(loaded.status()), "TL-313");
}

TEST_F(DatasetFile, WhatCannotBeReadIsTold) {
  EXPECT_EQ(id_of(load_dataset(folder_ / "none.json").status()), "TL-301");
  EXPECT_EQ(id_of(load_dataset(folder_).status()), "TL-301");
  EXPECT_EQ(id_of(load_dataset("").status()), "TL-301");
}

TEST_F(DatasetFile, WhatCannotBeWrittenIsTold) {
  const Dataset dataset = testing::small_dataset();
  EXPECT_EQ(id_of(save_dataset(dataset, folder_ / "none" / "file.json")), "TL-302");
  EXPECT_EQ(id_of(save_dataset(dataset, folder_)), "TL-302");
  EXPECT_EQ(id_of(save_dataset(dataset, "/dev/full")), "TL-302");
  EXPECT_EQ(id_of(save_dataset(dataset, "")), "TL-302");
  EXPECT_EQ(count(), 0);
}

TEST_F(DatasetFile, AFullDiskLeavesTheOldFileAndNothingElse) {
  const fs::path file = folder_ / "data.json";
  const Dataset old = testing::small_dataset();
  ASSERT_TRUE(save_dataset(old, file).ok());

  // A limit on the size of files stands in for a full disk: writing fails halfway.
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit small{100, limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const absl::Status status = save_dataset(testing::random_dataset(1), file);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::signal(SIGXFSZ, handler);

  EXPECT_EQ(id_of(status), "TL-302");
  EXPECT_EQ(text_of(file), to_json(old));
  EXPECT_EQ(count(), 1);
}

TEST_F(DatasetFile, KeepsLinksAndModes) {
  const fs::path file = folder_ / "data.json", link = folder_ / "link.json";
  ASSERT_TRUE(save_dataset({}, file).ok());
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(file, link);
  ASSERT_TRUE(save_dataset(testing::small_dataset(), link).ok());
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(text_of(file), to_json(testing::small_dataset()));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
}  // namespace truceline
