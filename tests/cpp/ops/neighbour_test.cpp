#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

struct Offset {
  int y;
  int x;
};

/// How far a view of 8 x 8 cut out of counted(784) lies from where its cell has it.
Offset offset(std::span<const float> view, int row, int column) {
  const int first = static_cast<int>(view[0]) - 1;
  for (int i = 0; i < 64; ++i) {
    CHECK(view[static_cast<std::size_t>(i)] == static_cast<float>(first + i / 8 * 28 + i % 8 + 1));
  }
  return {first / 28 - (10 + 9 * row), first % 28 - (10 + 9 * column)};
}

}  // namespace

TEST_CASE("neighbour cuts out the middle and one of its eight neighbours, each up to a pixel off") {
  const Form in = grey_square(28);
  const PlannedOp neighbour = planned("neighbour", in);
  REQUIRE(neighbour.out);
  CHECK(neighbour.out->choices == 8);
  CHECK(neighbour.out->views == 2);
  CHECK(neighbour.out->grid == 0);
  CHECK(neighbour.out->view == Shape{8, 8, 1});
  std::set<std::pair<int, int>> offsets[2];
  for (std::uint32_t e = 0; e < 200; ++e) {
    const Example example = drawn(neighbour, in, counted(784), e, 8);
    const int choice = example.canvas.choice;
    CHECK(choice == static_cast<int>(e % 8));
    const int cell = choice < 4 ? choice : choice + 1;
    const Offset middle = offset(example.view(0), 0, 0);
    const Offset other = offset(example.view(1), cell / 3 - 1, cell % 3 - 1);
    offsets[0].insert({middle.y, middle.x});
    offsets[1].insert({other.y, other.x});
  }
  for (const auto& seen : offsets) {
    CHECK(seen.size() == 9);
    for (const auto& [y, x] : seen) CHECK((std::abs(y) <= 1 && std::abs(x) <= 1));
  }
}

TEST_CASE("neighbour is drawn again until it shows something") {
  // Ink at the right of the middle alone: that neighbour is the fifth.
  std::vector<float> image(784);
  for (std::size_t y = 12; y < 16; ++y) image[28 * y + 23] = 128;
  Form in = grey_square(28);
  in.white = 255;
  const PlannedOp neighbour = planned("neighbour", in);
  int found = 0;
  for (std::uint32_t e = 0; e < 100; ++e) found += drawn(neighbour, in, image, e).canvas.choice == 4 ? 1 : 0;
  CHECK(found >= 98);  // 51 draws in vain are as good as impossible, but not quite: one in 900

  SUBCASE("which takes so much ink") {
    const PlannedOp greedy = planned("neighbour", in, {1, 1, 2.1});
    std::set<int> choices;
    for (std::uint32_t e = 0; e < 50; ++e) choices.insert(drawn(greedy, in, image, e).canvas.choice);
    CHECK(choices.size() > 4);
  }
}

TEST_CASE("neighbour gives up on black images") {
  const Form in = grey_square(28);
  const PlannedOp neighbour = planned("neighbour", in);
  std::set<int> choices;
  for (std::uint32_t e = 0; e < 100; ++e) {
    choices.insert(drawn(neighbour, in, std::vector<float>(784), e).canvas.choice);
  }
  CHECK(choices.size() == 8);
}

TEST_CASE("neighbour refuses several views, images without room for tiles, and jitter that leads out of them") {
  CHECK(refused("neighbour", with_views(grey_square(28), 2)) == "needs one view.");
  CHECK(refused("neighbour", grey_square(2)) == "leaves no pixels for tiles: cells of 0 x 0 pixels, less a gap of 1.");
  CHECK(refused("neighbour", grey_square(28), {1, 2, 2}) == "reaches out of the image with a jitter of 2.");
}
