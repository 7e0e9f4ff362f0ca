#include "kernels/norm.hpp"

#include <cmath>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

constexpr float epsilon = 1e-5f;

/// Sum of function(i), which gives four values from i on for whole lanes, and of single(i) for what is left.
template <class Function, class Single>
float sum(int n, Function function, Single single) {
  f32x4 total(0.0f);
  int i = 0;
  for (; i + lanes <= n; i += lanes) total = total + function(i);
  float rest = sum_of_lanes(total);
  for (; i < n; ++i) rest += single(i);
  return rest;
}

}  // namespace

void layer_norm(const float* x, const float* gain, const float* bias, int n, int width, float* y, float* means,
                float* scales) {
  const auto size = static_cast<float>(width);
  for (int row = 0; row < n; ++row, x += width, y += width) {
    const float mean = sum(width, [&](int i) { return load(x + i); }, [&](int i) { return x[i]; }) / size;
    const float variance = sum(
                               width,
                               [&](int i) {
                                 const f32x4 d = load(x + i) - f32x4(mean);
                                 return d * d;
                               },
                               [&](int i) { return (x[i] - mean) * (x[i] - mean); }) /
                           size;
    const float scale = 1.0f / std::sqrt(variance + epsilon);
    int i = 0;
    for (; i + lanes <= width; i += lanes) {
      store(y + i, (load(x + i) - f32x4(mean)) * f32x4(scale) * load(gain + i) + load(bias + i));
    }
    for (; i < width; ++i) y[i] = (x[i] - mean) * scale * gain[i] + bias[i];
    means[row] = mean;
    scales[row] = scale;
  }
}

// With z = (x - mean) scale and g = dy gain: dx = scale (g - mean of g - z mean of (g z)).
void layer_norm_gradient(const float* x, const float* gain, const float* means, const float* scales, const float* dy,
                         int n, int width, float* dx, float* dgain, float* dbias) {
  const auto size = static_cast<float>(width);
  for (int row = 0; row < n; ++row, x += width, dy += width) {
    const float mean = means[row];
    const float scale = scales[row];
    const auto z4 = [&](int i) { return (load(x + i) - f32x4(mean)) * f32x4(scale); };
    const auto z1 = [&](int i) { return (x[i] - mean) * scale; };
    if (dgain != nullptr) {
      int i = 0;
      for (; i + lanes <= width; i += lanes) {
        store(dgain + i, load(dgain + i) + load(dy + i) * z4(i));
        store(dbias + i, load(dbias + i) + load(dy + i));
      }
      for (; i < width; ++i) {
        dgain[i] += dy[i] * z1(i);
        dbias[i] += dy[i];
      }
    }
    if (dx == nullptr) continue;
    const float mean_g =
        sum(width, [&](int i) { return load(dy + i) * load(gain + i); }, [&](int i) { return dy[i] * gain[i]; }) / size;
    const float mean_gz = sum(
                              width, [&](int i) { return load(dy + i) * load(gain + i) * z4(i); },
                              [&](int i) { return dy[i] * gain[i] * z1(i); }) /
                          size;
    int i = 0;
    for (; i + lanes <= width; i += lanes) {
      store(dx + i, f32x4(scale) * (load(dy + i) * load(gain + i) - f32x4(mean_g) - z4(i) * f32x4(mean_gz)));
    }
    for (; i < width; ++i) dx[i] = scale * (dy[i] * gain[i] - mean_g - z1(i) * mean_gz);
    dx += width;
  }
}

}  // namespace pretext::kernels
