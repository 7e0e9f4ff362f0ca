#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "planning/networks.hpp"
#include "pretext/components.hpp"
#include "pretext/session.hpp"
#include "study/features.hpp"
#include "study/modes.hpp"

namespace pretext {

/// The features that a cell learns from. Those of the last cell are kept, and taken again where they are the same;
/// there are never two sets.
class CellFeatures {
 public:
  /// What the datasets show, as the encoder takes it, must outlive this, and so must `spec` and `networks`.
  /// `label_order`: see FeatureSet.
  CellFeatures(const Spec& spec, const Networks& networks, Dataset train, Dataset test,
               std::vector<std::uint32_t> label_order);

  /// Those of a mode that learns from features, by the weights of `start`, or by random ones where that is null.
  void choose(const Mode& mode, const Checkpoint* start);

  /// As of FeatureSet, which takes principal components to be found first where the mode is about these.
  [[nodiscard]] bool ready(std::size_t labels, bool unlabelled) const {
    return features_ && features_->ready(labels, unlabelled);
  }
  void advance(std::size_t labels);

  /// Precondition: ready() for what is asked of it.
  [[nodiscard]] const FeatureSet& operator*() const { return *features_; }
  [[nodiscard]] const FeatureSet* operator->() const { return features_.get(); }

 private:
  /// What a set came of.
  struct Origin {
    Mode::Encoder encoder{};
    Mode::Features features{};
    bool adapted = false;
    const Checkpoint* start = nullptr;
    bool operator==(const Origin&) const = default;
  };

  [[nodiscard]] int layers() const;
  [[nodiscard]] std::vector<std::uint32_t> unlabelled_rows() const;
  void make();

  const Spec& spec_;
  const Networks& networks_;
  Dataset train_;
  Dataset test_;
  std::vector<std::uint32_t> label_order_;
  Origin origin_;
  std::unique_ptr<PrincipalComponents> components_;  ///< of pixels; null until a mode wants them
  std::unique_ptr<FeatureSet> features_;  ///< of `origin_`; null before the first, and while components are found
};

}  // namespace pretext
