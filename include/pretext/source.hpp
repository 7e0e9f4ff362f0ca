#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/tensor.hpp"

namespace pretext {

/// What a source makes of a row, and what is asked about it.
struct ExampleForm {
  Shape input;  ///< all views, one below another
  int views = 1;
  int classes = 0;        ///< 0 where no class is asked
  Shape target{0, 0, 0};  ///< of the values that are asked; of size 0 where none are
  bool weighted = false;  ///< whether each target value has a weight of its own
  bool chroma = false;    ///< whether they are chroma, two values for each 2 x 2 pixels
  bool causal = false;    ///< of texts: no place may see those behind it
  bool parts = false;     ///< of texts: they have two parts
};

/// The target of a place of a text where no token is asked for; elsewhere it is the token's number.
inline constexpr float not_asked = -1;

/// Where a batch's inputs and targets go: `n` examples that a source fills. Nothing is owned.
struct Batch {
  std::span<float> inputs;          ///< n x input
  std::span<std::int32_t> classes;  ///< n: the class, or -1 where nothing is asked; empty if no class ever is
  std::span<float> targets;         ///< n x target
  std::span<float> weights;         ///< n x target, each example's add up to 1; empty if all weigh the same
};

/// How inputs and targets are made from the rows of a dataset. It keeps nothing from call to call.
class Source {
 public:
  virtual ~Source() = default;

  [[nodiscard]] virtual ExampleForm form() const = 0;

  /// How many examples are made of one row. Example e comes from row e / examples_per_row().
  [[nodiscard]] virtual std::uint32_t examples_per_row() const { return 1; }

  /// How many of a row's examples, the first ones, a test looks at: all where they are different questions, such as the
  /// four turns, and one where they are draws of the same.
  [[nodiscard]] virtual std::uint32_t tested_per_row() const { return examples_per_row(); }

  /// Overwrites the batch with these examples. Random choices depend on (seed, step, example) alone.
  virtual void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                    std::uint32_t step, Batch batch) const = 0;
};

/// The examples that a test of `rows` rows looks at.
std::vector<std::uint32_t> tested_examples(const Source& source, std::uint32_t rows);

/// Rows as they are, and their labels.
std::unique_ptr<Source> labelled_rows(Shape shape, int classes);

/// Memory for the targets of up to `n` examples of a source.
class TargetBuffers {
 public:
  TargetBuffers(const ExampleForm& form, int n);

  /// For the first n examples, whose inputs go elsewhere.
  [[nodiscard]] Batch batch(std::span<float> inputs, int n);

 private:
  std::size_t size_;
  std::vector<std::int32_t> classes_;
  std::vector<float> targets_;
  std::vector<float> weights_;
};

}  // namespace pretext
