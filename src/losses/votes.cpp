#include "losses/votes.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

#include "kernels/softmax.hpp"

namespace pretext {

std::int32_t elect(const Votes& votes, std::span<const float> similarities) {
  assert(votes.classes <= 256 && similarities.size() == votes.labels.size());
  struct Neighbour {
    float similarity;
    std::size_t row;
  };
  std::array<Neighbour, voters> nearest;  // sorted, the most similar one first
  std::size_t found = 0;
  for (std::size_t row = 0; row < similarities.size(); ++row) {
    if (found == nearest.size() && !(similarities[row] > nearest.back().similarity)) continue;
    std::size_t place = std::min(found, nearest.size() - 1);
    for (; place > 0 && similarities[row] > nearest[place - 1].similarity; --place) nearest[place] = nearest[place - 1];
    nearest[place] = {similarities[row], row};
    found = std::min(found + 1, nearest.size());
  }

  std::array<float, voters> weights;
  for (std::size_t i = 0; i < found; ++i) weights[i] = nearest[i].similarity / vote_temperature;
  kernels::softmax(weights.data(), 1, static_cast<int>(found), weights.data());
  std::array<float, 256> counted{};
  for (std::size_t i = 0; i < found; ++i) {
    counted[static_cast<std::size_t>(votes.labels[nearest[i].row])] += weights[i];
  }
  return static_cast<std::int32_t>(std::ranges::max_element(counted) - counted.begin());
}

}  // namespace pretext
