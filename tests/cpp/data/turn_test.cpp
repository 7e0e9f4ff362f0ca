#include <doctest/doctest.h>

#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/rng.hpp"

namespace pretext {
namespace {

using Image = std::vector<std::uint8_t>;

Image noise(int side) {
  Rng rng(1, Stream::task);
  Image image(static_cast<std::size_t>(side * side));
  for (std::uint8_t& byte : image) byte = static_cast<std::uint8_t>(rng.below(256));
  return image;
}

std::vector<float> turned(const Image& image, int side, int quarter_turns, PixelScale scale = PixelScale::raw) {
  std::vector<float> out(image.size(), -1.0f);
  turn(image, side, quarter_turns, scale, out);
  return out;
}

Image bytes(const std::vector<float>& values) { return {values.begin(), values.end()}; }

TEST_CASE("a quarter turn is counter-clockwise: the right column becomes the top row") {
  CHECK(bytes(turned({1, 2, 3, 4}, 2, 1)) == Image{2, 4, 1, 3});
  for (const int side : {1, 5, 28}) {
    CAPTURE(side);
    const Image image = noise(side);
    Image naive(image.size());
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        naive[static_cast<std::size_t>((side - 1 - x) * side + y)] = image[static_cast<std::size_t>(y * side + x)];
      }
    }
    CHECK(bytes(turned(image, side, 1)) == naive);
  }
}

TEST_CASE("each number of turns is that many single turns, and four give the image back") {
  const Image image = noise(28);
  Image by_steps = image;
  for (int turns = 0; turns <= 4; ++turns) {
    CAPTURE(turns);
    CHECK(bytes(turned(image, 28, turns)) == by_steps);
    by_steps = bytes(turned(by_steps, 28, 1));
  }
  CHECK(bytes(turned(image, 28, 4)) == image);
}

TEST_CASE("pixels are bytes, or bytes divided by 255") {
  const Image image{0, 51, 204, 255};
  CHECK(turned(image, 2, 0, PixelScale::raw) == std::vector<float>{0.0f, 51.0f, 204.0f, 255.0f});
  CHECK(turned(image, 2, 0, PixelScale::unit) == std::vector<float>{0.0f, 0.2f, 0.8f, 1.0f});
}

}  // namespace
}  // namespace pretext
