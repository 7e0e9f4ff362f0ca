#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

/// Where in a 28 x 28 image of counted(784) a view has been cut out; fails if it is not one piece of it.
struct Place {
  int y;
  int x;
};

Place place_of(std::span<const float> view, int side) {
  const int first = static_cast<int>(view[0]) - 1;
  for (int i = 0; i < side * side; ++i) {
    CHECK(view[static_cast<std::size_t>(i)] == static_cast<float>(first + i / side * 28 + i % side + 1));
  }
  return {first / 28, first % 28};
}

}  // namespace

TEST_CASE("tiles cuts 3 x 3 tiles of 8 x 8 out of a digit, the grid at random and each tile at random in its cell") {
  const Form in = grey_square(28);
  const PlannedOp tiles = planned("tiles", in);
  REQUIRE(tiles.out);
  CHECK(tiles.out->views == 9);
  CHECK(tiles.out->grid == 3);
  CHECK(tiles.out->view == Shape{8, 8, 1});
  CHECK(!tiles.out->in_place);
  std::set<std::pair<int, int>> first_places;
  for (std::uint32_t e = 0; e < 100; ++e) {
    const Example example = drawn(tiles, in, counted(784), e);
    int least_y = 2;
    int most_y = 0;
    for (int tile = 0; tile < 9; ++tile) {
      const Place place = place_of(example.view(static_cast<std::size_t>(tile)), 8);
      const int off_y = place.y - tile / 3 * 9;
      const int off_x = place.x - tile % 3 * 9;
      CHECK((off_y >= 0 && off_y <= 2 && off_x >= 0 && off_x <= 2));
      least_y = std::min(least_y, off_y);
      most_y = std::max(most_y, off_y);
      if (tile == 0) first_places.insert({off_y, off_x});
    }
    CHECK(most_y - least_y <= 1);  // the grid's own place is the same for all
  }
  CHECK(first_places.size() == 9);
}

TEST_CASE("tiles without jitter lie in the middle") {
  const Form in = grey_square(28);
  const Example example = drawn(planned("tiles", in, {3, 1, 0}), in, counted(784), 0);
  for (int tile = 0; tile < 9; ++tile) {
    const Place place = place_of(example.view(static_cast<std::size_t>(tile)), 8);
    CHECK(place.y == 1 + tile / 3 * 9);
    CHECK(place.x == 1 + tile % 3 * 9);
  }
}

TEST_CASE("tiles keeps a pixel's channels together, in images of any sides") {
  const Form in = whole({5, 4, 2});
  const PlannedOp tiles = planned("tiles", in, {2, 0, 0});
  REQUIRE(tiles.out);
  CHECK(tiles.out->view == Shape{2, 2, 2});
  const Example example = drawn(tiles, in, counted(40), 0);
  CHECK(vector(example.view(1)) == std::vector<float>{5, 6, 7, 8, 13, 14, 15, 16});
  CHECK(vector(example.view(2)) == std::vector<float>{17, 18, 19, 20, 25, 26, 27, 28});
}

TEST_CASE("tiles refuses several views, and gaps as large as a cell") {
  CHECK(refused("tiles", with_views(grey_square(28), 2)) == "needs one view.");
  CHECK(refused("tiles", grey_square(28), {3, 9, 1}) ==
        "leaves no pixels for tiles: cells of 9 x 9 pixels, less a gap of 9.");
  CHECK(refused("tiles", grey_square(3), {4, 0, 1}) ==
        "leaves no pixels for tiles: cells of 0 x 0 pixels, less a gap of 0.");
}
