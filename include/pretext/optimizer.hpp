#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "pretext/params.hpp"

namespace pretext {

/// Stochastic gradient descent with momentum in Keras's form: v = momentum v - rate g, w = w + v.
struct Sgd {
  float rate = 1e-3f;
  float momentum = 0.0f;
};

/// Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, in Keras's form: epsilon is added outside
/// the bias correction.
struct Adam {
  float rate = 1e-3f;
  float beta1 = 0.9f;
  float beta2 = 0.999f;
  float epsilon = 1e-7f;
};

/// Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019: matrices shrink before each update, and
/// epsilon is added inside the bias correction, as in PyTorch.
struct AdamW {
  float rate = 1e-3f;
  float beta1 = 0.9f;
  float beta2 = 0.98f;
  float epsilon = 1e-8f;
  float decay = 0.01f;
};

using OptimizerRule = std::variant<Sgd, Adam, AdamW>;

/// Elements [first, last) of a flat buffer.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The tensors with two sides or more: what weight decay is for.
std::vector<Range> matrices_of(const Params& params);

/// A rule and what it remembers from step to step.
class Optimizer {
 public:
  /// For flat buffers of `floats` values. decayed: what AdamW shrinks; the other rules don't.
  Optimizer(OptimizerRule rule, std::size_t floats, std::vector<Range> decayed = {});

  /// One update of `weights` with the mean gradient `grads` of a batch; elements before `first` are left alone.
  void step(std::span<float> weights, std::span<const float> grads, std::size_t first = 0);

  /// The learning rate of the updates that follow.
  void set_rate(float rate);

  /// Moments, for checkpoints: `floats` values for SGD, twice as many for the others.
  [[nodiscard]] std::span<float> moments() { return moments_; }
  /// Updates done, for checkpoints. Setting it restores the bias correction.
  [[nodiscard]] std::uint32_t steps() const { return steps_; }
  void set_steps(std::uint32_t steps);

 private:
  void correct();

  OptimizerRule rule_;
  std::vector<Range> decayed_;
  std::vector<float> moments_;
  std::uint32_t steps_ = 0;
  double beta1_power_ = 1.0;
  double beta2_power_ = 1.0;
};

}  // namespace pretext
