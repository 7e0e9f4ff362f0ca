#include "pretext/components.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "random_values.hpp"

namespace pretext {
namespace {

/// Rows of floats whose columns vary the less the further right they stand, and are mixed with their neighbours.
struct Fading {
  Fading(std::size_t rows, std::size_t columns) : width(columns), source(labelled_rows({1, 1, int(columns)}, 2)) {
    values = testing::random_values(rows * columns, 4);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] *= 8 / (1 + static_cast<float>(i % width));
    for (std::size_t i = values.size() - 1; i % width > 0 || i > width; --i) {
      if (i % width > 0) values[i] += values[i - 1] / 2 + 1;
    }
    data.shape = source->form().input;
    data.rows = static_cast<std::uint32_t>(rows);
    data.values = values;
  }

  [[nodiscard]] FeatureRows rows() const {
    std::vector<std::uint32_t> examples(data.rows);
    std::iota(examples.begin(), examples.end(), 0u);
    return {*source, data, std::move(examples)};
  }

  /// Row a times column b of the covariance matrix, by its definition, in double.
  [[nodiscard]] double covariance(std::size_t a, std::size_t b) const {
    const auto mean = [&](std::size_t column) {
      double sum = 0;
      for (std::size_t i = column; i < values.size(); i += width) sum += double{values[i]};
      return sum / data.rows;
    };
    const double mean_a = mean(a);
    const double mean_b = mean(b);
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); i += width) {
      sum += (double{values[i + a]} - mean_a) * (double{values[i + b]} - mean_b);
    }
    return sum / data.rows;
  }

  std::size_t width;
  std::vector<float> values;
  std::unique_ptr<Source> source;
  Dataset data;
};

PrincipalComponents found(const FeatureRows& rows, std::size_t components) {
  PrincipalComponents all(rows, components, 1);
  while (!all.done()) all.advance();
  return all;
}

TEST_CASE("principal components of four points are those that are worked out by hand") {
  // Around (10, -3): two points 2 sqrt(2) away along the diagonal, two sqrt(2) across it. The covariance matrix is
  // 5/2 3/2, 3/2 5/2; its eigenvalues are 4 and 1.
  const std::vector<float> values{12, -1, 8, -5, 11, -4, 9, -2};
  const auto source = labelled_rows({1, 1, 2}, 2);
  Dataset data;
  data.shape = source->form().input;
  data.rows = 4;
  data.values = values;
  const PrincipalComponents all = found({*source, data, {0, 1, 2, 3}}, 2);
  CHECK(double{all.variances()[0]} == doctest::Approx(4).epsilon(1e-6));
  CHECK(double{all.variances()[1]} == doctest::Approx(1).epsilon(1e-6));
  const double half = std::sqrt(0.5);
  const auto directions = all.directions();
  CHECK(std::fabs(double{directions[0]}) == doctest::Approx(half).epsilon(1e-6));
  CHECK(double{directions[0]} == doctest::Approx(double{directions[1]}).epsilon(1e-6));
  CHECK(double{directions[2]} == doctest::Approx(-double{directions[3]}).epsilon(1e-6));
}

TEST_CASE("principal components are the first eigenvectors of the covariance matrix, of any width") {
  for (const std::size_t width : {3u, 20u, 150u}) {
    for (const std::size_t asked : {std::size_t{1}, std::size_t{3}}) {
      CAPTURE(width);
      CAPTURE(asked);
      const Fading table(300, width);
      const PrincipalComponents all = found(table.rows(), asked);
      REQUIRE(all.variances().size() == asked);
      REQUIRE(all.directions().size() == asked * width);
      std::vector<double> covariance;
      for (std::size_t i = 0; i < width * width; ++i) covariance.push_back(table.covariance(i / width, i % width));
      for (std::size_t k = 0; k < asked; ++k) {
        const auto entry = [&](std::size_t i) { return all.directions()[i * asked + k]; };
        if (k > 0) CHECK(all.variances()[k] <= all.variances()[k - 1]);
        double largest = 0;
        for (std::size_t i = 0; i < width; ++i) {
          double image = 0;
          for (std::size_t j = 0; j < width; ++j) image += covariance[i * width + j] * entry(j);
          CHECK(image == doctest::Approx(all.variances()[k] * entry(i)).epsilon(1e-4).scale(all.variances()[k]));
          if (std::fabs(entry(i)) > std::fabs(largest)) largest = entry(i);
        }
        CHECK(largest > 0);
        for (std::size_t other = 0; other < asked; ++other) {
          double product = 0;
          for (std::size_t i = 0; i < width; ++i) product += entry(i) * all.directions()[i * asked + other];
          CHECK(product == doctest::Approx(other == k ? 1 : 0).epsilon(1e-9));
        }
      }
    }
  }
}

TEST_CASE("no direction is left out: all of them have the whole variance, none a larger one than the first") {
  const Fading table(100, 6);
  const PrincipalComponents all = found(table.rows(), 6);
  double trace = 0;
  for (std::size_t i = 0; i < 6; ++i) trace += table.covariance(i, i);
  CHECK(std::accumulate(all.variances().begin(), all.variances().end(), 0.0) == doctest::Approx(trace).epsilon(1e-5));
  const PrincipalComponents one = found(table.rows(), 1);
  CHECK(one.variances()[0] == doctest::Approx(all.variances()[0]).epsilon(1e-9));
}

TEST_CASE("where rows vary in fewer directions than are asked for, the others have no variance") {
  Fading table(40, 5);
  for (std::size_t i = 0; i < table.values.size(); i += 5) {
    for (std::size_t k = 1; k < 5; ++k) table.values[i + k] = static_cast<float>(k) * table.values[i];
  }
  const PrincipalComponents all = found(table.rows(), 3);
  double square = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(all.directions()[i * 3] ==
          doctest::Approx(static_cast<double>(i == 0 ? 1 : i) / std::sqrt(31.0)).epsilon(1e-5));
    for (std::size_t k = 1; k < 3; ++k) square += std::pow(all.directions()[i * 3 + k], 2);
  }
  CHECK(std::fabs(all.variances()[1]) < 1e-6 * all.variances()[0]);
  CHECK(std::isfinite(square));
}

}  // namespace
}  // namespace pretext
