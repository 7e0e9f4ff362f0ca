#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("lightness shows what grey shows, and asks for the mean chroma of 2 x 2 pixels, whatever white is") {
  constexpr int h = 4;
  constexpr int w = 6;
  std::vector<int> bytes;
  for (int i = 0; i < h * w * 3; ++i) bytes.push_back(i * 53 % 256);
  for (int i = 0; i < 12; ++i) bytes[static_cast<std::size_t>(i)] = i % 3 == 0 ? 255 : 0;  // as red as can be
  for (const float white : {1.0f, 255.0f}) {
    Form in = whole({h, w, 3});
    in.white = white;
    std::vector<float> image;
    for (const int byte : bytes) image.push_back(static_cast<float>(byte) / (255.0f / white));
    const PlannedOp lightness = planned("lightness", in);
    REQUIRE(lightness.out);
    CHECK(lightness.out->view == Shape{h, w, 1});
    CHECK(lightness.out->source == Shape{2, 3, 2});
    CHECK(lightness.out->chroma);
    CHECK_FALSE(lightness.out->in_place);
    const Example example = drawn(lightness, in, image, 0);
    CHECK(vector(example.made()) == vector(drawn(planned("grey", in), in, image, 0).made()));
    for (int y = 0; y < h; y += 2) {
      for (int x = 0; x < w; x += 2) {
        double blue = 0;
        double red = 0;
        for (const int at : {y * w + x, y * w + x + 1, (y + 1) * w + x, (y + 1) * w + x + 1}) {
          const auto* rgb = &bytes[static_cast<std::size_t>(3 * at)];
          blue += (-43.0 * rgb[0] - 85.0 * rgb[1] + 128.0 * rgb[2]) / 256 / 4;
          red += (128.0 * rgb[0] - 107.0 * rgb[1] - 21.0 * rgb[2]) / 256 / 4;
        }
        const auto place = static_cast<std::size_t>(y / 2 * (w / 2) + x / 2);
        const double unit = static_cast<double>(white) / 255;
        CHECK(static_cast<double>(example.source[2 * place]) == doctest::Approx(blue * unit).epsilon(1e-6));
        CHECK(static_cast<double>(example.source[2 * place + 1]) == doctest::Approx(red * unit).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("lightness refuses what has no colour, several views and odd sides") {
  CHECK(refused("lightness", grey_square(28)) == "needs images in colour.");
  CHECK(refused("lightness", with_views(whole({28, 28, 3}), 2)) == "needs a single view.");
  CHECK(refused("lightness", whole({28, 27, 3})) == "needs an even number of pixels to each side.");
}
