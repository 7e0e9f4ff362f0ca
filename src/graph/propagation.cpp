#include "pretext/propagation.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "kernels/lanes.hpp"
#include "kernels/softmax.hpp"

namespace pretext {

using namespace kernels;

namespace {

constexpr std::size_t per_node = graph_neighbours;

// Factors of classes move by this much per difference of shares, by less each time, so often, within these bounds.
constexpr int balancing_steps = 50;
constexpr float balancing_rate = 10.0f;
constexpr float balancing_decay = 0.4f;
constexpr float least_factor = 0.5f;
constexpr float most_factor = 2.0f;

/// What the rounding of a dot product leaves between twins is no distance.
float squared_distance(const Neighbour& neighbour) {
  const float squared = 2.0f - 2.0f * neighbour.similarity;
  return squared < 1e-6f ? 0.0f : squared;
}

/// Adds the weight of an edge to a node's list, which is sorted by the other ends, in `count` of its places.
void add_edge(std::uint32_t* to, float* weights, std::uint32_t& count, std::uint32_t other, float weight) {
  std::uint32_t place = count;
  while (place > 0 && to[place - 1] > other) --place;
  if (place > 0 && to[place - 1] == other) {
    weights[place - 1] += weight;  // two terms at most, so their order does not matter
    return;
  }
  std::copy_backward(to + place, to + count, to + count + 1);
  std::copy_backward(weights + place, weights + count, weights + count + 1);
  to[place] = other;
  weights[place] = weight;
  ++count;
}

}  // namespace

void neighbour_weights(std::span<const Neighbour> nearest, std::span<float> weights) {
  const float furthest = squared_distance(nearest.back());
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    const float distance = squared_distance(nearest[i]);
    weights[i] = distance == 0 ? 0.0f : -4.0f * distance / furthest;
  }
  kernels::exp(weights.data(), weights.data(), static_cast<int>(weights.size()));
}

Graph join_neighbours(std::span<const Neighbour> points, std::span<const Neighbour> others) {
  const auto nodes = static_cast<std::uint32_t>((points.size() + others.size()) / per_node);
  const auto each_edge = [&](auto visit) {
    std::array<float, per_node> weights;
    for (std::uint32_t node = 0; node < nodes; ++node) {
      const std::size_t at = node * per_node;
      const auto mine =
          at < points.size() ? points.subspan(at, per_node) : others.subspan(at - points.size(), per_node);
      neighbour_weights(mine, weights);
      for (std::size_t k = 0; k < per_node; ++k) visit(node, mine[k].row, weights[k]);
    }
  };
  // Room for each node's list, then the lists, then the room that edges both ways have left is closed.
  Graph graph;
  graph.first.assign(nodes + 1, 0);
  each_edge([&](std::uint32_t node, std::uint32_t other, float) {
    ++graph.first[node + 1];
    ++graph.first[other + 1];
  });
  for (std::uint32_t node = 0; node < nodes; ++node) graph.first[node + 1] += graph.first[node];
  graph.to.resize(graph.first[nodes]);
  graph.weights.resize(graph.first[nodes]);
  std::vector<std::uint32_t> counts(nodes);
  const auto add = [&](std::uint32_t node, std::uint32_t other, float weight) {
    const std::uint32_t first = graph.first[node];
    add_edge(&graph.to[first], &graph.weights[first], counts[node], other, weight);
  };
  each_edge([&](std::uint32_t node, std::uint32_t other, float weight) {
    add(node, other, weight);
    add(other, node, weight);
  });
  std::uint32_t end = 0;
  for (std::uint32_t node = 0; node < nodes; ++node) {
    const std::uint32_t first = std::exchange(graph.first[node], end);
    std::copy_n(&graph.to[first], counts[node], &graph.to[end]);
    std::copy_n(&graph.weights[first], counts[node], &graph.weights[end]);
    end += counts[node];
  }
  graph.first[nodes] = end;
  graph.to.resize(end);
  graph.weights.resize(end);
  return graph;
}

Propagation::Propagation(const Graph& graph, std::span<const LabelledNode> labels, const PropagationSettings& settings)
    : graph_(graph), settings_(settings), pitch_(static_cast<std::size_t>(round_up(settings.classes, lanes))),
      labels_(graph.nodes(), -1), present_(static_cast<std::size_t>(settings.classes)), reached_(graph.nodes()),
      inverse_degrees_(graph.nodes()), sources_(graph.nodes() * pitch_), u_(sources_.size()), next_(sources_.size()),
      taken_(graph.nodes(), -1) {
  std::vector<float> mean(pitch_);
  for (const auto [node, label] : labels) {
    assert(label >= 0 && label < settings.classes && labels_[node] == -1);
    labels_[node] = label;
    present_[static_cast<std::size_t>(label)] = 1;
    mean[static_cast<std::size_t>(label)] += 1.0f;
  }
  for (float& m : mean) m /= static_cast<float>(labels.size());
  for (const auto [node, label] : labels) {
    for (std::size_t c = 0; c < pitch_; ++c) sources_[at(node) + c] = -mean[c];
    sources_[at(node) + static_cast<std::size_t>(label)] += 1.0f;
  }
  for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
    float degree = 0;
    for (std::uint32_t e = graph_.first[node]; e < graph_.first[node + 1]; ++e) degree += graph_.weights[e];
    inverse_degrees_[node] = degree > 0 ? 1.0f / degree : 0.0f;
  }
  find_reached();
}

