#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

#include "ops/naive_warp.hpp"

TEST_CASE("elastic agrees with its naive twin: displacements at 4 x 4 points, bilinear between") {
  for (const Shape shape : {Shape{28, 28, 1}, Shape{32, 32, 3}, Shape{2, 13, 1}}) {
    const Form in = with_views(whole(shape), 2);
    const std::vector<float> image = synthetic_image(in.size(), 6);
    const PlannedOp elastic = planned("elastic", in);
    for (std::uint32_t e = 0; e < 20; ++e) {
      const Example example = drawn(elastic, in, image, e);
      Draws draws(1, 0, e, 1);
      for (std::size_t view = 0; view < 2; ++view) {
        NaiveWarp warp;
        warp.draw_moves(draws, 2.5f);
        const std::vector<double> expected =
            naive_warp(std::span(image).subspan(view * shape.size(), shape.size()), shape, warp);
        for (std::size_t i = 0; i < expected.size(); ++i) {
          CHECK(std::abs(static_cast<double>(example.view(view)[i]) - expected[i]) < 2e-5);
        }
      }
    }
  }
}

TEST_CASE("elastic without a limit changes nothing, to the bit") {
  const Form in = grey_square(28);
  const std::vector<float> image = synthetic_image(784, 6);
  const PlannedOp elastic = planned("elastic", in, {0});
  CHECK(vector(drawn(elastic, in, image, 0).made()) == image);
  CHECK(!elastic.out->in_place);
}

TEST_CASE("elastic refuses images too small to interpolate in") {
  CHECK(refused("elastic", whole({28, 1, 1})) == "needs images of 2 x 2 pixels at least.");
}
