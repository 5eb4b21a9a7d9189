#include "timeline/pick.hpp"

#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace truceline {
inline namespace v0 {
namespace {

std::uint32_t* around_plain(const Spans& spans, std::size_t size, std::uint32_t epoch, std::uint32_t* to) noexcept {
  for (std::size_t i = 0; i < size; ++i) {
    *to = spans.numbers[i];
    to += static_cast<unsigned>(spans.from[i] <= epoch) & static_cast<unsigned>(epoch < spans.until[i]);
  }
  return to;
}

constexpr Picker plain{around_plain};

#if defined(__x86_64__)

// By byte: the places of its set bits in order, a byte each, the first lowest.
constexpr std::array<std::uint64_t, 256> places_of = [] {
  std::array<std::uint64_t, 256> places{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned found = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) places[byte] |= std::uint64_t{bit} << 8 * found++;
    }
  }
  return places;
}();

[[gnu::target("avx2,popcnt")]] __m256i places_256(unsigned byte) noexcept {
  return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(places_of[byte])));
}

[[gnu::target("avx2,popcnt")]] __m256i load(const std::uint32_t* from) noexcept {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

[[gnu::target("avx2,popcnt")]] std::uint32_t* around_avx2(const Spans& spans, std::size_t size, std::uint32_t epoch,
                                                          std::uint32_t* to) noexcept {
  const __m256i at = _mm256_set1_epi32(static_cast<int>(epoch));
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    const __m256i number = load(spans.numbers + i);
    const __m256i later = _mm256_cmpgt_epi32(load(spans.from + i), at);
    const __m256i held = _mm256_andnot_si256(later, _mm256_cmpgt_epi32(load(spans.until + i), at));
    const auto mask = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(held)));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_permutevar8x32_epi32(number, places_256(mask)));
    to += __builtin_popcount(mask);
  }
  return around_plain({spans.from + i, spans.until + i, spans.numbers + i}, size - i, epoch, to);
}

constexpr Picker avx2{around_avx2};

[[gnu::target("avx512f,popcnt")]] std::uint32_t* around_avx512(const Spans& spans, std::size_t size,
                                                               std::uint32_t epoch, std::uint32_t* to) noexcept {
  const __m512i at = _mm512_set1_epi32(static_cast<int>(epoch));
  for (std::size_t i = 0; i < size; i += 16) {
    const auto lanes = static_cast<__mmask16>(size - i >= 16 ? 0xffffU : (1U << (size - i)) - 1);
    const __m512i number = _mm512_maskz_loadu_epi32(lanes, spans.numbers + i);
    const __mmask16 begun = _mm512_mask_cmple_epu32_mask(lanes, _mm512_maskz_loadu_epi32(lanes, spans.from + i), at);
    const __mmask16 picked = _mm512_mask_cmpgt_epu32_mask(begun, _mm512_maskz_loadu_epi32(lanes, spans.until + i), at);
    // Into a register and then out: compressing straight into memory is slow on some processors.
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi32(picked, number));
    to += __builtin_popcount(picked);
  }
  return to;
}

constexpr Picker avx512{around_avx512};

#endif

}  // namespace

const Picker& picker() noexcept {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return avx512;
  if (__builtin_cpu_supports("avx2")) return avx2;
#endif
  return plain;
}

std::vector<Picker> pickers() {
  std::vector<Picker> all{plain};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) all.push_back(avx2);
  if (__builtin_cpu_supports("avx512f")) all.push_back(avx512);
#endif
  return all;
}

}  // namespace v0
}  // namespace truceline
