#include "bench/workload.hpp"
#include "kernels/lanes.hpp"

namespace pretext::bench {

[[gnu::noinline]] float multiply_and_add(int rounds, float factor, float summand) {
  using kernels::f32x4;
  constexpr int chains = 13;  // enough to hide the latency, few enough to stay in registers
  f32x4 x[chains];
  for (int i = 0; i < chains; ++i) x[i] = f32x4(static_cast<float>(i));
  const f32x4 a(factor);
  const f32x4 b(summand);
#pragma clang loop unroll(disable)
  for (int r = 0; r < rounds; ++r) {
#pragma clang loop unroll(full)
    for (int i = 0; i < peak_flop_per_round / 8; ++i) x[i % chains] = x[i % chains] * a + b;
  }
  f32x4 sum(0.0f);
  for (const f32x4& chain : x) sum = sum + chain;
  return kernels::sum_of_lanes(sum);
}

}  // namespace pretext::bench
