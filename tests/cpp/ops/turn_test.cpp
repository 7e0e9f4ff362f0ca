#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("turn goes through the four turns of a row's examples, counter-clockwise") {
  const Form in = grey_square(2);
  const PlannedOp turn = planned("turn", in);
  REQUIRE(turn.out);
  CHECK(turn.out->choices == 4);
  const std::vector<float> image{1, 2, 3, 4};
  const std::vector<float> expected[] = {{1, 2, 3, 4}, {2, 4, 1, 3}, {4, 3, 2, 1}, {3, 1, 4, 2}};
  for (std::uint32_t e = 0; e < 4; ++e) {
    Example example(in, *turn.out, image, image);
    Draws draws(1, 0, 40 + e, 4);
    turn.op->run(example.canvas, draws);
    CHECK(example.canvas.choice == static_cast<int>(e));
    CHECK(std::vector<float>(example.canvas.image, example.canvas.image + 4) == expected[e]);
  }
}

TEST_CASE("turn turns each view and keeps a pixel's channels together") {
  Form in;
  in.view = in.source = {2, 2, 2};
  in.views = 2;
  const PlannedOp turn = planned("turn", in);
  REQUIRE(turn.out);
  const std::vector<float> image{1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60, 7, 70, 8, 80};
  Example example(in, *turn.out, image, std::span(image).first(8));
  Draws draws(1, 0, 1, 4);
  turn.op->run(example.canvas, draws);
  const std::vector<float> expected{2, 20, 4, 40, 1, 10, 3, 30, 6, 60, 8, 80, 5, 50, 7, 70};
  CHECK(std::vector<float>(example.canvas.image, example.canvas.image + 16) == expected);
}

TEST_CASE("turn refuses images that are not square") {
  Form in;
  in.view = in.source = {2, 3, 1};
  const PlannedOp turn = planned("turn", in);
  REQUIRE(!turn.out);
  CHECK(turn.out.error().message == "needs square images.");
}
