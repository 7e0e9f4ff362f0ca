#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/clusters.hpp"

namespace pretext {

/// Clusters of unlabelled rows, as many as there are classes, and what labelled rows say that they are. Labels have no
/// say in where the clusters lie: each takes the class that most of the labelled rows in it have, the first of equals,
/// or that of the labelled row nearest to its centre if there is none.
class NamedClusters {
 public:
  /// `mixture`: Gaussians rather than k-means alone. What the rows show must outlive this; there must be as many
  /// unlabelled ones as classes.
  NamedClusters(FeatureRows unlabelled, FeatureRows labelled, int classes, bool mixture, std::uint64_t seed);

  [[nodiscard]] bool done() const { return kmeans_.done() && (!mixed_ || (mixture_ && mixture_->done())); }
  /// One round. Precondition: not done().
  void advance();

  /// The cluster of each of some rows, and the classes that clusters stand for. Precondition: done().
  [[nodiscard]] std::vector<std::uint8_t> clusters_of(const FeatureRows& rows) const;
  [[nodiscard]] std::vector<std::uint8_t> named(std::span<const std::uint8_t> clusters) const;

 private:
  void name();
  [[nodiscard]] std::uint8_t nearest_label(std::span<const float> centre) const;

  FeatureRows labelled_;
  int classes_;
  bool mixed_;
  KMeans kmeans_;
  std::unique_ptr<Mixture> mixture_;
  std::vector<std::uint8_t> names_;  ///< of each cluster
};

}  // namespace pretext
