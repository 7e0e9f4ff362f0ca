#include "pretext/consistency.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "pretext/layers.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

constexpr int width = 4;
constexpr int classes = 3;

/// Rows of floats are both views of an example, one behind the other; the third of four has no label.
class TwoViews final : public Source {
 public:
  [[nodiscard]] ExampleForm form() const override {
    return {.input = {1, 1, 2 * width}, .views = 2, .classes = classes};
  }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t, std::uint32_t,
            Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      data.read(examples[i], batch.inputs.subspan(i * 2 * width, 2 * width));
      batch.classes[i] = examples[i] >= 2 ? -1 : static_cast<std::int32_t>(examples[i]);
    }
  }
};

/// What the loss is by its definition, in double; and what the weak view of each unlabelled example is taken for.
struct Twin {
  std::vector<int> taken;
  double loss = 0;
};

Twin twin_of(const std::vector<double>& outputs, const Consistency& settings, std::vector<int> taken = {}) {
  Twin twin{std::move(taken), 0};
  const auto log_probability = [&](std::size_t view, int c) {
    double total = 0;
    for (int k = 0; k < classes; ++k) total += std::exp(outputs[view * classes + static_cast<std::size_t>(k)]);
    return outputs[view * classes + static_cast<std::size_t>(c)] - std::log(total);
  };
  const bool find = twin.taken.empty();
  for (std::size_t i = 0; i < outputs.size() / (2 * classes); ++i) {
    if (i < 2) {
      if (find) twin.taken.push_back(-1);
      twin.loss -= log_probability(2 * i, static_cast<int>(i));
      continue;
    }
    if (find) {
      twin.taken.push_back(-1);
      int best = 0;
      for (int c = 1; c < classes; ++c) best = log_probability(2 * i, c) > log_probability(2 * i, best) ? c : best;
      if (std::exp(log_probability(2 * i, best)) >= double{settings.threshold}) twin.taken.back() = best;
    }
    if (twin.taken[i] >= 0) twin.loss -= double{settings.unlabelled} * log_probability(2 * i + 1, twin.taken[i]);
  }
  return twin;
}

std::vector<double> outputs_of(const std::vector<double>& weights, const Params& params,
                               const std::vector<float>& inputs) {
  const std::size_t kernel = params.find("dense.kernel")->offset;
  const std::size_t bias = params.find("dense.bias")->offset;
  std::vector<double> outputs;
  for (std::size_t row = 0; row < inputs.size() / width; ++row) {
    for (std::size_t c = 0; c < classes; ++c) {
      double sum = weights[bias + c];
      for (std::size_t k = 0; k < width; ++k)
        sum += double{inputs[row * width + k]} * weights[kernel + k * classes + c];
      outputs.push_back(sum);
    }
  }
  return outputs;
}

TEST_CASE("consistency is its definition, and its gradient that of the twin by differences") {
  auto layers = std::make_unique<Sequence>();
  layers->add("dense", dense(classes));
  const Network network(std::move(layers), {1, 1, width}, 16);
  const TwoViews source;
  const std::vector<float> values = testing::random_values(6 * 2 * width, 5, 2.0f);
  Dataset data;
  data.shape = {1, 1, 2 * width};
  data.rows = 6;
  data.values = values;
  std::vector<std::uint32_t> examples(6);
  std::iota(examples.begin(), examples.end(), 0u);
  const std::vector<float> weights = testing::random_values(network.params().floats(), 7, 2.0f);
  const std::vector<double> exact(weights.begin(), weights.end());

  bool some = false;  // are taken for something, and some are not
  for (const float threshold : {0.0f, 0.6f, 0.8f, 0.95f, 1.5f}) {
    CAPTURE(threshold);
    const Consistency settings{.threshold = threshold, .unlabelled = 0.25f};
    auto objective = consistency(network, source, settings);
    objective->set_weights(weights);
    std::vector<float> grads(weights.size(), NAN);
    const LossSums sums = objective->leaf({.data = data, .examples = examples, .batch = 6}, grads);
    const Twin twin = twin_of(outputs_of(exact, network.params(), values), settings);
    CHECK(double{sums.loss} == doctest::Approx(twin.loss).epsilon(1e-5));
    const auto sure = std::ranges::count_if(twin.taken, [](int taken) { return taken >= 0; });
    some = some || (sure > 0 && sure < 4);
    if (threshold == 1.5f) CHECK(sure == 0);

    // Whatever the weak view is taken for is no function of the weights.
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const auto loss_at = [&](double step) {
        std::vector<double> moved = exact;
        moved[i] += step;
        return twin_of(outputs_of(moved, network.params(), values), settings, twin.taken).loss;
      };
      const double expected = (loss_at(1e-5) - loss_at(-1e-5)) / 2e-5 / 6;
      CHECK(double{grads[i]} == doctest::Approx(expected).epsilon(1e-3));
    }
  }
  CHECK(some);
}

}  // namespace
}  // namespace pretext
