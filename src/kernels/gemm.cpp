#include "kernels/gemm.hpp"

#include "kernels/lanes.hpp"

namespace pretext::kernels {

void gemm_4x8(const GatheredRows& a, const float* b, const float* bias, float* c) {
  f32x4 sum[4][2];
  for (auto& row : sum) {
    row[0] = load(bias);
    row[1] = load(bias + lanes);
  }
  const float* row[4] = {a.row[0], a.row[1], a.row[2], a.row[3]};
  for (int s = 0; s < a.segments; ++s) {
#pragma clang loop unroll(disable)
    for (int i = 0; i < a.length; ++i, b += 8) {
      const f32x4 left = load(b);
      const f32x4 right = load(b + lanes);
      for (int j = 0; j < 4; ++j) {
        const f32x4 x(row[j][i]);
        sum[j][0] = sum[j][0] + x * left;
        sum[j][1] = sum[j][1] + x * right;
      }
    }
    for (auto& r : row) r += a.stride;
  }
  for (int j = 0; j < 4; ++j) {
    store(c + j * 8, sum[j][0]);
    store(c + j * 8 + lanes, sum[j][1]);
  }
}

}  // namespace pretext::kernels
