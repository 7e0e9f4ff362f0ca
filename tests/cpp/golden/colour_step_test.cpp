// A step in colour, three channels in and three out, against the same training in double precision from the kernels'
// twins.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <span>
#include <vector>

#include "naive.hpp"
#include "pretext/fit.hpp"
#include "pretext/layers.hpp"
#include "pretext/objective.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using naive::Values;
using testing::in_double;
using testing::random_values;
using testing::relative_error;

constexpr Shape image{16, 16, 3};
constexpr int rows = 6;
constexpr int steps = 5;

/// A conv block of the network, with the image resized before it if `side` is not 0.
struct Block {
  ConvSpec spec;
  Shape in;
  int side = 0;
};

/// Encoder of two blocks and a decoder back to an image.
std::vector<Block> blocks() {
  return {{{8, 3, 2, true, 2}, image},
          {{12, 3, 1, true, 1}, {4, 4, 8}},
          {{8, 3, 1, true, 1, true}, {4, 4, 12}, 8},
          {{3, 3, 1, false, 1, true}, {8, 8, 8}, 16}};
}

/// Pairs of images that are given: what is shown, and what is asked.
class Pairs final : public Source {
 public:
  [[nodiscard]] ExampleForm form() const override { return {.input = image, .target = image}; }
  void fill(const Dataset& /*data*/, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const std::size_t from = examples[i] * image.size();
      std::copy_n(&shown[from], image.size(), &batch.inputs[i * image.size()]);
      std::copy_n(&asked[from], image.size(), &batch.targets[i * image.size()]);
    }
  }

  std::vector<float> shown = random_values(rows * image.size(), 1);
  std::vector<float> asked = random_values(rows * image.size(), 2, 0.5f);
};

/// The training in double precision: weights as tensors, kernel and bias of each block in turn.
struct Twin {
  std::vector<Values> weights, grads, first, second;
  int updates = 0;

  explicit Twin(std::vector<Values> initial) : weights(std::move(initial)), first(weights), second(weights) {
    for (std::vector<Values>* moments : {&first, &second}) {
      for (Values& tensor : *moments) std::ranges::fill(tensor, 0.0);
    }
  }

  /// The mean over examples of the mean squared error; overwrites the gradients.
  double differentiate(const Values& shown, const Values& asked) {
    const std::vector<Block> all = blocks();
    std::vector<Values> inputs{shown};
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Values at = before(all[i], inputs[i]);
      inputs.push_back(
          naive::conv_block(at, weights[2 * i], weights[2 * i + 1], {}, rows, seen(all[i]), all[i].spec).y);
    }
    double loss = 0;
    Values gradient(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const double off = inputs.back()[i] - asked[i];
      loss += off * off / static_cast<double>(asked.size());
      gradient[i] = 2 * off / static_cast<double>(asked.size());
    }
    grads.assign(weights.size(), {});
    for (std::size_t i = all.size(); i-- > 0;) {
      const Block& block = all[i];
      naive::ConvBlock back = naive::conv_block(before(block, inputs[i]), weights[2 * i], weights[2 * i + 1], gradient,
                                                rows, seen(block), block.spec);
      grads[2 * i] = std::move(back.dkernel);
      grads[2 * i + 1] = std::move(back.dbias);
      gradient =
          block.side == 0 ? back.dx : naive::resize(inputs[i], back.dx, rows, block.in, block.side, block.side).dx;
    }
    return loss;
  }

  /// Adam (Kingma and Ba, 2015) as Keras has it.
  void update(const Adam& rule) {
    ++updates;
    const double beta1 = static_cast<double>(rule.beta1), beta2 = static_cast<double>(rule.beta2);
    const double rate =
        static_cast<double>(rule.rate) * std::sqrt(1 - std::pow(beta2, updates)) / (1 - std::pow(beta1, updates));
    for (std::size_t t = 0; t < weights.size(); ++t) {
      for (std::size_t i = 0; i < weights[t].size(); ++i) {
        const double gradient = grads[t][i];
        first[t][i] = beta1 * first[t][i] + (1 - beta1) * gradient;
        second[t][i] = beta2 * second[t][i] + (1 - beta2) * gradient * gradient;
        weights[t][i] -= rate * first[t][i] / (std::sqrt(second[t][i]) + static_cast<double>(rule.epsilon));
      }
    }
  }

 private:
  static Shape seen(const Block& block) {
    return block.side == 0 ? block.in : Shape{block.side, block.side, block.in.c};
  }
  static Values before(const Block& block, const Values& x) {
    return block.side == 0 ? x : naive::resize(x, {}, rows, block.in, block.side, block.side).y;
  }
};

