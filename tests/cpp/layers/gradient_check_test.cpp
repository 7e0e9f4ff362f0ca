#include <doctest/doctest.h>

#include <limits>
#include <utility>

#include "layers/layer_cases.hpp"
#include "layers/layer_run.hpp"
#include "pretext/sequence.hpp"

namespace pretext {
namespace {

using testing::layer_cases;
using testing::LayerCase;
using testing::LayerRun;

/// Sum over outputs of dy * y, in double: a loss whose gradient by y is dy.
double loss_of(LayerRun& run) {
  run.prepare();
  run.forward();
  double loss = 0;
  for (std::size_t i = 0; i < run.y.size(); ++i) {
    loss += static_cast<double>(run.dy[i]) * static_cast<double>(run.y[i]);
  }
  return loss;
}

struct Agreement {
  int wrong = 0;
  int smooth = 0;         ///< differences that were compared
  double largest = 1e-3;  ///< of the gradient

  explicit operator bool() const { return wrong == 0 && smooth > 0 && std::isfinite(largest); }
};

/// Of how many values differences are taken: where every access is watched, a few make all that there are.
#if __has_feature(address_sanitizer)
constexpr std::size_t samples = 10;
#else
constexpr std::size_t samples = 60;
#endif

/// Compares `gradient` with central differences of the loss by up to `samples` of `values`. A difference that a kink of
/// ReLU or of a pool spoils, seen by its two halves disagreeing, is not counted.
Agreement with_differences(LayerRun& run, std::vector<float>& values, const std::vector<float>& gradient) {
  constexpr float step = 1.0f / 1024;
  Agreement found;
  for (const float g : gradient) found.largest = worst(found.largest, std::fabs(static_cast<double>(g)));
  const double middle = loss_of(run);
  const std::size_t stride = values.size() / samples + 1;
  for (std::size_t i = 0; i < values.size(); i += stride) {
    const float kept = values[i];
    values[i] = kept + step;
    const double after = (loss_of(run) - middle) / static_cast<double>(step);
    values[i] = kept - step;
    const double before = (middle - loss_of(run)) / static_cast<double>(step);
    values[i] = kept;
    const double bend = std::fabs(after - before);
    if (std::isfinite(bend) && bend > 0.005 * found.largest) continue;
    ++found.smooth;
    const double error = std::fabs((after + before) / 2 - static_cast<double>(gradient[i]));
    if (!(error < 0.02 * found.largest)) ++found.wrong;
  }
  return found;
}

/// The gradient by the weights that a run has added to the 3s in `grads`; 0 between tensors.
std::vector<float> weight_gradient(const LayerRun& run) {
  std::vector<float> dw(run.grads.size());
  for (const Param& p : run.params.table()) {
    for (std::size_t i = p.offset; i < p.offset + p.size; ++i) dw[i] = run.grads[i] - 3.0f;
  }
  return dw;
}

/// The one gradient check of all layers, by input and by tensors.
void check_gradients(std::unique_ptr<Layer> layer, Shape in, int batch) {
  LayerRun run(std::move(layer), in, batch);
  run.run();
  const std::vector<float> dx = run.dx;
  const std::vector<float> dw = weight_gradient(run);
  CHECK(with_differences(run, run.x, dx));
  if (!dw.empty()) CHECK(with_differences(run, run.weights, dw));
}

TEST_CASE("the gradient check lets nothing pass that is not finite, wherever it stands") {
  LayerRun run(dense(3), {1, 1, 70}, 2);
  run.run();
  const std::vector<float> dx = run.dx;
  const std::vector<float> dw = weight_gradient(run);
  REQUIRE(with_differences(run, run.x, dx));
  REQUIRE(with_differences(run, run.weights, dw));
  for (const float bad : {LayerRun::nan, -LayerRun::nan, std::numeric_limits<float>::infinity()}) {
    for (std::size_t i = 0; i < dx.size(); ++i) {
      std::vector<float> changed = dx;
      changed[i] = bad;
      CHECK_FALSE(with_differences(run, run.x, changed));
    }
    for (const Param& p : run.params.table()) {
      std::vector<float> changed = dw;
      changed[p.offset + p.size - 1] = bad;
      CHECK_FALSE(with_differences(run, run.weights, changed));
    }
    for (std::vector<float>* passed : {&run.weights, &run.x, &run.dy}) {
      const float kept = std::exchange((*passed)[1], bad);
      CHECK_FALSE(with_differences(run, run.x, dx));
      (*passed)[1] = kept;
    }
  }
}

TEST_CASE("gradients of all layers") {
  for (const LayerCase& layer : layer_cases()) {
    CAPTURE(layer.name);
    check_gradients(layer.make(), layer.in, layer.batch);
  }
}

std::unique_ptr<Layer> small_network(int frozen) {
  auto net = std::make_unique<Sequence>();
  auto inner = std::make_unique<Sequence>();
  inner->add("a", conv_block({6, 3, 1, true, 2}));
  inner->add("b", conv_block({5, 3, 2, true, 1}));
  net->add("conv", conv_block({8, 3, 2, true, 2}));
  net->add("inner", std::move(inner));
  net->add("dense", dense(3));
  net->freeze(frozen);
  return net;
}

TEST_CASE("a frozen sequence has the same output, and gradients above the frozen layers only") {
  for (int frozen = 0; frozen <= 3; ++frozen) {
    CAPTURE(frozen);
    LayerRun whole(small_network(0), {16, 16, 1}, 3);
    LayerRun part(small_network(frozen), {16, 16, 1}, 3);
    whole.run();
    part.prepare();
    part.forward();
    part.backward(false);
    CHECK(part.y == whole.y);
    CHECK(part.plan.saved <= whole.plan.saved);
    const auto& net = static_cast<const Sequence&>(*part.layer);
    for (std::size_t i = 0; i < part.params.table().size(); ++i) {
      const bool trained = frozen < 3 && i >= net.step(frozen).first_param;
      const std::vector<float> expected =
          trained ? whole.tensor(whole.grads, i) : std::vector<float>(part.params.table()[i].size, 3.0f);
      CHECK(part.tensor(part.grads, i) == expected);
    }
    part.forward(false);
    CHECK(part.y == whole.y);
  }
}

TEST_CASE("a sequence names its tensors after its layers") {
  LayerRun run(small_network(0), {16, 16, 1}, 1);
  CHECK(run.params.table()[2].name == "layer.inner.a.kernel");
  CHECK(run.params.table()[7].name == "layer.dense.bias");
}

}  // namespace
}  // namespace pretext
