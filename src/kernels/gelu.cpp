#include "kernels/gelu.hpp"

#include <algorithm>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

constexpr float slope = 1.5957691216f;  // 2 sqrt(2 / pi)
constexpr float cubic = 0.044715f;
constexpr float most = 80.0f;  // beyond which e^u is no longer a float, and s is 0 or 1

f32x4 logistic(f32x4 x) {
  const f32x4 u = f32x4(slope) * (x + f32x4(cubic) * x * x * x);
  const f32x4 clamped = larger(smaller(u, f32x4(most)), f32x4(-most));
  return f32x4(1.0f) / (f32x4(1.0f) + xsimd::exp(f32x4(0.0f) - clamped));
}

f32x4 derivative(f32x4 x, f32x4 s) {
  const f32x4 du = f32x4(slope) * (f32x4(1.0f) + f32x4(3.0f * cubic) * x * x);
  return s + x * s * (f32x4(1.0f) - s) * du;
}

/// The last n % 4 values in a vector of their own, so that they are computed as the others are.
struct Rest {
  alignas(16) float values[lanes] = {};
  Rest(const float* from, std::size_t count) { std::copy_n(from, count, values); }
  [[nodiscard]] f32x4 vector() const { return f32x4::load_aligned(values); }
};

void put(f32x4 x, std::size_t count, float* to) {
  alignas(16) float values[lanes];
  x.store_aligned(values);
  std::copy_n(values, count, to);
}

}  // namespace

void gelu(const float* x, std::size_t n, float* y, float* s) {
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const f32x4 value = load(x + i);
    const f32x4 part = logistic(value);
    if (s != nullptr) store(s + i, part);
    store(y + i, value * part);
  }
  if (i == n) return;
  const f32x4 value = Rest(x + i, n - i).vector();
  const f32x4 part = logistic(value);
  if (s != nullptr) put(part, n - i, s + i);
  put(value * part, n - i, y + i);
}

void gelu_gradient(const float* x, const float* s, const float* dy, std::size_t n, float* dx) {
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) store(dx + i, load(dy + i) * derivative(load(x + i), load(s + i)));
  if (i == n) return;
  const std::size_t left = n - i;
  put(Rest(dy + i, left).vector() * derivative(Rest(x + i, left).vector(), Rest(s + i, left).vector()), left, dx + i);
}

}  // namespace pretext::kernels
