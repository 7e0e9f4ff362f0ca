#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/network.hpp"
#include "pretext/source.hpp"
#include "run/probe.hpp"

namespace pretext {

/// Features of a frozen encoder, standardised by their mean and deviation over the rows that have been measured, or as
/// they are if none have. As a task it tells labels from features: images are encoded while a batch is filled, which is
/// what a probe on large features needs.
class FrozenFeatures final : public Source {
 public:
  /// `weights`: of `layers`. `classes`: of the labels.
  FrozenFeatures(std::unique_ptr<Network> layers, std::vector<float> weights, int classes);

  /// Adds up to layers().max_batch() rows to the mean and deviation; then, once, sets what fill() standardises by.
  void measure(const Dataset& data, std::span<const std::uint32_t> rows);
  void finish_measuring();

  [[nodiscard]] ExampleForm form() const override {
    return {.input = {1, 1, static_cast<int>(layers_->out().size())}, .classes = classes_};
  }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

  [[nodiscard]] const Network& layers() const { return *layers_; }
  [[nodiscard]] std::span<const float> weights() const { return weights_; }
  [[nodiscard]] const Standardisation& standardisation() const { return standardisation_; }

 private:
  /// Features of up to layers().max_batch() rows, valid until the next call.
  [[nodiscard]] std::span<const float> encode(const Dataset& data, std::span<const std::uint32_t> rows) const;

  std::unique_ptr<Network> layers_;
  std::vector<float> weights_;
  int classes_;
  mutable Workspace workspace_;  ///< scratch: nothing in it lasts

  // Sums of the differences to the first row, whose squares do not cancel as those of the values do.
  std::vector<float> first_row_;
  std::vector<double> sums_;
  std::vector<double> squares_;
  std::size_t measured_ = 0;
  Standardisation standardisation_;
  std::vector<float> shift_;
  std::vector<float> factor_;
};

/// The features that a study learns from and is tested on, made once and kept where they fit into memory.
class FeatureSet {
 public:
  /// Rows to be learned from or tested on, and what fills batches of them. Both are the set's.
  struct Rows {
    const Source& source;
    Dataset data;
    std::vector<std::uint32_t> examples;
  };

  /// `unlabelled`: training rows to standardise by, may be empty. `label_order`: training rows in the order of
  /// label_order(), of so many classes. What the datasets show must outlive this.
  FeatureSet(std::unique_ptr<Network> layers, std::vector<float> weights, int classes, Dataset train, Dataset test,
             std::vector<std::uint32_t> unlabelled, std::vector<std::uint32_t> label_order);

  /// Whether everything is there for a budget of `labels`; if not, advance() does some more of it.
  [[nodiscard]] bool ready(std::size_t labels) const;
  void advance(std::size_t labels);

  /// The first `labels` labelled rows, and all test rows. Precondition: ready(labels).
  [[nodiscard]] Rows labelled(std::size_t labels) const;
  [[nodiscard]] Rows test() const;

  [[nodiscard]] const FrozenFeatures& features() const { return features_; }
  [[nodiscard]] Shape shape() const { return {1, 1, static_cast<int>(features_.layers().out().size())}; }

 private:
  /// Kept features of the first rows of a list.
  struct Kept {
    Dataset images;
    std::vector<std::uint32_t> rows;
    std::vector<float> values;
    std::vector<std::uint8_t> labels;
  };
  [[nodiscard]] bool fits(std::size_t rows) const;
  void encode_some(Kept& kept, std::size_t rows);
  [[nodiscard]] Rows rows_of(const Kept& kept, std::size_t rows) const;

  FrozenFeatures features_;
  std::unique_ptr<Source> kept_features_;  ///< what fills batches of features that are kept
  std::vector<std::uint32_t> unlabelled_;
  std::size_t measured_ = 0;
  Kept labelled_;
  Kept test_;
};

}  // namespace pretext
