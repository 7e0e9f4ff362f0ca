#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("mask hides 37 of 49 patches of 4 x 4 and marks them, each as often as any other") {
  const Form in = grey_square(28);
  const PlannedOp mask = planned("mask", in);
  REQUIRE(mask.out);
  CHECK(mask.out->in_place);
  constexpr int examples = 2000;
  std::vector<int> times(49);
  for (std::uint32_t e = 0; e < examples; ++e) {
    const Example example = drawn(mask, in, counted(784), e);
    int hidden = 0;
    for (int patch = 0; patch < 49; ++patch) {
      int zeros = 0;
      for (int i = 0; i < 16; ++i) {
        const auto at = static_cast<std::size_t>((patch / 7 * 4 + i / 4) * 28 + patch % 7 * 4 + i % 4);
        const bool zero = example.made()[at] == 0;
        CHECK((zero || example.made()[at] == static_cast<float>(at + 1)));
        CHECK(example.changed[at] == (zero ? 1 : 0));
        zeros += zero ? 1 : 0;
      }
      CHECK((zeros == 0 || zeros == 16));
      hidden += zeros / 16;
      times[static_cast<std::size_t>(patch)] += zeros / 16;
    }
    CHECK(hidden == 37);
  }
  // Five standard deviations each way.
  for (const int n : times) CHECK(std::abs(n - examples * 37.0 / 49) < 5 * std::sqrt(examples * 37.0 / 49 * 12 / 49));
}

TEST_CASE("mask hides other patches of each view, with all their channels") {
  const Form in = with_views(whole({2, 2, 3}), 8);
  const Example example = drawn(planned("mask", in, {1, 1}), in, counted(96), 0);
  std::vector<std::ptrdiff_t> places;
  for (std::size_t view = 0; view < 8; ++view) {
    const auto pixels = example.view(view);
    CHECK(std::ranges::count(pixels, 0.0f) == 3);
    places.push_back(std::ranges::find(pixels, 0.0f) - pixels.begin());
    CHECK(places.back() % 3 == 0);
  }
  CHECK(std::ranges::adjacent_find(places, std::ranges::not_equal_to{}) != places.end());
}

TEST_CASE("mask refuses patches that do not fit, and more of them than there are") {
  CHECK(refused("mask", whole({28, 30, 1})) ==
        "needs an image whose sides its patch of 4 pixels divides, not 28 x 30.");
  CHECK(refused("mask", grey_square(28), {4, 50}) == "hides 50 patches, but there are 49.");
}
