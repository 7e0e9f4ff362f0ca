#include "kernels/update.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "kernels/statistics.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using testing::in_double;
using testing::random_values;
using testing::relative_error;

TEST_CASE("updates agree with their formulas in double precision, at any length") {
  for (std::size_t n = 1; n < 14; ++n) {
    CAPTURE(n);
    const std::vector<float> g = random_values(n, 1);
    std::vector<float> w = random_values(n, 2);
    std::vector<float> m = random_values(n, 3);
    std::vector<float> v = random_values(n, 4);
    for (float& value : v) value = value * value;
    std::vector<double> w64 = in_double(w);
    std::vector<double> m64 = in_double(m);
    std::vector<double> v64 = in_double(v);
    kernels::adam(w.data(), g.data(), m.data(), v.data(), n, {.rate = 0.01f});
    for (std::size_t i = 0; i < n; ++i) {
      const double gradient = static_cast<double>(g[i]);
      m64[i] = 0.9 * m64[i] + 0.1 * gradient;
      v64[i] = 0.999 * v64[i] + 0.001 * gradient * gradient;
      w64[i] -= 0.01 * m64[i] / (std::sqrt(v64[i]) + 1e-7);
    }
    CHECK(relative_error(m, m64) < 1e-6);
    CHECK(relative_error(v, v64) < 1e-6);
    CHECK(relative_error(w, w64) < 1e-6);

    kernels::sgd_momentum(w.data(), g.data(), m.data(), n, 0.1f, 0.9f);
    for (std::size_t i = 0; i < n; ++i) {
      m64[i] = 0.9 * m64[i] - 0.1 * static_cast<double>(g[i]);
      w64[i] += m64[i];
    }
    CHECK(relative_error(w, w64) < 1e-6);

    kernels::add(w.data(), g.data(), n);
    kernels::scale(w.data(), 0.5f, n);
    for (std::size_t i = 0; i < n; ++i) w64[i] = 0.5 * (w64[i] + static_cast<double>(g[i]));
    CHECK(relative_error(w, w64) < 1e-6);
  }
}

TEST_CASE("without a gradient a running mean ends at 0, at any length, and is never denormal") {
  for (std::size_t n = 1; n < 14; ++n) {
    CAPTURE(n);
    const std::vector<float> none(n);
    std::vector<float> w = random_values(n, 1);
    std::vector<float> v(n, 1.0f);
    for (const bool adam : {true, false}) {
      CAPTURE(adam);
      std::vector<float> mean = random_values(n, 2);
      for (int step = 0; step < 1000; ++step) {
        if (adam) {
          kernels::adam(w.data(), none.data(), mean.data(), v.data(), n, {.rate = 1e-3f});
        } else {
          kernels::sgd_momentum(w.data(), none.data(), mean.data(), n, 1e-3f, 0.9f);
        }
        for (const float value : mean) REQUIRE(std::fpclassify(value) != FP_SUBNORMAL);
      }
      CHECK(mean == none);
    }
  }
}

TEST_CASE("a mean that is not a number stays so") {
  const std::vector<float> g(5, std::numeric_limits<float>::quiet_NaN());
  std::vector<float> w(5);
  std::vector<float> m(5);
  std::vector<float> v(5);
  kernels::adam(w.data(), g.data(), m.data(), v.data(), 5, {});
  for (const float value : w) CHECK(std::isnan(value));
}

TEST_CASE("means and deviations per column") {
  const std::vector<float> x = {1, 1000, 5, 3, 1000, 5, 5, 1003, 5};
  double mean[3];
  double deviation[3];
  kernels::mean_and_deviation(x.data(), 3, 3, mean, deviation);
  CHECK(mean[0] == 3.0);
  CHECK(mean[1] == 1001.0);
  CHECK(deviation[0] == doctest::Approx(std::sqrt(8.0 / 3)));
  CHECK(deviation[1] == doctest::Approx(std::sqrt(2.0)));
  CHECK(deviation[2] == 0.0);
}

}  // namespace
}  // namespace pretext
