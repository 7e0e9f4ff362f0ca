#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kernels/conv_shape.hpp"
#include "kernels/terms.hpp"

namespace pretext {

/// One way to do the forward pass of a conv block. Immutable; sizes are in bytes.
class ConvForward {
 public:
  virtual ~ConvForward() = default;
  [[nodiscard]] virtual std::size_t prepared_bytes() const = 0;
  [[nodiscard]] virtual std::size_t scratch_bytes() const = 0;
  /// kernel: k x k x cin x filters; bias: filters. Overwrites `prepared`.
  virtual void prepare(const float* kernel, const float* bias, std::span<std::byte> prepared) const = 0;
  /// x: n images. Overwrites y, n x cells x filters, and winners, laid out like y, unless it is null.
  virtual void run(int n, const float* x, std::span<const std::byte> prepared, std::span<std::byte> scratch, float* y,
                   std::uint8_t* winners) const = 0;
};

/// What a backward pass works on. Outputs and what is like them are n x cells x filters.
struct ConvGradients {
  int n;
  const float* x;
  const float* y;
  const float* dy;
  const std::uint8_t* winners;  ///< null without a pool
  float* dx;                    ///< overwritten; may be null
  float* dkernel;               ///< k x k x cin x filters, added to
  float* dbias;                 ///< filters, added to
};

/// The outputs of the cell whose first one is output `out`. Overwrites `passed` (filters long) with what passes the
/// ReLU.
kernels::CellOutputs outputs_of(const kernels::ConvShape& shape, const ConvGradients& all, int out, float* passed);

/// One way to get the gradients by kernel and bias.
class WeightGradient {
 public:
  virtual ~WeightGradient() = default;
  [[nodiscard]] virtual std::size_t scratch_bytes() const = 0;
  virtual void run(const ConvGradients& gradients, std::span<std::byte> scratch) const = 0;
};

std::unique_ptr<ConvForward> gemm_forward(const kernels::ConvShape& shape, int max_batch);
std::unique_ptr<ConvForward> winograd_forward(const kernels::ConvShape& shape, int max_batch);
std::unique_ptr<WeightGradient> strip_gradient(const kernels::ConvShape& shape, int max_batch);
std::unique_ptr<WeightGradient> picking_gradient(const kernels::ConvShape& shape, int max_batch);

/// How many images to handle together, so that `bytes` for each of them stay in the second-level cache.
int images_in_cache(std::size_t bytes, int max_batch);

/// Where the window of each cell and position starts in the padded image.
std::vector<std::uint32_t> window_starts(const kernels::ConvShape& shape);

}  // namespace pretext
