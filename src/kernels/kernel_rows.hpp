#pragma once

#include "kernels/conv_shape.hpp"
#include "kernels/terms.hpp"

// The gradients of a convolution by its kernel and by its input, both from one list: which outputs read a pixel, and
// have a gradient. A *row* of the kernel is one filter at one tap and all of its channels. A pixel's gradient is the
// sum of the rows that read it, times the gradients of their outputs; a row's gradient is the sum of the pixels that it
// reads, times the same. Rows are cut into panels of as many channels as fit into registers; those of one panel stay in
// the first-level cache.

namespace pretext::kernels {

/// How the rows lie: panels x taps x filters x width. The last panel may reach beyond the channels that there are.
struct RowPanels {
  int panels;
  int width;  ///< floats, a multiple of four
  int size;   ///< floats of one panel

  explicit RowPanels(const ConvShape& shape);
  [[nodiscard]] int floats() const { return panels * size; }
};

/// kernel: k x k x cin x filters. Overwrites `rows`, with zeros for channels that there are not.
void pack_rows(const ConvShape& shape, const float* kernel, float* rows);

/// Adds `rows` to `kernel`.
void add_rows(const ConvShape& shape, const float* rows, float* kernel);

/// Pixels, each with the rows that read it, by where they start in their panel, and what to multiply by.
struct PixelTerms {
  const Term* terms;
  const std::uint32_t* starts;  ///< where those of each pixel start; and where the last ones end
  const std::uint32_t* pixels;  ///< where each pixel starts among the images
  int count;                    ///< of pixels
  bool add;                     ///< gather: to what is there
};

/// Overwrites the channels of each pixel of `dx` with the sum of its terms, in their order, or adds that.
void gather_rows(const ConvShape& shape, const PixelTerms& all, const float* rows, float* dx);

/// Adds each pixel of `x`, times its terms' factors, to their rows of `drows`.
void scatter_pixels(const ConvShape& shape, const PixelTerms& all, const float* x, float* drows);

}  // namespace pretext::kernels
