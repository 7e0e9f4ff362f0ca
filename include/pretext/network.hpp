#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string>

#include "pretext/sequence.hpp"

namespace pretext {

/// Owned memory aligned for the kernels; zero at first.
class Buffer {
 public:
  explicit Buffer(std::size_t bytes);

  [[nodiscard]] std::span<std::byte> bytes() const { return {data_.get(), size_}; }
  [[nodiscard]] std::span<float> floats() const {
    return {reinterpret_cast<float*>(data_.get()), size_ / sizeof(float)};
  }

 private:
  struct Free {
    void operator()(std::byte* data) const { ::operator delete[](data, std::align_val_t{64}); }
  };
  std::unique_ptr<std::byte[], Free> data_;
  std::size_t size_;
};

/// Planned layers and the table of their tensors; immutable, holds no values.
class Network {
 public:
  Network(std::unique_ptr<Sequence> layers, Shape in, int max_batch);

  [[nodiscard]] const Sequence& layers() const { return *layers_; }
  [[nodiscard]] const Params& params() const { return params_; }
  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] Shape in() const { return in_; }
  [[nodiscard]] Shape out() const { return plan_.out; }
  [[nodiscard]] int max_batch() const { return max_batch_; }

  /// Where the flat buffer's trainable part begins: the first tensor above the frozen layers.
  [[nodiscard]] std::size_t first_trainable() const;
  /// Number of trainable values, frozen layers and padding not counted.
  [[nodiscard]] std::size_t trainable() const;

 private:
  std::unique_ptr<Sequence> layers_;
  Shape in_;
  int max_batch_;
  Params params_;
  Plan plan_;
};

/// What it takes to run a network: one batch's input and output, and the layers' buffers. All memory is allocated here,
/// at once.
class Workspace {
 public:
  enum class Use { inference, training };

  /// `network` must outlive the workspace.
  Workspace(const Network& network, Use use);

  /// Takes the weights for the passes that follow; to be called again whenever they change. `weights` must stay where
  /// they are.
  void set_weights(std::span<const float> weights);

  /// Inputs of a batch of n samples, to be filled before forward().
  [[nodiscard]] std::span<float> inputs(int n) const;
  /// Runs n samples and returns their outputs, valid until the next forward(). With `for_backward`, keeps what
  /// backward() needs.
  std::span<const float> forward(int n, bool for_backward = false);
  /// What layer `layer` made in the last forward(n, true); frozen layers' outputs are not kept.
  [[nodiscard]] std::span<const float> output(int layer, int n) const;
  /// Where the gradient by the outputs goes before backward().
  [[nodiscard]] std::span<float> doutputs(int n) const;
  /// Adds the gradients of the last forward(n, true) to `grads`, laid out like the weights.
  void backward(int n, std::span<float> grads);

 private:
  [[nodiscard]] Pass pass(int n) const;

  const Network& network_;
  std::span<const float> weights_;
  Buffer inputs_;
  Buffer outputs_;
  Buffer doutputs_;
  Buffer prepared_;
  Buffer saved_;
  Buffer scratch_;
};

}  // namespace pretext
