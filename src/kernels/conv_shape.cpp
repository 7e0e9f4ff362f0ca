#include "kernels/conv_shape.hpp"

#include <algorithm>
#include <cassert>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

struct Same {
  int out;
  int before;
};

/// SAME padding along one axis as TensorFlow defines it.
Same same_padding(int in, int kernel, int stride) {
  const int out = (in + stride - 1) / stride;
  const int total = std::max((out - 1) * stride + kernel - in, 0);
  return {out, total / 2};
}

constexpr int most_columns = 64;

/// Bit x: pixel x of the row, which has one channel, is not zero. Reads up to three floats behind the row.
std::uint64_t filled_pixels(const ConvShape& s, const float* row) {
  std::uint64_t filled = 0;
  for (int x = 0; x < s.padded_w; x += lanes) filled |= (load(row + x) != f32x4(0.0f)).mask() << x;
  return filled & ~std::uint64_t{0} >> (most_columns - s.padded_w);
}

}  // namespace

ConvShape::ConvShape(Shape in, ConvSpec spec)
    : h(in.h), w(in.w), cin(in.c), filters(spec.filters), kernel(spec.kernel), stride(spec.stride), pool(spec.pool),
      relu(spec.relu), exact(spec.exact) {
  assert(filters >= 1 && kernel >= 1 && stride >= 1 && pool >= 1);
  const Same rows = same_padding(h, kernel, stride);
  const Same columns = same_padding(w, kernel, stride);
  out_h = rows.out;
  out_w = columns.out;
  pad_top = rows.before;
  pad_left = columns.before;
  cells_h = out_h / pool;
  cells_w = out_w / pool;
  assert(cells_h >= 1 && cells_w >= 1);
  padded_h = (cells_h * pool - 1) * stride + kernel;
  padded_w = (cells_w * pool - 1) * stride + kernel;
}

ConvShape ConvShape::of_doubled(Shape in, ConvSpec spec) {
  assert(spec.kernel == 3 && spec.stride == 1 && spec.pool == 1);
  ConvShape shape({2 * in.h, 2 * in.w, in.c}, spec);
  shape.h = in.h;
  shape.w = in.w;
  shape.kernel = 4;
  shape.doubled = true;
  return shape;
}

void pad_image(const ConvShape& s, const float* image, float* padded) {
  const int row = s.padded_row();
  const int left = s.pad_left * s.cin;
  const int inside = std::min(s.w, s.padded_w - s.pad_left) * s.cin;
  for (int y = 0; y < s.padded_h; ++y, padded += row) {
    const int from = y - s.pad_top;
    if (from < 0 || from >= s.h) {
      std::fill_n(padded, row, 0.0f);
      continue;
    }
    std::fill_n(padded, left, 0.0f);
    std::copy_n(image + from * s.w * s.cin, inside, padded + left);
    std::fill(padded + left + inside, padded + row, 0.0f);
  }
  std::fill_n(padded, s.padded_size() - s.padded_h * row, 0.0f);
}

void find_blind_cells(const ConvShape& s, const float* padded, std::uint8_t* blind) {
  const int span = (s.pool - 1) * s.stride + s.kernel;
  const int step = s.pool * s.stride;
  if (s.padded_w > most_columns || s.cin > 1) {
    std::fill_n(blind, s.cells(), std::uint8_t{0});
    return;
  }
  const std::uint64_t window = ~std::uint64_t{0} >> (most_columns - std::min(span, most_columns));
  for (int y = 0; y < s.cells_h; ++y) {
    std::uint64_t filled = 0;
    for (int r = 0; r < span; ++r) filled |= filled_pixels(s, padded + (y * step + r) * s.padded_row());
    for (int x = 0; x < s.cells_w; ++x) *blind++ = (filled >> (x * step) & window) == 0;
  }
}

}  // namespace pretext::kernels
