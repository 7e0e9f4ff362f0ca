#include <algorithm>
#include <array>
#include <limits>

#include "pretext/neighbours.hpp"

namespace pretext {

Vicinity vicinity_of(std::span<const float> features, std::span<const std::uint8_t> labels) {
  if (labels.size() <= graph_neighbours) return {};
  Neighbours search(points_of(features, features.size() / labels.size()));
  while (!search.done()) advance(search);
  Vicinity vicinity{.found = search.found()};
  for (std::size_t row = 0; row < labels.size(); ++row) {
    std::array<float, std::numeric_limits<std::uint8_t>::max() + 1> votes{};
    for (std::size_t i = 0; i < graph_neighbours; ++i) {
      const Neighbour& neighbour = vicinity.found[row * graph_neighbours + i];
      votes[labels[neighbour.row]] += neighbour.similarity;
    }
    const auto told = std::ranges::max_element(votes) - votes.begin();
    vicinity.right += told == labels[row] ? 1 : 0;
  }
  return vicinity;
}

}  // namespace pretext
