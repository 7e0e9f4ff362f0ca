#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "study/logistic.hpp"

namespace pretext {

/// Latent semantic analysis (Deerwester, Dumais, Furnas, Landauer and Harshman, "Indexing by latent semantic analysis",
/// 1990): the directions along which rows of few values are longest, the leading right singular vectors of the matrix
/// that the rows are. Found by orthogonal iteration (Golub and Van Loan, "Matrix Computations", 8.2.4) from a random
/// start. The same bits on every target.
class LatentDirections {
 public:
  /// dimensions: at most `columns`.
  LatentDirections(SparseRows rows, int columns, int dimensions, std::uint64_t seed);

  [[nodiscard]] bool done() const;
  /// One iteration, over all rows.
  void advance();

  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }
  /// Where a row lies along each direction, the longest first: dimensions() numbers. Precondition: done().
  [[nodiscard]] std::vector<float> along(std::span<const SparseRows::Value> row) const;

 private:
  /// X q for one row x of X: adds to `sums`, kept() numbers.
  void multiply(std::span<const SparseRows::Value> row, std::span<double> sums) const;
  void orthonormalise();
  [[nodiscard]] std::size_t kept() const { return directions_.size() / columns_; }

  SparseRows rows_;
  std::size_t columns_;
  std::size_t dimensions_;
  std::vector<double> directions_;  ///< columns x kept(), orthonormal
  int iterations_ = 0;
};

}  // namespace pretext
