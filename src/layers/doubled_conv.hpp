#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "core/carve.hpp"
#include "layers/conv_parts.hpp"
#include "layers/listed_gradient.hpp"
#include "layers/picking_gradient.hpp"
#include "pretext/layers.hpp"

namespace pretext {

/// Nearest neighbour to twice the size, then a 3 x 3 convolution, without the doubled image. Each output sees at most
/// 2 x 2 pixels, and which of the kernel's taps meet one pixel depends on whether its row and its column are even or
/// odd. Forward is a 3 x 3 convolution on the small image with four times as many filters, one set for each such
/// *phase*. Backward goes by pixels: one is read by 4 x 4 outputs, each by a sum of taps, so that there are 16 terms
/// per filter where the doubled image has 36. With one filter, as where images come out, backward is *turned*: the
/// gradient by the input is a 4 x 4 convolution of the gradient by the output at stride 2, and its kernel's gradient is
/// the one that is asked for.
class DoubledConv final : public Layer {
 public:
  [[nodiscard]] static bool fits(Shape in, int h, int w, const ConvSpec& spec);
  /// Precondition: what is planned fits.
  explicit DoubledConv(ConvSpec spec) : spec_(spec) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override;
  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override;
  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override;
  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override;

 private:
  struct Prepared {
    std::span<std::byte> forward, backward;
    float* phases;  ///< 3 x 3 x cin x 4 filters: the kernel of the forward pass
    float* bias;    ///< 4 filters
    float* sums;    ///< 4 x 4 x cin x filters: the kernel of the backward pass
    float* zeros;   ///< cin: its bias
  };
  struct Scratch {
    std::span<std::byte> parts;
    float* outputs;  ///< samples x h x w x 4 filters; when turned, the gradient that passes the ReLU
    float* dsums;    ///< 4 x 4 x cin x filters
  };

  [[nodiscard]] Prepared prepared_in(Carver& carver) const;
  [[nodiscard]] Scratch scratch_in(Carver& carver) const;
  /// Floats from one tap of a kernel to the next.
  [[nodiscard]] int tap() const { return in_.c * spec_.filters; }
  void add_to_phases(const float* kernel, float* phases) const;
  void run_turned(const ConvGradients& all, const Prepared& weights, const Scratch& at) const;

  ConvSpec spec_;
  Shape in_;
  int max_batch_ = 0;
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  std::unique_ptr<ConvForward> forward_;
  std::optional<ListedGradient> listed_;  ///< unless turned
  std::unique_ptr<ConvForward> turned_;
  std::optional<PickingGradient> picking_;  ///< when turned
};

}  // namespace pretext
