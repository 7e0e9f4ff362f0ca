#pragma once

#include <span>
#include <string>
#include <string_view>

#include "pretext/error.hpp"

namespace pretext {

/// A way to turn a pretrained encoder and some labels into a classifier, or a control for one.
struct Mode {
  /// Where the encoder's weights come from: pretext training, the random start of the same seed, or there is no
  /// encoder.
  enum class Encoder { pretrained, random, none };
  /// What is done with them: test the pretext task itself; k nearest neighbours; a linear probe on frozen features;
  /// labels propagated over a graph of the unlabelled images, by Poisson learning alone or with balanced classes;
  /// clusters of the unlabelled images, which labels only name; self-training of a probe or of the network; FixMatch;
  /// training of the network; or the probe first, then
  /// training of the network from there (LP-FT: Kumar et al., "Fine-tuning can distort pretrained features and
  /// underperform out-of-distribution", ICLR 2022).
  enum class Method {
    pretext_test,
    neighbours,
    poisson,
    propagation,
    kmeans,
    mixture,
    probe,
    train,
    probe_then_train,
    self_trained_probe,
    self_trained,
    fixmatch
  };
  /// What a frozen encoder hands on: the pixels, the output of its first block, of all its blocks, or of all layers of
  /// the pretext head but the last; or, without any, what is left of pixels along their principal components.
  enum class Features { pixels, first_block, encoder, head, components };

  static constexpr const char* encoder_names[] = {"pretrained", "random", "none"};
  static constexpr const char* method_names[] = {
      "pretext_test", "neighbours", "poisson",          "propagation",        "kmeans",       "mixture",
      "probe",        "train",      "probe_then_train", "self_trained_probe", "self_trained", "fixmatch"};
  static constexpr const char* features_names[] = {"pixels", "first_block", "encoder", "head", "components"};

  const char* name;
  Encoder encoder;
  Method method;
  Features features;
  int frozen;              ///< blocks that a training of the network leaves alone
  bool augmented = false;  ///< whether a training sees images that are changed anew each time (strong_augmentation())
  bool adapted = false;  ///< whether each domain's features are standardised by all its own training images, unlabelled

  [[nodiscard]] bool propagates() const { return method == Method::poisson || method == Method::propagation; }
  [[nodiscard]] bool clusters() const { return method == Method::kmeans || method == Method::mixture; }
  [[nodiscard]] bool has_loss() const { return method != Method::neighbours && !propagates() && !clusters(); }
  [[nodiscard]] bool self_trains() const {
    return method == Method::self_trained_probe || method == Method::self_trained;
  }
  /// Whether the whole network is trained at once, from the encoder and a new linear classifier.
  [[nodiscard]] bool trains_network() const {
    return method == Method::train || method == Method::self_trained || method == Method::fixmatch;
  }
  /// Whether a linear classifier of features is what is tested.
  [[nodiscard]] bool probes() const { return method == Method::probe || method == Method::self_trained_probe; }
  [[nodiscard]] bool learns_from_features() const {
    return method != Method::pretext_test && !trains_network() && !propagates();
  }
};

/// All modes; controls, which use nothing pretrained, come last.
std::span<const Mode> transfer_modes();

/// Why a cell of a study is refused, in one sentence.
Error refused_cell(const std::string& sentence);

/// The mode of that name, or null.
const Mode* mode_named(std::string_view name);

}  // namespace pretext
