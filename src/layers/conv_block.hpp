#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "layers/conv_parts.hpp"
#include "layers/listed_gradient.hpp"
#include "layers/picking_gradient.hpp"
#include "pretext/layers.hpp"

namespace pretext {

/// Convolution + ReLU + pool as one layer. Forward computes live outputs only and pools them while they are in cache;
/// what it saves is the winner of each window, one byte. Backward visits winners only, and of those only the ones whose
/// gradient is not zero: at most one output in pool x pool. How either is done is chosen by shape when planning.
/// Output pixels whose windows see only zeros, as in the margins of digits, are alike.
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
  [[nodiscard]] std::span<const std::uint8_t> alike(const Pass& pass) const override;

 private:
  /// What there is to save; null pointers also where nothing is saved.
  [[nodiscard]] Kept saved_in(Carver& carver) const;

  ConvSpec spec_;
  kernels::ConvShape shape_;
  int max_batch_ = 0;
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  std::unique_ptr<ConvForward> forward_;
  std::optional<PickingGradient> picking_;
  std::optional<ListedGradient> listed_;
};

}  // namespace pretext
