#include "pretext/groups.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace pretext {
namespace {

constexpr float circle = 6.2831853f;

/// Points on a circle from some share of it on, so far from each other, and what groups they are in.
struct Arcs {
  void add(float from, float step, std::uint32_t count, std::int32_t group) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const float angle = circle * (from + step * static_cast<float>(i));
      values.insert(values.end(), {std::cos(angle), std::sin(angle)});
      groups.push_back(group);
    }
  }
  [[nodiscard]] Points points() const { return points_of(values, 2); }
  std::vector<float> values;
  std::vector<std::int32_t> groups;
};

Arcs two_arcs() {
  Arcs arcs;
  arcs.add(0.0f, 0.002f, 60, 0);
  arcs.add(0.3f, 0.002f, 60, 1);
  return arcs;
}

std::vector<std::int32_t> names(const Arcs& arcs, const std::vector<float>& at, const std::vector<std::int32_t>& labels,
                                int classes) {
  Arcs labelled;
  for (const float angle : at) labelled.add(angle, 0, 1, 0);
  return name_groups(arcs.points(), arcs.groups, labelled.points(), labels, classes);
}

TEST_CASE("groups take the names of the labels in them") {
  CHECK(names(two_arcs(), {0.05f, 0.35f}, {0, 1}, 2) == std::vector<std::int32_t>{0, 1});
  CHECK(names(two_arcs(), {0.05f, 0.35f}, {1, 0}, 2) == std::vector<std::int32_t>{1, 0});
}

TEST_CASE("of two labels with one group the one that lies in its midst gives the name") {
  // The other one lies at its border, even if on the side that is away from the other group.
  for (const float astray : {0.13f, 0.125f, -0.03f}) {
    CAPTURE(astray);
    CHECK(names(two_arcs(), {0.06f, astray}, {0, 1}, 2) == std::vector<std::int32_t>{0, 1});
    CHECK(names(two_arcs(), {0.06f, astray}, {1, 0}, 2) == std::vector<std::int32_t>{1, 0});
  }
}

TEST_CASE("names go round among three groups; a small group and one without labels keep theirs") {
  Arcs arcs = two_arcs();
  arcs.add(0.6f, 0.002f, 60, 2);
  arcs.add(0.8f, 0.002f, 60, 3);
  arcs.add(0.9f, 0.002f, 5, 4);
  CHECK(names(arcs, {0.05f, 0.35f, 0.65f, 0.9f}, {1, 2, 0, 4}, 5) == std::vector<std::int32_t>{1, 2, 0, 3, 4});
}

TEST_CASE("a twin of a labelled image is at no distance, and does no harm") {
  Arcs arcs;
  arcs.add(0.1f, 0, 20, 0);
  arcs.add(0.5f, 0, 20, 1);
  CHECK(names(arcs, {0.1f, 0.5f}, {1, 0}, 2) == std::vector<std::int32_t>{1, 0});
}

TEST_CASE("groups without labels are found where images lie close to each other, and cut the graph least") {
  Arcs arcs = two_arcs();
  Neighbours search(arcs.points());
  while (!search.done()) advance(search);
  const Graph graph = join_neighbours(search.found(), {});
  Propagation propagation(graph, typical_nodes(arcs.values, 2, 2), {.classes = 2});
  while (!propagation.done()) propagation.advance();
  const auto groups = propagation.classes();
  for (std::size_t i = 0; i < 60; ++i) {
    CHECK(groups[i] == groups[0]);
    CHECK(groups[60 + i] == 1 - groups[0]);
  }
  CHECK(normalised_cut(graph, groups, 2) == 0);
  auto torn = groups;
  for (std::size_t i = 0; i < 60; i += 2) torn[i] = 1 - groups[0];
  CHECK(normalised_cut(graph, torn, 2) > 0.5);
  CHECK(normalised_cut(graph, std::vector<std::int32_t>(120, 0), 2) == 1);  // of the other one, which is empty
}

}  // namespace
}  // namespace pretext
