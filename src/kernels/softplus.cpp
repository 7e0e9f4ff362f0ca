#include "kernels/softplus.hpp"

#include <algorithm>
#include <cassert>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

float softplus_sum(const float* x, int n, float sign, float scale, float* dx, float* losses) {
  assert(sign == 1.0f || sign == -1.0f);
  const f32x4 one(1.0f);
  float total = 0.0f;
  for (int i = 0; i < n; i += lanes) {
    const int count = std::min(lanes, n - i);
    alignas(16) float value[lanes] = {};
    alignas(16) float slope[lanes];
    std::copy_n(x + i, count, value);
    const f32x4 v = f32x4(sign) * f32x4::load_aligned(value);
    const f32x4 small = xsimd::exp(-xsimd::abs(v));  // at most 1, so that nothing overflows
    (relu(v) + xsimd::log1p(small)).store_aligned(value);
    (f32x4(sign * scale) * (xsimd::select(v < f32x4(0.0f), small, one) / (one + small))).store_aligned(slope);
    for (int j = 0; j < count; ++j) total += value[j];
    if (dx != nullptr) std::copy_n(slope, count, dx + i);
    if (losses != nullptr) std::copy_n(value, count, losses + i);
  }
  return total;
}

}  // namespace pretext::kernels
