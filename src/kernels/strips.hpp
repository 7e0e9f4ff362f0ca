#pragma once

#include <cstdint>
#include <span>

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

/// Overwrites `passed` (filters long) with the gradient of one cell's outputs that passes the ReLU, if there is one.
/// That of a NaN passes, so that it cannot hide.
void pass_relu(const ConvShape& shape, const float* y, const float* dy, float* passed);

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

/// Two filters that won at the same position, so that what they add to their window meets in registers: where the
/// window starts, where the filters lie in a strip of the kernel, and their gradients.
struct Pair {
  std::uint32_t at;
  std::uint32_t first, second;
  float first_factor, second_factor;
};

/// Each pair's window of the strip `dx` += its filters, times their gradients. `by_strip`: filters x k x k x 4; row:
/// floats of one row of the strip's images.
void add_to_windows(std::span<const Pair> pairs, const float* by_strip, int kernel, int row, float* dx);

}  // namespace pretext::kernels
