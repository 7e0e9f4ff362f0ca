#include "study/strengths.hpp"

#include <algorithm>
#include <utility>

namespace pretext {

Strengths::Strengths(std::unique_ptr<Source> weak, std::unique_ptr<Source> strong,
                     std::span<const std::uint32_t> labelled, std::span<const std::uint32_t> unlabelled)
    : weak_(std::move(weak)), strong_(std::move(strong)), rows_(labelled.begin(), labelled.end()),
      labelled_(labelled.size()) {
  rows_.insert(rows_.end(), unlabelled.begin(), unlabelled.end());
}

ExampleForm Strengths::form() const {
  ExampleForm form = weak_->form();
  form.input.h *= 2;
  form.views = 2;
  return form;
}

void Strengths::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                     std::uint32_t step, Batch batch) const {
  const std::size_t size = weak_->form().input.size();
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const std::uint32_t row = rows_[examples[i]];
    const auto view = [&](std::size_t place) {
      return Batch{.inputs = batch.inputs.subspan((2 * i + place) * size, size),
                   .classes = batch.classes.subspan(i, 1),
                   .targets = {},
                   .weights = {}};
    };
    weak_->fill(data, {&row, 1}, ~seed, step, view(0));  // draws of its own
    strong_->fill(data, {&row, 1}, seed, step, view(1));
    if (examples[i] >= labelled_) batch.classes[i] = -1;
  }
}

std::vector<std::uint32_t> Strengths::training() const {
  const std::size_t unlabelled = rows_.size() - labelled_;
  const std::size_t times = std::max<std::size_t>(1, unlabelled / (unlabelled_per_labelled * labelled_));
  std::vector<std::uint32_t> examples;
  examples.reserve(unlabelled + times * labelled_);
  for (std::size_t time = 0; time < times; ++time) {
    for (std::uint32_t i = 0; i < labelled_; ++i) examples.push_back(i);
  }
  for (std::size_t i = labelled_; i < rows_.size(); ++i) examples.push_back(static_cast<std::uint32_t>(i));
  return examples;
}

}  // namespace pretext
