#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "pretext/op.hpp"

namespace pretext {

/// Height and width in pixels.
struct Extent {
  int h;
  int w;
};

/// "8 x 9", as sentences say it.
inline std::string text(Extent size) { return std::to_string(size.h) + " x " + std::to_string(size.w); }

/// The pixel of row y and column x, with its channels.
inline const float* pixel(const float* image, Shape shape, int y, int x) {
  return image + static_cast<std::ptrdiff_t>(y * shape.w + x) * shape.c;
}
inline float* pixel(float* image, Shape shape, int y, int x) {
  return image + static_cast<std::ptrdiff_t>(y * shape.w + x) * shape.c;
}

/// Copies `size` pixels between two places in images of shapes `from_in` and `to_in`, which have as many channels.
inline void copy_rectangle(const float* from, Shape from_in, float* to, Shape to_in, Extent size) {
  for (int y = 0; y < size.h; ++y) {
    std::copy_n(from, size.w * from_in.c, to);
    from += from_in.w * from_in.c;
    to += to_in.w * to_in.c;
  }
}

/// Sets `size` pixels of a view of the canvas to 0, and marks them as changed if they lie where they lay.
inline void clear_rectangle(Canvas& canvas, const Form& form, int view, int top, int left, Extent size) {
  float* const image = canvas.image + static_cast<std::size_t>(view) * form.view.size();
  for (int y = top; y < top + size.h; ++y) {
    std::fill_n(pixel(image, form.view, y, left), size.w * form.view.c, 0.0f);
    if (form.in_place) std::fill_n(canvas.changed + y * form.view.w + left, size.w, std::uint8_t{1});
  }
}

/// Marks all pixels as changed if they lie where they lay.
inline void mark_all(Canvas& canvas, const Form& form) {
  if (form.in_place) std::fill_n(canvas.changed, form.view.h * form.view.w, std::uint8_t{1});
}

}  // namespace pretext
