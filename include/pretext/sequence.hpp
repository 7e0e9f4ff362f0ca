#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pretext/layer.hpp"

namespace pretext {

/// Layers one after another; itself a layer, so that branches and residual blocks are compositions.
class Sequence : public Layer {
 public:
  /// Appends a layer. Its tensors are named "<name>.*", below the sequence's own name; either name may be empty.
  /// Precondition: not planned yet.
  void add(std::string name, std::unique_ptr<Layer> layer);

  /// Drops all but the first `layers` layers. Precondition: not planned yet.
  void truncate(int layers) { steps_.resize(static_cast<std::size_t>(layers)); }

  /// Drops the first `layers` layers. Precondition: not planned yet.
  void skip(int layers) { steps_.erase(steps_.begin(), steps_.begin() + layers); }

  /// Marks the first `layers` layers as frozen: backward stops above them (dx must be empty), and they save nothing.
  /// Precondition: not planned yet.
  void freeze(int layers) { frozen_ = layers; }
  [[nodiscard]] int frozen() const { return frozen_; }

  [[nodiscard]] int length() const { return static_cast<int>(steps_.size()); }

  /// What is known of a layer after plan().
  struct Step {
    std::string name;
    std::unique_ptr<Layer> layer;
    Shape in;
    Plan plan;
    std::size_t first_param = 0;  ///< index into Params::table() of its first tensor
    std::size_t saved_at = 0;     ///< byte offsets into the sequence's own buffers
    std::size_t output_at = 0;
    std::size_t prepared_at = 0;
  };
  [[nodiscard]] const Step& step(int i) const { return steps_[static_cast<std::size_t>(i)]; }

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override;
  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override;
  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override;
  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override;

 private:
  /// The part of a pass that layer i sees.
  [[nodiscard]] Pass pass_of(int i, const Pass& pass) const;
  /// Where the output of layer i lies, for any layer but the last.
  [[nodiscard]] std::span<float> output_of(int i, const Pass& pass) const;

  std::vector<Step> steps_;
  int frozen_ = 0;
  std::size_t activation_bytes_ =
      0;  ///< of one of the two buffers that activations alternate between if nothing is saved
  std::size_t gradient_bytes_ = 0;  ///< of one of the two buffers that gradients alternate between
};

}  // namespace pretext
