#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

constexpr int side = 27;  // not a whole number of words of bits
constexpr std::size_t pixels = side * side;

/// The share of pixels that are painted black; fails if others have changed or the marks are wrong.
double share_of_black(double probability) {
  const Form in = grey_square(side);
  const PlannedOp noise = planned("noise", in, {probability});
  REQUIRE(noise.out);
  CHECK(noise.out->in_place);
  std::ptrdiff_t black = 0;
  constexpr int examples = 100;
  for (std::uint32_t e = 0; e < examples; ++e) {
    const Example example = drawn(noise, in, counted(pixels), e);
    for (std::size_t i = 0; i < pixels; ++i) {
      const bool zero = example.made()[i] == 0;
      CHECK((zero || example.made()[i] == static_cast<float>(i + 1)));
      CHECK(example.changed[i] == (zero ? 1 : 0));
      black += zero ? 1 : 0;
    }
  }
  return static_cast<double>(black) / (examples * static_cast<double>(pixels));
}

}  // namespace

TEST_CASE("noise paints pixels black with its probability, and marks them") {
  CHECK(share_of_black(0) == 0);
  CHECK(share_of_black(1) == 1);
  for (const double p : {0.5, 0.25, 0.3, 0.9, 0.01}) {
    CAPTURE(p);
    // Five standard deviations each way.
    CHECK(std::abs(share_of_black(p) - p) < 5 * std::sqrt(p * (1 - p) / (100.0 * pixels)));
  }
}

TEST_CASE("noise hits each view of its own, and all channels of a pixel") {
  const Form in = with_views(whole({5, 7, 3}), 2);
  const Example example = drawn(planned("noise", in), in, counted(210), 0);
  bool different = false;
  for (std::size_t i = 0; i < 35; ++i) {
    const auto zeros = [&](std::size_t view) { return std::ranges::count(example.view(view).subspan(3 * i, 3), 0.0f); };
    CHECK(zeros(0) % 3 == 0);
    CHECK(zeros(1) % 3 == 0);
    different = different || zeros(0) != zeros(1);
  }
  CHECK(different);
  CHECK(std::ranges::count(example.changed, 1) == 0);
}
