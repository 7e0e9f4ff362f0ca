#include "kernels/squared.hpp"

#include <cassert>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

/// Sum of w (y - t)^2, or of (y - t)^2 if w is null. dy, if not null: the terms' derivatives times factor / 2.
float sum_of_squares(const float* y, const float* t, const float* w, int size, float factor, float* dy) {
  f32x4 sum(0.0f);
  int i = 0;
  for (; i + lanes <= size; i += lanes) {
    const f32x4 difference = load(y + i) - load(t + i);
    const f32x4 weighted = w == nullptr ? difference : load(w + i) * difference;
    sum = sum + weighted * difference;
    if (dy != nullptr) store(dy + i, f32x4(factor) * weighted);
  }
  float total = sum_of_lanes(sum);
  for (; i < size; ++i) {
    const float difference = y[i] - t[i];
    const float weighted = w == nullptr ? difference : w[i] * difference;
    total += weighted * difference;
    if (dy != nullptr) dy[i] = factor * weighted;
  }
  return total;
}

}  // namespace

float squared_error(const float* outputs, const float* targets, const float* weights, int n, int size, float scale,
                    float* doutputs, float* losses) {
  assert(size >= 1);
  const float divisor = weights == nullptr ? static_cast<float>(size) : 1.0f;
  float total = 0.0f;
  for (int i = 0; i < n; ++i, outputs += size, targets += size) {
    const float loss = sum_of_squares(outputs, targets, weights, size, 2.0f * scale / divisor, doutputs) / divisor;
    total += loss;
    if (losses != nullptr) losses[i] = loss;
    if (weights != nullptr) weights += size;
    if (doutputs != nullptr) doutputs += size;
  }
  return total;
}

}  // namespace pretext::kernels
