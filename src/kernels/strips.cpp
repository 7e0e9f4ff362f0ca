#include "kernels/strips.hpp"

#include <algorithm>
#include <cassert>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

/// `rows` x `columns` taps from one row of the window on, summed in registers.
template <int rows, int columns>
[[gnu::noinline]] void add_taps(const StripWinners& winners, const float* x, float* dkernel) {
  f32x4 sum[rows][columns];
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) sum[r][c] = load(dkernel + (r * columns + c) * lanes);
  }
#pragma clang loop unroll(disable)
  for (const Term& term : winners.terms) {
    const float* window = x + term.at;
    const f32x4 factor(term.factor);
    for (int r = 0; r < rows; ++r, window += winners.row) {
      for (int c = 0; c < columns; ++c) sum[r][c] = sum[r][c] + factor * load(window + c * lanes);
    }
  }
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) store(dkernel + (r * columns + c) * lanes, sum[r][c]);
  }
}

/// How many rows of a window of so many columns are handled at once: what fits into registers.
template <int k>
constexpr int rows_at_once = std::max(1, k* k <= 9 ? k : 10 / k);

template <int k>
void add_windows_of(const StripWinners& winners, const float* x, float* dkernel) {
  constexpr int rows = rows_at_once<k>;
  int r = 0;
  for (; r + rows <= k; r += rows) add_taps<rows, k>(winners, x + r * winners.row, dkernel + r * k * lanes);
  for (; r < k; ++r) add_taps<1, k>(winners, x + r * winners.row, dkernel + r * k * lanes);
}

}  // namespace

ConvShape strip_of(const ConvShape& shape) {
  ConvShape strip = shape;
  strip.cin = lanes;
  return strip;
}

void read_strip(const ConvShape& s, const float* image, int v, float* strip) {
  const int channels = std::min(lanes, s.cin - v * lanes);
  const int inside = std::min(s.w, s.padded_w - s.pad_left);
  const f32x4 zero(0.0f);
  for (int y = 0; y < s.padded_h; ++y, strip += s.padded_w * lanes) {
    const int from = y - s.pad_top;
    if (from < 0 || from >= s.h) {
      std::fill_n(strip, s.padded_w * lanes, 0.0f);
      continue;
    }
    for (int x = 0; x < s.pad_left; ++x) store(strip + x * lanes, zero);
    const float* pixel = image + from * s.w * s.cin + v * lanes;
    float* to = strip + s.pad_left * lanes;
    for (int x = 0; x < inside; ++x, pixel += s.cin, to += lanes) {
      if (channels == lanes) {
        store(to, load(pixel));
      } else {
        for (int c = 0; c < lanes; ++c) to[c] = c < channels ? pixel[c] : 0.0f;
      }
    }
    for (int x = s.pad_left + inside; x < s.padded_w; ++x) store(strip + x * lanes, zero);
  }
}

void add_by_strip(const ConvShape& s, const float* by_strip, float* grads) {
  const int taps = s.kernel * s.kernel;
  const int filter = taps * lanes;
  for (int v = 0; v < strips(s); ++v) {
    const int channels = std::min(lanes, s.cin - v * lanes);
    for (int f = 0; f < s.filters; f += lanes) {
      const int filters = std::min(lanes, s.filters - f);
      const float* from = by_strip + (v * s.filters + f) * filter;
      for (int tap = 0; tap < taps; ++tap, from += lanes) {
        float* to = grads + (tap * s.cin + v * lanes) * s.filters + f;
        if (channels == lanes && filters == lanes) {
          f32x4 square[lanes];
          for (int i = 0; i < lanes; ++i) square[i] = load(from + i * filter);
          xsimd::transpose(square, square + lanes);
          for (int c = 0; c < lanes; ++c) store(to + c * s.filters, load(to + c * s.filters) + square[c]);
          continue;
        }
        for (int i = 0; i < filters; ++i) {
          for (int c = 0; c < channels; ++c) to[c * s.filters + i] += from[i * filter + c];
        }
      }
    }
  }
}

void add_windows(const StripWinners& winners, const float* x, float* dkernel) {
  using Kernel = void (*)(const StripWinners&, const float*, float*);
  constexpr Kernel by_size[] = {add_windows_of<1>, add_windows_of<2>, add_windows_of<3>, add_windows_of<4>,
                                add_windows_of<5>, add_windows_of<6>, add_windows_of<7>};
  assert(winners.kernel >= 1 && winners.kernel <= 7);
  by_size[winners.kernel - 1](winners, x, dkernel);
}

}  // namespace pretext::kernels
