#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <vector>

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

/// What it takes to run a network: inputs and outputs of a batch, and the layers' buffers. All memory is allocated
/// here, at once. With several slots, the passes of as many batches are kept side by side, to go backward later in any
/// order; each slot has its own inputs, outputs and saved values, all share the prepared weights.
class Workspace {
 public:
  enum class Use { inference, training };

  /// `network` must outlive the workspace.
  Workspace(const Network& network, Use use, int slots = 1);

  /// Takes the weights for the passes that follow; to be called again whenever they change. `weights` must stay where
  /// they are.
  void set_weights(std::span<const float> weights);

  /// Inputs of a batch of n samples, to be filled before forward().
  [[nodiscard]] std::span<float> inputs(int n, int slot = 0) const;
  /// Runs n samples and returns their outputs, valid until the slot's next forward(). With `for_backward`, keeps what
  /// backward() needs.
  std::span<const float> forward(int n, bool for_backward = false, int slot = 0);
  /// What layer `layer` made in the slot's last forward(n, true); frozen layers' outputs are not kept.
  [[nodiscard]] std::span<const float> output(int layer, int n, int slot = 0) const;
  /// Where the gradient by the outputs goes before backward().
  [[nodiscard]] std::span<float> doutputs(int n, int slot = 0) const;
  /// The gradients of the slot's last forward(n, true): those by the weights are added to `grads`, laid out like the
  /// weights; those by the inputs overwrite `dinputs`, as large as inputs(n). Either may be empty. No `dinputs` of a
  /// network with frozen layers.
  void backward(int n, std::span<float> grads, std::span<float> dinputs = {}, int slot = 0);

 private:
  struct Slot {
    Buffer inputs, outputs, doutputs, saved;
  };

  [[nodiscard]] Pass pass(int n) const;
  [[nodiscard]] const Slot& at(int slot) const { return slots_[static_cast<std::size_t>(slot)]; }
  [[nodiscard]] std::span<float> outputs(int n, int slot) const;

  const Network& network_;
  std::span<const float> weights_;
  Buffer prepared_;
  Buffer scratch_;
  std::vector<Slot> slots_;
};

}  // namespace pretext
