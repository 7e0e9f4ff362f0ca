#include "kernels/softplus.hpp"

#include <algorithm>
#include <cassert>

#include "kernels/logistic.hpp"

namespace pretext::kernels {

float softplus_sum(const float* x, int n, float sign, float scale, float* dx, float* losses) {
  assert(sign == 1.0f || sign == -1.0f);
  float total = 0.0f;
  for (int i = 0; i < n; i += lanes) {
    const int count = std::min(lanes, n - i);
    alignas(16) float value[lanes] = {};
    alignas(16) float slope[lanes];
    std::copy_n(x + i, count, value);
    const Logistic found = logistic_of(f32x4(sign) * f32x4::load_aligned(value));
    found.softplus.store_aligned(value);
    (f32x4(sign * scale) * found.sigmoid).store_aligned(slope);
    for (int j = 0; j < count; ++j) total += value[j];
    if (dx != nullptr) std::copy_n(slope, count, dx + i);
    if (losses != nullptr) std::copy_n(value, count, losses + i);
  }
  return total;
}

}  // namespace pretext::kernels
