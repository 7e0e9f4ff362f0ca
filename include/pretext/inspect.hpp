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

/// One example as a network sees it, and what it answers.
struct Answered {
  Shape input;  ///< all views, one below another
  int views = 1;
  std::vector<float> shown;  ///< the input
  Shape target{0, 0, 0};
  std::vector<float> wanted;   ///< the values that are asked for; empty where a class is, or another view
  std::vector<float> asked;    ///< how much each of them weighs; empty if all weigh the same
  std::int32_t choice = -1;    ///< the class that is asked for; -1 where none is
  std::vector<float> outputs;  ///< class probabilities, or those of a mask's pixels; else what the network gives, for
                               ///< each view that it sees
  float loss = 0;
};

/// Runs one example forward. `weights` belong to `network`.
Answered answer(const Network& network, const Source& source, const Loss& loss, const Dataset& data,
                std::uint32_t example, std::uint32_t step, std::span<const float> weights);

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
