#include "pretext/network.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "pretext/layers.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

std::unique_ptr<Sequence> layers() {
  auto net = std::make_unique<Sequence>();
  net->add("conv", conv_block({8, 3, 2, true, 2}));
  net->add("dense", dense(3));
  return net;
}

struct Gradients {
  std::vector<float> weights, inputs;
  bool operator==(const Gradients&) const = default;
};

/// Fills a slot with values of that seed and runs it forward.
std::vector<float> forward(Workspace& workspace, int n, std::uint32_t seed, int slot) {
  const std::span<float> inputs = workspace.inputs(n, slot);
  std::ranges::copy(testing::random_values(inputs.size(), seed), inputs.begin());
  const std::span<const float> outputs = workspace.forward(n, true, slot);
  return {outputs.begin(), outputs.end()};
}

Gradients backward(Workspace& workspace, const Network& network, int n, std::uint32_t seed, int slot) {
  const std::span<float> doutputs = workspace.doutputs(n, slot);
  std::ranges::copy(testing::random_values(doutputs.size(), seed + 1), doutputs.begin());
  Gradients gradients;
  gradients.weights.resize(network.params().floats());
  gradients.inputs.resize(workspace.inputs(n, slot).size());
  workspace.backward(n, gradients.weights, gradients.inputs, slot);
  return gradients;
}

TEST_CASE("slots keep batches apart, whatever the order in which they go backward") {
  const Network network(layers(), {12, 12, 1}, 5);
  std::vector<float> weights(network.params().floats());
  network.params().initialise(1, weights);
  Workspace many(network, Workspace::Use::training, 3);
  many.set_weights(weights);
  const int samples[] = {5, 2, 4};
  std::vector<Gradients> expected;
  for (int slot = 0; slot < 3; ++slot) {
    const auto seed = static_cast<std::uint32_t>(10 * slot + 1);
    Workspace one(network, Workspace::Use::training);
    one.set_weights(weights);
    std::vector<float> outputs = forward(one, samples[slot], seed, 0);
    CHECK(forward(many, samples[slot], seed, slot) == outputs);
    expected.push_back(backward(one, network, samples[slot], seed, 0));
  }
  CHECK_FALSE(expected[0] == expected[1]);
  for (const int slot : {1, 2, 0}) {
    const auto seed = static_cast<std::uint32_t>(10 * slot + 1);
    CHECK(backward(many, network, samples[slot], seed, slot) == expected[static_cast<std::size_t>(slot)]);
  }
}

TEST_CASE("gradients by the inputs can be had alone") {
  const Network network(layers(), {12, 12, 1}, 4);
  std::vector<float> weights(network.params().floats());
  network.params().initialise(1, weights);
  Workspace workspace(network, Workspace::Use::training);
  workspace.set_weights(weights);
  forward(workspace, 4, 1, 0);
  const Gradients both = backward(workspace, network, 4, 1, 0);
  std::vector<float> dinputs(both.inputs.size());
  workspace.backward(4, {}, dinputs);
  CHECK(dinputs == both.inputs);
}

}  // namespace
}  // namespace pretext
