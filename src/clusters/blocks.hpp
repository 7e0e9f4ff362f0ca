#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "pretext/clusters.hpp"

namespace pretext {

/// Rows that are looked at together: enough to fill the kernels, few enough to stay in cache.
inline constexpr std::size_t rows_of_block = 32;

/// Calls visit(first, count, features) for the rows, block by block.
template <class Visit>
void each_block(const FeatureRows& rows, Visit visit) {
  const std::size_t width = rows.width();
  std::vector<float> features(rows_of_block * width);
  for (std::size_t first = 0; first < rows.examples.size(); first += rows_of_block) {
    const std::size_t count = std::min(rows_of_block, rows.examples.size() - first);
    const std::span<float> some = std::span(features).first(count * width);
    rows.read(first, count, some);
    visit(first, count, std::span<const float>(some));
  }
}

/// Clusters x width of what is kept as width x pitch.
inline std::vector<float> by_cluster(std::span<const float> values, std::size_t clusters, std::size_t pitch) {
  const std::size_t width = values.size() / pitch;
  std::vector<float> turned(clusters * width);
  for (std::size_t c = 0; c < clusters; ++c) {
    for (std::size_t k = 0; k < width; ++k) turned[c * width + k] = values[k * pitch + c];
  }
  return turned;
}

}  // namespace pretext
