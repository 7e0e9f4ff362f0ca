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

}  // namespace pretext::kernels
