#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/rng.hpp"
#include "pretext/source.hpp"

namespace pretext {

/// Rows to be learned from or looked at, and what fills batches with their features. Source and data are views.
struct FeatureRows {
  const Source& source;
  Dataset data;
  std::vector<std::uint32_t> examples;

  [[nodiscard]] std::size_t width() const { return source.form().input.size(); }
  /// Overwrites `out` (count x width) with the features of the examples [first, first + count).
  void read(std::size_t first, std::size_t count, std::span<float> out) const;
};

/// Clusters of so many classes: the count of rows of each class (column) in each cluster (row).
struct ClusterTable {
  std::size_t clusters = 0;
  std::size_t classes = 0;
  std::vector<std::uint32_t> counts;  ///< clusters x classes

  /// The share of rows that are of their cluster's most frequent class; 0 without rows.
  [[nodiscard]] double purity() const;
  /// Normalised mutual information of cluster and class: over the mean of their entropies (Strehl and Ghosh, "Cluster
  /// ensembles", 2002); 1 where neither tells anything apart.
  [[nodiscard]] double nmi() const;
};

/// Which clusters rows lie in, and the classes that somebody gave them, both from 0.
ClusterTable table_of(std::span<const std::uint8_t> clusters, std::span<const std::uint8_t> labels, int of,
                      int classes);

/// k-means (Lloyd, "Least squares quantization in PCM", 1982), each start begun as k-means++ does (Arthur and
/// Vassilvitskii, 2007): the start with the least sum of squared distances is kept. A cluster that nothing is in moves
/// to the row that is furthest from its own centre.
class KMeans {
 public:
  struct Settings {
    int clusters = 10;  ///< 1 to 256, no more than rows
    int starts = 4;
    int rounds = 100;  ///< at most, of each start
    std::uint64_t seed = 0;
  };

  /// What the rows show must outlive this, unchanged.
  KMeans(FeatureRows rows, const Settings& settings);
  /// One start, from these centres (clusters x width).
  KMeans(FeatureRows rows, const Settings& settings, std::span<const float> centres);

  [[nodiscard]] bool done() const { return start_ == settings_.starts; }
  /// One round: each row goes to its nearest centre, the first of equals, and centres move to the means of their rows.
  /// A start ends where no row moves. Precondition: not done().
  void advance();
  /// The share of the rounds that are done, if none ends early.
  [[nodiscard]] double progress() const;

  /// Of the best start: clusters x width. Precondition for this and the following: done().
  [[nodiscard]] std::vector<float> centres() const;
  /// The cluster of each row, and the sum of squared distances to their centres.
  [[nodiscard]] const std::vector<std::uint8_t>& clusters() const { return best_clusters_; }
  [[nodiscard]] double inertia() const { return best_inertia_; }
  [[nodiscard]] const FeatureRows& rows() const { return rows_; }
  /// The nearest centre of each of some rows of the same width.
  [[nodiscard]] std::vector<std::uint8_t> nearest(const FeatureRows& rows) const;

 private:
  void begin();
  bool assign();
  void move();
  void refill();
  void finish_start();

  FeatureRows rows_;
  Settings settings_;
  std::size_t width_;
  std::size_t pitch_;                   ///< clusters, rounded up to whole lanes
  std::vector<float> centres_;          ///< width x pitch
  std::vector<std::uint8_t> clusters_;  ///< of each row
  std::vector<float> distances_;        ///< of each row to its centre, squared
  std::vector<double> sums_;            ///< of the rows of each cluster: clusters x width
  std::vector<std::uint32_t> sizes_;    ///< of each cluster
  std::vector<float> best_centres_;
  std::vector<std::uint8_t> best_clusters_;
  double best_inertia_ = 0;
  int start_ = 0;
  int round_ = 0;
};

/// A mixture of Gaussians with diagonal covariances, by expectation maximisation (Dempster, Laird and Rubin, 1977) from
/// what k-means has found.
class Mixture {
 public:
  struct Settings {
    int rounds = 100;         ///< at most
    double tolerance = 1e-3;  ///< ends where the mean log-likelihood of a row rises by less
    double floor = 1e-3;      ///< added to each variance
  };

  /// Precondition: `from` is done. Its rows' data must outlive this.
  Mixture(const KMeans& from, const Settings& settings);

  [[nodiscard]] bool done() const { return done_; }
  /// One round: how likely each row is under each Gaussian, then weights, means and variances by that. Precondition:
  /// not done().
  void advance();
  [[nodiscard]] double progress() const { return done_ ? 1 : static_cast<double>(round_) / settings_.rounds; }

  /// The mean log-likelihood of a row under the last but one parameters.
  [[nodiscard]] double log_likelihood() const { return log_likelihood_; }
  [[nodiscard]] const std::vector<float>& weights() const { return weights_; }  ///< of each Gaussian
  [[nodiscard]] std::vector<float> means() const;                               ///< clusters x width
  [[nodiscard]] std::vector<float> variances() const;                           ///< clusters x width
  /// The most likely Gaussian of each of some rows, the first of equals.
  [[nodiscard]] std::vector<std::uint8_t> most_likely(const FeatureRows& rows) const;

 private:
  struct Moments;
  double expect(std::span<const float> rows, std::span<float> shares) const;
  void gather(std::span<const float> rows, std::span<const float> shares, Moments& moments) const;
  void maximise(const Moments& moments);

  FeatureRows rows_;
  Settings settings_;
  std::size_t clusters_ = 0;
  std::size_t width_;
  std::size_t pitch_ = 0;
  std::vector<float> weights_;
  std::vector<float> means_;      ///< width x pitch
  std::vector<float> variances_;  ///< width x pitch
  std::vector<float> inverse_;    ///< 1 / variances
  std::vector<float> constants_;  ///< of each Gaussian: what its log density has beside the distance
  double log_likelihood_ = 0;
  int round_ = 0;
  bool done_ = false;
};

}  // namespace pretext
