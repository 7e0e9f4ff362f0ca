#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

/// Where the one bright pixel of an image 28 pixels wide is.
std::pair<int, int> bright(std::span<const float> image) {
  CHECK(std::ranges::count(image, 1.0f) == 1);
  const auto at = static_cast<int>(std::ranges::find(image, 1.0f) - image.begin());
  return {at / 28, at % 28};
}

}  // namespace

TEST_CASE("drift shows two frames of a steady motion and asks for the third") {
  const Form in = grey_square(28);
  const PlannedOp drift = planned("drift", in);
  REQUIRE(drift.out);
  CHECK(drift.out->views == 2);
  CHECK(!drift.out->in_place);
  std::vector<float> image(784);
  image[14 * 28 + 14] = 1;
  std::set<std::pair<int, int>> velocities;
  std::set<std::pair<int, int>> places;
  for (std::uint32_t e = 0; e < 400; ++e) {
    const Example example = drawn(drift, in, image, e);
    const auto [y0, x0] = bright(example.view(0));
    const auto [y1, x1] = bright(example.view(1));
    const auto [y2, x2] = bright(example.source);
    CHECK(y2 - y1 == y1 - y0);
    CHECK(x2 - x1 == x1 - x0);
    velocities.insert({y1 - y0, x1 - x0});
    places.insert({y1 - 14, x1 - 14});
  }
  CHECK(velocities.size() == 24);
  CHECK(!velocities.contains({0, 0}));
  CHECK(places.size() == 25);
  for (const auto& [y, x] : velocities) CHECK((std::abs(y) <= 2 && std::abs(x) <= 2));
  for (const auto& [y, x] : places) CHECK((std::abs(y) <= 2 && std::abs(x) <= 2));
}

TEST_CASE("drift moves whole pixels, and what moves in is black") {
  const Form in = whole({5, 6, 2});
  const std::vector<float> image = counted(60);
  const Example example = drawn(planned("drift", in, {1, 0}), in, image, 1);
  CHECK(vector(example.view(1)) == image);
  // The image moved by the velocity is the target, and moved back it is the first frame.
  bool found = false;
  for (int down = -1; down <= 1; ++down) {
    for (int right = -1; right <= 1; ++right) {
      const auto moved = [&](int sign) {
        std::vector<float> frame(60);
        for (int y = 0; y < 5; ++y) {
          for (int x = 0; x < 6; ++x) {
            const int row = y - sign * down;
            const int column = x - sign * right;
            if (row < 0 || row >= 5 || column < 0 || column >= 6) continue;
            for (int c = 0; c < 2; ++c) {
              frame[static_cast<std::size_t>((y * 6 + x) * 2 + c)] =
                  image[static_cast<std::size_t>((row * 6 + column) * 2 + c)];
            }
          }
        }
        return frame;
      };
      found = found || (example.source == moved(1) && vector(example.view(0)) == moved(-1));
    }
  }
  CHECK(found);
}

TEST_CASE("drift asks for the original's own frame, not for one of what ops have made of it") {
  const Form in = grey_square(28);
  const PlannedOp drift = planned("drift", in);
  Example example(in, *drift.out, std::vector<float>(784, 0.0f), std::vector<float>(784, 1.0f));
  Draws draws(1, 0, 0, 1);
  drift.op->run(example.canvas, draws);
  CHECK(std::ranges::count(example.made(), 0.0f) == 2 * 784);
  CHECK(std::ranges::count(example.source, 1.0f) > 24 * 24 - 1);
}

TEST_CASE("drift refuses several views, and motions out of sight") {
  CHECK(refused("drift", with_views(grey_square(28), 2)) ==
        "needs one view whose pixels lie where they lay in the original.");
  CHECK(refused("drift", whole({28, 4, 1})) == "moves an image of 28 x 4 pixels by up to 4, out of sight.");
}
