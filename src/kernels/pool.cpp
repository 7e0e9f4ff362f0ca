#include "kernels/pool.hpp"

#include "kernels/lanes.hpp"

namespace pretext::kernels {

void pool_8(const float* z, int window, bool rectified, float* best, std::uint8_t* winner) {
  for (int half = 0; half < 8; half += lanes) {
    f32x4 top = load(z + half);
    f32x4 at(0.0f);  // a small integer is exact as a float, and selects by the same mask
    for (int q = 1; q < window; ++q) {
      const f32x4 next = load(z + q * 8 + half);
      at = xsimd::select(next > top, f32x4(static_cast<float>(q)), at);
      top = larger(top, next);
    }
    store(best + half, rectified ? relu(top) : top);
    if (winner == nullptr) continue;
    float position[lanes];
    store(position, at);
    for (int i = 0; i < lanes; ++i) winner[half + i] = static_cast<std::uint8_t>(position[i]);
  }
}

}  // namespace pretext::kernels
