#include "study/latent.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "pretext/rng.hpp"

namespace pretext {

namespace {

constexpr int enough_iterations = 12;
/// Directions beside those that are asked for, so that the last of these are near as well.
constexpr std::size_t more = 16;

}  // namespace

LatentDirections::LatentDirections(SparseRows rows, int columns, int dimensions, std::uint64_t seed)
    : rows_(std::move(rows)), columns_(static_cast<std::size_t>(columns)),
      dimensions_(static_cast<std::size_t>(dimensions)),
      directions_(columns_ * std::min(columns_, dimensions_ + more)) {
  Rng rng(seed, Stream::sample);
  for (double& value : directions_) value = static_cast<double>(rng.normal());
  orthonormalise();
}

bool LatentDirections::done() const { return iterations_ == enough_iterations; }

void LatentDirections::multiply(std::span<const SparseRows::Value> row, std::span<double> sums) const {
  for (const auto& [column, value] : row) {
    const double* direction = directions_.data() + column * sums.size();
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += static_cast<double>(value) * direction[i];
  }
}

void LatentDirections::advance() {
  std::vector<double> product(directions_.size());
  std::vector<double> sums(kept());
  for (std::size_t r = 0; r < rows_.rows(); ++r) {
    std::ranges::fill(sums, 0.0);
    multiply(rows_.row(r), sums);
    for (const auto& [column, value] : rows_.row(r)) {
      double* direction = product.data() + column * sums.size();
      for (std::size_t i = 0; i < sums.size(); ++i) direction[i] += static_cast<double>(value) * sums[i];
    }
  }
  directions_ = std::move(product);
  orthonormalise();
  if (++iterations_ == enough_iterations) rows_ = {};
}

/// Gram and Schmidt's, twice: once leaves what rounding has left. A direction that nothing is left of becomes 0.
void LatentDirections::orthonormalise() {
  const std::size_t width = kept();
  const auto at = [&](std::size_t column, std::size_t i) -> double& { return directions_[column * width + i]; };
  const auto dot = [&](std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t c = 0; c < columns_; ++c) sum += at(c, a) * at(c, b);
    return sum;
  };
  for (std::size_t i = 0; i < width; ++i) {
    const double before = dot(i, i);
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t j = 0; j < i; ++j) {
        const double shared = dot(i, j);
        for (std::size_t c = 0; c < columns_; ++c) at(c, i) -= shared * at(c, j);
      }
    }
    const double square = dot(i, i);
    const double factor = square > 1e-20 * before ? 1 / std::sqrt(square) : 0;
    for (std::size_t c = 0; c < columns_; ++c) at(c, i) *= factor;
  }
}

std::vector<float> LatentDirections::along(std::span<const SparseRows::Value> row) const {
  std::vector<double> sums(kept());
  multiply(row, sums);
  return {sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(dimensions_)};
}

}  // namespace pretext
