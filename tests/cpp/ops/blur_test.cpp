#include <doctest/doctest.h>

#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

double binomial(int n, int k) { return k == 0 ? 1 : binomial(n, k - 1) * (n - k + 1) / k; }

/// The same in double precision, as one sum over the square around each pixel.
std::vector<double> naive_blur(const std::vector<float>& image, Shape shape, int radius) {
  std::vector<double> out;
  for (int y = 0; y < shape.h; ++y) {
    for (int x = 0; x < shape.w; ++x) {
      for (int c = 0; c < shape.c; ++c) {
        double sum = 0;
        for (int down = -radius; down <= radius; ++down) {
          for (int right = -radius; right <= radius; ++right) {
            const int row = std::clamp(y + down, 0, shape.h - 1);
            const int column = std::clamp(x + right, 0, shape.w - 1);
            sum += binomial(2 * radius, radius + down) * binomial(2 * radius, radius + right) *
                   static_cast<double>(image[static_cast<std::size_t>((row * shape.w + column) * shape.c + c)]);
          }
        }
        out.push_back(sum / std::pow(16.0, radius));
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("blur spreads a point by the binomial kernel, exactly") {
  const Form in = grey_square(5);
  std::vector<float> image(25);
  image[12] = 16;
  const Example example = drawn(planned("blur", in, {1}), in, image, 0);
  CHECK(vector(example.made()) ==
        std::vector<float>{0, 0, 0, 0, 0, 0, 1, 2, 1, 0, 0, 2, 4, 2, 0, 0, 1, 2, 1, 0, 0, 0, 0, 0, 0});
  CHECK(std::ranges::count(example.changed, 1) == 25);
}

TEST_CASE("blur agrees with its naive twin, also where its radius is larger than the image") {
  for (const Shape shape : {Shape{28, 28, 1}, Shape{7, 5, 3}, Shape{1, 9, 1}, Shape{3, 1, 2}}) {
    for (const int radius : {1, 2, 8}) {
      const Form in = whole(shape);
      const std::vector<float> image = synthetic_image(in.size(), 3);
      const Example example = drawn(planned("blur", in, {static_cast<double>(radius)}), in, image, 0);
      const std::vector<double> expected = naive_blur(image, shape, radius);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(std::abs(static_cast<double>(example.made()[i]) - expected[i]) < 1e-6);
      }
    }
  }
}

TEST_CASE("blur does not mix views") {
  const Form in = with_views(grey_square(4), 2);
  std::vector<float> image(32, 1.0f);
  std::fill(image.begin() + 16, image.end(), 3.0f);
  CHECK(vector(drawn(planned("blur", in), in, image, 0).made()) == image);
}