struct Colours {
  Pairs source;
  std::unique_ptr<Network> network;
  std::vector<float> initial;
  Adam rule{};

  Colours() {
    auto layers = std::make_unique<Sequence>();
    for (const Block& block : blocks()) {
      layers->add("conv" + std::to_string(layers->length() + 1),
                  block.side == 0 ? conv_block(block.spec) : resized_conv_block(block.side, block.side, block.spec));
    }
    network = std::make_unique<Network>(std::move(layers), image, rows);
    initial.resize(network->params().floats());
    network->params().initialise(1, initial);
  }

  /// A tensor of a flat buffer.
  [[nodiscard]] std::vector<float> tensor(std::span<const float> flat, std::size_t i) const {
    const Param& param = network->params().table()[i];
    const std::span<const float> part = flat.subspan(param.offset, param.size);
    return {part.begin(), part.end()};
  }
  [[nodiscard]] Twin twin() const {
    std::vector<Values> tensors;
    for (std::size_t i = 0; i < network->params().table().size(); ++i) tensors.push_back(in_double(tensor(initial, i)));
    return Twin(std::move(tensors));
  }
};

TEST_CASE("the first gradient of a step in colour is the double-precision twin's") {
  Colours colours;
  Twin twin = colours.twin();
  const double loss = twin.differentiate(in_double(colours.source.shown), in_double(colours.source.asked));

  const auto objective = reconstruction(*colours.network, colours.source, {});
  objective->set_weights(colours.initial);
  std::vector<std::uint32_t> examples(rows);
  std::iota(examples.begin(), examples.end(), 0u);
  std::vector<float> grads(objective->params().floats());
  const LossSums sums = objective->leaf({.data = {}, .examples = examples, .batch = rows, .whole = examples}, grads);
  CHECK(static_cast<double>(sums.loss) / rows == doctest::Approx(loss).epsilon(1e-5));
  for (std::size_t i = 0; i < twin.grads.size(); ++i) {
    CAPTURE(colours.network->params().table()[i].name);
    CHECK(relative_error(colours.tensor(grads, i), twin.grads[i]) < 2e-5);
  }
}

TEST_CASE("a training in colour has the double-precision twin's losses and weights") {
  Colours colours;
  Twin twin = colours.twin();
  const FitSettings settings{.rule = colours.rule, .batch = rows, .micro_batch = 2, .epochs = steps};
  Examples examples{{}, std::vector<std::uint32_t>(rows), {}};
  std::iota(examples.training.begin(), examples.training.end(), 0u);
  Fit fit("colour", reconstruction(*colours.network, colours.source, {}), std::move(examples), settings, 1,
          colours.initial);
  while (!fit.done()) advance(fit);
  REQUIRE(fit.history().size() == steps);
  for (const EpochStats& epoch : fit.history()) {
    const double loss = twin.differentiate(in_double(colours.source.shown), in_double(colours.source.asked));
    CHECK(epoch.loss == doctest::Approx(loss).epsilon(1e-5));
    twin.update(colours.rule);
  }
  for (std::size_t i = 0; i < twin.weights.size(); ++i) {
    CAPTURE(colours.network->params().table()[i].name);
    // What training has moved them by, of which the weights themselves would hide an error.
    const std::vector<float> before = colours.tensor(colours.initial, i);
    std::vector<float> moved = colours.tensor(fit.weights(), i);
    Values expected = twin.weights[i];
    for (std::size_t j = 0; j < moved.size(); ++j) {
      moved[j] -= before[j];
      expected[j] -= static_cast<double>(before[j]);
    }
    CHECK(relative_error(moved, expected) < 1e-3);
  }
}

}  // namespace
}  // namespace pretext
