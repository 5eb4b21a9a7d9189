#pragma once

/// @file
/// What the memory of this machine allows.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/contest.hpp"

namespace truceline::bench {

/// Reads ten bytes a line and writes four, and hardly computes: what the memory allows.
class Stream {
 public:
  explicit Stream(std::size_t lines) : days_(lines, 1), codes_(lines, 2), origins_(lines, 3), rates_(lines) {}
  [[nodiscard]] Work work() {
    return {rates_.size(), [&] {
              for (std::size_t i = 0; i < rates_.size(); ++i) rates_[i] = days_[i] + codes_[i] + origins_[i];
              benchmark::DoNotOptimize(rates_.data());
              benchmark::ClobberMemory();
            }};
  }

 private:
  std::vector<std::int32_t> days_;
  std::vector<std::int32_t> codes_;
  std::vector<std::uint16_t> origins_;
  std::vector<std::int32_t> rates_;
};

}  // namespace truceline::bench
