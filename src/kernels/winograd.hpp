#pragma once

#include <cstdint>

#include "kernels/conv_shape.hpp"

namespace pretext::kernels {

/// How F(m x m, 3 x 3) covers an image's live outputs with tiles. A tile reads side x side pixels and is multiplied at
/// side x side *frequencies*, each of which is a matrix product (tiles x cin) (cin x filters).
struct WinogradTiling {
  int outputs = 0;  ///< m
  int tiles_h = 0;
  int tiles_w = 0;

  [[nodiscard]] int side() const { return outputs + 2; }
  [[nodiscard]] int frequencies() const { return side() * side(); }
  [[nodiscard]] int tiles() const { return tiles_h * tiles_w; }
};

/// The tiling with the fewest products, or one with outputs == 0 if the shape is not for Winograd: kernels of 3 x 3 at
/// stride 1 on whole vectors of channels, where pools do not straddle tiles.
WinogradTiling winograd_tiling(const ConvShape& shape);

/// Where the matrices of one frequency end and those of the next begin. Distances are padded by a cache line: with a
/// power of two all frequencies of one element would fall into one set of the cache.
struct FrequencyStrides {
  int kernels;   ///< columns / 8 panels of cin x 8
  int inputs;    ///< tiles x cin
  int products;  ///< tiles x columns
};

/// kernel: 3 x 3 x cin x filters. Overwrites `transformed`.
void winograd_kernels(const ConvShape& shape, WinogradTiling tiling, const float* kernel, int stride,
                      float* transformed);

/// pixels: side x side pointers to a tile's pixels, cin floats each. Overwrites one row of each frequency's inputs.
void winograd_inputs(int outputs, const float* const* pixels, int cin, int stride, float* transformed);

/// One frequency's product: rows x cin times panels of cin x 8, `rows` a multiple of 4. Overwrites rows x columns.
void winograd_product(const float* inputs, const float* panels, int rows, int cin, int columns, const float* bias,
                      float* products);

/// How far rounding takes an output from its exact value: at most this times the Euclidean norm of all that its tile
/// reads times that of its filter's kernel. Measured, in units of 2^-18: 0.75 at worst, with a single pixel that
/// outshines all others; 0.3 with tiles of activations. It is no proven bound; those are too large to be of use here
/// (Barabasz et al., "Error analysis and improving the accuracy of Winograd convolution for deep neural networks",
/// 2020).
inline constexpr float winograd_error = 0x1p-18f;

/// What is known of a tile before it is transformed.
struct WinogradTile {
  std::uint64_t zero_windows;  ///< bit (row * 8 + column): all that this output sees is zero
  float norm;                  ///< Euclidean, of all its pixels
};

/// What one tile's outputs need to become cells.
struct WinogradOutput {
  const ConvShape* shape;
  int outputs;
  const float* products;  ///< the tile's row at frequency 0
  int stride;
  WinogradTile tile;
  const float* const* pixels;  ///< as winograd_inputs() has them
  const float* panels;         ///< the kernel, and
  const float* bias;           ///< columns, as pack_panels() leaves them
  const float* error;          ///< columns, of winograd_errors()
  int cells_h, cells_w;        ///< how many of the tile's cells are on the image
  float* y;                    ///< of the first of them
  std::uint8_t* winners;       ///< may be null
};

/// Transforms back, pools, and writes the tile's cells. Where the shape is to be exact, and a ReLU has to decide about
/// a cell that is as close to zero as the rounding error of its tile, which is no matter how little the cell itself
/// sees, the cell is computed directly.
void winograd_outputs(const WinogradOutput& tile);

/// kernel: 3 x 3 x cin x filters. Overwrites `errors` (filters) with winograd_error times each filter's norm, or with
/// -1, with which no output is in doubt, unless the shape is to be exact.
void winograd_errors(const ConvShape& shape, const float* kernel, float* errors);

/// zeros: the pixel that stands for those outside of the image. Direct convolution gives outputs that see nothing but
/// zeros exactly the bias; the transforms would leave rounding errors.
WinogradTile look_at_tile(int outputs, const float* const* pixels, const float* zeros, int cin);

}  // namespace pretext::kernels
