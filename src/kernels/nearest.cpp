#include "kernels/nearest.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/gemm.hpp"
#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

constexpr int panel_rows = 8;

void insert(const Nearest& best, float similarity, std::uint32_t row) {
  int place = best.count - 1;
  for (; place > 0 && similarity > best.similarities[place - 1]; --place) {
    best.similarities[place] = best.similarities[place - 1];
    best.rows[place] = best.rows[place - 1];
  }
  best.similarities[place] = similarity;
  best.rows[place] = row;
}

}  // namespace

float inverse_length(const float* row, int width) {
  double squares = 0;  // neither overflows nor vanishes for any float
  for (int i = 0; i < width; ++i) squares += static_cast<double>(row[i]) * static_cast<double>(row[i]);
  return squares == 0 ? 0.0f : static_cast<float>(1.0 / std::sqrt(squares));
}

int panel_floats(int rows, int width) { return round_up(rows, panel_rows) * width; }

void pack_rows(const float* rows, const float* factors, int n, int width, float* panels) {
  for (int first = 0; first < n; first += panel_rows, panels += panel_rows * width) {
    const int count = std::min(panel_rows, n - first);
    if (count < panel_rows) std::fill_n(panels, panel_rows * width, 0.0f);
    for (int row = 0; row < count; ++row) {
      const float* from = rows + static_cast<std::ptrdiff_t>(first + row) * width;
      for (int i = 0; i < width; ++i) panels[i * panel_rows + row] = factors[first + row] * from[i];
    }
  }
}

void nearest(const float* queries, int width, const float* panels, int n, std::uint32_t first,
             const std::int64_t skip[4], const Nearest best[4]) {
  float product[4 * panel_rows];
  for (int row = 0; row < n; row += panel_rows, panels += panel_rows * width) {
    gemm_4x8({queries, width, 1, panels, panel_rows, width}, product);
    const int count = std::min(panel_rows, n - row);
    for (int q = 0; q < 4; ++q) {
      const float* similarities = product + q * panel_rows;
      const f32x4 worst(best[q].similarities[best[q].count - 1]);
      const Mask better = (load(similarities) > worst) | (load(similarities + lanes) > worst);
      if (!xsimd::any(better)) continue;
      for (int i = 0; i < count; ++i) {
        const std::uint32_t number = first + static_cast<std::uint32_t>(row + i);
        if (number == skip[q] || !(similarities[i] > best[q].similarities[best[q].count - 1])) continue;
        insert(best[q], similarities[i], number);
      }
    }
  }
}

}  // namespace pretext::kernels
