#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "pretext/op.hpp"

namespace pretext {

/// An op of that name, planned for a form.
struct PlannedOp {
  std::unique_ptr<Op> op;
  Result<Form> out;
};

/// first: values of the first fields; the others have what they have when nothing is said.
inline PlannedOp planned(const std::string& name, const Form& in, const std::vector<double>& first = {}) {
  const OpEntry* entry = op_named(name);
  REQUIRE(entry != nullptr);
  std::vector<double> values = fallbacks(entry->kind);
  REQUIRE(first.size() <= values.size());
  std::ranges::copy(first, values.begin());
  auto op = entry->make(values);
  Result<Form> out = op->plan(in);
  return {std::move(op), std::move(out)};
}

/// Why an op cannot follow on that form.
inline std::string refused(const std::string& name, const Form& in, const std::vector<double>& values = {}) {
  const PlannedOp op = planned(name, in, values);
  REQUIRE(!op.out);
  return op.out.error().message;
}

/// An example's buffers, large enough for `in` and `out`; what nobody writes is NaN.
struct Example {
  Example(const Form& in, const Form& out, std::span<const float> image, std::span<const float> original);

  /// What the op has made.
  [[nodiscard]] std::span<const float> made() const { return {canvas.image, size}; }
  [[nodiscard]] std::span<const float> view(std::size_t i) const { return made().subspan(i * view_size, view_size); }

  std::size_t size;
  std::size_t view_size;
  Canvas canvas;
  std::vector<float> first;
  std::vector<float> second;
  std::vector<float> source;
  std::vector<std::uint8_t> changed;
};

inline Example::Example(const Form& in, const Form& out, std::span<const float> image, std::span<const float> original)
    : size(out.size()), view_size(out.view.size()), first(std::max(in.size(), out.size()), NAN),
      second(first.size(), NAN), source(original.begin(), original.end()),
      changed(static_cast<std::size_t>(in.source.h * in.source.w)) {
  std::copy(image.begin(), image.end(), first.begin());
  canvas = {first.data(), second.data(), source.data(), changed.data(), 0};
}

/// What an op makes of an image that is its own original (of which the first view is, if there are several). Of each
/// row `examples_per_row` examples are made.
inline Example drawn(const PlannedOp& op, const Form& in, std::span<const float> image, std::uint32_t example,
                     std::uint32_t examples_per_row = 1) {
  REQUIRE(op.out);
  Example made(in, *op.out, image, image.first(std::min(image.size(), in.source.size())));
  Draws draws(1, 0, example, examples_per_row);
  op.op->run(made.canvas, draws);
  return made;
}

/// A form of one image that is its own original.
inline Form whole(Shape shape) {
  Form form;
  form.view = form.source = shape;
  return form;
}

inline Form grey_square(int side) { return whole({side, side, 1}); }

inline Form with_views(Form form, int views) {
  form.views = views;
  form.in_place = false;
  return form;
}

/// 1, 2, 3 and so on: each number tells where it has been.
inline std::vector<float> counted(std::size_t n) {
  std::vector<float> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<float>(i + 1);
  return values;
}

inline std::vector<float> vector(std::span<const float> values) { return {values.begin(), values.end()}; }

/// Pixels as files have them, half of them black.
inline std::vector<float> synthetic_image(std::size_t n, std::uint32_t seed) {
  Rng rng(seed, Stream::labels);
  std::vector<float> values(n);
  for (float& value : values) value = static_cast<float>(std::max(0, static_cast<int>(rng.below(511)) - 255)) / 255.0f;
  return values;
}

}  // namespace pretext
