#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

TEST_CASE("grey makes bytes of bytes, whatever white is") {
  std::vector<int> bytes;
  for (int r = 0; r < 256; r += 5) {
    for (int g = 0; g < 256; g += 15) {
      for (int b = 0; b < 256; b += 51) bytes.insert(bytes.end(), {r, g, b});
    }
  }
  const int n = static_cast<int>(bytes.size()) / 3;
  for (const float white : {1.0f, 255.0f}) {
    Form in = whole({1, n, 3});
    in.white = white;
    const PlannedOp grey = planned("grey", in);
    REQUIRE(grey.out);
    CHECK(grey.out->view == Shape{1, n, 1});
    CHECK(grey.out->source == in.source);
    CHECK(grey.out->in_place);
    const auto pixel = [&](int byte) { return static_cast<float>(byte) / (255.0f / white); };
    std::vector<float> image;
    for (const int byte : bytes) image.push_back(pixel(byte));
    const Example example = drawn(grey, in, image, 0);
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      const int luma = (77 * bytes[3 * i] + 150 * bytes[3 * i + 1] + 29 * bytes[3 * i + 2] + 128) / 256;
      CHECK(example.made()[i] == pixel(luma));
    }
    CHECK(std::ranges::count(example.changed, 1) == n);
  }
}

TEST_CASE("grey refuses grey images") { CHECK(refused("grey", grey_square(28)) == "needs images in colour."); }