int Propagation::sweeps() const {
  return settings_.sweeps + std::max(0, settings_.roundings - 1) * settings_.sweeps_between;
}

void Propagation::find_reached() {
  std::vector<std::uint32_t> left;
  for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
    if (labels_[node] >= 0) left.push_back(node);
  }
  for (const std::uint32_t node : left) reached_[node] = 1;
  while (!left.empty()) {
    const std::uint32_t node = left.back();
    left.pop_back();
    for (std::uint32_t e = graph_.first[node]; e < graph_.first[node + 1]; ++e) {
      if (reached_[graph_.to[e]] != 0) continue;
      reached_[graph_.to[e]] = 1;
      left.push_back(graph_.to[e]);
    }
  }
}

void Propagation::advance() {
  flow();
  ++sweep_;
  const int beyond = sweep_ - settings_.sweeps;
  if (settings_.roundings > 0 && beyond >= 0 && beyond % settings_.sweeps_between == 0) round();
}

void Propagation::flow() {
  for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
    const f32x4 inverse_degree(inverse_degrees_[node]);
    for (std::size_t c = 0; c < pitch_; c += lanes) {
      f32x4 sum = load(&sources_[at(node) + c]);
      for (std::uint32_t e = graph_.first[node]; e < graph_.first[node + 1]; ++e) {
        sum = sum + f32x4(graph_.weights[e]) * load(&u_[at(graph_.to[e]) + c]);
      }
      store(&next_[at(node) + c], sum * inverse_degree);
    }
  }
  std::swap(u_, next_);
}

/// The class with the largest factor times u among those that have labels, the first of equals.
std::int32_t Propagation::largest(std::uint32_t node, std::span<const float> factors) const {
  std::int32_t best = -1;
  float most = 0;
  for (std::size_t c = 0; c < present_.size(); ++c) {
    const float value = factors[c] * u_[at(node) + c];
    if (present_[c] == 0 || (best >= 0 && !(value > most))) continue;
    best = static_cast<std::int32_t>(c);
    most = value;
  }
  return best;
}

/// Gives each node in reach its class, and counts them.
std::vector<std::uint32_t> Propagation::take(std::span<const float> factors) {
  std::vector<std::uint32_t> counts(present_.size());
  for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
    if (reached_[node] == 0) continue;
    taken_[node] = labels_[node] >= 0 ? labels_[node] : largest(node, factors);
    ++counts[static_cast<std::size_t>(taken_[node])];
  }
  return counts;
}

/// Of all factors on the way, those whose shares differ least.
std::vector<float> Propagation::balance() {
  const auto classes = static_cast<float>(std::accumulate(present_.begin(), present_.end(), 0));
  const auto reached = static_cast<float>(std::accumulate(reached_.begin(), reached_.end(), 0));
  std::vector<float> factors(present_.size(), 1.0f);
  std::vector<float> best = factors;
  float least = std::numeric_limits<float>::infinity();
  for (int step = 0; step < balancing_steps; ++step) {
    const std::vector<std::uint32_t> counts = take(factors);
    const std::vector<float> before = factors;
    const float rate = balancing_rate / (1.0f + balancing_decay * static_cast<float>(step));
    float difference = 0;
    for (std::size_t c = 0; c < factors.size(); ++c) {
      if (present_[c] == 0) continue;
      const float missing = 1.0f / classes - static_cast<float>(counts[c]) / reached;
      difference += missing * missing;
      factors[c] = std::clamp(factors[c] + rate * missing, least_factor, most_factor);
    }
    if (difference >= least) continue;
    least = difference;
    best = before;
  }
  return best;
}

void Propagation::round() {
  take(balance());
  std::ranges::fill(u_, 0.0f);
  for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
    if (taken_[node] >= 0) u_[at(node) + static_cast<std::size_t>(taken_[node])] = 1.0f;
  }
}

std::vector<std::int32_t> Propagation::classes() const {
  std::vector<std::int32_t> classes(graph_.nodes(), -1);
  const std::vector<float> factors(present_.size(), 1.0f);
  const bool only_class = std::accumulate(present_.begin(), present_.end(), 0) == 1;
  for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
    if (labels_[node] >= 0) {
      classes[node] = labels_[node];
      continue;
    }
    // A single class has no rival: nothing flows, and everything in reach is of it.
    const auto mine = std::span(u_).subspan(at(node), present_.size());
    const bool come = only_class ? sweep_ > 0 : std::ranges::any_of(mine, [](float value) { return value != 0; });
    if (reached_[node] != 0 && come) classes[node] = largest(node, factors);
  }
  return classes;
}

std::int32_t vote(std::span<const Neighbour> nearest, std::span<const std::int32_t> classes_of_points, int classes) {
  std::array<float, per_node> weights;
  neighbour_weights(nearest, weights);
  std::vector<float> counted(static_cast<std::size_t>(classes));
  std::int32_t best = -1;
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    const std::int32_t label = classes_of_points[nearest[i].row];
    if (label >= 0) counted[static_cast<std::size_t>(label)] += weights[i];
  }
  for (std::size_t c = 0; c < counted.size(); ++c) {
    if (counted[c] > (best < 0 ? 0.0f : counted[static_cast<std::size_t>(best)])) best = static_cast<std::int32_t>(c);
  }
  return best;
}

}  // namespace pretext
