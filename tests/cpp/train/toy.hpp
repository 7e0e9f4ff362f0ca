#pragma once

#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "pretext/fit.hpp"
#include "pretext/layers.hpp"
#include "pretext/source.hpp"
#include "random_values.hpp"

namespace pretext::testing {

/// A problem small enough to train in a moment: points around three centres, told apart by one dense layer.
struct Toy {
  static constexpr int columns = 6;
  static constexpr int classes = 3;

  explicit Toy(std::uint32_t rows = 50) : labels(rows), source(labelled_rows({1, 1, columns}, classes)) {
    const std::vector<float> centres = random_values(columns * classes, 1);
    features = random_values(columns * rows, 2);
    for (std::size_t i = 0; i < rows; ++i) {
      labels[i] = static_cast<std::uint8_t>(i % classes);
      for (std::size_t j = 0; j < columns; ++j) features[i * columns + j] += centres[labels[i] * columns + j];
    }
    auto layers = std::make_unique<Sequence>();
    layers->add("dense", dense(classes));
    network = std::make_unique<Network>(std::move(layers), Shape{1, 1, columns}, 32);
  }

  [[nodiscard]] Dataset data() const {
    Dataset data;
    data.shape = {1, 1, columns};
    data.rows = static_cast<std::uint32_t>(labels.size());
    data.values = features;
    data.labels = labels;
    return data;
  }

  [[nodiscard]] std::vector<float> initial() const {
    std::vector<float> weights(network->params().floats());
    network->params().initialise(1, weights);
    return weights;
  }

  /// Trains on all rows but the last `held_out`.
  [[nodiscard]] Fit fit(const FitSettings& settings, std::uint32_t held_out = 0) const {
    Examples examples{data(), std::vector<std::uint32_t>(labels.size() - held_out),
                      std::vector<std::uint32_t>(held_out)};
    std::iota(examples.training.begin(), examples.training.end(), 0u);
    std::iota(examples.held_out.begin(), examples.held_out.end(), static_cast<std::uint32_t>(examples.training.size()));
    return {"toy", prediction(*network, *source, CrossEntropy{}), std::move(examples), settings, 1, initial()};
  }

  std::vector<float> features;
  std::vector<std::uint8_t> labels;
  std::unique_ptr<Source> source;
  std::unique_ptr<Network> network;
};

}  // namespace pretext::testing
