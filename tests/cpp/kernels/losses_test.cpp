#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/worst.hpp"
#include "hash.hpp"
#include "kernels/softplus.hpp"
#include "kernels/squared.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using testing::hash;
using testing::random_values;
using testing::relative_error;

constexpr float not_written = std::numeric_limits<float>::quiet_NaN();

TEST_CASE("squared error agrees with the double-precision twin, at any size") {
  for (const int size : {1, 2, 3, 4, 5, 7, 8, 10, 784}) {
    for (const bool weighted : {false, true}) {
      CAPTURE(size);
      CAPTURE(weighted);
      constexpr std::size_t n = 3;
      const std::size_t values = n * static_cast<std::size_t>(size);
      const std::vector<float> y = random_values(values, 1);
      const std::vector<float> t = random_values(values, 2);
      std::vector<float> w = random_values(values, 3);
      for (float& weight : w) weight = weight < 0.0f ? 0.0f : weight;
      std::vector<float> dy(values, not_written);
      std::vector<float> losses(n, not_written);
      const float* weights = weighted ? w.data() : nullptr;
      const float total = kernels::squared_error(y.data(), t.data(), weights, n, size, 0.5f, dy.data(), losses.data());

      std::vector<double> gradient;
      std::vector<double> expected(n);
      double sum = 0;
      for (std::size_t i = 0; i < values; ++i) {
        const double weight = weighted ? static_cast<double>(w[i]) : 1.0 / size;
        const double difference = static_cast<double>(y[i]) - static_cast<double>(t[i]);
        expected[i / static_cast<std::size_t>(size)] += weight * difference * difference;
        gradient.push_back(0.5 * 2 * weight * difference);
        sum += weight * difference * difference;
      }
      CHECK(relative_error(losses, expected) < 1e-6);
      CHECK(relative_error(dy, gradient) < 1e-6);
      CHECK(static_cast<double>(total) == doctest::Approx(sum).epsilon(1e-6));
      CHECK(total == (losses[0] + losses[1]) + losses[2]);
      CHECK(kernels::squared_error(y.data(), t.data(), weights, n, size, 1.0f, nullptr, nullptr) == total);
    }
  }
}

TEST_CASE("a squared error depends on its own example alone, and a NaN in it shows") {
  std::vector<float> y = random_values(30, 1);
  const std::vector<float> t = random_values(30, 2);
  std::vector<float> losses(3);
  kernels::squared_error(y.data(), t.data(), nullptr, 3, 10, 1.0f, nullptr, losses.data());
  const float alone = kernels::squared_error(y.data() + 10, t.data() + 10, nullptr, 1, 10, 1.0f, nullptr, nullptr);
  CHECK(losses[1] == alone);
  for (const std::size_t at : {10u, 15u, 19u}) {
    y[at] = not_written;
    CHECK(std::isnan(kernels::squared_error(y.data(), t.data(), nullptr, 3, 10, 1.0f, nullptr, losses.data())));
    CHECK(std::isnan(losses[1]));
    CHECK(!std::isnan(losses[2]));
  }
}

TEST_CASE("softplus and its derivative have the relative error that they promise") {
  std::vector<float> x = random_values(100'000, 1, 86.0f);
  for (std::size_t i = 0; i < x.size() / 2; ++i) x[i] *= 0.05f;
  for (const float edge : {0.0f, -0.0f, 1e-30f, -1e-30f, 87.0f, 1e-8f}) x.push_back(edge);
  for (const float sign : {1.0f, -1.0f}) {
    std::vector<float> dx(x.size(), not_written);
    std::vector<float> losses(x.size(), not_written);
    const float total =
        kernels::softplus_sum(x.data(), static_cast<int>(x.size()), sign, 0.5f, dx.data(), losses.data());
    double sum = 0;
    double error = 0;
    double slope_error = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double v = static_cast<double>(sign) * static_cast<double>(x[i]);
      if (v < -87) continue;
      const double value = v > 0 ? v + std::log1p(std::exp(-v)) : std::log1p(std::exp(v));
      const double slope = 0.5 * static_cast<double>(sign) / (1 + std::exp(-v));
      sum += value;
      error = worst(error, std::fabs(static_cast<double>(losses[i]) / value - 1));
      slope_error = worst(slope_error, std::fabs(static_cast<double>(dx[i]) / slope - 1));
    }
    CHECK(error < 4e-7);
    CHECK(slope_error < 4e-7);
    CHECK(static_cast<double>(total) == doctest::Approx(sum).epsilon(1e-4));
  }
}

TEST_CASE("softplus at any length, without gradient, in place and at the ends of the range") {
  for (std::size_t n = 0; n < 10; ++n) {
    CAPTURE(n);
    std::vector<float> x = random_values(n, 1, 3.0f);
    std::vector<float> losses(n, not_written);
    const int count = static_cast<int>(n);
    const float total = kernels::softplus_sum(x.data(), count, -1.0f, 1.0f, nullptr, losses.data());
    float sum = 0.0f;
    for (const float loss : losses) sum += loss;
    CHECK(total == sum);
    std::vector<float> dx(n, not_written);
    CHECK(kernels::softplus_sum(x.data(), count, -1.0f, 1.0f, dx.data(), nullptr) == total);
    CHECK(kernels::softplus_sum(x.data(), count, -1.0f, 1.0f, x.data(), nullptr) == total);
    CHECK(x == dx);
  }
  const float most = std::numeric_limits<float>::max();
  const std::vector<float> x = {most, -most, 200.0f, -200.0f};
  std::vector<float> losses(4);
  std::vector<float> dx(4);
  kernels::softplus_sum(x.data(), 4, 1.0f, 1.0f, dx.data(), losses.data());
  CHECK(losses == std::vector<float>{most, 0.0f, 200.0f, 0.0f});
  CHECK(dx == std::vector<float>{1.0f, 0.0f, 1.0f, 0.0f});
  const float nan = not_written;
  CHECK(std::isnan(kernels::softplus_sum(&nan, 1, 1.0f, 1.0f, dx.data(), nullptr)));
  CHECK(std::isnan(dx[0]));
}

TEST_CASE("squared error and softplus have the same bits on every target") {
  const std::vector<float> y = random_values(3 * 101, 1, 20.0f);
  const std::vector<float> t = random_values(y.size(), 2);
  std::vector<float> gradient(y.size());
  std::vector<float> losses(y.size());
  kernels::softplus_sum(y.data(), 3 * 101, -1.0f, 0.3f, gradient.data(), losses.data());
  CHECK(hash(losses) == 10194894825748769655u);
  CHECK(hash(gradient) == 652762164657639026u);
  losses.resize(3);
  kernels::squared_error(y.data(), t.data(), nullptr, 3, 101, 0.3f, gradient.data(), losses.data());
  CHECK(hash(losses) == 15919443527514258831u);
  CHECK(hash(gradient) == 4935026587192317607u);
}

}  // namespace
}  // namespace pretext
