#pragma once

#include <cstdint>

#include "kernels/conv_shape.hpp"

namespace pretext::kernels {

/// The weight gradient of a convolution with few taps, and a pool of 2 x 2 or none. Channels are the lanes. With a pool
/// each channel of a cell has its own winner among four positions, so each tap has four candidates for the pixel to
/// multiply by, which are one vector: a byte shuffle picks for four channels at once.
struct PickedRun {
  const ConvShape* shape;
  const float* candidates;    ///< per cell and tap, its pixel at the window's positions
  const std::uint32_t* outs;  ///< per cell, where its filters start in y, dy and winners
  int cells;
  const float* y;
  const float* dy;
  const std::uint8_t* winners;  ///< null without a pool
};

/// Overwrites `candidates` (taps x window) of one cell, whose positions start at `starts` in the padded image.
void find_candidates(const ConvShape& shape, const float* padded, const std::uint32_t* starts, float* candidates);

/// Adds the gradient of four filters from `first` on to dkernel (taps x columns) and dbias (columns). Precondition: y
/// and what is like it can be read up to a whole vector.
void add_picked_gradient(const PickedRun& run, int first, float* dkernel, float* dbias);

/// The bias gradient alone, of all filters, for cells that see only zeros: their outputs are all the same.
void add_bias_gradient(const PickedRun& run, float* dbias);

}  // namespace pretext::kernels
