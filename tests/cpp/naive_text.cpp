#include "naive_text.hpp"

#include <cmath>
#include <cstddef>

namespace pretext::naive {

namespace {

std::size_t at(int row, int column, int width) { return static_cast<std::size_t>(row * width + column); }

}  // namespace

Values product(const Values& a, const Values& b, int rows, int depth, int columns) {
  Values c(at(rows, 0, columns));
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) {
      for (int k = 0; k < depth; ++k) c[at(i, j, columns)] += a[at(i, k, depth)] * b[at(k, j, columns)];
    }
  }
  return c;
}

Norm layer_norm(const Values& x, const Values& gain, const Values& bias, const Values& dy, int n, int width) {
  Norm out{Values(x.size()), Values(x.size()), Values(gain.size()), Values(gain.size())};
  for (int row = 0; row < n; ++row) {
    double mean = 0;
    double variance = 0;
    for (int i = 0; i < width; ++i) mean += x[at(row, i, width)] / width;
    for (int i = 0; i < width; ++i) variance += std::pow(x[at(row, i, width)] - mean, 2) / width;
    const double sigma = std::sqrt(variance + 1e-5);
    const auto z = [&](int i) { return (x[at(row, i, width)] - mean) / sigma; };
    for (int i = 0; i < width; ++i) {
      const auto c = static_cast<std::size_t>(i);
      out.y[at(row, i, width)] = z(i) * gain[c] + bias[c];
      out.dgain[c] += dy[at(row, i, width)] * z(i);
      out.dbias[c] += dy[at(row, i, width)];
    }
    // By the definition: dz_j/dx_i = (delta_ij - 1/w - z_i z_j / w) / sigma.
    for (int i = 0; i < width; ++i) {
      for (int j = 0; j < width; ++j) {
        const double slope = ((i == j ? 1.0 : 0.0) - 1.0 / width - z(i) * z(j) / width) / sigma;
        out.dx[at(row, i, width)] += dy[at(row, j, width)] * gain[static_cast<std::size_t>(j)] * slope;
      }
    }
  }
  return out;
}

Plain gelu(const Values& x, const Values& dy) {
  Plain out{Values(x.size()), Values(x.size())};
  const double factor = std::sqrt(2.0 / std::acos(-1.0));
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double t = std::tanh(factor * (x[i] + 0.044715 * std::pow(x[i], 3)));
    out.y[i] = x[i] / 2 * (1 + t);
    const double slope = (1 + t) / 2 + x[i] / 2 * (1 - t * t) * factor * (1 + 3 * 0.044715 * x[i] * x[i]);
    out.dx[i] = dy[i] * slope;
  }
  return out;
}

Plain attention(const Values& x, const Values& dy, const std::vector<int>& lengths, int width, int heads, bool causal) {
  Plain out{Values(x.size() / 3), Values(x.size())};
  const int size = width / heads;
  int first = 0;
  for (const int length : lengths) {
    for (int head = 0; head < heads; ++head) {
      const auto part = [&](int which, int place, int i) {
        return at(first + place, which * width + head * size + i, 3 * width);
      };
      for (int query = 0; query < length; ++query) {
        const int keys = causal ? query + 1 : length;
        Values weights(static_cast<std::size_t>(keys));
        double sum = 0;
        for (int key = 0; key < keys; ++key) {
          double score = 0;
          for (int i = 0; i < size; ++i) score += x[part(0, query, i)] * x[part(1, key, i)];
          sum += weights[static_cast<std::size_t>(key)] = std::exp(score / std::sqrt(size));
        }
        double mean = 0;  // of the gradients by the weights
        Values dweights(weights.size());
        for (int key = 0; key < keys; ++key) {
          const auto k = static_cast<std::size_t>(key);
          weights[k] /= sum;
          for (int i = 0; i < size; ++i) {
            const std::size_t y = at(first + query, head * size + i, width);
            out.y[y] += weights[k] * x[part(2, key, i)];
            out.dx[part(2, key, i)] += weights[k] * dy[y];
            dweights[k] += x[part(2, key, i)] * dy[y];
          }
          mean += weights[k] * dweights[k];
        }
        for (int key = 0; key < keys; ++key) {
          const auto k = static_cast<std::size_t>(key);
          const double dscore = weights[k] * (dweights[k] - mean) / std::sqrt(size);
          for (int i = 0; i < size; ++i) {
            out.dx[part(0, query, i)] += dscore * x[part(1, key, i)];
            out.dx[part(1, key, i)] += dscore * x[part(0, query, i)];
          }
        }
      }
    }
    first += length;
  }
  return out;
}

}  // namespace pretext::naive
