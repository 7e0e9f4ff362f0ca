#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pretext/neighbours.hpp"
#include "pretext/propagation.hpp"

namespace pretext {

/// The class that each group of points is to be named after, so that labelled images lie where their class's group is
/// dense: an image's density in a group goes by the distance of the group's tenth nearest point (Loftsgaarden and
/// Quesenberry, "A nonparametric estimate of a multivariate density function", 1965), and two groups exchange names as
/// long as that makes the labels more likely. An image of a 7 that looks like a 9 lies far from both groups; one of a 9
/// does not, and that decides.
///
/// groups: of each point, below `classes`; -1 for none, and for points that are labelled. labelled: described as the
/// points are; labels: one for each. A group that is named after a class without labels, or has no more than
/// `graph_neighbours` points, keeps its name.
std::vector<std::int32_t> name_groups(const Points& points, std::span<const std::int32_t> groups,
                                      const Points& labelled, std::span<const std::int32_t> labels, int classes);

/// What balanced propagation finds groups from that nobody has labelled: the most typical points of as many clusters,
/// each with a label of its own. features: points x width, at least `groups` points.
std::vector<LabelledNode> typical_nodes(std::span<const float> features, std::size_t width, int groups);

/// What leaves each group of the weight of its nodes' edges, as a share, added up over groups: the normalised cut (Shi
/// and Malik, 2000). An empty group counts 1. groups: of each node, below `classes`, -1 for none.
double normalised_cut(const Graph& graph, std::span<const std::int32_t> groups, int classes);

}  // namespace pretext
