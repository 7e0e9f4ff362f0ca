#include "kernels/gemm.hpp"

#include "kernels/lanes.hpp"

namespace pretext::kernels {

void gemm_4x8(const Product& p, float* c) {
  f32x4 sum[4][2];
  for (auto& row : sum) row[0] = row[1] = f32x4(0.0f);
  const float* a[4] = {p.a, p.a + p.a_row, p.a + 2 * p.a_row, p.a + 3 * p.a_row};
  const float* b = p.b;
#pragma clang loop unroll(disable)
  for (int k = 0; k < p.depth; ++k, b += p.b_step) {
    const f32x4 left = load(b);
    const f32x4 right = load(b + lanes);
    for (int j = 0; j < 4; ++j) {
      const f32x4 x(*a[j]);
      sum[j][0] = sum[j][0] + x * left;
      sum[j][1] = sum[j][1] + x * right;
      a[j] += p.a_step;
    }
  }
  for (int j = 0; j < 4; ++j) {
    store(c + j * 8, sum[j][0]);
    store(c + j * 8 + lanes, sum[j][1]);
  }
}

}  // namespace pretext::kernels
