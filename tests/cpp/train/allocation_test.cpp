#include <doctest/doctest.h>

#include "allocations.hpp"
#include "mnist.hpp"
#include "planning/networks.hpp"
#include "pretext/fit.hpp"

namespace pretext {
namespace {

/// Allocations of some steps of a fit, the first one not counted.
std::size_t allocations_of_steps(Fit fit) {
  std::size_t before = 0;
  for (int step = 0; step < 4; ++step) {
    if (step == 1) before = testing::allocations();
    const std::span<const float> part = fit.compute({});
    fit.absorb(fit.part_size({}) == 0 ? Parts{} : Parts{&part, 1});
  }
  return testing::allocations() - before;
}

TEST_CASE("the counter counts") {
  const std::size_t before = testing::allocations();
  ::operator delete(::operator new(8));  // unlike new expressions, never optimised away
  CHECK(testing::allocations() == before + 1);
}

TEST_CASE("a training step allocates nothing: compute, absorb, the end of an epoch and its validation") {
  const Spec spec;
  const Result<Networks> networks = plan_networks(spec, {{28, 28, 1}, 10});
  REQUIRE(networks);
  Dataset features;
  const std::size_t columns = networks->encoder->out().size();
  const std::vector<float> values(128 * columns, 0.5f);
  features.shape = networks->probe->in();
  features.rows = 128;
  features.values = values;
  features.labels = testing::mnist().train.labels.first(128);

  struct Case {
    const char* what;
    const Network& network;
    const Source& source;
    Dataset data;
    int batch;
    int micro_batch;
  };
  const Case cases[] = {
      {"pretext", *networks->pretext.network, *networks->pretext.source, testing::mnist().train, 48, 24},
      {"supervised", *networks->classifier, *networks->digits, testing::mnist().train, 32, 8},
      {"transfer", *networks->probe, *networks->features, features, 32, 32},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    Examples examples{c.data, {}, {}};
    for (std::uint32_t i = 0; i < 96; ++i) examples.training.push_back(i);
    for (std::uint32_t i = 96; i < 128; ++i) examples.held_out.push_back(i);
    FitSettings settings{.rule = Adam{}, .batch = c.batch, .micro_batch = c.micro_batch, .epochs = 3};
    settings.stop = Stop::validation_loss;
    settings.patience = 3;
    std::vector<float> weights(c.network.params().floats());
    c.network.params().initialise(1, weights);
    auto objective = prediction(c.network, c.source, CrossEntropy{});
    CHECK(allocations_of_steps({"fit", std::move(objective), examples, settings, 1, weights}) == 0);
  }
}

}  // namespace
}  // namespace pretext
