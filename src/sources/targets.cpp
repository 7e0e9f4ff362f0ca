#include "pretext/source.hpp"

namespace pretext {

std::vector<std::uint32_t> tested_examples(const Source& source, std::uint32_t rows) {
  std::vector<std::uint32_t> examples;
  examples.reserve(std::size_t{rows} * source.tested_per_row());
  for (std::uint32_t row = 0; row < rows; ++row) {
    for (std::uint32_t e = 0; e < source.tested_per_row(); ++e) examples.push_back(row * source.examples_per_row() + e);
  }
  return examples;
}

TargetBuffers::TargetBuffers(const ExampleForm& form, int n)
    : size_(form.target.size()), classes_(form.classes > 0 ? static_cast<std::size_t>(n) : 0),
      targets_(static_cast<std::size_t>(n) * size_), weights_(form.weighted ? targets_.size() : 0) {}

Batch TargetBuffers::batch(std::span<float> inputs, int n) {
  const auto count = static_cast<std::size_t>(n);
  return {.inputs = inputs,
          .classes = std::span(classes_).first(classes_.empty() ? 0 : count),
          .targets = std::span(targets_).first(count * size_),
          .weights = std::span(weights_).first(weights_.empty() ? 0 : count * size_)};
}

}  // namespace pretext
