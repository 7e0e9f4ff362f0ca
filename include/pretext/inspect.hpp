#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/loss.hpp"
#include "pretext/network.hpp"
#include "pretext/source.hpp"

namespace pretext {

/// What one layer made of one image.
struct LayerOutput {
  std::string name;
  Shape shape;
  std::vector<float> values;
};

/// One example's way through a network and back.
struct Dissection {
  std::vector<float> input;   ///< all views
  std::vector<float> target;  ///< values that are asked for; empty where a class is
  std::vector<float> asked;   ///< how much each of them weighs; empty if all weigh the same
  std::vector<LayerOutput> layers;
  std::vector<float> probabilities;  ///< of the classes; empty where none are asked
  float loss = 0;
  std::vector<float> gradients;  ///< laid out like the network's params
};

/// Runs one example forward and backward. `weights` belong to `network`.
Dissection dissect(const Network& network, const Source& source, const Loss& loss, const Dataset& data,
                   std::uint32_t example, std::span<const float> weights);

/// The two directions in which rows of features vary most (principal component analysis: Pearson, 1901; Hotelling,
/// 1933), found by orthogonal iteration on the covariance matrix. features: rows x columns. Returns rows x 2
/// coordinates. Each direction points to where its largest component is positive.
std::vector<float> principal_coordinates(std::span<const float> features, std::size_t rows, std::size_t columns);

}  // namespace pretext
