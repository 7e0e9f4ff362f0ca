#include "pretext/optimizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "random_values.hpp"

namespace pretext {
namespace {

using testing::in_double;
using testing::random_values;
using testing::relative_error;

constexpr std::size_t floats = 24;
constexpr std::size_t first = 8;

std::vector<float> gradient(int step) { return random_values(floats, 100 + static_cast<std::uint32_t>(step), 0.1f); }

TEST_CASE("SGD with momentum takes Keras's steps and leaves what is frozen alone") {
  const std::vector<float> initial = random_values(floats, 1);
  std::vector<float> weights = initial;
  std::vector<double> w = in_double(weights);
  std::vector<double> velocity(floats, 0.0);
  Optimizer optimizer(Sgd{.rate = 0.1f, .momentum = 0.9f}, floats);
  for (int step = 0; step < 20; ++step) {
    const std::vector<float> grads = gradient(step);
    optimizer.step(weights, grads, first);
    for (std::size_t i = first; i < floats; ++i) {
      velocity[i] = 0.9 * velocity[i] - 0.1 * static_cast<double>(grads[i]);
      w[i] += velocity[i];
    }
  }
  CHECK(relative_error(weights, w) < 1e-6);
  CHECK(std::equal(initial.begin(), initial.begin() + first, weights.begin()));
}

TEST_CASE("Adam takes Keras's steps, with epsilon outside the bias correction") {
  std::vector<float> weights = random_values(floats, 1);
  std::vector<double> w = in_double(weights);
  std::vector<double> m(floats, 0.0);
  std::vector<double> v(floats, 0.0);
  Optimizer optimizer(Adam{.rate = 0.01f, .epsilon = 1e-2f}, floats);  // large enough to show where it stands
  for (int step = 0; step < 20; ++step) {
    const std::vector<float> grads = gradient(step);
    optimizer.step(weights, grads, first);
    for (std::size_t i = first; i < floats; ++i) {
      const double g = static_cast<double>(grads[i]);
      m[i] += (g - m[i]) * 0.1;
      v[i] += (g * g - v[i]) * 0.001;
      const double rate = 0.01 * std::sqrt(1 - std::pow(0.999, step + 1)) / (1 - std::pow(0.9, step + 1));
      w[i] -= rate * m[i] / (std::sqrt(v[i]) + 1e-2);
    }
  }
  CHECK(relative_error(weights, w) < 1e-6);
}

TEST_CASE("AdamW takes PyTorch's steps: matrices shrink first, and epsilon is inside the bias correction") {
  std::vector<float> weights = random_values(floats, 1);
  std::vector<double> w = in_double(weights);
  std::vector<double> m(floats, 0.0);
  std::vector<double> v(floats, 0.0);
  Params params;
  params.add("vector", {8}, {});
  params.add("matrix", {2, 4}, {});
  REQUIRE(matrices_of(params).size() == 1);
  CHECK(matrices_of(params)[0].first == 8);
  CHECK(matrices_of(params)[0].last == 16);
  const Range decayed{first + 3, first + 9};
  Optimizer optimizer(AdamW{.rate = 0.01f, .epsilon = 1e-2f, .decay = 0.5f}, floats, {{0, 2}, decayed});
  for (int step = 0; step < 20; ++step) {
    const std::vector<float> grads = gradient(step);
    optimizer.step(weights, grads, first);
    for (std::size_t i = first; i < floats; ++i) {
      const double g = static_cast<double>(grads[i]);
      if (i >= decayed.first && i < decayed.last) w[i] -= 0.01 * 0.5 * w[i];
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.98 * v[i] + 0.02 * g * g;
      w[i] -= 0.01 * (m[i] / (1 - std::pow(0.9, step + 1))) / (std::sqrt(v[i] / (1 - std::pow(0.98, step + 1))) + 1e-2);
    }
  }
  CHECK(relative_error(weights, w) < 1e-6);
}

TEST_CASE("AdamW's moments of a weight without gradients end at 0, never among denormals") {
  std::vector<float> weights(5, 1.0f);
  Optimizer optimizer(AdamW{}, weights.size());
  optimizer.step(weights, std::vector<float>(5, 1e-3f));
  for (int step = 0; step < 5000; ++step) {
    optimizer.step(weights, std::vector<float>(5, 0.0f));
    for (const float moment : optimizer.moments()) {
      if (std::fpclassify(moment) == FP_SUBNORMAL) FAIL("a moment is denormal");
    }
  }
  for (const float moment : optimizer.moments()) CHECK(moment == 0.0f);
}

TEST_CASE("an optimiser goes on to the bit from its moments and its number of steps") {
  const OptimizerRule rules[] = {Adam{}, Sgd{.rate = 0.1f, .momentum = 0.9f}, AdamW{}};
  for (const OptimizerRule& rule : rules) {
    CAPTURE(rule.index());
    std::vector<float> weights = random_values(floats, 1);
    Optimizer whole(rule, floats);
    for (int step = 0; step < 5; ++step) whole.step(weights, gradient(step));
    std::vector<float> copy = weights;
    Optimizer restored(rule, floats);
    std::ranges::copy(whole.moments(), restored.moments().begin());
    restored.set_steps(whole.steps());
    for (int step = 5; step < 10; ++step) {
      whole.step(weights, gradient(step));
      restored.step(copy, gradient(step));
    }
    CHECK(weights == copy);
  }
}

}  // namespace
}  // namespace pretext
