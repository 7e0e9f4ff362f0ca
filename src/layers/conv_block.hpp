#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/carve.hpp"
#include "kernels/conv_shape.hpp"
#include "kernels/weighted_rows.hpp"
#include "pretext/layers.hpp"

namespace pretext {

/// Convolution + ReLU + pool as one layer. Forward computes live outputs only and pools them while they are in cache;
/// what it saves is the winner of each window, one byte. Backward visits winners only, and of those only the ones whose
/// gradient is not zero: at most one output in pool x pool.
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
  /// What prepare() makes; see kernels/pack.hpp.
  struct Prepared {
    float* panels;
    float* bias;
    float* by_filter;
  };
  struct ForwardScratch {
    float* padded;  ///< images_ padded images
    float* z;       ///< four cells before pooling, window x 8 each
  };
  struct BackwardScratch {
    float* padded;         ///< images_ padded images
    float* dpadded;        ///< one padded image
    float* dkernel;        ///< as pack_by_filter lays it out
    float* dbias;          ///< filters
    kernels::Term* terms;  ///< per filter, up to images_ * cells: the winners
    int* count;            ///< per filter
    kernels::Term* cell;   ///< per position of a window, up to `filters`: the winners of one cell
  };
  [[nodiscard]] Prepared prepared_in(Carver& carver) const;
  [[nodiscard]] ForwardScratch forward_scratch(Carver& carver) const;
  [[nodiscard]] BackwardScratch backward_scratch(Carver& carver) const;

  void forward_cells(const ForwardScratch& scratch, const Prepared& prepared, int first, int count, int panel, float* y,
                     std::uint8_t* winners) const;
  void collect_terms(const BackwardScratch& scratch, int images, const float* y, const float* dy,
                     const std::uint8_t* winners) const;
  void backward_input(const BackwardScratch& scratch, const Prepared& prepared, const float* y, const float* dy,
                      const std::uint8_t* winners, float* dx) const;

  ConvSpec spec_;
  kernels::ConvShape shape_;
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  int images_ = 1;                      ///< handled together, so that what they need stays in cache
  std::vector<std::uint32_t> windows_;  ///< per cell and position, where its window starts in the padded image
};

}  // namespace pretext
