#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "pretext/params.hpp"
#include "pretext/tensor.hpp"

namespace pretext {

/// What a layer asks for. Sizes are in bytes, each a multiple of 64, for `max_batch` samples.
struct Plan {
  Shape out;
  std::size_t saved = 0;       ///< written by forward, read by the backward of the same pass
  std::size_t scratch = 0;     ///< free to use within one call, contents undefined at its start
  std::size_t prepared = 0;    ///< made by prepare() from the weights, read by all passes until the weights change
  double multiplications = 0;  ///< of one sample's forward pass, as plain dense arithmetic would do it
};

/// One pass over a batch: everything a layer may touch besides its input and output. Nothing is owned; all buffers are
/// aligned to 64 bytes.
struct Pass {
  int n = 0;                            ///< samples, 1 to the plan's max_batch
  std::span<const float> weights;       ///< the model's flat buffer
  std::span<float> grads;               ///< the same layout; backward ADDS to it. Empty when only dx is asked for
  std::span<const std::byte> prepared;  ///< this layer's
  std::span<std::byte> saved;           ///< this layer's; empty when no backward will follow
  std::span<std::byte> scratch;         ///< shared between layers
  /// Backward only: the pixels of x that the layer below calls alike, see Layer::alike(). Of the gradients by them no
  /// more than their sum is wanted, at any of them, and 0 at the others. Empty if each counts.
  std::span<const std::uint8_t> alike = {};
  /// Where samples are the places of texts: the first sample of each text, one text after another, and the end of the
  /// last one. Empty: each sample is a text of its own.
  std::span<const std::int32_t> texts = {};
};

/// A differentiable function with trainable tensors. After plan() it is immutable and may be used by any number of
/// passes: it holds offsets and sizes, never values.
class Layer {
 public:
  virtual ~Layer() = default;

  /// Registers the tensors in `params` under "<name>." and fixes the sizes for batches of up to `max_batch` samples of
  /// shape `in`. Called once, before anything else.
  virtual Plan plan(const std::string& name, Shape in, int max_batch, Params& params) = 0;

  /// Overwrites `prepared` with what passes need to have made from the weights once, such as transformed kernels.
  virtual void prepare(std::span<const float> /*weights*/, std::span<std::byte> /*prepared*/) const {}

  /// x: n samples of the input shape. y: n samples of the output shape, overwritten.
  virtual void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const = 0;

  /// x, y: as in the forward of this pass. dy: gradient of the loss by y. dx: overwritten with the gradient by x, or
  /// empty when nobody needs it. Gradients by the tensors are added to pass.grads, unless that is empty.
  virtual void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                        std::span<float> dx) const = 0;

  /// Per output pixel of the forward of this pass, samples x height x width, 1 if it is *alike*: all such pixels have
  /// the same values, and as long as no dx is asked for, backward needs only the sum of the gradients by them. Empty if
  /// nobody looked. What is alike need not be computed again and again by the layer above.
  [[nodiscard]] virtual std::span<const std::uint8_t> alike(const Pass& /*pass*/) const { return {}; }
};

}  // namespace pretext
