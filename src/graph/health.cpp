#include "pretext/health.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/nearest.hpp"
#include "kernels/softmax.hpp"

namespace pretext {

namespace {

double dot(const float* a, const float* b, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

// The kernels' own, which are the same everywhere, and in the module already.
double exponential(double x) {
  float value = static_cast<float>(x);
  kernels::exp(&value, &value, 1);
  return static_cast<double>(value);
}

double logarithm(double x) {
  float value = static_cast<float>(x);
  kernels::log(&value, &value, 1);
  return static_cast<double>(value);
}

/// Eigenvalues of a symmetric matrix by Jacobi's rotations (1846): n x n, which is left diagonal.
std::vector<double> eigenvalues(std::vector<double>& m, std::size_t n) {
  constexpr int most_sweeps = 30;
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return m[i * n + j]; };
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    double off = 0;
    double all = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) (i == j ? all : off) += at(i, j) * at(i, j);
    }
    if (!(off > 1e-18 * (all + off))) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (at(p, q) == 0) continue;
        const double theta = (at(q, q) - at(p, p)) / (2 * at(p, q));
        const double t = (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1);
        const double s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = at(k, p);
          const double kq = at(k, q);
          at(k, p) = c * kp - s * kq;
          at(k, q) = s * kp + c * kq;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double pk = at(p, k);
          const double qk = at(q, k);
          at(p, k) = c * pk - s * qk;
          at(q, k) = s * pk + c * qk;
        }
      }
    }
  }
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = std::max(0.0, at(i, i));
  return values;
}

/// Of rows x width.
double effective_rank(const std::vector<float>& unit, std::size_t width) {
  std::vector<double> gram(width * width);
  for (std::size_t row = 0; row < unit.size(); row += width) {
    for (std::size_t i = 0; i < width; ++i) {
      const double x = static_cast<double>(unit[row + i]);
      for (std::size_t j = 0; j < width; ++j) gram[i * width + j] += x * static_cast<double>(unit[row + j]);
    }
  }
  double total = 0;
  std::vector<double> singular = eigenvalues(gram, width);
  for (double& value : singular) total += value = std::sqrt(value);
  double entropy = 0;
  for (const double value : singular) {
    if (value > 0) entropy -= value / total * logarithm(value / total);
  }
  return exponential(entropy);
}

}  // namespace

Health health_of(std::span<const float> embeddings, std::span<const std::uint8_t> labels, std::size_t width) {
  const std::size_t images = labels.size();
  std::vector<float> unit(embeddings.begin(), embeddings.end());
  for (std::size_t row = 0; row < 2 * images; ++row) {
    kernels::scale_to_unit_length(&unit[row * width], static_cast<int>(width));
  }
  Health health{.images = static_cast<std::uint32_t>(images)};
  double potential = 0;
  std::size_t alike = 0;
  for (std::size_t i = 0; i < images; ++i) {
    const float* mine = &unit[2 * i * width];
    health.alignment += 2 - 2 * dot(mine, mine + width, width);
    double most = -2;
    std::size_t nearest = 0;
    for (std::size_t j = 0; j < images; ++j) {
      if (j == i) continue;
      const double similarity = dot(mine, &unit[2 * j * width], width);
      potential += exponential(-2 * (2 - 2 * similarity));
      if (!(similarity > most)) continue;
      most = similarity;
      nearest = j;
    }
    alike += labels[nearest] == labels[i] ? 1 : 0;
  }
  const double n = static_cast<double>(images);
  health.alignment /= n;
  health.uniformity = logarithm(potential / (n * (n - 1)));
  health.effective_rank = effective_rank(unit, width);
  health.neighbours_alike = static_cast<double>(alike) / n;
  return health;
}

}  // namespace pretext
