#include "kernels/winograd.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "kernels/lanes.hpp"
#include "kernels/pool.hpp"
#include "kernels/winograd_transforms.hpp"

namespace pretext::kernels {
namespace {

constexpr int largest_side = 8;

/// Two passes of a one-dimensional transform over a square: from `in` x `in` to `out` x `out` vectors. One column and
/// one row at a time fit into registers; unrolling them all would only multiply the code.
template <int in, int out, class Load, class Transform, class Store>
[[gnu::always_inline]] inline void transform_square(Load element, Transform transform, Store keep) {
  f32x4 half_way[out][in];
#pragma clang loop unroll(disable)
  for (int column = 0; column < in; ++column) {
    f32x4 from[in];
    f32x4 to[out];
    for (int row = 0; row < in; ++row) from[row] = element(row, column);
    transform(from, to);
    for (int row = 0; row < out; ++row) half_way[row][column] = to[row];
  }
#pragma clang loop unroll(disable)
  for (int row = 0; row < out; ++row) {
    f32x4 to[out];
    transform(half_way[row], to);
    for (int column = 0; column < out; ++column) keep(row, column, to[column]);
  }
}

/// taps: 3 x 3 of one channel, for four filters.
template <int m>
[[gnu::noinline]] void transform_kernels(const float* taps, int stride, float* transformed) {
  transform_square<3, m + 2>(
      [&](int row, int column) { return load(taps + (row * 3 + column) * lanes); },
      [](const f32x4* g, f32x4* u) { WinogradF<m>::kernel(g, u); },
      [&](int row, int column, f32x4 u) { store(transformed + (row * (m + 2) + column) * stride, u); });
}

template <int m>
[[gnu::noinline]] void transform_inputs(const float* const* pixels, int cin, int stride, float* transformed) {
  constexpr int side = m + 2;
  for (int c = 0; c < cin; c += lanes) {
    transform_square<side, side>(
        [&](int row, int column) { return load(pixels[row * side + column] + c); },
        [](const f32x4* d, f32x4* v) { WinogradF<m>::input(d, v); },
        [&](int row, int column, f32x4 v) { store(transformed + (row * side + column) * stride + c, v); });
  }
}

/// Overwrites outputs (m x m vectors) with those of four filters.
template <int m>
[[gnu::noinline]] void transform_outputs(const float* products, int stride, f32x4* outputs) {
  constexpr int side = m + 2;
  transform_square<side, m>([&](int row, int column) { return load(products + (row * side + column) * stride); },
                            [](const f32x4* from, f32x4* y) { WinogradF<m>::output(from, y); },
                            [&](int row, int column, f32x4 y) { outputs[row * m + column] = y; });
}

bool sees_nothing(const WinogradTile& tile, int row, int column) {
  return (tile.zero_windows >> (row * largest_side + column) & 1) != 0;
}

/// Of which of four filters a cell has a position in doubt. Windows of zeros are not: they are exact.
[[gnu::noinline]] Mask find_doubt(const WinogradOutput& tile, const f32x4* outputs, int y, int x, f32x4 error) {
  const int pool = tile.shape->pool;
  Mask doubt(false);
  for (int row = y * pool; row < (y + 1) * pool; ++row) {
    for (int column = x * pool; column < (x + 1) * pool; ++column) {
      if (sees_nothing(tile.tile, row, column)) continue;
      doubt = doubt | (xsimd::abs(outputs[row * tile.outputs + column]) <= error);
    }
  }
  return doubt;
}

/// A cell of four filters by direct convolution, its positions four at a time: the sums of the GEMM, to the bit.
[[gnu::noinline]] Winner direct_cell(const WinogradOutput& tile, int y, int x, int first) {
  const ConvShape& s = *tile.shape;
  const float* panel = tile.panels + first / 8 * 8 * s.kernel * s.tap_row() + first % 8;
  const int side = tile.outputs + 2;
  const float* const* pixels = tile.pixels + (y * side + x) * s.pool;
  Winner winner(f32x4(0.0f));
  for (int q = 0; q < s.window(); q += 4) {
    int at[4];
    for (int j = 0; j < 4; ++j) {
      const int position = std::min(q + j, s.window() - 1);
      at[j] = position / s.pool * side + position % s.pool;
    }
    f32x4 sum[4];
    for (auto& one : sum) one = load(tile.bias + first);
    const float* taps = panel;
    for (int tap = 0; tap < 9; ++tap) {
      const float* from[4];
      for (int j = 0; j < 4; ++j) from[j] = pixels[at[j] + tap / 3 * side + tap % 3];
#pragma clang loop unroll(disable)
      for (int c = 0; c < s.cin; ++c, taps += 8) {
        const f32x4 weights = load(taps);
        for (int j = 0; j < 4; ++j) sum[j] = sum[j] + f32x4(from[j][c]) * weights;
      }
    }
    if (q == 0) winner = Winner(sum[0]);
    for (int j = 0; j < 4; ++j) winner.meet(sum[j], q + j);
  }
  return winner;
}

/// Pools m x m outputs of four filters and writes their cells. `pool` is tile.shape->pool, or 0 for any.
template <int pool>
[[gnu::noinline]] void write_cells(const WinogradOutput& tile, const f32x4* outputs, int first) {
  const ConvShape& s = *tile.shape;
  const int side = pool > 0 ? pool : s.pool;
  const f32x4 error = f32x4(tile.tile.norm) * load(tile.error + first);
  for (int y = 0; y < tile.cells_h; ++y) {
    for (int x = 0; x < tile.cells_w; ++x) {
      const f32x4* window = outputs + (y * tile.outputs + x) * side;
      Winner winner(window[0]);
      for (int q = 1; q < side * side; ++q) winner.meet(window[q / side * tile.outputs + q % side], q);
      const Mask close = xsimd::abs(winner.value) <= error;
      if (s.relu && xsimd::any(close)) {
        const Mask doubt = close & find_doubt(tile, outputs, y, x, error);
        if (xsimd::any(doubt)) winner.replace(doubt, direct_cell(tile, y, x, first));
      }
      const int at = (y * s.cells_w + x) * s.filters + first;
      winner.write(s.relu, s.filters - first, tile.y + at, tile.winners == nullptr ? nullptr : tile.winners + at);
    }
  }
}

/// Four rows by eight columns of a product.
[[gnu::noinline]] void product_4x8(const float* a, int depth, const float* b, const float* bias, float* c,
                                   int columns) {
  f32x4 sum[4][2];
  for (auto& row : sum) {
    row[0] = load(bias);
    row[1] = load(bias + lanes);
  }
  const float* row[4] = {a, a + depth, a + 2 * depth, a + 3 * depth};
#pragma clang loop unroll(disable)
  for (int i = 0; i < depth; ++i, b += 8) {
    const f32x4 left = load(b);
    const f32x4 right = load(b + lanes);
    for (int j = 0; j < 4; ++j) {
      const f32x4 x(row[j][i]);
      sum[j][0] = sum[j][0] + x * left;
      sum[j][1] = sum[j][1] + x * right;
    }
  }
  for (int j = 0; j < 4; ++j) {
    store(c + j * columns, sum[j][0]);
    store(c + j * columns + lanes, sum[j][1]);
  }
}

bool is_zero(const float* pixel, int cin) {
  int c = 0;
  while (c < cin && !xsimd::any(load(pixel + c) != f32x4(0.0f))) c += lanes;
  return c >= cin;
}

/// The squares of a pixel's channels, summed up to four.
[[gnu::always_inline]] inline f32x4 squares(const float* pixel, int cin) {
  f32x4 even(0.0f);
  f32x4 odd(0.0f);
  int c = 0;
  for (; c + 2 * lanes <= cin; c += 2 * lanes) {
    const f32x4 left = load(pixel + c);
    const f32x4 right = load(pixel + c + lanes);
    even = even + left * left;
    odd = odd + right * right;
  }
  if (c < cin) even = even + load(pixel + c) * load(pixel + c);
  return even + odd;
}

}  // namespace

WinogradTiling winograd_tiling(const ConvShape& s) {
  WinogradTiling best;
  if (s.kernel != 3 || s.stride != 1 || s.cin % lanes != 0 || s.cin < 8) return best;
  double fewest = 0.0;
  for (const int m : {6, 4, 2}) {
    if (m % s.pool != 0) continue;
    const WinogradTiling tiling{m, (s.cells_h * s.pool + m - 1) / m, (s.cells_w * s.pool + m - 1) / m};
    const double products = static_cast<double>(tiling.tiles()) * tiling.frequencies();
    if (best.outputs != 0 && products >= fewest) continue;
    fewest = products;
    best = tiling;
  }
  return best;
}

void winograd_kernels(const ConvShape& s, WinogradTiling tiling, const float* kernel, int stride, float* transformed) {
  for (int first = 0; first < s.columns(); first += lanes) {
    const int inside = std::clamp(s.filters - first, 0, lanes);
    for (int c = 0; c < s.cin; ++c) {
      float taps[9 * lanes] = {};
      for (int tap = 0; tap < 9; ++tap) {
        const float* from = kernel + (tap * s.cin + c) * s.filters + first;
        if (inside == lanes) {
          store(taps + tap * lanes, load(from));
        } else {
          std::copy_n(from, inside, taps + tap * lanes);
        }
      }
      float* to = transformed + (first / 8 * s.cin + c) * 8 + first % 8;
      switch (tiling.outputs) {
        case 2: transform_kernels<2>(taps, stride, to); break;
        case 4: transform_kernels<4>(taps, stride, to); break;
        default: transform_kernels<6>(taps, stride, to);
      }
    }
  }
}

void winograd_inputs(int outputs, const float* const* pixels, int cin, int stride, float* transformed) {
  assert(cin % lanes == 0);
  switch (outputs) {
    case 2: return transform_inputs<2>(pixels, cin, stride, transformed);
    case 4: return transform_inputs<4>(pixels, cin, stride, transformed);
    default: return transform_inputs<6>(pixels, cin, stride, transformed);
  }
}

void winograd_product(const float* inputs, const float* panels, int rows, int cin, int columns, const float* bias,
                      float* products) {
  assert(rows % 4 == 0 && columns % 8 == 0);
  for (int column = 0; column < columns; column += 8) {
    for (int row = 0; row < rows; row += 4) {
      product_4x8(inputs + row * cin, cin, panels + column * cin, bias + column, products + row * columns + column,
                  columns);
    }
  }
}

void winograd_outputs(const WinogradOutput& tile) {
  const int m = tile.outputs;
  f32x4 outputs[6 * 6];
  for (int first = 0; first < tile.shape->filters; first += lanes) {
    switch (m) {
      case 2: transform_outputs<2>(tile.products + first, tile.stride, outputs); break;
      case 4: transform_outputs<4>(tile.products + first, tile.stride, outputs); break;
      default: transform_outputs<6>(tile.products + first, tile.stride, outputs);
    }
    for (int i = 0; tile.tile.zero_windows != 0 && i < m * m; ++i) {
      if (sees_nothing(tile.tile, i / m, i % m)) outputs[i] = load(tile.bias + first);
    }
    if (tile.shape->pool == 2) {
      write_cells<2>(tile, outputs, first);
    } else {
      write_cells<0>(tile, outputs, first);
    }
  }
}

void winograd_errors(const ConvShape& s, const float* kernel, float* errors) {
  std::fill_n(errors, s.filters, s.exact ? 0.0f : -1.0f);
  if (!s.exact) return;
  for (int i = 0; i < 9 * s.cin; ++i, kernel += s.filters) {
    for (int f = 0; f < s.filters; ++f) errors[f] += kernel[f] * kernel[f];
  }
  for (int f = 0; f < s.filters; ++f) errors[f] = winograd_error * std::sqrt(errors[f]);
}

WinogradTile look_at_tile(int outputs, const float* const* pixels, const float* zeros, int cin) {
  const int side = outputs + 2;
  std::uint64_t filled = 0;  // bit (row * 8 + column): the pixel has a channel that is not zero
  f32x4 sum(0.0f);
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const float* pixel = pixels[row * side + column];
      if (pixel == zeros) continue;
      const f32x4 more = squares(pixel, cin);
      sum = sum + more;
      // The square of what is not zero may be.
      const bool is_filled = xsimd::any(more != f32x4(0.0f)) || !is_zero(pixel, cin);
      filled |= std::uint64_t{is_filled} << (row * largest_side + column);
    }
  }
  const std::uint64_t across = filled | filled >> 1 | filled >> 2;
  const std::uint64_t seen = across | across >> 8 | across >> 16;
  std::uint64_t windows = 0;
  for (int row = 0; row < outputs; ++row) windows |= ((std::uint64_t{1} << outputs) - 1) << (row * largest_side);
  return {~seen & windows, std::sqrt(sum_of_lanes(sum))};
}

}  // namespace pretext::kernels
