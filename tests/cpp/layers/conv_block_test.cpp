#include <doctest/doctest.h>

#include "bench/cases.hpp"
#include "layers/layer_run.hpp"
#include "naive.hpp"

namespace pretext {
namespace {

using testing::in_double;
using testing::LayerRun;
using testing::relative_error;

naive::ConvBlock reference(const LayerRun& run, const BlockCase& block) {
  return naive::conv_block(in_double(run.x), in_double(run.tensor(run.weights, 0)),
                           in_double(run.tensor(run.weights, 1)), in_double(run.dy), run.n, block.in, block.spec);
}

void check_against_reference(LayerRun& run, const BlockCase& block, double tolerance) {
  run.run();
  const naive::ConvBlock expected = reference(run, block);
  CHECK(relative_error(run.y, expected.y) < tolerance);
  CHECK(relative_error(run.dx, expected.dx) < tolerance);
  CHECK(relative_error(run.tensor(run.grads, 0, 3.0f), expected.dkernel) < tolerance);
  CHECK(relative_error(run.tensor(run.grads, 1, 3.0f), expected.dbias) < tolerance);
}

TEST_CASE("conv blocks agree with the double-precision twin") {
  for (const BlockCase& block : block_cases()) {
    CAPTURE(block.name);
    LayerRun fused(conv_block(block.spec), block.in, block.batch);
    check_against_reference(fused, block, 2e-5);
  }
}

TEST_CASE("plain layers agree with the double-precision twin") {
  for (const BlockCase& block : block_cases()) {
    CAPTURE(block.name);
    LayerRun plain(plain_conv_block(block.spec), block.in, block.batch);
    check_against_reference(plain, block, 2e-5);
  }
}

TEST_CASE("a conv block gives the same output when nothing is saved, and the same gradients when no dx is asked for") {
  for (const BlockCase& block : block_cases()) {
    CAPTURE(block.name);
    LayerRun kept(conv_block(block.spec), block.in, block.batch);
    LayerRun lean(conv_block(block.spec), block.in, block.batch);
    kept.run();
    lean.prepare();
    lean.forward(false);
    CHECK(lean.y == kept.y);
    lean.forward();
    lean.backward(false);
    CHECK(lean.grads == kept.grads);
  }
}

TEST_CASE("a sample's output does not depend on what else is in the batch") {
  for (const BlockCase& block : block_cases()) {
    CAPTURE(block.name);
    LayerRun batch(conv_block(block.spec), block.in, 7);
    LayerRun single(conv_block(block.spec), block.in, 1);
    batch.run();
    for (std::size_t i = 0; i < 7; ++i) {
      std::copy_n(batch.x.begin() + static_cast<std::ptrdiff_t>(i * single.x.size()), single.x.size(),
                  single.x.begin());
      std::copy_n(batch.dy.begin() + static_cast<std::ptrdiff_t>(i * single.y.size()), single.y.size(),
                  single.dy.begin());
      single.weights = batch.weights;
      single.run();
      CHECK(std::equal(single.y.begin(), single.y.end(),
                       batch.y.begin() + static_cast<std::ptrdiff_t>(i * single.y.size())));
      CHECK(std::equal(single.dx.begin(), single.dx.end(),
                       batch.dx.begin() + static_cast<std::ptrdiff_t>(i * single.x.size())));
    }
  }
}

TEST_CASE("windows of zeros give exactly the bias") {
  for (const BlockCase& block : block_cases()) {
    CAPTURE(block.name);
    LayerRun run(conv_block(block.spec), block.in, 1);
    const Param& bias = run.params.table()[1];
    std::fill_n(run.weights.begin() + static_cast<std::ptrdiff_t>(bias.offset), bias.size, 0.0f);
    // All pixels are zero but the last one, which few windows see.
    std::fill(run.x.begin(), run.x.end() - block.in.c, 0.0f);
    run.run();
    const naive::ConvBlock expected = reference(run, block);
    bool exact = true;
    for (std::size_t i = 0; i < run.y.size(); ++i) exact = exact && (expected.y[i] != 0.0 || run.y[i] == 0.0f);
    CHECK(exact);
    CHECK(relative_error(run.tensor(run.grads, 1, 3.0f), expected.dbias) < 2e-5);
  }
}

TEST_CASE("a NaN among the weights reaches the output and the gradients") {
  for (const BlockCase& block : block_cases()) {
    CAPTURE(block.name);
    LayerRun run(conv_block(block.spec), block.in, block.batch);
    std::fill(run.weights.begin(), run.weights.end(), LayerRun::nan);
    run.run();
    CHECK(std::all_of(run.y.begin(), run.y.end(), [](float v) { return std::isnan(v); }));
    const std::vector<float> dx = run.dx;
    CHECK(std::any_of(dx.begin(), dx.end(), [](float v) { return std::isnan(v); }));
  }
}

TEST_CASE("dense layers agree with the double-precision twin") {
  for (const DenseCase& layer : dense_cases()) {
    CAPTURE(layer.inputs);
    LayerRun run(dense(layer.units), {1, 1, layer.inputs}, layer.batch);
    check_against_reference(run, {"", {1, 1, layer.inputs}, {layer.units, 1, 1, false, 1}, layer.batch}, 1e-5);
  }
}

}  // namespace
}  // namespace pretext
