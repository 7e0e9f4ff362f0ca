#include "study/latent.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace pretext;

namespace {

constexpr int pairs = 30;
constexpr int columns = 2 * pairs;

/// Row k of so many: 0.6 and 0.8 times its length in the columns 2k and 2k + 1, so that it is a direction of its own.
SparseRows pairs_of_columns(const std::vector<float>& lengths) {
  SparseRows rows;
  for (std::uint32_t k = 0; k < lengths.size(); ++k) {
    rows.values.push_back({2 * k, 0.6f * lengths[k]});
    rows.values.push_back({2 * k + 1, 0.8f * lengths[k]});
    rows.end_row(0);
  }
  return rows;
}

std::vector<float> halving(int count) {
  std::vector<float> lengths(static_cast<std::size_t>(count));
  for (int k = 0; k < count; ++k) lengths[static_cast<std::size_t>(k)] = std::ldexp(1.0f, -k);
  return lengths;
}

LatentDirections found(const SparseRows& rows, int dimensions) {
  LatentDirections directions(rows, columns, dimensions, 7);
  while (!directions.done()) directions.advance();
  return directions;
}

}  // namespace

TEST_CASE("latent directions are those along which rows are longest, the longest first") {
  const SparseRows rows = pairs_of_columns(halving(pairs));
  const LatentDirections directions = found(rows, 4);
  REQUIRE(directions.dimensions() == 4);
  for (std::size_t row = 0; row < 8; ++row) {
    const std::vector<float> along = directions.along(rows.row(row));
    for (std::size_t k = 0; k < 4; ++k) {
      const double wanted = row == k ? std::ldexp(1.0, -static_cast<int>(k)) : 0.0;
      CHECK(std::fabs(along[k]) == doctest::Approx(wanted).epsilon(1e-5));
    }
  }
}

TEST_CASE("latent directions are orthonormal, and nothing where rows have no more of them") {
  const LatentDirections directions = found(pairs_of_columns(halving(3)), 5);
  std::vector<double> products(25);
  for (std::uint32_t c = 0; c < columns; ++c) {
    const SparseRows::Value one{c, 1.0f};
    const std::vector<float> along = directions.along({&one, 1});
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = 0; j < 5; ++j)
        products[i * 5 + j] += static_cast<double>(along[i]) * static_cast<double>(along[j]);
  }
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 5; ++j)
      CHECK(products[i * 5 + j] == doctest::Approx(i == j && i < 3 ? 1.0 : 0.0).epsilon(1e-6));
}
