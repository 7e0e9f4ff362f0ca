#pragma once

#include <cstdint>
#include <cstring>
#include <xsimd/xsimd.hpp>

namespace pretext::kernels {

/// Four floats side by side, on every target: 128 bits are what WebAssembly has, and the same number of lanes everywhere
/// gives the same order of summation everywhere.
using f32x4 = xsimd::make_sized_batch_t<float, 4>;
using i32x4 = xsimd::make_sized_batch_t<std::int32_t, 4>;
using u8x16 = xsimd::make_sized_batch_t<std::uint8_t, 16>;
inline constexpr int lanes = 4;

inline f32x4 load(const float* p) { return f32x4::load_unaligned(p); }
inline void store(float* p, f32x4 x) { x.store_unaligned(p); }

/// The larger of the two, `a` if they compare equal or if one of them is NaN. One instruction on x86 and in WebAssembly,
/// where the targets' own max functions disagree about NaN.
inline f32x4 larger(f32x4 a, f32x4 b) {
#if defined(__wasm_simd128__)
  return wasm_f32x4_pmax(a, b);
#elif defined(__SSE2__)
  return _mm_max_ps(b, a);
#else
  return xsimd::select(b > a, b, a);
#endif
}

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

/// The lowest byte of each lane, the first lane's first in memory.
inline void store_low_bytes(std::uint8_t* p, i32x4 x) {
  const u8x16 bytes = pick_bytes(xsimd::bitwise_cast<std::uint8_t>(x), u8x16(0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12));
  const std::int32_t four = xsimd::bitwise_cast<std::int32_t>(bytes).get(0);
  std::memcpy(p, &four, sizeof four);
}

inline int round_up(int n, int multiple) { return (n + multiple - 1) / multiple * multiple; }

}  // namespace pretext::kernels
