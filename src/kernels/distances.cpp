#include "kernels/distances.hpp"

#include <cstddef>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

template <bool weighted>
f32x4 term(float x, f32x4 centre, f32x4 weight) {
  const f32x4 difference = f32x4(x) - centre;
  if constexpr (weighted) return difference * difference * weight;
  else return difference * difference;
}

/// `count` rows against four centres: chains of sums that do not wait for each other.
template <bool weighted, int count>
void some(const float* x, int width, const float* centres, const float* weights, int pitch, float* squared) {
  f32x4 sums[count];
  for (int r = 0; r < count; ++r) sums[r] = f32x4(0.0f);
  for (int k = 0; k < width; ++k) {
    const std::size_t at = static_cast<std::size_t>(k) * static_cast<std::size_t>(pitch);
    const f32x4 centre = load(centres + at);
    f32x4 weight(1.0f);
    if constexpr (weighted) weight = load(weights + at);
    for (int r = 0; r < count; ++r) sums[r] = sums[r] + term<weighted>(x[r * width + k], centre, weight);
  }
  for (int r = 0; r < count; ++r) store(squared + r * pitch, sums[r]);
}

template <bool weighted>
void all(const float* x, int rows, int width, const float* centres, const float* weights, int pitch, float* squared) {
  constexpr int at_once = 4;
  for (int row = 0; row < rows;) {
    const std::size_t from = static_cast<std::size_t>(row) * static_cast<std::size_t>(width);
    const std::size_t to = static_cast<std::size_t>(row) * static_cast<std::size_t>(pitch);
    const bool whole = row + at_once <= rows;
    for (int c = 0; c < pitch; c += lanes) {
      const float* const w = weighted ? weights + c : nullptr;
      if (whole) some<weighted, at_once>(x + from, width, centres + c, w, pitch, squared + to + c);
      else some<weighted, 1>(x + from, width, centres + c, w, pitch, squared + to + c);
    }
    row += whole ? at_once : 1;
  }
}

}  // namespace

void squared_distances(const float* x, int rows, int width, const float* centres, const float* weights, int pitch,
                       float* squared) {
  if (weights == nullptr) all<false>(x, rows, width, centres, weights, pitch, squared);
  else all<true>(x, rows, width, centres, weights, pitch, squared);
}

}  // namespace pretext::kernels
