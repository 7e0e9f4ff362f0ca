#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

struct Box {
  int top = 1000, left = 1000, bottom = -1, right = -1;
  [[nodiscard]] int h() const { return bottom - top + 1; }
  [[nodiscard]] int w() const { return right - left + 1; }
};

/// The smallest rectangle around the zeros of 28 x 28 pixels. Fails if there is anything but zeros in it.
Box hole(std::span<const float> image) {
  Box box;
  int zeros = 0;
  for (int i = 0; i < 784; ++i) {
    if (image[static_cast<std::size_t>(i)] != 0) continue;
    ++zeros;
    box.top = std::min(box.top, i / 28);
    box.bottom = std::max(box.bottom, i / 28);
    box.left = std::min(box.left, i % 28);
    box.right = std::max(box.right, i % 28);
  }
  CHECK(zeros == box.h() * box.w());
  return box;
}

}  // namespace

TEST_CASE("erase paints a rectangle of 10 to 16 pixels within the middle 24 x 24 black and marks it") {
  const Form in = grey_square(28);
  const PlannedOp erase = planned("erase", in);
  REQUIRE(erase.out);
  CHECK(erase.out->in_place);
  std::set<int> heights;
  std::set<int> widths;
  Box all;
  for (std::uint32_t e = 0; e < 400; ++e) {
    const Example example = drawn(erase, in, counted(784), e);
    const Box box = hole(example.made());
    heights.insert(box.h());
    widths.insert(box.w());
    all = {std::min(all.top, box.top), std::min(all.left, box.left), std::max(all.bottom, box.bottom),
           std::max(all.right, box.right)};
    for (std::size_t i = 0; i < 784; ++i) {
      CHECK((example.made()[i] == 0 || example.made()[i] == static_cast<float>(i + 1)));
      CHECK(example.changed[i] == (example.made()[i] == 0 ? 1 : 0));
    }
  }
  CHECK(heights == std::set<int>{10, 11, 12, 13, 14, 15, 16});
  CHECK(widths == heights);
  CHECK((all.top == 2 && all.left == 2 && all.bottom == 25 && all.right == 25));
}

TEST_CASE("erase makes a hole of its own in each view, and marks none of them") {
  const Form in = with_views(grey_square(28), 2);
  const Example example = drawn(planned("erase", in), in, counted(1568), 1);
  const Box first = hole(example.view(0));
  const Box second = hole(example.view(1));
  CHECK((first.top != second.top || first.left != second.left || first.h() != second.h()));
  CHECK(std::ranges::count(example.changed, 1) == 0);
}

TEST_CASE("erase paints all channels of a pixel black") {
  const Form in = whole({2, 3, 2});
  const Example example = drawn(planned("erase", in, {2, 2, 0}), in, counted(12), 0);
  const bool left = example.made()[0] == 0;
  CHECK(vector(example.made()) == (left ? std::vector<float>{0, 0, 0, 0, 5, 6, 0, 0, 0, 0, 11, 12}
                                        : std::vector<float>{1, 2, 0, 0, 0, 0, 7, 8, 0, 0, 0, 0}));
}

TEST_CASE("erase refuses holes larger than the image") {
  CHECK(refused("erase", grey_square(28), {12, 11, 2}) == "needs a 'least' of no more than its 'most'.");
  CHECK(refused("erase", whole({32, 19, 1})) ==
        "makes holes of up to 16 x 16 pixels, but there are 28 x 15 within its margin.");
  CHECK(refused("erase", grey_square(28), {1, 1, 15}) ==
        "makes holes of up to 1 x 1 pixels, but there are 0 x 0 within its margin.");
}
