#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/logistic.hpp"
#include "objectives/twin.hpp"
#include "pretext/layers.hpp"
#include "pretext/objective.hpp"
#include "pretext/rng.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using testing::dense_of;
using testing::key_seed;
using testing::key_step;
using testing::slope_of;
using testing::Values;
using testing::values_of_row;

constexpr std::size_t latents = 2;

/// Rows of floats are asked for as they are.
class Themselves final : public Source {
 public:
  [[nodiscard]] ExampleForm form() const override {
    return {.input = {1, 1, int{values_of_row}}, .target = {1, 1, int{values_of_row}}};
  }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t, std::uint32_t,
            Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i)
      data.read(examples[i], batch.inputs.subspan(i * values_of_row, values_of_row));
    std::ranges::copy(batch.inputs.first(examples.size() * values_of_row), batch.targets.begin());
  }
};

/// The bound by its definition, in double, of all rows.
double bound_of(const std::vector<float>& rows, const Values& weights, const Params& params, const Variational& parts,
                std::span<const std::uint32_t> examples) {
  double loss = 0;
  for (const std::uint32_t example : examples) {
    const auto row = rows.begin() + static_cast<std::ptrdiff_t>(example * values_of_row);
    const Values x(row, row + static_cast<std::ptrdiff_t>(values_of_row));
    const Values code = dense_of(x, weights, params, "latent");
    Rng rng(key_seed, Stream::latent, key_step, example);
    Values z;
    double divergence = 0;
    for (std::size_t k = 0; k < latents; ++k) {
      const double mean = code[k];
      const double logarithm = code[latents + k];
      z.push_back(mean + std::exp(logarithm / 2) * double{rng.normal()});
      divergence += (mean * mean + std::exp(logarithm) - 1 - logarithm) / 2;
    }
    const Values outputs = dense_of(z, weights, params, "dense");
    for (std::size_t i = 0; i < values_of_row; ++i) {
      const double squared = std::pow(outputs[i] - x[i], 2);
      loss += (parts.bernoulli ? std::log1p(std::exp(outputs[i])) - x[i] * outputs[i] : squared) / values_of_row;
    }
    loss += double{parts.kl} * divergence / values_of_row;
  }
  return loss;
}

TEST_CASE("a variational step is the evidence lower bound, and its gradient that of the twin by differences") {
  auto layers = std::make_unique<Sequence>();
  layers->add("latent", latent(latents));
  layers->add("dense", dense(values_of_row));
  const Network network(std::move(layers), {1, 1, int{values_of_row}}, 8);
  auto first = std::make_unique<Sequence>();
  first->add("latent", dense(2 * latents));
  const Network coder(std::move(first), {1, 1, int{values_of_row}}, 8);
  auto second = std::make_unique<Sequence>();
  second->add("dense", dense(values_of_row));
  const Network decoder(std::move(second), {1, 1, int{latents}}, 8);

  std::vector<float> rows = testing::random_values(7 * values_of_row, 5, 1.0f);
  for (float& value : rows) value = std::fabs(value);
  Dataset data;
  data.shape = {1, 1, int{values_of_row}};
  data.rows = 7;
  data.values = rows;
  const std::vector<float> weights = testing::random_values(network.params().floats(), 7, 1.5f);
  const Values exact(weights.begin(), weights.end());
  const Themselves source;
  const std::vector<std::uint32_t> examples{0, 6, 3, 2, 1};

  for (const Variational parts : {Variational{&coder, &decoder, true, 1}, Variational{&coder, &decoder, true, 0.25f},
                                  Variational{&coder, &decoder, false, 1}, Variational{&coder, &decoder, false, 0}}) {
    CAPTURE(parts.bernoulli);
    CAPTURE(parts.kl);
    auto objective = variational(network, source, parts);
    objective->set_weights(weights);
    std::vector<float> grads(weights.size(), NAN);
    const LossSums sums =
        objective->leaf({.data = data, .examples = examples, .seed = key_seed, .step = key_step, .batch = 5}, grads);
    CHECK(double{sums.loss} == doctest::Approx(bound_of(rows, exact, network.params(), parts, examples)).epsilon(1e-5));
    for (const Param& param : network.params().table()) {
      for (std::size_t i = param.offset; i < param.offset + param.size; ++i) {
        CAPTURE(i);
        const auto loss_at = [&](const Values& moved) {
          return bound_of(rows, moved, network.params(), parts, examples);
        };
        CHECK(double{grads[i]} == doctest::Approx(slope_of(loss_at, exact, i) / 5).epsilon(1e-3));
      }
    }
  }
}

TEST_CASE("what an example's code is drawn from is the example's and the step's, whatever stands beside it") {
  const auto noise = [](std::uint32_t at_step, std::uint32_t example) {
    return Rng(key_seed, Stream::latent, at_step, example).normal();
  };
  CHECK(noise(1, 2) == noise(1, 2));
  CHECK(noise(1, 2) != noise(2, 2));
  CHECK(noise(1, 2) != noise(1, 3));
}

TEST_CASE("sigmoids are right to the last digits, at any length, and stay finite") {
  for (const std::size_t n : {1u, 3u, 4u, 9u}) {
    std::vector<float> x = testing::random_values(n, 2, 30.0f);
    x[0] = n == 4 ? -200.0f : x[0];
    std::vector<float> y(n, NAN);
    kernels::sigmoid(x.data(), y.data(), static_cast<int>(n));
    for (std::size_t i = 0; i < n; ++i) {
      CHECK(double{y[i]} == doctest::Approx(1 / (1 + std::exp(-double{x[i]}))).epsilon(1e-6));
    }
  }
}

}  // namespace
}  // namespace pretext
