#include "kernels/update.hpp"

#include <cmath>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

/// NaN passes, so that it cannot hide.
f32x4 without_traces(f32x4 mean) { return xsimd::select(xsimd::abs(mean) < f32x4(smallest_mean), f32x4(0.0f), mean); }
float without_traces(float mean) { return std::fabs(mean) < smallest_mean ? 0.0f : mean; }

}  // namespace

// Each loop below has a scalar tail that does the same operations in the same order as a lane of the vector loop.

void add(float* y, const float* x, std::size_t n) {
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) store(y + i, load(y + i) + load(x + i));
  for (; i < n; ++i) y[i] += x[i];
}

void scale(float* y, float factor, std::size_t n) {
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) store(y + i, load(y + i) * f32x4(factor));
  for (; i < n; ++i) y[i] *= factor;
}

void adam(float* w, const float* g, float* m, float* v, std::size_t n, AdamStep step) {
  const float blend1 = 1.0f - step.beta1;
  const float blend2 = 1.0f - step.beta2;
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const f32x4 gradient = load(g + i);
    const f32x4 mean = without_traces(load(m + i) + (gradient - load(m + i)) * f32x4(blend1));
    f32x4 square = load(v + i) + (gradient * gradient - load(v + i)) * f32x4(blend2);
    square = xsimd::select(square < f32x4(step.flushed), f32x4(0.0f), square);
    store(m + i, mean);
    store(v + i, square);
    store(w + i, load(w + i) - f32x4(step.rate) * mean / (xsimd::sqrt(square) + f32x4(step.epsilon)));
  }
  for (; i < n; ++i) {
    m[i] = without_traces(m[i] + (g[i] - m[i]) * blend1);
    v[i] = v[i] + (g[i] * g[i] - v[i]) * blend2;
    v[i] = v[i] < step.flushed ? 0.0f : v[i];
    w[i] = w[i] - step.rate * m[i] / (std::sqrt(v[i]) + step.epsilon);
  }
}

void sgd_momentum(float* w, const float* g, float* v, std::size_t n, float rate, float momentum) {
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const f32x4 velocity = without_traces(load(v + i) * f32x4(momentum) - load(g + i) * f32x4(rate));
    store(v + i, velocity);
    store(w + i, load(w + i) + velocity);
  }
  for (; i < n; ++i) {
    v[i] = without_traces(v[i] * momentum - g[i] * rate);
    w[i] += v[i];
  }
}

}  // namespace pretext::kernels
