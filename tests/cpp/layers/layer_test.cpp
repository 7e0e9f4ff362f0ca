#include <doctest/doctest.h>

#include <cstring>

#include "allocations.hpp"
#include "layers/layer_cases.hpp"
#include "layers/layer_run.hpp"

// What holds of every layer; that its gradients are right is another test's.

namespace pretext {
namespace {

using testing::layer_cases;
using testing::LayerCase;
using testing::LayerRun;

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

TEST_CASE("a layer gives the same output when nothing is saved") {
  for (const LayerCase& layer : layer_cases()) {
    CAPTURE(layer.name);
    LayerRun kept(layer.make(), layer.in, layer.batch);
    LayerRun lean(layer.make(), layer.in, layer.batch);
    kept.run();
    lean.prepare();
    lean.forward(false);
    CHECK(same_bits(lean.y, kept.y));
  }
}

TEST_CASE("a layer gives the gradients that are asked for, the same ones, and no others") {
  for (const LayerCase& layer : layer_cases()) {
    CAPTURE(layer.name);
    LayerRun both(layer.make(), layer.in, layer.batch);
    both.run();
    for (const bool with_dx : {false, true}) {
      LayerRun one(layer.make(), layer.in, layer.batch);
      one.prepare();
      one.forward();
      one.backward(with_dx, !with_dx);
      CHECK(same_bits(one.dx, with_dx ? both.dx : std::vector<float>(one.dx.size(), LayerRun::nan)));
      CHECK(same_bits(one.grads, with_dx ? std::vector<float>(one.grads.size(), 3.0f) : both.grads));
    }
    LayerRun none(layer.make(), layer.in, layer.batch);
    none.prepare();
    none.forward();
    none.backward(false, false);
    CHECK(same_bits(none.dx, std::vector<float>(none.dx.size(), LayerRun::nan)));
    CHECK(same_bits(none.grads, std::vector<float>(none.grads.size(), 3.0f)));
  }
}

TEST_CASE("a sample's output and gradient do not depend on what else is in the batch") {
  for (const LayerCase& layer : layer_cases()) {
    CAPTURE(layer.name);
    constexpr int n = 7;
    LayerRun batch(layer.make(), layer.in, n);
    LayerRun single(layer.make(), layer.in, 1);
    batch.run();
    single.weights = batch.weights;
    const std::size_t in = single.x.size();
    const std::size_t out = single.y.size();
    for (std::size_t i = 0; i < n; ++i) {
      std::copy_n(batch.x.data() + i * in, in, single.x.data());
      std::copy_n(batch.dy.data() + i * out, out, single.dy.data());
      single.run();
      CHECK(std::memcmp(single.y.data(), batch.y.data() + i * out, out * sizeof(float)) == 0);
      CHECK(std::memcmp(single.dx.data(), batch.dx.data() + i * in, in * sizeof(float)) == 0);
    }
  }
}

TEST_CASE("passes allocate nothing") {
  for (const LayerCase& layer : layer_cases()) {
    CAPTURE(layer.name);
    LayerRun run(layer.make(), layer.in, layer.batch);
    const std::size_t before = testing::allocations();
    run.run();
    run.forward(false);
    CHECK(testing::allocations() == before);
  }
}

}  // namespace
}  // namespace pretext
