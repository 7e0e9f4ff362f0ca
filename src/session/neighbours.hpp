#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/network.hpp"
#include "pretext/task.hpp"

namespace pretext {

/// Weighted k nearest neighbours (Wu, Xiong, Yu and Lin, "Unsupervised feature learning via non-parametric instance
/// discrimination", CVPR 2018): the k labelled rows with the largest cosine similarity s vote for their class with
/// weight e^(s / temperature). It runs as a network of one dense layer whose units are the labelled rows scaled to unit
/// length: the outputs for a row of unit length are its similarities.
class Neighbours final : public Task {
 public:
  static constexpr int k = 20;  ///< or all labelled rows where there are fewer
  static constexpr float temperature = 0.07f;

  /// `features` fills batches with the features to compare; it must outlive this. `labels`: of the labelled rows.
  Neighbours(const Task& features, std::vector<std::uint8_t> labels, int classes);

  [[nodiscard]] int classes() const override { return classes_; }
  void head(Sequence& model) const override;

  /// The features, each row scaled to unit length.
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

  /// outputs: n x labelled rows. Predicts the class with the most votes, the first of equals; of neighbours as similar,
  /// the first count. There is no loss: losses are 0, doutputs must be empty.
  LossSums loss(std::span<const std::uint8_t> targets, std::span<const float> outputs, float scale,
                std::span<float> doutputs, std::span<float> losses, std::span<std::uint8_t> predicted) const override;

  /// Weights of the dense layer, planned as `network`, for labelled rows `examples` of `data`.
  [[nodiscard]] std::vector<float> weights(const Network& network, const Dataset& data,
                                           std::span<const std::uint32_t> examples) const;

 private:
  [[nodiscard]] std::uint8_t vote(std::span<const float> similarities) const;

  const Task& features_;
  std::vector<std::uint8_t> labels_;
  int classes_;
};

}  // namespace pretext
