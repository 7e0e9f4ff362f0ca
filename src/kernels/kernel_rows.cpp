#include "kernels/kernel_rows.hpp"

#include <algorithm>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

constexpr int most_vectors = 8;  // of one panel: what fits into registers

/// One panel, of which `channels` are there.
template <int vectors>
[[gnu::noinline]] void gather(const PixelTerms& all, const float* rows, int channels, float* dx) {
  const Term* term = all.terms;
  for (int pixel = 0; pixel < all.count; ++pixel) {
    const Term* end = all.terms + all.starts[pixel + 1];
    float* to = dx + all.pixels[pixel];
    float whole[vectors * lanes];
    f32x4 total[vectors];
    for (auto& t : total) t = f32x4(0.0f);
    if (all.add) {
      std::fill_n(whole, vectors * lanes, 0.0f);
      std::copy_n(to, channels, whole);
      for (int v = 0; v < vectors; ++v) total[v] = load(whole + v * lanes);
    }
#pragma clang loop unroll(disable)
    for (; term != end; ++term) {
      const float* row = rows + term->at;
      const f32x4 factor(term->factor);
      for (int v = 0; v < vectors; ++v) total[v] = total[v] + factor * load(row + v * lanes);
    }
    if (channels == vectors * lanes) {
      for (int v = 0; v < vectors; ++v) store(to + v * lanes, total[v]);
    } else {
      for (int v = 0; v < vectors; ++v) store(whole + v * lanes, total[v]);
      std::copy_n(whole, channels, to);
    }
  }
}

template <int vectors>
[[gnu::noinline]] void scatter(const PixelTerms& all, const float* x, int channels, float* drows) {
  const Term* term = all.terms;
  for (int pixel = 0; pixel < all.count; ++pixel) {
    const Term* end = all.terms + all.starts[pixel + 1];
    const float* from = x + all.pixels[pixel];
    float whole[vectors * lanes] = {};
    if (channels < vectors * lanes) {
      std::copy_n(from, channels, whole);
      from = whole;
    }
    f32x4 value[vectors];
    for (int v = 0; v < vectors; ++v) value[v] = load(from + v * lanes);
#pragma clang loop unroll(disable)
    for (; term != end; ++term) {
      float* row = drows + term->at;
      const f32x4 factor(term->factor);
      for (int v = 0; v < vectors; ++v) store(row + v * lanes, load(row + v * lanes) + factor * value[v]);
    }
  }
}

/// Calls visit(where in the kernel, where among the rows, channels, filters) for each square of up to four channels and
/// four filters; also for those beyond the last channel, of which there are none.
template <class Visit>
void visit_squares(const ConvShape& s, Visit visit) {
  const RowPanels layout(s);
  const int taps = s.kernel * s.kernel;
  for (int c = 0; c < layout.panels * layout.width; c += lanes) {
    for (int tap = 0; tap < taps; ++tap) {
      const int row = c / layout.width * layout.size + tap * s.filters * layout.width + c % layout.width;
      for (int f = 0; f < s.filters; f += lanes) {
        visit((tap * s.cin + c) * s.filters + f, row + f * layout.width, std::clamp(s.cin - c, 0, lanes),
              std::min(lanes, s.filters - f));
      }
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
  const int width = RowPanels(s).width;
  visit_squares(s, [&](int dense, int row, int channels, int filters) {
    const float* from = kernel + dense;
    float* to = rows + row;
    if (channels == lanes && filters == lanes) {
      f32x4 square[lanes];
      for (int i = 0; i < lanes; ++i) square[i] = load(from + i * s.filters);
      xsimd::transpose(square, square + lanes);
      for (int i = 0; i < lanes; ++i) store(to + i * width, square[i]);
      return;
    }
    for (int i = 0; i < filters; ++i) {
      for (int j = 0; j < lanes; ++j) to[i * width + j] = j < channels ? from[j * s.filters + i] : 0.0f;
    }
  });
}

void add_rows(const ConvShape& s, const float* rows, float* kernel) {
  const int width = RowPanels(s).width;
  visit_squares(s, [&](int dense, int row, int channels, int filters) {
    const float* from = rows + row;
    float* to = kernel + dense;
    if (channels == lanes && filters == lanes) {
      f32x4 square[lanes];
      for (int i = 0; i < lanes; ++i) square[i] = load(from + i * width);
      xsimd::transpose(square, square + lanes);
      for (int i = 0; i < lanes; ++i) store(to + i * s.filters, load(to + i * s.filters) + square[i]);
      return;
    }
    for (int i = 0; i < filters; ++i) {
      for (int j = 0; j < channels; ++j) to[j * s.filters + i] += from[i * width + j];
    }
  });
}

void gather_rows(const ConvShape& shape, const PixelTerms& all, const float* rows, float* dx) {
  using Kernel = void (*)(const PixelTerms&, const float*, int, float*);
  constexpr Kernel by_vectors[most_vectors] = {gather<1>, gather<2>, gather<3>, gather<4>,
                                               gather<5>, gather<6>, gather<7>, gather<8>};
  const RowPanels layout(shape);
  for (int c = 0; c < shape.cin; c += layout.width, rows += layout.size) {
    by_vectors[layout.width / lanes - 1](all, rows, std::min(layout.width, shape.cin - c), dx + c);
  }
}

void scatter_pixels(const ConvShape& shape, const PixelTerms& all, const float* x, float* drows) {
  using Kernel = void (*)(const PixelTerms&, const float*, int, float*);
  constexpr Kernel by_vectors[most_vectors] = {scatter<1>, scatter<2>, scatter<3>, scatter<4>,
                                               scatter<5>, scatter<6>, scatter<7>, scatter<8>};
  const RowPanels layout(shape);
  for (int c = 0; c < shape.cin; c += layout.width, drows += layout.size) {
    by_vectors[layout.width / lanes - 1](all, x + c, std::min(layout.width, shape.cin - c), drows);
  }
}

}  // namespace pretext::kernels
