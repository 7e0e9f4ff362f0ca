#include "kernels/pack.hpp"

#include <algorithm>

namespace pretext::kernels {

void pack_panels(const ConvShape& s, const float* kernel, const float* bias, float* panels, float* bias_of) {
  const int depth = s.kernel * s.tap_row();
  for (int first = 0; first < s.columns(); first += 8) {
    const int inside = std::min(8, s.filters - first);
    for (int i = 0; i < depth; ++i, panels += 8) {
      std::copy_n(kernel + i * s.filters + first, inside, panels);
      std::fill(panels + inside, panels + 8, 0.0f);
    }
  }
  std::copy_n(bias, s.filters, bias_of);
  std::fill(bias_of + s.filters, bias_of + s.columns(), 0.0f);
}

void pack_by_filter(const ConvShape& s, const float* kernel, float* by_filter) {
  for (int f = 0; f < s.filters; ++f) {
    const float* from = kernel + f;
    for (int r = 0; r < s.kernel; ++r, by_filter += s.tap_lanes()) {
      for (int i = 0; i < s.tap_row(); ++i, from += s.filters) by_filter[i] = *from;
      std::fill(by_filter + s.tap_row(), by_filter + s.tap_lanes(), 0.0f);
    }
  }
}

void add_by_filter(const ConvShape& s, const float* by_filter, float* grads) {
  for (int f = 0; f < s.filters; ++f) {
    float* to = grads + f;
    for (int r = 0; r < s.kernel; ++r, by_filter += s.tap_lanes()) {
      for (int i = 0; i < s.tap_row(); ++i, to += s.filters) *to += by_filter[i];
    }
  }
}

}  // namespace pretext::kernels
