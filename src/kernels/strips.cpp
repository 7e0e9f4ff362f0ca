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
  for (const Term* t = winners.terms; t != winners.terms + winners.count; ++t) {
    const float* window = x + t->at;
    const f32x4 factor(t->factor);
    for (int r = 0; r < rows; ++r, window += winners.row) {
      for (int c = 0; c < columns; ++c) sum[r][c] = sum[r][c] + factor * load(window + c * lanes);
    }
  }
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) store(dkernel + (r * columns + c) * lanes, sum[r][c]);
  }
}

template <int k>
[[gnu::noinline]] void add_pairs(std::span<const Pair> pairs, const float* by_strip, int row, float* dx) {
#pragma clang loop unroll(disable)
  for (const Pair& pair : pairs) {
    float* window = dx + pair.at;
    const float* first = by_strip + pair.first;
    const float* second = by_strip + pair.second;
    const f32x4 a(pair.first_factor);
    const f32x4 b(pair.second_factor);
    for (int r = 0; r < k; ++r, window += row, first += k * lanes, second += k * lanes) {
      for (int c = 0; c < k * lanes; c += lanes) {
        store(window + c, load(window + c) + (a * load(first + c) + b * load(second + c)));
      }
    }
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

/// Four rows of four, turned into four columns of four.
void transpose(f32x4 rows[4]) { xsimd::transpose(rows, rows + 4); }

/// Calls visit(at by strip, at in the kernel) for each square of four filters by four channels of one tap.
template <class Visit>
void for_each_square(const ConvShape& s, Visit visit) {
  const int taps = s.kernel * s.kernel;
  for (int v = 0; v < strips(s); ++v) {
    for (int f = 0; f < s.filters; f += lanes) {
      for (int tap = 0; tap < taps; ++tap) {
        visit(((v * s.filters + f) * taps + tap) * lanes, (tap * s.cin + v * lanes) * s.filters + f,
              std::min(lanes, s.cin - v * lanes), std::min(lanes, s.filters - f));
      }
    }
  }
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

void write_strip(const ConvShape& s, const float* strip, int v, float* image) {
  const int channels = std::min(lanes, s.cin - v * lanes);
  const int rows = std::min(s.h, s.padded_h - s.pad_top);
  const int inside = std::min(s.w, s.padded_w - s.pad_left);
  const auto write = [&](float* pixel, f32x4 value) {
    if (channels == lanes) return store(pixel, value);
    float values[lanes];
    store(values, value);
    std::copy_n(values, channels, pixel);
  };
  image += v * lanes;
  for (int y = 0; y < s.h; ++y, image += s.w * s.cin) {
    const float* from = strip + ((y + s.pad_top) * s.padded_w + s.pad_left) * lanes;
    const int read = y < rows ? inside : 0;
    for (int x = 0; x < read; ++x) write(image + x * s.cin, load(from + x * lanes));
    for (int x = read; x < s.w; ++x) write(image + x * s.cin, f32x4(0.0f));
  }
}

void pack_by_strip(const ConvShape& s, const float* kernel, float* by_strip) {
  const int filter = s.kernel * s.kernel * lanes;
  for_each_square(s, [&](int at, int from, int channels, int filters) {
    if (channels == lanes && filters == lanes) {
      f32x4 square[lanes];
      for (int c = 0; c < lanes; ++c) square[c] = load(kernel + from + c * s.filters);
      transpose(square);
      for (int f = 0; f < lanes; ++f) store(by_strip + at + f * filter, square[f]);
      return;
    }
    for (int f = 0; f < filters; ++f) {
      for (int c = 0; c < lanes; ++c)
        by_strip[at + f * filter + c] = c < channels ? kernel[from + c * s.filters + f] : 0.0f;
    }
  });
}

void add_by_strip(const ConvShape& s, const float* by_strip, float* grads) {
  const int filter = s.kernel * s.kernel * lanes;
  for_each_square(s, [&](int at, int to, int channels, int filters) {
    if (channels == lanes && filters == lanes) {
      f32x4 square[lanes];
      for (int f = 0; f < lanes; ++f) square[f] = load(by_strip + at + f * filter);
      transpose(square);
      for (int c = 0; c < lanes; ++c) store(grads + to + c * s.filters, load(grads + to + c * s.filters) + square[c]);
      return;
    }
    for (int f = 0; f < filters; ++f) {
      for (int c = 0; c < channels; ++c) grads[to + c * s.filters + f] += by_strip[at + f * filter + c];
    }
  });
}

void pass_relu(const ConvShape& s, const float* y, const float* dy, float* passed) {
  int f = 0;
  for (; s.relu && f + lanes <= s.filters; f += lanes) {
    store(passed + f, xsimd::select(load(y + f) <= f32x4(0.0f), f32x4(0.0f), load(dy + f)));
  }
  for (; f < s.filters; ++f) passed[f] = s.relu && y[f] <= 0.0f ? 0.0f : dy[f];
}

void add_windows(const StripWinners& winners, const float* x, float* dkernel) {
  using Kernel = void (*)(const StripWinners&, const float*, float*);
  constexpr Kernel by_size[] = {add_windows_of<1>, add_windows_of<2>, add_windows_of<3>, add_windows_of<4>,
                                add_windows_of<5>, add_windows_of<6>, add_windows_of<7>};
  assert(winners.kernel >= 1 && winners.kernel <= 7);
  by_size[winners.kernel - 1](winners, x, dkernel);
}

void add_to_windows(std::span<const Pair> pairs, const float* by_strip, int kernel, int row, float* dx) {
  using Kernel = void (*)(std::span<const Pair>, const float*, int, float*);
  constexpr Kernel by_size[] = {add_pairs<1>, add_pairs<2>, add_pairs<3>, add_pairs<4>,
                                add_pairs<5>, add_pairs<6>, add_pairs<7>};
  assert(kernel >= 1 && kernel <= 7);
  by_size[kernel - 1](pairs, by_strip, row, dx);
}

}  // namespace pretext::kernels
