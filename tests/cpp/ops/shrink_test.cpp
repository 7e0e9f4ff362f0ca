#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("shrink replaces squares by their means, view by view and channel by channel, and marks all") {
  const Form in = whole({2, 4, 1});
  const Example grey = drawn(planned("shrink", in), in, counted(8), 0);
  CHECK(vector(grey.made()) == std::vector<float>{3.5, 3.5, 5.5, 5.5, 3.5, 3.5, 5.5, 5.5});
  CHECK(std::ranges::count(grey.changed, 1) == 8);

  const Form colour = with_views(whole({2, 2, 2}), 2);
  const Example views = drawn(planned("shrink", colour), colour, counted(16), 0);
  CHECK(vector(views.made()) == std::vector<float>{4, 5, 4, 5, 4, 5, 4, 5, 12, 13, 12, 13, 12, 13, 12, 13});
  CHECK(std::ranges::count(views.changed, 1) == 0);

  const PlannedOp thirds = planned("shrink", grey_square(3), {3});
  CHECK(vector(drawn(thirds, grey_square(3), counted(9), 0).made()) == std::vector<float>(9, 5));
}

TEST_CASE("shrink refuses sides that its factor does not divide") {
  CHECK(refused("shrink", whole({28, 27, 1})) == "needs an image whose sides its factor of 2 divides, not 28 x 27.");
}
