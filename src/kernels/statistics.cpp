#include "kernels/statistics.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>

namespace pretext::kernels {

void mean_and_deviation(const float* x, int n, int columns, double* mean, double* deviation) {
  assert(n >= 1);
  const auto rows = static_cast<std::size_t>(n);
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t c = 0; c < width; ++c) mean[c] = deviation[c] = 0.0;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < width; ++c) mean[c] += static_cast<double>(x[r * width + c]);
  }
  for (std::size_t c = 0; c < width; ++c) mean[c] /= n;
  // A second pass over the differences: the textbook's one-pass formula cancels when the mean is large.
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < width; ++c) {
      const double difference = static_cast<double>(x[r * width + c]) - mean[c];
      deviation[c] += difference * difference;
    }
  }
  for (std::size_t c = 0; c < width; ++c) deviation[c] = std::sqrt(deviation[c] / n);
}

}  // namespace pretext::kernels
