#include "kernels/softmax.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "hash.hpp"
#include "naive.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using testing::hash;
using testing::random_values;
using testing::relative_error;

TEST_CASE("exp and log are accurate, and their bits are the same on every target") {
  const int n = 1 << 20;
  std::vector<float> x = random_values(n, 1, 90.0f);
  std::vector<float> y(n);
  kernels::exp(x.data(), y.data(), n);
  double error = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] < -87.0f || x[i] > 88.0f) continue;
    const double exact = std::exp(static_cast<double>(x[i]));
    error = worst(error, std::fabs(static_cast<double>(y[i]) - exact) / exact);
  }
  CHECK(error < 2e-7);
  CHECK(hash(y) == 1642519141477540672u);

  for (std::size_t i = 0; i < x.size(); ++i) x[i] = y[i];
  kernels::log(x.data(), y.data(), n);
  CHECK(hash(y) == 10778024961146573466u);
  x.assign({1.0f, 2.0f, 10.0f, 1e-20f, 3e38f});
  kernels::log(x.data(), y.data(), 5);
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(static_cast<double>(y[i]) == doctest::Approx(std::log(static_cast<double>(x[i]))));
}

TEST_CASE("softmax and cross-entropy agree with the double-precision twin") {
  for (const int classes : {1, 2, 3, 4, 5, 10, 17, 256}) {
    CAPTURE(classes);
    const int n = 9;
    const auto width = static_cast<std::size_t>(classes);
    const std::vector<float> logits = random_values(n * width, 2, 8.0f);
    std::vector<std::int32_t> target(n), predicted(n);
    std::vector<float> dlogits(logits.size()), losses(n), probabilities(logits.size());
    for (std::size_t i = 0; i < n; ++i) target[i] = static_cast<std::int32_t>((7 * i) % width);
    const float total = kernels::softmax_cross_entropy(logits.data(), target.data(), n, classes, 0.25f, dlogits.data(),
                                                       losses.data(), predicted.data());
    kernels::softmax(logits.data(), n, classes, probabilities.data());
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = static_cast<std::ptrdiff_t>(i * width);
      const naive::Values exact(logits.begin() + row, logits.begin() + row + classes);
      naive::Values gradient;
      const auto wanted = static_cast<std::size_t>(target[i]);
      const double loss = naive::cross_entropy(exact, target[i], gradient);
      sum += loss;
      CHECK(static_cast<double>(losses[i]) == doctest::Approx(loss).epsilon(1e-5));
      CHECK(exact[static_cast<std::size_t>(predicted[i])] == *std::max_element(exact.begin(), exact.end()));
      for (std::size_t c = 0; c < width; ++c) {
        const double onehot = c == wanted ? 1.0 : 0.0;
        CHECK(std::fabs(static_cast<double>(dlogits[i * width + c]) - 0.25 * gradient[c]) < 1e-7);
        CHECK(std::fabs(static_cast<double>(probabilities[i * width + c]) - gradient[c] - onehot) < 3e-7);
      }
    }
    CHECK(static_cast<double>(total) == doctest::Approx(sum).epsilon(1e-5));
    CHECK(kernels::softmax_cross_entropy(logits.data(), target.data(), n, classes, 1.0f, nullptr, nullptr, nullptr) ==
          total);
  }
}

TEST_CASE("ties are predicted as the first class, and extreme logits stay finite") {
  const std::vector<float> logits = {1, 3, 3, 2, 1000, -1000, 0, 0};
  const std::vector<std::int32_t> target = {1, 1};
  std::vector<std::int32_t> predicted(2);
  std::vector<float> dlogits(8), losses(2);
  kernels::softmax_cross_entropy(logits.data(), target.data(), 2, 4, 1.0f, dlogits.data(), losses.data(),
                                 predicted.data());
  CHECK(predicted[0] == 1);
  CHECK(predicted[1] == 0);
  CHECK(losses[1] == 2000.0f);
  CHECK(dlogits[4] == 1.0f);
}

TEST_CASE("a row whose class is -1 asks for nothing") {
  const std::vector<float> logits = {1, 3, 2, 4, 0, 1};
  const std::vector<std::int32_t> target = {-1, 2};
  std::vector<float> dlogits(6), losses(2);
  const float both =
      kernels::softmax_cross_entropy(logits.data(), target.data(), 2, 3, 1.0f, dlogits.data(), losses.data(), nullptr);
  CHECK(losses[0] == 0.0f);
  CHECK(both == losses[1]);
  for (std::size_t c = 0; c < 3; ++c) CHECK(dlogits[c] == 0.0f);
  CHECK(dlogits[5] < 0.0f);
}

TEST_CASE("a NaN logit gives a NaN loss, wherever it stands") {
  for (std::size_t at = 0; at < 5; ++at) {
    std::vector<float> logits = {1, 2, 3, 4, 5};
    logits[at] = std::nanf("");
    const std::int32_t target = 2;
    CHECK(std::isnan(kernels::softmax_cross_entropy(logits.data(), &target, 1, 5, 1.0f, nullptr, nullptr, nullptr)));
  }
}

}  // namespace
}  // namespace pretext
