#include "pretext/propagation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "pretext/rng.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

/// The nearest others of points on circles, `around` of them each, far from each other.
struct Circles {
  Circles(std::uint32_t count, std::uint32_t around) {
    constexpr float circle = 6.2831853f;
    for (std::uint32_t c = 0; c < count; ++c) {
      for (std::uint32_t i = 0; i < around; ++i) {
        std::vector<float> row(2 * count);
        const float angle =
            circle * (static_cast<float>(i) + 0.01f * static_cast<float>(i * i % 7)) / static_cast<float>(around);
        row[2 * c] = std::cos(angle);
        row[2 * c + 1] = std::sin(angle);
        values.insert(values.end(), row.begin(), row.end());
      }
    }
    Neighbours search(points_of(values, 2 * count));
    while (!search.done()) advance(search);
    near = search.found();
  }
  std::vector<float> values;
  std::vector<Neighbour> near;
};

std::vector<double> dense(const Graph& graph) {
  std::vector<double> w(std::size_t{graph.nodes()} * graph.nodes());
  for (std::uint32_t i = 0; i < graph.nodes(); ++i) {
    for (std::uint32_t e = graph.first[i]; e < graph.first[i + 1]; ++e) {
      w[i * graph.nodes() + graph.to[e]] = static_cast<double>(graph.weights[e]);
    }
  }
  return w;
}

/// Solves a x = b by elimination with pivots; a is n x n.
std::vector<double> solve(std::vector<double> a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i + 1; r < n; ++r) {
      if (std::fabs(a[r * n + i]) > std::fabs(a[pivot * n + i])) pivot = r;
    }
    for (std::size_t c = 0; c < n; ++c) std::swap(a[i * n + c], a[pivot * n + c]);
    std::swap(b[i], b[pivot]);
    for (std::size_t r = i + 1; r < n; ++r) {
      const double factor = a[r * n + i] / a[i * n + i];
      for (std::size_t c = i; c < n; ++c) a[r * n + c] -= factor * a[i * n + c];
      b[r] -= factor * b[i];
    }
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t c = i + 1; c < n; ++c) b[i] -= a[i * n + c] * b[c];
    b[i] /= a[i * n + i];
  }
  return b;
}

std::vector<std::int32_t> run(Propagation propagation) {
  while (!propagation.done()) propagation.advance();
  return propagation.classes();
}

TEST_CASE("an edge weighs e^(-4 d^2 / d_k^2), and both its ends' weights add up") {
  const Circles circles(1, 40);
  const Graph graph = join_neighbours(circles.near, {});
  REQUIRE(graph.nodes() == 40);
  const auto expected = [&](std::uint32_t from, std::uint32_t to) {
    const auto squared = [](const Neighbour& n) { return 2 - 2 * static_cast<double>(n.similarity); };
    const Neighbour* const mine = &circles.near[from * graph_neighbours];
    for (int k = 0; k < graph_neighbours; ++k) {
      if (mine[k].row == to) return std::exp(-4 * squared(mine[k]) / squared(mine[graph_neighbours - 1]));
    }
    return 0.0;
  };
  const std::vector<double> w = dense(graph);
  for (std::uint32_t i = 0; i < 40; ++i) {
    for (std::uint32_t j = 0; j < 40; ++j) CHECK(w[i * 40 + j] == doctest::Approx(expected(i, j) + expected(j, i)));
    for (std::uint32_t e = graph.first[i] + 1; e < graph.first[i + 1]; ++e) CHECK(graph.to[e - 1] < graph.to[e]);
  }
}

TEST_CASE("where even the furthest neighbour is a twin, all weigh 1") {
  const std::vector<float> values(60, 0.25f);
  Neighbours search(points_of(values, 3));
  while (!search.done()) advance(search);
  std::vector<float> weights(graph_neighbours);
  neighbour_weights(std::span(search.found()).first(graph_neighbours), weights);
  for (const float weight : weights) CHECK(weight == 1.0f);
}

