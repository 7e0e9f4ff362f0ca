#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("paste puts a digit's tiles at (1 + 9r, 1 + 9c), black between them") {
  const Form in = grey_square(28);
  const PlannedOp tiles = planned("tiles", in, {3, 1, 0});
  REQUIRE(tiles.out);
  const PlannedOp paste = planned("paste", *tiles.out);
  REQUIRE(paste.out);
  CHECK(paste.out->view == Shape{28, 28, 1});
  CHECK(paste.out->views == 1);
  CHECK(paste.out->grid == 0);
  CHECK(!paste.out->in_place);
  std::vector<float> expected = counted(784);
  for (int y = 0; y < 28; ++y) {
    for (int x = 0; x < 28; ++x) {
      if (y % 9 == 0 || x % 9 == 0) expected[static_cast<std::size_t>(28 * y + x)] = 0;
    }
  }
  const Example cut = drawn(tiles, in, counted(784), 0);
  CHECK(vector(drawn(paste, *tiles.out, cut.made(), 0).made()) == expected);
}

TEST_CASE("paste keeps a pixel's channels together") {
  Form in = with_views(whole({1, 1, 2}), 4);
  in.source = {2, 3, 2};
  in.grid = 2;
  const Example example = drawn(planned("paste", in), in, counted(8), 0);
  CHECK(vector(example.made()) == std::vector<float>{1, 2, 3, 4, 0, 0, 5, 6, 7, 8, 0, 0});
}

TEST_CASE("paste refuses what are not tiles") { CHECK(refused("paste", grey_square(28)) == "needs tiles before it."); }
