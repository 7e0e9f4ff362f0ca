#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

double luma(const double* rgb) { return (77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2]) / 256; }

/// In double precision, with the same draws.
std::vector<double> naive(const std::vector<float>& image, double white, Draws& draws, std::vector<double> fields) {
  const double limit = std::tan(fields[0] * 3.14159265358979323846 / 360);
  const double half = static_cast<double>(draws.within(static_cast<float>(limit)));
  const double turn = 2 * std::atan(half);
  const double kept = 1 + static_cast<double>(draws.within(static_cast<float>(fields[1])));
  const double saturation = static_cast<double>(draws.rng.uniform()) < fields[2] ? 0 : kept;
  const double contrast = 1 + static_cast<double>(draws.within(static_cast<float>(fields[3])));
  const double brightness = static_cast<double>(draws.within(static_cast<float>(fields[4]))) * white;
  std::vector<double> out(image.begin(), image.end());
  double mean = 0;
  for (std::size_t i = 0; i < out.size(); i += 3) mean += luma(&out[i]) / static_cast<double>(out.size() / 3);
  for (std::size_t i = 0; i < out.size(); i += 3) {
    double* rgb = &out[i];
    const double light = (luma(rgb) - mean) * contrast + mean + brightness;
    const double blue = (-43 * rgb[0] - 85 * rgb[1] + 128 * rgb[2]) / 256;
    const double red = (128 * rgb[0] - 107 * rgb[1] - 21 * rgb[2]) / 256;
    const double b = contrast * saturation * (std::cos(turn) * blue - std::sin(turn) * red);
    const double r = contrast * saturation * (std::sin(turn) * blue + std::cos(turn) * red);
    const double changed[] = {light + 1.402 * r, light - 0.344136 * b - 0.714136 * r, light + 1.772 * b};
    for (int k = 0; k < 3; ++k) rgb[k] = std::min(white, std::max(0.0, changed[k]));
  }
  return out;
}

}  // namespace

TEST_CASE("colours turns and stretches chroma, then contrast and brightness, each view by draws of its own") {
  const std::vector<double> fields{30, 0.6, 0.2, 0.3, 0.15};
  for (const float white : {1.0f, 255.0f}) {
    Form in = with_views(whole({8, 6, 3}), 2);
    in.white = white;
    std::vector<float> image = synthetic_image(in.size(), 3);
    for (float& value : image) value *= white;
    const PlannedOp colours = planned("colours", in);
    REQUIRE(colours.out);
    int grey = 0;
    for (std::uint32_t e = 0; e < 40; ++e) {
      const Example example = drawn(colours, in, image, e);
      Draws draws(1, 0, e, 1);
      for (std::size_t view = 0; view < 2; ++view) {
        const std::size_t size = in.view.size();
        const std::vector<float> one(image.begin() + static_cast<std::ptrdiff_t>(view * size),
                                     image.begin() + static_cast<std::ptrdiff_t>((view + 1) * size));
        const std::vector<double> expected = naive(one, static_cast<double>(white), draws, fields);
        double worst = 0;
        double colour = 0;
        for (std::size_t i = 0; i < size; ++i) {
          worst = std::max(worst, std::fabs(expected[i] - static_cast<double>(example.view(view)[i])));
          colour = std::max(colour, std::fabs(expected[i] - expected[i - i % 3]));
        }
        CHECK(worst < 1e-5 * static_cast<double>(white));
        grey += colour < 1e-6 * static_cast<double>(white) ? 1 : 0;
      }
    }
    CHECK(grey > 5);
    CHECK(grey < 30);
  }
  CHECK(planned("colours", whole({8, 8, 3})).out->in_place);
  CHECK(refused("colours", grey_square(28)) == "needs images in colour.");
}

TEST_CASE("without any change, colours leaves images as they are but for rounding") {
  const Form in = whole({8, 8, 3});
  const std::vector<float> image = synthetic_image(in.size(), 5);
  const Example example = drawn(planned("colours", in, {0, 0, 0, 0, 0}), in, image, 0);
  for (std::size_t i = 0; i < image.size(); ++i) CHECK(std::fabs(example.made()[i] - image[i]) < 0.011f);
}
