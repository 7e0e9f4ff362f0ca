#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kernels/conv_shape.hpp"

namespace pretext {

/// What a forward pass keeps for the backward one. Any of it may be null.
struct Kept {
  std::uint8_t* winners;  ///< laid out like y: the position of the window that won
  std::uint8_t* blind;    ///< n x cells: 1 for cells that see nothing but zeros
  float* padded;          ///< n x padded size: the images in their zeros
};

/// One way to do the forward pass of a conv block. Immutable; sizes are in bytes.
class ConvForward {
 public:
  virtual ~ConvForward() = default;
  [[nodiscard]] virtual std::size_t prepared_bytes() const = 0;
  [[nodiscard]] virtual std::size_t scratch_bytes() const = 0;
  /// Whether it looks for blind cells, and so can keep which they are.
  [[nodiscard]] virtual bool finds_blind_cells() const { return false; }
  /// Whether it pads images, and so can keep them.
  [[nodiscard]] virtual bool pads() const { return false; }
  /// kernel: k x k x cin x filters; bias: filters. Overwrites `prepared`.
  virtual void prepare(const float* kernel, const float* bias, std::span<std::byte> prepared) const = 0;
  /// x: n images. Overwrites y, n x cells x filters, and what is to be kept.
  virtual void run(int n, const float* x, std::span<const std::byte> prepared, std::span<std::byte> scratch, float* y,
                   Kept kept) const = 0;
};

/// What a backward pass works on. Outputs and what is like them are n x cells x filters.
struct ConvGradients {
  int n;
  const float* x;
  const float* y;
  const float* dy;
  const std::uint8_t* winners;  ///< null without a pool
  const std::uint8_t* blind;    ///< as in Kept; null if nobody has looked
  const float* padded;          ///< as in Kept; null if nobody has padded
  const std::uint8_t* alike;    ///< as in Pass, n x h x w; null if there are none
  float* dx;                    ///< overwritten; may be null
  float* dkernel;               ///< k x k x cin x filters, added to; may be null
  float* dbias;                 ///< filters, added to; null if dkernel is, or if only that is asked for
};

/// The kernel for a shape, from one table.
std::unique_ptr<ConvForward> conv_forward(const kernels::ConvShape& shape, int max_batch);
std::unique_ptr<ConvForward> gemm_forward(const kernels::ConvShape& shape, int max_batch);
std::unique_ptr<ConvForward> winograd_forward(const kernels::ConvShape& shape, int max_batch);

/// How many images to handle together, so that `bytes` for each of them stay in the second-level cache.
int images_in_cache(std::size_t bytes, int max_batch);

/// Where the window of each cell and position starts in the padded image.
std::vector<std::uint32_t> window_starts(const kernels::ConvShape& shape);

}  // namespace pretext
