#pragma once

#include <cstdint>

#include "kernels/conv_shape.hpp"

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

/// The other way: overwrites those channels of an image, with zeros what no live output reads.
void write_strip(const ConvShape& shape, const float* strip, int v, float* image);

/// kernel: k x k x cin x filters. Overwrites `by_strip`, strips x filters x k x k x 4.
void pack_by_strip(const ConvShape& shape, const float* kernel, float* by_strip);

/// Adds a gradient that lies as in pack_by_strip to `grads` (k x k x cin x filters).
void add_by_strip(const ConvShape& shape, const float* by_strip, float* grads);

/// An output of the convolution that has a gradient: where its window starts in the strip, and the gradient.
struct Term {
  std::uint32_t at;
  float factor;
};

/// One filter's winners.
struct StripWinners {
  const Term* terms;
  int count;
  int kernel;  ///< k
  int row;     ///< floats of one row of the strip's images
};

/// dkernel (k x k x 4) += the windows of the strip `x`, times their gradients.
void add_windows(const StripWinners& winners, const float* x, float* dkernel);

/// Each window of the strip `dx` += kernel (k x k x 4) times its gradient.
void add_to_windows(const StripWinners& winners, const float* kernel, float* dx);

}  // namespace pretext::kernels
