#include <doctest/doctest.h>

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

/// Compares `gradient` with central differences of the loss by up to 60 of `values`. A difference that a kink of ReLU
/// or of a pool spoils, seen by its two halves disagreeing, is not counted.
void check_gradient(LayerRun& run, std::vector<float>& values, const std::vector<float>& gradient) {
  constexpr float step = 1.0f / 1024;
  double largest = 1e-3;
  for (const float g : gradient) largest = std::fmax(largest, std::fabs(static_cast<double>(g)));
  const double middle = loss_of(run);
  int smooth = 0;
  int wrong = 0;
  const std::size_t stride = values.size() / 60 + 1;
  for (std::size_t i = 0; i < values.size(); i += stride) {
    const float kept = values[i];
    values[i] = kept + step;
    const double after = (loss_of(run) - middle) / static_cast<double>(step);
    values[i] = kept - step;
    const double before = (middle - loss_of(run)) / static_cast<double>(step);
    values[i] = kept;
    if (std::fabs(after - before) > 0.005 * largest) continue;
    ++smooth;
    const double error = std::fabs((after + before) / 2 - static_cast<double>(gradient[i]));
    if (!(error < 0.02 * largest)) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(smooth > 0);
}

/// The one gradient check of all layers, by input and by tensors.
void check_gradients(std::unique_ptr<Layer> layer, Shape in, int batch) {
  LayerRun run(std::move(layer), in, batch);
  run.run();
  const std::vector<float> dx = run.dx;
  std::vector<float> dw(run.grads.size());
  for (const Param& p : run.params.table()) {
    for (std::size_t i = p.offset; i < p.offset + p.size; ++i) dw[i] = run.grads[i] - 3.0f;
  }
  check_gradient(run, run.x, dx);
  if (!dw.empty()) check_gradient(run, run.weights, dw);
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
    const auto& net = dynamic_cast<const Sequence&>(*part.layer);
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
