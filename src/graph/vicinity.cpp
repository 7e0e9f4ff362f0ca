#include <algorithm>
#include <limits>

#include "pretext/neighbours.hpp"

namespace pretext {

std::int32_t told_by(std::span<const Neighbour> near, std::span<const std::int32_t> classes, std::size_t count) {
  std::vector<float> votes(count);
  for (const Neighbour& neighbour : near) {
    votes[static_cast<std::size_t>(classes[neighbour.row])] += neighbour.similarity;
  }
  return static_cast<std::int32_t>(std::ranges::max_element(votes) - votes.begin());
}

Vicinity vicinity_of(std::span<const float> features, std::span<const std::uint8_t> labels) {
  if (labels.size() <= graph_neighbours) return {};
  Neighbours search(points_of(features, features.size() / labels.size()));
  finish(search);
  Vicinity vicinity{.found = search.found()};
  const std::vector<std::int32_t> classes(labels.begin(), labels.end());
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const auto near = std::span(vicinity.found).subspan(row * graph_neighbours, graph_neighbours);
    vicinity.right += told_by(near, classes, std::numeric_limits<std::uint8_t>::max() + 1) == classes[row] ? 1 : 0;
  }
  return vicinity;
}

}  // namespace pretext
