#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pretext/fit.hpp"

namespace pretext {

/// What a round of self-training took for labelled, and how much of that is wrong by the data's own labels, which it
/// does not see.
struct PseudoLabels {
  std::uint32_t taken = 0;
  std::uint32_t wrong = 0;
};

/// Self-training (Scudder, 1965; Lee, "Pseudo-label", 2013): a network learns from labelled rows, tells the unlabelled
/// ones, and begins again with the labelled and those that it is sure of, for some rounds. Nothing takes a pseudo-label
/// back but a later round that is less sure of it.
class SelfTraining {
 public:
  /// Rows of `data`, and the labels that are known of them; those of `unknown` are looked at only to count what is
  /// wrong. `weights`: each fit begins with them. Network, source and what `data` shows must outlive this.
  struct Given {
    const Network& network;
    const Source& source;
    Dataset data;
    std::vector<std::uint32_t> known;
    std::vector<std::uint32_t> unknown;
    std::vector<float> weights;
    FitSettings settings;  ///< with most_steps; epochs follow from it
    std::uint64_t seed = 0;
  };
  static constexpr int rounds = 5;            ///< of pseudo-labels
  static constexpr float confidence = 0.95f;  ///< of the largest probability, from which on a label is taken

  SelfTraining(std::string name, Given given);

  [[nodiscard]] bool done() const { return done_ || failure_; }
  [[nodiscard]] const Failure& failure() const { return failure_; }
  /// A step of training, or some rows that are told. Precondition: not done().
  void advance();

  [[nodiscard]] const std::vector<float>& weights() const { return weights_; }
  [[nodiscard]] std::uint32_t updates() const { return updates_; }
  [[nodiscard]] const std::vector<PseudoLabels>& taken() const { return taken_; }

 private:
  void begin_fit();
  void take(std::span<const float> logits);

  std::string name_;
  Given given_;
  std::vector<std::uint8_t> labels_;  ///< of all rows; pseudo-labels where they are taken
  std::vector<std::uint32_t> sure_;   ///< unknown rows that are taken for labelled
  std::unique_ptr<Fit> fit_;
  std::unique_ptr<Encode> telling_;
  std::vector<float> weights_;
  std::vector<PseudoLabels> taken_;
  std::uint32_t updates_ = 0;
  Failure failure_;
  bool done_ = false;
};

}  // namespace pretext
