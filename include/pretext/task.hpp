#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "pretext/dataset.hpp"
#include "pretext/sequence.hpp"

namespace pretext {

/// Where a batch's inputs and targets go: `n` rows that a task fills. Nothing is owned.
struct Batch {
  std::span<float> inputs;          ///< n x encoder_input()
  std::span<std::uint8_t> targets;  ///< n
};

/// What the loss of some rows adds up to. Sums are floats because they travel with the gradients.
struct LossSums {
  float loss = 0;     ///< sum of the rows' losses, in nats
  float correct = 0;  ///< rows whose largest output is the target
};

/// How a supervisory signal is made from data: input, head and loss. Stateless. To add one, write one file in
/// src/tasks/ and one line in src/registry/tasks.cpp.
class Task {
 public:
  virtual ~Task() = default;

  /// Shape of what the encoder gets for images of this shape.
  [[nodiscard]] virtual Shape encoder_input(Shape image) const { return image; }

  /// Number of outputs of the head.
  [[nodiscard]] virtual int classes() const = 0;

  /// Appends the head, the layers that are thrown away after pretraining.
  virtual void head(Sequence& model) const = 0;

  /// How many training examples are made of one row. Example e comes from row e / examples_per_row().
  [[nodiscard]] virtual std::uint32_t examples_per_row() const { return 1; }

  /// Overwrites the batch with these examples. Random choices may depend on (seed, step, example) alone.
  virtual void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                    std::uint32_t step, Batch batch) const = 0;

  /// Cross-entropy of the softmax of `outputs` (n x classes()). doutputs: overwritten with `scale` times the gradient
  /// of the sum of losses, or empty. losses: n, overwritten, or empty. predicted: n, overwritten with the largest
  /// output's index.
  virtual LossSums loss(std::span<const std::uint8_t> targets, std::span<const float> outputs, float scale,
                        std::span<float> doutputs, std::span<float> losses, std::span<std::uint8_t> predicted) const;
};

/// Tell which way an image was turned: 0, 90, 180 or 270 degrees counter-clockwise (RotNet: Gidaris, Singh and
/// Komodakis, "Unsupervised representation learning by predicting image rotations", ICLR 2018). Each row gives its four
/// turns.
std::unique_ptr<Task> rotation_task();

/// Tell which of `classes` labels a row has, with one dense layer on the encoder's flattened output.
std::unique_ptr<Task> classification_task(int classes);

}  // namespace pretext
