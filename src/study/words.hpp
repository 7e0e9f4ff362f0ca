#pragma once

#include <span>
#include <vector>

#include "pretext/dataset.hpp"
#include "study/logistic.hpp"

namespace pretext {

/// What rows of texts are like if the order of their tokens does not matter: the control of everything that learns more
/// than counts. The columns are tokens.
class TokenCounts {
 public:
  /// Inverse document frequencies are those of `known`.
  TokenCounts(const Dataset& known, int vocabulary);

  /// How often each token occurs in a text, times ln((1 + texts) / (1 + texts that have it)) + 1, of length 1 (Salton
  /// and Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
  void tf_idf(const Dataset& data, std::uint32_t row, std::vector<SparseRows::Value>& values) const;
  /// How often each token occurs in a text.
  static void counts(const Dataset& data, std::uint32_t row, std::vector<SparseRows::Value>& values);

 private:
  std::vector<float> idf_;
};

/// Naive Bayes on counts, with one added to each (McCallum and Nigam, "A comparison of event models for naive Bayes
/// text classification", 1998).
class NaiveBayes {
 public:
  NaiveBayes(const SparseRows& rows, int columns, int classes);
  [[nodiscard]] std::int32_t predict(std::span<const SparseRows::Value> row) const;

 private:
  std::vector<float> logarithms_;  ///< columns x classes
  std::vector<float> priors_;
};

}  // namespace pretext
