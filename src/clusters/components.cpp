#include "pretext/components.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "kernels/matrix.hpp"

namespace pretext {

namespace {

/// Directions beside those that are asked for: the more, the faster they come apart.
constexpr std::size_t spare_directions = 10;

/// Rows that one call averages, or multiplies with each other.
constexpr std::size_t rows_averaged = 2048;
constexpr std::size_t rows_multiplied = 128;

/// Rows of the covariance matrix that are made together: what lies left of them is known already.
constexpr std::size_t band = 112;

/// A column whose rest is smaller than this share of it lies in the space of those before it.
constexpr double nothing_left = 1e-10;

/// c := a b, a of n x n and b of n x columns.
void multiply(const std::vector<double>& a, const std::vector<double>& b, std::size_t columns, std::vector<double>& c) {
  const std::size_t n = b.size() / columns;
  std::ranges::fill(c, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      const double factor = a[i * n + k];
      if (factor == 0) continue;  // the margins of digits never vary
      for (std::size_t j = 0; j < columns; ++j) c[i * columns + j] += factor * b[k * columns + j];
    }
  }
}

double product_of(const std::vector<double>& a, std::size_t i, const std::vector<double>& b, std::size_t j,
                  std::size_t columns) {
  double sum = 0;
  for (std::size_t row = 0; row < a.size(); row += columns) sum += a[row + i] * b[row + j];
  return sum;
}

/// Makes the columns orthonormal (Gram and Schmidt, each twice); those that others span become 0.
void orthonormalise(std::vector<double>& v, std::size_t columns) {
  for (std::size_t j = 0; j < columns; ++j) {
    const double whole = std::sqrt(product_of(v, j, v, j, columns));
    for (int time = 0; time < 2; ++time) {
      for (std::size_t i = 0; i < j; ++i) {
        const double along = product_of(v, i, v, j, columns);
        for (std::size_t row = 0; row < v.size(); row += columns) v[row + j] -= along * v[row + i];
      }
    }
    const double left = std::sqrt(product_of(v, j, v, j, columns));
    const double factor = left > nothing_left * whole ? 1 / left : 0;
    for (std::size_t row = 0; row < v.size(); row += columns) v[row + j] *= factor;
  }
}

/// Turns the symmetric matrix h (n x n) until it is diagonal, and e, at first the unit matrix, along (Jacobi, 1846).
void diagonalise(std::vector<double>& h, std::vector<double>& e, std::size_t n) {
  constexpr int sweeps = 12;
  const auto turn = [n](std::vector<double>& m, std::size_t a, std::size_t b, std::size_t step, double c, double s) {
    for (std::size_t k = 0; k < n; ++k, a += step, b += step) {
      const double x = m[a];
      const double y = m[b];
      m[a] = c * x - s * y;
      m[b] = s * x + c * y;
    }
  };
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        const double off = h[p * n + q];
        if (off == 0) continue;
        const double theta = (h[q * n + q] - h[p * n + p]) / (2 * off);
        const double size = 1 / (std::fabs(theta) + std::sqrt(theta * theta + 1));
        const double t = theta < 0 ? -size : size;
        const double c = 1 / std::sqrt(t * t + 1);
        turn(h, p, q, n, c, t * c);
        turn(h, p * n, q * n, 1, c, t * c);
        turn(e, p, q, n, c, t * c);
      }
    }
  }
}

}  // namespace

PrincipalComponents::PrincipalComponents(FeatureRows rows, std::size_t components, std::uint64_t seed)
    : rows_(std::move(rows)), width_(rows_.width()), components_(components),
      columns_(std::min(width_, components + spare_directions)), mean_(width_), covariance_(width_ * width_),
      subspace_(width_ * columns_) {
  for (std::size_t i = 0; i < width_; ++i) {
    Rng rng(seed, Stream::components, 0, static_cast<std::uint32_t>(i));
    for (std::size_t j = 0; j < columns_; ++j) subspace_[i * columns_ + j] = static_cast<double>(rng.normal());
  }
}

