#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "pretext/dataset.hpp"
#include "study/latent.hpp"
#include "study/logistic.hpp"
#include "study/words.hpp"

namespace pretext {

/// How strongly probes of texts' features are held back: found on validation texts.
inline constexpr double probe_penalty = 0.03;

/// features: rows of `width` values, as many as there are classes.
SparseRows dense_rows(std::span<const float> features, std::size_t width, std::span<const std::int32_t> classes);

/// Classifiers of texts that count tokens: the modes `naive_bayes`, `tf_idf` and `lsa`.
class Counting {
 public:
  struct Rows {
    std::span<const std::uint32_t> learned;        ///< whose labels are learned from
    std::span<const std::uint32_t> known;          ///< whose tokens `lsa` finds directions of
    std::span<const std::uint32_t> standardising;  ///< by which it standardises
    std::span<const std::uint32_t> tested;         ///< of the test texts
  };

  static bool has(std::string_view mode) { return mode == "naive_bayes" || mode == "tf_idf" || mode == "lsa"; }

  /// Texts are counted at once. Precondition: has(mode).
  Counting(std::string_view mode, const Dataset& train, const Dataset& test, const Rows& rows, std::uint64_t seed);

  [[nodiscard]] bool done() const { return done_; }
  /// One iteration. Precondition: not done().
  void advance();

  /// Of the tested rows. Precondition: done().
  [[nodiscard]] const std::vector<std::uint8_t>& predictions() const { return predictions_; }
  /// How many weights were trained; 0 where all are counts.
  [[nodiscard]] std::size_t trainable() const { return logistic_ ? logistic_->weights().size() : 0; }

 private:
  void end_directions();
  template <class Classifier>
  void predict(const Classifier& classifier);

  int columns_;
  int classes_;
  SparseRows learned_;
  SparseRows standardising_;
  SparseRows tested_;
  std::optional<LatentDirections> directions_;
  std::optional<Logistic> logistic_;
  std::vector<std::uint8_t> predictions_;
  bool done_ = false;
};

}  // namespace pretext
