#pragma once

#include <cstddef>
#include <cstdint>

#include "pretext/conv_spec.hpp"
#include "pretext/tensor.hpp"

namespace pretext::kernels {

/// The geometry of convolution + pooling, from which all its kernels read their loops. Only *live* outputs of the
/// convolution are ever computed: a VALID pool does not read the last row and column of an odd output.
///
/// Words used throughout: a *cell* is one output position of the pool, a *position* one output position of the
/// convolution within a cell (pool x pool of them, row-major), a *tap* one element of the kernel's k x k window. The
/// *padded* image has the zeros of SAME padding around it and ends where the last live output stops reading.
struct ConvShape {
  int h, w, cin;                      ///< input
  int filters, kernel, stride, pool;  ///< as in ConvSpec
  bool relu;
  bool exact;
  int out_h, out_w;        ///< of the convolution
  int pad_top, pad_left;   ///< zeros before the input (TensorFlow's SAME: the smaller half)
  int cells_h, cells_w;    ///< of the pool
  int padded_h, padded_w;  ///< of the padded image, in pixels
  bool doubled = false;    ///< see of_doubled()

  ConvShape() = default;
  ConvShape(Shape in, ConvSpec spec);
  /// A 3 x 3 convolution at stride 1 and without a pool on the input at twice its size, as it is seen from the pixels
  /// of the input: pixel (y, x) is read by 4 x 4 outputs, the first of them at (2 y - 1, 2 x - 1), each with a kernel
  /// of its own, the sum of the taps that fall on it. `kernel` is 4. For gradients only.
  static ConvShape of_doubled(Shape in, ConvSpec spec);

  [[nodiscard]] int cells() const { return cells_h * cells_w; }
  [[nodiscard]] int window() const { return pool * pool; }
  /// Filters, rounded up to whole panels of eight.
  [[nodiscard]] int columns() const { return (filters + 7) / 8 * 8; }
  /// Floats of one row of taps, k x cin, as they lie in the padded image.
  [[nodiscard]] int tap_row() const { return kernel * cin; }
  /// Floats of one row of the padded image, and of all of it with room for a vector that starts at its last float.
  [[nodiscard]] int padded_row() const { return padded_w * cin; }
  [[nodiscard]] int padded_size() const { return (padded_h * padded_row() + 3 + 15) / 16 * 16; }
  /// Where in the padded image the window of position `q` of cell (y, x) starts.
  [[nodiscard]] int window_at(int y, int x, int q) const {
    return ((y * pool + q / pool) * stride * padded_w + (x * pool + q % pool) * stride) * cin;
  }
  /// Multiplications of one sample's forward pass done densely: every output of the convolution, every tap.
  [[nodiscard]] double multiplications() const {
    return static_cast<double>(out_h) * out_w * filters * kernel * kernel * cin;
  }
};

/// Overwrites `padded` (padded_size() floats) with one image (h x w x cin) in its zeros.
void pad_image(const ConvShape& shape, const float* image, float* padded);

/// Overwrites `blind` (cells() long) with 1 for each cell whose positions see nothing but zeros, and 0 for the others,
/// among which are all cells of images that are wider than 64 pixels or have several channels.
void find_blind_cells(const ConvShape& shape, const float* padded, std::uint8_t* blind);

}  // namespace pretext::kernels
