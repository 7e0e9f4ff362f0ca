#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

#include "ops/naive_warp.hpp"

namespace {

const Shape shapes[] = {{28, 28, 1}, {32, 32, 3}, {9, 14, 2}, {2, 2, 1}};

double sum(std::span<const float> values) {
  double total = 0;
  for (const float value : values) total += static_cast<double>(value);
  return total;
}

}  // namespace

TEST_CASE("affine agrees with its naive twin: a turn of ±20 degrees, scales, a shear, a shift and displacements") {
  const double half_tangent = std::tan(20 * std::acos(-1.0) / 360);
  for (const Shape shape : shapes) {
    const Form in = with_views(whole(shape), 2);
    const std::vector<float> image = synthetic_image(in.size(), 5);
    for (const float limit : {0.0f, 2.5f}) {
      const PlannedOp affine = planned("affine", in, {20, 0.2, 0.3, 2, static_cast<double>(limit)});
      for (std::uint32_t e = 0; e < 20; ++e) {
        const Example example = drawn(affine, in, image, e);
        Draws draws(1, 0, e, 1);
        for (std::size_t view = 0; view < 2; ++view) {
          const auto within = [&](double most) { return most * static_cast<double>(draws.within(1)); };
          const double angle = 2 * std::atan(within(half_tangent));
          const double sx = 1 + within(0.2);
          const double sy = 1 + within(0.2);
          const double k = within(0.3);
          NaiveWarp warp;
          warp.x = within(2);
          warp.y = within(2);
          warp.xx = std::cos(angle) * sx;
          warp.xy = std::cos(angle) * k - std::sin(angle) * sy;
          warp.yx = std::sin(angle) * sx;
          warp.yy = std::sin(angle) * k + std::cos(angle) * sy;
          if (limit > 0) warp.draw_moves(draws, limit);
          const std::vector<double> expected =
              naive_warp(std::span(image).subspan(view * shape.size(), shape.size()), shape, warp);
          for (std::size_t i = 0; i < expected.size(); ++i) {
            CHECK(std::abs(static_cast<double>(example.view(view)[i]) - expected[i]) < 2e-5);
          }
        }
      }
    }
  }
}

TEST_CASE("affine without limits changes nothing, to the bit, and with large ones shows next to nothing") {
  for (const Shape shape : shapes) {
    const Form in = whole(shape);
    const std::vector<float> image = synthetic_image(in.size(), 5);
    const PlannedOp still = planned("affine", in, {0, 0, 0, 0, 0});
    CHECK(vector(drawn(still, in, image, 3).made()) == image);
    CHECK(!still.out->in_place);
  }
  const Form in = grey_square(28);
  const PlannedOp far = planned("affine", in, {0, 0, 0, 1e9, 0});
  CHECK(sum(drawn(far, in, synthetic_image(784, 5), 3).made()) == 0);
}

TEST_CASE("affine refuses images too small to interpolate in") {
  CHECK(refused("affine", whole({1, 28, 1})) == "needs images of 2 x 2 pixels at least.");
}
