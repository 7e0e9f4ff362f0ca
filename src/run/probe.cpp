#include "run/probe.hpp"

#include <cassert>
#include <cstddef>

#include "kernels/statistics.hpp"

namespace pretext {

Standardisation standardisation_of(std::span<const float> features, std::size_t rows, std::size_t columns) {
  Standardisation by{std::vector<double>(columns), std::vector<double>(columns)};
  kernels::mean_and_deviation(features.data(), static_cast<int>(rows), static_cast<int>(columns), by.mean.data(),
                              by.deviation.data());
  for (double& deviation : by.deviation) deviation = deviation == 0 ? 1 : deviation;
  return by;
}

void standardise(std::span<float> features, const Standardisation& by) {
  const std::size_t columns = by.mean.size();
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::size_t column = i % columns;
    features[i] = static_cast<float>((static_cast<double>(features[i]) - by.mean[column]) / by.deviation[column]);
  }
}

std::vector<float> join(const Network& encoder, std::span<const float> encoder_weights, const Network& probe,
                        std::span<const float> probe_weights, const Standardisation& by, const Network& classifier) {
  std::vector<float> joined(classifier.params().floats());
  copy_shared(encoder.params(), encoder_weights, classifier.params(), joined);
  copy_shared(probe.params(), probe_weights, classifier.params(), joined);
  if (by.mean.empty()) return joined;

  const Param& kernel = *classifier.params().find("dense.kernel");
  const Param& bias = *classifier.params().find("dense.bias");
  const std::size_t features = by.mean.size();
  const std::size_t classes = bias.size;
  assert(kernel.size == features * classes);
  for (std::size_t c = 0; c < classes; ++c) {
    double shift = 0;
    for (std::size_t f = 0; f < features; ++f) {
      float& weight = joined[kernel.offset + f * classes + c];
      const double folded = static_cast<double>(weight) / by.deviation[f];
      shift += by.mean[f] * folded;
      weight = static_cast<float>(folded);
    }
    float& b = joined[bias.offset + c];
    b = static_cast<float>(static_cast<double>(b) - shift);
  }
  return joined;
}

}  // namespace pretext
