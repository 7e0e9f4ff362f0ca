#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

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

constexpr std::size_t codes = 3;
constexpr std::size_t hidden = 4;

/// Seven rows, which must outlive them.
Dataset data_of(const std::vector<float>& rows) {
  Dataset data;
  data.shape = {1, 1, int{values_of_row}};
  data.rows = 7;
  data.values = rows;
  return data;
}

/// Rows of floats; every second one is to be made.
class Halves final : public Source {
 public:
  [[nodiscard]] ExampleForm form() const override { return {.input = {1, 1, int{values_of_row}}, .classes = 2}; }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t, std::uint32_t,
            Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      data.read(examples[i], batch.inputs.subspan(i * values_of_row, values_of_row));
      batch.classes[i] = static_cast<std::int32_t>(examples[i] % 2);
    }
  }
};

struct Losses {
  double discriminator = 0;
  double generator = 0;
  int right = 0;
};

/// Both losses by their definition, in double, summed over the examples.
Losses losses_of(const std::vector<float>& rows, const Values& weights, const Params& params,
                 std::span<const std::uint32_t> examples) {
  Losses losses;
  for (const std::uint32_t example : examples) {
    const bool made = example % 2 == 1;
    const auto row = rows.begin() + static_cast<std::ptrdiff_t>(example * values_of_row);
    Values x(row, row + static_cast<std::ptrdiff_t>(values_of_row));
    if (made) {
      Rng rng(key_seed, Stream::latent, key_step, example);
      Values code(codes);
      for (double& value : code) value = double{rng.normal()};
      x = dense_of(code, weights, params, "generator");
      for (double& value : x) value = 1 / (1 + std::exp(-value));
    }
    Values inner = dense_of(x, weights, params, "dense1");
    for (double& value : inner) value = std::max(value, 0.0);
    const Values logits = dense_of(inner, weights, params, "dense2");
    const double original = 1 / (1 + std::exp(logits[1] - logits[0]));
    losses.discriminator -= std::log(made ? 1 - original : original);
    if (made) losses.generator -= std::log(original);
    losses.right += made == (logits[1] > logits[0]) ? 1 : 0;
  }
  return losses;
}

TEST_CASE("an adversarial step lowers the discriminator's loss by its tensors, and the generator's by its own") {
  auto layers = std::make_unique<Sequence>();
  layers->add("dense1", dense(int{hidden}));
  layers->add("", relu());
  layers->add("dense2", dense(2));
  const Network network(std::move(layers), {1, 1, int{values_of_row}}, 8);
  layers = std::make_unique<Sequence>();
  layers->add("generator", dense(int{values_of_row}));
  layers->add("", sigmoid());
  const Network generator(std::move(layers), {1, 1, int{codes}}, 8);

  const std::vector<float> rows = testing::random_values(7 * values_of_row, 5, 1.0f);
  const Dataset data = data_of(rows);
  const Halves source;
  const auto objective = adversary(network, source, generator);
  const Params& params = objective->params();
  const std::vector<float> weights = testing::random_values(params.floats(), 7, 1.5f);
  const Values exact(weights.begin(), weights.end());
  objective->set_weights(weights);

  for (const std::vector<std::uint32_t>& examples :
       {std::vector<std::uint32_t>{0, 5, 3, 2, 1}, std::vector<std::uint32_t>{4, 2}, std::vector<std::uint32_t>{1}}) {
    CAPTURE(examples.size());
    std::vector<float> grads(weights.size(), NAN);
    const LossSums sums =
        objective->leaf({.data = data, .examples = examples, .seed = key_seed, .step = key_step, .batch = 5}, grads);
    const Losses expected = losses_of(rows, exact, params, examples);
    CHECK(double{sums.loss} == doctest::Approx(expected.discriminator).epsilon(1e-5));
    CHECK(double{sums.critic} == doctest::Approx(expected.generator).epsilon(1e-5));
    CHECK(sums.correct == static_cast<float>(expected.right));
    for (const Param& param : params.table()) {
      CAPTURE(param.name);
      for (std::size_t i = param.offset; i < param.offset + param.size; ++i) {
        const auto loss_at = [&](const Values& moved) {
          const Losses losses = losses_of(rows, moved, params, examples);
          return param.name.starts_with("generator") ? losses.generator : losses.discriminator;
        };
        CHECK(double{grads[i]} == doctest::Approx(slope_of(loss_at, exact, i) / 5).epsilon(1e-3));
      }
    }
  }
}

TEST_CASE("what is tested are originals and images of the generator, the same ones whatever stands beside them") {
  auto layers = std::make_unique<Sequence>();
  layers->add("generator", dense(int{values_of_row}));
  const Network generator(std::move(layers), {1, 1, int{codes}}, 8);
  const std::vector<float> weights = testing::random_values(generator.params().floats(), 7, 1.5f);
  const std::vector<float> rows = testing::random_values(7 * values_of_row, 5, 1.0f);
  const Dataset data = data_of(rows);
  const Halves source;
  const auto tested = imitations(source, generator, weights);
  const auto filled = [&](const std::vector<std::uint32_t>& examples) {
    std::vector<float> inputs(examples.size() * values_of_row, NAN);
    std::vector<std::int32_t> classes(examples.size());
    tested->fill(data, examples, 1, 0, {.inputs = inputs, .classes = classes, .targets = {}, .weights = {}});
    return inputs;
  };
  const std::vector<float> all = filled({1, 2, 3});
  CHECK(std::equal(all.begin() + int{values_of_row}, all.begin() + 2 * int{values_of_row},
                   rows.begin() + 2 * int{values_of_row}));
  CHECK(std::equal(all.begin() + 2 * int{values_of_row}, all.end(), filled({3}).begin()));
  CHECK_FALSE(std::equal(all.begin(), all.begin() + int{values_of_row}, rows.begin() + int{values_of_row}));
}

}  // namespace
}  // namespace pretext
