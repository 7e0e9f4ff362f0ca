#pragma once

#include <span>
#include <vector>

#include "pretext/network.hpp"

namespace pretext {

/// Mean and deviation of each feature; a feature that never changes has the deviation 1.
struct Standardisation {
  std::vector<double> mean;
  std::vector<double> deviation;
};

/// Of `rows` rows of features.
Standardisation standardisation_of(std::span<const float> features, std::size_t rows, std::size_t columns);

/// features := (features - mean) / deviation, row by row.
void standardise(std::span<float> features, const Standardisation& by);

/// The classifier made of a frozen encoder and a probe on its features. The probe's standardisation is folded into the
/// dense layer: W' = W / deviation, b' = b - mean W'. `by` may be empty for features used as they are.
std::vector<float> join(const Network& encoder, std::span<const float> encoder_weights, const Network& probe,
                        std::span<const float> probe_weights, const Standardisation& by, const Network& classifier);

}  // namespace pretext
