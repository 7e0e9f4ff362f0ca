#include <doctest/doctest.h>

#include "layers/layer_run.hpp"
#include "naive.hpp"
#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"

namespace pretext {
namespace {

using testing::in_double;
using testing::LayerRun;
using testing::relative_error;

void check_against(LayerRun& run, const naive::Plain& expected, double tolerance) {
  run.run();
  CHECK(relative_error(run.y, expected.y) <= tolerance);
  CHECK(relative_error(run.dx, expected.dx) <= tolerance);
}

TEST_CASE("relu agrees with the double-precision twin, also at 0, and lets NaN through") {
  LayerRun run(relu(), {3, 3, 5}, 3);
  run.x[1] = 0.0f;
  run.x[run.x.size() - 1] = 0.0f;  // not among whole vectors
  check_against(run, naive::relu(in_double(run.x), in_double(run.dy)), 0);
  run.x[2] = run.x[run.x.size() - 2] = LayerRun::nan;
  run.run();
  for (const std::size_t i : {std::size_t{2}, run.x.size() - 2}) {
    CHECK(std::isnan(run.y[i]));
    CHECK(run.dx[i] == run.dy[i]);
  }
}

TEST_CASE("resize agrees with the double-precision twin") {
  struct Case {
    Shape in;
    int h, w;
  };
  for (const Case& c : std::vector<Case>{
           {{3, 3, 32}, 7, 7}, {{7, 7, 5}, 14, 14}, {{28, 28, 1}, 14, 14}, {{5, 6, 9}, 10, 4}, {{1, 1, 3}, 4, 5}}) {
    CAPTURE(c.in.h);
    LayerRun run(resize(c.h, c.w), c.in, 3);
    check_against(run, naive::resize(in_double(run.x), in_double(run.dy), 3, c.in, c.h, c.w), 1e-6);
  }
}

TEST_CASE("global average pool agrees with the double-precision twin") {
  for (const Shape in : {Shape{3, 5, 7}, Shape{1, 1, 4}, Shape{12, 9, 64}}) {
    LayerRun run(global_average_pool(), in, 3);
    check_against(run, naive::global_average_pool(in_double(run.x), in_double(run.dy), 3, in), 1e-6);
  }
}

std::unique_ptr<Sequence> two_blocks() {
  auto blocks = std::make_unique<Sequence>();
  blocks->add("conv1", conv_block({8, 3, 1, true, 2}));
  blocks->add("conv2", conv_block({4, 3, 1, true, 1}));
  return blocks;
}

TEST_CASE("each view is as if it were a sample of its own, and tensors keep their names") {
  constexpr int views = 3;
  LayerRun samples(two_blocks(), {6, 5, 1}, 2 * views);
  LayerRun rows(each(views, two_blocks()), {6 * views, 5, 1}, 2);
  CHECK(rows.plan.out == Shape{3 * views, 2, 4});
  CHECK(rows.plan.multiplications == samples.plan.multiplications * views);
  REQUIRE(rows.params.table().size() == samples.params.table().size());
  for (std::size_t i = 0; i < rows.params.table().size(); ++i) {
    CHECK(rows.params.table()[i].name == samples.params.table()[i].name);
  }
  samples.run();
  rows.run();
  CHECK(rows.y == samples.y);
  CHECK(rows.dx == samples.dx);
  CHECK(rows.grads == samples.grads);
}

TEST_CASE("a layer above each view's block makes use of what that calls alike") {
  const auto net = [](bool with_each) {
    auto layers = std::make_unique<Sequence>();
    for (const int filters : {8, 4}) {
      auto block = conv_block({filters, 3, 1, true, 1});
      layers->add("conv" + std::to_string(filters), with_each ? each(2, std::move(block)) : std::move(block));
    }
    return layers;
  };
  LayerRun samples(net(false), {7, 9, 1}, 4);
  LayerRun rows(net(true), {14, 9, 1}, 2);
  for (LayerRun* run : {&samples, &rows}) {
    for (std::size_t i = 0; i < run->x.size(); ++i) run->x[i] = i % 63 < 20 ? run->x[i] : 0.0f;
    run->prepare();
    run->forward();
    run->backward(false);
  }
  const auto& first = static_cast<const Sequence&>(*rows.layer).step(0);
  Pass pass = rows.pass();
  pass.saved = pass.saved.first(first.plan.saved);
  CHECK(std::ranges::count(first.layer->alike(pass), 1) > 60);
  CHECK(rows.grads == samples.grads);
}

}  // namespace
}  // namespace pretext
