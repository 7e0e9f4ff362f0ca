#include "kernels/cosine.hpp"

#include <cassert>

namespace pretext::kernels {
namespace {

constexpr double pi = 3.14159265358979323846;

/// 1 - y^2 / (m (m + 1)) (1 - y^2 / ((m + 2) (m + 3)) (...)): Taylor's series of cos y from m = 1, of sin y / y from m
/// =
/// 2. Its ninth term is below 1e-17 for |y| <= pi / 4.
double series(double square, int m) {
  double sum = 1.0;
  for (int n = m + 16; n >= m; n -= 2) sum = 1.0 - square / (n * (n + 1)) * sum;
  return sum;
}

double near_zero(double x) {
  const double y = pi * x;
  return series(y * y, 1);
}

}  // namespace

double cos_pi(double x) {
  assert(x >= 0.0 && x <= 1.0);
  if (x <= 0.25) return near_zero(x);
  if (x >= 0.75) return -near_zero(1.0 - x);
  const double y = pi * (0.5 - x);  // the sine of it
  return y * series(y * y, 2);
}

}  // namespace pretext::kernels
