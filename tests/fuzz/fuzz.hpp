#pragma once

// What the fuzzers share.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <truceline/read/text.hpp>

namespace truceline {

/// Ends the run if something does not hold.
inline void expect(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline bool lies_within(Span span, std::string_view text) { return span.begin <= span.end && span.end <= text.size(); }

}  // namespace truceline
