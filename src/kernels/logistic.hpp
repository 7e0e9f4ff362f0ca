#pragma once

#include "kernels/lanes.hpp"

namespace pretext::kernels {

/// softplus(v) = ln(1 + e^v) and its derivative, the sigmoid 1 / (1 + e^-v).
struct Logistic {
  f32x4 softplus;
  f32x4 sigmoid;
};

inline Logistic logistic_of(f32x4 v) {
  const f32x4 one(1.0f);
  const f32x4 small = xsimd::exp(-xsimd::abs(v));  // at most 1, so that nothing overflows
  return {relu(v) + xsimd::log1p(small), xsimd::select(v < f32x4(0.0f), small, one) / (one + small)};
}

/// y[i] = sigmoid(x[i]), NaN for NaN; x and y may be the same buffer.
void sigmoid(const float* x, float* y, int n);

}  // namespace pretext::kernels
