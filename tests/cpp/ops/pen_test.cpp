#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("pen takes each pixel some way to the largest or smallest of itself and its four neighbours") {
  for (const Shape shape : {Shape{28, 28, 1}, Shape{9, 11, 3}, Shape{1, 1, 2}, Shape{5, 1, 1}}) {
    const Form in = with_views(whole(shape), 2);
    const std::vector<float> image = synthetic_image(in.size(), 7);
    const PlannedOp pen = planned("pen", in);
    bool bolder = false;
    bool finer = false;
    for (std::uint32_t e = 0; e < 20; ++e) {
      const Example example = drawn(pen, in, image, e);
      Draws draws(1, 0, e, 1);
      for (int view = 0; view < 2; ++view) {
        const float a = draws.within(0.8f);
        (a > 0 ? bolder : finer) = true;
        const auto at = [&](int y, int x, int c) {
          return image[static_cast<std::size_t>(((view * shape.h + y) * shape.w + x) * shape.c + c)];
        };
        for (int y = 0; y < shape.h; ++y) {
          for (int x = 0; x < shape.w; ++x) {
            for (int c = 0; c < shape.c; ++c) {
              std::vector<float> plus{at(y, x, c)};
              if (y > 0) plus.push_back(at(y - 1, x, c));
              if (x > 0) plus.push_back(at(y, x - 1, c));
              if (y + 1 < shape.h) plus.push_back(at(y + 1, x, c));
              if (x + 1 < shape.w) plus.push_back(at(y, x + 1, c));
              const float v = at(y, x, c);
              const float expected =
                  a > 0 ? v + a * (std::ranges::max(plus) - v) : v + a * (v - std::ranges::min(plus));
              const auto i = static_cast<std::size_t>((y * shape.w + x) * shape.c + c);
              CHECK(example.view(static_cast<std::size_t>(view))[i] == expected);
            }
          }
        }
      }
    }
    CHECK((bolder && finer));
  }
}

TEST_CASE("pen leaves pixels where they are and marks them") {
  const Form in = grey_square(4);
  const PlannedOp pen = planned("pen", in);
  REQUIRE(pen.out);
  CHECK(pen.out->in_place);
  CHECK(std::ranges::count(drawn(pen, in, counted(16), 0).changed, 1) == 16);
}
