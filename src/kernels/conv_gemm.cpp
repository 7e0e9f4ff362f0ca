#include "kernels/conv_gemm.hpp"

#include "kernels/lanes.hpp"
#include "kernels/pool.hpp"

namespace pretext::kernels {
namespace {

/// Four positions by eight filters: with one row of the panel and one pixel that fits the sixteen registers that V8 has
/// on x86; six by eight spill.
struct Tile {
  f32x4 sum[4][2];

  explicit Tile(const float* bias) {
    for (auto& row : sum) {
      row[0] = load(bias);
      row[1] = load(bias + lanes);
    }
  }

  void multiply_and_add(const float* const row[4], int i, const float* panel) {
    const f32x4 left = load(panel);
    const f32x4 right = load(panel + lanes);
    for (int j = 0; j < 4; ++j) {
      const f32x4 x(row[j][i]);
      sum[j][0] = sum[j][0] + x * left;
      sum[j][1] = sum[j][1] + x * right;
    }
  }
};

/// Sums over the windows that start at four places. Taps that are known when compiling are unrolled.
template <int k, int cin>
[[gnu::always_inline]] inline Tile convolve(const PanelRun& run, const std::uint32_t* starts) {
  Tile tile(run.bias);
  const int stride = run.shape->padded_row();
  const float* row[4];
  for (int j = 0; j < 4; ++j) row[j] = run.padded + starts[j];
  const float* panel = run.panel;
  if constexpr (k > 0) {
#pragma clang loop unroll(full)
    for (int s = 0; s < k; ++s) {
#pragma clang loop unroll(full)
      for (int i = 0; i < k * cin; ++i, panel += 8) tile.multiply_and_add(row, i, panel);
      for (auto& r : row) r += stride;
    }
  } else {
    const int length = run.shape->tap_row();
    for (int s = 0; s < run.shape->kernel; ++s) {
#pragma clang loop unroll(disable)
      for (int i = 0; i < length; ++i, panel += 8) tile.multiply_and_add(row, i, panel);
      for (auto& r : row) r += stride;
    }
  }
  return tile;
}

/// No pool: four cells at a time.
template <int k, int cin>
[[gnu::noinline]] void cells_without_pool(const PanelRun& run) {
  for (int cell = 0; cell < run.cells; cell += 4) {
    const Tile tile = convolve<k, cin>(run, run.starts + cell);
    for (int j = 0; j < 4 && cell + j < run.cells; ++j) {
      const std::uint32_t out = run.outs[cell + j];
      for (int half = 0; half < 2 && half * lanes < run.filters; ++half) {
        Winner(tile.sum[j][half])
            .write(run.shape->relu, run.filters - half * lanes, run.y + out + half * lanes, nullptr);
      }
    }
  }
}

/// A pool of 2 x 2: the tile's four positions are one cell.
template <int k, int cin>
[[gnu::noinline]] void cells_pooled_by_2(const PanelRun& run) {
  for (int cell = 0; cell < run.cells; ++cell) {
    const Tile tile = convolve<k, cin>(run, run.starts + cell * 4);
    const std::uint32_t out = run.outs[cell];
    for (int half = 0; half < 2 && half * lanes < run.filters; ++half) {
      Winner winner(tile.sum[0][half]);
      for (int q = 1; q < 4; ++q) winner.meet(tile.sum[q][half], q);
      winner.write(run.shape->relu, run.filters - half * lanes, run.y + out + half * lanes,
                   run.winners == nullptr ? nullptr : run.winners + out + half * lanes);
    }
  }
}

/// Any other pool: a cell's positions four at a time, the last of them again where the window is no multiple of four.
[[gnu::noinline]] void cells_pooled(const PanelRun& run) {
  const int window = run.shape->window();
  for (int cell = 0; cell < run.cells; ++cell) {
    const std::uint32_t* starts = run.starts + cell * window;
    Winner winner[2] = {Winner(f32x4(0.0f)), Winner(f32x4(0.0f))};
    for (int q = 0; q < window; q += 4) {
      std::uint32_t four[4];
      for (int j = 0; j < 4; ++j) four[j] = starts[q + j < window ? q + j : window - 1];
      const Tile tile = convolve<0, 0>(run, four);
      for (int half = 0; half < 2; ++half) {
        if (q == 0) winner[half] = Winner(tile.sum[0][half]);
        for (int j = 0; j < 4; ++j) winner[half].meet(tile.sum[j][half], q + j);
      }
    }
    const std::uint32_t out = run.outs[cell];
    for (int half = 0; half < 2 && half * lanes < run.filters; ++half) {
      winner[half].write(run.shape->relu, run.filters - half * lanes, run.y + out + half * lanes,
                         run.winners == nullptr ? nullptr : run.winners + out + half * lanes);
    }
  }
}

struct Row {
  int kernel, cin;
  PanelKernel pooled_by_2, not_pooled;
};

constexpr Row table[] = {
    {3, 1, cells_pooled_by_2<3, 1>, cells_without_pool<3, 1>},
};

}  // namespace

PanelKernel panel_kernel(const ConvShape& shape) {
  const bool pooled_by_2 = shape.pool == 2;
  if (shape.pool > 2) return cells_pooled;
  for (const Row& row : table) {
    if (row.kernel == shape.kernel && row.cin == shape.cin) return pooled_by_2 ? row.pooled_by_2 : row.not_pooled;
  }
  return pooled_by_2 ? cells_pooled_by_2<0, 0> : cells_without_pool<0, 0>;
}

}  // namespace pretext::kernels
