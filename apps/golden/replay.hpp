#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"

namespace pretext {

/// How far a training run here is from the same run by another program.
struct GoldenReport {
  std::string stage;  ///< "pretext", "supervised", "probe" (which trains the dense layer alone), a case or a task
  std::uint32_t steps = 0;
  double loss = 0;                         ///< worst relative error of the steps' losses
  std::map<std::string, double> gradient;  ///< first gradient: worst error, relative to the tensor's largest element
  std::map<std::string, double> weights;   ///< final weights: L2 norm of the error, relative to the tensor's; of texts,
                                           ///< worst error, relative to the tensor's largest move

  /// The worst of the tensors.
  [[nodiscard]] double worst_gradient() const;
  [[nodiscard]] double worst_weights() const;
  /// {stage, steps, loss, gradient: {tensor: error}, weights: {tensor: error}}
  [[nodiscard]] std::string json() const;
};

/// Replays a golden run, a safetensors file with the tensors init/*, grad/*, final/* and losses in Keras layouts. Its
/// metadata say what was trained: stage, scale (unit or raw), optimiser (adam or sgd), lr, momentum (0.9 if missing),
/// batch, steps and rows (of the training split, in order, again from the first when they are used up; the pretext task
/// makes four examples of each).
Result<GoldenReport> replay_golden(const std::string& name, std::span<const std::uint8_t> file, Dataset train);

}  // namespace pretext
