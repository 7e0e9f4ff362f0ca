#include "kernels/row_sums.hpp"

#include <algorithm>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

constexpr int most_vectors = 4;  // of one panel: eight of them would take twice the cache

/// One panel, of which `channels` are there.
template <int vectors>
[[gnu::noinline]] void sum_rows_of(const PixelSums& sums, const float* rows, int channels, float* dx) {
  const Term* term = sums.terms;
  for (int pixel = 0; pixel < sums.pixels; ++pixel) {
    const Term* end = sums.terms + sums.starts[pixel + 1];
    f32x4 total[vectors];
    for (auto& t : total) t = f32x4(0.0f);
#pragma clang loop unroll(disable)
    for (; term != end; ++term) {
      const float* row = rows + term->at;
      const f32x4 factor(term->factor);
      for (int v = 0; v < vectors; ++v) total[v] = total[v] + factor * load(row + v * lanes);
    }
    float* to = dx + sums.outs[pixel];
    if (channels == vectors * lanes) {
      for (int v = 0; v < vectors; ++v) store(to + v * lanes, total[v]);
    } else {
      float whole[vectors * lanes];
      for (int v = 0; v < vectors; ++v) store(whole + v * lanes, total[v]);
      std::copy_n(whole, channels, to);
    }
  }
}

}  // namespace

RowPanels::RowPanels(const ConvShape& shape) {
  const int vectors = (shape.cin + lanes - 1) / lanes;
  panels = (vectors + most_vectors - 1) / most_vectors;
  width = (vectors + panels - 1) / panels * lanes;
  size = shape.filters * shape.kernel * shape.kernel * width;
}

void pack_rows(const ConvShape& s, const float* kernel, float* rows) {
  const RowPanels layout(s);
  const int taps = s.kernel * s.kernel;
  const int filter = taps * layout.width;
  for (int c = 0; c < layout.panels * layout.width; c += lanes) {
    const int channels = std::clamp(s.cin - c, 0, lanes);
    for (int tap = 0; tap < taps; ++tap) {
      const float* from = kernel + (tap * s.cin + c) * s.filters;
      float* to = rows + c / layout.width * layout.size + tap * layout.width + c % layout.width;
      for (int f = 0; f < s.filters; f += lanes, from += lanes, to += lanes * filter) {
        const int filters = std::min(lanes, s.filters - f);
        if (channels == lanes && filters == lanes) {
          f32x4 square[lanes];
          for (int i = 0; i < lanes; ++i) square[i] = load(from + i * s.filters);
          xsimd::transpose(square, square + lanes);
          for (int i = 0; i < lanes; ++i) store(to + i * filter, square[i]);
          continue;
        }
        for (int i = 0; i < filters; ++i) {
          for (int j = 0; j < lanes; ++j) to[i * filter + j] = j < channels ? from[j * s.filters + i] : 0.0f;
        }
      }
    }
  }
}

void sum_rows(const ConvShape& shape, const PixelSums& sums, const float* rows, float* dx) {
  using Kernel = void (*)(const PixelSums&, const float*, int, float*);
  constexpr Kernel by_vectors[most_vectors] = {sum_rows_of<1>, sum_rows_of<2>, sum_rows_of<3>, sum_rows_of<4>};
  const RowPanels layout(shape);
  for (int c = 0; c < shape.cin; c += layout.width, rows += layout.size) {
    by_vectors[layout.width / lanes - 1](sums, rows, std::min(layout.width, shape.cin - c), dx + c);
  }
}

}  // namespace pretext::kernels
