#include "kernels/conv_shape.hpp"

#include <algorithm>
#include <cassert>

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

}  // namespace

ConvShape::ConvShape(Shape in, ConvSpec spec)
    : h(in.h), w(in.w), cin(in.c), filters(spec.filters), kernel(spec.kernel), stride(spec.stride), pool(spec.pool),
      relu(spec.relu) {
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

bool sees_only_zeros(const ConvShape& s, const float* window) {
  const int rows = (s.pool - 1) * s.stride + s.kernel;
  const int row = rows * s.cin;
  for (int y = 0; y < rows; ++y, window += s.padded_row()) {
    if (std::any_of(window, window + row, [](float v) { return v != 0.0f; })) return false;
  }
  return true;
}

void unpad_image(const ConvShape& s, const float* padded, float* image) {
  const int row = s.w * s.cin;
  const int inside = std::min(s.w, s.padded_w - s.pad_left) * s.cin;
  for (int y = 0; y < s.h; ++y, image += row) {
    const int from = y + s.pad_top;
    if (from >= s.padded_h) {
      std::fill_n(image, row, 0.0f);
      continue;
    }
    std::copy_n(padded + from * s.padded_row() + s.pad_left * s.cin, inside, image);
    std::fill(image + inside, image + row, 0.0f);
  }
}

}  // namespace pretext::kernels
