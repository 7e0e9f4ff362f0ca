#include "run/probe.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "planning/networks.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using testing::random_values;

TEST_CASE("standardised features have mean 0 and deviation 1, and one that never changes is only shifted") {
  const std::size_t rows = 50;
  std::vector<float> features = random_values(rows * 3, 1, 20.0f);
  for (std::size_t i = 0; i < rows; ++i) features[3 * i + 1] = 7.0f;
  standardise(features, standardisation_of(features, rows, 3));
  for (std::size_t column = 0; column < 3; ++column) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const double value = static_cast<double>(features[3 * i + column]);
      sum += value;
      squares += value * value;
    }
    CHECK(std::fabs(sum / rows) < 1e-6);
    CHECK(std::sqrt(squares / rows) == doctest::Approx(column == 1 ? 0.0 : 1.0));
  }
}

TEST_CASE("the joined classifier on images is the probe on the encoder's standardised features") {
  const int n = 8;
  Spec spec;
  spec.encoder = {{.filters = 4, .stride = 2}, {.filters = 6}};
  const Result<Networks> networks = plan_networks(spec, {{28, 28, 1}, 10});
  REQUIRE(networks);
  const std::vector<float> images = random_values(n * 784, 1);
  const auto outputs = [&](const Network& network, const std::vector<float>& weights,
                           const std::vector<float>& inputs) {
    Workspace workspace(network, Workspace::Use::inference);
    workspace.set_weights(weights);
    std::ranges::copy(inputs, workspace.inputs(n).begin());
    const std::span<const float> out = workspace.forward(n);
    return std::vector<float>(out.begin(), out.end());
  };
  const auto initial = [](const Network& network, std::uint64_t seed) {
    std::vector<float> weights(network.params().floats());
    network.params().initialise(seed, weights);
    return weights;
  };
  const std::vector<float> encoder = initial(*networks->encoder, 1);
  const std::vector<float> probe = initial(*networks->probe, 2);
  std::vector<float> features = outputs(*networks->encoder, encoder, images);

  const std::vector<float> plain =
      join(*networks->encoder, encoder, *networks->probe, probe, {}, *networks->classifier);
  CHECK(outputs(*networks->classifier, plain, images) == outputs(*networks->probe, probe, features));

  const Standardisation by = standardisation_of(features, n, networks->encoder->out().size());
  const std::vector<float> folded =
      join(*networks->encoder, encoder, *networks->probe, probe, by, *networks->classifier);
  standardise(features, by);
  CHECK(testing::relative_error(outputs(*networks->classifier, folded, images),
                                testing::in_double(outputs(*networks->probe, probe, features))) < 1e-5);
}

}  // namespace
}  // namespace pretext
