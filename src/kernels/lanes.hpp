#pragma once

#include <cstdint>
#include <cstring>
#include <xsimd/xsimd.hpp>

namespace pretext::kernels {

/// Four floats side by side, on every target: 128 bits are what WebAssembly has, and the same number of lanes
/// everywhere gives the same order of summation everywhere.
using f32x4 = xsimd::make_sized_batch_t<float, 4>;
using i32x4 = xsimd::make_sized_batch_t<std::int32_t, 4>;
using u8x16 = xsimd::make_sized_batch_t<std::uint8_t, 16>;
using Mask = f32x4::batch_bool_type;
inline constexpr int lanes = 4;

inline f32x4 load(const float* p) { return f32x4::load_unaligned(p); }
inline void store(float* p, f32x4 x) { x.store_unaligned(p); }

/// The larger of the two, `a` if they compare equal or if one of them is NaN. One instruction on x86 and in
/// WebAssembly, where the targets' own max functions disagree about NaN.
inline f32x4 larger(f32x4 a, f32x4 b) {
#if defined(__wasm_simd128__)
  return wasm_f32x4_pmax(a, b);
#elif defined(__SSE2__)
  return _mm_max_ps(b, a);
#else
  return xsimd::select(b > a, b, a);
#endif
}

/// The smaller of the two, `a` if they compare equal or if one of them is NaN.
inline f32x4 smaller(f32x4 a, f32x4 b) {
#if defined(__wasm_simd128__)
  return wasm_f32x4_pmin(a, b);
#elif defined(__SSE2__)
  return _mm_min_ps(b, a);
#else
  return xsimd::select(b < a, b, a);
#endif
}

/// The same of two numbers.
inline float larger(float a, float b) { return b > a ? b : a; }
inline float smaller(float a, float b) { return b < a ? b : a; }

/// ReLU that lets NaN through.
inline f32x4 relu(f32x4 x) { return larger(x, f32x4(0.0f)); }

/// ((x0 + x1) + (x2 + x3)): one fixed order, unlike a target's own horizontal add.
inline float sum_of_lanes(f32x4 x) { return (x.get(0) + x.get(1)) + (x.get(2) + x.get(3)); }

/// table[index[i]] for each byte i. Precondition: every index is below 16, where the targets agree.
inline u8x16 pick_bytes(u8x16 table, u8x16 index) {
#if defined(__wasm_simd128__)
  return wasm_i8x16_swizzle(table, index);
#elif defined(__SSSE3__)
  return _mm_shuffle_epi8(table, index);
#else
  return xsimd::swizzle(table, index);
#endif
}

/// The byte 4 p[i] + j for each byte j of lane i: with it, pick_bytes() picks lane p[i] for lane i. Precondition: p[i]
/// < 4.
inline u8x16 lane_picker(const std::uint8_t* p) {
#if defined(__wasm_simd128__)
  const v128_t four = wasm_v128_load32_zero(p);
  const v128_t spread = wasm_i8x16_shuffle(four, four, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
  return wasm_v128_or(wasm_i32x4_shl(spread, 2), wasm_i32x4_splat(0x03020100));
#elif defined(__SSSE3__)
  std::int32_t four;
  std::memcpy(&four, p, sizeof four);
  const __m128i spread =
      _mm_shuffle_epi8(_mm_cvtsi32_si128(four), _mm_set_epi8(3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0));
  return _mm_or_si128(_mm_slli_epi32(spread, 2), _mm_set1_epi32(0x03020100));
#else
  std::uint8_t index[16];
  for (int i = 0; i < 16; ++i) index[i] = static_cast<std::uint8_t>(4 * p[i / 4] + i % 4);
  return u8x16::load_unaligned(index);
#endif
}

/// The lowest byte of each lane, the first lane's first in memory.
inline void store_low_bytes(std::uint8_t* p, i32x4 x) {
  const u8x16 bytes =
      pick_bytes(xsimd::bitwise_cast<std::uint8_t>(x), u8x16(0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12));
  const std::int32_t four = xsimd::bitwise_cast<std::int32_t>(bytes).get(0);
  std::memcpy(p, &four, sizeof four);
}

inline int round_up(int n, int multiple) { return (n + multiple - 1) / multiple * multiple; }

}  // namespace pretext::kernels
