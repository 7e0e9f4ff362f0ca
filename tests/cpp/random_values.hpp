#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/worst.hpp"
#include "pretext/rng.hpp"

namespace pretext::testing {

/// Reproducible values in (-1, 1) times `scale`.
inline std::vector<float> random_values(std::size_t n, std::uint32_t seed, float scale = 1.0f) {
  Rng rng(seed, Stream::task);
  std::vector<float> values(n);
  for (float& v : values) v = (2.0f * rng.uniform() - 1.0f) * scale;
  return values;
}

inline std::vector<double> in_double(const std::vector<float>& values) { return {values.begin(), values.end()}; }

/// Largest difference, relative to the largest element of the reference; NaN if one of them is not finite, or if they
/// are not as many.
inline double relative_error(const std::vector<float>& values, const std::vector<double>& reference) {
  if (values.size() != reference.size()) return std::numeric_limits<double>::quiet_NaN();
  double largest = 1e-30;
  double difference = 0;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    largest = worst(largest, std::fabs(reference[i]));
    difference = worst(difference, std::fabs(static_cast<double>(values[i]) - reference[i]));
  }
  return difference / largest;
}

}  // namespace pretext::testing
