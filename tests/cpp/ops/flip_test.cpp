#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("flip mirrors left and right, or top and bottom, or leaves all as it is") {
  const Form in = grey_square(2);
  const std::vector<float> image{1, 2, 3, 4};
  for (const bool top_bottom : {false, true}) {
    const PlannedOp flip = planned("flip", in, {top_bottom ? 1.0 : 0.0});
    REQUIRE(flip.out);
    CHECK(flip.out->choices == 2);
    const Example same = drawn(flip, in, image, 6, 2);
    CHECK(same.canvas.choice == 0);
    CHECK(vector(same.made()) == image);
    const Example mirrored = drawn(flip, in, image, 7, 2);
    CHECK(mirrored.canvas.choice == 1);
    CHECK(vector(mirrored.made()) == (top_bottom ? std::vector<float>{3, 4, 1, 2} : std::vector<float>{2, 1, 4, 3}));
  }
}

TEST_CASE("flip mirrors each view and keeps a pixel's channels together") {
  const Form in = with_views(whole({2, 2, 2}), 2);
  const Example across = drawn(planned("flip", in), in, counted(16), 1, 2);
  CHECK(vector(across.made()) == std::vector<float>{3, 4, 1, 2, 7, 8, 5, 6, 11, 12, 9, 10, 15, 16, 13, 14});
  const Example down = drawn(planned("flip", in, {1}), in, counted(16), 1, 2);
  CHECK(vector(down.made()) == std::vector<float>{5, 6, 7, 8, 1, 2, 3, 4, 13, 14, 15, 16, 9, 10, 11, 12});
}
