#include "duty/rate_cells.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace truceline {
inline namespace v0 {
namespace {

constexpr std::size_t word_bits = 64;

/// The lines from `from` on, up to a word of them.
void tell_word(const RateCells& table, const Date* days, const std::uint32_t* rows, std::size_t from, std::size_t until,
               std::int32_t* ppm, std::uint64_t& unsettled, std::uint64_t& refused) noexcept {
  std::uint64_t open = 0, none = 0;
  for (std::size_t i = from; i < until; ++i) {
    const std::uint32_t cell = table.cell(rows[i], days[i]);
    const bool refuses = cell == RateCells::refused;
    ppm[i] = static_cast<std::int32_t>(refuses ? 0 : cell & ~RateCells::unsettled);
    none |= std::uint64_t{refuses} << (i - from);
    open |= std::uint64_t{cell >> 31U} << (i - from);
  }
  unsettled = open & ~none;
  refused = none;
}

#if defined(__x86_64__)

static_assert(sizeof(Date) == sizeof(std::int32_t));  // a column of days is one of day numbers

__attribute__((target("avx2"))) std::size_t tell_eight(const RateCells& table, const Date* days,
                                                       const std::uint32_t* rows, std::size_t count, std::int32_t* ppm,
                                                       std::uint64_t* unsettled, std::uint64_t* refused) noexcept {
  const auto* const epochs = reinterpret_cast<const int*>(table.epochs.data());
  const auto* const cells = reinterpret_cast<const int*>(table.cells.data());
  const __m256i first = _mm256_set1_epi32(table.first_day);
  const __m256i last = _mm256_set1_epi32(table.last);
  const __m256i zero = _mm256_setzero_si256();
  const __m256i ones = _mm256_set1_epi32(-1);
  const __m256i value = _mm256_set1_epi32(0x7fff'ffff);
  std::size_t from = 0;
  for (; from + word_bits <= count; from += word_bits) {
    std::uint64_t open = 0, none = 0;
    for (std::size_t i = 0; i < word_bits; i += 8) {
      __m256i day = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(days + from + i));
      day = _mm256_min_epi32(_mm256_max_epi32(_mm256_sub_epi32(day, first), zero), last);
      const __m256i row = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(rows + from + i));
      const __m256i at = _mm256_add_epi32(row, _mm256_i32gather_epi32(epochs, day, 4));
      const __m256i cell = _mm256_i32gather_epi32(cells, at, 4);
      const __m256i refuses = _mm256_cmpeq_epi32(cell, ones);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(ppm + from + i),
                          _mm256_andnot_si256(refuses, _mm256_and_si256(cell, value)));
      open |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(cell)))) << i;
      none |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(refuses)))) << i;
    }
    unsettled[from / word_bits] = open & ~none;
    refused[from / word_bits] = none;
  }
  return from;
}

// With masks that take all sixteen: g++ 12 takes the plain forms, which begin with an undefined value, for mistakes.
__attribute__((target("avx512f"))) std::size_t tell_sixteen(const RateCells& table, const Date* days,
                                                            const std::uint32_t* rows, std::size_t count,
                                                            std::int32_t* ppm, std::uint64_t* unsettled,
                                                            std::uint64_t* refused) noexcept {
  constexpr __mmask16 all = 0xffff;
  const __m512i first = _mm512_set1_epi32(table.first_day);
  const __m512i last = _mm512_set1_epi32(table.last);
  const __m512i zero = _mm512_setzero_si512();
  const __m512i ones = _mm512_set1_epi32(-1);
  const __m512i value = _mm512_set1_epi32(0x7fff'ffff);
  std::size_t from = 0;
  for (; from + word_bits <= count; from += word_bits) {
    std::uint64_t open = 0, none = 0;
    for (std::size_t i = 0; i < word_bits; i += 16) {
      __m512i day = _mm512_sub_epi32(_mm512_loadu_si512(days + from + i), first);
      day = _mm512_maskz_min_epi32(all, _mm512_maskz_max_epi32(all, day, zero), last);
      const __m512i epoch = _mm512_mask_i32gather_epi32(zero, all, day, table.epochs.data(), 4);
      const __m512i at = _mm512_add_epi32(_mm512_loadu_si512(rows + from + i), epoch);
      const __m512i cell = _mm512_mask_i32gather_epi32(zero, all, at, table.cells.data(), 4);
      const __mmask16 refuses = _mm512_cmpeq_epi32_mask(cell, ones);
      _mm512_storeu_si512(ppm + from + i, _mm512_maskz_and_epi32(static_cast<__mmask16>(~refuses), cell, value));
      open |= static_cast<std::uint64_t>(_mm512_cmplt_epi32_mask(cell, zero)) << i;
      none |= static_cast<std::uint64_t>(refuses) << i;
    }
    unsettled[from / word_bits] = open & ~none;
    refused[from / word_bits] = none;
  }
  return from;
}

#endif

}  // namespace

Lanes most_lanes() noexcept {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return Lanes::Sixteen;
  if (__builtin_cpu_supports("avx2")) return Lanes::Eight;
#endif
  return Lanes::One;
}

void RateCells::tell(const Date* days, const std::uint32_t* rows, std::size_t count, std::int32_t* ppm,
                     std::uint64_t* unsettled_out, std::uint64_t* refused_out, Lanes lanes) const noexcept {
  std::size_t from = 0;
#if defined(__x86_64__)
  if (lanes == Lanes::Sixteen) from = tell_sixteen(*this, days, rows, count, ppm, unsettled_out, refused_out);
  if (lanes == Lanes::Eight) from = tell_eight(*this, days, rows, count, ppm, unsettled_out, refused_out);
#endif
  for (; from < count; from += word_bits) {
    const std::size_t until = from + word_bits < count ? from + word_bits : count;
    tell_word(*this, days, rows, from, until, ppm, unsettled_out[from / word_bits], refused_out[from / word_bits]);
  }
}

}  // namespace v0
}  // namespace truceline
