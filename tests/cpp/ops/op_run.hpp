#pragma once

#include <doctest/doctest.h>

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

inline PlannedOp planned(const std::string& name, const Form& in, std::vector<double> values = {}) {
  const OpEntry* entry = op_named(name);
  REQUIRE(entry != nullptr);
  if (values.empty()) values = fallbacks(entry->kind);
  auto op = entry->make(values);
  Result<Form> out = op->plan(in);
  return {std::move(op), std::move(out)};
}

/// An example's buffers, large enough for `in` and `out`; what nobody writes is NaN.
struct Example {
  Example(const Form& in, const Form& out, std::span<const float> image, std::span<const float> original);

  Canvas canvas;
  std::vector<float> first;
  std::vector<float> second;
  std::vector<float> source;
  std::vector<std::uint8_t> changed;
};

inline Example::Example(const Form& in, const Form& out, std::span<const float> image, std::span<const float> original)
    : first(std::max(in.size(), out.size()), NAN), second(first.size(), NAN), source(original.begin(), original.end()),
      changed(static_cast<std::size_t>(in.source.h * in.source.w)) {
  std::copy(image.begin(), image.end(), first.begin());
  canvas = {first.data(), second.data(), source.data(), changed.data(), 0};
}

/// A form of one square grey image that is its own original.
inline Form grey_square(int side) {
  Form form;
  form.view = form.source = {side, side, 1};
  return form;
}

}  // namespace pretext
