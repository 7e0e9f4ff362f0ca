#include "kernels/nearest.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/gemm.hpp"
#include "kernels/lanes.hpp"

namespace pretext::kernels {

void NearestLists::offer(std::uint32_t list, float similarity, std::uint32_t row) const {
  float* const found = similarities + list * static_cast<std::uint32_t>(count);
  std::uint32_t* const numbers = rows + list * static_cast<std::uint32_t>(count);
  const auto better = [&](int than) {
    return similarity > found[than] || (similarity == found[than] && row < numbers[than]);
  };
  int place = count - 1;
  if (!better(place)) return;
  for (; place > 0 && better(place - 1); --place) {
    found[place] = found[place - 1];
    numbers[place] = numbers[place - 1];
  }
  found[place] = similarity;
  numbers[place] = row;
}

float inverse_length(const float* row, int width) {
  double squares = 0;  // neither overflows nor vanishes for any float
  for (int i = 0; i < width; ++i) squares += static_cast<double>(row[i]) * static_cast<double>(row[i]);
  return squares == 0 ? 0.0f : static_cast<float>(1.0 / std::sqrt(squares));
}

void scale_to_unit_length(float* row, int width) {
  const float factor = inverse_length(row, width);
  for (int i = 0; i < width; ++i) row[i] *= factor;
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

namespace {

/// Whether any of the eight similarities is as good as `worst`.
bool any_reaches(const float* similarities, float worst) {
  const f32x4 w(worst);
  return xsimd::any((load(similarities) >= w) | (load(similarities + lanes) >= w));
}

}  // namespace

void nearest(const float* queries, int width, const float* panels, int n, std::uint32_t first,
             const NearestLists& lists, std::uint32_t list) {
  float product[queries_at_once * panel_rows];
  for (int row = 0; row < n; row += panel_rows, panels += panel_rows * width) {
    gemm_4x8({queries, width, 1, panels, panel_rows, width}, product);
    const int columns = std::min(panel_rows, n - row);
    for (std::uint32_t q = 0; q < queries_at_once; ++q) {
      const float* similarities = product + q * panel_rows;
      if (!any_reaches(similarities, lists.worst(list + q))) continue;
      for (int i = 0; i < columns; ++i) {
        lists.offer(list + q, similarities[i], first + static_cast<std::uint32_t>(row + i));
      }
    }
  }
}

void nearest_pairs(const float* queries, int count, std::uint32_t query, int width, const float* panels, int n,
                   std::uint32_t first, const NearestLists& lists) {
  float product[queries_at_once * panel_rows];
  for (int row = 0; row < n; row += panel_rows, panels += panel_rows * width) {
    const std::uint32_t number = first + static_cast<std::uint32_t>(row);
    if (number + panel_rows - 1 <= query) continue;
    gemm_4x8({queries, width, 1, panels, panel_rows, width}, product);
    const auto columns = static_cast<std::uint32_t>(std::min(panel_rows, n - row));
    for (std::uint32_t q = 0; q < static_cast<std::uint32_t>(count); ++q) {
      const float* similarities = product + q * panel_rows;
      if (!any_reaches(similarities, lists.worst(query + q))) continue;
      for (std::uint32_t i = 0; i < columns; ++i) {
        if (number + i > query + q) lists.offer(query + q, similarities[i], number + i);
      }
    }
    for (std::uint32_t i = 0; i < columns; ++i) {
      const float worst = lists.worst(number + i);
      for (std::uint32_t q = 0; q < static_cast<std::uint32_t>(count); ++q) {
        const float similarity = product[q * panel_rows + i];
        if (similarity >= worst && number + i > query + q) lists.offer(number + i, similarity, query + q);
      }
    }
  }
}

}  // namespace pretext::kernels