void PrincipalComponents::advance() {
  if (averaged_ < rows_.examples.size()) add_to_mean();
  else if (covered_ < rows_.examples.size()) add_to_covariance();
  else iterate();
}

void PrincipalComponents::add_to_mean() {
  std::vector<float> row(width_);
  const std::size_t last = std::min(rows_.examples.size(), averaged_ + rows_averaged);
  for (; averaged_ < last; ++averaged_) {
    rows_.read(averaged_, 1, row);
    for (std::size_t i = 0; i < width_; ++i) mean_[i] += static_cast<double>(row[i]);
  }
  if (last < rows_.examples.size()) return;
  for (double& value : mean_) value /= static_cast<double>(rows_.examples.size());
}

void PrincipalComponents::add_to_covariance() {
  const std::size_t count = std::min(rows_multiplied, rows_.examples.size() - covered_);
  std::vector<float> some(count * width_);
  rows_.read(covered_, count, some);
  for (std::size_t i = 0; i < some.size(); ++i) some[i] -= static_cast<float>(mean_[i % width_]);
  const int pitch = static_cast<int>(width_);
  const int depth = static_cast<int>(count);
  std::vector<float> panels;
  std::vector<float> products(band * width_);
  for (std::size_t first = 0; first < width_; first += band) {
    const int columns = static_cast<int>(width_ - first);
    const std::size_t high = std::min(band, width_ - first);
    panels.resize(kernels::packed_floats(depth, columns));
    kernels::pack_panels({some.data() + first, pitch, 1, depth, columns}, panels.data());
    kernels::multiply({some.data() + first, 1, pitch, static_cast<int>(high)}, panels.data(), depth, columns,
                      {.at = products.data(), .pitch = columns});
    for (std::size_t i = 0; i < high; ++i) {
      for (std::size_t j = i; j < width_ - first; ++j) {
        covariance_[(first + i) * width_ + first + j] +=
            static_cast<double>(products[i * static_cast<std::size_t>(columns) + j]);
      }
    }
  }
  covered_ += count;
  if (covered_ < rows_.examples.size()) return;
  for (std::size_t i = 0; i < width_; ++i) {
    for (std::size_t j = i; j < width_; ++j) {
      covariance_[i * width_ + j] /= static_cast<double>(rows_.examples.size());
      covariance_[j * width_ + i] = covariance_[i * width_ + j];
    }
  }
}

void PrincipalComponents::iterate() {
  orthonormalise(subspace_, columns_);
  std::vector<double> next(subspace_.size());
  multiply(covariance_, subspace_, columns_, next);
  if (++round_ < rounds) return void(subspace_ = std::move(next));
  std::vector<double> h(columns_ * columns_);
  std::vector<double> e(h.size());
  for (std::size_t i = 0; i < columns_; ++i) {
    e[i * columns_ + i] = 1;
    for (std::size_t j = i; j < columns_; ++j) {
      h[i * columns_ + j] = h[j * columns_ + i] = product_of(subspace_, i, next, j, columns_);
    }
  }
  diagonalise(h, e, columns_);
  std::vector<std::size_t> order(columns_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const double of_a = h[a * columns_ + a];
    const double of_b = h[b * columns_ + b];
    return of_a != of_b ? of_a > of_b : a < b;
  });
  std::vector<double> turned(width_ * components_);
  for (std::size_t k = 0; k < components_; ++k) {
    variances_.push_back(h[order[k] * columns_ + order[k]]);
    double largest = 0;
    for (std::size_t row = 0; row < width_; ++row) {
      double& value = turned[row * components_ + k];
      for (std::size_t i = 0; i < columns_; ++i) value += subspace_[row * columns_ + i] * e[i * columns_ + order[k]];
      if (std::fabs(value) > std::fabs(largest)) largest = value;
    }
    for (std::size_t row = 0; largest < 0 && row < width_; ++row) turned[row * components_ + k] *= -1;
  }
  subspace_ = std::move(turned);
  covariance_ = {};
}

}  // namespace pretext
