#pragma once

#include <memory>

#include "pretext/network.hpp"
#include "pretext/spec.hpp"
#include "pretext/task.hpp"

namespace pretext {

/// Rows of one pass without training: enough to fill the kernels, few enough to stay in cache.
inline constexpr int rows_per_pass = 32;

/// The networks of an experiment. Tensors of the same name are the same tensor: encoders can be copied between them.
struct Networks {
  std::unique_ptr<Task> pretext_task;
  std::unique_ptr<Task> digits;         ///< the task of telling the ten labels
  std::unique_ptr<Network> pretext;     ///< encoder and the pretext head
  std::unique_ptr<Network> encoder;     ///< the encoder alone; its output, flattened, is the features
  std::unique_ptr<Network> probe;       ///< the linear classifier on features
  std::unique_ptr<Network> classifier;  ///< encoder and the linear classifier
};

/// The spec's encoder, its blocks named conv1, conv2 and so on, not planned yet.
std::unique_ptr<Sequence> encoder_layers(const Spec& spec);

/// Plans them for square images of that shape, or says which block of the encoder leaves nothing of an image.
Result<Networks> plan_networks(const Spec& spec, Shape image);

/// The first `layers` layers of the pretext network, for images; without layers, the pixels themselves.
std::unique_ptr<Network> plan_features(const Spec& spec, const Task& pretext, Shape image, int layers);

/// Encoder and linear classifier, the first `frozen` blocks not to be moved.
std::unique_ptr<Network> plan_classifier(const Spec& spec, const Task& digits, Shape image, int frozen);

/// A linear classifier on features of that shape.
std::unique_ptr<Network> plan_probe(const Task& digits, Shape features);

}  // namespace pretext
