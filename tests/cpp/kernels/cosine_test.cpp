#include "kernels/cosine.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/worst.hpp"
#include "hash.hpp"

namespace pretext {
namespace {

TEST_CASE("the cosine is accurate, exact where it is simple, never rises, and has the same bits on every target") {
  CHECK(kernels::cos_pi(0.0) == 1.0);
  CHECK(kernels::cos_pi(0.5) == 0.0);
  CHECK(kernels::cos_pi(1.0) == -1.0);
  const int n = 1 << 16;
  std::vector<double> values;
  double error = 0;
  int rises = 0;
  for (int i = 0; i <= n; ++i) {
    const double x = static_cast<double>(i) / n;
    values.push_back(kernels::cos_pi(x));
    const long double exact = std::cos(std::acos(-1.0L) * static_cast<long double>(x));
    error = worst(error, static_cast<double>(std::fabs(static_cast<long double>(values.back()) - exact)));
    if (i > 0 && values[values.size() - 1] > values[values.size() - 2]) ++rises;
  }
  CHECK(error < 3e-16);
  CHECK(rises == 0);
  CHECK(testing::hash(values) == 5796441051852747089u);
}

}  // namespace
}  // namespace pretext
