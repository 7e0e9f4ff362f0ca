#pragma once

#include <memory>
#include <vector>

#include "pretext/op.hpp"
#include "pretext/source.hpp"
#include "pretext/task.hpp"

namespace pretext {

/// Images on their way through ops: (x~, y~) = T(x). The canvas that they take is the source's own, so that one source
/// fills one batch at a time.
class Composed final : public Source {
 public:
  /// ops: planned one after another, `original` the form of the first and `transformed` that of the last one.
  /// classes: of the labels that the data give, for `Predict::label`.
  Composed(std::vector<std::unique_ptr<Op>> ops, const Form& original, const Form& transformed, std::size_t largest,
           Predict predict, std::uint32_t examples_per_row, int classes);

  [[nodiscard]] ExampleForm form() const override { return form_; }
  [[nodiscard]] std::uint32_t examples_per_row() const override { return examples_per_row_; }
  [[nodiscard]] std::uint32_t tested_per_row() const override {
    const auto choices = static_cast<std::uint32_t>(choices_);
    return choices > 1 && examples_per_row_ % choices == 0 ? examples_per_row_ : 1;
  }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

 private:
  [[nodiscard]] bool asks_object() const { return predict_ == Predict::box || predict_ == Predict::mask; }
  void ask(const Canvas& canvas, std::size_t i, Batch batch) const;

  std::vector<std::unique_ptr<Op>> ops_;
  Form original_;
  Predict predict_;
  int choices_;
  std::uint32_t examples_per_row_;
  ExampleForm form_;
  mutable std::vector<float> image_;
  mutable std::vector<float> spare_;
  mutable std::vector<float> source_;
  mutable std::vector<std::uint8_t> changed_;
  mutable std::vector<std::uint8_t> object_;
};

}  // namespace pretext
