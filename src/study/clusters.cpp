#include "study/clusters.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace pretext {

NamedClusters::NamedClusters(FeatureRows unlabelled, FeatureRows labelled, int classes, bool mixture,
                             std::uint64_t seed)
    : labelled_(std::move(labelled)), classes_(classes), mixed_(mixture),
      kmeans_(std::move(unlabelled), {.clusters = classes, .seed = seed}) {}

void NamedClusters::advance() {
  if (!kmeans_.done()) kmeans_.advance();
  else if (!mixture_) mixture_ = std::make_unique<Mixture>(kmeans_, Mixture::Settings{});
  else mixture_->advance();
  if (done()) name();
}

std::vector<std::uint8_t> NamedClusters::clusters_of(const FeatureRows& rows) const {
  return mixture_ ? mixture_->most_likely(rows) : kmeans_.nearest(rows);
}

void NamedClusters::name() {
  std::vector<std::uint8_t> labels;
  labels.reserve(labelled_.examples.size());
  for (const std::uint32_t example : labelled_.examples) labels.push_back(labelled_.data.labels[example]);
  const ClusterTable table = table_of(clusters_of(labelled_), labels, classes_, classes_);
  const std::vector<float> centres = mixture_ ? mixture_->means() : kmeans_.centres();
  const std::size_t width = labelled_.width();
  for (std::size_t c = 0; c < table.clusters; ++c) {
    const auto counts = std::span(table.counts).subspan(c * table.classes, table.classes);
    const auto most = std::ranges::max_element(counts);
    names_.push_back(*most > 0 ? static_cast<std::uint8_t>(most - counts.begin())
                               : nearest_label(std::span(centres).subspan(c * width, width)));
  }
}

std::uint8_t NamedClusters::nearest_label(std::span<const float> centre) const {
  std::vector<float> row(centre.size());
  double least = std::numeric_limits<double>::infinity();
  std::uint8_t label = 0;
  for (std::size_t i = 0; i < labelled_.examples.size(); ++i) {
    labelled_.read(i, 1, row);
    double squared = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      const double difference = static_cast<double>(row[k]) - static_cast<double>(centre[k]);
      squared += difference * difference;
    }
    if (!(squared < least)) continue;
    least = squared;
    label = labelled_.data.labels[labelled_.examples[i]];
  }
  return label;
}

std::vector<std::uint8_t> NamedClusters::named(std::span<const std::uint8_t> clusters) const {
  std::vector<std::uint8_t> classes;
  for (const std::uint8_t cluster : clusters) classes.push_back(names_[cluster]);
  return classes;
}

}  // namespace pretext
