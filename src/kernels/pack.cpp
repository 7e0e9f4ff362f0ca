#include "kernels/pack.hpp"

#include <algorithm>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

void pack_panels(const ConvShape& s, const float* kernel, const float* bias, float* panels, float* bias_of) {
  const int depth = s.kernel * s.tap_row();
  for (int first = 0; first < s.columns(); first += 8) {
    const int inside = std::min(8, s.filters - first);
    for (int i = 0; i < depth; ++i, panels += 8) {
      const float* from = kernel + i * s.filters + first;
      if (inside == 8) {
        store(panels, load(from));
        store(panels + lanes, load(from + lanes));
        continue;
      }
      for (int f = 0; f < 8; ++f) panels[f] = f < inside ? from[f] : 0.0f;
    }
  }
  std::copy_n(bias, s.filters, bias_of);
  std::fill(bias_of + s.filters, bias_of + s.columns(), 0.0f);
}

}  // namespace pretext::kernels
