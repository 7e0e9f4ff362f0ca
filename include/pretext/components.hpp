#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pretext/clusters.hpp"

namespace pretext {

/// Principal component analysis (Pearson, 1901; Hotelling, 1933): the orthonormal directions along which rows vary
/// most. Found by iterating a subspace of a few more directions than are asked for under the covariance matrix, and
/// turning them within it at the end (Rayleigh and Ritz); all in double, in one order, without any function of the C
/// library but the square root.
class PrincipalComponents {
 public:
  /// What the rows show must outlive this, unchanged. components: 1 to the rows' width. At least one row.
  PrincipalComponents(FeatureRows rows, std::size_t components, std::uint64_t seed);

  [[nodiscard]] bool done() const { return round_ == rounds; }
  /// Some rows, or one round of the iteration. Precondition: not done().
  void advance();

  /// Precondition of all that follows: done(). The mean row.
  [[nodiscard]] const std::vector<double>& mean() const { return mean_; }
  /// width x components: unit vectors side by side, the one with the largest variance first. The largest entry of each,
  /// by its absolute value, is positive.
  [[nodiscard]] const std::vector<double>& directions() const { return subspace_; }
  /// Variance of the rows along each direction, divided by the number of rows.
  [[nodiscard]] const std::vector<double>& variances() const { return variances_; }

 private:
  static constexpr int rounds = 50;

  void add_to_mean();
  void add_to_covariance();
  void iterate();

  FeatureRows rows_;
  std::size_t width_;
  std::size_t components_;
  std::size_t columns_;  ///< of the subspace
  std::size_t averaged_ = 0;
  std::size_t covered_ = 0;
  int round_ = 0;
  std::vector<double> mean_;
  std::vector<double> covariance_;  ///< width x width
  std::vector<double> subspace_;    ///< width x columns
  std::vector<double> variances_;
};

}  // namespace pretext
