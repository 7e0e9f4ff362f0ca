#include "train/tree.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pretext {
namespace {

/// The order of a sum as a formula.
std::string formula(Leaves node) {
  if (node.count() == 1) return std::to_string(node.first);
  return "(" + formula(node.left()) + "+" + formula(node.right()) + ")";
}

std::string nodes(int leaves, Leaves share) {
  std::string text;
  visit_nodes({0, leaves}, share, [&](Leaves node) { text += formula(node) + " "; });
  return text;
}

TEST_CASE("a sum's order depends on the number of its leaves alone: full trees from the left") {
  CHECK(formula({0, 1}) == "0");
  CHECK(formula({0, 2}) == "(0+1)");
  CHECK(formula({0, 3}) == "((0+1)+2)");
  CHECK(formula({0, 5}) == "(((0+1)+(2+3))+4)");
  CHECK(formula({0, 6}) == "(((0+1)+(2+3))+(4+5))");
  CHECK(formula({0, 8}) == "(((0+1)+(2+3))+((4+5)+(6+7)))");
}

TEST_CASE("a share is the fewest nodes that lie within it, from left to right") {
  CHECK(nodes(8, {0, 8}) == "(((0+1)+(2+3))+((4+5)+(6+7))) ");
  CHECK(nodes(8, {0, 4}) == "((0+1)+(2+3)) ");
  CHECK(nodes(8, {2, 5}) == "(2+3) 4 ");
  CHECK(nodes(8, {1, 7}) == "1 (2+3) (4+5) 6 ");
  CHECK(nodes(5, {4, 5}) == "4 ");
  CHECK(nodes(8, {3, 3}).empty());
}

}  // namespace
}  // namespace pretext
