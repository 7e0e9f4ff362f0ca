#include "study/checks.hpp"

#include <string>
#include <vector>

#include "pretext/neighbours.hpp"

namespace pretext {

namespace {

constexpr std::uint32_t fewest_labels = 10;

/// Boxes and masks are learned by heads on frozen blocks, or on blocks that move.
Failure check_downstream(const Spec& spec, const Mode& mode) {
  const bool trains = mode.method == Mode::Method::train && !mode.augmented;
  const bool probes = mode.method == Mode::Method::probe && mode.features == Mode::Features::encoder && !mode.adapted;
  if (spec.downstream == "label" || trains || probes || mode.method == Mode::Method::pretext_test) return {};
  return refused_cell("where 'downstream' is '" + spec.downstream +
                      "', expected the mode 'probe', 'fine_tune', 'partial', 'supervised' or 'probe_random', found '" +
                      mode.name + "'.");
}

Failure check_given(const Dataset& train, std::span<const GivenLabel> given) {
  std::vector<std::int32_t> seen(train.rows, -1);
  for (const auto [row, label] : given) {
    const std::string image = "training image " + std::to_string(row);
    if (row >= train.rows)
      return refused_cell("there is no " + image + "; expected 0 to " + std::to_string(train.rows - 1) + ".");
    if (label < 0 || label >= train.classes) {
      return refused_cell(image + " is labelled " + std::to_string(label) + "; expected a class from 0 to " +
                          std::to_string(train.classes - 1) + ".");
    }
    if (seen[row] < 0) {
      seen[row] = label;
      continue;
    }
    return refused_cell(image + " is labelled twice, as " + std::to_string(seen[row]) + " and as " +
                        std::to_string(label) + "; expected one label.");
  }
  return {};
}

Failure check_labels(const Spec& spec, const Dataset& train, std::size_t labelled, const Mode& mode, const Cell& cell) {
  if (mode.propagates() && spec.data.unlabelled.count <= graph_neighbours) {
    return refused_cell("a graph joins each image to " + std::to_string(graph_neighbours) +
                        " others; expected more than that in 'data.unlabelled.count', found " +
                        std::to_string(spec.data.unlabelled.count) + ".");
  }
  if (mode.clusters() && spec.data.unlabelled.count < static_cast<std::uint32_t>(train.classes)) {
    return refused_cell("as many clusters as classes are looked for; expected at least " +
                        std::to_string(train.classes) + " in 'data.unlabelled.count', found " +
                        std::to_string(spec.data.unlabelled.count) + ".");
  }
  if (!cell.given.empty()) {
    return mode.propagates() ? check_given(train, cell.given)
                             : refused_cell("labels can be given to what propagates them, not to '" + cell.mode + "'.");
  }
  if (mode.method == Mode::Method::pretext_test) return {};
  if (cell.labels >= fewest_labels && cell.labels <= labelled) return {};
  return refused_cell("'labels' must be a whole number from " + std::to_string(fewest_labels) + " to " +
                      std::to_string(labelled) + ", found " + std::to_string(cell.labels) + ".");
}

/// The pretext head's features are only defined if the pretext network takes whole images.
Failure check_features(const Spec& spec, const Networks& networks, const Mode& mode) {
  if (mode.features != Mode::Features::head || networks.pretext.network->in() == networks.classifier->in()) return {};
  return refused_cell("the head of the task " + (spec.task.name.empty() ? "" : "'" + spec.task.name + "' ") +
                      "does not take whole images, so it has no features of them.");
}

}  // namespace

Failure check_cell(const Spec& spec, const Networks& networks, const Dataset& train, std::size_t labelled,
                   const Mode& mode, const Cell& cell) {
  if (const Failure failure = check_downstream(spec, mode)) return failure;
  if (const Failure failure = check_labels(spec, train, labelled, mode, cell)) return failure;
  return check_features(spec, networks, mode);
}

}  // namespace pretext
