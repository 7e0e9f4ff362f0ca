#pragma once

#include <cstddef>
#include <memory>

#include "layers/conv_parts.hpp"
#include "layers/input_gradient.hpp"
#include "pretext/layers.hpp"

namespace pretext {

/// Convolution + ReLU + pool as one layer. Forward computes live outputs only and pools them while they are in cache;
/// what it saves is the winner of each window, one byte. Backward visits winners only, and of those only the ones whose
/// gradient is not zero: at most one output in pool x pool. How either is done is chosen by shape when planning.
class ConvBlock final : public Layer {
 public:
  explicit ConvBlock(ConvSpec spec) : spec_(spec) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override;
  /// The same, when the tensors are registered already, at these offsets.
  Plan plan_with(Shape in, int max_batch, std::size_t kernel_at, std::size_t bias_at);

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override;
  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override;
  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override;

 private:
  ConvSpec spec_;
  bool pooled_ = false;
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  std::unique_ptr<ConvForward> forward_;
  std::unique_ptr<WeightGradient> weight_gradient_;
  std::unique_ptr<InputGradient> input_gradient_;
};

}  // namespace pretext
