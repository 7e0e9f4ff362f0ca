#include "pretext/health.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "random_values.hpp"

namespace pretext {
namespace {

TEST_CASE("embeddings that have collapsed to one point show in each number") {
  std::vector<float> same(2 * 20 * 8, 0.3f);
  std::vector<std::uint8_t> labels(20);
  for (std::size_t i = 0; i < 20; ++i) labels[i] = static_cast<std::uint8_t>(i % 2);
  const Health health = health_of(same, labels, 8);
  CHECK(health.images == 20);
  CHECK(health.alignment == doctest::Approx(0).epsilon(1e-5));
  CHECK(health.uniformity == doctest::Approx(0).epsilon(1e-5));
  CHECK(health.effective_rank == doctest::Approx(1).epsilon(1e-3));
}

TEST_CASE("embeddings along all axes make use of all dimensions") {
  constexpr std::size_t width = 6;
  std::vector<float> axes;
  std::vector<std::uint8_t> labels;
  for (std::size_t image = 0; image < 2 * width; ++image) {
    for (std::size_t view = 0; view < 2; ++view) {
      for (std::size_t k = 0; k < width; ++k) axes.push_back(k == image % width ? 2.5f : 0.0f);
    }
    labels.push_back(static_cast<std::uint8_t>(image % width));
  }
  const Health health = health_of(axes, labels, width);
  CHECK(health.alignment == doctest::Approx(0).epsilon(1e-6));
  // One of eleven others is the same, the rest at a right angle.
  CHECK(health.uniformity == doctest::Approx(std::log((1 + 10 * std::exp(-4.0)) / 11)));
  CHECK(health.effective_rank == doctest::Approx(6));
  CHECK(health.neighbours_alike == 1.0);
}

TEST_CASE("alignment is the mean squared distance of an image's two views") {
  const std::vector<float> opposite{1, 0, -1, 0, 0, 1, 1, 0};
  const std::vector<std::uint8_t> labels{0, 1};
  CHECK(health_of(opposite, labels, 2).alignment == doctest::Approx((4 + 2) / 2.0));
}

}  // namespace
}  // namespace pretext
