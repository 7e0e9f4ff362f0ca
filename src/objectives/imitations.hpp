#pragma once

#include <vector>

#include "pretext/network.hpp"
#include "pretext/source.hpp"

namespace pretext {

/// Examples of a source with two classes; the inputs of those of class 1 are replaced by what a generator makes of a
/// code, drawn from the standard normal distribution by seed, step and example. Its buffers are its own, so that one
/// fills one batch at a time.
class Imitations final : public Source {
 public:
  /// `source` and `generator` must outlive it.
  Imitations(const Source& source, const Network& generator, Workspace::Use use);

  /// Takes the generator's weights for what follows; they must stay where they are.
  void set_weights(std::span<const float> weights) { workspace_.set_weights(weights); }

  [[nodiscard]] ExampleForm form() const override { return source_.form(); }
  [[nodiscard]] std::uint32_t examples_per_row() const override { return source_.examples_per_row(); }
  /// An original, and one that is made: the row's others are draws of the same.
  [[nodiscard]] std::uint32_t tested_per_row() const override { return 2; }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

  /// Adds the gradient by the generator's weights to `grads`. `dinputs`: by the inputs of the batch that has been
  /// filled last, as large as these; `classes`: of its examples.
  void backward(std::span<const std::int32_t> classes, std::span<const float> dinputs, std::span<float> grads) const;

 private:
  const Source& source_;
  const Network& generator_;
  bool training_;
  mutable Workspace workspace_;
};

}  // namespace pretext
