#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("twice makes two views alike") {
  const Form in = whole({2, 3, 2});
  const PlannedOp twice = planned("twice", in);
  REQUIRE(twice.out);
  CHECK(twice.out->views == 2);
  CHECK(!twice.out->in_place);
  const Example example = drawn(twice, in, counted(12), 0);
  CHECK(vector(example.view(0)) == counted(12));
  CHECK(vector(example.view(1)) == counted(12));
}

TEST_CASE("twice refuses several views") {
  CHECK(refused("twice", with_views(grey_square(4), 2)) == "needs one view.");
}