TEST_CASE("Poisson learning comes to the solution of its equations") {
  // Labelled nodes from elsewhere, too: two of them, of classes 0 and 2.
  const Circles circles(1, 60);
  const std::vector<float> elsewhere{1.0f, 0.1f, -1.0f, 0.2f};
  Neighbours queries(points_of(circles.values, 2), points_of(elsewhere, 2));
  while (!queries.done()) advance(queries);
  const Graph graph = join_neighbours(circles.near, queries.found());
  const std::uint32_t n = graph.nodes();
  REQUIRE(n == 62);
  const std::vector<LabelledNode> labels{{60, 0}, {61, 2}, {15, 1}, {45, 1}};

  // L u = b, where the u add up to 0 when weighted by degree; that row takes the place of one that the others imply.
  const std::vector<double> w = dense(graph);
  std::vector<double> laplacian(w.size());
  std::vector<double> degree(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    for (std::uint32_t j = 0; j < n; ++j) {
      degree[i] += w[i * n + j];
      laplacian[i * n + j] -= w[i * n + j];
    }
    laplacian[i * n + i] += degree[i];
  }
  std::ranges::copy(degree, laplacian.begin());
  std::array<std::vector<double>, 3> u;
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<double> b(n);
    for (const auto [node, label] : labels) {
      const double mean = c == 1 ? 0.5 : 0.25;
      b[node] = (label == static_cast<std::int32_t>(c) ? 1.0 : 0.0) - mean;
    }
    b[0] = 0;
    u[c] = solve(laplacian, b);
  }

  const auto classes = run(Propagation(graph, labels, {.classes = 3, .sweeps = 4000, .roundings = 0}));
  for (std::uint32_t i = 0; i < n; ++i) {
    const bool labelled = std::ranges::any_of(labels, [&](const LabelledNode& l) { return l.node == i; });
    std::array<double, 3> mine{u[0][i], u[1][i], u[2][i]};
    std::array<double, 3> sorted = mine;
    std::ranges::sort(sorted);
    if (labelled || sorted[2] - sorted[1] < 1e-4) continue;
    CHECK(classes[i] == std::ranges::max_element(mine) - mine.begin());
  }
  for (const auto [node, label] : labels) CHECK(classes[node] == label);
}

TEST_CASE("balanced roundings bring the shares nearer to each other") {
  const std::vector<float> values = testing::random_values(std::size_t{400} * 3, 11);
  Neighbours search(points_of(values, 3));
  while (!search.done()) advance(search);
  const Graph graph = join_neighbours(search.found(), {});
  const std::vector<LabelledNode> labels{{0, 0}, {1, 1}, {2, 1}, {3, 1}};
  const auto share = [&](const std::vector<std::int32_t>& classes) {
    return static_cast<double>(std::ranges::count(classes, 0)) / 400;
  };
  const double plain = share(run(Propagation(graph, labels, {.classes = 2, .roundings = 0})));
  const double balanced = share(run(Propagation(graph, labels, {.classes = 2})));
  CHECK(std::fabs(plain - 0.5) > 0.08);
  CHECK(std::fabs(balanced - 0.5) < 0.6 * std::fabs(plain - 0.5));
}

TEST_CASE("labels do not leave their piece of the graph") {
  const Circles circles(3, 30);
  const Graph graph = join_neighbours(circles.near, {});
  for (const int roundings : {0, 11}) {
    const std::vector<LabelledNode> labels{{3, 4}, {47, 9}};
    const auto classes = run(Propagation(graph, labels, {.roundings = roundings}));
    for (std::size_t i = 0; i < 30; ++i) {
      CHECK(classes[i] == 4);
      CHECK(classes[30 + i] == 9);
      CHECK(classes[60 + i] == -1);
    }
  }
}

TEST_CASE("a single class is everybody's, no label is nobody's") {
  const Circles circles(1, 30);
  const Graph graph = join_neighbours(circles.near, {});
  for (const int roundings : {0, 11}) {
    const std::vector<LabelledNode> one{{3, 7}};
    for (const std::int32_t label : run(Propagation(graph, one, {.roundings = roundings}))) CHECK(label == 7);
    for (const std::int32_t label : run(Propagation(graph, {}, {.roundings = roundings}))) CHECK(label == -1);
  }
}

TEST_CASE("twins with labels that contradict each other keep them") {
  std::vector<float> values(2 * 24, 1.0f);
  for (std::size_t i = 24; i < values.size(); i += 2) values[i] = -1.0f + 0.001f * static_cast<float>(i);
  Neighbours search(points_of(values, 2));
  while (!search.done()) advance(search);
  const Graph graph = join_neighbours(search.found(), {});
  const std::vector<LabelledNode> labels{{0, 1}, {1, 2}};
  for (const int roundings : {0, 11}) {
    const auto classes = run(Propagation(graph, labels, {.classes = 3, .roundings = roundings}));
    CHECK(classes[0] == 1);
    CHECK(classes[1] == 2);
    for (const std::int32_t label : classes) CHECK(label != 0);  // which nobody has
  }
}

TEST_CASE("neighbours vote by weight, and those without a class not at all") {
  std::vector<Neighbour> near;
  for (std::uint32_t i = 0; i < graph_neighbours; ++i) near.push_back({i, 0.9f - 0.01f * static_cast<float>(i)});
  std::vector<std::int32_t> classes(graph_neighbours, 2);
  CHECK(vote(near, classes, 3) == 2);
  classes.assign(graph_neighbours, -1);
  CHECK(vote(near, classes, 3) == -1);
  classes[9] = 1;
  CHECK(vote(near, classes, 3) == 1);
  classes[0] = 0;
  CHECK(vote(near, classes, 3) == 0);
}

}  // namespace
}  // namespace pretext
