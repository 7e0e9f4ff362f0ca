#pragma once

#include "kernels/conv_shape.hpp"
#include "kernels/terms.hpp"

// The gradient by a convolution's input, gathered: each pixel's is a sum of *rows* of the kernel, one filter at one tap
// and all of its channels, times the gradients of the outputs that read the pixel there. Rows are cut into panels of as
// many channels as are summed in registers; those of one panel stay in the first-level cache.

namespace pretext::kernels {

/// How the rows lie: panels x filters x taps x width. The last panel may reach beyond the channels that there are.
struct RowPanels {
  int panels;
  int width;  ///< floats, a multiple of four
  int size;   ///< floats of one panel

  explicit RowPanels(const ConvShape& shape);
};

/// kernel: k x k x cin x filters. Overwrites `rows`, with zeros for channels that there are not.
void pack_rows(const ConvShape& shape, const float* kernel, float* rows);

/// Pixels, each with the terms of its sum.
struct PixelSums {
  const Term* terms;
  const std::uint32_t* starts;  ///< where those of each pixel start; and where the last ones end
  const std::uint32_t* outs;    ///< where each pixel starts in dx
  int pixels;
};

/// Overwrites the channels of each pixel of `dx` with the sum of its terms' rows, in their order.
void sum_rows(const ConvShape& shape, const PixelSums& sums, const float* rows, float* dx);

}  // namespace pretext::kernels
