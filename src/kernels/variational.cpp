#include "kernels/variational.hpp"

#include <algorithm>

#include "kernels/logistic.hpp"
#include "kernels/softmax.hpp"

namespace pretext::kernels {

void sigmoid(const float* x, float* y, int n) {
  for (int i = 0; i < n; i += lanes) {
    const int count = std::min(lanes, n - i);
    alignas(16) float value[lanes] = {};
    std::copy_n(x + i, count, value);
    logistic_of(f32x4::load_aligned(value)).sigmoid.store_aligned(value);
    for (int j = 0; j < count; ++j) y[i + j] = x[i + j] == x[i + j] ? value[j] : x[i + j];
  }
}

float bernoulli(const float* logits, const float* targets, int n, int size, float scale, float* dlogits) {
  const float divisor = static_cast<float>(size);
  const f32x4 factor(scale / divisor);
  float total = 0.0f;
  for (int example = 0; example < n; ++example, logits += size, targets += size, dlogits += size) {
    f32x4 sum(0.0f);
    for (int i = 0; i < size; i += lanes) {
      const int count = std::min(lanes, size - i);
      alignas(16) float x[lanes] = {};
      alignas(16) float t[lanes] = {};
      std::copy_n(logits + i, count, x);
      std::copy_n(targets + i, count, t);
      const f32x4 wanted = f32x4::load_aligned(t);
      const Logistic found = logistic_of(f32x4::load_aligned(x));
      (found.softplus - wanted * f32x4::load_aligned(x)).store_aligned(t);
      for (int j = count; j < lanes; ++j) t[j] = 0.0f;
      sum = sum + f32x4::load_aligned(t);
      (factor * (found.sigmoid - wanted)).store_aligned(x);
      std::copy_n(x, count, dlogits + i);
    }
    total += sum_of_lanes(sum) / divisor;
  }
  return total;
}

void reparameterise(const float* codes, const float* noise, int n, int latents, float* z) {
  for (int i = 0; i < n; ++i, codes += 2 * latents) {
    for (int k = 0; k < latents; ++k, ++noise, ++z) {
      float deviation = codes[latents + k] / 2;
      exp(&deviation, &deviation, 1);
      *z = codes[k] + deviation * *noise;
    }
  }
}

float reparameterise_back(const float* codes, const float* noise, const float* dz, int n, int latents, float scale,
                          float* dcodes) {
  float total = 0.0f;
  for (int i = 0; i < n; ++i, codes += 2 * latents, dcodes += 2 * latents) {
    float divergence = 0.0f;
    for (int k = 0; k < latents; ++k, ++noise, ++dz) {
      const float mean = codes[k];
      const float logarithm = codes[latents + k];
      float deviation = logarithm / 2;
      exp(&deviation, &deviation, 1);
      const float variance = deviation * deviation;
      divergence += (mean * mean + variance - 1.0f - logarithm) / 2;
      dcodes[k] = *dz + scale * mean;
      dcodes[latents + k] = *dz * *noise * deviation / 2 + scale * (variance - 1.0f) / 2;
    }
    total += divergence;
  }
  return total;
}

}  // namespace pretext::kernels
