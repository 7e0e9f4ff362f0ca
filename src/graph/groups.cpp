#include "pretext/groups.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "kernels/softmax.hpp"

namespace pretext {

namespace {

/// What the rounding of a dot product leaves between twins is no distance.
constexpr float least_distance = 1e-6f;

/// The logarithm of each labelled image's squared distance to the furthest of its nearest points among `members`.
std::vector<float> distances(const Points& points, std::vector<std::uint32_t> members, const Points& labelled) {
  Neighbours search({points.data, std::move(members)}, labelled);
  while (!search.done()) advance(search);
  std::vector<float> logs(labelled.count());
  for (std::size_t i = 0; i < logs.size(); ++i) {
    logs[i] = std::max(least_distance, 2.0f - 2.0f * search.found()[(i + 1) * graph_neighbours - 1].similarity);
  }
  kernels::log(logs.data(), logs.data(), static_cast<int>(logs.size()));
  return logs;
}

}  // namespace

std::vector<std::int32_t> name_groups(const Points& points, std::span<const std::int32_t> groups,
                                      const Points& labelled, std::span<const std::int32_t> labels, int classes) {
  assert(groups.size() == points.count() && labels.size() == labelled.count());
  const auto count = static_cast<std::size_t>(classes);
  std::vector<std::size_t> taking_part;
  std::vector<float> far(count * count);  // of a class's labels (row) from a group
  for (std::size_t group = 0; group < count; ++group) {
    if (std::ranges::find(labels, static_cast<std::int32_t>(group)) == labels.end()) continue;
    std::vector<std::uint32_t> members;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i] == static_cast<std::int32_t>(group)) members.push_back(points.rows[i]);
    }
    if (members.size() <= graph_neighbours) continue;
    taking_part.push_back(group);
    const std::vector<float> logs = distances(points, std::move(members), labelled);
    for (std::size_t i = 0; i < logs.size(); ++i) far[static_cast<std::size_t>(labels[i]) * count + group] += logs[i];
  }
  std::vector<std::size_t> group_of(count);
  std::iota(group_of.begin(), group_of.end(), std::size_t{0});
  // Each exchange lowers a sum, so it ends; the bound is for what rounding could do to that.
  bool exchanged = true;
  for (std::size_t pass = 0; exchanged && pass < count; ++pass) {
    exchanged = false;
    for (const std::size_t a : taking_part) {
      for (const std::size_t b : taking_part) {
        const float apart = far[a * count + group_of[a]] + far[b * count + group_of[b]];
        if (b <= a || !(far[a * count + group_of[b]] + far[b * count + group_of[a]] < apart)) continue;
        std::swap(group_of[a], group_of[b]);
        exchanged = true;
      }
    }
  }
  std::vector<std::int32_t> names(count);
  for (std::size_t c = 0; c < count; ++c) names[group_of[c]] = static_cast<std::int32_t>(c);
  return names;
}

std::vector<LabelledNode> typical_nodes(std::span<const float> features, std::size_t width, int groups) {
  std::vector<LabelledNode> nodes;
  for (const std::uint32_t row : typical_rows(features, width, groups)) {
    nodes.push_back({row, static_cast<std::int32_t>(nodes.size())});
  }
  return nodes;
}

double normalised_cut(const Graph& graph, std::span<const std::int32_t> groups, int classes) {
  std::vector<double> all(static_cast<std::size_t>(classes));
  std::vector<double> leaving(all.size());
  for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
    if (groups[node] < 0) continue;
    const auto group = static_cast<std::size_t>(groups[node]);
    for (std::uint32_t e = graph.first[node]; e < graph.first[node + 1]; ++e) {
      const auto weight = static_cast<double>(graph.weights[e]);
      all[group] += weight;
      if (groups[graph.to[e]] != groups[node]) leaving[group] += weight;
    }
  }
  double cut = 0;
  for (std::size_t c = 0; c < all.size(); ++c) cut += all[c] > 0 ? leaving[c] / all[c] : 1.0;
  return cut;
}

}  // namespace pretext
