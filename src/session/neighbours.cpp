#include "session/neighbours.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

#include "kernels/softmax.hpp"
#include "pretext/layers.hpp"

namespace pretext {

namespace {

/// A row of zeros stays as it is: it is as far from everything as anything can be.
void scale_to_unit_length(std::span<float> row) {
  double squares = 0;
  for (const float x : row) squares += static_cast<double>(x) * static_cast<double>(x);
  if (squares == 0) return;
  const float factor = static_cast<float>(1 / std::sqrt(squares));
  for (float& x : row) x *= factor;
}

}  // namespace

Neighbours::Neighbours(const Task& features, std::vector<std::uint8_t> labels, int classes)
    : features_(features), labels_(std::move(labels)), classes_(classes) {}

void Neighbours::head(Sequence& model) const { model.add("dense", dense(static_cast<int>(labels_.size()))); }

void Neighbours::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                      std::uint32_t step, Batch batch) const {
  features_.fill(data, examples, seed, step, batch);
  const std::size_t columns = batch.inputs.size() / examples.size();
  for (std::size_t i = 0; i < examples.size(); ++i) scale_to_unit_length(batch.inputs.subspan(i * columns, columns));
}

std::uint8_t Neighbours::vote(std::span<const float> similarities) const {
  struct Neighbour {
    float similarity;
    std::size_t row;
  };
  std::array<Neighbour, k> nearest;  // sorted, the most similar one first
  std::size_t found = 0;
  for (std::size_t row = 0; row < similarities.size(); ++row) {
    if (found == nearest.size() && !(similarities[row] > nearest.back().similarity)) continue;
    std::size_t place = std::min(found, nearest.size() - 1);
    for (; place > 0 && similarities[row] > nearest[place - 1].similarity; --place) nearest[place] = nearest[place - 1];
    nearest[place] = {similarities[row], row};
    found = std::min(found + 1, nearest.size());
  }

  std::array<float, k> weights;
  for (std::size_t i = 0; i < found; ++i) weights[i] = nearest[i].similarity / temperature;
  kernels::softmax(weights.data(), 1, static_cast<int>(found), weights.data());
  std::array<float, 256> votes{};
  for (std::size_t i = 0; i < found; ++i) votes[labels_[nearest[i].row]] += weights[i];
  return static_cast<std::uint8_t>(std::ranges::max_element(votes) - votes.begin());
}

LossSums Neighbours::loss(std::span<const std::uint8_t> targets, std::span<const float> outputs, float /*scale*/,
                          [[maybe_unused]] std::span<float> doutputs, std::span<float> losses,
                          std::span<std::uint8_t> predicted) const {
  assert(doutputs.empty() && outputs.size() == targets.size() * labels_.size());
  LossSums sums;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    predicted[i] = vote(outputs.subspan(i * labels_.size(), labels_.size()));
    sums.correct += predicted[i] == targets[i] ? 1.0f : 0.0f;
  }
  std::ranges::fill(losses, 0.0f);
  return sums;
}

std::vector<float> Neighbours::weights(const Network& network, const Dataset& data,
                                       std::span<const std::uint32_t> examples) const {
  std::vector<float> weights(network.params().floats());
  const std::span<float> kernel = std::span(weights).subspan(network.params().find("dense.kernel")->offset);
  const std::size_t units = examples.size();
  const std::size_t columns = network.in().size();
  std::vector<float> row(columns);
  std::uint8_t label = 0;
  for (std::size_t unit = 0; unit < units; ++unit) {
    fill(data, examples.subspan(unit, 1), 0, 0, {row, {&label, 1}});
    for (std::size_t c = 0; c < columns; ++c) kernel[c * units + unit] = row[c];
  }
  return weights;
}

}  // namespace pretext
