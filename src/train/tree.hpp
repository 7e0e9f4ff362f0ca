#pragma once

#include <bit>

namespace pretext {

/// Leaves first to last - 1 of a sum.
struct Leaves {
  int first = 0;
  int last = 0;

  [[nodiscard]] int count() const { return last - first; }
  [[nodiscard]] bool within(Leaves other) const { return other.first <= first && last <= other.last; }
  [[nodiscard]] bool touches(Leaves other) const { return first < other.last && other.first < last; }

  /// The two children of a node with two leaves or more: the left one is the largest full binary tree that leaves
  /// something for the right one. This is what fixes the order of a sum.
  [[nodiscard]] Leaves left() const { return {first, middle()}; }
  [[nodiscard]] Leaves right() const { return {middle(), last}; }

 private:
  [[nodiscard]] int middle() const {
    return first + static_cast<int>(std::bit_floor(static_cast<unsigned>(count() - 1)));
  }
};

/// Calls visit(node) for the largest nodes under `node` that lie within `share`, from left to right.
template <class Visit>
void visit_nodes(Leaves node, Leaves share, Visit&& visit) {
  if (!node.touches(share)) return;
  if (node.within(share)) return visit(node);
  visit_nodes(node.left(), share, visit);
  visit_nodes(node.right(), share, visit);
}

}  // namespace pretext
