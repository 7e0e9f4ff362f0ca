#include "kernels/distances.hpp"

#include <algorithm>
#include <cstddef>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

template <bool weighted>
f32x4 term(f32x4 x, f32x4 centre, f32x4 weight) {
  const f32x4 difference = x - centre;
  if constexpr (weighted) return difference * difference * weight;
  else return difference * difference;
}

/// `count` rows against `fours` times four centres: chains of sums that do not wait for each other, all in registers.
template <bool weighted, int count, int fours>
void some(const float* x, int width, const float* centres, const float* weights, int pitch, float* squared) {
  f32x4 sums[count][fours];
  for (auto& of_row : sums) std::fill(of_row, of_row + fours, f32x4(0.0f));
  for (int k = 0; k < width; ++k) {
    const std::size_t at = static_cast<std::size_t>(k) * static_cast<std::size_t>(pitch);
    for (int r = 0; r < count; ++r) {
      const f32x4 value(x[r * width + k]);
      for (int c = 0; c < fours; ++c) {
        f32x4 weight(1.0f);
        if constexpr (weighted) weight = load(weights + at + c * lanes);
        sums[r][c] = sums[r][c] + term<weighted>(value, load(centres + at + c * lanes), weight);
      }
    }
  }
  for (int r = 0; r < count; ++r) {
    for (int c = 0; c < fours; ++c) store(squared + r * pitch + c * lanes, sums[r][c]);
  }
}

template <bool weighted>
void all(const float* x, int rows, int width, const float* centres, const float* weights, int pitch, float* squared) {
  constexpr int at_once = 4;
  for (int row = 0; row < rows;) {
    const std::size_t from = static_cast<std::size_t>(row) * static_cast<std::size_t>(width);
    const std::size_t to = static_cast<std::size_t>(row) * static_cast<std::size_t>(pitch);
    const bool whole = row + at_once <= rows;
    for (int c = 0; c < pitch;) {
      const float* const w = weighted ? weights + c : nullptr;
      const bool three = c + 3 * lanes <= pitch;
      const auto run = whole ? (three ? some<weighted, at_once, 3> : some<weighted, at_once, 1>)
                             : (three ? some<weighted, 1, 3> : some<weighted, 1, 1>);
      run(x + from, width, centres + c, w, pitch, squared + to + c);
      c += three ? 3 * lanes : lanes;
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
