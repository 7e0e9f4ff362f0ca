#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/clusters.hpp"
#include "pretext/dataset.hpp"
#include "pretext/network.hpp"
#include "pretext/source.hpp"
#include "run/probe.hpp"

namespace pretext {

/// Unlabelled images that a study looks for clusters in, or takes pseudo-labels of, at most.
inline constexpr std::uint32_t most_unlabelled = 10000;

/// Features of a frozen encoder, standardised by their mean and deviation over the rows that have been measured, or as
/// they are if none have; of several domains each by its own. As a task it tells labels from features: images are
/// encoded while a batch is filled, which is what a probe on large features needs.
class FrozenFeatures final : public Source {
 public:
  /// `weights`: of `layers`. `classes`: of the labels. `domains`: that are told apart, 1 for none.
  FrozenFeatures(std::unique_ptr<Network> layers, std::vector<float> weights, int classes, std::size_t domains = 1);

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
  /// That of the first domain.
  [[nodiscard]] const Standardisation& standardisation() const { return measured_.front().standardisation; }

 private:
  /// What is known of a domain's features.
  struct Measured {
    Moments moments;
    Standardisation standardisation;
    Scaling scaling;
  };
  [[nodiscard]] std::size_t domain_of(const Dataset& data, std::uint32_t row) const {
    return measured_.size() == 1 ? 0 : data.domain(row);
  }

  /// Features of up to layers().max_batch() rows, valid until the next call.
  [[nodiscard]] std::span<const float> encode(const Dataset& data, std::span<const std::uint32_t> rows) const;

  std::unique_ptr<Network> layers_;
  std::vector<float> weights_;
  int classes_;
  mutable Workspace workspace_;  ///< scratch: nothing in it lasts

  std::vector<Measured> measured_;  ///< one for each domain
};

/// The features that a study learns from and is tested on, made once and kept where they fit into memory.
class FeatureSet {
 public:
  /// Source and data are the set's.
  using Rows = FeatureRows;

  /// `measured`: training rows to standardise by, may be empty. `unlabelled`: training rows to be learned from without
  /// their labels, of which the set may leave out the last ones if their features do not fit. `label_order`: training
  /// rows in the order of label_order(), of so many classes. `by_domain`: each domain is standardised by its own. What
  /// the datasets show must outlive this.
  FeatureSet(std::unique_ptr<Network> layers, std::vector<float> weights, int classes, Dataset train, Dataset test,
             std::vector<std::uint32_t> measured, std::vector<std::uint32_t> unlabelled,
             std::vector<std::uint32_t> label_order, bool by_domain = false);

  /// Whether everything is there for a budget of `labels`, and for what learns from unlabelled rows if that is wanted;
  /// if not, advance() does some more of it.
  [[nodiscard]] bool ready(std::size_t labels, bool unlabelled) const;
  void advance(std::size_t labels);

  /// The first `labels` labelled rows, and all test rows. Precondition: ready(labels).
  [[nodiscard]] Rows labelled(std::size_t labels) const;
  [[nodiscard]] Rows test() const;
  /// The unlabelled rows, where they are wanted.
  [[nodiscard]] Rows unlabelled() const;

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
  std::vector<std::uint32_t> to_measure_;
  std::size_t measured_ = 0;
  Kept labelled_;
  Kept unlabelled_;
  Kept test_;
};

}  // namespace pretext
