#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pretext/neighbours.hpp"

namespace pretext {

/// How much each of a row's nearest points counts: e^(-4 d^2 / d_k^2), where d is the distance of unit vectors and d_k
/// that of the furthest of them; 1 for all where even that is a twin. `nearest` and `weights` are as long.
void neighbour_weights(std::span<const Neighbour> nearest, std::span<float> weights);

/// An undirected graph with weighted edges, a node's edges side by side in the order of the other ends' numbers.
struct Graph {
  std::vector<std::uint32_t> first;  ///< of each node's edges, and behind the last one's
  std::vector<std::uint32_t> to;
  std::vector<float> weights;
  [[nodiscard]] std::uint32_t nodes() const { return static_cast<std::uint32_t>(first.size() - 1); }
};

/// Joins each node to its nearest points, W + W^T. Nodes are the points, then `others`, whose neighbours are points
/// too; both lists hold `graph_neighbours` for each.
Graph join_neighbours(std::span<const Neighbour> points, std::span<const Neighbour> others);

/// A node whose class is known.
struct LabelledNode {
  std::uint32_t node = 0;
  std::int32_t label = 0;
};

/// How labels are propagated.
struct PropagationSettings {
  int classes = 10;
  int sweeps = 300;  ///< of Poisson learning
  /// Roundings to equal shares of all classes that have a label; 0 for the class that Poisson learning gives alone.
  int roundings = 11;
  int sweeps_between = 30;
};

/// Poisson learning (Calder, Cook, Thorpe and Slepcev, "Poisson learning: graph based semi-supervised learning at very
/// low label rates", ICML 2020): labels are sources of their class, and flow along the edges by u <- D^-1 (W u + b).
/// Then balanced roundings as in its PoissonMBO: each node takes the class with the largest s_c u_c, with factors s
/// that make the classes' shares alike; between two of them the same flow goes on from there. Labelled nodes keep their
/// labels. A piece of the graph without any label gets none.
///
/// One difference: the factors' steps shrink, so that they settle where a constant rate swings.
class Propagation {
 public:
  /// `graph` must outlive this. Each node is labelled once at most; no label at all leaves all nodes without a class.
  Propagation(const Graph& graph, std::span<const LabelledNode> labels, const PropagationSettings& settings);

  [[nodiscard]] bool done() const { return sweep_ == sweeps(); }
  /// One sweep over all nodes, and the rounding that follows it where there is one. Precondition: not done().
  void advance();
  /// Sweeps done, and in all.
  [[nodiscard]] int sweep() const { return sweep_; }
  [[nodiscard]] int sweeps() const;

  /// The class of each node as it is now; -1 where no label has come yet.
  [[nodiscard]] std::vector<std::int32_t> classes() const;

 private:
  [[nodiscard]] std::size_t at(std::uint32_t node) const { return node * pitch_; }
  void find_reached();
  void flow();
  void round();
  std::vector<std::uint32_t> take(std::span<const float> factors);
  std::vector<float> balance();
  [[nodiscard]] std::int32_t largest(std::uint32_t node, std::span<const float> factors) const;

  const Graph& graph_;
  PropagationSettings settings_;
  std::size_t pitch_;                  ///< classes, rounded up to whole lanes
  std::vector<std::int32_t> labels_;   ///< of each node, -1 where it has none
  std::vector<std::uint8_t> present_;  ///< per class: whether any node is labelled so
  std::vector<std::uint8_t> reached_;  ///< per node: whether a label is in its piece of the graph
  std::vector<float> inverse_degrees_;
  std::vector<float> sources_;  ///< b; nodes x pitch, as the following
  std::vector<float> u_;
  std::vector<float> next_;
  std::vector<std::int32_t> taken_;  ///< each node's class as it is rounded; -1 out of reach
  int sweep_ = 0;
};

/// The class that most of the weight of a query's neighbours is for, the first of equals; -1 where none of them has
/// one.
std::int32_t vote(std::span<const Neighbour> nearest, std::span<const std::int32_t> classes_of_points, int classes);

}  // namespace pretext
