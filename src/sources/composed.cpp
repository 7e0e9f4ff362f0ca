#include "sources/composed.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace pretext {

namespace {

ExampleForm example_form(const Form& form, Predict predict, int classes) {
  ExampleForm example{.input = form.input(), .views = form.views, .causal = form.causal, .parts = form.parts};
  switch (predict) {
    case Predict::choice: example.classes = form.choices; break;
    case Predict::label: example.classes = classes; break;
    case Predict::box: example.target = {1, 1, 4}; break;
    case Predict::mask: example.target = form.view; break;
    case Predict::changed: example.weighted = true; [[fallthrough]];
    case Predict::source:
      example.target = form.source;
      example.chroma = form.chroma;
      break;
    case Predict::pair: break;
    case Predict::token:
      example.target = form.source;
      example.classes = form.choices > 1 ? form.choices : 0;
      break;
  }
  return example;
}

/// The box around what is 1, its edges as shares of the sides: left, top, right, bottom; the whole if nothing is.
void box_around(std::span<const std::uint8_t> object, Shape shape, float* box) {
  int left = shape.w, top = shape.h, right = 0, bottom = 0;
  for (int y = 0; y < shape.h; ++y) {
    for (int x = 0; x < shape.w; ++x) {
      if (object[static_cast<std::size_t>(y * shape.w + x)] == 0) continue;
      left = std::min(left, x), right = std::max(right, x + 1);
      top = std::min(top, y), bottom = y + 1;
    }
  }
  if (right == 0) left = top = 0, right = shape.w, bottom = shape.h;
  const float w = static_cast<float>(shape.w), h = static_cast<float>(shape.h);
  box[0] = static_cast<float>(left) / w, box[1] = static_cast<float>(top) / h;
  box[2] = static_cast<float>(right) / w, box[3] = static_cast<float>(bottom) / h;
}

}  // namespace

Composed::Composed(std::vector<std::unique_ptr<Op>> ops, const Form& original, const Form& transformed,
                   std::size_t largest, Predict predict, std::uint32_t examples_per_row, int classes)
    : ops_(std::move(ops)), original_(original), predict_(predict), choices_(transformed.choices),
      examples_per_row_(examples_per_row), form_(example_form(transformed, predict, classes)), image_(largest),
      spare_(largest), source_(original.source.size()),
      changed_(static_cast<std::size_t>(original.source.h) * static_cast<std::size_t>(original.source.w)),
      object_(asks_object() ? transformed.view.size() : 0) {}

void Composed::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                    std::uint32_t step, Batch batch) const {
  assert(data.shape == original_.view);
  const bool tokens = predict_ == Predict::token;
  const bool asks_source = predict_ == Predict::source || predict_ == Predict::changed || tokens;
  const std::size_t size = form_.input.size();
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const std::uint32_t row = examples[i] / examples_per_row_;
    data.read(row, std::span(image_).first(original_.view.size()));
    if (asks_source) std::copy_n(image_.begin(), source_.size(), source_.begin());
    if (predict_ == Predict::changed || tokens) std::ranges::fill(changed_, std::uint8_t{0});
    Canvas canvas{image_.data(),
                  spare_.data(),
                  source_.data(),
                  changed_.data(),
                  0,
                  &data,
                  row,
                  asks_object() ? object_.data() : nullptr};
    Draws draws(seed, step, examples[i], examples_per_row_);
    for (const std::unique_ptr<Op>& op : ops_) op->run(canvas, draws);
    std::copy_n(canvas.image, size, batch.inputs.begin() + static_cast<std::ptrdiff_t>(i * size));
    if (predict_ == Predict::label) batch.classes[i] = data.labels[row];
    else ask(canvas, i, batch);
  }
}

/// What is asked about example i, from what the ops have left on the canvas.
void Composed::ask(const Canvas& canvas, std::size_t i, Batch batch) const {
  if (form_.classes > 0) batch.classes[i] = canvas.choice;
  const std::size_t values = form_.target.size();
  if (values == 0) return;
  if (asks_object()) {
    float* targets = batch.targets.data() + i * values;
    if (predict_ == Predict::mask) std::ranges::copy(object_, targets);
    else box_around(object_, form_.input, targets);
    return;
  }
  if (predict_ == Predict::token) {
    float* targets = batch.targets.data() + i * values;
    for (std::size_t place = 0; place < values; ++place) {
      targets[place] = changed_[place] != 0 ? canvas.source[place] : not_asked;
    }
    return;
  }
  std::copy_n(canvas.source, values, batch.targets.begin() + static_cast<std::ptrdiff_t>(i * values));
  if (!form_.weighted) return;
  const auto area = std::ranges::count(changed_, std::uint8_t{1});
  const auto channels = static_cast<std::size_t>(form_.target.c);
  const float weight = area == 0 ? 0.0f : 1.0f / static_cast<float>(static_cast<std::size_t>(area) * channels);
  float* weights = batch.weights.data() + i * values;
  for (const std::uint8_t pixel : changed_) {
    for (std::size_t c = 0; c < channels; ++c) *weights++ = pixel != 0 ? weight : 0.0f;
  }
}

}  // namespace pretext
