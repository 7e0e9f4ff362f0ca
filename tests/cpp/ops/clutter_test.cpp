#include <doctest/doctest.h>

#include <set>
#include <utility>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

/// A dark image with a bright bar of two pixels and a dim one.
const std::vector<float> bar{0, 0,    0,    0,  //
                             0, 1,    0.4f, 0,  //
                             0, 0.5f, 0,    0,  //
                             0, 0,    0,    0};

/// What the op makes, and which pixels it calls ink.
struct Strewn {
  std::vector<float> canvas;
  std::vector<std::uint8_t> object;
};

Strewn strewn(const std::vector<double>& values, const Dataset* data, std::uint32_t example) {
  const Form in = grey_square(4);
  const PlannedOp op = planned("clutter", in, values);
  REQUIRE(op.out);
  Example made(in, *op.out, bar, bar);
  std::vector<std::uint8_t> object(op.out->view.size(), 7);
  made.canvas.object = object.data();
  made.canvas.data = data;
  Draws draws(1, 0, example, 1);
  op.op->run(made.canvas, draws);
  return {vector(made.made()), std::move(object)};
}

}  // namespace

TEST_CASE("clutter puts an image at every place of the canvas, and says which of its pixels are ink") {
  std::set<std::pair<int, int>> places;
  for (std::uint32_t e = 0; e < 400; ++e) {
    const auto [canvas, object] = strewn({8, 0, 2}, nullptr, e);
    const int at = static_cast<int>(std::ranges::find(canvas, 1.0f) - canvas.begin());
    const int top = at / 8 - 1;
    const int left = at % 8 - 1;
    for (int y = 0; y < 8; ++y) {
      for (int x = 0; x < 8; ++x) {
        const bool inside = y >= top && y < top + 4 && x >= left && x < left + 4;
        const float expected = inside ? bar[static_cast<std::size_t>((y - top) * 4 + x - left)] : 0.0f;
        CHECK(canvas[static_cast<std::size_t>(y * 8 + x)] == expected);
        CHECK(object[static_cast<std::size_t>(y * 8 + x)] == (expected >= 0.5f ? 1 : 0));
      }
    }
    places.insert({top, left});
  }
  CHECK(places.size() == 25);
}

TEST_CASE("clutter takes its pieces from other images, and they neither hide ink nor become it") {
  const std::vector<std::uint8_t> dark(16, 0);
  const std::vector<std::uint8_t> grey(48, 153);  // 0.6, of three images
  Dataset data{.shape = {4, 4, 1}, .rows = 1, .pixels = dark, .values = {}, .labels = {}, .domains = {}};
  data.others = grey;
  const auto [alone, ink] = strewn({8, 0, 2}, nullptr, 3);
  const auto [canvas, object] = strewn({8, 5, 2}, &data, 3);
  CHECK(object == ink);
  int pieces = 0;
  for (std::size_t i = 0; i < canvas.size(); ++i) {
    const bool piece = canvas[i] == doctest::Approx(0.6) && canvas[i] != alone[i];
    CHECK((piece || canvas[i] == alone[i]));
    CHECK(canvas[i] >= alone[i]);
    pieces += piece ? 1 : 0;
  }
  CHECK(pieces >= 4);
  CHECK(pieces <= 20);
}

TEST_CASE("clutter says what does not fit on a canvas, or is cut from too little") {
  CHECK(refused("clutter", grey_square(28), {27}) ==
        "has a 'side' of 27 pixels; expected no fewer than those of the image, 28 x 28.");
  CHECK(refused("clutter", grey_square(28), {56, 4, 29}) ==
        "cuts pieces of 29 x 29 pixels; expected no more than those of an image, 28 x 28.");
  CHECK(refused("clutter", whole({28, 28, 3})) == "needs one image without colour, in one view.");
  CHECK(refused("clutter", with_views(grey_square(28), 2)) == "needs one image without colour, in one view.");
}
