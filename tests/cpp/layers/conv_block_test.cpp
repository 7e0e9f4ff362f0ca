#include <doctest/doctest.h>

#include "bench/cases.hpp"
#include "layers/layer_run.hpp"
#include "naive.hpp"
#include "pretext/sequence.hpp"

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

TEST_CASE("resized conv blocks agree with the double-precision twins of both layers") {
  for (const ResizedCase& block : resized_cases()) {
    CAPTURE(block.h);
    CAPTURE(block.spec.filters);
    constexpr int n = 3;
    LayerRun run(resized_conv_block(block.h, block.w, block.spec), block.in, n);
    run.run();
    const naive::Values x = in_double(run.x);
    const naive::Values large = naive::resize(x, {}, n, block.in, block.h, block.w).y;
    const Shape resized{block.h, block.w, block.in.c};
    const naive::ConvBlock expected =
        naive::conv_block(large, in_double(run.tensor(run.weights, 0)), in_double(run.tensor(run.weights, 1)),
                          in_double(run.dy), n, resized, block.spec);
    CHECK(run.plan.out == Shape{block.h, block.w, block.spec.filters});
    CHECK(relative_error(run.y, expected.y) < 2e-5);
    CHECK(relative_error(run.dx, naive::resize(x, expected.dx, n, block.in, block.h, block.w).dx) < 2e-5);
    CHECK(relative_error(run.tensor(run.grads, 0, 3.0f), expected.dkernel) < 2e-5);
    CHECK(relative_error(run.tensor(run.grads, 1, 3.0f), expected.dbias) < 2e-5);
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

TEST_CASE("a ReLU decides about what sees next to nothing as if there were nothing bright in its neighbourhood") {
  for (const BlockCase& block : block_cases()) {
    if (!block.spec.relu) continue;
    for (const float dark : {1e-2f, 1e-4f, 1e-6f}) {
      CAPTURE(block.name);
      CAPTURE(dark);
      ConvSpec spec = block.spec;
      spec.exact = true;
      LayerRun run(conv_block(spec), block.in, block.batch);
      const Param& bias = run.params.table()[1];
      std::fill_n(run.weights.begin() + static_cast<std::ptrdiff_t>(bias.offset), bias.size, 0.0f);
      const Shape in = block.in;
      const int middle = in.h / 2 * in.w + in.w / 2;
      for (std::size_t i = 0; i < run.x.size(); ++i) {
        if (static_cast<int>(i % in.size()) / in.c != middle) run.x[i] *= dark;
      }
      run.run();
      const naive::ConvBlock expected = reference(run, block);
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < run.y.size(); ++i) wrong += (run.y[i] > 0.0f) != (expected.y[i] > 0.0) ? 1 : 0;
      CHECK(wrong == 0);
      CHECK(relative_error(run.y, expected.y) < 2e-5);
      CHECK(relative_error(run.tensor(run.grads, 1, 3.0f), expected.dbias) < 2e-5);
    }
  }
}

/// Two blocks, one on the other, and images on which the second one can make use of what the first one calls alike.
struct PairCase {
  std::string name;
  Shape in;
  ConvSpec lower, upper;
  int batch = 4;
};

const std::vector<PairCase> pair_cases = {
    {"the rotation network's", {28, 28, 1}, {64, 3, 2, true, 2}, {32, 3, 1, true, 2}},
    {"no pools", {14, 11, 1}, {8, 3, 1, true, 1}, {4, 3, 1, true, 1}},
    {"no relu", {17, 20, 1}, {5, 3, 1, false, 2}, {8, 3, 2, false, 1}},
    {"5x5", {20, 20, 1}, {6, 5, 1, true, 2}, {12, 5, 1, true, 2}},
    {"a wide upper one", {20, 20, 1}, {16, 3, 1, true, 2}, {128, 3, 1, true, 1}},
    {"an upper one that can't", {20, 20, 1}, {6, 3, 1, true, 2}, {5, 3, 1, true, 2}},
    {"more images than are handled together", {62, 60, 1}, {4, 3, 1, true, 2}, {4, 3, 1, true, 2}, 40},
};

std::unique_ptr<Sequence> pair_of(std::unique_ptr<Layer> lower, std::unique_ptr<Layer> upper) {
  auto pair = std::make_unique<Sequence>();
  pair->add("lower", std::move(lower));
  pair->add("upper", std::move(upper));
  return pair;
}

/// Leaves something in the middle of each image, a little further down in some, and nothing in the last one.
void clear_margins(LayerRun& run, Shape in) {
  const auto row = static_cast<std::size_t>(in.w * in.c);
  for (std::size_t i = 0; i < run.x.size(); ++i) {
    const auto image = static_cast<int>(i / in.size());
    const auto y = static_cast<int>(i % in.size() / row);
    const auto x = static_cast<int>(i % row) / in.c;
    const int down = 6 + image % 4;
    const bool inside = y >= down && y < down + 4 && x >= 5 && x < in.w - 5;
    if (!inside || image + 1 == run.n) run.x[i] = 0.0f;
  }
}

TEST_CASE("the sum of the gradients by alike pixels gives the same gradients by the weights") {
  for (const PairCase& pair : pair_cases) {
    CAPTURE(pair.name);
    LayerRun fused(pair_of(conv_block(pair.lower), conv_block(pair.upper)), pair.in, pair.batch);
    LayerRun plain(pair_of(plain_conv_block(pair.lower), plain_conv_block(pair.upper)), pair.in, pair.batch);
    for (LayerRun* run : {&fused, &plain}) {
      clear_margins(*run, pair.in);
      run->prepare();
      run->forward();
      run->backward(false);
    }
    for (std::size_t i = 0; i < fused.params.table().size(); ++i) {
      CAPTURE(i);
      CHECK(relative_error(fused.tensor(fused.grads, i, 3.0f), in_double(plain.tensor(plain.grads, i, 3.0f))) < 2e-5);
    }
  }
}

TEST_CASE("where a gradient by the input is asked for, each pixel counts") {
  const PairCase& pair = pair_cases[1];  // without pools, in which rounding would choose among equal positions
  LayerRun fused(pair_of(conv_block(pair.lower), conv_block(pair.upper)), pair.in, pair.batch);
  LayerRun plain(pair_of(plain_conv_block(pair.lower), plain_conv_block(pair.upper)), pair.in, pair.batch);
  for (LayerRun* run : {&fused, &plain}) {
    clear_margins(*run, pair.in);
    run->run();
  }
  CHECK(relative_error(fused.dx, in_double(plain.dx)) < 2e-5);
}

TEST_CASE("alike pixels have the same values, and are those of windows that see nothing") {
  for (const PairCase& pair : pair_cases) {
    CAPTURE(pair.name);
    LayerRun run(conv_block(pair.lower), pair.in, pair.batch);
    clear_margins(run, pair.in);
    run.prepare();
    run.forward();
    const std::span<const std::uint8_t> alike = run.layer->alike(run.pass());
    const auto filters = static_cast<std::size_t>(pair.lower.filters);
    REQUIRE(alike.size() * filters == run.y.size());
    const std::vector<float> nothing(run.y.end() - pair.lower.filters, run.y.end());  // the last image is empty
    std::size_t marked = 0;
    bool same = true;
    for (std::size_t i = 0; i < alike.size(); ++i) {
      if (alike[i] == 0) continue;
      ++marked;
      same = same && std::equal(nothing.begin(), nothing.end(), run.y.data() + i * filters);
    }
    CHECK(same);
    CHECK(marked > alike.size() / 3);
    CHECK(marked < alike.size());
    CHECK(std::all_of(alike.end() - static_cast<std::ptrdiff_t>(alike.size()) / run.n, alike.end(),
                      [](std::uint8_t mark) { return mark == 1; }));
    CHECK(run.layer->alike(run.pass(false)).empty());
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
