#pragma once

#include <span>

#include "kernels/conv_shape.hpp"
#include "kernels/terms.hpp"

// A *strip* is four channels of padded images: padded_h x padded_w x 4 each. The strip of a whole micro-batch fits into
// the first-level cache, and one filter's k x k taps of it fit into registers, so that the backward pass of a
// convolution may hop from winner to winner without waiting for memory.

namespace pretext::kernels {

/// The geometry of one strip: that of a convolution of four channels.
ConvShape strip_of(const ConvShape& shape);
inline int strips(const ConvShape& shape) { return (shape.cin + 3) / 4; }

/// Overwrites `strip` (strip_of(shape).padded_size() floats) with channels 4 v to 4 v + 3 of an image; zeros where
/// there are none.
void read_strip(const ConvShape& shape, const float* image, int v, float* strip);

/// by_strip: strips x filters x k x k x 4. Adds it to `grads` (k x k x cin x filters).
void add_by_strip(const ConvShape& shape, const float* by_strip, float* grads);

/// One filter's winners: where their windows start in the strip, and their gradients.
struct StripWinners {
  std::span<const Term> terms;
  int kernel;  ///< k
  int row;     ///< floats of one row of the strip's images
};

/// dkernel (k x k x 4) += the windows of the strip `x`, times their gradients.
void add_windows(const StripWinners& winners, const float* x, float* dkernel);

}  // namespace pretext::kernels
